"""The home page: what is next, this week in numbers, who is late, what is in force."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, render_template

from planner.domain.anniversaries import in_days, reference_day
from planner.domain.checks import check
from planner.domain.model import NOT_ON_AIR, Agency, Anniversary, Problem, State
from planner.domain.register import Register
from planner.store import calendar as dates
from planner.store import counting, items, slots
from planner.store import plans as documents
from planner.store import register as registers
from planner.store.db import Session
from planner.web import access
from planner.web.calendar.first import AHEAD, BACK, FAR, First, Next, of_agency
from planner.web.calendar.month import order_of
from planner.web.plans.plan import is_in_force
from planner.web.reference import References
from planner.web.site import site

pages = Blueprint("home", __name__)

YEAR = timedelta(days=400)
WEEKS = timedelta(days=27)
DAYS = 3
OWN = 3
LATE = 8
CLASHES = 6
PLANS = 3


@dataclass(frozen=True, slots=True)
class Load:
    """What one channel has this week: how much, how much of it is out, how much was missed."""

    channel: str
    number: int
    done: int
    missing: int


@dataclass(frozen=True, slots=True)
class Clash:
    """A clash, with whose it is; `key` is the slot that could give way."""

    agency: Agency
    problem: Problem

    @property
    def key(self) -> str:
        return self.problem.where.key or ""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in one line."""

    key: str
    number: str
    title: str
    last: date | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class Mine:
    """An agency that the person works for, and what is to be done there first."""

    agency: Agency
    first: First


@dataclass(frozen=True, slots=True)
class Page:
    """All that the home page shows; lists are cut, the numbers beside them count all."""

    mine: tuple[Mine, ...]
    today: date
    monday: date
    sunday: date
    week: int
    next: tuple[Next, ...]
    loads: tuple[Load, ...]
    late: tuple[tuple[Agency, int], ...]
    late_number: int
    late_agencies: int
    plans: tuple[PlanLine, ...]
    plans_in_force: int
    clashes: tuple[Clash, ...]
    clash_number: int
    until: date
    empty: bool

    @property
    def total(self) -> int:
        return sum(one.number for one in self.loads)


@pages.get("/")
def home() -> str:
    """Show what is next."""
    with site().database.session() as session:
        page = load(session, site().today, access.signed_in().agencies)
    return render_template("home.html", page=page)


def load(session: Session, today: date, own: Sequence[str]) -> Page:
    """Read all that the home page shows to somebody who works for some agencies."""
    register = registers.load(session)
    kept = dates.anniversaries(session)
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    late = items.late(session, today)
    clashes = _clashes(session, register, kept, today)
    lines = _plans(session, today)
    in_force = [one for one in lines if one.in_force]
    return Page(
        mine=tuple(_mine(session, register.get(slug), kept, today) for slug in own[:OWN]),
        today=today,
        monday=monday,
        sunday=sunday,
        week=today.isocalendar().week,
        next=_next(kept, today),
        loads=_loads(session, monday, sunday, today),
        late=tuple((register.get(slug), number) for slug, number in late[:LATE]),
        late_number=sum(number for _, number in late),
        late_agencies=len(late),
        plans=tuple(in_force or lines[:PLANS]),
        plans_in_force=len(in_force),
        clashes=tuple(clashes[:CLASHES]),
        clash_number=len(clashes),
        until=today + WEEKS,
        empty=not register.agencies,
    )


def _mine(session: Session, agency: Agency, kept: Sequence[Anniversary], today: date) -> Mine:
    around = in_days(kept, today - YEAR, today + YEAR)
    references = References.of(around, documents.titles(session))
    near = slots.to_do(session, today - BACK, today + FAR, today, agency=agency.slug)
    todo = of_agency(near, items.to_do(session, agency.slug, today + AHEAD), today, references)
    return Mine(agency, todo)


def _next(kept: Sequence[Anniversary], today: date) -> tuple[Next, ...]:
    """Return the next days that have a campaign of their own, else the next at all."""
    coming = in_days(kept, today, today + YEAR)
    weighty = [one for one in coming if one.anniversary.rank != "noted"]
    return tuple(Next(one, (one.day - today).days) for one in (weighty or coming)[:DAYS])


def _loads(session: Session, monday: date, sunday: date, today: date) -> tuple[Load, ...]:
    number: Counter[str] = Counter()
    done: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    for count in counting.counts(session, monday, sunday):
        if count.state in NOT_ON_AIR:
            continue
        number[count.channel] += count.number
        if count.state == State.PUBLISHED:
            done[count.channel] += count.number
        elif count.day < today and not count.history:
            missing[count.channel] += count.number
    for span in counting.spans(session, monday, sunday):
        number[span.channel] += span.number
    return tuple(
        Load(channel, number[channel], done[channel], missing[channel])
        for channel in sorted(number, key=order_of)
    )


def _clashes(
    session: Session, register: Register, kept: Iterable[Anniversary], today: date
) -> list[Clash]:
    """Return what clashes in the press in the coming weeks, by day.

    Sessions over their minutes are shown where they are heard: on an agency's own pages.
    """
    coming = slots.select(
        session,
        channel="press",
        first=today,
        last=today + WEEKS,
        states_without=NOT_ON_AIR,
    )
    owners = {one.key: one.agency for one in coming}
    return [
        Clash(register.get(owners[problem.where.key]), problem)
        for problem in check(coming, register.agencies, reference_day(kept))
        if problem.where.key in owners
    ]


def _plans(session: Session, today: date) -> list[PlanLine]:
    """Return the plans, those in force first, then the latest."""
    found = [
        PlanLine(one.key, one.number or "", one.title, one.last_day, is_in_force(one, today))
        for one in documents.every(session)
    ]
    return sorted(
        found, key=lambda one: (not one.in_force, -(one.last or date.max).toordinal(), one.key)
    )
