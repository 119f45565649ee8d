"""Cadences: which days a campaign publishes on, and what each of those days is called.

Every cadence is data (`seeds/cadences.toml`, later a page); this one module expands them all.
A day gets its occurrence (the lasting part of a slot's key) and its rank (which theme's turn it
is); both are counted from the reference day, so a wider window changes neither.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from dateutil.rrule import rrule, rrulestr

from planner.domain.dates import EPOCH, WEEKDAYS, iso_week
from planner.domain.model import Cadence, Class
from planner.errors import InputError

_OFFSET = r"T(?:\s*([+-])\s*(\d{1,3}))?"
_RANGE = re.compile(rf"{_OFFSET}(?:\s*\.\.\s*{_OFFSET})?")
LAST_TRIED = "20091231T000000"
"""How far a rule is tried for a first day: over two leap years."""

MOST_STEPS = 366
"""The largest INTERVAL: a rule that comes round more seldom is no rhythm."""

_FREQUENCIES = ("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY")


class Occurrence(NamedTuple):
    """One day (or span) of a cadence: `name` for the key, `rank` for the theme's turn."""

    day: date
    name: str
    rank: int
    end_day: date | None = None

    @property
    def last_day(self) -> date:
        return self.end_day or self.day


_new = tuple.__new__
"""Makes an occurrence of its four values, twice as fast as its class: there are millions."""


def read_windows(text: str) -> tuple[tuple[int, int], ...]:
    """Read "T-60..T", or several after commas: "T-10, T-1"; pairs of days from T.

    Raises InputError when a part is no window or ends before it begins.

    >>> read_windows("T-10, T-1")
    ((-10, -10), (-1, -1))
    """
    pairs = []
    for part in text.split(","):
        found = _RANGE.fullmatch(part.strip())
        if not found:
            raise InputError(
                "“%(text)s” không phải khoảng ngày; viết như T-7..T+1 hoặc T-10, T-1",
                text=part.strip(),
            )
        sign, days, sign_2, days_2 = found.groups()
        first = _offset(sign, days)
        last = _offset(sign_2, days_2) if ".." in part else first
        if last < first:
            raise InputError(
                "khoảng “%(text)s” kết thúc trước khi bắt đầu; viết ngày sớm trước",
                text=part.strip(),
            )
        pairs.append((first, last))
    return tuple(pairs)


def _offset(sign: str | None, days: str | None) -> int:
    return 0 if days is None else int(f"{sign}{days}")


def check_rule(text: str) -> str:
    """Return RRULE text that can be used here, or raise InputError saying why not.

    COUNT and UNTIL are refused: how long a cadence runs is its window's business. So are parts
    of a day, since a slot's hours stand beside its rule.
    """
    upper = text.upper().replace(" ", "")
    if not upper.startswith(_FREQUENCIES) or re.search(
        r"COUNT=|UNTIL=|BYHOUR|BYMINUTE|BYSECOND", upper
    ):
        raise InputError(
            "quy tắc lặp “%(text)s” không dùng được ở đây; viết như FREQ=WEEKLY;BYDAY=TH, "
            "không có COUNT, UNTIL hay giờ",
            text=text,
        )
    step = re.search(r"INTERVAL=(\d*)", upper)
    if step and not 1 <= int(step[1] or 0) <= MOST_STEPS:
        raise InputError(
            "INTERVAL trong quy tắc lặp “%(text)s” phải từ 1 đến %(most)d",
            text=text,
            most=MOST_STEPS,
        )
    try:
        parsed = rrulestr(f"{upper};UNTIL={LAST_TRIED}", dtstart=datetime.combine(EPOCH, time()))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            "quy tắc lặp “%(text)s” sai: %(why)s", text=text, why=str(error)
        ) from error
    if not isinstance(parsed, rrule):
        raise InputError("chỉ một quy tắc lặp trong một nhịp: “%(text)s”", text=text)
    if next(iter(parsed), None) is None:
        raise InputError("quy tắc lặp “%(text)s” không bao giờ gặp ngày nào", text=text)
    return upper


def expand(cadence: Cadence, reference: date, kind: Class) -> list[Occurrence]:
    """Return the cadence's occurrences for one reference day T, by day: its default window's."""
    windows = cadence.windows.get(kind, ())
    if cadence.span:
        return [
            Occurrence(reference + timedelta(low), "span", 0, reference + timedelta(high))
            for low, high in windows
        ]
    rule = cadence.rrule
    seen = _by_weekday(rule, windows, reference.weekday()) or _seen(rule, windows, reference)
    return [_new(Occurrence, (reference + step, name, rank, None)) for step, name, rank in seen]


