"""The page of a list by day, for reading on a phone: what begins, what goes out. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time

from planner.domain.anniversaries import Kept
from planner.domain.dates import Lunar, to_lunar
from planner.domain.model import Slot
from planner.web.calendar.day import Hanging, Line, hanging_of, line_of, lines_of_many
from planner.web.calendar.many import Many
from planner.web.calendar.month import is_span, kept_by_day, order_of
from planner.web.reference import References

MOST = 400
"""Lines on a page; what lies beyond is counted, and filters bring it near."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A day that has something: anniversaries, what begins to hang, what goes out."""

    day: date
    lunar: Lunar
    kept: tuple[Kept, ...]
    hanging: tuple[Hanging, ...]
    lines: tuple[Line, ...]
    today: bool

    @property
    def number(self) -> int:
        return len(self.hanging) + len(self.lines)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The list of a month: the days that are over apart, since they are folded."""

    past: tuple[Listed, ...]
    days: tuple[Listed, ...]
    more: int

    @property
    def past_number(self) -> int:
        return sum(one.number for one in self.past)


def of_slots(
    first: date,
    last: date,
    today: date,
    slots: Iterable[Slot],
    kept: Iterable[Kept],
    references: References,
    *,
    owners: Mapping[str, str] | None = None,
) -> Agenda:
    """Return slots one by one; `owners` names the agencies where they are those of several."""
    lines: dict[date, list[Line]] = defaultdict(list)
    hanging: dict[date, list[Hanging]] = defaultdict(list)
    for one in slots:
        if one.day is None:
            continue
        owner = (owners or {}).get(one.agency, "")
        if is_span(one):
            shown = max(one.day, first)
            hanging[shown].append(replace(hanging_of(one, shown, references), agency=owner))
        elif first <= one.day <= last:
            lines[one.day].append(replace(line_of(one, today, references), agency=owner))
    return _agenda(first, last, today, lines, hanging, kept)


def of_many(
    first: date, last: date, today: date, many: Iterable[Many], kept: Iterable[Kept]
) -> Agenda:
    """Return everybody's list."""
    lines: dict[date, list[Line]] = defaultdict(list)
    hanging: dict[date, list[Hanging]] = defaultdict(list)
    for one in many:
        day = max(one.day, first)
        spans, singles = lines_of_many([one], day)
        hanging[day].extend(spans)
        lines[day].extend(singles)
    return _agenda(first, last, today, lines, hanging, kept)


def _agenda(
    first: date,
    last: date,
    today: date,
    lines: Mapping[date, list[Line]],
    hanging: Mapping[date, list[Hanging]],
    kept: Iterable[Kept],
) -> Agenda:
    named = kept_by_day(one for one in kept if first <= one.day <= last)
    days = []
    room = MOST
    for day in sorted({*lines, *hanging, *named}):
        ordered = sorted(lines.get(day, ()), key=_order)
        shown = tuple(ordered[: max(room, 0)])
        room -= len(ordered)
        days.append(
            Listed(
                day=day,
                lunar=to_lunar(day),
                kept=tuple(named.get(day, ())),
                hanging=tuple(hanging.get(day, ())),
                lines=shown,
                today=day == today,
            )
        )
    listed = [one for one in days if one.kept or one.number]
    return Agenda(
        past=tuple(one for one in listed if one.day < today),
        days=tuple(one for one in listed if one.day >= today),
        more=max(-room, 0),
    )


def _order(line: Line) -> tuple[time, int, int, str]:
    return line.at or time.max, order_of(line.channel), -line.agencies, line.title
