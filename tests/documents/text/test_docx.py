"""A Word file as lines: paragraphs, tables, numbers and boxes in the order of its body."""

import io
from typing import Any

import docx
import pytest
from documents.text.forms import PLAN, to_docx, to_tcvn3
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from planner.documents.text import numbering, read


def lines(document: Any) -> list[str]:
    out = io.BytesIO()
    document.save(out)
    found = read(out.getvalue(), "kế hoạch.docx")
    assert found.form == "docx"
    return list(found.lines)


def test_each_paragraph_is_a_line() -> None:
    assert list(read(to_docx(PLAN)).lines) == PLAN


def test_breaks_tabs_and_hyphens() -> None:
    document = docx.Document()
    document.add_paragraph("một\nhai\tba")
    document.element.body[0].append(
        parse_xml(
            f"<w:r {nsdecls('w')}><w:noBreakHyphen/><w:t>bốn</w:t><w:softHyphen/>"
            "<w:instrText>PAGE</w:instrText></w:r>"
        )
    )
    assert lines(document) == ["một", "hai\tba-bốn"]


def test_changes_hidden_text_and_capitals() -> None:
    document = docx.Document()
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:p {nsdecls('w')}><w:ins><w:r><w:t>thêm </w:t></w:r></w:ins>"
            "<w:del><w:r><w:delText>bớt</w:delText></w:r></w:del>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
            "<w:r><w:rPr><w:caps/></w:rPr><w:t>hoa</w:t></w:r>"
            "<w:sdt><w:sdtContent><w:r><w:t> ô</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        ),
    )
    assert lines(document)[0] == "thêm HOA ô"


def test_old_fonts_are_read_by_their_names() -> None:
    document = docx.Document()
    for font in (".VnTimeH", ".VnTime"):
        run = document.add_paragraph().add_run(to_tcvn3("kế hoạch").decode("latin-1"))
        run.font.name = font
    assert lines(document) == ["KẾ HOẠCH", "kế hoạch"]


def test_a_head_without_rules_comes_cell_by_cell() -> None:
    document = docx.Document()
    left, right = document.add_table(1, 2).rows[0].cells
    left.text = "UBND TỈNH KIÊN GIANG\nSỞ Y TẾ"
    right.text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    right.add_paragraph("Độc lập - Tự do - Hạnh phúc")
    document.add_paragraph("KẾ HOẠCH")
    assert lines(document) == [
        "UBND TỈNH KIÊN GIANG",
        "SỞ Y TẾ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "KẾ HOẠCH",
    ]


def test_a_ruled_table_gives_a_line_for_each_row_and_merged_cells_once() -> None:
    document = docx.Document()
    document.add_paragraph("trước")
    table = document.add_table(3, 3, style="Table Grid")
    for row, texts in zip(table.rows, ["abc", "def", "ghi"], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(0, 1)).text = "gộp ngang"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "gộp\ndọc"
    document.add_paragraph("sau")
    assert lines(document) == [
        "trước",
        "gộp ngang | c",
        "d | e | gộp dọc",
        "g | h",
        "sau",
    ]


def test_text_boxes_come_before_their_paragraph_and_once() -> None:
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>Số: 12/KH</w:t></w:r></w:p></w:txbxContent>"
    spaces = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:p {nsdecls('w')} {spaces}><w:r><mc:AlternateContent>"
            f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r><w:r><w:t>KẾ HOẠCH</w:t></w:r></w:p>"
        ),
    )
    assert lines(document)[:2] == ["Số: 12/KH", "KẾ HOẠCH"]


def level(depth: int, form: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbered(levels: str, changes: str = "") -> Any:
    """Return an empty document with two lists, 91 and 92, of the same levels."""
    document = docx.Document()
    root = document.part.numbering_part.element
    root.insert(
        0,
        parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'),
    )
    for number, more in ((91, ""), (92, changes)):
        root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="90"/>'
                f"{more}</w:num>"
            )
        )
    return document


def add(document: Any, text: str, depth: int = 0, number: int = 91) -> None:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/>'
            "</w:numPr>"
        )
    )


def test_numbers_are_restored() -> None:
    document = numbered(
        level(0, "upperRoman", "%1.")
        + level(1, "decimal", "%2.")
        + level(2, "lowerLetter", "%3)")
        + level(3, "bullet", "\uf0b7")
        + level(4, "decimal", "%2.%5.", "<w:isLgl/>")
    )
    for text, depth in [
        *(("mục đích", 0), ("nội dung", 0), ("một", 1), ("hai", 1), ("a", 2), ("b", 2)),
        *(("gạch", 3), ("ba", 1), ("lại", 2), ("sâu", 4), ("tổ chức", 0), ("đầu", 1)),
    ]:
        add(document, text, depth)
    document.add_paragraph("không số")
    assert lines(document) == [
        *("I. mục đích", "II. nội dung", "1. một", "2. hai", "a) a", "b) b"),
        *("- gạch", "3. ba", "a) lại", "3.1. sâu", "III. tổ chức", "1. đầu", "không số"),
    ]


def test_a_list_goes_on_in_its_copy_unless_that_starts_anew() -> None:
    new = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    for changes, want in (("", ["1. a", "2. b", "3. c"]), (new, ["1. a", "5. b", "6. c"])):
        document = numbered(level(0, "decimal", "%1."), changes)
        add(document, "a")
        add(document, "b", number=92)
        add(document, "c", number=92)
        assert lines(document) == want


def test_numbers_by_style() -> None:
    document = docx.Document()
    document.add_paragraph("một", style="List Number")
    document.add_paragraph("hai", style="List Number")
    document.add_paragraph("ba", style="List Bullet")
    assert lines(document) == ["1. một", "2. hai", "- ba"]


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (4, "upperRoman", "IV"),
        (1994, "lowerRoman", "mcmxciv"),
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (7, "decimalZero", "07"),
        (7, "ordinal", "7"),
        (-1, "upperRoman", "-1"),
        (3, "none", ""),
    ],
)
def test_forms_of_numbers(number: int, form: str, written: str) -> None:
    assert numbering._written(number, form) == written
