"""What the tables of slots and of checklist items have in common: a key for life, and versions."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Table, update
from sqlmodel import Session

from planner.errors import ConflictError
from planner.store import bulk

Values = Mapping[str, object]
"""A row by its columns."""

FOR_LIFE = frozenset(
    {
        "key",
        "campaign",
        "cadence",
        "origin",
        "kind",
        "occurrence",
        "session",
        "born",
        "planned_on",
    }
)
_DAYS = frozenset({"day", "end_day", "due"})


def update_all(session: Session, table: Table, rows: Sequence[Values]) -> None:
    """Write the current values of rows that are there, in bulk, found by their keys."""
    if not rows:
        return
    names = [*(name for name in rows[0] if name not in FOR_LIFE), "key"]
    bulk.update(session, table, names, ([row[name] for name in names] for row in rows))


def replace_one(session: Session, table: Table, row: Values, expected: int) -> None:
    """Write one row; ConflictError, and no change, when it moved on since `expected`."""
    statement = update(table).where(table.c.key == row["key"], table.c.revision == expected)
    if session.connection().execute(statement.values(dict(row))).rowcount != 1:
        raise ConflictError("người khác vừa đổi mục này; xem lại rồi làm lần nữa")


def pack(kept: Mapping[str, object]) -> dict[str, object] | None:
    """Return the planner's last values as JSON, None when nobody differs from them."""
    packed = {
        name: value.isoformat() if isinstance(value, (date, time)) else value
        for name, value in kept.items()
    }
    return packed or None


def unpack(kept: Mapping[str, Any] | None) -> dict[str, object]:
    """Return the planner's last values from JSON."""
    found: dict[str, object] = {}
    for name, value in (kept or {}).items():
        if value is not None and name in _DAYS:
            found[name] = date.fromisoformat(value)
        elif value is not None and name == "at":
            found[name] = time.fromisoformat(value)
        else:
            found[name] = value
    return found


def utc(stamp: datetime) -> datetime:
    """Return a stamp in UTC: SQLite gives it back without its zone."""
    return stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC)
