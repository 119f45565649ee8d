"""Measure everything and print the table: `make bench`, or `make bench SIZE=small` in a minute."""

import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from programs import MissingError, serving_postgres

from bench import browser, feeds, load, pages, planning, provinces, reading, served, sizes
from bench.figures import Figure
from bench.pages import Measured, Place
from bench.peers import CLIENTS
from bench.sizes import A_PROVINCE, COMMUNE, Size
from planner.store.db import Database


@dataclass(frozen=True)
class Run:
    """How much is measured.

    `lines` of a text to read, each thing `times` over (the least counts), a page `visits` times, a
    feed of nearest to `stress` events, a rate for `lasting` seconds, a load of some `requests`.
    """

    times: int
    lines: int
    visits: int
    stress: int
    lasting: int
    requests: int


WHOLE = Run(times=5, lines=20_000, visits=60, stress=10_000, lasting=3, requests=load.HOUR)
SMALL = Run(times=1, lines=2_000, visits=10, stress=100, lasting=1, requests=100)

Table = Iterator[Figure | str]
"""The lines of the table as they are measured; a text is a heading."""


def whole(run: Run, folder: Path) -> Table:
    """Measure all three sizes; the figures of a province and of its five years are judged."""
    yield "Reading"
    yield from reading.figures(run.times, run.lines)
    yield "Planning a commune"
    yield from unjudged(planned(COMMUNE, folder / "commune.db"))
    yield "Planning a province"
    yield from planning.expansion()
    yield from planned(A_PROVINCE, folder / "province.db")
    yield from on_postgres(run, A_PROVINCE)
    shutil.copyfile(folder / "province.db", folder / "five.db")
    longer = sizes.lengthen(address(folder / "five.db"))
    yield Figure(f"{longer.slots:,} slots: the years before planned as well", longer.seconds, "s")
    yield size_of(folder / "five.db", longer.slots)
    yield "Pages of a commune"
    commune = pages_of(run, folder / "commune.db")
    yield from unjudged(pages.figures(one for (one,) in commune))
    both = pages_of(run, folder / "province.db", folder / "five.db")
    yield "Pages of a province"
    yield from unjudged(pages.figures(one for one, _ in both))
    yield "Pages of five years of a province"
    yield from pages.figures(one for _, one in both)
    yield from pages.growth((fewer, more) for fewer, more in both)
    yield from in_use(run, folder / "five.db")
    yield "In a browser"
    yield from browser.figures(folder)
    yield "Three provinces on one PostgreSQL"
    yield from provinces.figures()


def small(run: Run, folder: Path) -> Table:
    """Measure a commune alone, and judge it by the same bounds."""
    yield "Reading"
    yield from reading.figures(run.times, run.lines)
    yield "Planning a commune"
    yield from planning.expansion()
    yield from planned(COMMUNE, folder / "commune.db")
    yield from on_postgres(run, COMMUNE)
    yield "Pages of a commune"
    yield from pages.figures(one for (one,) in pages_of(run, folder / "commune.db"))
    yield from in_use(run, folder / "commune.db")


def address(file: Path) -> str:
    return f"sqlite:///{file.as_posix()}"


def planned(size: Size, file: Path) -> Iterator[Figure]:
    """Plan a size into a file, and measure planning it again."""
    built = sizes.build(address(file), size)
    yield from planning.memory(built)
    with closing(Database(address(file))) as database:
        yield from planning.figures(database, built)
    yield size_of(file, built.slots)


def size_of(file: Path, slots: int) -> Figure:
    return Figure(f"{slots:,} slots: size of the database", file.stat().st_size / 1e6, "MB")


def on_postgres(run: Run, size: Size) -> Iterator[Figure]:
    """Plan a size into a PostgreSQL of our own; show what a feed takes there after an edit."""
    try:
        with serving_postgres() as server:
            sizes.create(server, "bench")
            built = sizes.build(f"{server}bench", size)
            with closing(Database(f"{server}bench")) as database:
                yield from planning.figures(database, built)
            asked = feeds.prepare(f"{server}bench", run.stress)
            edited = feeds.after_edits(f"{server}bench", asked, "PostgreSQL: a feed", run.times)
            yield from unjudged([edited])
    except MissingError as missing:
        yield from planning.missing("PostgreSQL", str(missing))


def pages_of(run: Run, *files: Path) -> list[tuple[Measured, ...]]:
    """Measure the pages of databases, served side by side as an office serves them."""
    with ExitStack() as opened:
        places = []
        for file in files:
            var = file.with_suffix(".var")
            someone = served.someone(address(file), var)
            server = opened.enter_context(served.planner(address(file), var))
            places.append(Place(file, server, someone))
        return pages.measure(places, run.visits)


def in_use(run: Run, file: Path) -> Table:
    """Measure feeds and a mixed load, and what a server needs for them."""
    var, folder = file.with_suffix(".var"), file.with_suffix(".web")
    folder.mkdir()
    someone = served.someone(address(file), var)
    asked = feeds.prepare(address(file), run.stress)
    yield "Feeds"
    yield from feeds.from_database(address(file), asked, folder, run.times)
    with served.planner(address(file), var) as server:
        yield from feeds.over_http(address(file), server, asked, folder, run.times, run.lasting)
        yield f"A mixed load: {CLIENTS} clients, 70 % pages, 20 % feeds, 10 % writes"
        yield from load.figures(server, someone, file, asked, run.requests)
    started = [_started(file, var) for _ in range(run.times)]
    yield Figure("planner serve: from start to first answer", min(started), "s", 1.5)


def _started(file: Path, var: Path) -> float:
    with served.planner(address(file), var) as server:
        return server.started


def unjudged(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Show figures without judging them."""
    return (replace(one, bound=None) for one in figures)


def main(table: Table) -> None:
    """Print a table as it is measured, then what falls short, then how many figures are met."""
    judged = []
    for one in table:
        say(f"\n{one}" if isinstance(one, str) else str(one))
        if isinstance(one, Figure) and one.bound is not None:
            judged.append(one)
    short = [one for one in judged if not one.met]
    say("\nShort of what is wanted:" if short else "")
    for one in short:
        say(str(one))
    say(f"{len(judged) - len(short)} of {len(judged)} figures met")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with TemporaryDirectory(prefix="planner-bench-") as made:
        wanted = whole(WHOLE, Path(made)) if sys.argv[1:] != ["small"] else small(SMALL, Path(made))
        main(wanted)
