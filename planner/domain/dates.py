"""Days: reading and writing them as the papers do, ISO weeks, and the Vietnamese lunar calendar.

The lunar calendar is Vietnam's (UTC+7), which differs from China's now and then (Tết 1985, 2007,
2030); lunar-vn counts it for 1900 to 2100.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import lunar_vn

from planner.errors import InputError

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
"""RFC 5545 names of weekdays in lower case, Monday first as `date.weekday` counts."""

FIRST_YEAR, LAST_YEAR = 1800, 2100
"""The years of which a plan or an anniversary may speak."""

EPOCH = date(2001, 1, 1)
"""The Monday from which the regular rhythm counts its turns (product.md, "Themes")."""

_PRINTED = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")


@dataclass(frozen=True, slots=True)
class Lunar:
    """A day of the Vietnamese lunar calendar; `leap` marks the second month of that number."""

    year: int
    month: int
    day: int
    leap: bool = False


def lunar_day(year: int, month: int, day: int, *, leap: bool = False) -> date:
    """Return the solar day of a lunar one; day 30 of a month of 29 days falls on the 29th.

    Raises InputError for a leap month that the year does not have (lunar-vn would silently
    answer with another month) and for years outside 1900 to 2100.

    >>> lunar_day(2027, 3, 10)
    datetime.date(2027, 4, 16)
    """
    try:
        start = lunar_vn.lunar_to_solar(lunar_vn.LunarDate(1, month, year, leap))
        back = lunar_vn.solar_to_lunar(start)
    except ValueError as error:
        raise InputError(
            "không có ngày %(day)d/%(month)d âm lịch năm %(year)d; lịch âm tính được từ 1900 "
            "đến 2100",
            day=day,
            month=month,
            year=year,
        ) from error
    if (back.year, back.month, back.day, back.leap) != (year, month, 1, leap):
        raise InputError(
            "năm %(year)d âm lịch không có tháng %(month)d nhuận", year=year, month=month
        )
    if not 1 <= day <= 30:  # noqa: PLR2004 (a lunar month has at most 30 days)
        raise InputError("tháng âm lịch không có ngày %(day)d", day=day)
    found = start + timedelta(days=day - 1)
    # The month after one of 29 days may be its own leap month, of the same number.
    fits = (to_lunar(found).month, to_lunar(found).leap) == (month, leap)
    return found if fits else found - timedelta(days=1)


@lru_cache(maxsize=4096)
def to_lunar(day: date) -> Lunar:
    """Return the lunar day of a solar one."""
    found = lunar_vn.solar_to_lunar(day)
    return Lunar(found.year, found.month, found.day, found.leap)


def year_name(lunar_year: int) -> str:
    """Return the name of a lunar year in the cycle of sixty: 2027 is Đinh Mùi."""
    return str(lunar_vn.can_chi.get_year_can_chi(lunar_year))


def iso_week(day: date) -> tuple[int, str]:
    """Return the ISO year and the occurrence of a day in it: 1/1/2027 is (2026, "W53-fr")."""
    year, week, weekday = day.isocalendar()
    return year, f"W{week:02d}-{WEEKDAYS[weekday - 1]}"


def printed(day: date) -> str:
    """Return a day as official papers write it: below 10 and months 1 and 2 padded.

    >>> printed(date(2027, 9, 2)), printed(date(2027, 2, 3)), printed(date(2025, 4, 30))
    ('02/9/2027', '03/02/2027', '30/4/2025')
    """
    return f"{day.day:02d}/{_month(day.month)}/{day.year}"


def _month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)  # noqa: PLR2004 (only 1 and 2 are padded)


def read_day(text: str) -> date:
    """Read a day written day first: 26/8/2027, 20-9-2021, 03.02.2025.

    Raises InputError with the words when they name no day.
    """
    found = _PRINTED.fullmatch(text.strip())
    if found:
        day, month, year = map(int, found.groups())
        try:
            if FIRST_YEAR <= year <= LAST_YEAR:
                return date(year, month, day)
        except ValueError:
            pass
    raise InputError(
        "“%(text)s” không phải một ngày; viết ngày/tháng/năm, ví dụ 26/8/2027", text=text.strip()
    )
