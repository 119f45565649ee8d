"""What hangs on what: the passages of a paper as a tree under its headings.

Headings are told by their words and numbering, never by Markdown depth or the Roman number alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from planner.documents.papers.bodies import split_name
from planner.documents.papers.labels import RANKS
from planner.documents.papers.passages import Passage
from planner.documents.papers.sections import sections

_LISTED = frozenset({"dash", "plus", "bullet"})
_TITLED = frozenset({"part", "upper", "roman", "article"})
_FLAT = 20.0
"""The rank of a paragraph, on which nothing hangs."""
_LONG, _LINE = 240, 160
"""The most characters of a heading with a number, and of one without."""
_TO = re.compile(r"kinh gui|[^.;]{0,80}\bdien\s*:$")


@dataclass
class Node:
    """A passage with what hangs on it; `sections` are the kinds of section it opens."""

    passage: Passage | None
    parent: "Node | None" = None
    children: "list[Node]" = field(default_factory=list)
    sections: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """The first kind of section that the heading names, "" for none."""
        return self.sections[0] if self.sections else ""

    def walk(self) -> "Iterator[Node]":
        """Yield this node and all under it, in the order of the paper."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def within(self) -> tuple[str, ...]:
        """Return the sections of the nearest heading that opens any, this one's first."""
        node: Node | None = self
        while node is not None:
            if node.sections:
                return node.sections
            node = node.parent
        return ()

    def ancestors(self) -> "Iterator[Node]":
        """Yield the headings above, the nearest first."""
        node = self.parent
        while node is not None and node.passage is not None:
            yield node
            node = node.parent


def heading(one: Passage) -> str:
    """Return the plain words of a passage that can be its heading, "" where it has none."""
    text = one.words.strip()
    front, colon, rest = text.partition(":")
    if colon and rest.strip() and len(front) < _LINE:
        return front.strip()
    return text.rstrip(" .:;") if len(text) <= _LONG else ""


def is_heading(one: Passage) -> bool:
    """Whether a passage stands over what follows, by its shape."""
    kind = one.label.kind if one.label else ""
    text = one.said.strip()
    if kind in _TITLED:
        return not one.cells
    if one.cells or kind in _LISTED or not text or len(text) > (_LONG if kind else _LINE):
        return False
    open_ended = text[-1] not in ".;,"
    if kind:
        return open_ended or one.is_caps or one.marked
    return open_ended and (one.is_caps or one.marked)


def outline(body: Sequence[Passage]) -> Node:
    """Return the tree of a paper's body; the root has no passage."""
    body = [one for one in _without_addressees(body) if not _is_seal(one)]
    root = Node(None)
    stack: list[tuple[float, Node]] = [(-1.0, root)]
    capitals = _Capitals(body)
    for one, following in zip(body, [*body[1:], None], strict=False):
        rank = capitals.rank(one) or _rank(one, following)
        while stack[-1][0] >= rank:
            stack.pop()
        node = Node(one, stack[-1][1])
        stack[-1][1].children.append(node)
        if is_heading(one) or (one.label and rank < RANKS["dash"] and ":" in one.said[:_LINE]):
            inside = rank >= RANKS["number"] and node.parent is not root
            node.sections = sections(heading(one), nested=inside)
        if rank < _FLAT:
            stack.append((rank, node))
    return root


def _without_addressees(body: Sequence[Passage]) -> Sequence[Passage]:
    """Leave out "Kính gửi: ..." with the list of names under it, which asks nothing of them."""
    at = next((i for i, one in enumerate(body[:12]) if _TO.match(one.plain.strip())), None)
    if at is None:
        return body
    end = at + 1
    while end < len(body) and body[end].label and body[end].rank >= RANKS["dash"]:
        if len(body[end].text) > _LONG:
            break
        end += 1
    return [*body[:at], *body[end:]]


_PLACE = re.compile(r"(?:tinh|huyen|thanh pho|thi xa|quan|xa|phuong)(?: \w+){1,4}$")


def _is_seal(one: Passage) -> bool:
    """Whether a passage is what recognition made of a seal between two paragraphs."""
    return one.label is None and one.is_caps and bool(_PLACE.match(one.plain.strip(" *")))


class _Capitals:
    """The rank of "A." headings: over the Roman ones, or under them where those came first."""

    def __init__(self, body: Sequence[Passage]) -> None:
        kinds = [one.label.kind for one in body if one.label and one.label.kind in _TITLED]
        both = [kind for kind in kinds if kind in {"upper", "roman"}]
        self._own = RANKS["roman"] + 0.2 if both[:1] == ["roman"] else float(RANKS["upper"])
        self._last = ""

    def rank(self, one: Passage) -> float | None:
        """Return the rank of a passage numbered by a capital; "I." behind "H." is one."""
        kind = one.label.kind if one.label else ""
        letter = one.text.lstrip('"“ ')[:1]
        if kind == "upper" or (kind == "roman" and letter == "I" and self._last == "H"):
            self._last = letter
            return self._own
        return None


def _rank(one: Passage, following: Passage | None) -> float:
    if one.label is not None:
        leads = one.rank >= RANKS["dash"] and _leads(one, following)
        return one.rank - 0.5 if leads else one.rank
    if is_heading(one):
        return RANKS["number"] - 0.5 if one.is_caps else RANKS["number"] + 0.5
    if following is not None and _names_body(one, following):
        return RANKS["number"] + 0.5
    return _FLAT


def _leads(one: Passage, following: Passage | None) -> bool:
    """Whether a dash stands over the dashes behind it: a body's name and a colon."""
    named = split_name(one.said, one.words)
    text = one.said.rstrip()
    if named is None or one.said[named[1] - 1 : named[1]] != ":":
        return one.marked and text.endswith(":") and len(text) < _LINE
    over = following is not None and following.rank == one.rank and text.endswith(":")
    return len(named[0]) < _LINE and (over or one.marked)


def _names_body(one: Passage, following: Passage) -> bool:
    """Whether an unmarked line is a body's name on its own, with its work under it."""
    text = one.text.rstrip()
    if one.cells or len(text) > _LINE or text[-1] in ".;," or following.cells:
        return False
    named = split_name(one.text, one.plain)
    listed = following.label is not None and following.rank >= RANKS["dash"]
    if named is None or text.endswith(":") or listed:
        return named is not None and listed and (text.endswith(":") or named[1] >= len(text) - 1)
    longer = len(following.text) > len(text) and not is_heading(following)
    return named[1] >= len(text) - 1 and not following.label and not one.is_caps and longer
