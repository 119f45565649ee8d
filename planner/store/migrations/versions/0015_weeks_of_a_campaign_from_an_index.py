"""Whether a campaign's weeks are as they were is read from an index alone."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.drop_index("ix_slot_campaign_day", "slot")
    op.create_index(
        "ix_slot_campaign_day", "slot", ["campaign", "day", "channel", "source_plan", "revision"]
    )
    off = sa.text("state IN ('cancelled', 'postponed', 'withdrawn')")
    op.create_index(
        "ix_slot_campaign_off_air",
        "slot",
        ["campaign", "changed_at"],
        sqlite_where=off,
        postgresql_where=off,
    )
