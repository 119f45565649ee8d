"""Wrong tries at passwords, codes and links, which all processes of an office count together."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from planner.store.tables import WrongTryRow
from planner.store.versioned import utc


def latest(session: Session, whose: str, number: int, since: datetime) -> list[datetime]:
    """Return when somebody last tried wrongly, at most so many times, the latest first."""
    found = session.exec(
        select(WrongTryRow.at)
        .where(WrongTryRow.whose == whose, WrongTryRow.at > since)
        .order_by(col(WrongTryRow.at).desc())
        .limit(number)
    )
    return [utc(one) for one in found]


def add(session: Session, whose: Iterable[str], at: datetime) -> None:
    """Remember a wrong try of each."""
    session.add_all([WrongTryRow(whose=one, at=at) for one in whose])
    session.flush()


def forget(session: Session, before: datetime) -> None:
    """Let go of tries that nobody counts any more."""
    session.exec(delete(WrongTryRow).where(col(WrongTryRow.at) < before))
