"""Papers: sheets of A4 as an office hangs them up, with the official head."""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from flask import Blueprint, render_template, request

from planner.domain.anniversaries import Kept, in_days
from planner.domain.dates import Lunar, to_lunar
from planner.domain.model import FORMATS, NOT_ON_AIR, Agency, Slot, State
from planner.domain.register import Register
from planner.store import calendar, items, people, slots
from planner.store import register as registers
from planner.web.agencies import agency as one_agency
from planner.web.calendar.asking import day_of
from planner.web.calendar.month import days_of_page, is_span, kept_by_day, order_of
from planner.web.reference import References
from planner.web.site import site
from planner.web.words import mark
from planner.web.work import checklist

pages = Blueprint("papers", __name__)

WEEK = timedelta(days=7)
_TYPES = re.compile(
    r"^(?:UBND )?(?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố)\s+", re.IGNORECASE
)
LETTERS, LINES = 26, 19
"""Letters of a line of a month's cell, and lines of all its weeks, that fit in its usual type."""

_SEVERAL = frozenset({"press"})


@dataclass(frozen=True, slots=True)
class Paper:
    """The head of a paper: who issues it and whom they stand under, where, on which day."""

    agency: Agency
    parent: str
    place: str
    day: date


@dataclass(frozen=True, slots=True)
class Line:
    """Something that goes out on a day."""

    at: time | None
    channel: str
    format: str
    title: str
    minutes: int | None
    assignee: str
    done: bool


@dataclass(frozen=True, slots=True)
class Hanging:
    """Something that hangs over days of the week, from its first day to its last."""

    channel: str
    title: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week with what goes out, and its anniversaries."""

    day: date
    lunar: Lunar
    kept: tuple[Kept, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The schedule of a week."""

    number: int
    days: tuple[Day, ...]
    hanging: tuple[Hanging, ...]

    @property
    def first(self) -> date:
        return self.days[0].day

    @property
    def last(self) -> date:
        return self.days[-1].day


@dataclass(frozen=True, slots=True)
class Page:
    """The schedule of a week, and the weeks beside it."""

    week: Week
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class Entry:
    """What goes out on a day under one title: on which channels, at which hours each."""

    title: str
    channels: tuple[tuple[str, tuple[time, ...]], ...]
    done: bool

    @property
    def length(self) -> int:
        """About how many lines of a cell it takes."""
        return 1 + (len(self.title) + sum(6 + 7 * len(at) for _, at in self.channels)) // LETTERS


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month's sheet; one that is not `inside` the month is left empty."""

    day: Day
    entries: tuple[Entry, ...]
    inside: bool

    @property
    def length(self) -> int:
        return sum(one.length for one in self.entries) + len(self.day.kept)


@dataclass(frozen=True, slots=True)
class Month:
    """The sheet of a month: rows of seven days, and what hangs."""

    first: date
    last: date
    weeks: tuple[tuple[Cell, ...], ...]
    hanging: tuple[Hanging, ...]

    @property
    def full(self) -> bool:
        """Whether it needs small type to stand on one sheet."""
        return sum(max(cell.length for cell in week) for week in self.weeks) > LINES


def head(register: Register, agency: Agency, day: date) -> Paper:
    """Return the head of an agency's paper (Nghị định 30/2020/NĐ-CP)."""
    parent = register.agencies.get(agency.parent or "")
    province = register.provinces.get(agency.province)
    bare = _TYPES.sub("", agency.name, count=1)
    local = agency.level in {"commune", "district"} and bare != agency.name
    place = bare if local else province.name if province else ""
    return Paper(agency, parent.name if parent else "", place, day)


@pages.get("/agencies/<slug>/papers/week")
def week(slug: str) -> str:
    """Show the schedule of the week that a day lies in, today's without one."""
    today = site().today
    day = day_of(request.args.get("day")) or today
    monday = day - timedelta(days=day.weekday())
    with site().database.session() as session:
        register = registers.load(session)
        agency = register.get(slug)
        found = slots.between(session, monday, monday + WEEK - timedelta(days=1), agency=slug)
        here = {None, agency.province}
        known = [one for one in calendar.anniversaries(session) if one.province in here]
        kept = in_days(known, monday, monday + WEEK - timedelta(days=1))
        references = one_agency.references_of(session, today)
        schedule = schedule_of(monday, found, kept, references, people.names(session))
    page = Page(schedule, monday - WEEK, monday + WEEK)
    return render_template("papers/week.html", page=page, paper=head(register, agency, today))


