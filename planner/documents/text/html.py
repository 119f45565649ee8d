"""A web page, or a piece copied out of one, as lines: a line for each block and each table row.

libxml2 reads it (python-docx needs it too): Python's own parser takes minutes for a few thousand
tags that are never closed.
"""

import re
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from planner.documents.text import tables

_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset|"
    "figcaption|figure|footer|form|h[1-6]|head|header|hgroup|hr|html|legend|li|main|menu|nav|ol|"
    "option|p|pre|section|summary|table|tbody|tfoot|thead|tr|ul|td|th|br"
)
"""What begins a line and ends one."""

_SKIPPED = frozenset(
    {"script", "style", "template", "noscript", "svg", "iframe", "select", "title"}
)
_CELLS = frozenset({"td", "th"})
_DEEP_MOST = 50
"""Tables in cells of tables; what is deeper is text of the cell around it."""

_OPENING = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|meta|style|table|div|p|h[1-6]|span|ul|ol|article|section|"
    rb"strong|b|font|center)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)


def is_html(text: str) -> bool:
    """Tell whether a text begins as a page or a piece of one does."""
    return bool(_OPENING.match(text[:8192].lstrip("\ufeff").encode("utf-8", "replace")))


def read(text: str) -> list[str]:
    """Return the lines of a page; what it doesn't show (scripts, styles, its title) is dropped."""
    reader = _Reader()
    parser = etree.HTMLParser(target=reader, encoding="utf-8", no_network=True)
    parser.feed(text.replace("\x00", "").encode("utf-8", "replace"))
    try:
        parser.close()
    except etree.LxmlError:  # nothing in it is markup: what was gathered so far is all
        return reader.close()
    return reader.lines


@dataclass(slots=True)
class _Table:
    """A table that is open: the lines of each cell of each row so far."""

    ruled: bool
    rows: list[list[list[str]]] = field(default_factory=list)

    def cell(self) -> list[str]:
        """Return the cell that is being written; what stands outside all gets one of its own."""
        if not self.rows:
            self.rows.append([])
        if not self.rows[-1]:
            self.rows[-1].append([])
        return self.rows[-1][-1]


class _Reader:
    """Gathers words until a block begins or ends: that is a line of the page or of a cell.

    libxml2 closes what the page leaves open, so every start has its end.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._words: list[str] = []
        self._skipping = 0
        self._tables: list[_Table] = []
        self._pre = 0

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if self._skipping or tag in _SKIPPED:
            self._skipping += 1
        elif _BLOCKS.fullmatch(tag):
            self._break()
            self._begin(tag, attrs)

    def end(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif _BLOCKS.fullmatch(tag):
            self._break()
            if tag == "table":
                self._end_table()
            elif tag == "pre":
                self._pre = max(self._pre - 1, 0)

    def data(self, data: str) -> None:
        if self._skipping:
            return
        if not self._pre:
            self._words.append(data)
            return
        first, *more = re.split(r"\r\n|\n|\r", data)
        self._words.append(first)
        for line in more:
            self._sink().append("".join(self._words))
            self._words = [line]

    def close(self) -> list[str]:
        self._break()
        while self._tables:
            self._end_table()
        return self.lines

    def _begin(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "pre":
            self._pre += 1
        elif tag == "table" and len(self._tables) < _DEEP_MOST:
            self._tables.append(_Table(_is_ruled(attrs)))
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in _CELLS and self._tables:
            table = self._tables[-1]
            table.ruled = table.ruled or _is_ruled(attrs)
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append([])

    def _end_table(self) -> None:
        if self._tables:
            table = self._tables.pop()
            rows = [row for row in table.rows if any(map(any, row))]
            self._sink().extend(tables.lines(rows, ruled=table.ruled))

    def _sink(self) -> list[str]:
        return self._tables[-1].cell() if self._tables else self.lines

    def _break(self) -> None:
        """End a line; blocks without text make none, but empty lines of a <pre> count."""
        text = "".join(self._words)
        self._words = []
        line = text if self._pre else re.sub(r"[ \t\r\n\f]+", " ", text).strip(" ")
        if line:
            self._sink().append(line)


def _is_ruled(attrs: dict[str, str]) -> bool:
    """Tell whether a table or a cell draws its borders."""
    if attrs.get("border", "0") not in {"", "0"}:
        return True
    return bool(re.search(r"border(?:-\w+)?\s*:[^;]*\bsolid", attrs.get("style", "")[:2000]))
