"""Three provinces on one PostgreSQL, each in a schema of its own: do they wait for each other?"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from itertools import cycle

import psycopg
from programs import MissingError, serving_postgres
from sqlalchemy import text

from bench import sizes
from bench.figures import Figure
from bench.sizes import TODAY, Size
from planner.services import scheduling
from planner.store.db import Database

SCHEMAS = ("an_giang", "lam_dong", "hue")
OF_EACH = Size("a province's third", 150, TODAY)
SECONDS = 5

Edits = tuple[int, float]
"""How many edits a process stored in SECONDS, and the longest that one of them took."""


def figures() -> Iterator[Figure]:
    """Measure edits in one province, in three at once, and in one while another is planned."""
    try:
        with serving_postgres() as server:
            yield from _figures(_built(server))
    except MissingError as missing:
        yield Figure("three provinces: edits a second", None, "/s", beside=str(missing))


def _built(server: str) -> list[str]:
    """Return the addresses of three provinces that have just been planned."""
    sizes.create(server, "nation")
    with psycopg.connect(f"{server}nation".replace("+psycopg", ""), autocommit=True) as connection:
        for name in SCHEMAS:
            connection.execute(f"CREATE SCHEMA {name}".encode())
    urls = [f"{server}nation?options=-csearch_path%3D{name}" for name in SCHEMAS]
    for url in urls:
        sizes.build(url, OF_EACH)
    return urls


def _figures(urls: Sequence[str]) -> Iterator[Figure]:
    ((alone, _),) = _edited(urls[:1])
    together = sum(number for number, _ in _edited(urls))
    yield Figure(
        "three provinces in three schemas: edits a second of all",
        together / SECONDS,
        "/s",
        beside=f"{together / alone:.1f} x one province alone ({alone / SECONDS:.0f}/s)",
    )
    planning = subprocess.Popen(
        [sys.executable, "-m", "bench.sizes", "lengthen", urls[0]], stdout=subprocess.DEVNULL
    )
    ((_, longest),) = _edited(urls[1:2])
    under_way = planning.poll() is None
    planning.kill()
    planning.wait()
    yield Figure(
        "the longest edit in one while another is planned",
        longest * 1000 if under_way else None,
        "ms",
        beside="" if under_way else "planning was done too soon",
    )


def _edited(urls: Sequence[str]) -> list[Edits]:
    """Edit several provinces at once, each in a process of its own."""
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.provinces", url], stdout=subprocess.PIPE, text=True
        )
        for url in urls
    ]
    return [json.loads(one.communicate()[0]) for one in running]


def main(url: str) -> None:
    """Move posts to the next day and back for some seconds; print what `Edits` says."""
    with closing(Database(url)) as database:
        with database.session() as session:
            found = session.execute(
                text("SELECT key, day FROM slot WHERE channel = 'social' AND day > :day LIMIT 50"),
                {"day": TODAY},
            )
            posts = [(str(key), day) for key, day in found]
        _move(database, *posts[0])  # the first statement of a process takes its time
        taken = []
        began = time.perf_counter()
        for (key, day), step in cycle((post, step) for step in (1, 0) for post in posts):
            at = time.perf_counter()
            if at - began > SECONDS:
                break
            _move(database, key, day + timedelta(step))
            taken.append(time.perf_counter() - at)
    sys.stdout.write(json.dumps([len(taken), max(taken)]))


def _move(database: Database, key: str, day: date) -> None:
    with database.writing() as session:
        scheduling.edit(session, key, {"day": day}, who="bench", today=TODAY)


if __name__ == "__main__":
    main(*sys.argv[1:])
