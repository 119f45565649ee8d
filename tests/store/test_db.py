"""The database itself: its schema, its rules, and what its faults mean to a person."""

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import time
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from small import dump
from sqlalchemy import text
from sqlmodel import SQLModel

from planner.errors import InputError, StoreError
from planner.store import db
from planner.store.db import Database
from planner.store.tables import SessionRow, SlotRow


def rows(database: Database, statement: str) -> list[tuple[object, ...]]:
    with database.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def _is_ours(_thing: object, name: str | None, *_rest: object) -> bool:
    """Whether the tables know of it: what each engine searches with is its own."""
    return not (name or "").startswith(("search_fts", "ix_search_folded"))


def test_the_migrations_make_what_the_tables_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": _is_ours}
        )
        assert compare_metadata(context, SQLModel.metadata) == []


def test_upgrading_again_changes_nothing(database: Database) -> None:
    before = dump(database)
    database.upgrade()
    assert dump(database) == before
    assert rows(database, "SELECT count(*) FROM alembic_version") == [(1,)]


def test_foreign_keys_are_enforced(database: Database) -> None:
    orphan = SessionRow.__table__.insert().values(  # type: ignore[attr-defined]
        agency="khong-co", id="s1", start=time(5, 30), weekdays=[], minutes=5, retired=False
    )
    with pytest.raises(StoreError, match=r"(?i)foreign key"), database.session() as session:
        session.connection().execute(orphan)
    assert rows(database, "SELECT count(*) FROM agency_session") == [(0,)]


def test_a_transaction_is_whole_or_not_at_all(database: Database) -> None:
    before = dump(database)
    insert = text("INSERT INTO installation (id, uuid, made_at) VALUES (1, 'x', '2027-01-01')")

    def broken() -> None:
        with database.session() as session:
            session.connection().execute(insert)
            raise InputError("sai")

    with pytest.raises(InputError):
        broken()
    assert dump(database) == before


