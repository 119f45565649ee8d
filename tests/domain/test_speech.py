"""How long a brief takes to be read aloud."""

import pytest

from planner.domain.speech import Reading, syllables


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("Chào mừng **82 năm** Quốc khánh", 8),
        ("# Tin thứ nhất\n\n- một ý\n- hai ý\n> lời trích", 9),
        ("[Bản Tuyên ngôn](https://vi.wikisource.org/wiki/a) và https://baotinh.vn/a/b", 4),
        ("ngày 2/9/1945", 12),  # hai tháng chín năm một nghìn chín trăm bốn mươi lăm
        ("đạt 95%", 6),
        ("UBND xã và HĐND", 10),
        ("QUỐC KHÁNH", 2),
        ("thanh-lập_Đảng…", 3),
    ],
)
def test_syllables(text: str, number: int) -> None:
    assert syllables(text) == number


@pytest.mark.parametrize(
    ("number", "minutes", "verdict"),
    [
        (1200, 8, ""),
        (1201, 8, "long"),
        (520, 8, ""),
        (519, 8, "short"),
        (0, 8, ""),
        (500, 0, ""),
    ],
)
def test_a_text_against_its_minutes(number: int, minutes: int, verdict: str) -> None:
    assert Reading(number, minutes).verdict == verdict


def test_how_long_it_takes() -> None:
    assert [Reading(number, 8).seconds for number in (140, 1120, 30)] == [60, 480, 10]
