"""A feed's calendar: slots and checklist items as an RFC 5545 calendar that all programs read.

What is written, and what is left out, follows what calendar programs were seen to accept: no
calendar-level UID and no METHOD, one fixed VTIMEZONE, plain text in NFC, DTSTAMP from the last
change, so that the same data gives the same bytes.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import quote
from uuid import UUID, uuid5

import icalendar
from icalendar import Calendar, Event, Timezone, TimezoneStandard

from planner.domain.anniversaries import Kept, in_year
from planner.domain.dates import printed
from planner.domain.model import (
    CHANNELS,
    FORMATS,
    Anniversary,
    Item,
    ItemState,
    Slot,
    State,
)
from planner.settings import ZONE

WRITTEN_BY = f"icalendar {icalendar.__version__}"
"""Whose words these are."""

OFF_AIR_DAYS = 14
"""How long what was cancelled, postponed or withdrawn is still shown."""

_CONFIRMED = {State.APPROVED, State.PUBLISHED}
_OFF = {
    State.CANCELLED: "[HỦY]",
    State.WITHDRAWN: "[HỦY]",
    State.POSTPONED: "[HOÃN]",
    ItemState.WITHDRAWN: "[HỦY]",
    ItemState.NOT_APPLICABLE: "[HỦY]",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LONE_MARKS = re.compile(r"^[\u0300-\u036f]+", re.MULTILINE)
_COLOURS = {
    "press": "royalblue",
    "portal": "teal",
    "social": "rebeccapurple",
    "loudspeaker": "saddlebrown",
    "banner": "seagreen",
    "flag": "mediumvioletred",
}


@dataclass(frozen=True)
class Words:
    """What an event is put into words with: names, plans, anniversaries, and where pages are."""

    agencies: Mapping[str, str]
    plans: Mapping[str, tuple[str | None, str]]
    anniversaries: tuple[Anniversary, ...]
    base_url: str


@dataclass(frozen=True, slots=True)
class Whole:
    """What a feed shows over whole days and is no slot: an anniversary, a campaign's channel."""

    key: str
    title: str
    first: date
    last: date
    lines: tuple[str, ...]
    path: str
    category: str
    sequence: int
    changed_at: datetime

    @property
    def day(self) -> date:
        return self.first


@dataclass(frozen=True, slots=True)
class Entry:
    """A slot or an item that a feed shows, with its mark where it is off the air."""

    thing: Slot | Item
    mark: str = ""
    cancelled: bool = False

    @property
    def day(self) -> date:
        return first_day(self.thing)


def window(today: date) -> tuple[date, date]:
    """Return the days that a feed holds: three whole months back to twelve ahead."""
    first = _month(today, -3)
    return first, _month(today, 13) - timedelta(1)


