"""What the page of a month shows, from plain values. Pure: no Flask, no database, no clock.

A page is whole weeks from Monday. Slots of one day become chips, spans become bars in lanes; an
office's month shows numbers per channel instead of chips. Everything is grouped here once, so that
the template only walks through it.
"""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from planner.domain.anniversaries import Kept
from planner.domain.dates import Lunar, to_lunar
from planner.domain.late import is_late, late_since
from planner.domain.model import NOT_ON_AIR, Item, Slot, State
from planner.web.words import CHANNELS, title_of

if TYPE_CHECKING:
    from planner.store.counting import Count, SpanCount

CHIPS = 4
LANES = 6
WEEK = 7
NAMES = 3


@dataclass(frozen=True, slots=True)
class Chip:
    """One slot in a cell; `late` is the number of days by which it is late, 0 when it is not.

    One that stands for the slots of several agencies has their `number`, how many of them are
    `done`, its `campaign`, and neither state nor key; one of them among others has its `agency`.
    """

    channel: str
    at: time | None
    title: str
    state: State | None
    late: int
    key: str = ""
    agency: str = ""
    campaign: str = ""
    number: int = 0
    done: int = 0

    @property
    def off(self) -> bool:
        return self.state in NOT_ON_AIR


@dataclass(frozen=True, slots=True)
class Tally:
    """How much there is on a channel on a day, and how much of it is not done though it is past."""

    channel: str
    number: int
    missing: int


@dataclass(frozen=True, slots=True)
class Fold:
    """A past day in one line."""

    done: int
    late: int
    rest: int


@dataclass(frozen=True, slots=True)
class Bar:
    """The part of a span that lies in one week; `number` counts agencies, 0 for an agency's own.

    `key` is the slot's; a bar of several agencies has none, but their `campaign`.
    """

    channel: str
    title: str
    number: int
    days: int
    lane: int
    comes: bool
    goes: bool
    key: str = ""
    campaign: str = ""

    @property
    def css(self) -> str:
        parts = [f"c-{self.channel}", f"n-{self.days}", f"lane-{self.lane}"]
        return " ".join(parts + ["from"] * self.comes + ["on"] * self.goes)


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the page."""

    day: date
    lunar: Lunar
    kept: tuple[Kept, ...]
    bars: tuple[Bar, ...]
    chips: tuple[Chip, ...]
    tallies: tuple[Tally, ...]
    fold: Fold | None
    more: int
    total: int
    with_month: bool
    marks: tuple[str, ...]

    @property
    def css(self) -> str:
        return " ".join(self.marks)

    @property
    def missing(self) -> int:
        return sum(tally.missing for tally in self.tallies)


@dataclass(frozen=True, slots=True)
class Week:
    """One row: the ISO week, how many lanes its bars need, its seven cells."""

    number: int
    lanes: int
    cells: tuple[Cell, ...]

    @property
    def monday(self) -> date:
        return self.cells[0].day


@dataclass(frozen=True, slots=True)
class Month:
    """The page of a month."""

    year: int
    month: int
    weeks: tuple[Week, ...]

    @property
    def first(self) -> date:
        return self.weeks[0].cells[0].day

    @property
    def last(self) -> date:
        return self.weeks[-1].cells[-1].day

    @property
    def own_cells(self) -> list[Cell]:
        """The cells of the month itself."""
        return [cell for week in self.weeks for cell in week.cells if cell.day.month == self.month]

    @property
    def lunar_first(self) -> Lunar:
        return self.weeks[0].cells[0].lunar

    @property
    def lunar_last(self) -> Lunar:
        return self.weeks[-1].cells[-1].lunar


@dataclass(frozen=True, slots=True)
class Run:
    """A span before it is cut into weeks."""

    channel: str
    title: str
    number: int
    start: date
    end: date
    key: str = ""
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class _Contents:
    """What there is to show, by day."""

    today: date
    month: int
    picked: date | None
    whole: bool
    chips: Mapping[date, list[Slot]]
    tallies: Mapping[date, list[Tally]]
    kept: Mapping[date, list[Kept]]
    runs: Sequence[Run]
    names: Mapping[str, str]


def days_of_page(year: int, month: int) -> tuple[date, date]:
    """Return the Monday on or before the month's first day and the Sunday on or after its last."""
    first = date(year, month, 1)
    last = date(year, month, calendar.monthrange(year, month)[1])
    return first - timedelta(days=first.weekday()), last + timedelta(days=WEEK - 1 - last.weekday())


