"""Tables of tasks: a row gives the body in the column "chủ trì" the work in the column of tasks."""

import re
from collections.abc import Iterable, Iterator

from planner.documents.fields.duties import duty
from planner.documents.papers.passages import Passage
from planner.documents.papers.plain import plain
from planner.documents.reading import Agency

_LEADS = re.compile(r"chu tri")
_WHO = re.compile(
    r"(?:co quan|don vi)(?:,? (?:co quan|don vi))? (?:chu tri|thuc hien|dau moi)|chu tri|phu trach"
    r"|trach nhiem|phan cong|thuc hien$|^(?:don vi|co quan)(?:,? (?:don vi|co quan))?$"
)
_WHAT = re.compile(r"noi dung|nhiem vu|cong viec|hoat dong|viec|ten")
_NO_NAME = re.compile(r"[\s:-]*$")


def rows(passages: Iterable[Passage]) -> Iterator[Agency]:
    """Yield the blocks that the rows of a table give; rows before a header of tasks give none."""
    columns: tuple[int, int] | None = None
    for one in passages:
        found = _columns(tuple(plain(cell).strip(" *") for cell in one.cells))
        if found is not None:
            columns = found
        elif columns is not None and max(columns) < len(one.cells):
            yield from _row(one, *columns)


def _columns(header: tuple[str, ...]) -> tuple[int, int] | None:
    """Return the columns of who and what of a header, None where the row is no header."""
    who = next((i for i, cell in enumerate(header) if _LEADS.search(cell)), None)
    if who is None:
        who = next(
            (i for i, cell in enumerate(header) if _WHO.search(cell) and "phoi hop" not in cell),
            None,
        )
    what = next((i for i, cell in enumerate(header) if i != who and _WHAT.search(cell)), None)
    if who is None or what is None or any(len(cell) > 60 for cell in header):  # noqa: PLR2004 (a heading is short)
        return None
    return who, what


def _row(one: Passage, who: int, what: int) -> Iterator[Agency]:
    name, text = (one.cells[column].strip(" .,:;*-–") for column in (who, what))
    if not _NO_NAME.match(name) and not _NO_NAME.match(text):
        yield Agency(" ".join(name.split()), one.line, (duty(text, one.line),))
