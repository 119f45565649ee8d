"""A selection said to the database finds what it says of each slot."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle

import pytest
import small

from planner.domain.late import is_late
from planner.domain.model import NOT_ON_AIR, Slot, State
from planner.domain.selecting import SHOWN, Selection
from planner.store import counting, selecting, slots
from planner.store.db import Session

FIRST, LAST = date(2027, 5, 1), date(2027, 12, 31)


@pytest.fixture
def varied(planned: small.Office) -> small.Office:
    """Give the small province with its slots in every state, and half of them without a due day."""
    states = cycle(SHOWN)
    with planned.database.writing() as session:
        changed = [
            replace(
                one, state=state, due=one.due if number % 2 else None, planned_on=date(2027, 5, 1)
            )
            for number, (one, state) in enumerate(zip(_all(session), states, strict=False))
        ]
        slots.update_all(session, changed)
    return planned


def _all(session: Session) -> list[Slot]:
    return slots.between(session, FIRST, LAST)


def _keys(session: Session, chosen: Selection, today: date) -> set[str]:
    agencies = {chosen.agency} if chosen.agency else None
    where = selecting.where(chosen, agencies, None, today)
    return {one.key for one in slots.between(session, FIRST, LAST, where=where)}


@pytest.mark.parametrize("day", range(0, 120, 13))
def test_late_is_the_rule_of_the_domain(varied: small.Office, day: int) -> None:
    today = date(2027, 8, 1) + timedelta(days=day)
    with varied.database.session() as session:
        found = _keys(session, Selection(late=True), today)
        assert found == {one.key for one in _all(session) if is_late(one, today)}


def test_each_filter_finds_just_what_it_says(varied: small.Office) -> None:
    with varied.database.session() as session:
        every = _all(session)
        one = next(slot for slot in every if slot.source.plan and slot.theme)
        checks: dict[Selection, Callable[[Slot], bool]] = {
            Selection(agency=one.agency): lambda slot: slot.agency == one.agency,
            Selection(channels=(one.channel,)): lambda slot: slot.channel == one.channel,
            Selection(campaign=one.campaign): lambda slot: slot.campaign == one.campaign,
            Selection(plan=one.source.plan): lambda slot: slot.source.plan == one.source.plan,
            Selection(theme=one.theme): lambda slot: slot.theme == one.theme,
            Selection(states=(one.state,)): lambda slot: slot.state == one.state,
        }
        for chosen, holds in checks.items():
            expected = {slot.key for slot in every if holds(slot)}
            assert 0 < len(expected) < len(every)
            assert _keys(session, chosen, FIRST) == expected
        both = Selection(channels=(one.channel,), states=(one.state,))
        assert _keys(session, both, FIRST) == {
            slot.key for slot in every if (slot.channel, slot.state) == (one.channel, one.state)
        }


def test_groups_and_counts_hold_every_slot_once(varied: small.Office) -> None:
    today = date(2027, 9, 1)
    with varied.database.session() as session:
        every = _all(session)
        groups = counting.groups(session, FIRST, LAST, today)
        assert sum(one.number for one in groups) == len(every)
        assert sum(one.late for one in groups) == sum(is_late(one, today) for one in every)
        campaigns = counting.campaigns(session, FIRST, LAST)
        on_air = [one for one in every if one.state != State.CANCELLED]
        assert sum(one.number for one in campaigns) == len(on_air)
        assert {one.campaign for one in counting.facets(session, FIRST, LAST)} == {
            one.campaign for one in every
        }
        on = [one for one in every if one.state not in NOT_ON_AIR and one.day]
        monday = FIRST - timedelta(days=FIRST.weekday())
        weeks = counting.by_week(session, monday, LAST, today)
        begun = [one for one in on if one.day and one.day >= monday]
        numbers: Counter[tuple[str, date, str]] = Counter()
        for one in weeks:
            for slug in one.whose:
                numbers[slug, one.monday, "all"] += one.number
                numbers[slug, one.monday, "done"] += one.done
        wanted = Counter(
            (one.agency, one.day - timedelta(days=one.day.weekday()), name)
            for one in begun
            for name in ("all", *(["done"] if one.state == State.PUBLISHED else []))
            if one.day
        )
        assert +numbers == wanted
        themes = counting.by_theme(session, monday, LAST)
        assert sum(one.number for one in themes if one.state not in NOT_ON_AIR) == len(
            [one for one in begun if one.theme]
        )
        assert any(one.state in NOT_ON_AIR for one in groups)
