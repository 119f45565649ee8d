"""The command line: what each command prints, how it ends, and that bad input changes nothing."""

import gc
import http.client
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar
from small import PLAN, PLAN_KEY, PLAN_TEXT, TODAY, change, dump, line_of, write

from planner import cli
from planner.domain.policy import OPERATOR
from planner.services import checklists, installing
from planner.store import db, items
from planner.store.db import Database

ROOT = Path(__file__).parent.parent


@dataclass
class Desk:
    """Someone at a command line in the small province, on 1/6/2027."""

    folder: Path
    path: Path
    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *arguments: str) -> Result:
        return CliRunner().invoke(cli.main, arguments, catch_exceptions=False)

    def good(self, *arguments: str) -> str:
        """Run a command that must end well, and return what it printed."""
        done = self(*arguments)
        assert (done.exit_code, done.stderr) == (0, "")
        return done.stdout

    def json(self, *arguments: str) -> Any:
        return json.loads(self.good(*arguments, "--json"))

    def bad(self, *arguments: str) -> str:
        """Run a command that must end with 1 and change nothing; return what it complained of."""
        before = self.dump()
        done = self(*arguments)
        assert (done.exit_code, done.stdout) == (1, "")
        assert self.dump() == before
        assert done.stderr.endswith("\n")
        return done.stderr.removesuffix("\n")

    def init(self) -> str:
        return self.good("init", "--demo", "--seeds", str(self.folder))

    def set(self, name: str, value: str) -> None:
        self.monkeypatch.setenv(name, value)

    def dump(self) -> Any:
        """Return everything that is kept: all rows, or that there is no file."""
        if not self.path.exists():
            return sorted(one.name for one in self.path.parent.iterdir())
        try:
            database = Database(f"sqlite:///{self.path.as_posix()}")
            with sqlite3.connect(self.path) as connection:
                version = connection.execute("SELECT * FROM alembic_version").fetchall()
            connection.close()
            rows = dump(database)
        except sqlite3.DatabaseError:
            return self.path.read_bytes()
        database.engine.dispose()
        return version, rows


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give a command line with seeds and without a database."""
    (tmp_path / "var").mkdir()
    path = tmp_path / "var" / "planner.db"
    for name, value in (
        ("PLANNER_DATABASE_URL", f"sqlite:///{path.as_posix()}"),
        ("PLANNER_VAR", str(tmp_path / "var")),
        ("PLANNER_SECRET_KEY", "bí mật của bài thử"),
        ("PLANNER_TODAY", "2027-06-01"),
    ):
        monkeypatch.setenv(name, value)
    return Desk(write(tmp_path / "mau"), path, monkeypatch)


@pytest.fixture(scope="session")
def planned_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database of the small province, planned on 1/6/2027."""
    folder = tmp_path_factory.mktemp("cli")
    seeds = write(folder / "mau")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PLANNER_DATABASE_URL", f"sqlite:///{(folder / 'p.db').as_posix()}")
        patched.setenv("PLANNER_VAR", str(folder))
        patched.setenv("PLANNER_TODAY", "2027-06-01")
        done = CliRunner().invoke(cli.main, ["init", "--demo", "--seeds", str(seeds)])
    assert done.exit_code == 0, done.output
    return folder / "p.db"


@pytest.fixture
def planned(desk: Desk, planned_file: Path) -> Desk:
    """Give a command line with the small province's calendar."""
    desk.path.write_bytes(planned_file.read_bytes())
    return desk


# --- init ---------------------------------------------------------------------------------------


def test_init_makes_an_empty_calendar(desk: Desk) -> None:
    said = desk.good("init", "--seeds", str(desk.folder))
    assert said.startswith("Cơ sở dữ liệu đã sẵn sàng.\n")
    assert desk.json("agencies") == []
    assert desk.json("slots") == []
    assert len(desk.json("anniversaries", "2027")) == 3


def test_init_demo_plans_and_says_how_much(desk: Desk) -> None:
    assert desk.init().startswith(
        "7 cơ quan, 1 kế hoạch. Lịch: thêm 313, dời 0, rút 0, giữ 0. Điều cần xem: 0.\n"
    )
    assert sorted(one.name for one in desk.path.parent.iterdir()) == ["planner.db"]


