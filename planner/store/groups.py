"""What is the same for several agencies, counted: one row for a bulletin of 102 communes.

A page of the whole office shows numbers, and there are a hundred times fewer rows to add up here
than slots; each names its agencies, for what a page says of every one of them. Whoever writes slots
does it inside `kept`, which counts the days that were touched anew, in the same transaction; so a
group is always what counting its slots gives.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain

from sqlalchemy import ColumnElement, Insert, delete, false, func, insert, select
from sqlmodel import Session

from planner.domain.model import Slot, State
from planner.store.bulk import one_of
from planner.store.tables import AgencyRow, GroupRow, SlotRow

_SLOT = SlotRow.__table__  # type: ignore[attr-defined]
_GROUP = GroupRow.__table__  # type: ignore[attr-defined]
_AGENCY = AgencyRow.__table__  # type: ignore[attr-defined]
_BATCH = 500

_SAME = {
    "province": _AGENCY.c.province,
    **{
        name: _SLOT.c[name]
        for name in (
            "campaign",
            "channel",
            "format",
            "title",
            "theme",
            "day",
            "end_day",
            "last_day",
            "at",
            "minutes",
            "due",
            "state",
            "source_plan",
            "source_line",
        )
    },
    "of_plan": _SLOT.c.source_anniversary.is_(None),
    "history": func.coalesce(_SLOT.c.last_day < _SLOT.c.planned_on, false()),
}
"""What the slots of a group have in common."""


@contextmanager
def kept(
    session: Session, slots: Sequence[Slot], *, were: Iterable[Slot] | None = None
) -> Iterator[None]:
    """Count anew, after slots are written, the days of their campaigns that they lie or lay on.

    `were` are those that are there, as they are stored; they are looked for without it.
    """
    touched: dict[str, set[date | None]] = defaultdict(set)
    for one in chain(slots, were or ()):
        touched[one.campaign].add(one.day)
    if were is None:
        there = select(_SLOT.c.campaign, _SLOT.c.day).distinct()
        keys = (one.key for one in slots)
        for campaign, day in session.execute(there.where(one_of(_SLOT.c.key, keys))):
            touched[campaign].add(day)
    yield
    for campaign, days in touched.items():
        dated = sorted(day for day in days if day is not None)
        for start in range(0, len(dated), _BATCH):
            part = dated[start : start + _BATCH]
            _count(session, _GROUP.c.day.in_(part), _SLOT.c.day.in_(part), campaign)
        if None in days:
            _count(session, _GROUP.c.day.is_(None), _SLOT.c.day.is_(None), campaign)


def count_all(session: Session) -> None:
    """Count everything anew: for what a slot is not written for, as an agency's province."""
    session.execute(delete(_GROUP))
    session.execute(_counted())


def _count(
    session: Session, groups: ColumnElement[bool], slots: ColumnElement[bool], campaign: str
) -> None:
    session.execute(delete(_GROUP).where(_GROUP.c.campaign == campaign, groups))
    session.execute(_counted(_SLOT.c.campaign == campaign, slots))


def _counted(*where: ColumnElement[bool]) -> Insert:
    same = _SAME.values()
    rows = (
        select(*same, func.count(), func.aggregate_strings(_SLOT.c.agency, " "))
        .join_from(_SLOT, _AGENCY, _AGENCY.c.slug == _SLOT.c.agency)
        .where(_SLOT.c.state != State.WITHDRAWN, *where)
        .group_by(*same)
    )
    return insert(_GROUP).from_select([*_SAME, "number", "agencies"], rows)
