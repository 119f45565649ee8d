"""The signs of a head."""

import pytest

from planner.documents.papers.labels import label_of
from planner.documents.papers.passages import Passage
from planner.documents.papers.signs import is_kind, is_signature, kind_of, signs_of


def passage(text: str) -> Passage:
    return Passage(text, ((0, 1),), label_of(text))


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", {"motto"}),
        ("ĐẢNG CỘNG SẢN VIỆT NAM", {"motto"}),
        ("Số: 141/KH-UBND", {"number"}),
        ("Số 33 -KH/TU          Hà Nam, ngày 5 tháng 1 năm 2022", {"number", "date"}),
        ("Số:       /KH-UBND", {"number"}),
        ("Hà Nam, ngày ... tháng 01 năm 2022", {"date"}),
        ("KẾ HOẠCH", {"kind"}),
        ("Kế hoạch", {"kind"}),
        ("KẾT LUẬN CỦA BAN THƯỜNG VỤ THÀNH ỦY", {"kind"}),
        ("Kế hoạch của Tỉnh ủy", set()),
        ("1. KẾ HOẠCH", set()),
        ("Thực hiện Kế hoạch số 12/KH-UBND ngày 5 tháng 1 năm 2022", set()),
        ("Số: 1284", set()),
    ],
)
def test_signs(text: str, signs: set[str]) -> None:
    assert signs_of(passage(text)) == signs


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("TM. ỦY BAN NHÂN DÂN", True),
        ("K/T TRƯỞNG BAN", True),
        ("PHÓ BÍ THƯ THƯỜNG TRỰC", True),
        ("Chủ tịch Ủy ban nhân dân xã kiểm tra", False),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BẮC HÀ", False),
    ],
)
def test_signatures(text: str, signed: bool) -> None:  # noqa: FBT001 (what is expected)
    assert is_signature(passage(text)) is signed


def test_kinds_by_name() -> None:
    assert kind_of("du thao ke hoach") == "ke-hoach"
    assert kind_of("cong dien") == "khac"
    assert kind_of("ke") is None
    assert is_kind(passage("THÔNG BÁO"))
