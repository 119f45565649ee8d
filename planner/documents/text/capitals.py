"""The capitals that the fonts of TCVN3 have no byte for.

There "CỘNG HÒA" is written with the small letters' bytes ("CộNG HòA"), and "Ủy ban" is "ủy ban".
The letters and words around tell most of them: a letter is open where it has a tone, for of these
the fonts have the small form only.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import takewhile

from planner.documents.text.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# A body's name is written so in the middle of a sentence too; "Tỉnh ủy ban hành" is another word.
_COMMITTEE = re.compile(r"\bủy ban\b(?! hành)")
_OPENING = re.compile(r"(?:^\s*(?:[-+*•–#]+|\d+[.)])|[.!?])\s+$")


def restore(text: str) -> str:
    """Return `text` with capitals where its words and their neighbours show that they were lost.

    >>> restore("ủY BAN NHÂN DâN TỉNH"), restore("Sở Y tế"), restore("của ủy ban nhân dân")
    ('ỦY BAN NHÂN DÂN TỈNH', 'Sở Y tế', 'của Ủy ban nhân dân')
    """
    parts = re.split(r"(\r\n|\n|\r)", unicodedata.normalize("NFC", text))
    parts[::2] = [line if line.isascii() else _line(line) for line in parts[::2]]
    return "".join(parts)


def _line(line: str) -> str:
    found = list(_WORD.finditer(line))
    signs = [_sign(line, word) for word in found]
    pieces, end = [], 0
    for index, word in enumerate(found):
        pieces += [line[end : word.start()], _word(line, found, signs, index)]
        end = word.end()
    return _COMMITTEE.sub("Ủy ban", "".join(pieces) + line[end:])


def _word(
    line: str, found: Sequence[re.Match[str]], signs: Sequence[bool | None], index: int
) -> str:
    word = found[index].group()
    if not any(map(_is_open, word)):
        return word
    if signs[index] or (signs[index] is None and _around(found, signs, index)):
        return word.upper()
    if _is_open(word[0]) and _OPENING.search(line[: found[index].start()]):
        return word[0].upper() + word[1:]
    return word


def _is_open(letter: str) -> bool:
    return letter.islower() and not _TONES.isdisjoint(unicodedata.normalize("NFD", letter))


def _sign(line: str, found: re.Match[str]) -> bool | None:
    """Tell whether a word is in capitals (True) or not (False); None where it doesn't say."""
    word = found.group()
    if any(letter.islower() and not _is_open(letter) for letter in word):
        return False
    if not any(letter.isupper() for letter in word[1:]):
        return None
    # "KH" and "CT/TU" are in capitals anywhere, and say nothing of the words beside them.
    if any(map(_is_open, word)):
        return True
    joined = line[found.start() - 1 : found.start()] + line[found.end() : found.end() + 1]
    return True if is_syllable(word) and not set(joined) & set("/-") else None


def _may_shout(found: re.Match[str]) -> bool:
    word = found.group()
    return word[0].isupper() and all(map(_is_open, word[1:])) and is_syllable(word)


def _run(found: Sequence[re.Match[str]], index: int) -> int:
    """Return how many words on end, that one among them, may be in capitals."""
    before = takewhile(_may_shout, reversed(found[:index]))
    return sum(1 for _ in (*before, *takewhile(_may_shout, found[index:])))


def _around(found: Sequence[re.Match[str]], signs: Sequence[bool | None], index: int) -> bool:
    """Tell whether the nearest words that show it are in capitals, for a word that is all open."""
    word = found[index].group()
    before = next((n for n in range(1, index + 1) if signs[index - n] is not None), None)
    after = next((n for n in range(1, len(found) - index) if signs[index + n] is not None), None)
    # "SỞ Y TẾ", alone on its line or behind others: with "Sở Y tế" the last word is small.
    if _run(found, index) > 2:  # noqa: PLR2004 (two are as often a name: "Hồ Tú")
        return True
    if before is None and after is None:
        return len(found) > 1 and all(map(_may_shout, found))  # not "Tổ 3" nor "Số 33-KH/TU"
    distance = min(n for n in (before, after) if n is not None)
    near = [signs[index - distance]] if before == distance else []
    near += [signs[index + distance]] if after == distance else []
    return all(near) and (word[0].isupper() or _is_open(word[0]))
