"""An office that moves from one engine to the other, and back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from accounts import admit
from small import PLAN_KEY, Office, dump, write
from sqlalchemy import text
from sqlmodel import select

from planner.errors import StoreError
from planner.services import discussing, lockout, publishing, scheduling, subscribing
from planner.services.lockout import Limit
from planner.services.subscribing import Keys
from planner.store import copying, feeds, log, originals, search, slots
from planner.store.copying import copy
from planner.store.db import Database
from planner.store.originals import Original
from planner.store.tables import SearchRow

KEYS = Keys("khóa của cơ quan")
TODAY = date(2027, 6, 1)
SLOT = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"


def opened(url: str, closing: list[Database]) -> Database:
    closing.append(Database(url))
    return closing[-1]


@pytest.fixture
def closing() -> Iterator[list[Database]]:
    opened: list[Database] = []
    yield opened
    for one in opened:
        one.close()


@pytest.fixture(params=["to postgresql", "to sqlite"])
def way(
    request: pytest.FixtureRequest,
    sqlite_url: str,
    postgres_url: str,
    tmp_path: Path,
    closing: list[Database],
) -> tuple[Office, Database]:
    """Give an office with a bit of everything, and an empty database of the other engine."""
    urls = [sqlite_url, postgres_url]
    source, target = urls if request.param == "to postgresql" else reversed(urls)
    office = Office(opened(source, closing), write(tmp_path / "seeds"))
    office.load()
    office.edit(SLOT, {"title": "Biểu ngữ chữ đỏ"})
    lan = admit(office.database, "lan")
    paper = Original(bytes(range(256)), "giấy.pdf", "pdf", None, "", scheduling.now(), "lan")
    with office.database.writing() as session:
        discussing.say(session, slots.get(session, SLOT), lan, "Chữ to hơn nữa – “đỏ”")
        subscribing.create(session, KEYS, agency="xa-dong-hoa")
        originals.put(session, paper)
        lockout.wrong(session, [Limit("login lan", 5)], scheduling.now())
    return office, opened(target, closing)


def feed(database: Database) -> bytes:
    with database.session() as session:
        token = KEYS.token(feeds.get(session, 1))
    return publishing.serve(database, token, TODAY, "http://127.0.0.1:5000")[1].body


def test_all_is_copied_and_compared(way: tuple[Office, Database]) -> None:
    office, target = way
    given_out = feed(office.database)
    before = office.dump()
    copied = copy(office.database, target)
    counted = {name: len(rows) for name, rows in before.items()}
    assert {one.table: one.rows for one in copied} == {**counted, "latest_write": 1, "edition": 1}
    assert sum(one.rows > 0 for one in copied) >= 20
    assert office.dump() == before
    assert feed(target) == given_out


def test_there_and_back_it_is_the_same(
    way: tuple[Office, Database], tmp_path: Path, closing: list[Database]
) -> None:
    office, target = way
    copy(office.database, target)
    back = opened(f"sqlite:///{(tmp_path / 'new' / 'back.db').as_posix()}", closing)
    assert copy(target, back) == copy(
        office.database, opened(f"sqlite:///{(tmp_path / 'one.db').as_posix()}", closing)
    )


def test_life_goes_on_after_the_move(way: tuple[Office, Database]) -> None:
    """The next rows get numbers of their own, words are found, planning finds nothing."""
    office, target = way
    copy(office.database, target)
    moved = Office(target, office.folder)
    with target.session() as session:
        last = log.latest(session)
    moved.edit(SLOT, {"title": "Biểu ngữ chữ vàng"})
    lan = admit(target, "lan")
    admit(target, "hoa")
    with target.writing() as session:
        discussing.say(session, slots.get(session, SLOT), lan, "Vàng cũng được")
        made = subscribing.create(session, KEYS, agency="xa-dong-hoa")
        again = scheduling.replan(session, TODAY, plan_key=PLAN_KEY)
    assert made.id == 2
    with target.session() as session:
        assert log.latest(session) > last
        assert slots.get(session, SLOT).title == "Biểu ngữ chữ vàng"
        words = search.holds("vang")
        assert words is not None
        found = session.exec(select(SearchRow.subject).where(words)).all()
    assert set(found) == {"Biểu ngữ chữ vàng", "Hạ băng rôn: Biểu ngữ chữ vàng"}
    assert {name: again.as_json()[name] for name in ("added", "moved", "withdrawn")} == {
        "added": 0,
        "moved": 0,
        "withdrawn": 0,
    }


def test_a_database_that_holds_something_is_left_alone(way: tuple[Office, Database]) -> None:
    office, target = way
    with target.writing() as session:
        lockout.wrong(session, [Limit("login hoa", 5)], scheduling.now())
    before = dump(target)
    with pytest.raises(StoreError, match="đã có dữ liệu"):
        copy(office.database, target)
    assert dump(target) == before


def test_what_breaks_off_or_differs_leaves_nothing(
    way: tuple[Office, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, target = way
    empty = dump(target)
    monkeypatch.setattr(copying, "_looked_at", lambda table, _: copying.Copied(table.name, 0, ""))
    with pytest.raises(StoreError, match="bị khác; chưa chép gì"):
        copy(office.database, target)
    assert dump(target) == empty


def test_an_older_version_is_brought_up_to_date_first(way: tuple[Office, Database]) -> None:
    office, target = way
    with office.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with pytest.raises(StoreError, match="planner init"):
        copy(office.database, target)
