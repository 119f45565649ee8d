"""Planning, planning again, and what a person changes by hand."""

from collections import Counter
from dataclasses import replace
from datetime import date, time
from importlib import import_module

import pytest
from small import PLAN, PLAN_KEY, PLAN_TEXT, TODAY, Office, line_of
from sqlalchemy import text

from planner.domain.changes import Left
from planner.domain.model import ItemState, State
from planner.errors import ConflictError, InputError, NotFoundError
from planner.services import scheduling
from planner.services.comparing import Range
from planner.store import items, log, slots

BULLETIN = "quoc-khanh-2027/loudspeaker-bulletin/xa-dong-hoa/d-5/s1"
BANNER = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"
DOWN = "quoc-khanh-2027/banner-down/xa-dong-hoa/span"
COLUMN = "quoc-khanh-2027/press-column/bao-song-lam/d-3"
AGENCIES = ("huyen-tay-ha", "xa-dong-hoa")
TRAY = f"{PLAN_KEY}-1/phase-event/xa-dong-hoa/once"
REGULAR = "thuong-xuyen-2027/regular-column/bao-song-lam/W23-th"

FEAST = """
[[anniversary]]
slug = "ngay-hoi"
name = "Ngày hội Sông Lam"
day = 5
month = 9
origin_year = 1952
rank = "great"
"""
"""A second great day near 2/9: in 2027 the 75th, so its bulletins are on 29/8 to 6/9."""


def d(text: str) -> date:
    return date.fromisoformat(text)


def move_holiday(office: Office, old: int, new: int) -> None:
    """Correct the day of 2/9 in the seeds, and in the plan that prints it."""
    office.change("anniversaries.toml", f"day = {old}\n", f"day = {new}\n")
    office.change(PLAN, f"0{old}/9/1945 - 0{old}/9/2027", f"0{new}/9/1945 - 0{new}/9/2027")


def counts(office: Office, **arguments: object) -> dict[str, object]:
    """Plan again and return what it did to slots, leaving out what it did nothing of."""
    done = office.replan(**arguments).as_json()  # type: ignore[arg-type]
    return {name: done[name] for name in _COUNTED if done[name]}


_COUNTED = ("added", "moved", "changed", "withdrawn", "returned", "kept")


def logged(office: Office, subject: str) -> list[tuple[str, str | None, object, object]]:
    with office.database.writing() as session:
        return [
            (one.entry.who, one.entry.field, one.entry.old, one.entry.new)
            for one in log.of(session, subject)
        ]


# --- planning -----------------------------------------------------------------------------------


def test_a_first_planning_is_one_row_of_the_log_and_every_slot_keeps_its_revision(
    office: Office,
) -> None:
    outcome = office.load().outcome
    assert outcome is not None
    assert outcome.revision == 1
    assert Counter(row[3] for row in office.dump()["log"]) == {"planning": 1}
    assert {one.born for one in office.slots()} == {1}
    assert {one.revision for one in office.items()} == {1}
    assert {one.planned_on for one in office.slots()} == {TODAY}
    assert len(outcome.slots.added) == len(office.slots())


def test_the_loudspeakers_banners_and_press_of_one_campaign(planned: Office) -> None:
    bulletins = planned.slots(
        campaign="quoc-khanh-2027", agency="xa-dong-hoa", channel="loudspeaker"
    )
    assert [(one.day, one.at) for one in bulletins] == [
        (d(f"2027-{day}"), at)
        for day in ("08-28", "08-29", "08-30", "08-31", "09-01", "09-02")
        for at in (time(5, 30), time(17))
    ]
    banner = planned.slot(BANNER)
    assert (banner.day, banner.end_day, banner.due) == (
        d("2027-08-26"),
        d("2027-09-05"),
        d("2027-08-19"),
    )
    down = planned.item(DOWN)
    assert (down.due, down.kind, down.source.as_json()) == (
        d("2027-09-06"),
        "take_down",
        {"anniversary": "quoc-khanh", "cadence": "banner-down"},
    )
    press = planned.slots(campaign="quoc-khanh-2027", agency="bao-song-lam")
    assert [(one.format, one.day) for one in press] == [
        ("special_page", d("2027-08-19")),
        ("special_page", d("2027-08-26")),
        ("column", d("2027-08-30")),
        ("column", d("2027-08-31")),
        ("column", d("2027-09-01")),
        ("column", d("2027-09-02")),
        ("special_page", d("2027-09-02")),
    ]