def test_init_again_loses_nothing(planned: Desk) -> None:
    planned.good("feed", "new", "--agency", "xa-dong-hoa")
    before = planned.dump()
    assert planned.init() == (
        "7 cơ quan, 1 kế hoạch. Lịch: thêm 0, dời 0, rút 0, giữ 0. Điều cần xem: 0.\n"
    )
    assert planned.good("init") == "Cơ sở dữ liệu đã sẵn sàng.\n"
    assert planned.dump() == before


def test_init_without_demo_leaves_a_cadence_that_an_office_changed(planned: Desk) -> None:
    with sqlite3.connect(planned.path) as connection:
        connection.execute("UPDATE cadence SET minutes = 12 WHERE id = 'loudspeaker-bulletin'")
    connection.close()
    before = planned.dump()
    planned.good("init", "--seeds", str(planned.folder))
    assert planned.dump() == before


def test_init_reads_the_repositorys_seeds_from_wherever_it_is_called(
    desk: Desk, tmp_path: Path
) -> None:
    desk.monkeypatch.chdir(tmp_path)
    desk.good("init")
    assert len(desk.json("anniversaries", "2027")) > 9


def test_init_has_the_options_that_are_promised(desk: Desk) -> None:
    """product.md: `planner init [--demo] [--province NAME] [--seeds DIR]`."""
    options = set(re.findall(r"--[a-z]+", desk.good("init", "--help")))
    assert options == {"--demo", "--province", "--seeds", "--help"}


# --- lists --------------------------------------------------------------------------------------


def test_slots(planned: Desk) -> None:
    found = planned.json(
        "slots", "--agency", "xa-dong-hoa", "--campaign", "quoc-khanh-2027", "--channel", "banner"
    )
    name = "82 năm Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert [{key: row[key] for key in KEYS} for row in found] == [
        {
            "key": "quoc-khanh-2027/banner-hang/xa-dong-hoa/span",
            "agency": "xa-dong-hoa",
            "channel": "banner",
            "format": "banner",
            "theme": name,
            "campaign": "quoc-khanh-2027",
            "day": "2027-08-26",
            "end_day": "2027-09-05",
            "at": None,
            "minutes": None,
            "due": "2027-08-19",
            "state": "proposed",
            "source": {"anniversary": "quoc-khanh", "cadence": "banner-hang"},
        }
    ]


KEYS = (
    "key",
    "agency",
    "channel",
    "format",
    "theme",
    "campaign",
    "day",
    "end_day",
    "at",
    "minutes",
    "due",
    "state",
    "source",
)


def test_slots_say_where_they_come_from(planned: Desk) -> None:
    found = planned.json(
        "slots", "--agency", "bao-song-lam", "--from", "2027-08-26", "--to", "2027-08-26"
    )
    line = line_of(PLAN_TEXT, "- Xây dựng nông thôn mới")
    assert [(row["key"], row["source"]) for row in found] == [
        (
            "quoc-khanh-2027/press-page/bao-song-lam/th-1",
            {
                "anniversary": "quoc-khanh",
                "plan": PLAN_KEY,
                "line": line,
                "cadence": "press-page",
            },
        ),
        (
            "thuong-xuyen-2027/regular-column/bao-song-lam/W34-th",
            {"plan": PLAN_KEY, "line": line, "cadence": "regular-column"},
        ),
    ]
    assert (
        planned.json(
            "slots", "--agency", "dai-song-lam", "--from", "2027-06-03", "--to", "2027-06-03"
        )[0]["at"]
        == "06:45"
    )


def test_lists_without_days_hold_every_day_and_what_has_none(planned: Desk) -> None:
    whole = planned.json("slots", "--agency", "xa-dong-hoa")
    without = [row["key"] for row in whole if row["day"] is None]
    assert sorted(without) == [
        f"{PLAN_KEY}-1/phase-banner/xa-dong-hoa/span",
        f"{PLAN_KEY}-1/phase-event/xa-dong-hoa/once",
        f"{PLAN_KEY}-2/phase-event/xa-dong-hoa/once",
    ]
    dated = planned.json("slots", "--agency", "xa-dong-hoa", "--from", "2000-01-01")
    assert len(dated) == len(whole) - 3
    days = [row["day"] for row in dated]
    assert days == sorted(days)


