"""Late is computed: what should be done by today and is not.

What lay in the past when it was first planned is history: never late, in no list of what to do.
An item that was handed on stays open, and late, at the agency that gave it until the other one has
accepted it: nothing falls between the two.
"""

from datetime import date

from planner.domain.model import NOT_ON_AIR, Item, ItemState, Slot, State

TO_DO = frozenset({ItemState.OPEN, ItemState.HANDED_ON})
"""States of an item in which it still has to be done."""


def is_history(thing: Slot | Item) -> bool:
    """Whether its last day lay before the day on which it was first planned."""
    last, planned = thing.last_day, thing.planned_on
    return last is not None and planned is not None and last < planned


def is_open(thing: Slot | Item) -> bool:
    """Whether somebody still has to do something about it."""
    if isinstance(thing, Item):
        return thing.state in TO_DO
    return thing.state not in NOT_ON_AIR and thing.state != State.PUBLISHED


def is_late(thing: Slot | Item, today: date) -> bool:
    """Whether it is still open after its due day, or its own day where nothing is due before."""
    by = thing.due or thing.last_day
    if by is None or by >= today or is_history(thing) or not is_open(thing):
        return False
    if isinstance(thing, Slot) and thing.state == State.APPROVED:
        return thing.last_day is not None and thing.last_day < today
    return True


def late_since(thing: Slot | Item, today: date) -> date | None:
    """Return the day by which it should have been done; None when it is not late."""
    if not is_late(thing, today):
        return None
    return thing.last_day if thing.state == State.APPROVED else thing.due or thing.last_day
