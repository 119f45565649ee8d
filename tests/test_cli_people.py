"""`planner user`, and the first administrator."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from small import write

from planner import cli
from planner.services import passwords, signing_in
from planner.settings import Settings
from planner.store import log, people
from planner.store.db import Database
from planner.web import serving

PASSWORD = "con mèo trèo cây cau"
MAKEFILE = (Path(__file__).parents[1] / "Makefile").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLANNER_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("PLANNER_TODAY", "2027-06-01")
    return tmp_path / "var"


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli.main, arguments, input=typed, catch_exceptions=False)


def good(*arguments: str, typed: str = "") -> str:
    done = run(*arguments, typed=typed)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def opened(var: Path) -> Database:
    return Database(f"sqlite:///{(var / 'planner.db').as_posix()}")


@pytest.fixture
def begun(tmp_path: Path, var: Path) -> str:
    """Set the small province up; give what was said."""
    return good("init", "--demo", "--seeds", str(write(tmp_path / "mau")))


def user(*arguments: str, typed: str = "") -> str:
    return good("user", *arguments, typed=typed)


def listed() -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in json.loads(user("list", "--json"))}


def told_password(said: str) -> str:
    found = re.findall(r"tên quan-tri, mật khẩu (\S+)$", said, re.MULTILINE)
    assert len(found) == 1
    return str(found[0])


def test_the_first_administrator_is_told_once_and_gets_in(begun: str, var: Path) -> None:
    password = told_password(begun)
    assert "planner user link quan-tri" in begun
    assert "mật khẩu" not in good("init")
    database = opened(var)
    with database.session() as session:
        found = signing_in.known(session, "quan-tri", password)
        kept = [(one.name, one.password) for one in people.every(session)]
    database.close()
    assert [name for name, _ in kept] == ["quan-tri"]
    assert password not in str(kept)
    assert [str(one) for one in found.roles] == ["administrator"]


def test_serving_makes_the_first_administrator_where_there_is_nobody(
    begun: str, var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "run", lambda *_: None)
    assert good("serve") == ""
    with closing(sqlite3.connect(var / "planner.db", isolation_level=None)) as connection:
        connection.executescript('DELETE FROM "role_grant"; DELETE FROM person;')
    told_password(good("serve"))
    assert good("serve") == ""


def test_make_run_says_how_to_sign_in_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `make run` calls, from nothing and again, over the small province."""
    recipe = MAKEFILE.split("\nrun:")[1].split("\n\n")[0]
    called = re.findall(r"\$\(BIN\)/planner (\w+)", recipe)
    assert called == ["init", "serve"]
    seeds = ["--demo", "--seeds", str(write(tmp_path / "mau"))]
    monkeypatch.setattr(serving, "run", lambda *_: None)
    said = [good(*words) for words in (["init", *seeds], ["serve"], ["serve"])]
    assert [one.count("mật khẩu ") > 0 for one in said] == [True, False, False]


def test_an_account_by_the_promised_line(begun: str, var: Path) -> None:
    said = user(
        "add", "lan", "--role", "editor", "--agency", "xa-dong-hoa", "--full-name", "Trần Thị Lan",
        "--email", "Lan@Vi-Du.vn", "--password-stdin", typed=f"{PASSWORD}\n",
    )  # fmt: skip
    assert said == "Đã lập tài khoản lan.\n"
    assert listed()["lan"] == {
        "name": "lan",
        "full_name": "Trần Thị Lan",
        "email": "lan@vi-du.vn",
        "roles": ["editor xa-dong-hoa"],
        "active": True,
        "password": True,
        "totp": False,
        "provider": False,
        "seen_at": None,
    }
    database = opened(var)
    with database.session() as session:
        assert signing_in.known(session, "lan", PASSWORD).name == "lan"
        rows = [row.entry for row in log.of(session, "lan")]
    database.close()
    assert {(one.who, one.kind) for one in rows} == {("cli", "person")}
    assert [(one.field, one.new) for one in rows] == [
        ("account", "Trần Thị Lan"),
        ("role", "editor xa-dong-hoa"),
    ]


def test_roles_come_and_go(begun: str) -> None:
    user("add", "lan", "--role", "viewer")
    user("grant", "lan", "--role", "editor", "--agency", "xa-dong-hoa")
    user("grant", "lan", "--role", "coordinator", "--province", "song-lam")
    user("ungrant", "lan", "--role", "viewer")
    assert listed()["lan"]["roles"] == ["editor xa-dong-hoa", "coordinator song-lam"]


