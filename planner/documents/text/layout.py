"""Printed lines from where each letter and each rule stands on a page.

Letters come in the order in which some program drew them, and that is often not the one in which
they are read: LibreOffice draws those that a font lacks behind all others. So only places count.
A ruled table gives a line for each row, its cells joined as a Word file's are; of two columns
without rules (the head of a letter, its signature) the left one comes first.
"""

import re
import statistics
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.documents.text.tables import CELLS


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter: its left and right edge, its baseline (upwards), the size of its type."""

    text: str
    x0: float
    x1: float
    y: float
    em: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A vertical or horizontal stroke, from its lower left to its upper right end."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class _Grid:
    """A ruled table: its sides, the heights of the rules between rows, the rules between cells."""

    x0: float
    x1: float
    heights: tuple[float, ...]
    uprights: tuple[Rule, ...]


@dataclass(slots=True)
class _Row:
    """The letters on one baseline, from left to right."""

    glyphs: list[Glyph]

    @property
    def y(self) -> float:
        return self.glyphs[0].y

    @property
    def em(self) -> float:
        return max(glyph.em for glyph in self.glyphs)

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return max(glyph.x1 for glyph in self.glyphs)


_SAME_LINE = 0.4
"""Of the type's size: raised and lowered signs stay in their line."""

_SPACE = 0.17
"""Of the type's size: from this distance on there is a space, drawn or not."""

_GUTTER = 0.7
_WIDER = 2.0
"""A gap between columns: of the type's size, and against the other gaps of its line."""

_GUTTER_LEFT = 0.4
_GUTTER_ALONE = 2.5
"""What must be left of a gap over all its lines, and how wide it must be in a line alone."""

_NEAR = 1.9
"""Of the type's size: lines further apart than this are not of one block."""

_TOUCH = 3.0
_RULES_MOST = 400
_COLUMNS_DEEP = 4
_LABEL = re.compile(r"[(\[]?(?:\d+(?:\.\d+)*|[a-zđ]|[IVXLCivx]+)[.)\]/]*|[-–—+*•o]")


def lines(glyphs: Iterable[Glyph], rules: Sequence[Rule] = ()) -> list[str]:
    """Return the printed lines of one page, from top to bottom."""
    grids = sorted(_grids(rules), key=lambda grid: -grid.heights[0])
    bands: list[list[Glyph]] = [[] for _ in range(len(grids) + 1)]
    inside: list[list[Glyph]] = [[] for _ in grids]
    for glyph in glyphs:
        home = next((n for n, grid in enumerate(grids) if _holds(grid, glyph)), None)
        if home is not None:
            inside[home].append(glyph)
        else:
            bands[sum(glyph.y < grid.heights[0] for grid in grids)].append(glyph)
    found = _flow(bands[0], 0)
    for grid, within, below in zip(grids, inside, bands[1:], strict=True):
        found += _table(grid, within)
        found += _flow(below, 0)
    return found


def _holds(grid: _Grid, glyph: Glyph) -> bool:
    return (
        grid.x0 <= (glyph.x0 + glyph.x1) / 2 <= grid.x1
        and grid.heights[-1] <= glyph.y + glyph.em / 4 <= grid.heights[0]
    )


def _grids(rules: Sequence[Rule]) -> Iterator[_Grid]:
    """Find the tables: rules that touch, with three or more uprights and two or more heights."""
    merged = _merged(rules)
    if len(merged) > _RULES_MOST:  # a drawing
        return
    left = list(merged)
    while left:
        group = [left.pop()]
        for one in group:  # grows while it is walked through
            near = [other for other in left if _touch(one, other)]
            group += near
            left = [other for other in left if other not in near]
        grid = _grid(group)
        if grid:
            yield grid


