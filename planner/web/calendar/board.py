"""The page of a board: what is in work, in columns by state, the most urgent first. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from planner.domain.model import Slot, Source, State
from planner.web.calendar.month import Chip, chip, order_of
from planner.web.reference import Reference, References

if TYPE_CHECKING:
    from planner.store.counting import Group

MOST = 30
"""Cards in a column; what lies beyond is counted."""

COLUMNS = (
    State.PROPOSED,
    State.ASSIGNED,
    State.DRAFTING,
    State.IN_REVIEW,
    State.APPROVED,
    State.PUBLISHED,
)
ASIDE = (State.POSTPONED, State.CANCELLED)
"""States of what is not going on: they stand below, not as columns."""


@dataclass(frozen=True, slots=True)
class Card:
    """A slot on the board, or those of several agencies; `by` is the day on which it is due."""

    chip: Chip
    day: date | None
    end_day: date | None
    by: date | None
    reference: Reference
    assignee: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A state: its first cards, and how many slots stand there in all."""

    state: State
    cards: tuple[Card, ...]
    number: int
    more: int


@dataclass(frozen=True, slots=True)
class Board:
    """The page of a board."""

    columns: tuple[Column, ...]
    aside: tuple[Column, ...]


def of_slots(
    slots: Iterable[Slot],
    today: date,
    references: References,
    *,
    owners: Mapping[str, str] | None = None,
    people: Mapping[str, str] | None = None,
) -> Board:
    """Return slots one by one; `people` gives the full names of those they are given to."""
    found: dict[State, list[Card]] = defaultdict(list)
    for one in slots:
        found[one.state].append(
            Card(
                chip(one, today, references.names, (owners or {}).get(one.agency, "")),
                one.day,
                one.end_day,
                one.due or one.last_day,
                references.of_slot(one),
                (people or {}).get(one.assignee or "", one.assignee or ""),
            )
        )
    numbers = {state: len(cards) for state, cards in found.items()}
    return _board(found, numbers)


def of_groups(groups: Iterable["Group"], today: date, references: References) -> Board:
    """Return everybody's board."""
    found: dict[State, list[Card]] = defaultdict(list)
    numbers: dict[State, int] = defaultdict(int)
    for one in groups:
        numbers[one.state] += one.number
        shown = Chip(
            one.channel,
            one.at,
            references.short(one.title),
            None,
            0,
            campaign=one.campaign,
            number=one.number,
        )
        reference = references.reference(one.campaign, one.day, Source(plan=one.plan))
        if one.late or one.state == State.PUBLISHED or (one.end_day or one.day) >= today:
            found[one.state].append(Card(shown, one.day, one.end_day, one.day, reference))
    return _board(found, numbers)


def _board(found: Mapping[State, list[Card]], numbers: Mapping[State, int]) -> Board:
    def column(state: State) -> Column:
        cards = sorted(found.get(state, ()), key=_done if state == State.PUBLISHED else _order)
        return Column(state, tuple(cards[:MOST]), numbers.get(state, 0), max(len(cards) - MOST, 0))

    return Board(
        tuple(map(column, COLUMNS)),
        tuple(one for one in map(column, ASIDE) if one.number),
    )


def _order(card: Card) -> tuple[int, date, int, str]:
    """The latest first, then by the day on which it is due."""
    return -card.chip.late, card.by or date.max, order_of(card.chip.channel), card.chip.title


def _done(card: Card) -> tuple[int, int, str]:
    """What was published last stands first."""
    day = card.day or date.min
    return -day.toordinal(), order_of(card.chip.channel), card.chip.title
