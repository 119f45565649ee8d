"""What planning makes of plans and anniversaries: examples first, then the rules as properties."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from builders import (
    ANNIVERSARIES,
    BAO,
    CARRIED,
    DISTRICTS,
    FIRST,
    HUYEN_A,
    HUYEN_B,
    LAST,
    NOTED,
    QUOC_KHANH,
    ROUND,
    SECRET,
    SO,
    TODAY,
    USUAL,
    agency,
    aired,
    applied,
    block,
    book,
    books,
    channels,
    d,
    days,
    phase,
    plan,
    planned,
    plans,
    reference,
    register,
    themes,
    window,
)
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.domain.addressing import addressees
from planner.domain.changes import diff_items, diff_slots, touch
from planner.domain.model import (
    Anniversary,
    Block,
    Channel,
    Deadline,
    Duty,
    Item,
    Named,
    Phase,
    Plan,
    Quota,
    Session,
    Slot,
    Span,
    State,
    Theme,
)
from planner.domain.planning import Book, Planned, due_days, horizon, take_downs
from planner.domain.planning import plan as plan_days

worlds = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def slots(known: Book, cadence: str | None = None, agency: str | None = None) -> list[Slot]:
    return [
        one
        for one in planned(known).slots.values()
        if cadence in {None, one.cadence} and agency in {None, one.agency}
    ]


def at(known: Book, cadence: str, agency: str | None = None) -> list[date | None]:
    return [one.day for one in slots(known, cadence, agency) if one.day and one.day >= FIRST]


# --- the regular rhythm -------------------------------------------------------------------------

MONTH = phase("2026-10-01", "2026-10-31")


@pytest.mark.parametrize(
    ("cadence", "channel", "who", "wanted", "hour", "minutes"),
    [
        ("regular-column", "press", "bao-tinh", "1/10 8/10 15/10 22/10 29/10", None, None),
        ("regular-radio", "press", "dai-tinh", "1/10 8/10 15/10 22/10 29/10", time(6, 45), 10),
        ("regular-tv", "press", "dai-tinh", "1/10 8/10 15/10 22/10 29/10", time(20), 15),
        ("regular-feature", "portal", "so-van-hoa", "5/10 12/10 19/10 26/10", time(9), None),
        (
            "regular-post",
            "social",
            "so-van-hoa",
            "1/10 6/10 8/10 13/10 15/10 20/10 22/10 27/10 29/10",
            time(8),
            None,
        ),
        (
            "regular-bulletin",
            "loudspeaker",
            "huyen-a",
            "2/10 5/10 7/10 9/10 12/10 14/10 16/10 19/10 21/10 23/10 26/10 28/10 30/10",
            None,
            8,
        ),
    ],
)
def test_each_agencys_regular_days(
    cadence: str, channel: str, who: str, wanted: str, hour: time | None, minutes: int | None
) -> None:
    known = book(plan(phases=(MONTH,), channels=channels(channel)))
    found = slots(known, cadence, who)
    assert [one.day for one in found] == days(wanted, 2026)
    assert {(one.at, one.minutes, one.session) for one in found} == {(hour, minutes, None)}


def test_keys_go_by_the_iso_week_and_its_year() -> None:
    """30/12/2024 is W01-mo of 2025, 1/1/2027 W53-fr of 2026."""
    over = plan(
        issued_on=d("2024-12-01"),
        phases=(phase("2024-12-29", "2024-12-31"), phase("2027-01-01", "2027-01-04", 2)),
        channels=channels("loudspeaker"),
        blocks=(block("Huyện A"),),
    )
    known = book(over, horizon=d("2027-12-31"))
    found = plan_days(known, d("2024-12-29"), d("2027-12-31")).slots.values()
    assert [(one.key, one.campaign, one.day) for one in found] == [
        (
            "thuong-xuyen-2025/regular-bulletin/huyen-a/W01-mo",
            "thuong-xuyen-2025",
            d("2024-12-30"),
        ),
        (
            "thuong-xuyen-2026/regular-bulletin/huyen-a/W53-fr",
            "thuong-xuyen-2026",
            d("2027-01-01"),
        ),
        (
            "thuong-xuyen-2027/regular-bulletin/huyen-a/W01-mo",
            "thuong-xuyen-2027",
            d("2027-01-04"),
        ),
    ]


def test_there_is_one_set_however_many_plans_are_in_force() -> None:
    one = plan(key="mot", phases=(MONTH,), channels=channels("portal"))
    other = plan(key="hai", phases=(MONTH,), channels=channels("portal"))
    assert planned(book(one, other)).slots.keys() == planned(book(one)).slots.keys()


def test_turns_count_from_monday_1_1_2001() -> None:
    """Monday 5/1/2026 is the 1306th Monday, so the first theme of three has it."""
    one = plan(
        issued_on=d("2026-01-01"),
        phases=(phase("2025-12-29", "2026-01-26"),),
        channels=channels("portal"),
        themes=themes("A", "B", "C"),
        blocks=(block("Sở Văn hóa"),),
    )
    found = plan_days(book(one), d("2025-12-29"), LAST).slots.values()
    assert [(each.day, each.theme) for each in found] == [
        (d("2025-12-29"), "C"),
        (d("2026-01-05"), "A"),
        (d("2026-01-12"), "B"),
        (d("2026-01-19"), "C"),
        (d("2026-01-26"), "A"),
    ]


def test_the_source_is_the_plan_whose_theme_it_carries() -> None:
    one = plan(key="mot", phases=(MONTH,), channels=channels("portal"), themes=themes("A"))
    other = plan(
        key="hai",
        phases=(MONTH,),
        channels=channels("portal"),
        issued_on=d("2026-02-01"),
        title="Kế hoạch hai",
        title_line=3,
    )
    found = slots(book(one, other), "regular-feature", "so-van-hoa")
    assert [(each.title, each.source.as_json()) for each in found[:2]] == [
        ("A", {"plan": "mot", "line": 20, "cadence": "regular-feature"}),
        ("Kế hoạch hai", {"plan": "hai", "line": 3, "cadence": "regular-feature"}),
    ]


def test_a_plan_without_themes_whose_title_is_outside_plans_nothing_and_says_so() -> None:
    done = planned(
        book(
            plan(
                title="Kế hoạch nắm bắt dư luận xã hội",
                phases=(MONTH,),
                channels=channels("portal"),
            )
        )
    )
    assert (done.slots, [one.where.key for one in done.problems]) == ({}, ["15-kh-ubnd-2026"])


def test_only_where_the_plan_names_the_channel_and_addresses_the_agency() -> None:
    one = plan(phases=(MONTH,), channels=channels("portal"), blocks=(block("Huyện A"),))
    assert {(each.agency, each.channel) for each in slots(book(one))} == {("huyen-a", "portal")}


def test_it_stands_back_where_an_anniversary_gives_the_same_format() -> None:
    """22/12/2026 is a Tuesday: the usual feature goes out on Monday 21, and no regular one."""
    one = plan(phases=(phase("2026-12-07", "2026-12-31"),), channels=channels("portal", "social"))
    known = book(one, anniversaries=(USUAL,))
    assert at(known, "regular-feature", "so-van-hoa") == days("7/12 14/12 28/12", 2026)
    assert at(known, "usual-portal", "so-van-hoa") == days("21/12", 2026)
    assert at(known, "regular-post", "so-van-hoa") == days(
        "8/12 10/12 15/12 17/12 22/12 24/12 29/12 31/12", 2026
    )


def test_standing_back_shifts_nobodys_turn() -> None:
    one = plan(
        phases=(phase("2026-12-07", "2026-12-31"),),
        channels=channels("portal"),
        themes=themes("A", "B", "C"),
    )
    alone = {each.day: each.theme for each in slots(book(one), None, "so-van-hoa")}
    beside = {
        each.day: each.theme
        for each in slots(book(one, anniversaries=(USUAL,)), "regular-feature", "so-van-hoa")
    }
    assert beside == {day: theme for day, theme in alone.items() if day != d("2026-12-21")}


def test_the_last_session_of_the_day_or_none() -> None:
    """A district that is on the air on Mondays and Tuesdays has no bulletin on the other days."""
    silent = agency("huyen-a", name="Huyện A", sessions=(Session("s1", time(17), (0, 1)),))
    one = plan(phases=(MONTH,), channels=channels("loudspeaker"), blocks=(block("Huyện A"),))
    assert at(book(one, register=register(silent)), "regular-bulletin") == days(
        "5/10 12/10 19/10 26/10", 2026
    )


# --- phases -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "hung"),
    [
        ("2026-10-01", "2026-10-31", (d("2026-10-01"), d("2026-10-31"))),  # 31 days
        ("2026-10-01", "2026-11-01", (None, None)),  # 32
        ("2026-10-05", "2026-10-05", (d("2026-10-05"), d("2026-10-05"))),
    ],
)
def test_a_phases_banner_hangs_for_up_to_31_days(
    start: str, end: str, hung: tuple[date | None, date | None]
) -> None:
    known = book(plan(phases=(phase(start, end),), channels=channels("banner")))
    [one] = slots(known, "phase-banner", "huyen-a")
    assert (one.key, one.day, one.end_day, one.due_before) == (
        "15-kh-ubnd-2026-1/phase-banner/huyen-a/span",
        *hung,
        7,
    )


def test_its_take_down_exists_while_it_has_days() -> None:
    def down(end: str) -> dict[str, date | None]:
        known = book(
            plan(
                phases=(phase("2026-10-01", end),),
                channels=channels("banner"),
                blocks=(block("Huyện A"),),
            )
        )
        items = planned(known).items.values()
        return {one.key: one.due for one in items if one.kind == "take_down"}

    assert (down("2026-10-31"), down("2026-11-01")) == (
        {"15-kh-ubnd-2026-1/banner-down/huyen-a/span": d("2026-11-01")},
        {},
    )


@pytest.mark.parametrize(
    ("channel", "who"),
    [
        ("board", {"huyen-a", "huyen-b"}),
        ("mobile", {"huyen-a", "huyen-b"}),
        ("oral", {"huyen-a", "huyen-b", "so-van-hoa"}),
        ("print", {"so-van-hoa"}),
        ("event", {"huyen-a", "huyen-b"}),
        ("sms", {"so-van-hoa"}),
    ],
)
def test_dayless_slots_of_a_phase(channel: str, who: set[str]) -> None:
    sender = replace(SO, runs={**SO.runs, "sms": ("sms",)})
    one = plan(phases=(MONTH,), channels=channels(channel), themes=themes("A", "B"))
    known = book(one, register=register(HUYEN_A, HUYEN_B, BAO, sender))
    found = slots(known, f"phase-{channel}")
    assert {each.agency for each in found} == who
    assert {
        (each.occurrence, each.format, each.day, each.theme, each.due_before, each.brief)
        for each in found
    } == {("once", channel, None, None, None, "- A\n- B")}
    assert {each.key for each in found} == {
        f"15-kh-ubnd-2026-1/phase-{channel}/{slug}/once" for slug in who
    }


def test_each_phase_has_its_own() -> None:
    both = (phase("2026-07-01", "2026-07-31", 4), phase("2026-09-01", "2026-12-31", 2))
    two = replace(plan(channels=channels("board"), blocks=(block("Huyện A"),)), phases=both)
    assert [one.campaign for one in slots(book(two))] == ["15-kh-ubnd-2026-4", "15-kh-ubnd-2026-2"]


@pytest.mark.parametrize(("valid_to", "number"), [("2026-10-01", 1), ("2026-09-30", 0)])
def test_a_phase_is_for_who_exists_on_its_first_day(valid_to: str, number: int) -> None:
    gone = agency("huyen-a", name="Huyện A", valid_to=d(valid_to))
    one = plan(phases=(MONTH,), channels=channels("board"), blocks=(block("Huyện A"),))
    assert len(slots(book(one, register=register(gone)))) == number


def test_a_phase_without_an_end_plans_nothing_and_says_so() -> None:
    done = planned(
        book(
            plan(
                phases=(phase("2026-10-01", None),),
                channels=channels("portal", "banner", "board", "press"),
            )
        )
    )
    assert (done.slots, [(one.where.key, one.where.line) for one in done.problems]) == (
        {},
        [("15-kh-ubnd-2026", 11)],
    )


def test_a_window_of_its_own_gives_the_phases_banner_its_days() -> None:
    one = plan(
        channels=channels("banner"),
        windows=(window("banner", "2026-10-10", "2026-10-20", "Huyện A"),),
    )
    known = book(one)
    found = {each.agency: (each.day, each.end_day) for each in slots(known, "phase-banner")}
    assert found == {
        "huyen-a": (d("2026-10-10"), d("2026-10-20")),
        "huyen-b": (None, None),
    }


def test_a_windowed_banner_is_not_hung_by_who_is_gone_by_then() -> None:
    """The district exists on the phase's first day, but not on the span's."""
    gone = agency("huyen-a", name="Huyện A", valid_to=d("2026-09-30"))
    one = plan(
        channels=channels("banner"),
        windows=(window("banner", "2026-10-10", "2026-10-20"),),
        blocks=(block("Huyện A"),),
    )
    found = slots(book(one, register=register(gone)), "phase-banner")
    assert [each.day for each in found if each.day is not None] == []


def test_a_window_of_a_phase_changes_nothing_on_other_channels() -> None:
    plain = plan(channels=channels("social", "loudspeaker"))
    with_windows = replace(
        plain,
        windows=(
            window("social", "2026-07-10", "2026-07-20"),
            window("loudspeaker", "2026-07-10", "2026-07-20"),
        ),
    )
    assert planned(book(with_windows)).slots == planned(book(plain)).slots


# --- anniversaries that a plan names ------------------------------------------------------------

NAMING = plan(
    anniversaries=(Named("quoc-khanh", 2026, 15),),
    channels=channels("press", "social", "loudspeaker"),
    themes=themes("A"),
)
PLAIN = book(anniversaries=(QUOC_KHANH,))


def of(known: Book, campaign: str) -> dict[str, Slot]:
    return {one.key: one for one in slots(known) if one.campaign == campaign}


def test_a_named_anniversary_is_the_standing_campaign() -> None:
    """Not planned twice: the same keys on the same days, only themes and sources turn."""
    named = of(book(NAMING, anniversaries=(QUOC_KHANH,)), "quoc-khanh-2026")
    plain = of(PLAIN, "quoc-khanh-2026")
    assert {key: (one.day, one.end_day, one.at) for key, one in named.items()} == {
        key: (one.day, one.end_day, one.at) for key, one in plain.items()
    }
    key = "quoc-khanh-2026/press-column/bao-tinh/d-3"
    assert (named[key].theme, named[key].source.as_json()) == (
        "A",
        {
            "anniversary": "quoc-khanh",
            "plan": "15-kh-ubnd-2026",
            "line": 20,
            "cadence": "press-column",
        },
    )


@pytest.mark.parametrize("name", ["quoc-khanh", "cach-mang-thang-tam"])
def test_19_8_counts_as_naming_2_9(name: str) -> None:
    known = book(
        replace(NAMING, anniversaries=(Named(name, 2026, 15),)),
        anniversaries=(QUOC_KHANH, CARRIED),
    )
    found = planned(known)
    assert found.slots["quoc-khanh-2026/press-column/bao-tinh/d-3"].theme == "A"
    assert [one for one in found.campaigns if one.startswith("cach-mang")] == []


def test_a_noted_day_plans_nothing_by_itself() -> None:
    done = planned(book(anniversaries=(NOTED, CARRIED)))
    assert (done.slots, done.items) == ({}, {})


def test_a_noted_day_that_a_plan_names_is_planned_as_usual_in_its_province() -> None:
    """20/10/2026: column on T-1 and T, portal on T-1; the other province has nothing."""
    stranger = agency("bao-khac", "newspaper", province="khac")
    known = book(
        plan(anniversaries=(Named("ngay-ghi", None, 15),)),
        anniversaries=(NOTED,),
        register=register(BAO, SO, stranger),
    )
    assert {(one.key, one.day) for one in slots(known)} == {
        ("ngay-ghi-2026/usual-column/bao-tinh/d-1", d("2026-10-19")),
        ("ngay-ghi-2026/usual-column/bao-tinh/d-0", d("2026-10-20")),
        ("ngay-ghi-2026/usual-portal/so-van-hoa/d-1", d("2026-10-19")),
    }


def test_a_noted_day_only_in_that_plans_time() -> None:
    known = book(
        plan(
            anniversaries=(Named("ngay-ghi", None, 15),),
            phases=(phase("2026-06-01", "2026-10-19"),),
        ),
        anniversaries=(NOTED,),
    )
    assert slots(known) == []


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        ("2026-08-31", "2026-09-02", "31/8 1/9 2/9"),
        ("2026-08-20", "2026-08-22", "20/8 21/8 22/8"),  # near it, 11 days before
        ("2026-09-02", "2026-09-05", "2/9 3/9 4/9 5/9"),
    ],
)
def test_a_window_replaces_the_default_on_loudspeakers(start: str, end: str, wanted: str) -> None:
    known = book(
        replace(NAMING, windows=(window("loudspeaker", start, end, "Huyện A"),)),
        anniversaries=(QUOC_KHANH,),
    )
    found = [one for one in slots(known, "loudspeaker-bulletin", "huyen-a") if one.session == "s1"]
    assert [one.day for one in found] == days(wanted, 2026)
    other = [one for one in slots(known, "loudspeaker-bulletin", "huyen-b") if one.session == "s1"]
    assert [one.day for one in other] == days("28/8 29/8 30/8 31/8 1/9 2/9", 2026)


@pytest.mark.parametrize(("channel", "cadence"), [("banner", "banner-hang"), ("flag", "flag-hang")])
def test_a_window_replaces_the_default_for_what_hangs(channel: str, cadence: str) -> None:
    known = book(
        replace(NAMING, windows=(window(channel, "2026-08-19", "2026-09-10"),)),
        anniversaries=(QUOC_KHANH,),
    )
    [one] = slots(known, cadence, "huyen-a")
    assert (one.key, one.day, one.end_day) == (
        f"quoc-khanh-2026/{cadence}/huyen-a/span",
        d("2026-08-19"),
        d("2026-09-10"),
    )


@pytest.mark.parametrize(
    ("channel", "cadence", "who", "wanted"),
    [
        ("press", "press-column", "bao-tinh", "31/8 1/9 2/9"),
        ("press", "press-page", "bao-tinh", ""),
        ("social", "social-daily", "huyen-a", "31/8 1/9 2/9"),
        ("portal", "portal-feature", "huyen-a", "1/9"),
    ],
)
def test_a_window_only_cuts_the_default_days_elsewhere(
    channel: str, cadence: str, who: str, wanted: str
) -> None:
    known = book(
        replace(NAMING, windows=(window(channel, "2026-08-31", "2026-09-09"),)),
        anniversaries=(QUOC_KHANH,),
    )
    assert at(known, cadence, who) == days(wanted, 2026)


def test_a_window_holds_only_for_whom_the_plan_addresses() -> None:
    known = book(
        replace(
            NAMING,
            blocks=(block("Huyện B"),),
            windows=(window("banner", "2026-08-19", "2026-09-10"),),
        ),
        anniversaries=(QUOC_KHANH,),
    )
    assert at(known, "banner-hang", "huyen-a") == [d("2026-08-26")]
    assert at(known, "banner-hang", "huyen-b") == [d("2026-08-19")]


def test_the_closest_window_wins() -> None:
    general = replace(NAMING, windows=(window("banner", "2026-08-19", "2026-09-10", DISTRICTS),))
    special = plan(
        key="cu",
        issued_on=d("2025-12-01"),
        anniversaries=(Named("quoc-khanh", 2026, 15),),
        windows=(window("banner", "2026-08-30", "2026-09-03", "Huyện B"),),
    )
    known = book(general, special, anniversaries=(QUOC_KHANH,))
    assert at(known, "banner-hang", "huyen-a") == [d("2026-08-19")]
    assert at(known, "banner-hang", "huyen-b") == [d("2026-08-30")]


def test_a_tie_is_a_question() -> None:
    known = book(
        replace(
            NAMING,
            blocks=(block("Huyện A"),),
            windows=(
                window("banner", "2026-08-19", "2026-09-10"),
                window("banner", "2026-08-30", "2026-09-03"),
            ),
        ),
        anniversaries=(QUOC_KHANH,),
    )
    assert [one.where.key for one in planned(known).problems] == ["quoc-khanh-2026/huyen-a"]


# --- checklist items ----------------------------------------------------------------------------


def items(known: Book) -> dict[str, Item]:
    return {key: one for key, one in planned(known).items.items() if one.kind != "take_down"}


def test_every_duty_inside_is_one_item_of_its_agency() -> None:
    one = plan(
        phases=(MONTH, phase("2026-12-01", "2026-12-20", 2)),
        blocks=(
            Block(
                (DISTRICTS,),
                (Duty("Treo khẩu hiệu; xử phạt hộ không treo", 41), Duty("Nắm dư luận", 42)),
                40,
            ),
        ),
    )
    assert {
        key: (each.title, each.due, each.source.as_json()) for key, each in items(book(one)).items()
    } == {
        f"15-kh-ubnd-2026/d1/{who}/once": (
            "Treo khẩu hiệu",
            d("2026-12-20"),
            {"plan": "15-kh-ubnd-2026", "line": 41},
        )
        for who in ("huyen-a", "huyen-b")
    }


@pytest.mark.parametrize("phases", [(), (MONTH, phase("2026-12-01", None, 2))])
def test_a_duty_of_a_plan_without_an_end_has_no_day(phases: tuple[Phase, ...]) -> None:
    [one] = items(book(plan(phases=phases, blocks=(block("Báo tỉnh"),)))).values()
    assert one.due is None


def test_a_quota_is_an_item_of_each_agency_that_runs_its_channel() -> None:
    one = plan(quotas=(Quota(2, "khẩu hiệu", ("khu phố", "ấp"), "banner", 80),))
    found = {key: each for key, each in items(book(one)).items() if each.kind == "quota"}
    assert {key: (each.title, each.due, each.source.line) for key, each in found.items()} == {
        f"15-kh-ubnd-2026/q1/{who}/once": (
            "Ít nhất 2 khẩu hiệu mỗi khu phố, ấp",
            d("2026-12-31"),
            80,
        )
        for who in ("huyen-a", "huyen-b")
    }


def deadline(
    day: int, month: int | None, year: int | None = None, *, before: bool = True
) -> Deadline:
    return Deadline(day, month, year, before, "Báo cáo", 70)


def due(one: Deadline, *phases: Phase, horizon: str = "2027-12-31") -> list[tuple[date, str]]:
    return list(due_days(one, plan(phases=phases, issued_on=d("2026-01-05")), d(horizon)))


YEARS = phase("2026-01-05", "2027-12-31")


@pytest.mark.parametrize(
    ("one", "wanted"),
    [
        (deadline(20, 6), [("2026-06-19", "2026-06"), ("2027-06-19", "2027-06")]),
        (deadline(1, 6), [("2026-05-31", "2026-06"), ("2027-05-31", "2027-06")]),
        (deadline(10, 12), [("2026-12-09", "2026-12"), ("2027-12-09", "2027-12")]),
        (deadline(15, 3, before=False), [("2026-03-15", "2026-03"), ("2027-03-15", "2027-03")]),
        (deadline(15, 3, 2027), [("2027-03-14", "2027-03")]),
        (deadline(15, 3, 2027, before=False), [("2027-03-15", "2027-03")]),
    ],
)
def test_deadlines_are_due_the_day_before_in_the_printed_period(
    one: Deadline, wanted: list[tuple[str, str]]
) -> None:
    assert due(one, YEARS) == [(d(day), printed) for day, printed in wanted]


def test_a_deadline_of_every_year_ends_with_the_plan() -> None:
    assert due(deadline(20, 6), phase("2026-01-05", "2027-06-18")) == [(d("2026-06-19"), "2026-06")]


def test_without_an_end_it_goes_on_to_the_horizon() -> None:
    found = due(deadline(20, 6), phase("2026-01-05", None), horizon="2028-12-31")
    assert [printed for _, printed in found] == ["2026-06", "2027-06", "2028-06"]


def test_a_monthly_deadline() -> None:
    found = due(deadline(20, None), phase("2026-01-05", "2026-04-30"))
    assert found == [
        (d("2026-01-19"), "2026-01"),
        (d("2026-02-19"), "2026-02"),
        (d("2026-03-19"), "2026-03"),
        (d("2026-04-19"), "2026-04"),
    ]


def test_a_deadline_before_new_year_is_due_in_the_old_one() -> None:
    """Before ("trước") 01/01 of 2027 is due on 31/12/2026, the plan's last day."""
    found = due(deadline(1, 1), phase("2026-01-05", "2026-12-31"))
    assert found == [(d("2026-12-31"), "2027-01")]


