from datetime import date

import pytest

from planner.documents.fields.ranges import before_tet, ranges, resolve
from planner.documents.papers.plain import plain

ISSUED = date(2025, 4, 10)


def spans(text: str, issued: date | None = ISSUED) -> list[str]:
    """Each span as "first..last", "?" for what isn't known, an event by its name."""
    bare = plain(text)
    found = []
    for one in [*ranges(bare), *before_tet(bare)]:
        start, end = resolve(one, issued)
        last = text[one.end - len(one.event) : one.end] if one.event else end or "?"
        found.append(f"{start or '?'}..{last}")
    return found


# The phrasings of domain.md (d) that state spans; the number is theirs.
@pytest.mark.parametrize(
    ("text", "issued", "span"),
    [
        ("Từ nay đến tháng 11 năm 2021", "2021-07-19", "2021-07-19..2021-11-30"),  # 1
        ("Từ nay đến hết năm 2024", "2024-12-16", "2024-12-16..2024-12-31"),  # 2
        (
            "Từ đầu năm 2025 đến Đại hội XIV của Đảng",
            "2024-12-16",
            "2025-01-01..Đại hội XIV của Đảng",
        ),
        (
            "Bắt đầu từ ngày 28/4/2023 đến hết ngày 03/5/2023",
            "2023-04-20",
            "2023-04-28..2023-05-03",
        ),
        ("từ ngày 26-4 đến hết ngày 1-5-2019", "2019-04-19", "2019-04-26..2019-05-01"),  # 9
        ("Từ ngày 31/12/2025 đến hết ngày 06/01/2026", "2025-12-25", "2025-12-31..2026-01-06"),
        ("từ ngày 20.1 đến ngày 28.1.2016", "2016-01-05", "2016-01-20..2016-01-28"),  # 12
        ("từ ngày 20-28/01/2016", "2016-01-05", "2016-01-20..2016-01-28"),  # 13
        ("từ ngày 23 tháng 5 đến ngày 10 tháng 6 năm 2011", "2011-05-10", "2011-05-23..2011-06-10"),
        ("từ 16 - 2 đến 22 - 5", "2021-02-01", "2021-02-16..2021-05-22"),  # 15
        ("Từ ngày 30/4/2025 đến hết ngày 01/5/2025", "2025-04-10", "2025-04-30..2025-05-01"),  # 16
        ("từ ngày 18/8 đến hết ngày 3/9/2025", "2025-08-01", "2025-08-18..2025-09-03"),  # 17
        ("Trước Tết Nguyên đán từ 5 đến 7 ngày", "2026-12-20", "2027-01-30..2027-02-01"),  # 29
    ],
)
def test_the_spans_of_domain_md(text: str, issued: str, span: str) -> None:
    assert spans(text, date.fromisoformat(issued)) == [span]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        # both ends, in all signs
        ("từ 29/4 đến hết 02/5/2025", "2025-04-29..2025-05-02"),
        ("từ ngày 29/4/2025 đến 02/5/2025", "2025-04-29..2025-05-02"),
        ("từ ngày 29/4/2025 - 02/5/2025", "2025-04-29..2025-05-02"),
        ("15/8 – 04/9/2025", "2025-08-15..2025-09-04"),
        ("từ ngày 01 - 09/11/2025", "2025-11-01..2025-11-09"),
        ("từ ngày 19 - 21/10/2025", "2025-10-19..2025-10-21"),
        ("từ ngày 18 đến ngày 19/5/2025", "2025-05-18..2025-05-19"),
        ("từ 20 đến 28/5", "2025-05-20..2025-05-28"),
        ("Từ ngày 13 đến ngày 19 tháng 11 năm 2025", "2025-11-13..2025-11-19"),
        ("từ ngày 25 tháng 02 đến hết ngày 17 tháng 3 năm 2026", "2026-02-25..2026-03-17"),
        ("từ 01.8.2025 đến 05.9.2025", "2025-08-01..2025-09-05"),
        ("từ 13.1 đến 7.2.2026", "2026-01-13..2026-02-07"),
        ("từ ngày 22-9-2025 đến ngày 24-9-2025", "2025-09-22..2025-09-24"),
        ("bắt đầu từ ngày 14/8, kết thúc vào ngày 05/9/2025", "2025-08-14..2025-09-05"),
        ("từ ngày 10/8/2025 kéo dài đến ngày 10/9/2025", "2025-08-10..2025-09-10"),
        ("từ ngày 20/4 cho đến hết ngày 05/5", "2025-04-20..2025-05-05"),
        ("từ ngày 20/4 tới ngày 05/5", "2025-04-20..2025-05-05"),
        ("từ ngày 20/4 đến trước ngày 05/5/2025", "2025-04-20..2025-05-04"),
        ("dịp 30/4 - 01/5", "2025-04-30..2025-05-01"),
        ("trong tuần lễ từ ngày 12/5 đến 18/5", "2025-05-12..2025-05-18"),
        ("(từ 01/8 - 05/9/2025)", "2025-08-01..2025-09-05"),
        ("từ ngày 01/9/25 đến ngày 03/9/25", "2025-09-01..2025-09-03"),
        # hours and weekdays between
        ("từ 6 giờ ngày 13/3 đến 18 giờ ngày 16/3/2026", "2026-03-13..2026-03-16"),
        ("từ 06 giờ 00 ngày 02/02 đến 18 giờ 00 ngày 04/02/2026", "2026-02-02..2026-02-04"),
        ("từ 6h00 ngày 29/4 đến 18h00, ngày 02/5/2025", "2025-04-29..2025-05-02"),
        ("từ 0 giờ ngày 06/10/2025 đến 24 giờ ngày 07/10/2025", "2025-10-06..2025-10-07"),
        ("từ thứ Hai ngày 5/5 đến Chủ nhật ngày 11/5", "2025-05-05..2025-05-11"),
        ("từ ngày 29/4 (thứ Ba) đến hết ngày 02/5/2025 (thứ Sáu)", "2025-04-29..2025-05-02"),
        ("từ sáng ngày 30/8 đến hết ngày 03/9/2025", "2025-08-30..2025-09-03"),
        ("từ chiều 30/4 đến sáng ngày 02/5", "2025-04-30..2025-05-02"),
        # across the year, and years that are missing
        ("từ ngày 25/12 đến ngày 05/01/2026", "2025-12-25..2026-01-05"),
        ("từ ngày 31/12/2025 đến ngày 02/01", "2025-12-31..2026-01-02"),
        ("từ ngày 28/12 đến hết ngày 03/01", "2025-12-28..2026-01-03"),
        ("từ ngày 05/01 đến ngày 10/01", "2026-01-05..2026-01-10"),
        ("từ ngày 01/4 đến ngày 15/4", "2025-04-01..2025-04-15"),
        # months, quarters, halves, years
        ("từ tháng 8 đến hết tháng 10/2025", "2025-08-01..2025-10-31"),
        ("từ tháng 8/2025 đến hết tháng 12/2026", "2025-08-01..2026-12-31"),
        ("từ tháng 11/2025 đến tháng 2/2026", "2025-11-01..2026-02-28"),
        ("Từ ngày 15/10/2025 đến hết tháng 11 năm 2025", "2025-10-15..2025-11-30"),
        ("từ tháng 4 - tháng 5 năm 2025", "2025-04-01..2025-05-31"),
        ("từ quý II đến hết quý III/2025", "2025-04-01..2025-09-30"),
        ("từ năm 2028 đến năm 2030", "2028-01-01..2030-12-31"),
        ("Từ ngày 15/8 đến hết tháng.", "2025-08-15..2025-08-31"),
        ("từ ngày 05/5 đến cuối tháng", "2025-05-05..2025-05-31"),
        ("từ ngày 01/8 đến hết quý", "2025-08-01..2025-09-30"),
        ("từ ngày 15/5 đến hết năm", "2025-05-15..2025-12-31"),
        # from the day of issue
        ("từ nay đến hết ngày 20/5", "2025-04-10..2025-05-20"),
        ("từ nay đến hết tháng 02", "2025-04-10..2026-02-28"),
        ("kể từ ngày ban hành đến hết ngày 31/12/2025", "2025-04-10..2025-12-31"),
        ("Từ ngày ký ban hành Kế hoạch đến hết ngày 11/7", "2025-04-10..2025-07-11"),
        ("từ ngày ban hành Kế hoạch này đến hết tháng 6", "2025-04-10..2025-06-30"),
        ("có hiệu lực từ ngày ký đến hết ngày 31/12/2027", "2025-04-10..2027-12-31"),
        ("Từ ngày Quyết định này có hiệu lực đến hết năm 2026", "2025-04-10..2026-12-31"),
        ("từ khi Kế hoạch được ban hành đến hết năm 2025", "2025-04-10..2025-12-31"),
        # events as ends
        ("từ nay đến khi bế mạc Đại hội", "2025-04-10..khi bế mạc Đại hội"),
        ("từ ngày 01/5/2025 đến khi có thông báo mới", "2025-05-01..khi có thông báo mới"),
        ("từ nay đến ngày khai mạc Đại hội", "2025-04-10..ngày khai mạc Đại hội"),
        ("từ nay đến Đại hội (dự kiến ngày 14/01/2026)", "2025-04-10..2026-01-14"),
        ("Từ ngày 15/02/2026 đến hết ngày bầu cử 15/3/2026", "2026-02-15..2026-03-15"),
        ("từ ngày bế mạc Đại hội đến hết tháng 12/2025", "?..2025-12-31"),
        ("từ sau Đại hội đến hết ngày 31/12/2025", "?..2025-12-31"),
        ("kéo dài đến hết ngày 31/5/2025", "?..2025-05-31"),
        # lists of days that follow each other
        ("các ngày 22, 23 và 24/5", "2025-05-22..2025-05-24"),
        ("trong các ngày 01, 02 và 03/9", "2025-09-01..2025-09-03"),
        ("ngày 02 và 03/5/2025", "2025-05-02..2025-05-03"),
        ("vào các ngày 23, 24/5/2025", "2025-05-23..2025-05-24"),
        ("(ngày 06/10 và ngày 07/10/2025)", "2025-10-06..2025-10-07"),
        # days around a day
        ("03 ngày trước và sau ngày 30/4/2025", "2025-04-27..2025-05-03"),
        ("03 ngày trước và 03 ngày sau ngày 30/4/2025", "2025-04-27..2025-05-03"),
        ("trước và sau ngày 30/4/2025 02 ngày", "2025-04-28..2025-05-02"),
        ("trong 5 ngày, kể từ ngày 01/9/2025", "2025-09-01..2025-09-05"),
        ("từ ngày 01/9/2025 trong vòng 7 ngày", "2025-09-01..2025-09-07"),
        # the lunar calendar
        ("từ rằm tháng Giêng đến hết ngày 10/3/2026", "2026-03-03..2026-03-10"),
        ("từ ngày 25 tháng Chạp đến hết mùng 5 tháng Giêng", "2026-02-12..2026-02-21"),
        ("từ 28 Tết đến hết mùng 6 Tết", "2026-02-15..2026-02-22"),
        (
            "từ ngày 28 tháng Chạp năm Kỷ Hợi đến hết ngày mùng 6 tháng Giêng năm Canh Tý",
            "2026-02-15..2026-02-22",
        ),
        ("từ ngày 08/3 đến ngày 10/3 âm lịch", "2026-04-24..2026-04-26"),
        (
            (
                "từ ngày 27 tháng Chạp đến hết mùng 5 tháng Giêng (tức từ ngày 14 đến hết ngày"
                " 21/02/2026)"
            ),
            "2026-02-14..2026-02-21",
        ),
        (
            "từ ngày 05/02/2027 (29 tháng Chạp) đến hết ngày 10/02/2027 (mùng 5 Tết)",
            "2027-02-05..2027-02-10",
        ),
        # slips of scans and typing
        ("từ ngày28/4/2025 đến hết ngày 03/5/2025.2.", "2025-04-28..2025-05-03"),
        ("tu ngay 28/4/2025 den het ngay 03/5/2025", "2025-04-28..2025-05-03"),
        ("từ ngày l5/5/2025 đến ngày 2O/5/2025", None),
        ("từ ngày l5/5/2025 đến ngày 20/5/2025", "2025-05-15..2025-05-20"),
        ("từ  ngày  28 / 4  đến ngày 03 / 5 / 2025", "2025-04-28..2025-05-03"),
    ],
)
def test_spans_as_offices_write_them(text: str, span: str | None) -> None:
    assert spans(text) == ([span] if span else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "từ ngày 18/8 đến hết ngày 20/8 và từ 6 giờ ngày 28/8 đến 18 giờ ngày 05/9/2025",
            ["2025-08-18..2025-08-20", "2025-08-28..2025-09-05"],
        ),
        (
            "lần 1 từ ngày 15/5 đến ngày 14/6; lần 2 từ ngày 25 tháng 7 đến hết ngày 17 tháng 8",
            ["2025-05-15..2025-06-14", "2025-07-25..2025-08-17"],
        ),
        (
            "từ ngày 16 đến ngày 19/8 và từ ngày 29/8 đến ngày 02/9",
            ["2025-08-16..2025-08-19", "2025-08-29..2025-09-02"],
        ),
    ],
)
def test_several_spans_in_one_sentence(text: str, found: list[str]) -> None:
    assert spans(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "thời lượng 10 - 12 phút",
        "từ 150-200 tranh",
        "15-20 khẩu hiệu bảng tường",
        "Quyết định số 24-QĐ/TW và số 05/2020/TT-BTTTT",
        "vào ngày 17/3 và ngày 31/3",
        "phát 24/7 trên các kênh",
        "trước ngày 15/12/2025",
        "chậm nhất là ngày 4 tháng 3 năm 2026 (80 ngày trước ngày bầu cử)",
        "chỉ treo đến 2/3 chiều cao cột cờ",
        "từ nay các cơ quan chủ động",
        "Cách mạng tháng 8 - 2/9",
        "",
    ],
)
def test_no_spans(text: str) -> None:
    assert spans(text) == []


def test_without_a_day_of_issue_from_now_and_a_missing_year_stay_open() -> None:
    assert spans("từ nay đến hết năm 2024", None) == ["?..2024-12-31"]
    assert spans("từ ngày 29/4 đến ngày 02/5", None) == ["?..?"]


def test_a_day_that_does_not_exist_is_not_known() -> None:
    assert spans("từ ngày 28/02/2025 đến ngày 30/02/2025") == ["2025-02-28..?"]
