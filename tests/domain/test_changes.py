"""Planning again: what changes, and what stays because a person touched it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from builders import TODAY, applied, d, item, slot, span_slot

from planner.domain.changes import (
    Changes,
    Difference,
    Left,
    diff_items,
    diff_slots,
    due_day,
    occupies,
    touch,
)
from planner.domain.model import Item, ItemState, Slot, Source, State

LATER = d("2026-08-01")
KEY = "quoc-khanh-2026/press-column/bao-tinh/d-3"


def by_key(*slots: Slot) -> dict[str, Slot]:
    return {one.key: one for one in slots}


def again(*stored: Slot, planned: Slot | None = None, today: date = LATER) -> Changes[Slot]:
    """Compare; planning wants `planned`, or nothing."""
    return diff_slots(by_key(*stored), by_key(planned) if planned else {}, today=today)


MOVED = slot(day=d("2026-08-31"), planned_on=None, due=None)


# --- added, moved, withdrawn, returned ----------------------------------------------------------


def test_what_is_new_is_added_with_the_day_and_its_due_day() -> None:
    changes = again(planned=slot(planned_on=None, due=None))
    assert changes.added == [slot(planned_on=LATER, due=d("2026-08-29"))]


def test_the_same_again_changes_nothing() -> None:
    assert (bool(again(slot(), planned=slot())), again(slot(), planned=slot())) == (
        False,
        Changes(),
    )


def test_what_nobody_touched_follows_the_plan() -> None:
    [change] = again(slot(), planned=MOVED).changed
    assert change == Difference(
        slot(), slot(day=d("2026-08-31"), due=d("2026-08-30")), ("day", "due")
    )
    assert change.moved is True


def test_a_themes_turn_is_no_move() -> None:
    [change] = again(slot(), planned=slot(theme="Chủ đề", title="Chủ đề")).changed
    assert (change.fields, change.moved) == (("theme", "title"), False)


def test_a_new_source_alone_is_noted_and_nobody_is_told() -> None:
    changes = again(slot(), planned=slot(source=Source(plan="p", line=3)))
    assert (changes.changed, [one.fields for one in changes.noted]) == ([], [()])


def test_what_planning_no_longer_wants_is_withdrawn() -> None:
    [change] = again(slot()).withdrawn
    assert change == Difference(slot(), slot(state=State.WITHDRAWN), ("state",))


def test_what_is_withdrawn_stays_so() -> None:
    assert again(slot(state=State.WITHDRAWN)) == Changes()


def test_what_was_withdrawn_may_come_back_as_it_is_now_planned() -> None:
    gone = slot(state=State.WITHDRAWN)
    [change] = again(gone, planned=MOVED).returned
    assert change.new == slot(day=d("2026-08-31"), due=d("2026-08-30"))


PAST_PROPOSED = [
    State.ASSIGNED,
    State.DRAFTING,
    State.IN_REVIEW,
    State.APPROVED,
    State.PUBLISHED,
    State.POSTPONED,
    State.CANCELLED,
]


@pytest.mark.parametrize("state", PAST_PROPOSED)
def test_past_proposed_nothing_is_withdrawn_but_listed(state: State) -> None:
    one = slot(state=state)
    assert again(one) == Changes(left=[Left(one, {"state": State.WITHDRAWN})])


@pytest.mark.parametrize(
    "values",
    [
        {"day": d("2026-08-29")},
        {"at": time(9)},
        {"title": "Tên khác"},
        {"brief": "Ghi chú"},
        {"due": d("2026-08-20")},
        {"minutes": 5},
        {"theme": "Chủ đề khác"},
    ],
)
def test_with_a_touched_field_nothing_is_withdrawn_but_listed(values: dict[str, object]) -> None:
    one = touch(slot(), values)
    assert again(one) == Changes(left=[Left(one, {"state": State.WITHDRAWN})])


def test_an_assigned_slot_still_follows_the_plan() -> None:
    [change] = again(slot(state=State.ASSIGNED), planned=MOVED).changed
    assert (change.new.day, change.new.state) == (d("2026-08-31"), State.ASSIGNED)


@pytest.mark.parametrize("state", PAST_PROPOSED[1:])
def test_from_drafting_on_nothing_changes_but_is_listed(state: State) -> None:
    one = slot(state=state)
    changes = again(one, planned=replace(MOVED, at=time(7)))
    assert changes == Changes(left=[Left(one, {"day": d("2026-08-31"), "at": time(7)})])


def test_a_themes_turn_is_not_listed() -> None:
    one = slot(state=State.DRAFTING)
    assert again(one, planned=slot(theme="Chủ đề", title="Chủ đề")) == Changes()


def test_only_what_concerns_the_days_is_looked_at() -> None:
    changes = diff_slots(
        by_key(slot()), by_key(MOVED), today=LATER, concerns=lambda _old, _new: False
    )
    assert changes == Changes()


# --- touched ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "planned", "stay"),
    [
        ({"day": d("2026-08-25")}, MOVED, {"day": d("2026-08-25"), "due": d("2026-08-24")}),
        ({"title": "Tên khác"}, slot(title="Chủ đề"), {"title": "Tên khác"}),
        ({"at": time(9)}, slot(at=time(7)), {"at": time(9)}),
        ({"brief": "Ghi chú"}, slot(brief="- Chủ đề"), {"brief": "Ghi chú"}),
        ({"minutes": 5}, slot(minutes=10), {"minutes": 5}),
        ({"due": d("2026-08-20")}, slot(due_before=2), {"due": d("2026-08-20")}),
        ({"theme": "Riêng"}, slot(theme="Chủ đề"), {"theme": "Riêng"}),
    ],
)
def test_a_touched_field_stays(
    values: dict[str, object], planned: Slot, stay: dict[str, object]
) -> None:
    mine = touch(slot(), values)
    after = applied(by_key(mine), again(mine, planned=planned))[KEY]
    assert {name: getattr(after, name) for name in stay} == stay
    assert again(after, planned=planned).changed == []


def test_touched_is_per_field() -> None:
    """The title stays; the day, which nobody touched, follows the plan."""
    mine = touch(slot(), {"title": "Tên khác"})
    after = applied(by_key(mine), again(mine, planned=MOVED))[KEY]
    assert (after.title, after.day, after.due) == ("Tên khác", d("2026-08-31"), d("2026-08-30"))


def test_what_stays_different_is_listed() -> None:
    mine = touch(slot(), {"day": d("2026-08-25")})
    [left] = again(mine, planned=MOVED).left
    assert left.wanted["day"] == d("2026-08-31")


def test_a_touched_day_does_not_follow_when_the_plan_moves_twice() -> None:
    mine = touch(slot(), {"day": d("2026-08-25")})
    once = applied(by_key(mine), again(mine, planned=MOVED))
    twice = applied(once, diff_slots(once, by_key(slot(day=d("2026-08-28"))), today=LATER))
    assert twice[KEY].day == d("2026-08-25")


def test_set_back_to_the_planners_value_it_follows_again() -> None:
    mine = touch(touch(slot(), {"day": d("2026-08-25")}), {"day": d("2026-08-30")})
    assert mine == slot()
    assert applied(by_key(mine), again(mine, planned=MOVED))[KEY].day == d("2026-08-31")


def test_set_to_what_the_plan_wants_by_now_it_follows_again() -> None:
    mine = touch(slot(), {"day": d("2026-08-31")})
    after = applied(by_key(mine), again(mine, planned=MOVED))[KEY]
    assert (after.day, after.kept) == (d("2026-08-31"), {})


def test_set_back_to_the_planners_latest_value_it_follows_again() -> None:
    """The plan moved to 31/8 meanwhile: that is the value to set it back to, not 30/8."""
    mine = touch(slot(), {"day": d("2026-08-25")})
    after = applied(by_key(mine), again(mine, planned=MOVED))[KEY]
    assert [touch(after, {"day": d(day)}).kept == {} for day in ("2026-08-30", "2026-08-31")] == [
        False,
        True,
    ]


def test_the_first_and_the_last_day_are_touched_together() -> None:
    """A person keeps the banner until 7/9; when the plan moves the start, that stays as well."""
    mine = touch(span_slot(), {"end_day": d("2026-09-07")})
    wanted = span_slot(day=d("2026-08-20"), end_day=d("2026-09-05"))
    after = applied(by_key(mine), again(mine, planned=wanted))[mine.key]
    assert (after.day, after.end_day) == (d("2026-08-26"), d("2026-09-07"))


def test_due_follows_the_touched_day() -> None:
    assert touch(slot(), {"day": d("2026-08-25")}).due == d("2026-08-24")


def test_due_that_was_touched_itself_does_not_follow() -> None:
    mine = touch(touch(slot(), {"due": d("2026-08-20")}), {"day": d("2026-08-25")})
    assert (mine.due, again(mine, planned=MOVED).changed) == (d("2026-08-20"), [])


def test_touching_changes_no_state() -> None:
    assert touch(slot(state=State.ASSIGNED), {"title": "x"}).state == State.ASSIGNED


# --- due ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "before", "planned_on", "due"),
    [
        ("2026-08-30", 3, "2026-03-02", "2026-08-27"),
        ("2026-08-30", 3, "2026-08-27", "2026-08-27"),
        ("2026-08-30", 3, "2026-08-29", "2026-08-29"),  # never before it was planned
        ("2026-08-30", 3, "2026-09-15", "2026-08-30"),  # nor after its day
        ("2026-08-30", 0, "2026-03-02", "2026-08-30"),
    ],
)
def test_due_is_never_before_it_was_planned_nor_after_its_day(
    day: str, before: int, planned_on: str, due: str
) -> None:
    assert due_day(d(day), before, d(planned_on)) == d(due)


def test_without_a_day_or_a_number_of_days_nothing_is_due() -> None:
    assert (due_day(None, 3, TODAY), due_day(TODAY, None, TODAY)) == (None, None)


def test_the_day_on_which_it_was_first_planned_is_kept() -> None:
    """A move from 30/8 to 2/8, planned again on 1/8: due on 1/8, and first planned in March."""
    [change] = again(slot(), planned=slot(day=d("2026-08-02"), planned_on=None)).changed
    assert (change.new.planned_on, change.new.due) == (TODAY, d("2026-08-01"))


# --- a span under way ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "start"),
    [
        ("2026-08-20", "2026-08-28"),  # not yet begun: it follows
        ("2026-08-30", "2026-08-26"),  # it hangs: the start has passed
        ("2026-09-05", "2026-08-26"),
    ],
)
def test_a_span_under_way_keeps_its_start(today: str, start: str) -> None:
    wanted = span_slot(day=d("2026-08-28"), end_day=d("2026-09-07"))
    [change] = again(span_slot(), planned=wanted, today=d(today)).changed
    assert (change.new.day, change.new.end_day) == (d(start), d("2026-09-07"))


def test_a_span_under_way_that_only_begins_elsewhere_is_left_alone() -> None:
    wanted = span_slot(day=d("2026-08-28"))
    assert again(span_slot(), planned=wanted, today=d("2026-09-01")) == Changes()


def test_a_touched_span_under_way_stays_touched() -> None:
    """A person hung it two days late; while it hangs, planning the same again changes nothing."""
    mine = touch(span_slot(), {"day": d("2026-08-28")})
    after = applied(by_key(mine), again(mine, planned=span_slot(), today=d("2026-09-01")))
    wanted = span_slot(end_day=d("2026-09-09"))
    later = applied(after, diff_slots(after, by_key(wanted), today=d("2026-09-01")))[mine.key]
    assert (later.day, later.end_day) == (d("2026-08-28"), d("2026-09-05"))


# --- handed on ----------------------------------------------------------------------------------

MINE = "quoc-khanh-2026/loudspeaker-bulletin/huyen-a/d-3/s1"
THEIRS = "quoc-khanh-2026/loudspeaker-bulletin/huyen-b/d-3/s1"


def bulletin(key: str, **values: Any) -> Slot:
    return slot(key=key, **{"channel": "loudspeaker", "format": "bulletin", **values})


PLANNED: Mapping[str, Slot] = by_key(bulletin(MINE), bulletin(THEIRS))
HANDED = bulletin(MINE, agency="huyen-b")


def test_the_receivers_own_slot_stands_back() -> None:
    changes = diff_slots(by_key(HANDED, bulletin(THEIRS)), PLANNED, today=LATER)
    assert [one.new for one in changes.withdrawn] == [bulletin(THEIRS, state=State.WITHDRAWN)]
    assert (changes.changed, changes.added) == ([], [])


def test_a_touched_one_stays_and_is_listed() -> None:
    own = touch(bulletin(THEIRS), {"title": "Riêng"})
    changes = diff_slots(by_key(HANDED, own), PLANNED, today=LATER)
    assert changes == Changes(left=[Left(own, {"state": State.WITHDRAWN})])


def test_the_receivers_own_is_not_made_anew() -> None:
    assert diff_slots(by_key(HANDED), PLANNED, today=LATER) == Changes()


@pytest.mark.parametrize("session", ["d-3/s2", "d-2/s1"])
def test_other_sessions_and_days_of_the_receiver_stay(session: str) -> None:
    other = bulletin(f"quoc-khanh-2026/loudspeaker-bulletin/huyen-b/{session}")
    changes = diff_slots(by_key(HANDED, other), {**PLANNED, other.key: other}, today=LATER)
    assert changes.withdrawn == []


def test_when_the_handed_one_is_cancelled_the_receivers_own_comes_back() -> None:
    stored = by_key(replace(HANDED, state=State.CANCELLED), bulletin(THEIRS, state=State.WITHDRAWN))
    changes = diff_slots(stored, PLANNED, today=LATER)
    assert [one.new for one in changes.returned] == [bulletin(THEIRS)]


def test_a_handed_slot_that_planning_no_longer_wants_is_listed() -> None:
    """Handing on is a person's edit: planning again never loses it."""
    stored = by_key(HANDED, bulletin(THEIRS, state=State.WITHDRAWN))
    changes = diff_slots(stored, by_key(bulletin(THEIRS)), today=LATER)
    assert changes == Changes(left=[Left(HANDED, {"state": State.WITHDRAWN})])


