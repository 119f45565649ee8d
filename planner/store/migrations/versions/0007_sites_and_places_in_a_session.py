"""Places where banners and flags hang; the place of a bulletin in its session, as people set it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("size", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("keeper", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agency.slug"], name=op.f("fk_site_agency_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
    )
    op.create_index(op.f("ix_site_agency"), "site", ["agency"])
    op.create_table(
        "slot_site",
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("site", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["slot"], ["slot.key"], name=op.f("fk_slot_site_slot_slot")),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name=op.f("fk_slot_site_site_site")),
        sa.PrimaryKeyConstraint("slot", "site", name=op.f("pk_slot_site")),
    )
    op.create_index(op.f("ix_slot_site_site"), "slot_site", ["site"])
    op.add_column("slot", sa.Column("place", sa.Integer(), nullable=True))
