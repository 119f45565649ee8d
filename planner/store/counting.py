"""Counting slots for pages: of the whole office from groups, of one agency from the slots."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, case, false, func, literal, not_, true
from sqlalchemy import select as columns
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session

from planner.domain.model import NOT_ON_AIR, State
from planner.store.selecting import Among, history, late, of_plan, touching
from planner.store.tables import SlotRow
from planner.store.versioned import utc

_TABLE = SlotRow.__table__  # type: ignore[attr-defined]
_STATES = {str(one): one for one in State}
_OFF_AIR = [State.WITHDRAWN, State.CANCELLED]

ALL = Among()


@dataclass(frozen=True, slots=True)
class Count:
    """How many slots of one channel and state lie on one day.

    `history`: they lay in the past when they were first planned, and are nobody's business now.
    """

    day: date
    channel: str
    state: State
    history: bool
    number: int


@dataclass(frozen=True, slots=True)
class SpanCount:
    """A campaign's spans on one channel with the same days: how many agencies have one."""

    campaign: str
    channel: str
    title: str
    day: date
    end_day: date
    number: int


@dataclass(frozen=True, slots=True)
class CampaignCount:
    """A campaign that has slots: its first and last day, and how many there are and are done.

    `planned`: it is a plan's own, no anniversary's.
    """

    campaign: str
    first: date | None
    last: date | None
    number: int
    done: int
    planned: bool = False


def counts(
    session: Session, first: date, last: date, campaign: str | None = None, among: Among = ALL
) -> list[Count]:
    """Count the slots of one day each by day, channel and state, of one campaign or all."""
    at = among.of.c
    group = (at.day, at.channel, at.state, history(among.of))
    found = session.execute(
        columns(*group, among.number)
        .where(at.day.between(first, last), at.end_day.is_(None), at.state != State.WITHDRAWN)
        .where(at.campaign == campaign if campaign is not None else true(), *among.where)
        .group_by(*group)
    )
    return [
        Count(day, channel, _STATES[state], bool(old), number)
        for day, channel, state, old, number in found
    ]


def spans(session: Session, first: date, last: date, among: Among = ALL) -> list[SpanCount]:
    """Count the spans that touch some days by campaign, channel, title and days."""
    at = among.of.c
    group = (at.campaign, at.channel, at.title, at.day, at.end_day)
    found = session.execute(
        columns(*group, among.number)
        .where(
            at.end_day >= first,
            at.day <= last,
            at.state.not_in([State.WITHDRAWN, State.CANCELLED]),
            *among.where,
        )
        .group_by(*group)
        .order_by(*group[3:], *group[:3])
    )
    return [SpanCount(*row) for row in found]


@dataclass(frozen=True, slots=True)
class Group:
    """The slots of several agencies that are the same but for whose they are."""

    campaign: str
    channel: str
    format: str
    title: str
    day: date
    end_day: date | None
    at: time | None
    minutes: int | None
    state: State
    plan: str | None
    number: int
    late: int


def groups(
    session: Session, first: date, last: date, today: date, among: Among = ALL
) -> list[Group]:
    """Return what touches some days, put together by all but the agency, by day and hour."""
    at = among.of.c
    group = (
        at.campaign,
        at.channel,
        at.format,
        at.title,
        at.day,
        at.end_day,
        at.at,
        at.minutes,
        at.state,
        at.source_plan,
    )
    found = session.execute(
        columns(*group, among.number, among.where_also(late(today, among.of)))
        .where(touching(among.of, first, last, among.where), at.state != State.WITHDRAWN)
        .group_by(*group)
        .order_by(at.day, at.at.nulls_first(), among.number.desc(), at.campaign, at.title)
    )
    return [
        Group(
            campaign, channel, form, title, day, end, hour, minutes, _STATES[state], plan, *numbers
        )
        for campaign, channel, form, title, day, end, hour, minutes, state, plan, *numbers in found
    ]


