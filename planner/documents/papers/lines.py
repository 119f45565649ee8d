"""Lines as they stand, told apart from what is not the paper's own text.

A file that went through scanning and recognition carries Markdown marks, page numbers, received
stamps and the block of a digital signature between the lines of the paper. None of them is read;
every line keeps its number.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.documents.papers.plain import plain

_HEADING = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?)+")
_BOLD = re.compile(r"^\s*(?:(?:\\?[*+•-]|\d{1,2}[.)]|[a-zđ]\))\s+)?(?:\*\*|__)")
_STRONG = re.compile(r"\*\*|__|\*\*\*")
_STRUCK = re.compile(r"~~[^~]*~~")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]*[^\s*])\*(?![\w*])")
_STRAY = re.compile(r"(?<=[\w”\"’).,;:…!?])\*(?=[\s).,;:]|$)|(?:(?<=\s)|(?<=[(“\"]))\*(?=[“\"(\w])")
"""An end of emphasis whose other end is on another line."""
_BREAK = re.compile(r"<br\s*/?>")
_ESCAPED = re.compile(r"\\([-.#*_()\[\]+!>|])")
_STAR_BULLET = re.compile(r"^(\s*)\*\s+(?=\S)")
_RULE = re.compile(r"^\s*(?:[-_=*~.…·]\s*){3,}$")
_PAGE = re.compile(r"^[-\s]*(?:trang|page)?\s*\d{1,3}(?:\s*(?:/|tren|of)\s*\d{1,3})?[-\s]*$")
_SIGNATURE = re.compile(
    r"^(?:nguoi ky|ky boi|email|co quan|thoi gian ky|ngay ky|don vi ky|ky so boi|signature"
    r"|digitally signed|ngay gio ky|signer|date)\b[^:]{0,12}:|^(?:chu ky so|signature not verified)"
)
_STAMP = re.compile(
    r"^(?:\w{1,4}\s+)?(?:(?:so(?: den)?|den so|ngay(?: den)?|den ngay|gio den)\s*[:.]"
    r"\s*[.…]*\s*\d{0,6}(?:[/.-]\d{1,2}(?:[/.-]\d{2,4})?)?|chuyen|chuyen den|luu ho so(?: so)?"
    r"|kinh chuyen|cong van den|den)\s*[:.]?\s*[.…]*$"
)
_STAMP_OF = re.compile(r"^(?:chuyen|luu ho so so|kinh chuyen)\s*:|^p\. ?ubnd tinh|^cong van den\b")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)]|[-+]")
"""Numbering behind which a tab stands: "1.<tab>Thời gian:<tab>từ ngày ..." is no row."""
LONGEST = 4_000
"""Signs of a passage beyond which it is cut; the longest paragraphs of real papers have 2,100."""
_LONGEST_NOISE = 160
"""Signs from which a line is none of these."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: its number from 1, its words without marking signs, how it began.

    `marked` says that it was bold or a Markdown heading; `cells` holds a table row's cells.
    """

    number: int
    text: str
    marked: bool = False
    cells: tuple[str, ...] = ()
    indent: int = 0


def lines(raw: Iterable[str]) -> Iterator[Line]:
    """Yield the lines that carry the paper's text; blank ones with empty text."""
    for number, text in enumerate(raw, start=1):
        if len(text) <= LONGEST:
            yield _line(number, text)
        else:
            yield from _cut(number, text)


def _cut(number: int, text: str) -> Iterator[Line]:
    """Yield a line that no office wrote in pieces that can be read, at spaces where it has any.

    A file whose line breaks are lost is one line of megabytes, over which rules would search from
    every place to the end.
    """
    at = 0
    while at < len(text):
        end = at + LONGEST
        if end < len(text):
            half = at + LONGEST // 2
            stops = (text.rfind(sign, half, end) for sign in (". ", "; ", " "))
            end = next((stop + 1 for stop in stops if stop > 0), end)
        yield _line(number, text[at:end])
        at = end


def _line(number: int, raw: str) -> Line:
    marked = bool(_HEADING.match(raw) or _BOLD.match(raw))
    text = _without_marks(raw)
    bare = text.strip()
    if bare == "*":
        return Line(number, "*")
    if not bare or _RULE.match(bare) or is_noise(bare):
        return Line(number, "")
    indent = len(text) - len(text.lstrip())
    return Line(number, " ".join(bare.split(" ")), marked, _cells(bare), indent)


def _without_marks(raw: str) -> str:
    """Return a line without Markdown's marks; most lines have none."""
    text = _HEADING.sub("", raw)
    if "<br" in text:
        text = _BREAK.sub("  ", text)
    if "~~" in text:
        text = _STRUCK.sub("", text)
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    if "*" in text or "__" in text:
        text = _EMPHASIS.sub(r"\1", _STRONG.sub("", text))
        text = _STRAY.sub("", _STAR_BULLET.sub(r"\1- ", text))
    return text


def is_noise(text: str) -> bool:
    """Whether a line is a page number, a stamp's or a digital signature's.

    >>> is_noise("Ngày: 23/7"), is_noise("Số: 141/KH-UBND"), is_noise("- 3 -")
    (True, False, True)
    """
    bare = plain(text).strip() if len(text) < _LONGEST_NOISE else ""
    if not bare or any(one.search(bare) for one in (_PAGE, _SIGNATURE, _STAMP_OF)):
        return bool(bare)
    # A stamp's words begin with a capital; "sở." alone is the end of a sentence.
    return not text.lstrip()[:1].islower() and bool(_STAMP.search(bare))


def _cells(text: str) -> tuple[str, ...]:
    """Split a row of a Markdown table, or of one whose cells are parted by tabs."""
    if text.startswith("|") and text.count("|") > 1:
        return tuple(part.strip() for part in text.strip("|").split("|"))
    if text.count("\t") > 1:
        cells = tuple(part.strip() for part in text.split("\t"))
        return () if _NUMBERED.fullmatch(cells[0]) and cells[1].endswith(":") else cells
    return ()
