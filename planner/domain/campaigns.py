"""Which campaigns there are on some days: an anniversary's, with the plans that name it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.addressing import Placed, addressees, kept_by, place
from planner.domain.anniversaries import Kept, in_days
from planner.domain.model import Anniversary, Cadence, Plan, Rank
from planner.domain.register import Register


@dataclass(frozen=True, slots=True)
class Standing:
    """An anniversary's campaign in one year: its rank there, and whose it is.

    `provinces` limits one that only plans of those provinces have called for, or that is kept in
    one province; None means everywhere. `plans` name it, by day of issue and key.
    """

    kept: Kept
    rank: Rank
    provinces: frozenset[str] | None
    plans: tuple[Plan, ...]


@dataclass(frozen=True)
class Bearing:
    """What one plan (as the gate let it through) brings to bear: whom, on what, on which days."""

    plan: Plan
    who: Mapping[str, int]
    channels: frozenset[str]
    kept: tuple[Kept, ...]
    placed: tuple[Placed, ...]

    def reaches(self, agency: str, channel: str) -> bool:
        return agency in self.who and channel in self.channels


def bearings(
    plans: Iterable[Plan], register: Register, anniversaries: Iterable[Anniversary]
) -> list[Bearing]:
    """Return what each plan brings to bear, by day of issue and key."""
    by_slug = {one.slug: one for one in anniversaries}
    found = []
    for plan in sorted(plans, key=lambda one: (one.first_day or date.min, one.key)):
        kept = tuple(one for one, _ in kept_by(plan, by_slug))
        channels = {one.code for one in plan.channels} | {one.channel for one in plan.windows}
        found.append(
            Bearing(
                plan,
                addressees(plan, register),
                frozenset(channels),
                kept,
                tuple(place(plan, kept, register)),
            )
        )
    return found


def standing(
    anniversaries: Iterable[Anniversary], plans: Iterable[Bearing], first: date, last: date
) -> list[Standing]:
    """Return the campaigns whose reference day lies from `first` to `last`, by that day.

    Great and usual days have one each year; a noted one only where a plan names it, and then it
    is planned as usual for that plan's province.
    """
    naming: dict[str, list[Bearing]] = {}
    days: dict[str, Kept] = {kept.key: kept for kept in in_days(anniversaries, first, last)}
    for bearing in plans:
        for kept in bearing.kept:
            naming.setdefault(kept.key, []).append(bearing)
    found = []
    for key, kept in days.items():
        rank = kept.anniversary.rank
        named_by = tuple(one.plan for one in naming.get(key, ()))
        provinces = frozenset({kept.anniversary.province}) if kept.anniversary.province else None
        if rank == "noted":
            named_by = tuple(plan for plan in named_by if plan.phase_of(kept.day))
            if not named_by or kept.anniversary.carried_by:
                continue
            rank, provinces = "usual", frozenset(plan.province for plan in named_by)
        found.append(Standing(kept, rank, provinces, named_by))
    return found


def reach(cadences: Iterable[Cadence], plans: Iterable[Bearing]) -> tuple[timedelta, timedelta]:
    """Return how far before and behind its reference day a campaign can plan anything."""
    lows = [low for one in cadences for pairs in one.windows.values() for low, _ in pairs]
    highs = [high for one in cadences for pairs in one.windows.values() for _, high in pairs]
    for bearing in plans:
        for placed in bearing.placed:
            for kept in bearing.kept:
                if kept.key == placed.campaign:
                    lows.append((placed.window.span.start - kept.day).days)
                    highs.append(((placed.window.span.end or kept.day) - kept.day).days)
    return timedelta(-min(lows, default=0)), timedelta(max(highs, default=0))
