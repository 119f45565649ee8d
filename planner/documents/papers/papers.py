"""The papers in a file: where each begins, and which of its parts is head, title, body or end.

A covering letter and the plan that it hands on often lie in one file. A new paper begins where,
after the end of one (recipients, signature), a head or the name of a kind of paper stands; an
annex belongs to its paper.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.documents.papers.lines import Line, lines
from planner.documents.papers.passages import Passage, passages
from planner.documents.papers.plain import words
from planner.documents.papers.signs import (
    ANNEX,
    BODY,
    PLACE,
    RECIPIENTS,
    SUBJECT,
    is_kind,
    is_signature,
    says_more,
    signs_of,
)
from planner.documents.papers.stamps import stamped

_NEAR = 14
"""How many passages a head may take."""
_HEAD, _SUBJECT_BY, _KIND_BY = 30, 40, 60
_TITLE, _SUBJECT_LENGTH = 6, 5
_SPOKEN, _HEAD_LINE, _PARAGRAPH, _LONG_PARAGRAPH = 200, 90, 150, 260
_SHORT_TITLE, _LONG_TITLE, _SHORT_GROUND = 160, 600, 120
_LEAST_PAPER, _ANNEX_BY = 3, 5
_SIGNS, _ALL_SIGNS = 2, 3


@dataclass(frozen=True)
class Paper:
    """One paper: all its passages, and where its parts begin (indexes into them).

    head: up to the kind's name or the subject line; title: the passages that name it; body: from
    the grounds to the recipients; end: recipients and signature; annex: behind them.
    """

    passages: tuple[Passage, ...]
    kind_at: int | None
    title: tuple[Passage, ...]
    body_at: int
    end_at: int
    annex_at: int

    @property
    def head(self) -> tuple[Passage, ...]:
        return self.passages[: self.body_at]

    @property
    def body(self) -> tuple[Passage, ...]:
        return self.passages[self.body_at : self.end_at]

    @property
    def end(self) -> tuple[Passage, ...]:
        return self.passages[self.end_at : self.annex_at]

    @property
    def annex(self) -> tuple[Passage, ...]:
        return self.passages[self.annex_at :]


def papers(raw: Iterable[str]) -> list[Paper]:
    """Split the lines of a file into its papers; a file without any words has none."""
    whole = list(raw)
    stamps = stamped(whole)
    found = passages(Line(one.number, "") if one.number in stamps else one for one in lines(whole))
    if not found:
        return []
    starts = _starts(found)
    if len(starts) > 1 and not _is_paper(found[: starts[1]]):
        starts = [0, *starts[2:]]
    ends = [*starts[1:], len(found)]
    return [_paper(found[first:last]) for first, last in zip(starts, ends, strict=True)]


def _starts(found: Sequence[Passage]) -> list[int]:
    """Return where papers begin: behind the end of one, or with a whole head inside a text."""
    starts = [0]
    closed = body = False
    for index, one in enumerate(found):
        signs = signs_of(one)
        if signs - {"date"} and index > starts[-1] and (closed or body):
            begins = _begins(found, index, closed=closed, body=body)
            if begins:
                starts.append(_back(found, index, starts[-1]))
                closed = body = False
        closed = closed or _closes(one, index - starts[-1])
        body = body or (len(one.text) > _PARAGRAPH and not signs)
    return starts


def _begins(found: Sequence[Passage], index: int, *, closed: bool, body: bool) -> bool:
    """Whether the signs from a passage on are a new paper's, not an annex's."""
    if any(ANNEX.search(one.plain) for one in found[max(index - _ANNEX_BY, 0) : index]):
        return False
    if closed and is_kind(found[index]):
        return True
    near: set[str] = set().union(*(signs_of(one) for one in found[index : index + _NEAR]))
    if closed and len(near) >= _SIGNS:
        return True
    return body and len(near) >= _ALL_SIGNS and {"number", "motto"} <= near


def _closes(one: Passage, behind: int) -> bool:
    return bool(RECIPIENTS.search(one.plain)) or (behind > _LEAST_PAPER and is_signature(one))


def _is_paper(found: Sequence[Passage]) -> bool:
    """Whether what stands before the first head is a paper of its own, not a portal's menu."""
    return any(
        signs_of(one) & {"number", "date", "kind"} or one.plain.startswith("kinh gui")
        for one in found
    )


