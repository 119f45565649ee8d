"""Numbering that a slip has hidden is told by its place; what is a numbering is left alone."""

import pytest

from planner.documents.papers.numbering import mended

KNOWN = frozenset({"giao", "ủy"})


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1. Sở Y tế", "2Ơ Sở Xây dựng", "3. Sở Nội vụ"], {1: (0, "2Ơ", "2.")}),
        (["1. Sở Y tế", "2, Sở Xây dựng"], {1: (0, "2,", "2.")}),
        (["1. Phân tích", "ủ. Tập trung", "3. Xây dựng"], {1: (0, "ủ.", "2.")}),
        (["ậ. 100% chi bộ", "2. Tổ chức"], {0: (0, "ậ.", "1.")}),
        (["3.1. Giao Sở Y tế", "3,2. Giao Sở Nội vụ", "3.3. Báo"], {1: (0, "3,2.", "3.2.")}),
        (["I. MỤC ĐÍCH", "I1. NỘI DUNG", "III. TỔ CHỨC"], {1: (0, "I1.", "II.")}),
        (["I. MỤC ĐÍCH", "IIỵ CÁC NGÀY LỄ"], {1: (0, "IIỵ", "II.")}),
        (["## 3. Sở Y tế", "##v4. Công an tỉnh"], {1: (2, "v4.", " 4.")}),
        (["- Treo cờ", "ỳ Phát loa", "- Đăng bài"], {1: (0, "ỳ", "-")}),
        (["2.ẸGiao Sở Y tế"], {0: (2, "Ẹ", " ")}),
    ],
)
def test_hidden_numbering_is_read_by_its_place(
    lines: list[str], expected: dict[int, tuple[int, str, str]]
) -> None:
    assert mended(lines, KNOWN) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Sở Y tế", "1. Sở Xây dựng", "5. Sở Nội vụ"],
        ["A. MỤC ĐÍCH", "B. NỘI DUNG", "3. Giao Sở Y tế"],
        ["- Treo cờ", "Ở các xã: phát loa", "- Đăng bài"],
        ["- Treo cờ", "📌 AI LÀM GÌ?", "- Đăng bài"],
        [r"1\. Quy định", r"2\. Truyền thanh"],
        ["1. Sở Y tế", "3Ơ Sở Xây dựng", "3. Sở Tài chính"],
        ["(1) Phát loa", "(2) Treo cờ", "3. Sở Y tế"],
        ["-Ủy ban nhân dân xã"],
        ["1. Treo cờ", '"2. Công an tỉnh: nắm tình hình"', "3. Phát loa"],
    ],
)
def test_what_stands_is_left_alone(lines: list[str]) -> None:
    assert mended(lines, KNOWN) == {}