def test_a_monthly_deadline_before_new_year_too() -> None:
    found = due(deadline(1, None), phase("2026-01-05", "2026-12-31"))
    assert [found[0], found[-1], len(found)] == [
        (d("2026-01-31"), "2026-02"),
        (d("2026-12-31"), "2027-01"),
        12,
    ]


def test_nothing_is_asked_of_an_agency_after_its_end_but_listed() -> None:
    gone = agency("so-van-hoa", "department", name="Sở Văn hóa", valid_to=d("2026-08-31"))
    one = plan(blocks=(block("Sở Văn hóa"),), deadlines=(deadline(20, 6),))
    done = planned(book(one, register=register(gone)))
    assert list(done.items) == ["15-kh-ubnd-2026/h1/so-van-hoa/2026-06"]
    assert [each.where.key for each in done.problems] == ["15-kh-ubnd-2026/so-van-hoa"]


@pytest.mark.parametrize("state", [State.CANCELLED, State.WITHDRAWN])
def test_what_is_not_hung_is_not_taken_down(state: State) -> None:
    hung = slots(PLAIN, "banner-hang", "huyen-a")
    gone = [replace(one, state=state) for one in hung]
    agencies = PLAIN.register.agencies
    assert len(take_downs(hung, PLAIN.cadences, agencies)) == 1
    assert take_downs(gone, PLAIN.cadences, agencies) == {}


