"""The spans of days that a passage speaks of and that count: no history, no old days of a change.

"nhiệm kỳ 2025 - 2030" is a term of office, "(30/4/1975 - 30/4/2025)" an anniversary; and of
`"từ ngày 22/6 ..." thành: "từ ngày 20/7 ..."` only the new days count.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from planner.documents.fields.clauses import clause
from planner.documents.fields.days import MONTHS_OF_YEAR
from planner.documents.fields.placed import on_line
from planner.documents.fields.ranges import Range, before_tet, ranges, resolve
from planner.documents.fields.singles import singles
from planner.documents.papers.passages import Passage

LONG_AGO = timedelta(days=200)
LONGEST = timedelta(days=366 * 6)
"""A campaign is no longer; a span beyond that is the range of an anniversary or of history."""

MOST = 60
"""How many spans of one passage are read; no office writes more into one paragraph."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A span as found: where it stands, its days, and the clause around it."""

    passage: Passage
    span: Range
    start: date | None
    end: date | None
    clause: tuple[int, int]

    @property
    def words(self) -> str:
        return self.passage.text[self.span.start : self.span.end]

    @property
    def shown(self) -> str:
        """The words as far as they stand on the span's line."""
        return on_line(self.passage, self.span.start, self.span.end)

    @property
    def line(self) -> int:
        return self.passage.line_at(self.span.start)


def spoken(one: Passage, issued: date | None, *, amends: bool = False) -> list[Spoken]:
    """Return the spans of a passage in order; of a paper that `amends` those that it sets."""
    text = one.plain
    if not re.search(r"\d|nay", text):
        return []
    stated = sorted([*ranges(text), *before_tet(text)], key=lambda span: span.start)
    live = [span for span in stated if not _is_history(text, span, issued)]
    single = [span for span in singles(one, stated, live) if not _is_history(text, span, issued)]
    counted = sorted([*live, *single], key=lambda span: span.start)[:MOST]
    return [
        Spoken(one, span, *resolve(span, issued), clause(text, span.start, span.end))
        for span in counted
        if not (amends and _is_old(text, span))
    ]


_TERM = re.compile(
    r"(?:nhiem ky|giai doan|nam hoc|khoa)\s*(?:nam\s*)?$"
    r"|(?:de an|chuong trinh|nghi quyet|chien luoc|ke hoach)[^.;:]{0,90}$"
)
_TOPIC = re.compile(r"(?:chu de|trong tam|noi dung|tinh hinh|ket qua|nghi quyet)[^.;:]{0,40}$")
"""What speaks of another plan's title: "những chủ đề lớn, trọng tâm từ nay đến Đại hội"."""


def _is_history(text: str, span: Range, issued: date | None) -> bool:
    """Whether a span speaks of the past, of a term of office, or of another plan's title."""
    before = text[max(span.start - 60, 0) : span.start]
    first = span.first
    if first is not None and first.months == MONTHS_OF_YEAR and _TERM.search(before):
        return True
    if first is not None and (first.now or span.event) and _TOPIC.search(before):
        return True
    start, end = resolve(span, issued)
    last = end or start
    if issued and last and issued - last > LONG_AGO:
        return True
    if start and end and _is_anniversary(start, end) and text[span.start : span.start + 2] != "tu":
        return True
    return bool(start and end and not timedelta() <= end - start <= LONGEST)


def _is_anniversary(start: date, end: date) -> bool:
    """Whether a span is counted in years: "5 năm (22-10-2018 - 22-10-2023)"."""
    return start.year < end.year and (start.month, start.day) == (end.month, end.day)


_CHANGES = re.compile(
    r"(?:keo dai|gia han|dieu chinh|sua doi|thay doi|lui|doi|bo sung|treo them|thay the|nhu sau"
    r"|thanh|sang)(?!\w)"
)
_BECOMES = re.compile(
    r"[^.;]{0,60}?(?:thanh|sang)\s*[:“\"]?\s*(?:[“\"]|thoi gian|tu|den|ngay|la|treo)"
)
_DROPPED = re.compile(r"(?:bai bo|huy bo|bo|thay the?) (?:cum tu|noi dung|quy dinh)[^.;:]*$")
_FORMER = re.compile(
    r"(?:quy dinh|noi dung|thoi gian|thoi diem|lich)(?: [a-z]+)?"
    r" (?:cu|truoc do|truoc day|hien hanh)(?!\w)[^.;)]*$"
)
"""What is quoted in brackets: "Sửa đổi khoản 2 (quy định cũ: treo cờ từ ngày ...)"."""
_CITES = re.compile(r"so\s*:?\s*\d+\s*[/-]|truoc day|da (?:thong bao|ban hanh|quy dinh|neu|de ra)")


def _is_old(text: str, span: Range) -> bool:
    """Whether an amendment quotes the span of the paper that it changes."""
    low = clause(text, span.start, span.end)[0]
    if _BECOMES.match(text, span.end):
        return True
    before = text[low : span.start]
    if _DROPPED.search(before[-40:]) or _FORMER.search(before):
        return True
    return bool(_CITES.search(before)) and not _CHANGES.search(before)
