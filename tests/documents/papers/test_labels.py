"""The numbering of headings and paragraphs."""

import pytest

from planner.documents.papers.labels import label_of


@pytest.mark.parametrize(
    ("text", "kind", "signs"),
    [
        ("PHẦN THỨ NHẤT: MỤC ĐÍCH", "part", "PHẦN THỨ NHẤT: "),
        ("Điều 2. Tổ chức thực hiện", "article", "Điều 2. "),
        ("I- MỤC ĐÍCH, YÊU CẦU", "roman", "I- "),
        ("IV. TỔ CHỨC THỰC HIỆN", "roman", "IV. "),
        ("A. KHỐI ĐẢNG", "upper", "A. "),
        ("1. Sở Y tế", "number", "1. "),
        ("10/ Công an tỉnh", "number", "10/ "),
        ("“2b. Hội Người cao tuổi", "number", "“2b. "),
        ("2.1. Tuyên truyền trên báo", "decimal", "2.1. "),
        ("1.1 Trên báo chí", "decimal", "1.1 "),
        ("a) Chỉ đạo Sở Nội vụ", "letter", "a) "),
        ("đ. Công an xã", "letter", "đ. "),
        ("(1) Hướng dẫn", "paren", "(1) "),
        ("- Treo cờ", "dash", "- "),
        ("– Treo cờ", "dash", "– "),
        ("+ Loa", "plus", "+ "),
        ("• Pano", "bullet", "• "),
    ],
)
def test_numbering(text: str, kind: str, signs: str) -> None:
    label = label_of(text)
    assert label is not None
    assert (label.kind, label.signs) == (kind, signs)


@pytest.mark.parametrize(
    "text",
    [
        "02/9/2025 là ngày nghỉ",
        "V/v treo cờ",
        "2025. Trong năm",
        "Vận động",
        "15.000 tờ rơi",
        "5,5 %",
    ],
)
def test_no_numbering(text: str) -> None:
    assert label_of(text) is None


def test_deeper_decimals_stand_deeper() -> None:
    ranks = [label.rank for text in ("1. A b", "1.1. Ab", "1.1.1. Ab") if (label := label_of(text))]
    assert ranks == sorted(set(ranks))
