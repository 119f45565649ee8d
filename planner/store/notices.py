"""Keeping what is new for each person, until they have seen it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, update
from sqlmodel import Session, col, select

from planner.store.tables import NoticeRow
from planner.store.versioned import utc


@dataclass(frozen=True, slots=True)
class Notice:
    """Something new for one person; `subject` is the key of what it is about, `who` caused it."""

    person: str
    at: datetime
    kind: str
    subject: str | None = None
    text: str = ""
    who: str = ""
    seen_at: datetime | None = None
    id: int = 0


def add_all(session: Session, notices: Iterable[Notice]) -> None:
    """Keep notices, in bulk."""
    rows = [
        {
            "person": one.person,
            "at": one.at,
            "kind": one.kind,
            "subject": one.subject,
            "text": one.text,
            "who": one.who,
        }
        for one in notices
    ]
    if rows:
        session.execute(insert(NoticeRow), rows)


def of(
    session: Session, person: str, most: int = 100, after: int = 0, before: int | None = None
) -> list[Notice]:
    """Return a person's latest notices, newest first: ids above `after` and below `before`."""
    query = select(NoticeRow).where(NoticeRow.person == person, col(NoticeRow.id) > after)
    if before is not None:
        query = query.where(col(NoticeRow.id) < before)
    rows = session.exec(query.order_by(col(NoticeRow.id).desc()).limit(most))
    return [_notice(row) for row in rows]


def since(session: Session, kinds: Iterable[str], after: int) -> list[Notice]:
    """Return everybody's notices of some kinds whose id is above `after`, oldest first."""
    rows = session.exec(
        select(NoticeRow)
        .where(col(NoticeRow.id) > after, col(NoticeRow.kind).in_(list(kinds)))
        .order_by(col(NoticeRow.id))
    )
    return [_notice(row) for row in rows]


def about(session: Session, kind: str, subjects: Sequence[str]) -> list[Notice]:
    """Return everybody's notices of one kind about some slots or items."""
    found: list[Notice] = []
    for start in range(0, len(subjects), 500):
        rows = session.exec(
            select(NoticeRow).where(
                NoticeRow.kind == kind,
                col(NoticeRow.subject).in_(subjects[start : start + 500]),
            )
        )
        found.extend(_notice(row) for row in rows)
    return found


def newest(session: Session) -> int:
    """Return the highest id that a notice has, 0 without any."""
    return session.exec(select(func.max(NoticeRow.id))).one() or 0


def unseen(session: Session, person: str) -> int:
    """Count what a person has not seen."""
    return session.exec(
        select(func.count()).where(NoticeRow.person == person, col(NoticeRow.seen_at).is_(None))
    ).one()


def see(session: Session, person: str, upto: int, at: datetime) -> None:
    """Mark a person's notices up to an id as seen."""
    session.connection().execute(
        update(NoticeRow)
        .where(
            col(NoticeRow.person) == person,
            col(NoticeRow.id) <= upto,
            col(NoticeRow.seen_at).is_(None),
        )
        .values(seen_at=at)
    )


def clean(session: Session, before: datetime) -> None:
    """Forget the notices from before a time, seen or not.

    The newest stays whatever its age: SQLite would give its number again, and digests go by it.
    """
    old = delete(NoticeRow).where(col(NoticeRow.at) < before, col(NoticeRow.id) < newest(session))
    session.connection().execute(old)


def _notice(row: NoticeRow) -> Notice:
    return Notice(
        row.person,
        utc(row.at),
        row.kind,
        row.subject,
        row.text,
        row.who,
        utc(row.seen_at) if row.seen_at else None,
        row.id or 0,
    )
