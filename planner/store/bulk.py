"""Writing many rows at once: the driver's own executemany on SQLite, COPY on PostgreSQL.

Both take rows as the driver takes them, several times as fast as one statement's own parameters;
they stay in the session's transaction. `one_of` asks for many at once, in one parameter.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, Table, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session

Values = Sequence[object]
"""A row's values, in the order of the columns that are named beside it."""


class _OneOf(FunctionElement[bool]):
    """Whether a text is one of those that a JSON list holds, however many they are."""

    inherit_cache = True


@compiles(_OneOf, "sqlite")
def _of_json_each(element: _OneOf, compiler: Any, **options: Any) -> str:
    one, several = (compiler.process(each, **options) for each in element.clauses)
    return f"{one} IN (SELECT value FROM json_each({several}))"  # noqa: S608 (a bound parameter's name)


@compiles(_OneOf, "postgresql")
def _of_json_elements(element: _OneOf, compiler: Any, **options: Any) -> str:
    one, several = (compiler.process(each, **options) for each in element.clauses)
    return f"{one} IN (SELECT json_array_elements_text(CAST({several} AS json)))"


def one_of(column: ColumnElement[Any], several: Iterable[str]) -> ColumnElement[bool]:
    """Return what a row meets whose column holds one of several texts: thousands, if need be."""
    return _OneOf(column, literal(json.dumps(sorted(several))))


def insert(session: Session, table: Table, names: Sequence[str], rows: Iterable[Values]) -> None:
    """Add rows; `names` are the columns of their values, and the others get their defaults."""
    session.flush()
    connection = session.connection()
    ready = map(_readying(connection, table, names), rows)
    columns = _quoted(connection, names)
    if connection.dialect.name == "postgresql":
        _copy(connection, table.name, columns, ready)
    elif several := list(ready):
        marks = ", ".join("?" * len(names))
        sql = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 (columns' names)
        connection.exec_driver_sql(sql, several)


def update(session: Session, table: Table, names: Sequence[str], rows: Iterable[Values]) -> None:
    """Change rows that are there, each found by the last of `names`."""
    session.flush()
    connection = session.connection()
    several = [*map(_readying(connection, table, names), rows)]
    if connection.dialect.name == "postgresql" and len(several) > _FEW:
        _update_copied(connection, table, _quoted(connection, names), several)
        return
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    *columns, key = (f"{name} = {mark}" for name in _quoted(connection, names))
    sql = f"UPDATE {table.name} SET {', '.join(columns)} WHERE {key}"  # noqa: S608 (columns' names)
    if several:
        connection.exec_driver_sql(sql, several)


_FEW = 500
"""So many rows are changed one by one sooner than a table for them is made."""


def _update_copied(
    connection: Connection, table: Table, names: Sequence[str], rows: Iterable[Values]
) -> None:
    """Change rows from a table of their new values, which goes again."""
    *columns, key = names
    new = f"SELECT {', '.join(names)} FROM {table.name}"  # noqa: S608 (columns' names)
    connection.exec_driver_sql(f"CREATE TEMPORARY TABLE new_values AS {new} WITH NO DATA")
    _copy(connection, "new_values", names, rows)
    # Otherwise it is taken for large, and the whole table is read instead of its index.
    connection.exec_driver_sql("ANALYZE new_values")
    each = ", ".join(f"{name} = new_values.{name}" for name in columns)
    connection.exec_driver_sql(
        f"UPDATE {table.name} SET {each} FROM new_values"  # noqa: S608 (columns' names)
        f" WHERE {table.name}.{key} = new_values.{key}"
    )
    connection.exec_driver_sql("DROP TABLE new_values")


def _copy(connection: Connection, table: str, names: Sequence[str], rows: Iterable[Values]) -> None:
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


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
