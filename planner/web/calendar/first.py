"""What to do first: what is late, and what is due within seven days. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.domain.anniversaries import Kept
from planner.domain.late import is_history, is_open
from planner.domain.model import Item, Problem, Slot
from planner.web.calendar.month import days_late
from planner.web.reference import Reference, References

BACK = timedelta(days=92)
"""How far back slots are looked at: what is late longer than that is seen in the calendar."""

FAR = timedelta(days=45)
"""How far ahead: content can be due that long before its slot goes out."""

AHEAD = timedelta(days=7)
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: a slot, or a checklist item, whose `channel` is empty."""

    title: str
    channel: str
    by: date
    goes_out: date | None
    late: int
    reference: Reference
    number: int = 1
    key: str = ""


@dataclass(frozen=True, slots=True)
class First:
    """Late tasks and those of the next days; the numbers count all, the lists are cut."""

    late: tuple[Task, ...]
    soon: tuple[Task, ...]
    late_number: int
    soon_number: int
    problems: tuple[Problem, ...] = ()

    @property
    def late_more(self) -> int:
        return self.late_number - sum(task.number for task in self.late)

    @property
    def soon_more(self) -> int:
        return self.soon_number - sum(task.number for task in self.soon)


@dataclass(frozen=True, slots=True)
class Next:
    """The next anniversary and the days left to it."""

    kept: Kept
    days: int


def of_agency(
    slots: Iterable[Slot], items: Iterable[Item], today: date, references: References
) -> First:
    """Return what an agency has to do first."""
    things: list[Slot | Item] = [*items, *slots]
    tasks = [_task(one, today, references) for one in things if _counts(one, today)]
    late = sorted((one for one in tasks if one.late), key=lambda one: (-one.late, one.title))
    soon = sorted(
        (one for one in tasks if not one.late), key=lambda one: (one.by, one.channel, one.title)
    )
    return First(
        tuple(_together(late)[:SHOWN]), tuple(_together(soon)[:SHOWN]), len(late), len(soon)
    )


def next_anniversary(kept: Iterable[Kept], today: date) -> Next | None:
    """Return the next day of rank great or usual, else the next one at all."""
    coming = sorted((one for one in kept if one.day >= today), key=lambda one: one.day)
    weighty = [one for one in coming if one.anniversary.rank != "noted"]
    found = next(iter(weighty or coming), None)
    return None if found is None else Next(found, (found.day - today).days)


def _counts(thing: Slot | Item, today: date) -> bool:
    """Whether it is open, and late or due within the days ahead."""
    by = thing.due or thing.last_day
    if by is None or is_history(thing) or not is_open(thing):
        return False
    return by <= today + AHEAD and (by >= today or days_late(thing, today) > 0)


def _task(thing: Slot | Item, today: date, references: References) -> Task:
    by = thing.due or thing.last_day or today
    late = days_late(thing, today)
    if isinstance(thing, Item):
        reference = references.of_item(thing)
        return Task(thing.title, "", by, None, late, reference, key=thing.key)
    return Task(
        references.title(thing),
        thing.channel,
        by,
        thing.day,
        late,
        references.of_slot(thing),
        key=thing.key,
    )


def _together(tasks: Iterable[Task]) -> list[Task]:
    """Join what has the same title, channel and days, such as the bulletins of one day."""
    joined: dict[tuple[object, ...], Task] = {}
    for task in tasks:
        same = (task.title, task.channel, task.by, task.goes_out)
        before = joined.get(same)
        joined[same] = task if before is None else replace(before, number=before.number + 1)
    return list(joined.values())
