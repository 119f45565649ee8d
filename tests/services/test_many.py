"""Several slots at once, and taking back what was just done, in one transaction each."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from accounts import admit
from small import Office

from planner.domain.model import Slot, State
from planner.domain.people import Person, Role
from planner.errors import ConflictError, ForbiddenError, InputError, NotFoundError
from planner.services import many, undoing, working
from planner.services.many import Done, Pick
from planner.services.undoing import Action
from planner.store import log, register

TODAY = date(2027, 6, 1)
NEWSPAPER = "bao-song-lam"
COLUMN = f"quoc-khanh-2027/press-column/{NEWSPAPER}/{{}}"
FIRST, SECOND, THIRD = (COLUMN.format(one) for one in ("d-3", "d-2", "d-1"))
BANNER = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"
BULLETIN = "quoc-khanh-2027/loudspeaker-bulletin/xa-dong-hoa/{}/s1"
DAY = date(2027, 8, 20)


@pytest.fixture
def lan(planned: Office) -> Person:
    return admit(planned.database, "lan", Role.EDITOR, NEWSPAPER)


@pytest.fixture
def chief(planned: Office) -> Person:
    return admit(planned.database, "chief", Role.COORDINATOR)


def to(day: date) -> working.Read:
    return lambda _seen: {"day": day}


def take(
    office: Office,
    person: Person,
    keys: list[str],
    name: str = "move",
    values: working.Read = working.nothing,
    seen: Mapping[str, int] | None = None,
    **more: Any,
) -> tuple[Done, Action]:
    """Take a step with slots as they now are, or as `seen`; give what came of it, to be undone."""
    versions = {key: office.slot(key).revision for key in keys} | dict(seen or {})
    picks = [Pick(key, versions[key]) for key in keys]
    with office.database.writing() as session:
        begun = log.latest(session)
        done = many.take(session, picks, name, person, today=TODAY, values=values, **more)
        return done, Action(person.name, name, begun, log.latest(session))


def back(office: Office, action: Action, person: Person) -> Done:
    with office.database.writing() as session:
        return undoing.undo(session, action, person, today=TODAY)


def plain(slot: Slot) -> tuple[object, ...]:
    """Return all of a slot but what every change leaves behind."""
    return slot.day, slot.end_day, slot.at, slot.due, slot.state, slot.assignee, dict(slot.kept)


def test_what_can_be_done_is_done_and_the_rest_is_said(planned: Office, lan: Person) -> None:
    planned.edit(SECOND, {"state": State.PUBLISHED}, TODAY)
    stale = planned.slot(THIRD).revision
    planned.edit(THIRD, {"day": date(2027, 8, 28)}, TODAY)
    others = [BANNER, SECOND, THIRD]
    before = [planned.slot(key) for key in others]
    done, _ = take(
        planned, lan, [BANNER, FIRST, SECOND, THIRD], values=to(DAY), seen={THIRD: stale}
    )
    assert [(one.key, one.day) for one in done.slots] == [(FIRST, DAY)]
    assert [(one.key, type(one.error)) for one in done.refused] == [
        (BANNER, ForbiddenError),
        (SECOND, ConflictError),
        (THIRD, ConflictError),
    ]
    assert [planned.slot(key) for key in others] == before
    assert planned.slot(FIRST).day == DAY


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        ([], InputError),
        ([BANNER], ForbiddenError),
        ([BANNER, SECOND], ConflictError),
    ],
)
def test_when_nothing_can_be_done_it_is_an_error(
    planned: Office, lan: Person, keys: list[str], kind: type[Exception]
) -> None:
    planned.edit(SECOND, {"state": State.PUBLISHED}, TODAY)
    before = planned.dump()
    with pytest.raises(kind):
        take(planned, lan, keys, values=to(DAY))
    assert planned.dump() == before


def test_a_slot_that_is_not_there_is_refused(planned: Office, lan: Person) -> None:
    with planned.database.writing() as session, pytest.raises(NotFoundError):
        many.take(session, [Pick("a/b/c/d", 1)], "start", lan, today=TODAY)


def test_a_step_that_changes_nothing_is_said(planned: Office, lan: Person) -> None:
    day = planned.slot(FIRST).day
    assert day is not None
    with pytest.raises(InputError, match="đã như vậy"):
        take(planned, lan, [FIRST], values=to(day))


def test_too_many_are_refused(planned: Office, lan: Person) -> None:
    picks = [Pick(str(n), 1) for n in range(many.MOST + 1)]
    with planned.database.writing() as session, pytest.raises(InputError, match="500"):
        many.take(session, picks, "start", lan, today=TODAY)


def test_bulletins_moved_together_get_their_hours_and_come_back(
    planned: Office, chief: Person
) -> None:
    keys = [BULLETIN.format(one) for one in ("d-2", "d-1", "d-0")]
    before = [plain(planned.slot(key)) for key in keys]
    _, action = take(planned, chief, keys, values=to(date(2027, 8, 30)))
    moved = [planned.slot(key) for key in keys]
    assert len({one.at for one in moved}) == 3
    done = back(planned, action, chief)
    assert (len(done.slots), done.refused) == (3, ())
    assert [plain(planned.slot(key)) for key in keys] == before


@pytest.mark.parametrize(
    ("name", "values", "why"),
    [
        ("move", to(DAY), ""),
        ("assign", lambda _seen: {"assignee": "lan"}, ""),
        ("start", working.nothing, ""),
        ("postpone", working.nothing, "Bão"),
        ("cancel", working.nothing, "Trùng"),
    ],
)
def test_each_step_is_taken_back_whole(
    planned: Office, chief: Person, lan: Person, name: str, values: working.Read, why: str
) -> None:
    planned.edit(FIRST, {"day": date(2027, 8, 27)}, TODAY)
    keys = [FIRST, SECOND]
    before = [plain(planned.slot(key)) for key in keys]
    person = lan if name == "start" else chief
    _, action = take(planned, person, keys, name, values, why=why)
    assert [plain(planned.slot(key)) for key in keys] != before
    back(planned, action, person)
    assert [plain(planned.slot(key)) for key in keys] == before
    with planned.database.session() as session:
        assert log.of(session, FIRST)[-1].entry.why == undoing.WHY


def test_a_span_comes_back_with_its_days_and_its_take_down(planned: Office, chief: Person) -> None:
    item = "quoc-khanh-2027/banner-down/xa-dong-hoa/span"
    before, due = plain(planned.slot(BANNER)), planned.item(item).due
    _, action = take(planned, chief, [BANNER], values=to(DAY))
    assert planned.item(item).due != due
    back(planned, action, chief)
    assert (plain(planned.slot(BANNER)), planned.item(item).due) == (before, due)


def test_following_the_plan_is_taken_back_with_the_due_day(planned: Office, chief: Person) -> None:
    planned.edit(FIRST, {"day": date(2027, 8, 27), "due": date(2027, 8, 21)}, TODAY)
    before = plain(planned.slot(FIRST))
    _, action = take(planned, chief, [FIRST], "follow", lambda seen: dict(seen.kept))
    assert planned.slot(FIRST).kept == {}
    back(planned, action, chief)
    assert plain(planned.slot(FIRST)) == before


def test_what_others_changed_since_stays(planned: Office, chief: Person) -> None:
    before = plain(planned.slot(SECOND))
    _, action = take(planned, chief, [FIRST, SECOND], values=to(DAY))
    planned.edit(FIRST, {"title": "Khác"}, TODAY)
    done = back(planned, action, chief)
    assert [one.key for one in done.slots] == [SECOND]
    assert [(one.key, type(one.error)) for one in done.refused] == [(FIRST, ConflictError)]
    assert (planned.slot(FIRST).day, plain(planned.slot(SECOND))) == (DAY, before)


def test_nothing_is_taken_back_twice_or_by_somebody_else(
    planned: Office, chief: Person, lan: Person
) -> None:
    _, action = take(planned, chief, [FIRST], values=to(DAY))
    with pytest.raises(ForbiddenError):
        back(planned, action, lan)
    back(planned, action, chief)
    before = planned.dump()
    with pytest.raises(ConflictError, match="đã đổi sau đó"):
        back(planned, action, chief)
    with pytest.raises(ConflictError, match="không có gì"):
        back(planned, Action(chief.name, "move", 10_000, 10_001), chief)
    assert planned.dump() == before


def test_who_lost_their_role_takes_nothing_back(planned: Office, chief: Person) -> None:
    _, action = take(planned, chief, [FIRST], values=to(DAY))
    with pytest.raises(ForbiddenError):
        back(planned, action, Person(chief.name, chief.full_name))


def test_a_move_that_a_rule_forbids_says_the_rule(planned: Office, chief: Person) -> None:
    with pytest.raises(InputError, match="không về khay"):
        take(planned, chief, [FIRST], values=lambda _seen: {"day": None})
    with planned.database.writing() as session:
        agency = register.get(session, NEWSPAPER)
        register.put(session, replace(agency, valid_to=date(2027, 9, 30)))
    before = planned.dump()
    with pytest.raises(InputError, match="không có vào ngày 01/10/2027"):
        take(planned, chief, [FIRST], values=to(date(2027, 10, 1)))
    assert planned.dump() == before
