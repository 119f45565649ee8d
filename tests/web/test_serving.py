"""`planner serve` as people run it: slow lines, stopping, workers that die and are renewed."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from programs import PATIENCE, ROOT, Program, awaited, free_port, started

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Linux")

HEAD = (
    b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\nConnection: close\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\n"
)
BODY = b"name=nobod"


@pytest.fixture(scope="module")
def settings(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    var = tmp_path_factory.mktemp("var")
    shutil.copyfile(sqlite_template, var / "planner.db")
    return {"PLANNER_VAR": str(var)}


@pytest.fixture(scope="module")
def program(settings: dict[str, str]) -> Iterator[Program]:
    """Give a server of two workers on one SQLite file."""
    with started(free_port(), settings, "--workers", "2") as running:
        yield running


def begun(program: Program) -> socket.socket:
    """Give a connection on which the server has begun to take a form, and wants the rest of it."""
    connection = socket.create_connection(("127.0.0.1", program.port), timeout=PATIENCE)
    connection.sendall(HEAD)
    assert connection.recv(1000).startswith(b"HTTP/1.1 100 ")
    return connection


def rest(connection: socket.socket) -> bytes:
    with connection:
        said = b""
        while more := connection.recv(1 << 16):
            said += more
    return said


def test_slow_lines_hold_nobody_up(program: Program) -> None:
    slow = [begun(program) for _ in range(12)]
    assert program.status() == 200
    for one in slow:
        one.sendall(BODY)
        assert rest(one).startswith(b"HTTP/1.1 400 ")  # a form without its token


def test_half_a_form_is_refused(program: Program) -> None:
    connection = begun(program)
    connection.sendall(BODY[:4])
    connection.shutdown(socket.SHUT_WR)
    assert rest(connection).split(b"\r\n")[0] in {b"", b"HTTP/1.1 400 Bad Request"}
    assert program.status() == 200


def test_a_worker_that_dies_is_started_again(program: Program) -> None:
    before = program.workers
    os.kill(min(before), signal.SIGKILL)
    awaited(lambda: program.workers - before)
    assert awaited(program.status) == 200
    assert (len(program.workers), len(program.workers & before)) == (2, 1)


def test_workers_are_renewed_and_nobody_is_sent_away(program: Program) -> None:
    before = program.workers
    program.process.send_signal(signal.SIGHUP)
    asked = []

    def renewed() -> bool:
        asked.append(program.status())
        return not program.workers & before

    awaited(renewed)
    assert set(asked) == {200}


def test_two_do_not_share_a_port(program: Program, settings: dict[str, str]) -> None:
    command = [sys.executable, "-m", "planner", "serve", "--port", str(program.port)]
    environment = {**os.environ, **settings}
    second = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=PATIENCE
    )
    assert (second.returncode, b"Ctrl+C" in second.stdout) == (1, False)
    assert f"127.0.0.1:{program.port}".encode() in second.stderr


def test_what_is_under_way_is_finished_before_it_stops(settings: dict[str, str]) -> None:
    with started(free_port(), settings) as program:
        connection = begun(program)
        program.process.terminate()
        time.sleep(0.5)  # time enough to break it off
        connection.sendall(BODY)
        assert rest(connection).startswith(b"HTTP/1.1 400 ")
        assert program.process.wait(PATIENCE) == 0


WITH_WAITRESS = """
from planner.cli import main
from planner.web import serving
serving.HAS_GRANIAN = False
main()
"""


def test_waitress_serves_where_granian_does_not(settings: dict[str, str]) -> None:
    command = [sys.executable, "-c", WITH_WAITRESS, "serve", "--port"]
    environment = {**os.environ, **settings}
    port = free_port()
    with subprocess.Popen([*command, str(port)], cwd=ROOT, env=environment) as process:
        assert awaited(Program(process, port).status) == 200
        process.terminate()
    two = subprocess.run(
        [*command, str(free_port()), "--workers", "2"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (two.returncode, two.stderr.decode().partition(":")[0]) == (1, "--workers")
