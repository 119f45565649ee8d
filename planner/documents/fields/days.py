"""The days, months, quarters and years that papers speak of, in the many ways they write them.

A missing part stays missing here; what it means is told by the span or the paper it stands in
(`planner.documents.fields.ranges`). Places are those in the plain form of the text.

>>> [(one.day, one.month, one.year) for one in mentions("treo tu ngay 26-4 den het 1.5.2019")]
[(26, 4, None), (1, 5, 2019)]
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice

from planner.domain.dates import FIRST_YEAR, LAST_YEAR, lunar_day
from planner.errors import InputError

MONTHS_OF_YEAR, MONTHS_OF_QUARTER, LAST_DAY, LAST_MONTH = 12, 3, 31, 12
MOST = 100
"""How many of them are looked for in one passage; no office writes more into a paragraph."""

LATE_IN_LUNAR_MONTH = 20
"""From this day on "28 Tết" is still in the twelfth month; "mùng 6 Tết" is in the first."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A day, month, quarter, half or year as written; None for what is not said.

    `months` is how many whole months it covers, `now` the day of issue, `rest` the "tháng", "quý"
    or "năm" of "đến hết tháng", which goes to the end of the one in which a span began.
    """

    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    months: int = 1
    now: bool = False
    lunar: bool = False
    rest: str = ""


_M = r"(?:0?[1-9]|1[0-2])(?!\d)"
_YEAR = r"(?:\s*(?:[/.\-]|,?\s*nam)\s*(?P<{0}>(?:1[89]|20)\d\d)(?!\d))"
_LUNAR = r"(?:\s*,?\s*\(?\s*(?P<{0}>am lich|al(?!\w)|a\.l)\)?)"
_COUNTED = r"(?:phut|gio|h|g|tin|bai|buoi|lan|luot|nguoi|xa|m|met|trang|cuoc|giay|ngay|%)(?!\w)"
_PAPER = (
    r"(?:ke hoach|van ban|huong dan|thong bao|cong van|quyet dinh|chi thi|chuong trinh|ket luan)"
)
_SIGNED = (
    r"(?:(?:duoc |va )?(?:ky(?: ket)?|ban hanh|phat hanh|thong qua|co hieu luc|phe duyet)"
    r"(?!\w) ?){1,3}"
)
_FORMS = {
    # "6 tháng đầu năm 2026"
    "half": r"(?:0?6|sau)\s+thang\s+(?P<half_of>dau|cuoi)\s+(?:cua\s+)?nam"
    r"(?:\s+(?P<half_y>20\d\d))?",
    # "tháng 4 - tháng 5 năm 2026", "tháng 6 - 8/2026", "tháng 7 và tháng 8 năm 2017"
    "series": rf"thang\s*(?P<ms_a>{_M})\s*(?:-|,|va|den(?: het)?|toi(?: het)?)\s*"
    rf"(?:thang\s*(?P<ms_b>{_M})(?!\s?[/.\-]\s?\d\d?(?!\d)){_YEAR.format('ms_y')}?"
    rf"|(?P<ms_c>{_M}){_YEAR.format('ms_z')})",
    # "từ nay", "từ ngày ký ban hành Kế hoạch", "kể từ khi Quyết định này có hiệu lực"
    "now": rf"(?:ke )?tu (?:hien )?nay(?!\w)|(?:ke )?tu (?:khi|ngay|thoi diem) "
    rf"(?:{_SIGNED}(?:{_PAPER} ?)?(?:nay(?!\w))?|{_PAPER} (?:nay )?{_SIGNED})(?<! )",
    # "20 tháng 7 năm 2020", "25 tháng Chạp", "rằm tháng Giêng"
    "spelt": r"(?<![\d/.,])(?<!trong )(?P<sd>[0-3]?\d|ram)\s*thang\s*"
    r"(?P<sm>[01]?\d|gieng|chap)(?!\w)"
    + _YEAR.format("sy") + "?" + _LUNAR.format("sl") + "?",
    # "mùng 6 Tết", "đến hết 28 Tết"
    "tet": r"(?:(?:mung|mong|ngay|dem)\s*|(?<=het )|(?<=den )|(?<=tu ))"
    r"(?P<td>[0-3]?\d)\s+tet(?!\w)",
    # "26/8", "26-8-2027", "28.1.2016", "16 - 2", "03.02.2025", "30/4/25"; "l5/9" is a scan's 15/9
    "numeric": r"(?<![\d/.,])(?<!thang )(?<!thang)(?P<nd>[0-3]?\d|(?<!\w)[loi]\d)"
    r"\s?[/.\-]\s?(?P<nm>[01]?\d)"
    rf"(?:{_YEAR.format('ny')}|/(?P<nz>2\d)(?![\d/])|(?![\d%])(?!\s?/\s?\d{{1,2}}(?!\d))"
    rf"(?!\.\d\d(?!\d))(?!\s?{_COUNTED})(?!\s?[/\-]\s?[a-z]{{2}}))"
    + _LUNAR.format("nl") + "?",
    # "quý III/2026", "quý I và quý II năm 2026"
    "quarter": r"qu[yi]\s*(?P<qa>iv|i{1,3}|[1-4])(?!\w)"
    r"(?:\s*(?:-|,|va|den(?: het)?)\s*(?:quy\s*)?(?P<qb>iv|i{1,3}|[1-4])(?!\w))?"
    + _YEAR.format("qy") + "?",
    # "đến hết tháng", "đến cuối năm nay"
    "rest": r"(?:het|cuoi)\s+(?P<rest_of>thang|quy|nam)(?:\s+nay)?"
    r"(?=\s*(?:[.,;)(]|$|va\b|de\b|tren\b|tai\b))",
    # "tháng 9/2025", "tháng 11 năm 2021"; no "Cách mạng tháng 8"
    "month": rf"(?<!mang )(?<!\d )thang\s*(?P<mm>{_M})"
    r"(?!\s*(?:lan(?!\w)|nam(?!\w)(?!\s*\d)))" + _YEAR.format("my") + "?",
    "year": r"nam\s*(?P<yy>(?:19|20)\d\d)(?!\s*[-/]\s*\d)(?!\d)",
    "bare": r"(?:ngay|mung|mong)\s*(?P<bd>[0-3]?\d)(?![\d:hg%])"
    r"(?!\s*(?:gio|thang|cai|lan|nguoi|[/.\-]\s?\d|nam\b))",
}  # fmt: skip
_MENTION = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items()))
_THAT_IS = re.compile(
    r"\s*\(?\s*(?:am lich)?\s*[,(]?\s*(?:tuc|nham)(?:\s+(?:la|vao|tu))*\s*(?:ngay|mung|mong)?\s*"
    r"|\s*\(\s*(?:ngay|mung|mong)?\s*"
)
_SLIPS = str.maketrans("loi", "101")
_LUNAR_MONTHS = {"gieng": 1, "chap": 12}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@lru_cache(maxsize=4096)
def mentions(text: str) -> tuple[Mention, ...]:
    """Return what a plain text says of days and months, in order.

    Of a day told in both calendars ("25 tháng Chạp (tức ngày 24/01/2025)") the solar one is kept.
    Several readers ask about the same passages, so the last answers are remembered.
    """
    said = islice(_MENTION.finditer(text), MOST)
    found = [made for one in said if (made := _mention(one)) is not None]
    return tuple(_without_doubles(found, text))


def _mention(found: re.Match[str]) -> Mention | None:
    """Return what was found as a value, None where the numbers name no day."""
    one = _MADE[str(found.lastgroup)](found.groupdict(), Mention(found.start(), found.end()))
    if one.day is not None and not 1 <= one.day <= LAST_DAY:
        return None
    return None if one.month is not None and not 1 <= one.month <= LAST_MONTH else one


Groups = dict[str, str | None]


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _half(said: Groups, at: Mention) -> Mention:
    return replace(
        at, month=1 if said["half_of"] == "dau" else 7, months=6, year=_int(said["half_y"])
    )


def _series(said: Groups, at: Mention) -> Mention:
    first, last = int(said["ms_a"] or 0), int(said["ms_b"] or said["ms_c"] or 0)
    months = (last - first) % MONTHS_OF_YEAR + 1
    year = _int(said["ms_y"] or said["ms_z"])
    return replace(at, month=first, months=months, year=year - (last < first) if year else None)


def _quarter(said: Groups, at: Mention) -> Mention:
    first = _ROMAN.get(said["qa"] or "") or int(said["qa"] or 1)
    last = (_ROMAN.get(said["qb"]) or int(said["qb"])) if said["qb"] else first
    months = MONTHS_OF_QUARTER * max(last - first + 1, 1)
    return replace(at, month=MONTHS_OF_QUARTER * first - 2, months=months, year=_int(said["qy"]))


def _spelt(said: Groups, at: Mention) -> Mention:
    name = said["sm"] or ""
    return replace(
        at,
        day=15 if said["sd"] == "ram" else int(said["sd"] or 0),
        month=_LUNAR_MONTHS.get(name) or int(name),
        year=_int(said["sy"]),
        lunar=name in _LUNAR_MONTHS or said["sd"] == "ram" or bool(said["sl"]),
    )


def _tet(said: Groups, at: Mention) -> Mention:
    day = int(said["td"] or 0)
    return replace(at, day=day, month=12 if day >= LATE_IN_LUNAR_MONTH else 1, lunar=True)


def _numeric(said: Groups, at: Mention) -> Mention:
    year = _int(said["ny"]) or (2000 + int(said["nz"]) if said["nz"] else None)
    day = int((said["nd"] or "").translate(_SLIPS))
    return replace(at, day=day, month=_int(said["nm"]), year=year, lunar=bool(said["nl"]))


_MADE: dict[str, Callable[[Groups, Mention], Mention]] = {
    "half": _half,
    "series": _series,
    "now": lambda _, at: replace(at, now=True),
    "spelt": _spelt,
    "tet": _tet,
    "numeric": _numeric,
    "quarter": _quarter,
    "rest": lambda said, at: replace(at, rest=said["rest_of"] or ""),
    "month": lambda said, at: replace(at, month=_int(said["mm"]), year=_int(said["my"])),
    "year": lambda said, at: replace(at, month=1, months=12, year=_int(said["yy"])),
    "bare": lambda said, at: replace(at, day=_int(said["bd"])),
}


def _without_doubles(found: list[Mention], text: str) -> Iterator[Mention]:
    doubled = False
    for one, after in zip(found, [*found[1:], None], strict=False):
        if doubled:
            doubled = False
            continue
        if after is not None and _is_double(one, after, text):
            end = after.end + (text[after.end : after.end + 1] == ")")
            yield replace(after if one.lunar else one, start=one.start, end=end)
            doubled = True
        else:
            yield one


def _is_double(one: Mention, after: Mention, text: str) -> bool:
    if one.lunar == after.lunar or not (one.day and after.day):
        return False
    between = text[one.end : after.start]
    # "(28 tháng Chạp đến mùng 6 Tết)" stands for a whole span, not for the day before it.
    spans = re.match(r"\s*(?:den|-)", text[after.end : after.end + 6])
    return (
        not spans
        and len(between) < len("(tuc la vao ngay mung )")
        and bool(_THAT_IS.fullmatch(between))
    )


def first_day(one: Mention, year: int | None) -> date | None:
    """Return the first day that a mention covers, None where it names none."""
    return _day(one, year, last=False)


def last_day(one: Mention, year: int | None) -> date | None:
    """Return the last day that a mention covers: a month alone is the whole month."""
    return _day(one, year, last=True)


def _day(one: Mention, year: int | None, *, last: bool) -> date | None:
    year = one.year or year
    if year is None or one.month is None or not FIRST_YEAR <= year < LAST_YEAR:
        return None
    try:
        if one.lunar:
            # "28 tháng Chạp" of a paper for Tết 2027 is in the lunar year 2026.
            before = one.month == LAST_MONTH and one.year is None
            return lunar_day(year - before, one.month, one.day or 1)
        if one.day is not None:
            return date(year, one.month, one.day)
        months = one.month - 1 + (one.months - 1 if last else 0)
        year, month = year + months // MONTHS_OF_YEAR, months % MONTHS_OF_YEAR + 1
        return date(year, month, monthrange(year, month)[1] if last else 1)
    except (ValueError, InputError):
        return None
