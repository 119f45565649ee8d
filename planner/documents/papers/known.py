"""What is known of the papers' words: which there are, which stand side by side, which are near.

>>> near("tryền", index())
['truyền']
>>> ("ban", "hành") in pairs()
True
"""

from collections.abc import Iterable
from functools import cache

from planner.documents.papers.vocabulary import PAIRS

NUMBER = "#"
"""What stands for any number beside a word."""

_SHORT = """
tm kt tl tuq tuỷ vt vp vx tp tx tt ct pct gđ pgđ bgđ bch btv bcđ bcs đt tg kg mb sg st lđ ld nv xh
vh một hai ba bốn sáu bảy tám chín mười
ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx panô pa nô
"""
"""Short forms and Roman numbers, which are no slips of longer words."""


@cache
def pairs() -> frozenset[tuple[str, str]]:
    found = []
    head = ""
    for token in PAIRS.split():
        if token.endswith(":"):
            head = token[:-1]
        else:
            found.append((head, token))
    return frozenset(found)


@cache
def words() -> frozenset[str]:
    heads = (token[:-1] for token in PAIRS.split() if token.endswith(":"))
    paired = (word for pair in pairs() for word in pair)
    return frozenset({*heads, *paired, *_SHORT.split()} - {NUMBER})


@cache
def index() -> dict[str, tuple[str, ...]]:
    return indexed(word for word in words() if len(word) > 1)


def indexed(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return words by themselves and by what is left of them without one letter."""
    found: dict[str, list[str]] = {}
    for word in words:
        for left in (word, *_shorter(word)):
            found.setdefault(left, []).append(word)
    return {left: tuple(several) for left, several in found.items()}


def _shorter(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def near(low: str, among: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the words of an index that are one letter away, a sign or a space in its place too."""
    lefts = (low, *sorted(_shorter(low)))
    found = dict.fromkeys(word for left in lefts for word in among.get(left, ()))
    return [word for word in found if word != low and _one_apart(low, word)]


def _one_apart(first: str, second: str) -> bool:
    """Whether one letter was changed, lost or added, or two were exchanged."""
    if len(first) > len(second):
        first, second = second, first
    at = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), len(first)
    )
    if len(first) < len(second):
        return first[at:] == second[at + 1 :]
    swapped = first[at : at + 2] == second[at : at + 2][::-1]
    return first[at + 1 :] == second[at + 1 :] or (swapped and first[at + 2 :] == second[at + 2 :])
