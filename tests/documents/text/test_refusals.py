"""What is refused, each with a message that says what to do; and that nothing else is raised."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from documents.text.forms import PLAN, pdf_of, place, to_docx, to_pdf
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.documents.text import limits, read, zipped
from planner.errors import InputError

NAMESPACE = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCX = to_docx(PLAN)
PDF = to_pdf(PLAN)


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def word(body: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(DOCX)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = b"<w:document %b><w:body>%b</w:body></w:document>" % (
        NAMESPACE,
        body,
    )
    return packed(parts)


def lying(data: bytes) -> bytes:
    """Return the archive with a directory that says that the text is short."""
    at = data.rindex(b"word/document.xml") - 46
    return data[: at + 24] + (1000).to_bytes(4, "little") + data[at + 28 :]


BOMB = word(b"<w:p>" + b" " * 30_000_000 + b"</w:p>")
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000)
ENTITIES = (
    b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    b"<w:document %b><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>" % NAMESPACE
)

REFUSED = [
    pytest.param(bytes(limits.FILE_MOST + 1), "21 MB, quá 20 MB", id="large"),
    pytest.param(b"", "tệp trống", id="empty"),
    pytest.param(to_docx([""]), "không có chữ nào", id="blank"),
    pytest.param(b"a" * (limits.LINE_MOST + 1), "dòng 1 dài quá", id="long line"),
    pytest.param(b"a\n" * (limits.LINES_MOST + 1), "quá 50.000 dòng", id="many lines"),
    pytest.param(b"ab\n" * 4_000_000, "quá 2.000.000 ký tự", id="long"),
    pytest.param(BOMB, "bung ra quá lớn", id="bomb"),
    pytest.param(lying(BOMB), "hỏng", id="lying bomb"),
    pytest.param(word(b"<w:p/>" * 50), "không có chữ nào", id="no words"),
    pytest.param(
        packed({"word/document.xml": b"", **{str(n): b"" for n in range(zipped.PARTS_MOST)}}),
        "bung ra quá lớn",
        id="many parts",
    ),
    pytest.param(DOCX[:-3000], "hỏng", id="cut docx"),
    pytest.param(PDF[: len(PDF) // 9], "hỏng", id="cut pdf"),
    pytest.param(OLE, "kiểu cũ", id="doc"),
    pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu", id="locked docx"),
    pytest.param(b"{\\rtf1 x}", ".rtf", id="rtf"),
    pytest.param(packed({"xl/workbook.xml": b""}), "bảng tính", id="xlsx"),
    pytest.param(packed({"content.xml": b""}), ".odt", id="odt"),
    pytest.param(packed({"a.docx": DOCX}), "tệp nén", id="zip"),
    pytest.param(b"\x89PNG\r\n\x1a\n", "ảnh", id="png"),
    pytest.param(b"\xff\xd8\xff\xe0", "ảnh", id="jpeg"),
]


@pytest.mark.parametrize(("data", "message"), REFUSED)
def test_refused_with_a_plain_message(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "tệp gửi lên")
    assert message in caught.value.text()
    assert caught.value.where.file == "tệp gửi lên"


def test_entities_are_never_expanded() -> None:
    with zipfile.ZipFile(io.BytesIO(DOCX)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for xml in (ENTITIES, ENTITIES.decode().encode("utf-16")):
        with pytest.raises(InputError):
            read(packed(parts | {"word/document.xml": xml}))


def test_words_that_begin_as_a_picture_does_are_words() -> None:
    assert read(b"BM gui\nMZ").lines == ("BM gui", "MZ")


def test_only_input_errors_within_the_memory_allowed(tmp_path: Path) -> None:
    """Each in a process of its own, for what one needed at most is not told apart otherwise."""
    pytest.importorskip("resource", reason="Windows doesn't tell")
    cases = {
        "bomb": BOMB,
        "lying": lying(BOMB),
        "pages": pdf_of([place("trang", 60, 700)] * 10_000),
        "large": b"ab\n" * 66_000_000,
    }
    for name, data in cases.items():
        path = tmp_path / name
        path.write_bytes(data)
        done = subprocess.run(
            [sys.executable, "-c", _MEASURED, str(path)],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        megabytes, seconds = map(float, done.stdout.split())
        assert megabytes < 300, name
        assert seconds < 3, name


# Linux counts what a process had before it became this one: VmHWM begins anew with it.
_MEASURED = """
import sys, time
from pathlib import Path
from planner.documents.text import read
from planner.errors import InputError
data = Path(sys.argv[1]).read_bytes()
start = time.monotonic()
try:
    read(data)
except InputError:
    took = time.monotonic() - start
status = Path("/proc/self/status")
import resource
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
if status.exists():
    peak = next(int(l.split()[1]) for l in status.read_text().splitlines() if l.startswith("VmHWM"))
print(peak / 1024, took)
"""


def refuses_or_reads(data: bytes) -> None:
    try:
        lines = read(data).lines
    except InputError:
        return
    assert any(lines)
    assert not any(set("\r\n\x00") & set(line) for line in lines)


MAGIC = st.sampled_from(
    [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"<p>", OLE[:8]]
)


@given(MAGIC, st.binary(max_size=2000))
@example(b"", b"\xff\xfe\x00\xd8")
@settings(deadline=None)
def test_any_bytes(magic: bytes, rest: bytes) -> None:
    refuses_or_reads(magic + rest)


@given(st.text(max_size=500))
@settings(deadline=None)
def test_any_text(text: str) -> None:
    data = text.encode("utf-8", "replace")
    refuses_or_reads(data)
    refuses_or_reads(b"<table><tr><td>" + data)
    refuses_or_reads(text.encode("utf-16-le", "replace"))


@given(st.sampled_from([DOCX, PDF]), st.data())
@settings(deadline=None, max_examples=60)
def test_any_damage(whole: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 200)))
    refuses_or_reads(whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:])
    refuses_or_reads(whole[:start])


@given(st.text(st.sampled_from('<>/="w:pt bnumIdrtcval1é'), max_size=300))
@settings(deadline=None, max_examples=60)
def test_any_xml_in_a_word_file(body: str) -> None:
    refuses_or_reads(word(body.encode()))


@given(st.text(st.sampled_from("()<>[]/ 0123456789.-TjTmBTETFf1qQcmreSl\n"), max_size=400))
@settings(deadline=None, max_examples=60)
def test_any_content_of_a_page(content: str) -> None:
    refuses_or_reads(pdf_of([content.encode()]))
