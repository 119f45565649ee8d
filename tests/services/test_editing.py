"""What people change of agencies, anniversaries and cadences: foreseen, saved, logged, kept."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from bases import Bases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small import PLAN_KEY, TODAY, Office, write
from sqlalchemy import select, text
from sqlmodel import SQLModel

from planner.domain.changes import Twin, touch
from planner.domain.model import (
    FORMATS_OF,
    Agency,
    Anniversary,
    Cadence,
    Rank,
    Session,
    Slot,
    State,
)
from planner.errors import InputError, NotFoundError
from planner.services import comparing, editing, scheduling
from planner.services.comparing import Outcome
from planner.services.editing import Thing, UnforeseenError
from planner.services.scheduling import replan
from planner.store import calendar, groups, items, log, register, slots
from planner.store.db import Database, trial
from planner.store.db import Session as Store

COMMUNE = "xa-dong-hoa"
WHO = "chi-hai"
EVERY_DAY = tuple(range(7))


def agency(session: Store, slug: str = COMMUNE) -> Agency:
    return register.load(session).get(slug)


def cadence(session: Store, name: str = "loudspeaker-bulletin") -> Cadence:
    return editing.cadence(session, name)


def day(session: Store, slug: str = "quoc-khanh") -> Anniversary:
    return editing.anniversary(session, slug)


def save(office: Office, change: Callable[[Store], Thing]) -> Outcome:
    """Foresee a change, then save it as it was foreseen."""
    with office.database.writing() as session:
        new = change(session)
        promise = editing.foresee(session, new, TODAY).promise
        return editing.save(session, new, who=WHO, today=TODAY, promise=promise)


def logged(office: Office, kind: str) -> list[tuple[str, str | None, str | None, object, object]]:
    with office.database.session() as session:
        entries = [one.entry for one in log.since(session, 0) if one.entry.kind == kind]
    return [(one.who, one.subject, one.field, one.old, one.new) for one in entries]


def bulletins(office: Office) -> dict[str, Slot]:
    found = office.slots(agency=COMMUNE, channel="loudspeaker", campaign="quoc-khanh-2027")
    return {one.key.partition(f"{COMMUNE}/")[2]: one for one in found}


# --- sessions -------------------------------------------------------------------------------------


def test_a_third_session_gets_its_bulletins_and_its_id_for_life(planned: Office) -> None:
    def third(session: Store) -> Agency:
        old = agency(session)
        fresh = register.next_session(session, COMMUNE)
        return replace(old, sessions=(*old.sessions, Session(fresh, time(19), EVERY_DAY, 20)))

    outcome = save(planned, third)
    assert {one.session for one in outcome.slots.added} == {"s3"}
    assert len([one for one in bulletins(planned).values() if one.session == "s3"]) == 6

    save(planned, lambda session: replace(agency(session), sessions=agency(session).sessions[:2]))
    states = {one.state for one in bulletins(planned).values() if one.session == "s3"}
    assert states == {State.WITHDRAWN}
    with planned.database.session() as session:
        assert [one.id for one in agency(session).sessions] == ["s1", "s2"]
        assert register.next_session(session, COMMUNE) == "s4"
    assert logged(planned, "agency") == [
        (WHO, COMMUNE, "sessions/s3", None, "19:00, 20′, mo tu we th fr sa su"),
        (WHO, COMMUNE, "sessions/s3", "19:00, 20′, mo tu we th fr sa su", None),
    ]


def test_a_session_at_another_hour_moves_its_bulletins_and_keeps_their_keys(
    planned: Office,
) -> None:
    before = bulletins(planned)

    def later(session: Store) -> Agency:
        old = agency(session)
        return replace(old, sessions=(replace(old.sessions[0], start=time(6)), old.sessions[1]))

    outcome = save(planned, later)
    after = bulletins(planned)
    assert after.keys() == before.keys()
    assert {one.at for one in after.values() if one.session == "s1"} == {time(6)}
    assert {one.at for one in after.values() if one.session == "s2"} == {time(17)}
    assert (outcome.slots.added, outcome.slots.withdrawn) == ([], [])


def test_what_a_person_touched_stays_when_its_session_goes(planned: Office) -> None:
    key = f"quoc-khanh-2027/loudspeaker-bulletin/{COMMUNE}/d-3/s2"
    planned.edit(key, {"brief": "Lời của xã"})
    outcome = save(
        planned, lambda session: replace(agency(session), sessions=agency(session).sessions[:1])
    )
    assert key in {one.thing.key for one in outcome.slots.left}
    assert planned.slot(key).state == State.PROPOSED
    assert bulletins(planned)["d-2/s2"].state == State.WITHDRAWN


# --- agencies, anniversaries, cadences ------------------------------------------------------------


def test_a_channel_that_goes_is_withdrawn_and_each_field_is_logged(planned: Office) -> None:
    def changed(session: Store) -> Agency:
        old = agency(session)
        runs = {code: formats for code, formats in old.runs.items() if code != "banner"}
        return replace(
            old, name="Xã Đông Hòa mới", runs=runs, parent="huyen-tay-ha", valid_from=None
        )

    save(planned, changed)
    states = {one.state for one in planned.slots(agency=COMMUNE, channel="banner")}
    assert states == {State.WITHDRAWN}
    assert {one.state for one in planned.items(agency=COMMUNE) if one.kind == "take_down"} == {
        "withdrawn"
    }
    rows = {field: (old, new) for _, _, field, old, new in logged(planned, "agency")}
    assert rows["name"] == ("Xã Đông Hòa", "Xã Đông Hòa mới")
    assert rows["parent"] == (None, "huyen-tay-ha")
    assert rows["valid_from"] == ("2020-01-01", None)
    assert str(rows["runs"][0]).startswith("loudspeaker: bulletin; banner: banner")
    assert rows.keys() == {"name", "parent", "valid_from", "runs"}


def test_an_agency_that_ends_has_nothing_after_its_end(planned: Office) -> None:
    save(planned, lambda session: replace(agency(session), valid_to=date(2027, 8, 31)))
    days = [one.day for one in bulletins(planned).values() if one.state == State.PROPOSED]
    assert max(one for one in days if one) == date(2027, 8, 31)


def test_a_new_anniversary_is_planned_under_a_slug_of_its_own(planned: Office) -> None:
    def added(session: Store) -> Anniversary:
        slug = editing.free_slug(session, "Quốc khánh")
        return Anniversary(slug, "Ngày thành lập xã", 20, 10, origin_year=1987, rank="usual")

    outcome = save(planned, added)
    assert {one.campaign for one in outcome.slots.added} == {
        "quoc-khanh-2-2027",
        "quoc-khanh-2-2028",
    }
    assert {one.theme for one in outcome.slots.added if one.day and one.day.year == 2027} == {
        "40 năm Ngày thành lập xã"
    }
    assert ("chi-hai", "quoc-khanh-2", "day", None, "20") in logged(planned, "anniversary")


def test_a_slug_is_no_plans_and_not_the_rhythms(planned: Office) -> None:
    with planned.database.session() as session:
        assert editing.free_slug(session, "Thường xuyên") == "thuong-xuyen-2"
        assert editing.free_slug(session, PLAN_KEY) == f"{PLAN_KEY}-2"
        with pytest.raises(InputError):
            editing.free_slug(session, "!!!")


def test_an_anniversary_on_another_day_moves_its_slots(planned: Office) -> None:
    before = {one.key for one in planned.slots(campaign="quoc-khanh-2027")}
    outcome = save(planned, lambda session: replace(day(session), day=3))
    assert planned.slot(f"quoc-khanh-2027/banner-hang/{COMMUNE}/span").day == date(2027, 8, 27)
    assert any(one.moved for one in outcome.slots.changed)
    assert {one.key for one in planned.slots(campaign="quoc-khanh-2027")} >= before


def test_a_great_day_that_is_only_noted_is_planned_as_its_plan_names_it(planned: Office) -> None:
    save(planned, lambda session: replace(day(session), rank="noted", flags=False))
    left = {
        one.cadence
        for one in planned.slots(campaign="quoc-khanh-2027")
        if one.state == State.PROPOSED
    }
    assert left == {"usual-column", "usual-portal"}
    assert {one.state for one in planned.slots(campaign="quoc-khanh-2028")} == {State.WITHDRAWN}


def test_a_wider_window_only_adds_and_keeps_its_place_among_the_cadences(planned: Office) -> None:
    with planned.database.session() as session:
        order = [one.id for one in calendar.cadences(session)]
    windows = {"round": ((-10, 1),), "five": ((-7, 1),), "other": ((-6, 0),)}
    outcome = save(planned, lambda session: replace(cadence(session), windows=windows))
    assert {one.occurrence for one in outcome.slots.added} == {"d-6"}
    # the regular bulletin of that Friday stands back behind it
    assert {one.old.cadence for one in outcome.slots.withdrawn} == {"regular-bulletin"}
    with planned.database.session() as session:
        assert [one.id for one in calendar.cadences(session)] == order
    assert logged(planned, "cadence") == [
        (
            WHO,
            "loudspeaker-bulletin",
            "windows",
            "round: T-10..T+1; five: T-7..T+1; other: T-5..T",
            "round: T-10..T+1; five: T-7..T+1; other: T-6..T",
        )
    ]


# --- refused, and what nobody foresaw -------------------------------------------------------------


def test_without_a_change_nothing_is_saved(planned: Office) -> None:
    with planned.database.session() as session, pytest.raises(InputError, match="chưa có gì khác"):
        editing.foresee(session, cadence(session), TODAY)


def test_what_cannot_be_is_refused_before_and_at_the_save(planned: Office) -> None:
    before = planned.dump()
    with planned.database.writing() as session:
        new = replace(cadence(session), minutes=0)
        with pytest.raises(InputError):
            editing.foresee(session, new, TODAY)
        with pytest.raises(InputError):
            editing.save(session, new, who=WHO, today=TODAY, promise="")
    assert planned.dump() == before


def test_nothing_that_is_not_there_is_edited(planned: Office) -> None:
    with planned.database.session() as session:
        with pytest.raises(NotFoundError):
            editing.cadence(session, "nhip")
        with pytest.raises(NotFoundError):
            editing.anniversary(session, "ngay")


def test_a_calendar_that_changed_meanwhile_takes_nothing_but_what_was_shown(
    planned: Office,
) -> None:
    with planned.database.session() as session:
        new = replace(agency(session), valid_to=date(2027, 8, 31))
        promise = editing.foresee(session, new, TODAY).promise
    planned.edit(
        f"quoc-khanh-2027/loudspeaker-bulletin/{COMMUNE}/d-1/s1", {"day": date(2027, 9, 3)}
    )
    before = planned.dump()
    with pytest.raises(UnforeseenError), planned.database.writing() as session:
        editing.save(session, new, who=WHO, today=TODAY, promise=promise)
    assert planned.dump() == before


def test_the_promise_of_another_value_is_none(planned: Office) -> None:
    with planned.database.session() as session:
        new = replace(cadence(session), minutes=9)
        promise = editing.foresee(session, new, TODAY).promise
    assert editing.is_promised(new, promise)
    assert not editing.is_promised(replace(new, name="Loa"), promise)
    assert not editing.is_promised(new, "")


def test_looking_ahead_writes_nothing(planned: Office) -> None:
    before = planned.dump()
    with planned.database.session() as session:
        foreseen = editing.foresee(session, replace(cadence(session), minutes=9), TODAY)
    assert foreseen.outcome.slots.changed
    assert planned.dump() == before


# --- the preview says what the save does ----------------------------------------------------------

SESSIONS = st.lists(
    st.tuples(st.integers(0, 19), st.sets(st.integers(0, 6), min_size=1), st.integers(1, 59)),
    max_size=3,
    unique_by=lambda one: one[0],
)
WINDOW = st.tuples(st.integers(-20, 5), st.integers(0, 10)).map(lambda one: (one[0], sum(one)))
RANKS: tuple[Rank, ...] = ("great", "usual", "noted")
RULES = st.sampled_from([None, "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=TU,SA", "FREQ=DAILY;INTERVAL=3"])
RUNS = st.sets(st.sampled_from(["loudspeaker", "banner", "flag", "portal", "social", "event"]))


@st.composite
def changes(draw: st.DrawFn) -> Callable[[Store], Thing]:
    """Draw a change of the commune, of Quốc khánh or of a cadence."""
    which = draw(st.sampled_from(["sessions", "runs", "day", "cadence"]))
    if which == "sessions":
        drawn = draw(SESSIONS)
        sessions = tuple(
            Session(f"s{number}", time(hour), tuple(sorted(weekdays)), minutes)
            for number, (hour, weekdays, minutes) in enumerate(sorted(drawn, key=lambda x: x[0]), 1)
        )
        return lambda session: replace(agency(session), sessions=sessions)
    if which == "runs":
        runs = {code: FORMATS_OF[code] for code in sorted(draw(RUNS))}
        last = draw(st.none() | st.dates(date(2027, 6, 1), date(2028, 12, 31)))
        return lambda session: replace(agency(session), runs=runs, valid_to=last)
    if which == "day":
        number, month, flags = (
            draw(st.integers(1, 28)),
            draw(st.integers(1, 12)),
            draw(st.booleans()),
        )
        lunar, origin = draw(st.booleans()), draw(st.none() | st.integers(1940, 1950))
        rank = draw(st.sampled_from(RANKS))
        return lambda session: replace(
            day(session),
            day=number,
            month=month,
            flags=flags,
            lunar=lunar,
            origin_year=origin,
            rank=rank,
        )
    name = draw(st.sampled_from(["loudspeaker-bulletin", "press-column", "social-daily"]))
    window, rule, due = draw(WINDOW), draw(RULES), draw(st.integers(0, 9))
    return lambda session: replace(
        cadence(session, name), windows={"other": (window,)}, rrule=rule, due=due
    )


@pytest.fixture(scope="module")
def template(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Give one planned province, of which each example takes back what it did."""
    folder = tmp_path_factory.mktemp("editing")
    database = Database(bases.new())
    office = Office(database, write(Path(folder) / "seeds"))
    office.load()
    key = f"quoc-khanh-2027/loudspeaker-bulletin/{COMMUNE}/d-2/s1"
    office.edit(key, {"day": date(2027, 8, 30)})
    yield office
    database.close()


