"""Words without their marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.words import fold, slug


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ủy ban nhân dân  huyện Gò Quao", "uy ban nhan dan huyen go quao"),
        ("ĐẢNG CỘNG SẢN", "dang cong san"),
        ("Đa\u0323o đức", "dao duc"),  # the mark as a sign of its own
        ("chính trị- xã hội (tỉnh)", "chinh tri xa hoi tinh"),
        ("141/KH-UBND", "141 kh ubnd"),
        ("…", ""),
    ],
)
def test_fold(text: str, words: str) -> None:
    assert fold(text) == words


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "most", "wanted"),
    [
        ("141/KH-UBND", 80, "141-kh-ubnd"),
        ("Quyết định số 5/QĐ-UBND", 80, "quyet-dinh-so-5-qd-ubnd"),
        ("mừng Xuân Đinh Mùi", 10, "mung-xuan"),
        ("mừng Xuân Đinh Mùi", 9, "mung-xuan"),
        ("abcdefghijkl", 5, "abcde"),
    ],
)
def test_slug_is_cut_at_a_words_end(text: str, most: int, wanted: str) -> None:
    assert slug(text, most) == wanted
