"""Cadences: the table of product.md with the real seeds, and what their days are called.

The days stand here as a person counts them on a calendar; nothing below is worked out by the code
under test.
"""

from collections.abc import Iterable
from datetime import date, time

import pytest
from builders import BAO, HUYEN_A, accepted_seeds, agency, book, cadence, d, days, real, register

from planner.domain.cadence import (
    Occurrence,
    between,
    check_rule,
    expand,
    read_windows,
    regular,
)
from planner.domain.model import Agency, Anniversary, Cadence, Slot
from planner.domain.planning import Book, plan, take_downs
from planner.errors import InputError

# --- the table ----------------------------------------------------------------------------------

REFERENCE = {
    "thanh-lap-dang-2025": d("2025-02-03"),
    "thong-nhat-dat-nuoc-2025": d("2025-04-30"),
    "ngay-sinh-bac-ho-2025": d("2025-05-19"),
    "quoc-khanh-2025": d("2025-09-02"),
    "quoc-khanh-2027": d("2027-09-02"),
}

DAYS: dict[str, dict[str, str]] = {
    "thanh-lap-dang-2025": {  # the 95th, a Monday: five
        "press-page": "9/1 16/1 23/1 30/1",
        "press-column": "29/1 30/1 31/1 1/2 2/2 3/2 4/2",
        "press-radio": "29/1 30/1 31/1 1/2 2/2 3/2 4/2",
        "press-tv": "9/1 16/1 23/1 30/1",
        "social-lead": "13/1 15/1 17/1 20/1 22/1 24/1",
        "social-daily": "27/1 28/1 29/1 30/1 31/1 1/2 2/2 3/2 4/2",
        "portal-feature": "27/1 2/2",
        "loudspeaker-bulletin": "27/1 28/1 29/1 30/1 31/1 1/2 2/2 3/2 4/2",
    },
    "thong-nhat-dat-nuoc-2025": {  # the 50th, a Wednesday: round
        "press-page": "6/3 13/3 20/3 27/3 3/4 10/4 17/4 24/4",
        "press-column": "23/4 24/4 25/4 26/4 27/4 28/4 29/4 30/4 1/5",
        "press-radio": "23/4 24/4 25/4 26/4 27/4 28/4 29/4 30/4 1/5",
        "press-tv": "6/3 13/3 20/3 27/3 3/4 10/4 17/4 24/4",
        "social-lead": "31/3 2/4 4/4 7/4 9/4 11/4 14/4 16/4 18/4 21/4",
        "social-daily": "23/4 24/4 25/4 26/4 27/4 28/4 29/4 30/4 1/5",
        "portal-feature": "20/4 29/4",
        "loudspeaker-bulletin": ("20/4 21/4 22/4 23/4 24/4 25/4 26/4 27/4 28/4 29/4 30/4 1/5"),
    },
    "ngay-sinh-bac-ho-2025": {  # the 135th, a Monday: five
        "press-page": "24/4 1/5 8/5 15/5",
        "press-column": "14/5 15/5 16/5 17/5 18/5 19/5 20/5",
        "press-radio": "14/5 15/5 16/5 17/5 18/5 19/5 20/5",
        "press-tv": "24/4 1/5 8/5 15/5",
        "social-lead": "28/4 30/4 2/5 5/5 7/5 9/5",
        "social-daily": "12/5 13/5 14/5 15/5 16/5 17/5 18/5 19/5 20/5",
        "portal-feature": "12/5 18/5",
        "loudspeaker-bulletin": "12/5 13/5 14/5 15/5 16/5 17/5 18/5 19/5 20/5",
    },
    "quoc-khanh-2025": {  # the 80th, a Tuesday: round
        "press-page": "10/7 17/7 24/7 31/7 7/8 14/8 21/8 28/8",
        "press-column": "26/8 27/8 28/8 29/8 30/8 31/8 1/9 2/9 3/9",
        "press-radio": "26/8 27/8 28/8 29/8 30/8 31/8 1/9 2/9 3/9",
        "press-tv": "10/7 17/7 24/7 31/7 7/8 14/8 21/8 28/8",
        "social-lead": "4/8 6/8 8/8 11/8 13/8 15/8 18/8 20/8 22/8 25/8",
        "social-daily": "26/8 27/8 28/8 29/8 30/8 31/8 1/9 2/9 3/9",
        "portal-feature": "23/8 1/9",
        "loudspeaker-bulletin": ("23/8 24/8 25/8 26/8 27/8 28/8 29/8 30/8 31/8 1/9 2/9 3/9"),
    },
    "quoc-khanh-2027": {  # the 82nd, a Thursday: other
        "press-page": "19/8 26/8 2/9",
        "press-column": "30/8 31/8 1/9 2/9",
        "press-radio": "30/8 31/8 1/9 2/9",
        "press-tv": "19/8 26/8 2/9",
        "social-lead": "20/8 23/8 25/8 27/8",
        "social-daily": "30/8 31/8 1/9 2/9",
        "portal-feature": "1/9",
        "loudspeaker-bulletin": "28/8 29/8 30/8 31/8 1/9 2/9",
    },
}

