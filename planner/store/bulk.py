"""Writing many rows at once: the driver's own executemany on SQLite, COPY on PostgreSQL.

Both take rows as the driver takes them, several times as fast as one statement's own parameters;
they stay in the session's transaction.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, Connection, Table
from sqlmodel import Session

Values = Sequence[object]
"""A row's values, in the order of the columns that are named beside it."""


def insert(session: Session, table: Table, names: Sequence[str], rows: Iterable[Values]) -> None:
    """Add rows; `names` are the columns of their values, and the others get their defaults."""
    session.flush()
    connection = session.connection()
    ready = map(_readying(connection, table, names), rows)
    columns = ", ".join(_quoted(connection, names))
    if connection.dialect.name == "postgresql":
        cursor: Any = connection.connection.cursor()
        with cursor, cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
            for row in ready:
                copy.write_row(row)
    elif several := list(ready):
        marks = ", ".join("?" * len(names))
        sql = f"INSERT INTO {table.name} ({columns}) VALUES ({marks})"  # noqa: S608 (columns' names)
        connection.exec_driver_sql(sql, several)


def update(session: Session, table: Table, names: Sequence[str], rows: Iterable[Values]) -> None:
    """Change rows that are there, each found by the last of `names`."""
    session.flush()
    connection = session.connection()
    several = [*map(_readying(connection, table, names), rows)]
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    *columns, key = (f"{name} = {mark}" for name in _quoted(connection, names))
    sql = f"UPDATE {table.name} SET {', '.join(columns)} WHERE {key}"  # noqa: S608 (columns' names)
    if several:
        connection.exec_driver_sql(sql, several)


def _quoted(connection: Connection, names: Iterable[str]) -> list[str]:
    return [connection.dialect.identifier_preparer.quote(name) for name in names]


def _readying(
    connection: Connection, table: Table, names: Sequence[str]
) -> Callable[[Values], tuple[object, ...]]:
    """Return what makes of a row what the driver takes: on SQLite a day is text, for one."""
    dialect = connection.dialect
    processes: list[tuple[int, Callable[[Any], object]]] = []
    for place, name in enumerate(names):
        kind = table.c[name].type
        process = kind.dialect_impl(dialect).bind_processor(dialect)
        if process is not None:
            # The same days and hours come again and again.
            kept = process if isinstance(kind, JSON) else lru_cache(maxsize=1 << 13)(process)
            processes.append((place, kept))

    def ready(row: Values) -> tuple[object, ...]:
        found = list(row)
        for place, process in processes:
            if found[place] is not None:
                found[place] = process(found[place])
        return tuple(found)

    return ready