def test_the_checklist_of_a_plan_has_every_duty_quota_and_deadline_with_its_line(
    planned: Office,
) -> None:
    def row(words: str) -> int:
        return line_of(PLAN_TEXT, words)

    found = {
        (one.agency, one.title, one.due, one.source.line)
        for one in planned.items()
        if one.kind != "take_down"
    }
    last = d("2027-09-20")
    exhibition, column, radio = row("triển lãm ảnh"), row("- Mở chuyên mục"), row("- Tuyên truyền")
    monthly = row("Báo cáo tháng")
    assert found == {
        ("so-vhtt-song-lam", "Tổ chức triển lãm ảnh về quê hương", last, exhibition),
        ("bao-song-lam", "Mở chuyên mục về nông thôn mới", last, column),
        ("dai-song-lam", "Mở chuyên mục về nông thôn mới", last, column),
        ("huyen-tay-ha", "Tuyên truyền trên loa truyền thanh", last, radio),
        ("xa-dong-hoa", "Tuyên truyền trên loa truyền thanh", last, radio),
        ("xa-dong-hoa", "Ít nhất 2 khẩu hiệu mỗi thôn", last, row("ít nhất 2")),
        ("so-vhtt-song-lam", "Báo cáo sáu tháng", d("2027-06-19"), row("sáu tháng")),
        ("bao-song-lam", "Báo cáo tổng kết", d("2027-09-15"), row("tổng kết")),
        *(
            ("xa-dong-hoa", "Báo cáo tháng", d(f"2027-{day}"), monthly)
            for day in ("05-31", "06-30", "07-31", "08-31")
        ),
    }


def test_planning_again_changes_nothing(planned: Office) -> None:
    before = planned.dump()
    outcome = planned.replan()
    assert not outcome.slots
    assert not outcome.items
    assert outcome.revision is None
    assert planned.dump() == before


def test_loading_the_same_seeds_again_changes_nothing_in_the_calendar(planned: Office) -> None:
    before = planned.dump()
    outcome = planned.load().outcome
    assert outcome is not None
    assert (bool(outcome.slots), bool(outcome.items)) == (False, False)
    after = planned.dump()
    assert after == before


def test_planning_again_on_a_later_day_leaves_what_has_passed_and_adds_a_year(
    planned: Office,
) -> None:
    before = {one.key: one for one in planned.slots()}
    planned.change("cadences.toml", 'other = "T-5..T"', 'other = "T-6..T"')
    planned.seed()
    assert counts(planned, today=d("2028-01-02"))["added"] != 0
    after = {one.key: one for one in planned.slots()}
    passed = {key: one for key, one in before.items() if one.day and one.day.year == 2027}
    assert {key: after[key] for key in passed} == passed
    new = [one for key, one in after.items() if key not in before]
    assert {one.last_day >= d("2028-01-02") for one in new if one.last_day} == {True}
    assert {one.planned_on for one in new} == {d("2028-01-02")}


def test_a_dry_run_says_what_would_change_and_changes_nothing(planned: Office) -> None:
    planned.change("cadences.toml", 'other = "T-5..T"', 'other = "T-6..T"')
    planned.seed()
    before = planned.dump()
    assert counts(planned, dry_run=True) == {"added": 8, "withdrawn": 2}
    assert planned.dump() == before
    assert counts(planned) == {"added": 8, "withdrawn": 2}


