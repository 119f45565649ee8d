"""The text of a Word file: each paragraph a line, each row of a table a line, in order.

A break inside a paragraph (Shift+Enter) ends the line too, as it does on paper. The numbers that
Word draws are written out. Headers, footers, notes and deleted changes are no part of the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import docx
from docx.oxml.ns import nsmap, qn

from planner.documents.text import encoding, numbering, tables, zipped
from planner.errors import InputError

_DEEP_MOST = 60
"""Elements inside elements: a table in a cell of a table is a few more of them."""

_W = f"{{{nsmap['w']}}}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BOX = qn("w:txbxContent")
_UNSEEN = {_W + name for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "rt")}
_SIGNS = {
    _W + "tab": "\t",
    _W + "ptab": "\t",
    _W + "br": "\n",
    _W + "cr": "\n",
    _W + "noBreakHyphen": "-",
}
_SIDES = ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV")


def read(data: bytes) -> list[str]:
    """Return the lines of a .docx. Raises InputError for one that is damaged or too large."""
    package = zipped.rebuilt(data)
    try:
        document = docx.Document(package)
        return _Reader.of(document).lines(document.element.body, 0)
    except InputError:
        raise
    except Exception as error:  # a damaged part shows in any of many ways
        raise InputError(
            "tệp Word bị hỏng hoặc không đúng dạng .docx; mở bằng Word, lưu lại dạng .docx rồi gửi"
        ) from error


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of its paragraphs and runs, None where it leaves it to its base."""

    base: str | None
    number: str | None
    depth: int | None
    font: str | None
    caps: bool | None
    borders: bool | None


@dataclass(slots=True)
class _Reader:
    styles: dict[str, _Style]
    first: str
    """The style of paragraphs that name none."""
    numbers: numbering.Numbering

    @classmethod
    def of(cls, document: Any) -> "_Reader":
        styles = {one.get(qn("w:styleId")): one for one in _all(document.styles.element, "style")}
        first = next(
            (
                key
                for key, one in styles.items()
                if one.get(qn("w:type")) == "paragraph" and _on(one.get(qn("w:default"), "0"))
            ),
            "",
        )
        return cls({key: _style(one) for key, one in styles.items()}, first, _numbers(document))

    def lines(self, parent: Any, deep: int) -> list[str]:
        """Return the lines of a body, a cell or a text box."""
        if deep > _DEEP_MOST:
            return []
        lines: list[str] = []
        for child in parent.iterchildren(tag=_ELEMENTS):
            if child.tag == _W + "p":
                lines += self._paragraph(child, deep)
            elif child.tag == _W + "tbl":
                lines += self._table(child, deep)
            elif child.tag not in _UNSEEN:
                # Content controls, accepted insertions and the like: what is in them counts.
                lines += self.lines(child, deep + 1)
        return lines

    def _paragraph(self, paragraph: Any, deep: int) -> list[str]:
        boxes: list[str] = []
        key = _get(paragraph, "pPr", "pStyle") or self.first
        text = self._text(paragraph, key, boxes, deep)
        own = (self._label(paragraph, key) + text).split("\n")
        # A box stands at or above the paragraph that it is tied to; often that has no other text.
        return boxes if boxes and own == [""] else [*boxes, *own]

    def _label(self, paragraph: Any, key: str) -> str:
        number = _get(paragraph, "pPr", "numPr", "numId")
        depth = _get(paragraph, "pPr", "numPr", "ilvl")
        if number is None:
            number = self._inherited(key, "number")
            inherited = self._inherited(key, "depth")
            if number is not None and inherited is None:
                inherited = self.numbers.depth_of_style(number, key)
            depth = depth or str(inherited or 0)
        if number is None:
            return ""
        return self.numbers.label(number, int(depth) if depth and depth.isdecimal() else 0)

    def _inherited(self, key: str, name: str) -> Any:
        """Return what a style or the nearest of its bases says."""
        seen: set[str] = set()
        while key in self.styles and key not in seen:
            seen.add(key)
            value = getattr(self.styles[key], name)
            if value is not None:
                return value
            key = self.styles[key].base or ""
        return None

    def _text(self, parent: Any, key: str, boxes: list[str], deep: int) -> str:
        """Return the text of a paragraph, and put the lines of its text boxes into `boxes`."""
        if deep > _DEEP_MOST:
            return ""
        parts: list[str] = []
        for child in parent.iterchildren(tag=_ELEMENTS):
            if child.tag in _UNSEEN:
                continue
            if child.tag == _W + "r":
                parts.append(self._run(child, key, boxes, deep))
            elif child.tag == _BOX:
                boxes += self.lines(child, deep + 1)
            elif child.tag == _MC + "AlternateContent":
                # The same drawing twice, for new and for old programs.
                chosen = next(child.iterchildren(_MC + "Choice", _MC + "Fallback"), None)
                parts.append("" if chosen is None else self._text(chosen, key, boxes, deep + 1))
            elif child.tag in {_W + "t", _MATH + "t"}:
                parts.append(child.text or "")
            elif child.tag in _SIGNS:
                parts.append(_SIGNS[child.tag])
            else:
                parts.append(self._text(child, key, boxes, deep + 1))
        return "".join(parts)

    def _run(self, run: Any, key: str, boxes: list[str], deep: int) -> str:
        text = self._text(run, key, boxes, deep + 1)
        look = run.find(qn("w:rPr"))
        named = _get(run, "rPr", "rStyle") or ""
        if _switch(look, "vanish"):
            return ""
        font = _font(look) or self._inherited(named, "font") or self._inherited(key, "font") or ""
        text = encoding.of_font(text, font)
        for caps in (_switch(look, "caps"), *(self._inherited(s, "caps") for s in (named, key))):
            if caps is not None:
                return text.upper() if caps else text
        return text

    def _table(self, table: Any, deep: int) -> list[str]:
        """Return a line for each row, or for each line of each cell where it only lays out."""
        rows = [self._row(row, deep) for row in _through(table, _W + "tr")]
        return tables.lines(rows, ruled=self._has_borders(table))

    def _row(self, row: Any, deep: int) -> list[list[str]]:
        """Return the lines of each cell, without those that continue the one above or before."""
        return [
            self.lines(cell, deep + 3)
            for cell in _through(row, _W + "tc")
            if not _continues(cell, "vMerge") and not _continues(cell, "hMerge")
        ]

    def _has_borders(self, table: Any) -> bool:
        own = _borders(_find(table, "tblPr", "tblBorders"))
        if own is None:
            own = self._inherited(_get(table, "tblPr", "tblStyle") or "", "borders")
        if own:
            return True
        cells = list(_through_rows(table))
        drawn = sum(bool(_borders(_find(cell, "tcPr", "tcBorders"))) for cell in cells)
        return drawn * 2 > len(cells)


