"""What planning gave a slot, as a number: planning again reads only the slots that lack it.

The number is made here as `domain.changes.fingerprint` made it when this was written.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_PRINTED: dict[str, Any] = {
    "day": sa.Date(),
    "end_day": sa.Date(),
    "at": sa.Time(),
    "minutes": sa.Integer(),
    "due_before": sa.Integer(),
    "theme": sa.String(),
    "title": sa.String(),
    "brief": sa.String(),
    "channel": sa.String(),
    "format": sa.String(),
    "source_anniversary": sa.String(),
    "source_plan": sa.String(),
    "source_line": sa.Integer(),
    "cadence": sa.String(),
}
_SLOT = sa.table(
    "slot",
    sa.column("id", sa.Integer()),
    sa.column("key", sa.String()),
    sa.column("agency", sa.String()),
    sa.column("due", sa.Date()),
    sa.column("planned_on", sa.Date()),
    sa.column("state", sa.String()),
    sa.column("kept", sa.String()),
    sa.column("fingerprint", sa.BigInteger()),
    *(sa.column(name, kind) for name, kind in _PRINTED.items()),
)


def upgrade() -> None:
    op.add_column("slot", sa.Column("fingerprint", sa.BigInteger(), nullable=True))
    connection = op.get_bind()
    numbers = list(_numbers(connection))
    if numbers:
        connection.execute(sa.update(_SLOT).where(_SLOT.c.id == sa.bindparam("slot")), numbers)
    in_hand = sa.text("fingerprint IS NULL")
    op.create_index(
        "ix_slot_in_hand", "slot", ["agency"], sqlite_where=in_hand, postgresql_where=in_hand
    )


def _numbers(connection: sa.Connection) -> Iterator[dict[str, int]]:
    untouched = _SLOT.c.state.in_(["proposed", "assigned"]) & _SLOT.c.kept.is_(None)
    for row in connection.execute(sa.select(_SLOT).where(untouched)):
        values = tuple(getattr(row, name) for name in _PRINTED)
        if row.key.split("/")[2] == row.agency and row.due == _due(row):
            digest = hashlib.blake2b(repr(values).encode(), digest_size=8).digest()
            yield {"slot": row.id, "fingerprint": int.from_bytes(digest, signed=True)}


def _due(row: sa.Row[Any]) -> date | None:
    if row.day is None or row.due_before is None:
        return None
    due: date = min(row.day, max(row.day - timedelta(row.due_before), row.planned_on))
    return due
