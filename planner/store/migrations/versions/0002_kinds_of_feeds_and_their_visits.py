"""kinds of feeds, their versions and their visits"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "feed_visit",
        sa.Column("feed", sa.Integer(), nullable=False),
        sa.Column("program", sa.String(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("full", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["feed"], ["feed.id"], name=op.f("fk_feed_visit_feed_feed")),
        sa.PrimaryKeyConstraint("feed", "program", name=op.f("pk_feed_visit")),
    )
    with op.batch_alter_table("feed") as table:
        table.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="slots"))
        table.add_column(sa.Column("etag", sa.String(), nullable=True))
        table.add_column(sa.Column("modified_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True))
