"""The head of a paper, piece by piece: what stands in its left column, and what in its right one.

A scan gives a head line by line, or both columns on a line, parted by spaces, tabs or pipes, or by
nothing at all ("ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"). Stamps lie between.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from planner.documents.papers.papers import Paper
from planner.documents.papers.passages import Passage
from planner.documents.papers.plain import plain
from planner.documents.papers.signs import DATE_LINE, NUMBER_LINE

_COLUMNS = re.compile(r"\s{3,}|\t+|\s*\|\s*")
_SIGNS = " \t|*_-–—~#·"
MOTTO = re.compile(
    r"cong hoa xa hoi|xa hoi chu nghia viet|dang cong san viet nam|doc lap\s*[-.,]?\s*tu do"
    r"|tu do\s*-\s*hanh phuc"
)
SUBJECT = re.compile(r"v\s*/\s*v\b|ve viec\b|kinh gui")
STAMP = re.compile(
    r"(?:cong van )?den\b|so(?: den)?\s*[:.]?\s*[.…_]*\s*\d{1,6}\s*[.…_]*\s*(?:ngay.*)?$"
    r"|ngay(?: den)?\s*[:.]|(?:kinh )?chuyen\b|luu ho so|(?:nguoi ky|ky boi|ky so|ngay ky"
    r"|thoi gian ky)\b|email\b"
)
"""What a received stamp or the block of a digital signature says: none of it is the paper's own."""
_NO_NUMBER = re.compile(r"^([Ss][ốỐ]\s{0,2}[:.]?)\s{3,}(?=[-/])")
_LONGEST = 400


@dataclass(frozen=True)
class Piece:
    """Words of one column of one line: `column` counts from 0, `line` is the file's."""

    text: str
    line: int
    column: int
    passage: Passage

    @cached_property
    def plain(self) -> str:
        return plain(self.text)

    @property
    def is_caps(self) -> bool:
        return is_caps(self.text)


def is_caps(text: str) -> bool:
    """Whether words are written in capitals, up to a letter that recognition lost."""
    letters = [one for one in text if one.isalpha()]
    return bool(letters) and sum(one.isupper() for one in letters) >= 0.85 * len(letters)


def pieces(found: Iterable[Passage]) -> Iterator[Piece]:
    """Yield the pieces of passages, line by line and from left to right."""
    for one in found:
        if len(one.text) > _LONGEST:
            continue
        ends = [start for start, _ in one.starts[1:]]
        for (start, line), end in zip(one.starts, [*ends, len(one.text)], strict=True):
            whole = _NO_NUMBER.sub(r"\1 ", one.text[start:end].strip(" |"))
            for column, text in enumerate(_COLUMNS.split(whole)):
                # A cell's own lines are parted by two spaces.
                for part in text.split("  "):
                    if part := part.strip(_SIGNS):
                        yield Piece(part, line, column, one)


def head(paper: Paper) -> list[Piece]:
    """Return the pieces over the paper's title or subject, or over its first words."""
    if paper.kind_at is not None:
        return list(pieces(paper.passages[: paper.kind_at]))
    has_subject = bool(paper.title) and bool(SUBJECT.search(paper.title[0].plain))
    at = paper.passages.index(paper.title[0]) + 1 if has_subject else paper.body_at
    return list(pieces(paper.passages[:at]))


def left(piece: Piece) -> str:
    """Return the words of a piece without motto, number and date that share its line."""
    ends = [
        found.start()
        for sign in (MOTTO, NUMBER_LINE, DATE_LINE, SUBJECT)
        if (found := sign.search(piece.plain))
    ]
    return piece.text[: min(ends, default=len(piece.text))].strip(_SIGNS)
