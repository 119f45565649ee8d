"""The log: every change of a slot or a checklist item as a row that is only ever added."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import func, true
from sqlmodel import Session, col, select

from planner.domain.model import Source
from planner.store import bulk
from planner.store.tables import LogRow
from planner.store.versioned import utc

_TABLE = LogRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says: who changed which field of what, from what to what, and why."""

    who: str
    kind: str
    subject: str | None = None
    field: str | None = None
    old: object = None
    new: object = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """A row as it stands in the log."""

    revision: int
    at: datetime
    entry: Entry


def written(value: object) -> str | None:
    """Return a field's value as the log keeps it: days and times as ISO text."""
    if value is None:
        return None
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Source):
        return " ".join(f"{name}={part}" for name, part in value.as_json().items())
    return str(value)


def value_of(field: str, logged: object) -> object:
    """Return the value of a slot's or an item's field that the log keeps as text."""
    if logged is None:
        return None
    text = str(logged)
    match field:
        case "day" | "end_day" | "due":
            return date.fromisoformat(text)
        case "at":
            return time.fromisoformat(text)
        case "minutes":
            return int(text)
        case _:
            return text


def add(session: Session, entries: Sequence[Entry], at: datetime) -> list[int]:
    """Append the rows in their order and return their revisions, which rise."""
    if not entries:
        return []
    last = latest(session)
    revisions = range(last + 1, last + len(entries) + 1)
    names = ("revision", "at", "who", "kind", "subject", "field", "old", "new", "why")
    bulk.insert(
        session,
        _TABLE,
        names,
        (
            (
                revision,
                at,
                one.who,
                one.kind,
                one.subject,
                one.field,
                written(one.old),
                written(one.new),
                one.why,
            )
            for revision, one in zip(revisions, entries, strict=True)
        ),
    )
    return list(revisions)


def edited(session: Session, kind: str) -> dict[str, set[str]]:
    """Return which fields of things of a kind were ever changed by a person, by subject."""
    found: dict[str, set[str]] = {}
    rows = select(LogRow.subject, LogRow.field).where(LogRow.kind == kind).distinct()
    for subject, field in session.exec(rows):
        if subject is not None and field is not None:
            found.setdefault(subject, set()).add(field)
    return found


def latest(session: Session) -> int:
    """Return the last revision that there is, 0 before the first."""
    return session.exec(select(func.max(LogRow.revision))).one() or 0


def has_planning(session: Session) -> bool:
    """Whether there ever was a planning that changed something."""
    found = select(LogRow.revision).where(LogRow.kind == "planning").limit(1)
    return session.exec(found).first() is not None


def of(session: Session, subject: str) -> list[Logged]:
    """Return the history of one slot or item, oldest first."""
    rows = session.exec(
        select(LogRow).where(LogRow.subject == subject).order_by(col(LogRow.revision))
    )
    return [_logged(row) for row in rows]


def since(session: Session, revision: int, subject: str | None = None) -> list[Logged]:
    """Return what was added after a revision, of one slot or item or of all, oldest first."""
    rows: Iterable[LogRow] = session.exec(
        select(LogRow)
        .where(col(LogRow.revision) > revision)
        .where(LogRow.subject == subject if subject is not None else true())
        .order_by(col(LogRow.revision))
    )
    return [_logged(row) for row in rows]


def of_person(session: Session, first: int, last: int, who: str) -> list[Logged]:
    """Return what somebody added after a revision up to another one, oldest first."""
    rows = session.exec(
        select(LogRow)
        .where(col(LogRow.revision) > first, col(LogRow.revision) <= last, LogRow.who == who)
        .order_by(col(LogRow.revision))
    )
    return [_logged(row) for row in rows]


def reasons(session: Session, subjects: Iterable[str]) -> dict[str, str]:
    """Return why each of some things came into its state; those of which nobody said it are out."""
    names = sorted(subjects)
    found: dict[str, str] = {}
    for start in range(0, len(names), 500):
        rows = session.exec(
            select(LogRow.subject, LogRow.why)
            .where(col(LogRow.subject).in_(names[start : start + 500]), LogRow.field == "state")
            .order_by(col(LogRow.revision))
        )
        found.update({subject: why for subject, why in rows if subject is not None})
    return {subject: why for subject, why in found.items() if why}


def _logged(row: LogRow) -> Logged:
    entry = Entry(row.who, row.kind, row.subject, row.field, row.old, row.new, row.why)
    return Logged(row.revision or 0, utc(row.at), entry)
