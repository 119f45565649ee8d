"""Whole calendars, as feeds write them in pieces and as icalendar alone writes them."""

from collections.abc import Iterable
from uuid import UUID

from planner import feeds
from planner.domain.model import Slot
from planner.feeds import Entry, Whole, Words
from planner.feeds.filled import Writer


def calendar(
    name: str,
    entries: Iterable[Entry | Whole],
    words: Words,
    *,
    namespace: UUID,
    one_agency: bool = True,
) -> bytes:
    """Return a calendar's bytes by the writer that feeds have."""
    shown = list(entries)
    writer = Writer(words, namespace, one_agency=one_agency)
    return b"".join([feeds.head(name, channels(shown)), *map(writer.write, shown), feeds.TAIL])


def by_icalendar(
    name: str,
    entries: Iterable[Entry | Whole],
    words: Words,
    *,
    namespace: UUID,
    one_agency: bool = True,
) -> bytes:
    """Return a calendar's bytes with every event written by icalendar."""
    shown = list(entries)
    events = [
        feeds.whole(one, words, namespace)
        if isinstance(one, Whole)
        else feeds.event(one, words, namespace, one_agency=one_agency)
        for one in shown
    ]
    texts = [one.to_ical(sorted=False) for one in events]
    return b"".join([feeds.head(name, channels(shown)), *texts, feeds.TAIL])


def channels(shown: Iterable[Entry | Whole]) -> set[str]:
    things = [one.thing for one in shown if isinstance(one, Entry)]
    return {one.channel for one in things if isinstance(one, Slot)}
