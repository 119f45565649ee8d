"""Pages: the time from asking to the last byte, one after another over one open connection.

Each page is asked for of many agencies and months in turn, so that nothing is measured which only
the page before had made warm. Beside it stand the rows that it is made of, read by the database's
own driver.
"""

import sqlite3
import statistics
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from bench.figures import Figure, Spread, seconds
from bench.served import Client, Server
from bench.sizes import TODAY

FEWEST, PATIENCE = 3, 6.0
"""Visits after which a page is measured no further once so many seconds are gone."""

MONTHS = [(2027, month) for month in range(9, 13)] + [(2028, month) for month in range(1, 9)]


@dataclass(frozen=True)
class Page:
    """A page at several addresses, each with the values of the same work in raw SQL.

    `bound` is the most milliseconds at the median; twice that holds at the 95th percentile.
    """

    name: str
    paths: Sequence[str]
    sql: str = ""
    values: Sequence[tuple[object, ...]] = ()
    bound: float | None = None


@dataclass(frozen=True)
class Place:
    """A database in a file, the server of its pages, and the headers of somebody signed in."""

    file: Path
    server: Server
    someone: Mapping[str, str]


@dataclass(frozen=True)
class Measured:
    """What a page took, in ms, and its raw SQL; `slots` is how many its database has."""

    page: Page
    slots: int
    spread: Spread
    raw: float | None


def measure(places: Sequence[Place], visits: int) -> list[tuple[Measured, ...]]:
    """Measure every page so many times, in each place in turn: so a noisy moment falls on all."""
    with ExitStack() as opened:
        readers = [opened.enter_context(closing(_Reader(one))) for one in places]
        return [
            _measure(readers, together, visits)
            for together in zip(*(pages(one.database) for one in readers), strict=True)
        ]


class _Reader:
    """Somebody who looks at the pages of a place, and into its database."""

    def __init__(self, place: Place) -> None:
        self.client = Client(place.server.port, place.someone)
        self.database = sqlite3.connect(place.file)
        (self.slots,) = self.database.execute("SELECT count(*) FROM slot").fetchone()

    def close(self) -> None:
        self.client.close()
        self.database.close()

    def look(self, path: str) -> float:
        """Return the milliseconds that a page takes; RuntimeError where it is none."""
        answer = self.client.get(path)
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"{path} answered {answer.status}")
        return answer.seconds * 1000

    def read(self, page: Page) -> float | None:
        """Return the milliseconds of a page's raw SQL at the median, None where it has none."""
        taken = [
            seconds(lambda: self.database.execute(page.sql, one).fetchall()) * 1000  # noqa: B023
            for one in page.values
        ]
        return statistics.median(taken) if taken else None


def _measure(
    readers: Sequence[_Reader], together: Sequence[Page], visits: int
) -> tuple[Measured, ...]:
    """Measure the same page in several places."""
    taken: list[list[float]] = [[] for _ in readers]
    until = time.perf_counter() + PATIENCE * len(readers)
    for number in range(-1, visits):
        for reader, page, mine in zip(readers, together, taken, strict=True):
            mine.append(reader.look(page.paths[number % len(page.paths)]))
        if number > FEWEST and time.perf_counter() > until:
            break
    return tuple(
        Measured(page, reader.slots, Spread.of(mine[1:]), reader.read(page))
        for reader, page, mine in zip(readers, together, taken, strict=True)
    )


def figures(measured: Iterable[Measured]) -> Iterator[Figure]:
    """Give each page's median and 95th percentile; judged where a bound is set."""
    for one in measured:
        name, spread = f"{one.slots:,} slots: {one.page.name}", one.spread
        beside = f"95th percentile {spread.p95:.1f} ms"
        if one.raw:
            beside += f"; raw SQL {one.raw:.2f} ms, {spread.median / one.raw:.1f} x"
        yield Figure(f"{name}, median", spread.median, "ms", one.page.bound, beside=beside)
        if one.page.bound is not None:
            yield Figure(f"{name}, 95th percentile", spread.p95, "ms", one.page.bound * 2)


