"""What the address of a calendar asks for, and the addresses of its neighbours."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flask import g
from werkzeug.datastructures import MultiDict

from planner.domain.dates import read_day
from planner.domain.model import Slot
from planner.domain.selecting import Selection, selection
from planner.errors import InputError, NotFoundError
from planner.web.addresses import to_month

FIRST_YEAR, LAST_YEAR = 1903, 2097
"""Lunar days are known for 1900 to 2100, and a page looks around."""

YEARLY = ("timeline", "coverage", "themes")
VIEWS = ("month", "week", "agenda", *YEARLY, "board")
SELECT = ("1", "all")
WEEK = 7
ALL = Selection()
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Asked:
    """A month in one of the views, what is to be seen in it, and the day to open."""

    year: int
    month: int
    view: str = "month"
    chosen: Selection = ALL
    day: date | None = None
    select: str = ""

    @property
    def selects(self) -> bool:
        """Whether its slots are to be chosen from: those of a list, or of one agency's month."""
        return bool(self.select) and self.can_select

    @property
    def can_select(self) -> bool:
        return self.view == "agenda" or (self.view == "month" and self.chosen.of_one)

    def selecting(self, select: str) -> str:
        """The address of the same page to choose slots on ("1"; "all": chosen already) or not."""
        return replace(self, select=select).link(self.day)

    @property
    def agency(self) -> str | None:
        return self.chosen.agency

    @property
    def channels(self) -> tuple[str, ...]:
        return self.chosen.channels

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def query(self) -> dict[str, Any]:
        """The parts that links to other days keep."""
        found: dict[str, Any] = dict(self.chosen.query)
        if self.view != "month":
            found["view"] = self.view
        if self.select:
            found["select"] = self.select
        return found

    def before(self, today: date) -> str | None:
        """The address of the page before, None where the calendar begins."""
        return self._beside(-1, today)

    def after(self, today: date) -> str | None:
        """The address of the page after, None where the calendar ends."""
        return self._beside(1, today)

    @property
    def cleared(self) -> str:
        """The address of the same page without filters, but of the same agency."""
        whose = replace(ALL, province=self.chosen.province, agency=self.chosen.agency)
        plain = replace(self, chosen=whose)
        return plain.link(self.day if self.view == "week" else None)

    def monday(self, today: date) -> date:
        """The week to show: that of the day asked for, else of today, else the month's first."""
        inside = (today.year, today.month) == (self.year, self.month)
        day = self.day or (today if inside else self.first_day)
        return day - timedelta(days=day.weekday())

    def shows(self, channel: str) -> bool:
        """Whether a channel is to be seen."""
        return self.chosen.shows(channel)

    def touches(self, slot: Slot) -> bool:
        """Whether a slot lies in the month or reaches into it."""
        if slot.day is None:
            return False
        start, end = slot.day, slot.end_day or slot.day
        return (start.year, start.month) <= (self.year, self.month) <= (end.year, end.month)

    def link(self, day: date | None = None) -> str:
        """The address of the same page, with `day` open beside it or with none."""
        address = _address(self)
        if day is None:
            return address
        return f"{address}{'&' if '?' in address else '?'}day={day.isoformat()}#ngay"

    def of_saved(self, view: str, chosen: Selection) -> str:
        """The address of a saved view around the same days."""
        return replace(self, view=view, chosen=chosen).to(view, self.day or self.first_day)

    def to(self, view: str, day: date) -> str:
        """The address of a view of the same around a day."""
        query = {**self.query, "view": None if view == "month" else view}
        if view == "week":
            query["day"] = day.isoformat()
        return to_month(day.year, day.month, query)

    def jump(self, day: date) -> str:
        """The address of the same view with a day in sight, in a month or a week open beside it."""
        if self.view in {"month", "week"}:
            return replace(self, year=day.year, month=day.month).link(day)
        anchor = f"#ngay-{day.isoformat()}" if self.view == "agenda" else ""
        return to_month(day.year, day.month, self.query) + anchor

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """What a form that leads to another day sends along, as names and values."""
        also = (("view", self.view if self.view != "month" else ""), ("select", self.select))
        return (*self.chosen.pairs, *(pair for pair in also if pair[1]))

    def only(self, campaign: str, channel: str, day: date) -> str:
        """The address of the list of one campaign on one channel, around a day."""
        query: dict[str, Any] = {
            **self.chosen.query,
            "campaign": campaign,
            "channel": channel,
            "view": "agenda",
        }
        return to_month(day.year, day.month, query)

    def _beside(self, way: int, today: date) -> str | None:
        if self.view == "week":
            day = self.monday(today) + timedelta(days=WEEK * way)
        else:
            by = 12 * way if self.view in YEARLY else way
            year, month = divmod(self.year * 12 + self.month - 1 + by, 12)
            day = date(year, month + 1, 1)
        return self.to(self.view, day) if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _address(asked: Asked) -> str:
    """Return the address of a page without a day: its many days ask for it."""
    known: dict[Asked, str] = g.setdefault("pages", {})
    if asked not in known:
        known[asked] = to_month(asked.year, asked.month, asked.query)
    return known[asked]


def read(year: int, month: int, args: MultiDict[str, str]) -> Asked:
    """Read what an address asks for.

    Raises NotFoundError for a month outside the calendar, InputError for a view, a filter or a
    day that there is not.
    """
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):  # noqa: PLR2004 (months)
        raise NotFoundError(
            "không có tháng %(month)d năm %(year)d trong lịch", month=month, year=year
        )
    view = args.get("view") or "month"
    if view not in VIEWS:
        raise InputError(
            "lịch không có dạng “%(view)s”; dùng: %(known)s", view=view, known=", ".join(VIEWS)
        )
    filters = [pair for pair in args.items(multi=True) if pair[0] not in {"view", "day", "select"}]
    select = args.get("select") or ""
    if select not in {"", *SELECT}:
        raise InputError("không có cách chọn “%(select)s”; dùng: 1, all", select=select)
    return Asked(year, month, view, selection(filters), day_of(args.get("day")), select)


def day_typed(text: str) -> date:
    """Read a day as people type it, or as an address holds it.

    InputError for what is none, NotFoundError outside the calendar.
    """
    day = day_of(text.strip()) if _ISO.fullmatch(text.strip()) else read_day(text)
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotFoundError("không có ngày %(text)s trong lịch", text=text)
    return day


def day_of(text: str | None) -> date | None:
    """Read a day of an address; InputError for what is none, NotFoundError outside the calendar."""
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
