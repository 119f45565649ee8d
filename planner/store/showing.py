"""What feeds show: their slots and items by days, in short or whole, and the pieces kept of them.

Whether some days are still what their piece says is seen from counts and sums, which the database
makes without handing out a row of them.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    Table,
    and_,
    delete,
    func,
    insert,
    literal_column,
    or_,
)
from sqlalchemy import select as columns
from sqlmodel import Session

from planner.domain.model import NOT_ON_AIR, ItemState
from planner.store.feeds import Feed
from planner.store.selecting import Where
from planner.store.tables import IS_OFF, FeedPartRow, ItemRow, LatestWriteRow, SlotRow

_LATEST_WRITE = LatestWriteRow.__table__  # type: ignore[attr-defined]
_SLOT = SlotRow.__table__  # type: ignore[attr-defined]
_ITEM = ItemRow.__table__  # type: ignore[attr-defined]
_PART = FeedPartRow.__table__  # type: ignore[attr-defined]
_IS_OFF: ColumnElement[bool] = literal_column(IS_OFF.text)
_ITEMS_OFF = (ItemState.WITHDRAWN, ItemState.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a feed's calendar, packed: its head, or the events of a stretch.

    `print` is of all that its text was made of, `digest` of the text itself; `channels` are those
    of its slots, with a space between.
    """

    name: str
    print: str
    digest: str
    events: int
    channels: str
    packed: bytes


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days; or of their slots and items one of so many shares, by their ids."""

    first: date
    last: date
    shares: int = 1
    number: int = 0

    @property
    def name(self) -> str:
        """What its piece is called: sorted by name pieces are in the order of their days."""
        return str(self.first) + (f"/{self.shares}/{self.number:03}" if self.shares > 1 else "")


def latest_write(session: Session) -> str:
    """Return the token of the latest write that this session sees."""
    return session.execute(columns(_LATEST_WRITE.c.token)).scalar() or ""


# --- slots and items ----------------------------------------------------------------------------


def slots_of(feed: Feed) -> Where:
    """Return what the slots of a feed meet, whenever they are."""
    asked = (
        (_SLOT.c.agency, feed.agency),
        (_SLOT.c.channel, feed.channel),
        (_SLOT.c.campaign, feed.campaign),
    )
    return tuple(column == value for column, value in asked if value is not None)


def reaching(first: date) -> Where:
    """Return what slots meet that last until a day or longer."""
    return (_SLOT.c.last_day >= first,)


def shown(since: datetime) -> Where:
    """Return what slots meet that are on the air or went off it since `since`, in UTC."""
    return (or_(_SLOT.c.state.not_in(sorted(NOT_ON_AIR)), _SLOT.c.changed_at >= since),)


def gone(since: datetime) -> Where:
    """Return what slots meet that went off the air since `since`."""
    return (_IS_OFF, _SLOT.c.changed_at >= since)


def items_of(agency: str, first: date, last: date, since: datetime) -> Where:
    """Return what an agency's items in its feed meet: due on some days, and `shown`."""
    return (
        _ITEM.c.agency == agency,
        _ITEM.c.due.between(first, last),
        or_(_ITEM.c.state.not_in(_ITEMS_OFF), _ITEM.c.changed_at >= since),
    )


def slots_in(stretches: Collection[Stretch]) -> Where:
    """Return what the slots meet that begin in one of some stretches."""
    return _in(_SLOT, _SLOT.c.day, stretches)


def items_in(stretches: Collection[Stretch]) -> Where:
    """Return what the items meet that are due in one of some stretches."""
    return _in(_ITEM, _ITEM.c.due, stretches)


def _in(table: Table, day: Column[date], stretches: Collection[Stretch]) -> Where:
    asked = [
        and_(
            day == one.first if one.first == one.last else day.between(one.first, one.last),
            *(number == one.number for number in share(table.name, one.shares)),
        )
        for one in stretches
    ]
    return (or_(*asked),)


def share(table: str, shares: int) -> tuple[ColumnElement[int], ...]:
    """Return in which of so many shares a row is, nothing where there is only one.

    What an agency does on one day has ids side by side, and packs well together. Agencies that are
    planned alike stand at equal distances: so ids are scattered by tens before the cut (20253 is
    the golden section of 32768).
    """
    if shares == 1:
        return ()
    return (literal_column(f"{table}.id / 32 % 32768 * 20253 % 32768 * {shares} / 32768", Integer),)


Day = tuple[Any, ...]
"""A day and in short what is shown of it: how many, the sums of ids and revisions, plan, share.

Revisions only rise, so none that comes or changes can make up for another that goes.
"""


def slot_days(
    session: Session, where: Where, first: date, last: date, since: datetime
) -> tuple[list[Day], list[Day]]:
    """Return the slots that meet a condition and touch some days in short.

    Those on the air and off it together, whenever they went, and besides those that went off it
    since `since`: so an index holds all that is asked for of an agency.
    """
    day, end_day = _SLOT.c.day, _SLOT.c.end_day
    hangs = columns(_SLOT.c.id).where(*where, end_day >= first, end_day.is_not(None), day < first)
    asked = ((_SLOT.c.id.in_(hangs),), (*where, day.between(first, last)), (*where, *gone(since)))
    reach, inside, off = (_days(session, _SLOT, day, one) for one in asked)
    return [*reach, *inside], off


def slot_shares(session: Session, where: Where, shares: int) -> list[Day]:
    """Return the slots that meet a condition in short, each share apart."""
    return _days(session, _SLOT, _SLOT.c.day, where, shares)


def item_days(session: Session, where: Where, shares: int = 1) -> list[Day]:
    """Return the items that meet a condition in short, each share apart."""
    return _days(session, _ITEM, _ITEM.c.due, where, shares)


def _days(
    session: Session, table: Table, day: Column[date], where: Where, shares: int = 1
) -> list[Day]:
    sums = (func.count(), func.sum(table.c.id), func.sum(table.c.revision))
    apart = (table.c.source_plan, *share(table.name, shares))
    short = columns(day, *sums, *apart).where(*where).group_by(day, *apart).order_by(day, *apart)
    return [tuple(row) for row in session.execute(short).all() if row[0] is not None]


# --- pieces -------------------------------------------------------------------------------------


def parts(session: Session, feed: int) -> dict[str, Part]:
    """Return the pieces of a feed as they were last written, by name."""
    at = _PART.c
    asked = columns(at.name, at.print, at.digest, at.events, at.channels, at.packed)
    found = session.execute(asked.where(at.feed == feed)).all()
    return {row[0]: Part(*row) for row in found}


def keep(session: Session, feed: int, written: Iterable[Part], gone: Iterable[str] = ()) -> None:
    """Keep pieces of a feed that were written anew, and forget others."""
    rows = [{"feed": feed, **asdict(one)} for one in written]
    names = [*gone, *(one["name"] for one in rows)]
    session.execute(delete(_PART).where(_PART.c.feed == feed, _PART.c.name.in_(names)))
    if rows:
        session.execute(insert(_PART), rows)


def forget(session: Session, feed: int) -> None:
    """Forget the pieces of a feed: nobody comes for it any more."""
    session.execute(delete(_PART).where(_PART.c.feed == feed))
