"""A digest: whose things it holds, in which order, and how its subject says how much it is."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from builders import d, item, register, slot, span_slot

from planner.domain.digest import Digest, Line, Work, compose
from planner.domain.late import is_late
from planner.domain.model import State
from planner.domain.pending import Pile, Thing, comes, days_ahead, heading
from planner.domain.people import Grant, Person, Place, Reminder, Role
from planner.domain.register import Register

TODAY = d("2026-08-31")
"""A Monday."""

EDITOR = Grant(Role.EDITOR, "bao-tinh")
LATE = slot(key="quoc-khanh-2026/press-column/bao-tinh/d-3")
TOMORROW = slot(
    key="quoc-khanh-2026/press-column/bao-tinh/d-0", day=d("2026-09-02"), due=d("2026-09-01")
)
THURSDAY = slot(
    key="quoc-khanh-2026/press-column/bao-tinh/d+1", day=d("2026-09-03"), due=d("2026-09-02")
)
HANGING = span_slot()
REPORT = item(due=d("2026-09-06"))


def told(
    person: Person, *things: Thing, today: str = "2026-08-31", known: Register | None = None
) -> Digest | None:
    """Return the person's digest of a day on which these are all the things there are."""
    day = d(today)
    late = Pile.of(one for one in things if is_late(one, day))
    return compose(person, Work.of(day, known or register(), late, things), {})


def lines(digest: Digest | None) -> dict[Reminder, list[str]]:
    assert digest is not None
    return {
        one.about: [f"{line.text} · {line.note}" for line in (*one.lines, *one.agencies)]
        for one in digest.sections
    }


def lan(*grants: Grant, reminders: Iterable[Reminder] = Reminder) -> Person:
    return Person("lan", "Lan", grants or (EDITOR,), reminders=frozenset(reminders))


def test_an_editors_monday() -> None:
    digest = told(lan(), THURSDAY, TOMORROW, LATE, HANGING, REPORT)
    assert lines(digest) == {
        Reminder.LATE: [
            "Chuyên mục: 81 năm Quốc khánh · hạn bài 29/8, lên lịch 30/8, trễ 2 ngày",
        ],
        Reminder.WEEK: [
            "Chuyên mục: 81 năm Quốc khánh · hạn bài 1/9, lên lịch 2/9",
            "Chuyên mục: 81 năm Quốc khánh · hạn bài 2/9, lên lịch 3/9",
        ],
    }
    assert digest is not None
    assert digest.subject == "Lịch chiến dịch: 1 việc trễ, 2 việc tuần này"


def test_who_leaves_the_week_out_is_told_of_tomorrow_on_mondays_too() -> None:
    digest = told(lan(reminders=[Reminder.TOMORROW]), THURSDAY, TOMORROW)
    assert lines(digest) == {
        Reminder.TOMORROW: ["Chuyên mục: 81 năm Quốc khánh · hạn bài 1/9, lên lịch 2/9"]
    }
    assert digest is not None
    assert digest.sections[0].title == "Đến hạn ngày mai, 1/9"


def test_what_is_assigned_comes_first_wherever_it_is() -> None:
    mine = replace(THURSDAY, assignee="lan")
    elsewhere = replace(REPORT, assignee="lan")
    digest = told(lan(reminders=[Reminder.WEEK]), TOMORROW, mine, elsewhere)
    assert lines(digest)[Reminder.WEEK] == [
        "Chuyên mục: 81 năm Quốc khánh · giao cho bạn, hạn bài 2/9, lên lịch 3/9",
        "Báo cáo sáu tháng · giao cho bạn, Sở Văn hóa, hạn 6/9",
        "Chuyên mục: 81 năm Quốc khánh · hạn bài 1/9, lên lịch 2/9",
    ]
    assert digest is not None
    assert digest.sections[0].number == 3