def test_an_error_midway_leaves_nothing_changed(
    planned: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned.change("cadences.toml", 'other = "T-5..T"', 'other = "T-6..T"')
    move_holiday(planned, 2, 3)
    planned.seed()
    before = planned.dump()

    def broken(*_: object) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patched:
        patched.setattr(items, "update_all", broken)  # slots and the log are written by then
        with pytest.raises(RuntimeError, match="the power went"):
            planned.replan()
    assert planned.dump() == before
    assert planned.replan().revision is not None
    assert planned.dump() != before


# --- what planning moves, adds, withdraws and gives back ----------------------------------------


def test_a_wider_window_adds_days_and_changes_no_old_key(planned: Office) -> None:
    before = {one.key: one for one in planned.slots()}
    planned.change("cadences.toml", 'other = "T-5..T"', 'other = "T-6..T"')
    planned.seed()
    # Two agencies, two sessions, two years; on Friday 27/8/2027 the regular one stands back.
    assert counts(planned) == {"added": 8, "withdrawn": 2}
    after = {one.key: one for one in planned.slots()}
    new = after.keys() - before.keys()
    assert new == {
        f"quoc-khanh-{year}/loudspeaker-bulletin/{agency}/d-6/{session}"
        for year in (2027, 2028)
        for agency in AGENCIES
        for session in ("s1", "s2")
    }
    friday = {f"thuong-xuyen-2027/regular-bulletin/{one}/W34-fr" for one in AGENCIES}
    assert {key for key, one in before.items() if after[key] != one} == friday
    assert {after[key].state for key in friday} == {State.WITHDRAWN}


def test_a_wider_span_moves_the_banner_and_its_take_down(planned: Office) -> None:
    planned.change("cadences.toml", 'other = "T-7..T+3"', 'other = "T-8..T+4"')
    planned.seed()
    assert counts(planned) == {"moved": 6}  # three agencies, two years
    banner = planned.slot(BANNER)
    assert (banner.day, banner.end_day, banner.due) == (
        d("2027-08-25"),
        d("2027-09-06"),
        d("2027-08-18"),
    )
    assert planned.item(DOWN).due == d("2027-09-07")
    assert logged(planned, BANNER) == [
        ("planner", "day", "2027-08-26", "2027-08-25"),
        ("planner", "end_day", "2027-09-05", "2027-09-06"),
        ("planner", "due", "2027-08-19", "2027-08-18"),
    ]
    assert logged(planned, DOWN) == [("planner", "due", "2027-09-06", "2027-09-07")]
    assert not planned.replan().slots


def test_a_narrower_window_withdraws_and_a_wider_one_gives_back(planned: Office) -> None:
    planned.change("cadences.toml", 'other = "T-5..T"', 'other = "T-4..T"')
    planned.seed()
    assert counts(planned) == {"withdrawn": 8}
    assert planned.slot(BULLETIN).state == State.WITHDRAWN
    assert not planned.replan().slots
    planned.change("cadences.toml", 'other = "T-4..T"', 'other = "T-5..T"')
    planned.seed()
    assert counts(planned) == {"returned": 8}
    slot = planned.slot(BULLETIN)
    assert (slot.state, slot.sequence, slot.at) == (State.PROPOSED, 2, time(5, 30))
    assert logged(planned, BULLETIN) == [
        ("planner", "state", "proposed", "withdrawn"),
        ("planner", "state", "withdrawn", "proposed"),
    ]


def test_a_moved_day_moves_its_slots_under_their_keys(planned: Office) -> None:
    before = {one.key: one for one in planned.slots(campaign="quoc-khanh-2027")}
    move_holiday(planned, 2, 3)
    planned.seed()
    planned.replan()
    after = {one.key: one for one in planned.slots(campaign="quoc-khanh-2027")}
    for key in (BULLETIN, COLUMN, BANNER):
        old, new = before[key], after[key]
        assert old.day is not None
        assert new.day is not None
        assert ((new.day - old.day).days, new.sequence) == (1, 1)
    assert planned.item(DOWN).due == d("2027-09-07")
    # 2/9/2027 is a Thursday: the same Thursdays now lie one day before T.
    page = "quoc-khanh-2027/press-page/bao-song-lam/th-0"
    assert after[page].day == before[page].day == d("2027-09-02")
    gone = [key for key in before if key not in after]
    assert gone == []
    assert not planned.replan().slots


def test_what_its_agency_no_longer_lives_to_do_is_withdrawn_and_comes_back(planned: Office) -> None:
    mine = {one.key: one for one in planned.slots(agency="huyen-tay-ha")}
    tasks = {one.key: one for one in planned.items(agency="huyen-tay-ha")}
    planned.change(
        "register/song-lam.toml", 'kind = "district"', 'kind = "district"\nvalid_to = 2027-08-31'
    )
    planned.seed()
    planned.replan()
    after = {one.key: one for one in planned.slots(agency="huyen-tay-ha")}
    assert after.keys() == mine.keys()
    last = d("2027-08-31")
    assert {key for key, one in after.items() if one.state == State.WITHDRAWN} == {
        key
        for key, one in mine.items()
        if (one.day or d("2027-09-01" if "-2/" in key else "2027-06-01")) > last
    }
    # The banner begins on 26/8 and stays; its take-down on 6/9 would be nobody's.
    assert {key for key, one in after.items() if one.end_day and one.state != State.WITHDRAWN} == {
        "quoc-khanh-2027/banner-hang/huyen-tay-ha/span"
    }
    states = {one.key: one.state for one in planned.items(agency="huyen-tay-ha")}
    assert set(states.values()) == {ItemState.WITHDRAWN}
    assert not planned.replan().slots

    planned.change("register/song-lam.toml", "\nvalid_to = 2027-08-31", "")
    planned.seed()
    planned.replan()
    assert {one.state for one in planned.slots(agency="huyen-tay-ha")} == {State.PROPOSED}
    back = {one.key: one for one in planned.items(agency="huyen-tay-ha")}
    assert {key: (one.due, one.state) for key, one in back.items()} == {
        key: (one.due, ItemState.OPEN) for key, one in tasks.items()
    }


def test_a_corrected_file_is_the_next_version_with_the_same_keys_and_new_lines(
    planned: Office,
) -> None:
    slots_before = {one.key: one for one in planned.slots()}
    items_before = {one.key: one for one in planned.items()}
    planned.change(PLAN, "triển lãm ảnh về quê hương", "triển lãm ảnh về quê hương Sông Lam")
    planned.change(
        PLAN, "- Văn phòng ghi: Bản có dấu.", "- Văn phòng ghi: Một.\n- Văn phòng ghi: Hai."
    )
    planned.load()
    assert {row[0] for row in planned.dump()["plan"]} == {PLAN_KEY}
    after = {one.key: one for one in planned.items()}
    assert after.keys() == items_before.keys()
    duty = after[f"{PLAN_KEY}/d1/so-vhtt-song-lam/once"]
    assert duty.title == "Tổ chức triển lãm ảnh về quê hương Sông Lam"
    for key, item in after.items():
        old = items_before[key].source.line
        assert item.source.line == (None if old is None else old + 1)
    for key, slot in {one.key: one for one in planned.slots()}.items():
        old = slots_before[key].source.line
        assert slot.source.line == (None if old is None else old + 1)
        assert replace(slot, source=slots_before[key].source).day == slots_before[key].day
    assert len(planned.slots()) == len(slots_before)
    assert not planned.replan().slots


def test_a_plan_without_a_phase_any_more_withdraws_its_rhythm_but_not_the_touched(
    planned: Office,
) -> None:
    planned.edit(REGULAR, {"title": "Bài của tòa soạn"})
    planned.change(PLAN, "- 01/6/2027 - 31/8/2027: Đợt một\n", "")
    outcome = planned.load().outcome
    assert outcome is not None
    assert planned.slot(REGULAR).state == State.PROPOSED
    assert {one.thing.key for one in outcome.slots.left} == {REGULAR}
    gone = {one.key for one in planned.slots() if one.state == State.WITHDRAWN}
    assert "thuong-xuyen-2027/regular-column/bao-song-lam/W24-th" in gone
    assert TRAY in gone
    assert "thuong-xuyen-2027/regular-column/bao-song-lam/W36-th" not in gone


def test_of_a_span_under_way_the_start_that_has_passed_stays(planned: Office) -> None:
    planned.change("cadences.toml", 'other = "T-7..T+3"', 'other = "T-10..T+5"')
    planned.seed()
    planned.replan(d("2027-08-30"))
    banner = planned.slot(BANNER)
    assert (banner.day, banner.end_day) == (d("2027-08-26"), d("2027-09-07"))
    assert planned.item(DOWN).due == d("2027-09-08")
    assert not planned.replan(d("2027-08-30")).slots


def test_the_due_day_is_never_before_the_day_of_the_first_planning(office: Office) -> None:
    office.load(d("2027-08-24"))
    banner = office.slot(BANNER)
    assert (banner.day, banner.due, banner.planned_on) == (
        d("2027-08-26"),
        d("2027-08-24"),
        d("2027-08-24"),
    )
    assert office.slot("quoc-khanh-2027/press-page/bao-song-lam/th-2").due == d("2027-08-19")


# --- one plan, some days ------------------------------------------------------------------------


def test_with_a_plan_only_the_campaigns_that_it_has_a_part_in_are_planned_again(
    planned: Office,
) -> None:
    planned.change("cadences.toml", 'other = "T-5..T"', 'other = "T-6..T"')
    planned.change(PLAN, "01/9/2027 - 20/9/2027: Đợt hai", "01/9/2027 - 22/9/2027: Đợt hai")
    planned.seed()
    outcome = planned.replan(plan_key=PLAN_KEY)
    touched = [*outcome.slots.added, *(one.new for one in outcome.slots.written())]
    assert {one.campaign for one in touched} == {
        "thuong-xuyen-2027",
        "quoc-khanh-2027",  # the plan names it
        f"{PLAN_KEY}-2",
    }
    banner = planned.slot(f"{PLAN_KEY}-2/phase-banner/xa-dong-hoa/span")
    assert banner.end_day == d("2027-09-22")
    assert planned.item(f"{PLAN_KEY}-2/banner-down/xa-dong-hoa/span").due == d("2027-09-23")
    assert planned.item(f"{PLAN_KEY}/d1/so-vhtt-song-lam/once").due == d("2027-09-22")
    # The bulletins of the next year wait for a planning without --plan.
    assert counts(planned) == {"added": 4}


def test_an_unknown_plan_is_not_found(planned: Office) -> None:
    before = planned.dump()
    with pytest.raises(NotFoundError, match="99-kh-2027"):
        planned.replan(plan_key="99-kh-2027")
    assert planned.dump() == before


def test_only_the_days_asked_for_are_planned_again(planned: Office) -> None:
    planned.change("cadences.toml", 'other = "T-5..T"', 'other = "T-6..T"')
    planned.seed()
    assert counts(planned, days=Range(d("2027-08-28"), d("2027-12-31"))) == {}
    assert counts(planned, days=Range(d("2027-08-27"), d("2027-08-27"))) == {
        "added": 4,
        "withdrawn": 2,
    }
    assert counts(planned, days=Range(d("2028-01-01"))) == {"added": 4}
    assert counts(planned) == {}


def test_a_slot_that_moves_into_or_out_of_the_days_is_seen_from_both_sides(planned: Office) -> None:
    move_holiday(planned, 2, 3)
    planned.seed()
    planned.replan(days=Range(d("2027-08-28"), d("2027-08-28")))
    bulletins = planned.slots(
        campaign="quoc-khanh-2027", agency="xa-dong-hoa", channel="loudspeaker"
    )
    moved = {one.occurrence: one.day for one in bulletins if one.session == "s1"}
    assert moved["d-5"] == d("2027-08-29")  # from the day asked for
    assert moved["d-3"] == d("2027-08-30")  # neither from it nor to it


def test_days_before_today_are_planned_only_when_asked_for(planned: Office) -> None:
    planned.change("cadences.toml", 'other = "T-5..T"', 'other = "T-6..T"')
    planned.seed()
    after = d("2027-10-01")
    assert "quoc-khanh-2027" not in {
        one.campaign for one in planned.replan(after, dry_run=True).slots.added
    }
    outcome = planned.replan(after, days=Range(d("2027-08-01")))
    added = [one for one in outcome.slots.added if one.campaign == "quoc-khanh-2027"]
    assert {one.occurrence for one in added} == {"d-6"}
    assert {(one.day, one.due) for one in added} == {(d("2027-08-27"), d("2027-08-27"))}


def test_days_that_end_before_they_begin_change_nothing(planned: Office) -> None:
    before = planned.dump()
    assert counts(planned, days=Range(TODAY, d("2020-01-01"))) == {}
    assert planned.dump() == before


# --- by hand ------------------------------------------------------------------------------------


def test_a_persons_day_stays(planned: Office) -> None:
    moved = planned.edit(COLUMN, {"day": d("2027-08-25")})
    assert (moved.day, moved.due, moved.sequence) == (d("2027-08-25"), d("2027-08-24"), 1)
    assert not planned.replan().slots
    assert planned.slot(COLUMN) == moved
    assert logged(planned, COLUMN) == [
        ("Lan", "day", "2027-08-30", "2027-08-25"),
        ("Lan", "due", "2027-08-29", "2027-08-24"),
    ]


def test_a_persons_day_stays_when_the_day_moves_and_is_listed(planned: Office) -> None:
    planned.edit(COLUMN, {"day": d("2027-08-25")})
    move_holiday(planned, 2, 3)
    planned.seed()
    outcome = planned.replan()
    slot = planned.slot(COLUMN)
    assert (slot.day, slot.due) == (d("2027-08-25"), d("2027-08-24"))
    assert [one.wanted for one in outcome.slots.left] == [{"day": d("2027-08-31"), "end_day": None}]
    # Set to what planning now wants, it follows the plan again.
    planned.edit(COLUMN, {"day": d("2027-08-31")})
    assert planned.slot(COLUMN).kept == {}
    move_holiday(planned, 3, 4)
    planned.seed()
    planned.replan()
    assert planned.slot(COLUMN).day == d("2027-09-01")


def test_one_touched_field_stays_and_the_others_follow(planned: Office) -> None:
    planned.edit(COLUMN, {"title": "Chuyện quê hương", "due": d("2027-08-20")})
    move_holiday(planned, 2, 3)
    planned.seed()
    planned.replan()
    slot = planned.slot(COLUMN)
    assert (slot.title, slot.due, slot.day) == (
        "Chuyện quê hương",
        d("2027-08-20"),
        d("2027-08-31"),
    )
    assert slot.theme != slot.title


def test_from_drafting_on_planning_changes_no_field_and_lists_the_difference(
    planned: Office,
) -> None:
    drafted = planned.edit(COLUMN, {"state": State.DRAFTING})
    move_holiday(planned, 2, 3)
    planned.seed()
    outcome = planned.replan()
    assert planned.slot(COLUMN) == drafted
    assert outcome.slots.left == [Left(drafted, {"day": d("2027-08-31")})]


def test_a_slot_past_proposed_is_never_withdrawn(planned: Office) -> None:
    assigned = planned.edit(BULLETIN, {"state": State.ASSIGNED})
    planned.change("cadences.toml", 'other = "T-5..T"', 'other = "T-4..T"')
    planned.seed()
    outcome = planned.replan()
    assert planned.slot(BULLETIN) == assigned
    assert outcome.slots.left == [Left(assigned, {"state": State.WITHDRAWN})]


def test_a_slot_that_a_person_handed_on_is_never_withdrawn(planned: Office) -> None:
    handed = planned.edit(BULLETIN, {"agency": "huyen-tay-ha"})
    planned.change("cadences.toml", 'other = "T-5..T"', 'other = "T-4..T"')
    planned.seed()
    outcome = planned.replan()
    assert planned.slot(BULLETIN).state == State.PROPOSED
    assert [one.thing.key for one in outcome.slots.left] == [handed.key]


def test_a_dayless_slot_gets_its_day_from_a_person(planned: Office) -> None:
    dated = planned.edit(TRAY, {"day": d("2027-07-10")})
    assert (dated.day, dated.due) == (d("2027-07-10"), None)
    assert not planned.replan().slots
    assert planned.slot(TRAY) == dated


def test_a_moved_span_keeps_its_length_and_its_take_down_and_due_day_follow(
    planned: Office,
) -> None:
    moved = planned.edit(BANNER, {"day": d("2027-08-28")})
    assert (moved.day, moved.end_day, moved.due) == (
        d("2027-08-28"),
        d("2027-09-07"),
        d("2027-08-21"),
    )
    down = planned.item(DOWN)
    assert (down.due, down.sequence) == (d("2027-09-08"), 1)
    outcome = planned.replan()
    assert (bool(outcome.slots), bool(outcome.items)) == (False, False)
    assert planned.slot(BANNER) == moved


def test_the_take_down_lives_only_while_the_banner_hangs(planned: Office) -> None:
    planned.edit(BANNER, {"state": State.CANCELLED})
    assert planned.item(DOWN).state == ItemState.WITHDRAWN
    planned.edit(BANNER, {"state": State.PROPOSED})
    assert planned.item(DOWN).state == ItemState.OPEN
    planned.edit(BANNER, {"day": None, "end_day": None})
    assert planned.item(DOWN).state == ItemState.WITHDRAWN
    assert not planned.replan().items


def test_a_span_that_waits_in_the_tray_gets_days_and_a_take_down(planned: Office) -> None:
    key = f"{PLAN_KEY}-1/phase-banner/xa-dong-hoa/span"
    assert (planned.slot(key).day, planned.slot(key).end_day) == (None, None)
    planned.edit(key, {"day": d("2027-07-01"), "end_day": d("2027-07-15")})
    down = planned.item(f"{PLAN_KEY}-1/banner-down/xa-dong-hoa/span")
    assert (down.due, down.state) == (d("2027-07-16"), ItemState.OPEN)
    assert planned.slot(key).due == d("2027-06-24")
    outcome = planned.replan()
    assert (bool(outcome.slots), bool(outcome.items)) == (False, False)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"day": date(2027, 9, 1), "end_day": date(2027, 8, 1)}, "ngày cuối đứng trước ngày đầu"),
        ({"end_day": date(2027, 8, 1)}, "ngày cuối đứng trước ngày đầu"),
        ({"campaign": "khac"}, "campaign: mục này không sửa được bằng tay"),
        ({"key": "khac"}, "key: mục này không sửa được bằng tay"),
        ({"born": 5, "title": "x"}, "born: mục này không sửa được bằng tay"),
    ],
)
def test_what_nobody_may_set_is_refused(
    planned: Office, values: dict[str, object], words: str
) -> None:
    before = planned.dump()
    with pytest.raises(InputError, match=words):
        planned.edit(BANNER, values)
    assert planned.dump() == before