_WEEKDAYS_ONLY = re.compile(r"FREQ=(DAILY|WEEKLY)(;(INTERVAL=\d+|BYDAY=[A-Z,]+|WKST=[A-Z]+))*")

_Windows = tuple[tuple[int, int], ...]
_Seen = tuple[tuple[timedelta, str, int], ...]
"""How far each occurrence lies from T, what it is called, and its rank."""


@lru_cache(maxsize=4096)
def _by_weekday(rule: str | None, windows: _Windows, weekday: int) -> _Seen | None:
    """Return what is seen from every T on a weekday; None where the rule asks for more of T."""
    if rule is None or _WEEKDAYS_ONLY.fullmatch(rule):
        return _seen(rule, windows, EPOCH + timedelta(weekday))
    return None


@lru_cache(maxsize=4096)
def _seen(rule: str | None, windows: _Windows, reference: date) -> _Seen:
    """Return the occurrences in some windows as seen from T, by day."""
    found: dict[date, Occurrence] = {}
    if rule is None:
        inside = {n for low, high in windows for n in range(low, high + 1)}
        days = [reference + timedelta(n) for n in sorted(inside)]
        found = {one.day: one for one in _listed(days, reference)}
    else:
        for low, high in windows:
            first, last = reference + timedelta(low), reference + timedelta(high)
            found.update((one.day, one) for one in _ruled(rule, reference, first, last))
    ordered = (found[day] for day in sorted(found))
    return tuple((one.day - reference, one.name, one.rank) for one in ordered)


def _listed(days: list[date], reference: date) -> Iterator[Occurrence]:
    """Name days that are listed rather than ruled; ranks count back from the one nearest to T."""
    before = [day for day in days if day <= reference]
    for index, day in enumerate(days):
        yield Occurrence(day, _days_from(reference, day), len(before) - 1 - index)


def between(cadence: Cadence, reference: date, first: date, last: date) -> list[Occurrence]:
    """Return the occurrences of the cadence's rule from `first` to `last`, counted from T.

    This is what a plan's own window gives: the same days get the same names and ranks whichever
    window they are seen through.
    """
    if cadence.rrule is None:
        days = [first + timedelta(n) for n in range((last - first).days + 1)]
        return list(_listed(days, reference))
    return _ruled(cadence.rrule, reference, first, last)


def _ruled(rule: str, reference: date, first: date, last: date) -> list[Occurrence]:
    name = _weekday_from if rule.startswith("FREQ=WEEKLY") else _days_from
    low, high = min(first, reference), max(last, reference)
    ruled = _rule_days(rule, reference, low, high)
    back = sum(1 for day in ruled if day <= reference)
    return [
        Occurrence(day, name(reference, day), back - 1 - index)
        for index, day in enumerate(ruled)
        if first <= day <= last
    ]


@lru_cache(maxsize=8192)
def _rule_days(rule: str, reference: date, first: date, last: date) -> tuple[date, ...]:
    # The rule starts whole steps of weeks before T, so that INTERVAL keeps step with T itself.
    interval = re.search(r"INTERVAL=(\d+)", rule)
    step = int(interval.group(1)) if interval else 1
    weeks = (reference - first).days // (7 * step) + 1
    start = reference - timedelta(weeks=weeks * step)
    if rule.startswith("FREQ=MONTHLY"):
        start = date(start.year - 1, 1, 1)
    return tuple(_days(rule, start, first, last))


def _days(rule: str, start: date, first: date, last: date) -> Iterator[date]:
    parsed = rrulestr(rule, dtstart=datetime.combine(start, time()))
    for moment in parsed.between(
        datetime.combine(first, time()), datetime.combine(last, time()), inc=True
    ):
        yield moment.date()


def _days_from(reference: date, day: date) -> str:
    """Name a day by its distance from T: d-3, d-0, d+1."""
    distance = (day - reference).days
    return f"d+{distance}" if distance > 0 else f"d-{-distance}"


def _weekday_from(reference: date, day: date) -> str:
    """Name a day as the k-th of its weekday back from T: th-0 on T or the last before it."""
    back = (reference - day).days // 7
    return f"{WEEKDAYS[day.weekday()]}{'-' if back >= 0 else '+'}{abs(back)}"


def regular(cadence: Cadence, last: date) -> tuple[Occurrence, ...]:
    """Return every occurrence of a regular cadence from Monday 1/1/2001 to `last`.

    Ranks count from that Monday without a break, whatever stands back on the way.
    """
    return _regular(cadence.rrule or "FREQ=DAILY", last)


@lru_cache(maxsize=64)
def _regular(rule: str, last: date) -> tuple[Occurrence, ...]:
    return tuple(
        Occurrence(day, iso_week(day)[1], rank)
        for rank, day in enumerate(_days(rule, EPOCH, EPOCH, last))
    )
