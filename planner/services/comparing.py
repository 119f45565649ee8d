"""What planning wants against what is there: as little is read as it takes, nothing is written."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date, time
from itertools import chain

from planner.domain import comparing, planning
from planner.domain.airtime import hours
from planner.domain.anniversaries import reference_day
from planner.domain.changes import (
    Changes,
    Difference,
    Twin,
    as_of,
    diff_items,
    diff_slots,
    is_as_planned,
    receivers_own,
)
from planner.domain.checks import check, taken
from planner.domain.comparing import ABSENT, astray, differing, wanted
from planner.domain.model import Item, Problem, Slot, State
from planner.domain.planning import Book, Frame, around_agency, frame, patterns, take_downs
from planner.store import items, marks, sites, slots
from planner.store.db import Session


@dataclass(frozen=True, slots=True)
class Range:
    """The days that are planned again; without a `last` up to the horizon."""

    first: date
    last: date | None = None

    def holds(self, day: date | None) -> bool:
        return day is not None and self.first <= day and (self.last is None or day <= self.last)


Days = Sequence[Range]
"""Several spans of days."""


def _holds(days: Days, day: date | None) -> bool:
    return any(one.holds(day) for one in days)


def _within(days: Days, slot: Slot) -> bool:
    """Whether a slot lies in the days; one without a day is always looked at."""
    return slot.day is None or _holds(days, slot.last_day)


def _first(days: Days) -> date:
    return min(one.first for one in days)


def _last(days: Days) -> date | None:
    lasts = [one.last for one in days if one.last is not None]
    return max(lasts) if len(lasts) == len(days) else None


@dataclass
class Outcome:
    """What planning did: counts of slots and items, what it left to a person, what to ask."""

    slots: Changes[Slot]
    items: Changes[Item]
    problems: list[Problem] = field(default_factory=list)
    revision: int | None = None

    def as_json(self) -> dict[str, object]:
        """Return the counts that `planner replan --json` prints."""
        return {
            **counts(self.slots),
            "checklist": counts(self.items),
            "revision": self.revision,
            "problems": [str(one) for one in self.problems],
        }


def counts(changes: Changes[Slot] | Changes[Item]) -> dict[str, int]:
    moved = sum(1 for one in changes.changed if one.moved)
    return {
        "added": len(changes.added),
        "moved": moved,
        "changed": len(changes.changed) - moved,
        "withdrawn": len(changes.withdrawn),
        "returned": len(changes.returned),
        "kept": len(changes.left),
    }


def compare(
    session: Session, known: Book, days: Days, only: AbstractSet[str] | None, today: date
) -> Outcome:
    """Compare what planning wants with what is there; nothing is written.

    An agency whose fingerprints add up to those wanted is as planning left it, but for what people
    have in hand. Of the others only the slots that differ are read, with those on the same days of
    their agencies: what a slot has to do with others has to do with those.
    """
    on = [(one.first, one.last) for one in days]
    also = marks.campaigns_in(session, on) | items.origins_in(session, _first(days))
    seen = frame(known, _first(days), _last(days) or known.horizon, also)
    reference = reference_day(known.anniversaries)
    every = [wanted(one, lambda slot: _within(days, slot), reference) for one in patterns(seen)]
    in_hand = marks.in_hand(session, on)
    strays = astray(every, marks.sums(session, on), in_hand)
    stored = {**dict.fromkeys(in_hand, ABSENT), **marks.fingerprints(session, on, strays)}
    handed = marks.handed(session)
    owns = {receivers_own(one): one for one in handed.values()}
    found, twins = differing(every, stored, strays, {**handed, **owns})
    concerns = _concerns(known, days, only)
    there = _there(session, found, stored, handed)
    changes = _diff(there, found, today, concerns)
    unsettled = _unsettled(there, found, changes, days)
    while parted := _part(twins, there, found, changes, unsettled):
        found.update(parted)
        there.update(slots.some(session, parted))
        changes = _diff(there, found, today, concerns)
        unsettled = _unsettled(there, found, changes, days)
    after = _after(marks.on_days(session, unsettled), changes, unsettled)
    settled = _settled(there, found, changes, unsettled)
    _set_hours(known, after, settled, changes, days, reference)
    after = _after(after.values(), changes, unsettled)
    problems = planning.questions(seen)
    problems += comparing.questions(every, lambda agency, day: (agency, day) in unsettled)
    clashing = (one for one in after.values() if _holds(days, one.last_day))
    problems += check(clashing, known.register.agencies, reference)
    new = {one.new.key: one.new for one in changes.written()}
    hanging = sites.hangings(session, first=_first(days))
    last = _last(days) or date.max
    problems += taken(
        replace(one, slot=new.get(one.slot.key, one.slot))
        for one in hanging
        if one.slot.day is not None and one.slot.day <= last
    )
    item_changes = _item_changes(session, seen, also, changes, days, only, today)
    for group in (changes.changed, changes.noted):
        group += [twin for one in group for twin in _twins(one, twins)]
    return Outcome(changes, item_changes, list(dict.fromkeys(problems)))


def _there(
    session: Session,
    found: Iterable[str],
    stored: Container[str],
    handed: Mapping[str, Slot],
) -> dict[str, Slot]:
    """Return those of the slots that are to be looked at which are there at all."""
    missing = {key: key.partition("/")[0] for key in found if key not in stored}
    begun = {one for one in set(missing.values()) if slots.campaign_exists(session, one)}
    keys = [key for key in found if key in stored or missing[key] in begun]
    return {**slots.some(session, keys), **handed}


def _diff(
    there: Mapping[str, Slot],
    found: Mapping[str, Slot | None],
    today: date,
    concerns: Callable[[Slot | None, Slot | None], bool],
) -> Changes[Slot]:
    planned = {key: slot for key, slot in found.items() if slot is not None}
    return diff_slots(there, planned, today=today, concerns=concerns)


def _part(
    twins: dict[str, list[str]],
    there: Mapping[str, Slot],
    found: Mapping[str, Slot | None],
    changes: Changes[Slot],
    unsettled: AbstractSet[tuple[str, date]],
) -> dict[str, Slot | None]:
    """Take out the twins that are to be looked at themselves, and return what is wanted of them.

    They are those of which not everything follows from the one that was looked at: spans, briefs,
    and all on days on which the model or the twin itself meets something that is not as planned.
    What then is not as planned can part others in turn.
    """
    after = _all(there, changes)
    parted: dict[str, Slot | None] = {}
    for key, agencies in twins.items():
        old, new, want = there[key], after[key], found[key]
        days = [one for one in (old.day, new.day) if one is not None]
        plain = not (old.end_day or new.end_day or old.brief or new.brief)
        alone = {one for one in agencies if any((one, day) in unsettled for day in days)}
        if not plain or any((old.agency, day) in unsettled for day in days):
            alone = set(agencies)
        if want is not None:
            head, tail = around_agency(want)
            for slug in alone:
                parted[f"{head}{slug}{tail}"] = as_of(want, f"{head}{slug}{tail}", slug)
        agencies[:] = [one for one in agencies if one not in alone]
    return parted


def _twins(one: Difference[Slot], twins: Mapping[str, Iterable[str]]) -> Iterator[Twin]:
    """Yield the same difference for the other agencies that have the same slot."""
    if one.key in twins:
        head, tail = around_agency(one.old)
        for slug in twins[one.key]:
            yield Twin(one, f"{head}{slug}{tail}", slug)


def _unsettled(
    there: Mapping[str, Slot], found: Mapping[str, Slot | None], changes: Changes[Slot], days: Days
) -> set[tuple[str, date]]:
    """Return the agencies' days on which not all slots will be as planning wants them by itself."""
    after = _all(there, changes)
    sides = (
        side
        for key, want in found.items()
        if not _is_settled(after.get(key), want, days)
        for side in (there.get(key), want, after.get(key))
        if side is not None
    )
    return {(one.agency, one.day) for one in sides if one.day is not None and one.end_day is None}


