"""What clashes on the days to which something was just moved."""

from collections.abc import Iterable
from datetime import date

from planner.domain.anniversaries import reference_day
from planner.domain.checks import check
from planner.domain.model import Problem, Slot
from planner.store import calendar, register, slots
from planner.store.db import Session


def around(session: Session, moved: Iterable[Slot]) -> list[Problem]:
    """Return what clashes at the agencies of some slots on the slots' days."""
    days: dict[str, set[date]] = {}
    for one in moved:
        if one.day is not None:
            days.setdefault(one.agency, set()).add(one.day)
    there = [
        slot
        for agency, those in days.items()
        for slot in slots.between(session, min(those), max(those), agency=agency)
        if slot.day in those
    ]
    agencies = {slug: register.get(session, slug) for slug in days}
    return list(check(there, agencies, reference_day(calendar.anniversaries(session))))
