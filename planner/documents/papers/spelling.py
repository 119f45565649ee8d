"""Words that recognition or typing has damaged, read as what they can only have been.

>>> mend(["Sở Y tế chủ trì, phôi hợp với Công an tỉnh"]).lines
('Sở Y tế chủ trì, phối hợp với Công an tỉnh',)

Only a word is looked at that the papers' vocabulary does not have and that the file has nowhere
else; it is read as a known word one letter away that goes with its neighbours, and left as it is
where no word or more than one fits. Days, numbers and symbols are never repaired. What a person is
shown is the file's own (`planner.documents.written`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple

from planner.documents.papers import known, numbering
from planner.documents.papers.plain import plain
from planner.documents.text.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_CORE = re.compile(r"[^\W_](?:\S*[^\W_])?")
_INSIDE = re.compile(r"[^\W\d_]+[^\w\s][^\W\d_]+|[^\W\d_]+\d[^\W\d_]+")
_BESIDE = re.compile(r"[^\W\d_]{2,}\d|\d[^\W\d_]{2,}")
_LOW = "a-zà-öø-ÿăđĩũơư" + "".join(chr(c) for c in range(0x1EA1, 0x1EFA, 2))
_HIGH = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯ" + "".join(chr(c) for c in range(0x1EA0, 0x1EFA, 2))
_SLIP = re.compile(f"[{_LOW}][{_HIGH}]")
"""A capital behind a small letter: "tHông", or two words that have lost their space."""
_ODD = re.compile(
    rf"[^\s_{_LOW}](?:(?<=[^\W\d_][^\w\s])[^\W\d_]|(?<=\d)(?:(?<=[^\W\d_].)|[^\W\d_])"
    rf"|(?<=[{_LOW}][{_HIGH}]))"
)
"""What can't be inside a word: a sign, a digit, a capital."""
_LONGEST = 14
"""Letters of the longest word that is looked at; two syllables run together have twelve."""
_TELLING = 3
"""Letters from which what is left of a word tells it."""
_LONGEST_LINE = 20_000
"""Signs of a line from which it is no paper's."""
_NEAR = 40
"""Signs in which the word before another one stands."""
_SHOWN = 4
"""Letters of a word in capitals from which it shows as one though one letter is small."""
_SEVERAL = 3
"""Words with a wrong letter from which a file counts as damaged; lost marks alone hide nothing."""
_MOST = 4_000
"""Words of one file that are looked at; a paper of a hundred pages with 1 % damage has as many."""
_MOST_PAIRS = 400_000
"""Characters up to which a file's own pairs of words are counted: those of 200 pages."""
_FAMILIAR = 0.5
"""The least share of known words in a text that can be mended: any paper has more."""


@dataclass(frozen=True, slots=True)
class Change:
    """One repair: where the words begin in the mended line and in the file's, and both."""

    start: int
    mended: str
    place: int
    written: str


@dataclass(frozen=True)
class Mended:
    """The lines as they are to be read and as they are, and by line number what was changed.

    `strange` are the file's words, in small letters, that nothing vouches for.
    """

    lines: tuple[str, ...]
    written: tuple[str, ...]
    strange: frozenset[str] = frozenset()
    changes: dict[int, tuple[Change, ...]] = field(default_factory=dict)

    @cached_property
    def damaged(self) -> bool:
        """Whether so many words were mended that more of them will be damaged."""
        several = (one for changed in self.changes.values() for one in changed)
        return sum(plain(one.mended) != plain(one.written) for one in several) >= _SEVERAL


@dataclass(frozen=True)
class _Lore:
    """What is known while one file is mended: words, pairs, and words by what a slip leaves."""

    strange: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    index: dict[str, tuple[str, ...]]
    cased: Counter[str]

    def fits(self, first: str, second: str) -> bool:
        return (first, second) in known.pairs() or (first, second) in self.pairs


