"""A mixed load: 16 clients, 70 % pages, 20 % feeds, 10 % writes; and the memory that it leaves."""

import random
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from bench.feeds import Feeds
from bench.figures import Figure, Spread
from bench.pages import pages
from bench.peers import CLIENTS
from bench.served import ORIGIN, Client, Server
from bench.sizes import TODAY

HOUR = 6_000
"""What a province asks in an hour: 150 people with 28 pages each, and their feeds."""

PATIENCE = 300

WANTED = {"page": 200, "feed": 200, "write": 303}
"""The status of a good answer to each kind of request."""

OFTEN = {
    "an agency's month": 12,
    "an agency's week": 5,
    "a slot": 5,
    "an agency": 4,
    "a month of 2,000 slots": 2,
    "everybody's month": 2,
    "the first page": 2,
    "search": 2,
    "what has no day yet": 1,
}
"""How often each page is asked for, among each other."""


@dataclass(frozen=True)
class Step:
    """One request: a page or a feed to get, or a slot's form to send."""

    kind: str
    path: str
    form: str = ""


@dataclass(frozen=True)
class Taken:
    """How long a step took, and the status of its answer."""

    step: Step
    seconds: float
    status: int

    @property
    def failed(self) -> bool:
        return self.status != WANTED[self.step.kind]


def figures(
    server: Server, someone: Mapping[str, str], file: Path, feeds: Feeds, number: int
) -> Iterator[Figure]:
    """Send a number of requests, and measure the answers and the memory that they leave."""
    with closing(sqlite3.connect(file)) as database:
        steps = _steps(database, feeds, number)
    began = time.perf_counter()
    taken = _send(server, someone, steps)
    lasted = time.perf_counter() - began
    failed = [one for one in taken if one.failed]
    first = next((f"{one.status} from {one.step.path}" for one in failed), "")
    yield Figure("mixed load: requests answered", len(taken) / lasted, "/s")
    for kind in ("page", "feed", "write"):
        mine = [one.seconds * 1000 for one in taken if one.step.kind == kind]
        spread = Spread.of(mine)
        beside = f"median {spread.median:.1f} ms"
        yield Figure(f"mixed load: a {kind}, 95th percentile", spread.p95, "ms", beside=beside)
    yield Figure("mixed load: requests that failed", len(failed), "", 0, beside=first)
    left = "" if len(taken) == number else f"only {len(taken):,} of {number:,} in {PATIENCE} s"
    name = f"memory of a worker after {number:,} requests"
    yield Figure(name, server.memory(), "MB", 200, beside=left)


def _steps(database: sqlite3.Connection, feeds: Feeds, number: int) -> list[Step]:
    """Choose the requests, always the same ones; every write is of another slot."""
    by_chance = random.Random(7)  # noqa: S311 (a shuffle, not a secret)
    writes = [Step("write", f"/slots/{key}/move", form) for key, form in _moves(database, number)]
    often = [(one.paths, OFTEN[one.name]) for one in pages(database) if one.name in OFTEN]
    addresses, weights = zip(*often, strict=True)
    steps = writes[: number // 10]
    for paths in by_chance.choices(addresses, weights, k=number * 7 // 10):
        steps.append(Step("page", by_chance.choice(paths)))
    while len(steps) < number:
        steps.append(Step("feed", by_chance.choice(feeds.agencies)))
    by_chance.shuffle(steps)
    return steps


def _moves(database: sqlite3.Connection, number: int) -> Iterator[tuple[str, str]]:
    found = database.execute(
        "SELECT key, revision FROM slot WHERE day > ? AND end_day IS NULL AND channel = 'social' "
        "AND state = 'proposed' ORDER BY day, key LIMIT ?",
        (TODAY.isoformat(), number // 10),
    )
    for key, revision in found:
        yield key, urlencode({"revision": revision, "by": 1, "why": "đo tốc độ"})


def _send(server: Server, someone: Mapping[str, str], steps: Sequence[Step]) -> list[Taken]:
    """Send all steps through 16 connections, each taking the next one that is left."""
    waiting, taken = iter(steps), []
    lock = threading.Lock()
    until = time.perf_counter() + PATIENCE

    def work() -> None:
        client = Client(server.port, {**someone, "Origin": ORIGIN})
        with closing(client):
            while time.perf_counter() < until:
                with lock:
                    step = next(waiting, None)
                if step is None:
                    return
                taken.append(_take(client, step))

    threads = [threading.Thread(target=work) for _ in range(CLIENTS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return taken


def _take(client: Client, step: Step) -> Taken:
    match step.kind:
        case "write":
            answer = client.post(step.path, step.form)
        case "feed":
            answer = client.get(step.path, Accept_Encoding="gzip")
        case _:
            answer = client.get(step.path)
    return Taken(step, answer.seconds, answer.status)
