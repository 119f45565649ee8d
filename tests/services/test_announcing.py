"""Who is told when planning changes the calendar of their agency, and that it is told once."""

from dataclasses import replace

import pytest
import small
from accounts import admit
from imports import PLAN_TEXT
from sqlalchemy import event

from planner.domain.model import State
from planner.domain.people import Role
from planner.phrases import kept
from planner.services import importing, telling
from planner.services.telling import News
from planner.store import notices, people, slots
from planner.store.notices import Notice

COMMUNE = "xa-dong-hoa"
SLOT = f"quoc-khanh-2027/banner-hang/{COMMUNE}/span"


def heard(office: small.Office, name: str) -> list[Notice]:
    with office.database.session() as session:
        return notices.of(session, name)


def words(office: small.Office, name: str) -> list[str]:
    """Return what a person reads at the bell, newest first."""
    with office.database.session() as session:
        told = telling.spelled(session, notices.of(session, name))
    return [f"{one.text}: {one.note} → {one.path}" for one in told]


def earlier(office: small.Office) -> None:
    """Move the anniversary: its slots move with it."""
    office.change("anniversaries.toml", "day = 2\nmonth = 9", "day = 5\nmonth = 9")
    office.seed()


def test_nobody_is_told_of_the_first_planning(office: small.Office) -> None:
    office.seed()
    admit(office.database, "lan", Role.EDITOR, COMMUNE)
    assert office.replan().slots.added
    assert heard(office, "lan") == []


def test_those_of_an_agency_are_told_once_what_changed_there(planned: small.Office) -> None:
    for name, role, agency in (
        ("lan", Role.EDITOR, COMMUNE),
        ("duyet", Role.APPROVER, COMMUNE),
        ("xem", Role.VIEWER, COMMUNE),
        ("dieu-phoi", Role.COORDINATOR, None),
        ("bao", Role.EDITOR, "bao-song-lam"),
        ("so", Role.EDITOR, "so-tttt-song-lam"),
        ("nghi", Role.EDITOR, COMMUNE),
    ):
        admit(planned.database, name, role, agency)
    with planned.database.writing() as session:
        people.put(session, replace(people.get(session, "nghi"), active=False))
    earlier(planned)
    outcome = planned.replan()
    moved = [one.new.agency for one in outcome.slots.changed if one.moved]
    moved += [one.new.agency for one in outcome.items.changed if one.moved]
    assert moved.count(COMMUNE) > 10
    for name in ("lan", "duyet"):
        (said,) = heard(planned, name)
        assert (said.kind, said.subject, said.who) == (News.PLAN_CHANGED, None, "planner")
        assert f"dời {moved.count(COMMUNE)}" in kept(said.text)
        assert kept(said.text).endswith(" mục")
    (said,) = heard(planned, "bao")
    assert f"dời {moved.count('bao-song-lam')}" in kept(said.text)
    assert {name: heard(planned, name) for name in ("xem", "dieu-phoi", "so", "nghi")} == {
        name: [] for name in ("xem", "dieu-phoi", "so", "nghi")
    }
    planned.replan()
    assert len(heard(planned, "lan")) == 1


def test_a_person_of_two_agencies_hears_of_both_at_once(planned: small.Office) -> None:
    lan = admit(planned.database, "lan", Role.EDITOR, COMMUNE)
    both = admit(planned.database, "ca-hai", Role.APPROVER, "bao-song-lam")
    with planned.database.writing() as session:
        people.put(session, replace(both, grants=both.grants + lan.grants))
    earlier(planned)
    outcome = planned.replan()
    moved = [one.new.agency for one in outcome.slots.changed if one.moved]
    moved += [one.new.agency for one in outcome.items.changed if one.moved]
    (said,) = heard(planned, "ca-hai")
    number = moved.count(COMMUNE) + moved.count("bao-song-lam")
    assert f"dời {number}" in kept(said.text)