def test_a_take_down_follows_the_slots_current_days_and_agency() -> None:
    [hung] = slots(PLAIN, "banner-hang", "huyen-a")
    moved = replace(touch(hung, {"end_day": d("2026-09-12")}), agency="huyen-b")
    down = take_downs([moved], PLAIN.cadences, PLAIN.register.agencies)
    assert {key: (one.due, one.agency) for key, one in down.items()} == {
        "quoc-khanh-2026/banner-down/huyen-a/span": (d("2026-09-13"), "huyen-b")
    }


def test_the_horizon_is_the_last_day_of_the_next_year() -> None:
    assert [horizon(d(day)) for day in ("2026-01-01", "2026-12-31")] == [d("2027-12-31")] * 2


def test_nothing_is_planned_behind_the_horizon() -> None:
    known = book(anniversaries=(QUOC_KHANH,), horizon=d("2026-08-30"))
    assert max(str(one.day) for one in slots(known)) == "2026-08-30"


def test_a_part_of_the_days_gives_the_same_slots_as_all_of_them() -> None:
    one = plan(channels=channels("press", "portal", "social", "loudspeaker"))
    known = book(one, anniversaries=ANNIVERSARIES)
    whole = planned(known).slots
    for month in range(6, 13):
        day = date(2026, month, 10)
        part = plan_days(known, day, day + timedelta(9)).slots
        around = {
            key: one
            for key, one in whole.items()
            if one.day is not None and day <= one.day <= day + timedelta(9)
        }
        assert {key: part.get(key) for key in around} == around
        assert part.keys() <= {**whole, **before_first(known)}.keys()


