"""Which of the forms that are taken a file has: by its bytes, and its name must not deny it."""

import re
import unicodedata
from dataclasses import dataclass

from planner.errors import InputError
from planner.phrases import Phrase

FILE_MOST = 20 * 1024 * 1024
"""Bytes of a file."""

NAME_MOST = 150
"""Letters of a file's name."""

NAMED_MOST = 60
"""Letters of it that a message repeats."""

ZIP_TAIL = (1 << 16) + 22
"""Bytes at whose beginning the directory of an archive may end, at the earliest."""


class TooLargeError(InputError):
    """A file is larger than what is taken."""

    status = 413


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file: what browsers call it, and how its name ends (others of its kind too)."""

    media_type: str
    suffix: str
    family: frozenset[str]

    @property
    def is_photo(self) -> bool:
        return self.family == _PICTURES


_PICTURES = frozenset({"jpg", "jpeg", "jpe", "jfif", "png", "webp"})
JPEG = Form("image/jpeg", "jpg", _PICTURES)
PNG = Form("image/png", "png", _PICTURES)
WEBP = Form("image/webp", "webp", _PICTURES)
PDF = Form("application/pdf", "pdf", frozenset({"pdf"}))
DOCX = Form(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "docx",
    frozenset({"docx"}),
)
FORMS = {one.media_type: one for one in (JPEG, PNG, WEBP, PDF, DOCX)}
ACCEPTED = ".jpg,.jpeg,.png,.webp,.pdf,.docx,image/jpeg,image/png,image/webp"
"""What a form lets people choose; a phone that is asked for pictures offers its camera too."""

_HEIC = re.compile(rb"ftyp(?:hei|hev|mif1|msf1|avif)")
_OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1")
_TEXT = b"word/document.xml"
_PDF_WITHIN = 1024
"""Bytes before "%PDF-" that readers of PDF put up with."""

_DRIVE = re.compile(r"[A-Za-z]:")
_SUFFIX = re.compile(r"(.+)\.(?=\d*[A-Za-z])([A-Za-z0-9]{1,8})")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Categories of characters that nobody sees, and that may turn the rest of a name around."""


def form_of(data: bytes) -> Form:
    """Return the form of a file by its bytes. InputError for others, and for two in one."""
    found = [form for form, is_so in _seen(data) if is_so]
    if len(found) > 1:
        raise InputError(
            "tệp vừa là loại này vừa là loại khác nên không được nhận; lưu lại rồi gửi"
        )
    if found == [DOCX] and _TEXT not in data:
        raise not_taken()
    if found:
        return found[0]
    if not data:
        raise InputError("tệp trống; chọn lại tệp rồi gửi")
    if _HEIC.match(data, 4):
        raise InputError(
            "ảnh HEIC chưa nhận được; trên iPhone vào Cài đặt, Camera, Định dạng, chọn "
            "“Tương thích nhất” rồi chụp lại, hoặc mở ảnh lưu thành JPEG rồi gửi"
        )
    if data.startswith(_OLD_WORD):
        raise InputError(
            "tệp Word kiểu cũ (.doc) chưa nhận được; lưu lại dạng .docx hoặc PDF rồi gửi"
        )
    raise not_taken()


def _seen(data: bytes) -> tuple[tuple[Form, bool], ...]:
    """Say of each form whether a program would take the bytes for it."""
    return (
        (JPEG, data.startswith(b"\xff\xd8\xff")),
        (PNG, data.startswith(b"\x89PNG\r\n\x1a\n")),
        (WEBP, data.startswith(b"RIFF") and data[8:12] == b"WEBP"),
        (PDF, b"%PDF-" in data[:_PDF_WITHIN]),
        (DOCX, data.startswith(b"PK\x03\x04") or b"PK\x05\x06" in data[-ZIP_TAIL:]),
    )


def not_taken() -> InputError:
    """Return the error for a form that is not taken."""
    return InputError(
        "loại tệp này không nhận được; gửi ảnh JPEG, PNG, WebP, hoặc tệp PDF, Word (.docx)"
    )


def name_of(name: str) -> str:
    """Return a file's name as it may be shown. InputError for one that is a path, or too long."""
    name = unicodedata.normalize("NFC", name).strip()
    if "/" in name or "\\" in name or ".." in name or _DRIVE.match(name):
        raise InputError(
            "tên tệp có đường dẫn; đổi tên tệp, bỏ dấu / \\ và hai dấu chấm liền, rồi gửi"
        )
    if any(unicodedata.category(letter) in _UNSEEN for letter in name):
        raise InputError("tên tệp có ký tự ẩn; đổi tên tệp rồi gửi")
    if len(name) > NAME_MOST:
        raise InputError("tên tệp dài quá %(most)d chữ; đổi tên ngắn hơn rồi gửi", most=NAME_MOST)
    return name


def harmless(name: str) -> str:
    """Return what of a refused file's name can be said: no path, nothing unseen, not too long."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in _UNSEEN)
    return seen.strip()[:NAMED_MOST] or "tệp"


def named(name: str, form: Form) -> str:
    """Return a file's name with the ending of its form. InputError where it claims another.

    >>> named("Ảnh 26.8", JPEG), named("treo cờ.png", JPEG)
    ('Ảnh 26.8.jpg', 'treo cờ.jpg')
    """
    found = _SUFFIX.fullmatch(name)
    if found is None:
        return f"{name.strip('.') or form.suffix}.{form.suffix}"
    if found[2].lower() not in form.family:
        raise InputError(
            "tên tệp ghi .%(named)s nhưng bên trong là %(form)s; gửi đúng tệp, hoặc đổi tên",
            named=found[2],
            form=_WORDS[form.suffix],
        )
    return name if _same(found[2].lower(), form) else f"{found[1]}.{form.suffix}"


def _same(suffix: str, form: Form) -> bool:
    return suffix == form.suffix or (form == JPEG and suffix not in {"png", "webp"})


_WORDS = {
    **dict.fromkeys(("jpg", "png", "webp"), Phrase("ảnh")),
    "pdf": "PDF",
    "docx": Phrase("văn bản Word"),
}
