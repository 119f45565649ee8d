"""The schema's versions, the same for SQLite and PostgreSQL."""
