"""Periods: spans for the campaign as a whole, a phase or a content, which no channel claims.

"1. Đợt 1 (từ ngày 10/01 đến hết ngày 10/02/2020): tập trung tuyên truyền ..." is one, and so is
"Chương trình có hiệu lực từ ngày ký đến hết ngày 31/12/2027".
"""

import re
from collections.abc import Iterable
from datetime import date

from planner.documents.fields.spoken import Spoken
from planner.documents.papers.outline import Node, is_heading
from planner.documents.reading import Period, Question
from planner.phrases import Phrase

_PHASE = re.compile(
    r"\W*(?:\(?\d+[.)]?\s*)?(?:giai doan|dot|buoc|cao diem|tuan le|thang (?:cao diem|hanh dong)"
    r"|chien dich|quy [iv\d]|mua|thoi gian|thoi diem|lo trinh|tien do)(?!\w)"
)
_LEADS_TO = re.compile(
    r"(?:thoi gian|cao diem|dot|giai doan|chien dich|phat dong|ra quan|thang hanh dong|tuan le"
    r"|thuc hien|hieu luc|ap dung|trien khai|duoc tien hanh|keo dai|bat dau)(?!\w)[^.;]{0,50}$"
)
_DONE = re.compile(
    r"(?<!\w)(?:thao (?:do|go)|thu don|cap phat|phat hanh|giai (?:bong|chay|co|cau|viet)|hoi thi"
    r"|hoi dien|vong (?:so|chung)|to roi|to gap|lop (?:tap huan|boi duong)"
    r"|buoi (?:sinh hoat|tuyen truyen|toa dam|noi chuyen|tu van))(?!\w)"
    r"(?![^.;]*thoi gian (?:tuyen|thuc|to chuc))"
)
"""Work of its own days, an event or an end: "giải bóng chuyền các xã từ ngày 22 đến ..."."""
LEADING = 12
"""How far from the beginning of a passage a span still leads it: "- Từ nay đến ..."."""


def read(one: Spoken, node: Node) -> tuple[Period | None, Question | None]:
    """Return the period that a span is, and what must be asked about it."""
    if not _is_period(one, node):
        return None, None
    event = one.words[len(one.words) - len(one.span.event) :] if one.span.event else None
    period = Period(one.start, one.end, event, one.line, one.shown)
    if not event:
        return period, None
    return period, Question(one.line, Phrase("“%(event)s” là ngày nào?", event=event), "periods")


def _is_period(one: Spoken, node: Node) -> bool:
    """Whether a span is one of the campaign: by its section, its heading, or its words."""
    known = one.start is not None or one.end is not None or one.span.event
    passage = one.passage
    if not known or one.span.is_day or passage.cells:
        return False
    leads = one.span.start - passage.body <= LEADING
    if leads:
        return True
    if _DONE.search(passage.plain, one.clause[0], one.span.start):
        return False
    before = passage.plain[max(one.span.start - 60, passage.body) : one.span.start]
    in_time = "time" in node.within() or any("time" in above.sections for above in node.ancestors())
    named = in_time or bool(_PHASE.match(passage.words))
    if one.span.is_month:
        return named and not re.search(r"[.;]", before)
    return named or is_heading(passage) or bool(_LEADS_TO.search(before))


def once(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return periods once each, at their first line."""
    found: dict[tuple[date | None, date | None, str | None], Period] = {}
    for one in periods:
        found.setdefault((one.start, one.end, one.until_event), one)
    return tuple(found.values())
