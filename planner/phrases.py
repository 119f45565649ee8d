"""What the planner says: Vietnamese words that a page can say again in another language.

The code holds them in Vietnamese, which is also what feeds, letters and the command line say.
"""

from collections.abc import Mapping
from typing import Self


def mark(text: str) -> str:
    """Return `text` as it is, known to the translators (planner/translations/messages.py)."""
    return text


class Phrase(str):
    """Words that remember their pattern and its parts; otherwise a text like any other.

    A part that is a Phrase is said in the other language too, any other stays as it is.

    >>> Phrase("buổi %(at)s quá %(over)d phút", at="05:30", over=9)
    'buổi 05:30 quá 9 phút'
    """

    __slots__ = ("parts", "pattern")
    pattern: str
    parts: Mapping[str, object]

    def __new__(cls, pattern: str, **parts: object) -> Self:
        phrase = super().__new__(cls, pattern % parts if parts else pattern)
        phrase.pattern = pattern
        phrase.parts = parts
        return phrase
