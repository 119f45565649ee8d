"""What the address of a month asks for, and the addresses of its neighbours."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from planner.domain.model import Slot
from planner.errors import InputError, NotFoundError
from planner.web.words import CHANNELS

FIRST_YEAR, LAST_YEAR = 1903, 2097
"""Lunar days are known for 1900 to 2100, and a page looks around."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A month, whose, on which channels (none: all), and the day to open."""

    year: int
    month: int
    agency: str | None
    channels: tuple[str, ...]
    day: date | None

    @property
    def query(self) -> dict[str, Any]:
        """The parts that links to other months keep."""
        return {"agency": self.agency, "channel": self.channels or None}

    @property
    def before(self) -> tuple[int, int] | None:
        """The month before, None where the calendar begins."""
        return self._moved(-1)

    @property
    def after(self) -> tuple[int, int] | None:
        """The month after, None where the calendar ends."""
        return self._moved(1)

    def shows(self, channel: str) -> bool:
        """Whether a channel is to be seen."""
        return not self.channels or channel in self.channels

    def touches(self, slot: Slot) -> bool:
        """Whether a slot lies in the month or reaches into it."""
        if slot.day is None:
            return False
        start, end = slot.day, slot.end_day or slot.day
        return (start.year, start.month) <= (self.year, self.month) <= (end.year, end.month)

    def link(self, day: date | None = None) -> str:
        """The address of the same page, with `day` open beside it or with none."""
        address = url_for("calendar.month", year=self.year, month=self.month, **self.query)
        if day is None:
            return address
        return f"{address}{'&' if '?' in address else '?'}day={day.isoformat()}#ngay"

    def _moved(self, by: int) -> tuple[int, int] | None:
        year, month = divmod(self.year * 12 + self.month - 1 + by, 12)
        return (year, month + 1) if FIRST_YEAR <= year <= LAST_YEAR else None


def read(year: int, month: int, args: MultiDict[str, str]) -> Asked:
    """Read what an address asks for.

    Raises NotFoundError for a month outside the calendar, InputError for a bad channel or day.
    """
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):  # noqa: PLR2004 (months)
        raise NotFoundError(
            "không có tháng %(month)d năm %(year)d trong lịch", month=month, year=year
        )
    channels = tuple(dict.fromkeys(code for code in args.getlist("channel") if code))
    for code in channels:
        if code not in CHANNELS:
            raise InputError("không có kênh “%(code)s”", code=code)
    return Asked(year, month, args.get("agency") or None, channels, _day(args.get("day")))


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            "“%(text)s” không phải một ngày; viết như 2027-09-02", text=text
        ) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotFoundError("không có ngày %(text)s trong lịch", text=text)
    return day
