"""What planning looks at before it plans again: fingerprints, then the slots that they lead to."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, null, or_, true
from sqlalchemy import select as columns
from sqlmodel import Session

from planner.domain.comparing import Mark
from planner.domain.model import Slot, State
from planner.store import bulk
from planner.store.counting import ALL
from planner.store.slots import read
from planner.store.tables import SlotRow

_TABLE = SlotRow.__table__  # type: ignore[attr-defined]
_MANY = 500
"""So many values are asked for by one statement."""

Days = Sequence[tuple[date, date | None]]
"""Spans of days, each with its first and last; without a last it has no end."""


def sums(session: Session, days: Days) -> dict[str, int]:
    """Return by agency the sum of its fingerprints on some days, as in `fingerprints`."""
    at = _TABLE.c
    found = session.execute(
        columns(at.agency, func.sum(at.fingerprint))
        .where(at.fingerprint.is_not(None), _ending(at.last_day, days))
        .group_by(at.agency)
    )
    return {agency: int(number) for agency, number in found}


def in_hand(session: Session, days: Days) -> set[str]:
    """Return the keys of the slots of some days, as in `fingerprints`, that are to be looked at."""
    at = _TABLE.c
    # So written that SQLite goes by the index of the few in hand, not by that of days.
    last = func.coalesce(at.last_day, null())
    found = session.execute(
        columns(at.key).where(
            at.fingerprint.is_(None), _ending(last, days), at.state != State.WITHDRAWN
        )
    )
    return set(found.scalars())


def fingerprints(session: Session, days: Days, agencies: Collection[str]) -> dict[str, Mark]:
    """Return by key the fingerprints of some agencies' slots whose last day lies in some days.

    One without a day lies in any. What planning withdrew is left out. With each come the day on
    which it was planned, while it is nobody's, and its sequence.
    """
    at = _TABLE.c
    free = and_(at.state == State.PROPOSED, at.assignee.is_(None), at.place.is_(None))
    found = session.connection().execute(
        columns(at.key, at.fingerprint, case((free, at.planned_on), else_=None), at.sequence).where(
            bulk.one_of(at.agency, agencies),
            _ending(at.last_day, days),
            at.state != State.WITHDRAWN,
        )
    )
    rows = found.cursor.fetchall()  # as the driver has them: there are hundreds of thousands
    return {key: (mark, planned_on, sequence) for key, mark, planned_on, sequence in rows}


def campaigns_in(session: Session, days: Days) -> set[str]:
    """Return the campaigns that have a slot on some days, as in `fingerprints`."""
    at = ALL.of.c
    return set(session.execute(columns(at.campaign).where(_ending(at.last_day, days))).scalars())


def _ending(last: ColumnElement[Any], days: Days) -> ColumnElement[bool]:
    """Return what a slot meets whose last day lies in some days, or that has none."""
    inside = [last.between(one, end) if end else last >= one for one, end in days]
    return or_(*inside, last.is_(None))


def handed(session: Session) -> dict[str, Slot]:
    """Return by key the slots that have another agency than the one in their key."""
    begin = _TABLE.c.campaign + "/" + _TABLE.c.cadence + "/" + _TABLE.c.agency + "/"
    found = session.connection().execute(
        columns(_TABLE).where(
            _TABLE.c.fingerprint.is_(None),
            func.substr(_TABLE.c.key, 1, func.length(begin)) != begin,
        )
    )
    return {row.key: read(row) for row in found}


def on_days(session: Session, wanted: Collection[tuple[str, date]]) -> Iterator[Slot]:
    """Yield the slots of one day each on some days of some agencies, whatever their state."""
    by_day: dict[date, set[str]] = {}
    for agency, day in wanted:
        by_day.setdefault(day, set()).add(agency)
    agencies = sorted({agency for agency, _ in wanted})
    of_them = _TABLE.c.agency.in_(agencies) if len(agencies) < _MANY else true()
    for start in range(0, len(days := sorted(by_day)), _MANY):
        found = session.connection().execute(
            columns(_TABLE).where(
                of_them, _TABLE.c.day.in_(days[start : start + _MANY]), _TABLE.c.end_day.is_(None)
            )
        )
        yield from (read(one) for one in found if one.agency in by_day[one.day])


def spans_of(session: Session, campaigns: Iterable[str], cadences: Iterable[str]) -> list[Slot]:
    """Return the spans that some campaigns have by some cadences."""
    names, rules = sorted(campaigns), sorted(cadences)
    found: list[Slot] = []
    # So written that SQLite goes by the index of the few that hang, not by that of campaigns.
    of = func.coalesce(_TABLE.c.campaign, "")
    for start in range(0, len(names), _MANY):
        rows = session.connection().execute(
            columns(_TABLE).where(
                _TABLE.c.end_day.is_not(None),
                _TABLE.c.end_day >= date.min,
                of.in_(names[start : start + _MANY]),
                _TABLE.c.cadence.in_(rules),
            )
        )
        found.extend(map(read, rows))
    return found


def days_of(session: Session, anniversary: str) -> set[date]:
    """Return the first and last days of all slots that an anniversary's campaigns have."""
    every = session.execute(columns(_TABLE.c.campaign).distinct()).scalars()
    campaigns = [one for one in every if one.rpartition("-")[0] == anniversary]
    rows = session.execute(
        columns(_TABLE.c.day, _TABLE.c.last_day).where(_TABLE.c.campaign.in_(campaigns)).distinct()
    )
    return {day for row in rows for day in row if day is not None}
