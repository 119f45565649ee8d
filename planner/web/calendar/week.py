"""The page of a week: hours down, days across, what lasts above, sessions that fill up. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from planner.domain.anniversaries import Kept
from planner.domain.dates import Lunar, to_lunar
from planner.domain.model import Agency, Slot
from planner.web.calendar import loudspeakers
from planner.web.calendar.many import Many
from planner.web.calendar.month import Bar, Chip, Run, bars_of, chip, is_span, kept_by_day, order_of
from planner.web.reference import References

DAYS = 7


@dataclass(frozen=True, slots=True)
class Head:
    """A day at the top of its column."""

    day: date
    lunar: Lunar
    kept: tuple[Kept, ...]
    past: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """A day of the lane above the hours: the bars that begin in it, how many found no room."""

    bars: tuple[Bar, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Hour:
    """A row: what goes out within one hour (None: at no hour), by day."""

    hour: int | None
    cells: tuple[tuple[Chip, ...], ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The page of a week; `rows` are hours and sessions by their time."""

    year: int
    number: int
    heads: tuple[Head, ...]
    lanes: int
    above: tuple[Lane, ...]
    rows: tuple[Hour | loudspeakers.Row, ...]

    @property
    def first(self) -> date:
        return self.heads[0].day

    @property
    def last(self) -> date:
        return self.heads[-1].day


Cells = Mapping[tuple[int | None, date], Sequence[Chip]]


def of_slots(
    monday: date,
    today: date,
    slots: Iterable[Slot],
    kept: Iterable[Kept],
    references: References,
    *,
    agency: Agency | None = None,
    owners: Mapping[str, str] | None = None,
) -> Week:
    """Return the week of slots one by one; an agency's bulletins stand in its sessions.

    `owners` are the names of the agencies, where the slots of several stand side by side.
    """
    known = list(slots)
    sessions = _sessions(agency, known, monday, references) if agency else []
    held = {
        one.key
        for row in sessions
        for vessel in row.vessels
        if vessel is not None
        for one in vessel.bulletins
    }
    cells: dict[tuple[int | None, date], list[Chip]] = defaultdict(list)
    for one in known:
        if one.day is not None and one.key not in held and not is_span(one):
            shown = chip(one, today, references.names, (owners or {}).get(one.agency, ""))
            cells[one.at.hour if one.at else None, one.day].append(shown)
    runs = [
        Run(one.channel, references.title(one), 0, one.day, one.end_day, one.key)
        for one in known
        if one.day is not None and one.end_day is not None and is_span(one)
    ]
    return _week(monday, today, kept, runs, cells, sessions)


def of_many(monday: date, today: date, many: Iterable[Many], kept: Iterable[Kept]) -> Week:
    """Return everybody's week."""
    cells: dict[tuple[int | None, date], list[Chip]] = defaultdict(list)
    runs = []
    for one in many:
        if one.is_span:
            runs.append(
                Run(one.channel, one.title, one.number, one.day, one.last_day, "", one.campaign)
            )
        else:
            cells[one.at.hour if one.at else None, one.day].append(one.chip)
    return _week(monday, today, kept, runs, cells, [])


def _sessions(
    agency: Agency, slots: Iterable[Slot], monday: date, references: References
) -> list[loudspeakers.Row]:
    week = loudspeakers.week(agency, slots, monday, references)
    return [row for row in week.rows if row.used] if week else []


def _week(
    monday: date,
    today: date,
    kept: Iterable[Kept],
    runs: Iterable[Run],
    cells: Cells,
    sessions: Iterable[loudspeakers.Row],
) -> Week:
    days = [monday + timedelta(days=n) for n in range(DAYS)]
    named = kept_by_day(kept)
    ordered = sorted(runs, key=lambda run: (run.start, -run.end.toordinal(), order_of(run.channel)))
    bars, hidden = bars_of(monday, ordered)
    year, number, _ = monday.isocalendar()
    return Week(
        year=year,
        number=number,
        heads=tuple(
            Head(day, to_lunar(day), tuple(named.get(day, ())), day < today) for day in days
        ),
        lanes=max((bar.lane + 1 for _, bar in bars), default=0),
        above=tuple(
            Lane(tuple(bar for start, bar in bars if start == column), hidden[column])
            for column in range(DAYS)
        ),
        rows=tuple(sorted([*_hours(days, cells), *sessions], key=_begins)),
    )


def _hours(days: Sequence[date], cells: Cells) -> list[Hour]:
    return [
        Hour(hour, tuple(tuple(sorted(cells.get((hour, day), ()), key=_order)) for day in days))
        for hour in {hour for hour, day in cells if day in days}
    ]


def _order(one: Chip) -> tuple[bool, time, int, int, str]:
    return not one.late, one.at or time.min, order_of(one.channel), -one.number, one.title


def _begins(row: Hour | loudspeakers.Row) -> tuple[bool, time, bool]:
    """What has no hour stands first; a session goes after what begins in the same hour."""
    if isinstance(row, Hour):
        return row.hour is not None, time(row.hour or 0), False
    return True, row.start, True
