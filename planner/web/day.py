"""One day beside the calendar: its anniversaries, what hangs over it, what happens in it. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time

from planner.domain.anniversaries import Kept
from planner.domain.dates import Lunar, to_lunar
from planner.domain.model import FORMATS, NOT_ON_AIR, Agency, Problem, Slot, State
from planner.web import loudspeakers
from planner.web.month import days_late, is_span, order_of
from planner.web.reference import Reference, References

GROUPS = 60
SEVERAL_FORMATS = frozenset({"press"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the day: a slot, or the same slot of several agencies, which `agencies` counts."""

    at: time | None
    title: str
    channel: str
    format: str
    state: State | None
    late: int
    minutes: int | None
    reference: Reference
    agencies: int = 0
    done: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Hanging:
    """A span over the day: the day's place in it, and both its ends."""

    title: str
    channel: str
    state: State | None
    nth: int
    days: int
    start: date
    end: date
    reference: Reference
    agencies: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """What the panel shows; `more` counts the lines that found no room."""

    day: date
    lunar: Lunar
    week: int
    kept: tuple[Kept, ...]
    hanging: tuple[Hanging, ...]
    lines: tuple[Line, ...]
    vessels: tuple[loudspeakers.Vessel, ...]
    more: int = 0
    problems: tuple[Problem, ...] = ()


def of_agency(
    day: date,
    today: date,
    agency: Agency,
    slots: Iterable[Slot],
    kept: Iterable[Kept],
    references: References,
) -> Day:
    """Return an agency's day from the slots that touch it."""
    here = [slot for slot in slots if _touches(slot, day)]
    lines = [_line(slot, today, references) for slot in here if not is_span(slot)]
    return _day(
        day,
        kept,
        [_hanging(slot, day, references) for slot in here if is_span(slot)],
        sorted(lines, key=lambda line: (line.at or time.max, order_of(line.channel), line.title)),
        loudspeakers.of_day(agency, here, day, references),
    )


def of_office(
    day: date, slots: Iterable[Slot], kept: Iterable[Kept], references: References
) -> Day:
    """Return everybody's day, one line for what is the same but for the agency."""
    here = [slot for slot in slots if _touches(slot, day) and slot.state not in NOT_ON_AIR]
    first: dict[tuple[object, ...], Slot] = {}
    numbers: Counter[tuple[object, ...]] = Counter()
    done: Counter[tuple[object, ...]] = Counter()
    for slot in here:
        same = (
            slot.channel,
            slot.at,
            references.title(slot),
            slot.day,
            slot.end_day,
            slot.campaign,
        )
        first.setdefault(same, slot)
        numbers[same] += 1
        done[same] += slot.state == State.PUBLISHED
    lines = [
        _many(slot, numbers[same], done[same], references)
        for same, slot in first.items()
        if not is_span(slot)
    ]
    hanging = [
        _hanging(slot, day, references, numbers[same])
        for same, slot in first.items()
        if is_span(slot)
    ]
    ordered = sorted(
        lines, key=lambda line: (line.at or time.max, order_of(line.channel), -line.agencies)
    )
    return _day(day, kept, hanging, ordered, ())


def _day(
    day: date,
    kept: Iterable[Kept],
    hanging: list[Hanging],
    lines: list[Line],
    vessels: tuple[loudspeakers.Vessel, ...],
) -> Day:
    return Day(
        day=day,
        lunar=to_lunar(day),
        week=day.isocalendar().week,
        kept=tuple(one for one in kept if one.day == day),
        hanging=tuple(sorted(hanging, key=lambda one: (one.start, order_of(one.channel)))),
        lines=tuple(lines[:GROUPS]),
        vessels=vessels,
        more=max(len(lines) - GROUPS, 0),
    )


def _touches(slot: Slot, day: date) -> bool:
    return slot.day is not None and slot.day <= day <= (slot.end_day or slot.day)


def _line(slot: Slot, today: date, references: References) -> Line:
    return replace(
        _many(slot, 0, 0, references), state=slot.state, late=days_late(slot, today), key=slot.key
    )


def _many(slot: Slot, number: int, done: int, references: References) -> Line:
    return Line(
        at=slot.at,
        title=references.title(slot),
        channel=slot.channel,
        format=FORMATS.get(slot.format, "") if slot.channel in SEVERAL_FORMATS else "",
        state=None,
        late=0,
        minutes=slot.minutes,
        reference=references.of_slot(slot),
        agencies=number,
        done=done,
    )


def _hanging(slot: Slot, day: date, references: References, agencies: int = 0) -> Hanging:
    start, end = slot.day or day, slot.end_day or day
    return Hanging(
        title=references.title(slot),
        channel=slot.channel,
        state=None if agencies else slot.state,
        nth=(day - start).days + 1,
        days=(end - start).days + 1,
        start=start,
        end=end,
        reference=references.of_slot(slot),
        agencies=agencies,
        key="" if agencies else slot.key,
    )