SPANS: dict[str, dict[str, str]] = {
    "thanh-lap-dang-2025": {"banner-hang": "24/1 8/2", "flag-hang": "2/2 4/2"},
    "thong-nhat-dat-nuoc-2025": {"banner-hang": "15/4 7/5", "flag-hang": "29/4 1/5"},
    "ngay-sinh-bac-ho-2025": {"banner-hang": "9/5 24/5", "flag-hang": "18/5 20/5"},
    "quoc-khanh-2025": {"banner-hang": "18/8 9/9", "flag-hang": "1/9 3/9"},
    "quoc-khanh-2027": {"banner-hang": "26/8 5/9", "flag-hang": "1/9 3/9"},
}

TAKEN_DOWN = {
    "thanh-lap-dang-2025": d("2025-02-09"),
    "thong-nhat-dat-nuoc-2025": d("2025-05-08"),
    "ngay-sinh-bac-ho-2025": d("2025-05-25"),
    "quoc-khanh-2025": d("2025-09-10"),
    "quoc-khanh-2027": d("2027-09-06"),
}

RUNS: dict[str, tuple[str, str]] = {
    "press-page": ("press", "special_page"),
    "press-column": ("press", "column"),
    "press-radio": ("press", "radio"),
    "press-tv": ("press", "tv"),
    "social-lead": ("social", "post"),
    "social-daily": ("social", "post"),
    "portal-feature": ("portal", "feature"),
    "loudspeaker-bulletin": ("loudspeaker", "bulletin"),
    "banner-hang": ("banner", "banner"),
    "flag-hang": ("flag", "flag"),
}

CAMPAIGNS = sorted(DAYS)
ROWS = [(campaign, row) for campaign in CAMPAIGNS for row in RUNS]


def real_book(*, with_plans: bool) -> Book:
    seeds = real()
    return book(
        *(accepted_seeds() if with_plans else ()),
        register=seeds.register,
        anniversaries=seeds.anniversaries,
        today=d("2026-11-22"),
        horizon=d("2027-12-31"),
    )


_planned: dict[tuple[str, bool], list[Slot]] = {}


def slots_of(campaign: str, *, with_plans: bool = False) -> list[Slot]:
    """Return the campaign's slots, planned once for all the rows."""
    if (campaign, with_plans) not in _planned:
        day = REFERENCE[campaign]
        found = plan(real_book(with_plans=with_plans), day, day).slots.values()
        _planned[campaign, with_plans] = [one for one in found if one.campaign == campaign]
    return _planned[campaign, with_plans]


def running(row: str, day: date) -> list[Agency]:
    """Return the agencies that run the row's channel and format on the day T."""
    channel, form = RUNS[row]
    return [one for one in real().agencies if one.exists(day) and form in one.runs.get(channel, ())]


Hung = tuple[date, date | None, str | None]
"""First day, last day of a span, session."""


def by_agency(slots: Iterable[Slot], row: str) -> dict[str, list[Hung]]:
    found: dict[str, list[Hung]] = {}
    for one in slots:
        if one.cadence == row and one.day is not None:
            found.setdefault(one.agency, []).append((one.day, one.end_day, one.session))
    return {
        who: sorted(each, key=lambda one: (one[0], one[2] or "")) for who, each in found.items()
    }


@pytest.mark.parametrize("with_plans", [False, True])
@pytest.mark.parametrize(("campaign", "row"), ROWS)
def test_each_row_gives_its_days_and_none_more(campaign: str, row: str, with_plans: bool) -> None:  # noqa: FBT001
    """Every agency that runs the channel gets the row's days; the seeds' plans change none."""
    year = REFERENCE[campaign].year
    who = running(row, REFERENCE[campaign])
    wanted: list[Hung]
    if row in SPANS[campaign]:
        first, last = days(SPANS[campaign][row], year)
        wanted = [(first, last, None)]
    elif row == "loudspeaker-bulletin":
        wanted = [
            (day, None, session)
            for day in days(DAYS[campaign][row], year)
            for session in ("s1", "s2")
        ]
    else:
        wanted = [(day, None, None) for day in days(DAYS[campaign][row], year)]
    assert by_agency(slots_of(campaign, with_plans=with_plans), row) == {
        one.slug: wanted for one in who
    }
    assert who


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_no_other_cadence_serves_a_great_day(campaign: str) -> None:
    assert {one.cadence for one in slots_of(campaign)} == set(RUNS)


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_banners_come_down_the_day_after(campaign: str) -> None:
    down = take_downs(slots_of(campaign), real().cadences, real().register.agencies)
    assert {key: (one.due, one.agency, one.kind) for key, one in down.items()} == {
        f"{campaign}/banner-down/{one.slug}/span": (TAKEN_DOWN[campaign], one.slug, "take_down")
        for one in running("banner-hang", REFERENCE[campaign])
    }


