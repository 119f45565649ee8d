"""Keeping proof: what shows that something was published or done."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import func
from sqlmodel import Session, col, select

from planner.errors import NotFoundError
from planner.store.tables import ProofRow
from planner.store.versioned import utc

Kind = Literal["link", "photo", "file", "count"]


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of proof (see `store.tables.ProofRow` for what each kind has)."""

    subject: str
    kind: Kind
    who: str
    at: datetime
    title: str = ""
    day: date | None = None
    url: str | None = None
    number: int | None = None
    note: str = ""
    sha256: str | None = None
    name: str | None = None
    media_type: str | None = None
    size: int | None = None
    width: int | None = None
    height: int | None = None
    removed_at: datetime | None = None
    removed_by: str | None = None
    id: int = 0

    @property
    def label(self) -> str:
        """What to call it in one line: its title, the name of its file, or what was counted."""
        return (
            f"{self.number} {self.note}" if self.kind == "count" else self.title or self.name or ""
        )


def add(session: Session, proof: Proof) -> Proof:
    """Keep a piece of proof."""
    row = ProofRow(**{**asdict(proof), "id": None})
    session.add(row)
    session.flush()
    return _proof(row)


def get(session: Session, number: int) -> Proof:
    """Return the proof of that id, removed or not; NotFoundError without one."""
    row = session.get(ProofRow, number)
    if row is None:
        raise NotFoundError("không có minh chứng này")
    return _proof(row)


def of(session: Session, subject: str) -> list[Proof]:
    """Return what stands for one thing, oldest first."""
    rows = session.exec(
        select(ProofRow)
        .where(ProofRow.subject == subject, col(ProofRow.removed_at).is_(None))
        .order_by(col(ProofRow.id))
    )
    return [_proof(row) for row in rows]


def counts(session: Session, subjects: Iterable[str]) -> dict[str, int]:
    """Return how many pieces stand for each of some things; those without any are left out."""
    names = sorted(subjects)
    found: dict[str, int] = {}
    for start in range(0, len(names), 500):
        rows = session.exec(
            select(ProofRow.subject, func.count())
            .where(
                col(ProofRow.subject).in_(names[start : start + 500]),
                col(ProofRow.removed_at).is_(None),
            )
            .group_by(ProofRow.subject)
        )
        found.update(dict(rows.all()))
    return found


def remove(session: Session, number: int, who: str, at: datetime) -> Proof:
    """Take a piece of proof away; that it was there stays known."""
    row = session.get(ProofRow, number)
    if row is None or row.removed_at is not None:
        raise NotFoundError("không có minh chứng này")
    row.removed_at, row.removed_by = at, who
    session.flush()
    return _proof(row)


def in_use(session: Session, sha256: str) -> bool:
    """Whether a piece of proof that stands has those bytes."""
    found = session.exec(
        select(ProofRow.id)
        .where(ProofRow.sha256 == sha256, col(ProofRow.removed_at).is_(None))
        .limit(1)
    )
    return found.first() is not None


def _proof(row: ProofRow) -> Proof:
    values = {name: getattr(row, name) for name in Proof.__slots__}
    for name in ("at", "removed_at"):
        if values[name] is not None:
            values[name] = utc(values[name])
    return Proof(**values)
