"""The tray: what plans ask for without saying when, by plan and agency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.domain.model import Agency, Plan, Slot, Span
from planner.domain.register import Register
from planner.domain.words import fold
from planner.store import counting, plans, slots
from planner.store import register as registers
from planner.store.db import Session
from planner.web.calendar.month import order_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one agency has to date."""

    agency: Agency
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What one phase of one plan asks for."""

    key: str
    campaign: str
    number: str
    title: str
    span: Span
    over: bool
    waiting: tuple[Waiting, ...]

    @property
    def total(self) -> int:
        return sum(len(one.slots) for one in self.waiting)


@dataclass(frozen=True, slots=True)
class Page:
    """All that the tray shows; with an `agency` only its own."""

    today: date
    agency: Agency | None
    groups: tuple[Group, ...]
    choices: tuple[Agency, ...]

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)


def load(session: Session, today: date, slug: str | None) -> Page:
    """Read what waits for a day; NotFoundError for an agency that there never was."""
    register = registers.load(session)
    agency = register.get(slug) if slug else None
    known = plans.every(session)
    # No other campaign has slots without a day.
    phases = [f"{plan.key}-{phase.number}" for plan in known for phase in plan.phases]
    waiting = slots.waiting(session, phases, agency.slug if agency else None)
    names = counting.who_waits(session, phases)
    choices = tuple(one for one in register.by_name if one.slug in names)
    return Page(today, agency, _groups(waiting, known, register, today), choices)


def _groups(
    waiting: Iterable[Slot], known: Iterable[Plan], register: Register, today: date
) -> tuple[Group, ...]:
    """Return the groups, what still runs first and the latest before the earlier."""
    by_campaign: dict[str, dict[str, list[Slot]]] = {}
    for one in waiting:
        by_campaign.setdefault(one.campaign, {}).setdefault(one.agency, []).append(one)
    found = [
        Group(
            key=plan.key,
            campaign=campaign,
            number=plan.number or "",
            title=plan.title,
            span=phase.span,
            over=phase.span.end is not None and phase.span.end < today,
            waiting=_by_agency(by_campaign[campaign], register),
        )
        for plan in known
        for phase in plan.phases
        if (campaign := f"{plan.key}-{phase.number}") in by_campaign
    ]
    return tuple(sorted(found, key=lambda one: (one.over, -one.span.start.toordinal())))


def _by_agency(those: dict[str, list[Slot]], register: Register) -> tuple[Waiting, ...]:
    found = [
        Waiting(register.get(slug), tuple(sorted(slots, key=lambda one: order_of(one.channel))))
        for slug, slots in those.items()
    ]
    return tuple(sorted(found, key=lambda one: fold(one.agency.name)))
