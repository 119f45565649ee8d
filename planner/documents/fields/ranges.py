"""The spans of days that papers state: "từ A đến B", "A - B", "các ngày 01, 02 và 03/9", "từ nay".

"đến hết ngày X" and "đến ngày X" include X, "trước ngày X" leaves it out; a missing year comes
from the other end, else from the day of issue; "từ nay" is the day of issue. Places are those in
the plain form of the text.

>>> [resolve(one, date(2019, 4, 1)) for one in ranges("tu ngay 26-4 den het ngay 1-5")]
[(datetime.date(2019, 4, 26), datetime.date(2019, 5, 1))]
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from planner.documents.fields.days import (
    MONTHS_OF_QUARTER,
    MONTHS_OF_YEAR,
    Mention,
    first_day,
    last_day,
    mentions,
)
from planner.documents.fields.hours import HOUR


@dataclass(frozen=True, slots=True)
class Range:
    """A span as written, from `start` to `end` in the text; `event` names an end without a date.

    `before` leaves the last day out; `lead` and `tail` are days added at either end ("03 ngày
    trước và sau ngày 30/4").
    """

    start: int
    end: int
    first: Mention | None
    last: Mention | None
    event: str = ""
    before: bool = False
    lead: int = 0
    tail: int = 0

    @property
    def is_day(self) -> bool:
        """Whether it is one day as written."""
        return (
            self.first is self.last
            and self.first is not None
            and self.first.day is not None
            and not (self.lead or self.tail)
        )

    @property
    def is_month(self) -> bool:
        """Whether it is a month, quarter or year named alone ("trong tháng 9/2025")."""
        return self.first is self.last and self.first is not None and self.first.day is None


def ranges(text: str) -> list[Range]:
    """Return the spans that a plain text states, in order; single days and months are none."""
    found = mentions(text)
    made: list[Range] = []
    index = 0
    while index < len(found):
        span = next((one for one in _readings(text, found, index) if one is not None), None)
        if span is None:
            index += 1
            continue
        made.append(span)
        while index < len(found) and found[index].start < span.end:
            index += 1
    return list(_solar(made, text))


def _readings(text: str, found: Sequence[Mention], index: int) -> Iterator[Range | None]:
    """Yield what a span that begins at a mention can be, the likeliest first."""
    one = found[index]
    after = found[index + 1] if index + 1 < len(found) else None
    yield _around(text, one)
    yield _shared(text, one)
    yield _pair(text, one, after)
    yield _listed(text, found[index : index + LONGEST_LIST])
    yield _until_event(text, one, after)
    yield _open_start(text, one)
    if one.months > 1 and one.day is None and _from(text, one.start) < one.start:
        yield Range(_from(text, one.start), one.end, one, one)


def _solar(made: Sequence[Range], text: str) -> Iterator[Range]:
    """Of a span told in both calendars ("... (tức từ ngày 14 đến 21/02)") keep the solar one."""
    skipped = -1
    for index, one in enumerate(made):
        after = made[index + 1] if index + 1 < len(made) else None
        if index == skipped:
            continue
        if (
            after is not None
            and _is_lunar(one) != _is_lunar(after)
            and _SAME.fullmatch(text[one.end : after.start])
        ):
            skipped = index + 1
            yield replace(after if _is_lunar(one) else one, start=one.start, end=after.end)
        else:
            yield one


_SAME = re.compile(r"\s*[,(]?\s*\(?(?:tuc|nham)?(?:\s*(?:la|vao|ngay|tu))*\s*")


def _is_lunar(span: Range) -> bool:
    return any(one is not None and one.lunar for one in (span.first, span.last))


# ---- one day and days around it ----------------------------------------------------------------

_AROUND = re.compile(
    r"(?:(?P<a>\d{1,2}) ngay truoc(?:,? trong)? va (?:\d{1,2} ngay )?sau|truoc(?:,? trong)? va sau"
    r"|trong (?P<n>\d{1,2}) ngay,? (?:ke )?tu)\s*(?:ngay\s*)?$"
)
_AFTERWARDS = re.compile(
    r"\s*(?:la\s)?(?P<b>\d{1,2}) ngay(?!\w)"
    r"|\s*(?:trong|keo dai) (?:vong )?(?P<n>\d{1,2}) ngay(?!\w)"
)


def _around(text: str, one: Mention) -> Range | None:
    """Read "03 ngày trước và sau ngày 30/4", "trong 5 ngày kể từ ngày 01/9"."""
    if one.day is None or one.month is None:
        return None
    low = max(one.start - 45, 0)
    found, behind = (
        _AROUND.search(text[low : one.start]),
        _AFTERWARDS.match(text[one.end : one.end + 30]),
    )
    if found is None:
        if behind is not None and behind["n"] and _from(text, one.start) < one.start:
            return Range(
                _from(text, one.start), one.end + behind.end(), one, one, tail=int(behind["n"]) - 1
            )
        return None
    if found["n"]:
        return Range(low + found.start(), one.end, one, one, tail=int(found["n"]) - 1)
    days = found["a"] or (behind["b"] if behind else None)
    if days is None:
        return None
    end = one.end + (behind.end() if behind and not found["a"] else 0)
    return Range(low + found.start(), end, one, one, lead=int(days), tail=int(days))


_BEFORE_TET = re.compile(
    r"truoc (?P<tet>tet(?: nguyen dan| am lich| co truyen)?)[^.;\d]{0,30}? (?:tu )?"
    r"(?P<a>\d{1,2})(?:\s*(?:den|-)\s*(?P<b>\d{1,2}))? ngay(?!\w)"
)


def before_tet(text: str) -> Iterator[Range]:
    """Yield "Trước Tết Nguyên đán từ 5 đến 7 ngày" (Nghị định 145/2013/NĐ-CP) as spans."""
    for found in _BEFORE_TET.finditer(text):
        tet = Mention(*found.span("tet"), day=1, month=1, lunar=True)
        near, far = int(found["a"]), int(found["b"] or found["a"])
        yield Range(*found.span(), tet, tet, lead=max(near, far), tail=-min(near, far))


# ---- two ends ----------------------------------------------------------------------------------

_SHARED = re.compile(
    r"(?<![\d/.,\-])(?P<day>[0-3]?\d)(?:\s*-\s*|\s+(?:den|toi)\s+(?:het\s+)?(?:ngay\s+)?)$"
)


def _shared(text: str, last: Mention) -> Range | None:
    """Read "20-28/01/2016" and "từ 20 đến 28/01": the first day shares the month."""
    if last.day is None or last.month is None:
        return None
    low = max(last.start - 25, 0)
    found = _SHARED.search(text[low : last.start])
    if not found or not 1 <= int(found["day"]) <= last.day:
        return None
    at = low + found.start()
    if (
        re.search(r"(?:thang|gio|h|:)\s*$", text[max(at - 6, 0) : at])
        and " " not in found.group().strip()
    ):
        return None
    first = replace(last, start=at, end=at + 2, day=int(found["day"]))
    return Range(_from(text, at), last.end, first, last)


_STEMS = r"(?:giap|at|binh|dinh|mau|ky|canh|tan|nham|quy)"
_JOIN = re.compile(
    rf"\s*(?:nam {_STEMS} \w+)?\s*(?:\([^()]{{0,40}}\))?\s*(?:nam\s*(?P<year>20\d\d))?\s*,?\s*"
    r"(?:nay |se )?(?:duoc )?(?:cho |va |keo dai |gia han )?"
    r"(?P<word>den|toi|-|ket thuc|(?<=va )(?:thao|ha) xuong|cho den|keo dai den)(?![a-z])"
)
_FILLING = frozenset((
    "ngay", "het", "truoc", "sau", "khoang", "cuoi", "dau", "giua", "hom", "mung", "mong", "thoi",
    "diem", "buoi", "sang", "chieu", "toi", "trua", "dem", "luc", "hoi", "vao", "thu", "hai", "ba",
    "tu", "nam", "bay", "chu", "nhat", "cua", "cho", "den",
))  # fmt: skip
_HOURS = re.compile(HOUR)
LONGEST_FILLING = 70


def _pair(text: str, first: Mention, last: Mention | None) -> Range | None:
    """Read "từ A đến B" and "A - B", with hours and weekdays between them."""
    if first.rest or last is None or last.now or (last.month is None and not last.rest):
        return None
    between = text[first.end : last.start]
    joined = _JOIN.match(between) if len(between) <= LONGEST_FILLING else None
    filling = _HOURS.sub(" ", between[joined.end() :]) if joined else ""
    if joined is None or not _fills(filling):
        return None
    if joined["word"] == "-" and ((first.day is None) != (last.day is None) or first.now):
        return None
    if first.day is not None and first.month is None and last.day is None:
        return None
    if first.year is None and joined["year"]:
        first = replace(first, year=int(joined["year"]))
    before = "truoc" in filling and last.day is not None
    return Range(_from(text, first.start), last.end, first, last, before=before)


def _fills(filling: str) -> bool:
    """Whether only words stand there that may stand before a day: "đến hết 24 giờ thứ Hai ngày"."""
    return not re.search(r"[^\w\s,(]", filling) and all(
        word in _FILLING for word in re.findall(r"\w+", filling)
    )


_LIST = re.compile(
    r"(?:ngay|\()(?P<days>(?:\s*,?\s*(?<!\d)[0-3]?\d(?=\s*(?:,|va\s)))+)\s*(?:,|va|,\s*va)\s*(?:ngay\s*)?$"
)
_AND = re.compile(r"\s*(?:,|va|,\s*va)\s*(?:(?:cac )?ngay\s*)?")


LONGEST_LIST = 12


def _listed(text: str, found: Sequence[Mention]) -> Range | None:
    """Read days that follow each other: "các ngày 01, 02 và 03/9", "ngày 06/10 và ngày 07/10"."""
    one = found[0]
    if one.day is None or one.month is None:
        return _listed_before(text, found)
    if not re.search(r"ngay\s*$", text[max(one.start - 6, 0) : one.start]):
        return None  # "dịp lễ 30/4, 01/5" names feasts
    run = [one]
    for other in found[1:]:
        if other.day is None or not _AND.fullmatch(text[run[-1].end : other.start]):
            break
        run.append(other)
    year = one.year or run[-1].year
    if len(run) > 1 and _follow([first_day(mention, year or LEAP_YEAR) for mention in run]):
        return Range(one.start, run[-1].end, replace(one, year=year), run[-1])
    return None


LEAP_YEAR = 2000


def _follow(days: Sequence[date | None]) -> bool:
    """Whether days stand one behind the other: 30/4, 01/5."""
    return all(one and after and after - one == timedelta(days=1) for one, after in pairwise(days))


def _listed_before(text: str, found: Sequence[Mention]) -> Range | None:
    """Read a list whose month stands with its last day only."""
    one = found[0]
    last = next((other for other in found[1:] if other.month is not None), None)
    if one.day is None or last is None or last.day is None:
        return None
    if last.start - one.start > LONGEST_FILLING:
        return None
    listed = _LIST.fullmatch(text[one.start : last.start])
    days = [int(day) for day in re.findall(r"\d+", listed["days"])] if listed else []
    if not days or [*days, last.day] != list(range(days[0], days[0] + len(days) + 1)):
        return None
    return Range(one.start, last.end, replace(last, day=days[0]), last)


# ---- one end -----------------------------------------------------------------------------------

_TO_EVENT = re.compile(
    r"\s*,?\s*(?:cho )?(?:den|toi) (?P<event>"
    r"(?:truoc |sau )?(?:khi|luc|thoi diem|dip)\s[^,.;:()]{3,120}"
    r"|(?:truoc |sau )?(?:het |ngay ){0,2}(?:to chuc |dien ra |khai mac |be mac ){0,2}"
    r"(?:dai hoi|ket thuc|hoan thanh|bau cu|khai mac|be mac|cuoc|to chuc|le|tet|nam hoc|dot|dich"
    r"|ky hop|be giang"
    r"|khai giang|cong bo|hoi nghi|mua|thoi han|ky thi)(?!\w)[^,.;:()]{0,120})"
)
_DATED = re.compile(
    r"\s*[,(]?\s*(?:du kien )?(?:vao )?(?:la )?(?:\(?(?:thu \w+|chu nhat),?\s*)?(?:ngay\s*)?"
)


def _until_event(text: str, first: Mention, after: Mention | None) -> Range | None:
    """Read "từ ngày 01/5 đến khi công bố hết dịch"; an event with its day is that day."""
    if not (first.now or _from(text, first.start) < first.start):
        return None
    found = _TO_EVENT.match(text, first.end)
    if not found:
        return None
    end = found.end()
    if after is not None and after.day and first.end < after.start <= end + LONGEST_FILLING // 2:
        # As in: đến hết ngày bầu cử 15/3/2026; đến Đại hội (dự kiến ngày 14/01/2026).
        gap = text[min(found.end(), after.start) : after.start]
        cites = re.search(r"(?:so|ke hoach|theo|nghi quyet)\s", text[found.start() : after.start])
        if _DATED.fullmatch(gap) and not cites:
            return Range(_from(text, first.start), after.end, first, after)
    return Range(_from(text, first.start), end, first, None, event=found["event"])


_OPEN = re.compile(
    r"(?<!\w)tu\s(?:sau |khi |luc |ngay |thoi diem )?(?!nay)[a-z][^,.;:()\d]{2,60}?"
    r"\s(?:den|toi) (?:het )?(?:ngay )?$"
)
_UNTIL = re.compile(
    r"(?:keo dai|gia han|duy tri|treo)(?:[^,.;:()\d]{0,50})\s(?:den|toi) (?:het |ngay ){1,2}$"
)


def _open_start(text: str, last: Mention) -> Range | None:
    """Read "từ sau Đại hội đến hết ngày 31/12/2025" and "kéo dài đến hết ngày 31/5"."""
    if last.now or last.month is None:
        return None
    low = max(last.start - 90, 0)
    found = _OPEN.search(text[low : last.start]) or _UNTIL.search(text[low : last.start])
    return Range(low + found.start(), last.end, None, last) if found else None


_FROM = re.compile(
    r"(?:tu|bat dau(?: tu)?|ke tu)\s*(?:(?:ngay|hom|khoang|dau|giua|cuoi|sang|chieu|toi|het|thu \w+"
    r"|chu nhat)[\s,(]*){0,5}$"
)
_HOUR_BEFORE = re.compile(
    rf"(?:(?:luc|hoi|vao)\s*)?{HOUR}(?:\s*(?:sang|chieu|toi|trua))?[\s,]*"
    r"(?:\(?(?:thu \w+|chu nhat)\)?[\s,]*)?(?:cua\s)?(?:ngay\s*)?$"
)


def _from(text: str, at: int) -> int:
    """Return where the words begin that lead to a first day: "từ 6 giờ ngày"; `at` without any."""
    low = max(at - 40, 0)
    hour = _HOUR_BEFORE.search(text[low:at])
    at = low + hour.start() if hour else at
    low = max(at - 35, 0)
    found = _FROM.search(text[low:at])
    return low + found.start() if found else at


# ---- what days it is ---------------------------------------------------------------------------

LONG_PAST = timedelta(days=60)
"""A day without a year that lies further back than this on the day of issue is next year's."""


def resolve(span: Range, issued: date | None) -> tuple[date | None, date | None]:
    """Return the first and last day of a span as written; None for what can't be known."""
    first, last = span.first, span.last
    if first is not None and last is not None and first.month is None and not first.now:
        first = replace(first, month=last.month, year=last.year, lunar=last.lunar)
    if first and last and last.lunar and first.month == last.month:
        first = replace(first, lunar=True)  # "từ ngày 08/3 đến ngày 10/3 âm lịch"
    year = _year(first, last, issued)
    end = (
        _rest(first, last, issued) if last and last.rest else last_day(last, year) if last else None
    )
    if first is None:
        return None, _moved(end, -span.before)
    if first.now:
        return issued, _moved(_ahead(end, issued, last), -span.before)
    start = first_day(first, year)
    if start and end and last and start > end:
        # "từ 25/12 đến 05/01/2026", "từ 31/12/2025 đến 05/01"
        if first.year is None:
            start = first_day(first, end.year - 1) or start
        elif last.year is None:
            end = last_day(last, start.year + 1) or end
    return _moved(start, -span.lead), _moved(end, span.tail - span.before)


def _moved(day: date | None, days: int) -> date | None:
    return day + timedelta(days=days) if day else None


def _year(first: Mention | None, last: Mention | None, issued: date | None) -> int | None:
    """Return the year that is meant where an end has none."""
    printed = (last.year if last else None) or (first.year if first else None)
    if printed or issued is None:
        return printed
    year = issued.year
    there = last or first
    day = last_day(there, year) if there else None
    past = timedelta() if there and there.lunar else LONG_PAST
    return year + bool(day and day < issued - past)


def _rest(first: Mention | None, last: Mention, issued: date | None) -> date | None:
    """Return the last day of the month, quarter or year in which a span began."""
    start = (
        issued if first is None or first.now else first_day(first, issued.year if issued else None)
    )
    if start is None:
        return None
    months = {"thang": 1, "quy": MONTHS_OF_QUARTER}.get(last.rest, MONTHS_OF_YEAR)
    month = (start.month - 1) // months * months + 1
    return last_day(replace(last, month=month, months=months), start.year)


def _ahead(end: date | None, issued: date | None, last: Mention | None) -> date | None:
    """A year that is missing after "từ nay" is the first in which the end still lies ahead."""
    if end and issued and last and last.year is None and end < issued:
        return last_day(last, issued.year + 1)
    return end