def _grid(group: Sequence[Rule]) -> _Grid | None:
    uprights = [rule for rule in group if rule.x1 - rule.x0 < rule.y1 - rule.y0]
    x0, x1 = min(rule.x0 for rule in group), max(rule.x1 for rule in group)
    lying = [rule for rule in group if rule.x1 - rule.x0 >= rule.y1 - rule.y0]
    heights = []
    for height in _clustered(rule.y0 for rule in lying):
        length = sum(rule.x1 - rule.x0 for rule in lying if abs(rule.y0 - height) <= _TOUCH)
        if length * 2 > x1 - x0:  # a rule under a part of the row only divides a merged cell
            heights.append(height)
    if len(_clustered(rule.x0 for rule in uprights)) <= 2 or len(heights) < 2:  # noqa: PLR2004
        return None
    return _Grid(x0 - 1, x1 + 1, tuple(reversed(heights)), tuple(uprights))


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one.x0 - _TOUCH <= other.x1
        and other.x0 - _TOUCH <= one.x1
        and one.y0 - _TOUCH <= other.y1
        and other.y0 - _TOUCH <= one.y1
    )


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Join the pieces that a table's lines are drawn in, one for each cell."""
    found: list[Rule] = []
    upright = sorted(
        (rule for rule in rules if rule.x1 - rule.x0 < rule.y1 - rule.y0),
        key=lambda rule: (round(rule.x0 / 2), rule.y0),
    )
    lying = sorted(
        (rule for rule in rules if rule.x1 - rule.x0 >= rule.y1 - rule.y0),
        key=lambda rule: (round(rule.y0 / 2), rule.x0),
    )
    for rule in upright:
        last = found[-1] if found else None
        if last and abs(last.x0 - rule.x0) <= 2 and rule.y0 <= last.y1 + _TOUCH:  # noqa: PLR2004
            found[-1] = Rule(last.x0, last.y0, last.x0, max(last.y1, rule.y1))
        else:
            found.append(rule)
    for rule in lying:
        last = found[-1] if found else None
        if last and abs(last.y0 - rule.y0) <= 2 and last.x0 <= rule.x0 <= last.x1 + _TOUCH:  # noqa: PLR2004
            found[-1] = Rule(last.x0, last.y0, max(last.x1, rule.x1), last.y0)
        else:
            found.append(rule)
    return found