def test_an_agency_that_is_not_in_the_register_gets_no_slot(planned: Office) -> None:
    before = planned.dump()
    with pytest.raises((InputError, NotFoundError), match="khong-co"):
        planned.edit(BANNER, {"agency": "khong-co"})
    assert planned.dump() == before


def test_an_unknown_slot_is_not_found(planned: Office) -> None:
    with pytest.raises(NotFoundError, match="khong/co"):
        planned.edit("khong/co", {"title": "x"})


def test_setting_what_is_already_there_changes_nothing(planned: Office) -> None:
    before = planned.dump()
    slot = planned.slot(BANNER)
    assert planned.edit(BANNER, {"day": slot.day, "title": slot.title}) == slot
    assert planned.dump() == before


def test_a_stale_revision_is_a_conflict(planned: Office) -> None:
    seen = planned.slot(COLUMN).revision
    planned.edit(COLUMN, {"title": "Một"})
    before = planned.dump()
    with (
        pytest.raises(ConflictError, match="người khác vừa đổi"),
        planned.database.writing() as session,
    ):
        scheduling.edit(session, COLUMN, {"title": "Hai"}, who="Minh", today=TODAY, revision=seen)
    assert planned.dump() == before


# --- handing on ---------------------------------------------------------------------------------


def test_behind_a_handed_slot_the_receivers_own_stands_back(planned: Office) -> None:
    own = "quoc-khanh-2027/loudspeaker-bulletin/huyen-tay-ha/d-5/s1"
    handed = planned.edit(BULLETIN, {"agency": "huyen-tay-ha"})
    assert (handed.key, handed.agency, handed.birth_agency) == (
        BULLETIN,
        "huyen-tay-ha",
        "xa-dong-hoa",
    )
    # The district's own went first in the session; without it the handed one moves up.
    assert handed.at == time(5, 38)
    assert counts(planned) == {"withdrawn": 1, "changed": 1}
    assert planned.slot(own).state == State.WITHDRAWN
    assert planned.slot(BULLETIN).agency == "huyen-tay-ha"
    assert planned.slot(BULLETIN).at == time(5, 30)
    assert counts(planned) == {}
    # Given back, the receiver's own returns.
    planned.edit(BULLETIN, {"agency": "xa-dong-hoa"})
    assert counts(planned) == {"returned": 1}
    assert planned.slot(own).state == State.PROPOSED