@dataclass(frozen=True, slots=True)
class Same:
    """Slots of a campaign that are the same but for whose they are, and `whose` they are.

    An agency stands there as often as it has such a slot. `history` is as in `Count`.
    """

    channel: str
    theme: str | None
    plan: str | None
    line: int | None
    day: date | None
    last_day: date | None
    spans: bool
    state: State
    history: bool
    late: bool
    whose: tuple[str, ...]

    @property
    def number(self) -> int:
        return len(self.whose)


def of_campaign(session: Session, campaign: str, today: date) -> list[Same]:
    """Return what a campaign has on the air or still without a day, by day and hour."""
    at = ALL.of.c
    found = session.execute(
        columns(
            at.channel,
            at.theme,
            at.source_plan,
            at.source_line,
            at.day,
            at.last_day,
            at.end_day.is_not(None),
            at.state,
            at.history,
            func.coalesce(late(today, ALL.of), false()),
            at.agencies,
        )
        .where(at.campaign == campaign, at.state.not_in(_OFF_AIR))
        .order_by(at.day.nulls_last(), at.at.nulls_first(), at.title)
    )
    whose = _known()
    return [
        Same(
            channel,
            theme,
            plan,
            line,
            day,
            last_day,
            bool(spans),
            _STATES[state],
            bool(old),
            bool(is_late),
            whose(agencies),
        )
        for channel, theme, plan, line, day, last_day, spans, state, old, is_late, agencies in found
    ]


def campaigns(session: Session, first: date, last: date, among: Among = ALL) -> list[CampaignCount]:
    """Return the campaigns with slots on some days that are on the air, and what they have there.

    By first day.
    """
    on_air = among.of.c.state.not_in(_OFF_AIR)
    return _campaigns(session, among, touching(among.of, first, last, (*among.where, on_air)))


def of_names(session: Session, names: Iterable[str]) -> dict[str, CampaignCount]:
    """Return some campaigns by name: those with slots on the air or still without a day."""
    at = ALL.of.c
    found = _campaigns(session, ALL, at.campaign.in_(sorted(names)), at.state.not_in(_OFF_AIR))
    return {one.campaign: one for one in found}


def who_waits(session: Session, campaigns: Iterable[str]) -> set[str]:
    """Return the agencies that have something of some campaigns without a day."""
    at = ALL.of.c
    found = session.execute(
        columns(at.agencies).where(
            at.campaign.in_(sorted(campaigns)), at.day.is_(None), at.state.not_in(_OFF_AIR)
        )
    )
    return {slug for agencies in found.scalars() for slug in agencies.split()}


def _campaigns(session: Session, among: Among, *where: ColumnElement[bool]) -> list[CampaignCount]:
    at = among.of.c
    begins = func.min(at.day)
    anniversary = not_(of_plan(among.of))
    found = session.execute(
        columns(
            at.campaign,
            begins,
            func.max(at.last_day),
            among.number,
            among.where_also(at.state == State.PUBLISHED),
            among.where_also(anniversary) == 0,
        )
        .where(*where)
        .group_by(at.campaign)
        .order_by(begins.nulls_last(), at.campaign)
    )
    return [
        CampaignCount(campaign, begin, end, number, done, planned=bool(planned))
        for campaign, begin, end, number, done, planned in found
    ]


class _Week(FunctionElement[int]):
    """How many weeks a day lies after another, in each engine's own arithmetic of days."""

    inherit_cache = True


@compiles(_Week, "sqlite")
def _week_of_sqlite(element: _Week, compiler: Any, **options: Any) -> str:
    day, first = (compiler.process(one, **options) for one in element.clauses)
    return f"CAST((julianday({day}) - julianday({first})) / 7 AS INTEGER)"


@compiles(_Week, "postgresql")
def _week_of_postgresql(element: _Week, compiler: Any, **options: Any) -> str:
    day, first = (compiler.process(one, **options) for one in element.clauses)
    return f"(({day} - {first}) / 7)"