def test_a_password_a_lock_and_a_link(begun: str, var: Path) -> None:
    assert "planner user link lan" in user("add", "lan", "--role", "viewer")
    user("passwd", "lan", "--password-stdin", typed=f"{PASSWORD}\n")
    user("disable", "lan")
    assert not listed()["lan"]["active"]
    assert "đang khóa" in run("user", "link", "lan").stderr
    user("enable", "lan")
    user("totp-off", "lan")
    link = user("link", "lan")
    assert re.fullmatch(r"http://127\.0\.0\.1:5000/link/[\w-]{43}\n", link)
    database = opened(var)
    with database.session() as session:
        person = people.get(session, "lan")
        rows = [str(row.entry) for row in log.of(session, "lan")]
    database.close()
    assert passwords.matches(person.password, PASSWORD)
    assert not [row for row in rows if PASSWORD in row or link.strip()[-43:] in row]


ADD = ["user", "add", "hoa", "--role", "editor"]


@pytest.mark.parametrize(
    ("arguments", "typed", "words"),
    [
        ([*ADD, "--agency", "khong-co"], "", "không có cơ quan “khong-co”"),
        ([*ADD, "--province", "khong-co"], "", "không có tỉnh “khong-co”; có: song-lam"),
        ([*ADD, "--password-stdin"], "ngắn\n", "ít nhất 10 ký tự"),
        ([*ADD, "--password-stdin"], "", "ít nhất 10 ký tự"),
        ([*ADD, "--email", "hoa"], "", "không phải một địa chỉ thư"),
        (["user", "add", "Hoa", "--role", "editor"], "", "Hoa: tên đăng nhập gồm"),
        (["user", "add", "cli", "--role", "editor"], "", "cli: tên đăng nhập gồm"),
        (["user", "add", "quan-tri", "--role", "editor"], "", "quan-tri: đã có tài khoản"),
        (["user", "add", "hoa", "--role", "administrator", "--agency", "xa-dong-hoa"], "", "cả hệ"),
        (["user", "grant", "hoa", "--role", "viewer"], "", "không có tài khoản “hoa”"),
        (["user", "ungrant", "quan-tri", "--role", "viewer"], "", "không có vai trò này"),
        (["user", "ungrant", "quan-tri", "--role", "administrator"], "", "quản trị cuối cùng"),
        (["user", "disable", "quan-tri"], "", "quản trị cuối cùng"),
        (["user", "passwd", "hoa", "--password-stdin"], PASSWORD, "không có tài khoản “hoa”"),
        (["user", "link", "hoa"], "", "không có tài khoản “hoa”"),
        (["user", "totp-off", "hoa"], "", "không có tài khoản “hoa”"),
    ],
)
def test_what_is_wrong_is_told_and_changes_nothing(
    begun: str, arguments: list[str], typed: str, words: str
) -> None:
    before = user("list", "--json")
    done = run(*arguments, typed=typed)
    assert (done.exit_code, done.stdout) == (1, "")
    assert words in done.stderr
    assert user("list", "--json") == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["user", "add", "hoa"],
        ["user", "add", "hoa", "--role", "king"],
        [*ADD, "--agency", "xa-dong-hoa", "--province", "song-lam"],
        ["user", "passwd", "quan-tri"],
    ],
)
def test_wrong_use_ends_with_two(begun: str, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_any_address_may_be_served_at(begun: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int, str | None]] = []

    def serve(settings: Settings, host: str, _port: int, workers: int) -> None:
        asked.append((host, workers, settings.proxy))

    monkeypatch.setattr(serving, "HAS_GRANIAN", True)
    monkeypatch.setattr(serving, "_granian", serve)
    monkeypatch.setattr(serving, "_probed", lambda host, _port: host)
    monkeypatch.setenv("PLANNER_BASE_URL", "https://lich.vi-du.vn")
    assert "http://127.0.0.1:5000/" in good("serve")
    monkeypatch.setenv("PLANNER_PROXY", "10.0.0.2")
    said = good("serve", "--host", "0.0.0.0", "--workers", "3")  # noqa: S104 (that it may)
    assert "https://lich.vi-du.vn/" in said
    assert asked == [("127.0.0.1", 1, None), ("0.0.0.0", 3, "10.0.0.2")]  # noqa: S104
