"""Feeds: from the database, after an edit, and over HTTP beside nginx, Radicale and icalendar.

150 agencies' feeds are fetched by 16 clients as calendar programs do, and one of 10,000 events is
the stress. What is measured from the database is measured in a process that has kept nothing.

After an edit a feed is measured in processes that are at work, as a server's is: each has made
another campaign's feed after an edit, and keeps nothing of this one. Then in processes that have
just started, whose first work it is. And over HTTP, from a server that gave it out before and
learns of the edit from the database.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from programs import MissingError
from sqlalchemy import text

from bench.figures import Figure, least, seconds
from bench.peers import (
    RADICALE_PATH,
    Request,
    by_icalendar,
    empty_view,
    nginx,
    radicale,
    radicale_headers,
    rate,
)
from bench.served import ORIGIN, SECRET, Client, Server
from bench.sizes import TODAY
from planner.feeds import window
from planner.services import publishing, scheduling, subscribing
from planner.services.publishing import Served
from planner.services.subscribing import Keys
from planner.store.db import Database

AGENCIES = 150
EVENT = b"BEGIN:VEVENT"
CHANGED = 5
"""Of so many fetches one brings something new."""

GZIP = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True)
class Feeds:
    """The addresses of the agencies' feeds and of two large ones, and a slot of each of those."""

    agencies: list[str]
    large: str
    slot: str
    other: str
    its_slot: str


def prepare(url: str, stress: int) -> Feeds:
    """Make feeds of the agencies of a database, and two that hold nearest to `stress` events."""
    keys = Keys(SECRET)
    with closing(Database(url)) as database, database.writing() as session:
        agencies = session.execute(text(BY_AGENCY), {"most": AGENCIES}).scalars().all()
        first, last = window(TODAY)
        values = {"first": first.isoformat(), "last": last.isoformat(), "wanted": stress}
        large, *others = session.execute(text(NEAREST), values)
        other = next((one for one in others if one.campaign != large.campaign), large)
        each = [subscribing.create(session, keys, agency=one) for one in agencies]
        addresses = [
            keys.path(
                subscribing.create(
                    session, keys, agency=one.agency, campaign=one.campaign, channel=one.channel
                )
            )
            for one in (large, other)
        ]
        return Feeds(
            [keys.path(one) for one in each], addresses[0], large.slot, addresses[1], other.slot
        )


BY_AGENCY = "SELECT agency FROM slot GROUP BY agency ORDER BY count(*) DESC, agency LIMIT :most"
NEAREST = """
WITH inside AS (
    SELECT agency, campaign, channel, key FROM slot
    WHERE last_day >= :first AND day <= :last AND end_day IS NULL
), held AS (
    SELECT agency, NULL AS campaign, NULL AS channel, min(key) AS slot, count(*) AS number
    FROM inside GROUP BY 1
    UNION ALL
    SELECT NULL, campaign, channel, min(key), count(*) FROM inside GROUP BY campaign, channel
    UNION ALL
    SELECT NULL, campaign, NULL, min(key), count(*) FROM inside GROUP BY campaign
)
SELECT agency, campaign, channel, slot FROM held ORDER BY abs(number - :wanted)
"""
"""What a feed can hold, an agency or a campaign, on a channel or all: the nearest in number."""


def token_of(path: str) -> str:
    return path.split("/")[2]


def from_database(url: str, feeds: Feeds, folder: Path, times: int) -> Iterator[Figure]:
    """Measure the large feed in so many processes that have kept nothing, then after edits."""
    file = folder / "feed.ics"
    ever, *again = (_elsewhere("read", url, feeds.large, file) for _ in range(times + 1))
    body = file.read_bytes()
    named = f"a feed of {body.count(EVENT):,} events"
    alone = min(by_icalendar(body), by_icalendar(body))
    taken = min(again)
    beside = f"{taken * 1000:.1f} ms; icalendar {alone:.2f} s"
    name = f"{named} from the database, beside icalendar"
    yield Figure(name, alone / taken, "x", 100, "at least", beside)
    beside = f"icalendar {alone:.2f} s, {alone / ever:.1f} x"
    yield Figure(f"{named} for the first time ever", ever * 1000, "ms", beside=beside)
    yield after_edits(url, feeds, named, times)


