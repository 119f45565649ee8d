"""A head, piece by piece."""

import pytest

from planner.documents.fields import heads
from planner.documents.papers.papers import papers
from planner.documents.papers.passages import Passage

ROWS = [
    "UBND XÃ TÂN LẬP          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 12/KH-UBND\tTân Lập, ngày 05 tháng 01 năm 2026",
    "| *Sở Y tế* | Độc lập |",
    "KẾ HOẠCH",
    "Tuyên truyền bầu cử",
]


def test_columns_are_told_apart() -> None:
    found = [(one.text, one.column, one.line) for one in heads.head(papers(ROWS)[0])]
    assert found == [
        ("UBND XÃ TÂN LẬP", 0, 1),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1, 1),
        ("Số: 12/KH-UBND", 0, 2),
        ("Tân Lập, ngày 05 tháng 01 năm 2026", 1, 2),
        ("Sở Y tế", 0, 3),
        ("Độc lập", 1, 3),
    ]


def test_the_lines_of_a_passage_are_pieces_of_their_own() -> None:
    one = Passage("SỞ VĂN HÓA VÀ THỂ THAO", ((0, 4), (14, 6)))
    assert [(piece.text, piece.line) for piece in heads.pieces([one])] == [
        ("SỞ VĂN HÓA VÀ", 4),
        ("THỂ THAO", 6),
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ỦY BAN NHÂN DÂN"),
        ("TỈNH HÀ NAM Độc lập - Tự do - Hạnh phúc", "TỈNH HÀ NAM"),
        ("UBND XÃ TÂN LẬP Số: 12/KH-UBND", "UBND XÃ TÂN LẬP"),
        ("Số: 12/KH-UBND Hà Nam, ngày 05 tháng 01 năm 2026", ""),
    ],
)
def test_the_left_column_of_a_line_without_columns(text: str, left: str) -> None:
    assert heads.left(next(heads.pieces([Passage(text, ((0, 1),))]))) == left


@pytest.mark.parametrize(
    ("text", "caps"), [("SỞ Y TẾ", True), ("UBND TỈNH", True), ("Sở Y tế", False), ("12", False)]
)
def test_capitals(text: str, caps: bool) -> None:  # noqa: FBT001 (what is expected)
    assert heads.is_caps(text) is caps