def _bare(slot: Slot) -> Slot:
    return replace(slot, born=0, revision=0, sequence=0, changed_at=None)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(change=changes())
def test_the_preview_says_what_the_save_does(
    template: Office, change: Callable[[Store], Thing]
) -> None:
    with template.database.writing() as session, trial(session):
        new = change(session)
        try:
            foreseen = editing.foresee(session, new, TODAY)
        except InputError:
            return
        expected = {one.key: one for one in slots.select(session)}
        counted = {one.key: one for one in items.select(session)}
        expected |= {one.key: one for one in foreseen.outcome.slots.added}
        expected |= {one.new.key: one.new for one in foreseen.outcome.slots.written()}
        counted |= {one.key: one for one in foreseen.outcome.items.added}
        counted |= {one.new.key: one.new for one in foreseen.outcome.items.written()}
        editing.save(session, new, who=WHO, today=TODAY, promise=foreseen.promise)
        found = {one.key: _bare(one) for one in slots.select(session)}
        assert found == {key: _bare(one) for key, one in expected.items()}
        done = {one.key: (one.due, one.state) for one in items.select(session)}
        assert done == {key: (one.due, one.state) for key, one in counted.items()}
        again = replan(session, TODAY, dry_run=True)
        assert not again.slots
        assert not again.items


