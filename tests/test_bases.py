"""That the whole suite runs on both engines, and nothing slips by on SQLite alone."""

from collections import Counter
from pathlib import Path

from bases import engine_of

TESTS = Path(__file__).parent
OF_SQLITE = frozenset({
    "bases.py",
    "conftest.py",
    "test_bases.py",
    "test_cli.py",  # the file that a fresh installation makes, and what becomes of it
    "test_cli_importing.py",
    "test_cli_notify.py",
    "test_cli_people.py",
    "test_copying.py",
    "test_db.py",
    "test_pages.py",  # a database that is away
    "test_settings.py",
})  # fmt: skip


def test_every_file_of_tests_gets_its_databases_from_a_fixture() -> None:
    named = {
        path.name
        for path in TESTS.rglob("*.py")
        if not {"node_modules", "bench"} & set(path.parts)
        and "sqlite:///" in path.read_text(encoding="utf-8")
    }
    assert named - OF_SQLITE == set()


def test_engines_take_turns() -> None:
    files = [path.name for path in TESTS.rglob("test_*.py")]
    first, second = ([engine_of(name, turn) for name in files] for turn in (0, 1))
    assert all(one != other for one, other in zip(first, second, strict=True))
    assert min(Counter(first).values()) > len(files) / 4