def growth(measured: Iterable[tuple[Measured, Measured]]) -> Iterator[Figure]:
    """Give by how much each page is slower with more slots."""
    for fewer, more in measured:
        ratio = more.spread.median / fewer.spread.median
        beside = f"{fewer.spread.median:.1f} to {more.spread.median:.1f} ms"
        yield Figure(f"growth: {more.page.name}", ratio, "x", 1.5, beside=beside)


def pages(database: sqlite3.Connection) -> Iterator[Page]:
    """Name the pages, at addresses for which this database has something."""
    agencies = _column(database, "SELECT DISTINCT agency FROM slot ORDER BY agency LIMIT 40")
    keys = _column(database, "SELECT key FROM slot WHERE day >= '2027-09-01' ORDER BY id LIMIT 40")
    campaigns = _column(database, "SELECT DISTINCT campaign FROM slot WHERE campaign LIKE '%-2028'")
    mine = [
        (agencies[n % len(agencies)], *MONTHS[n % len(MONTHS)])
        for n in range(len(agencies) * len(MONTHS))
    ]
    of_agency = "SELECT * FROM slot WHERE agency = ? AND last_day >= ? AND day <= ? ORDER BY day"
    yield Page(
        "an agency's month",
        [f"/calendar/{year}/{month:02}?agency={one}" for one, year, month in mine],
        of_agency,
        [(one, *_days(year, month)) for one, year, month in mine],
        bound=10,
    )
    few = _nearest(database, 2000)
    yield Page(
        "a month of 2,000 slots",
        [f"/calendar/{year}/{month:02}?channel={channel}" for year, month, channel in few],
        f"{COUNTED} AND channel = ? GROUP BY day, channel, state",
        [(*_days(year, month), channel) for year, month, channel in few],
        bound=30,
    )
    yield Page(
        "everybody's month",
        [f"/calendar/{year}/{month:02}" for year, month in MONTHS],
        f"{COUNTED} GROUP BY day, channel, state",
        [_days(year, month) for year, month in MONTHS],
        bound=30,
    )
    words = ("quoc khanh", "băng rôn", "chuyển đổi số", "phat thanh", "vệ sinh", "an giang")
    yield Page(
        "search",
        [f"/search?q={quote(word)}" for word in words],
        "SELECT * FROM slot WHERE title LIKE ? AND day >= ? ORDER BY day LIMIT 600",
        [(f"%{word}%", TODAY.isoformat()) for word in words],
        bound=50,
    )
    for view in ("week", "agenda", "timeline", "board", "coverage", "themes"):
        yield Page(
            f"everybody's {view}",
            [f"/calendar/{year}/{month:02}?view={view}" for year, month in MONTHS],
        )
    yield Page(
        "an agency's week",
        [f"/calendar/{year}/{month:02}?view=week&agency={one}" for one, year, month in mine],
    )
    yield Page("the first page", ["/"])
    yield Page("an agency", [f"/agencies/{one}" for one in agencies])
    yield Page("a slot", [f"/slots/{key}" for key in keys])
    yield Page("a campaign", [f"/campaigns/{one}" for one in campaigns])
    yield Page("what has no day yet", [f"/tray?agency={one}" for one in agencies])


COUNTED = (
    "SELECT day, channel, state, count(*) FROM slot "
    "WHERE day BETWEEN ? AND ? AND end_day IS NULL AND state != 'withdrawn'"
)


def _nearest(database: sqlite3.Connection, number: int) -> list[tuple[int, int, str]]:
    """Return some months and channels that have about so many slots."""
    found = database.execute(
        "SELECT substr(day, 1, 7), channel FROM slot WHERE day >= ? GROUP BY 1, 2 "
        "ORDER BY abs(count(*) - ?) LIMIT 8",
        (TODAY.isoformat(), number),
    )
    return [(int(month[:4]), int(month[5:]), channel) for month, channel in found]


def _days(year: int, month: int) -> tuple[str, str]:
    """Return a month's first day, and what no day of it comes after."""
    return f"{year}-{month:02}-01", f"{year}-{month:02}-31"


def _column(database: sqlite3.Connection, sql: str) -> list[str]:
    return [value for (value,) in database.execute(sql)]
