"""`planner serve` as a program of its own, for the tests of what several processes do."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parent.parent
PATIENCE = 60
"""Seconds after which a test gives up on a program, however busy the machine is."""

T = TypeVar("T")


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


def awaited(ask: Callable[[], T]) -> T:
    """Return the first answer that is not nothing; fail where none comes in time."""
    end = time.monotonic() + PATIENCE
    while not (found := ask()):
        assert time.monotonic() < end, "nothing came of it"
        time.sleep(0.02)
    return found
