"""What pages count: groups of the same slot, indexes for one agency and one person, editions."""

import secrets
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

HANGS = sa.text("end_day IS NOT NULL")
GIVEN = sa.text("assignee IS NOT NULL")

GROUPED = """
INSERT INTO slot_group (province, campaign, channel, format, title, theme, day, end_day, last_day,
    at, minutes, due, state, source_plan, of_plan, history, number)
SELECT agency.province, campaign, channel, format, title, theme, day, end_day, last_day,
    at, minutes, due, state, source_plan, source_anniversary IS NULL,
    COALESCE(last_day < planned_on, false), count(*)
FROM slot JOIN agency ON agency.slug = slot.agency
WHERE state <> 'withdrawn'
GROUP BY agency.province, campaign, channel, format, title, theme, day, end_day, last_day,
    at, minutes, due, state, source_plan, source_anniversary IS NULL,
    COALESCE(last_day < planned_on, false)
"""


def upgrade() -> None:
    group = op.create_table(
        "slot_group",
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("province", "campaign", "channel", "format", "title")
        ),
        sa.Column("theme", sa.String(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("end_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("source_plan", sa.String(), nullable=True),
        sa.Column("of_plan", sa.Boolean(), nullable=False),
        sa.Column("history", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot_group")),
    )
    op.execute(GROUPED)
    op.create_index("ix_slot_group_day", group.name, ["day"])
    op.create_index("ix_slot_group_campaign_day", group.name, ["campaign", "day"])
    op.create_index(
        "ix_slot_group_end_day", group.name, ["end_day"], sqlite_where=HANGS, postgresql_where=HANGS
    )
    op.drop_index("ix_slot_campaign", "slot")
    op.create_index("ix_slot_campaign_day", "slot", ["campaign", "day"])
    op.create_index(
        "ix_slot_agency_end_day",
        "slot",
        ["agency", "end_day"],
        sqlite_where=HANGS,
        postgresql_where=HANGS,
    )
    op.create_index(
        "ix_slot_assignee_day",
        "slot",
        ["assignee", "day"],
        sqlite_where=GIVEN,
        postgresql_where=GIVEN,
    )
    edition = op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
    )
    op.bulk_insert(edition, [{"id": 1, "token": secrets.token_hex(16)}])