def test_slots_as_lines(planned: Desk) -> None:
    found = planned.good(
        "slots", "--agency", "xa-dong-hoa", "--channel", "flag", "--to", "2027-12-31"
    )
    (row,) = found.splitlines()
    assert row.split("\t")[:4] == [
        "quoc-khanh-2027/flag-hang/xa-dong-hoa/span",
        "xa-dong-hoa",
        "flag",
        "flag",
    ]
    assert "anniversary=quoc-khanh cadence=flag-hang" in row


def test_a_list_of_nothing_is_a_list(planned: Desk) -> None:
    assert planned.json("slots", "--campaign", "khong-co") == []
    assert planned.good("slots", "--campaign", "khong-co") == ""
    assert planned.json("feed", "list") == []


def test_checklist(planned: Desk) -> None:
    found = planned.json("checklist", "so-vhtt-song-lam")
    keys = ("key", "agency", "title", "due", "state", "source")
    assert [{key: row[key] for key in keys} for row in found] == [
        {
            "key": f"{PLAN_KEY}/h1/so-vhtt-song-lam/2027-06",
            "agency": "so-vhtt-song-lam",
            "title": "Báo cáo sáu tháng",
            "due": "2027-06-19",
            "state": "open",
            "source": {"plan": PLAN_KEY, "line": line_of(PLAN_TEXT, "sáu tháng")},
        },
        {
            "key": f"{PLAN_KEY}/d1/so-vhtt-song-lam/once",
            "agency": "so-vhtt-song-lam",
            "title": "Tổ chức triển lãm ảnh về quê hương",
            "due": "2027-09-20",
            "state": "open",
            "source": {"plan": PLAN_KEY, "line": line_of(PLAN_TEXT, "triển lãm ảnh")},
        },
    ]
    assert planned.json("checklist", "so-vhtt-song-lam", "--to", "2027-06-30") == found[:1]
    assert planned.json("checklist", "so-vhtt-song-lam", "--from", "2027-06-20") == found[1:]
    everyone = planned.json("checklist", "--all")
    assert len(everyone) == 20
    assert {row["agency"] for row in everyone} == {
        "bao-song-lam",
        "dai-song-lam",
        "so-vhtt-song-lam",
        "huyen-tay-ha",
        "phong-vh-tay-ha",
        "xa-dong-hoa",
    }
    assert planned.good("checklist", "so-vhtt-song-lam").splitlines()[0].split("\t")[:4] == [
        f"{PLAN_KEY}/h1/so-vhtt-song-lam/2027-06",
        "so-vhtt-song-lam",
        "Báo cáo sáu tháng",
        "2027-06-19",
    ]


def test_checklist_shows_what_people_did_with_it(planned: Desk) -> None:
    report, duty = (row["key"] for row in planned.json("checklist", "so-vhtt-song-lam"))
    database = Database(f"sqlite:///{planned.path.as_posix()}")
    with database.writing() as session:
        for key, step, given in (
            (report, "not_applicable", ""),
            (duty, "hand_on", "dai-song-lam"),
            (duty, "accept", ""),
            (duty, "done", ""),
        ):
            revision = items.get(session, key).revision
            checklists.take(
                session,
                key,
                step,
                OPERATOR,
                today=TODAY,
                revision=revision,
                given=given,
                why="Vì thế",
            )
    database.close()
    found = planned.json("checklist", "--all")
    assert [(row["agency"], row["state"]) for row in found if row["key"] in {report, duty}] == [
        ("so-vhtt-song-lam", "not_applicable"),
        ("dai-song-lam", "done"),
    ]


def test_agencies(planned: Desk) -> None:
    found = {row["slug"]: row for row in planned.json("agencies")}
    assert len(found) == 7
    keys = ("slug", "name", "kind", "province", "channels", "valid_from", "valid_to")
    assert {key: found["so-tttt-song-lam"][key] for key in keys} == {
        "slug": "so-tttt-song-lam",
        "name": "Sở Thông tin và Truyền thông",
        "kind": "department",
        "province": "Sông Lam",
        "channels": ["portal", "social", "oral", "print"],
        "valid_from": "2020-01-01",
        "valid_to": "2027-02-28",
    }
    assert "so-tttt-song-lam" in {
        row["slug"] for row in planned.json("agencies", "--on", "2027-02-28")
    }
    assert len(planned.json("agencies", "--on", "2027-03-01")) == 6
    assert planned.json("agencies", "--on", "2019-12-31") == []