def _month(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def events(
    slots: Iterable[Slot], items: Iterable[Item], *, off_air: str, today: date
) -> list[Entry]:
    """Return what a feed shows of slots and items, in the order of days and keys.

    `off_air` is "mark" or "status": what was cancelled, postponed or withdrawn keeps its place for
    14 days with a mark before its title, or as STATUS:CANCELLED, and is gone after that.
    """
    things: list[Slot | Item] = [*slots, *items]
    found = []
    for thing in things:
        if thing.last_day is None:
            continue
        mark = _OFF.get(thing.state)
        if mark is None:
            found.append(Entry(thing))
        elif _still_shown(thing, today):
            found.append(Entry(thing, mark) if off_air == "mark" else Entry(thing, cancelled=True))
    return sorted(found, key=lambda one: (one.day, one.thing.key))


def off_air_since(today: date) -> datetime:
    """Return from when on what went off the air is still shown today, in UTC."""
    first = today - timedelta(OFF_AIR_DAYS - 1)
    return datetime.combine(first, time(), ZONE).astimezone(UTC)


def _still_shown(thing: Slot | Item, today: date) -> bool:
    return thing.changed_at is not None and thing.changed_at >= off_air_since(today)


def first_day(thing: Slot | Item) -> date:
    """Return the day under which a feed has something."""
    day = thing.day if isinstance(thing, Slot) else thing.due
    return day or date.max


TAIL = b"END:VCALENDAR\r\n"
"""What stands behind the last event of a calendar."""


def head(name: str, channels: Collection[str]) -> bytes:
    """Return what stands before a calendar's first event; `channels` are those of its slots."""
    file = Calendar()
    file.add("version", "2.0")
    file.add("prodid", "-//planner//Lich chien dich//VI")
    file.add("calscale", "GREGORIAN")
    file.add("name", one_line(name))
    file.add("x-wr-calname", one_line(name))
    file.add("x-wr-caldesc", "Lịch chiến dịch thông tin, tuyên truyền")
    file.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    file.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", "PT1H")
    file.add("color", _colour(channels))
    file.add_component(_zone())
    whole: bytes = file.to_ical(sorted=False)
    return whole.removesuffix(TAIL)


def _colour(channels: Collection[str]) -> str:
    only = next(iter(channels)) if len(channels) == 1 else ""
    return _COLOURS.get(only, "darkslategray")


def _zone() -> Timezone:
    """Return Vietnam's zone as one fixed observance; it has had no summer time since 1975."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 (local by RFC 5545, 3.6.5)
    standard.add("tzoffsetfrom", timedelta(hours=7))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone = Timezone()
    zone.add("tzid", "Asia/Ho_Chi_Minh")
    zone.add_component(standard)
    return zone


def event(entry: Entry, words: Words, namespace: UUID, *, one_agency: bool) -> Event:
    """Return a slot or an item as an event.

    `namespace` is the installation's id, from which UIDs are made; `one_agency` leaves the
    agency's name out of the title.
    """
    thing = entry.thing
    made = Event()
    made.add("uid", str(uuid5(namespace, thing.key)))
    made.add("dtstamp", stamp_of(thing))
    made.add("last-modified", stamp_of(thing))
    if thing.planned_on is not None:
        made.add("created", datetime.combine(thing.planned_on, time(), ZONE).astimezone(UTC))
    made.add("sequence", thing.sequence)
    made.add("summary", _summary(entry, words, one_agency=one_agency))
    _times(made, thing)
    made.add("status", status(entry))
    made.add("transp", "TRANSPARENT")
    made.add("x-microsoft-cdo-busystatus", "FREE")
    made.add("description", description(thing, words))
    made.add("url", url(thing, words.base_url))
    made.add(
        "categories", [CHANNELS[thing.channel] if isinstance(thing, Slot) else "Việc phải làm"]
    )
    return made


def stamp_of(thing: Slot | Item) -> datetime:
    """Return when something last changed, in UTC."""
    return (thing.changed_at or datetime(2000, 1, 1, tzinfo=UTC)).astimezone(UTC)


def whole(entry: Whole, words: Words, namespace: UUID) -> Event:
    """Return what is shown over whole days as an event."""
    made = Event()
    made.add("uid", str(uuid5(namespace, entry.key)))
    made.add("dtstamp", entry.changed_at.astimezone(UTC))
    made.add("last-modified", entry.changed_at.astimezone(UTC))
    made.add("sequence", entry.sequence)
    made.add("summary", one_line(entry.title))
    made.add("dtstart", entry.first)
    made.add("dtend", entry.last + timedelta(1))
    made.add("status", "CONFIRMED")
    made.add("transp", "TRANSPARENT")
    made.add("x-microsoft-cdo-busystatus", "FREE")
    made.add("description", clean("\n".join(entry.lines)))
    made.add("url", f"{words.base_url}{entry.path}")
    made.add("categories", [entry.category])
    return made


def of_anniversary(kept: Kept, changed_at: datetime) -> Whole:
    """Return an anniversary as an all-day event on its day."""
    return Whole(
        key=f"anniversary/{kept.key}",
        title=kept.short,
        first=kept.day,
        last=kept.day,
        lines=(kept.official,),
        path=f"/calendar/{kept.day:%Y/%m}?day={kept.day.isoformat()}",
        category="Ngày kỷ niệm",
        sequence=0,
        changed_at=changed_at,
    )


def _times(made: Event, thing: Slot | Item) -> None:
    """Write the days or hours; ends are exclusive, and an hour without a length has none."""
    first = first_day(thing)
    at = hour(thing)
    if at is None:
        made.add("dtstart", first)
        made.add("dtend", (thing.last_day or first) + timedelta(1))
        return
    start = datetime.combine(first, at, ZONE)
    made.add("dtstart", start)
    if isinstance(thing, Slot) and thing.minutes:
        made.add("dtend", start + timedelta(minutes=thing.minutes))


def hour(thing: Slot | Item) -> time | None:
    """Return the local hour at which something begins, None for what takes whole days."""
    return thing.at if isinstance(thing, Slot) and thing.end_day is None else None


def status(entry: Entry) -> str:
    """Return an event's STATUS."""
    if entry.cancelled:
        return "CANCELLED"
    if isinstance(entry.thing, Item) or entry.mark or entry.thing.state in _CONFIRMED:
        return "CONFIRMED"
    return "TENTATIVE"


def _summary(entry: Entry, words: Words, *, one_agency: bool) -> str:
    thing = entry.thing
    word = FORMATS[thing.format] if isinstance(thing, Slot) else "Việc"
    parts = [entry.mark, f"{word}: {thing.title}"]
    if not one_agency:
        parts.append(f"({agency_of(thing, words)})")
    return one_line(" ".join(part for part in parts if part))


def agency_of(thing: Slot | Item, words: Words) -> str:
    """Return the name of the agency that something belongs to, its slug where it has none."""
    return one_line(words.agencies.get(thing.agency, "")) or thing.agency


def description(
    thing: Slot | Item, words: Words, *, due: str | None = None, distance: str | None = None
) -> str:
    """Say what a calendar's cell does not: theme, due day, agency, and why it is there.

    `due` and `distance` stand in the places of its own due day and reference. The plan's line is
    left to the pages: a corrected file moves lines, and no event with them.
    """
    lines = []
    if isinstance(thing, Slot) and thing.theme and thing.theme != thing.title:
        lines.append(f"Chủ đề: {thing.theme}")
    if isinstance(thing, Slot) and thing.due is not None and thing.due != thing.day:
        lines.append(f"Hạn nộp: {due or printed(thing.due)}")
    lines.append(f"Cơ quan: {agency_of(thing, words)}")
    kept = kept_of(thing, words.anniversaries)
    if kept is not None:
        lines.append(f"Mốc: {distance or reference(first_day(thing), kept.day)}, {kept.short}")
    if thing.source.plan is not None:
        number, title = words.plans.get(thing.source.plan, (None, thing.source.plan))
        lines.append(f"Kế hoạch: {number or title}")
    if isinstance(thing, Slot) and thing.brief:
        lines.extend(["", thing.brief])
    return clean("\n".join(lines))


def kept_of(thing: Slot | Item, anniversaries: Iterable[Anniversary]) -> Kept | None:
    """Return the anniversary in whose campaign something is, None outside one."""
    campaign = thing.campaign if isinstance(thing, Slot) else thing.origin
    name, _, year = campaign.rpartition("-")
    found = next((one for one in anniversaries if one.slug == name), None)
    return in_year(found, int(year)) if found is not None and year.isdigit() else None


def reference(day: date, reference_day: date) -> str:
    """Return a day's distance from T with T itself: "T-7 · 02/9/2027"."""
    distance = (day - reference_day).days
    sign = "T" if distance == 0 else f"T{distance:+d}"
    return f"{sign} · {printed(reference_day)}"


def url(thing: Slot | Item, base_url: str) -> str:
    """Return the address of the page that shows something."""
    if isinstance(thing, Item):
        return f"{base_url}/agencies/{quote(thing.agency)}"
    day = first_day(thing)
    return f"{base_url}/calendar/{day:%Y/%m}?agency={quote(thing.agency)}&day={day.isoformat()}"


def clean(text: str) -> str:
    """Return text as a calendar may hold it: NFC, no control characters, plain line ends."""
    lines = re.sub("\r\n|\r|\u2028|\u2029", "\n", text)
    # icalendar reads a backslash before N as a line end already when it writes; and a mark at a
    # line's head has nothing to stand on but the n of the line end before it.
    plain = _LONE_MARKS.sub("", _CONTROLS.sub("", lines).replace("\\N", "\\ N"))
    return unicodedata.normalize("NFC", plain).strip()


def one_line(text: str) -> str:
    return " ".join(clean(text).split())