def test_an_accepted_plan_is_named(planned: small.Office) -> None:
    admit(planned.database, "bao", Role.EDITOR, "bao-song-lam")
    admit(planned.database, "lan", Role.EDITOR, COMMUNE)
    with planned.database.writing() as session:
        draft = importing.receive(session, PLAN_TEXT.encode(), "ke-hoach.txt", "minh", small.TODAY)
        done = importing.accept(session, draft, 0, small.TODAY, "minh", as_written=True)
    agencies = {one.agency for one in done.outcome.slots.added}
    agencies |= {one.agency for one in done.outcome.items.added}
    named = {"bao": "bao-song-lam", "lan": COMMUNE}
    told = {name: words(planned, name) for name in named}
    assert {name for name in named if told[name]} == {
        name for name, agency in named.items() if agency in agencies
    }
    (said,) = next(one for one in told.values() if one)
    assert said.startswith(f"Kế hoạch {done.plan.number}: thêm ")
    assert said.endswith(f" mục → /plans/{done.plan.key}")


def test_a_look_beforehand_tells_nobody(planned: small.Office) -> None:
    admit(planned.database, "lan", Role.EDITOR, COMMUNE)
    earlier(planned)
    assert planned.replan(dry_run=True).slots.changed
    assert heard(planned, "lan") == []


def test_whose_work_planning_may_not_change_is_told_once_what_it_wants(
    planned: small.Office,
) -> None:
    admit(planned.database, "lan", Role.VIEWER, COMMUNE)
    planned.edit(SLOT, {"state": State.DRAFTING, "assignee": "lan"})
    earlier(planned)
    planned.replan()
    (said,) = words(planned, "lan")
    assert said == (
        "Kế hoạch đổi, cần bạn xem lại “Băng rôn: 82 năm Quốc khánh nước Cộng hòa xã hội chủ "
        f"nghĩa Việt Nam, 26/8”: kế hoạch nay muốn ngày 29/8, ngày cuối 8/9 → /slots/{SLOT}"
    )
    planned.replan()
    assert len(heard(planned, "lan")) == 1


def test_what_is_no_longer_planned_is_said_to_whoever_works_on_it(planned: small.Office) -> None:
    admit(planned.database, "lan", Role.VIEWER, COMMUNE)
    planned.edit(SLOT, {"state": State.DRAFTING, "assignee": "lan"})
    planned.change("anniversaries.toml", 'rank = "great"', 'rank = "noted"')
    planned.change(small.PLAN, "- 82 năm quoc-khanh, 02/9/1945 - 02/9/2027\n", "")
    planned.seed()
    planned.replan()
    (said,) = words(planned, "lan")
    assert said.endswith(f": kế hoạch không còn mục này → /slots/{SLOT}")


@pytest.mark.parametrize("number", [0, 1, 30])
def test_planning_asks_the_same_however_many_there_are(planned: small.Office, number: int) -> None:
    """Without people it is one question more; with them their number costs nothing."""
    for one in range(number):
        admit(planned.database, f"nguoi-{one}", Role.EDITOR, COMMUNE)
    earlier(planned)
    asked: list[str] = []
    event.listen(
        planned.database.engine,
        "before_cursor_execute",
        lambda *arguments: asked.append(str(arguments[2])),
    )
    planned.replan()
    about_people = [one for one in asked if "FROM person" in one or "FROM role_grant" in one]
    assert len(about_people) == (3 if number else 1)
    assert len([one for one in asked if "INTO notice" in one]) == bool(number)


def test_slots_that_nobody_has_are_left_without_a_word(planned: small.Office) -> None:
    admit(planned.database, "lan", Role.VIEWER, COMMUNE)
    planned.edit(SLOT, {"state": State.DRAFTING})
    earlier(planned)
    assert planned.replan().slots.left
    with planned.database.session() as session:
        assert notices.newest(session) == 0
        assert slots.get(session, SLOT).state == State.DRAFTING