def test_the_receivers_own_touched_slot_stays_and_is_listed(planned: Office) -> None:
    own = "quoc-khanh-2027/loudspeaker-bulletin/huyen-tay-ha/d-5/s1"
    planned.edit(own, {"title": "Tin của huyện"})
    planned.edit(BULLETIN, {"agency": "huyen-tay-ha"})
    outcome = planned.replan()
    assert planned.slot(own).state == State.PROPOSED
    assert [one.thing.key for one in outcome.slots.left] == [own]


def test_a_handed_bulletin_airs_in_the_session_of_that_id_else_in_the_last_else_nowhere(
    planned: Office,
) -> None:
    evening = BULLETIN.replace("/s1", "/s2")
    planned.change(
        "register/song-lam.toml",
        'kind = "district"',
        'kind = "district"\nsessions = [{ id = "s1", start = 06:00:00, minutes = 20 }]',
    )
    planned.load()
    planned.edit(BULLETIN, {"agency": "huyen-tay-ha"})
    planned.edit(evening, {"agency": "huyen-tay-ha"})
    nowhere = planned.edit(
        "quoc-khanh-2027/loudspeaker-bulletin/xa-dong-hoa/d-4/s1", {"agency": "so-vhtt-song-lam"}
    )
    assert nowhere.at is None
    outcome = planned.replan()
    assert planned.slot(BULLETIN).at == time(6)
    assert planned.slot(evening).at == time(6, 8)
    assert [one.where.key for one in outcome.problems if one.where.key == nowhere.key] == [
        nowhere.key
    ]


