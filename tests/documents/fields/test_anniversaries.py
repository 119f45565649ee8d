"""Counted anniversaries, their names, and what does not fit together."""

from datetime import date
from pathlib import Path

import pytest

from planner import seeds
from planner.documents.fields import anniversaries
from planner.documents.papers.passages import Passage
from planner.documents.reading import Counted, Question

ROOT = Path(__file__).parents[3]
CALENDAR = anniversaries.known(seeds.load(ROOT / "seeds").anniversaries)


def read(text: str, year: int = 2025) -> tuple[tuple[Counted, ...], tuple[Question, ...]]:
    return anniversaries.read([Passage(text, ((0, 1),))], CALENDAR, date(year, 1, 5))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("95 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2025)", [(3, 2, 1930, 95, 2025)]),
        ("95 năm Ngày thành lập Đảng (3-2-1930/3-2-2025)", [(3, 2, 1930, 95, 2025)]),
        ("95 năm Ngày thành lập Đảng (3.2.1930 – 3.2.2025)", [(3, 2, 1930, 95, 2025)]),
        (
            "kỷ niệm 50 năm Ngày giải phóng Gia Lai (từ 17/3/1975 đến 17/3/2025)",
            [(17, 3, 1975, 50, 2025)],
        ),
        ("kỷ niệm 50 năm Ngày Giải phóng miền Nam, thống nhất đất nước", [(30, 4, 1975, 50, 2025)]),
        (
            "80 năm Cách mạng tháng Tám và Quốc khánh 2/9",
            [(19, 8, 1945, 80, 2025), (2, 9, 1945, 80, 2025)],
        ),
        (
            "135 năm Ngày sinh Chủ tịch Hồ Chí Minh; 78 năm xây dựng huyện",
            [(19, 5, 1890, 135, 2025)],
        ),
        ("từ ngày 20/01/2025 - 28/01/2025", []),
        ("kế hoạch 5 năm (01/01/2021 - 31/12/2025)", []),
    ],
)
def test_what_is_counted(text: str, found: list[tuple[int, ...]]) -> None:
    counted, _ = read(text)
    got = [(one.day, one.month, one.origin_year, one.nth, one.year) for one in counted]
    assert got == found


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (
            "94 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2025)",
            "“94 năm” không khớp với 1930-2025 (95 năm)",
        ),
        ("95 năm Ngày thành lập Đảng (03/02/1930 - 02/3/2025)", "không cùng ngày, tháng"),
    ],
)
def test_what_does_not_fit_is_asked(text: str, about: str) -> None:
    counted, questions = read(text)
    assert len(counted) == 1
    assert about in questions[0].text


def test_a_name_years_away_from_the_paper_is_none() -> None:
    assert read("kết quả 40 năm Ngày Giải phóng miền Nam, thống nhất đất nước") == ((), ())
