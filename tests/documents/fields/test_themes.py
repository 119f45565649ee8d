"""Contents to be communicated, however their section is titled and numbered."""

import pytest

from planner.documents.fields import themes
from planner.documents.papers.outline import outline
from planner.documents.papers.papers import papers

HEAD = ["KẾ HOẠCH", "Tuyên truyền năm 2026", "Căn cứ Luật Báo chí;"]


def lines_of(*body: str, letter: bool = False) -> list[int]:
    paper = papers([*HEAD, *body])[0]
    return [one.line - len(HEAD) for one in themes.read(outline(paper.body), letter=letter)]


@pytest.mark.parametrize(
    "heading",
    [
        "II. NỘI DUNG TUYÊN TRUYỀN",
        "II- NỘI DUNG TUYÊN TRUYỀN",
        "## II. NỘI DUNG",
        "B. NỘI DUNG TRUYỀN THÔNG",
        "II. NHỮNG VẤN ĐỀ CẦN PHỔ BIẾN",
        "II. TRỌNG TÂM TUYÊN TRUYỀN",
        "II. CHỦ ĐỀ, NỘI DUNG TUYÊN TRUYỀN",
        "II. THÔNG ĐIỆP VÀ NỘI DUNG CUNG CẤP CHO NGƯỜI DÂN",
        "II. NHỮNG NỘI DUNG CẦN TUYÊN TRUYỀN",
        "2. Nội dung tuyên truyền",
    ],
)
@pytest.mark.parametrize("sign", ["-", "+", "a)", "(1)"])
def test_the_section_is_told_by_its_words(heading: str, sign: str) -> None:
    body = [f"{sign} Ý nghĩa lịch sử của ngày lễ.", f"{sign} Thành tựu của tỉnh."]
    assert lines_of(heading, *body, "III. HÌNH THỨC TUYÊN TRUYỀN", "- Treo băng rôn.") == [2, 3]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        # phases are passed over
        (
            ["II. NỘI DUNG", "1. Giai đoạn 1 (từ nay đến hết tháng 4)", "- Ý nghĩa cuộc bầu cử.",
             "2. Giai đoạn 2", "- Danh sách những người ứng cử.", "- Ngày bầu cử."],
            [3, 5, 6],
        ),
        (
            ["II- NỘI DUNG TUYÊN TRUYỀN", "1- Trước Đại hội (từ nay đến ngày 21-9-2020)",
             "1.1- Các văn bản của Trung ương.", "1.2- Kết quả thực hiện Nghị quyết, gồm:",
             "+ Nông thôn mới.", "2- Sau Đại hội", "2.1- Thành công của Đại hội."],
            [3, 4, 7],
        ),
        # groups too; other work beside them is none
        (
            ["II. NỘI DUNG", "1. Về thông tin, tuyên truyền", "1.1. Giá trị của hòa bình.",
             "1.2. Thành tựu của tỉnh.", "2. Về nắm tình hình", "2.1. Theo dõi dư luận."],
            [3, 4],
        ),
        # parts with titles of their own
        (
            ["II. NỘI DUNG VÀ HÌNH THỨC", "1. Nội dung", "- Ý nghĩa ngày lễ.", "- Thành tựu.",
             "2. Hình thức", "- Treo băng rôn.", "3. Thời gian: tháng 5."],
            [3, 4],
        ),
        # a theme that begins with such a word is one
        (
            ["II. NỘI DUNG", "1. Nội dung cơ bản của Luật Bầu cử đại biểu Quốc hội.",
             "2. Các biện pháp chăn nuôi an toàn, cụ thể:", "- Không giấu dịch;"],
            [2, 3],
        ),
        # counts behind the numbering
        (
            ["II. NỘI DUNG", "1. 60 năm Ngày Đồng khởi.", "2. 130 năm Ngày sinh Bác."],
            [2, 3],
        ),
        # "A." under "II.", "I." under "B."
        (
            ["I. YÊU CẦU", "- Thiết thực.", "II. NỘI DUNG", "A. NỘI DUNG CHUNG", "1. Chủ quyền."],
            [5],
        ),
        (
            ["A. YÊU CẦU", "- Thiết thực.", "B. NỘI DUNG TUYÊN TRUYỀN", "I. Đợt 1: Từ nay đến 13/4",
             "1. Quyền bầu cử."],
            [5],
        ),
        # told at once
        (["1. Nội dung: tuyên truyền lịch sử vẻ vang của Đảng.", "2. Thời gian: tháng 01."], [1]),
        # in the middle of tasks
        (
            ["1. Thống nhất.", "2. Tập trung tuyên truyền các nội dung sau:", "a) Lợi ích.",
             "b) Cách phân loại.", "3. Phân công:"],
            [3, 4],
        ),
    ],
)  # fmt: skip
def test_the_contents(body: list[str], found: list[int]) -> None:
    assert lines_of(*body) == found


@pytest.mark.parametrize(
    "body",
    [
        ["II. KHẨU HIỆU TUYÊN TRUYỀN", "- Đảng Cộng sản Việt Nam quang vinh muôn năm!"],
        ["II. NỘI DUNG", "1. Sở Y tế: biên soạn tài liệu.", "2. Công an tỉnh: bảo đảm an ninh."],
        ["III. HÌNH THỨC", "1. Treo băng rôn.", "2. Phát loa."],
        ["I. SỬA ĐỔI MỘT SỐ NỘI DUNG", "1. Sửa đổi điểm 2 như sau:", "- Treo cờ."],
        ["IV. TỔ CHỨC THỰC HIỆN", "1. Các sở, ban, ngành", "- Triển khai Kế hoạch."],
    ],
)
def test_forms_tasks_and_slogans_are_none(body: list[str]) -> None:
    assert lines_of(*body) == []


def test_a_letter_lists_contents_under_a_heading_for_them_only() -> None:
    listed = ["1. Nội dung tuyên truyền", "- Ý nghĩa ngày lễ.", "2. Nhiệm vụ", "- Treo cờ."]
    assert lines_of(*listed, letter=True) == [2]
    asked = ["Đề nghị các cơ quan thực hiện một số nội dung sau:", "1. Treo cờ.", "2. Phát loa."]
    assert lines_of(*asked, letter=True) == []