def before_first(known: Book) -> dict[str, Slot]:
    """Return what the year has besides the days of `planned`."""
    return plan_days(known, date(2026, 1, 1), known.horizon).slots


# --- properties ---------------------------------------------------------------------------------


def when(found: Mapping[str, Slot]) -> dict[str, tuple[date | None, date | None]]:
    return {key: (one.day, one.end_day) for key, one in found.items()}


def stored_of(done: Planned) -> dict[str, Slot]:
    return applied({}, diff_slots({}, done.slots, today=TODAY))


@worlds
@given(books())
def test_keys_are_unique_and_say_what_they_are(known: Book) -> None:
    done = planned(known)
    assert done.slots.keys() & done.items.keys() == set()
    for key, one in done.slots.items():
        parts = [one.campaign, one.cadence, one.agency, one.occurrence]
        assert key == one.key == "/".join([*parts, one.session] if one.session else parts)
    assert [key for key, one in done.items.items() if key != one.key] == []
    places = Counter(
        (one.agency, one.campaign, one.cadence, one.session, one.day)
        for one in done.slots.values()
        if one.day is not None
    )
    assert [place for place, number in places.items() if number > 1] == []


@worlds
@given(books())
def test_a_difference_with_itself_is_empty(known: Book) -> None:
    done = planned(known)
    stored = stored_of(done)
    assert bool(diff_slots(stored, stored, today=TODAY)) is False
    assert bool(diff_items(done.items, done.items, today=TODAY)) is False


