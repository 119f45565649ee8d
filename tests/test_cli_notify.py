"""`planner notify`: what it prints, how it ends, and that a dry run sends nothing."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from accounts import admit
from click.testing import CliRunner, Result
from postbox import Postbox, receiving
from programs import free_port
from small import Office, dump, write

from planner import cli
from planner.domain.people import Role
from planner.services import mailing
from planner.store import people
from planner.store.db import Database

COMMUNE = "xa-dong-hoa"


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with receiving() as box:
        yield box


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the small province with an editor, a viewer of nothing late, and their addresses."""
    folder = tmp_path_factory.mktemp("nhac")
    with closing(Database(f"sqlite:///{(folder / 'planner.db').as_posix()}")) as database:
        database.upgrade()
        Office(database, write(folder / "mau")).load()
        admit(database, "lan", Role.EDITOR, COMMUNE)
        admit(database, "quan-tri")
        with database.writing() as session:
            for name in ("lan", "quan-tri"):
                person = replace(people.get(session, name), email=f"{name}@vi-du.vn")
                people.put(session, replace(person, full_name="Nguyễn Thị Lan"))
    return folder / "planner.db"


@pytest.fixture
def desk(
    made: Path, tmp_path: Path, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    path = tmp_path / "planner.db"
    path.write_bytes(made.read_bytes())
    for name, value in (
        ("PLANNER_DATABASE_URL", f"sqlite:///{path.as_posix()}"),
        ("PLANNER_VAR", str(tmp_path)),
        ("PLANNER_SECRET_KEY", "bí mật của bài thử"),
        ("PLANNER_TODAY", "2027-08-31"),
        ("PLANNER_BASE_URL", "https://lich.vi-du.vn"),
        ("PLANNER_SMTP_URL", postbox.url),
        ("PLANNER_MAIL_FROM", "Lịch chiến dịch <lich@vi-du.vn>"),
    ):
        monkeypatch.setenv(name, value)
    with closing(Database(f"sqlite:///{path.as_posix()}")) as database:
        yield database


def notify(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["notify", *arguments], catch_exceptions=False)


def said(done: Result) -> tuple[int, str, str]:
    return done.exit_code, done.stdout, done.stderr


def test_it_says_how_many_it_sent(desk: Database, postbox: Postbox) -> None:
    assert said(notify()) == (0, "đã gửi 1, không có gì để báo 1\n", "")
    assert said(notify()) == (0, "đã gửi 0, không có gì để báo 1, hôm nay đã gửi trước 1\n", "")
    assert postbox.receivers == ["lan@vi-du.vn"]


def test_as_json(desk: Database) -> None:
    assert json.loads(notify("--json").stdout) == {
        "sent": 1,
        "quiet": 1,
        "taken": 0,
        "refused": {},
    }


def test_as_a_program_of_its_own(desk: Database, postbox: Postbox) -> None:
    """As cron and the Windows Task Scheduler start it."""
    command = [sys.executable, "-m", "planner", "notify"]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "đã gửi 1, không có gì để báo 1\n",
        "",
    )
    assert postbox.receivers == ["lan@vi-du.vn"]


def test_a_dry_run_prints_the_letters_and_sends_none(
    desk: Database, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLANNER_SMTP_URL")
    before = dump(desk)
    done = notify("--dry-run")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "Tới: Nguyễn Thị Lan <lan@vi-du.vn>\n"
        "Tiêu đề: Lịch chiến dịch: 58 việc trễ, 9 việc đến hạn mai\n\nChào Nguyễn Thị Lan,\n"
    )
    assert done.stdout.endswith("sẽ gửi 1, không có gì để báo 1\n")
    (letter,) = json.loads(notify("--dry-run", "--json").stdout)
    assert (letter["person"], letter["to"]) == ("lan", "lan@vi-du.vn")
    assert letter["subject"] in done.stdout
    assert letter["text"] in done.stdout
    assert dump(desk) == before
    assert postbox.letters == []


def test_a_refused_address_is_told_and_ends_with_1(desk: Database, postbox: Postbox) -> None:
    postbox.refused = {"lan@vi-du.vn": "550 khong co nguoi nay"}
    assert said(notify()) == (
        1,
        "đã gửi 0, không có gì để báo 1\n",
        "lan: chưa gửi được thư: 550 khong co nguoi nay; xem lại địa chỉ thư\n",
    )


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        (
            "PLANNER_SMTP_URL",
            "",
            f"PLANNER_SMTP_URL: chưa đặt máy chủ thư; đặt thành {mailing.FORM}\n",
        ),
        (
            "PLANNER_MAIL_FROM",
            "",
            "PLANNER_MAIL_FROM: chưa đặt địa chỉ gửi thư, ví dụ lich@tinh.gov.vn\n",
        ),
        (
            "PLANNER_MAIL_FROM",
            "Lịch",
            "PLANNER_MAIL_FROM: “Lịch” không phải một địa chỉ thư\n",
        ),
    ],
)
def test_what_is_not_set_is_told(
    desk: Database, monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(name, value)
    assert said(notify()) == (1, "", message)


def test_a_server_that_is_away_is_told_without_its_password(
    desk: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(desk)
    port = free_port()
    monkeypatch.setenv("PLANNER_SMTP_URL", f"smtp://lich:mat-ma@127.0.0.1:{port}")
    status, printed, complaint = said(notify())
    assert (status, printed) == (1, "")
    assert complaint.startswith(f"không nối được máy chủ thư 127.0.0.1:{port}: ")
    assert complaint.count("\n") == 1
    assert "mat-ma" not in complaint
    assert dump(desk) == before
