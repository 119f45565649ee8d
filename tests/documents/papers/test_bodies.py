"""Names of bodies at the start of words, and where they end."""

import pytest

from planner.documents.papers.bodies import split_name
from planner.documents.papers.plain import plain


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sở Y tế: Tổ chức tập huấn", "Sở Y tế"),
        ("Đề nghị Ban Tuyên giáo Tỉnh ủy: Chỉ đạo", "Ban Tuyên giáo Tỉnh ủy"),
        ("Công an tỉnh chủ trì, phối hợp với các sở", "Công an tỉnh"),
        ("Giao Sở Xây dựng hướng dẫn các địa phương", "Sở Xây dựng"),
        ("Chỉ đạo Sở Văn hóa, Thể thao và Du lịch treo pano", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Ban Tổ chức Tỉnh ủy lồng ghép", "Ban Tổ chức Tỉnh ủy"),
        (
            "Báo Hà Nam, Đài Phát thanh và Truyền hình tỉnh mở chuyên mục",
            "Báo Hà Nam, Đài Phát thanh và Truyền hình tỉnh",
        ),
        ("Các sở, ban, ngành cấp tỉnh tuyên truyền", "Các sở, ban, ngành cấp tỉnh"),
        ("UBND các huyện, thành phố có trách nhiệm", "UBND các huyện, thành phố"),
        (
            "Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy lãnh đạo",
            "Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy",
        ),
        (
            "Căn cứ Chỉ thị này, các cấp ủy, tổ chức đảng xây dựng kế hoạch",
            "các cấp ủy, tổ chức đảng",
        ),
        ("Đội Thông tin lưu động tổ chức 20 buổi", "Đội Thông tin lưu động"),
        (
            "Phòng Hậu cần (PH10), Phòng Tham mưu (PV01): Bảo đảm",
            "Phòng Hậu cần (PH10), Phòng Tham mưu (PV01)",
        ),
        ("Sở Khoa học và Công nghệ (cơ quan thường trực): Theo dõi", "Sở Khoa học và Công nghệ"),
        ("17 tổ dân phố tháo dỡ", "17 tổ dân phố"),
        ("SỞ Y TẾ: Tổ chức", "SỞ Y TẾ"),
    ],
)
def test_name(text: str, name: str) -> None:
    found = split_name(text, plain(text))
    assert found is not None
    assert found[0] == name


@pytest.mark.parametrize(
    "text",
    [
        "Tuyên truyền trên báo chí",
        "số lượng 5.000 tờ rơi",
        "Ban hành kế hoạch",
        "Báo cáo kết quả",
        "Hội nghị báo cáo viên",
        "Cộng tác viên",
        "Các hội nghị, hội thảo",
        "Treo cờ Tổ quốc",
    ],
)
def test_no_name(text: str) -> None:
    assert split_name(text, plain(text)) is None


def test_heading_is_a_name_to_its_end() -> None:
    text = "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội"
    assert split_name(text, plain(text), whole=True) == (text, len(text))
