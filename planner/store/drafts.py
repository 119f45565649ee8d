"""Keeping drafts of imports. What is read and corrected in them is JSON that the service made."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from planner.errors import ConflictError, NotFoundError
from planner.store import originals
from planner.store.codec import Json
from planner.store.tables import DraftRow, OriginalRow
from planner.store.versioned import utc


@dataclass(frozen=True, slots=True)
class Stored:
    """A draft as it is kept: a file's hash and text, and what became of each of its papers.

    For each paper there is what was read, what was corrected, and the key of its plan or None.
    """

    id: str
    original: str
    name: str
    text: str
    received_at: datetime
    who: str
    read: tuple[Json, ...]
    corrections: tuple[Json, ...]
    accepted: tuple[str | None, ...]
    revision: int = 1
    form: str = ""
    encoding: str | None = None
    note: str = ""


def add(session: Session, draft: Stored) -> None:
    """Keep a new draft; its file is kept already."""
    session.add(
        DraftRow(
            id=draft.id,
            original=draft.original,
            name=draft.name,
            text=draft.text,
            received_at=draft.received_at,
            who=draft.who,
            revision=draft.revision,
            read=list(draft.read),
            corrections=list(draft.corrections),
            accepted=list(draft.accepted),
        )
    )
    session.flush()


def get(session: Session, name: str) -> Stored:
    """Return the draft of that id; NotFoundError without one."""
    found = session.exec(
        select(DraftRow, OriginalRow.form, OriginalRow.encoding, OriginalRow.note)
        .join(OriginalRow)
        .where(DraftRow.id == name)
    ).first()
    if found is None:
        raise NotFoundError("không có bản nháp này; có thể đã bỏ hoặc đã quá hạn, tải tệp lên lại")
    row, form, encoding, note = found
    return replace(_read(row), form=form, encoding=encoding, note=note)


def _read(row: DraftRow) -> Stored:
    return Stored(
        row.id,
        row.original,
        row.name,
        row.text,
        utc(row.received_at),
        row.who,
        tuple(row.read),
        tuple(row.corrections),
        tuple(row.accepted),
        row.revision,
    )


def every(session: Session) -> list[Stored]:
    """Return all drafts, the newest first, without what is known of their files."""
    rows = session.exec(select(DraftRow).order_by(col(DraftRow.received_at).desc(), DraftRow.id))
    return [_read(row) for row in rows]


def of_file(session: Session, sha256: str) -> list[Stored]:
    """Return the drafts of one file, the newest first."""
    return [one for one in every(session) if one.original == sha256]


def put(session: Session, draft: Stored, expected: int) -> Stored:
    """Write corrections and plans of a draft and return it with its new revision.

    ConflictError, and no change, when it moved on since `expected`.
    """
    values = {
        "revision": expected + 1,
        "corrections": list(draft.corrections),
        "accepted": list(draft.accepted),
    }
    statement = update(DraftRow).where(
        col(DraftRow.id) == draft.id, col(DraftRow.revision) == expected
    )
    done = session.connection().execute(statement.values(values))
    if done.rowcount != 1:
        raise ConflictError("người khác vừa sửa bản nháp này; xem lại rồi làm lần nữa")
    session.expire_all()
    return replace(draft, revision=expected + 1)


def delete_one(session: Session, name: str) -> None:
    """Let go of a draft and of its file where nothing else needs it; NotFoundError without one."""
    get(session, name)
    session.exec(delete(DraftRow).where(col(DraftRow.id) == name))
    originals.sweep(session)


def delete_before(session: Session, day: datetime) -> None:
    """Let go of the drafts that were received before an instant."""
    session.exec(delete(DraftRow).where(col(DraftRow.received_at) < day))
    originals.sweep(session)
