"""A file's text by lines, the words of each item marked in it. Pure.

>>> places(["1. Treo cờ từ ngày 01/9", "đến 03/9."], 1, "từ ngày 01/9 đến 03/9")
{1: (11, 23), 2: (0, 9)}
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from planner.web.plans.lines import Verdict

AHEAD = 8
"""Lines without the next words (a stamp, a page's number) over which a sentence may go on."""

LEAST = 3
"""Words that must stand on the first line for a place to be believed."""

FEW = 3
"""Lines of other papers that are too few to fold."""

_TOKEN = re.compile(r"\S+")
_SIGNS = "*_#|.,;:-–+•“”\"'()[]"

Place = tuple[int, int]
"""Where words begin and end in a line."""


@dataclass(frozen=True, slots=True)
class Marked:
    """An item of the file: its key and kind, what to call it, its first line, its words there."""

    key: str
    kind: str
    label: str
    line: int
    words: str = ""
    channel: str = ""
    verdict: Verdict = ""
    left: str = ""
    asked: int = 0
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line, and the classes of the item that it belongs to (none: plain words)."""

    words: str
    css: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: its words in pieces, the items that begin on it, whether it is a head.

    `other` is set for the lines of the file's other papers.
    """

    number: int
    pieces: tuple[Piece, ...]
    items: tuple[Marked, ...] = ()
    head: bool = False
    other: bool = False

    @property
    def empty(self) -> bool:
        return not any(one.words.strip() for one in self.pieces)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that follow each other; those of other papers are folded."""

    lines: tuple[Line, ...]
    folded: bool


def stretches(lines: Iterable[Line]) -> Iterator[Stretch]:
    """Yield a file's lines in stretches: the paper's own, and what is of the file's others."""
    for other, several in groupby(lines, key=lambda one: one.other):
        found = tuple(several)
        yield Stretch(found, other and len(found) > FEW)


def lines_of(
    lines: Sequence[str], marked: Iterable[Marked], first: int, last: int
) -> tuple[Line, ...]:
    """Return every line of a file with the items of the paper that stands on `first` to `last`."""
    begins: dict[int, list[Marked]] = defaultdict(list)
    there: dict[int, list[tuple[Place, Marked]]] = defaultdict(list)
    for one in marked:
        begins[one.line].append(one)
        if one.kind == "ask":
            continue
        for number, place in places(lines, one.line, one.words).items():
            there[number].append((place, one))
    return tuple(
        Line(
            number=number,
            pieces=tuple(_pieces(text, there.get(number, ()))),
            items=tuple(begins.get(number, ())),
            head=_is_head(text),
            other=not first <= number <= last,
        )
        for number, text in enumerate(lines, start=1)
    )


def _is_head(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 1 and all(map(str.isupper, letters))


def _pieces(text: str, there: Sequence[tuple[Place, Marked]]) -> Iterator[Piece]:
    """Cut a line where items begin and end; a stretch belongs to the shortest that covers it."""
    if not there:
        yield Piece(text)
        return
    cuts = sorted({0, len(text), *(at for place, _ in there for at in place)})
    for begin, end in pairwise(cuts):
        over = [(place, one) for place, one in there if place[0] <= begin and end <= place[1]]
        narrow = min(over, key=lambda pair: pair[0][1] - pair[0][0], default=None)
        yield Piece(text[begin:end], _css([one for _, one in over], narrow) if narrow else "")


def _css(over: Iterable[Marked], narrow: tuple[Place, Marked]) -> str:
    """Name the narrowest item's kind and channel; whatever covers the words may hold them back."""
    own = narrow[1]
    verdict = max((one.verdict for one in over), key=("", "part", "out").index)
    parts = (
        f"k-{own.kind}",
        own.channel and f"c-{own.channel}",
        verdict and f"v-{verdict}",
        "unsure" if own.asked and not verdict else "",
        "gone" if own.dropped else "",
    )
    return " ".join(filter(None, parts))


# --- finding words --------------------------------------------------------------------------------


def places(lines: Sequence[str], line: int, words: str) -> dict[int, Place]:
    """Return where words that begin on a line stand, line by line; all of it where they don't."""
    if not 1 <= line <= len(lines):
        return {}
    wanted = [plain for plain, *_ in _tokens(words)]
    whole = lines[line - 1]
    found, taken = _on_line(whole, wanted, anywhere=True)
    if found is None or taken < min(LEAST, len(wanted)):
        head = len(whole) - len(whole.lstrip())
        return {line: (head, len(whole.rstrip()))} if whole.strip() else {}
    result = {line: found}
    last = line
    for number in range(line + 1, len(lines) + 1):
        if taken == len(wanted) or number - last > AHEAD:
            break
        found, more = _on_line(lines[number - 1], wanted[taken:], anywhere=False)
        if found is not None and more >= min(2, len(wanted) - taken):
            result[number] = found
            taken += more
            last = number
    return result


def is_on(line: str, words: str) -> bool:
    """Whether words begin on a line."""
    wanted = [plain for plain, *_ in _tokens(words)]
    _, taken = _on_line(line, wanted, anywhere=True)
    return bool(wanted) and taken >= min(LEAST, len(wanted))


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """Return a text's words without signs, as they are compared, with where they stand."""
    return [
        (plain, found.start(), found.end())
        for found in _TOKEN.finditer(text)
        if (plain := found[0].strip(_SIGNS).casefold())
    ]


def _on_line(text: str, wanted: Sequence[str], *, anywhere: bool) -> tuple[Place | None, int]:
    """Return the longest run of the first wanted words in a line, and how many words it has."""
    tokens = _tokens(text)
    best: tuple[Place | None, int] = None, 0
    for start in range(len(tokens) if anywhere else min(len(tokens), 1)):
        run = 0
        while (
            run < len(wanted)
            and start + run < len(tokens)
            and tokens[start + run][0] == wanted[run]
        ):
            run += 1
        if run > best[1]:
            best = (tokens[start][1], tokens[start + run - 1][2]), run
    return best
