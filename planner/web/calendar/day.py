"""One day beside the calendar: its anniversaries, what hangs over it, what happens in it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from planner.domain.anniversaries import Kept
from planner.domain.dates import Lunar, to_lunar
from planner.domain.model import FORMATS, Agency, Problem, Slot, State
from planner.web.calendar import loudspeakers
from planner.web.calendar.many import Many
from planner.web.calendar.month import days_late, is_span, order_of
from planner.web.language import said
from planner.web.reference import Reference, References

GROUPS = 60
SEVERAL_FORMATS = frozenset({"press"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the day: a slot, or the same slot of several agencies, which `agencies` counts.

    `agency` names whose it is, where the slots of several stand one by one.
    """

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
    campaign: str = ""
    agency: str = ""


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
    campaign: str = ""
    agency: str = ""


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


def of_slots(
    day: date,
    today: date,
    agency: Agency | None,
    slots: Iterable[Slot],
    kept: Iterable[Kept],
    references: References,
) -> Day:
    """Return the day of an agency, or of a person (None), from the slots that touch it."""
    here = [slot for slot in slots if _touches(slot, day)]
    lines = [line_of(slot, today, references) for slot in here if not is_span(slot)]
    return _day(
        day,
        kept,
        [hanging_of(slot, day, references) for slot in here if is_span(slot)],
        sorted(lines, key=lambda line: (line.at or time.max, order_of(line.channel), line.title)),
        loudspeakers.of_day(agency, here, day, references) if agency else (),
    )


def of_office(day: date, many: Iterable[Many], kept: Iterable[Kept]) -> Day:
    """Return everybody's day, one line for what is the same but for the agency."""
    hanging, lines = lines_of_many(many, day)
    ordered = sorted(
        lines, key=lambda line: (line.at or time.max, order_of(line.channel), -line.agencies)
    )
    return _day(day, kept, hanging, ordered, ())


def lines_of_many(many: Iterable[Many], day: date) -> tuple[list[Hanging], list[Line]]:
    """Return what hangs over a day and what goes out on it, of several agencies."""
    hanging: list[Hanging] = []
    lines: list[Line] = []
    for one in many:
        if one.is_span:
            hanging.append(
                Hanging(
                    title=one.title,
                    channel=one.channel,
                    state=None,
                    nth=(day - one.day).days + 1,
                    days=(one.last_day - one.day).days + 1,
                    start=one.day,
                    end=one.last_day,
                    reference=one.reference,
                    agencies=one.number,
                    campaign=one.campaign,
                )
            )
        else:
            lines.append(
                Line(
                    at=one.at,
                    title=one.title,
                    channel=one.channel,
                    format=_format(one.channel, one.format),
                    state=None,
                    late=0,
                    minutes=one.minutes,
                    reference=one.reference,
                    agencies=one.number,
                    done=one.done,
                    campaign=one.campaign,
                )
            )
    return hanging, lines


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


def line_of(slot: Slot, today: date, references: References) -> Line:
    """Return a slot as a line of its day."""
    return Line(
        at=slot.at,
        title=references.title(slot),
        channel=slot.channel,
        format=_format(slot.channel, slot.format),
        state=slot.state,
        late=days_late(slot, today),
        minutes=slot.minutes,
        reference=references.of_slot(slot),
        key=slot.key,
    )


def hanging_of(slot: Slot, day: date, references: References) -> Hanging:
    """Return a span as it hangs over a day."""
    start, end = slot.day or day, slot.end_day or day
    return Hanging(
        title=references.title(slot),
        channel=slot.channel,
        state=slot.state,
        nth=(day - start).days + 1,
        days=(end - start).days + 1,
        start=start,
        end=end,
        reference=references.of_slot(slot),
        key=slot.key,
    )


def _format(channel: str, code: str) -> str:
    """Return the format's word where the channel has several."""
    return said(FORMATS.get(code, "")) if channel in SEVERAL_FORMATS else ""
