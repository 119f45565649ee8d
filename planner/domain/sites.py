"""Places where banners and flags hang: what hangs where, and when a place is free. Pure."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from planner.domain.changes import occupies
from planner.domain.model import Slot, Span
from planner.phrases import mark

KINDS: Mapping[str, str] = {
    "banner": mark("băng rôn"),
    "flag": mark("cờ"),
    "board": mark("pa nô, bảng tin"),
    "led": mark("màn hình LED"),
}
"""Kinds of places and their words."""

HANGS = frozenset({"banner", "flag", "board"})
"""Channels whose slots hang somewhere."""

SHARED = frozenset({"led"})
"""Kinds of places that show several things in turn, so that nothing takes them."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place of one agency, from `valid_from` to `valid_to`, both included.

    `name` is what people call it, `address` how to find it, `size` as it is written ("6 x 1,2 m"),
    `keeper` who looks after it. `revision` rises with each change.
    """

    agency: str
    name: str
    address: str = ""
    size: str = ""
    kind: str = "banner"
    keeper: str = ""
    phone: str = ""
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    id: int = 0
    revision: int = 1

    def stands(self, span: Span) -> bool:
        """Whether the place can be used on all days of a span."""
        begun = self.valid_from is None or self.valid_from <= span.start
        return begun and (self.valid_to is None or (span.end or span.start) <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs at a place: a slot's span, and how many pieces of it."""

    site: Site
    slot: Slot
    count: int = 1

    @property
    def span(self) -> Span | None:
        """The days on which it hangs; None for what has no day or is off the air."""
        return days_of(self.slot)


def spoken(name: str) -> str:
    """Return a name as it is told from others: ấp Ba and ấp Bà are two, ấp ba and Ấp Ba one."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def days_of(slot: Slot) -> Span | None:
    """Return the days on which a slot hangs; None for what has no day or is off the air."""
    if slot.channel not in HANGS or slot.day is None or not occupies(slot):
        return None
    return Span(slot.day, slot.last_day)


def meet(one: Span, other: Span) -> bool:
    """Whether two spans with both ends share a day."""
    return one.start <= (other.end or other.start) and other.start <= (one.end or one.start)


def in_the_way(site: Site, slot: Slot, hangings: Iterable[Hanging]) -> list[Hanging]:
    """Return what else hangs at a place on the days of a slot, by its first day.

    A flag stands beside a banner or a board.
    """
    span = days_of(slot)
    return [
        one
        for one in (over(site, span, hangings) if span else ())
        if one.slot.key != slot.key and (one.slot.channel == "flag") == (slot.channel == "flag")
    ]


def over(site: Site, span: Span, hangings: Iterable[Hanging]) -> list[Hanging]:
    """Return what takes a place on some days, by its first day; nothing takes a screen."""
    found = [
        (one.span.start, one.slot.key, one)
        for one in hangings
        if one.site.id == site.id and one.span is not None and meet(one.span, span)
    ]
    ordered = sorted(found, key=lambda each: each[:2])
    return [] if site.kind in SHARED else [one for *_, one in ordered]