@pages.get("/agencies/<slug>/papers/month")
def month(slug: str) -> str:
    """Show the sheet of the month that a day lies in, today's without one."""
    today = site().today
    day = day_of(request.args.get("day")) or today
    first, last = days_of_page(day.year, day.month)
    with site().database.session() as session:
        register = registers.load(session)
        agency = register.get(slug)
        found = slots.between(session, day.replace(day=1), _end(day), agency=slug)
        here = {None, agency.province}
        known = [one for one in calendar.anniversaries(session) if one.province in here]
        kept = in_days(known, day.replace(day=1), _end(day))
        references = one_agency.references_of(session, today)
        length = (last - first).days + 1
        schedule = schedule_of(first, found, kept, references, {}, length)
    return render_template(
        "papers/month.html",
        month=month_of(day.year, day.month, schedule),
        before=day.replace(day=1) - timedelta(days=1),
        after=_end(day) + timedelta(days=1),
        paper=head(register, agency, today),
    )


def _end(day: date) -> date:
    """Return the last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


@pages.get("/agencies/<slug>/papers/checklist")
def todo(slug: str) -> str:
    """Show what an agency has still to do, with boxes to tick."""
    today = site().today
    with site().database.session() as session:
        register = registers.load(session)
        agency = register.get(slug)
        own = items.of_agency(session, slug)
        known = one_agency.known_of(session, own, register)
        listed = checklist.build(own, today, one_agency.references_of(session, today), known)
    groups = [
        (name, [row for row in rows if not row.done])
        for name, rows in (
            (mark("Trễ"), listed.late),
            (mark("Tuần này"), listed.week),
            (mark("Sau đó"), listed.later),
            (mark("Chưa có ngày"), listed.dayless),
        )
    ]
    shown = [(name, rows) for name, rows in groups if rows]
    paper = head(register, agency, today)
    return render_template("papers/checklist.html", groups=shown, paper=paper)


def month_of(year: int, month: int, week: Week) -> Month:
    """Return the sheet of a month from the schedule of its whole weeks."""
    cells = [Cell(one, _entries(one.lines), one.day.month == month) for one in week.days]
    rows = tuple(tuple(cells[n : n + 7]) for n in range(0, len(cells), 7))
    first, last = date(year, month, 1), max(one.day for one in week.days if one.day.month == month)
    return Month(first, last, rows, week.hanging)


def _entries(lines: Iterable[Line]) -> tuple[Entry, ...]:
    """Put what goes out on a day under one title together, in the order of its first hour."""
    found: dict[str, dict[str, list[Line]]] = {}
    for line in lines:
        found.setdefault(line.title, {}).setdefault(line.channel, []).append(line)
    return tuple(
        Entry(
            title,
            tuple(
                (channel, tuple(dict.fromkeys(one.at for one in those if one.at)))
                for channel, those in channels.items()
            ),
            done=all(one.done for those in channels.values() for one in those),
        )
        for title, channels in found.items()
    )


def schedule_of(
    monday: date,
    found: Iterable[Slot],
    kept: Iterable[Kept],
    references: References,
    names: Mapping[str, str],
    length: int = 7,
) -> Week:
    """Return an agency's days from a Monday: what hangs above, each day's lines by their hour."""
    there: Sequence[Slot] = [one for one in found if one.state not in NOT_ON_AIR]
    lines: dict[date, list[Line]] = defaultdict(list)
    hanging = []
    for one in there:
        if one.day is None:
            continue
        if is_span(one):
            title = references.title(one)
            hanging.append(Hanging(one.channel, title, one.day, one.end_day or one.day))
        else:
            lines[one.day].append(_line(one, references, names))
    named = kept_by_day(kept)
    days = (monday + timedelta(days=n) for n in range(length))
    return Week(
        number=monday.isocalendar().week,
        days=tuple(
            Day(
                day,
                to_lunar(day),
                tuple(named.get(day, ())),
                tuple(sorted(lines.get(day, ()), key=_order)),
            )
            for day in days
        ),
        hanging=tuple(sorted(hanging, key=lambda one: (one.start, order_of(one.channel)))),
    )


def _line(slot: Slot, references: References, names: Mapping[str, str]) -> Line:
    return Line(
        at=slot.at,
        channel=slot.channel,
        format=FORMATS.get(slot.format, "") if slot.channel in _SEVERAL else "",
        title=references.title(slot),
        minutes=slot.minutes,
        assignee=names.get(slot.assignee or "", slot.assignee or ""),
        done=slot.state == State.PUBLISHED,
    )


def _order(line: Line) -> tuple[bool, time, int, str]:
    """By hour; what has none stands last."""
    return line.at is None, line.at or time.max, order_of(line.channel), line.title