def test_anniversaries(planned: Desk) -> None:
    assert planned.json("anniversaries", "2027") == [
        {
            "date": "2027-07-27",
            "name": "Kỷ niệm 80 năm Ngày Thương binh - Liệt sĩ (27/7/1947 - 27/7/2027)",
            "count": 80,
            "class": "round",
            "rank": "usual",
            "lunar": None,
            "campaign": "thuong-binh-liet-si-2027",
        },
        {
            "date": "2027-08-19",
            "name": "Kỷ niệm 82 năm Cách mạng Tháng Tám (19/8/1945 - 19/8/2027)",
            "count": 82,
            "class": "other",
            "rank": "noted",
            "lunar": None,
            "campaign": None,
        },
        {
            "date": "2027-09-02",
            "name": "Kỷ niệm 82 năm Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam "
            "(02/9/1945 - 02/9/2027)",
            "count": 82,
            "class": "other",
            "rank": "great",
            "lunar": None,
            "campaign": "quoc-khanh-2027",
        },
    ]
    (lunar,) = (row for row in planned.json("anniversaries", "2028") if row["lunar"])
    assert (lunar["date"], lunar["count"], lunar["campaign"]) == ("2028-04-04", None, None)


# --- replan -------------------------------------------------------------------------------------


def test_replan_with_nothing_to_do(planned: Desk) -> None:
    before = planned.dump()
    found = planned.json("replan")
    assert {key: found[key] for key in ("added", "moved", "withdrawn", "kept")} == {
        "added": 0,
        "moved": 0,
        "withdrawn": 0,
        "kept": 0,
    }
    assert planned.dump() == before


def test_replan_counts_and_a_dry_run_only_counts(planned: Desk) -> None:
    planned.set("PLANNER_TODAY", "2028-01-02")  # the horizon is now the end of 2029
    before = planned.dump()
    dry = planned.json("replan", "--dry-run")
    assert (dry["added"], dry["moved"], dry["withdrawn"]) == (
        88,
        0,
        0,
    )  # 82 for 2/9/2029, 6 for 27/7/2029
    assert planned.dump() == before
    some = planned.json("replan", "--from", "2029-01-01", "--to", "2029-08-31")
    assert 0 < some["added"] < dry["added"]
    rest = planned.json("replan")
    assert some["added"] + rest["added"] == dry["added"]
    assert planned.json("replan", "--plan", PLAN_KEY)["added"] == 0


def test_replan_in_words(planned: Desk) -> None:
    found = planned.good("replan")
    assert found == "thêm 0, dời 0, đổi 0, rút 0, trả lại 0, giữ 0\n"


# --- feeds --------------------------------------------------------------------------------------


def test_a_feed_is_made_listed_shown_and_exported(planned: Desk) -> None:
    made = planned.json("feed", "new", "--agency", "xa-dong-hoa", "--channel", "banner")
    assert made.keys() == {"id", "path"}
    found = re.fullmatch(r"/feeds/([A-Za-z0-9_-]{43})/([a-z0-9-]+)\.ics", made["path"])
    assert found is not None
    assert found.group(2) == "xa-dong-hoa-bang-ron"
    (row,) = planned.json("feed", "list")
    shown = {
        "id": made["id"],
        "name": "Xã Đông Hòa, Băng rôn",
        "agency": "xa-dong-hoa",
        "channel": "banner",
        "campaign": None,
        "path": made["path"],
    }
    assert {key: row[key] for key in shown} == shown
    one = planned.json("feed", "show", str(made["id"]))
    assert {key: one[key] for key in shown} == shown
    assert one["events"] == 2
    exported = planned("feed", "export", str(made["id"]))
    assert (exported.exit_code, len(exported.stdout_bytes)) == (0, one["bytes"])
    calendar = Calendar.from_ical(exported.stdout_bytes)
    assert [str(event["summary"]) for event in calendar.walk("VEVENT")] == [
        "Băng rôn: 82 năm Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam",
        "Băng rôn: Kế hoạch tuyên truyền năm 2027",
    ]
    assert planned("feed", "export", str(made["id"])).stdout_bytes == exported.stdout_bytes