def _is_settled(now: Slot | None, want: Slot | None, days: Days) -> bool:
    """Whether a slot will be on its day as planning wants it, or off the calendar."""
    if now is None or want is None:
        return now is want or (now is not None and now.state == State.WITHDRAWN)
    return is_as_planned(now, want) and _holds(days, now.day)


def _all(there: Mapping[str, Slot], changes: Changes[Slot]) -> dict[str, Slot]:
    """Return by key some slots that are there, as they will be, and what is added."""
    found = dict(there)
    found.update((one.new.key, one.new) for one in changes.written())
    found.update((one.key, one) for one in changes.added)
    return found


def _settled(
    there: Mapping[str, Slot],
    found: Mapping[str, Slot | None],
    changes: Changes[Slot],
    unsettled: AbstractSet[tuple[str, date]],
) -> Iterator[tuple[Slot, time | None]]:
    """Yield the bulletins on the other days as they will be, with the hours that planning wants."""
    for key, slot in _all(there, changes).items():
        want = found.get(key)
        if (
            slot.channel == "loudspeaker"
            and want is not None
            and slot.day is not None
            and (slot.agency, slot.day) not in unsettled
        ):
            yield slot, want.at


def _after(
    there: Iterable[Slot], changes: Changes[Slot], on: AbstractSet[tuple[str, date]]
) -> dict[str, Slot]:
    """Return the slots of one day each on some agencies' days as they will be."""
    return {
        key: one
        for key, one in _all({one.key: one for one in there}, changes).items()
        if one.day is not None and one.end_day is None and (one.agency, one.day) in on
    }


