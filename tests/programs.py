"""Programs that tests and bench start: `planner serve`, a PostgreSQL of our own, Chromium."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, TypeVar

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
PATIENCE = 60
"""Seconds after which a test gives up on a program, however busy the machine is."""

T = TypeVar("T")

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


MissingError = pytest.skip.Exception
"""What `missing` raises: a test is skipped by it, a figure of the bench says what it lacks."""


def missing(program: str, install: str) -> NoReturn:
    pytest.skip(f"{program} is missing; to install it: {install}")


class Program:
    """A running `planner serve`, at a port of this machine."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.port = port

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def workers(self) -> set[int]:
        """The processes that it has started and that live (Linux only)."""
        main = self.process.pid
        return {int(one) for one in Path(f"/proc/{main}/task/{main}/children").read_text().split()}

    def status(self, path: str = "/healthz") -> int | None:
        """Return the status of an answer, None where nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()


@contextmanager
def started(port: int, settings: Mapping[str, str], *arguments: str) -> Iterator[Program]:
    """Give `planner serve` at a port once it answers; what it wrote is shown when it ended."""
    command = [sys.executable, "-m", "planner", "serve", "--port", str(port), *arguments]
    environment = {**os.environ, **settings}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    program = Program(process, port)
    try:
        awaited(lambda: process.poll() is not None or program.status() == 200)
        assert process.poll() is None, process.communicate()[1].decode()
        yield program
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def awaited(ask: Callable[[], T]) -> T:
    """Return the first answer that is not nothing; fail where none comes in time."""
    end = time.monotonic() + PATIENCE
    while not (found := ask()):
        assert time.monotonic() < end, "nothing came of it"
        time.sleep(0.02)
    return found


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
        port = free_port()
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        start = [*control, "--wait", "--log", folder / "log", "--options", options, "start"]
        _run(start, owner, log=folder / "log")
        try:
            yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/"
        finally:
            _run([*control, "--mode=immediate", "stop"], owner)


def _postgres_programs() -> Path:
    """Find the folder of initdb and pg_ctl, which Debian keeps out of PATH, the newest first."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(debian, key=lambda path: int(path.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    return Path(found).parent if found else missing("PostgreSQL", "apt install postgresql")


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


@contextmanager
def running_chromium() -> Iterator[Browser]:
    names = ["chromium", "chromium-browser", "google-chrome", "chrome", "msedge"]
    found = next(filter(None, map(shutil.which, names)), None)
    program = found or missing("Chromium", "apt install chromium libatomic1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, headless=True, args=CHROMIUM_ARGUMENTS
        )
        yield browser
        browser.close()
