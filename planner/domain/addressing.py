"""Whom a plan addresses, and which campaign each of its windows belongs to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from planner.domain.anniversaries import Kept, in_days, in_year
from planner.domain.model import (
    FUNCTIONS,
    Agency,
    Anniversary,
    Block,
    Deadline,
    Phase,
    Plan,
    Problem,
    Quota,
    Window,
)
from planner.domain.register import Register, plain_name
from planner.errors import Where
from planner.phrases import Phrase

NEAR = 30
"""Days within which a window still belongs to a named anniversary (product.md)."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A window with the campaign (or the phase's number) it belongs to, and for whom it holds.

    `who` maps agencies to how closely they are named: 0 by the window's own words, 1 by a
    collective name there, 2 and 3 likewise by the plan's blocks.
    """

    plan: Plan
    window: Window
    campaign: str | None
    phase: int | None
    who: Mapping[str, int]


def addressees(plan: Plan, register: Register) -> dict[str, int]:
    """Return the agencies that the plan gives work: 2 where one is named itself, 3 in a group."""
    found: dict[str, int] = {}
    for block in plan.blocks:
        for slug, closeness in named(block.names, plan, register).items():
            found[slug] = min(closeness + 2, found.get(slug, 3))
    return found


def named(names: Iterable[str], plan: Plan, register: Register) -> dict[str, int]:
    """Return the agencies that `names` mean in the plan's province on its day, 0 or 1 as above."""
    day = plan.first_day
    if day is None:
        return {}
    found: dict[str, int] = {}
    for name in names:
        closeness = 1 if register.is_collective(name) else 0
        for slug in register.find(name, plan.province, day):
            found[slug] = min(closeness, found.get(slug, 1))
    return found


def kept_by(plan: Plan, anniversaries: Mapping[str, Anniversary]) -> list[tuple[Kept, int]]:
    """Return the anniversaries in the years in which the plan names them, with its line.

    Without a year they are those in the plan's time. 19/8 counts as naming 2/9, and 1/5 as
    naming 30/4, since their campaigns carry those days.
    """
    found: dict[str, tuple[Kept, int]] = {}
    for name in plan.anniversaries:
        anniversary = anniversaries.get(name.slug)
        for kept in _years(anniversary, name.year, plan) if anniversary else ():
            carrier = anniversaries.get(kept.anniversary.carried_by or "")
            standing = in_year(carrier, kept.year) if carrier else kept
            if standing is not None:
                found.setdefault(standing.key, (standing, name.line))
    return list(found.values())


def _years(anniversary: Anniversary, year: int | None, plan: Plan) -> Iterator[Kept]:
    if year is not None:
        kept = in_year(anniversary, year)
        if kept is not None:
            yield kept
        return
    for phase in plan.phases:
        if phase.span.end is not None:
            yield from in_days([anniversary], phase.span.start, phase.span.end)


def place(plan: Plan, kept: Iterable[Kept], register: Register) -> list[Placed]:
    """Return the plan's windows, each for every campaign it belongs to.

    A window belongs to each anniversary that the plan names and whose T lies in it; else to the
    named one with the nearest T within 30 days; else to the phase in which it begins.
    """
    days = list(kept)
    whole = addressees(plan, register)
    placed: list[Placed] = []
    for window in plan.windows:
        if window.span.end is None:
            continue
        who = named(window.names, plan, register) if window.names else whole
        homes = [one.key for one in days if window.span.holds(one.day)] or _nearest(days, window)
        placed.extend(Placed(plan, window, campaign, None, who) for campaign in homes)
        phase = None if homes else _phase(plan, window)
        if phase is not None:
            placed.append(Placed(plan, window, None, phase.number, who))
    return placed


def _nearest(days: list[Kept], window: Window) -> list[str]:
    near = sorted((_distance(window, one.day), one.day, one.key) for one in days)
    return [key for distance, _, key in near[:1] if distance <= NEAR]


def _distance(window: Window, day: date) -> int:
    end = window.span.end or window.span.start
    return min(abs((window.span.start - day).days), abs((end - day).days))


def _phase(plan: Plan, window: Window) -> Phase | None:
    """Return the phase in which a window begins, else the first one that it meets."""
    begins = (one for one in plan.phases if one.span.holds(window.span.start))
    end = window.span.end or window.span.start
    meets = (one for one in plan.phases if window.span.start <= one.span.start <= end)
    return next(begins, None) or next(meets, None)


def choose(windows: Iterable[Placed], agency: str) -> tuple[Placed | None, Problem | None]:
    """Return the one window that holds for the agency, or a problem where two tie.

    The one that names the agency most closely wins, then the later day of issue.
    """
    mine = [one for one in windows if agency in one.who]
    if not mine:
        return None, None
    mine.sort(key=lambda one: (one.who[agency], -(one.plan.issued_on or date.min).toordinal()))
    best = mine[0]
    tied = [
        one
        for one in mine[1:]
        if one.who[agency] == best.who[agency]
        and one.plan.issued_on == best.plan.issued_on
        and one.window.span != best.window.span
    ]
    if tied:
        return None, Problem(
            Phrase(
                "hai khoảng ngày cho kênh %(channel)s cùng mức ưu tiên (dòng %(line)s của "
                "%(plan)s, dòng %(other_line)s của %(other)s); chọn một",
                channel=best.window.channel,
                line=best.window.line,
                plan=best.plan.key,
                other_line=tied[0].window.line,
                other=tied[0].plan.key,
            ),
            Where(key=f"{best.campaign or best.plan.key}/{agency}"),
        )
    return best, None


def unknown(plan: Plan, register: Register) -> list[tuple[str, int]]:
    """Return the names in the plan that mean nobody on its day, with their lines."""
    day = plan.first_day
    if day is None:
        return []
    parts: list[Block | Window | Deadline | Quota] = [
        *plan.blocks,
        *plan.windows,
        *plan.deadlines,
        *plan.quotas,
    ]
    written = [(name, part.line) for part in parts for name in part.names]
    missing = {
        plain_name(name): (name, line)
        for name, line in reversed(written)
        if not register.find(name, plan.province, day)
    }
    return sorted(missing.values(), key=lambda one: one[1])


def ended(plan: Plan, register: Register, horizon: date) -> list[Problem]:
    """List the agencies that end before the plan does, with who inherited what, for a person."""
    last = plan.last_day or horizon
    problems = []
    parts: list[Window | Deadline | Quota] = [*plan.windows, *plan.deadlines, *plan.quotas]
    others = named((name for part in parts for name in part.names), plan, register)
    for slug in {**addressees(plan, register), **others}:
        agency = register.agencies[slug]
        if agency.valid_to is not None and agency.valid_to < last:
            problems.append(
                Problem(
                    Phrase(
                        "%(name)s kết thúc ngày %(day)s, kế hoạch còn đến %(last)s; "
                        "nơi kế thừa: %(heirs)s",
                        name=agency.name,
                        day=f"{agency.valid_to:%d/%m/%Y}",
                        last=f"{last:%d/%m/%Y}",
                        heirs=_heirs(agency, register),
                    ),
                    Where(key=f"{plan.key}/{slug}"),
                )
            )
    return problems


def _heirs(agency: Agency, register: Register) -> str:
    heirs = [
        f"{register.agencies[one.to].name} "
        f"({', '.join(FUNCTIONS.get(name, name) for name in one.functions)})"
        for one in agency.successors
        if one.to in register.agencies
    ]
    return "; ".join(heirs) or Phrase("chưa ghi trong sổ cơ quan")
