"""The text layer of a PDF as printed lines; pages that are pictures are read by Tesseract.

PDFium draws the letters' places, `layout` makes lines of them.
"""

import ctypes
import math
import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

from planner.documents.text import layout, limits, ocr, streams
from planner.errors import InputError

PAGES_MOST = 500
LETTERS_MOST = 50_000
"""Letters of one page; a dense one has 5,000."""

_SEGMENTS_MOST = 5_000
"""Strokes looked at in one page: more make a drawing, not a table."""

_SCANNED_BELOW = 300
"""Letters of a page whose picture is its content: stamps and signatures are written over it."""

_PICTURE_FROM = 0.5
"""Of the page: a picture as large as this is the page itself."""

_PASSWORD = 4
_UNKNOWN = "\ufffd"
_STRANGE_FROM, _STRANGE_TO = "\ue000", "\uf8ff"  # what fonts use for signs of their own
_FAR = 100_000.0
_BOX_OF_TYPE = 1.15
"""How much higher the box of a letter is than the size of its type."""

_ASKEW = 0.1
"""Quarter turns: a scanner's page may lie so much askew."""

_LOCK = threading.Lock()
"""PDFium works for one thread at a time."""

Progress = Callable[[int, int], None]


def read(data: bytes, progress: Progress | None = None) -> tuple[list[str], str]:
    """Return the lines of a PDF and a note on what could not be read.

    Raises InputError where it is encrypted, damaged, too long, or a scan that can't be read here.
    """
    streams.check(data)
    try:
        with opened(data) as document:
            return _read(document, progress)
    except InputError:
        raise
    except Exception as error:  # a damaged page shows in any of many ways
        raise _damaged() from error


def _read(document: Any, progress: Progress | None) -> tuple[list[str], str]:
    total = len(document)
    if total > PAGES_MOST:
        raise InputError(
            "PDF có %(pages)d trang, quá %(most)d trang; tách phần cần đọc rồi gửi lại",
            pages=total,
            most=PAGES_MOST,
        )
    pages: list[list[str]] = []
    scanned: list[int] = []
    characters = 0
    for index in range(total):
        with _page(document, index) as page:
            lines, is_scan = _lines(page)
        pages.append(lines)
        characters += sum(map(len, lines))
        limits.check_characters(characters)
        if is_scan:
            scanned.append(index)
        elif progress:
            progress(index + 1 - len(scanned), total)
    note = _scans(document, pages, scanned, progress) if scanned else ""
    return [line for lines in pages for line in lines], note


def _scans(
    document: Any, pages: list[list[str]], scanned: list[int], progress: Progress | None
) -> str:
    """Read the pages that are pictures into `pages`; return what the page should say of it."""
    program = ocr.program()
    if program is None:
        if not any(lines for index, lines in enumerate(pages) if index not in set(scanned)):
            raise ocr.missing()
        return f"trang {_named(scanned)} là ảnh quét, không có lớp chữ nên chưa đọc được"
    ocr.check_pages(len(scanned))
    for done, index in enumerate(scanned, start=1):
        with _page(document, index) as page:
            picture = ocr.picture(page)
        pages[index] = ocr.read(program, picture)
        if progress:
            progress(len(pages) - len(scanned) + done, len(pages))
    return f"trang {_named(scanned)} là ảnh quét, chữ do máy nhận dạng; cần soát lại"


def _named(pages: list[int]) -> str:
    """Write pages from 1, with runs closed up: "1-3, 7"."""
    parts: list[str] = []
    start = pages[0]
    for index, page in enumerate(pages):
        if index + 1 == len(pages) or pages[index + 1] != page + 1:
            parts.append(str(start + 1) if start == page else f"{start + 1}-{page + 1}")
            start = pages[index + 1] if index + 1 < len(pages) else start
    return ", ".join(parts)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Give PDFium's document, to one thread at a time. InputError where it does not open."""
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD:
                raise locked() from error
            raise _damaged() from error
        try:
            yield document
        finally:
            document.close()


def locked() -> InputError:
    """Return the error for a PDF with a password."""
    return InputError(
        "PDF có đặt mật khẩu; mở bằng mật khẩu, in lại thành PDF không mật khẩu rồi gửi"
    )


