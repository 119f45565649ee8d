"""Keeping views that people saved: a name for a way of looking at the calendar."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, bindparam, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from planner.domain.selecting import Selection, stored
from planner.errors import ConflictError, NotFoundError
from planner.store.tables import ViewRow
from planner.store.versioned import utc


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved view: whose it is, how it looks (month, week …), what it chooses.

    One that is `shared` is offered to everybody; only its owner takes it away.
    """

    id: int
    person: str
    name: str
    view: str
    chosen: Selection
    shared: bool
    made_at: datetime


_VIEW: Table = ViewRow.__table__  # type: ignore[attr-defined]


def _saved(row: ViewRow | Row[Any]) -> Saved:
    return Saved(
        row.id or 0,
        row.person,
        row.name,
        row.view,
        stored(row.chosen),
        row.shared,
        utc(row.made_at),
    )


def add(session: Session, saved: Saved) -> Saved:
    """Store a new view; ConflictError when its owner has one of that name."""
    same = select(ViewRow).where(ViewRow.person == saved.person, ViewRow.name == saved.name)
    if session.exec(same).first() is not None:
        raise ConflictError("bạn đã có bộ lọc tên “%(name)s”; chọn tên khác", name=saved.name)
    row = ViewRow(
        person=saved.person,
        name=saved.name,
        view=saved.view,
        chosen=saved.chosen.text,
        shared=saved.shared,
        made_at=saved.made_at,
    )
    session.add(row)
    session.flush()
    return _saved(row)


def offered(session: Session, person: str) -> list[Saved]:
    """Return a person's own views and those that others share, by name."""
    return [_saved(row) for row in session.execute(_OFFERED, {"person": person})]


_OFFERED = (
    columns(_VIEW)
    .where(or_(_VIEW.c.person == bindparam("person"), _VIEW.c.shared))
    .order_by(_VIEW.c.name, _VIEW.c.id)
)


def get(session: Session, number: int) -> Saved:
    """Return the view of that id; NotFoundError without one."""
    row = session.get(ViewRow, number)
    if row is None:
        raise NotFoundError("không có bộ lọc đã lưu số %(number)d", number=number)
    return _saved(row)


def named(session: Session, name: str) -> list[Saved]:
    """Return everybody's views of that name."""
    rows = session.exec(select(ViewRow).where(ViewRow.name == name).order_by(col(ViewRow.id)))
    return [_saved(row) for row in rows]


def remove(session: Session, number: int) -> None:
    """Take a view away; feeds made of it stay as they are."""
    row = session.get(ViewRow, number)
    if row is not None:
        session.delete(row)
        session.flush()