def test_sqlite_writes_ahead_and_waits(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    found = {
        name: rows(database, f"PRAGMA {name}")[0][0]
        for name in ("foreign_keys", "journal_mode", "busy_timeout")
    }
    database.engine.dispose()
    assert found == {"foreign_keys": 1, "journal_mode": "wal", "busy_timeout": 10_000}


def test_a_reader_sees_one_state_while_another_writes(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with database.session() as reader:
        assert reader.connection().execute(text("SELECT count(*) FROM province")).scalar() == 0
        with sqlite3.connect(database.url.database or "") as other:
            other.execute(
                "INSERT INTO province (slug, name, successors, basis, source) "
                "VALUES ('a', 'A', '[]', '', '')"
            )
        other.close()
        assert reader.connection().execute(text("SELECT count(*) FROM province")).scalar() == 0
    assert rows(database, "SELECT count(*) FROM province") == [(1,)]
    database.engine.dispose()


def test_every_query_of_the_calendar_has_its_index(database: Database) -> None:
    names = {index.name for index in SlotRow.__table__.indexes}  # type: ignore[attr-defined]
    assert names == {
        "ix_slot_agency_day",
        "ix_slot_in_hand",
        "ix_slot_day_channel",
        "ix_slot_agency_end_day",
        "ix_slot_assignee_day",
        "ix_slot_campaign_day",
        "ix_slot_campaign_off_air",
        "ix_slot_end_day",
        "ix_slot_last_day",
        "ix_slot_off_air",
    }


# --- faults -------------------------------------------------------------------------------------


def test_a_database_without_the_schema_is_told_so(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{(tmp_path / 'new.db').as_posix()}")
    with pytest.raises(StoreError, match=r"new\.db.*planner init"):
        database.ping()
    database.engine.dispose()


def test_looking_for_a_database_makes_none(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    database = Database(f"sqlite:///{path.as_posix()}")
    with pytest.raises(StoreError):
        database.ping()
    database.engine.dispose()
    assert list(tmp_path.iterdir()) == []


def test_each_migration_stands_in_a_file_named_by_its_version() -> None:
    scripts = ScriptDirectory(db.MIGRATIONS.as_posix()).walk_revisions()
    assert [(one.revision, Path(one.path).name[:4]) for one in scripts] == [
        (revision, revision) for revision in db._revisions()
    ]


def test_a_database_of_a_newer_version_is_left_alone(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = dump(database)
    for step in (database.ping, database.upgrade):
        with pytest.raises(StoreError, match=r"bản mới hơn .*9999"):
            step()
    assert dump(database) == before
    assert rows(database, "SELECT version_num FROM alembic_version") == [("9999",)]


@pytest.mark.parametrize("content", [b"kh\xc3\xb4ng ph\xe1\xba\xa3i", b"x" * 5000])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "planner.db"
    path.write_bytes(content)
    database = Database(f"sqlite:///{path.as_posix()}")
    with pytest.raises(StoreError, match="không phải tệp dữ liệu"):
        database.ping()
    database.engine.dispose()
    assert path.read_bytes() == content


def test_a_locked_database_says_so(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "BUSY_SECONDS", 0)
    database = Database(sqlite_url)
    holder = sqlite3.connect(database.url.database or "", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="đang bị chương trình khác khóa"), database.session() as s:
        s.connection().execute(text("DELETE FROM log"))
    holder.execute("ROLLBACK")
    holder.close()
    with database.session() as session:
        session.connection().execute(text("DELETE FROM log"))
    database.engine.dispose()


def test_a_busy_postgresql_says_so(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "BUSY_SECONDS", 0.1)
    holder, waiter = Database(postgres_url), Database(postgres_url)
    with holder.writing(), pytest.raises(StoreError, match="đang ghi việc khác"), waiter.writing():
        pytest.fail("two write at once")
    with waiter.writing() as session:
        session.connection().execute(text("DELETE FROM log"))
    for one in (holder, waiter):
        one.close()


def test_provinces_in_schemas_of_one_postgresql_keep_apart(postgres: str) -> None:
    address = postgres.replace("+psycopg", "")
    with psycopg.connect(f"{address}postgres", autocommit=True) as server:
        server.execute("CREATE DATABASE provinces")
    with psycopg.connect(f"{address}provinces", autocommit=True) as server:
        server.execute("CREATE SCHEMA an_giang; CREATE SCHEMA kon_tum")
    url = f"{postgres}provinces?options=-csearch_path%3D"
    one, other = Database(f"{url}an_giang"), Database(f"{url}kon_tum")
    insert = text("INSERT INTO installation (id, uuid, made_at) VALUES (1, 'x', '2027-01-01')")
    for database in (one, other):
        database.upgrade()
    with one.writing() as first, other.writing() as second:  # nobody waits for another province
        first.connection().execute(insert)
        assert second.connection().execute(text("SELECT count(*) FROM installation")).scalar() == 0
    found = [rows(database, "SELECT count(*) FROM installation") for database in (one, other)]
    assert found == [[(1,)], [(0,)]]
    for database in (one, other):
        database.close()


def test_processes_that_start_at_once_make_one_schema(postgres: str, tmp_path: Path) -> None:
    """As three servers that are started on an empty database."""
    with psycopg.connect(postgres.replace("+psycopg", "") + "postgres", autocommit=True) as server:
        server.execute("CREATE DATABASE begun_at_once")
    for url in (f"{postgres}begun_at_once", f"sqlite:///{(tmp_path / 'p.db').as_posix()}"):
        opened = [Database(url) for _ in range(3)]
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(Database.upgrade, opened))
        opened[0].ping()
        assert rows(opened[0], "SELECT count(*) FROM alembic_version") == [(1,)]
        for one in opened:
            one.close()


def test_a_read_only_sqlite_file_says_so(sqlite_url: str) -> None:
    path = sqlite_url.removeprefix("sqlite:///")
    database = Database(f"sqlite:///file:{path}?mode=ro&uri=true")
    database.ping()
    with pytest.raises(StoreError, match="chỉ đọc được"), database.session() as session:
        session.connection().execute(text("DELETE FROM log"))
    database.engine.dispose()


def test_a_read_only_postgresql_says_so(postgres_url: str) -> None:
    database = Database(f"{postgres_url}?options=-c%20default_transaction_read_only%3Don")
    database.ping()
    with pytest.raises(StoreError, match="chế độ chỉ đọc"), database.session() as session:
        session.connection().execute(text("DELETE FROM log"))
    database.engine.dispose()


def test_a_postgresql_that_is_away_is_named_without_its_password() -> None:
    database = Database("postgresql+psycopg://lan:bimat@127.0.0.1:1/planner?connect_timeout=2")
    with pytest.raises(StoreError, match="không nối được") as caught:
        database.ping()
    database.engine.dispose()
    assert "bimat" not in str(caught.value)
    assert "127.0.0.1:1/planner" in str(caught.value)


def test_a_postgresql_without_that_database_says_so(postgres: str) -> None:
    database = Database(f"{postgres}khong_co")
    for step in (database.ping, database.upgrade):
        with pytest.raises(StoreError, match=r"khong_co"):
            step()
    database.engine.dispose()


@pytest.mark.parametrize(
    "url", ["khong phai dia chi", "mysql+nothing://x/y", "sqlite", "postgresql+none://x/y"]
)
def test_an_address_that_is_none_is_named(url: str) -> None:
    with pytest.raises(StoreError, match="PLANNER_DATABASE_URL"):
        Database(url)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path.as_posix()}")
    with pytest.raises(StoreError, match="không mở được"):
        database.ping()
    database.engine.dispose()


def test_an_upgrade_cut_short_leaves_no_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The schema comes in one transaction, on SQLite as well."""
    path = tmp_path / "planner.db"
    database = Database(f"sqlite:///{path.as_posix()}")
    real = command.upgrade

    def broken(config: Config, revision: str) -> None:
        real(config, revision)
        raise RuntimeError("the power went")

    monkeypatch.setattr(command, "upgrade", broken)
    with pytest.raises(RuntimeError):
        database.upgrade()
    assert rows(database, "SELECT name FROM sqlite_master") == []
    database.engine.dispose()


def test_the_schema_speaks_for_itself_to_other_programs(sqlite_url: str) -> None:
    """Dates, times and JSON are plain text in SQLite, as other tools read them."""
    path = sqlite_url.removeprefix("sqlite:///")
    with sqlite3.connect(path) as connection:
        columns = {row[1]: row[2] for row in connection.execute("PRAGMA table_info(slot)")}
    connection.close()
    assert {name: columns[name] for name in ("id", "key", "day", "at", "kept", "revision")} == {
        "id": "INTEGER",
        "key": "VARCHAR",
        "day": "DATE",
        "at": "TIME",
        "kept": "JSON",
        "revision": "INTEGER",
    }


def test_the_tests_reach_no_database_of_the_person_who_runs_them() -> None:
    """What `pytest_configure` promises."""
    assert not [name for name in os.environ if name.startswith("PLANNER_")]
