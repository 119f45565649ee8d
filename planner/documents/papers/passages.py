"""Passages: a heading, a paragraph, a dash or a table row each, whole, with the lines it came from.

Sentences broken by the width of a page or by its end are joined again; what place in a passage
stands on which line of the file is kept.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from planner.documents.papers.joining import goes_on
from planner.documents.papers.labels import RANKS, Label, label_of
from planner.documents.papers.lines import LONGEST, Line
from planner.documents.papers.plain import plain

HEADING = 300
"""The most characters of a passage that are looked at for capitals: a heading has no more."""
UNNUMBERED = max(RANKS.values()) + 1
"""The rank of a passage without numbering."""


@dataclass(frozen=True)
class Passage:
    """One passage: its joined text, and where each of its lines begins in it.

    `starts` are pairs of place and line number; `marked` says bold or a Markdown heading,
    `after_gap` that a blank line stands before.
    """

    text: str
    starts: tuple[tuple[int, int], ...]
    label: Label | None = None
    marked: bool = False
    cells: tuple[str, ...] = ()
    after_gap: bool = field(default=False, compare=False)

    @property
    def line(self) -> int:
        return self.starts[0][1]

    @property
    def last_line(self) -> int:
        return self.starts[-1][1]

    @property
    def body(self) -> int:
        """The place at which the words begin, behind the numbering."""
        return len(self.label.signs) if self.label else 0

    @cached_property
    def said(self) -> str:
        """The text behind the numbering."""
        return self.text[self.body :]

    @cached_property
    def plain(self) -> str:
        """The text without marks and capitals, letter for letter."""
        return plain(self.text)

    @cached_property
    def words(self) -> str:
        """The plain form behind the numbering."""
        return self.plain[self.body :]

    @property
    def rank(self) -> int:
        return self.label.rank if self.label else UNNUMBERED

    @cached_property
    def is_caps(self) -> bool:
        """Whether nearly all letters are capitals; recognition lowers one here and there."""
        letters = [c for c in self.said[:HEADING] if c.isalpha()]
        return bool(letters) and sum(map(str.isupper, letters)) > 0.8 * len(letters)

    def line_at(self, place: int) -> int:
        """Return the line of the file on which the character at `place` stands."""
        return self.starts[max(bisect_right(self.starts, place, key=lambda one: one[0]) - 1, 0)][1]


def passages(lines: Iterable[Line]) -> list[Passage]:
    """Join lines into passages, in their order."""
    found: list[Passage] = []
    parts: list[Line] = []
    gap = gap_before = False
    length = 0
    for line in lines:
        if not line.text:
            gap = True
            continue
        if parts and length < LONGEST and goes_on(parts, line, gap=gap):
            parts.append(line)
        else:
            found.extend(_joined(parts, after_gap=gap_before))
            parts, gap_before, length = [line], gap, 0
        length += len(line.text)
        gap = False
    return [*found, *_joined(parts, after_gap=gap_before)]


def _joined(parts: Sequence[Line], *, after_gap: bool) -> list[Passage]:
    if not parts:
        return []
    starts, place = [], 0
    for part in parts:
        starts.append((place, part.number))
        place += len(part.text) + 1
    text = " ".join(part.text for part in parts)
    first = parts[0]
    label = None if first.cells else label_of(text)
    return [Passage(text, tuple(starts), label, first.marked, first.cells, after_gap)]
