r"""Any file of an office in, numbered lines out.

>>> read("Số: 141/KH-UBND\nKẾ HOẠCH".encode()).lines
('Số: 141/KH-UBND', 'KẾ HOẠCH')
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planner.documents.text import cleaning, encoding, forms, limits
from planner.errors import InputError


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a file: lines[i] is line i + 1 of a text file as it stands.

    Of a Word file, a PDF or a web page it is the text that was made of it, with a line for each
    paragraph, row or printed line. `form` is txt, docx, pdf or html; `encoding` is named as found
    ("UTF-8", "TCVN3"), None where the form has none of its own; `note` says what to look out for.
    """

    lines: tuple[str, ...]
    form: str
    encoding: str | None
    note: str = ""


Progress = Callable[[int, int], None]
"""Called with the pages done and the pages there are."""


def read(data: bytes, name: str = "", progress: Progress | None = None) -> Text:
    """Read a file as it was sent; `name` is its name, for the message only.

    Raises InputError, saying what to do, for one that is empty, too large, damaged, encrypted, a
    scan that can't be read here, or no text at all.
    """
    try:
        return _read(data, progress)
    except InputError as error:
        raise error.at(file=name or None) from error.__cause__


def _read(data: bytes, progress: Progress | None) -> Text:
    limits.check_size(data)
    form = forms.form_of(data)
    if form == "docx":
        from planner.documents.text import docx  # noqa: PLC0415 (slow to load, like the others)

        return _made(docx.read(data), "docx")
    if form == "pdf":
        from planner.documents.text import pdf  # noqa: PLC0415

        lines, note = pdf.read(data, progress)
        return _made(lines, "pdf", note)
    from planner.documents.text import html  # noqa: PLC0415

    found = encoding.decode(data)
    if html.is_html(found.text):
        return _text(html.read(found.text), "html", found.encoding, found.note)
    return _text(cleaning.split(found.text), "txt", found.encoding, found.note)


def _made(lines: list[str], form: str, note: str = "") -> Text:
    """Return the text of a form that has its own encoding, unless old fonts were in it."""
    mended, old = encoding.unmangle("\n".join(lines))
    return _text(mended.split("\n"), form, old, note)


def _text(lines: Iterable[str], form: str, found: str | None, note: str) -> Text:
    cleaned = tuple(map(cleaning.clean, lines))
    if not any(line.strip() for line in cleaned):
        raise InputError("tệp không có chữ nào để đọc")
    limits.check_lines(cleaned)
    return Text(cleaned, form, found, note)