# --- hours on the loudspeakers ------------------------------------------------------------------


def bulletins(office: Office, day: str) -> list[tuple[str, time | None]]:
    found = office.slots(agency="xa-dong-hoa", channel="loudspeaker", first=d(day), last=d(day))
    return [(f"{one.campaign}/{one.session}", one.at) for one in found]


@pytest.fixture
def feast(office: Office) -> Office:
    path = office.folder / "anniversaries.toml"
    path.write_text(path.read_text(encoding="utf-8") + FEAST, encoding="utf-8")
    office.load()
    return office


def test_two_campaigns_share_a_session_nearest_day_first(feast: Office) -> None:
    assert bulletins(feast, "2027-09-01") == [
        ("quoc-khanh-2027/s1", time(5, 30)),
        ("ngay-hoi-2027/s1", time(5, 38)),
        ("quoc-khanh-2027/s2", time(17)),
        ("ngay-hoi-2027/s2", time(17, 8)),
    ]
    assert bulletins(feast, "2027-09-03") == [
        ("ngay-hoi-2027/s1", time(5, 30)),
        ("ngay-hoi-2027/s2", time(17)),
    ]


def test_hours_are_worked_out_again_when_a_slot_leaves_or_enters_a_session(feast: Office) -> None:
    first = "quoc-khanh-2027/loudspeaker-bulletin/xa-dong-hoa/d-1/s1"
    second = "ngay-hoi-2027/loudspeaker-bulletin/xa-dong-hoa/d-4/s1"
    assert feast.slot(second).at == time(5, 38)
    feast.edit(first, {"day": d("2027-09-03")})
    assert feast.slot(second).at == time(5, 30)
    assert bulletins(feast, "2027-09-03") == [
        ("quoc-khanh-2027/s1", time(5, 30)),
        ("ngay-hoi-2027/s1", time(5, 38)),
        ("ngay-hoi-2027/s2", time(17)),
    ] or bulletins(feast, "2027-09-03") == [
        ("ngay-hoi-2027/s1", time(5, 30)),
        ("quoc-khanh-2027/s1", time(5, 38)),
        ("ngay-hoi-2027/s2", time(17)),
    ]
    assert logged(feast, second) == [("planner", "at", "05:38:00", "05:30:00")]
    assert not feast.replan().slots
    feast.edit(first, {"day": d("2027-09-01")})
    assert feast.slot(second).at == time(5, 38)
    assert not feast.replan().slots