_ELEMENTS = "*"


def _numbers(document: Any) -> numbering.Numbering:
    try:
        part = document.part.numbering_part
    except (KeyError, NotImplementedError):  # python-docx makes none where there is none
        return numbering.read(None)
    return numbering.read(part.element)


def _style(one: Any) -> _Style:
    depth = _get(one, "pPr", "numPr", "ilvl")
    look = one.find(qn("w:rPr"))
    return _Style(
        base=_get(one, "basedOn"),
        number=_get(one, "pPr", "numPr", "numId"),
        depth=int(depth) if depth and depth.isdecimal() else None,
        font=_font(look),
        caps=_switch(look, "caps"),
        borders=_borders(_find(one, "tblPr", "tblBorders")),
    )


def _all(parent: Any, name: str) -> Iterator[Any]:
    yield from parent.iterchildren(_W + name)


def _find(parent: Any, *names: str) -> Any:
    for name in names:
        if parent is None:
            return None
        parent = parent.find(_W + name)
    return parent


def _get(parent: Any, *names: str) -> str | None:
    """Return the value of the element at the end of that path, None without it."""
    found = _find(parent, *names)
    value = None if found is None else found.get(qn("w:val"))
    return None if value is None else str(value)


def _on(value: str) -> bool:
    return value not in {"0", "false", "off"}


def _switch(look: Any, name: str) -> bool | None:
    found = None if look is None else look.find(_W + name)
    return None if found is None else _on(found.get(qn("w:val"), "1"))


def _font(look: Any) -> str | None:
    fonts = None if look is None else look.find(qn("w:rFonts"))
    if fonts is None:
        return None
    value = fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi"))
    return None if value is None else str(value)


def _borders(parent: Any) -> bool | None:
    """Tell whether lines are drawn between cells; None where nothing is said."""
    if parent is None:
        return None
    sides = [_get(parent, side) for side in _SIDES]
    drawn = [side for side in sides if side not in {None, "none", "nil"}]
    return len(drawn) > 1  # a single line is the rule under a head


def _through(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, those in content controls as well."""
    for child in parent.iterchildren(_ELEMENTS):
        if child.tag == tag:
            yield child
        elif child.tag in {_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"}:
            yield from _through(child, tag)


def _through_rows(table: Any) -> Iterator[Any]:
    for row in _through(table, _W + "tr"):
        yield from _through(row, _W + "tc")


def _continues(cell: Any, name: str) -> bool:
    merge = _find(cell, "tcPr", name)
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"