def _concerns(
    known: Book, days: Days, only: AbstractSet[str] | None
) -> Callable[[Slot | None, Slot | None], bool]:
    """Return whether a slot lies in what is planned again: its days, and its campaign in `only`."""
    ends = {
        f"{one.key}-{phase.number}": phase.span.end for one in known.plans for phase in one.phases
    }

    def concerns(old: Slot | None, new: Slot | None) -> bool:
        sides = [one for one in (old, new) if one is not None]
        if only is not None and all(one.campaign not in only for one in sides):
            return False
        return any(
            _holds(days, one.last_day)
            if one.day is not None
            else _still(ends.get(one.campaign), days)
            for one in sides
        )

    return concerns


def _still(end: date | None, days: Days) -> bool:
    """Whether something without a day is still to be looked at: while its plan runs."""
    return end is None or end >= _first(days)


def _set_hours(
    known: Book,
    after: Mapping[str, Slot],
    settled: Iterable[tuple[Slot, time | None]],
    changes: Changes[Slot],
    days: Days,
    reference: Callable[[str], date | None],
) -> None:
    """Work out when each bulletin airs, and add the hours that changed to the changes.

    `after` are the slots as they will be on the days that are to be looked at; what is withdrawn
    keeps its hour. Those outside the days that are planned again count only where the changes touch
    them. The hours of those on all other days are `settled`.
    """
    sides = chain(changes.added, (s for each in changes.written() for s in (each.old, each.new)))
    touched = {(one.agency, one.day) for one in sides if one.channel == "loudspeaker"}
    rooms = [
        one
        for one in after.values()
        if one.channel == "loudspeaker"
        and one.state != State.WITHDRAWN
        and (_holds(days, one.day) or (one.agency, one.day) in touched)
    ]
    late = {
        slot.key: (slot, at)
        for slot, at in chain(hours(rooms, known.register.agencies, reference), settled)
        if slot.at != at
    }
    if not late:
        return
    changes.added = [
        replace(one, at=late.pop(one.key)[1]) if one.key in late else one for one in changes.added
    ]
    for group in (changes.changed, changes.returned, changes.withdrawn, changes.noted):
        group[:] = [
            replace_difference(one, late.pop(one.new.key)[1]) if one.new.key in late else one
            for one in group
        ]
    for old, at in late.values():
        changes.changed.append(Difference(old, replace(old, at=at), ("at",)))


def replace_difference(one: Difference[Slot], at: object) -> Difference[Slot]:
    """Return a difference whose slot airs at another hour."""
    return Difference(one.old, replace(one.new, at=at), (*one.fields, "at"))  # type: ignore[arg-type]


def _item_changes(  # noqa: PLR0917 (what the items follow from)
    session: Session,
    seen: Frame,
    also: AbstractSet[str],
    changes: Changes[Slot],
    days: Days,
    only: AbstractSet[str] | None,
    today: date,
) -> Changes[Item]:
    cadences, agencies = seen.book.cadences, seen.book.register.agencies
    followed = {name for one in cadences for name in one.follows}
    spans = {one.key: one for one in marks.spans_of(session, seen.campaigns | also, followed)}
    spans.update((one.new.key, one.new) for one in changes.written())
    spans.update((one.key, one) for one in changes.added)
    planned = {**planning.items(seen), **take_downs(spans.values(), cadences, agencies)}
    origins = {one.key for one in seen.book.plans} | seen.campaigns
    stored = items.concerning(session, origins, _first(days), _last(days))

    def concerns(old: Item | None, new: Item | None) -> bool:
        sides = [one for one in (old, new) if one is not None]
        if only is not None and all(one.origin not in only for one in sides):
            return False
        return any(
            _holds(days, one.due) if one.due is not None else _still(one.until, days)
            for one in sides
        )

    return diff_items(stored, planned, today=today, concerns=concerns)
