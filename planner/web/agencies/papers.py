"""Papers: sheets of A4 as an office hangs them up, with the official head."""

import re
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
from planner.web.calendar.month import is_span, kept_by_day, order_of
from planner.web.reference import References
from planner.web.site import site
from planner.web.words import mark
from planner.web.work import checklist

pages = Blueprint("papers", __name__)

WEEK = timedelta(days=7)
_TYPES = re.compile(
    r"^(?:UBND )?(?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố)\s+", re.IGNORECASE
)
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


def schedule_of(
    monday: date,
    found: Iterable[Slot],
    kept: Iterable[Kept],
    references: References,
    names: Mapping[str, str],
) -> Week:
    """Return an agency's week: what hangs above, each day's lines by their hour."""
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
    days = (monday + timedelta(days=n) for n in range(7))
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
