"""Keeping files as they were received, each once by its hash."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from planner.errors import NotFoundError
from planner.store.tables import DocumentRow, DraftRow, OriginalRow
from planner.store.versioned import utc


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was received: its bytes and name, what it was found to be, when, from whom."""

    data: bytes
    name: str
    form: str
    encoding: str | None
    note: str
    received_at: datetime
    who: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def put(session: Session, original: Original) -> str:
    """Keep a file and return its hash; one that is there already stays as it first came."""
    sha256 = original.sha256
    if session.get(OriginalRow, sha256) is None:
        session.add(
            OriginalRow(
                sha256=sha256,
                data=original.data,
                name=original.name,
                form=original.form,
                encoding=original.encoding,
                note=original.note,
                received_at=original.received_at,
                who=original.who,
            )
        )
        session.flush()
    return sha256


def get(session: Session, sha256: str) -> Original:
    """Return a file by its hash; NotFoundError without one."""
    row = session.get(OriginalRow, sha256)
    if row is None:
        raise NotFoundError("không có tệp gốc này")
    return Original(
        row.data, row.name, row.form, row.encoding, row.note, utc(row.received_at), row.who
    )


def sweep(session: Session) -> None:
    """Let go of the files that neither a plan nor a draft needs."""
    needed = select(DocumentRow.original).where(col(DocumentRow.original).is_not(None))
    drafted = select(DraftRow.original)
    unused = col(OriginalRow.sha256).not_in(needed) & col(OriginalRow.sha256).not_in(drafted)
    session.exec(delete(OriginalRow).where(unused))