def after_edits(url: str, feeds: Feeds, named: str, times: int) -> Figure:
    """Measure the large feed after one slot's edit in new processes, at work and just started."""
    _elsewhere("first", url, feeds.large)
    both = feeds.large, feeds.slot, feeds.other, feeds.its_slot
    edited = [_elsewhere("edited", url, *both, f"Bản tin số {n}") for n in range(times)]
    first = []
    with closing(Database(url)) as database:
        for number in range(times):
            _edit(database, feeds.slot, f"Bản tin thứ {number}")
            first.append(_elsewhere("first", url, feeds.large))
    beside = f"{statistics.median(first) * 1000:.0f} ms as the first work of a process"
    taken = statistics.median(edited) * 1000
    return Figure(f"{named} after one slot's edit", taken, "ms", 20, beside=beside)


def _elsewhere(*arguments: object) -> float:
    """Return the seconds that something takes in a new process."""
    command = [sys.executable, "-m", "bench.feeds", *map(str, arguments)]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def _edit(database: Database, slot: str, title: str) -> None:
    with database.writing() as session:
        scheduling.edit(session, slot, {"title": title}, who="bench", today=TODAY)


def _get(database: Database, path: str) -> Served:
    return publishing.serve(database, token_of(path), TODAY, ORIGIN)[1]


@dataclass(frozen=True)
class Place:
    """A server of feeds and the requests of its clients: for gzip, and when nothing has changed."""

    port: int
    packed: list[Request]
    unchanged: list[Request]

    @classmethod
    def of(cls, port: int, paths: Sequence[str]) -> "Place":
        """Ask for each feed once, to know its ETag."""
        with closing(Client(port)) as client:
            etags = [client.get(path, Accept_Encoding="gzip").etag for path in paths]
        unchanged = [
            Request(path, {**GZIP, "If-None-Match": etag})
            for path, etag in zip(paths, etags, strict=True)
        ]
        return cls(port, [Request(path, GZIP) for path in paths], unchanged)

    @property
    def mixed(self) -> list[Request]:
        """What calendar programs ask for: most of it has not changed."""
        return [
            unchanged if number % CHANGED else packed
            for number, (packed, unchanged) in enumerate(
                zip(self.packed, self.unchanged, strict=True)
            )
        ]


def over_http(
    url: str, server: Server, feeds: Feeds, folder: Path, times: int, lasting: int
) -> Iterator[Figure]:
    """Measure what 16 clients get of the feeds, beside nginx, an empty view and Radicale.

    Each kind of request is sent for `lasting` seconds, after `times` edits; what differs from
    moment to moment is measured as often.
    """
    yield _got_after_edits(url, server, feeds, times)
    ours = Place.of(server.port, feeds.agencies)
    with closing(Client(server.port)) as client:
        bodies = [client.get(path).body for path in feeds.agencies]
        large = client.get(feeds.large).body
        single = least(lambda: client.get(feeds.large))
    events = [body.count(EVENT) for body in bodies]
    named = f"{len(bodies)} feeds of {min(events):,} to {max(events):,} events"

    def asked(port: int, requests: Sequence[Request]) -> float:
        return rate(port, requests, folder, lasting)

    files = {f"{number}.ics": body for number, body in enumerate(bodies)} | {"large.ics": large}
    yield from _beside_nginx(ours, feeds.large, files, folder, named, asked, times)
    yield from _beside_empty_view(ours, named, asked)
    yield from _beside_radicale(single, large, folder)


def _got_after_edits(url: str, server: Server, feeds: Feeds, times: int) -> Figure:
    with closing(Client(server.port)) as client, closing(Database(url)) as database:
        answers = [client.get(feeds.large, Accept_Encoding="gzip")]
        for number in range(times):
            _edit(database, feeds.slot, f"Bản tin mới số {number}")
            answers.append(client.get(feeds.large, Accept_Encoding="gzip"))
    if len({one.etag for one in answers}) < len(answers):
        raise RuntimeError("an edit is not in the feed")
    taken = statistics.median(one.seconds for one in answers[1:])
    return Figure("a GET of that feed after one slot's edit", taken * 1000, "ms", 20)


Asked = Callable[[int, Sequence[Request]], float]
"""Returns the answers a second that clients get at a port."""


