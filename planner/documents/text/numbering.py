"""The numbers and bullets that Word draws before paragraphs and doesn't keep in their text."""

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

BULLET = "-"
_LEVELS = 9
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_NUMBER_MOST = 4999
"""Above it letters and Roman figures grow without end; it is printed in figures."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: "%1.%2." in decimal, from 1; `style` is that of paragraphs in it."""

    start: int
    form: str
    pattern: str
    close: bool  # nothing between the number and the text
    legal: bool  # all numbers in figures
    style: str | None


@dataclass(frozen=True, slots=True)
class List:
    """A list as a paragraph names it: its levels, the counters that it shares, its new starts."""

    counters: str
    levels: dict[int, Level]
    restarts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """Counts through the paragraphs of one document, in order."""

    lists: dict[str, List]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number: str, depth: int) -> str:
        """Return what stands before the next paragraph of that list and level, with its space."""
        found = self.lists.get(number)
        level = found.levels.get(depth) if found else None
        if found is None or level is None:
            return ""
        counts = self._counts.setdefault(found.counters, {})
        self._count(number, found, counts, depth)
        label = _label(level, found.levels, counts)
        return label if level.close or not label else f"{label} "

    def depth_of_style(self, number: str, style: str) -> int:
        """Return the level that a list keeps for paragraphs of a style, 0 where it keeps none."""
        found = self.lists.get(number)
        levels = found.levels.items() if found else ()
        return next((depth for depth, level in levels if level.style == style), 0)

    def _count(self, number: str, found: List, counts: dict[int, int], depth: int) -> None:
        if depth in found.restarts and (number, depth) not in self._begun:
            counts.pop(depth, None)
        self._begun.add((number, depth))
        start = found.restarts.get(depth, found.levels[depth].start)
        counts[depth] = counts[depth] + 1 if depth in counts else start
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        for upper in range(depth):
            if upper not in counts and upper in found.levels:
                counts[upper] = found.levels[upper].start


def read(root: Any) -> Numbering:
    """Read the lists of numbering.xml; `root` is its element, or None where there is none."""
    if root is None:
        return Numbering({})
    drafts = {one.get(qn("w:abstractNumId")): one for one in root.findall(qn("w:abstractNum"))}
    linked = {_value(one, "w:styleLink"): one for one in drafts.values()}
    lists = {}
    for one in root.findall(qn("w:num")):
        key = _value(one, "w:abstractNumId") or ""
        draft = drafts.get(key)
        # A list that only points to a style takes its levels from the one behind that style.
        link = _value(draft, "w:numStyleLink")
        levels = _levels(linked.get(link, draft) if link else draft)
        restarts = {}
        for change in one.findall(qn("w:lvlOverride")):
            depth = _number(change.get(qn("w:ilvl")), 0)
            levels |= _levels(change)
            start = _value(change, "w:startOverride")
            if start is not None:
                restarts[depth] = _number(start, 1)
        lists[one.get(qn("w:numId"))] = List(key, levels, restarts)
    return Numbering(lists)


def _levels(parent: Any) -> dict[int, Level]:
    found = [] if parent is None else parent.findall(qn("w:lvl"))
    return {_number(one.get(qn("w:ilvl")), 0): _level(one) for one in found[:_LEVELS]}


def _level(one: Any) -> Level:
    return Level(
        start=_number(_value(one, "w:start"), 1),
        form=_value(one, "w:numFmt") or "decimal",
        pattern=_value(one, "w:lvlText") or "",
        close=_value(one, "w:suff") == "nothing",
        legal=one.find(qn("w:isLgl")) is not None,
        style=_value(one, "w:pStyle"),
    )


def _value(parent: Any, name: str) -> str | None:
    found = None if parent is None else parent.find(qn(name))
    value = None if found is None else found.get(qn("w:val"))
    return None if value is None else str(value)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text, re.ASCII) else otherwise


def _label(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    """Fill in "%1.%2." from the counters, each in the form of its own level."""
    if level.form == "bullet":
        return BULLET
    if level.form == "none":
        return ""

    def one(found: re.Match[str]) -> str:
        depth = int(found.group(1)) - 1
        form = levels[depth].form if depth in levels else "decimal"
        return _written(counts.get(depth, 1), "decimal" if level.legal else form)

    return re.sub(r"%([1-9])", one, level.pattern)


def _written(number: int, form: str) -> str:
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02}"
    if 0 < number <= _NUMBER_MOST:
        if form in {"lowerLetter", "upperLetter"}:
            # After z Word writes aa, bb, cc.
            times, index = divmod(number - 1, len(_LETTERS))
            letters = _LETTERS[index] * (times + 1)
            return letters.upper() if form == "upperLetter" else letters
        if form in {"lowerRoman", "upperRoman"}:
            return _roman(number).upper() if form == "upperRoman" else _roman(number)
    return str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        letters += sign * times
    return letters
