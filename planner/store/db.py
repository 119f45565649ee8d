"""The database: opening it, sessions on it, and what its faults mean to a person."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from secrets import token_hex

from sqlalchemy import Connection, Engine, event, inspect, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlmodel import Session, create_engine

from planner.errors import PlannerError, StoreError
from planner.phrases import mark

__all__ = ["Database", "Session", "trial"]

MIGRATIONS = Path(__file__).parent / "migrations"
WRITERS = 0x706C616E
"""The key of PostgreSQL's advisory lock that writers of one schema take in turn."""

BUSY_SECONDS = 10
"""How long a write waits for another before it says that the database is locked."""

HUNG_MINUTES = 5
"""After so long without a word PostgreSQL ends a transaction: a process that hangs holds nobody."""

POOL = {
    "pool_size": 4,  # what one process works at (web/serving.py), ...
    "max_overflow": 4,  # ... the files that it reads besides, and a visit that is written down
    "pool_timeout": BUSY_SECONDS,
    "pool_recycle": 1800,  # a firewall between two buildings forgets a silent connection
    "pool_pre_ping": True,  # a server that was started again is found again
}


class Database:
    """An engine with the schema's versions; SQLite in one file, or PostgreSQL."""

    def __init__(self, url: str) -> None:
        try:
            self.url = make_url(url)
            self.engine = _engine(url)
        except (ArgumentError, ImportError) as error:
            raise StoreError(
                "không mở được cơ sở dữ liệu ở địa chỉ này; xem PLANNER_DATABASE_URL: %(why)s",
                why=str(error),
            ) from error

    @property
    def name(self) -> str:
        """What to call it in a message: its file, or its address without the password."""
        return (
            self.url.database or "bộ nhớ"
            if self.is_sqlite
            else self.url.render_as_string(hide_password=True)
        )

    def _file(self) -> Path:
        return Path((self.url.database or "").removeprefix("file:").partition("?")[0])

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @property
    def is_missing(self) -> bool:
        """Whether its SQLite file is still to be made."""
        return self.is_sqlite and bool(self.url.database) and not self._file().exists()

    def session(self) -> AbstractContextManager[Session]:
        """Give a session for reading, in one transaction."""
        return self._session(writes=False)

    def writing(self, *, aside: bool = False) -> AbstractContextManager[Session]:
        """Give a session of one transaction: committed at the end, or rolled back on any error.

        One writes at a time, and the others wait for their turn: so what was read stays true until
        it is written, and the log's revisions rise in the order in which they become visible.
        All but what is written `aside` is then the latest write: what follows from the data anyway,
        and who came for it, is none.
        """
        return self._session(writes=True, aside=aside)

    @contextmanager
    def _session(self, *, writes: bool, aside: bool = False) -> Iterator[Session]:
        try:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                connection = session.connection(execution_options=self._options(writes=writes))
                if writes:
                    self._take_turn(connection)
                yield session
                if writes and not aside:
                    session.execute(text(_LATEST_WRITE), {"token": token_hex(16)})
        except PlannerError:
            raise
        except (SQLAlchemyError, self.engine.dialect.loaded_dbapi.Error) as error:  # bulk.py's own
            raise self._fault(error) from error

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """Give a connection for reading, on which all of a long reading sees the same state."""
        try:
            with self.engine.connect() as connection:
                if not self.is_sqlite:  # which reads so anyhow
                    connection.execution_options(isolation_level="REPEATABLE READ")
                yield connection
        except SQLAlchemyError as error:
            raise self._fault(error) from error

    def _take_turn(self, connection: Connection) -> None:
        if not self.is_sqlite:  # there BEGIN IMMEDIATE has done it
            turn = text("SELECT pg_advisory_xact_lock(:key, hashtext(current_schema()))")
            connection.execute(turn, {"key": WRITERS})

    def _options(self, *, writes: bool) -> dict[str, object]:
        # SQLite's reader sees the data of one moment anyway.
        if writes or self.is_sqlite:
            return {"planner_writes": writes}
        return {"planner_writes": False, "isolation_level": "REPEATABLE READ"}

    def latest_write(self) -> str:
        """Return the token of the latest write: while it is the same, so are the data.

        Every visit to a feed asks for it, so it is read without a session: in a tenth of the time.
        """
        try:
            connection = self.engine.raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute("SELECT token FROM latest_write")
                rows = cursor.fetchall()
            finally:
                connection.close()
        except (SQLAlchemyError, self.engine.dialect.loaded_dbapi.Error) as error:
            raise self._fault(error) from error
        return str(rows[0][0]) if rows else ""

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def ping(self) -> None:
        """Raise StoreError unless the database answers and has this program's schema."""
        if self.is_missing:
            raise StoreError("chưa có %(name)s; chạy planner init", name=self.name)
        try:
            with self.engine.connect() as connection:
                current = _revision(connection)
        except SQLAlchemyError as error:
            raise self._fault(error) from error
        self._check(current)
        if current is None:
            raise StoreError("%(name)s còn trống; chạy planner init", name=self.name)

    @property
    def is_current(self) -> bool:
        """Whether it has the newest version of the schema that this program knows."""
        with self.looking() as connection:
            return _revision(connection) == _newest()

    def upgrade(self) -> None:
        """Create the schema or bring it up to date: in one transaction, one process at a time."""
        if self.is_sqlite and self.url.database:
            self._file().parent.mkdir(parents=True, exist_ok=True)
        try:
            with self.engine.connect() as connection:
                current = _revision(connection)
            self._check(current)
            if current == _newest():
                return
            with (
                self.engine.connect().execution_options(planner_writes=True) as connection,
                connection.begin(),
            ):
                self._take_turn(connection)
                from alembic import command  # noqa: PLC0415 (a server that is up to date needs none)
                from alembic.config import Config  # noqa: PLC0415

                config = Config()
                config.set_main_option("script_location", MIGRATIONS.as_posix())
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except SQLAlchemyError as error:
            raise self._fault(error) from error

    def _check(self, current: str | None) -> None:
        if current is not None and current not in _revisions():
            raise StoreError(
                "%(name)s do một bản mới hơn của chương trình tạo ra (phiên bản %(current)s); "
                "dùng bản ấy",
                name=self.name,
                current=current,
            )

    def _fault(self, error: Exception) -> StoreError:
        reason = str(error.orig) if isinstance(error, DBAPIError) and error.orig else str(error)
        for sign, message in _FAULTS:
            if sign in reason:
                return StoreError(message, name=self.name)
        return StoreError(
            "cơ sở dữ liệu %(name)s báo lỗi: %(why)s", name=self.name, why=reason.splitlines()[0]
        )