@worlds
@given(books(), st.dates(TODAY, LAST))
def test_planning_twice_changes_nothing(known: Book, later: date) -> None:
    first, second = planned(known), planned(known)
    stored = stored_of(first)
    items = applied({}, diff_items({}, first.items, today=TODAY))
    assert bool(diff_slots(stored, second.slots, today=later)) is False
    assert bool(diff_items(items, second.items, today=later)) is False


def _edits() -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(
        {},
        optional={
            "day": st.dates(FIRST, LAST),
            "title": st.sampled_from(["Tên riêng", "Kế hoạch 1-kh-2026"]),
            "brief": st.just("Ghi chú"),
            "due": st.dates(FIRST, LAST),
            "minutes": st.integers(1, 30),
        },
    )


def edited(one: Slot, values: Mapping[str, object]) -> Slot:
    """Set fields as the service does: a span keeps its length, a bulletin no hour of its own."""
    day = values.get("day")
    if one.end_day is not None and one.day is not None and isinstance(day, date):
        values = {**values, "end_day": day + (one.end_day - one.day)}
    return touch(one, values)


@worlds
@given(
    books(),
    books(),
    st.lists(
        st.tuples(
            st.tuples(st.sampled_from(["", "loudspeaker", "hang"]), st.integers(0, 10_000)),
            _edits(),
            st.sampled_from([*State]),
            st.sampled_from([None, None, "huyen-a", "huyen-b"]),
        ),
        max_size=8,
    ),
    st.dates(TODAY, LAST),
)
def test_touched_fields_stay_and_planning_settles_at_once(
    known: Book,
    changed: Book,
    touches: list[tuple[tuple[str, int], dict[str, object], State, str | None]],
    today: date,
) -> None:
    """People edit, move on and hand over; then the plans change; planning again twice is once."""
    stored = stored_of(planned(known))
    mine: dict[str, tuple[dict[str, object], State]] = {}
    for (kind, number), values, state, receiver in touches:
        names = sorted(key for key in stored if kind in key)
        if not names:
            continue
        key = names[number % len(names)]
        old = stored[key]
        if state == State.WITHDRAWN and (values or receiver):
            continue  # only planning withdraws, and only what nobody touched
        new = replace(edited(old, values), state=state)
        if receiver is not None and old.channel == "loudspeaker":
            new = replace(new, agency=receiver)
        stored[key] = new
        mine[key] = ({name: getattr(new, name) for name in new.kept}, state)
    wanted = planned(changed).slots
    after = applied(stored, diff_slots(stored, wanted, today=today))
    for key, (values, state) in mine.items():
        assert {name: getattr(after[key], name) for name in values} == values
        if state not in {State.PROPOSED, State.ASSIGNED, State.WITHDRAWN}:
            assert after[key] == stored[key]
    assert diff_slots(after, wanted, today=today).written() == []