def stands(session: Store) -> dict[str, object]:
    """Return all slots and items but for their versions."""
    found: dict[str, object] = {one.key: _bare(one) for one in slots.select(session)}
    for one in items.select(session):
        found[one.key] = replace(one, born=0, revision=0, sequence=0, changed_at=None)
    return found


BY_HAND = (
    ("quoc-khanh-2027/press-column/bao-song-lam/d-3", {"day": date(2027, 12, 24)}),
    ("quoc-khanh-2027/loudspeaker-bulletin/xa-dong-hoa/d-2/s1", {"day": date(2027, 11, 3)}),
    ("quoc-khanh-2027/banner-hang/xa-dong-hoa/span", {"day": date(2027, 10, 1)}),
    ("quoc-khanh-2027/press-page/bao-song-lam/th-0", {"state": State.CANCELLED}),
    ("thuong-binh-liet-si-2027/usual-column/bao-song-lam/d-0", {"title": "Tiêu đề của tôi"}),
)
"""What people may have done to slots, on days of their own."""

ANNIVERSARY = {
    "day": st.integers(1, 28),
    "month": st.integers(1, 12),
    "rank": st.sampled_from(["great", "usual", "noted"]),
    "name": st.sampled_from(["Ngày A", "Ngày B"]),
    "origin_year": st.sampled_from([1945, 1947, 1950, None]),
    "flags": st.booleans(),
    "since": st.sampled_from([None, 2028]),
    "carried_by": st.sampled_from([None, "quoc-khanh", "thuong-binh-liet-si"]),
}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    slug=st.sampled_from(["quoc-khanh", "thuong-binh-liet-si", "cach-mang-thang-tam"]),
    values=st.fixed_dictionaries({}, optional=ANNIVERSARY),
    by_hand=st.lists(st.sampled_from(BY_HAND), max_size=3, unique_by=lambda one: one[0]),
)
def test_planning_the_days_of_an_anniversary_does_what_planning_all_does(
    template: Office,
    slug: str,
    values: dict[str, Any],
    by_hand: list[tuple[str, dict[str, Any]]],
) -> None:
    with template.database.writing() as session, trial(session):
        for key, wanted in by_hand:
            scheduling.edit(session, key, wanted, who=WHO, today=TODAY)
        new = replace(day(session, slug), **values)
        try:
            promise = editing.foresee(session, new, TODAY).promise
        except InputError:
            return
        with trial(session):
            calendar.save_anniversary(session, new)
            replan(session, TODAY)
            whole = stands(session)
        editing.save(session, new, who=WHO, today=TODAY, promise=promise)
        assert stands(session) == whole


