"""What saving a change would do to the calendar, as the page of the form shows it. Pure.

Everything is counted, by month and by agency; of long lists the first are shown.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from planner.domain.changes import Changes
from planner.domain.model import Agency, Anniversary, Item, Problem, Slot
from planner.domain.planning import Book
from planner.services.comparing import Outcome
from planner.services.editing import Foreseen, Thing
from planner.web.plans import forecast
from planner.web.plans.forecast import SHOWN, Row, Sort

ADDED, MOVED, CHANGED, WITHDRAWN, LEFT = range(5)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are added (or come back), moved, changed otherwise, withdrawn, left alone."""

    name: str
    added: int
    moved: int
    changed: int
    withdrawn: int
    left: int

    @property
    def nothing(self) -> bool:
        return not (self.added or self.moved or self.changed or self.withdrawn)


@dataclass(frozen=True, slots=True)
class View:
    """All that the page says before anything is stored."""

    promise: str
    slots: Counts
    items: Counts
    months: tuple[Counts, ...]
    agencies: tuple[Counts, ...]
    first: tuple[Row, ...]
    sorts: tuple[Sort, ...]
    problems: tuple[Problem, ...]
    more_problems: int


def build(new: Thing, seen: Foreseen, known: Book) -> View:
    """Return what the page shows; `known` is the book as it stands."""
    slots, items = seen.outcome.slots, seen.outcome.items
    agencies = known.register.agencies
    added = [*slots.added, *(one.new for one in slots.returned)]
    added.sort(key=lambda one: (one.day or date.max, one.key))
    problems = [one for one in seen.outcome.problems if _is_about(new, one)]
    return View(
        promise=seen.promise,
        slots=_counts("", list(_done(slots))),
        items=_counts("", list(_done(items))),
        months=tuple(
            _counts(f"{int(name[5:])}/{name[:4]}" if name else "", done)
            for name, done in sorted(
                _by(slots, _month).items(), key=lambda one: (not one[0], one[0])
            )
        ),
        agencies=tuple(
            _counts(agencies[name].name if name in agencies else name, done)
            for name, done in sorted(
                _by(slots, lambda one: one.agency).items(), key=lambda one: -len(one[1])
            )
        ),
        first=forecast.rows(added[:SHOWN], agencies, known.anniversaries),
        sorts=tuple(forecast.sorts(_lists(seen.outcome), agencies, known.anniversaries)),
        problems=tuple(problems[:SHOWN]),
        more_problems=max(0, len(problems) - SHOWN),
    )


def counts(outcome: Outcome) -> Counts:
    """Return the numbers of slots that planning added, moved, changed, withdrew and left."""
    return _counts("", list(_done(outcome.slots)))


def _done(changes: Changes[Slot] | Changes[Item]) -> Iterator[tuple[int, Slot | Item]]:
    """Yield each thing with what becomes of it."""
    yield from ((ADDED, one) for one in changes.added)
    yield from ((ADDED, one.new) for one in changes.returned)
    yield from ((MOVED if one.moved else CHANGED, one.new) for one in changes.changed)
    yield from ((WITHDRAWN, one.old) for one in changes.withdrawn)
    yield from ((LEFT, one.thing) for one in changes.left)


def _counts(name: str, done: list[tuple[int, Slot | Item]]) -> Counts:
    numbers = Counter(what for what, _ in done)
    return Counts(name, *(numbers[what] for what in (ADDED, MOVED, CHANGED, WITHDRAWN, LEFT)))


def _by(
    slots: Changes[Slot], name: Callable[[Slot], str]
) -> dict[str, list[tuple[int, Slot | Item]]]:
    """Return what is done to the slots under the names of their months or agencies."""
    found: dict[str, list[tuple[int, Slot | Item]]] = {}
    for what, one in _done(slots):
        if isinstance(one, Slot) and what != LEFT:
            found.setdefault(name(one), []).append((what, one))
    return found


def _month(slot: Slot) -> str:
    return f"{slot.day:%Y-%m}" if slot.day else ""


def _lists(outcome: Outcome) -> forecast.Lists:
    slots, items = outcome.slots, outcome.items
    return (
        [*slots.changed, *items.changed],
        [*slots.withdrawn, *items.withdrawn],
        [*slots.returned, *items.returned],
        [*slots.left, *items.left],
    )


def _is_about(new: Thing, problem: Problem) -> bool:
    """Whether a problem of the calendar is one of slots that come of the changed thing."""
    parts = (problem.where.key or "").split("/")
    if len(parts) < 3:  # noqa: PLR2004 (campaign, cadence, agency: the head of a slot's key)
        return False
    match new:
        case Agency():
            return parts[2] == new.slug
        case Anniversary():
            return parts[0].rpartition("-")[0] == new.slug
        case _:
            return parts[1] == new.id