def _beside_nginx(
    ours: Place,
    path: str,
    files: Mapping[str, bytes],
    folder: Path,
    named: str,
    asked: Asked,
    times: int,
) -> Iterator[Figure]:
    *names, large = files
    name = f"a feed of {files[large].count(EVENT):,} events: warm gzip, of nginx"
    try:
        with nginx(folder, files) as server:
            theirs = Place.of(server.port, [f"/{one}" for one in names])
            stress = _in_turn(
                times,
                lambda: asked(ours.port, [Request(path, GZIP)]),
                lambda: asked(theirs.port, [Request(f"/{large}", GZIP)]),
            )
            packed = asked(ours.port, ours.packed), asked(theirs.port, theirs.packed)
            unchanged = asked(ours.port, ours.unchanged), asked(theirs.port, theirs.unchanged)
            mixed = asked(ours.port, ours.mixed), asked(theirs.port, theirs.mixed)
    except MissingError as missing:
        yield Figure(name, None, "", 0.6, "at least", str(missing))
        return
    yield Figure(name, stress[0] / stress[1], "", 0.6, "at least", _both(stress))
    yield Figure(f"{named}: warm gzip, of nginx", packed[0] / packed[1], "", beside=_both(packed))
    name = f"{named}: 304, of nginx"
    yield Figure(name, unchanged[0] / unchanged[1], "", beside=_both(unchanged))
    name = f"{named}: one of {CHANGED} changed, of nginx"
    yield Figure(name, mixed[0] / mixed[1], "", beside=_both(mixed))


def _in_turn(
    times: int, one: Callable[[], float], other: Callable[[], float]
) -> tuple[float, float]:
    """Return the medians of two rates that are measured so many times in turn.

    Half a megabyte an answer is as fast as the memory of the machine at that moment: three seconds
    of the same server differ by half.
    """
    pairs = [(one(), other()) for _ in range(times)]
    ours, theirs = zip(*pairs, strict=True)
    return statistics.median(ours), statistics.median(theirs)


def _both(rates: tuple[float, float]) -> str:
    return f"{rates[0]:,.0f}/s; nginx {rates[1]:,.0f}/s"


def _beside_empty_view(ours: Place, named: str, asked: Asked) -> Iterator[Figure]:
    name = f"{named}: 304, of an empty Flask view"
    try:
        unchanged = asked(ours.port, ours.unchanged)
        with empty_view() as server:
            nothing = asked(server.port, [Request("/", {})])
    except MissingError as missing:
        yield Figure(name, None, "", 0.7, "at least", str(missing))
        return
    beside = f"{unchanged:,.0f}/s; the view {nothing:,.0f}/s"
    yield Figure(name, unchanged / nothing, "", 0.7, "at least", beside)


def _beside_radicale(single: float, large: bytes, folder: Path) -> Iterator[Figure]:
    name = f"one GET of {large.count(EVENT):,} events, beside Radicale"
    try:
        with (
            radicale(folder, large) as server,
            closing(Client(server.port, radicale_headers())) as client,
        ):
            cold = client.get(RADICALE_PATH)
            warm = least(lambda: client.get(RADICALE_PATH), 3)
    except MissingError as missing:
        yield Figure(name, None, "x", 80, "at least", str(missing))
        return
    if cold.body.count(EVENT) != large.count(EVENT):
        raise RuntimeError(f"Radicale answered {cold.status} with {len(cold.body)} bytes")
    beside = f"{single * 1000:.1f} ms; Radicale {warm:.2f} s, cold {cold.seconds:.1f} s"
    yield Figure(name, warm / single, "x", 80, "at least", beside)


def _read(database: Database, path: str, file: str) -> float:
    """Return the seconds to a feed's bytes in this process, which has kept nothing."""
    database.ping()
    began = time.perf_counter()
    body = _get(database, path).body
    taken = time.perf_counter() - began
    Path(file).write_bytes(body)
    return taken


def _first(database: Database, path: str) -> float:
    """Return the seconds to a feed, as it is sent, in this process, which has done nothing yet."""
    database.ping()
    return seconds(lambda: _get(database, path).gzip)


def _edited(
    database: Database, path: str, slot: str, other: str, its_slot: str, title: str
) -> float:
    """Return the seconds to a feed, as it is sent, after an edit; another one comes before."""
    _get(database, other)
    _edit(database, its_slot, title)
    _get(database, other)
    _edit(database, slot, title)
    return seconds(lambda: _get(database, path).gzip)


WORK: Mapping[str, Callable[..., float]] = {"read": _read, "first": _first, "edited": _edited}


def main(what: str, url: str, *arguments: str) -> None:
    """Print the seconds that something takes in this process."""
    with closing(Database(url)) as database:
        taken = WORK[what](database, *arguments)
    sys.stdout.write(f"{taken}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