def test_an_agency_with_two_sessions_on_2_9_2027() -> None:
    """The example of product.md: 12 bulletins, 28/8 to 2/9."""
    bulletins = [
        (one.occurrence, one.session, one.day)
        for one in slots_of("quoc-khanh-2027")
        if one.agency == "phuong-long-xuyen" and one.channel == "loudspeaker"
    ]
    assert bulletins == [
        ("d-5", "s1", d("2027-08-28")),
        ("d-5", "s2", d("2027-08-28")),
        ("d-4", "s1", d("2027-08-29")),
        ("d-4", "s2", d("2027-08-29")),
        ("d-3", "s1", d("2027-08-30")),
        ("d-3", "s2", d("2027-08-30")),
        ("d-2", "s1", d("2027-08-31")),
        ("d-2", "s2", d("2027-08-31")),
        ("d-1", "s1", d("2027-09-01")),
        ("d-1", "s2", d("2027-09-01")),
        ("d-0", "s1", d("2027-09-02")),
        ("d-0", "s2", d("2027-09-02")),
    ]


def test_keys_on_2_9_2027() -> None:
    keys = {
        one.key
        for one in slots_of("quoc-khanh-2027")
        if one.agency in {"bao-ptth-an-giang", "phuong-long-xuyen"}
        and one.cadence in {"press-page", "social-lead", "portal-feature", "banner-hang"}
    }
    assert keys == {
        "quoc-khanh-2027/press-page/bao-ptth-an-giang/th-2",
        "quoc-khanh-2027/press-page/bao-ptth-an-giang/th-1",
        "quoc-khanh-2027/press-page/bao-ptth-an-giang/th-0",
        "quoc-khanh-2027/social-lead/phuong-long-xuyen/fr-1",
        "quoc-khanh-2027/social-lead/phuong-long-xuyen/mo-1",
        "quoc-khanh-2027/social-lead/phuong-long-xuyen/we-1",
        "quoc-khanh-2027/social-lead/phuong-long-xuyen/fr-0",
        "quoc-khanh-2027/portal-feature/phuong-long-xuyen/d-1",
        "quoc-khanh-2027/banner-hang/phuong-long-xuyen/span",
    }


@pytest.mark.parametrize(
    ("row", "at", "minutes", "due"),
    [
        ("press-page", None, None, 3),
        ("press-column", None, None, 1),
        ("press-radio", time(6, 45), 10, 1),
        ("press-tv", time(20), 15, 5),
        ("social-lead", time(8), None, 1),
        ("social-daily", time(8), None, 1),
        ("portal-feature", time(9), None, 2),
        ("loudspeaker-bulletin", None, 8, 1),
        ("banner-hang", None, None, 7),
        ("flag-hang", None, None, None),
    ],
)
def test_hours_minutes_and_days_before(
    row: str, at: time | None, minutes: int | None, due: int | None
) -> None:
    """A bulletin's hour is its session's and worked out elsewhere."""
    found = {
        (one.channel, one.format, one.at, one.minutes, one.due_before)
        for one in slots_of("quoc-khanh-2027")
        if one.cadence == row
    }
    assert found == {(*RUNS[row], at, minutes, due)}