def test_a_feed_of_a_campaign_under_a_name_of_its_own(planned: Desk) -> None:
    text = planned.good("feed", "new", "--campaign", "quoc-khanh-2027", "--name", "Mừng 2/9")
    number, address = text.rstrip("\n").split("\t")
    assert re.fullmatch(r"http://127\.0\.0\.1:5000/feeds/[\w-]{43}/mung-2-9\.ics", address)
    assert "name\tMừng 2/9\n" in planned.good("feed", "show", number)
    assert planned.good("feed", "list").split("\t")[:2] == [number, "Mừng 2/9"]


def test_an_address_lasts_as_long_as_the_key(planned: Desk) -> None:
    made = planned.json("feed", "new", "--agency", "xa-dong-hoa")
    assert planned.json("feed", "show", str(made["id"]))["path"] == made["path"]
    planned.set("PLANNER_SECRET_KEY", "khác")
    assert planned.json("feed", "show", str(made["id"]))["path"] != made["path"]


# --- wrong use ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["slots", "--nothing"],
        ["slots", "--from", "28/8/2027"],
        ["slots", "--to", "2027-02-30"],
        ["slots", "--channel", "fax"],
        ["checklist"],
        ["checklist", "xa-dong-hoa", "--all"],
        ["anniversaries"],
        ["anniversaries", "nay"],
        ["agencies", "--on", "nay"],
        ["replan", "--from"],
        ["feed", "show"],
        ["feed", "show", "một"],
        ["feed", "export"],
        ["feed", "nothing"],
        ["serve", "--port", "0"],
        ["serve", "--port", "70000"],
    ],
)
def test_wrong_use_ends_with_2(planned: Desk, arguments: list[str]) -> None:
    before = planned.dump()
    done = planned(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error: " in done.stderr
    assert planned.dump() == before


# --- bad input ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["slots", "--agency", "khong-co"], "không có cơ quan “khong-co”"),
        (["checklist", "khong-co"], "không có cơ quan “khong-co”"),
        (["feed", "new", "--agency", "khong-co"], "không có cơ quan “khong-co”"),
        (["feed", "new"], "--agency"),
        (["feed", "new", "--campaign", "khong-co-2027"], "khong-co-2027"),
        (["feed", "show", "99"], "số 99"),
        (["feed", "export", "99"], "số 99"),
        (["replan", "--plan", "99-kh-2027"], "“99-kh-2027”"),
        (["anniversaries", "1899"], "năm 1899"),
        (["anniversaries", "99999"], "năm 99999"),
        (["anniversaries", "0"], "năm 0"),
        (["slots", "--from", "2027-09-02", "--to", "2027-09-01"], "--to (2027-09-01)"),
        (["checklist", "--all", "--from", "2027-09-02", "--to", "2027-09-01"], "--to"),
        (["replan", "--from", "2027-09-02", "--to", "2027-09-01"], "--from (2027-09-02)"),
        (["serve", "--host", "256.0.0.1"], "--host"),
    ],
)
def test_a_bad_argument_is_told_and_changes_nothing(
    planned: Desk, arguments: list[str], words: str
) -> None:
    assert words in planned.bad(*arguments)


@pytest.mark.parametrize(
    "days",
    [
        ["--from", "0001-01-01", "--to", "1890-01-01"],
        ["--from", "1850-06-01", "--to", "1890-01-01"],
        ["--to", "2027-05-31"],
        ["--to", "0001-01-01"],
        ["--from", "9999-12-31"],
    ],
    ids=" ".join,
)
def test_days_outside_the_calendar_are_told_or_harmless(planned: Desk, days: list[str]) -> None:
    before = planned.dump()
    done = planned("replan", *days)
    assert done.exit_code in {0, 1}
    assert planned.dump() == before


