"""What the planner says: Vietnamese words that a page can say again in another language.

The code holds them in Vietnamese, which is also what feeds, letters and the command line say.
"""

import json
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


def keep(phrase: Phrase) -> str:
    """Return a phrase as one text that can be stored; `kept` makes the phrase of it again.

    >>> keep(Phrase("%(what)s mục", what=Phrase("thêm %(number)d", number=4)))
    '["%(what)s mục", {"what": ["thêm %(number)d", {"number": 4}]}]'
    """
    return json.dumps(_flat(phrase), ensure_ascii=False)


def kept(text: str) -> str:
    """Return the phrase that `keep` stored; a text that it did not store stays as it is.

    >>> kept('["%(what)s mục", {"what": ["thêm %(number)d", {"number": 4}]}]').pattern
    '%(what)s mục'
    >>> kept("thêm 4 mục")
    'thêm 4 mục'
    """
    try:
        found = _whole(json.loads(text))
    except ValueError:
        return text
    return found if isinstance(found, Phrase) else text


def _flat(part: object) -> object:
    if not isinstance(part, Phrase):
        return part
    return [part.pattern, {name: _flat(one) for name, one in part.parts.items()}]


def _whole(part: object) -> object:
    match part:
        case [str(pattern), dict(parts)]:
            return Phrase(pattern, **{name: _whole(one) for name, one in parts.items()})
        case _:
            return part
