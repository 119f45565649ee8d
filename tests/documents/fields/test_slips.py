"""Names in a head that recognition damaged."""

import pytest

from planner.documents.fields.slips import likelier, mended


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ỦY BAN NHÂN D N", "ỦY BAN NHÂN DÂN"),
        ("ỦY BANN NHÂN DÂN TỈNH HÀ NAM", "ỦY BAN NHÂN DÂN TỈNH HÀ NAM"),
        ("SỞ V N HÓA, THỂ THAO VÀ DU LỊCH", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"),
        ("ẢNG ỦY XÃ TÂN LẬP", "ĐẢNG ỦY XÃ TÂN LẬP"),
        ("BAN T YÊN GIÁO VÀ DÂN VẬN", "BAN TUYÊN GIÁO VÀ DÂN VẬN"),
    ],
)
def test_a_damaged_name_is_put_right(text: str, name: str) -> None:
    assert mended(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH",
        "HUYỆN CƯ JÚT",
        "SỞ Y TẾ",
        "KẾ HOẠCH",
        "SỞ DU LỊCH",
        "",
        "VÀ DU LỊCH",
    ],
)
def test_a_sound_name_stays(text: str) -> None:
    assert mended(text) == text


def test_the_likelier_place_is_the_one_said_more() -> None:
    text = "ubnd huyen lang giang de nghi cac xa cua huyen lang giang; huyen lag giang"
    assert likelier("Lag Giang", "Lạng Giang", text) == "Lạng Giang"
    assert likelier("Lạng Giang", "Lag Giang", text) == "Lạng Giang"
    assert likelier("Lạng Giang", "Hà Nội", text) == "Lạng Giang"
