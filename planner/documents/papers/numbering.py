"""Numbering that a slip has hidden, read by its place in the order: "I1." between "I." and "III.".

>>> mended(["1. Sở Y tế", "2Ơ Sở Xây dựng", "- Treo cờ", "ỳ Phát loa", "- Đăng bài"])
{1: (0, '2Ơ', '2.'), 3: (0, 'ỳ', '-')}

What is a numbering as it stands is left alone, however odd its order: offices do skip and repeat.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

_HEAD = re.compile(
    r"(?P<marks>[\s#>*_]*)(?P<signs>[^\s#>*_|]{1,5})(?P<gap>\*{0,2}\s{1,3})[\"“*(]*\w"
)
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")
_ORDERED = re.compile(
    r"(?P<above>(?:\d{1,2}\.)*)(?P<number>\d{1,2})(?P<end>[.)/])"
    r"|(?P<roman>[IVX]{1,5})(?P<close>[.)/])|(?P<letter>[a-zđ])(?P<bracket>[.)])"
)
_SOUND = re.compile(
    r"[A-HĐa-zđ][.)/:-]|[a-eđ]\d[.)]|[IVXl]+[-–.)/:]?|(?:\d{1,2}\.)*\d{1,2}[-.)/:]?|\W*\\.*"
    r"|[-–—+•*]+"
)
"""What is a numbering, or a number, as it stands."""
_KEPT = re.compile(r"[^\d\s\\IVX]?(?P<value>(?:\d{1,2}\.)*\d{1,2}|[IVX]{1,5})[^\d\s\\IVX]")
"""A numbering whose value is still there: "3Ơ", "2,", "IIỵ"."""
_LOST = re.compile(r"(?P<value>\w|\W)(?P<close>[.)/])")
_DASHES = frozenset("-–—+•")
_SIGNS = ".,;:!?()'\"/"
_WORDS = frozenset({"ý", "ở", "y", "à", "ô"})
_GLUED = re.compile(
    r"[\s#>*_]*(?:\d{1,2}[.)]|[IVX]{1,5}[.)]|[a-zđ]\)|[-–+])(?P<sign>[^\s\d*_])(?P<word>[^\W\d_]{2,9})(?!\w)"
)
_REACH = 400
"""Lines over which one list runs; the long ones of provinces have fewer between two numbers."""

_MOST, _MOST_LISTS = 1_000, 40
"""Slips of one file that are looked at, and lists in which: a paper has a few of each."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """A line's numbering: its list ("3." of "3.1.", "I", "a") and its value, and its last sign."""

    line: int
    kind: str
    value: int
    close: str


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A short sign at the head of a line that is no numbering, and its place."""

    line: int
    place: int
    signs: str


def mended(lines: Sequence[str], known: Container[str] = ()) -> dict[int, tuple[int, str, str]]:
    """Return by index of line the place, the signs as written and the numbering that they were.

    `known` are words: "2.ẸGiao" has lost the space between its numbering and one of them.
    """
    lists: dict[str, list[_Sign]] = {}
    doubts: list[_Doubt] = []
    for at, line in enumerate(lines):
        head = _HEAD.match(line[:40])
        if not head:
            continue
        sign = _sign(at, head["signs"])
        if sign is not None:
            lists.setdefault(sign.kind, []).append(sign)
        elif _doubtful(head["signs"]):
            doubts.append(_Doubt(at, head.start("signs"), head["signs"]))
    found = dict(_glued(lines, known))
    lists = dict(list(lists.items())[:_MOST_LISTS])
    for doubt in doubts[:_MOST]:
        told = _dash(lines, doubt) or _ordered(lists, doubt)
        if told:
            space = " " if lines[doubt.line][: doubt.place].endswith("#") else ""
            found[doubt.line] = doubt.place, doubt.signs, space + told
    return found


def _glued(
    lines: Sequence[str], known: Container[str]
) -> Iterator[tuple[int, tuple[int, str, str]]]:
    for at, line in enumerate(lines):
        found = _GLUED.match(line)
        if not found or not found["word"][0].isupper():
            continue
        word = found["word"].lower()
        if word in known and found["sign"].lower() + word not in known:
            yield at, (found.start("sign"), found["sign"], " ")


def _sign(at: int, text: str) -> _Sign | None:
    found = _ORDERED.fullmatch(text)
    if not found:
        return None
    if found["number"]:
        return _Sign(at, f"{found['above']}#", int(found["number"]), found["end"])
    if found["roman"] in _ROMANS:
        return _Sign(at, "I", _ROMANS.index(found["roman"]) + 1, found["close"])
    if found["letter"] and found["letter"] in _LETTERS:
        return _Sign(at, "a", _LETTERS.index(found["letter"]) + 1, found["bracket"])
    return None


def _doubtful(signs: str) -> bool:
    """Whether signs can be a slip of a numbering: no word, no number, no numbering of any kind."""
    if _SOUND.fullmatch(signs) or signs[0] in '"“(':
        return False
    letters = sum(c.isalpha() for c in signs)
    return letters < len(signs) or letters == 1 or bool(_KEPT.fullmatch(signs))


def _ordered(lists: dict[str, list[_Sign]], doubt: _Doubt) -> str | None:
    """Return the numbering that is wanting where the doubtful signs stand, if they are like it."""
    kept, lost = _KEPT.fullmatch(doubt.signs), _LOST.fullmatch(doubt.signs)
    for before, behind in sorted(_around(lists, doubt), key=lambda one: _distance(one, doubt)):
        both = before and behind and behind.value == before.value + 2
        first = behind is not None and behind.value == 2 and before is None  # noqa: PLR2004
        like = behind if first else before
        if like is None:
            continue
        text = _text(like, 1 if first else like.value + 1)
        if kept and kept["value"] == text[:-1]:
            return text
        if both and (_like(doubt.signs, text) or (lost and len(text) == len(doubt.signs))):
            return text
        if first and lost and lost["close"] == text[-1] and len(text) == len(doubt.signs):
            return text
    return None


def _around(
    lists: dict[str, list[_Sign]], doubt: _Doubt
) -> Iterator[tuple[_Sign | None, _Sign | None]]:
    """Yield of each list the numberings before and behind a line; a list begins anew at 1 or 2."""
    for signs in lists.values():
        at = bisect_left(signs, doubt.line, key=lambda one: one.line)
        before = signs[at - 1] if at else None
        behind = signs[at] if at < len(signs) else None
        before = before if before and doubt.line - before.line <= _REACH else None
        behind = behind if behind and behind.line - doubt.line <= _REACH else None
        if before and behind and behind.value <= 2 and behind.value <= before.value:  # noqa: PLR2004
            yield before, None
            yield None, behind
        else:
            yield before, behind


def _distance(around: tuple[_Sign | None, _Sign | None], doubt: _Doubt) -> int:
    return min((abs(one.line - doubt.line) for one in around if one is not None), default=_REACH)


def _text(like: _Sign, value: int) -> str:
    if like.kind.endswith("#"):
        return f"{like.kind[:-1]}{value}{like.close}"
    order: Sequence[str] = _ROMANS if like.kind == "I" else _LETTERS
    return f"{order[min(value, len(order)) - 1]}{like.close}"


def _like(signs: str, text: str) -> bool:
    """Whether one sign was changed, lost or added."""
    if len(signs) == len(text):
        return sum(a != b for a, b in zip(signs, text, strict=True)) <= 1
    longer, shorter = sorted((signs, text), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )


def _dash(lines: Sequence[str], doubt: _Doubt) -> str | None:
    """Return the dash of the dashes around a line that begins with one odd sign in its place."""
    if len(doubt.signs) != 1 or not (doubt.signs.isalpha() or doubt.signs in _SIGNS):
        return None
    above = range(doubt.line - 1, max(doubt.line - 4, -1), -1)
    before = next((lines[at].lstrip()[:2] for at in above if lines[at].strip()), "")
    below = lines[doubt.line + 1 : doubt.line + 4]
    behind = next((one.lstrip()[:2] for one in below if one.strip()), "")
    dashes = [one[0] for one in (before, behind) if one[:1] in _DASHES and one[1:] == " "]
    same = len(set(dashes)) == 1 and doubt.signs.lower() not in _WORDS
    return dashes[0] if same else None
