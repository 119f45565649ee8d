"""Keeping slots: reading them as values, and writing what planning or a person changed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Row,
    Select,
    and_,
    bindparam,
    case,
    false,
    func,
    literal,
    not_,
    null,
    or_,
    true,
)
from sqlalchemy import select as columns
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session

from planner.domain.changes import LOGGED, Difference, fingerprint
from planner.domain.comparing import Mark
from planner.domain.model import NOT_ON_AIR, Slot, Source, State
from planner.errors import NotFoundError
from planner.store import bulk, search, versioned
from planner.store import groups as groups_of
from planner.store.selecting import Among, Where, history, late, of_plan, touching
from planner.store.tables import SlotRow
from planner.store.versioned import pack, unpack, utc

_TABLE = SlotRow.__table__  # type: ignore[attr-defined]
_BATCH = 5000
_MANY = 500
"""So many values are asked for by one statement."""

Progress = Callable[[int, int], None]
"""Hears how many of how many slots are written."""

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


_PLAIN = (
    "key",
    "campaign",
    "cadence",
    "agency",
    "occurrence",
    "channel",
    "format",
    "session",
    "day",
    "end_day",
    "at",
    "minutes",
    "due_before",
    "due",
    "theme",
    "title",
    "brief",
)
"""The first fields of a slot, which its row holds as they are."""

_PLACES = tuple(_TABLE.c.keys())
_plain = itemgetter(*map(_PLACES.index, _PLAIN))
_source = itemgetter(
    *map(_PLACES.index, ("source_anniversary", "source_plan", "source_line", "cadence"))
)
_rest = itemgetter(
    *map(
        _PLACES.index,
        (
            "state",
            "assignee",
            "place",
            "planned_on",
            "kept",
            "born",
            "revision",
            "sequence",
            "changed_at",
        ),
    )
)


_IN_ORDER = columns(_TABLE).order_by(
    _TABLE.c.day.nulls_last(), _TABLE.c.at.nulls_first(), _TABLE.c.key
)


def read(row: Row[Any]) -> Slot:
    """Return the value of a row that begins with the columns of the slot table.

    By place, since a page reads hundreds: by name takes twice as long.
    """
    state, assignee, place, planned_on, kept, born, revision, sequence, at = _rest(row)
    fields: tuple[Any, ...] = (
        *_plain(row),
        _same_source(*_source(row)),
        _STATES[state],
        assignee,
        place,
        planned_on,
        unpack(kept) if kept else {},
        born,
        revision,
        sequence,
        _same_stamp(at),
    )
    return Slot(*fields)


# One planning gives thousands of slots the same.
_same_source = lru_cache(1 << 12)(Source)
_same_stamp = lru_cache(1 << 12)(utc)


_NAMES = (
    "key",
    "campaign",
    "cadence",
    "agency",
    "occurrence",
    "session",
    "channel",
    "format",
    "day",
    "end_day",
    "last_day",
    "at",
    "minutes",
    "due_before",
    "due",
    "theme",
    "title",
    "brief",
    "place",
    "source_anniversary",
    "source_plan",
    "source_line",
    "state",
    "assignee",
    "planned_on",
    "kept",
    "fingerprint",
    "born",
    "revision",
    "sequence",
    "changed_at",
)


def row(slot: Slot) -> tuple[object, ...]:
    """Return a slot as the values of its row, by `_NAMES`; the last four are its version."""
    source = slot.source
    return (
        slot.key,
        slot.campaign,
        slot.cadence,
        slot.agency,
        slot.occurrence,
        slot.session,
        slot.channel,
        slot.format,
        slot.day,
        slot.end_day,
        slot.end_day or slot.day,
        slot.at,
        slot.minutes,
        slot.due_before,
        slot.due,
        slot.theme,
        slot.title,
        slot.brief,
        slot.place,
        source.anniversary,
        source.plan,
        source.line,
        str(slot.state),
        slot.assignee,
        slot.planned_on,
        pack(slot.kept) if slot.kept else None,
        fingerprint(slot),
        slot.born,
        slot.revision,
        slot.sequence,
        slot.changed_at,
    )


def values(slot: Slot) -> dict[str, object]:
    """Return a slot as the columns of its row."""
    return dict(zip(_NAMES, row(slot), strict=True))


def insert_all(
    session: Session,
    slots: Iterable[Slot],
    born: tuple[int, datetime] | None = None,
    told: Progress | None = None,
) -> None:
    """Add slots in bulk, sorted as they will be read.

    `born` is the revision of the planning that makes them all, and its instant; without it each
    has its own. `told` hears how many are written of them.
    """
    fresh = sorted(slots, key=lambda one: (one.agency, one.day or date.max, one.key))
    with groups_of.kept(session, fresh, were=()):
        for start in range(0, len(fresh), _BATCH):
            rows = (_born(row(one), born) for one in fresh[start : start + _BATCH])
            bulk.insert(session, _TABLE, _NAMES, rows)
            if told is not None:
                told(min(start + _BATCH, len(fresh)), len(fresh))
    _learn(session, fresh)


def _born(values: tuple[object, ...], born: tuple[int, datetime] | None) -> tuple[object, ...]:
    return values if born is None else (*values[:-4], born[0], born[0], 0, born[1])


def change_all(
    session: Session,
    changes: Sequence[Difference[Slot]],
    latest: Mapping[str | None, int],
    at: datetime,
) -> None:
    """Write in bulk what planning changed of slots that are there.

    `latest` is the revision of each by its key, `at` the instant; what nobody sees change keeps its
    own. Of what somebody sees only the columns that change are written: the others' indexes rest.
    """
    alike: dict[tuple[str, ...], list[Difference[Slot]]] = {}
    for one in changes:
        alike.setdefault(one.fields, []).append(one)
    models = {id(one.model): one.model for one in changes}
    rows = {name: row(one.new) for name, one in models.items()}
    news = [one.new for one in models.values()]
    with groups_of.kept(session, news, were=[one.old for one in models.values()]):
        for fields, several in alike.items():
            names = [name for name in _CHANGING if name in fields or name not in LOGGED]
            if not {"day", "end_day"} & set(fields):
                names.remove("last_day")
            some = itemgetter(*map(_NAMES.index, names))
            if not fields:
                values = ((*some(rows[id(one.model)]), one.key) for one in several)
                bulk.update(session, _TABLE, [*names, "key"], values)
                continue
            values = (
                (
                    *some(rows[id(one.model)]),
                    latest[one.key],
                    one.model.old.sequence + 1,
                    at,
                    one.key,
                )
                for one in several
            )
            bulk.update(session, _TABLE, [*names, *_VERSION, "key"], values)
    _learn(session, news)


_VERSION = ("revision", "sequence", "changed_at")
_CHANGING = [name for name in _NAMES if name not in {*versioned.FOR_LIFE, *_VERSION}]


def update_all(session: Session, slots: Sequence[Slot]) -> None:
    """Write the current values of slots that are there, in bulk."""
    with groups_of.kept(session, slots):
        versioned.update_all(session, _TABLE, [values(one) for one in slots])
    _learn(session, slots)


def replace_one(session: Session, slot: Slot, expected: int) -> None:
    """Write one slot; ConflictError, and no change, when it moved on since `expected`."""
    with groups_of.kept(session, [slot]):
        versioned.replace_one(session, _TABLE, values(slot), expected)
    _learn(session, [slot])
    if not slot.brief:
        search.learn_briefs(session, {slot.key: ""})


def _learn(session: Session, slots: Sequence[Slot]) -> None:
    search.learn(session, {text for one in slots for text in (one.title, one.theme)})
    search.learn_briefs(session, {one.key: one.brief for one in slots if one.brief})


def get(session: Session, key: str) -> Slot:
    """Return the slot of that key; NotFoundError without one."""
    found = next(_read(session, _TABLE.c.key == key), None)
    if found is None:
        raise NotFoundError("không có mục “%(key)s” trong lịch", key=key)
    return found


def some(session: Session, keys: Iterable[str]) -> dict[str, Slot]:
    """Return by key those of some keys that are slots."""
    rows = session.connection().execute(columns(_TABLE).where(bulk.one_of(_TABLE.c.key, keys)))
    return {row.key: read(row) for row in rows}


def _read(session: Session, *where: ColumnElement[bool]) -> Iterator[Slot]:
    for row in session.execute(_IN_ORDER.where(*where)):
        yield read(row)


def select(
    session: Session,
    *,
    agency: str | None = None,
    channel: str | None = None,
    campaign: str | None = None,
    first: date | None = None,
    last: date | None = None,
    states_without: Iterable[State] = (),
    where: Where = (),
) -> list[Slot]:
    """Return slots by day, hour and key; with days given, those that touch them and have a day."""
    wanted = list(where)
    for column, value in (
        (_TABLE.c.agency, agency),
        (_TABLE.c.channel, channel),
        (_TABLE.c.campaign, campaign),
    ):
        if value is not None:
            wanted.append(column == value)
    if first is not None and last is not None:
        wanted = [touching(_TABLE, first, last, tuple(wanted))]
    elif first is not None:
        wanted.append(_TABLE.c.last_day >= first)
    elif last is not None:
        wanted.append(_TABLE.c.day <= last)
    without = [str(one) for one in states_without]
    if without:
        wanted.append(_TABLE.c.state.not_in(without))
    return list(_read(session, *wanted))


def between(
    session: Session, first: date, last: date, agency: str | None = None, where: Where = ()
) -> list[Slot]:
    """Return the slots that touch some days and that planning did not withdraw."""
    if agency is not None and not where:
        return _of_agency(session, _BETWEEN, agency, first=first, last=last)
    return select(
        session,
        agency=agency,
        first=first,
        last=last,
        states_without=[State.WITHDRAWN],
        where=where,
    )


def to_do(session: Session, first: date, last: date, today: date, agency: str) -> list[Slot]:
    """Return an agency's slots of some days that lie ahead or are late."""
    return _of_agency(session, _TO_DO, agency, first=first, last=last, today=today)


