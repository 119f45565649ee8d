"""Alembic's environment: it runs on the connection that the program hands it."""

from alembic import context
from sqlmodel import SQLModel

import planner.store.tables  # noqa: F401 (fills the metadata)

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    transaction_per_migration=False,
    transactional_ddl=True,
)
context.run_migrations()
