"""What feeds give out: their bytes, the stamp of the last change, who came, the last good copy."""

import hashlib
import os
import threading
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from planner import feeds as calendar_file
from planner.domain.anniversaries import in_days
from planner.domain.model import CHANNELS, Slot
from planner.domain.planning import REGULAR
from planner.domain.selecting import Selection, agencies_of
from planner.errors import StoreError
from planner.phrases import mark
from planner.services.scheduling import now
from planner.services.subscribing import by_token, campaign_name, hash_of
from planner.store import feeds, items, plans, register, selecting, slots
from planner.store.calendar import anniversaries
from planner.store.db import Database, Session
from planner.store.feeds import Feed, Visit


@dataclass(frozen=True, slots=True)
class Served:
    """A feed as it is given out."""

    body: bytes
    etag: str
    last_modified: datetime
    events: int


def render(session: Session, feed: Feed, today: date, base_url: str) -> Served:
    """Return a feed's calendar: the same bytes until its data or the month changes.

    `last_modified` is when these bytes were first given out, or now for new ones.
    """
    known = calendar_file.Words(
        agencies={key: one.name for key, one in register.load(session).agencies.items()},
        plans=plans.titles(session),
        anniversaries=anniversaries(session),
        base_url=base_url,
    )
    shown = _ENTRIES[feed.kind](session, feed, today, known)
    body = calendar_file.calendar(
        feed.name,
        shown,
        known,
        namespace=feeds.installation(session),
        one_agency=feed.agency is not None,
    )
    etag = hashlib.sha256(body).hexdigest()
    same = feed.etag == etag and feed.modified_at is not None
    modified = feed.modified_at if same and feed.modified_at else now()
    return Served(body, etag, modified, len(shown))


Entries = list[calendar_file.Entry | calendar_file.Whole]


def _slots(session: Session, feed: Feed, today: date, _known: calendar_file.Words) -> Entries:
    first, last = calendar_file.window(today)
    mine = slots.select(
        session,
        agency=feed.agency,
        channel=feed.channel,
        campaign=feed.campaign,
        first=first,
        last=last,
    )
    tasks = (
        items.select(session, agency=feed.agency, first=first, last=last)
        if feed.agency and not feed.channel and not feed.campaign
        else []
    )
    return list(calendar_file.events(mine, tasks, off_air=feed.off_air, today=today))


def _anniversaries(
    session: Session, _feed: Feed, today: date, known: calendar_file.Words
) -> Entries:
    made = feeds.made_at(session)
    kept = in_days(known.anniversaries, *calendar_file.window(today))
    return [calendar_file.of_anniversary(one, made) for one in kept]


def _province(session: Session, _feed: Feed, today: date, _known: calendar_file.Words) -> Entries:
    """One event a campaign and channel; the regular rhythm is left out."""
    first, last = calendar_file.window(today)
    return [
        calendar_file.Whole(
            key=f"campaign/{one.campaign}/{one.channel}",
            title=f"{CHANNELS[one.channel]}: {campaign_name(session, one.campaign)}",
            first=one.first,
            last=one.last,
            lines=(f"{one.number} mục", f"Chiến dịch: {one.campaign}"),
            path=f"/calendar/{one.first:%Y/%m}?channel={one.channel}",
            category=CHANNELS[one.channel],
            sequence=one.revision,
            changed_at=one.changed_at,
        )
        for one in slots.by_channel(session, first, last, f"{REGULAR}-")
    ]


def _view(session: Session, feed: Feed, today: date, _known: calendar_file.Words) -> Entries:
    mine = chosen_slots(session, feed, today)
    return list(calendar_file.events(mine, [], off_air=feed.off_air, today=today))


def chosen_slots(session: Session, feed: Feed, today: date) -> list[Slot]:
    """Return the slots of a feed of a view."""
    chosen = feed.chosen or Selection()
    agencies = agencies_of(register.load(session), chosen)
    first, last = calendar_file.window(today)
    where = selecting.where(chosen, agencies, feed.made_by, today)
    return slots.select(session, first=first, last=last, where=where)


_ENTRIES = {"view": _view, "slots": _slots, "anniversaries": _anniversaries, "province": _province}


def serve(database: Database, token: str, today: date, base_url: str) -> tuple[Feed, Served]:
    """Return the feed at an address and what it gives out.

    New bytes are remembered with the moment at which they changed, which rises with every change,
    so that programs which go by Last-Modified see deletions as well.
    """
    with database.session() as session:
        feed = by_token(session, token)
        served = render(session, feed, today, base_url)
    if served.etag != feed.etag:
        with database.writing() as session:
            modified = feeds.given_out(session, feed.id, served.etag, now())
        served = replace(served, last_modified=modified)
    return feed, served


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
                with database.writing() as session:
                    feeds.visited(session, waiting.values())
        except StoreError:
            with self._lock:
                self._waiting = {**waiting, **self._waiting}


class Copies:
    """The last good copy of each feed on disk, for when the database is away."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _file(self, token: str) -> Path:
        return self._folder / f"{hash_of(token)}.ics"

    def keep(self, token: str, served: Served) -> None:
        """Keep what was given out; nothing is written when it is what is there."""
        file = self._file(token)
        if file.exists() and file.stat().st_mtime_ns == _ns(served.last_modified):
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
        draft.write_bytes(served.body)
        os.utime(draft, ns=(_ns(served.last_modified), _ns(served.last_modified)))
        draft.replace(file)

    def get(self, token: str) -> Served | None:
        """Return the last good copy of the feed at an address, None where there is none."""
        file = self._file(token)
        if not file.exists():
            return None
        body = file.read_bytes()
        modified = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        return Served(body, hashlib.sha256(body).hexdigest(), modified, body.count(b"BEGIN:VEVENT"))

    def drop(self, token: str) -> None:
        """Forget a copy: its address was taken away."""
        self._file(token).unlink(missing_ok=True)


def _ns(stamp: datetime) -> int:
    return int(stamp.timestamp()) * 1_000_000_000
