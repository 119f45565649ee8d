"""Keeping feeds: what each holds, the hash by which its address is found, and who came for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, update
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from planner.domain.selecting import Selection, stored
from planner.errors import NotFoundError
from planner.store import editions
from planner.store.tables import FeedRow, FeedVisitRow, InstallationRow
from planner.store.versioned import utc

_FEED = FeedRow.__table__  # type: ignore[attr-defined]
_INSTALLATION = InstallationRow.__table__  # type: ignore[attr-defined]

KINDS = ("slots", "anniversaries", "province", "view")


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription: of an agency, of one of its channels, of a campaign; or of another kind.

    One of kind "view" holds what is `chosen`; what is given to somebody is so to `made_by`.

    `off_air` says how what was cancelled, postponed or withdrawn is shown: "mark" puts [HỦY] or
    [HOÃN] before its title for 14 days, "status" says STATUS:CANCELLED for as long. `made_by` is
    the person who made it, None for the command line.
    """

    id: int
    name: str
    agency: str | None
    channel: str | None
    campaign: str | None
    off_air: str
    generation: int
    made_at: datetime
    kind: str = "slots"
    made_by: str | None = None
    chosen: Selection | None = None
    etag: str | None = None
    modified_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A program's visits to a feed: the last one, and how many got all of it or nothing new."""

    feed: int
    program: str
    last_at: datetime
    full: int
    unchanged: int


def _feed(row: FeedRow | Row[Any]) -> Feed:
    return Feed(
        row.id or 0,
        row.name,
        row.agency,
        row.channel,
        row.campaign,
        row.off_air,
        row.generation,
        utc(row.made_at),
        row.kind,
        row.made_by,
        stored(row.chosen) if row.chosen is not None else None,
        row.etag,
        utc(row.modified_at) if row.modified_at else None,
        utc(row.revoked_at) if row.revoked_at else None,
    )


def add(session: Session, feed: Feed, token_hash: Callable[[Feed], str]) -> Feed:
    """Store a new feed; its id, and so its address, is known only then."""
    row = FeedRow(
        name=feed.name,
        kind=feed.kind,
        agency=feed.agency,
        channel=feed.channel,
        campaign=feed.campaign,
        off_air=feed.off_air,
        generation=feed.generation,
        made_at=feed.made_at,
        made_by=feed.made_by,
        chosen=feed.chosen.text if feed.chosen is not None else None,
    )
    session.add(row)
    session.flush()
    stored = _feed(row)
    row.token_hash = token_hash(stored)
    session.flush()
    return stored


def every(session: Session) -> list[Feed]:
    return [_feed(row) for row in session.exec(select(FeedRow).order_by(col(FeedRow.id)))]


def of_agency(session: Session, agency: str) -> list[Feed]:
    """Return the feeds of an agency that are not revoked."""
    rows = session.exec(
        select(FeedRow)
        .where(FeedRow.agency == agency, col(FeedRow.revoked_at).is_(None))
        .order_by(col(FeedRow.id))
    )
    return [_feed(row) for row in rows]


def _row(session: Session, number: int) -> FeedRow:
    row = session.get(FeedRow, number)
    if row is None:
        raise NotFoundError("không có nguồn lịch số %(number)d", number=number)
    return row


def get(session: Session, number: int) -> Feed:
    """Return the feed of that id; NotFoundError without one."""
    return _feed(_row(session, number))


def by_hash(session: Session, token_hash: str) -> Feed:
    """Return the feed of an address; NotFoundError when no feed has it, or no longer."""
    row = session.execute(_FEED.select().where(_FEED.c.token_hash == token_hash)).first()
    if row is None:
        raise NotFoundError("không có nguồn lịch ở địa chỉ này")
    return _feed(row)


def readdress(session: Session, number: int, token_hash: Callable[[Feed], str]) -> Feed:
    """Give a feed a new address; the old one leads nowhere from now on."""
    row = _row(session, number)
    row.generation += 1
    row.revoked_at = None
    row.token_hash = token_hash(_feed(row))
    session.flush()
    return _feed(row)


def revoke(session: Session, number: int, at: datetime) -> Feed:
    """Take a feed's address away."""
    row = _row(session, number)
    row.token_hash = None
    row.revoked_at = at
    session.flush()
    return _feed(row)


def set_off_air(session: Session, number: int, off_air: str) -> None:
    """Choose how a feed shows what was cancelled or postponed."""
    _row(session, number).off_air = off_air
    session.flush()


def given_out(session: Session, number: int, etag: str, at: datetime) -> datetime:
    """Remember the bytes that a feed gives out from now on; return when they changed.

    That stamp rises with every change, also within the second that HTTP counts in.
    """
    mine = _FEED.c.id == number
    row = session.execute(columns(_FEED.c.etag, _FEED.c.modified_at).where(mine)).one()
    before = utc(row.modified_at) if row.modified_at else None
    if before is not None and row.etag == etag:
        return before
    modified = at if before is None else max(at, before + timedelta(seconds=1))
    session.execute(update(_FEED).where(mine).values(etag=etag, modified_at=modified))
    return modified


def visited(session: Session, visits: Iterable[Visit]) -> None:
    """Add up visits, in one go."""
    for one in visits:
        row = session.get(FeedVisitRow, (one.feed, one.program))
        if row is None:
            row = FeedVisitRow(feed=one.feed, program=one.program, last_at=one.last_at)
            session.add(row)
        row.last_at = one.last_at
        row.full += one.full
        row.unchanged += one.unchanged
    session.flush()


def visits(session: Session, number: int) -> list[Visit]:
    """Return who came for a feed, the latest first."""
    rows = session.exec(
        select(FeedVisitRow)
        .where(FeedVisitRow.feed == number)
        .order_by(col(FeedVisitRow.last_at).desc())
    )
    return [Visit(row.feed, row.program, utc(row.last_at), row.full, row.unchanged) for row in rows]


def installation(session: Session) -> UUID:
    """Return the namespace of this installation's UIDs."""
    return editions.kept(session, _installation)[0]


def made_at(session: Session) -> datetime:
    """Return when this installation was made."""
    return editions.kept(session, _installation)[1]


def _installation(session: Session) -> tuple[UUID, datetime]:
    row = session.execute(columns(_INSTALLATION.c.uuid, _INSTALLATION.c.made_at)).one_or_none()
    if row is None:
        raise NotFoundError("cơ sở dữ liệu chưa được khởi tạo; chạy planner init")
    return UUID(row.uuid), utc(row.made_at)


def make_installation(session: Session, uuid: UUID, at: datetime) -> None:
    """Remember the installation's id, once."""
    if session.get(InstallationRow, 1) is None:
        session.add(InstallationRow(id=1, uuid=str(uuid), made_at=at))
        session.flush()
