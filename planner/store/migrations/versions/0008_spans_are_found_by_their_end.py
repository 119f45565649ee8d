"""An index of the few slots that hang over days: each month looks for those that reach into it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    hang = sa.text("end_day IS NOT NULL")
    op.create_index(
        "ix_slot_end_day", "slot", ["end_day", "day"], sqlite_where=hang, postgresql_where=hang
    )
