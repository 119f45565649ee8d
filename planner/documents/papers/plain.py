"""A text without marks and capitals, letter for letter, so that rules find words despite slips.

Scans and typing lose marks ("Đây mạnh", "cố động"), so rules are written without them. The plain
form has exactly one character for each of the text's, which keeps every place in one a place in
the other.
"""

import re
import unicodedata
from functools import lru_cache

_SIGNS = {"–": "-", "—": "-", "‑": "-", "−": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "\t": " "}


def _table() -> dict[int, str]:
    table = {ord(sign): plain for sign, plain in _SIGNS.items()}
    ranges = ((0xC0, 0x1B1), (0x1EA0, 0x1EFA))
    letters = [chr(code) for start, end in ranges for code in range(start, end)]
    for letter in letters:
        base = unicodedata.normalize("NFD", letter.lower())[0]
        table[ord(letter)] = {"đ": "d"}.get(base, base)
    return table


_TABLE = _table()


@lru_cache(maxsize=2048)  # rules ask of the same line and passage again and again
def plain(text: str) -> str:
    """Return `text` (NFC) in lower case without marks, one character for each of its own.

    >>> plain("Ủy ban – ĐẢNG")
    'uy ban - dang'
    """
    if text.isascii():
        return text.lower().replace("\t", " ")
    bare = text.translate(_TABLE)
    lower = bare.lower()
    return lower if len(lower) == len(text) else "".join(_one(c) for c in bare)


def _one(character: str) -> str:
    """A few letters of other scripts grow when lowered (İ); they are no words of ours."""
    lower = character.lower()
    return lower if len(lower) == 1 else "?"


_GROUP = re.compile(r"\(\?:([^()?]*)\)(?!\?)")


def _firsts(phrase: str) -> set[str]:
    """Return the signs with which a phrase begins, a bracket's own where they can't be told."""
    group = _GROUP.match(phrase)
    return {one[:1] or "(" for one in group[1].split("|")} if group else {phrase[0]}


def words(*phrases: str) -> re.Pattern[str]:
    """Compile phrases of the plain form: whole words, any space, "{n}" for up to n words between.

    >>> bool(words("co {2}quan").search("co mot so quan"))
    True
    """
    firsts = "".join(sorted(set().union(*(_firsts(one) for one in phrases))))
    # Where all begin with a letter, the letters of a text are looked at before the phrases.
    begins = f"(?=[{firsts}])" if firsts.isalpha() else ""
    joined = "|".join(phrases)
    joined = re.sub(r"\{(\d+)\}", r"(?:[^\\s.;:]+ ){0,\1}", joined)
    return re.compile(rf"{begins}(?<!\w)(?:{joined.replace(' ', chr(92) + 's+')})(?!\w)")
