"""Numbers of papers: their own, spaced out and damaged, and those that a text names."""

import pytest

from planner.documents.fields import number
from planner.documents.papers.papers import papers


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Số: 141/KH-UBND", "141/KH-UBND"),
        ("Số: 2381/SYT - VP", "2381/SYT-VP"),
        ("Số 33 -KH/TU", "33-KH/TU"),
        ("Số : 675/TB - SGDĐT", "675/TB-SGDĐT"),
        ("**Số 342-KL/TU**", "342-KL/TU"),
        ("Sô: 07/2024/QĐ-UBND", "07/2024/QĐ-UBND"),
        ("Số: 12a/KH-UBND", "12a/KH-UBND"),
        ("Số: 294/KH-CAT-PC04", "294/KH-CAT-PC04"),
        ("Số: 18/KH-CAT(PV05)", "18/KH-CAT(PV05)"),
        ("Số 21-KH/BCĐ35", "21-KH/BCĐ35"),
        ("Số: 45 – KH/BTGTU", "45-KH/BTGTU"),
        ("UBND XÃ TÂN LẬP Số: 12/KH-UBND Tân Lập, ngày 05 tháng 01 năm 2026", "12/KH-UBND"),
        ("Số: 9/KH-UBND\tTân Lập, ngày 05 tháng 01 năm 2026", "9/KH-UBND"),
        ("| Số: 12/KH-SYT | Huế, ngày 05 tháng 01 năm 2026 |", "12/KH-SYT"),
    ],
)
def test_the_papers_own_number(line: str, value: str) -> None:
    paper = papers(["ỦY BAN NHÂN DÂN", line, "KẾ HOẠCH", "Tuyên truyền bầu cử"])[0]
    found, at = number.own(paper)
    assert found == value
    assert at is not None
    assert at.line == 2


@pytest.mark.parametrize(
    "line", ["Số:       /KH-UBND", "Số: …./KH-UBND", "Số        -KH/TU", "Số: (*..*)/KH-UBND"]
)
def test_a_blank_number_is_none_with_its_line(line: str) -> None:
    paper = papers(["ỦY BAN NHÂN DÂN", line, "KẾ HOẠCH", "Tuyên truyền bầu cử"])[0]
    found, at = number.own(paper)
    assert found is None
    assert at is not None
    assert at.line == 2


@pytest.mark.parametrize(
    "lines",
    [
        ["TRUNG TÂM Y TẾ", "Số: 1284", "Ngày: 23/7", "KẾ HOẠCH", "Tuyên truyền"],
        ["KẾ HOẠCH", "Thực hiện Kế hoạch số 102-KH/TU ngày 10/7/2019", "I. MỤC ĐÍCH"],
        ["KẾ HOẠCH", "Tuyên truyền", "(Kèm theo Công văn số 12/SYT-NVY ngày 3/3/2024 của Sở Y tế)"],
    ],
)
def test_a_stamp_a_title_and_a_note_give_no_number(lines: list[str]) -> None:
    assert number.own(papers(lines)[0])[0] is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Căn cứ Chỉ thị số 07-CT/TU ngày 04-6-2021 của Tỉnh ủy", ["07-CT/TU"]),
        ("theo Công văn 1355/UBND-KGVX và Kế hoạch 12/KH-UBND", ["12/KH-UBND"]),
        ("Nghị định số 145/2013/NĐ-CP; Nghị quyết 80-NQ/TW", ["145/2013/NĐ-CP", "80-NQ/TW"]),
        ("Luật số 85/2015/QH13 ngày 25/6/2015", ["85/2015/QH13"]),
        ("từ ngày 20-28/01/2016, tuyến 5/7A-B", []),
    ],
)
def test_numbers_that_a_text_names(text: str, values: list[str]) -> None:
    assert [value for value, _ in number.named(text)] == values