def build(  # noqa: PLR0913 (what a page shows, by name)
    year: int,
    month: int,
    today: date,
    *,
    slots: Iterable[Slot] = (),
    counts: Iterable["Count"] = (),
    spans: Iterable["SpanCount"] = (),
    anniversaries: Iterable[Kept] = (),
    names: Mapping[str, str] | None = None,
    picked: date | None = None,
    whole: bool = False,
) -> Month:
    """Return the page of a month: an agency's from its `slots`, the office's from the numbers.

    `names` gives short words for long titles. A `whole` page shows each slot, however many.
    """
    slots, names = list(slots), names or {}
    first, last = days_of_page(year, month)
    contents = _Contents(
        today=today,
        month=month,
        picked=picked,
        whole=whole,
        chips=_by_day(slots),
        tallies=_tallies(counts, today),
        kept=kept_by_day(anniversaries),
        runs=runs_of(slots, spans, names),
        names=names,
    )
    mondays = range(0, (last - first).days, WEEK)
    return Month(year, month, tuple(_week(first + timedelta(days=n), contents) for n in mondays))


def days_late(thing: Slot | Item, today: date) -> int:
    """Return by how many days a slot or a checklist item is late, 0 when it is not."""
    since = late_since(thing, today)
    return 0 if since is None else (today - since).days


def is_span(slot: Slot) -> bool:
    """Whether a slot hangs over several days, and so is a bar."""
    return slot.day is not None and slot.end_day is not None and slot.end_day > slot.day


def urgent_first(slots: Iterable[Slot], today: date) -> list[Slot]:
    """Return slots as a cell shows them: the late, then by hour what is to do, then the done."""

    def rank(slot: Slot) -> tuple[int, bool, time, int, str]:
        done = slot.state == State.PUBLISHED or slot.state in NOT_ON_AIR
        return -days_late(slot, today), done, slot.at or time.min, order_of(slot.channel), slot.key

    return sorted(slots, key=rank)


def order_of(channel: str) -> int:
    """Return a channel's place in lists."""
    return _ORDER.get(channel, len(_ORDER))


_ORDER = {channel: place for place, channel in enumerate(CHANNELS)}


def _by_day(slots: Iterable[Slot]) -> dict[date, list[Slot]]:
    days: dict[date, list[Slot]] = defaultdict(list)
    for slot in slots:
        if slot.day is not None and not is_span(slot):
            days[slot.day].append(slot)
    return days


def kept_by_day(anniversaries: Iterable[Kept]) -> dict[date, list[Kept]]:
    """Return anniversaries by day, the weightiest of a day first."""
    days: dict[date, list[Kept]] = defaultdict(list)
    for kept in anniversaries:
        days[kept.day].append(kept)
    rank = {"great": 0, "usual": 1, "noted": 2}
    return {
        day: sorted(those, key=lambda one: rank[one.anniversary.rank])
        for day, those in days.items()
    }


def _tallies(counts: Iterable["Count"], today: date) -> dict[date, list[Tally]]:
    numbers: dict[tuple[date, str], list[int]] = defaultdict(lambda: [0, 0])
    for count in counts:
        if count.state in NOT_ON_AIR:
            continue
        both = numbers[count.day, count.channel]
        both[0] += count.number
        open_still = count.state != State.PUBLISHED and not count.history
        both[1] += count.number if count.day < today and open_still else 0
    days: dict[date, list[Tally]] = defaultdict(list)
    for (day, channel), (number, missing) in sorted(
        numbers.items(), key=lambda one: order_of(one[0][1])
    ):
        days[day].append(Tally(channel, number, missing))
    return days


