"""A selection said to the database: the conditions that its slots meet."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, and_, or_

from planner.domain.model import NOT_ON_AIR, State
from planner.domain.selecting import Selection
from planner.store import search
from planner.store.tables import SlotRow

_SLOT = SlotRow.__table__  # type: ignore[attr-defined]
_OVER = [*NOT_ON_AIR, State.PUBLISHED]

Where = tuple[ColumnElement[bool], ...]


def where(
    chosen: Selection, agencies: Collection[str] | None, person: str | None, today: date
) -> Where:
    """Return what the slots of a selection meet.

    `agencies` are those that it names, with those below where it asks for them (None: all);
    `person` is whose slots `mine` are.
    """
    found: list[ColumnElement[bool]] = []
    if agencies is not None:
        names = sorted(agencies)
        found.append(_SLOT.c.agency == names[0] if len(names) == 1 else _SLOT.c.agency.in_(names))
    if chosen.channels:
        found.append(on(chosen.channels))
    for column, value in (
        (_SLOT.c.source_plan, chosen.plan),
        (_SLOT.c.campaign, chosen.campaign),
        (_SLOT.c.theme, chosen.theme),
        (_SLOT.c.assignee, person if chosen.mine else None),
    ):
        if value is not None:
            found.append(column == value)
    if chosen.states:
        found.append(_SLOT.c.state.in_([str(one) for one in chosen.states]))
    if chosen.words:
        found.append(search.found(_SLOT.c.title, _SLOT.c.theme, _SLOT.c.key, chosen.words))
    if chosen.late:
        found.append(late(today))
    return tuple(found)


def on(channels: Collection[str]) -> ColumnElement[bool]:
    """Return what a slot of some channels meets."""
    found: ColumnElement[bool] = _SLOT.c.channel.in_(channels)
    return found


def late(today: date) -> ColumnElement[bool]:
    """Return what a late slot meets; it is the rule of `domain.late`, said to the database."""
    last = _SLOT.c.last_day
    state = _SLOT.c.state
    return and_(
        state.not_in(_OVER),
        or_(last.is_(None), last >= _SLOT.c.planned_on),
        or_(
            and_(
                state != State.APPROVED,
                or_(_SLOT.c.due < today, and_(_SLOT.c.due.is_(None), last < today)),
            ),
            and_(state == State.APPROVED, last < today),
        ),
    )
