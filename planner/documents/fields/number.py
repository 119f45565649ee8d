"""Numbers and symbols of papers: their own, and those of others that they name.

A State paper's number is "141/KH-UBND" (Nghị định 30/2020/NĐ-CP), a Party paper's "33-KH/TU"
(Hướng dẫn 36-HD/VPTW, 05-HD/VPTW); scans space them out ("33 -KH/TU"). A number on a received
stamp has no symbol and is none.
"""

import re
from collections.abc import Iterator

from planner.documents.fields.kind import SYMBOLS, symbol
from planner.documents.papers.papers import Paper
from planner.documents.papers.passages import Passage
from planner.documents.papers.plain import plain
from planner.documents.papers.signs import NUMBER_LINE

_SYMBOL = (
    r"(?P<n>\d{1,5}[a-zA-Z]?)(?:\s?/\s?(?P<year>(?:19|20)\d\d))?\s{0,2}[-/–]\s{0,2}"
    r"(?P<s>[A-ZĐƯÂÔ][A-Za-zĐđƯưÂÔâô&]{0,14}\d{0,3}"
    r"(?:\s{0,2}[-/–.]\s{0,2}[A-ZĐƯÂÔ][A-Za-zĐđƯưÂÔâô&0-9]{0,14}){0,4}(?:\([A-Z][A-Z0-9]{1,7}\))?)"
)
OWN = re.compile(r"(?<!\w)[Ss][ốôồỗộóoỐÔ6]\s{0,3}[:.;]?\s{0,3}" + _SYMBOL)
NAMED = re.compile(r"(?<![\w/])" + _SYMBOL)
_OTHERS = {"NĐ", "ND", "QH", "UBTVQH", "L", "PL", "LCT", "TTLT", "VBHN", "CTTG", "BTT", "ĐK"}
"""Symbols of laws and decrees, which offices name without "số" as they do those of kinds."""
_SO = re.compile(r"(?:^|\W)so\W{0,3}$")
_HEAD = 14
_BLANK = 90


def close_up(text: str) -> str:
    """Return a number as it is cited: spaces closed up, one sort of hyphen.

    >>> close_up("2381/SYT - VP")
    '2381/SYT-VP'
    """
    return re.sub(r"\s+", "", text).replace("–", "-").rstrip(".-/")


def own(paper: Paper) -> tuple[str | None, Passage | None]:
    """Return the paper's own number and the passage that holds it.

    The number is None where the line is there but the number was left blank or can't be read.
    """
    blank = None
    for one in paper.passages[: max(paper.body_at, _HEAD)]:
        found = OWN.search(one.text)
        if one in paper.title and found and found.start():
            continue
        if found and _is_head(one, found.start()):
            return close_up(_whole(found)), one
        if (
            blank is None
            and len(one.text) < _BLANK
            and NUMBER_LINE.search(one.plain)
            and _is_head(one, 0)
        ):
            blank = one
    return None, blank


def _is_head(one: Passage, at: int) -> bool:
    """Whether a number stands at the front of a line, or of a column of a head in two columns."""
    before = one.text[:at]
    if not before.strip(" *_"):
        return True
    letters = [c for c in before if c.isalpha()]
    return bool(re.search(r"\s{2}$|[|\t]\s*$", before)) or all(c.isupper() for c in letters)


def _whole(found: re.Match[str]) -> str:
    year = f"/{found['year']}" if found["year"] else ""
    separator = found.group(0)[found.end("year" if found["year"] else "n") - found.start() :]
    return f"{found['n']}{year}{separator.strip()[:1]}{found['s']}"


def named(text: str) -> Iterator[tuple[str, int]]:
    """Yield the numbers of papers that a text names, each with its place."""
    for found in NAMED.finditer(text):
        before = plain(text[max(found.start() - 26, 0) : found.start()])
        if _SO.search(before) or _is_symbol(found):
            yield close_up(_whole(found)), found.start()


def _is_symbol(found: re.Match[str]) -> bool:
    """Whether a number without "số" before it is one: its symbol is a kind's and a body's."""
    whole = close_up(_whole(found))
    first = symbol(whole)
    return bool(re.search(r"[-/]", found["s"])) and any(
        re.sub(r"\d", "", one) in SYMBOLS.keys() | _OTHERS for one in first
    )
