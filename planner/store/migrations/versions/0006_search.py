"""Words of slots and items to search in, without marks."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from planner.domain.words import fold

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

ADD = "INSERT INTO search_fts(rowid, folded) VALUES (new.id, new.folded)"
REMOVE = "INSERT INTO search_fts(search_fts, rowid, folded) VALUES ('delete', old.id, old.folded)"
FTS5 = (
    "CREATE VIRTUAL TABLE search_fts USING fts5(folded, content='search', content_rowid='id')",
    f"CREATE TRIGGER search_added AFTER INSERT ON search BEGIN {ADD}; END",
    f"CREATE TRIGGER search_removed AFTER DELETE ON search BEGIN {REMOVE}; END",
    f"CREATE TRIGGER search_changed AFTER UPDATE ON search BEGIN {REMOVE}; {ADD}; END",
)
GIN = "CREATE INDEX ix_search_folded ON search USING gin (to_tsvector('simple', folded))"


def upgrade() -> None:
    op.create_table(
        "search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_search_kind_subject")),
    )
    connection = op.get_bind()
    for statement in FTS5 if connection.dialect.name == "sqlite" else (GIN,):
        op.execute(statement)
    _learn(connection)


def _learn(connection: sa.Connection) -> None:
    """Take in what was planned before there was a search."""
    texts = connection.execute(
        sa.text(
            "SELECT title FROM slot UNION SELECT theme FROM slot WHERE theme IS NOT NULL "
            "UNION SELECT title FROM item"
        )
    ).scalars()
    briefs = connection.execute(sa.text("SELECT key, brief FROM slot WHERE brief <> ''"))
    rows = [{"kind": "text", "subject": one, "folded": fold(one)} for one in texts if one]
    rows += [{"kind": "slot", "subject": key, "folded": fold(brief)} for key, brief in briefs]
    if rows:
        table = sa.table("search", sa.column("kind"), sa.column("subject"), sa.column("folded"))
        op.bulk_insert(table, rows)
