"""What is still to be done: what comes on which days, by agency and by person. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TypeAlias
from urllib.parse import quote

from planner.domain.late import is_history, is_open
from planner.domain.model import FORMATS, Item, Slot, State
from planner.phrases import Phrase

Thing: TypeAlias = Slot | Item


def heading(thing: Thing) -> str:
    """Return what a slot or an item is called where it stands alone."""
    if isinstance(thing, Item):
        return thing.title
    word = Phrase(FORMATS.get(thing.format, thing.format))
    return Phrase("%(word)s: %(title)s", word=word, title=thing.title or thing.theme or "")


def path_of(thing: Thing) -> str:
    """Return the path of the page of a slot or an item."""
    return f"/{'slots' if isinstance(thing, Slot) else 'items'}/{quote(thing.key)}"


def short(day: date | None) -> str:
    """Return day and month as calendars print them: 2/9."""
    return f"{day.day}/{day.month}" if day is not None else ""


def comes(thing: Thing, first: date, last: date) -> date | None:
    """Return the first of some days on which something is asked for, None without one.

    That is the day on which a slot's content is due, until it is approved, and the one on which it
    goes out; or the day on which an item is due.
    """
    if not is_open(thing) or is_history(thing):
        return None
    days = [thing.due] if isinstance(thing, Item) else [thing.day, content_due(thing)]
    return min((day for day in days if day is not None and first <= day <= last), default=None)


def content_due(slot: Slot) -> date | None:
    """Return the day on which a slot's content is still due."""
    return None if slot.state == State.APPROVED else slot.due


def days_ahead(today: date) -> tuple[date, date]:
    """Return the days whose work people are told of: tomorrow, and on Mondays the whole week."""
    if today.weekday() == 0:
        return today, today + timedelta(6)
    return today + timedelta(1), today + timedelta(1)


@dataclass(frozen=True)
class Pile:
    """Things of many agencies; `numbers` counts them by agency, also those that are not here."""

    things: Sequence[Thing]
    numbers: Mapping[str, int]

    @classmethod
    def of(cls, things: Iterable[Thing]) -> "Pile":
        found = list(things)
        return cls(found, Counter(one.agency for one in found))

    @cached_property
    def by_agency(self) -> Mapping[str, Sequence[Thing]]:
        return _grouped((one.agency, one) for one in self.things)

    @cached_property
    def by_person(self) -> Mapping[str, Sequence[Thing]]:
        """Return the things by whom they are assigned to."""
        return _grouped((one.assignee, one) for one in self.things if one.assignee is not None)


def _grouped(pairs: Iterable[tuple[str, Thing]]) -> dict[str, list[Thing]]:
    found: dict[str, list[Thing]] = {}
    for name, thing in pairs:
        found.setdefault(name, []).append(thing)
    return found
