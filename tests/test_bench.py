"""The figures of speed: what they say, never how fast. Their smallest size is run whole."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.__main__ import main, unjudged
from bench.figures import Figure, Spread, shown

TESTS = Path(__file__).parent


@pytest.mark.parametrize(
    ("figure", "met"),
    [
        (Figure("a page", 30, "ms", 30), True),
        (Figure("a page", 30.1, "ms", 30), False),
        (Figure("a feed", 100, "x", 100, "at least"), True),
        (Figure("a feed", 99.9, "x", 100, "at least"), False),
        (Figure("a feed", None, "x", 100, "at least", "nginx is missing"), False),
        (Figure("a size", 5, "MB"), False),
    ],
)
def test_what_is_met(figure: Figure, met: bool) -> None:  # noqa: FBT001 (a parameter of the test)
    assert figure.met == met


def test_numbers_are_written_with_three_digits_that_count() -> None:
    assert [shown(one) for one in (0, 0.01234, 1.5, 99.94, 12345.6)] == [
        "0",
        "0.0123",
        "1.50",
        "99.9",
        "12,346",
    ]


def test_a_spread_is_the_median_and_the_95th_percentile() -> None:
    assert Spread.of([float(one) for one in range(1, 100)]) == Spread(50, 95)


def test_a_table_ends_with_what_is_short_and_with_how_many_are_met(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def table() -> Iterator[Figure | str]:
        yield "Pages"
        yield Figure("a month", 12, "ms", 10, beside="raw SQL 2.00 ms")
        yield Figure("a week", 9, "ms", 10)
        yield from unjudged([Figure("a year", 99, "ms", 10)])
        yield Figure("a feed", None, "x", 80, "at least", "Radicale is missing")

    main(table())
    said = capsys.readouterr().out.splitlines()
    short = {line for line in said if "SHORT" in line and said.count(line) == 2}
    feed, month = sorted(short)
    assert said.index("Pages") < said.index("Short of what is wanted:") < len(said) - 1
    assert "12.0 ms" in month
    assert month.endswith("raw SQL 2.00 ms")
    assert feed.endswith("Radicale is missing")
    assert said[-1] == "1 of 3 figures met"


def test_the_smallest_size_gives_a_whole_table() -> None:
    path = os.pathsep.join([str(TESTS), str(TESTS.parent)])
    done = subprocess.run(
        [sys.executable, "-m", "bench", "small"],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert done.returncode == 0, done.stderr
    table, _, rest = done.stdout.partition("Short of what is wanted:")
    said = Counter(re.findall(r"  (met|SHORT)\b", table))
    last = (rest or table).splitlines()[-1]
    assert last == f"{said['met']} of {said.total()} figures met"
    assert said.total() >= 15
    for part in ("Reading", "Planning", "PostgreSQL", "Pages", "Feeds", "Radicale", "A mixed load"):
        assert part in table
