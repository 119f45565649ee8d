"""What speaks of a phase by name: "trong đợt cao điểm", "trong cả ba đợt", "thời gian nêu trên".

The days are those of the period so named in the same paper; where none or more than one fits the
words, nothing is read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from planner.documents.fields.clauses import clause
from planner.documents.fields.ranges import Range
from planner.documents.fields.spoken import Spoken
from planner.documents.papers.passages import Passage

_ORDINALS = {
    "nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5,
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5,
}  # fmt: skip
_NUMBER = r"(?:0?[1-9](?![\d/])|i{1,3}|iv|v|(?:thu )?(?:nhat|mot|hai|ba|tu|bon|nam))(?!\w)"
_KIND = r"(?:dot|giai doan|buoc|tuan)"
_NAME = re.compile(
    rf"(?<!\w)(?P<kind>{_KIND})(?: (?:tuyen truyen|truyen thong|cao diem))*\s+(?P<number>{_NUMBER})"
)
_PEAK = re.compile(r"(?<!\w)(?<!gio )(?:cao diem|trong tam)(?!\w)")
_PEAK_BEHIND = re.compile(r"\s*\(?(?:la )?(?:dot |giai doan )?cao diem")
MOST = 60
"""How many phases a paper has, and how many references one passage; no office writes more."""
NEAR = 120
"""How far before its days a phase is named: "Đợt 2 (cao điểm), từ ngày ..."."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A period with how it is named: "đợt 2", the peak, or the whole with neither."""

    start: date
    end: date
    kind: str = ""
    number: int = 0
    peak: bool = False

    @property
    def days(self) -> timedelta:
        return self.end - self.start


def phases(periods: Iterable[Spoken]) -> list[Phase]:
    """Return the phases that periods are, each once."""
    named = (_named(one) for one in periods)
    return list(dict.fromkeys(one for one in named if one is not None))[:MOST]


def _named(one: Spoken) -> Phase | None:
    if one.start is None or one.end is None:
        return None
    text, at = one.passage.plain, one.span.start
    before = text[max(one.clause[0], at - NEAR) : at]
    peak = bool(_PEAK.search(before) or _PEAK_BEHIND.match(text, one.span.end))
    names = list(_NAME.finditer(before))
    if names:
        return Phase(one.start, one.end, names[-1]["kind"], _value(names[-1]["number"]), peak)
    return Phase(one.start, one.end, peak=peak)


def _value(number: str) -> int:
    word = number.removeprefix("thu ").strip()
    return _ORDINALS.get(word) or int(word)


# ---- references --------------------------------------------------------------------------------

_IN = r"(?<!\w)(?:trong|suot|vao)\s+(?:(?:suot|toan bo|khoang|thoi gian|dip|ca)\s+)*"
_OWN_DAYS = r"(?!\s*[:,(]?\s*(?:la\s+)?(?:tu\s+|ngay\s+|den\s+)?\d)(?!\s*[:,(]?\s*(?:tu|den) )"
_REFERS = re.compile(
    rf"{_IN}(?:"
    rf"(?P<peak>(?:{_KIND}|thang|tuan|thoi gian|thoi diem)\s+(?:cao diem|trong tam)"
    rf"|(?:cao diem|trong tam))"
    rf"|(?P<every>(?:ca|cac)?\s*(?P<count>\d+|hai|ba|bon|nam)?\s*(?P<of>{_KIND})"
    rf"(?P<numbers>(?:\s*(?:,|va)?\s*(?:dot |giai doan |buoc |tuan )?{_NUMBER}){{0,6}}))"
    rf"){_OWN_DAYS}"
)
_WHOLE = re.compile(
    r"(?<!\w)(?:thoi gian (?:(?:neu |noi |quy dinh |ke )+(?:tren|tai)|tren(?= |[.,;]|$))"
    r"|(?:trong|suot|ca|thoi gian)\s+thang (?=hanh dong|cao diem|thanh nien|an toan)[a-z ]{6,14})"
    rf"{_OWN_DAYS}"
)
_OF_WORK = re.compile(r"(?:hoat dong|ket qua|su kien)(?: [a-z]+){0,2} $")
"""What a phase then only describes: "đưa tin các hoạt động trong Tháng hành động"."""
_NUMBERED = re.compile(_NUMBER)


def references(one: Passage, known: Sequence[Phase]) -> Iterator[Spoken]:
    """Yield the spans of a passage that are named by a phase."""
    yield from islice(_references(one, known), MOST)


def _references(one: Passage, known: Sequence[Phase]) -> Iterator[Spoken]:
    text = one.plain
    if not known or not re.search(r"dot|giai doan|buoc|cao diem|trong tam|thoi gian|thang ", text):
        return
    for found in _REFERS.finditer(text):
        if _OF_WORK.search(text, max(found.start() - NEAR, 0), found.start()):
            continue
        for phase in _meant(found, known):
            yield _spoken(one, found, phase)
    whole = [phase for phase in known if not phase.number and not phase.peak]
    if len(whole) == 1 and whole[0].days == max(phase.days for phase in known):
        for found in _WHOLE.finditer(text):
            if not _OF_WORK.search(text, max(found.start() - NEAR, 0), found.start()):
                yield _spoken(one, found, whole[0])


def is_whole(one: Spoken) -> bool:
    """Whether a reference means the paper's whole time: "thời gian nêu trên"."""
    return bool(_WHOLE.fullmatch(one.passage.plain, one.span.start, one.span.end))


def ending(event: str, known: Sequence[Phase]) -> date | None:
    """Return the last day of the phase that ends a span: "đến hết đợt thứ hai"."""
    found = _NAME.search(event)
    if found:
        wanted = found["kind"], _value(found["number"])
        ends = [phase.end for phase in known if (phase.kind, phase.number) == wanted]
    else:
        ends = [phase.end for phase in known if phase.peak and _PEAK.search(event)]
    return ends[0] if len(ends) == 1 else None


def _spoken(one: Passage, found: re.Match[str], phase: Phase) -> Spoken:
    span = Range(found.start(), found.end(), None, None)
    return Spoken(one, span, phase.start, phase.end, clause(one.plain, span.start, span.end))


def _meant(found: re.Match[str], known: Sequence[Phase]) -> Sequence[Phase]:
    """Return the phases that words mean; none unless each is told apart."""
    if found["peak"]:
        peaks = [phase for phase in known if phase.peak]
        return peaks if len(peaks) == 1 else ()
    same = [phase for phase in known if phase.kind == found["of"]]
    wanted = [_value(number) for number in _NUMBERED.findall(found["numbers"])]
    if wanted:
        meant = [phase for phase in same if phase.number in wanted]
        return meant if len(meant) == len(set(wanted)) else ()
    if _says_all(found):
        return _joined(same) if len(same) > 1 and _counts(found["count"], len(same)) else ()
    return ()


def _says_all(found: re.Match[str]) -> bool:
    """Whether all are meant: "trong cả ba đợt"; "trong các đợt" may mean others."""
    return " ca " in found.group() or (bool(found["count"]) and "cac " in found["every"])


def _counts(said: str | None, number: int) -> bool:
    return said is None or (int(said) if said.isdigit() else _ORDINALS[said]) == number


def _joined(found: Sequence[Phase]) -> list[Phase]:
    """Put phases together that follow each other day by day."""
    first, *others = sorted(found, key=lambda phase: phase.start)
    made = [first]
    for phase in others:
        if phase.start - made[-1].end <= timedelta(days=1):
            made[-1] = Phase(made[-1].start, max(made[-1].end, phase.end))
        else:
            made.append(phase)
    return made