@dataclass(frozen=True, slots=True)
class WeekCount:
    """A week of the same agencies: how much of each begins in it, is published, is past and not.

    An agency stands in `whose` as often as it has as much.
    """

    whose: tuple[str, ...]
    monday: date
    number: int
    done: int
    missing: int


def by_week(
    session: Session, first: date, last: date, today: date, among: Among = ALL
) -> list[WeekCount]:
    """Count what begins on some days by whose it is and by week; `first` is a Monday."""
    at = among.of.c
    week = _Week(at.day, literal(first, Date())).label("week")
    published = at.state == State.PUBLISHED
    missed = and_(at.last_day < today, not_(published), not_(history(among.of)))
    found = session.execute(
        columns(
            among.whose,
            week,
            func.count(),
            func.sum(case((published, 1), else_=0)),
            func.sum(case((missed, 1), else_=0)),
        )
        .where(at.day.between(first, last), at.state.not_in(list(NOT_ON_AIR)), *among.where)
        .group_by(among.whose, week)
    )
    whose = _known()
    return [
        WeekCount(whose(agencies), first + timedelta(days=7 * number), *numbers)
        for agencies, number, *numbers in found
    ]


def _known() -> Callable[[str], tuple[str, ...]]:
    """Return what tells the agencies of a group: of one after the other they are the same."""
    return lru_cache(lambda agencies: tuple(agencies.split()))


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How many slots of a plan's theme, or an anniversary's, a channel has in one state."""

    theme: str
    plan: str | None
    channel: str
    state: State
    number: int


def by_theme(session: Session, first: date, last: date, among: Among = ALL) -> list[ThemeCount]:
    """Count what begins on some days by theme, its plan, channel and state."""
    at = among.of.c
    group = (at.theme, at.source_plan, at.channel, at.state)
    found = session.execute(
        columns(*group, among.number)
        .where(
            at.day.between(first, last),
            at.theme.is_not(None),
            at.state != State.WITHDRAWN,
            *among.where,
        )
        .group_by(*group)
    )
    return [
        ThemeCount(theme, plan, channel, _STATES[state], number)
        for theme, plan, channel, state, number in found
    ]


@dataclass(frozen=True, slots=True)
class Facet:
    """Slots on some days share these: what a view of those days can be narrowed by."""

    campaign: str
    plan: str | None
    theme: str | None


def facets(session: Session, first: date, last: date, among: Among = ALL) -> list[Facet]:
    """Return what the slots of some days can be told apart by."""
    at = among.of.c
    found = session.execute(
        columns(at.campaign, at.source_plan, at.theme)
        .where(touching(among.of, first, last, among.where), at.state != State.WITHDRAWN)
        .distinct()
    )
    return [Facet(*row) for row in found]


@dataclass(frozen=True, slots=True)
class ChannelSpan:
    """A campaign on one channel: its first and last day, how much there is, its latest change."""

    campaign: str
    channel: str
    first: date
    last: date
    number: int
    revision: int
    changed_at: datetime


def by_channel(session: Session, first: date, last: date, without: str) -> list[ChannelSpan]:
    """Return campaigns by channel that touch some days, but those whose key begins `without`."""
    begins, ends = func.min(_TABLE.c.day), func.max(_TABLE.c.last_day)
    found = session.execute(
        columns(
            _TABLE.c.campaign,
            _TABLE.c.channel,
            begins,
            ends,
            func.count(),
            func.max(_TABLE.c.revision),
            func.max(_TABLE.c.changed_at),
        )
        .where(
            _TABLE.c.day.is_not(None),
            _TABLE.c.state.not_in([State.WITHDRAWN, State.CANCELLED]),
            _TABLE.c.campaign.not_like(f"{without}%"),
        )
        .group_by(_TABLE.c.campaign, _TABLE.c.channel)
        .having(begins <= last, ends >= first)
        .order_by(begins, _TABLE.c.campaign, _TABLE.c.channel)
    )
    return [
        ChannelSpan(campaign, channel, start, end, number, revision, utc(at))
        for campaign, channel, start, end, number, revision, at in found
    ]
