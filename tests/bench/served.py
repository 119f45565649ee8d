"""Servers of our own on free ports, and a client: what a page takes is measured from outside."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from accounts import admit, cookie_of
from programs import free_port

from bench.sizes import TODAY
from planner.settings import ROOT, Settings
from planner.store.db import Database
from planner.web import create_app

SECRET = "k" * 40
"""What the addresses of feeds and the cookies of the bench are signed with."""

ORIGIN = "http://127.0.0.1:5000"
"""Where a server's people believe it to be."""

WORKERS = 2
"""Processes of each server that is measured: the figures are for two cores."""

IDLE = 5
"""Seconds without a request after which a connection may have been closed by the server."""

PATIENCE = 60
"""Seconds within which a server must answer for the first time, or stop."""


@dataclass(frozen=True)
class Answer:
    """What a server said: its status and body, how soon, and under which ETag."""

    status: int
    body: bytes
    seconds: float
    etag: str


class Client:
    """One connection that is kept open, and opened again after a while without a request."""

    def __init__(self, port: int, headers: Mapping[str, str] | None = None) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=300)
        self._headers = dict(headers or {})
        self._used = time.perf_counter()

    def get(self, path: str, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._ask("GET", path, None, named)

    def post(self, path: str, form: str) -> Answer:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, form, kind)

    def _ask(self, method: str, path: str, body: str | None, more: Mapping[str, str]) -> Answer:
        if time.perf_counter() - self._used > IDLE:
            self._connection.close()
            self._connection.connect()
        began = time.perf_counter()
        self._connection.request(method, path, body, {**self._headers, **more})
        response = self._connection.getresponse()
        content = response.read()
        self._used = time.perf_counter()
        taken = self._used - began
        return Answer(response.status, content, taken, response.headers.get("ETag", ""))

    def close(self) -> None:
        self._connection.close()


@dataclass(frozen=True)
class Server:
    """A server that runs: its port, its process, the seconds until its first answer."""

    port: int
    process: int
    started: float

    def memory(self) -> float:
        """Return the memory in MB of the largest of its processes, 0 where /proc is not there."""
        mine = {self.process}
        for _ in range(3):  # a worker may be a child's child
            mine |= {child for child, parent in _parents() if parent in mine}
        return max(map(_resident, mine), default=0)


def settings(url: str, var: Path) -> Settings:
    return Settings(url, SECRET, ORIGIN, var, TODAY)


def someone(url: str, var: Path) -> dict[str, str]:
    """Return the headers with which an administrator's browser asks."""
    app = create_app(settings(url, var))
    database: Database = app.extensions["planner"].database
    name, value = cookie_of(app, admit(database))
    database.close()
    return {"Cookie": f"{name}={value}"}


@contextmanager
def planner(url: str, var: Path) -> Iterator[Server]:
    """Run `planner serve` on a database for the time of the block."""
    environment = {
        "PLANNER_DATABASE_URL": url,
        "PLANNER_VAR": str(var),
        "PLANNER_SECRET_KEY": SECRET,
        "PLANNER_TODAY": TODAY.isoformat(),
    }
    port = free_port()
    command = [sys.executable, "-m", "planner", "serve", "--port", str(port)]
    command += ["--workers", str(WORKERS)]
    with running(command, port, "/healthz", environment) as server:
        yield server


@contextmanager
def running(
    command: Sequence[str], port: int, path: str, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Run a server until the block ends; it has begun once it answers at a path."""
    ours = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    environment = {**os.environ, **ours, **(environment or {})}
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _answers(process, port, path)
        yield Server(port, process.pid, time.perf_counter() - began)
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    began = time.perf_counter()
    while process.poll() is None and time.perf_counter() - began < PATIENCE:
        client = Client(port)
        try:
            if client.get(path).status < 500:
                return
        except OSError:
            time.sleep(0.005)
        finally:
            client.close()
    raise RuntimeError(f"{process.args!r} does not answer")


def _parents() -> Iterator[tuple[int, int]]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        yield int(stat.parent.name), int(fields[1])


def _resident(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