def test_what_agencies_that_are_alike_get_is_written_for_each(planned: Office) -> None:
    with planned.database.session() as session:
        before = {one.key: one for one in slots.select(session)}
    outcome = save(planned, lambda session: replace(day(session), day=day(session).day + 1))
    twins = [one for one in outcome.slots.changed if isinstance(one, Twin)]
    assert twins
    with planned.database.session() as session:
        for one in twins:
            assert _bare(one.old) == _bare(before[one.key])
            now = slots.get(session, one.key)
            assert _bare(one.new) == _bare(now)
            assert now.sequence == before[one.key].sequence + 1
            rows = log.of(session, one.key)[-len(one.fields) :]
            assert now.revision == rows[-1].revision
            assert now.changed_at == rows[-1].at
            assert [(each.entry.field, each.entry.new) for each in rows] == [
                (name, str(getattr(now, name))) for name in one.fields
            ]
            assert (one.agency, one.moved) == (now.agency, True)


HANDS = st.fixed_dictionaries(
    {"slot": st.integers(0, 10**6)},
    optional={
        "day": st.dates(TODAY, date(2028, 1, 31)),
        "title": st.just("Tiêu đề của tôi"),
        "state": st.sampled_from([*State]),
        "minutes": st.integers(1, 30),
        "agency": st.sampled_from([COMMUNE, "bao-song-lam"]),
        "place": st.integers(1, 3),
        "lost": st.just(value=True),
    },
)
"""What may have happened to a slot: what a person does, its order, that it is not there."""


