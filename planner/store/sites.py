"""Keeping the places where banners and flags hang, and what hangs at them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Row, bindparam, func, update
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from planner.domain.model import State
from planner.domain.sites import Hanging, Site
from planner.errors import ConflictError, NotFoundError
from planner.store import slots
from planner.store.tables import SiteRow, SlotRow, SlotSiteRow

_SLOT = SlotRow.__table__  # type: ignore[attr-defined]
_SITE = SiteRow.__table__  # type: ignore[attr-defined]
_LINK = SlotSiteRow.__table__  # type: ignore[attr-defined]


def add(session: Session, site: Site) -> Site:
    """Store a new place and return it with its number."""
    row = SiteRow(**_values(site))
    session.add(row)
    session.flush()
    return _site(row)


def replace(session: Session, site: Site) -> Site:
    """Write a place as given; ConflictError, and no change, when it moved on meanwhile."""
    done = session.connection().execute(
        update(_SITE)
        .where(_SITE.c.id == site.id, _SITE.c.revision == site.revision)
        .values(**_values(site), revision=site.revision + 1)
    )
    if done.rowcount != 1:
        raise ConflictError("người khác vừa đổi chỗ này; xem lại rồi làm lần nữa")
    session.expire_all()
    return get(session, site.id)


def remove(session: Session, number: int) -> None:
    """Take a place away at which nothing hangs."""
    row = session.get(SiteRow, number)
    if row is not None:
        session.delete(row)
        session.flush()


def get(session: Session, number: int) -> Site:
    """Return the place of that number; NotFoundError without one."""
    row = session.get(SiteRow, number)
    if row is None:
        raise NotFoundError("không có chỗ treo số %(number)d", number=number)
    return _site(row)


def of_agency(session: Session, agency: str) -> list[Site]:
    """Return an agency's places in the order in which they came."""
    rows = session.exec(select(SiteRow).where(SiteRow.agency == agency).order_by(col(SiteRow.id)))
    return [_site(row) for row in rows]


def number_of(session: Session, agency: str) -> int:
    """Return how many places an agency has."""
    return session.exec(select(func.count()).where(SiteRow.agency == agency)).one()


_HANGINGS = (
    columns(_SLOT, _LINK.c.site, _LINK.c.count.label("pieces"))
    .join(_LINK, _LINK.c.slot == _SLOT.c.key)
    .join(_SITE, _SITE.c.id == _LINK.c.site)
    .where(_SLOT.c.state != State.WITHDRAWN)
    .order_by(_SLOT.c.day.nulls_last(), _SLOT.c.key, _LINK.c.site)
)


def hangings(
    session: Session,
    *,
    agency: str | None = None,
    slot: str | None = None,
    site: int | None = None,
    first: date | None = None,
    last: date | None = None,
) -> list[Hanging]:
    """Return what hangs, by first day and place: at an agency's places or at one, or one slot.

    With days given, what touches them. What planning withdrew is left out.
    """
    where: list[ColumnElement[bool]] = []
    for column, value in ((_SITE.c.agency, agency), (_SLOT.c.key, slot), (_LINK.c.site, site)):
        if value is not None:
            where.append(column == value)
    if first is not None:
        where.append(_SLOT.c.last_day >= first)
    if last is not None:
        where.append(_SLOT.c.day <= last)
    return _hangings(session, session.execute(_HANGINGS.where(*where)).all())


def hanging_at(session: Session, agency: str, first: date, last: date = date.max) -> list[Hanging]:
    """Return the same of an agency's places on some days: each of its calendar's pages asks."""
    values = {"agency": agency, "first": first, "last": last}
    return _hangings(session, session.execute(_AT_AGENCY, values).all())


_AT_AGENCY = _HANGINGS.where(
    _SITE.c.agency == bindparam("agency"),
    _SLOT.c.last_day >= bindparam("first", type_=Date()),
    _SLOT.c.day <= bindparam("last", type_=Date()),
)


def _hangings(session: Session, found: Sequence[Row[Any]]) -> list[Hanging]:
    if not found:
        return []
    numbers = {row.site for row in found}
    rows = session.exec(select(SiteRow).where(col(SiteRow.id).in_(numbers)))
    known = {row.id: _site(row) for row in rows}
    return [Hanging(known[row.site], slots.read(row), row.pieces) for row in found]


def beside(session: Session, slot: str) -> list[Hanging]:
    """Return what hangs at the places of one slot, its own included."""
    own = select(SlotSiteRow.site).where(SlotSiteRow.slot == slot)
    return [one for number in session.exec(own) for one in hangings(session, site=number)]


def hang(session: Session, slot: str, site: int, count: int) -> None:
    """Hang a slot at a place, or change how many pieces of it hang there."""
    session.merge(SlotSiteRow(slot=slot, site=site, count=count))
    session.flush()


def take(session: Session, slot: str, site: int) -> None:
    """Let a slot hang at a place no more."""
    row = session.get(SlotSiteRow, (slot, site))
    if row is not None:
        session.delete(row)
        session.flush()


def ever_used(session: Session, sites: Iterable[int]) -> set[int]:
    """Return those of some places at which something hangs or hung."""
    found = select(SlotSiteRow.site).where(col(SlotSiteRow.site).in_(list(sites))).distinct()
    return set(session.exec(found))


def _values(site: Site) -> dict[str, Any]:
    names = (name for name in Site.__slots__ if name not in {"id", "revision"})
    return {name: getattr(site, name) for name in names}


def _site(row: SiteRow) -> Site:
    return Site(**{name: getattr(row, name) for name in Site.__slots__})
