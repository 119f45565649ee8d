"""A text reads the same in every encoding, with every line where it stands in the file."""

import codecs
import unicodedata
from collections.abc import Callable

import pytest
from documents.text.forms import PLAN, to_1258, to_nfd, to_tcvn3, to_vni

from planner.documents.text import read
from planner.documents.text.capitals import restore
from planner.documents.text.encoding import of_font
from planner.errors import InputError

WHOLE = "\n".join(PLAN)

FORMS = [
    pytest.param(WHOLE.encode(), "UTF-8", id="UTF-8"),
    pytest.param(to_nfd(WHOLE), "UTF-8", id="NFD"),
    pytest.param(codecs.BOM_UTF8 + WHOLE.encode(), "UTF-8", id="UTF-8 with BOM"),
    pytest.param(WHOLE.replace("\n", "\r\n").encode(), "UTF-8", id="CRLF"),
    pytest.param(WHOLE.replace("\n", "\r").encode(), "UTF-8", id="CR"),
    pytest.param(WHOLE.encode("utf-16"), "UTF-16", id="UTF-16 with BOM"),
    pytest.param(WHOLE.encode("utf-16-le"), "UTF-16", id="UTF-16 LE"),
    pytest.param(WHOLE.encode("utf-16-be"), "UTF-16", id="UTF-16 BE"),
    pytest.param(to_1258(WHOLE), "windows-1258", id="windows-1258"),
    pytest.param(to_tcvn3(WHOLE), "TCVN3", id="TCVN3"),
    pytest.param(to_tcvn3(WHOLE.replace("\n", "\r\n")), "TCVN3", id="TCVN3 with CRLF"),
    pytest.param(to_vni(WHOLE), "VNI", id="VNI"),
]


@pytest.mark.parametrize(("data", "encoding"), FORMS)
def test_the_same_lines_in_every_encoding(data: bytes, encoding: str) -> None:
    found = read(data)
    assert (found.form, found.encoding, found.note) == ("txt", encoding, "")
    assert list(found.lines) == PLAN


@pytest.mark.parametrize("write", [to_tcvn3, to_vni, str.encode])
def test_what_was_copied_as_if_it_were_western(write: Callable[[str], bytes]) -> None:
    """A .VnTime text pasted into an editor is saved in UTF-8, each letter as its byte's sign."""
    found = read(write(WHOLE).decode("latin-1").encode())
    assert list(found.lines) == PLAN


@pytest.mark.parametrize("write", [to_tcvn3, to_vni, to_1258])
@pytest.mark.parametrize("line", [line for line in PLAN if len(line) > 30])
def test_one_line_is_enough(line: str, write: Callable[[str], bytes]) -> None:
    assert read(write(line)).lines == (line,)


def test_western_text_stays_as_it_is() -> None:
    assert read(b"Cafe de la R\xe9publique, d\xe9j\xe0 vu").lines == (
        "Cafe de la République, déjà vu",
    )


def test_damaged_utf8_is_read_as_utf8() -> None:
    data = WHOLE.encode()
    broken = data[:200] + b"\xff" + data[200:]
    found = read(broken)
    assert found.encoding == "UTF-8"
    assert found.note == "1 chỗ trong tệp bị hỏng, hiện bằng �"
    assert len(found.lines) == len(PLAN)
    assert sum(a != b for a, b in zip(found.lines, PLAN, strict=True)) == 1


def test_only_line_breaks_end_a_line() -> None:
    text = "một\x0c\nhai\u2028ba\x0bbốn\x85\n\nnăm\n"
    assert read(text.encode()).lines == ("một\x0c", "hai ba\x0bbốn", "", "năm", "")
    assert len(read(text.encode()).lines) == len(text.split("\n"))


def test_what_nobody_sees_is_dropped() -> None:
    text = "\ufeff\ufeffỦy\u00a0ban\u200b nhân\u2003dân\u00ad \u2013 Ðảng\u200f"
    assert read(text.encode()).lines == ("Ủy ban nhân dân \u2013 Đảng",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Sở Y Tế", "SỞ Y TẾ"),
        ("Sở Y tế", "Sở Y tế"),
        ("Tổ 3", "Tổ 3"),
        ("Số 33-KH/TU", "Số 33-KH/TU"),
        ("ủY BAN NHÂN DÂN TỉNH", "ỦY BAN NHÂN DÂN TỈNH"),
        ("KẾ HOạCH Tổ CHứC", "KẾ HOẠCH TỔ CHỨC"),
        ("Tỉnh ủy ban hành", "Tỉnh ủy ban hành"),
        ("- ủy viên", "- Ủy viên"),
        ("LấY ý KIẾN", "LẤY Ý KIẾN"),
    ],
)
def test_capitals_that_tcvn3_lacks(written: str, meant: str) -> None:
    assert restore(written) == meant


def test_fonts_of_documents() -> None:
    assert of_font(to_tcvn3("kế hoạch").decode("latin-1"), ".VnTimeH") == "KẾ HOẠCH"
    assert of_font(to_tcvn3("kế hoạch").decode("latin-1"), ".VnTime") == "kế hoạch"
    assert of_font(to_vni("Kế hoạch").decode("latin-1"), "VNI-Times") == "Kế hoạch"
    assert of_font("Kế hoạch", ".VnTime") == "Kế hoạch"
    assert of_font("hßa", "Times New Roman") == "hßa"


@pytest.mark.parametrize("data", [b"", b"\n \n", bytes(range(256)) * 4, b"\x00\x01" * 50])
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(InputError):
        read(data)


def test_lines_come_composed() -> None:
    for line in read(to_nfd(WHOLE)).lines:
        assert unicodedata.is_normalized("NFC", line)