def happen(session: Store, hands: list[dict[str, Any]]) -> None:
    """Do to some slots what people do, whether or not the pages would let them."""
    there = [one for one in slots.select(session) if one.day is None or one.day >= TODAY]
    for one in hands:
        values = dict(one)
        slot = there[values.pop("slot") % len(there)]
        if values.pop("lost", False):
            session.execute(text("DELETE FROM slot WHERE key = :key"), {"key": slot.key})
            groups.count_all(session)
            continue
        known = slots.get(session, slot.key)
        placed = replace(known, place=values.pop("place", known.place))
        slots.replace_one(session, touch(placed, values), known.revision)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    hands=st.lists(HANDS, max_size=5, unique_by=lambda one: one["slot"]),
    before=st.lists(changes(), max_size=2),
    later=st.integers(0, 200),
)
def test_planning_again_does_what_looking_at_every_slot_does(
    template: Office,
    hands: list[dict[str, Any]],
    before: list[Callable[[Store], Thing]],
    later: int,
) -> None:
    today = TODAY + timedelta(later)
    with template.database.writing() as session, trial(session):
        happen(session, hands[:2])
        for change in before:
            with suppress(InputError):
                new = change(session)
                promise = editing.foresee(session, new, TODAY).promise
                editing.save(session, new, who=WHO, today=TODAY, promise=promise)
        happen(session, hands[2:])
        with trial(session), pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                comparing, "astray", lambda every, *_: {a.slug for e in every for a in e.agencies}
            )
            patch.setattr(comparing, "_is_settled", lambda *_: False)
            whole = replan(session, today).problems
            expected = rows(session)
        assert {*map(str, replan(session, today).problems)} == {*map(str, whole)}
        assert rows(session) == expected


