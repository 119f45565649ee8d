"""Events written fast: icalendar makes the words of each content once, the rest is filled in.

Most slots of a calendar say what others say too: one content is told in many sessions on many
days, by many agencies. So icalendar writes the event of the first of them, and what differs (UID,
stamps, SEQUENCE, days, the agency, what is due, the distance to T) becomes gaps of a block. What
comes out is what icalendar would have written for each, byte by byte; tests/test_filled.py holds
it to that.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID, uuid4, uuid5

from icalendar import vText

from planner import feeds
from planner.domain.anniversaries import Kept
from planner.domain.dates import printed
from planner.domain.model import Item, Slot
from planner.feeds import Entry, Whole, Words
from planner.settings import ZONE

MOST = 74
"""Octets of a line as icalendar folds them: up to 75 with the space that leads a folded one."""

_MOST_BLOCKS = 1000
"""How many blocks a writer remembers, of some 2 kB each."""

_WITHIN = range(0x80, 0xC0)
"""Octets of UTF-8 that go on with a character."""

_AGENCY, _DUE, _DISTANCE = uuid4().hex, uuid4().hex, uuid4().hex
"""Stand where a block's gaps are; no text of anybody's can hold them."""

_GAPS = {
    b"UID": b"UID:%b\r\n",
    b"DTSTAMP": b"DTSTAMP:%b\r\n",
    b"LAST-MODIFIED": b"LAST-MODIFIED:%b\r\n",
    b"CREATED": b"",
    b"SEQUENCE": b"%bSEQUENCE:%d\r\n",
    b"SUMMARY": b"%b",
    b"DTSTART": b"%b",
    b"DTEND": b"",
    b"DESCRIPTION": b"%b",
    b"URL": b"%b",
}
"""What stands in a block in place of the lines that differ; CREATED and DTEND go with the next."""


@dataclass(frozen=True, slots=True)
class Block:
    """An event with gaps; its unfolded SUMMARY and DESCRIPTION, with gaps of their own."""

    event: bytes
    summary: bytes
    description: bytes


class Writer:
    """Writes the events of one calendar."""

    def __init__(self, words: Words, namespace: UUID, *, one_agency: bool) -> None:
        self._words = words
        self._namespace = namespace
        self._one_agency = one_agency
        self._blocks: dict[tuple[object, ...], Block] = {}
        self._kept: dict[str, Kept | None] = {}
        self._agencies: dict[str, bytes] = {}

    def write(self, entry: Entry | Whole) -> bytes:
        """Return an event as icalendar writes it."""
        if isinstance(entry, Whole):
            made: bytes = feeds.whole(entry, self._words, self._namespace).to_ical(sorted=False)
            return made
        thing = entry.thing
        content = _content(entry)
        block = self._blocks.get(content)
        if block is None:
            if len(self._blocks) >= _MOST_BLOCKS:
                self._blocks.clear()
            block = self._blocks[content] = self._block(entry)
        stamp = _instant(feeds.stamp_of(thing))
        gaps = self._gaps(thing)
        return block.event % (
            str(uuid5(self._namespace, thing.key)).encode(),
            stamp,
            stamp,
            _created(thing.planned_on),
            thing.sequence,
            fold(block.summary % gaps),
            _times(thing),
            fold(block.description % gaps),
            fold(f"URL:{feeds.url(thing, self._words.base_url)}".encode()),
        )

    def _block(self, entry: Entry) -> Block:
        """Have icalendar write an event, and make gaps of what another one says otherwise."""
        words = replace(self._words, agencies={entry.thing.agency: _AGENCY})
        event = feeds.event(entry, words, self._namespace, one_agency=self._one_agency)
        said = feeds.description(entry.thing, words, due=_DUE, distance=_DISTANCE)
        event["description"] = vText(said)
        lines = unfolded(event.to_ical(sorted=False))
        names = [line.partition(b":")[0].partition(b";")[0] for line in lines]
        block = b"".join(
            _GAPS[name] if name in _GAPS else fold(line).replace(b"%", b"%%")
            for name, line in zip(names, lines, strict=True)
        )
        summary, description = (lines[names.index(one)] for one in (b"SUMMARY", b"DESCRIPTION"))
        return Block(block, _pattern(summary), _pattern(description))

    def _gaps(self, thing: Slot | Item) -> dict[bytes, bytes]:
        """Return what the gaps of a summary and a description hold."""
        found = {_AGENCY.encode(): self._agency(thing)}
        if isinstance(thing, Slot) and thing.due is not None:
            found[_DUE.encode()] = _printed(thing.due)
        kept = self._kept_of(thing)
        if kept is not None:
            found[_DISTANCE.encode()] = _distance(feeds.first_day(thing), kept.day)
        return found

    def _agency(self, thing: Slot | Item) -> bytes:
        if thing.agency not in self._agencies:
            name = vText(feeds.agency_of(thing, self._words))
            self._agencies[thing.agency] = name.to_ical()
        return self._agencies[thing.agency]

    def _kept_of(self, thing: Slot | Item) -> Kept | None:
        campaign = thing.campaign if isinstance(thing, Slot) else thing.origin
        if campaign not in self._kept:
            self._kept[campaign] = feeds.kept_of(thing, self._words.anniversaries)
        return self._kept[campaign]


def _content(entry: Entry) -> tuple[object, ...]:
    """Return all that an event says but for what is filled in."""
    thing = entry.thing
    same = (entry.mark, feeds.status(entry), thing.title, thing.source.plan)
    if isinstance(thing, Item):
        return (*same, thing.origin)
    has_due = thing.due is not None and thing.due != thing.day
    return (*same, thing.campaign, thing.channel, thing.format, thing.theme, thing.brief, has_due)


def _pattern(line: bytes) -> bytes:
    """Return a line with gaps where their stand-ins are."""
    line = line.replace(b"%", b"%%")
    for gap in (_AGENCY, _DUE, _DISTANCE):
        line = line.replace(gap.encode(), f"%({gap})b".encode())
    return line


def unfolded(text: bytes) -> list[bytes]:
    """Return the lines of a calendar's text, without their ends."""
    return text.replace(b"\r\n ", b"").removesuffix(b"\r\n").split(b"\r\n")


