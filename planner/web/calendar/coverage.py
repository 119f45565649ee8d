"""The page of coverage: each agency's weeks of a year, what is planned, done and missing. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.model import Agency
from planner.domain.words import fold
from planner.web.calendar.timeline import days_of_page
from planner.web.words import LEVELS

if TYPE_CHECKING:
    from planner.store.slots import WeekCount

WEEK = timedelta(days=7)
STEPS = (1, 4, 9, 15)
"""From how many slots a week is drawn a shade darker."""

MOST = 2
"""One in so many agencies of a kind has something in a week: then the others should have, too."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A week of an agency; `empty` where others of its kind have something and it has nothing."""

    number: int
    done: int
    missing: int
    empty: bool

    @property
    def css(self) -> str:
        shade = sum(self.number >= step for step in STEPS)
        marks = ["heat-no" if self.empty else f"heat-{shade}"]
        marks += ["heat-miss"] * bool(self.missing)
        return " ".join(marks)


@dataclass(frozen=True, slots=True)
class Row:
    """An agency's year."""

    agency: Agency
    cells: tuple[Cell, ...]
    number: int
    done: int


@dataclass(frozen=True, slots=True)
class Group:
    """The agencies of one level."""

    level: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The page: `months` are their numbers with how many weeks begin in each."""

    year: int
    mondays: tuple[date, ...]
    months: tuple[tuple[int, int], ...]
    now: date | None
    groups: tuple[Group, ...]
    total: int
    empty: int
    heaviest: None = None


def build(
    year: int, today: date, counts: Iterable["WeekCount"], agencies: Mapping[str, Agency]
) -> Coverage:
    """Return the coverage of a year by the agencies that have anything in it."""
    first, last = days_of_page(year)
    mondays = tuple(first + WEEK * n for n in range((last - first).days // 7 + 1))
    weeks: dict[str, dict[date, WeekCount]] = defaultdict(dict)
    for one in counts:
        weeks[one.agency][one.monday] = one
    there = [agencies[slug] for slug in weeks]
    kinds = Counter(one.kind for one in there)
    busy = Counter((agencies[slug].kind, monday) for slug in weeks for monday in weeks[slug])
    rows: dict[str, list[Row]] = defaultdict(list)
    for agency in sorted(there, key=lambda one: fold(one.name)):
        mine = weeks[agency.slug]
        cells = tuple(
            _cell(mine.get(monday), due=_is_due(agency, monday, kinds, busy)) for monday in mondays
        )
        number = sum(one.number for one in mine.values())
        done = sum(one.done for one in mine.values())
        rows[agency.level].append(Row(agency, cells, number, done))
    order = list(LEVELS)
    groups = tuple(
        Group(level, tuple(rows[level]))
        for level in sorted(rows, key=lambda one: order.index(one) if one in order else len(order))
    )
    listed = [cell for group in groups for row in group.rows for cell in row.cells]
    begin = Counter(monday.month if monday.year == year else 1 for monday in mondays)
    return Coverage(
        year=year,
        mondays=mondays,
        months=tuple(sorted(begin.items())),
        now=today - timedelta(days=today.weekday()) if first <= today <= last else None,
        groups=groups,
        total=sum(cell.number for cell in listed),
        empty=sum(cell.empty for cell in listed),
    )


def _is_due(
    agency: Agency, monday: date, kinds: Counter[str], busy: Counter[tuple[str, date]]
) -> bool:
    """Whether most agencies of its kind have something in a week in which it exists."""
    alike = kinds[agency.kind]
    return (
        alike > MOST
        and busy[agency.kind, monday] * MOST > alike
        and agency.exists(monday)
        and agency.exists(monday + WEEK)
    )


def _cell(one: "WeekCount | None", *, due: bool) -> Cell:
    if one is None:
        return Cell(0, 0, 0, due)
    return Cell(one.number, one.done, one.missing, empty=False)
