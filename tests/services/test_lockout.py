"""How long one waits after wrong tries, as any process of the office counts them."""

from datetime import UTC, datetime, timedelta

from sqlmodel import select

from planner.services import lockout
from planner.services.lockout import WINDOW, Limit
from planner.store.db import Database
from planner.store.tables import WrongTryRow

START = datetime(2027, 6, 1, 8, tzinfo=UTC)
LAN, HERE = Limit("login lan", 3), Limit("login 10.0.0.1", 5)


def tried(database: Database, minute: int, *limits: Limit) -> None:
    with database.writing() as session:
        lockout.wrong(session, limits, START + timedelta(minutes=minute))


def waits(database: Database, minute: int, *limits: Limit) -> timedelta | None:
    with database.session() as session:
        return lockout.wait(session, limits, START + timedelta(minutes=minute))


def test_the_third_wrong_try_locks_until_the_first_is_long_ago(database: Database) -> None:
    for minute in (0, 5, 10):
        assert waits(database, minute, LAN) is None
        tried(database, minute, LAN)
    assert waits(database, 10, LAN) == timedelta(minutes=5)
    assert waits(database, 14, LAN) == timedelta(minutes=1)
    assert waits(database, 15, LAN) is None
    tried(database, 15, LAN)
    assert waits(database, 15, LAN) == timedelta(minutes=5)


def test_each_is_counted_for_itself_and_the_longest_wait_holds(database: Database) -> None:
    for minute in range(5):
        tried(database, minute, HERE, *([LAN] if minute < 3 else []))
    assert waits(database, 5, LAN) == timedelta(minutes=10)
    assert waits(database, 5, HERE) == timedelta(minutes=10)
    assert waits(database, 15, LAN, HERE) is None
    assert waits(database, 5, Limit("login hoa", 3)) is None


def test_what_nobody_counts_any_more_is_let_go_and_no_name_is_kept(database: Database) -> None:
    tried(database, 0, LAN)
    tried(database, 16, HERE)
    with database.session() as session:
        rows = list(session.exec(select(WrongTryRow)))
    assert [row.whose for row in rows] == [HERE.key]
    assert "10.0.0.1" not in HERE.key
    assert timedelta(minutes=15) == WINDOW