def runs_of(
    slots: Iterable[Slot], spans: Iterable["SpanCount"], names: Mapping[str, str]
) -> list[Run]:
    """Return spans as they are drawn: an agency's own, and those of several agencies."""
    own = [
        Run(slot.channel, title_of(slot, names), 0, slot.day, slot.end_day, slot.key)
        for slot in slots
        if slot.day is not None and slot.end_day is not None and is_span(slot)
    ]
    all_agencies = [
        Run(
            one.channel,
            names.get(one.title, one.title),
            one.number,
            one.day,
            one.end_day,
            campaign=one.campaign,
        )
        for one in spans
    ]
    return sorted(
        own + all_agencies, key=lambda run: (run.start, -run.end.toordinal(), order_of(run.channel))
    )


def _week(monday: date, contents: _Contents) -> Week:
    bars, hidden = bars_of(monday, contents.runs)
    lanes = max((bar.lane + 1 for _, bar in bars), default=0)
    cells = []
    for column in range(WEEK):
        day = monday + timedelta(days=column)
        here = tuple(bar for start, bar in bars if start == column)
        cells.append(_cell(day, here, hidden[column], contents))
    return Week(monday.isocalendar().week, lanes, tuple(cells))


def bars_of(monday: date, runs: Sequence[Run]) -> tuple[list[tuple[int, Bar]], list[int]]:
    """Return the week's bars with their first column, and by column how many found no lane."""
    sunday = monday + timedelta(days=WEEK - 1)
    free = [0] * LANES
    hidden = [0] * WEEK
    bars = []
    for run in runs:
        if run.end < monday or run.start > sunday:
            continue
        start, end = max((run.start - monday).days, 0), min((run.end - monday).days, WEEK - 1)
        lane = next((n for n, until in enumerate(free) if until <= start), None)
        if lane is None:
            for column in range(start, end + 1):
                hidden[column] += 1
            continue
        free[lane] = end + 1
        cut = run.start < monday, run.end > sunday
        bars.append(
            (
                start,
                Bar(
                    run.channel,
                    run.title,
                    run.number,
                    end - start + 1,
                    lane,
                    *cut,
                    run.key,
                    run.campaign,
                ),
            )
        )
    return bars, hidden


def _cell(day: date, bars: tuple[Bar, ...], hidden: int, contents: _Contents) -> Cell:
    slots = contents.chips.get(day, [])
    past = day < contents.today and not contents.whole
    most = len(slots) if contents.whole else CHIPS
    kept = tuple(contents.kept.get(day, ()))
    tallies = tuple(contents.tallies.get(day, ()))
    shown = [] if past else urgent_first(slots, contents.today)[:most]
    return Cell(
        day=day,
        lunar=to_lunar(day),
        kept=kept[:NAMES],
        bars=bars,
        chips=tuple(chip(slot, contents.today, contents.names) for slot in shown),
        tallies=tallies,
        fold=_fold(slots, contents.today) if past and slots else None,
        more=hidden + (0 if past else len(slots) - len(shown)),
        total=len(slots) + sum(tally.number for tally in tallies),
        with_month=day.day == 1 or (day.month != contents.month and day.weekday() == 0),
        marks=_marks(day, contents),
    )


def chip(slot: Slot, today: date, names: Mapping[str, str], agency: str = "") -> Chip:
    """Return a slot as a chip; `names` gives short words for long titles."""
    return Chip(
        slot.channel,
        slot.at,
        title_of(slot, names),
        slot.state,
        days_late(slot, today),
        slot.key,
        agency,
    )


def _fold(slots: Sequence[Slot], today: date) -> Fold:
    done = sum(slot.state == State.PUBLISHED for slot in slots)
    late = sum(is_late(slot, today) for slot in slots)
    return Fold(done, late, len(slots) - done - late)


def _marks(day: date, contents: _Contents) -> tuple[str, ...]:
    """Return the cell's classes; the edges draw the stepped line where the month turns."""
    told = {
        "out": day.month != contents.month,
        "past": day < contents.today,
        "today": day == contents.today,
        "holiday": day in contents.kept,
        "picked": day == contents.picked,
        "edge-l": day.day == 1 and day.weekday() > 0,
        "edge-t": day.day <= WEEK,
    }
    return tuple(name for name, holds in told.items() if holds)
