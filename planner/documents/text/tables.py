"""A table as lines, the same for Word files and web pages."""

import re
from collections.abc import Sequence

CELLS = " | "
"""Between the cells of a row."""

# A table with these lays out a head or a signature, whatever its borders are.
_LAYOUT = re.compile(
    r"^\s*(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–]\s*Tự do|Nơi nhận)",
    re.MULTILINE,
)
_COLUMNS_OF_LAYOUT = 3

Cell = Sequence[str]
"""The lines of a cell."""


def lines(rows: Sequence[Sequence[Cell]], *, ruled: bool) -> list[str]:
    """Return a line for each row; of a table that only lays out, the lines of cell after cell.

    That is one of two columns without rules, and one that holds a letter's head or signature.
    """
    columns = max(map(len, rows), default=0)
    whole = "\n".join(line for cells in rows for cell in cells for line in cell)
    head = columns <= _COLUMNS_OF_LAYOUT and _LAYOUT.search(whole)
    if head or (columns < _COLUMNS_OF_LAYOUT and not ruled):
        return [line for cells in rows for cell in cells for line in _trimmed(cell)]
    return [CELLS.join(map(_joined, cells)) for cells in rows]


def _trimmed(cell: Cell) -> Cell:
    """Return the lines of a cell without the empty ones at its end."""
    end = len(cell)
    while end > 0 and not cell[end - 1].strip():
        end -= 1
    return cell[:end]


def _joined(cell: Cell) -> str:
    return " ".join(line.strip() for line in cell if line.strip())
