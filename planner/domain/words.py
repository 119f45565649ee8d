"""Vietnamese words without their marks: for slugs, for keys, and for finding a name again."""

import re
import unicodedata

_PLAIN = str.maketrans({"đ": "d", "Đ": "D"})


def fold(text: str) -> str:
    """Return `text` in lower case, without marks, punctuation as single spaces.

    >>> fold("Ủy ban nhân dân  huyện Gò Quao")
    'uy ban nhan dan huyen go quao'
    """
    bare = unicodedata.normalize("NFD", text.translate(_PLAIN).lower())
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
