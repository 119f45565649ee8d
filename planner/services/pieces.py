"""A feed's calendar in packed pieces: those that still hold are read, the others are written.

A piece has a week; the days of a week with too many events have pieces of their own, and a day with
too many is shared out, so that an edit never writes more than some hundred events.

A piece holds as long as all that its text depends on has the same print: the program, the words,
the address of the pages, and of each of its days how many slots and items there are, and which. A
day that is shared out has a piece without text: while its print is the same, all its shares hold.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar
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
from planner.store import counting, feeds, items, plans, register, selecting, showing, slots
from planner.store.calendar import anniversaries
from planner.store.db import Session
from planner.store.feeds import Feed
from planner.store.selecting import Where
from planner.store.showing import Day, Part, Stretch


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
"""The name of the piece before all days."""

_TAIL = packed.pack(calendar_file.TAIL)

MOST = 128
"""How many events are in a piece; in a share of a day about as many."""

_MOST_WRITERS = 2
"""Of the events of one agency, and of several."""

Entries = Sequence[Entry | Whole]


@dataclass(frozen=True, slots=True)
class Holding:
    """What a feed holds: its stretches in short, and how to get what is in some of them.

    `shares` returns the shares of a day with too many events, in short, and nothing of the others.
    `besides` is what else its entries depend on.
    """

    stretches: Mapping[Stretch, object]
    entries: Callable[[Collection[Stretch]], Entries]
    shares: Callable[[Stretch], Mapping[Stretch, object]] = lambda _: {}
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
    kept = showing.parts(session, feed.id)
    parts, shared_out, prints = _sift(kept, holding, common)
    written = [*shared_out, *_write(writer, holding, prints)]
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


def _sift(
    kept: Mapping[str, Part], holding: Holding, common: object
) -> tuple[dict[str, Part], list[Part], dict[Stretch, str]]:
    """Return the pieces that hold, those of days newly shared out, and the prints of the others."""

    def printed(stretches: Mapping[Stretch, object]) -> dict[Stretch, str]:
        return {one: _hash(common, short) for one, short in stretches.items()}

    def holds(one: Stretch, of: str) -> bool:
        return one.name in kept and kept[one.name].print == of

    prints = printed(holding.stretches)
    same = {one.name for one, of in prints.items() if holds(one, of)}
    parts = {name: part for name, part in kept.items() if name.partition("/")[0] in same}
    shared_out = []
    for one in [one for one in prints if one.name not in same]:
        shares = printed(holding.shares(one))
        if shares:
            shared_out.append(_part(one.name, prints.pop(one), b""))
            parts.update((its.name, kept[its.name]) for its, of in shares.items() if holds(its, of))
            prints.update(shares)
    return parts, shared_out, {one: of for one, of in prints.items() if one.name not in parts}


def _write(writer: Writer, holding: Holding, prints: Mapping[Stretch, str]) -> list[Part]:
    """Write stretches anew, those that have a print: each share for itself, others in one go."""
    whole = {one.first: one for one in prints if one.shares == 1}
    found = {one: [] if one.shares == 1 else [*holding.entries([one])] for one in prints}
    for entry in holding.entries(whole.values()) if whole else ():
        found[whole.get(entry.day) or whole[_monday(entry.day)]].append(entry)
    written = []
    for one, entries in found.items():
        things = [one.thing for one in entries if isinstance(one, Entry)]
        channels = {one.channel for one in things if isinstance(one, Slot)}
        text = b"".join(map(writer.write, entries))
        written.append(_part(one.name, prints[one], text, len(entries), channels))
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
    """Return the slots of a feed, and the items of an agency, by where they begin."""
    first, last = calendar_file.window(today)
    since = calendar_file.off_air_since(today)
    where = (*where, *showing.slots_of(feed))
    tasks = showing.items_of(items_of, first, last, since) if items_of is not None else None

    def due(asked: Where = (), shares: int = 1) -> list[Day]:
        return showing.item_days(session, (*tasks, *asked), shares) if tasks is not None else []

    def shares(one: Stretch) -> Mapping[Stretch, Short]:
        number, off = _number(stretches[one]), stretches[one][-1]
        if number <= MOST:
            return {}
        shares = 1 << ((number - 1) // MOST).bit_length()
        mine = (*where, *showing.slots_in([one]))
        reaching = showing.reaching(first) if one.first < first else ()
        days = showing.slot_shares(session, (*mine, *reaching), shares)
        off = off and showing.slot_shares(session, (*mine, *showing.gone(since)), shares)
        short = days, due(showing.items_in([one]), shares), off
        return _by(lambda day: replace(one, shares=shares, number=day[-1]), short)

    def entries(asked: Collection[Stretch]) -> Entries:
        mine = (*showing.slots_in(asked), *showing.reaching(first), *showing.shown(since))
        found = slots.select(session, where=(*where, *mine))
        tasked = tasks and items.select(session, where=(*tasks, *showing.items_in(asked)))
        return calendar_file.events(found, tasked or [], off_air=feed.off_air, today=today)

    days, off = showing.slot_days(session, where, first, last, since)
    stretches: dict[Stretch, Short] = {}
    for monday, week in _by(lambda day: _monday(day[0]), (days, due(), off)).items():
        if _number(week) > MOST:
            stretches.update(_by(lambda day: Stretch(day[0], day[0]), week))
        else:
            stretches[Stretch(monday, min(monday + timedelta(6), last))] = week
    return Holding(stretches, entries, shares)


Short = tuple[list[Day], list[Day], list[Day]]
"""Days of slots, of items, and of those slots again that are off the air and still shown."""

K = TypeVar("K")


def _by(key: Callable[[Day], K], short: Short) -> dict[K, Short]:
    """Part what is in short; of what is off the air, where there is anything else."""
    *shown, off = short
    found: dict[K, Short] = defaultdict(lambda: ([], [], []))
    for kind, days in enumerate(shown):
        for one in days:
            found[key(one)][kind].append(one)
    for one in off:
        if key(one) in found:
            found[key(one)][-1].append(one)
    return found


def _number(short: Short) -> int:
    """Return of how many slots and items something is in short."""
    days, due, _ = short
    return sum(one[1] for one in (*days, *due))


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
            for one in counting.by_channel(session, first, last, f"{REGULAR}-")
        ]
    )


def _of_wholes(shown: list[Whole]) -> Holding:
    weeks: dict[Stretch, list[Whole]] = defaultdict(list)
    for one in shown:
        monday = _monday(one.day)
        weeks[Stretch(monday, monday + timedelta(6))].append(one)
    return Holding(weeks, lambda asked: [one for week in asked for one in weeks[week]])


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
