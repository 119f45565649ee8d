"""Tables: the cell in which a place of a row stands, and the head over it.

Of "| Dịp | Treo cờ Tổ quốc | Treo băng rôn |" the days in the third cell of a row are those of
flags, the days in the fourth those of banners.

>>> column("| 1 | Quoc khanh | 30/8 - 03/9 |", 20)
2
"""

import re
from datetime import time
from itertools import takewhile

from planner.documents.fields import running
from planner.documents.fields.hours import hours
from planner.documents.fields.placed import Placed
from planner.documents.fields.running import SHOWN
from planner.documents.fields.spoken import Spoken
from planner.documents.papers.plain import plain

ROWS = 12
"""How many rows down hours are looked for."""


def column(text: str, place: int) -> int:
    """Return the number, from 0, of the cell in which a place of a row stands."""
    if text.startswith("|"):
        return max(text.count("|", 0, place) - 1, 0)
    return text.count("\t", 0, place)


def channels(one: Spoken, at: Placed) -> tuple[str, ...] | None:
    """Return the channels of a span of a row: its column's, else those of the cells before it.

    None where neither names any.
    """
    return headed(one, at) or before(one, at)


def headed(one: Spoken, at: Placed) -> tuple[str, ...]:
    """Return the channels that the head of a span's own column names."""
    index = column(one.passage.text, one.span.start)
    if at.head == one.passage.cells or index >= len(at.head):
        return ()
    return tuple(code for code in running.told(plain(at.head[index])) if code in SHOWN)


_DUE = re.compile(r"(?<!\w)(?:han|hoan thanh|tien do|xong)(?!\w)")
_PREPARES = re.compile(
    r"\W*(?:huong dan|bien soan|thiet ke|tham muu|bao cao|xay dung|chuan bi|in an|ban hanh|tong hop"
    r"|kiem tra|so ket|tong ket|tap huan|san xuat|lam moi|cung cap|gop y|dat in)(?!\w)"
)


def before(one: Spoken, at: Placed) -> tuple[str, ...] | None:
    """Return the channels that run in a row's cells before a span's own, the first that has any.

    A single day or month is a term where its column is one of terms or the row prepares.
    """
    row, place = one.passage, one.span.start
    sign = "|" if row.text.startswith("|") else "\t"
    alone = one.span.is_day or one.span.is_month
    index = column(row.text, place)
    if alone and _DUE.search(plain("".join(at.head[index : index + 1]))):
        return ()
    low = 0
    for _ in range(index + 1):
        high = row.text.find(sign, low, place)
        if high > low and (found := running.running(row, low, high)):
            return () if alone and _PREPARES.match(row.plain, low) else found
        low = high + 1
        if high < 0:
            break
    return None


_DAY = re.compile(r"\d/\d")


def times(one: Spoken, at: Placed) -> tuple[time, ...]:
    """Return the hours of a span's own row, else of the rows below its column that have no days."""
    index = column(one.passage.text, one.span.start)
    found = {hour for _, hour in hours(one.passage.plain)}
    if not found:
        below = (cell for row in at.rows_below(ROWS) for cell in row.cells[index : index + 1])
        seasons = takewhile(lambda cell: not _DAY.search(cell), below)
        found = {hour for cell in seasons for _, hour in hours(plain(cell))}
    return tuple(sorted(found))
