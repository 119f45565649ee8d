"""Groups name their agencies and the line of the plan; late items are found by an index."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

AGENCIES = {
    "sqlite": "group_concat(slot.agency, ' ')",
    "postgresql": "string_agg(slot.agency, ' ')",
}
GROUPED = """
INSERT INTO slot_group (province, campaign, channel, format, title, theme, day, end_day, last_day,
    at, minutes, due, state, source_plan, source_line, of_plan, history, number, agencies)
SELECT agency.province, campaign, channel, format, title, theme, day, end_day, last_day,
    at, minutes, due, state, source_plan, source_line, source_anniversary IS NULL,
    COALESCE(last_day < planned_on, false), count(*), {agencies}
FROM slot JOIN agency ON agency.slug = slot.agency
WHERE state <> 'withdrawn'
GROUP BY agency.province, campaign, channel, format, title, theme, day, end_day, last_day,
    at, minutes, due, state, source_plan, source_line, source_anniversary IS NULL,
    COALESCE(last_day < planned_on, false)
"""


def upgrade() -> None:
    op.execute("DELETE FROM slot_group")
    op.add_column("slot_group", sa.Column("source_line", sa.Integer(), nullable=True))
    op.add_column("slot_group", sa.Column("agencies", sa.Text(), nullable=False, server_default=""))
    op.execute(GROUPED.format(agencies=AGENCIES[op.get_bind().dialect.name]))
    owed = sa.text("state IN ('open', 'handed_on') AND due >= planned_on")
    op.create_index(
        "ix_item_owed", "item", ["due", "agency"], sqlite_where=owed, postgresql_where=owed
    )
