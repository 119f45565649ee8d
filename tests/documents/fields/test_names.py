"""Names of bodies written out, with their place."""

import pytest

from planner.documents.fields.names import Place, composed, dated_at, place_of, placed, written


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("UBND TỈNH HÀ NAM", "Ủy ban nhân dân tỉnh Hà Nam"),
        ("UỶ BAN NHÂN DÂN HUYỆN CƯ JÚT", "Ủy ban nhân dân huyện Cư Jút"),
        ("SỞ TT&TT", "Sở Thông tin và Truyền thông"),
        ("SỞ VHTT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("SỞ VH&TT", "Sở Văn hóa và Thể thao"),
        ("PHÒNG VH-TT", "Phòng Văn hóa và Thông tin"),
        ("PHÒNG GD&ĐT TP. HUẾ", "Phòng Giáo dục và Đào tạo thành phố Huế"),
        ("UBMTTQVN TỈNH HÀ NAM", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Hà Nam"),
        ("HỘI LHPN TỈNH", "Hội Liên hiệp Phụ nữ tỉnh"),
        ("BỘ CHQS TỈNH HÀ NAM", "Bộ Chỉ huy quân sự tỉnh Hà Nam"),
        ("BAN CHỈ ĐẠO 35", "Ban Chỉ đạo 35"),
        ("UBND phường 5", "Ủy ban nhân dân phường 5"),
        ("Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
    ],
)
def test_a_name_is_written_out(name: str, text: str) -> None:
    assert written(name) == text


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Ủy ban nhân dân tỉnh Hà Nam", Place("tỉnh", "Hà Nam")),
        ("Thành ủy Hải Phòng", Place("thành phố", "Hải Phòng")),
        ("Tỉnh đoàn Lào Cai", Place("tỉnh", "Lào Cai")),
        ("Bảo hiểm xã hội", Place()),
        ("Phòng Văn hóa - Xã hội", Place()),
        ("Đảng ủy Công an tỉnh", Place()),
    ],
)
def test_the_place_that_a_name_carries(name: str, place: Place) -> None:
    assert place_of(name) == place


@pytest.mark.parametrize(
    ("own", "parent", "where", "name"),
    [
        ("SỞ Y TẾ", "UBND TỈNH HÀ NAM", Place(), "Sở Y tế tỉnh Hà Nam"),
        ("SỞ Y TẾ", "", Place("", "Hà Nam"), "Sở Y tế tỉnh Hà Nam"),
        ("SỞ Y TẾ", "", Place("", "Đà Nẵng"), "Sở Y tế thành phố Đà Nẵng"),
        ("BAN TUYÊN GIÁO", "TỈNH ỦY HÀ NAM", Place("", "Phủ Lý"), "Ban Tuyên giáo Tỉnh ủy Hà Nam"),
        ("VĂN PHÒNG", "UBND HUYỆN YÊN LẬP", Place(), "Văn phòng Ủy ban nhân dân huyện Yên Lập"),
        (
            "BCH TỈNH PHÚ YÊN",
            "HỘI NÔNG DÂN VIỆT NAM",
            Place(),
            "Ban Chấp hành Hội Nông dân Việt Nam tỉnh Phú Yên",
        ),
        (
            "BAN VĂN HÓA - XÃ HỘI",
            "HĐND TỈNH HÀ NAM",
            Place(),
            "Ban Văn hóa - Xã hội Hội đồng nhân dân tỉnh Hà Nam",
        ),
        ("TRUNG TÂM Y TẾ", "UBND HUYỆN YÊN LẬP", Place(), "Trung tâm Y tế huyện Yên Lập"),
        ("BỘ Y TẾ", "", Place("", "Hà Nội"), "Bộ Y tế"),
    ],
)
def test_a_name_from_its_head(own: str, parent: str, where: Place, name: str) -> None:
    assert composed(own, parent, where) == name


def test_a_place_is_added_once() -> None:
    assert placed("Sở Tư pháp Bến Tre", Place("", "Bến Tre")) == "Sở Tư pháp Bến Tre"
    assert placed("Tỉnh ủy", dated_at("Hà Nam")) == "Tỉnh ủy Hà Nam"
    assert dated_at("TP. Huế") == Place("thành phố", "Huế")
