"""A page of a portal as lines: what it shows, block by block, table rows joined."""

import pytest
from documents.text.forms import to_tcvn3

from planner.documents.text import read


def lines(page: str) -> list[str]:
    found = read(page.encode(), "trang.html")
    assert found.form == "html"
    return list(found.lines)


def test_blocks_are_lines_and_what_is_not_shown_is_dropped() -> None:
    page = """<!DOCTYPE html><html><head><title>Cổng</title><style>p{}</style>
    <script>if (a<b) alert("x")</script></head><body><h1>KẾ&nbsp;HOẠCH</h1>
    <p>Thực   hiện
    <b>Chỉ thị</b> số 07&ndash;CT/TU<br>của Tỉnh &#7911;y &lt;x&gt;</p>
    <ul><li>một<li>hai</ul><noscript>tắt</noscript>cuối</body></html>"""
    assert lines(page) == [
        *("KẾ HOẠCH", "Thực hiện Chỉ thị số 07–CT/TU", "của Tỉnh ủy <x>"),
        *("một", "hai", "cuối"),
    ]


def test_ruled_tables_are_rows_and_a_head_is_lines() -> None:
    page = """<table><tr><td>UBND TỈNH<br>SỞ Y TẾ</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td>
    </tr></table><p>KẾ HOẠCH</p><table border="1"><tr><th>TT<th>Việc<th>Cơ quan</tr>
    <tr><td>1</td><td><p>Treo cờ</p><p>Tổ quốc</p></td><td></td></tr></table>"""
    assert lines(page) == [
        *("UBND TỈNH", "SỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "KẾ HOẠCH"),
        *("TT | Việc | Cơ quan", "1 | Treo cờ Tổ quốc | "),
    ]


def test_a_table_that_lays_out_the_page_around_another() -> None:
    inner = '<table border="1"><tr><td>a<td>b</tr></table>'
    assert lines(f"<table><tr><td>Menu<td>Tin{inner}hết</tr></table>") == [
        *("Menu", "Tin", "a | b", "hết")
    ]


def test_preformatted_lines_stay() -> None:
    assert lines("<div>x</div><pre>một\n  hai\n\nba</pre>") == ["x", "một", "  hai", "", "ba"]


def test_pages_in_old_encodings() -> None:
    page = "<p>Kế hoạch tuyên truyền của Tỉnh ủy</p>"
    assert read(to_tcvn3(page)).lines == ("Kế hoạch tuyên truyền của Tỉnh ủy",)


@pytest.mark.parametrize("text", ["1 < 2 là đúng", "<Dự thảo> Kế hoạch", "Kế hoạch <p>"])
def test_a_text_with_angle_brackets_is_a_text(text: str) -> None:
    found = read(text.encode())
    assert (found.form, found.lines) == ("txt", (text,))


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<![", "</", "<table><tr><td>", "<b>", "&"])
def test_broken_markup_is_read_in_good_time(piece: str) -> None:
    lines("<p>Kế hoạch</p>" + piece * 20_000)
