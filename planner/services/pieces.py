"""A feed's calendar in packed pieces, one a week: those that still hold are read, others written.

A piece holds as long as all that its text depends on has the same print: the program, the words,
the address of the pages, and of each of its days how many slots and items there are, and which.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from planner import domain
from planner import feeds as calendar_file
from planner.domain.anniversaries import in_days
from planner.domain.model import CHANNELS, Slot
from planner.domain.planning import REGULAR
from planner.domain.selecting import Selection, agencies_of
from planner.feeds import Entry, Whole, Words, packed
from planner.feeds.filled import Writer
from planner.services.subscribing import campaign_name
from planner.store import feeds, items, plans, register, selecting, showing, slots
from planner.store.calendar import anniversaries
from planner.store.db import Session
from planner.store.feeds import Feed
from planner.store.selecting import Where
from planner.store.showing import Day, Part


def _hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _program() -> str:
    """Return what changes whenever this program might put something else into words."""
    folders = (calendar_file, domain)
    files = sorted(file for one in folders for file in Path(one.__path__[0]).glob("*.py"))
    text = b"".join(file.read_bytes() for file in files)
    return _hash(calendar_file.WRITTEN_BY, hashlib.sha256(text).hexdigest())


_PROGRAM = _program()


_HEAD = ""
"""The name of the piece before all weeks; those are named by their Mondays."""

_TAIL = packed.pack(calendar_file.TAIL)
_MOST_WRITERS = 4

Entries = Sequence[Entry | Whole]


@dataclass(frozen=True, slots=True)
class Holding:
    """What a feed holds: its weeks by their Mondays in short, and how to get what is in them.

    `besides` is what else its entries depend on.
    """

    weeks: Mapping[date, object]
    entries: Callable[[Collection[date]], Entries]
    besides: object = None


@dataclass(frozen=True, slots=True)
class Made:
    """A feed's pieces in their order; those that were written anew, and the names of old ones."""

    parts: list[Part]
    written: list[Part]
    gone: AbstractSet[str]

    @property
    def is_kept(self) -> bool:
        """Whether the pieces are those that are kept."""
        return not self.written and not self.gone

    @property
    def etag(self) -> str:
        return hashlib.sha256("".join(one.digest for one in self.parts).encode()).hexdigest()

    @property
    def events(self) -> int:
        """How many events it has."""
        return sum(one.events for one in self.parts)

    @property
    def packed(self) -> tuple[bytes, ...]:
        """All pieces, with what stands behind the last."""
        return (*(one.packed for one in self.parts), _TAIL)


def make(session: Session, feed: Feed, today: date, base_url: str) -> Made:
    """Return a feed's pieces: those that are kept, as far as they still hold, and the others anew.

    The print of a piece is of all that its text depends on.
    """
    words = Words(
        agencies=register.names(session),
        plans=dict(sorted(plans.titles(session).items())),
        anniversaries=anniversaries(session),
        base_url=base_url,
    )
    namespace, one_agency = feeds.installation(session), feed.agency is not None
    of_words = _hash(_PROGRAM, words, namespace, one_agency)
    writer = _writer(of_words, words, namespace, one_agency=one_agency)
    holding = HOLDINGS[feed.kind](session, feed, today)
    common = (of_words, feed.off_air, holding.besides)
    prints = {str(monday): _hash(common, short) for monday, short in holding.weeks.items()}
    kept = showing.parts(session, feed.id)
    parts = {name: kept[name] for name, of in prints.items() if _holds(kept.get(name), of)}
    written = _weeks(writer, holding, {name: prints[name] for name in prints.keys() - parts.keys()})
    parts.update((one.name, one) for one in written)
    channels = {one for part in parts.values() for one in part.channels.split()}
    of = _hash(_PROGRAM, feed.name, sorted(channels))
    head = kept.get(_HEAD)
    if head is None or head.print != of:
        head = _part(_HEAD, of, calendar_file.head(feed.name, channels))
        written.append(head)
    gone = kept.keys() - parts.keys() - {_HEAD}
    shown = [parts[name] for name in sorted(parts) if parts[name].events]
    return Made([head, *shown], written, gone)


def _holds(part: Part | None, of: str) -> bool:
    return part is not None and part.print == of


