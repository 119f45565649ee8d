"""Keeping slots: reading them as values, and writing what planning or a person changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Date, Row, Select, bindparam, or_
from sqlalchemy import select as columns
from sqlmodel import Session

from planner.domain.changes import LOGGED, Difference, fingerprint
from planner.domain.model import Slot, Source, State
from planner.errors import NotFoundError
from planner.store import bulk, search, versioned
from planner.store import groups as groups_of
from planner.store.selecting import Where, late, touching
from planner.store.tables import SlotRow
from planner.store.versioned import pack, unpack, utc

_TABLE = SlotRow.__table__  # type: ignore[attr-defined]
_BATCH = 5000

Progress = Callable[[int, int], None]
"""Hears how many of how many slots are written."""

_STATES = {str(one): one for one in State}
_OFF_AIR = [State.WITHDRAWN, State.CANCELLED]

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

_SOURCE = ("source_anniversary", "source_plan", "source_line")
_REST = (
    "state",
    "assignee",
    "place",
    "planned_on",
    "kept",
    "born",
    "revision",
    "sequence",
    "changed_at",
)
"""Its last fields; the last four are its version."""

_NAMES = (*_PLAIN, "last_day", "fingerprint", *_SOURCE, *_REST)


def _at(names: Iterable[str]) -> Callable[[Row[Any]], tuple[Any, ...]]:
    """Return what takes some columns out of a row that begins with the slot table's, by place.

    A page reads hundreds: by name takes twice as long.
    """
    return itemgetter(*map(list(_TABLE.c.keys()).index, names))


_plain, _source, _rest = _at(_PLAIN), _at((*_SOURCE, "cadence")), _at(_REST)
_as_it_is = attrgetter(*_PLAIN)

_IN_ORDER = columns(_TABLE).order_by(
    _TABLE.c.day.nulls_last(), _TABLE.c.at.nulls_first(), _TABLE.c.key
)


def read(row: Row[Any]) -> Slot:
    """Return the value of a row that begins with the columns of the slot table."""
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


def row(slot: Slot) -> tuple[object, ...]:
    """Return a slot as the values of its row, by `_NAMES`."""
    source = slot.source
    return (
        *_as_it_is(slot),
        slot.end_day or slot.day,
        fingerprint(slot),
        source.anniversary,
        source.plan,
        source.line,
        str(slot.state),
        slot.assignee,
        slot.place,
        slot.planned_on,
        pack(slot.kept) if slot.kept else None,
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
