"""PDF and Word files that are kept as they came: only those that do nothing but show pages."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from lxml import etree  # type: ignore[import-untyped]
from pypdfium2 import raw  # type: ignore[import-untyped]

from planner.documents.text import pdf, streams, zipped
from planner.errors import InputError
from planner.services.proving.forms import FILE_MOST, TooLargeError, not_taken

_ACTIVE = re.compile(
    rb"/S\s*/(?:JavaScript|Launch|ImportData)\b"
    rb"|/Type\s*/EmbeddedFile\b|/Subtype\s*/(?:RichMedia|FileAttachment|3D|Screen)\b"
    rb"|/EF\s*<<|/XFA\s*[\[\d]"
)
"""What makes a PDF act, or carry other files: the kind of an action, of a stream, of a note."""

_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")

_TEXT, _TYPES = "word/document.xml", "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_XML = frozenset({".xml", ".rels"})
_PARTS = _XML | {
    *(".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".tif", ".tiff", ".webp"),
    *(".emf", ".wmf", ".wdp", ".svg", ".odttf", ".ttf", ".fntdata"),
}
"""How the parts of a file end that holds text, pictures and typefaces alone."""

_MACROS = ("macroenabled", "vba", "activex", "oleobject")
_CARRIED = frozenset(
    {"oleObject", "package", "control", "activeXControlBinary", "vbaProject", "aFChunk"}
)
"""The last words of relationships to what Word would open or run besides the text."""

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def check_pdf(data: bytes) -> None:
    """Raises InputError for a PDF that is damaged, encrypted, would act, or carries other files."""
    _check_size(data)
    if not data.startswith(b"%PDF-"):
        raise InputError("PDF có thứ khác đứng trước; in lại thành PDF từ văn bản gốc rồi gửi")
    streams.check(data)
    with pdf.opened(data) as document:
        if raw.FPDF_GetSecurityHandlerRevision(document) >= 0:
            raise pdf.locked()
        acts = raw.FPDFDoc_GetJavaScriptActionCount(document) > 0
        carries = raw.FPDFDoc_GetAttachmentCount(document) > 0
    if acts or carries or any(map(_acts, (data, *streams.unpacked(data)))):
        raise InputError(
            "PDF có mã chạy, lệnh mở chương trình hoặc tệp đính kèm bên trong; "
            "in lại thành PDF từ văn bản gốc rồi gửi"
        )


def check_docx(data: bytes) -> None:
    """Raises InputError for a Word file that is damaged, a bomb, or more than text and pictures."""
    _check_size(data)
    with zipfile.ZipFile(zipped.rebuilt(data)) as package:
        names = package.namelist()
        if _TEXT not in names or _TYPES not in names:
            raise not_taken()
        types = {one.get("ContentType", "") for one in _elements(package.read(_TYPES))}
        relations = [
            one for name in names if name.endswith(".rels") for one in _elements(package.read(name))
        ]
    if any(word in one.lower() for one in types for word in _MACROS) or _MAIN not in types:
        raise InputError("tệp Word có macro hoặc không đúng dạng .docx; lưu lại thành PDF rồi gửi")
    _check_parts(data)
    for one in relations:
        kind = one.get("Type", "").rpartition("/")[2]
        if kind in _CARRIED:
            raise InputError("tệp Word có tệp hay đối tượng nhúng; lưu lại thành PDF rồi gửi")
        if one.get("TargetMode") == "External" and kind != "hyperlink":
            raise InputError("tệp Word nối tới mẫu hay tệp ở nơi khác; lưu lại thành PDF rồi gửi")


def _check_size(data: bytes) -> None:
    if len(data) > FILE_MOST:
        raise TooLargeError(
            "tệp nặng quá %(most)d MB; gửi riêng phần cần làm minh chứng", most=FILE_MOST >> 20
        )


def _acts(part: bytes) -> bool:
    return bool(_ACTIVE.search(_ESCAPED.sub(lambda code: bytes.fromhex(code[1].decode()), part)))


def _elements(xml: bytes) -> Iterator[etree._Element]:
    try:
        yield from etree.fromstring(xml, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged() from error


def _check_parts(data: bytes) -> None:
    """Look at every part as it is in the file: its name, its packing, and whether it is whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            damaged = archive.testzip()
    except Exception as error:  # a damaged part shows in any of many ways
        raise _damaged() from error
    if not all(map(_is_plain, parts)) or min(one.header_offset for one in parts):
        raise InputError(
            "tệp Word có thành phần lạ bên trong (macro, chương trình, tệp nhúng); "
            "lưu lại thành PDF rồi gửi"
        )
    if damaged or len({one.orig_filename.lower() for one in parts}) < len(parts):
        raise _damaged()


def _is_plain(part: zipfile.ZipInfo) -> bool:
    name = part.orig_filename
    path = PurePosixPath(name)
    # Word does not mind capitals in ".RELS"; what was read above does.
    ending = path.suffix if path.suffix.lower() in _XML else path.suffix.lower()
    return (
        name.isprintable()
        and not {"\\", ":"} & set(name)
        and not path.is_absolute()
        and ".." not in path.parts
        and (part.is_dir() or ending in _PARTS or name == "_rels/.rels")
        and part.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    )


def _damaged() -> InputError:
    return InputError("tệp Word bị hỏng hoặc thiếu; mở bằng Word, lưu lại dạng .docx rồi gửi")