def mend(lines: Sequence[str]) -> Mended:
    """Return the lines with their damaged words mended, the same lines where nothing is damaged."""
    text = "\n".join(lines)
    words = [_WORD.findall(line.lower()) for line in lines]
    counts = Counter(chain.from_iterable(words))
    familiar = sum(count for word, count in counts.items() if word in known.words())
    if familiar < _FAMILIAR * sum(counts.values()):
        return Mended(tuple(lines), tuple(lines))
    lore = _lore(text, counts)
    signs = numbering.mended(lines, known.words())
    made = list(lines)
    changes: dict[int, tuple[Change, ...]] = {}
    left = _MOST
    before = ""
    for at, line in enumerate(lines):
        mended, changed = _labelled(line, signs[at]) if at in signs else (line, ())
        if (
            left > 0
            and len(line) < _LONGEST_LINE
            and not (lore.strange.isdisjoint(words[at]) and not _ODD.search(line))
        ):
            left -= 1 + sum(word in lore.strange for word in words[at])
            after = next((one for one in lines[at + 1 : at + 3] if one.strip()), "")
            mended, more = _line(mended, _last(before), _first(after), lore)
            longer = sum(len(one.mended) - len(one.written) for one in changed)
            changed += tuple(replace(one, place=one.place - longer) for one in more)
        if changed:
            made[at], changes[at + 1] = mended, changed
        if line.strip():
            before = mended
    return Mended(tuple(made), tuple(lines), lore.strange, changes)


def _labelled(line: str, sign: tuple[int, str, str]) -> tuple[str, tuple[Change, ...]]:
    place, written, mended = sign
    text = line[:place] + mended + line[place + len(written) :]
    return text, (Change(place, mended, place, written),)


def readings(text: str, strange: frozenset[str]) -> Iterator[str]:
    """Yield `text` with each of its strange words as any known word one letter away.

    >>> "giám sát" in readings("gixm sát", frozenset({"gixm"}))
    True
    """
    if strange.isdisjoint(_WORD.findall(text.lower())):
        return
    for found in _CORE.finditer(text):
        low = found.group().lower()
        if len(low) > _LONGEST or not any(word in strange for word in _WORD.findall(low)):
            continue
        for word in known.near(low, known.index()):
            yield text[: found.start()] + word + text[found.end() :]


# --- what is known ------------------------------------------------------------------------------


def _lore(written: str, counts: Counter[str]) -> _Lore:
    text = written.lower()
    strange = frozenset(
        word for word, count in counts.items() if count == 1 and word not in known.words()
    )
    if len(text) > _MOST_PAIRS:
        return _Lore(strange, frozenset(), {}, Counter())
    tokens = [known.NUMBER if one[0].isdecimal() else one for one in _TOKEN.findall(text)]
    own = (word for word, count in counts.items() if count > 1 and 1 < len(word) < _LONGEST)
    return _Lore(
        strange,
        frozenset(pairwise(tokens)),
        known.indexed(word for word in own if word not in known.words()),
        Counter(_WORD.findall(written)),
    )


# --- one line -----------------------------------------------------------------------------------


class _Core(NamedTuple):
    """What stands between two spaces, without the signs at its ends, and in small letters."""

    start: int
    end: int
    written: str

    @property
    def low(self) -> str:
        return self.written.lower()


def _line(line: str, before: str, after: str, lore: _Lore) -> tuple[str, tuple[Change, ...]]:
    """Mend one line; `before` and `after` are the words that stand beside it."""
    cores = [_Core(*one.span(), one.group()) for one in _CORE.finditer(line)]
    made: list[str] = []
    changes: list[Change] = []
    place = at = length = 0
    while at < len(cores):
        found = None
        if _looked_at(line, cores, at, lore):
            near = line[max(place, cores[at].start - _NEAR) : cores[at].start]
            last = _last(near) or (_last(made[-1]) if made else before)
            found = _mended(cores, at, last, after, lore)
        if found is None:
            at += 1
            continue
        words, took = found
        start, end = cores[at].start, cores[at + took - 1].end
        new = _cased(line[start:end], words, lore.cased)
        if new != line[start:end]:
            changes.append(Change(length + start - place, new, start, line[start:end]))
        made += line[place:start], new
        length += start - place + len(new)
        place, at = end, at + took
    return "".join(made) + line[place:], tuple(changes)


def _looked_at(line: str, cores: Sequence[_Core], at: int, lore: _Lore) -> bool:
    """Whether a core can be a damaged word: unknown letters, or one sign or digit among letters."""
    low = cores[at].low
    if low in known.words():
        return bool(_SLIP.search(cores[at].written)) and is_syllable(low)
    if len(low) > _LONGEST or len(low) != len(cores[at].written):
        return False
    if low.isalpha():
        odd = low in lore.strange or (len(low) == 1 and at > 0)
    else:
        inside = _INSIDE.fullmatch(low) or _BESIDE.fullmatch(low)
        odd = (
            bool(inside)
            and len(low) >= _TELLING + ("/" in low)
            and any(one not in known.words() for one in _WORD.findall(low))
        )
    return odd and not _abbreviates(line, cores, at)