def tray(session: Session, agency: str) -> list[Slot]:
    """Return an agency's slots that still have no day."""
    return _of_agency(session, _TRAY, agency)


def waiting(session: Session, campaigns: Iterable[str], agency: str | None = None) -> list[Slot]:
    """Return what some campaigns still have without a day, of one agency or of all."""
    where = [_TABLE.c.campaign.in_(sorted(campaigns)), _TABLE.c.day.is_(None)]
    if agency is not None:
        where.append(_TABLE.c.agency == agency)
    return list(_read(session, *where, _TABLE.c.state.not_in(_OFF_AIR)))


def who_waits(session: Session, campaigns: Iterable[str]) -> set[str]:
    """Return the agencies that have something of some campaigns without a day."""
    at = ALL.of.c
    found = session.execute(
        columns(at.agencies).where(
            at.campaign.in_(sorted(campaigns)), at.day.is_(None), at.state.not_in(_OFF_AIR)
        )
    )
    return {slug for agencies in found.scalars() for slug in agencies.split()}


def _of_agency(
    session: Session, asked: Select[Any], agency: str, **values: date | None
) -> list[Slot]:
    return [read(row) for row in session.execute(asked, {"agency": agency, **values}).all()]


# Asked by every page of an agency, and so put into words once.
_OWN = _TABLE.c.agency == bindparam("agency")
_BETWEEN = _IN_ORDER.where(
    touching(_TABLE, bindparam("first", type_=Date()), bindparam("last", type_=Date()), (_OWN,)),
    _TABLE.c.state != State.WITHDRAWN,
)
_TO_DO = _BETWEEN.where(
    or_(
        _TABLE.c.last_day >= bindparam("today", type_=Date()),
        late(bindparam("today", type_=Date())),
    )
)
_TRAY = _IN_ORDER.where(_OWN, _TABLE.c.day.is_(None), *(_TABLE.c.state != one for one in _OFF_AIR))


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


