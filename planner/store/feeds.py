"""Keeping feeds: what each holds, and the hash by which its address is found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from planner.errors import NotFoundError
from planner.store.tables import FeedRow, InstallationRow


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription: of an agency, of one of its channels, or of a campaign.

    `off_air` says how what was cancelled, postponed or withdrawn is shown: "mark" puts [HỦY] or
    [HOÃN] before its title for 14 days, "status" says STATUS:CANCELLED for as long.
    """

    id: int
    name: str
    agency: str | None
    channel: str | None
    campaign: str | None
    off_air: str
    generation: int
    made_at: datetime


def _feed(row: FeedRow) -> Feed:
    stamp = row.made_at if row.made_at.tzinfo else row.made_at.replace(tzinfo=UTC)
    return Feed(
        row.id or 0,
        row.name,
        row.agency,
        row.channel,
        row.campaign,
        row.off_air,
        row.generation,
        stamp,
    )


def add(session: Session, feed: Feed, token_hash: Callable[[Feed], str]) -> Feed:
    """Store a new feed; its id, and so its address, is known only then."""
    row = FeedRow(
        name=feed.name,
        agency=feed.agency,
        channel=feed.channel,
        campaign=feed.campaign,
        off_air=feed.off_air,
        generation=feed.generation,
        made_at=feed.made_at,
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
    rows = session.exec(select(FeedRow).where(FeedRow.agency == agency).order_by(col(FeedRow.id)))
    return [_feed(row) for row in rows]


def get(session: Session, number: int) -> Feed:
    """Return the feed of that id; NotFoundError without one."""
    row = session.get(FeedRow, number)
    if row is None:
        raise NotFoundError("không có nguồn lịch số %(number)d", number=number)
    return _feed(row)


def by_hash(session: Session, token_hash: str) -> Feed:
    """Return the feed of an address; NotFoundError when no feed has it."""
    row = session.exec(select(FeedRow).where(FeedRow.token_hash == token_hash)).first()
    if row is None:
        raise NotFoundError("không có nguồn lịch ở địa chỉ này")
    return _feed(row)


def installation(session: Session) -> UUID:
    """Return the namespace of this installation's UIDs."""
    row = session.get(InstallationRow, 1)
    if row is None:
        raise NotFoundError("cơ sở dữ liệu chưa được khởi tạo; chạy planner init")
    return UUID(row.uuid)


def make_installation(session: Session, uuid: UUID, at: datetime) -> None:
    """Remember the installation's id, once."""
    if session.get(InstallationRow, 1) is None:
        session.add(InstallationRow(id=1, uuid=str(uuid), made_at=at))
        session.flush()
