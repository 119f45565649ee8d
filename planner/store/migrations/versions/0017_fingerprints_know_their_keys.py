"""A slot's number of what planning gave it holds its key too, and can be added up by agency.

The number is made here as `domain.changes.fingerprint` made it when this was written.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_BATCH = 5000

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
    connection = op.get_bind()
    last = 0
    while rows := connection.execute(_next(last)).all():
        numbers = list(_numbers(rows))
        if numbers:
            connection.execute(sa.update(_SLOT).where(_SLOT.c.id == sa.bindparam("slot")), numbers)
        last = rows[-1].id


def _next(last: int) -> sa.Select[Any]:
    untouched = _SLOT.c.state.in_(["proposed", "assigned"]) & _SLOT.c.kept.is_(None)
    return sa.select(_SLOT).where(_SLOT.c.id > last, untouched).order_by(_SLOT.c.id).limit(_BATCH)


def _numbers(rows: Iterable[sa.Row[Any]]) -> Iterator[dict[str, int]]:
    for row in rows:
        campaign, _, agency, rest = row.key.split("/", 3)
        if agency == row.agency and row.due == _due(row):
            values = (campaign, rest, *(getattr(row, name) for name in _PRINTED))
            digest = hashlib.blake2b(repr(values).encode(), digest_size=6).digest()
            yield {"slot": row.id, "fingerprint": int.from_bytes(digest)}


def _due(row: sa.Row[Any]) -> date | None:
    if row.day is None or row.due_before is None:
        return None
    due: date = min(row.day, max(row.day - timedelta(row.due_before), row.planned_on))
    return due