Days = Sequence[tuple[date, date | None]]
"""Spans of days, each with its first and last; without a last it has no end."""


def sums(session: Session, days: Days) -> dict[str, int]:
    """Return by agency the sum of its fingerprints on some days, as in `fingerprints`."""
    at = _TABLE.c
    found = session.execute(
        columns(at.agency, func.sum(at.fingerprint))
        .where(at.fingerprint.is_not(None), _ending(at.last_day, days))
        .group_by(at.agency)
    )
    return {agency: int(number) for agency, number in found}


def in_hand(session: Session, days: Days) -> set[str]:
    """Return the keys of the slots of some days, as in `fingerprints`, that are to be looked at."""
    at = _TABLE.c
    # So written that SQLite goes by the index of the few in hand, not by that of days.
    last = func.coalesce(at.last_day, null())
    found = session.execute(
        columns(at.key).where(
            at.fingerprint.is_(None), _ending(last, days), at.state != State.WITHDRAWN
        )
    )
    return set(found.scalars())


def fingerprints(session: Session, days: Days, agencies: Collection[str]) -> dict[str, Mark]:
    """Return by key the fingerprints of some agencies' slots whose last day lies in some days.

    One without a day lies in any. What planning withdrew is left out. With each come the day on
    which it was planned, while it is nobody's, and its sequence.
    """
    at = _TABLE.c
    free = and_(at.state == State.PROPOSED, at.assignee.is_(None), at.place.is_(None))
    found = session.connection().execute(
        columns(at.key, at.fingerprint, case((free, at.planned_on), else_=None), at.sequence).where(
            bulk.one_of(at.agency, agencies),
            _ending(at.last_day, days),
            at.state != State.WITHDRAWN,
        )
    )
    rows = found.cursor.fetchall()  # as the driver has them: there are hundreds of thousands
    return {key: (mark, planned_on, sequence) for key, mark, planned_on, sequence in rows}


