"""Keeping whose digest of a day is being sent, or was: so that nobody gets two."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import Session, col, delete, select

from planner.store.tables import DigestRow
from planner.store.versioned import utc


@dataclass(frozen=True, slots=True)
class Claim:
    """A digest that somebody set out to send; `sent_at` is when the mail server had taken it."""

    claimed_at: datetime
    sent_at: datetime | None

    def is_free(self, since: datetime) -> bool:
        """Whether another may send it: it was claimed by `since`, and nobody said it was sent."""
        return self.sent_at is None and self.claimed_at <= since


def of_day(session: Session, day: date) -> dict[str, Claim]:
    """Return the claims of a day by person."""
    rows = session.exec(select(DigestRow).where(DigestRow.day == day))
    return {row.person: _claim(row) for row in rows}


def last_notices(session: Session) -> dict[str, int]:
    """Return by person up to which notice their digests have told them all."""
    found = session.exec(
        select(DigestRow.person, func.max(DigestRow.notice))
        .where(col(DigestRow.sent_at).is_not(None))
        .group_by(DigestRow.person)
    )
    return dict(found.all())


def claim(
    session: Session, person: str, day: date, notice: int, at: datetime, since: datetime
) -> bool:
    """Take a digest for sending; False when it was sent, or taken by somebody after `since`.

    `notice` is the last that it tells of. Writers take turns, so only one gets it.
    """
    row = session.get(DigestRow, (person, day))
    if row is not None and not _claim(row).is_free(since):
        return False
    session.merge(DigestRow(person=person, day=day, claimed_at=at, notice=notice))
    session.flush()
    return True


def sent(session: Session, person: str, day: date, at: datetime) -> None:
    """Remember that the mail server took a digest."""
    row = session.get_one(DigestRow, (person, day))
    row.sent_at = at
    session.flush()


def clean(session: Session, before: date) -> None:
    """Forget the digests of days before one."""
    session.exec(delete(DigestRow).where(col(DigestRow.day) < before))


def _claim(row: DigestRow) -> Claim:
    return Claim(utc(row.claimed_at), utc(row.sent_at) if row.sent_at else None)