@contextmanager
def _page(document: Any, index: int) -> Iterator[Any]:
    page = document[index]
    try:
        yield page
    finally:
        page.close()


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter as PDFium tells of it: its origin, its box, the quarter turns it is written at."""

    text: str
    x: float
    y: float
    box: tuple[float, float, float, float]
    turn: int


def _lines(page: Any) -> tuple[list[str], bool]:
    """Return the lines of a page, and whether it is a picture with no text of its own."""
    letters = _letters(page)
    drawn = [letter for letter in letters if not letter.text.isspace()]
    if drawn and sum(_is_strange(letter.text) for letter in drawn) * 3 > len(drawn):
        return [], True  # letters without their meaning: only the picture tells
    is_scan = len(drawn) < _SCANNED_BELOW and _is_picture(page)
    turn = Counter(letter.turn for letter in drawn).most_common(1)[0][0] if drawn else 0
    glyphs = [_glyph(letter) for letter in letters if letter.turn == turn]
    rules = [_turned(rule, turn) for rule in _rules(page)]
    across = "".join(letter.text for letter in letters if letter.turn != turn)
    # A watermark or a note in the margin comes behind the page, in the order that it is drawn.
    return layout.lines(glyphs, rules) + [
        line for line in across.split("\n") if line.strip()
    ], is_scan


def _is_strange(text: str) -> bool:
    return text in {_UNKNOWN, "\x00"} or _STRANGE_FROM <= text[0] <= _STRANGE_TO


def _letters(page: Any) -> list[_Letter]:
    text = page.get_textpage()
    try:
        count = raw.FPDFText_CountChars(text)
        if count > LETTERS_MOST:
            raise InputError(
                "một trang PDF có quá %(most)d chữ; lưu lại thành PDF thường rồi gửi",
                most=LETTERS_MOST,
            )
        found = (_letter(text, index) for index in range(max(count, 0)))
        return [letter for letter in found if letter]
    finally:
        text.close()


def _letter(text: Any, index: int) -> _Letter | None:
    if raw.FPDFText_IsGenerated(text, index) == 1:  # spaces and breaks that PDFium makes up
        return None
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    if not raw.FPDFText_GetCharOrigin(text, index, x, y):
        return None
    if not raw.FPDFText_GetLooseCharBox(text, index, box):
        return None
    sides = (box.left, box.bottom, box.right, box.top)
    if not all(abs(place) < _FAR for place in (x.value, y.value, *sides)):  # nor is it NaN
        return None
    code = raw.FPDFText_GetUnicode(text, index)
    turn = _quarter(raw.FPDFText_GetCharAngle(text, index))
    return _Letter(_character(code), x.value, y.value, sides, turn)


def _glyph(letter: _Letter) -> layout.Glyph:
    """Place a letter as if its line were level."""
    left, bottom, right, top = letter.box
    one, other = _level(left, bottom, letter.turn), _level(right, top, letter.turn)
    _, y = _level(letter.x, letter.y, letter.turn)
    em = max(abs(one[1] - other[1]), 1.0) / _BOX_OF_TYPE
    return layout.Glyph(letter.text, min(one[0], other[0]), max(one[0], other[0]), y, em)


def _turned(rule: layout.Rule, turn: int) -> layout.Rule:
    one, other = _level(rule.x0, rule.y0, turn), _level(rule.x1, rule.y1, turn)
    x0, x1 = sorted((one[0], other[0]))
    y0, y1 = sorted((one[1], other[1]))
    return layout.Rule(x0, y0, x1, y1)


def _level(x: float, y: float, turn: int) -> tuple[float, float]:
    """Turn a point of the page back by quarter turns (PDFium counts them clockwise)."""
    return ((x, y), (-y, x), (-x, -y), (y, -x), (x, y))[turn]


def _character(code: int) -> str:
    if code in {0x02, 0xFFFE}:  # PDFium's sign for a hyphen at the end of a line
        return "-"
    try:
        text = chr(code)
    except ValueError:
        return _UNKNOWN
    return _UNKNOWN if code == 0 or unicodedata.category(text) == "Cs" else text


def _quarter(angle: float) -> int:
    """Return quarter turns for an angle in radians, 4 for one that lies between them."""
    turns = angle / (math.pi / 2) if math.isfinite(angle) else 0.0
    return round(turns) % 4 if abs(turns - round(turns)) < _ASKEW else 4


def _rules(page: Any) -> list[layout.Rule]:
    """Return the upright and level strokes of a page."""
    found: list[layout.Rule] = []
    left = _SEGMENTS_MOST
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        count = raw.FPDFPath_CountSegments(one)
        left -= max(count, 0)
        if left < 0:
            return []
        found += _strokes(one, count)
    return found


def _strokes(path: Any, count: int) -> Iterator[layout.Rule]:
    matrix = path.get_matrix()
    last: tuple[float, float] | None = None
    begun: tuple[float, float] | None = None
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            return
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begun = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last:
            yield from _rule(last, point)
        if raw.FPDFPathSegment_GetClose(segment) and begun:
            yield from _rule(point, begun)
        last = point


def _rule(one: tuple[float, float], other: tuple[float, float]) -> Iterator[layout.Rule]:
    x0, x1 = sorted((one[0], other[0]))
    y0, y1 = sorted((one[1], other[1]))
    if min(x1 - x0, y1 - y0) < 1 and max(x1 - x0, y1 - y0) > 5:  # noqa: PLR2004 (points)
        yield layout.Rule(x0, y0, x1, y1)


def _is_picture(page: Any) -> bool:
    width, height = page.get_size()
    pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2)
    for _, one in zip(range(200), pictures, strict=False):
        left, bottom, right, top = one.get_bounds()
        if (right - left) * (top - bottom) > _PICTURE_FROM * width * height:
            return True
    return False


def _damaged() -> InputError:
    return InputError("PDF bị hỏng hoặc thiếu; in lại thành PDF từ văn bản gốc rồi gửi")
