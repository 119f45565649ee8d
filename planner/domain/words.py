"""Vietnamese words without their marks: for slugs, for keys, and for finding a name again."""

import re
import unicodedata

CAPITALS = "A-ZĐÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
"""The capital letters of Vietnamese, for a class of a regular expression."""

_QUICK = str.maketrans(
    {
        "đ": "d",
        "Đ": "D",
        **dict.fromkeys("–—“”‘’…", " "),
        **{
            letter: unicodedata.normalize("NFD", letter)[0]
            for letter in map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)))
            if unicodedata.normalize("NFD", letter)[0].isascii()
        },
    }
)
"""The letters of Vietnamese without their marks: nearly every text has nothing else to fold."""


def fold(text: str) -> str:
    """Return `text` in lower case, without marks, punctuation as single spaces.

    >>> fold("Ủy ban nhân dân  huyện Gò Quao")
    'uy ban nhan dan huyen go quao'
    """
    kept = text.translate(_QUICK).lower()
    if not kept.isascii():
        bare = unicodedata.normalize("NFD", kept)
        kept = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^0-9a-z]+", " ", kept).split())


def slug(text: str, most: int = 80) -> str:
    """Return an ASCII slug of `text`, cut at a word's end to at most `most` characters.

    >>> slug("141/KH-UBND")
    '141-kh-ubnd'
    """
    whole = fold(text).replace(" ", "-")
    if len(whole) <= most:
        return whole
    return whole[: most + 1].rpartition("-")[0] or whole[:most]