def test_a_coordinator_with_an_agency_of_their_own_counts_nothing_twice() -> None:
    person = lan(Grant(Role.COORDINATOR), EDITOR, reminders=[Reminder.WEEK])
    mine = replace(REPORT, assignee="lan")
    digest = told(person, TOMORROW, mine, replace(REPORT, key="a/b/so-van-hoa/2"))
    assert lines(digest)[Reminder.WEEK] == [
        "Báo cáo sáu tháng · giao cho bạn, Sở Văn hóa, hạn 6/9",
        "Chuyên mục: 81 năm Quốc khánh · hạn bài 1/9, lên lịch 2/9",
        "Sở Văn hóa · 2 việc",
    ]
    assert digest is not None
    assert (digest.sections[0].number, digest.sections[0].more) == (3, 0)


def test_many_agencies_are_cut_those_with_most_first() -> None:
    things = [
        replace(REPORT, key=f"a/b/{slug}/{number}", agency=slug)
        for slug, many in (("so-van-hoa", 1), ("bao-tinh", 3), ("huyen-a", 2))
        for number in range(many)
    ]
    digest = told(lan(Grant(Role.COORDINATOR)), *things)
    assert digest is not None
    (section,) = digest.sections
    assert section.agencies == (
        Line("Báo tỉnh", "/agencies/bao-tinh", "3 việc"),
        Line("Huyện A", "/agencies/huyen-a", "2 việc"),
        Line("Sở Văn hóa", "/agencies/so-van-hoa", "1 việc"),
    )
    assert (section.number, section.more_agencies) == (6, 0)


@pytest.mark.parametrize(
    "person",
    [
        lan(Grant(Role.ADMINISTRATOR)),
        lan(Grant(Role.EDITOR)),
        lan(Grant(Role.EDITOR, "huyen-b")),
        lan(Grant(Role.COORDINATOR, province="khac")),
        lan(reminders=[Reminder.SENT_BACK]),
        lan(reminders=[]),
    ],
)
def test_nothing_to_say_is_no_digest(person: Person) -> None:
    assert told(person, LATE, TOMORROW, REPORT) is None


def test_what_is_approved_asks_for_no_content_any_more() -> None:
    done = replace(TOMORROW, state=State.APPROVED)
    assert comes(done, d("2026-09-01"), d("2026-09-01")) is None
    assert comes(done, d("2026-09-01"), d("2026-09-02")) == d("2026-09-02")
    digest = told(lan(), done)
    assert lines(digest) == {Reminder.WEEK: ["Chuyên mục: 81 năm Quốc khánh · lên lịch 2/9"]}


def test_what_is_over_or_was_before_it_was_planned_asks_for_nothing() -> None:
    week = days_ahead(TODAY)
    assert comes(replace(TOMORROW, state=State.PUBLISHED), *week) is None
    assert comes(replace(TOMORROW, planned_on=d("2026-09-05")), *week) is None


def test_the_days_that_are_told_of() -> None:
    assert days_ahead(TODAY) == (TODAY, d("2026-09-06"))
    assert days_ahead(d("2026-09-04")) == (d("2026-09-05"), d("2026-09-05"))


def test_a_span_is_told_with_both_its_days() -> None:
    digest = told(lan(Grant(Role.VIEWER, "huyen-a")), HANGING, today="2026-08-25")
    assert lines(digest)[Reminder.TOMORROW] == [
        f"{heading(HANGING)} · hạn bài 19/8, từ 26/8 đến hết 5/9"
    ]


def test_where_an_agency_stands_even_where_the_tree_bites_its_tail() -> None:
    known = register()
    agencies = dict(known.agencies)
    agencies["huyen-a"] = replace(agencies["huyen-a"], parent="huyen-b")
    agencies["huyen-b"] = replace(agencies["huyen-b"], parent="huyen-a")
    looped = replace(known, agencies=agencies)
    assert looped.place("huyen-a") == Place("huyen-a", ("huyen-b", "huyen-a"), "tinh")
    assert known.place("bao-tinh") == Place("bao-tinh", (), "tinh")