def fold(line: bytes) -> bytes:
    """Return a line as icalendar folds it: between characters, and not behind an escaping one."""
    pieces = []
    start = 0
    while len(line) - start > MOST:
        end = start + MOST
        while line[end] in _WITHIN:
            end -= 1
        if line[end - 1] in b"\\^":
            end -= 1
        pieces.append(line[start:end])
        start = end
    return b"\r\n ".join([*pieces, line[start:]]) + b"\r\n"


@lru_cache(maxsize=2000)
def _instant(stamp: datetime) -> bytes:
    return stamp.strftime("%Y%m%dT%H%M%SZ").encode()


@lru_cache(maxsize=2000)
def _created(day: date | None) -> bytes:
    if day is None:
        return b""
    return b"CREATED:%b\r\n" % _instant(datetime.combine(day, time(), ZONE).astimezone(UTC))


@lru_cache(maxsize=2000)
def _printed(day: date) -> bytes:
    return printed(day).encode()


@lru_cache(maxsize=2000)
def _distance(day: date, reference_day: date) -> bytes:
    return feeds.reference(day, reference_day).encode()


def _times(thing: Slot | Item) -> bytes:
    """Return DTSTART and DTEND as `feeds.event` has them."""
    first, at = feeds.first_day(thing), feeds.hour(thing)
    if at is None:
        return _days(first, (thing.last_day or first) + timedelta(1))
    return _hours(first, at, (isinstance(thing, Slot) and thing.minutes) or 0)


@lru_cache(maxsize=2000)
def _days(first: date, behind: date) -> bytes:
    lines = f"DTSTART;VALUE=DATE:{first:%Y%m%d}\r\nDTEND;VALUE=DATE:{behind:%Y%m%d}\r\n"
    return lines.encode()


@lru_cache(maxsize=2000)
def _hours(day: date, at: time, minutes: int) -> bytes:
    start = datetime.combine(day, at)
    line = ";TZID=Asia/Ho_Chi_Minh:%Y%m%dT%H%M%S\r\n"
    end = f"DTEND{start + timedelta(minutes=minutes):{line}}" if minutes else ""
    return f"DTSTART{start:{line}}{end}".encode()
