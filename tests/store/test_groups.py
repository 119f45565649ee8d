"""The groups of slots are always what counting the slots gives, whatever is done to them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
import small
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.late import is_history, is_late
from planner.domain.model import Slot, State
from planner.domain.register import Register
from planner.domain.selecting import SHOWN, Selection
from planner.errors import ConflictError
from planner.store import counting, register, selecting, slots
from planner.store.db import Database, Session, trial
from planner.store.selecting import Among
from planner.store.tables import GroupRow, SlotRow

SINGLE = Among(SlotRow.__table__)  # type: ignore[attr-defined]
FIRST, LAST = date(2027, 7, 1), date(2027, 10, 31)
DAYS = st.none() | st.dates(date(2027, 8, 1), date(2027, 8, 9))

CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "day": DAYS,
        "state": st.sampled_from(list(State)),
        "title": st.sampled_from(["Quốc khánh", "", "<b>Hai tháng Chín</b>"]),
        "due": DAYS,
        "minutes": st.sampled_from([None, 8]),
        "theme": st.sampled_from([None, "Quốc khánh"]),
    },
)
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["many", "one", "stale", "undone"]),
        st.sets(st.integers(0, 40), min_size=1, max_size=6),
        CHANGES,
        st.integers(0, 3),
    ),
    max_size=8,
)


def counted(session: Session) -> dict[tuple[object, ...], list[str]]:
    """Look whose the slots are one by one, as the groups should have done."""
    provinces = {one.slug: one.province for one in register.load(session).agencies.values()}
    whose: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for one in slots.select(session):
        same = (
            provinces[one.agency],
            one.campaign,
            one.channel,
            one.format,
            one.title,
            one.theme,
            one.day,
            one.end_day,
            one.last_day,
            one.at,
            one.minutes,
            one.due,
            str(one.state),
            one.source.plan,
            one.source.line,
            one.source.anniversary is None,
            is_history(one),
        )
        if one.state != State.WITHDRAWN:
            whose[same].append(one.agency)
    return whose


def grouped(session: Session) -> list[tuple[tuple[object, ...], int, list[str]]]:
    rows = session.connection().execute(GroupRow.__table__.select())  # type: ignore[attr-defined]
    return [(tuple(same), number, agencies.split()) for _, *same, number, agencies in rows]


def as_counted(session: Session) -> bool:
    found, wanted = grouped(session), counted(session)
    return len(found) == len(wanted) and all(
        number == len(whose) and sorted(whose) == sorted(wanted.get(same, ()))
        for same, number, whose in found
    )


@given(ACTIONS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_written_the_groups_are_its_count(
    planned: small.Office, actions: list[tuple[str, set[int], dict[str, object], int]]
) -> None:
    for how, places, values, days in actions:
        with planned.database.session() as session:
            every = sorted(slots.select(session), key=lambda one: one.key)
            changed = [changed_by(every[n % len(every)], values, days) for n in places]
        write(planned.database, how, changed)
        with planned.database.session() as session:
            assert as_counted(session)


def changed_by(slot: Slot, values: dict[str, object], days: int) -> Slot:
    new = replace(slot, revision=slot.revision + 1, **values)  # type: ignore[arg-type]
    end = new.day + timedelta(days=days) if new.day and days else None
    return replace(new, end_day=end)


def write(database: Database, how: str, changed: list[Slot]) -> None:
    one = changed[0]
    if how == "many":
        with database.writing() as session:
            slots.update_all(session, changed)
    elif how == "one":
        with database.writing() as session:
            slots.replace_one(session, one, one.revision - 1)
    elif how == "stale":
        with pytest.raises(ConflictError), database.writing() as session:
            slots.replace_one(session, one, one.revision + 9)
    else:
        with database.writing() as session, trial(session):
            slots.update_all(session, changed)


def test_planning_and_replanning_keep_the_groups(planned: small.Office) -> None:
    with planned.database.session() as session:
        assert as_counted(session)
        assert len(grouped(session)) < sum(number for _, number, _ in grouped(session))
    small.change(planned.folder, "anniversaries.toml", "day = 2\nmonth = 9", "day = 5\nmonth = 9")
    planned.load()
    with planned.database.session() as session:
        assert as_counted(session)


def test_an_agency_of_another_province_takes_its_slots_along(planned: small.Office) -> None:
    with planned.database.writing() as session:
        known = register.load(session)
        moved = replace(known.get("bao-song-lam"), province="song-kia")
        other = replace(known.provinces["song-lam"], slug="song-kia", name="Sông Kia")
        register.save(session, Register.of([moved], [other]))
    with planned.database.session() as session:
        assert any(same[0] == "song-kia" for same, *_ in grouped(session))
        assert as_counted(session)


@pytest.mark.parametrize(
    "chosen",
    [
        Selection(),
        Selection(province="song-lam"),
        Selection(channels=("loudspeaker", "press")),
        Selection(campaign="quoc-khanh-2027"),
        Selection(plan=small.PLAN_KEY),
        Selection(states=(State.PUBLISHED, State.APPROVED)),
        Selection(late=True),
    ],
    ids=lambda chosen: chosen.text or "all",
)
def test_what_groups_answer_is_what_slots_answer(planned: small.Office, chosen: Selection) -> None:
    today = date(2027, 8, 29)
    with planned.database.writing() as session:
        every = slots.select(session)
        states = [replace(one, state=SHOWN[n % len(SHOWN)]) for n, one in enumerate(every)]
        slots.update_all(session, states)
    with planned.database.session() as session:
        groups = selecting.among(chosen, None, None, today)
        single = replace(SINGLE, where=selecting.where(chosen, None, None, today))
        assert groups.of is not single.of
        for ask in (
            counting.counts,
            counting.spans,
            counting.by_theme,
            counting.facets,
            counting.campaigns,
        ):
            assert listed(ask(session, FIRST, LAST, among=groups)) == listed(
                ask(session, FIRST, LAST, among=single)
            )
        found = counting.groups(session, FIRST, LAST, today, groups)
        assert listed(found) == listed(counting.groups(session, FIRST, LAST, today, single))
        there = slots.select(session, first=FIRST, last=LAST, where=single.where)
        assert sum(one.late for one in found) == sum(is_late(one, today) for one in there)


def test_campaigns_by_name_take_in_what_has_no_day(planned: small.Office) -> None:
    with planned.database.session() as session:
        named = counting.of_names(session, ["quoc-khanh-2027", f"{small.PLAN_KEY}-1", "no-such"])
        every = slots.select(session)
        assert any(one.day is None for one in every)
        assert {name: one.number for name, one in named.items()} == {
            name: number for name in named if (number := sum(one.campaign == name for one in every))
        }
        assert set(named) == {"quoc-khanh-2027", f"{small.PLAN_KEY}-1"}


def test_a_campaign_has_what_its_slots_are_and_says_whose(planned: small.Office) -> None:
    today, name = date(2027, 8, 29), "quoc-khanh-2027"
    with planned.database.writing() as session:
        every = slots.select(session, campaign=name)
        days = sorted({one.day or date.max for one in every})
        by_day = {day: SHOWN[n % len(SHOWN)] for n, day in enumerate(days)}
        slots.update_all(
            session, [replace(one, state=by_day[one.day or date.max]) for one in every]
        )
    with planned.database.session() as session:
        found = counting.of_campaign(session, name, today)
        there = [one for one in slots.select(session, campaign=name) if one.state != "cancelled"]
    assert any(len(set(one.whose)) > 1 for one in found)
    assert Counter((slug, one.day, one.state, one.late) for one in found for slug in one.whose) == (
        Counter((one.agency, one.day, one.state, is_late(one, today)) for one in there)
    )
    assert len({one.late for one in found}) > 1


def listed(found: Iterable[object]) -> list[str]:
    return sorted(map(repr, found))
