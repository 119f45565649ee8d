"""A selection said to the database: the conditions that its slots, or groups of them, meet."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, FromClause, and_, case, false, func, not_, or_, select

from planner.domain.model import NOT_ON_AIR, State
from planner.domain.selecting import Selection
from planner.store import search
from planner.store.tables import GroupRow, SlotRow

_SLOT = SlotRow.__table__  # type: ignore[attr-defined]
_GROUP = GroupRow.__table__  # type: ignore[attr-defined]
_OVER = [*NOT_ON_AIR, State.PUBLISHED]

Where = tuple[ColumnElement[bool], ...]


@dataclass(frozen=True, slots=True)
class Among:
    """What is counted, under conditions: the groups of the same slot, else the slots themselves."""

    of: FromClause = _GROUP
    where: Where = ()

    @property
    def whose(self) -> ColumnElement[str]:
        """Whose they are; several agencies have a space between two."""
        found: ColumnElement[str] = self.of.c.agency if self.of is _SLOT else self.of.c.agencies
        return found

    @property
    def number(self) -> ColumnElement[int]:
        """How many slots there are."""
        return func.count() if self.of is _SLOT else func.sum(self.of.c.number)

    def where_also(self, condition: ColumnElement[bool]) -> ColumnElement[int]:
        """Return how many of the slots meet a condition."""
        return func.sum(case((condition, 1 if self.of is _SLOT else self.of.c.number), else_=0))

    def on(self, channels: Collection[str]) -> "Among":
        """Return those on some channels; on all where none is named."""
        return replace(self, where=(*self.where, on(channels, self.of))) if channels else self


def among(
    chosen: Selection, agencies: Collection[str] | None, person: str | None, today: date
) -> Among:
    """Return what is counted for a selection: groups, unless only single slots can be told apart.

    The arguments are those of `where`.
    """
    if chosen.agency or chosen.mine or chosen.words:
        return Among(_SLOT, where(chosen, agencies, person, today))
    found = _of(_GROUP, chosen, today)
    return Among(
        _GROUP, (*found, _GROUP.c.province == chosen.province) if chosen.province else found
    )


def with_words(words: str) -> tuple[Among, Among]:
    """Return what is counted for words alone: groups by their texts, other slots by their brief."""
    by_text = search.in_texts(_GROUP.c.title, _GROUP.c.theme, words)
    by_brief = and_(
        search.in_brief(_SLOT.c.key, words),
        not_(func.coalesce(search.in_texts(_SLOT.c.title, _SLOT.c.theme, words), false())),
    )
    return Among(_GROUP, (by_text,)), Among(_SLOT, (by_brief,))


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
    if chosen.mine:
        found.append(_SLOT.c.assignee == person)
    if chosen.words:
        found.append(search.found(_SLOT.c.title, _SLOT.c.theme, _SLOT.c.key, chosen.words))
    return (*found, *_of(_SLOT, chosen, today))


def on(channels: Collection[str], table: FromClause = _SLOT) -> ColumnElement[bool]:
    """Return what a slot of some channels meets."""
    found: ColumnElement[bool] = table.c.channel.in_(channels)
    return found


def _of(table: FromClause, chosen: Selection, today: date) -> Where:
    """Return what slots and groups alike meet."""
    found: list[ColumnElement[bool]] = []
    if chosen.channels:
        found.append(on(chosen.channels, table))
    for column, value in (
        (table.c.source_plan, chosen.plan),
        (table.c.campaign, chosen.campaign),
        (table.c.theme, chosen.theme),
    ):
        if value is not None:
            found.append(column == value)
    if chosen.states:
        found.append(table.c.state.in_([str(one) for one in chosen.states]))
    if chosen.late:
        found.append(late(today, table))
    return tuple(found)


Day = date | ColumnElement[date]
"""A day, or a place for one in a statement that is asked again and again."""


def touching(table: FromClause, first: Day, last: Day, where: Where = ()) -> ColumnElement[bool]:
    """Return what lies on some days or reaches into them, and meets conditions.

    Each half is looked up for itself: asked for both at once, SQLite reads all of an agency's days.
    """
    there = select(table.c.id).where(table.c.day.between(first, last), *where)
    hangs = (table.c.end_day >= first, table.c.end_day.is_not(None), table.c.day < first)
    found: ColumnElement[bool] = table.c.id.in_(
        there.union_all(select(table.c.id).where(*hangs, *where))
    )
    return found


def history(table: FromClause) -> ColumnElement[bool]:
    """Return what was past already when it was planned; it is the rule of `domain.late`."""
    said: ColumnElement[bool] = (
        _SLOT.c.last_day < _SLOT.c.planned_on if table is _SLOT else table.c.history
    )
    return said


def of_plan(table: FromClause) -> ColumnElement[bool]:
    """Return what no anniversary is the source of."""
    said: ColumnElement[bool] = (
        _SLOT.c.source_anniversary.is_(None) if table is _SLOT else table.c.of_plan
    )
    return said


@lru_cache(64)
def late(today: Day, table: FromClause = _SLOT) -> ColumnElement[bool]:
    """Return what a late slot meets; it is the rule of `domain.late`, said to the database."""
    last, state, due = table.c.last_day, table.c.state, table.c.due
    return and_(
        *(state != one for one in _OVER),
        or_(last.is_(None), not_(history(table))),
        or_(
            and_(
                state != State.APPROVED,
                or_(due < today, and_(due.is_(None), last < today)),
            ),
            and_(state == State.APPROVED, last < today),
        ),
    )
