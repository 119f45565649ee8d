"""people and their roles; comments, proof, notices, digests; whose work a slot or an item is"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    _people()
    _work()
    # Within the statement: SQLite adds no constraint later, and other tables refer to these.
    for table, name, other in (
        ("slot", "assignee", "person.name"),
        ("item", "assignee", "person.name"),
        ("item", "handed_to", "agency.slug"),
        ("feed", "made_by", "person.name"),
    ):
        key = sa.ForeignKey(other, name=op.f(f"fk_{table}_{name}_{other.split('.')[0]}"))
        op.add_column(
            table, sa.Column(name, sa.String(), key, nullable=True), inline_references=True
        )
    op.create_index(op.f("ix_item_handed_to"), "item", ["handed_to"])


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("totp", sa.String(), nullable=True),
        sa.Column("totp_step", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("ticket", sa.String(), nullable=False),
        sa.Column("reminders", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("subject", name=op.f("uq_person_subject")),
        sa.UniqueConstraint("ticket", name=op.f("uq_person_ticket")),
    )
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        _person("role_grant"),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=True),
        sa.Column("province", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency"], ["agency.slug"], name=op.f("fk_role_grant_agency_agency")
        ),
        sa.ForeignKeyConstraint(
            ["province"], ["province.slug"], name=op.f("fk_role_grant_province_province")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    op.create_index(op.f("ix_role_grant_person"), "role_grant", ["person"])
    op.create_table(
        "password_link",
        sa.Column("token_hash", sa.String(), nullable=False),
        _person("password_link"),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_password_link")),
    )
    op.create_index(op.f("ix_password_link_person"), "password_link", ["person"])
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        _person("notice"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index("ix_notice_person_seen_at", "notice", ["person", "seen_at"])
    op.create_table(
        "digest",
        _person("digest"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("notice", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person", "day", name=op.f("pk_digest")),
    )


def _work() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        _person("comment", "who"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index(op.f("ix_comment_subject"), "comment", ["subject"])
    op.create_table(
        "proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        _person("proof", "who"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        _person("proof", "removed_by", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof")),
    )
    op.create_index(op.f("ix_proof_subject"), "proof", ["subject"])
    op.create_index(op.f("ix_proof_sha256"), "proof", ["sha256"])


def _person(table: str, name: str = "person", *, nullable: bool = False) -> "sa.Column[str]":
    key = sa.ForeignKey("person.name", name=op.f(f"fk_{table}_{name}_person"))
    return sa.Column(name, sa.String(), key, nullable=nullable)
