"""Anniversaries in a year: their day, count, class and official name.

The class goes by the count, never by the calendar year (Nghị định 145/2013/NĐ-CP, article 3):
30/4/2025 is the 50th and so a round year, 19/5/2025 the 135th and so a year of five.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from planner.domain.dates import lunar_day, printed
from planner.domain.model import Anniversary, Class
from planner.errors import InputError

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The years for which lunar days can be told."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An anniversary as it is kept in one year; its reference day T is `day`."""

    anniversary: Anniversary
    year: int
    day: date

    @property
    def count(self) -> int | None:
        origin = self.anniversary.origin_year
        return None if origin is None else self.year - origin

    @property
    def kind(self) -> Class:
        """The class: round (năm tròn), five (năm lẻ 5) or other (năm khác)."""
        counted = self.day.year if self.anniversary.by_calendar_year else self.count
        if counted is None:
            return "other"
        return {0: "round", 5: "five"}.get(counted % 10, "other")  # type: ignore[return-value]

    @property
    def key(self) -> str:
        """The key of its campaign."""
        return f"{self.anniversary.slug}-{self.year}"

    @property
    def theme(self) -> str:
        """Its name with the count, as a theme: "82 năm Quốc khánh nước …"."""
        return self._counted(self.anniversary.name)

    @property
    def short(self) -> str:
        """The same for a calendar's cell."""
        return self._counted(self.anniversary.short or self.anniversary.name)

    @property
    def official(self) -> str:
        """Its name as papers write it, with the count and both days."""
        one = self.anniversary
        words = self.theme if one.origin_year is None else f"Kỷ niệm {self.theme}"
        if one.lunar:
            return f"{words} ({one.day}/{one.month} âm lịch)"
        if one.origin_year is None:
            return words
        return f"{words} ({printed(_solar(one, one.origin_year))} - {printed(self.day)})"

    def _counted(self, name: str) -> str:
        return name if self.count is None else f"{self.count} năm {name}"


@lru_cache(1 << 12)
def in_year(anniversary: Anniversary, year: int) -> Kept | None:
    """Return the anniversary in `year` (a lunar day's is the lunar year), None before count 1."""
    if anniversary.since is not None and year < anniversary.since:
        return None
    if anniversary.origin_year is not None and year <= anniversary.origin_year:
        return None
    if anniversary.lunar:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        return Kept(anniversary, year, lunar_day(year, anniversary.month, anniversary.day))
    return Kept(anniversary, year, _solar(anniversary, year))


def _solar(anniversary: Anniversary, year: int) -> date:
    """Return a solar anniversary's day in a year; 29/2 is kept on the 28th in a common one."""
    try:
        return date(year, anniversary.month, anniversary.day)
    except ValueError:
        return date(year, anniversary.month, anniversary.day - 1)


def of_year(anniversaries: Iterable[Anniversary], year: int) -> list[Kept]:
    """Return what is kept in `year`, by day.

    Raises InputError for a year outside 1900 to 2100, where no lunar day can be told.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InputError("năm %(year)d nằm ngoài lịch; chọn từ 1900 đến 2100", year=year)
    kept = [found for each in anniversaries if (found := in_year(each, year)) is not None]
    return sorted(kept, key=lambda one: (one.day, one.anniversary.slug))


def in_days(anniversaries: Iterable[Anniversary], first: date, last: date) -> list[Kept]:
    """Return what is kept on the days from `first` to `last`, by day."""
    found = list(_touching(anniversaries, first, last))
    return sorted(found, key=lambda one: (one.day, one.anniversary.slug))


def _touching(anniversaries: Iterable[Anniversary], first: date, last: date) -> Iterator[Kept]:
    for anniversary in anniversaries:
        # A lunar year ends in the next solar one, so its last days are looked for a year back.
        for year in range(first.year - 1, last.year + 1):
            kept = in_year(anniversary, year)
            if kept is not None and first <= kept.day <= last:
                yield kept


def reference_day(anniversaries: Iterable[Anniversary]) -> Callable[[str], date | None]:
    """Return a function that gives the day T of a campaign's key, None where it has none."""
    by_slug = {one.slug: one for one in anniversaries}
    known: dict[str, date | None] = {}

    def find(campaign: str) -> date | None:
        if campaign not in known:
            name, _, year = campaign.rpartition("-")
            kept = in_year(by_slug[name], int(year)) if name in by_slug and year.isdigit() else None
            known[campaign] = kept.day if kept else None
        return known[campaign]

    return find
