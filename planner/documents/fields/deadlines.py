"""Days by which something is owed: "trước 20/6", "chậm nhất ngày 15/3/2027", "ngày 25 hằng tháng".

The day is kept as printed; "trước" excludes it. Without a year it comes every year, without a
month every month. A day that a window or a period begins or ends with is none.

>>> # "Định kỳ 06 tháng (trước 20/6), hàng năm (trước 10/12)": 20/6 and 10/12 of every year
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from planner.documents.fields.clauses import clause
from planner.documents.fields.days import Mention, first_day, mentions
from planner.documents.fields.hours import HOUR
from planner.documents.fields.placed import Placed
from planner.documents.fields.ranges import ranges
from planner.documents.papers.plain import plain
from planner.documents.reading import Deadline

PAST = timedelta(days=45)
"""A day so long before the day of issue is history ("ban hành trước ngày 01/7/2025")."""

REACH = 120
_AT = (
    rf"(?:\s*(?:luc\s*)?{HOUR},?)?\s*(?:(?:thu \w+|chu nhat),?\s*)?"
    r"(?:het\s*)?(?:ngay(?: lam viec)?|hom)?\s*$"
)
_BEFORE = re.compile(rf"(?<!\w)truoc(?!\w){_AT}")
_NOT_BEFORE = re.compile(r"(?:(?:sau|trong),? va|\d (?:ngay|gio)) truoc\s*(?:ngay\s*)?$")
_LATEST = re.compile(
    r"(?:(?:cham|muon|tre) nhat|khong (?:muon|cham|tre) hon|khong qua|thoi han|het han"
    rf"|han (?:cuoi|chot|nop|gui|nhan))(?!\w)(?:[^;.\d]|{HOUR}){{0,60}}$"
)
_DONE_ON = re.compile(
    r"(?<!\w)(?:xong|hoan thanh|hoan tat|thao do|thao go|thu don|thu hoi|ha xuong|nop)(?!\w)"
    rf"[^;.\d]{{0,80}}(?:trong|vao|den|toi|truoc|ngay)(?!\w){_AT}"
)
_REPORTED_ON = re.compile(
    r"(?:^\W*|[.;]\s*)(?:\+\s*)?(?:gui )?bao cao(?! vien)(?!\w)[^;.]{0,160}?[:,]\s*"
    rf"(?:(?:dot|lan|ky) \w+ )?(?:trong|vao)(?!\w){_AT}"
)
"""A report of a day: "Báo cáo kết quả: đợt 1 vào ngày 24/01/2020, đợt 2 vào ngày 03/02/2020"."""
_DONE_BY = re.compile(r"(?:den|toi) (?:het )?ngay\s*$")
_DONE_AFTER = re.compile(r",?\s*(?:phai |co ban |can )?(?:hoan thanh|hoan tat|xong)(?!\w)")
_OWED = re.compile(r"bao cao|gui|nop|tong hop|ban hanh|trinh|xay dung|hoan thanh")
_COUNTDOWN = re.compile(r"\s*[,(]?\s*\(?(?:tuc |la )?(?:truoc )?\d{1,3} ngay(?: truoc|,? ke tu)")
_OF_PAPER = re.compile(r"so\s*:?\s*\d\S*\s*,?\s*(?:ngay)?\s*$|[-/][a-z]{2,}\S*\s*,?\s*ngay\s*$")
_EVERY_YEAR = re.compile(r"(?:hang|moi) nam|thuong nien|nam sau|dinh ky|6 thang|bao cao nam")
_EVERY_MONTH = re.compile(
    r"(?:hang|moi) (?:thang|quy)|(?:cua|cac) thang|thang cuoi|cuoi (?:quy|thang)|dau thang"
)
_EVERY = re.compile(r"[\s,(]*(?:hang|moi) (?:nam|thang|quy)|\s*(?:cua )?nam sau")
_MAY = re.compile(
    r"truoc|nhat|khong|h(?<!\w\w)an|xong|hoan t|thao|thu (?:don|hoi)|ha xuong|nop|nam sau"
    r"|ngay ke tu|bao cao|(?:hang|moi) (?:thang|quy|nam)"
)
"""Without one of these nothing is owed by a day."""

_GROUND = re.compile(r"can cu(?![^,;.]{0,60}\bnay\b)|kinh gui|[»›>]")
_COLUMN = re.compile(
    r"thoi han|hoan thanh|tien do|(?<!\w)han(?!\w)|moc"
    r"|thoi (?:gian|diem)(?! (?:treo|phat|dang|cang|trang tri|dien ra))"
)


def read(places: Iterable[Placed], issued: date | None = None) -> tuple[Deadline, ...]:
    """Return the deadlines at some places of a paper, each once, in the order of their lines."""
    found: dict[tuple[int, int | None, int | None], Deadline] = {}
    for at in places:
        if at.node.within()[:1] == ("slogans",) or _GROUND.match(at.passage.words):
            continue
        for due in _in(at, issued):
            found.setdefault((due.day, due.month, due.year), due)
    return tuple(found.values())


def _in(at: Placed, issued: date | None) -> Iterator[Deadline]:
    one = at.passage
    text = one.plain
    if not one.cells and not _MAY.search(text):
        return
    for mention in mentions(text):
        if mention.day is None or mention.lunar or not _is_due(at, mention):
            continue
        start, end = clause(text, mention.start, mention.end)
        if mention.month is None and not _EVERY_MONTH.search(text, start, end):
            continue
        day = first_day(mention, issued.year if issued else None)
        if mention.year and issued and day and issued - day > PAST:
            continue
        yield Deadline(
            mention.day,
            mention.month,
            _year(mention, day, issued, text[start:end]),
            bool(_BEFORE.search(text[max(mention.start - REACH, 0) : mention.start])),
            one.line_at(mention.start),
            one.text[max(start, one.body) : end].strip(" ;."),
            one.text[mention.start : mention.end],
        )


def _is_due(at: Placed, mention: Mention) -> bool:
    """Whether something is owed by a day, as the words round it say."""
    text = at.passage.plain
    before = text[max(mention.start - REACH, 0) : mention.start]
    if _OF_PAPER.search(before):
        return False
    if _BEFORE.search(before):
        return not _NOT_BEFORE.search(before)
    if _LATEST.search(before):
        return not _in_span(text, mention)
    if _COUNTDOWN.match(text, mention.end):
        return True
    if at.passage.cells:
        return _is_column(at, mention) or bool(_DONE_ON.search(before))
    return _is_day_of_work(text, mention, before) and not _in_span(text, mention)


def _is_day_of_work(text: str, mention: Mention, before: str) -> bool:
    """Whether work is done on a day itself: "xong ngày 25/7", "vào ngày 25 hằng tháng"."""
    if mention.month is None or _EVERY.match(text, mention.end):
        return bool(_OWED.search(text, *clause(text, mention.start, mention.end)))
    if _DONE_ON.search(before):
        return True
    if _REPORTED_ON.search(text[max(mention.start - 2 * REACH, 0) : mention.start]):
        return True
    return bool(_DONE_BY.search(before)) and bool(_DONE_AFTER.match(text, mention.end))


def _in_span(text: str, mention: Mention) -> bool:
    """Whether a day begins or ends a span: "thời hạn treo từ ngày 20/4 đến ngày 05/5"."""
    low = max(mention.start - REACH, 0)
    at = mention.start - low
    return any(
        span.start <= at < span.end and span.first is not None
        for span in ranges(text[low : mention.end + REACH])
    )


def _is_column(at: Placed, mention: Mention) -> bool:
    """Whether a day is all that a cell says, in a column of terms: "| 31/3/2026 |"."""
    day = at.passage.plain[mention.start : mention.end]
    cells = (plain(cell).strip() for cell in at.passage.cells)
    column = next((index for index, cell in enumerate(cells) if cell in {day, f"ngay {day}"}), 0)
    return 0 < column < len(at.head) and bool(_COLUMN.search(plain(at.head[column])))


def _year(mention: Mention, day: date | None, issued: date | None, said: str) -> int | None:
    """Return the year of a day: none where it comes every year, else the next after the issue."""
    if mention.year or day is None or issued is None or _EVERY_YEAR.search(said):
        return mention.year
    return issued.year + (issued - day > PAST)
