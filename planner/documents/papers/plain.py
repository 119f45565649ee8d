"""A text without marks and capitals, letter for letter, so that rules find words despite slips.

Scans and typing lose marks ("Đây mạnh", "cố động"), so rules are written without them. The plain
form has exactly one character for each of the text's, which keeps every place in one a place in
the other.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_SIGNS = {"–": "-", "—": "-", "‑": "-", "−": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "\t": " "}


def _table() -> list[int]:
    """Return the plain letter of each code up to the signs' own: a list is asked fastest."""
    table = list(range(max(map(ord, _SIGNS)) + 1))
    for sign, bare in _SIGNS.items():
        table[ord(sign)] = ord(bare)
    for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)):
        base = unicodedata.normalize("NFD", chr(code).lower())[0]
        table[code] = ord({"đ": "d"}.get(base, base))
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


_GROUP = re.compile(r"\(\?:([^()]*)\)(\??)")


def _spelt(phrase: str) -> Iterator[tuple[str, str]]:
    """Yield the signs that a phrase can begin with, each with the rest of the phrase."""
    group = _GROUP.match(phrase)
    if group is None:
        yield phrase[0], phrase[1:]
        return
    rest = phrase[group.end() :]
    for one in group[1].split("|"):
        yield from _spelt(one + rest)
    if group[2]:
        yield from _spelt(rest)


def words(*phrases: str) -> re.Pattern[str]:
    """Compile phrases of the plain form: whole words, any space, "{n}" for up to n words between.

    >>> bool(words("co {2}quan").search("co mot so quan"))
    True
    """
    spelt = [one for phrase in phrases for one in _spelt(phrase)]
    joined = rf"(?<!\w)(?:{'|'.join(phrases)})"
    if all(first.isalpha() and rest[:1] != "?" for first, rest in spelt):
        # A pattern that begins with letters is searched for by them, far faster than any other.
        rests: dict[str, list[str]] = {}
        for first, rest in spelt:
            rests.setdefault(first, []).append(rest)
        joined = "|".join(rf"{first}(?<!\w\w)(?:{'|'.join(one)})" for first, one in rests.items())
    joined = re.sub(r"\{(\d+)\}", r"(?:[^\\s.;:]+ ){0,\1}", joined)
    return re.compile(rf"(?:{joined.replace(' ', chr(92) + 's+')})(?!\w)")
