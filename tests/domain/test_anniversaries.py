"""Anniversaries in a year: day, count, class and official name, with the seeds' own."""

from datetime import date

import pytest
from builders import d, real

from planner.domain.anniversaries import Kept, in_days, in_year, of_year
from planner.domain.model import Anniversary
from planner.errors import InputError


def kept(slug: str, year: int) -> Kept:
    found = in_year(next(one for one in real().anniversaries if one.slug == slug), year)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("slug", "year", "day", "count", "kind"),
    [
        ("thanh-lap-dang", 2025, "2025-02-03", 95, "five"),
        ("thong-nhat-dat-nuoc", 2025, "2025-04-30", 50, "round"),
        ("ngay-sinh-bac-ho", 2025, "2025-05-19", 135, "five"),
        ("quoc-khanh", 2025, "2025-09-02", 80, "round"),
        ("quoc-khanh", 2027, "2027-09-02", 82, "other"),
        ("thanh-lap-dang", 2030, "2030-02-03", 100, "round"),
        ("dien-bien-phu", 2029, "2029-05-07", 75, "five"),
        ("gio-to", 2025, "2025-04-07", None, "five"),
        ("gio-to", 2026, "2026-04-26", None, "other"),
        ("gio-to", 2027, "2027-04-16", None, "other"),
        ("gio-to", 2030, "2030-04-12", None, "round"),
        ("tet", 2026, "2026-02-17", None, "other"),
        ("tet", 2030, "2030-02-02", None, "other"),
        ("chuyen-doi-so", 2030, "2030-10-10", None, "other"),
    ],
)
def test_the_class_goes_by_the_count(
    slug: str, year: int, day: str, count: int | None, kind: str
) -> None:
    one = kept(slug, year)
    assert (one.day, one.count, one.kind, one.key) == (d(day), count, kind, f"{slug}-{year}")


@pytest.mark.parametrize(
    ("slug", "year", "name"),
    [
        (
            "quoc-khanh",
            2027,
            (
                "Kỷ niệm 82 năm Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam"
                " (02/9/1945 - 02/9/2027)"
            ),
        ),
        (
            "thanh-lap-dang",
            2025,
            "Kỷ niệm 95 năm Ngày thành lập Đảng Cộng sản Việt Nam (03/02/1930 - 03/02/2025)",
        ),
        (
            "thong-nhat-dat-nuoc",
            2025,
            "Kỷ niệm 50 năm Ngày Giải phóng miền Nam, thống nhất đất nước (30/4/1975 - 30/4/2025)",
        ),
        (
            "ngay-sinh-bac-ho",
            2025,
            "Kỷ niệm 135 năm Ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2025)",
        ),
        (
            "cach-mang-thang-tam",
            2025,
            "Kỷ niệm 80 năm Cách mạng tháng Tám thành công (19/8/1945 - 19/8/2025)",
        ),
        (
            "thuong-binh-liet-si",
            2026,
            "Kỷ niệm 79 năm Ngày Thương binh - Liệt sĩ (27/7/1947 - 27/7/2026)",
        ),
        ("tet", 2026, "Tết Nguyên đán (1/1 âm lịch)"),
        ("gio-to", 2026, "Giỗ Tổ Hùng Vương (10/3 âm lịch)"),
        ("chuyen-doi-so", 2026, "Ngày Chuyển đổi số quốc gia"),
    ],
)
def test_official_names(slug: str, year: int, name: str) -> None:
    assert kept(slug, year).official == name


def test_a_theme_is_the_name_with_the_count() -> None:
    one = kept("quoc-khanh", 2027)
    assert (one.theme, one.short) == (
        "82 năm Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam",
        "82 năm Quốc khánh",
    )


def test_nothing_before_count_1() -> None:
    one = Anniversary("a", "A", 2, 9, origin_year=1945)
    days = [found.day if (found := in_year(one, year)) else None for year in (1944, 1945, 1946)]
    assert days == [None, None, date(1946, 9, 2)]


def test_nothing_before_the_first_year_in_which_it_is_kept() -> None:
    one = Anniversary("a", "A", 24, 11, since=2026)
    assert [in_year(one, year) is None for year in (2025, 2026)] == [True, False]


def test_a_lunar_day_belongs_to_its_lunar_year() -> None:
    """The 23rd of the last lunar month of 2026 lies in January 2027."""
    one = Anniversary("ong-tao", "Ông Táo", 23, 12, lunar=True)
    found = in_days([one], d("2027-01-01"), d("2027-03-31"))
    assert [(each.key, each.day) for each in found] == [("ong-tao-2026", d("2027-01-30"))]


def test_the_last_lunar_day_of_a_short_month() -> None:
    one = Anniversary("giao-thua", "Giao thừa", 30, 12, lunar=True)
    assert in_year(one, 2025) == Kept(one, 2025, d("2026-02-16"))


def test_in_days_counts_both_ends_and_sorts_by_day() -> None:
    found = in_days(real().anniversaries, d("2025-04-30"), d("2025-05-19"))
    assert [one.key for one in found] == [
        "thong-nhat-dat-nuoc-2025",
        "quoc-te-lao-dong-2025",
        "dien-bien-phu-2025",
        "ngay-sinh-bac-ho-2025",
    ]


def test_a_year_lists_the_great_days_in_their_order() -> None:
    great = [one for one in of_year(real().anniversaries, 2027) if one.anniversary.rank == "great"]
    assert [(one.key, one.day) for one in great] == [
        ("thanh-lap-dang-2027", d("2027-02-03")),
        ("tet-2027", d("2027-02-06")),
        ("gio-to-2027", d("2027-04-16")),
        ("thong-nhat-dat-nuoc-2027", d("2027-04-30")),
        ("dien-bien-phu-2027", d("2027-05-07")),
        ("ngay-sinh-bac-ho-2027", d("2027-05-19")),
        ("quoc-khanh-2027", d("2027-09-02")),
    ]


@pytest.mark.parametrize("year", [1899, 2101])
def test_a_year_that_the_lunar_calendar_does_not_reach_is_an_error(year: int) -> None:
    with pytest.raises(InputError):
        of_year(real().anniversaries, year)


def test_the_seeds_ranks_flags_and_carriers() -> None:
    every = real().anniversaries
    assert {
        "great": {one.slug for one in every if one.rank == "great"},
        "usual": {one.slug for one in every if one.rank == "usual"},
        "flags": {one.slug for one in every if one.flags},
        "carried": {one.slug: one.carried_by for one in every if one.carried_by},
    } == {
        "great": {
            "thanh-lap-dang",
            "thong-nhat-dat-nuoc",
            "ngay-sinh-bac-ho",
            "quoc-khanh",
            "dien-bien-phu",
            "gio-to",
            "tet",
        },
        "usual": {"thuong-binh-liet-si", "thanh-lap-quan-doi", "bao-chi-cach-mang"},
        "flags": {"thanh-lap-dang", "thong-nhat-dat-nuoc", "ngay-sinh-bac-ho", "quoc-khanh", "tet"},
        "carried": {
            "quoc-te-lao-dong": "thong-nhat-dat-nuoc",
            "cach-mang-thang-tam": "quoc-khanh",
        },
    }
