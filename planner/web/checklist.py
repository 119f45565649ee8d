"""An agency's checklist, in the order in which a person works through it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2s

from planner.domain.late import is_history, is_open
from planner.domain.model import Item, ItemState
from planner.web.month import days_late
from planner.web.reference import Reference, References


@dataclass(frozen=True, slots=True)
class Row:
    """One item as the page shows it; `id` is safe in HTML, `key` is the item's own."""

    id: str
    key: str
    title: str
    due: date | None
    until: date | None
    late: int
    this_year: bool
    state: ItemState
    revision: int
    reference: Reference

    @property
    def done(self) -> bool:
        return self.state == ItemState.DONE

    @property
    def can_tick(self) -> bool:
        return self.state in {ItemState.OPEN, ItemState.DONE}


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much there is to do."""

    late: int
    week: int
    open: int
    done: int


@dataclass(frozen=True, slots=True)
class Checklist:
    """The checklist in sections; a section may be empty."""

    monday: date
    sunday: date
    late: tuple[Row, ...]
    week: tuple[Row, ...]
    later: tuple[Row, ...]
    dayless: tuple[Row, ...]
    done: tuple[Row, ...]
    history: tuple[Row, ...]
    numbers: Numbers

    @property
    def clear(self) -> bool:
        """Whether nothing is left to do."""
        return self.numbers.open == 0

    @property
    def empty(self) -> bool:
        return not (
            self.late or self.week or self.later or self.dayless or self.done or self.history
        )


def build(items: Sequence[Item], today: date, references: References) -> Checklist:
    """Return an agency's checklist; withdrawn items are left out."""
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    sections: dict[str, list[Item]] = {
        name: [] for name in ("late", "week", "later", "dayless", "done", "history")
    }
    for item in items:
        if item.state != ItemState.WITHDRAWN:
            sections[_section(item, today, sunday)].append(item)
    rows = {
        name: _rows(these, today, references, newest_first=name in {"done", "history"})
        for name, these in sections.items()
    }
    return Checklist(monday=monday, sunday=sunday, numbers=numbers(items, today), **rows)


def numbers(items: Sequence[Item], today: date) -> Numbers:
    """Return how many items are late, due this week, open and done."""
    sunday = today + timedelta(days=6 - today.weekday())
    names = [_section(item, today, sunday) for item in items if item.state != ItemState.WITHDRAWN]
    late, week = names.count("late"), names.count("week")
    return Numbers(
        late, week, late + week + names.count("later") + names.count("dayless"), names.count("done")
    )


def row(item: Item, today: date, references: References) -> Row:
    """Return one item as a row."""
    return Row(
        id="v-" + blake2s(item.key.encode(), digest_size=6).hexdigest(),
        key=item.key,
        title=item.title,
        due=item.due,
        until=item.until,
        late=days_late(item, today),
        this_year=item.due is not None and item.due.year == today.year,
        state=item.state,
        revision=item.revision,
        reference=references.of_item(item),
    )


def _section(item: Item, today: date, sunday: date) -> str:
    if not is_open(item):
        return "done"
    if item.due is None:
        return "dayless"
    if is_history(item):
        return "history"
    if item.due < today:
        return "late"
    return "week" if item.due <= sunday else "later"


def _rows(
    items: Sequence[Item], today: date, references: References, *, newest_first: bool
) -> tuple[Row, ...]:
    ordered = sorted(
        items, key=lambda item: (item.due or date.max, item.title), reverse=newest_first
    )
    return tuple(row(item, today, references) for item in ordered)
