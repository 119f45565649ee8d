"""Moving an office to another database, also of the other engine, in one transaction.

Every table is copied as it is: keys, numbers, the installation's id and the hashes of addresses, so
that feeds keep their addresses under the same secret. Files of proof lie in a folder and stay.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, func, inspect, select, text
from sqlmodel import SQLModel

from planner.errors import StoreError
from planner.store import tables  # noqa: F401 (what SQLModel.metadata holds)
from planner.store.db import Database

BATCH = 1000
BEGUN = frozenset({"edition", "latest_write"})
"""Tables in which a new database has a row: a token that changes with what the others hold."""
MODULUS = 1 << 256

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Copied:
    """A table of both databases: how many rows, and a digest of all they hold, in no order."""

    table: str
    rows: int
    digest: str


def copy(source: Database, target: Database) -> list[Copied]:
    """Copy all that one database holds into another, an empty one, and compare the two.

    Raises StoreError for a source of another version, a target that holds something, and copies
    that differ; then the target stays without a row.
    """
    source.ping()
    if not source.is_current:
        raise StoreError("%(name)s theo bản cũ; chạy planner init trước", name=source.name)
    if not _is_empty(target):
        raise StoreError(
            "%(name)s đã có dữ liệu; chép vào một cơ sở dữ liệu trống", name=target.name
        )
    target.upgrade()
    with source.looking() as old, target.writing(aside=True) as session:
        new = session.connection()
        for table in _tables():
            if table.name in BEGUN:
                new.execute(table.delete())
        copied = [_copy(table, old, new) for table in _tables()]
        for table, one in zip(_tables(), copied, strict=True):
            if _looked_at(table, new) != one:
                raise StoreError("bảng %(table)s chép sang bị khác; chưa chép gì", table=one.table)
        if not target.is_sqlite:
            _count_on(new)
    return copied


def _tables() -> list[Table]:
    """Return the tables, each after those that it points to."""
    return SQLModel.metadata.sorted_tables


def _is_empty(database: Database) -> bool:
    if database.is_missing:
        return True
    with database.looking() as connection:
        there = set(inspect(connection).get_table_names())
        mine = [table for table in _tables() if table.name in there - BEGUN]
        return not any(connection.execute(table.select().limit(1)).first() for table in mine)


def _copy(table: Table, old: Connection, new: Connection) -> Copied:
    summed = _Sum(table)
    rows = _rows(table, old)
    for batch in _batches(summed.adding(_parents_first(table, rows))):
        new.execute(table.insert(), batch)
    return summed.copied


def _looked_at(table: Table, connection: Connection) -> Copied:
    summed = _Sum(table)
    for _ in summed.adding(_rows(table, connection)):
        pass
    return summed.copied


class _Sum:
    """Adds up the digests of a table's rows: the engines need not sort alike."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._rows = self._total = 0

    def adding(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            said = json.dumps(row, default=_plain, ensure_ascii=False, sort_keys=True)
            self._total += int.from_bytes(hashlib.sha256(said.encode()).digest())
            self._rows += 1
            yield row

    @property
    def copied(self) -> Copied:
        return Copied(self._table.name, self._rows, f"{self._total % MODULUS:064x}")


def _plain(value: object) -> str:
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    raise TypeError(f"no column holds {type(value)}")


def _rows(table: Table, connection: Connection) -> Iterator[Row]:
    """Give a table's rows; stamps in UTC, which SQLite leaves out and PostgreSQL says anyhow."""
    found = connection.execute(table.select().execution_options(yield_per=BATCH))
    for row in found.mappings():
        yield {name: _stamped(value) for name, value in row.items()}


def _stamped(value: object) -> object:
    if not isinstance(value, datetime):
        return value
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _parents_first(table: Table, rows: Iterator[Row]) -> Iterator[Row]:
    """Put rows that others of the same table point to before those."""
    own = [key for key in table.foreign_keys if key.column.table is table]
    if not own:
        yield from rows
        return
    (key,) = own
    child, parent = key.parent.name, key.column.name
    waiting, there = list(rows), {None}
    while ready := [row for row in waiting if row[child] in there]:
        yield from ready
        waiting = [row for row in waiting if row[child] not in there]
        there |= {row[parent] for row in ready}
    yield from waiting  # pointing to each other: the database says what it thinks of that


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL's sequences go on after the numbers that were copied."""
    for table in _tables():
        for column in table.primary_key.columns:
            asked = {"table": f'"{table.name}"', "column": column.name}
            found = text("SELECT pg_get_serial_sequence(:table, :column)")
            sequence = connection.execute(found, asked).scalar()
            if sequence is not None:
                last = connection.execute(select(func.max(column))).scalar()
                count = text("SELECT setval(:sequence, :last, :used)")
                used = {"sequence": sequence, "last": last or 1, "used": last is not None}
                connection.execute(count, used)
