"""Late is computed, and what was past when it was planned is history."""

from datetime import date

import pytest
from builders import d, item, slot, span_slot

from planner.domain.late import is_history, is_late, is_open
from planner.domain.model import ItemState, State


@pytest.mark.parametrize(
    ("today", "late"), [("2026-08-29", False), ("2026-08-30", True), ("2026-09-15", True)]
)
def test_a_slot_is_late_after_its_due_day(today: str, late: bool) -> None:  # noqa: FBT001
    assert is_late(slot(due=d("2026-08-29")), d(today)) is late


@pytest.mark.parametrize(
    ("state", "late"),
    [
        (State.PROPOSED, True),
        (State.ASSIGNED, True),
        (State.DRAFTING, True),
        (State.IN_REVIEW, True),
        (State.APPROVED, False),
        (State.PUBLISHED, False),
        (State.POSTPONED, False),
        (State.CANCELLED, False),
        (State.WITHDRAWN, False),
    ],
)
def test_which_states_can_be_late_before_the_day(state: State, late: bool) -> None:  # noqa: FBT001
    """What is approved is ready, and late only when its day has passed without a proof."""
    assert is_late(slot(state=state), d("2026-08-30")) is late


def test_what_is_approved_is_late_once_its_day_has_passed() -> None:
    found = [is_late(slot(state=State.APPROVED), d(f"2026-08-{day}")) for day in (30, 31)]
    assert found == [False, True]


@pytest.mark.parametrize(
    ("planned_on", "history"),
    [("2026-08-29", False), ("2026-08-30", False), ("2026-08-31", True)],
)
def test_what_lay_in_the_past_when_first_planned_is_history(
    planned_on: str,
    history: bool,  # noqa: FBT001
) -> None:
    one = slot(day=d("2026-08-30"), due=d("2026-08-30"), planned_on=d(planned_on))
    assert (is_history(one), is_late(one, d("2026-09-30"))) == (history, not history)


def test_a_span_counts_by_its_last_day() -> None:
    """Hung from 26/8 to 5/9 and planned on 1/9: not history."""
    found = [is_history(span_slot(planned_on=date(2026, 9, day))) for day in (1, 5, 6)]
    assert found == [False, False, True]


def test_an_item_counts_by_its_due_day() -> None:
    late = [is_late(item(due=d("2026-06-19")), d(f"2026-06-{day}")) for day in (19, 20)]
    old = item(due=d("2026-03-01"))
    assert (late, is_history(old), is_late(old, d("2026-06-01"))) == ([False, True], True, False)


@pytest.mark.parametrize(
    ("state", "late"),
    [
        (ItemState.OPEN, True),
        (ItemState.HANDED_ON, True),
        (ItemState.DONE, False),
        (ItemState.NOT_APPLICABLE, False),
        (ItemState.WITHDRAWN, False),
    ],
)
def test_which_items_can_be_late(state: ItemState, late: bool) -> None:  # noqa: FBT001
    """What nobody has accepted yet is still the giver's to do."""
    one = item(state=state)
    assert (is_open(one), is_late(one, d("2027-01-01"))) == (late, late)


def test_what_has_no_day_is_neither_history_nor_late() -> None:
    one = slot(day=None, due=None, due_before=None)
    assert (is_history(one), is_open(one), is_late(one, d("2099-01-01"))) == (False, True, False)
