"""Whom a plan addresses, and where its windows belong."""

import pytest
from builders import (
    ANNIVERSARIES,
    DISTRICTS,
    FIVE,
    NOTED,
    QUOC_KHANH,
    ROUND,
    agency,
    block,
    d,
    phase,
    plan,
    register,
    window,
)

from planner.domain.addressing import (
    Placed,
    addressees,
    choose,
    ended,
    kept_by,
    named,
    place,
    unknown,
)
from planner.domain.anniversaries import Kept
from planner.domain.model import Agency, Named, Plan, Succession

SLUGS = {one.slug: one for one in ANNIVERSARIES}
NATIONAL_DAY = Kept(QUOC_KHANH, 2026, d("2026-09-02"))
ROUND_DAY = Kept(ROUND, 2026, d("2026-10-15"))


# --- agencies -----------------------------------------------------------------------------------


def test_a_collective_name_is_less_close_than_a_name() -> None:
    one = plan(blocks=(block(DISTRICTS), block("Huyện A", "Báo tỉnh")))
    assert addressees(one, register()) == {"huyen-a": 2, "huyen-b": 3, "bao-tinh": 2}


def test_a_plan_without_blocks_addresses_nobody() -> None:
    assert addressees(plan(blocks=()), register()) == {}


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({}, ["so-cu"]),  # issued on 5/1/2026
        ({"issued_on": None, "phases": (phase("2026-06-01", None),)}, ["so-moi"]),
        ({"issued_on": None, "phases": (), "accepted_on": d("2026-03-01")}, ["so-moi"]),
        ({"issued_on": None, "phases": (), "accepted_on": d("2026-02-28")}, ["so-cu"]),
    ],
)
def test_names_mean_who_bore_them_on_the_plans_day(
    values: dict[str, object], wanted: list[str]
) -> None:
    """The day of issue, else the first phase's first, else the day of acceptance."""
    known = register(
        agency("so-cu", "department", name="Sở Văn hóa", valid_to=d("2026-02-28")),
        agency("so-moi", "department", name="Sở Văn hóa", valid_from=d("2026-03-01")),
    )
    assert list(named(["Sở Văn hóa"], plan(**values), known)) == wanted


def test_names_stay_in_the_plans_province() -> None:
    known = register(agency("huyen-x", province="khac"), agency("huyen-a"))
    assert addressees(plan(blocks=(block(DISTRICTS),)), known) == {"huyen-a": 3}


def test_names_that_mean_nobody_are_told_with_their_first_line() -> None:
    one = plan(
        blocks=(block("Sở Lạ", "Báo tỉnh"),),
        windows=(window("flag", "2026-09-01", "2026-09-03", "Sở Lạ", "Xã Lạ"),),
    )
    assert unknown(one, register()) == [("Sở Lạ", 40), ("Xã Lạ", 50)]


def test_who_ends_before_the_plan_is_listed_with_its_heirs() -> None:
    known = register(
        agency(
            "so-cu",
            "department",
            name="Sở Thông tin",
            valid_to=d("2026-08-31"),
            successors=(Succession("so-moi", ("báo chí", "thông tin cơ sở")),),
        ),
        agency("so-moi", "department", name="Sở Văn hóa"),
    )
    [problem] = ended(plan(blocks=(block("Sở Thông tin", "Sở Văn hóa"),)), known, d("2027-12-31"))
    assert problem.where.key == "15-kh-ubnd-2026/so-cu"
    assert problem.message == (
        "Sở Thông tin kết thúc ngày 31/08/2026, kế hoạch còn đến 31/12/2026; "
        "nơi kế thừa: Sở Văn hóa (báo chí, thông tin cơ sở)"
    )


# --- anniversaries ------------------------------------------------------------------------------


def kept(*names: Named, **values: object) -> list[str]:
    return [one.key for one, _ in kept_by(plan(anniversaries=names, **values), SLUGS)]


def test_in_the_year_that_is_stated() -> None:
    assert kept(Named("ngay-tron", 2027, 15)) == ["ngay-tron-2027"]


@pytest.mark.parametrize(
    ("phases", "wanted"),
    [
        ((phase("2026-06-01", "2026-12-31"),), ["ngay-tron-2026"]),
        ((phase("2026-10-15", "2026-10-15"),), ["ngay-tron-2026"]),
        ((phase("2026-10-16", "2027-10-14"),), []),
        (
            (phase("2026-06-01", "2026-12-31"), phase("2027-01-01", "2027-12-31", 2)),
            ["ngay-tron-2026", "ngay-tron-2027"],
        ),
        ((phase("2026-06-01", None),), []),
    ],
)
def test_without_a_year_those_in_the_plans_time(
    phases: tuple[object, ...], wanted: list[str]
) -> None:
    assert kept(Named("ngay-tron", None, 15), phases=phases) == wanted


@pytest.mark.parametrize("year", [2026, None])
def test_19_8_counts_as_naming_2_9(year: int | None) -> None:
    assert kept(Named("cach-mang-thang-tam", year, 15)) == ["quoc-khanh-2026"]


def test_naming_both_names_it_once_at_the_first_line() -> None:
    one = plan(
        anniversaries=(Named("cach-mang-thang-tam", 2026, 15), Named("quoc-khanh", 2026, 16))
    )
    assert kept_by(one, SLUGS) == [(NATIONAL_DAY, 15)]


def test_before_count_1_it_is_not_kept() -> None:
    assert kept(Named("ngay-tron", 1976, 15)) == []


