"""Which form a file has, by what is in it: names lie, and offices rename what they can't open."""

import re

from planner.documents.text import zipped
from planner.errors import InputError
from planner.phrases import Phrase, mark

_ARCHIVE = b"PK\x03\x04"
_EMPTY_ARCHIVE = b"PK\x05\x06"
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PDF_WITHIN = 1024
"""Bytes before "%PDF-" that readers of PDF put up with."""

_OTHERS = (
    (b"\x89PNG", mark("ảnh")),
    (b"\xff\xd8\xff", mark("ảnh")),
    (b"GIF8", mark("ảnh")),
    (b"II*\x00", mark("ảnh")),
    (b"MM\x00*", mark("ảnh")),
    (b"BM", mark("ảnh")),
    (b"RIFF", mark("ảnh, tiếng hoặc phim")),
    (b"Rar!", mark("tệp nén")),
    (b"7z\xbc\xaf", mark("tệp nén")),
    (b"\x1f\x8b", mark("tệp nén")),
    (b"BZh", mark("tệp nén")),
    (b"\xfd7zXZ", mark("tệp nén")),
    (b"MZ", mark("chương trình")),
    (b"\x7fELF", mark("chương trình")),
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x7f-\xff]")


def form_of(data: bytes) -> str:
    """Return "docx", "pdf" or "text" (a web page is text too).

    Raises InputError for the forms that are known and not read, saying how to make one that is.
    """
    if data.startswith((_ARCHIVE, _EMPTY_ARCHIVE)):
        return _packed(data)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(_COMPOUND):
        raise _compound(data)
    if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise InputError("tệp dạng .rtf chưa đọc được; mở bằng Word, lưu lại dạng .docx rồi gửi")
    if b"<?mso-application" in data[:1000] or b"<pkg:package" in data[:2000]:
        raise InputError(
            "tệp Word dạng XML chưa đọc được; mở bằng Word, lưu lại dạng .docx rồi gửi"
        )
    for sign, kind in _OTHERS:
        # "BM" and "MZ" begin words as well.
        if data.startswith(sign) and _BINARY.search(data[:64]):
            raise InputError(
                "đây là %(kind)s, không phải văn bản; gửi tệp .docx, .pdf hoặc .txt",
                kind=Phrase(kind),
            )
    return "text"


def _packed(data: bytes) -> str:
    names = zipped.names(data)
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise InputError(
            "đây là bảng tính hoặc trình chiếu; chép phần văn bản sang Word, lưu dạng .docx rồi gửi"
        )
    if "content.xml" in names:
        raise InputError("tệp dạng .odt chưa đọc được; mở ra, lưu lại dạng .docx rồi gửi")
    raise InputError("đây là tệp nén; mở ra rồi gửi từng văn bản (.docx, .pdf, .txt)")


def _compound(data: bytes) -> InputError:
    if _ENCRYPTED in data:
        return InputError("tệp Word có đặt mật khẩu; bỏ mật khẩu, lưu lại rồi gửi")
    return InputError(
        "tệp Word kiểu cũ (.doc) chưa đọc được; mở bằng Word, lưu lại dạng .docx rồi gửi"
    )
