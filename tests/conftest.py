"""What the tests share: the programs they drive, and the rule that nothing is skipped in CI."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest
import small
from bases import ENGINES, Bases, administration, engine_of
from playwright.sync_api import Browser, sync_playwright

from planner.store.db import Database

TESTS = Path(__file__).parent

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--accept-lang=vi-VN",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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


def skip_missing(program: str, install: str) -> NoReturn:
    pytest.skip(f"{program} is missing; to install it: {install}")


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


@contextmanager
def serving_postgres() -> Iterator[str]:
    """Give the address of a running server, up to the name of a database."""
    programs = _postgres_programs()
    # A server refuses to run as root, so root hands the folder and the processes to postgres.
    owner = "postgres" if sys.platform != "win32" and os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="planner-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if owner:
            shutil.chown(folder, owner, owner)
        initdb = [programs / "initdb", "--pgdata", folder / "data", "--username=postgres"]
        _run([*initdb, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"], owner)
        control = [programs / "pg_ctl", "--pgdata", folder / "data", "--silent"]
        port = _free_port()
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        start = [*control, "--wait", "--log", folder / "log", "--options", options, "start"]
        _run(start, owner, log=folder / "log")
        try:
            yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/"
        finally:
            _run([*control, "--mode=immediate", "stop"], owner)


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


def _postgres_programs() -> Path:
    """Find the folder of initdb and pg_ctl, which Debian keeps out of PATH, the newest first."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(debian, key=lambda path: int(path.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    return Path(found).parent if found else skip_missing("PostgreSQL", "apt install postgresql")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """Give a function that finds a port at which nothing listens."""
    return _free_port


def _run(command: Sequence[object], user: str | None, log: Path | None = None) -> None:
    # The server inherits the output, so it goes to a file: a pipe would never come to its end.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [str(part) for part in command],
            check=False,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=user,
            group=user,
            extra_groups=[] if user else None,
        )
        if done.returncode:
            output.seek(0)
            said = output.read().decode(errors="replace")
            said += log.read_text(errors="replace") if log and log.exists() else ""
            pytest.fail(f"{command[0]} ended with {done.returncode}:\n{said}")


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


@contextmanager
def running_chromium() -> Iterator[Browser]:
    names = ["chromium", "chromium-browser", "google-chrome", "chrome", "msedge"]
    found = next(filter(None, map(shutil.which, names)), None)
    program = found or skip_missing("Chromium", "apt install chromium libatomic1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, headless=True, args=CHROMIUM_ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def node() -> str:
    return shutil.which("node") or skip_missing("Node", "apt install nodejs npm")


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """Give the folder of the packages in tests/package.json (`make test` fills it)."""
    folder = TESTS / "node_modules"
    ready = (folder / ".package-lock.json").is_file()  # npm writes it last
    return folder if ready else skip_missing("tests/node_modules", "npm ci --prefix tests")


@pytest.fixture(scope="session")
def axe(node_modules: Path) -> str:
    """Give the script that finds what keeps people out of a page."""
    return (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


# A server's certificate.


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file with a certificate for 127.0.0.1 that nobody vouches for, and its key."""
    program = shutil.which("openssl") or skip_missing("openssl", "apt install openssl")
    folder = tmp_path_factory.mktemp("tls")
    key, paper, both = folder / "key.pem", folder / "paper.pem", folder / "both.pem"
    for_here = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(paper)]
    command = [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", *for_here, *files]
    subprocess.run(command, check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + paper.read_bytes())
    return both