@worlds
@given(books())
def test_every_slot_lies_within_its_agencys_validity(known: Book) -> None:
    starts = {
        f"{one.key}-{phase.number}": phase.span.start for one in known.plans for phase in one.phases
    }
    done = planned(known)
    outside = [
        one.key
        for one in done.slots.values()
        if not known.register.agencies[one.agency].exists(one.day or starts[one.campaign])
    ]
    late = [
        key
        for key, one in done.items.items()
        if one.kind != "take_down"
        and one.due is not None
        and not known.register.agencies[one.agency].exists(one.due)
    ]
    assert (outside, late) == ([], [])


def without_marked(one: Plan) -> Plan:
    """Return the plan as if nobody had ever written what is marked outside."""
    blocks = [
        replace(each, duties=tuple(duty for duty in each.duties if not duty.outside))
        for each in one.blocks
    ]
    return replace(
        one,
        themes=tuple(each for each in one.themes if not each.outside),
        channels=tuple(each for each in one.channels if not each.outside),
        windows=tuple(each for each in one.windows if not each.outside),
        blocks=tuple(each for each in blocks if each.duties),
        deadlines=tuple(each for each in one.deadlines if not each.outside),
        quotas=tuple(each for each in one.quotas if not each.outside),
    )


@worlds
@given(books(least=1))
def test_nothing_marked_outside_reaches_anything(known: Book) -> None:
    done = planned(known)
    stripped = replace(known, plans=tuple(without_marked(one) for one in known.plans))
    assert done == planned(stripped)
    assert SECRET not in repr(done)


def test_what_is_not_marked_does_reach_it() -> None:
    """The same words without the mark: so the property above has something to hold back."""
    marked = plan(
        themes=(Theme(SECRET, 20, outside=True),),
        channels=(Channel("portal", 30), Channel("board", 31, outside=True)),
        windows=(window("banner", "2026-07-01", "2026-07-03", outside=True),),
        blocks=(
            Block(("Huyện A",), (Duty("Treo băng rôn", 41), Duty(SECRET, 42, outside=True)), 40),
        ),
        deadlines=(Deadline(20, 6, None, before=True, title=SECRET, line=70, outside=True),),
        quotas=(Quota(1, SECRET, ("ấp",), "banner", 80, outside=True),),
    )
    [block_] = marked.blocks
    bare = replace(
        marked,
        themes=tuple(replace(one, outside=False) for one in marked.themes),
        channels=tuple(replace(one, outside=False) for one in marked.channels),
        windows=tuple(replace(one, outside=False) for one in marked.windows),
        blocks=(
            replace(block_, duties=tuple(replace(one, outside=False) for one in block_.duties)),
        ),
        deadlines=tuple(replace(one, outside=False) for one in marked.deadlines),
        quotas=tuple(replace(one, outside=False) for one in marked.quotas),
    )
    held, free = planned(book(marked)), planned(book(bare))
    assert {one.cadence for one in held.slots.values()} == {"regular-feature"}
    assert {one.cadence for one in free.slots.values()} == {
        "regular-feature",
        "phase-board",
        "phase-banner",
    }
    assert sorted(held.items) == ["15-kh-ubnd-2026/d1/huyen-a/once"]
    assert len(free.items) == 5  # two duties, a deadline, a quota, a take-down
    assert {one.theme for one in free.slots.values() if one.day and one.theme} == {SECRET}


