"""What the tests share: the programs they drive, and the rule that nothing is skipped in CI."""

import os
import shutil
import subprocess
from collections.abc import Callable, Generator, Iterator
from itertools import count
from pathlib import Path

import pytest
import small
from bases import ENGINES, Bases, administration, engine_of
from playwright.sync_api import Browser
from programs import missing, running_chromium, serving_postgres

from planner.store.db import Database

TESTS = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--snapshot-update", action="store_true", help="write tests/snapshots/ anew, to be read"
    )
    parser.addoption("--database", choices=ENGINES, help="run every test on this engine only")
    parser.addoption(
        "--turn", type=int, default=0, help="an odd one swaps the engines of tests that need one"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is asked of the other engine."""
    chosen = config.getoption("--database")
    others = {one for one in ENGINES if chosen and one != chosen}
    left_out = [item for item in items if others & set(_parameters(item))]
    items[:] = [item for item in items if not others & set(_parameters(item))]
    config.hook.pytest_deselected(items=left_out)


def _parameters(item: pytest.Item) -> list[str]:
    """Return the parameters of a test that are words."""
    call = getattr(item, "callspec", None)
    return [one for one in call.params.values() if isinstance(one, str)] if call else []


# No setting of the person who runs the tests may reach them, least of all their database.


def pytest_configure() -> None:
    for name in [name for name in os.environ if name.startswith("PLANNER_")]:
        del os.environ[name]


# Outside CI a test whose program is missing is skipped; in CI every skip is a failure.


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        _fail_in_ci(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped:
        _fail_in_ci(report)
    return report


def _fail_in_ci(report: pytest.TestReport | pytest.CollectReport) -> None:
    if in_ci():
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: nothing may be skipped in CI ({reason})"


# PostgreSQL: a server of our own in a temporary folder, a new database for each test.


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with serving_postgres() as address:
        yield address


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> str:
    """Name the database with the schema that each test gets a copy of."""
    with administration(postgres) as connection:
        connection.execute("CREATE DATABASE planner_template")
    _upgrade(postgres + "planner_template")
    return "planner_template"


_numbers = count(1)


@pytest.fixture
def postgres_url(postgres: str, postgres_template: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    with administration(postgres) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {postgres_template}".encode())
    yield postgres + name
    with administration(postgres) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file with the schema that each test gets a copy of."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    _upgrade(f"sqlite:///{path.as_posix()}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "planner.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path.as_posix()}"


@pytest.fixture(scope="module")
def bases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bases]:
    """Give the databases of a file whose tests run on one engine (tests/bases.py)."""
    turn = request.config.getoption("--turn")
    engine = request.config.getoption("--database") or engine_of(request.path.name, turn)
    if engine == "sqlite":
        template = f"sqlite:///{request.getfixturevalue('sqlite_template').as_posix()}"
    else:
        postgres = request.getfixturevalue("postgres")
        template = postgres + request.getfixturevalue("postgres_template")
    made = Bases(template, tmp_path_factory.mktemp("bases"))
    yield made
    made.drop()


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Give an empty database with the schema, on each of the two engines in turn."""
    name = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    opened = Database(request.getfixturevalue(name))
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="session")
def postgres_demonstration_url(postgres: str, postgres_template: str) -> str:
    """Give a database with the schema for the demonstration, which is planned once."""
    with administration(postgres) as connection:
        connection.execute(
            f"CREATE DATABASE planner_demonstration TEMPLATE {postgres_template}".encode()
        )
    return f"{postgres}planner_demonstration"


@pytest.fixture(scope="session")
def sqlite_demonstration_url(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> str:
    path = tmp_path_factory.mktemp("demonstration") / "planner.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path.as_posix()}"


@pytest.fixture
def office(database: Database, tmp_path: Path) -> small.Office:
    """Give a small province with a seeds folder of its own and an empty database."""
    return small.Office(database, small.write(tmp_path / "seeds"))


@pytest.fixture
def planned(office: small.Office) -> small.Office:
    """Give the small province with its calendar, as planned on 1/6/2027."""
    office.load()
    return office


def _upgrade(url: str) -> None:
    made = Database(url)
    made.upgrade()
    made.engine.dispose()


# Files that hold what was once read and found right.


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Give a function that compares bytes with a file in tests/snapshots."""

    def compare(name: str, found: bytes) -> None:
        path = TESTS / "snapshots" / name
        if request.config.getoption("--snapshot-update"):
            path.write_bytes(found)
        assert found.decode() == path.read_bytes().decode()

    return compare


# The browser and the packages from npm.


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with running_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def node() -> str:
    return shutil.which("node") or missing("Node", "apt install nodejs npm")


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """Give the folder of the packages in tests/package.json (`make test` fills it)."""
    folder = TESTS / "node_modules"
    ready = (folder / ".package-lock.json").is_file()  # npm writes it last
    return folder if ready else missing("tests/node_modules", "npm ci --prefix tests")


@pytest.fixture(scope="session")
def axe(node_modules: Path) -> str:
    """Give the script that finds what keeps people out of a page."""
    return (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


# A server's certificate.


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file with a certificate for 127.0.0.1 that nobody vouches for, and its key."""
    program = shutil.which("openssl") or missing("openssl", "apt install openssl")
    folder = tmp_path_factory.mktemp("tls")
    key, paper, both = folder / "key.pem", folder / "paper.pem", folder / "both.pem"
    for_here = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(paper)]
    command = [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", *for_here, *files]
    subprocess.run(command, check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + paper.read_bytes())
    return both
