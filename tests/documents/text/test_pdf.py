"""A PDF as the lines that are printed, whatever the order in which they were drawn."""

import textwrap
from pathlib import Path

import pytest
from documents.text.forms import (
    PLAN,
    encrypted_pdf,
    pdf_of,
    place,
    scanned_pdf,
    to_pdf,
    to_tcvn3,
    width,
)

from planner.documents.text import layout, ocr, pdf, read, streams
from planner.errors import InputError

LEFT = ["UBND TỈNH KIÊN GIANG", "SỞ Y TẾ", "Số: 141/KH-SYT"]
RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def printed(*contents: bytes) -> list[str]:
    found = read(pdf_of([b"\n".join(contents)]), "kế hoạch.pdf")
    assert (found.form, found.encoding) == ("pdf", None)
    return list(found.lines)


def column(lines: list[str], x: float, y: float) -> bytes:
    return b"\n".join(place(line, x, y - 16 * row) for row, line in enumerate(lines))


def test_printed_lines_are_kept() -> None:
    found = [line for line in read(to_pdf(PLAN)).lines if line]
    want = [part for line in PLAN for part in textwrap.wrap(line, 90, break_on_hyphens=False)]
    assert found == want


def test_the_order_of_drawing_does_not_count() -> None:
    assert printed(place("hai", 60, 700), place("một", 60, 716)) == ["một", "hai"]
    # A letter that the font lacks is drawn on its own, behind the rest of its line.
    start, letter = 60 + width("Ban h"), width("à")
    assert printed(
        place("Ban h", 60, 700), place("nh", start + letter, 700), place("à", start, 700)
    ) == ["Ban hành"]


def test_words_without_drawn_spaces() -> None:
    assert printed(place("Kế", 60, 700), place("hoạch", 60 + width("Kế") + 4, 700)) == ["Kế hoạch"]


def test_bold_type_drawn_twice() -> None:
    assert printed(place("KẾ HOẠCH", 60, 700), place("KẾ HOẠCH", 60.3, 700)) == ["KẾ HOẠCH"]


@pytest.mark.parametrize("shift", [0, 7])
def test_the_two_columns_of_a_head_stay_apart(shift: int) -> None:
    body = "Thực hiện Chỉ thị số 07-CT/TU, Sở Y tế xây dựng kế hoạch như sau, từ nay đến hết năm."
    assert printed(
        column(LEFT, 60, 780), column(RIGHT, 300, 780 - shift), place(body, 60, 690)
    ) == [*LEFT, *RIGHT, "", body]


def test_a_number_and_its_hanging_text_stay_together() -> None:
    lines = printed(column(["1.", "2."], 60, 780), column(["Mục đích", "Yêu cầu"], 90, 780))
    assert lines == ["1. Mục đích", "2. Yêu cầu"]


def test_justified_lines_have_no_columns() -> None:
    words = ["Thực", "hiện", "kế", "hoạch", "của", "tỉnh"]
    rows = [
        b"\n".join(place(w, 60 + 70 * n, 780 - 16 * r) for n, w in enumerate(words)) for r in (0, 1)
    ]
    assert printed(*rows) == [" ".join(words)] * 2


def ruled(xs: list[int], ys: list[int]) -> bytes:
    upright = [f"{x} {ys[-1]} m {x} {ys[0]} l S" for x in xs]
    level = [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys]
    return "\n".join(upright + level).encode()


def test_rows_of_a_ruled_table() -> None:
    assert printed(
        place("Phân công", 60, 790),
        ruled([50, 100, 300, 500], [780, 750, 700]),
        *(place("TT", 55, 760), place("Nội dung", 105, 760), place("Cơ quan", 305, 760)),
        *(place("1", 55, 735), place("Treo cờ", 105, 735), place("Các xã,", 305, 735)),
        place("phường", 305, 719),
        place("Nơi nhận", 60, 680),
    ) == ["Phân công", "TT | Nội dung | Cơ quan", "1 | Treo cờ | Các xã, phường", "Nơi nhận"]


@pytest.mark.parametrize("turn", [(1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)])
def test_pages_turned_by_a_quarter(turn: tuple[int, int, int, int]) -> None:
    a, b, c, d = turn
    drawn = []
    for row, line in enumerate(PLAN[:3]):
        x, y = 300 - 100 * a - 16 * row * c, 400 - 100 * b - 16 * row * d
        at = f" 1 0 0 1 {x} {y} Tm ".encode()
        drawn.append(place(line, x, y).replace(at, f" {a} {b} {c} {d} {x} {y} Tm ".encode()))
    assert printed(*drawn) == PLAN[:3]


def test_old_fonts_inside() -> None:
    found = read(to_pdf(to_tcvn3("\n".join(PLAN)).decode("latin-1").split("\n")))
    assert found.encoding == "TCVN3"
    assert found.lines[0] == PLAN[0]


def test_pages_follow_each_other_and_progress_tells() -> None:
    seen: list[tuple[int, int]] = []
    found = read(
        pdf_of([place("một", 60, 700), place("hai", 60, 700)]),
        progress=lambda done, total: seen.append((done, total)),
    )
    assert found.lines == ("một", "hai")
    assert seen == [(1, 2), (2, 2)]


def test_a_scan_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: None)
    with pytest.raises(InputError, match=r"ảnh quét.*xin bản Word.*Tesseract"):
        read(scanned_pdf())


def test_a_scan_in_the_middle_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_is_picture", lambda _: True)
    monkeypatch.setattr(pdf, "_SCANNED_BELOW", 10)
    monkeypatch.setattr(ocr, "program", lambda: None)
    found = read(pdf_of([place("Kế hoạch của tỉnh", 60, 700), place("dấu", 60, 700)]))
    assert found.note == "trang 2 là ảnh quét, không có lớp chữ nên chưa đọc được"


def test_a_scan_is_read_by_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tesseract"
    program.write_text(
        "#!/bin/sh\n"
        '[ "$1" = --list-langs ] && { echo "List (2):"; echo eng; echo vie; exit; }\n'
        'head -c 2 | grep -q P5 && echo "KẾ HOẠCH"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda _: str(program))
    seen: list[tuple[int, int]] = []
    found = read(scanned_pdf(2), progress=lambda done, total: seen.append((done, total)))
    assert found.lines == ("KẾ HOẠCH", "KẾ HOẠCH")
    assert found.note == "trang 1-2 là ảnh quét, chữ do máy nhận dạng; cần soát lại"
    assert seen == [(1, 2), (2, 2)]


@pytest.mark.parametrize("languages", ["eng", "eng\nviet"])
def test_tesseract_without_vietnamese_is_none(
    languages: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\necho '{languages}'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda _: str(program))
    assert ocr.program() is None


def test_a_password_is_asked_to_be_taken_off() -> None:
    with pytest.raises(InputError, match="mật khẩu"):
        read(encrypted_pdf())


def test_too_many_pages() -> None:
    with pytest.raises(InputError, match="501 trang"):
        read(pdf_of([b""] * (pdf.PAGES_MOST + 1)))


def test_a_stream_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "STREAM_MOST", 10_000)
    with pytest.raises(InputError, match="bung ra quá lớn"):
        read(pdf_of([b" " * 10_001]))


@pytest.mark.parametrize(
    ("pages", "written"), [([0], "1"), ([0, 1, 2, 6], "1-3, 7"), ([1, 3, 4], "2, 4-5")]
)
def test_pages_by_name(pages: list[int], written: str) -> None:
    assert pdf._named(pages) == written


def test_an_empty_page_has_no_lines() -> None:
    assert layout.lines([]) == []
