"""What is late and what comes, as the database finds it, is what the domain says of each thing."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import small
from accounts import admit

from planner.domain.late import is_late, late_since
from planner.domain.model import Item, ItemState, Slot, State
from planner.domain.pending import comes
from planner.store import items, pending, slots

TODAY = date(2027, 8, 30)


def vary(planned: small.Office) -> None:
    """Put every slot and item in one state after the other, and assign some."""
    admit(planned.database, "lan")
    states = list(State)
    with planned.database.writing() as session:
        slots.update_all(
            session,
            [
                replace(
                    one,
                    state=states[number % len(states)],
                    assignee="lan" if number % 7 == 0 else None,
                )
                for number, one in enumerate(slots.select(session))
            ],
        )
        items.update_all(
            session,
            [
                replace(one, state=list(ItemState)[number % len(ItemState)])
                for number, one in enumerate(items.select(session))
            ],
        )


def test_what_is_late_and_what_comes(planned: small.Office) -> None:
    vary(planned)
    everything: list[Slot | Item] = [*planned.slots(), *planned.items()]
    with planned.database.session() as session:
        for today in (TODAY, date(2027, 9, 16), date(2028, 12, 31)):
            late = {one.key for one in everything if is_late(one, today)}
            assert {one.key for one in pending.late(session, today, 10_000)} == late
            numbers = Counter(one.agency for one in everything if one.key in late)
            assert pending.late_numbers(session, today) == numbers
            week = (today, today + timedelta(6))
            found = {one.key for one in pending.coming(session, *week) if comes(one, *week)}
            assert found == {one.key for one in everything if comes(one, *week)}
    assert any(is_late(one, TODAY) for one in everything)
    assert any(comes(one, TODAY, TODAY) for one in everything)


def test_of_much_that_is_late_each_agency_gives_its_latest_and_all_that_is_assigned(
    planned: small.Office,
) -> None:
    vary(planned)
    with planned.database.session() as session:
        found = [one for one in pending.late(session, TODAY, 2) if one.agency == "xa-dong-hoa"]
    every = [one for one in planned.slots(agency="xa-dong-hoa") if is_late(one, TODAY)]
    by_due = sorted(every, key=lambda one: one.due or one.last_day or date.min)
    assert {by_due[-1].key} <= {one.key for one in found}
    assert {one.key for one in every if one.assignee} <= {one.key for one in found}
    shown = [one for one in found if not one.assignee]
    assert 0 < len(shown) <= 4  # two slots and two items
    assert all(late_since(one, TODAY) for one in shown)
