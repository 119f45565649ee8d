"""Agencies that are alike are planned together, and only what is not as wanted is looked at."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from builders import (
    BAO,
    EVERYBODY,
    FIRST,
    HUYEN_A,
    LAST,
    QUOC_KHANH,
    ROUND,
    SO,
    TODAY,
    agency,
    book,
    books,
    channels,
    d,
    phase,
    plan,
    reference,
    register,
    slot,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.changes import as_of, diff_slots, fingerprint
from planner.domain.comparing import Mark, Wanted, astray, differing, questions, wanted
from planner.domain.dates import printed
from planner.domain.model import Slot, Source, State
from planner.domain.planning import Book, frame, patterns, planned
from planner.domain.planning import plan as plan_all

# --- agencies that are alike --------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(known=books())
def test_planning_those_that_are_alike_together_is_planning_each_by_itself(known: Book) -> None:
    twins = [replace(one, slug=f"{one.slug}-2") for one in EVERYBODY]
    known = replace(known, register=register(*known.register.agencies.values(), *twins))
    seen = frame(known, FIRST, LAST)
    alone = [planned(seen, one) for one in known.register.agencies.values()]
    together = plan_all(known, FIRST, LAST)
    assert together.slots == {one.key: one for slots, _ in alone for one in slots}
    told = {str(one) for _, problems in alone for one in problems}
    assert told <= {str(one) for one in together.problems}


def test_agencies_are_alike_that_differ_in_their_names_alone() -> None:
    others = (
        agency("huyen-c", name="Huyện C"),
        replace(HUYEN_A, slug="huyen-d", sessions=HUYEN_A.sessions[:1]),
        replace(HUYEN_A, slug="huyen-e", valid_to=d("2026-09-01")),
        replace(HUYEN_A, slug="huyen-f", province="khac"),
        replace(HUYEN_A, slug="huyen-g", runs={"flag": ("flag",)}),
    )
    known = book(register=register(HUYEN_A, *others))
    found = [[one.slug for one in each.agencies] for each in patterns(frame(known, FIRST, LAST))]
    assert found == [["huyen-a", "huyen-c"], ["huyen-d"], ["huyen-e"], ["huyen-f"], ["huyen-g"]]


def test_a_plan_that_addresses_one_of_two_sets_them_apart() -> None:
    named = plan(channels=channels("portal"), phases=(phase("2026-06-01", "2026-12-31"),))
    known = book(named, register=register(HUYEN_A, replace(HUYEN_A, slug="huyen-z", name="Z")))
    assert [len(each.agencies) for each in patterns(frame(known, FIRST, LAST))] == [1, 1]


def test_a_slot_of_another_agency_is_the_same_but_for_its_name() -> None:
    one = slot(key="quoc-khanh-2026/press-column/bao-tinh/d-3/s1", minutes=8)
    key = "quoc-khanh-2026/press-column/bao-khac/d-3/s1"
    assert as_of(one, key, "bao-khac") == replace(one, key=key, agency="bao-khac")


# --- fingerprints -------------------------------------------------------------------------------


PLAIN = slot(at=time(6, 45), minutes=10, source=Source("quoc-khanh", cadence="press-column"))


@pytest.mark.parametrize(
    "changed",
    [
        {"day": d("2026-08-31"), "due": d("2026-08-30")},
        {"end_day": d("2026-09-05")},
        {"at": time(7)},
        {"minutes": 9},
        {"due_before": 2, "due": d("2026-08-28")},
        {"theme": "khác"},
        {"title": "khác"},
        {"brief": "khác"},
        {"channel": "portal"},
        {"format": "feature"},
        {"source": Source("quoc-khanh", "15-kh-ubnd-2026", 20, "press-column")},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_whatever_planning_gives_a_slot_is_in_its_fingerprint(changed: dict[str, Any]) -> None:
    other = fingerprint(replace(PLAIN, **changed))
    assert other is not None
    assert other != fingerprint(PLAIN)


@pytest.mark.parametrize(
    "changed",
    [
        {"state": State.DRAFTING},
        {"state": State.WITHDRAWN},
        {"kept": {"title": "cũ"}},
        {"agency": "dai-tinh"},
        {"due": d("2026-08-01")},
    ],
    ids=str,
)
def test_what_somebody_has_in_hand_has_no_fingerprint(changed: dict[str, Any]) -> None:
    assert fingerprint(replace(PLAIN, **changed)) is None


def test_whose_work_it_is_and_its_versions_leave_the_fingerprint() -> None:
    assigned = replace(PLAIN, state=State.ASSIGNED, assignee="lan", revision=7, sequence=2, place=1)
    assert fingerprint(assigned) == fingerprint(PLAIN)


def test_a_fingerprint_is_the_same_in_every_process() -> None:
    assert fingerprint(PLAIN) == 221674815323654


def test_two_hours_that_change_places_give_other_fingerprints() -> None:
    early, late = PLAIN, replace(PLAIN, key=f"{PLAIN.key}/t2", at=time(17))
    marks = [fingerprint(one) for one in (early, late)]
    swapped = [fingerprint(replace(a, at=b.at)) for a, b in ((early, late), (late, early))]
    assert not {*marks} & {*swapped}


# --- what is to be looked at --------------------------------------------------------------------


def every(known: Book, first: date = FIRST) -> list[Wanted]:
    def within(one: Slot) -> bool:
        return one.day is None or (one.last_day or one.day) >= first

    return [wanted(one, within, reference) for one in patterns(frame(known, FIRST, LAST))]


def looked_at(
    found: list[Wanted], stored: dict[str, int | None], also: Collection[str] = ()
) -> dict[str, Slot | None]:
    """Return what differs, each agency and each slot looked at by itself."""
    agencies = {agency.slug for one in found for agency in one.agencies}
    marks = {key: (mark, None, 0) for key, mark in stored.items()}
    looked, twins = differing(found, marks, agencies, also)
    assert twins == {}
    return looked


@settings(max_examples=40, deadline=None)
@given(known=books())
def test_what_is_as_wanted_is_not_looked_at_and_needs_nothing(known: Book) -> None:
    found = every(known, date.min)
    there = {one.key: one for one in looked_at(found, {}).values() if one is not None}
    assert looked_at(found, {key: fingerprint(one) for key, one in there.items()}) == {}
    assert not diff_slots(there, plan_all(known, FIRST, LAST).slots, today=TODAY)


@settings(max_examples=40, deadline=None)
@given(known=books(), chosen=st.integers(0), lost=st.sampled_from(["lacks", "is other", "in hand"]))
def test_an_agency_is_astray_whose_slots_do_not_add_up(known: Book, chosen: int, lost: str) -> None:
    found = every(known)
    there = {key: one for key, one in looked_at(found, {}).items() if one is not None}
    sums = {one.slug: 0 for one in known.register.agencies.values()}
    for one in there.values():
        sums[one.agency] += fingerprint(one) or 0
    assert astray(found, sums, []) == set()
    if not there:
        return
    one = there[sorted(there)[chosen % len(there)]]
    sums[one.agency] += (5 if lost == "is other" else 0) - (fingerprint(one) or 0)
    assert astray(found, sums, [one.key] if lost == "in hand" else []) == (
        set() if lost == "in hand" else {one.agency}
    )
    unwanted = f"quoc-khanh-1999/portal-news/{one.agency}/once"
    assert astray(found, sums, [one.key, unwanted]) == (
        {one.agency} if lost == "is other" else set()
    )


def test_what_lacks_what_is_other_and_what_nobody_wants_is_looked_at() -> None:
    known = book(plan(channels=channels("portal")), register=register(SO))
    found = every(known)
    there = looked_at(found, {})
    lacking, other, *rest = sorted(there)
    stored = {key: fingerprint(one) for key in (other, *rest) if (one := there[key]) is not None}
    gone = "quoc-khanh-2026/portal-feature/so-van-hoa/d-1"
    looked = looked_at(found, {**stored, other: 5, gone: 7})
    assert looked == {lacking: there[lacking], other: there[other], gone: None}


def test_of_agencies_that_have_the_same_slot_and_get_the_same_one_is_looked_at() -> None:
    several = [replace(BAO, slug=f"bao-{one}", name=f"Báo {one}") for one in range(8)]
    found = every(book(register=register(*several), anniversaries=(QUOC_KHANH,)))
    assert len(found) == 1
    (place, right), *_ = found[0].prints.items()
    slugs = [one.slug for one in found[0].agencies]
    keys = [f"{place[0]}{slug}{place[1]}" for slug in slugs]
    marks: dict[str, Mark] = {
        f"{head}{slug}{tail}": (mark, "2027-01-01", 0)
        for slug in slugs
        for (head, tail), mark in found[0].prints.items()
    }
    same, moved, later, own, settled, handed, *rest = keys
    marks.update((one, (5, "2027-01-01", 0)) for one in (same, handed, *rest))
    marks |= {
        moved: (5, "2027-01-01", 1),
        later: (5, "2027-02-01", 0),
        own: (5, None, 0),
        settled: (right, "2027-01-01", 0),
    }
    looked, twins = differing(found, marks, slugs, [handed])
    assert set(looked) == {same, moved, later, own, handed}
    assert twins == {same: [slugs[keys.index(one)] for one in rest]}


def test_one_that_has_moved_into_the_days_is_seen_with_where_it_is_wanted() -> None:
    known = book(plan(channels=channels("portal")), register=register(SO))
    [early, *_] = sorted(key for key in looked_at(every(known), {}) if "/W" in key)
    found = every(known, d("2026-09-01"))
    assert early not in looked_at(found, {})
    assert looked_at(found, {early: None})[early] == looked_at(every(known), {})[early]
    assert looked_at(found, {}, [early])[early] == looked_at(every(known), {})[early]


def test_the_clashes_of_one_are_those_of_all_alike_but_on_days_that_are_unsettled() -> None:
    other = replace(BAO, slug="bao-hai", name="Báo hai")
    known = book(register=register(BAO, other), anniversaries=(ROUND, QUOC_KHANH))
    found = every(known)
    told = list(questions(found, lambda _agency, _day: False))
    assert {(one.where.key or "").split("/")[2] for one in told} == {"bao-tinh", "bao-hai"}
    one_alone = book(register=register(other), anniversaries=(ROUND, QUOC_KHANH))
    assert [one for one in told if "bao-hai" in str(one)] == list(
        questions(every(one_alone), lambda _agency, _day: False)
    )
    [day, *_] = sorted(day for each in found for day, _ in each.clashes)
    left = list(questions(found, lambda slug, on: (slug, on) == ("bao-hai", day)))
    assert [one for one in told if one not in left] == [
        one for one in told if "bao-hai" in str(one) and printed(day) in one.message
    ]
