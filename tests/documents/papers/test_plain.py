"""The plain form has a character for each of the text's, whatever the text is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.documents.papers.plain import plain, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đẩy mạnh tuyên truyền", "day manh tuyen truyen"),
        ("ỦY BAN NHÂN DÂN – TỈNH", "uy ban nhan dan - tinh"),
        ("“Ngày hội”\tlớn", '"ngay hoi" lon'),
        ("kỷ niệm 2/9", "ky niem 2/9"),
        ("İstanbul", "istanbul"),
    ],
)
def test_marks_and_capitals_go(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text())
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("treo co", "treo  co to quoc", True),
        ("treo co", "treo cong", False),
        ("co {2}quan", "co mot so quan", True),
        ("co {2}quan", "co mot so nhieu quan", False),
        ("co {2}quan", "co. mot quan", False),
    ],
)
def test_phrases_are_whole_words_with_a_few_between(phrase: str, text: str, *, found: bool) -> None:
    assert bool(words(phrase).search(text)) is found