@pytest.mark.parametrize(
    ("name", "like", "rule"),
    [
        ("regular-column", "press-column", "FREQ=WEEKLY;BYDAY=TH"),
        ("regular-radio", "press-radio", "FREQ=WEEKLY;BYDAY=TH"),
        ("regular-tv", "press-tv", "FREQ=WEEKLY;BYDAY=TH"),
        ("regular-feature", "portal-feature", "FREQ=WEEKLY;BYDAY=MO"),
        ("regular-post", "social-daily", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("regular-bulletin", "loudspeaker-bulletin", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("usual-column", "press-column", "FREQ=DAILY"),
        ("usual-portal", "portal-feature", None),
    ],
)
def test_regular_and_usual_cadences_take_the_rest_from_the_default(
    name: str, like: str, rule: str | None
) -> None:
    one, other = cadence(name), cadence(like)
    assert (one.rrule, one.channel, one.format, one.times, one.minutes, one.due) == (
        rule,
        other.channel,
        other.format,
        other.times,
        other.minutes,
        other.due,
    )


def test_a_usual_day_gets_a_column_and_a_feature() -> None:
    """27/7/2026 (the 79th): column on T-1 and T, portal on T-1, and nothing else."""
    day = d("2026-07-27")
    found = plan(real_book(with_plans=False), day, day).slots.values()
    mine = {
        (one.cadence, one.day, one.at)
        for one in found
        if one.campaign == "thuong-binh-liet-si-2026"
    }
    assert mine == {
        ("usual-column", d("2026-07-26"), None),
        ("usual-column", d("2026-07-27"), None),
        ("usual-portal", d("2026-07-26"), time(9)),
    }


def test_flags_hang_only_where_the_anniversary_says_so() -> None:
    """Điện Biên Phủ (7/5) is great and has banners, but no flags."""
    day = d("2027-05-07")
    found = plan(real_book(with_plans=False), day, day).slots.values()
    spans = {one.cadence for one in found if one.campaign == "dien-bien-phu-2027" and one.end_day}
    assert spans == {"banner-hang"}


def test_an_agency_gets_a_row_only_for_formats_that_it_runs() -> None:
    """Of the press rows a paper of columns alone gets the column."""
    paper = agency("bao-tinh", runs={"press": ("column",)})
    known = book(register=register(paper), anniversaries=(NATIONAL_DAY,))
    found = plan(known, d("2026-09-02"), d("2026-09-02")).slots.values()
    assert {one.cadence for one in found} == {"press-column"}


NATIONAL_DAY = Anniversary("quoc-khanh", "Quốc khánh", 2, 9, origin_year=1945, rank="great")


def test_nothing_is_planned_on_a_day_on_which_an_agency_does_not_exist() -> None:
    """The paper ends on 31/8/2026, in the middle of its columns."""
    paper = agency("bao-tinh", "newspaper", valid_to=d("2026-08-31"))
    known = book(register=register(paper), anniversaries=(NATIONAL_DAY,))
    found = plan(known, d("2026-09-02"), d("2026-09-02")).slots.values()
    assert [(one.cadence, one.day) for one in found] == [
        ("press-page", d("2026-08-20")),
        ("press-page", d("2026-08-27")),
        ("press-column", d("2026-08-30")),
        ("press-column", d("2026-08-31")),
    ]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "wanted"),
    [
        (None, "2026-08-26", ["banner-hang"]),  # it hangs on its first day
        (None, "2026-08-25", []),
        ("2026-08-26", None, ["banner-hang", "flag-hang"]),
        ("2026-08-27", None, ["flag-hang"]),
    ],
)
def test_a_span_belongs_to_who_exists_on_its_first_day(
    valid_from: str | None, valid_to: str | None, wanted: list[str]
) -> None:
    one = agency(
        "huyen-a",
        runs={"banner": ("banner",), "flag": ("flag",)},
        valid_from=d(valid_from) if valid_from else None,
        valid_to=d(valid_to) if valid_to else None,
    )
    flagged = Anniversary(
        "quoc-khanh", "Quốc khánh", 2, 9, origin_year=1945, rank="great", flags=True
    )
    known = book(register=register(one), anniversaries=(flagged,))
    found = plan(known, d("2026-09-02"), d("2026-09-02")).slots.values()
    assert [each.cadence for each in found] == wanted


def test_a_session_only_on_its_own_weekdays() -> None:
    """28/8/2026 is a Friday: a session of Monday to Friday is silent on 29 and 30."""
    morning, evening = HUYEN_A.sessions
    one = agency(
        "huyen-a",
        runs={"loudspeaker": ("bulletin",)},
        sessions=(morning, type(evening)("s2", evening.start, (0, 1, 2, 3, 4))),
    )
    known = book(register=register(one, BAO), anniversaries=(NATIONAL_DAY,))
    found = plan(known, d("2026-09-02"), d("2026-09-02")).slots.values()
    assert [each.day for each in found if each.session == "s2"] == days("28/8 31/8 1/9 2/9", 2026)


# --- what days are called -----------------------------------------------------------------------


