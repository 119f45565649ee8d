"""An agency's checklist, in the order in which a person works through it. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2s

from planner.domain.late import is_history, is_open
from planner.domain.model import Item, ItemState
from planner.web.calendar.month import days_late
from planner.web.reference import Reference, References


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows say besides their items: names, why something does not apply, what is proven.

    `reasons` and `proven` go by the keys of items.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    proven: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One item as the page shows it; `id` is safe in HTML, `key` is the item's own.

    `giver` is whose it is; `waits_at` who has still to accept it, else empty.
    """

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
    assignee: str = ""
    giver: str = ""
    waits_at: str = ""
    reason: str = ""
    unproven: bool = False

    @property
    def done(self) -> bool:
        return self.state == ItemState.DONE

    @property
    def can_tick(self) -> bool:
        return self.state in {ItemState.OPEN, ItemState.DONE}


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much there is to do, and how much of what is done has no proof."""

    late: int
    week: int
    open: int
    done: int
    unproven: int


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
    offered: tuple[Row, ...]
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


def build(
    items: Sequence[Item],
    today: date,
    references: References,
    known: Known,
    offered: Sequence[Item] = (),
) -> Checklist:
    """Return an agency's checklist, with what others have `offered` it; withdrawn ones are out."""
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    sections: dict[str, list[Item]] = {
        name: [] for name in ("late", "week", "later", "dayless", "done", "history")
    }
    for item in items:
        if item.state != ItemState.WITHDRAWN:
            sections[_section(item, today, sunday)].append(item)
    rows = {
        name: _rows(these, today, references, known, newest_first=name in {"done", "history"})
        for name, these in {**sections, "offered": list(offered)}.items()
    }
    return Checklist(
        monday=monday, sunday=sunday, numbers=numbers(items, today, known.proven), **rows
    )


def numbers(items: Sequence[Item], today: date, proven: Collection[str]) -> Numbers:
    """Return how many items are late, due this week, open, done, and done without proof."""
    sunday = today + timedelta(days=6 - today.weekday())
    names = [_section(item, today, sunday) for item in items if item.state != ItemState.WITHDRAWN]
    late, week = names.count("late"), names.count("week")
    done = [item.key for item in items if item.state == ItemState.DONE]
    return Numbers(
        late,
        week,
        late + week + names.count("later") + names.count("dayless"),
        len(done),
        sum(1 for key in done if key not in proven),
    )


def row(item: Item, today: date, references: References, known: Known) -> Row:
    """Return one item as a row."""
    handed = item.handed_to or ""
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
        assignee=known.people.get(item.assignee or "", item.assignee or ""),
        giver=known.agencies.get(item.agency, item.agency),
        waits_at=known.agencies.get(handed, handed),
        reason=known.reasons.get(item.key, ""),
        unproven=item.state == ItemState.DONE and item.key not in known.proven,
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
    items: Sequence[Item],
    today: date,
    references: References,
    known: Known,
    *,
    newest_first: bool,
) -> tuple[Row, ...]:
    ordered = sorted(
        items, key=lambda item: (item.due or date.max, item.title), reverse=newest_first
    )
    return tuple(row(item, today, references, known) for item in ordered)
