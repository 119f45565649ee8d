"""Accepting an import: what it would do is what it does, and an amendment changes a known plan."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from imports import DOCUMENT, KEY, LINES, TEXT, Desk, paper, received
from small import PLAN_KEY, PLAN_TEXT, TODAY, Office

from planner.documents import reading
from planner.domain.model import Plan
from planner.errors import ConflictError, InputError
from planner.services import importing, scheduling
from planner.services.importing import OWN, Answer, Set
from planner.store import log, originals, plans, register

FLAG = "quoc-khanh-2027/flag-hang/huyen-tay-ha/span"


@pytest.fixture
def desk(planned: Office) -> Desk:
    """Give a desk with the paper under review."""
    made = Desk(planned)
    made.keep()
    return made


def stored(office: Office, key: str) -> Plan:
    with office.database.session() as session:
        return plans.get(session, key)


# --- what comes of it ---------------------------------------------------------------------------


def test_a_preview_is_what_accepting_does(desk: Desk) -> None:
    seen = desk.preview()
    done = desk.accept()
    assert (seen.key, seen.mode, seen.base) == (KEY, "new", None)
    added = done.outcome.slots.added
    assert seen.slots == len(added) > 0
    assert seen.channels == Counter(one.channel for one in added)
    assert seen.agencies == Counter(one.agency for one in added)
    assert seen.campaigns == Counter(one.campaign for one in added)
    assert sum(seen.months.values()) == len(added)
    assert {one.key for one in seen.items} == {one.key for one in done.outcome.items.added}
    assert {one.key for one in seen.first} <= {one.key for one in added}
    assert len(seen.first) == min(50, len(added))
    assert seen.moved == sum(one.moved for one in seen.changed)


def test_an_accepted_plan_is_stored_with_its_file(desk: Desk) -> None:
    done = desk.accept()
    plan = stored(desk.office, KEY)
    assert plan == done.plan
    assert (plan.province, plan.accepted_on, plan.title_line) == ("song-lam", TODAY, 2)
    with desk.office.database.session() as session:
        document = plans.document(session, KEY)
        assert (document.name, document.text) == ("15.txt", TEXT)
        file = originals.get(session, document.original or "")
        entries = [one.entry for one in log.of(session, KEY)]
    assert (file.data, file.name, file.who) == (received().data, "15.txt", "Lan")
    assert [(one.who, one.kind, one.field, one.new) for one in entries] == [
        ("Lan", "plan", "accepted", "15.txt")
    ]
    assert desk.paper.accepted == KEY


def test_each_item_says_the_line_that_it_comes_from(desk: Desk) -> None:
    desk.accept()
    mine = [one for one in desk.office.items() if one.origin == KEY]
    assert {one.kind for one in mine} == {"duty", "deadline", "quota"}
    for one in mine:
        line = LINES[(one.source.line or 0) - 1]
        words = one.title.split()[:2] if one.kind != "quota" else ["khẩu", "hiệu"]
        assert all(word in line for word in words)
    (due,) = (one for one in mine if one.kind == "deadline")
    assert (due.agency, due.due) == ("xa-dong-hoa", date(2027, 9, 19))


def test_windows_and_anniversaries_of_the_plan_hold(desk: Desk) -> None:
    desk.accept()
    slot = desk.office.slot("quoc-khanh-2027/flag-hang/xa-dong-hoa/span")
    assert (slot.day, slot.end_day) == (date(2027, 8, 30), date(2027, 9, 4))


def test_accepting_again_changes_nothing(desk: Desk) -> None:
    desk.accept()
    before = [(one.key, one.day, one.theme, one.revision) for one in desk.office.slots()]
    again = desk.accept()
    assert not again.outcome.slots
    assert not again.outcome.items
    assert [(one.key, one.day, one.theme, one.revision) for one in desk.office.slots()] == before
    assert stored(desk.office, KEY) == again.plan


def test_accepting_needs_no_more_planning(desk: Desk) -> None:
    desk.accept()
    outcome = desk.office.replan()
    assert not outcome.slots
    assert not outcome.items


def test_a_plan_that_is_over_is_history(desk: Desk) -> None:
    desk.today = date(2028, 3, 1)
    done = desk.accept()
    assert done.outcome.slots.added != []
    assert all(one.planned_on == desk.today for one in done.outcome.slots.added)
    assert [one for one in done.outcome.items.added if one.due == date(2027, 9, 19)] != []


def test_a_failed_acceptance_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.office.dump()

    def broken(*_arguments: object, **_values: object) -> None:
        raise ConflictError("sai")

    monkeypatch.setattr(importing.accepting, "replan", broken)
    with pytest.raises(ConflictError):
        desk.accept()
    assert desk.office.dump() == before


def test_times_that_only_sum_up_others_are_no_phase(planned: Office) -> None:
    desk = Desk(planned)
    whole = reading.Period(date(2027, 6, 1), date(2027, 9, 30), None, 11)
    first = replace(whole, end=date(2027, 7, 31))
    second = replace(whole, start=date(2027, 8, 1))
    twice = replace(second, line=12)
    desk.keep(paper(periods=(whole, first, second, twice)))
    spans = [(one.number, one.span.start, one.span.end) for one in desk.accept().plan.phases]
    assert spans == [
        (1, date(2027, 6, 1), date(2027, 7, 31)),
        (2, date(2027, 8, 1), date(2027, 9, 30)),
    ]


def test_a_window_without_an_end_waits(planned: Office) -> None:
    desk = Desk(planned)
    desk.keep(paper(windows=(reading.Window("flag", date(2027, 8, 30), None, 12),)))
    assert desk.accept().plan.windows == ()
    desk.do(Answer("windows-0.end", ("04/9/2027",)))
    assert len(desk.accept().plan.windows) == 1


def test_what_stands_on_a_held_line_is_held(planned: Office) -> None:
    desk = Desk(planned)
    desk.keep(
        paper(
            channels=(reading.Channel("social", 20, "trên mạng"),),
            windows=(reading.Window("social", date(2027, 6, 1), date(2027, 6, 3), 20),),
            deadlines=(
                reading.Deadline(15, 6, None, before=True, line=20, text="Báo cáo kết quả"),
            ),
            quotas=(reading.Quota(1, "bài", ("xã",), 20),),
        )
    )
    plan = desk.accept().plan
    assert [one.outside for one in plan.channels] == [True]
    assert [one.outside for one in plan.windows] == [True]
    assert [one.outside for one in plan.deadlines] == [True]
    assert [one.outside for one in plan.quotas] == [True]
    assert all(one.source.line != 20 for one in desk.office.items())


def test_a_number_corrected_after_all_makes_no_second_plan(desk: Desk) -> None:
    desk.accept()
    before = len(desk.office.items())
    desk.do(Set("number", "16/KH-UBND"))
    done = desk.accept()
    assert (done.plan.key, done.plan.number) == (KEY, "16/KH-UBND")
    assert len(desk.office.items()) == before
    with desk.office.database.session() as session:
        assert {one.key for one in plans.every(session)} == {KEY, PLAN_KEY}


# --- the next version ---------------------------------------------------------------------------


def test_the_same_number_is_the_next_version_and_keeps_edits(desk: Desk) -> None:
    desk.accept()
    key = next(
        one.key for one in desk.office.slots(agency="bao-song-lam") if one.source.plan == KEY
    )
    desk.office.edit(key, {"title": "Bài của Lan"})
    (item,) = (
        one
        for one in desk.office.items(agency="xa-dong-hoa")
        if one.kind == "deadline" and one.origin == KEY
    )
    later = replace(DOCUMENT.deadlines[0], day=25)
    shorter = replace(DOCUMENT.periods[0], end=date(2027, 8, 31))
    desk.keep(paper(deadlines=(later,), periods=(shorter,), themes=DOCUMENT.themes[:1]))
    assert (desk.paper.mode, desk.paper.base and desk.paper.base.key) == ("version", KEY)
    seen = desk.preview()
    assert (seen.key, seen.mode, seen.base) == (KEY, "version", KEY)
    assert item.key in {one.old.key for one in seen.changed}
    assert seen.withdrawn != ()
    desk.accept()
    assert desk.office.item(item.key).due == date(2027, 9, 24)
    assert desk.office.slot(key).title == "Bài của Lan"
    assert stored(desk.office, KEY).phases[0].number == 1


# --- amendments ---------------------------------------------------------------------------------

CHANGE_LINES = (
    "Số: 22/TB-UBND          Sông Lam, ngày 28 tháng 5 năm 2027",
    "THÔNG BÁO",
    "Điều chỉnh thời gian treo cờ nêu tại Kế hoạch số 15/KH-UBND",
    "Treo cờ từ ngày 28/8/2027 đến ngày 05/9/2027.",
)
CHANGE = reading.Document(
    kind="thong-bao",
    title="Điều chỉnh thời gian treo cờ nêu tại Kế hoạch số 15/KH-UBND",
    line=1,
    first_line=1,
    last_line=4,
    number="22/TB-UBND",
    issuer="Ủy ban nhân dân tỉnh Sông Lam",
    issued_on=date(2027, 5, 28),
    amends=("15/KH-UBND",),
    windows=(reading.Window("flag", date(2027, 8, 28), date(2027, 9, 5), 4),),
)


@pytest.fixture
def amended(desk: Desk) -> Desk:
    """Give a desk with an amendment of an accepted plan."""
    desk.accept()
    desk.keep(CHANGE, lines=CHANGE_LINES, name="22.txt")
    return desk


def test_an_amendment_shows_what_it_changes(amended: Desk) -> None:
    shown = amended.paper
    assert (shown.mode, shown.base and shown.base.key) == ("amendment", KEY)
    assert shown.open == ()
    seen = amended.preview()
    assert (seen.key, seen.slots, seen.items) == (KEY, 0, ())
    slot = "quoc-khanh-2027/flag-hang/xa-dong-hoa/span"
    (moved,) = (one for one in seen.changed if one.old.key == slot)
    assert (moved.old.last_day, moved.new.last_day) == (date(2027, 9, 4), date(2027, 9, 5))


def test_an_amended_plan_keeps_everything_else(amended: Desk) -> None:
    before = stored(amended.office, KEY)
    after = amended.accept().plan
    assert after.key == KEY
    assert (after.number, after.title, after.issued_on) == (
        before.number,
        before.title,
        before.issued_on,
    )
    assert (after.blocks, after.phases, after.themes) == (
        before.blocks,
        before.phases,
        before.themes,
    )
    (window,) = after.windows
    assert (window.span.start, window.span.end) == (date(2027, 8, 28), date(2027, 9, 5))
    assert after.notes == ("Điều chỉnh bằng 22/TB-UBND ngày 28/05/2027",)
    with amended.office.database.session() as session:
        document = plans.document(session, KEY)
        first = plans.document_of_id(session, document.continues or "")
    assert document.text.splitlines()[window.line - 1] == CHANGE_LINES[3]
    assert first.text == TEXT
    assert document.text.startswith(TEXT)


def test_an_amendment_accepted_twice_is_said_once(amended: Desk) -> None:
    once = amended.accept().plan
    assert amended.accept().plan == once
    with amended.office.database.session() as session:
        text = plans.document(session, KEY).text
    assert text.count(CHANGE_LINES[3]) == 1


def test_a_persons_edit_outlasts_an_amendment(amended: Desk) -> None:
    key = "quoc-khanh-2027/flag-hang/xa-dong-hoa/span"
    amended.office.edit(key, {"day": date(2027, 8, 31), "end_day": date(2027, 9, 3)})
    seen = amended.preview()
    assert key in {one.thing.key for one in seen.left}
    amended.accept()
    assert amended.office.slot(key).day == date(2027, 8, 31)


def test_an_amendment_brings_in_what_is_new(desk: Desk) -> None:
    desk.accept()
    block = reading.Agency(
        "Huyện Tây Hà",
        3,
        (
            reading.Duty("Treo băng rôn ở các xã.", 3),
            reading.Duty("Mở chuyên mục về chuyển đổi số", 3),
        ),
    )
    desk.keep(
        replace(
            CHANGE,
            agencies=(block,),
            channels=(reading.Channel("portal", 3),),
            themes=(reading.Theme("Chuyển đổi số trong đời sống.", 3),),
            periods=(reading.Period(date(2027, 6, 1), date(2027, 10, 31), None, 4),),
            deadlines=(replace(DOCUMENT.deadlines[0], day=30, line=4),),
            quotas=(replace(DOCUMENT.quotas[0], at_least=5, line=4),),
        ),
        lines=CHANGE_LINES,
    )
    before, after = stored(desk.office, KEY), desk.accept().plan
    assert [duty.text for duty in after.blocks[-1].duties] == ["Treo băng rôn ở các xã."]
    assert [one.code for one in after.channels][-1] == "portal"
    assert len(after.themes) == len(before.themes)
    assert [(one.number, one.span.end) for one in after.phases] == [(1, date(2027, 10, 31))]
    assert [(one.id, one.day) for one in after.deadlines] == [("h1", 30)]
    assert [(one.id, one.at_least) for one in after.quotas] == [("q1", 5)]


def test_an_amendment_of_an_unknown_plan_asks_which(planned: Office) -> None:
    desk = Desk(planned)
    desk.keep(CHANGE, lines=CHANGE_LINES)
    (asked,) = desk.paper.open
    assert asked.key == "amends"
    assert [one.value for one in asked.choices] == [PLAN_KEY, OWN]
    assert desk.preview().mode == "new"
    shown = desk.answer("amends", PLAN_KEY)
    assert (shown.mode, shown.base and shown.base.key) == ("amendment", PLAN_KEY)
    shown = desk.answer("amends", OWN)
    assert (shown.mode, shown.base, shown.open) == ("new", None, ())
    assert desk.accept().plan.key == "22-tb-ubnd-2027"


def test_a_plan_in_anothers_place_withdraws_what_that_one_asked_for(desk: Desk) -> None:
    desk.accept()
    desk.keep(
        paper(
            number="30/KH-UBND",
            issued_on=date(2027, 6, 10),
            title="Tuyên truyền chuyển đổi số (thay thế Kế hoạch số 15/KH-UBND)",
            amends=("15/KH-UBND",),
            agencies=DOCUMENT.agencies[:1],
        )
    )
    desk.today = date(2027, 6, 11)
    assert desk.paper.mode == "replacement"
    before = {one.key for one in desk.office.items() if one.origin == KEY}
    seen = desk.preview()
    assert before <= {one.old.key for one in seen.withdrawn}
    done = desk.accept()
    old = stored(desk.office, KEY)
    assert (old.replaced_by, old.replaced_on) == (done.plan.key, date(2027, 6, 10))
    assert {str(one.state) for one in desk.office.items() if one.origin == KEY} == {"withdrawn"}
    waiting = [
        one
        for one in desk.office.slots()
        if one.campaign.startswith(f"{KEY}-") and str(one.state) != "withdrawn"
    ]
    assert waiting == []
    again = desk.office.replan(desk.today)
    assert not again.slots
    assert not again.items


def test_a_person_says_how_a_plan_is_changed(amended: Desk) -> None:
    asked = amended.question("mode")
    assert (asked.open, asked.answer) == (False, ("amendment",))
    assert amended.answer("mode", "replacement").mode == "replacement"
    with pytest.raises(InputError):
        amended.answer("mode", "khac")


def test_a_seeds_plan_is_amended_over_its_own_text(planned: Office) -> None:
    desk = Desk(planned)
    desk.keep(replace(CHANGE, amends=("01/KH-UBND",)), lines=CHANGE_LINES)
    plan = desk.accept().plan
    assert plan.key == PLAN_KEY
    with planned.database.session() as session:
        text = plans.document(session, PLAN_KEY).text
    assert text.startswith(PLAN_TEXT)
    flags = [one for one in plan.windows if one.channel == "flag" and not one.outside]
    assert text.splitlines()[flags[0].line - 1] == CHANGE_LINES[3]


# --- the command line's way ---------------------------------------------------------------------


def test_as_written_adds_what_the_register_lacks(planned: Office) -> None:
    desk = Desk(planned)
    lines = tuple(one.replace("Sông Lam", "Hà Sơn").replace("SÔNG LAM", "HÀ SƠN") for one in LINES)
    desk.keep(paper(issuer="Ủy ban nhân dân tỉnh Hà Sơn"), lines=lines)
    assert [one.key for one in desk.paper.open if one.key == "province"] == ["province"]
    done = desk.accept(as_written=True)
    assert done.plan.province == "ha-son"
    names = {one.name: one for one in done.new_agencies}
    assert set(names) == {
        "Sở Văn hóa và Thể thao",
        "Báo Sông Lam",
        "Đài PT-TH Sông Lam",
        "Ủy ban nhân dân các xã, phường",
    }
    assert all(
        (one.valid_from, dict(one.runs), one.to_check) == (date(2027, 5, 25), {}, True)
        for one in names.values()
    )
    with planned.database.session() as session:
        province = register.load(session).provinces["ha-son"]
    assert (province.name, province.valid_from) == ("Hà Sơn", date(2027, 5, 25))
    assert any(str(one).startswith("dòng 14:") for one in done.problems)
    again = desk.accept(as_written=True)
    assert again.new_agencies == ()


def test_a_province_of_which_nothing_is_said_is_to_be_checked(planned: Office) -> None:
    desk = Desk(planned)
    quiet = tuple("Không rõ nơi." for _ in LINES)
    with planned.database.writing() as session:
        two = replace(register.load(session).provinces["song-lam"], slug="hai", name="Hai Bờ")
        register.put_province(session, two)
    desk.keep(paper(issuer="Ủy ban nhân dân tỉnh"), lines=quiet)
    assert desk.accept(as_written=True).plan.province == "chua-ro-tinh"


def test_scheduling_can_look_at_some_campaigns_alone(planned: Office) -> None:
    with planned.database.writing() as session:
        names = scheduling.concerned(session, PLAN_KEY, TODAY)
        outcome = scheduling.replan(session, TODAY, campaigns=names)
    assert PLAN_KEY in names
    assert f"{PLAN_KEY}-1" in names
    assert not outcome.slots
