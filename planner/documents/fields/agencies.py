"""Who is given what: the blocks that name a body and the paragraphs of its work.

A block is a numbered, lettered or named heading with paragraphs or dashes under it, a paragraph
that names a body and gives it work at once, or a row of a table of tasks. A body that only hands
on to others ("3. Ban cán sự đảng ... chỉ đạo") leaves its blocks to those.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, takewhile

from planner.documents.fields import tables
from planner.documents.fields.duties import closes, duty, under
from planner.documents.papers.bodies import LEAD, TOPIC, cut_name, first_verb, split_name
from planner.documents.papers.labels import RANKS
from planner.documents.papers.outline import Node, is_heading
from planner.documents.papers.passages import Passage
from planner.documents.papers.plain import plain
from planner.documents.reading import Agency, Duty

_NO_WORK = ("purpose", "slogans", "funding")
_NOT_ASKING = (*_NO_WORK, "report")
_TOPICS = (*_NOT_ASKING, "forms", "time", "contents")
_HANDS_ON = re.compile(
    r"(?:chi dao|lanh dao|giao|phan cong)"
    r"(?: (?:cac (?:so|co quan|don vi)|uy ban nhan dan|ubnd)[^:]{0,40})?$"
)
_SPEAKS = re.compile(
    r"\s*(?:de nghi|thong bao|yeu cau|tran trong|rat mong|ban hanh|nhan duoc|da "
    r"|kinh (?:de nghi|chuyen)|huong dan mot so)"
)
NAME = 160
"""The most characters of the names of one block."""


def read(root: Node) -> tuple[Agency, ...]:
    """Return the blocks that give work, in the order of their lines."""
    sections = [root] if made_of_bodies(root) else list(_tasks(root))
    found: list[Agency] = []
    for node in sections:
        found.extend(_blocks(node, sure="tasks" in node.sections))
        found.extend(_behind(node))
    if not found:
        found.extend(_blocks(root, sure=False))
    if not any("tasks" in node.sections for node in sections):
        found.extend(_plain_requests(root))
        found.extend(_lists_for_one(root))
    found.extend(_quoted(root))
    return _in_order(found)


def _in_order(found: Iterable[Agency]) -> tuple[Agency, ...]:
    """Sort blocks by their lines; of one that two ways have found the first counts."""
    first = {one.line: one for one in reversed(list(found))}
    return tuple(first[line] for line in sorted(first))


# --- where work is given ------------------------------------------------------------------------


def _tasks(node: Node) -> Iterator[Node]:
    """Yield the sections that give work: by their title, or because they are made of bodies."""
    for child in node.children:
        if child.passage is None or child.section in _NO_WORK:
            continue
        if "tasks" in child.sections or (child.children and made_of_bodies(child)):
            yield child
        else:
            yield from _tasks(child)


def made_of_bodies(node: Node) -> bool:
    """Whether most of what stands first under a heading begins with a body's name."""
    several = [one.passage for one in node.children if one.passage is not None]
    least = min((one.rank for one in several if one.label), default=None)
    first = [one for one in several if one.label and one.rank == least] or several
    named = [one for one in first if _opens(one, sure=False)]
    return len(named) > 1 and len(named) * 2 > len(first)


def _behind(section: Node) -> Iterator[Agency]:
    """Yield bodies numbered on behind a section of tasks: "5. Các chi bộ báo cáo ..."."""
    own = section.passage.label if section.passage else None
    if section.parent is None or own is None or own.kind != "number":
        return
    siblings = section.parent.children
    for node in siblings[siblings.index(section) + 1 :]:
        if node.passage is not None and node.passage.label and node.passage.rank == own.rank:
            yield from _block(node, sure=False)


def _plain_requests(root: Node) -> Iterator[Agency]:
    """Yield what letters and notices ask in plain paragraphs: "Đề nghị UBND các xã ... treo cờ"."""
    for node in root.walk():
        one = node.passage
        if one is None or one.label is not None or one.cells or is_heading(one) or closes(one):
            continue
        if next(iter(node.within()), "") in _NOT_ASKING or one.words.startswith("can cu"):
            continue
        named = split_name(one.said, one.words)
        if named is None or len(named[0]) > NAME or _speaks(one, named[1]):
            continue
        if not _names_alone(one, named[1] + 8):
            yield Agency(named[0], one.line, (duty(one.said.strip(), one.line),))


