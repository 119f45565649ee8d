"""The page of coverage: each agency's weeks of a year, what is planned, done and missing. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.model import Agency
from planner.domain.register import Register
from planner.web.calendar.timeline import days_of_page
from planner.web.words import LEVELS

if TYPE_CHECKING:
    from planner.store.counting import WeekCount

WEEK = timedelta(days=7)
STEPS = (1, 4, 9, 15)
"""From how many slots a week is drawn a shade darker."""

MOST = 2
"""One in so many agencies of a kind has something in a week: then the others should have, too."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A week of an agency; `empty` where others of its kind have something and it has nothing."""

    number: int = 0
    done: int = 0
    missing: int = 0
    empty: bool = False

    @property
    def css(self) -> str:
        shade = sum(self.number >= step for step in STEPS)
        marks = ["heat-no" if self.empty else f"heat-{shade}"]
        marks += ["heat-miss"] * bool(self.missing)
        return " ".join(marks)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """The year of agencies that have the same in it: most of a kind have."""

    cells: tuple[Cell, ...]
    number: int
    done: int
    empty: int


@dataclass(frozen=True, slots=True)
class Row:
    """An agency's year."""

    agency: Agency
    line: Line


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


def build(year: int, today: date, counts: Iterable["WeekCount"], register: Register) -> Coverage:
    """Return the coverage of a year by the agencies that have anything in it."""
    first, last = days_of_page(year)
    mondays = tuple(first + WEEK * n for n in range((last - first).days // 7 + 1))
    shared: dict[tuple[str, ...], list[WeekCount]] = defaultdict(list)
    for one in counts:
        shared[one.whose].append(one)
    parts: dict[str, tuple[int, ...]] = defaultdict(tuple)
    for place, whose in enumerate(shared):
        for slug in whose:
            parts[slug] += (place,)
    years = {part: _year(part, list(shared.values())) for part in set(parts.values())}
    there = [one for one in register.by_name if one.slug in parts]
    alike = Counter(one.kind for one in there)
    busy: Counter[tuple[str, date]] = Counter()
    for (kind, part), number in Counter((one.kind, parts[one.slug]) for one in there).items():
        busy.update({(kind, monday): number for monday in years[part]})
    lines: dict[object, Line] = {}
    rows: dict[str, list[Row]] = defaultdict(list)
    for agency in there:
        part = parts[agency.slug]
        same = part, agency.kind, agency.valid_from, agency.valid_to
        if same not in lines:
            due = [_is_due(agency, monday, alike, busy) for monday in mondays]
            lines[same] = _line(years[part], mondays, due)
        rows[agency.level].append(Row(agency, lines[same]))
    order = list(LEVELS)
    groups = tuple(
        Group(level, tuple(rows[level]))
        for level in sorted(rows, key=lambda one: order.index(one) if one in order else len(order))
    )
    listed = [row.line for group in groups for row in group.rows]
    begin = Counter(monday.month if monday.year == year else 1 for monday in mondays)
    return Coverage(
        year=year,
        mondays=mondays,
        months=tuple(sorted(begin.items())),
        now=today - timedelta(days=today.weekday()) if first <= today <= last else None,
        groups=groups,
        total=sum(line.number for line in listed),
        empty=sum(line.empty for line in listed),
    )


def _year(part: Iterable[int], shared: Sequence[Sequence["WeekCount"]]) -> Mapping[date, Cell]:
    """Return the weeks of agencies that have a part in some shared ones."""
    weeks: dict[date, Cell] = {}
    for place in part:
        for one in shared[place]:
            had = weeks.get(one.monday, Cell())
            weeks[one.monday] = Cell(
                had.number + one.number, had.done + one.done, had.missing + one.missing
            )
    return weeks


def _line(weeks: Mapping[date, Cell], mondays: Sequence[date], due: Sequence[bool]) -> Line:
    cells = tuple(
        weeks.get(monday) or Cell(empty=empty) for monday, empty in zip(mondays, due, strict=True)
    )
    return Line(
        cells,
        number=sum(cell.number for cell in cells),
        done=sum(cell.done for cell in cells),
        empty=sum(cell.empty for cell in cells),
    )


def _is_due(
    agency: Agency, monday: date, alike: Counter[str], busy: Counter[tuple[str, date]]
) -> bool:
    """Whether most agencies of its kind have something in a week in which it exists."""
    number = alike[agency.kind]
    return (
        number > MOST
        and busy[agency.kind, monday] * MOST > number
        and agency.exists(monday)
        and agency.exists(monday + WEEK)
    )