def _back(found: Sequence[Passage], index: int, first: int) -> int:
    """Return where a head begins: the issuer's lines in capitals stand before its other signs."""
    while index - 1 > first:
        one = found[index - 1]
        text = one.plain.strip(" *")
        named = one.is_caps and bool(BODY.match(text) or PLACE.match(text))
        if not (one.text == "*" or (named and not is_signature(one))):
            break
        index -= 1
    return index


def _paper(found: Sequence[Passage]) -> Paper:
    kinds = (i for i, one in enumerate(found[:_KIND_BY]) if is_kind(one))
    kind = next((i for i in kinds if _before_body(found, i)), None)
    title, body = _titled(found, kind) if kind is not None else _on_subject(found)
    end = _end(found, body)
    behind = (i for i in range(max(end, body), len(found)) if ANNEX.search(found[i].plain))
    annex = next(behind, len(found))
    return Paper(tuple(found), kind, title, body, min(end, annex), annex)


def _before_body(found: Sequence[Passage], index: int) -> bool:
    """Whether no long passage or numbered heading stands before: a title is in the head."""
    return not any(
        (len(one.text) > _LONG_PARAGRAPH and not signs_of(one))
        or (one.label and one.label.kind in {"roman", "part"})
        for one in found[:index]
    )


def _titled(found: Sequence[Passage], kind: int) -> tuple[tuple[Passage, ...], int]:
    """Return the title under (or with) the kind's name, and where the body begins."""
    whole = says_more(found[kind])
    last = kind + 1
    while last < min(len(found), kind + 1 + _TITLE):
        if not _is_title(found[last], begun=whole or last > kind + 1):
            break
        last += 1
    return tuple(found[kind if whole else kind + 1 : last]), last


_GROUND = words(
    "can cu", "thuc hien", "theo", "tiep theo", "de", "nham", "tren co so", "xet", "trien khai",
    "kinh gui", "huong toi", "chao mung", "thi hanh", "thuc hien noi dung", "nhan", "phat huy",
    "tiep tuc", "qua", "chu tich", "giam doc", "ban thuong vu",
)  # fmt: skip


def _is_title(one: Passage, *, begun: bool) -> bool:
    """Whether a passage behind the kind's name is of the title; its first line may be long."""
    text = one.plain.rstrip()
    if one.label is not None or text.startswith("kinh gui"):
        return False
    if signs_of(one) & {"number", "date", "motto"} or one.is_caps or one.marked:
        return True
    ground = bool(_GROUND.match(text))
    if begun:
        ended = text.endswith((".", ":", ";", ","))
        return not (ground or ended or one.after_gap) and len(text) < _SHORT_TITLE
    speaks = ground and text.endswith((":", ".", ";")) and len(text) > _SHORT_GROUND
    return len(text) < _LONG_TITLE and not speaks and re.match(r"can cu\b", text) is None


def _on_subject(found: Sequence[Passage]) -> tuple[tuple[Passage, ...], int]:
    """Return a letter's subject ("V/v ..."), or the first words of what has none; and the body."""
    body = _after_head(found)
    first = next(
        (i for i, one in enumerate(found[:_SUBJECT_BY]) if SUBJECT.search(one.plain)), None
    )
    if first is None:
        return tuple(found[body : body + 1]), body
    last = first + 1
    while last < min(first + _SUBJECT_LENGTH, len(found)) and _is_subject(found[last]):
        last += 1
    return tuple(found[first:last]), max(last, body)


def _is_subject(one: Passage) -> bool:
    begins = one.label is not None or one.after_gap or one.plain.startswith(("kinh gui", "can cu"))
    return not begins and len(one.plain) < _SPOKEN and not signs_of(one)


def _after_head(found: Sequence[Passage]) -> int:
    """Return where a paper without a title begins to speak: behind the signs of a head."""
    last = -1
    for index, one in enumerate(found[:_HEAD]):
        signs = signs_of(one)
        speaks = len(one.text) > _SPOKEN and "number" not in signs
        if speaks or one.plain.startswith("kinh gui") or (one.label and one.label.kind != "dash"):
            break
        if last >= 0 and _closes(one, index):
            break
        if signs or one.text == "*" or (one.is_caps and len(one.text) < _HEAD_LINE):
            last = index
    return last + 1


def _end(found: Sequence[Passage], body: int) -> int:
    """Return where recipients or the signature begin."""
    for index in range(body, len(found)):
        one = found[index]
        if RECIPIENTS.search(one.plain) or (index > body and is_signature(one)):
            return index
    return len(found)
