"""The page of a year: campaigns in lanes, anniversaries as red ticks, the weekly load. Pure.

Everything stands on one scale of whole weeks, in hundredths of the drawing's width, so that ticks
run through bars and loads alike and the drawing follows the width of the window. Heights are
pixels.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.domain.anniversaries import Kept
from planner.domain.model import NOT_ON_AIR
from planner.domain.planning import REGULAR
from planner.web.calendar.month import order_of
from planner.web.words import mark

if TYPE_CHECKING:
    from planner.store.counting import CampaignCount, Count

WEEK = 7
LEFT, WIDE, FULL = 13.0, 82.0, 100.0
"""Where the scale begins, how wide it is, and how wide the drawing."""

LETTER = 0.56
"""What a letter of a label takes of the drawing at the width for which it was drawn."""

LABEL, ROW, LOAD = 22, 26, 32
GAP = 12


@dataclass(frozen=True, slots=True)
class Tick:
    """An anniversary: its place, and the line of labels that its own stands in.

    One that is only noted has no label (`y` 0): its name shows when it is pointed at.
    """

    kept: Kept
    x: float
    y: int = 0
    before: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A campaign: its place, how wide what is done is, whether its name has room inside."""

    campaign: str
    title: str
    first: date
    last: date
    number: int
    done: int
    x: float
    width: float
    filled: float
    y: int
    inside: bool
    before: bool

    @property
    def label(self) -> float:
        """Where its name begins, or ends where there is no room behind it."""
        if self.inside:
            return round(self.x + 0.4, 3)
        return round(self.x - 0.4 if self.before else self.x + self.width + 0.4, 3)


@dataclass(frozen=True, slots=True)
class Lanes:
    """Campaigns of one kind."""

    name: str
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A week's load on a channel."""

    monday: date
    number: int
    x: float
    width: float
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Load:
    """A channel's weeks; `y` is the line that its columns stand on."""

    channel: str
    most: int
    y: int
    columns: tuple[Column, ...]

    @property
    def by_week(self) -> Mapping[date, int]:
        return {one.monday: one.number for one in self.columns}


@dataclass(frozen=True, slots=True)
class Year:
    """The page of a year."""

    year: int
    months: tuple[tuple[int, float], ...]
    now: float | None
    ticks: tuple[Tick, ...]
    head: int
    groups: tuple[Lanes, ...]
    load_y: int
    loads: tuple[Load, ...]
    height: int
    mondays: tuple[date, ...]
    total: int
    heaviest: tuple[date, int] | None


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    weeks: int

    def x(self, day: date) -> float:
        return round(LEFT + WIDE * (day - self.first).days / (self.weeks * WEEK), 3)


def build(
    year: int,
    today: date,
    campaigns: Iterable["CampaignCount"],
    names: Mapping[str, str],
    counts: Iterable["Count"],
    anniversaries: Iterable[Kept],
) -> Year:
    """Return the page of a year; `names` are what campaigns are called.

    `counts` are those of the days of the year; a span counts on the day on which it begins.
    """
    scale = _scale(year)
    end = scale.first + timedelta(days=scale.weeks * WEEK - 1)
    ticks, head = _ticks([one for one in anniversaries if scale.first <= one.day <= end], scale)
    groups = []
    y = head + GAP
    for name, those in _kinds(campaigns).items():
        lanes, height = _lanes(name, those, names, scale, end, y)
        groups.append(lanes)
        y += height + GAP
    loads, total, weekly = _loads(counts, scale, y + LABEL)
    heaviest = max(weekly.items(), key=lambda pair: pair[1], default=None)
    return Year(
        year=year,
        months=tuple((month, scale.x(date(year, month, 1))) for month in range(1, 13)),
        now=scale.x(today) if scale.first <= today <= end else None,
        ticks=ticks,
        head=head,
        groups=tuple(groups),
        load_y=y,
        loads=loads,
        height=y + LABEL + LOAD * len(loads) + GAP,
        mondays=tuple(scale.first + timedelta(days=WEEK * n) for n in range(scale.weeks)),
        total=total,
        heaviest=heaviest,
    )


def days_of_page(year: int) -> tuple[date, date]:
    """Return the first and the last day of the whole weeks of a year."""
    scale = _scale(year)
    return scale.first, scale.first + timedelta(days=scale.weeks * WEEK - 1)