_REQUEST = re.compile(r"(?:de nghi|yeu cau|giao)\s+(?=[^.;]{4,150}:$)")


def _lists_for_one(root: Node) -> Iterator[Agency]:
    """Yield a letter's list for those it names last: "... Sở đề nghị UBND các xã, phường:"."""
    for node in root.walk():
        one = node.passage
        asked = _REQUEST.search(one.words.rstrip()) if one and one.label is None else None
        if one is None or asked is None or node.parent is None or closes(one):
            continue
        named = split_name(one.said[asked.end() :], one.words[asked.end() :])
        siblings = node.parent.children
        listed = takewhile(_is_listed, siblings[siblings.index(node) + 1 :])
        duties = [work for other in listed for work in under(other)]
        if named is not None and duties:
            yield Agency(named[0], one.line, tuple(duties))


def _is_listed(node: Node) -> bool:
    one = node.passage
    if one is None or one.label is None or node.sections:
        return False
    return _opens(one, sure=False) is None


def _quoted(root: Node) -> Iterator[Agency]:
    """Yield the blocks of an amendment's new text: "2a. Ban Dân tộc tỉnh" behind a quote sign."""
    for node in root.walk():
        one = node.passage
        if one is not None and one.label is not None and one.label.signs[0] in '"“':
            yield from _block(node, sure=False)


# --- how a block begins -------------------------------------------------------------------------


def _opens(one: Passage, *, sure: bool, over: bool = True) -> tuple[str, int] | None:
    """Return a block's name and where its work begins, None where the passage opens no block.

    It must begin like a body's name, and give work by a colon, a heading's shape, a number or a
    request. In a section of tasks (`sure`) a numbered heading is a body unless it is a known
    topic. `over` says that something hangs on the passage.
    """
    if one.cells:
        return None
    heads = is_heading(one) and over
    named = split_name(one.said, one.words, whole=heads or one.said.rstrip().endswith(":"))
    if named is None:
        return _unknown_body(one) if sure else None
    if _speaks(one, named[1]):
        return None
    gives = heads or _is_numbered(one) or ":" in one.said[: named[1] + 1] or LEAD.match(one.words)
    return named if gives or (one.label is None and _names_alone(one, named[1])) else None


def _is_numbered(one: Passage) -> bool:
    return one.label is not None and one.rank < RANKS["dash"]


def _names_alone(one: Passage, end: int) -> bool:
    return end >= len(one.said) - 1 and len(one.said) < NAME and one.said.rstrip()[-1:] not in ".;,"


def _speaks(one: Passage, at: int) -> bool:
    """Whether the body named is the one that speaks: "Sở Y tế đề nghị các đơn vị ..."."""
    speaks = _SPEAKS.match(one.words, at) is not None
    return speaks and not _is_numbered(one) and LEAD.match(one.words) is None


def _unknown_body(one: Passage) -> tuple[str, int] | None:
    """Read a numbered heading among tasks whose words no table knows: "6. Trại tạm giam: ..."."""
    lead = LEAD.match(one.words)
    at = lead.end() if lead else 0
    front, colon, _ = one.said[at:].partition(":")
    if not _is_numbered(one) or not (is_heading(one) or colon) or re.search(r"[.;]\s", front):
        return None
    begins = front[:1].lower() + front[1:]
    if TOPIC.match(one.words, at) or len(front) > NAME or first_verb(begins, -3) == 0:
        return None
    return cut_name(one.said, at, whole=True)


# --- what a block holds -------------------------------------------------------------------------


def _blocks(section: Node, *, sure: bool) -> Iterator[Agency]:
    mostly = made_of_bodies(section)
    for in_table, nodes in groupby(section.children, lambda node: bool(_cells(node))):
        if in_table:
            yield from tables.rows(node.passage for node in nodes if node.passage)
            continue
        for node in nodes:
            if node.passage is not None and not closes(node.passage):
                labelled = node.passage.label is not None
                yield from _block(node, sure=sure, named=mostly if labelled else sure)


def _cells(node: Node) -> tuple[str, ...]:
    return node.passage.cells if node.passage else ()


