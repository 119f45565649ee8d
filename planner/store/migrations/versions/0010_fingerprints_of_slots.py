"""What planning gave a slot, as a number: planning again reads only the slots that lack it.

Version 0017 fills the column.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("slot", sa.Column("fingerprint", sa.BigInteger(), nullable=True))
    in_hand = sa.text("fingerprint IS NULL")
    op.create_index(
        "ix_slot_in_hand", "slot", ["agency"], sqlite_where=in_hand, postgresql_where=in_hand
    )
