"""`planner read` and `planner import`: what they print, how they end, and what they store."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from imports import DOCUMENT, KEY, LINES, TEXT
from small import dump, write

from planner import cli
from planner.cli import importing as command
from planner.cli import output, reading
from planner.documents import form, reader
from planner.documents.reading import Counted, Deadline, Period, Question, Reading, Window
from planner.documents.text import limits
from planner.store.db import Database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "15.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.main, [str(one) for one in arguments], catch_exceptions=False)


def good(*arguments: object) -> str:
    done = run(*arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the path of the small province's database, with its calendar, on 1/6/2027."""
    path = tmp_path / "planner.db"
    for name, value in (
        ("PLANNER_DATABASE_URL", f"sqlite:///{path.as_posix()}"),
        ("PLANNER_VAR", str(tmp_path)),
        ("PLANNER_SECRET_KEY", "bí mật của bài thử"),
        ("PLANNER_TODAY", "2027-06-01"),
    ):
        monkeypatch.setenv(name, value)
    good("init", "--demo", "--seeds", write(tmp_path / "mau"))
    return path


def rows(path: Path) -> Any:
    database = Database(f"sqlite:///{path.as_posix()}")
    found = dump(database)
    database.engine.dispose()
    return found


# --- read ---------------------------------------------------------------------------------------


def test_read_prints_the_form_of_a_reading(file: Path) -> None:
    found = json.loads(good("read", file, "--json"))
    (paper,) = found["documents"]
    assert (paper["kind"], paper["number"], paper["issued_on"]) == (
        "ke-hoach",
        "15/KH-UBND",
        "2027-05-25",
    )
    assert paper["windows"][0]["channel"] == "flag"
    assert "\\u" not in good("read", file, "--json")


def test_read_says_every_item_with_its_line(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = (Question(11, "“Đại hội” là ngày nào?", "periods"),)
    more = {
        "amends": ("24/TB-UBND",),
        "periods": (Period(None, None, "Đại hội", 11),),
        "deadlines": (*DOCUMENT.deadlines, Deadline(5, None, None, before=False, line=23)),
        "questions": asked,
    }
    values = {name: getattr(DOCUMENT, name) for name in DOCUMENT.__dataclass_fields__}
    made = Reading((type(DOCUMENT)(**{**values, **more}),), LINES)
    monkeypatch.setattr(reader, "read", lambda _lines, _known: made)
    said = good("read", file)
    assert json.loads(good("read", file, "--json")) == form.as_json(made)
    for words in (
        "Kế hoạch 15/KH-UBND (dòng 2)",
        "Nơi ban hành: Ủy ban nhân dân tỉnh Sông Lam; ngày 25/5/2027",
        "Thực hiện: 07-CT/TU",
        "Sửa đổi, thay thế: 24/TB-UBND",
        "dòng 11: ? - ? (đến Đại hội)",
        "dòng 9: [ngoài phạm vi] Đấu tranh",
        "dòng 10: Loa truyền thanh (loudspeaker)",
        "dòng 4: 2/9/1945 - 2027",
        "dòng 12: Cờ 30/8/2027 - 04/9/2027",
        "Giao Sở Văn hóa và Thể thao (dòng 14)",
        "dòng 16: [một phần ngoài phạm vi] Theo dõi",
        "dòng 23: trước 20/9/2027: Báo cáo",
        "dòng 23: chậm nhất 5 hằng tháng",
        "dòng 22: ít nhất 2 khẩu hiệu mỗi thôn",
        "dòng 11: “Đại hội” là ngày nào?",
    ):
        assert words in said


def test_the_words_for_times_and_years_of_a_summary() -> None:
    window = Window("loudspeaker", None, None, 1)
    assert reading._window(window) == "Loa truyền thanh ? - ?"
    yearly = Deadline(20, 6, None, before=True, line=1, text="Báo cáo")
    assert reading._deadline(yearly) == "trước 20/6 hằng năm: Báo cáo"
    assert Counted(1, 1, 1900, None, 2000, 1).slug is None


def test_read_needs_no_database(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_DATABASE_URL", "postgresql+psycopg://x@127.0.0.1:1/x")
    monkeypatch.setenv("PLANNER_VAR", str(file.parent / "var"))
    good("read", file)
    assert not (file.parent / "var").exists()


def test_read_is_quick_to_start(file: Path) -> None:
    """The database's and the web's code stay unloaded; the time is for a busy machine."""
    program = (
        "import sys; from planner.cli import main; main(['read', sys.argv[1]], "
        "standalone_mode=False); "
        "slow = {'sqlalchemy', 'flask', 'icalendar', 'alembic'} & set(sys.modules); "
        "sys.exit(str(slow) if slow else 0)"
    )
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program, str(file)], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("command_name", ["read", "import"])
def test_a_file_that_cannot_be_read_is_named(home: Path, tmp_path: Path, command_name: str) -> None:
    empty = tmp_path / "trong.txt"
    empty.write_bytes(b"")
    large = tmp_path / "to.txt"
    with large.open("wb") as out:
        out.truncate(limits.FILE_MOST + 1)
    before = rows(home)
    for path, words in (
        (tmp_path / "khong-co.txt", "không đọc được tệp"),
        (tmp_path, "không đọc được tệp"),
        (empty, "tệp trống"),
        (large, "quá 20 MB"),
    ):
        done = run(command_name, path)
        assert (done.exit_code, done.stdout) == (1, "")
        assert path.name in done.stderr
        assert words in done.stderr
    assert rows(home) == before


def test_long_reading_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 0.5, 2.0, 2.0, 2.5])
    monkeypatch.setattr("planner.cli.output.time.monotonic", lambda: next(clock))
    progress = output.Progress()
    for page in (1, 2, 3):
        progress(page, 40)
    assert capsys.readouterr().err == "đang đọc trang 2/40\n"


