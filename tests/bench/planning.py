"""Planning: all of a size, again with nothing to do, and after one anniversary moves.

Beside it stand the same rows written by nothing but the database's own bulk insert, into the same
tables with the same indexes: executemany for SQLite, COPY for PostgreSQL.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import psycopg
from dateutil.rrule import rrulestr
from psycopg.types.json import JsonDumper
from sqlalchemy import text
from sqlmodel import SQLModel

from bench.figures import Figure, least, seconds
from bench.sizes import TODAY, Built
from planner import seeds
from planner.domain.anniversaries import in_year
from planner.domain.cadence import expand
from planner.domain.model import Anniversary, Cadence, Class
from planner.services import editing, scheduling
from planner.settings import ROOT
from planner.store.db import Database

MOVED = "quoc-khanh"

Rows = Mapping[str, Sequence[Sequence[Any]]]
"""What planning wrote, as plain rows by table, in an order in which they can be written again."""


def expansion() -> Iterator[Figure]:
    """Measure every ruled cadence around every great anniversary, each run in its own years."""
    known = seeds.load(ROOT / "seeds")
    great = [one for one in known.anniversaries if one.rank == "great"]
    ruled = [one for one in known.cadences if one.use == "anniversary" and one.rrule]
    rates = []
    pairs: list[tuple[Cadence, date, Class]] = []
    for first in range(1950, 2090, 10):
        kept = [in_year(one, year) for one in great for year in range(first, first + 10)]
        pairs = [(one, at.day, at.kind) for one in ruled for at in kept if at is not None]
        found: list[int] = []
        taken = seconds(lambda: found.extend(len(expand(*one)) for one in pairs))  # noqa: B023
        rates.append(sum(found) / taken)
    alone = _dateutil(pairs)
    yield Figure(
        "expansion of cadences: occurrences a second",
        max(rates),
        "/s",
        3_000_000,
        "at least",
        f"{max(rates) / alone:.1f} x dateutil's rules alone ({alone:,.0f}/s)",
    )


def _dateutil(pairs: Sequence[tuple[Cadence, date, Class]]) -> float:
    """Return how many days a second dateutil finds for the same cadences and reference days."""
    found = 0

    def count() -> None:
        nonlocal found
        for cadence, day, kind in pairs:
            at = datetime.combine(day, time())
            for low, high in cadence.windows.get(kind, ()):
                rule = rrulestr(cadence.rrule or "", dtstart=at + timedelta(low))
                found += len(rule.between(at + timedelta(low), at + timedelta(high), inc=True))

    taken = seconds(count)
    return found / taken


def figures(database: Database, built: Built) -> Iterator[Figure]:
    """Measure a size that has just been planned into a database, in `built.seconds`."""
    engine = "SQLite" if database.is_sqlite else "PostgreSQL"
    planned, again, moved = _names(engine)
    rows = _rows(database)
    number = sum(map(len, rows.values()))
    raw = _raw(database, rows)
    bulk = "executemany" if database.is_sqlite else "COPY"
    beside = f"{built.slots:,} slots {built.seconds:.2f} s; {bulk} of {number:,} rows {raw:.2f} s"
    yield Figure(planned, built.seconds / raw, "x", 3, beside=beside)
    taken = least(lambda: _replan(database), 2)
    yield Figure(again, taken / built.seconds, "", 0.1, beside=f"{taken:.3f} s")
    share = _share(database) / built.slots
    taken = _moved(database)
    beside = f"{taken:.2f} s; {share:.1%} of the slots"
    yield Figure(moved, taken / (share * built.seconds), "x", 3, beside=beside)


def missing(engine: str, why: str) -> Iterator[Figure]:
    """Give the same figures of an engine that is not there."""
    for name, bound in zip(_names(engine), (3, 0.1, 3), strict=True):
        yield Figure(name, None, "", bound, beside=why)


def _names(engine: str) -> tuple[str, str, str]:
    return (
        f"{engine}: planned and stored, beside the raw rows",
        f"{engine}: planned again with nothing to do, of planning",
        f"{engine}: an anniversary moved, of its share of planning",
    )


def _replan(database: Database) -> None:
    with database.writing() as session:
        scheduling.replan(session, TODAY)


def _share(database: Database) -> int:
    """Return how many slots the anniversary has that is moved."""
    with database.session() as session:
        found = session.execute(
            text("SELECT count(*) FROM slot WHERE campaign LIKE :key"), {"key": f"{MOVED}-%"}
        )
        return int(found.scalar_one())


def _moved(database: Database) -> float:
    """Move the anniversary by a day, as its page does, and back again; return the lesser time."""
    with database.session() as session:
        old = editing.anniversary(session, MOVED)
    return min(_save(database, replace(old, day=old.day + 1)), _save(database, old))


def _save(database: Database, moved: Anniversary) -> float:
    """Return the seconds that saving an anniversary takes, once it was foreseen."""
    with database.session() as session:
        promise = editing.foresee(session, moved, TODAY).promise

    def save() -> None:
        with database.writing() as session:
            editing.save(session, moved, who="bench", today=TODAY, promise=promise)

    return seconds(save)


def memory(built: Built) -> Iterator[Figure]:
    yield Figure(
        f"planning {built.slots:,} slots: most memory of a fresh process", built.peak, "MB", 400
    )


# --- the same rows by the database's own bulk insert ---------------------------------------------


def _rows(database: Database) -> Rows:
    """Return all rows of all tables, as the driver itself gives them."""
    with closing(database.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        found = {}
        for table in SQLModel.metadata.sorted_tables:
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            cursor.execute(f'SELECT {names} FROM "{table.name}" ORDER BY 1')  # noqa: S608
            found[table.name] = cursor.fetchall()
        return found


def _raw(database: Database, rows: Rows) -> float:
    """Return the seconds of writing the rows into an empty database with the same schema."""
    url = database.url.set(database=f"{database.url.database}_raw")
    if not database.is_sqlite:
        with database.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql(
                f'CREATE DATABASE "{url.database}"'
            )
    with closing(Database(url.render_as_string(hide_password=False))) as empty:
        empty.upgrade()
        with empty.engine.begin() as connection:
            for table in reversed(SQLModel.metadata.sorted_tables):
                connection.execute(table.delete())  # what the schema brings itself
        with closing(empty.engine.raw_connection()) as connection:
            driver: Any = connection.driver_connection
            return seconds(lambda: (_executemany if database.is_sqlite else _copy)(driver, rows))


def _executemany(connection: sqlite3.Connection, rows: Rows) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for table, values in rows.items():
        if values:
            marks = ", ".join("?" * len(values[0]))
            columns = _columns(table)
            connection.executemany(
                f'INSERT INTO "{table}" ({columns}) VALUES ({marks})',  # noqa: S608
                values,
            )
    connection.commit()


def _copy(connection: psycopg.Connection, rows: Rows) -> None:
    for kind in (dict, list):
        connection.adapters.register_dumper(kind, JsonDumper)
    with connection.cursor() as cursor:
        for table, values in rows.items():
            if values:
                with cursor.copy(f'COPY "{table}" ({_columns(table)}) FROM STDIN'.encode()) as copy:
                    for row in values:
                        copy.write_row(row)
    connection.commit()


def _columns(table: str) -> str:
    return ", ".join(f'"{one.name}"' for one in SQLModel.metadata.tables[table].columns)