def _clustered(values: Iterable[float]) -> list[float]:
    """Return the values in order, one of those that lie together."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _TOUCH:
            found.append(value)
    return found


def _table(grid: _Grid, glyphs: Iterable[Glyph]) -> list[str]:
    """Return a line for each row that has text."""
    rows: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        row = bisect([-height for height in grid.heights], -(glyph.y + glyph.em / 4))
        rows.setdefault(row, []).append(glyph)
    return [_cells(grid, row, rows[row]) for row in sorted(rows)]


def _cells(grid: _Grid, row: int, glyphs: Iterable[Glyph]) -> str:
    bottom, top = grid.heights[min(row, len(grid.heights) - 1)], grid.heights[max(row - 1, 0)]
    middle = (top + bottom) / 2
    # Only the uprights that reach this row divide it: others end at a merged cell.
    sides = _clustered(rule.x0 for rule in grid.uprights if rule.y0 <= middle <= rule.y1)
    cells: list[list[Glyph]] = [[] for _ in range(max(len(sides) - 1, 1))]
    for glyph in glyphs:
        column = bisect(sides, (glyph.x0 + glyph.x1) / 2) - 1
        cells[min(max(column, 0), len(cells) - 1)].append(glyph)
    return CELLS.join(" ".join(map(_line, _rows(cell))) for cell in cells)


def _rows(glyphs: Iterable[Glyph]) -> list[_Row]:
    """Sort letters into their baselines, from top to bottom."""
    found: list[_Row] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        last = found[-1] if found else None
        if last and last.y - glyph.y <= _SAME_LINE * max(glyph.em, last.glyphs[0].em):
            last.glyphs.append(glyph)
        else:
            found.append(_Row([glyph]))
    for row in found:
        row.glyphs.sort(key=lambda glyph: glyph.x0)
    return found


def _line(row: _Row) -> str:
    """Return the text of one baseline, with a space wherever there is room for one."""
    parts: list[str] = []
    last: Glyph | None = None
    for glyph in row.glyphs:
        if glyph.text.isspace():
            parts.append(" ")
            continue
        if last is not None:
            twice = last.text == glyph.text and abs(glyph.x0 - last.x0) < _SPACE * glyph.em
            if twice:  # bold type made by drawing a letter twice
                continue
            if glyph.x0 - last.x1 > _SPACE * max(glyph.em, last.em):
                parts.append(" ")
        parts.append(glyph.text)
        last = glyph
    return " ".join("".join(parts).split())


def _flow(glyphs: Iterable[Glyph], deep: int) -> list[str]:
    """Return the lines of text without rules, column by column where there are two."""
    rows = [row for row in _rows(glyphs) if not all(one.text.isspace() for one in row.glyphs)]
    pitch = _pitch(rows)
    found: list[str] = []
    index = 0
    while index < len(rows):
        if index and rows[index - 1].y - rows[index].y > 1.6 * pitch:
            found.append("")
        end, gap = _zone(rows, index) if deep < _COLUMNS_DEEP else (index, 0.0)
        if end > index:
            within = [glyph for row in rows[index:end] for glyph in row.glyphs]
            found += _flow([one for one in within if one.x0 < gap], deep + 1)
            found += _flow([one for one in within if one.x0 >= gap], deep + 1)
            index = end
        else:
            found.append(_line(rows[index]))
            index += 1
    return found


def _pitch(rows: Sequence[_Row]) -> float:
    steps = [
        above.y - below.y for above, below in pairwise(rows) if above.y - below.y < 3 * above.em
    ]
    return statistics.median(steps) if steps else float("inf")


def _zone(rows: Sequence[_Row], start: int) -> tuple[int, float]:
    """Find two columns that begin at a row: the row behind them, and where the right one begins.

    A gap that goes on through the rows below divides them; a row that crosses it ends them.
    Returns `start` itself where there are none.
    """
    first = _gap(rows[start]) or _gap_below(rows, start)
    if first is None:
        return start, 0.0
    gap = first
    both = 1
    end = start + 1
    while end < len(rows):
        row = rows[end]
        if rows[end - 1].y - row.y > _NEAR * max(row.em, rows[end - 1].em):
            break
        narrowed = _narrowed(gap, row)
        if narrowed is None:
            break
        both += row.x0 < narrowed[0] + 0.01 and row.x1 > narrowed[1] - 0.01
        gap = narrowed
        end += 1
    if both == 1 and first[1] - first[0] < _GUTTER_ALONE * rows[start].em:
        return start, 0.0
    side = (gap[0] + gap[1]) / 2
    left = [_line(_Row(part)) for row in rows[start:end] if (part := _part(row, side))]
    if all(_LABEL.fullmatch(line) for line in left):  # "1." and its hanging paragraph
        return start, 0.0
    return end, side


def _part(row: _Row, side: float) -> list[Glyph]:
    part = [glyph for glyph in row.glyphs if glyph.x0 < side]
    return [] if all(glyph.text.isspace() for glyph in part) else part


def _gaps(row: _Row) -> list[tuple[float, float]]:
    """Return what is free between the words of a row, from left to right."""
    drawn = [glyph for glyph in row.glyphs if not glyph.text.isspace()]
    found = []
    right = drawn[0].x1 if drawn else 0.0
    for glyph in drawn[1:]:
        if glyph.x0 - right > _SPACE * glyph.em:
            found.append((right, glyph.x0))
        right = max(right, glyph.x1)
    return found


def _gap(row: _Row) -> tuple[float, float] | None:
    """Return the gap of a row that is much wider than its others: justified lines have none."""
    gaps = sorted(_gaps(row), key=lambda gap: gap[0] - gap[1])
    if not gaps:
        return None
    widest = gaps[0][1] - gaps[0][0]
    usual = statistics.median(gap[1] - gap[0] for gap in gaps[1:]) if len(gaps) > 1 else 0.0
    return gaps[0] if widest > max(_GUTTER * row.em, _WIDER * usual) else None


def _gap_below(rows: Sequence[_Row], start: int) -> tuple[float, float] | None:
    """Return the gap between a row and the next where they stand beside each other, not aligned."""
    if start + 1 >= len(rows):
        return None
    above, below = rows[start], rows[start + 1]
    if above.y - below.y > 0.9 * min(above.em, below.em):
        return None
    left, right = sorted((above, below), key=lambda row: row.x0)
    return (left.x1, right.x0) if right.x0 - left.x1 > above.em else None


def _narrowed(gap: tuple[float, float], row: _Row) -> tuple[float, float] | None:
    """Return what a row leaves free of a gap, None where it crosses it."""
    low, high = gap
    for glyph in row.glyphs:
        if glyph.text.isspace() or glyph.x1 <= low or glyph.x0 >= high:
            continue
        # A letter inside the gap: it belongs to the side that it is joined to.
        if glyph.x0 - low < high - glyph.x1:
            low = max(low, glyph.x1)
        else:
            high = min(high, glyph.x0)
    return (low, high) if high - low >= _GUTTER_LEFT * row.em else None