def test_a_cancelled_bulletin_takes_no_time(feast: Office) -> None:
    feast.edit(
        "quoc-khanh-2027/loudspeaker-bulletin/xa-dong-hoa/d-1/s1", {"state": State.CANCELLED}
    )
    second = feast.slot("ngay-hoi-2027/loudspeaker-bulletin/xa-dong-hoa/d-4/s1")
    assert second.at == time(5, 30)
    assert not feast.replan().slots


def test_a_new_start_of_a_session_moves_its_bulletins(planned: Office) -> None:
    planned.change(
        "register/song-lam.toml",
        'kind = "district"',
        'kind = "district"\nsessions = [{ id = "s1", start = 06:15:00 }, '
        '{ id = "s2", start = 17:00:00 }]',
    )
    planned.seed()
    planned.replan()
    assert {
        one.at
        for one in planned.slots(agency="huyen-tay-ha", channel="loudspeaker")
        if one.session == "s1"
    } == {time(6, 15)}


def test_a_persons_hour_on_the_loudspeakers_is_refused_or_stays(planned: Office) -> None:
    """The hour is computed there; whichever way, a person's word is never lost in silence."""
    try:
        planned.edit(BULLETIN, {"at": time(18)})
    except InputError:
        return
    planned.replan()
    assert planned.slot(BULLETIN).at == time(18)


