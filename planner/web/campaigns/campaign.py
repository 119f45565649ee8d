"""What the pages of the campaigns show, from plain values. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.anniversaries import Kept
from planner.domain.model import NOT_ON_AIR, Agency, Plan, State
from planner.domain.planning import REGULAR
from planner.web.calendar.month import order_of

if TYPE_CHECKING:
    from planner.store.counting import CampaignCount, Same

AGENCIES = 30
WEEK = timedelta(days=7)
MONTHS = 14


@dataclass(frozen=True, slots=True)
class Subject:
    """What a campaign is about: an anniversary in one year, a plan's phase, or the rhythm."""

    key: str
    title: str
    kept: Kept | None = None
    plan: Plan | None = None
    phase: int | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A campaign in the list of a year; `bar` is its place among the year's days."""

    subject: Subject
    first: date | None
    last: date | None
    number: int
    done: int
    bar: tuple[int, int] | None
    tick: int | None


@dataclass(slots=True)
class Cell:
    """A channel's week: the slots of one day each, and how many agencies have something hanging."""

    number: int = 0
    done: int = 0
    missing: int = 0
    hanging: int = 0
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a campaign; `away` is its distance from the reference day, "T-14..T-8"."""

    year: int
    number: int
    monday: date
    away: str
    reference: bool
    now: bool
    cells: tuple[Cell, ...]

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with the number of slots that carry it, and the plan's line it comes from."""

    title: str
    number: int
    plan: str | None
    line: int | None


@dataclass(slots=True)
class Part:
    """What one agency does in a campaign."""

    agency: Agency | None
    slug: str
    number: int = 0
    done: int = 0
    late: int = 0
    channels: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Campaign:
    """The page of one campaign."""

    subject: Subject
    first: date | None
    last: date | None
    total: int
    done: int
    missing: int
    channels: tuple[str, ...]
    weeks: tuple[Week, ...]
    dayless: tuple[tuple[str, int], ...]
    themes: tuple[Theme, ...]
    parts: tuple[Part, ...]
    parts_more: int
    months: tuple[date, ...]
    opens: date | None


def of_phase(plan: Plan, number: int, title: str) -> Subject:
    """Return a plan's phase as a campaign."""
    phase = next(one for one in plan.phases if one.number == number)
    return Subject(
        key=f"{plan.key}-{number}",
        title=title,
        plan=plan,
        phase=number,
        first=phase.span.start,
        last=phase.span.end,
    )


def regular_year(key: str) -> int | None:
    """Return the year of the regular rhythm's campaign, None for another campaign's key."""
    name, _, year = key.rpartition("-")
    return int(year) if name == REGULAR and year.isascii() and year.isdecimal() else None


def line(subject: Subject, year: int, count: "CampaignCount | None") -> Line:
    """Return a campaign in the list of a year; what it plans widens the days it is said to last."""
    starts = [day for day in (count and count.first, subject.first) if day]
    ends = [day for day in (count and count.last, subject.last) if day]
    begin, end = min(starts, default=None), max(ends, default=None)
    number, done = (count.number, count.done) if count else (0, 0)
    tick = subject.kept.day if subject.kept else None
    return Line(subject, begin, end, number, done, _bar(year, begin, end), _day_of(year, tick))


def days_in(year: int) -> int:
    return (date(year, 12, 31) - date(year, 1, 1)).days + 1


def _bar(year: int, first: date | None, last: date | None) -> tuple[int, int] | None:
    """Return the first day's place in the year (0 is 1/1) and the number of days inside it."""
    if first is None or first.year > year or (last is not None and last.year < year):
        return None
    start = max(first, date(year, 1, 1))
    end = min(last or date(year, 12, 31), date(year, 12, 31))
    return (start - date(year, 1, 1)).days, (end - start).days + 1


def _day_of(year: int, day: date | None) -> int | None:
    return (day - date(year, 1, 1)).days if day and day.year == year else None


def build(
    subject: Subject, slots: Iterable["Same"], agencies: Mapping[str, Agency], today: date
) -> Campaign:
    """Return the page of a campaign from its slots; what is off the air takes no part."""
    on_air = [one for one in slots if one.state not in NOT_ON_AIR]
    dated = [one for one in on_air if one.day is not None]
    first = min((one.day for one in dated if one.day), default=subject.first)
    last = max((one.last_day for one in dated if one.last_day), default=subject.last)
    channels = tuple(sorted({one.channel for one in dated}, key=order_of))
    parts = _parts(on_air, agencies)
    return Campaign(
        subject=subject,
        first=first,
        last=last,
        total=sum(one.number for one in on_air),
        done=sum(one.number for one in on_air if one.state == State.PUBLISHED),
        missing=sum(one.number for one in on_air if _is_missing(one, today)),
        channels=channels,
        weeks=_weeks(subject, dated, channels, today),
        dayless=_dayless(on_air),
        themes=_themes(subject, on_air),
        parts=tuple(parts[:AGENCIES]),
        parts_more=max(len(parts) - AGENCIES, 0),
        months=_months(first, last),
        opens=_opens(subject, first, last, today),
    )