def rows(session: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that planning writes as the database has it, but for the instant and numbers."""
    found = {}
    for name in ("slot", "item", "log", "slot_group"):
        table = SQLModel.metadata.tables[name]
        names = [one for one in table.columns if one.name not in {"id", "changed_at"}]
        names = [one for one in names if (name, one.name) != ("log", "at")]
        found[name] = sorted(map(tuple, session.execute(select(*names))), key=repr)
    return found


# --- the seeds folder, loaded again ---------------------------------------------------------------


def test_what_a_person_set_is_kept_when_the_seeds_are_loaded_again(planned: Office) -> None:
    save(planned, lambda session: replace(cadence(session), minutes=10))
    save(planned, lambda session: replace(day(session), short="2/9"))
    save(planned, lambda session: replace(agency(session), sessions=agency(session).sessions[:1]))
    planned.change("anniversaries.toml", "origin_year = 1947", "origin_year = 1946")
    planned.change("units.csv", "Đông Hòa", "Đông Hòa Thượng")
    installed = planned.load()
    with planned.database.session() as session:
        assert cadence(session).minutes == 10
        assert day(session).short == "2/9"
        assert [one.id for one in agency(session).sessions] == ["s1"]
        # and what nobody set follows the seeds
        assert day(session, "thuong-binh-liet-si").origin_year == 1946
        assert agency(session).name == "Xã Đông Hòa Thượng"
    assert installed.outcome is not None
    told = {one.where.key for one in installed.outcome.problems if "giữ nguyên" in one.message}
    assert told >= {"loudspeaker-bulletin", "quoc-khanh", COMMUNE}
    before = planned.dump()
    planned.load()
    assert planned.dump() == before