def test_planning_says_how_far_it_is_only_to_somebody_who_sits_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert output.planning() is None
    monkeypatch.setattr("planner.cli.output.sys.stderr.isatty", lambda: True)
    clock = iter([0.0, 2.0, 2.0])
    monkeypatch.setattr("planner.cli.output.time.monotonic", lambda: next(clock))
    told = output.planning()
    assert told is not None
    told(5000, 129473)
    assert capsys.readouterr().err == "đã ghi vào lịch 5000/129473\n"


# --- import -------------------------------------------------------------------------------------


def test_import_says_what_it_would_do_and_stores_nothing(home: Path, file: Path) -> None:
    before = rows(home)
    said = good("import", file)
    assert "Kế hoạch 15/KH-UBND (dòng 2)" in said
    assert f"sẽ là {KEY}: thêm" in said
    assert "theo kênh: " in said
    assert said.endswith("Chưa ghi gì; thêm --accept để nhận.\n")
    assert rows(home) == before


def test_import_accept_stores_and_plans(home: Path, file: Path) -> None:
    said = good("import", file, "--accept")
    assert f"đã nhận {KEY}: thêm" in said
    mine = json.loads(good("checklist", "--all", "--json"))
    assert any(one["source"].get("plan") == KEY for one in mine)
    texts = " ".join(one["title"] for one in mine)
    assert "đối tượng" not in texts
    assert "dư luận" not in texts
    again = good("import", file, "--accept")
    assert "phiên bản mới của 15-kh-ubnd-2027" in again
    assert "thêm 0, dời 0, đổi 0, rút 0" in again


def test_import_accept_adds_a_province_and_its_agencies_as_written(home: Path, file: Path) -> None:
    file.write_text(
        TEXT.replace("Sông Lam", "Hà Sơn").replace("SÔNG LAM", "HÀ SƠN"), encoding="utf-8"
    )
    said = good("import", file, "--accept")
    assert "thêm vào sổ, cần xem lại: Sở Văn hóa và Thể thao" in said
    added = [one for one in json.loads(good("agencies", "--json")) if one["province"] == "Hà Sơn"]
    assert added != []
    assert all(
        (one["valid_from"], one["channels"], one["to_check"]) == ("2027-05-25", [], True)
        for one in added
    )


def test_a_file_without_a_plan_is_said_so(home: Path, file: Path) -> None:
    file.write_text("Danh bạ điện thoại\n", encoding="utf-8")
    before = rows(home)
    assert "không nêu gì để lập lịch" in good("import", file) or "Chưa ghi gì" in good(
        "import", file
    )
    done = run("import", file, "--accept")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "không có văn bản nào để lập lịch" in done.stderr
    assert rows(home) == before


def test_the_words_for_each_mode() -> None:
    assert set(command.MODES) == {"version", "amendment", "replacement"}


def test_help_names_every_command() -> None:
    said = good("--help")
    for name in ("read", "import", "init", "replan", "feed", "serve"):
        assert f"\n  {name} " in said