def _weeks(writer: Writer, holding: Holding, prints: Mapping[str, str]) -> list[Part]:
    """Write weeks anew, those that have a print."""
    found: dict[str, list[Entry | Whole]] = {name: [] for name in prints}
    if found:
        for entry in holding.entries([date.fromisoformat(name) for name in found]):
            found[str(_monday(entry.day))].append(entry)
    written = []
    for name, entries in found.items():
        things = [one.thing for one in entries if isinstance(one, Entry)]
        channels = {one.channel for one in things if isinstance(one, Slot)}
        text = b"".join(map(writer.write, entries))
        written.append(_part(name, prints[name], text, len(entries), channels))
    return written


def _part(name: str, of: str, text: bytes, events: int = 0, channels: Collection[str] = ()) -> Part:
    digest = hashlib.sha256(text).hexdigest()
    return Part(name, of, digest, events, " ".join(sorted(channels)), packed.pack(text))


_writers: dict[str, Writer] = {}


def _writer(of: str, words: Words, namespace: UUID, *, one_agency: bool) -> Writer:
    """Return what writes with those words, `of` is their print: it may know most blocks by now."""
    writer = _writers.get(of)
    if writer is None:
        if len(_writers) >= _MOST_WRITERS:
            _writers.clear()
        writer = _writers[of] = Writer(words, namespace, one_agency=one_agency)
    return writer


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


# --- what feeds hold ----------------------------------------------------------------------------


def _slots(session: Session, feed: Feed, today: date) -> Holding:
    has_items = feed.agency is not None and feed.channel is None and feed.campaign is None
    return _by_days(session, feed, today, items_of=feed.agency if has_items else None)


def _view(session: Session, feed: Feed, today: date) -> Holding:
    chosen = feed.chosen or Selection()
    agencies = agencies_of(register.load(session), chosen)
    where = selecting.where(chosen, agencies, feed.made_by, today)
    holding = _by_days(session, feed, today, where)
    besides = (agencies and sorted(agencies), chosen.late and today)
    return replace(holding, besides=besides)


def _by_days(
    session: Session,
    feed: Feed,
    today: date,
    where: Where = (),
    items_of: str | None = None,
) -> Holding:
    """Return the slots of a feed, and the items of an agency, by the weeks they begin in."""
    span = (*calendar_file.window(today), calendar_file.off_air_since(today))
    where = (*where, *showing.slots_of(feed))
    tasks = showing.items_of(items_of, *span) if items_of is not None else None
    days, off = showing.slot_days(session, where, *span)
    due = showing.item_days(session, tasks) if tasks is not None else []
    weeks: dict[date, tuple[list[Day], ...]] = defaultdict(lambda: ([], [], []))
    for kind, shown in enumerate((days, due)):
        for one in shown:
            weeks[_monday(one[0])][kind].append(one)
    for one in off:
        if _monday(one[0]) in weeks:
            weeks[_monday(one[0])][-1].append(one)

    def entries(mondays: Collection[date]) -> Entries:
        on = (*showing.slots_on(*span), *showing.slots_in(mondays))
        mine = slots.select(session, where=(*where, *on))
        asked = tasks is not None and items.select(
            session, where=(*tasks, *showing.items_in(mondays))
        )
        return calendar_file.events(mine, asked or [], off_air=feed.off_air, today=today)

    return Holding(weeks, entries)


def _anniversaries(session: Session, _feed: Feed, today: date) -> Holding:
    made = feeds.made_at(session)
    kept = in_days(anniversaries(session), *calendar_file.window(today))
    return _of_wholes([calendar_file.of_anniversary(one, made) for one in kept])


def _province(session: Session, _feed: Feed, today: date) -> Holding:
    """One event a campaign and channel; the regular rhythm is left out."""
    first, last = calendar_file.window(today)
    return _of_wholes(
        [
            Whole(
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
    )


def _of_wholes(shown: list[Whole]) -> Holding:
    weeks: dict[date, list[Whole]] = defaultdict(list)
    for one in shown:
        weeks[_monday(one.day)].append(one)
    return Holding(
        weeks, lambda mondays: [one for one in shown if _monday(one.day) in set(mondays)]
    )


def chosen_slots(session: Session, feed: Feed, today: date) -> list[Slot]:
    """Return the slots of a feed of a view."""
    chosen = feed.chosen or Selection()
    agencies = agencies_of(register.load(session), chosen)
    first, last = calendar_file.window(today)
    where = selecting.where(chosen, agencies, feed.made_by, today)
    return slots.select(session, first=first, last=last, where=where)


HOLDINGS = {
    "view": _view,
    "slots": _slots,
    "anniversaries": _anniversaries,
    "province": _province,
}
