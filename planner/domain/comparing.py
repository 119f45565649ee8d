"""What planning wants of every agency, and which slots are not as it left them.

Nearly all slots are as planning last left them, and a fingerprint tells so (`changes.fingerprint`):
only the others are looked at one by one.
"""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.airtime import hours
from planner.domain.changes import as_of, fingerprint
from planner.domain.checks import Reference, check
from planner.domain.model import Agency, Problem, Slot
from planner.domain.planning import Pattern, around_agency, of_agency

Place = tuple[str, str]
"""A slot's key but for the agency: what stands before it, and what behind."""


@dataclass(frozen=True)
class Wanted:
    """What planning wants of agencies that are alike, with the hours of bulletins and the clashes.

    `prints` are those of the slots within the days that are planned. Problems are the first
    agency's; clashes come with their day.
    """

    agencies: tuple[Agency, ...]
    slots: Mapping[Place, Slot]
    prints: Mapping[Place, int | None]
    problems: tuple[Problem, ...]
    clashes: tuple[tuple[date, Problem], ...]


def wanted(pattern: Pattern, within: Callable[[Slot], bool], reference: Reference) -> Wanted:
    """Finish a pattern; `within` says whether a slot lies in the days that are planned."""
    first = pattern.agencies[0]
    known = {first.slug: first}
    slots = {around_agency(one): one for one in pattern.slots}
    inside = {place: one for place, one in slots.items() if within(one)}
    for slot, at in hours(inside.values(), known, reference):
        inside[around_agency(slot)] = replace(slot, at=at)
    days = {one.key: one.day for one in inside.values()}
    return Wanted(
        pattern.agencies,
        {**slots, **inside},
        {place: fingerprint(one) for place, one in inside.items()},
        pattern.problems,
        tuple(
            (day, problem)
            for problem in check(inside.values(), known, reference)
            if (day := days[problem.where.key or ""]) is not None
        ),
    )


def astray(every: Iterable[Wanted], sums: Mapping[str, int], in_hand: Iterable[str]) -> set[str]:
    """Return the agencies whose fingerprints do not add up to those that planning wants.

    `sums` are those of what is there within the days that are planned, by agency; the keys
    `in_hand` have none there, and are looked at in any case.
    """
    by_agency: dict[str, list[Place]] = {}
    for key in in_hand:
        campaign, cadence, slug, rest = key.split("/", 3)
        by_agency.setdefault(slug, []).append((f"{campaign}/{cadence}/", f"/{rest}"))
    found = set()
    for one in every:
        whole = sum(mark or 0 for mark in one.prints.values())
        for agency in one.agencies:
            lacking = (one.prints.get(place) or 0 for place in by_agency.get(agency.slug, ()))
            if sums.get(agency.slug, 0) != whole - sum(lacking):
                found.add(agency.slug)
    return found


Mark = tuple[int | None, object, int]
"""What is known of a stored slot before it is read: fingerprint, day of planning, sequence.

The first is None where one is to be looked at, the second where it is somebody's already.
"""

ABSENT: Mark = (None, None, 0)


def differing(
    every: Iterable[Wanted],
    stored: Mapping[str, Mark],
    of: Container[str],
    also: Collection[str] = (),
) -> tuple[dict[str, Slot | None], dict[str, list[str]]]:
    """Return what is to be looked at one by one: by key, with what planning wants of each.

    `stored` are the marks of what is there within the days that are planned, all those `of` some
    agencies; of the others only these keys are looked at, and those in `also` in any case. Where
    several agencies have the same slot and are to get the same, only one's is looked at; the others
    are returned beside it, by its key.
    """
    left = dict(stored)
    found: dict[str, Slot | None] = {}
    twins: dict[str, list[str]] = {}
    patterns: dict[str, Wanted] = {}
    for one in every:
        models: dict[tuple[Place, Mark], str] = {}
        for agency in one.agencies:
            slug = agency.slug
            patterns[slug] = one
            if slug not in of:
                continue
            for place, mark in one.prints.items():
                key = f"{place[0]}{slug}{place[1]}"
                there = left.pop(key, ABSENT)
                if there[0] == mark:
                    continue
                if there[0] is not None and there[1] is not None and key not in also:
                    model = models.setdefault((place, there), key)
                    if model != key:
                        twins.setdefault(model, []).append(slug)
                        continue
                found[key] = as_of(one.slots[place], key, slug)
    for key in (*left, *also):
        campaign, cadence, slug, rest = key.split("/", 3)
        place = (f"{campaign}/{cadence}/", f"/{rest}")
        slot = patterns[slug].slots.get(place)
        found[key] = None if slot is None else as_of(slot, key, slug)
    return found, twins


def questions(every: Iterable[Wanted], unsettled: Callable[[str, date], bool]) -> Iterator[Problem]:
    """Yield each agency's problems; no clash on a day on which its slots are not as wanted."""
    for one in every:
        for agency in one.agencies:
            yield from (of_agency(each, agency.slug) for each in one.problems)
            for day, clash in one.clashes:
                if not unsettled(agency.slug, day):
                    yield of_agency(clash, agency.slug)
