"""The figures of speed: what was measured, what is wanted, and whether it is met (`make bench`)."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from clerk import PAPERS

from planner import seeds
from planner.documents.reader import read
from planner.services import installing, scheduling
from planner.settings import ROOT
from planner.store.db import Database

LINES = 20_000
TODAY = date(2027, 8, 25)
TIMES = 5


@dataclass(frozen=True)
class Figure:
    """One figure in seconds: the least of several runs, and the most that it may be."""

    name: str
    seconds: float
    most: float

    def __str__(self) -> str:
        verdict = "met" if self.seconds <= self.most else "NOT MET"
        return f"{self.name:48} {self.seconds:8.3f} s   at most {self.most:g} s   {verdict}"


def least(work: Callable[[], object]) -> float:
    """Return the least seconds that some work took; other programs only add to them."""
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def figures() -> Iterator[Figure]:
    anniversaries = seeds.load(ROOT / "seeds").anniversaries
    paths = sorted(PAPERS.glob("*/*.txt"))
    texts = [path.read_text(encoding="utf-8").split("\n") for path in paths]
    longest = max(texts, key=len)
    one = (longest * (LINES // len(longest) + 1))[:LINES]
    yield Figure(
        "a long plan again and again, 20,000 lines", least(lambda: read(one, anniversaries)), 2
    )
    together = [line for text in texts for line in text]
    every = (together * (LINES // len(together) + 1))[:LINES]
    yield Figure(
        "all papers of the tests, 20,000 lines", least(lambda: read(every, anniversaries)), 2
    )
    small = min(paths, key=lambda path: path.stat().st_size)
    command = [str(Path(sys.executable).with_name("planner")), "read", str(small), "--json"]
    yield Figure(
        "planner read of a notice",
        least(lambda: subprocess.run(command, check=True, capture_output=True)),
        0.7,
    )
    with TemporaryDirectory() as folder:
        yield from _planning(Database(f"sqlite:///{folder}/p.db"))


def _planning(database: Database) -> Iterator[Figure]:
    """Measure the demonstration: planned once, and again with nothing to do."""
    database.upgrade()
    known = seeds.load(ROOT / "seeds")
    began = time.perf_counter()
    with database.writing() as session:
        installing.install(session, known)
        installing.demonstrate(session, known, TODAY)
    yield Figure("the demonstration, planned and stored", time.perf_counter() - began, 60)
    with database.session() as session:
        yield Figure(
            "planned again, nothing to do", least(lambda: scheduling.replan(session, TODAY)), 6
        )
    database.close()


def main() -> None:
    measured = []
    for figure in figures():
        sys.stdout.write(f"{figure}\n")
        measured.append(figure)
    met = sum(one.seconds <= one.most for one in measured)
    sys.stdout.write(f"{met} of {len(measured)} figures met\n")


if __name__ == "__main__":
    main()
