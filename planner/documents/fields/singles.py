"""Single days and months that stand for a span, for something runs on them.

"treo cờ Tổ quốc trong ngày 19/5/2020", "trang trí trong tháng 9/2020", "Năm 2016: ..."; not the day
of another paper, of a feast ("Quốc tế Lao động 01/5"), or by which something is due.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from planner.documents.fields.clauses import clause
from planner.documents.fields.days import MONTHS_OF_YEAR, Mention, mentions
from planner.documents.fields.ranges import Range
from planner.documents.papers.passages import Passage
from planner.documents.papers.plain import plain

_WEEKDAY = r"(?:(?:chu nhat|thu \w+)\s*,?\s*)?"
_ON = re.compile(
    r"(?:ngay|sang|chieu|toi|dem|hom|trong|vao)\s*$"
    r"|ngay (?:bau cu|tong tuyen cu|khai mac|be mac|dai hoi|ra quan|khai giang|phat dong|quoc tang)"
    rf"[a-z ]{{0,20}}\(?\s*{_WEEKDAY}(?:ngay\s*)?$"
)
_ASIDE = re.compile(rf"\(\s*{_WEEKDAY}(?:ngay\s*)?$")
_ASIDE_OF_DAY = re.compile(rf"(?<!\w)ngay [a-z0-9 ]{{2,30}}\(\s*{_WEEKDAY}(?:ngay\s*)?$")
"""Brackets behind a day's own name: "trong 02 ngày Quốc tang (ngày 06/10 và ngày 07/10)"."""

_BY = re.compile(
    r"(?:truoc|cham|muon|xong|hoan thanh|hoan tat|ket thuc|gui|nop|sau|han|bao cao|tong duyet"
    r"|tong ket|hop|du phong|truyen thong|y nghia|lich su|ky niem|chao mung|dip|ban hanh)(?!\w)"
    r"(?:[^;.,:\d]|\d\d?\s?(?:h|gio|g)\s?(?:\d\d)?){0,24}$"
    r"|(?:tu|den|toi|sang)\s+(?:het\s+)?(?:ngay\s*)?$"
)
_EVENING = re.compile(r"(?<!từ )(?<!đến )(?:[Tt]ối|[Ss]áng)\s+(?:ngày\s*)?$")
"""What without marks would be "tới ngày", "sang ngày"."""

_OF_PAPER = re.compile(r"so\s*:?\s*\d+\S*\s*,?\s*(?:ngay)?\s*$|[-/][a-z]+\S*\s*,?\s*ngay\s*$")
_NEWS = re.compile(
    r",? [^.;]{0,80}?(?<!\w)(?:co|ban hanh|gui|nhan duoc|to chuc hop)\s+"
    r"(?:van ban|thong bao|ke hoach|cong van|quyet dinh|huong dan)"
)
"""What tells that a day is another paper's: "Ngày 29/3/2019, UBND tỉnh có Thông báo số 33"."""

_MONTH = re.compile(r"(?:trong |ca )*(?:thang )?#\s*\.?")
"""A cell that is a month: "Trong tháng 5/2020", the month itself put as a sign."""
_AND = re.compile(r"\s*(?:,|va|,\s*va)\s*(?:(?:cac )?ngay\s*)?")
_IN = re.compile(
    r"(?:trong|vao|suot|ca|thoi gian|:|\()\s*(?:ca|suot|dau|cuoi|giua|nua dau|nua cuoi)?\s*$"
)
_LEADS = re.compile(r"\W*(?:(?:\d+|[a-z])[.)]\s*)?(?:trong\s*|-\s*)?")
_OF_PHASE = re.compile(
    r"(?:thoi gian|giai doan|dot|buoc)[^.;]{0,60}(?::\s*(?:trong |ca )?|thuc hien (?:trong )?)$"
)
BEHIND = len(", trong do tu ")


def singles(one: Passage, stated: Sequence[Range], live: Sequence[Range]) -> Iterator[Range]:
    """Yield the single days and months of a passage on which something runs.

    `stated` are its spans, in which no single day is looked for; `live` those that count.
    """
    text = one.plain
    starts = [span.start for span in stated]
    live_starts = [span.start for span in live]
    running: Mention | None = None
    for mention in mentions(text):
        within = bisect_right(starts, mention.start) - 1
        if mention.month is None or (within >= 0 and mention.start < stated[within].end):
            running = None
            continue
        if mention.day is None:
            stands = _is_month_on(one, mention, live_starts)
        elif running is not None and _AND.fullmatch(text[running.end : mention.start]):
            stands = True  # "các ngày 10/9, 25/9, 05/10"
        else:
            stands = _is_day_on(one, mention, bool(live))
        running = mention if stands and mention.day else None
        if stands:
            yield Range(mention.start, mention.end, mention, mention)


def _is_day_on(one: Passage, mention: Mention, with_spans: bool) -> bool:  # noqa: FBT001 (a fact)
    """Whether something runs on a single day; a row of a table with spans speaks of those."""
    text = one.plain
    if one.cells:
        return not with_spans and _begins_cell(one, mention)
    before = text[max(mention.start - 60, 0) : mention.start]
    evening = _EVENING.search(one.text, max(mention.start - 16, 0), mention.start)
    if _BY.search(before) and not evening:
        return False
    if _OF_PAPER.search(before) or _NEWS.match(text, mention.end):
        return False
    if _ASIDE.search(before) and not _ASIDE_OF_DAY.search(before):
        return False
    return bool(_ON.search(before)) or (_leads(one, mention) and _behind(text, mention) == ":")


def _leads(one: Passage, mention: Mention) -> bool:
    return bool(_LEADS.fullmatch(one.plain, 0, mention.start))


def _behind(text: str, mention: Mention) -> str:
    """Return the sign behind a mention, "" at the end of the text."""
    return text[mention.end : mention.end + 2].lstrip()[:1]


def _begins_cell(one: Passage, mention: Mention) -> bool:
    """Whether a day is what a cell of a table says: "Ngày 06/4/2017 (tức ...)", "Cả ngày 19/5"."""
    day = re.escape(one.plain[mention.start : mention.end])
    pattern = re.compile(rf"\W*(?:ca |trong |sang |chieu |toi |dem )*(?:ngay )?{day}")
    return any(pattern.match(plain(cell)) for cell in one.cells)


def _is_month_on(one: Passage, mention: Mention, starts: Sequence[int]) -> bool:
    """Whether a month, quarter or year alone is a span; `starts` are where spans begin."""
    text = one.plain
    if one.cells and mention.months == 1:
        said = text[mention.start : mention.end]
        return any(_MONTH.fullmatch(plain(cell).replace(said, "#", 1)) for cell in one.cells)
    after = bisect_right(starts, mention.start)
    if after < len(starts) and starts[after] - mention.end < BEHIND:
        return False  # "tháng 7/2027, từ ngày 01/7 đến hết ngày 31/7"
    low = clause(text, mention.start, mention.end)[0]
    if re.search(r"so\s*\d+\s*[/-]", text[low : mention.start]):
        return False  # "... Công văn số 1355/UBND về việc treo cờ trong tháng 4 và tháng 5"
    before = text[max(mention.start - 90, low) : mention.start]
    leads = not starts and _leads(one, mention)
    if mention.months == MONTHS_OF_YEAR:
        return (leads and _behind(text, mention) == ":") or bool(_OF_PHASE.search(before))
    return bool(_IN.search(before)) or (leads and _behind(text, mention) in {":", "", "."})