def _block(node: Node, *, sure: bool, named: bool = False) -> Iterator[Agency]:
    """Yield the block that a passage opens and those inside it; else those of what hangs on it.

    `named` accepts a body's name with a verb behind it, as its neighbours have.
    """
    one = node.passage
    if one is None:
        return
    opened = _opens(one, sure=sure, over=bool(node.children))
    if opened is None and named:
        opened = split_name(one.said, one.words)
        opened = None if opened and _speaks(one, opened[1]) else opened
    if opened is None:
        if node.children and not named and node.section not in _TOPICS:
            yield from _blocks(node, sure=sure)
        return
    name, work = opened
    own = _own_work(node, one, work)
    inner: list[Agency] = []
    hands_on = _hands_on(node)
    for child in node.children:
        blocks = list(_inner(child, hands_on=hands_on))
        inner.extend(blocks)
        if not blocks:
            own.extend(under(child))
    if own:
        yield Agency(name, one.line, tuple(own))
    yield from inner


def _own_work(node: Node, one: Passage, work: int) -> list[Duty]:
    """Return the duty on the heading's own line; a lead-in ("thực hiện:") over others is none."""
    text = one.said[work:].strip(" .;,-")
    leads_in = one.text.rstrip().endswith(":") or _HANDS_ON.search(one.words.rstrip(" .:"))
    if not text or (node.children and leads_in):
        return []
    return [duty(text if ":" in one.said[:work] else one.said.strip(), one.line)]


def _inner(child: Node, *, hands_on: bool) -> Iterator[Agency]:
    """Yield the blocks that a passage under a body's heading opens for other bodies."""
    if child.passage is None:
        return
    if hands_on or _directs(child):
        yield from _block(child, sure=hands_on and _is_numbered(child.passage), named=hands_on)
    elif _asks_another(child.passage):
        yield from _block(child, sure=False, named=True)


def _hands_on(node: Node) -> bool:
    """Whether a block only hands on: "2. Đảng ủy UBND tỉnh chỉ đạo:" with bodies under it."""
    one = node.passage
    several = [
        child.passage for child in node.children if child.passage and not child.passage.cells
    ]
    if one is None or not several:
        return False
    bodies = [other for other in several if split_name(other.said, other.words)]
    if bodies and _HANDS_ON.search(one.words.rstrip(" .:")):
        return len(bodies) * 2 >= len(several)
    colons = [other for other in bodies if _colon_name(other) and not _is_one_of(other, one)]
    blocks = any(_is_numbered(other) for other in colons) or any(
        child.children for child in node.children
    )
    return blocks and len(colons) > 1 and len(colons) * 5 >= len(several) * 3


def _colon_name(one: Passage) -> bool:
    """Whether a passage is a body's name, a colon and its work."""
    named = split_name(one.said, one.words)
    return named is not None and one.said[named[1] - 1] == ":" and len(named[0]) < NAME


def _is_one_of(inner: Passage, outer: Passage) -> bool:
    """Whether a block's own heading names this body: "4. Thanh tra Sở, Văn phòng Sở Y tế"."""
    named = split_name(inner.said, inner.words)
    return named is not None and bool(named[0]) and plain(named[0]) in outer.words


def _asks_another(one: Passage) -> bool:
    """Whether a plain paragraph behind a block asks another body: "Giao Sở X theo dõi ..."."""
    lead = LEAD.match(one.words) if one.label is None else None
    asks = lead is not None and lead.group().startswith(("giao", "de nghi", "yeu cau"))
    return asks and split_name(one.said, one.words) is not None


def _directs(child: Node) -> bool:
    """Whether a passage under a body directs another one to work: "3.1. Chỉ đạo Sở Y tế"."""
    one = child.passage
    if one is None or one.cells or (one.label is None and not is_heading(one)):
        return False
    named = split_name(one.said, one.words, whole=is_heading(one))
    if named is None or one.label is None:
        return named is not None
    lead = LEAD.match(one.words)
    asked = lead.group() if lead else ""
    colon = ":" in one.said[: named[1] + 1] and len(named[0]) < NAME
    if not _is_numbered(one):
        return colon and asked.startswith(("chi dao", "giao", "lanh dao"))
    alone = bool(child.children) and (is_heading(one) or one.text.rstrip().endswith(":"))
    return alone or colon