def test_weekdays_are_counted_back_from_the_reference_day() -> None:
    """From Thursday 2/9/2027: 0 on T itself or the last before it."""
    assert [
        (one.name, one.day) for one in expand(cadence("social-lead"), d("2027-09-02"), "other")
    ] == [
        ("fr-1", d("2027-08-20")),
        ("mo-1", d("2027-08-23")),
        ("we-1", d("2027-08-25")),
        ("fr-0", d("2027-08-27")),
    ]


def test_days_after_the_reference_day_have_a_plus() -> None:
    found = between(cadence("press-column"), d("2027-09-02"), d("2027-09-01"), d("2027-09-04"))
    assert found == [
        Occurrence(d("2027-09-01"), "d-1", 1),
        Occurrence(d("2027-09-02"), "d-0", 0),
        Occurrence(d("2027-09-03"), "d+1", -1),
        Occurrence(d("2027-09-04"), "d+2", -2),
    ]


def test_weeks_after_the_reference_day_have_a_plus() -> None:
    """T is a Thursday, so the first Thursday after it is th+1."""
    found = between(cadence("press-page"), d("2027-09-02"), d("2027-08-26"), d("2027-09-16"))
    assert [(one.day.day, one.name) for one in found] == [
        (26, "th-1"),
        (2, "th-0"),
        (9, "th+1"),
        (16, "th+2"),
    ]


def test_the_same_day_has_the_same_name_and_rank_in_every_window() -> None:
    wide = between(cadence("press-page"), d("2027-09-02"), d("2027-07-01"), d("2027-10-01"))
    narrow = between(cadence("press-page"), d("2027-09-02"), d("2027-08-10"), d("2027-08-27"))
    assert narrow == [one for one in wide if d("2027-08-10") <= one.day <= d("2027-08-27")]


def test_ranks_count_back_from_the_reference_day() -> None:
    found = expand(cadence("press-page"), d("2027-09-02"), "other")
    assert [(one.name, one.rank) for one in found] == [("th-2", 2), ("th-1", 1), ("th-0", 0)]


def test_listed_days_count_too() -> None:
    found = expand(cadence("portal-feature"), d("2025-09-02"), "round")
    assert [(one.name, one.rank) for one in found] == [("d-10", 1), ("d-1", 0)]


def test_an_interval_keeps_step_with_the_reference_day() -> None:
    """Every second Thursday, T's own among them."""
    one = Cadence("x", "anniversary", "press", "column", rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TH")
    found = between(one, d("2027-09-02"), d("2027-08-01"), d("2027-09-30"))
    assert [each.day for each in found] == days("5/8 19/8 2/9 16/9 30/9", 2027)


def test_the_regular_rhythm_names_days_by_iso_week() -> None:
    """Monday 1/1/2001 is the first; 30/12/2024 is W01-mo and 1/1/2027 W53-fr."""
    bulletins = regular(cadence("regular-bulletin"), d("2027-01-04"))
    named = {one.day: one.name for one in bulletins}
    assert bulletins[:2] == (
        Occurrence(d("2001-01-01"), "W01-mo", 0),
        Occurrence(d("2001-01-03"), "W01-we", 1),
    )
    assert [named[d(day)] for day in ("2024-12-30", "2027-01-01", "2027-01-04")] == [
        "W01-mo",
        "W53-fr",
        "W01-mo",
    ]
    assert [one.rank for one in bulletins] == list(range(len(bulletins)))


# --- reading ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("T-60..T", ((-60, 0),)),
        ("T-7..T+1", ((-7, 1),)),
        ("T-10, T-1", ((-10, -10), (-1, -1))),
        ("T", ((0, 0),)),
        ("T + 1 .. T + 3", ((1, 3),)),
    ],
)
def test_windows_are_read(text: str, pairs: tuple[tuple[int, int], ...]) -> None:
    assert read_windows(text) == pairs


@pytest.mark.parametrize("text", ["T+1..T-1", "T-7..", "7..1", "", "T-7 T-1", "T-7,,T-1"])
def test_what_is_no_window_is_an_error(text: str) -> None:
    with pytest.raises(InputError):
        read_windows(text)


def test_a_rule_is_read_in_every_writing() -> None:
    assert check_rule("freq=weekly; byday=th") == "FREQ=WEEKLY;BYDAY=TH"


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=SOMETIMES",
        "FREQ=DAILY;COUNT=3",
        "FREQ=DAILY;UNTIL=20270101",
        "FREQ=DAILY;BYHOUR=8",
        "FREQ=HOURLY",
        "",
        "mỗi thứ Năm",
        "FREQ=DAILY\nRRULE:FREQ=WEEKLY",
    ],
)
def test_a_broken_rule_is_an_error(text: str) -> None:
    with pytest.raises(InputError):
        check_rule(text)
