"""Whether a campaign's days are as they were is read from an index alone, in its own order."""

from collections.abc import Sequence

from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.drop_index("ix_slot_campaign_day", "slot")
    op.create_index(
        "ix_slot_campaign_day",
        "slot",
        ["campaign", "day", "source_plan", "channel", "revision"],
        postgresql_include=["id"],
    )
