from datetime import date

import pytest

from planner.documents.fields.days import first_day, last_day, mentions
from planner.documents.papers.plain import plain


@pytest.mark.parametrize(
    ("text", "day", "month", "year"),
    [
        ("ngày 26/8/2027", 26, 8, 2027),
        ("ngày 26-8-2027", 26, 8, 2027),
        ("ngày 03.02.2025", 3, 2, 2025),
        ("ngày 20-9", 20, 9, None),
        ("trước 20/6)", 20, 6, None),
        ("16 - 2", 16, 2, None),
        ("ngày 4 tháng 3 năm 2021", 4, 3, 2021),
        ("ngày 10 tháng 8", 10, 8, None),
        ("ngày28/4", 28, 4, None),
        ("ngày 03/5/2023.2. Treo", 3, 5, 2023),
        ("trước ngày l5/9/2024", 15, 9, 2024),
        ("ngày 01/9/25", 1, 9, 2025),
        ("ngày 25 hằng tháng", 25, None, None),
        ("tháng 11 năm 2021", None, 11, 2021),
        ("tháng 12-2024", None, 12, 2024),
        ("tháng 9", None, 9, None),
        ("Quý III/2026", None, 7, 2026),
        ("quý 4 năm 2025", None, 10, 2025),
        ("6 tháng cuối năm 2025", None, 7, 2025),
        ("năm 2028", None, 1, 2028),
    ],
)
def test_what_a_text_says(text: str, day: int | None, month: int | None, year: int | None) -> None:
    found = mentions(plain(text))
    assert [(one.day, one.month, one.year) for one in found] == [(day, month, year)]


@pytest.mark.parametrize(
    "text",
    [
        "32/5/2025",
        "số 24-NQ/TW",
        "Kế hoạch số 141/KH-UBND",
        "10 - 12 phút",
        "40/45 xã",
        "nhiệm kỳ 2026 - 2031",
        "Cách mạng tháng 8",
        "12 tháng",
        "1.500 tờ gấp",
        "đạt 15/5%",
    ],
)
def test_numbers_that_are_no_days(text: str) -> None:
    assert mentions(plain(text)) == ()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("tháng 2/2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("tháng 4 - tháng 5 năm 2026", date(2026, 4, 1), date(2026, 5, 31)),
        ("tháng 6 - 8/2026", date(2026, 6, 1), date(2026, 8, 31)),
        ("tháng 7 và tháng 8 năm 2017", date(2017, 7, 1), date(2017, 8, 31)),
        ("tháng 12 - tháng 01 năm 2027", date(2026, 12, 1), date(2027, 1, 31)),
        ("quý I và quý II năm 2026", date(2026, 1, 1), date(2026, 6, 30)),
        ("6 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 6, 30)),
        ("25 tháng Chạp", date(2026, 2, 12), date(2026, 2, 12)),
        ("mùng 6 Tết", date(2026, 2, 22), date(2026, 2, 22)),
        ("rằm tháng Giêng", date(2026, 3, 3), date(2026, 3, 3)),
        ("ngày 10 tháng 3 âm lịch", date(2026, 4, 26), date(2026, 4, 26)),
        ("ngày 31/6", None, None),
    ],
)
def test_the_days_it_covers(text: str, first: date | None, last: date | None) -> None:
    (one,) = mentions(plain(text))
    assert (first_day(one, 2026), last_day(one, 2026)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "ngày 25 tháng Chạp (tức ngày 24/01/2025)",
        "24/01/2025 (25 tháng Chạp)",
        "ngày 24/01/2025 (tức ngày 25/12 âm lịch)",
        "ngày 24 tháng 01 năm 2025 (25 tháng Chạp)",
    ],
)
def test_a_day_told_in_both_calendars_is_the_solar_one(text: str) -> None:
    assert [first_day(one, None) for one in mentions(plain(text))] == [date(2025, 1, 24)]


@pytest.mark.parametrize(
    "text",
    [
        "từ nay",
        "kể từ ngày ban hành",
        "từ ngày ký ban hành Kế hoạch",
        "từ khi Quyết định này có hiệu lực",
        "từ ngày có hiệu lực",
        "từ thời điểm ban hành văn bản này",
    ],
)
def test_the_day_of_issue(text: str) -> None:
    assert [one.now for one in mentions(plain(text))] == [True]