def _scale(year: int) -> _Scale:
    new_year, last = date(year, 1, 1), date(year, 12, 31)
    first = new_year - timedelta(days=new_year.weekday())
    return _Scale(first, (last - first).days // WEEK + 1)


def _ticks(kept: Iterable[Kept], scale: _Scale) -> tuple[tuple[Tick, ...], int]:
    """Place labels in as few lines as they need, and return the height that they take."""
    ends: list[float] = []
    placed: list[tuple[Kept, float, int, bool]] = []
    ordered = sorted(kept, key=lambda each: (each.day, each.anniversary.slug))
    for one in ordered:
        if one.anniversary.rank == "noted":
            continue
        x, long = scale.x(one.day), _length(f"{one.day.day}/{one.day.month} {one.short}")
        before = x + long > FULL
        left, right = (x - long, x) if before else (x, x + long)
        line = next((n for n, end in enumerate(ends) if end <= left), len(ends))
        ends[line : line + 1] = [right + 0.5]
        placed.append((one, x, line, before))
    head = LABEL + LABEL * len(ends)
    named = [Tick(one, x, head - LABEL * line - 6, before) for one, x, line, before in placed]
    noted = [Tick(one, scale.x(one.day)) for one in ordered if one.anniversary.rank == "noted"]
    return (*noted, *named), head


def _kinds(campaigns: Iterable["CampaignCount"]) -> dict[str, list["CampaignCount"]]:
    kinds: dict[str, list[CampaignCount]] = {
        mark("Theo ngày kỷ niệm"): [],
        mark("Theo kế hoạch"): [],
        mark("Thường xuyên"): [],
    }
    anniversary, plan, regular = kinds.values()
    for one in campaigns:
        if one.first is None or one.last is None:
            continue
        if one.campaign.startswith(f"{REGULAR}-"):
            regular.append(one)
        else:
            (plan if one.planned else anniversary).append(one)
    return {name: those for name, those in kinds.items() if those}


def _lanes(
    name: str,
    campaigns: Sequence["CampaignCount"],
    names: Mapping[str, str],
    scale: _Scale,
    end: date,
    y: int,
) -> tuple[Lanes, int]:
    free: list[float] = []
    bars = []
    for one in sorted(campaigns, key=lambda each: (each.first or end, each.campaign)):
        first, last = max(one.first or end, scale.first), min(one.last or end, end)
        x = scale.x(first)
        width = round(scale.x(last + timedelta(days=1)) - x, 3)
        title = names.get(one.campaign, one.campaign)
        long = _length(title)
        inside = long <= width
        before = not inside and x + width + long > FULL
        left = x - long if before else x
        right = x + width if inside or before else x + width + long
        lane = next((n for n, until in enumerate(free) if until <= left), len(free))
        free[lane : lane + 1] = [right + 0.5]
        bars.append(
            Bar(
                campaign=one.campaign,
                title=title,
                first=one.first or first,
                last=one.last or last,
                number=one.number,
                done=one.done,
                x=x,
                width=width,
                filled=round(width * one.done / one.number, 3) if one.number else 0,
                y=y + lane * ROW,
                inside=inside,
                before=before,
            )
        )
    return Lanes(name, y, tuple(bars)), ROW * len(free)


def _loads(
    counts: Iterable["Count"], scale: _Scale, y: int
) -> tuple[tuple[Load, ...], int, dict[date, int]]:
    numbers: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    weekly: dict[date, int] = defaultdict(int)
    for one in counts:
        if one.state in NOT_ON_AIR:
            continue
        monday = one.day - timedelta(days=one.day.weekday())
        numbers[one.channel][monday] += one.number
        weekly[monday] += one.number
    width = round(WIDE / scale.weeks - 0.1, 3)
    loads = []
    for row, channel in enumerate(sorted(numbers, key=order_of)):
        weeks = numbers[channel]
        most = max(weeks.values())
        base = y + LOAD * (row + 1) - 4
        heights = {monday: max(round((LOAD - 8) * n / most), 1) for monday, n in weeks.items()}
        columns = tuple(
            Column(monday, weeks[monday], scale.x(monday), width, base - high, high)
            for monday, high in sorted(heights.items())
        )
        loads.append(Load(channel, most, base, columns))
    return tuple(loads), sum(weekly.values()), weekly


def _length(text: str) -> float:
    return LETTER * len(text) + 0.8
