"""A paper's passages with what stands round them: beside, above, and over a table's columns.

>>> [one.index for one in placed([])]
[]
"""

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planner.documents.papers.outline import Node
from planner.documents.papers.passages import Passage

LONGEST = 20_000
"""How many characters of a passage are looked at; no paragraph of an office is as long."""

LISTED = frozenset({"dash", "plus", "bullet"})
"""Numbering of the items of a list that hangs on the paragraph before it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage and its node; `index` is its place among its siblings.

    `head` is the first row of the table that it is a row of; `lead` is the paragraph with a colon
    over the list that it is an item of; `annexed` says that it stands behind the signature.
    """

    passage: Passage
    node: Node
    index: int = 0
    head: tuple[str, ...] = ()
    annexed: bool = False
    lead: Passage | None = None

    def before(self, number: int) -> Iterator[Passage]:
        """Yield up to `number` passages that stand before this one at its level, last first."""
        if self.node.parent is not None:
            for other in self.node.parent.children[max(self.index - number, 0) : self.index][::-1]:
                if other.passage is not None:
                    yield other.passage

    def rows_below(self, number: int) -> Iterator[Passage]:
        """Yield up to `number` rows of the same table that stand below this one."""
        if self.node.parent is not None:
            for other in self.node.parent.children[self.index + 1 : self.index + 1 + number]:
                if other.passage is None or not other.passage.cells:
                    return
                yield other.passage


def placed(roots: Sequence[Node]) -> Iterator[Placed]:
    """Yield the passages of a paper's body, and of its annex after it, in their order."""
    for number, root in enumerate(roots):
        waiting = [_children(root, annexed=number > 0)]
        while waiting:
            one = next(waiting[-1], None)
            if one is None:
                waiting.pop()
                continue
            yield one
            waiting.append(_children(one.node, annexed=one.annexed))


def _children(node: Node, *, annexed: bool) -> Iterator[Placed]:
    head: tuple[str, ...] = ()
    lead: Passage | None = None
    for index, child in enumerate(node.children):
        if child.passage is None:
            continue
        cells = child.passage.cells
        head = (head or cells) if cells else ()
        label = child.passage.label
        if label is None or label.kind not in LISTED:
            lead = _lead(child.passage)
        yield Placed(_cut(child.passage), child, index, head, annexed, lead)


def _lead(one: Passage) -> Passage | None:
    """Return a passage that a list can follow: "Treo cờ, băng rôn vào các dịp:"."""
    return one if not one.cells and one.text.rstrip(" *")[-1:] == ":" else None


def _cut(one: Passage) -> Passage:
    return one if len(one.text) <= LONGEST else replace(one, text=one.text[:LONGEST])


def on_line(one: Passage, start: int, end: int) -> str:
    """Return the words from `start` to `end` as far as they stand on the line of `start`."""
    following = bisect_right(one.starts, (start, sys.maxsize))
    if following < len(one.starts):
        end = min(end, one.starts[following][0])
    return one.text[start:end].strip()
