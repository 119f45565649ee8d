r"""Two texts that grew from one: their lines side by side, and both changes in one text.

>>> merged("một\nhai\nba", "một\nhai\nba bốn", "không\nhai\nba")
'không\nhai\nba bốn'
"""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text; `own` when the other text has no such line there."""

    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class _Change:
    """The lines of the base from `first` up to `last` (not included), and what replaces them."""

    first: int
    last: int
    lines: tuple[str, ...]

    def meets(self, other: "_Change") -> bool:
        return self.first <= other.last and other.first <= self.last


def beside(one: str, other: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the lines of two texts, those marked in which they differ."""
    left, right = one.split("\n"), other.split("\n")
    same = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    in_left = {block.a + n for block in same for n in range(block.size)}
    in_right = {block.b + n for block in same for n in range(block.size)}
    return (
        tuple(Line(text, n not in in_left) for n, text in enumerate(left)),
        tuple(Line(text, n not in in_right) for n, text in enumerate(right)),
    )


def merged(base: str, mine: str, theirs: str) -> str | None:
    """Return the base with both changes, None where they meet: the same or neighbouring lines."""
    lines = base.split("\n")
    ours, others = _changes(lines, mine), _changes(lines, theirs)
    others = [one for one in others if one not in ours]
    if any(one.meets(other) for one in ours for other in others):
        return None
    for one in sorted([*ours, *others], key=lambda one: one.first, reverse=True):
        lines[one.first : one.last] = one.lines
    return "\n".join(lines)


def _changes(base: list[str], text: str) -> list[_Change]:
    lines = text.split("\n")
    matcher = SequenceMatcher(None, base, lines, autojunk=False)
    return [
        _Change(first, last, tuple(lines[start:end]))
        for tag, first, last, start, end in matcher.get_opcodes()
        if tag != "equal"
    ]
