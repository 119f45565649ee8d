"""Days as papers write them, ISO weeks, and Vietnam's lunar calendar."""

from datetime import date

import pytest
from builders import d
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.dates import iso_week, lunar_day, printed, read_day, to_lunar, year_name
from planner.errors import InputError


@pytest.mark.parametrize(
    ("year", "day"),
    [(1985, "1985-01-21"), (2007, "2007-02-17"), (2026, "2026-02-17"), (2030, "2030-02-02")],
)
def test_tet_is_vietnams_and_not_chinas(year: int, day: str) -> None:
    assert lunar_day(year, 1, 1) == d(day)


@pytest.mark.parametrize(
    ("year", "day"), [(2025, "2025-04-07"), (2026, "2026-04-26"), (2027, "2027-04-16")]
)
def test_gio_to(year: int, day: str) -> None:
    assert lunar_day(year, 3, 10) == d(day)


def test_a_leap_month_follows_the_month_of_its_number() -> None:
    assert (lunar_day(2025, 6, 1), lunar_day(2025, 6, 1, leap=True)) == (
        d("2025-06-25"),
        d("2025-07-25"),
    )


@pytest.mark.parametrize(("year", "month"), [(2026, 6), (2025, 5), (2025, 7), (2027, 1)])
def test_a_leap_month_that_does_not_exist_is_an_error(year: int, month: int) -> None:
    with pytest.raises(InputError):
        lunar_day(year, month, 1, leap=True)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (2025, 12, "2026-02-16"),  # the day before Tết 2026
        (2026, 5, "2026-07-13"),
        (2031, 3, "2031-04-20"),  # a month of 29 that its own leap month follows
    ],
)
def test_day_30_of_a_month_of_29_falls_on_the_29th(year: int, month: int, day: str) -> None:
    assert (lunar_day(year, month, 29), lunar_day(year, month, 30)) == (d(day), d(day))


def test_day_30_of_a_month_of_30_is_its_own() -> None:
    assert (lunar_day(2025, 6, 29), lunar_day(2025, 6, 30)) == (d("2025-07-23"), d("2025-07-24"))


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2026, 1, 31), (2026, 1, 0), (2026, 13, 1), (1850, 1, 1)]
)
def test_no_such_lunar_day_is_an_error(year: int, month: int, day: int) -> None:
    with pytest.raises(InputError):
        lunar_day(year, month, day)


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_a_day_is_found_again_from_its_lunar_one(day: date) -> None:
    lunar = to_lunar(day)
    assert lunar_day(lunar.year, lunar.month, lunar.day, leap=lunar.leap) == day


def test_the_cycle_of_sixty() -> None:
    assert [year_name(year) for year in (1984, 2026, 2027)] == ["Giáp Tý", "Bính Ngọ", "Đinh Mùi"]


@pytest.mark.parametrize(
    ("day", "year", "name"),
    [
        ("2024-12-30", 2025, "W01-mo"),
        ("2027-01-01", 2026, "W53-fr"),
        ("2027-01-03", 2026, "W53-su"),
        ("2027-01-04", 2027, "W01-mo"),
        ("2027-09-02", 2027, "W35-th"),
    ],
)
def test_a_week_belongs_to_its_iso_year(day: str, year: int, name: str) -> None:
    assert iso_week(d(day)) == (year, name)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2027-09-02", "02/9/2027"),
        ("2027-02-03", "03/02/2027"),
        ("2027-01-15", "15/01/2027"),
        ("2025-04-30", "30/4/2025"),
        ("2026-12-22", "22/12/2026"),
    ],
)
def test_days_are_written_as_papers_do(day: str, words: str) -> None:
    assert (printed(d(day)), read_day(words)) == (words, d(day))


@pytest.mark.parametrize("text", ["3/2/2025", "03.02.2025", " 3-2-2025 ", "03/02/2025"])
def test_a_day_is_read_in_every_writing(text: str) -> None:
    assert read_day(text) == d("2025-02-03")


@pytest.mark.parametrize(
    "text", ["31/4/2025", "2025-02-03", "3/2", "", "ngày 3/2/2025", "3/13/2025"]
)
def test_what_is_no_day_is_an_error_with_the_words(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_day(text)
    assert caught.value.parts == {"text": text.strip()}
