"""Lines keep their numbers; marks, stamps and page numbers are no text of the paper."""

import pytest

from planner.documents.papers.lines import LONGEST, is_noise, lines


@pytest.mark.parametrize(
    ("raw", "text", "marked"),
    [
        ("## **I. MỤC ĐÍCH**", "I. MỤC ĐÍCH", True),
        ("**Nơi nhận:**", "Nơi nhận:", True),
        ("*Chỉ đạo Sở Y tế:* tổ chức", "Chỉ đạo Sở Y tế: tổ chức", False),
        ("* Treo cờ Tổ quốc", "- Treo cờ Tổ quốc", False),
        (r"3\. Quy định lắp đặt", "3. Quy định lắp đặt", False),
        ("Thời gian: ~~từ ngày 1/8~~ từ ngày 5/8", "Thời gian:  từ ngày 5/8", False),
        ("> Kính gửi: Các sở", "Kính gửi: Các sở", True),
        ("*", "*", False),
    ],
)
def test_markdown_marks_are_taken_off(raw: str, text: str, *, marked: bool) -> None:
    (line,) = lines([raw])
    assert (line.text, line.marked) == (text, marked)


@pytest.mark.parametrize(
    ("text", "noise"),
    [
        ("- 3 -", True),
        ("Trang 2/14", True),
        ("ĐẾN Số: 1523", True),
        ("Ngày: 23/7", True),
        ("Người ký: Văn phòng UBND tỉnh", True),
        ("Số: 141/KH-UBND", False),
        ("Ngày 23/7 treo cờ Tổ quốc", False),
        ("Chuyển trọng tâm sang cơ sở", False),
    ],
)
def test_page_numbers_stamps_and_signatures(text: str, *, noise: bool) -> None:
    assert is_noise(text) is noise


def test_a_row_has_cells() -> None:
    (row,) = lines(["| TT | Nội dung | Đơn vị |"])
    assert row.cells == ("TT", "Nội dung", "Đơn vị")


def test_a_line_of_megabytes_is_cut_at_spaces_and_keeps_its_number() -> None:
    sentence = "Treo cờ Tổ quốc tại trụ sở. "
    pieces = [one for one in lines(["Đầu", sentence * 2_000]) if one.number == 2]
    assert all(len(one.text) <= LONGEST for one in pieces)
    assert {one.text[:7] for one in pieces} == {"Treo cờ"}
    assert " ".join(one.text for one in pieces) == (sentence * 2_000).strip()


def test_a_long_line_without_spaces_is_cut_too() -> None:
    assert sum(len(one.text) for one in lines(["x" * 100_000])) == 100_000