def _abbreviates(line: str, cores: Sequence[_Core], at: int) -> bool:
    """Whether a core in capitals stands among small letters: "KGVX3", "UBND", "TP"."""
    if not line[cores[at].start : cores[at].end].isupper():
        return False
    beside = [*cores[max(at - 1, 0) : at], *cores[at + 1 : at + 2]]
    return not any(
        line[one.start : one.end].isupper() and is_syllable(one.low) and len(one.low) > 1
        for one in beside
    )


def _mended(
    cores: Sequence[_Core], at: int, last: str, after: str, lore: _Lore
) -> tuple[str, int] | None:
    """Return what the core (and the one behind it) was, and how many cores that takes."""
    written, low = cores[at].written, cores[at].low
    if low in known.words():
        return low, 1
    following = _first(cores[at + 1].low) if at + 1 < len(cores) else after
    options = [(word, 1) for word in _near(low, lore)] if len(low) > 1 else []
    options += [(f"{a} {b}", 1) for a, b in _split(written, lore)]
    if at + 1 < len(cores) and cores[at + 1].start == cores[at].end + 1:
        both = f"{low} {cores[at + 1].low}"
        if len(both) > _TELLING and (
            len(low) == 1
            or len(cores[at + 1].low) == 1
            or cores[at + 1].low in lore.strange
            or not is_syllable(low)
        ):
            options += [(word, 2) for word in _near(both, lore)]
    beyond = _first(cores[at + 2].low) if at + 2 < len(cores) else after
    rated = sorted(
        (
            (_support(words, last, following if took == 1 else beyond, lore), words, took)
            for words, took in options
        ),
        reverse=True,
    )
    if not rated:
        return None
    best = rated[0]
    if len(rated) > 1 and rated[1][0] == best[0] and plain(rated[1][1]) != plain(best[1]):
        return None
    title = written.isupper() and plain(best[1]) == plain(low)  # "TỔ CHỨC THỰC HIÊN"
    needed = 1 if title else _needed(written, named=at > 0)
    return (best[1], best[2]) if best[0] >= needed else None


def _needed(written: str, *, named: bool) -> int:
    """How many neighbours must speak for a repair.

    Both where little tells what it was: a short word, one that could be a word as it is, one with
    a capital inside a line (`named`), which may be the name of a place.
    """
    name = named and written[0].isupper() and written[1:].islower()
    if name and is_syllable(written.lower()):
        return 3
    return 2 if len(written) < _TELLING or name or is_syllable(written.lower()) else 1


def _support(words: str, last: str, following: str, lore: _Lore) -> int:
    parts = words.split()
    return lore.fits(last, parts[0]) + lore.fits(parts[-1], following) + (len(parts) > 1)


def _near(low: str, lore: _Lore) -> list[str]:
    """Return the known words that are one letter away, or have a sign or a space for one."""
    return list(dict.fromkeys([*known.near(low, known.index()), *known.near(low, lore.index)]))


def _split(written: str, lore: _Lore) -> Iterator[tuple[str, str]]:
    """Yield two known words that stand beside each other and have lost the space between them.

    A capital in the middle of small letters begins a word: "dungăKế".
    """
    low = written.lower()
    for at in range(2, len(low) - 1):
        for skip in (0, 1):
            first, second = low[:at], low[at + skip :]
            if len(second) < 2 or low[at] in "-/&":  # noqa: PLR2004 (no word has one letter)
                continue
            begins = written[at + skip].isupper() and written[at - 1].islower()
            if lore.fits(first, second) or (
                begins and first in known.words() and second in known.words()
            ):
                yield first, second


def _cased(written: str, words: str, common: Counter[str]) -> str:
    """Give the known words the case in which the damaged ones were written."""
    first, space, second = words.partition(" ")
    if space:
        halves = (written[: len(first)], first), (written[-len(second) :], second)
        return " ".join(_cased(*half, common) for half in halves)
    letters = [c for c in written if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    if (letters and upper == len(letters) > 1) or (
        len(letters) >= _SHOWN and upper >= len(letters) - 1
    ):
        return words.upper()
    title = words[0].upper() + words[1:]
    if plain(written[:1]) != plain(words[:1]):  # the letter that would tell is the damaged one
        return title if common[title] > common[words] else words
    return title if letters and letters[0].isupper() else words


def _first(text: str) -> str:
    found = _TOKEN.search(text)
    return _told(found.group()) if found else ""


def _last(text: str) -> str:
    found = _TOKEN.findall(text[-_NEAR:])
    return _told(found[-1]) if found else ""


def _told(token: str) -> str:
    return known.NUMBER if token[0].isdecimal() else token.lower()
