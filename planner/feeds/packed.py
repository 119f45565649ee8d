"""Gzip of a whole whose pieces were packed one by one, so that a changed one is all that is packed.

Deflate can be cut: pieces that end on a byte, one behind the other, are one stream. Its CRC-32 is
that of the whole, and follows from those of the pieces (RFC 1952; the arithmetic is zlib's
crc32_combine, which Python does not have).
"""

import struct
import zlib
from collections.abc import Iterable

_FRONT = struct.Struct("<IIII")
"""Before a piece's deflated bytes: their number, and of the text its length, its CRC and its shift.

The shift, x to the power of the text's bits, moves another CRC before that text.
"""

_BEGIN = bytes.fromhex("1f8b08000000000000ff")
_END = bytes.fromhex("0300")
"""A gzip file's first bytes, without name or time; and a last, empty block of deflate."""

_POLYNOMIAL = 0xEDB88320
_ONE, _BYTE = 1 << 31, 1 << 23
"""x to the power of 0 and of 8; in a CRC's polynomials the highest power is the lowest bit."""


def pack(text: bytes) -> bytes:
    """Return a piece of text, packed to be joined with others: well, as it is sent often."""
    deflate = zlib.compressobj(zlib.Z_BEST_COMPRESSION, wbits=-zlib.MAX_WBITS)
    packed = deflate.compress(text) + deflate.flush(zlib.Z_FULL_FLUSH)
    return _FRONT.pack(len(packed), len(text), zlib.crc32(text), _power(len(text))) + packed


def unpack(pieces: Iterable[bytes]) -> bytes:
    """Return the text of some pieces, one behind the other."""
    length = 0
    parts = []
    for piece in pieces:
        length += _FRONT.unpack_from(piece)[1]
        parts.append(piece[_FRONT.size :])
    # Room for exactly that much is handed out as it is, and not copied.
    return zlib.decompress(b"".join([*parts, _END]), -zlib.MAX_WBITS, max(length, 1))


def split(pieces: bytes) -> list[bytes]:
    """Return the pieces that stand one behind the other."""
    found = []
    while pieces:
        end = _FRONT.size + _FRONT.unpack_from(pieces)[0]
        found.append(pieces[:end])
        pieces = pieces[end:]
    return found


def join(pieces: Iterable[bytes]) -> bytes:
    """Return the gzip file of what some pieces hold, one behind the other."""
    size = crc = 0
    parts = [_BEGIN]
    for piece in pieces:
        _, length, own, shift = _FRONT.unpack_from(piece)
        size, crc = size + length, _times(shift, crc) ^ own
        parts.append(piece[_FRONT.size :])
    return b"".join([*parts, _END, struct.pack("<II", crc, size & 0xFFFFFFFF)])


def _power(length: int) -> int:
    """Return x to the power of the bits of that many bytes."""
    found, square = _ONE, _BYTE
    while length:
        if length & 1:
            found = _times(found, square)
        square = _times(square, square)
        length >>= 1
    return found


def _times(one: int, other: int) -> int:
    """Return the product of two polynomials, modulo that of CRC-32."""
    found = 0
    while one:
        if one & _ONE:
            found ^= other
        one = one << 1 & 0xFFFFFFFF
        other = other >> 1 ^ (_POLYNOMIAL if other & 1 else 0)
    return found