@worlds
@given(books(years_stated=True, least=1), st.data())
def test_a_phases_new_edge_adds_and_withdraws_only_between_old_and_new(
    known: Book, data: st.DataObject
) -> None:
    """In the regular rhythm; the plans state their years, else a phase names other days as well."""
    places = [
        (number, index)
        for number, one in enumerate(known.plans)
        for index, phase in enumerate(one.phases)
        if phase.span.end is not None
    ]
    assume(places)
    number, index = data.draw(st.sampled_from(places))
    one = known.plans[number]
    span = one.phases[index].span
    assert span.end is not None
    if data.draw(st.booleans(), label="the start moves"):
        start = data.draw(st.dates(date(2026, 5, 1), span.end))
        new, edge = Span(start, span.end), sorted([span.start, start])
        between = (edge[0], edge[1] - timedelta(1))
    else:
        end = data.draw(st.dates(span.start, LAST))
        new, edge = Span(span.start, end), sorted([span.end, end])
        between = (edge[0] + timedelta(1), edge[1])
    phases = list(one.phases)
    phases[index] = replace(phases[index], span=new)
    moved = [*known.plans]
    moved[number] = replace(one, phases=tuple(phases))
    before = regular_of(planned(known))
    after = regular_of(planned(replace(known, plans=tuple(moved))))
    changed = [
        key
        for key, day in (before.items() ^ after.items())
        if day is None or not between[0] <= day <= between[1]
    ]
    assert changed == []


def regular_of(done: Planned) -> dict[str, date | None]:
    return {
        key: one.day for key, one in done.slots.items() if one.campaign.startswith("thuong-xuyen")
    }


@worlds
@given(books(), plans("9-kh-2026", with_windows=False, noted=False))
def test_another_plan_withdraws_nothing_and_moves_nothing(known: Book, one: Plan) -> None:
    """It states no window and names no noted day: themes and sources may turn, and slots come."""
    bigger = replace(known, plans=(*known.plans, one))
    before, after = planned(known), planned(bigger)
    old, new = aired(before.slots, known), aired(after.slots, bigger)
    assert {key: (*times, old[key]) for key, times in when(before.slots).items()} == {
        key: (*times, new[key]) for key, times in when(after.slots).items() if key in before.slots
    }
    assert {key: item.due for key, item in before.items.items()} == {
        key: after.items[key].due for key in before.items
    }


NAMES_IT = plan(
    anniversaries=(Named("ngay-tron", 2026, 15),),
    channels=channels("press", "portal", "social", "loudspeaker", "banner"),
    themes=themes("A", "B"),
)


@worlds
@given(
    st.sampled_from(["press", "portal", "social", "loudspeaker", "banner"]),
    st.dates(date(2026, 8, 15), date(2026, 10, 15)),
    st.dates(date(2026, 10, 15), date(2026, 11, 15)),
    st.integers(0, 20),
    st.integers(0, 20),
)
def test_widening_a_window_makes_no_new_key_for_an_old_occurrence(
    channel: str, start: date, end: date, earlier: int, later: int
) -> None:
    """T (15/10) lies in it all the time; days, keys and themes of old occurrences stay."""

    def under(first: date, last: date) -> dict[str, Slot]:
        one = replace(NAMES_IT, windows=(window(channel, str(first), str(last)),))
        found = planned(book(one, anniversaries=(ROUND,))).slots
        return {key: each for key, each in found.items() if each.campaign == "ngay-tron-2026"}

    narrow, wide = under(start, end), under(start - timedelta(earlier), end + timedelta(later))
    assert narrow.keys() <= wide.keys()
    assert {key: (one.title, one.day) for key, one in narrow.items() if not one.end_day} == {
        key: (wide[key].title, wide[key].day) for key, one in narrow.items() if not one.end_day
    }
    grown = wide.keys() - narrow.keys()
    assert [key for key in grown if start <= (wide[key].day or start) <= end] == []


@worlds
@given(st.integers(0, 30), st.integers(0, 30), st.booleans())
def test_widening_a_cadences_own_window_does_so_too(earlier: int, later: int, named: bool) -> None:  # noqa: FBT001
    known = book(*([NAMES_IT] if named else []), anniversaries=(ROUND,))
    wider = replace(
        known,
        cadences=tuple(
            replace(
                one,
                windows={
                    kind: tuple((low - earlier, high + later) for low, high in pairs)
                    for kind, pairs in one.windows.items()
                },
            )
            if one.use == "anniversary" and one.id != "portal-feature"
            else one
            for one in known.cadences
        ),
    )
    old, new = of(known, "ngay-tron-2026"), of(wider, "ngay-tron-2026")
    assert {key: (new[key].day, new[key].title) for key, one in old.items() if not one.end_day} == {
        key: (one.day, one.title) for key, one in old.items() if not one.end_day
    }
    assert old.keys() <= new.keys()