def campaigns_in(session: Session, days: Days) -> set[str]:
    """Return the campaigns that have a slot on some days, as in `fingerprints`."""
    at = ALL.of.c
    return set(session.execute(columns(at.campaign).where(_ending(at.last_day, days))).scalars())


def _ending(last: ColumnElement[Any], days: Days) -> ColumnElement[bool]:
    """Return what a slot meets whose last day lies in some days, or that has none."""
    inside = [last.between(one, end) if end else last >= one for one, end in days]
    return or_(*inside, last.is_(None))


def handed(session: Session) -> dict[str, Slot]:
    """Return by key the slots that have another agency than the one in their key."""
    begin = _TABLE.c.campaign + "/" + _TABLE.c.cadence + "/" + _TABLE.c.agency + "/"
    found = session.connection().execute(
        columns(_TABLE).where(
            _TABLE.c.fingerprint.is_(None),
            func.substr(_TABLE.c.key, 1, func.length(begin)) != begin,
        )
    )
    return {row.key: read(row) for row in found}


def on_days(session: Session, wanted: Collection[tuple[str, date]]) -> Iterator[Slot]:
    """Yield the slots of one day each on some days of some agencies, whatever their state."""
    by_day: dict[date, set[str]] = {}
    for agency, day in wanted:
        by_day.setdefault(day, set()).add(agency)
    agencies = sorted({agency for agency, _ in wanted})
    of_them = _TABLE.c.agency.in_(agencies) if len(agencies) < _MANY else true()
    for start in range(0, len(days := sorted(by_day)), _MANY):
        found = session.connection().execute(
            columns(_TABLE).where(
                of_them, _TABLE.c.day.in_(days[start : start + _MANY]), _TABLE.c.end_day.is_(None)
            )
        )
        yield from (read(one) for one in found if one.agency in by_day[one.day])


def spans_of(session: Session, campaigns: Iterable[str], cadences: Iterable[str]) -> list[Slot]:
    """Return the spans that some campaigns have by some cadences."""
    names, rules = sorted(campaigns), sorted(cadences)
    found: list[Slot] = []
    # So written that SQLite goes by the index of the few that hang, not by that of campaigns.
    of = func.coalesce(_TABLE.c.campaign, "")
    for start in range(0, len(names), _MANY):
        rows = session.connection().execute(
            columns(_TABLE).where(
                _TABLE.c.end_day.is_not(None),
                _TABLE.c.end_day >= date.min,
                of.in_(names[start : start + _MANY]),
                _TABLE.c.cadence.in_(rules),
            )
        )
        found.extend(map(read, rows))
    return found


def days_of(session: Session, anniversary: str) -> set[date]:
    """Return the first and last days of all slots that an anniversary's campaigns have."""
    every = session.execute(columns(_TABLE.c.campaign).distinct()).scalars()
    campaigns = [one for one in every if one.rpartition("-")[0] == anniversary]
    rows = session.execute(
        columns(_TABLE.c.day, _TABLE.c.last_day).where(_TABLE.c.campaign.in_(campaigns)).distinct()
    )
    return {day for row in rows for day in row if day is not None}


def campaign_exists(session: Session, campaign: str) -> bool:
    return (
        session.execute(columns(_TABLE.c.id).where(_TABLE.c.campaign == campaign).limit(1)).first()
        is not None
    )


def on_air(session: Session, agency: str, day: date) -> list[Slot]:
    """Return an agency's loudspeaker slots of one day."""
    return list(
        _read(
            session,
            _TABLE.c.agency == agency,
            _TABLE.c.day == day,
            _TABLE.c.channel == "loudspeaker",
        )
    )
