"""Files that are being read, as all processes of an office know them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from planner.phrases import Phrase
from planner.store.codec import decode, encode
from planner.store.tables import JobRow
from planner.store.versioned import utc


@dataclass(frozen=True, slots=True)
class Job:
    """How far a file is read; at the end its draft, or what is wrong and the status that says so.

    The process that reads it says so again and again: `seen` is when it last did.
    """

    id: str
    name: str
    who: str
    started: datetime
    seen: datetime
    pages: int = 0
    of: int = 0
    draft: str | None = None
    problem: Phrase | None = None
    status: int = 0

    @property
    def is_over(self) -> bool:
        return self.draft is not None or self.problem is not None


def put(session: Session, job: Job) -> None:
    """Keep a job as it is now."""
    problem = {"words": encode(job.problem), "status": job.status} if job.problem else None
    session.merge(
        JobRow(
            id=job.id,
            name=job.name,
            who=job.who,
            started=job.started,
            seen=job.seen,
            pages=job.pages,
            of=job.of,
            draft=job.draft,
            problem=problem,
        )
    )
    session.flush()


def get(session: Session, name: str) -> Job | None:
    """Return a job by its id."""
    row = session.get(JobRow, name)
    return _job(row) if row is not None else None


def seen_since(session: Session, since: datetime) -> list[Job]:
    """Return the jobs of which there was news since then, the oldest first."""
    rows = session.exec(select(JobRow).where(JobRow.seen > since).order_by(col(JobRow.started)))
    return [_job(row) for row in rows]


def forget(session: Session, before: datetime) -> None:
    """Let go of the jobs of which there was no news since then."""
    session.exec(delete(JobRow).where(col(JobRow.seen) < before))


def _job(row: JobRow) -> Job:
    problem = row.problem or {}
    return Job(
        row.id,
        row.name,
        row.who,
        utc(row.started),
        utc(row.seen),
        row.pages,
        row.of,
        row.draft,
        decode(str, problem.get("words")),
        problem.get("status", 0),
    )
