"""Received stamps between the lines of a paper: the office that received it, number and day.

A stamp lies anywhere, over a head or inside a list: "SỞ NÔNG NGHIỆP VÀ PTNT CÀ MAU / CÔNG VĂN ĐẾN /
Ngày 23 tháng 02 năm 2023". Told by its "đến", the lines that touch it are its own.
"""

import re
from collections.abc import Sequence

from planner.documents.papers.plain import plain

_ARRIVED = re.compile(r"(?:cong van )?den\s*(?:so\b|ngay\s*:|[:.]|\d*$)|cong van den\b")
_BELOW = re.compile(r"(?:so|ngay|gio|chuyen|luu|den)\b")
_SYMBOL = re.compile(r"\d\s*[-/]\s*[a-z]{2}")
_MARKS = " \t*_#>|~\\"
_WIDE = 70
_FRONT = 24
_LINES_BELOW = 4


def stamped(raw: Sequence[str]) -> set[int]:
    """Return the numbers (from 1) of the lines of received stamps.

    >>> sorted(stamped(["", "SỞ Y TẾ CÀ MAU", "CÔNG VĂN ĐẾN", "Ngày 23 tháng 02 năm 2023", "1. Ý"]))
    [2, 3, 4]
    """
    found: set[int] = set()
    for at, text in enumerate(raw):
        if len(text) < _WIDE and _ARRIVED.match(plain(text.strip(_MARKS)[:_FRONT])):
            found.update(range(_above(raw, at) + 1, _below(raw, at) + 1))
    return found


def _above(raw: Sequence[str], at: int) -> int:
    """Return where the stamp begins: with the receiver's name in capitals right over it."""
    name = raw[at - 1].strip(_MARKS) if at else ""
    letters = [one for one in name if one.isalpha()]
    is_name = len(name) < _WIDE and bool(letters) and all(one.isupper() for one in letters)
    return at - 1 if is_name and not _SYMBOL.search(plain(name)) else at


def _below(raw: Sequence[str], at: int) -> int:
    """Return the line behind the stamp's last."""
    end = at + 1
    while end < min(len(raw), at + _LINES_BELOW):
        bare = plain(raw[end].strip(_MARKS)) if len(raw[end]) < _WIDE else ""
        if not _BELOW.match(bare) or _SYMBOL.search(bare):
            break
        end += 1
    return end