SPOILED: dict[str, tuple[str, str, str, str]] = {
    "an unknown agency in a plan": (
        PLAN,
        "### Báo Sông Lam; Đài PT-TH Sông Lam",
        "### Báo Sông Hồng",
        f"{PLAN}:{line_of(PLAN_TEXT, '### Báo')}: không có cơ quan “Báo Sông Hồng”",
    ),
    "a plan's window that ends before it begins": (
        PLAN,
        "- [ngoài phạm vi] flag, 20/8/2027 - 10/9/2027",
        "- flag, 10/9/2027 - 20/8/2027",
        f"{PLAN}:{line_of(PLAN_TEXT, 'flag, ')}: khoảng ngày kết thúc",
    ),
    "a cadence's window backwards": (
        "cadences.toml",
        'other = "T-5..T"',
        'other = "T..T-5"',
        "mau/cadences.toml, cadence.loudspeaker-bulletin.other: khoảng “T..T-5” kết thúc trước",
    ),
    "a broken RRULE": (
        "cadences.toml",
        'rrule = "FREQ=WEEKLY;BYDAY=TU,TH"',
        'rrule = "FREQ=WEEKLY;BYDAY=TT"',
        "mau/cadences.toml, cadence.regular-post.rrule: quy tắc lặp",
    ),
    "a TOML syntax error": (
        "register/song-lam.toml",
        'kind = "newspaper"',
        "kind = newspaper",
        "register/song-lam.toml:11: TOML sai",
    ),
    "an unknown key": (
        "register/song-lam.toml",
        'kind = "newspaper"',
        'kind = "newspaper"\ncolour = "đỏ"',
        "register/song-lam.toml, agency.bao-song-lam.colour: không có mục này",
    ),
    "a slug twice": (
        "register/song-lam.toml",
        'slug = "dai-song-lam"',
        'slug = "bao-song-lam"',
        "register/song-lam.toml, bao-song-lam: mã này đã có",
    ),
    "an unknown heir": (
        "register/song-lam.toml",
        'to = "so-vhtt-song-lam"',
        'to = "so-khcn"',
        "register/song-lam.toml, so-tttt-song-lam: trỏ đến cơ quan “so-khcn”",
    ),
    "no such day": (
        "anniversaries.toml",
        "day = 27\nmonth = 7",
        "day = 31\nmonth = 2",
        "mau/anniversaries.toml, anniversary.thuong-binh-liet-si.day: không có ngày 31/2",
    ),
}


@pytest.mark.parametrize("spoiled", SPOILED.values(), ids=SPOILED.keys())
def test_bad_seeds_are_told_and_change_nothing(
    planned: Desk, spoiled: tuple[str, str, str, str]
) -> None:
    name, old, new, told = spoiled
    change(planned.folder, name, old, new)
    for arguments in (["init", "--demo"], ["init"]):
        assert planned.bad(*arguments, "--seeds", str(planned.folder)).startswith(told)


@pytest.mark.parametrize("spoiled", SPOILED.values(), ids=SPOILED.keys())
def test_bad_seeds_leave_no_new_database_behind(
    desk: Desk, spoiled: tuple[str, str, str, str]
) -> None:
    name, old, new, told = spoiled
    change(desk.folder, name, old, new)
    assert desk.bad("init", "--demo", "--seeds", str(desk.folder)).startswith(told)
    assert list(desk.path.parent.iterdir()) == []


def test_a_missing_file_one_that_is_not_utf_8_and_a_missing_folder(planned: Desk) -> None:
    seeds = ["--seeds", str(planned.folder)]
    assert planned.bad("init", "--seeds", str(planned.folder / "khong")).startswith(
        f"{planned.folder / 'khong'}: không có thư mục này"
    )
    (planned.folder / "cadences.toml").write_bytes(b"# \xff\xfe")
    assert planned.bad("init", *seeds).startswith("mau/cadences.toml: tệp phải ở mã UTF-8")
    (planned.folder / "cadences.toml").unlink()
    assert planned.bad("init", *seeds).startswith("mau/cadences.toml: thiếu tệp này")


