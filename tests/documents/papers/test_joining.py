"""Which lines belong to one paragraph."""

import pytest

from planner.documents.papers.joining import goes_on
from planner.documents.papers.lines import lines
from planner.documents.papers.passages import passages

WIDE = "Tạo sự thống nhất cao trong lãnh đạo, chỉ đạo, tổ chức các hoạt động tuyên"


def joined(*raw: str) -> list[str]:
    return [one.text for one in passages(lines(raw))]


@pytest.mark.parametrize(
    "raw",
    [
        (WIDE, "truyền những chủ đề lớn."),
        (WIDE, "", "", "truyền những chủ đề lớn."),
        (WIDE, "12", "truyền những chủ đề lớn."),
        (WIDE, "Đảng bộ tỉnh và các địa phương."),
        ("- Phát động cuộc thi sáng tác; trao giải;", "", "6", "", "xuất bản số đặc biệt."),
        ("Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy, các tổ chức chính trị và", "", "Đoàn thể."),
        (WIDE + " chính trị", "- xã hội ở cơ sở."),
    ],
)
def test_a_broken_sentence_is_one(raw: tuple[str, ...]) -> None:
    assert len(joined(*raw)) == 1


@pytest.mark.parametrize(
    "raw",
    [
        ("UBND TỈNH KIÊN GIANG", "VĂN PHÒNG"),
        ("KẾ HOẠCH", "đẩy mạnh tuyên truyền"),
        ("TỈNH ỦY KIÊN GIANG", "*"),
        ("I. MỤC ĐÍCH", "1. Mục đích"),
        (WIDE + " truyền.", "", "Đảng bộ tỉnh."),
        (WIDE, "- Treo băng rôn tại các tuyến phố"),
        (WIDE, "Căn cứ Kế hoạch số 12/KH-UBND"),
        (WIDE + ",", "", "Sở Y tế đề nghị các đơn vị"),
        ("| 1 | Treo cờ | Sở VHTT |", "| 2 | Pano | Sở VHTT |"),
        ("ỦY BAN NHÂN DÂN          CỘNG HÒA", "TỈNH HÀ NAM          Độc lập"),
    ],
)
def test_what_begins_anew_is_its_own(raw: tuple[str, ...]) -> None:
    assert len(joined(*raw)) == len([one for one in raw if one])


def test_a_sentence_that_ends_at_the_line_s_end_goes_on_in_its_paragraph() -> None:
    first = "Các cơ quan, đơn vị, địa phương nghiêm túc triển khai thực hiện các nội dung của"
    second = "Kế hoạch này, bảo đảm thiết thực, hiệu quả, tiết kiệm, an toàn cho mọi người dân."
    (whole,) = joined(first, second, "Nhân dân các dân tộc trong tỉnh cùng tham gia.")
    assert whole.endswith("cùng tham gia.")


def test_place_tells_the_line() -> None:
    (one,) = passages(lines(["", WIDE, "", "truyền từ nay đến hết năm 2024."]))
    assert (one.line, one.last_line) == (2, 4)
    assert one.line_at(one.text.index("tuyên")) == 2
    assert one.line_at(one.text.index("2024")) == 4


def test_two_given_lines() -> None:
    first, second = lines(
        ["Sở Văn hóa, Thể thao và Du lịch phối hợp với các sở, ngành và", "địa phương"]
    )
    assert goes_on([first], second, gap=False)