def _is_missing(one: "Same", today: date) -> bool:
    """Whether its last day has passed and it is not done, though it was somebody's business."""
    past = one.last_day is not None and one.last_day < today
    return past and one.state != State.PUBLISHED and not one.history


def _weeks(
    subject: Subject, dated: Sequence["Same"], channels: Sequence[str], today: date
) -> tuple[Week, ...]:
    cells: dict[tuple[date, str], Cell] = defaultdict(Cell)
    for one in dated:
        if one.spans:
            _hang(cells, one, today)
            continue
        cell = cells[_monday(one.day or today), one.channel]
        cell.number += one.number
        cell.done += one.number if one.state == State.PUBLISHED else 0
        cell.missing += one.number if _is_missing(one, today) else 0
    reference = subject.kept.day if subject.kept else None
    mondays = sorted({monday for monday, _ in cells})
    if not mondays:
        return ()
    count = (mondays[-1] - mondays[0]).days // 7 + 1
    return tuple(
        _week(mondays[0] + n * WEEK, cells, channels, reference, today) for n in range(count)
    )


def _hang(cells: dict[tuple[date, str], Cell], span: "Same", today: date) -> None:
    """Count spans in every week that they touch."""
    start, end = span.day or today, span.last_day or today
    monday = _monday(start)
    while monday <= end:
        cell = cells[monday, span.channel]
        cell.hanging += span.number
        if monday <= start:
            cell.starts = min(cell.starts or start, start)
        if end < monday + WEEK:
            cell.ends = max(cell.ends or end, end)
        monday += WEEK


def _week(
    monday: date,
    cells: Mapping[tuple[date, str], Cell],
    channels: Sequence[str],
    reference: date | None,
    today: date,
) -> Week:
    year, number, _ = monday.isocalendar()
    return Week(
        year=year,
        number=number,
        monday=monday,
        away=_away(monday, reference) if reference else "",
        reference=reference is not None and monday <= reference < monday + WEEK,
        now=monday <= today < monday + WEEK,
        cells=tuple(cells.get((monday, code)) or Cell() for code in channels),
    )


def _away(monday: date, reference: date) -> str:
    low = (monday - reference).days
    return f"T{low:+d}..T{low + 6:+d}".replace("T+0", "T")


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _dayless(slots: Iterable["Same"]) -> tuple[tuple[str, int], ...]:
    numbers: Counter[str] = Counter()
    for one in slots:
        if one.day is None:
            numbers[one.channel] += one.number
    return tuple(sorted(numbers.items(), key=lambda one: order_of(one[0])))


def _themes(subject: Subject, slots: Iterable["Same"]) -> tuple[Theme, ...]:
    """Return the themes that slots carry, the most frequent first; a phase's are its plan's."""
    numbers: Counter[str] = Counter()
    sources: dict[str, tuple[str | None, int | None]] = {}
    for one in slots:
        if one.theme:
            numbers[one.theme] += one.number
            sources.setdefault(one.theme, (one.plan, one.line))
    if numbers:
        return tuple(Theme(title, n, *sources[title]) for title, n in numbers.most_common())
    plan = subject.plan
    return tuple(Theme(one.title, 0, plan.key, one.line) for one in plan.themes) if plan else ()


def _parts(slots: Iterable["Same"], agencies: Mapping[str, Agency]) -> list[Part]:
    """Return who takes part: the late first, then by how much there is, then by name.

    Most slots are the same agencies': what those have together is counted once.
    """
    together: dict[tuple[str, ...], list[Same]] = defaultdict(list)
    for one in slots:
        together[one.whose].append(one)
    found: dict[str, Part] = {}
    for whose, theirs in together.items():
        done = sum(one.state == State.PUBLISHED for one in theirs)
        late = sum(one.late for one in theirs)
        channels = {one.channel for one in theirs}
        for slug in whose:
            part = found.setdefault(slug, Part(agencies.get(slug), slug))
            part.number += len(theirs)
            part.done += done
            part.late += late
            part.channels |= channels
    return sorted(found.values(), key=lambda one: (-one.late, -one.number, one.slug))


def _months(first: date | None, last: date | None) -> tuple[date, ...]:
    if first is None or last is None:
        return ()
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    start = first.year * 12 + first.month - 1
    return tuple(
        date((start + n) // 12, (start + n) % 12 + 1, 1) for n in range(min(count, MONTHS))
    )


def _opens(subject: Subject, first: date | None, last: date | None, today: date) -> date | None:
    """Return the day whose month the page leads to: the reference day, or the nearest to today."""
    if subject.kept:
        return subject.kept.day
    if first is None or last is None:
        return first
    return min(max(first, today), last)
