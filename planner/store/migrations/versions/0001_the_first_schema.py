"""the first schema"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "anniversary",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("lunar", sa.Boolean(), nullable=False),
        sa.Column("origin_year", sa.Integer(), nullable=True),
        sa.Column("rank", sa.String(), nullable=False),
        sa.Column("flags", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=True),
        sa.Column("by_calendar_year", sa.Boolean(), nullable=False),
        sa.Column("carried_by", sa.String(), nullable=True),
        sa.Column("province", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_anniversary")),
    )
    op.create_table(
        "cadence",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("use", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ranks", sa.JSON(), nullable=False),
        sa.Column("windows", sa.JSON(), nullable=False),
        sa.Column("rrule", sa.String(), nullable=True),
        sa.Column("times", sa.JSON(), nullable=False),
        sa.Column("sessions", sa.String(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("due", sa.Integer(), nullable=True),
        sa.Column("span", sa.Boolean(), nullable=False),
        sa.Column("most_days", sa.Integer(), nullable=True),
        sa.Column("where_flags_hang", sa.Boolean(), nullable=False),
        sa.Column("follows", sa.JSON(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cadence")),
    )
    op.create_table(
        "collective",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("level", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_collective")),
    )
    op.create_table(
        "document",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_document")),
    )
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "log",
        sa.Column(
            "revision",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("old", sa.String(), nullable=True),
        sa.Column("new", sa.String(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("revision", name=op.f("pk_log")),
    )
    with op.batch_alter_table("log", schema=None) as batch_op:
        batch_op.create_index("ix_log_subject", ["subject"], unique=False)

    op.create_table(
        "province",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successors", sa.JSON(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_province")),
    )
    op.create_table(
        "agency",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("province", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("runs", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("to_check", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["agency.slug"], name=op.f("fk_agency_parent_agency")),
        sa.ForeignKeyConstraint(
            ["province"], ["province.slug"], name=op.f("fk_agency_province_province")
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_agency")),
    )
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_province"), ["province"], unique=False)

    op.create_table(
        "plan",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("province", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["document.sha256"], name=op.f("fk_plan_document_document")
        ),
        sa.ForeignKeyConstraint(
            ["province"], ["province.slug"], name=op.f("fk_plan_province_province")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_plan")),
    )
    op.create_table(
        "agency_session",
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("start", sa.Time(), nullable=False),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency"], ["agency.slug"], name=op.f("fk_agency_session_agency_agency")
        ),
        sa.PrimaryKeyConstraint("agency", "id", name=op.f("pk_agency_session")),
    )
    op.create_table(
        "feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("campaign", sa.String(), nullable=True),
        sa.Column("off_air", sa.String(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agency.slug"], name=op.f("fk_feed_agency_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_feed_token_hash")),
    )
    with op.batch_alter_table("feed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feed_agency"), ["agency"], unique=False)

    op.create_table(
        "item",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("occurrence", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source_anniversary", sa.String(), nullable=True),
        sa.Column("source_plan", sa.String(), nullable=True),
        sa.Column("source_line", sa.Integer(), nullable=True),
        sa.Column("source_cadence", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("kept", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agency.slug"], name=op.f("fk_item_agency_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
        sa.UniqueConstraint("key", name=op.f("uq_item_key")),
    )
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.create_index("ix_item_agency_due", ["agency", "due"], unique=False)
        batch_op.create_index("ix_item_origin", ["origin"], unique=False)

    op.create_table(
        "slot",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("campaign", sa.String(), nullable=False),
        sa.Column("cadence", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("occurrence", sa.String(), nullable=False),
        sa.Column("session", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("end_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("due_before", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("theme", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("brief", sa.String(), nullable=False),
        sa.Column("source_anniversary", sa.String(), nullable=True),
        sa.Column("source_plan", sa.String(), nullable=True),
        sa.Column("source_line", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("kept", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("born", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agency.slug"], name=op.f("fk_slot_agency_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot")),
        sa.UniqueConstraint("key", name=op.f("uq_slot_key")),
    )
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.create_index("ix_slot_agency_day", ["agency", "day"], unique=False)
        batch_op.create_index("ix_slot_campaign", ["campaign"], unique=False)
        batch_op.create_index("ix_slot_day_channel", ["day", "channel"], unique=False)
        batch_op.create_index("ix_slot_last_day", ["last_day"], unique=False)

    op.create_table(
        "succession",
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("heir", sa.String(), nullable=False),
        sa.Column("functions", sa.JSON(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("basis", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency"], ["agency.slug"], name=op.f("fk_succession_agency_agency")
        ),
        sa.ForeignKeyConstraint(["heir"], ["agency.slug"], name=op.f("fk_succession_heir_agency")),
        sa.PrimaryKeyConstraint("agency", "heir", name=op.f("pk_succession")),
    )
