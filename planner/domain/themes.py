"""Whose turn it is: which theme each day of a cadence carries.

A slot's theme is the n-th, n being its rank counted from the reference day, so no window and no
day that stands back shifts the turns of the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.anniversaries import Kept
from planner.domain.cadence import Occurrence
from planner.domain.model import Cadence, Plan, Source


@dataclass(frozen=True, slots=True)
class Turn:
    """A theme's title and where it comes from."""

    title: str
    source: Source


def of_plan(plan: Plan) -> tuple[Turn, ...]:
    """Return the plan's themes in its own order, as far as the gate let them through."""
    return tuple(Turn(one.title, Source(plan=plan.key, line=one.line)) for one in plan.themes)


def regular_of(plan: Plan) -> tuple[Turn, ...]:
    """Return what the plan gives the regular rhythm: its themes, else its title as the only one."""
    if plan.themes:
        return of_plan(plan)
    return (Turn(plan.title, Source(plan=plan.key, line=plan.title_line)),) if plan.title else ()


def of_anniversary(
    kept: Kept, cadence: Cadence, occurrence: Occurrence, plans: Sequence[Plan]
) -> Turn:
    """Return the theme of one occurrence in an anniversary's campaign.

    Banners, flags and every slot from T-1 on keep the anniversary's theme. Before that the themes
    of the plans in force on that day take every second turn.
    """
    own = Turn(kept.theme, Source(anniversary=kept.anniversary.slug, cadence=cadence.id))
    if (
        cadence.span
        or not plans
        or (kept.day - occurrence.day).days <= 1
        or occurrence.rank % 2 == 0
    ):
        return own
    theirs = [turn for plan in plans if plan.phase_of(occurrence.day) for turn in of_plan(plan)]
    if not theirs:
        return own
    turn = theirs[occurrence.rank // 2 % len(theirs)]
    return Turn(
        turn.title, Source(kept.anniversary.slug, turn.source.plan, turn.source.line, cadence.id)
    )


def of_regular(day: date, rank: int, cadence: Cadence, plans: Sequence[Plan]) -> Turn | None:
    """Return the theme of one day of the regular rhythm, None where no plan has one for it."""
    turns = [turn for plan in plans if plan.phase_of(day) for turn in regular_of(plan)]
    if not turns:
        return None
    turn = turns[rank % len(turns)]
    return Turn(turn.title, Source(None, turn.source.plan, turn.source.line, cadence.id))
