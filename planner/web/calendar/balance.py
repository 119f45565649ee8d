"""The page of themes: how the year's slots are shared among them, by channel. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.domain.model import NOT_ON_AIR, State
from planner.web.calendar.month import order_of
from planner.web.reference import References

if TYPE_CHECKING:
    from planner.store.counting import ThemeCount


@dataclass(frozen=True, slots=True)
class Part:
    """What a theme has on a channel: its place and width in hundredths of the longest bar."""

    channel: str
    number: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme's slots of the year; `share` in hundredths of all."""

    title: str
    whole: str
    plan: str | None
    number: int
    done: int
    share: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """The page: themes, the one with most slots first."""

    year: int
    themes: tuple[Theme, ...]
    channels: tuple[str, ...]
    total: int
    heaviest: None = None


def build(year: int, counts: Iterable["ThemeCount"], references: References) -> Balance:
    """Return the themes of a year from their counts by channel and state."""
    numbers: dict[tuple[str, str | None], Counter[str]] = defaultdict(Counter)
    done: Counter[tuple[str, str | None]] = Counter()
    for one in counts:
        if one.state in NOT_ON_AIR:
            continue
        key = (one.theme, one.plan)
        numbers[key][one.channel] += one.number
        done[key] += one.number if one.state == State.PUBLISHED else 0
    total = sum(sum(by_channel.values()) for by_channel in numbers.values())
    longest = max((sum(by_channel.values()) for by_channel in numbers.values()), default=1)
    found = [
        Theme(
            title=references.short(theme),
            whole=theme,
            plan=plan,
            number=sum(by_channel.values()),
            done=done[theme, plan],
            share=100 * sum(by_channel.values()) / total,
            parts=_parts(by_channel, longest),
        )
        for (theme, plan), by_channel in numbers.items()
    ]
    return Balance(
        year=year,
        themes=tuple(sorted(found, key=lambda one: (-one.number, one.title))),
        channels=tuple(
            sorted({code for by_channel in numbers.values() for code in by_channel}, key=order_of)
        ),
        total=total,
    )


def _parts(by_channel: Counter[str], longest: int) -> tuple[Part, ...]:
    parts: list[Part] = []
    x = 0.0
    for channel in sorted(by_channel, key=order_of):
        width = 100 * by_channel[channel] / longest
        parts.append(Part(channel, by_channel[channel], round(x, 3), round(width, 3)))
        x += width
    return tuple(parts)