def test_a_session_over_its_minutes_is_listed_with_who_could_give_way(feast: Office) -> None:
    assert [str(one) for one in feast.replan().problems if "phút" in str(one)] == []
    feast.edit("ngay-hoi-2027/loudspeaker-bulletin/xa-dong-hoa/d-4/s1", {"minutes": 25})
    (found,) = [one for one in feast.replan().problems if "phút" in str(one)]
    assert "05:30" in found.message
    assert "33/30" in found.message
    assert found.where.key == "ngay-hoi-2027/loudspeaker-bulletin/xa-dong-hoa/d-4/s1"


# --- the log ------------------------------------------------------------------------------------


def test_the_log_is_only_added_to_and_its_revisions_rise(planned: Office) -> None:
    seen = planned.dump()["log"]
    for step in (
        lambda: planned.edit(COLUMN, {"title": "Một"}),
        lambda: planned.edit(BANNER, {"day": d("2027-08-28")}),
        lambda: planned.replan(d("2028-01-01")),
        lambda: planned.edit(COLUMN, {"title": "Hai"}),
    ):
        step()
        with planned.database.writing() as session:
            rows = [(one.revision, one.entry) for one in log.since(session, 0)]
        assert [number for number, _ in rows] == sorted({number for number, _ in rows})
        now = planned.dump()["log"]
        assert [row for row in now if row in seen] == seen
        assert len(now) > len(seen)
        seen = now


def test_every_slot_points_to_its_last_row_of_the_log(planned: Office) -> None:
    moved = planned.edit(BANNER, {"day": d("2027-08-28"), "title": "Mừng ngày 2/9"})
    with planned.database.writing() as session:
        newest = log.of(session, BANNER)[-1]
        assert moved.revision == newest.revision
        assert moved.changed_at == newest.at
        assert slots.get(session, COLUMN).revision == 1


# --- in bulk ------------------------------------------------------------------------------------


def test_whoever_waits_hears_how_much_is_written(office: Office) -> None:
    told: list[tuple[int, int]] = []
    office.seed()
    outcome = office.replan(told=lambda done, of: told.append((done, of)))
    number = len(outcome.slots.added)
    assert told == [(number, number)]
    assert office.replan(told=lambda done, of: told.append((done, of))).slots.added == []
    assert told == [(number, number)]


def test_an_older_installation_gets_the_fingerprints_that_planning_gives(planned: Office) -> None:
    planned.edit(BULLETIN, {"day": d("2027-08-30")})
    planned.edit(COLUMN, {"title": "Tiêu đề của tôi"})
    version = import_module("planner.store.migrations.versions.0017_fingerprints_know_their_keys")
    with planned.database.engine.connect() as connection:
        rows = connection.execute(version._next(0).limit(None)).all()
        filled = {(one["slot"], one["fingerprint"]) for one in version._numbers(rows)}
        found = connection.execute(
            text("SELECT id, fingerprint FROM slot WHERE fingerprint IS NOT NULL")
        )
        assert filled == {tuple(one) for one in found}
        lacking = connection.execute(text("SELECT key FROM slot WHERE fingerprint IS NULL"))
        assert {one.key for one in lacking} == {BULLETIN, COLUMN}


def test_several_spans_of_days_are_planned_together(planned: Office) -> None:
    planned.change("anniversaries.toml", 'rank = "usual"', 'rank = "great"')
    planned.seed()
    days = [Range(d("2027-07-20"), d("2027-07-21")), Range(d("2027-07-26"), d("2027-07-27"))]
    added = planned.replan(days=days).slots.added
    assert {one.last_day for one in added} <= {d(f"2027-07-{day}") for day in (20, 21, 26, 27)}
    assert {one.day for one in added if one.end_day is None} >= {d("2027-07-26")}
    rest = planned.replan(days=[Range(TODAY)]).slots.added
    assert rest
    assert not {one.key for one in rest} & {one.key for one in added}