# --- windows ------------------------------------------------------------------------------------


def homes(one: Plan, *days: Kept) -> list[tuple[str | None, int | None]]:
    return [(each.campaign, each.phase) for each in place(one, days, register())]


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        ("2026-08-20", "2026-09-02", [("quoc-khanh-2026", None)]),  # T is its last day
        ("2026-08-20", "2026-10-15", [("quoc-khanh-2026", None), ("ngay-tron-2026", None)]),
        ("2026-08-01", "2026-08-03", [("quoc-khanh-2026", None)]),  # 30 days before
        ("2026-08-01", "2026-08-02", [(None, 1)]),  # 31
        ("2026-09-20", "2026-09-22", [("quoc-khanh-2026", None)]),  # 18 days against 23
        ("2026-09-25", "2026-09-26", [("ngay-tron-2026", None)]),  # 23 days against 19
        ("2026-11-14", "2026-11-20", [("ngay-tron-2026", None)]),  # 30 days behind
        ("2026-11-15", "2026-11-20", [(None, 1)]),
    ],
)
def test_where_a_window_belongs(
    start: str, end: str, wanted: list[tuple[str | None, int | None]]
) -> None:
    """To each day T that lies in it, else the nearest within 30 days, else the phase."""
    one = plan(windows=(window("banner", start, end),))
    assert homes(one, NATIONAL_DAY, ROUND_DAY) == wanted


@pytest.mark.parametrize(("day", "wanted"), [("2026-07-10", 1), ("2026-10-10", 2)])
def test_a_window_belongs_to_the_phase_in_which_it_lies(day: str, wanted: int) -> None:
    one = plan(
        phases=(phase("2026-06-01", "2026-08-31"), phase("2026-09-01", "2026-12-31", 2)),
        windows=(window("banner", day, "2026-12-01"),),
    )
    assert homes(one) == [(None, wanted)]


def test_a_window_in_a_phase_without_an_end_is_not_the_first_phases() -> None:
    """The second phase is open, and plans nothing; the first must not get its banner's days."""
    one = plan(
        phases=(phase("2024-12-16", "2024-12-31"), phase("2025-01-01", None, 2)),
        windows=(window("banner", "2025-03-01", "2025-03-10"),),
    )
    assert (None, 1) not in homes(one)


def test_without_names_of_its_own_a_window_holds_for_whom_the_plan_addresses() -> None:
    one = plan(
        blocks=(block(DISTRICTS), block("Huyện A")),
        windows=(
            window("banner", "2026-09-01", "2026-09-03"),
            window("banner", "2026-09-01", "2026-09-03", "Huyện B"),
            window("banner", "2026-09-01", "2026-09-03", DISTRICTS),
        ),
    )
    assert [dict(each.who) for each in place(one, [NATIONAL_DAY], register())] == [
        {"huyen-a": 2, "huyen-b": 3},
        {"huyen-b": 0},
        {"huyen-a": 1, "huyen-b": 1},
    ]


def placed(one: Plan, line: int, who: dict[str, int], end: str = "2026-09-03") -> Placed:
    return Placed(one, window("banner", "2026-09-01", end, line=line), "quoc-khanh-2026", None, who)


OLD = plan(key="old", issued_on=d("2026-01-05"))
NEW = plan(key="new", issued_on=d("2026-02-05"))


def chosen(*windows: Placed) -> int | None:
    best, problem = choose(list(windows), "huyen-a")
    assert problem is None
    return best.window.line if best else None


def test_the_one_that_names_the_agency_most_closely_wins() -> None:
    assert chosen(placed(NEW, 50, {"huyen-a": 1}), placed(OLD, 51, {"huyen-a": 0})) == 51


def test_then_the_later_day_of_issue() -> None:
    assert chosen(placed(OLD, 50, {"huyen-a": 1}), placed(NEW, 51, {"huyen-a": 1})) == 51


def test_others_windows_do_not_count() -> None:
    assert chosen(placed(NEW, 50, {"huyen-b": 0}), placed(OLD, 51, {"huyen-a": 3})) == 51
    assert chosen(placed(NEW, 50, {"huyen-b": 0})) is None


def test_still_a_tie_is_a_question() -> None:
    best, problem = choose(
        [placed(OLD, 50, {"huyen-a": 1}), placed(OLD, 51, {"huyen-a": 1}, end="2026-09-09")],
        "huyen-a",
    )
    assert problem is not None
    assert (best, problem.where.key) == (None, "quoc-khanh-2026/huyen-a")


def test_the_same_days_twice_are_no_question() -> None:
    assert chosen(placed(OLD, 50, {"huyen-a": 1}), placed(OLD, 51, {"huyen-a": 1})) == 50


def test_the_noted_day_counts_like_any_other_for_a_window() -> None:
    """20/10 and 15/10 both lie in it."""
    noted, five = Kept(NOTED, 2026, d("2026-10-20")), Kept(FIVE, 2026, d("2026-11-20"))
    one = plan(windows=(window("banner", "2026-10-10", "2026-10-25"),))
    assert homes(one, ROUND_DAY, noted, five) == [
        ("ngay-tron-2026", None),
        ("ngay-ghi-2026", None),
    ]


def test_an_agency_that_is_gone_is_not_meant() -> None:
    gone: Agency = agency("huyen-a", name="Huyện A", valid_to=d("2026-01-04"))
    assert addressees(plan(blocks=(block("Huyện A"),)), register(gone)) == {}