def test_planning_twice_around_a_handed_slot_changes_nothing() -> None:
    """Whatever planning does with the handed slot, the receiver's own is settled at once."""
    stored = by_key(HANDED, bulletin(THEIRS, state=State.WITHDRAWN))
    planned = by_key(bulletin(THEIRS))
    after = applied(stored, diff_slots(stored, planned, today=LATER))
    assert bool(diff_slots(after, planned, today=LATER)) is False


# --- checklist items ----------------------------------------------------------------------------


def items_again(stored: Item, planned: Item | None) -> Changes[Item]:
    wanted = {planned.key: planned} if planned else {}
    return diff_items({stored.key: stored}, wanted, today=LATER)


def test_a_new_item_remembers_when_it_was_first_planned() -> None:
    changes = diff_items({}, {"k": item(planned_on=None)}, today=LATER)
    assert changes.added == [item(planned_on=LATER)]


def test_the_same_items_change_nothing() -> None:
    nothing: Changes[Item] = Changes()
    assert items_again(item(), item(planned_on=None)) == nothing


def test_an_item_follows_the_plan() -> None:
    [change] = items_again(item(), item(due=d("2026-06-20"))).changed
    assert (change.fields, change.moved) == (("due",), True)


def test_an_open_item_is_withdrawn_and_may_come_back() -> None:
    [gone] = items_again(item(), None).withdrawn
    [back] = items_again(gone.new, item()).returned
    assert (gone.new.state, back.new.state) == (ItemState.WITHDRAWN, ItemState.OPEN)


@pytest.mark.parametrize("state", [ItemState.DONE, ItemState.NOT_APPLICABLE, ItemState.HANDED_ON])
def test_an_item_that_a_person_settled_is_listed(state: ItemState) -> None:
    one = item(state=state)
    assert items_again(one, None) == Changes(left=[Left(one, {"state": ItemState.WITHDRAWN})])


def test_a_touched_item_stays() -> None:
    one = item(due=d("2026-06-10"), kept={"due": d("2026-06-19")})
    changes = items_again(one, item(due=d("2026-06-25")))
    after = applied({one.key: one}, changes)[one.key]
    assert (after.due, after.kept) == (d("2026-06-10"), {"due": d("2026-06-25")})
    assert items_again(one, None).withdrawn == []


@pytest.mark.parametrize(
    ("state", "taken"),
    [
        (State.PROPOSED, True),
        (State.PUBLISHED, True),
        (State.POSTPONED, False),
        (State.CANCELLED, False),
        (State.WITHDRAWN, False),
    ],
)
def test_what_takes_up_a_place(state: State, taken: bool) -> None:  # noqa: FBT001
    assert occupies(slot(state=state)) is taken
