"""Keeping checklist items."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Row, bindparam, func, literal_column, or_
from sqlalchemy import select as columns
from sqlmodel import Session

from planner.domain.model import Item, ItemState, Source
from planner.errors import NotFoundError
from planner.store import bulk, search, versioned
from planner.store.selecting import Where
from planner.store.tables import OWED, ItemRow
from planner.store.versioned import pack, unpack, utc

_TABLE = ItemRow.__table__  # type: ignore[attr-defined]
_STATES = {str(one): one for one in ItemState}
_OWED: ColumnElement[bool] = literal_column(OWED.text)


def read(row: Row[Any]) -> Item:
    """Return the value of a row that begins with the columns of the item table.

    By place, as `slots.read`: the columns stand in the order of an item's fields.
    """
    held = tuple(row)
    state, assignee, handed_to, planned_on, kept, born, revision, sequence, at = held[13:22]
    fields: tuple[Any, ...] = (
        *held[1:9],
        Source(*held[9:13]),
        _STATES[state],
        assignee,
        handed_to,
        planned_on,
        unpack(kept),
        born,
        revision,
        sequence,
        utc(at),
    )
    return Item(*fields)


def values(item: Item) -> dict[str, object]:
    """Return an item as the columns of its row."""
    return {
        "key": item.key,
        "origin": item.origin,
        "kind": item.kind,
        "agency": item.agency,
        "title": item.title,
        "occurrence": item.occurrence,
        "due": item.due,
        "until": item.until,
        "source_anniversary": item.source.anniversary,
        "source_plan": item.source.plan,
        "source_line": item.source.line,
        "source_cadence": item.source.cadence,
        "state": str(item.state),
        "assignee": item.assignee,
        "handed_to": item.handed_to,
        "planned_on": item.planned_on,
        "kept": pack(item.kept),
        "born": item.born,
        "revision": item.revision,
        "sequence": item.sequence,
        "changed_at": item.changed_at,
    }


def insert_all(session: Session, items: Iterable[Item]) -> None:
    """Add items in bulk."""
    rows = [
        values(one)
        for one in sorted(items, key=lambda one: (one.agency, one.due or date.max, one.key))
    ]
    if rows:
        bulk.insert(session, _TABLE, list(rows[0]), (list(one.values()) for one in rows))
    search.learn(session, {str(row["title"]) for row in rows})


def update_all(session: Session, items: Sequence[Item]) -> None:
    """Write the current values of items that are there, in bulk."""
    versioned.update_all(session, _TABLE, [values(one) for one in items])
    search.learn(session, {one.title for one in items})


def replace_one(session: Session, item: Item, expected: int) -> None:
    """Write one item; ConflictError, and no change, when it moved on since `expected`."""
    versioned.replace_one(session, _TABLE, values(item), expected)


def get(session: Session, key: str) -> Item:
    """Return the item of that key; NotFoundError without one."""
    found = next(_read(session, _TABLE.c.key == key), None)
    if found is None:
        raise NotFoundError("không có việc “%(key)s” trong danh sách", key=key)
    return found


def some(session: Session, keys: Iterable[str]) -> dict[str, Item]:
    """Return by key those of some keys that are items."""
    names = sorted(keys)
    found: dict[str, Item] = {}
    for start in range(0, len(names), 500):
        where = _TABLE.c.key.in_(names[start : start + 500])
        found.update((one.key, one) for one in _read(session, where))
    return found


_IN_ORDER = columns(_TABLE).order_by(_TABLE.c.due.nulls_last(), _TABLE.c.key)
_TO_DO = _IN_ORDER.where(
    _TABLE.c.agency == bindparam("agency"),
    _TABLE.c.due <= bindparam("last", type_=Date()),
    _OWED,
)


def _read(session: Session, *where: ColumnElement[bool]) -> Iterator[Item]:
    for row in session.execute(_IN_ORDER.where(*where)):
        yield read(row)


def select(
    session: Session,
    *,
    agency: str | None = None,
    first: date | None = None,
    last: date | None = None,
    where: Where = (),
) -> list[Item]:
    """Return items by due day; with days given, those that are due on them."""
    wanted = list(where)
    if agency is not None:
        wanted.append(_TABLE.c.agency == agency)
    if first is not None:
        wanted.append(_TABLE.c.due >= first)
    if last is not None:
        wanted.append(_TABLE.c.due <= last)
    return list(_read(session, *wanted))


def of_agency(session: Session, agency: str) -> list[Item]:
    """Return an agency's items that planning did not withdraw."""
    return list(_read(session, _TABLE.c.agency == agency, _TABLE.c.state != ItemState.WITHDRAWN))


def to_do(session: Session, agency: str, last: date) -> list[Item]:
    """Return an agency's items that are due by a day and still have to be done: no history."""
    return [read(row) for row in session.execute(_TO_DO, {"agency": agency, "last": last})]


def offered(session: Session, agency: str) -> list[Item]:
    """Return what others handed on to an agency and it has neither accepted nor returned."""
    return list(_read(session, _TABLE.c.handed_to == agency, _TABLE.c.state == ItemState.HANDED_ON))


def titled(session: Session, words: str, first: date, most: int) -> list[Item]:
    """Return items whose title has words, marks left out, due from a day on or without one."""
    rows = session.execute(
        columns(_TABLE)
        .where(
            search.titled(_TABLE.c.title, words),
            or_(_TABLE.c.due >= first, _TABLE.c.due.is_(None)),
            _TABLE.c.state != ItemState.WITHDRAWN,
        )
        .order_by(_TABLE.c.due.nulls_last(), _TABLE.c.key)
        .limit(most)
    )
    return [read(row) for row in rows]


def late(session: Session, today: date) -> list[tuple[str, int]]:
    """Count each agency's late items (see `domain.late`), the most first."""
    # Counted here: told to group them, SQLite goes through every agency's items of all years.
    owing = session.execute(columns(_TABLE.c.agency).where(_TABLE.c.due < today, _OWED))
    return sorted(Counter(owing.scalars()).items(), key=lambda one: (-one[1], one[0]))


def numbers(session: Session, origins: Iterable[str]) -> dict[str, int]:
    """Count the items of some plans and campaigns."""
    at = _TABLE.c
    found = session.execute(
        columns(at.origin, func.count().label("number"))
        .where(at.origin.in_(sorted(origins)))
        .group_by(at.origin)
    )
    return {row.origin: row.number for row in found}


def origins_in(session: Session, first: date) -> set[str]:
    """Return the plans and campaigns that have an item due from a day on."""
    return set(
        session.execute(columns(_TABLE.c.origin).where(_TABLE.c.due >= first).distinct()).scalars()
    )


def concerning(
    session: Session, origins: Iterable[str], first: date, last: date | None = None
) -> dict[str, Item]:
    """Return the items of some plans and campaigns, and whatever is due on some days, by key.

    What has no day is due at any time.
    """
    at = _TABLE.c
    due = at.due.between(first, last or date.max)
    rows = session.connection().execute(
        columns(_TABLE).where(or_(due, at.due.is_(None), bulk.one_of(at.origin, origins)))
    )
    return {row.key: read(row) for row in rows}
