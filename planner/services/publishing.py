"""What feeds give out: their bytes, the stamp of the last change, who came, the last good copy."""

import hashlib
import os
import threading
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from planner.errors import StoreError
from planner.feeds import packed
from planner.phrases import mark
from planner.services.pieces import Made, make
from planner.services.scheduling import now
from planner.services.subscribing import by_token, hash_of
from planner.store import feeds, showing
from planner.store.db import Database, Session
from planner.store.feeds import Feed, Visit


@dataclass(frozen=True, slots=True)
class Served:
    """A feed as it is given out, in packed pieces."""

    pieces: tuple[bytes, ...]
    etag: str
    last_modified: datetime
    events: int = field(default=0, compare=False)

    @property
    def body(self) -> bytes:
        """The calendar's own bytes."""
        return packed.unpack(self.pieces)

    @property
    def gzip(self) -> bytes:
        """The calendar as a gzip file."""
        return packed.join(self.pieces)


def serve(database: Database, token: str, today: date, base_url: str) -> tuple[Feed, Served]:
    """Return the feed at an address and what it gives out; NotFoundError without one.

    Pieces that were written anew are kept. New bytes are remembered with the moment at which they
    changed, which rises with every change, so that programs which go by Last-Modified see
    deletions as well.
    """
    with database.session() as session:
        before = showing.latest_write(session)
        feed = by_token(session, token)
        made = make(session, feed, today, base_url)
    if made.is_kept and made.etag == feed.etag and feed.modified_at is not None:
        return feed, _served(made, feed.modified_at)
    with database.writing(aside=True) as session:
        if showing.latest_write(session) != before:  # nobody writes any more now
            feed = by_token(session, token)
            made = make(session, feed, today, base_url)
        showing.keep(session, feed.id, made.written, made.gone)
        modified = feeds.given_out(session, feed.id, made.etag, now())
    return feed, _served(made, modified)


def render(session: Session, feed: Feed, today: date, base_url: str) -> Served:
    """Return a feed's calendar: the same bytes until its data or the month changes.

    `last_modified` is when these bytes were first given out, or now for new ones.
    """
    made = make(session, feed, today, base_url)
    same = made.etag == feed.etag
    return _served(made, feed.modified_at if same and feed.modified_at else now())


def _served(made: Made, modified: datetime) -> Served:
    return Served(made.packed, made.etag, modified, made.events)


PROGRAMS = (
    ("google", "Google Calendar"),
    ("outlook", "Outlook"),
    ("microsoft", "Outlook"),
    ("exchange", "Outlook"),
    ("thunderbird", "Thunderbird"),
    ("evolution", "Evolution"),
    ("dataaccessd", "Apple (iPhone, iPad)"),
    ("ios", "Apple (iPhone, iPad)"),
    ("macos", "Apple Calendar"),
    ("calendaragent", "Apple Calendar"),
    ("davx", "DAVx5"),
    ("vdirsyncer", "vdirsyncer"),
    ("mozilla", mark("trình duyệt")),
)
"""What a calendar program's User-Agent holds, and what people call the program."""


def program(user_agent: str) -> str:
    """Return what people call the program that came, else the first word of its User-Agent."""
    plain = user_agent.lower()
    known = next((name for sign, name in PROGRAMS if sign in plain), None)
    return known or (user_agent.split("/", maxsplit=1)[0].strip()[:40] or mark("không rõ"))


class Visits:
    """Gathers visits to feeds and writes them in batches: a fetch should not wait for a write."""

    def __init__(self, every: timedelta = timedelta(seconds=30)) -> None:
        self._every = every
        self._lock = threading.Lock()
        self._waiting: dict[tuple[int, str], Visit] = {}
        self._written = now()

    def add(self, feed: int, user_agent: str, *, unchanged: bool) -> None:
        """Note that a program came, and whether it got everything or "not modified"."""
        name = program(user_agent)
        with self._lock:
            before = self._waiting.get((feed, name), Visit(feed, name, now(), 0, 0))
            self._waiting[feed, name] = Visit(
                feed, name, now(), before.full + (not unchanged), before.unchanged + unchanged
            )

    def is_due(self) -> bool:
        """Whether enough time has gone by to write what waits."""
        return bool(self._waiting) and now() - self._written >= self._every

    def write(self, database: Database) -> None:
        """Write what waits; what can't be written now waits on."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
            self._written = now()
        try:
            if waiting:
                with database.writing(aside=True) as session:
                    feeds.visited(session, waiting.values())
        except StoreError:
            with self._lock:
                self._waiting = {**waiting, **self._waiting}


_ETAG = hashlib.sha256().digest_size * 2


class Copies:
    """The last good copy of each feed on disk, for when the database is away: ETag and pieces."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _file(self, token: str) -> Path:
        return self._folder / f"{hash_of(token)}.feed"

    def keep(self, token: str, served: Served) -> None:
        """Keep what was given out; nothing is written when it is what is there."""
        file = self._file(token)
        if file.exists() and file.stat().st_mtime_ns == _ns(served.last_modified):
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
        draft.write_bytes(served.etag.encode() + b"".join(served.pieces))
        os.utime(draft, ns=(_ns(served.last_modified), _ns(served.last_modified)))
        draft.replace(file)

    def get(self, token: str) -> Served | None:
        """Return the last good copy of the feed at an address, None where there is none."""
        file = self._file(token)
        if not file.exists():
            return None
        kept = file.read_bytes()
        modified = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        return Served(tuple(packed.split(kept[_ETAG:])), kept[:_ETAG].decode(), modified)

    def drop(self, token: str) -> None:
        """Forget a copy: its address was taken away."""
        self._file(token).unlink(missing_ok=True)


def _ns(stamp: datetime) -> int:
    return int(stamp.timestamp()) * 1_000_000_000
