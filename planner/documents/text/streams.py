"""The packed streams of a PDF, measured before PDFium unpacks them in memory."""

import base64
import re
import zlib
from collections.abc import Iterator

from planner.errors import InputError

STREAM_MOST = 8 * 1024 * 1024
"""What a page, a font or a table of objects may unpack to; a picture may unpack to more."""

PICTURE_MOST = 64 * 1024 * 1024
ALL_MOST = 128 * 1024 * 1024
"""Everything but pictures together."""

_FIRST = 1024 * 1024
"""Of a picture this is unpacked, and more only where it is packed as no picture of paper is."""

_RATIO = 200
_PIECE = 64 * 1024
_DICTIONARY_MOST = 2_000
_STREAM = re.compile(rb">>[\s\x00]{0,8}stream\r?\n")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")


def check(data: bytes) -> None:
    """Raises InputError for a PDF that would fill the memory: a small file can hold a gigabyte."""
    total = 0
    for dictionary, packed in _streams(data):
        if len(re.findall(rb"/(?:FlateDecode|Fl|LZWDecode)\b", dictionary)) > 1:
            raise _too_large()  # packed twice, which nobody does for a page
        if _PICTURE.search(dictionary):
            _check_picture(packed)
        else:
            size = _size(packed, dictionary)
            total += size
            if size > STREAM_MOST or total > ALL_MOST:
                raise _too_large()


def unpacked(data: bytes) -> Iterator[bytes]:
    """Yield what is in the deflated streams, but for pictures, of a PDF that passed `check`."""
    for dictionary, packed in _streams(data):
        if not _PICTURE.search(dictionary):
            yield b"".join(_pieces(packed, STREAM_MOST))


def _streams(data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Yield the dictionary and the packed bytes of each stream."""
    for found in _STREAM.finditer(data):
        dictionary = data[max(found.start() - _DICTIONARY_MOST, 0) : found.start()]
        end = data.find(b"endstream", found.end())
        packed = memoryview(data)[found.end() : end if end >= 0 else len(data)]
        yield dictionary[dictionary.rfind(b" obj") :], packed


def _size(packed: memoryview, dictionary: bytes) -> int:
    """Return what a stream holds at most, as far as it matters."""
    if re.search(rb"/(?:LZWDecode|LZW|RunLengthDecode|RL)\b", dictionary):
        return len(packed) * _RATIO  # nothing here unpacks these; only old, small files have them
    if re.search(rb"/(?:ASCII85Decode|A85)\b", dictionary):
        try:
            packed = memoryview(base64.a85decode(bytes(packed).split(b"~>")[0].removeprefix(b"<~")))
        except ValueError:
            return len(packed)
    return max(_unpacked(packed, STREAM_MOST), len(packed))


def _check_picture(packed: memoryview) -> None:
    first = _unpacked(packed[: _FIRST // _RATIO], _FIRST)
    if first >= _FIRST and _unpacked(packed, PICTURE_MOST) > PICTURE_MOST:
        raise _too_large()


def _unpacked(packed: memoryview, most: int) -> int:
    """Return how much a deflated stream unpacks to; a little more than `most` stands for more."""
    return sum(map(len, _pieces(packed, most)))


def _pieces(packed: memoryview, most: int) -> Iterator[bytes]:
    """Yield what a deflated stream unpacks to, up to a little more than `most` bytes of it."""
    unpacker = zlib.decompressobj()
    size, rest = 0, bytes(packed[: most + _PIECE])
    try:
        # At the end of its stream zlib leaves the rest where it was: only `eof` tells.
        while rest and size <= most and not unpacker.eof:
            piece = unpacker.decompress(rest, _PIECE)
            size += len(piece)
            yield piece
            rest = unpacker.unconsumed_tail
    except zlib.error:  # not deflated, or damaged: PDFium stops there too
        return


def _too_large() -> InputError:
    return InputError(
        "PDF bung ra quá lớn nên không được mở; in lại thành PDF từ văn bản gốc rồi gửi"
    )
