"""The day of issue, and the days that are none."""

from datetime import date

import pytest

from planner.documents.fields import issued
from planner.documents.papers.papers import papers

DAY = date(2023, 3, 9)


def read(line: str) -> tuple[date | None, int | None]:
    lines = ["ỦY BAN NHÂN DÂN", "TỈNH HÀ NAM", line, "KẾ HOẠCH", "Tuyên truyền ngày Pháp luật"]
    day, at = issued.read(papers(lines)[0])
    return day, at.line if at else None


@pytest.mark.parametrize(
    "line",
    [
        "Hà Nam, ngày 09 tháng 3 năm 2023",
        "*Hà Nam, ngày 09 tháng 03 năm 2023*",
        "TP. Hồ Chí Minh, ngày 9 tháng 3 năm 2023",
        "Số: 12/KH-UBND          Hà Nam, ngày 09 tháng 3 năm 2023",
        "Số: 12/KH-UBND Hà Nam, ngày 09 tháng 3 năm 2023",
        "*                       Hà Nam, ngày 09 tháng 3 năm 2023",
        "| Số: 12/KH-UBND | Hà Nam, ngày 09 tháng 3 năm 2023 |",
        "Hà Nam, ngày09 tháng 3 năm2023",
        "Hà Nam, ngày 09/3/2023",
        "Hà Nam, ngày 09-3-2023",
        "Ngày 09 tháng 3 năm 2023",
    ],
)
def test_a_line_of_place_and_date(line: str) -> None:
    assert read(line) == (DAY, 3)


@pytest.mark.parametrize(
    "line",
    [
        "Ngày: 23/7",
        "ĐẾN Ngày: 09/3/2023",
        "Ngày ký: 09-03-2023 15:22:07 +07:00",
        "Thời gian ký: 09.03.2023 16:43:39 +07:00",
        "Cập nhật: 08:12, 09/3/2023 | Lượt xem: 1847",
        "(Kèm theo Quyết định số 12/QĐ-UBND ngày 09 tháng 3 năm 2023)",
        "Căn cứ Luật Báo chí ngày 05 tháng 4 năm 2016;",
        "Hà Nam, ngày 31 tháng 02 năm 2023",
    ],
)
def test_other_days_are_none_of_issue(line: str) -> None:
    assert read(line)[0] is None


@pytest.mark.parametrize(
    "line", ["Hà Nam, ngày     tháng 3 năm 2023", "Hà Nam, ngày ... tháng ... năm 2023"]
)
def test_a_blank_day_is_none_with_its_line(line: str) -> None:
    assert read(line) == (None, 3)


def test_the_papers_own_line_comes_before_a_stamps() -> None:
    lines = [
        "SỞ Y TẾ",
        "CÔNG VĂN ĐẾN",
        "Ngày 11 tháng 3 năm 2023",
        "Hà Nam, ngày 09 tháng 3 năm 2023",
        "KẾ HOẠCH",
        "Tuyên truyền",
    ]
    assert issued.read(papers(lines)[0])[0] == DAY
