"""Keeping what people say about slots and checklist items."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from planner.store.tables import CommentRow
from planner.store.versioned import utc


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said about a slot or an item; `subject` is its key."""

    subject: str
    who: str
    at: datetime
    text: str
    id: int = 0


def add(session: Session, comment: Comment) -> Comment:
    """Keep a comment."""
    row = CommentRow(subject=comment.subject, who=comment.who, at=comment.at, text=comment.text)
    session.add(row)
    session.flush()
    return _comment(row)


def of(session: Session, subject: str) -> list[Comment]:
    """Return what was said about one thing, oldest first."""
    rows = session.exec(
        select(CommentRow).where(CommentRow.subject == subject).order_by(col(CommentRow.id))
    )
    return [_comment(row) for row in rows]


def _comment(row: CommentRow) -> Comment:
    return Comment(row.subject, row.who, utc(row.at), row.text, row.id or 0)
