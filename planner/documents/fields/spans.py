"""Spans of days told apart: windows of one channel, else periods of the campaign.

A span for the campaign as a whole, a phase or a content is a period; a span for a channel (treo,
phát, đăng, tuyên truyền trên ...) is a window, one for each channel. What stands behind the
signature (schedules in annexes) gives windows only.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from planner.documents.fields import periods, phases, windows
from planner.documents.fields.placed import Placed
from planner.documents.fields.spoken import Spoken, spoken
from planner.documents.papers.papers import Paper
from planner.documents.reading import Period, Question, Window
from planner.phrases import mark

Found = tuple[tuple[Period, ...], tuple[Window, ...], tuple[Question, ...]]

_CHANGE = re.compile(r"(?<!\w)(?:dieu chinh|sua doi|keo dai|gia han|thay doi)(?!\w)")
_NO_ISSUE_DAY = mark("Tính từ ngày nào? Văn bản không đọc được ngày ban hành.")


def read(
    paper: Paper, places: Sequence[Placed], kind: str, issued: date | None, *, amends: bool
) -> Found:
    """Return periods, windows and what must be asked about them, in the order of their lines.

    `places` are the passages of its body and of its annex.
    """
    found_periods: list[Period] = []
    found_windows: list[Window] = []
    questions: list[Question] = []
    titled = windows.titled(paper)
    amends = amends or any(_CHANGE.search(one.plain) for one in paper.title)
    named: list[Spoken] = []
    ends: list[tuple[slice, Spoken]] = []
    stated: dict[int, Sequence[Spoken]] = {}
    asking = [at for at in places if not _asks_nothing(at)]
    for at in asking:
        said = spoken(at.passage, issued, amends=amends)
        if said:
            stated[id(at)] = said
        for span, made in windows.read(said, at, titled, kind):
            if span.span.event and made:
                ends.append((slice(len(found_windows), len(found_windows) + len(made)), span))
            found_windows.extend(made)
            if not made and not at.annexed:
                period, asked = periods.read(span, at.node)
                found_periods.extend([period] if period else [])
                named.extend([span] if period else [])
                questions.extend([asked] if asked else [])
            if span.start is None and span.span.first is not None and span.span.first.now:
                questions.append(Question(at.passage.line, _NO_ISSUE_DAY, "periods"))
    known = phases.phases(named)
    for place, span in ends:
        if end := phases.ending(span.span.event, known):
            found_windows[place] = [replace(one, end=end) for one in found_windows[place]]
    hung = frozenset(window.channel for window in found_windows)
    found_windows.extend(_by_phases(asking, stated, known, hung))
    found_windows.sort(key=lambda window: window.line)
    asked_once = tuple(dict.fromkeys(questions))
    return periods.once(found_periods), windows.once(found_windows), asked_once


def _by_phases(
    asking: Sequence[Placed],
    stated: Mapping[int, Sequence[Spoken]],
    known: Sequence[phases.Phase],
    hung: frozenset[str],
) -> Iterator[Window]:
    """Yield the windows whose days are those of a phase: "phát trong đợt cao điểm".

    "Thời gian nêu trên" of a channel that has its own days (is in `hung`) means those. Neither the
    title nor the paper's kind says anything of a phase that is spoken of in passing.
    """
    for at in asking:
        for span in phases.references(at.passage, known):
            if any(span.clause == other.clause for other in stated.get(id(at), ())):
                continue  # "Trong đợt 3, treo pano từ ngày 25/9 đến ..." has its own days
            for _, made in windows.read([span], at, frozenset(), ""):
                whole = phases.is_whole(span)
                yield from (one for one in made if not whole or one.channel not in hung)


_GROUND = re.compile(
    r"(?:can cu(?![^,;.]{0,60}\bnay\b)|kinh gui|noi nhan)\b|[»›>]|thuc hien (?:cong van|van ban) so"
)


_OF_TIME = re.compile(
    r"(?:^\W*|\. )thoi gian (?:tuyen truyen|thuc hien|trien khai|to chuc)?[^:.]{0,20}:"
)
"""The paper's own time in a section on requirements: "Thời gian tuyên truyền: từ nay đến ..."."""


def _asks_nothing(at: Placed) -> bool:
    """Whether a passage asks for nothing: grounds, purpose, slogans, the links of a portal."""
    if _GROUND.match(at.passage.words):
        return True
    if _OF_TIME.search(at.passage.words):
        return False
    sections = at.node.within()
    return sections[:1] in (("purpose",), ("slogans",)) and "time" not in sections
