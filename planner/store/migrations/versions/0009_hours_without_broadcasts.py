"""Hours in which an agency's loudspeakers stay silent."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("agency", sa.Column("quiet", sa.JSON(), nullable=False, server_default="[]"))