@worlds
@given(st.integers(-40, 40))
def test_moving_the_reference_day_moves_slots_and_makes_no_new_ones(shift: int) -> None:
    """Daily and listed ones and spans keep every key; weekly ones may gain or lose the farthest."""
    known = book(anniversaries=(ROUND,))
    day = date(2026, 10, 15) + timedelta(shift)
    old = of(known, "ngay-tron-2026")
    new = of(book(anniversaries=(replace(ROUND, day=day.day, month=day.month),)), "ngay-tron-2026")
    weekly = {"press-page", "press-tv", "social-lead"}
    assert {key for key, one in old.items() if one.cadence not in weekly} == {
        key for key, one in new.items() if one.cadence not in weekly
    }
    for key, one in old.items():
        if one.cadence not in weekly and one.day is not None:
            assert new[key].day == one.day + timedelta(shift)
    farthest: dict[tuple[str, str, str], list[int]] = {}
    for one in (*old.values(), *new.values()):
        if one.cadence in weekly:
            weekday, _, back = one.occurrence.partition("-")
            farthest.setdefault((one.cadence, one.agency, weekday), []).append(int(back))
            assert one.day is not None
    for key in old.keys() - new.keys():
        one = old[key]
        weekday, _, back = one.occurrence.partition("-")
        numbers = farthest[one.cadence, one.agency, weekday]
        assert int(back) in {min(numbers), max(numbers)}


# --- shares -------------------------------------------------------------------------------------

RULE_DAYS = {
    "regular-column": (3,),
    "regular-radio": (3,),
    "regular-tv": (3,),
    "regular-feature": (0,),
    "regular-post": (1, 3),
    "regular-bulletin": (0, 2, 4),
}


def in_force(known: Book, one: Slot) -> tuple[str, ...]:
    """Return the themes that take turns on the slot's day, as product.md says it."""
    found: list[str] = []
    for each in map(without_marked, known.plans):
        if (
            one.day is not None
            and any(phase.span.end and phase.span.holds(one.day) for phase in each.phases)
            and one.channel
            in {*(c.code for c in each.channels), *(w.channel for w in each.windows)}
            and one.agency in addressees(each, known.register)
        ):
            found.extend([theme.title for theme in each.themes] or [each.title])
    return tuple(sorted(found))


def fair(run: list[str], among: Iterable[str]) -> bool:
    """Whether the shares of every stretch of the run differ by at most one."""
    for start in range(len(run)):
        shares = dict.fromkeys(among, 0)
        for one in run[start:]:
            shares[one] += 1
            if max(shares.values()) - min(shares.values()) > 1:
                return False
    return True


@worlds
@given(books(least=1))
def test_shares_in_the_regular_rhythm_differ_by_at_most_one(known: Book) -> None:
    by_day: dict[tuple[str, str], dict[date, Slot]] = {}
    for one in planned(known).slots.values():
        if one.cadence in RULE_DAYS and one.day is not None:
            by_day.setdefault((one.agency, one.cadence), {})[one.day] = one
    for (_, cadence), found in by_day.items():
        run: list[str] = []
        themes_now: tuple[str, ...] = ()
        day, last = min(found), max(found)
        while day <= last:
            if day.weekday() in RULE_DAYS[cadence]:
                here = found.get(day)
                now = in_force(known, here) if here is not None else ()
                if now != themes_now:
                    assert fair(run, themes_now)
                    run, themes_now = [], now
                if here is not None:
                    assert here.theme is not None
                    run.append(here.theme)
            day += timedelta(1)
        assert fair(run, themes_now)


@worlds
@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=3),
    st.sampled_from(
        [
            "press-page",
            "press-column",
            "social-lead",
            "social-daily",
            "loudspeaker-bulletin",
            "press-tv",
        ]
    ),
)
def test_shares_in_an_anniversarys_campaign_before_the_eve(sizes: list[int], cadence: str) -> None:
    """Every second turn is the anniversary's; the plans' themes share the rest evenly."""
    naming = [
        plan(
            key=f"k{number}",
            anniversaries=(Named("ngay-tron", None, 15),),
            channels=channels("press", "social", "loudspeaker"),
            themes=themes(*(f"{number}.{each}" for each in range(size))),
        )
        for number, size in enumerate(sizes)
    ]
    known = book(*naming, anniversaries=(ROUND,))
    among = [theme.title for one in naming for theme in one.themes]
    turns: dict[tuple[str, str | None], list[tuple[date, str]]] = {}
    for one in slots(known, cadence):
        if one.day is not None and one.theme is not None and one.day < date(2026, 10, 14):
            turns.setdefault((one.agency, one.session), []).append((one.day, one.theme))
    assert turns
    for found in turns.values():
        titles = [title for _, title in sorted(found)]
        own = [title == "50 năm Ngày tròn" for title in titles]
        assert all(one != other for one, other in pairwise(own))
        assert fair([one for one in titles if one != "50 năm Ngày tròn"], among)


@worlds
@given(books())
def test_from_the_eve_on_and_on_what_hangs_the_anniversary_has_its_own_theme(known: Book) -> None:
    names = {one.slug: one for one in ANNIVERSARIES}
    for one in planned(known).slots.values():
        day = reference(one.campaign)
        if day is None or one.day is None:
            continue
        if one.end_day is not None or one.day >= day - timedelta(1):
            assert one.theme is not None
            assert one.theme.endswith(names[one.campaign.rpartition("-")[0]].name)


@worlds
@given(books())
def test_the_sessions_of_one_day_share_the_theme(known: Book) -> None:
    shared: dict[tuple[str, str, str, date | None], set[str | None]] = {}
    for one in planned(known).slots.values():
        if one.session is not None:
            place = (one.campaign, one.cadence, one.agency, one.day)
            shared.setdefault(place, set()).add(one.theme)
    assert [place for place, found in shared.items() if len(found) > 1] == []


def test_an_anniversary_of_the_office_is_planned_in_its_province_only() -> None:
    own = Anniversary(
        "ngay-tinh", "Ngày của tỉnh", 1, 11, origin_year=1950, rank="usual", province="khac"
    )
    assert slots(book(anniversaries=(own,))) == []