_LATEST_WRITE = (
    "INSERT INTO latest_write (id, token) VALUES (1, :token) "
    "ON CONFLICT (id) DO UPDATE SET token = excluded.token"
)

_FAULTS = (
    (
        "database is locked",
        mark("%(name)s đang bị chương trình khác khóa; đóng chương trình ấy rồi làm lại"),
    ),
    ("lock timeout", mark("%(name)s đang ghi việc khác; đợi một phút rồi làm lại")),
    ("readonly database", mark("%(name)s chỉ đọc được; cho phép ghi vào tệp và thư mục của nó")),
    (
        "read-only transaction",
        mark("%(name)s đang ở chế độ chỉ đọc; hỏi người quản trị cơ sở dữ liệu"),
    ),
    (
        "unable to open database",
        mark("không mở được %(name)s; xem thư mục có đó và có quyền ghi không"),
    ),
    ("no such table", mark("%(name)s chưa được khởi tạo; chạy planner init")),
    ("UndefinedTable", mark("%(name)s chưa được khởi tạo; chạy planner init")),
    ("does not exist", mark("%(name)s chưa được khởi tạo; chạy planner init")),
    ("not a database", mark("%(name)s không phải tệp dữ liệu của chương trình này")),
    ("connection failed", mark("không nối được tới %(name)s; xem máy chủ có chạy không")),
    ("Connection refused", mark("không nối được tới %(name)s; xem máy chủ có chạy không")),
)


@contextmanager
def trial(session: Session) -> Iterator[None]:
    """Take back at the end whatever is written meanwhile, so that one can see what would be."""
    session.flush()
    with session.begin_nested() as nested:
        try:
            yield
        finally:
            nested.rollback()
            session.expire_all()


def _revision(connection: Connection) -> str | None:
    """Return the version of the schema that a database has, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


@cache
def _revisions() -> tuple[str, ...]:
    """Return the versions of the schema that this program knows, the newest first.

    A migration's file begins with its version.
    """
    files = (MIGRATIONS / "versions").glob("[0-9]*.py")
    return tuple(sorted((file.name.partition("_")[0] for file in files), reverse=True))


def _newest() -> str:
    return _revisions()[0]


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        engine = create_engine(url, **POOL)
        if engine.dialect.name == "postgresql":
            event.listen(engine, "connect", _on_connect_postgresql)
        return engine
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    # pysqlite's own transactions leave DDL outside; BEGIN is said by _on_begin instead.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.OperationalError:
        # A file on read-only ground can still be read; a write will say what is wrong.
        return


def _on_connect_postgresql(connection: DBAPIConnection, _record: object) -> None:
    connection.autocommit = True  # what a transaction sets goes with its rollback
    connection.execute(f"SET lock_timeout = '{BUSY_SECONDS}s'".encode())
    connection.execute(f"SET idle_in_transaction_session_timeout = '{HUNG_MINUTES}min'".encode())
    connection.autocommit = False


def _on_begin(connection: Connection) -> None:
    # A transaction that reads first and writes later could not wait for another writer.
    writes = connection.get_execution_options().get("planner_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