def test_an_init_that_fails_midway_leaves_no_database(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patched:
        patched.setattr(installing, "replan", broken)
        with pytest.raises(RuntimeError, match="the power went"):
            desk("init", "--demo", "--seeds", str(desk.folder))
    assert list(desk.path.parent.iterdir()) == []
    desk.init()


def test_a_setting_that_is_no_day_is_told(planned: Desk) -> None:
    planned.set("PLANNER_TODAY", "mai")
    assert planned.bad("replan") == "PLANNER_TODAY: phải là một ngày dạng 2027-08-25"


# --- the database -------------------------------------------------------------------------------

WRITES = pytest.mark.parametrize(
    "arguments",
    [["replan"], ["feed", "new", "--agency", "xa-dong-hoa"], ["init", "--demo"]],
    ids=["replan", "feed new", "init"],
)
READS = pytest.mark.parametrize(
    "arguments",
    [["slots"], ["checklist", "--all"], ["agencies"], ["feed", "list"], ["replan"]],
    ids=" ".join,
)


def _full(desk: Desk, arguments: list[str]) -> list[str]:
    """Make a command have something to write."""
    desk.set("PLANNER_TODAY", "2028-01-02")
    return [*arguments, "--seeds", str(desk.folder)] if arguments[0] == "init" else arguments


@WRITES
def test_a_locked_database(planned: Desk, arguments: list[str]) -> None:
    planned.monkeypatch.setattr(db, "BUSY_SECONDS", 0)
    holder = sqlite3.connect(planned.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    said = planned.bad(*_full(planned, arguments))
    holder.execute("ROLLBACK")
    holder.close()
    assert (
        said == f"{planned.path} đang bị chương trình khác khóa; đóng chương trình ấy rồi làm lại"
    )


@WRITES
def test_a_read_only_database(planned: Desk, tmp_path: Path, arguments: list[str]) -> None:
    planned.monkeypatch.chdir(tmp_path)
    planned.set(
        "PLANNER_DATABASE_URL", f"sqlite:///file:{planned.path.as_posix()}?mode=ro&uri=true"
    )
    said = planned.bad(*_full(planned, arguments))
    assert "chỉ đọc được" in said
    assert str(planned.path) in said
    assert sorted(one.name for one in tmp_path.iterdir()) == ["mau", "var"]


def test_a_read_only_postgresql(
    desk: Desk, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.set("PLANNER_DATABASE_URL", postgres_url)
    desk.init()
    database = Database(postgres_url)
    before = dump(database)
    desk.set(
        "PLANNER_DATABASE_URL",
        f"{postgres_url}?options=-c%20default_transaction_read_only%3Don",
    )
    for arguments in (["replan"], ["feed", "new", "--agency", "xa-dong-hoa"], ["init", "--demo"]):
        done = desk(*_full(desk, arguments))
        assert (done.exit_code, done.stdout) == (1, "")
        assert "đang ở chế độ chỉ đọc" in done.stderr
    assert dump(database) == before
    database.engine.dispose()
    assert len(desk.json("agencies")) == 7
    gc.collect()  # a connection that a command left open warns when it is collected


@READS
def test_a_database_of_a_newer_version(planned: Desk, arguments: list[str]) -> None:
    with sqlite3.connect(planned.path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    for one in (arguments, ["init"], ["init", "--demo", "--seeds", str(planned.folder)]):
        assert re.fullmatch(
            rf"{re.escape(str(planned.path))} do một bản mới hơn .*9999.*", planned.bad(*one)
        )


@READS
def test_a_file_that_is_no_database(desk: Desk, arguments: list[str]) -> None:
    desk.path.write_text("Đây là một bức thư.\n" * 100, encoding="utf-8")
    for one in (arguments, ["init"]):
        assert desk.bad(*one) == (f"{desk.path} không phải tệp dữ liệu của chương trình này")


@READS
def test_a_database_that_is_not_there_is_not_made(desk: Desk, arguments: list[str]) -> None:
    said = desk.bad(*arguments)
    assert str(desk.path) in said
    assert "planner init" in said
    assert list(desk.path.parent.iterdir()) == []


@READS
def test_a_database_without_the_schema(desk: Desk, arguments: list[str]) -> None:
    connection = sqlite3.connect(desk.path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    done = desk(*arguments)
    assert (done.exit_code, done.stderr) == (1, f"{desk.path} còn trống; chạy planner init\n")


@pytest.mark.parametrize("arguments", [["slots"], ["init"]], ids=" ".join)
def test_a_postgresql_that_is_away(desk: Desk, arguments: list[str]) -> None:
    desk.set(
        "PLANNER_DATABASE_URL",
        "postgresql+psycopg://lan:bimat@127.0.0.1:1/planner?connect_timeout=2",
    )
    said = desk.bad(*arguments)
    assert said.startswith("không nối được tới postgresql+psycopg://lan:***@127.0.0.1:1/planner")


def test_an_address_that_is_none(desk: Desk) -> None:
    desk.set("PLANNER_DATABASE_URL", "mot hai ba")
    assert "PLANNER_DATABASE_URL" in desk.bad("slots")


def test_a_folder_that_cannot_be_made(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "tep").touch()
    path = tmp_path / "tep" / "planner.db"
    desk.set("PLANNER_DATABASE_URL", f"sqlite:///{path.as_posix()}")
    assert str(path) in desk.bad("init")


# --- as a program -------------------------------------------------------------------------------


def program(desk: Desk, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "planner", *arguments],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **environment},
    )


def test_as_a_program_it_speaks_utf_8_and_gives_its_statuses(planned: Desk) -> None:
    strange = {"PYTHONIOENCODING": "cp1252"}
    good = program(planned, "agencies", "--json", **strange)
    assert (good.returncode, good.stderr) == (0, b"")
    assert json.loads(good.stdout.decode())[0]["name"] == "Báo Sông Lam"
    bad = program(planned, "slots", "--agency", "khong-co", **strange)
    assert (bad.returncode, bad.stdout) == (1, b"")
    assert bad.stderr.decode().startswith("không có cơ quan “khong-co”")
    wrong = program(planned, "slots", "--to", "mai", **strange)
    assert (wrong.returncode, wrong.stdout) == (2, b"")


def test_as_a_program_it_exports_the_very_bytes(planned: Desk) -> None:
    made = planned.json("feed", "new", "--agency", "xa-dong-hoa")
    first = program(planned, "feed", "export", str(made["id"]))
    again = program(planned, "feed", "export", str(made["id"]))
    assert (first.returncode, first.stderr) == (0, b"")
    assert first.stdout == again.stdout
    assert first.stdout.startswith(b"BEGIN:VCALENDAR\r\n")
    assert first.stdout.endswith(b"END:VCALENDAR\r\n")
    assert first.stdout.count(b"\n") == first.stdout.count(b"\r\n")


def test_it_serves_on_this_machine(planned: Desk) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "planner", "serve", "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert wait_for(lambda: status(port, "/healthz")) == 200
    finally:
        server.terminate()
        server.wait()


def status(port: int, path: str) -> int | None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def wait_for(ask: Callable[[], int | None]) -> int | None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if (found := ask()) is not None:
            return found
        time.sleep(0.05)
    return None


def test_an_office_moves_to_postgresql_and_back(
    planned: Desk, postgres_url: str, tmp_path: Path
) -> None:
    made = planned.json("feed", "new", "--agency", "xa-dong-hoa")
    before = planned.json("slots"), planned.good("feed", "export", "1"), made["path"]
    said = planned.good("copy-database", postgres_url)
    assert "hai bên giống nhau" in said
    slots = next(line.split("\t") for line in said.splitlines() if line.startswith("slot\t"))
    assert int(slots[1]) == len(before[0])
    assert "đã có dữ liệu" in planned.bad("copy-database", postgres_url)
    home = f"sqlite:///{planned.path.as_posix()}"
    assert "chính cơ sở dữ liệu này" in planned.bad("copy-database", home)
    planned.set("PLANNER_DATABASE_URL", postgres_url)
    path = planned.json("feed", "show", "1")["path"]
    assert (planned.json("slots"), planned.good("feed", "export", "1"), path) == before
    back = f"sqlite:///{(tmp_path / 'back.db').as_posix()}"
    assert planned.good("copy-database", back).splitlines()[:-2] == said.splitlines()[:-2]


def test_another_province_is_started_by_name(desk: Desk) -> None:
    assert "Lâm Đồng: 141 cơ quan" in desk.good("init", "--province", "Lâm Đồng")
    assert {one["province"] for one in desk.json("agencies")} == {"Lâm Đồng"}
    slots = desk.json("slots", "--agency", "bao-ptth-lam-dong")
    assert {one["format"] for one in slots} == {"special_page", "column", "radio", "tv"}
    desk.good("init", "--province", "Lâm Đồng")
    assert desk.json("replan")["added"] == 0


def test_an_unknown_province_changes_nothing(desk: Desk) -> None:
    assert "“Kiên Giang”; có: " in desk.bad("init", "--province", "Kiên Giang")
