"""Splitting a file into papers, and a paper into head, title, body, end and annex."""

import pytest

from planner.documents.papers.papers import Paper, papers

MOTTO = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
LETTER = [
    "UBND TỈNH KON TUM", "SỞ Y TẾ", *MOTTO, "Số: 12/SYT-VP", "Kon Tum, ngày 3 tháng 5 năm 2024",
    "V/v tuyên truyền phòng, chống dịch", "Kính gửi: Các đơn vị trực thuộc.",
    "Thực hiện Kế hoạch số 141/KH-UBND, Sở Y tế đề nghị các đơn vị:",
    "- Treo băng rôn.", "Nơi nhận:", "- Như trên;", "- Lưu: VT.",
    "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê A",
]  # fmt: skip
PLAN = [
    "ỦY BAN NHÂN DÂN", "TỈNH KON TUM", *MOTTO, "Số: 141/KH-UBND",
    "Kon Tum, ngày 1 tháng 5 năm 2024",
    "KẾ HOẠCH", "Tuyên truyền phòng, chống dịch", "trên địa bàn tỉnh năm 2024",
    "Căn cứ Luật Phòng, chống bệnh truyền nhiễm;", "I. MỤC ĐÍCH", "- Nâng cao nhận thức.",
    "Nơi nhận:", "- Bộ Y tế;", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần B",
]  # fmt: skip


def texts(found: object) -> list[str]:
    assert isinstance(found, tuple)
    return [one.text for one in found]


def test_a_letter_and_its_plan_are_two() -> None:
    letter, plan = papers([*LETTER, "", *PLAN])
    assert [one.passages[0].line for one in (letter, plan)] == [1, len(LETTER) + 2]
    assert [one.passages[-1].text for one in (letter, plan)] == ["Lê A", "Trần B"]


def test_a_plan_without_its_head_still_begins() -> None:
    assert len(papers([*LETTER, *PLAN[6:]])) == 2


@pytest.mark.parametrize(
    "behind",
    [
        ["PHỤ LỤC", "KẾ HOẠCH TREO CỜ", "- Treo cờ."],
        ["Phụ lục I", "Danh mục khẩu hiệu", "- Chào mừng!"],
        ["Tin liên quan", "Thông báo lịch tiếp công dân", "© 2025 UBND tỉnh"],
    ],
)
def test_an_annex_and_a_portals_foot_belong_to_the_paper(behind: list[str]) -> None:
    assert len(papers([*PLAN, *behind])) == 1


def test_the_parts_of_a_plan() -> None:
    paper = papers([*PLAN, "PHỤ LỤC", "- Khẩu hiệu."])[0]
    title = "Tuyên truyền phòng, chống dịch trên địa bàn tỉnh năm 2024"
    assert [one.text for one in paper.title] == [title]
    assert texts(paper.body) == [
        "Căn cứ Luật Phòng, chống bệnh truyền nhiễm;",
        "I. MỤC ĐÍCH",
        "- Nâng cao nhận thức.",
    ]
    assert texts(paper.end)[0] == "Nơi nhận:"
    assert texts(paper.annex) == ["PHỤ LỤC", "- Khẩu hiệu."]


def test_a_short_letters_body_is_not_its_signature() -> None:
    paper = papers(LETTER)[0]
    assert "- Treo băng rôn." in texts(paper.body)
    assert [one.text for one in paper.title] == ["V/v tuyên truyền phòng, chống dịch"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["KẾ HOẠCH", "Tuyên truyền bầu cử", "Căn cứ Luật Bầu cử;"], "Tuyên truyền bầu cử"),
        (
            ["KẾT LUẬN CỦA BAN THƯỜNG VỤ", "về tiếp tục thực hiện Chỉ thị", "", "Tại phiên họp:"],
            "KẾT LUẬN CỦA BAN THƯỜNG VỤ về tiếp tục thực hiện Chỉ thị",
        ),
        (["Số: 1/SYT", "V/v treo cờ", "và trang trí", "Kính gửi: A"], "V/v treo cờ và trang trí"),
        (["THÔNG BÁO", "Về việc treo cờ", "Kính gửi: Các sở"], "Về việc treo cờ"),
    ],
)  # fmt: skip
def test_the_title(lines: list[str], title: str) -> None:
    assert " ".join(one.text for one in papers(lines)[0].title) == title


@pytest.mark.parametrize("lines", [[], [""], ["***", "- 2 -"], ["\x00"], ["KẾ HOẠCH"], ["."] * 500])
def test_nothing_raises(lines: list[str]) -> None:
    assert all(isinstance(one, Paper) for one in papers(lines))


def test_a_file_without_words_has_no_paper() -> None:
    assert papers(["", "  ", "---"]) == []
