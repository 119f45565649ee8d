"""The parts of a Word file, unpacked within bounds whatever its directory promises."""

import io
import re
import zipfile

from planner.errors import InputError

PARTS_MOST = 5_000
UNPACKED_MOST = 200 * 1024 * 1024
"""What the directory may promise in all; pictures count here although nobody unpacks them."""

XML_MOST = 24 * 1024 * 1024
ELEMENTS_MOST = 600_000
"""An element takes some 200 bytes of memory, however short it is in the file."""

RATIO_MOST = 200
RATIO_FROM = 1024 * 1024
"""Where a part is larger than this, no honest one was packed better than the ratio."""

_PIECE = 64 * 1024
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 1
_DOCTYPE = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T|E\x00?N\x00?T)")


def names(data: bytes) -> list[str]:
    """Return the names of the parts. Raises InputError where `data` is no sound archive."""
    with _opened(data) as archive:
        return archive.namelist()


def rebuilt(data: bytes) -> io.BytesIO:
    """Return the same package with its XML alone: whoever opens it can't unpack more than bounds.

    Everything else (pictures, fonts, macros) is there and empty. Raises InputError.
    """
    kept: dict[str, bytes] = {}
    with _opened(data) as archive:
        _check_directory(archive)
        left, elements = XML_MOST, ELEMENTS_MOST
        for info in archive.infolist():
            if not info.filename.endswith((".xml", ".rels")):
                kept[info.filename] = b""
                continue
            xml = _unpacked(archive, info, left)
            left -= len(xml)
            elements -= xml.count(b"<") - xml.count(b"</")
            if elements < 0:
                raise _too_large()
            kept[info.filename] = xml
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, content in kept.items():
            archive.writestr(name, content)
    package.seek(0)
    return package


def _opened(data: bytes) -> zipfile.ZipFile:
    # Counted before zipfile makes an object of each: half a million fit in 20 MB.
    if data.count(_DIRECTORY_ENTRY) > PARTS_MOST:
        raise _too_large()
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # zipfile raises many kinds on a damaged directory
        raise _damaged() from error


def _check_directory(archive: zipfile.ZipFile) -> None:
    total = 0
    for info in archive.infolist():
        total += info.file_size
        packed_too_well = info.file_size > RATIO_MOST * max(info.compress_size, 1)
        if packed_too_well and info.file_size > RATIO_FROM:
            raise _too_large()
        if info.flag_bits & _ENCRYPTED:
            raise InputError("tệp Word có đặt mật khẩu; bỏ mật khẩu, lưu lại rồi gửi")
    if total > UNPACKED_MOST:
        raise _too_large()


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Return the bytes of one part, reading no more than `most` of them."""
    xml = bytearray()
    try:
        with archive.open(info) as part:
            while len(xml) <= most and (piece := part.read(_PIECE)):
                xml += piece
    except Exception as error:  # checksums, unknown methods, broken streams
        raise _damaged() from error
    if len(xml) > most:
        raise _too_large()
    # Word writes none; without them there are no entities that could be expanded.
    if _DOCTYPE.search(xml):
        raise _damaged()
    return bytes(xml)


def _too_large() -> InputError:
    return InputError(
        "tệp Word bung ra quá lớn nên không được mở; "
        "chép phần chữ sang một tệp Word mới, lưu lại dạng .docx rồi gửi"
    )


def _damaged() -> InputError:
    return InputError("tệp Word bị hỏng hoặc thiếu; mở bằng Word, lưu lại dạng .docx rồi gửi")
