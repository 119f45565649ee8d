"""What is still to be done, of all agencies at once: for reminders, which look at all of it daily.

The conditions are those of `domain.late`, said to the database.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Row, and_, func, or_
from sqlalchemy import select as columns
from sqlmodel import Session

from planner.domain.late import TO_DO
from planner.domain.model import NOT_ON_AIR, Item, Slot, State
from planner.store import items, selecting, slots
from planner.store.tables import ItemRow, SlotRow

_SLOT = SlotRow.__table__  # type: ignore[attr-defined]
_ITEM = ItemRow.__table__  # type: ignore[attr-defined]
_OVER = [*NOT_ON_AIR, State.PUBLISHED]


def late(session: Session, today: date, most: int) -> list[Slot | Item]:
    """Return what is late: of each agency the latest `most` slots and items, and all assigned."""
    found: list[Slot | Item] = []
    by = func.coalesce(_SLOT.c.due, _SLOT.c.last_day)
    found.extend(map(slots.read, _first(session, _SLOT, selecting.late(today), by, most)))
    found.extend(map(items.read, _first(session, _ITEM, _late_item(today), _ITEM.c.due, most)))
    return found


def late_numbers(session: Session, today: date) -> Counter[str]:
    """Count what is late by agency."""
    numbers: Counter[str] = Counter()
    for table, where in ((_SLOT, selecting.late(today)), (_ITEM, _late_item(today))):
        counted = columns(table.c.agency, func.count()).where(where).group_by(table.c.agency)
        for agency, number in session.execute(counted):
            numbers[agency] += number
    return numbers


def coming(session: Session, first: date, last: date) -> list[Slot | Item]:
    """Return what is open and is due or goes out on some days."""
    of_slots = columns(_SLOT).where(
        or_(_SLOT.c.day.between(first, last), _SLOT.c.due.between(first, last)),
        _SLOT.c.state.not_in(_OVER),
    )
    of_items = columns(_ITEM).where(_ITEM.c.due.between(first, last), _ITEM.c.state.in_(TO_DO))
    found: list[Slot | Item] = [slots.read(row) for row in session.execute(of_slots)]
    found.extend(items.read(row) for row in session.execute(of_items))
    return found


def _first(
    session: Session,
    table: FromClause,
    where: ColumnElement[bool],
    by: ColumnElement[date],
    most: int,
) -> Iterator[Row[Any]]:
    nth = func.row_number().over(partition_by=table.c.agency, order_by=(by.desc(), table.c.key))
    ranked = columns(table, nth.label("nth")).where(where).subquery()
    shown = or_(ranked.c.nth <= most, ranked.c.assignee.is_not(None))
    yield from session.execute(columns(ranked).where(shown))


def _late_item(today: date) -> ColumnElement[bool]:
    return and_(_ITEM.c.due < today, _ITEM.c.due >= _ITEM.c.planned_on, _ITEM.c.state.in_(TO_DO))
