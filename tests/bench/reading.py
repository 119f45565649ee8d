"""Reading plans: long ones, and how soon the command line says what a short one holds."""

import subprocess
import sys
from collections.abc import Iterator

from clerk import PAPERS

from bench.figures import Figure, least
from planner import seeds
from planner.documents.reader import read
from planner.settings import ROOT

A_SECOND = 10_000
"""Lines that are to be read in a second."""


def figures(times: int, lines: int) -> Iterator[Figure]:
    """Measure texts of so many lines, each as often as is said; the least counts."""
    anniversaries = seeds.load(ROOT / "seeds").anniversaries
    paths = sorted(PAPERS.glob("*/*.txt"))
    texts = [path.read_text(encoding="utf-8").split("\n") for path in paths]
    longest = max(texts, key=len)
    one = (longest * (lines // len(longest) + 1))[:lines]
    taken = least(lambda: read(one, anniversaries), times)
    most = lines / A_SECOND
    yield Figure(f"a long plan again and again, {lines:,} lines", taken, "s", most)
    together = [line for text in texts for line in text]
    every = (together * (lines // len(together) + 1))[:lines]
    taken = least(lambda: read(every, anniversaries), times)
    yield Figure(f"all papers of the tests, {lines:,} lines", taken, "s", most)
    shortest = min(paths, key=lambda path: path.stat().st_size)
    command = [sys.executable, "-m", "planner", "read", str(shortest), "--json"]
    taken = least(lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT), times)
    yield Figure("planner read of a notice", taken, "s", 0.7)
