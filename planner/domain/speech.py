"""How long a text takes to be read aloud on a loudspeaker. Pure.

Vietnamese writes each syllable as a word, so words are counted. A village loudspeaker echoes, and
is read at 130 to 150 syllables a minute (a choice of ours: no paper that we hold says one).

>>> syllables("Chào mừng **82 năm** Quốc khánh")
8
"""

import re
from dataclasses import dataclass
from typing import Literal

SLOW, FAST = 130, 150
"""Syllables a minute."""

SHORT = 2
"""A text is short when even read slowly it fills less than one in so many of its minutes."""

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|<[^<>]*>")
_NUMBER = re.compile(r"\d+")
_LETTERS = re.compile(r"[A-ZĐ]?[B-DF-HJ-NP-TV-XZĐ]{2,5}")
_SPOKEN = re.compile(r"\w+|[%/]")

Verdict = Literal["", "long", "short"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text of so many syllables, against the minutes that it has."""

    syllables: int
    minutes: int

    @property
    def seconds(self) -> int:
        """How long it takes in the middle between slow and fast, to ten seconds."""
        return round(self.syllables * 60 / ((SLOW + FAST) / 2) / 10) * 10

    @property
    def verdict(self) -> Verdict:
        """Whether it does not fit even when read fast, or leaves half of its time empty."""
        if not self.syllables or not self.minutes:
            return ""
        if self.syllables > self.minutes * FAST:
            return "long"
        return "short" if self.syllables * SHORT < self.minutes * SLOW else ""


def syllables(text: str) -> int:
    """Count the syllables of a text in Markdown: of its words, not of addresses and marks.

    82 is tám mươi hai, 2/9 hai tháng chín; UBND is said by its letters, or in as many words.
    """
    plain = _ADDRESS.sub(" ", _LINK.sub(r"\1", text))
    return sum(_spoken(one) for one in _SPOKEN.findall(plain.replace("_", " ")))


def _spoken(word: str) -> int:
    """Return the syllables of one word, number or sign."""
    if _NUMBER.fullmatch(word):
        return 2 * len(word) - 1
    if word == "%":
        return 2  # phần trăm
    return len(word) if _LETTERS.fullmatch(word) else 1
