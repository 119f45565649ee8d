"""A pasted list of places, as spreadsheets and clerks write it: a place a line.

    Cổng chào ấp 3; Quốc lộ 61, cầu Rạch Tìa; 6 x 1,2 m; Nguyễn Văn Út; 0912 345 678; băng rôn

Only the name is needed. Cells stand apart by tabs (pasted from a spreadsheet), semicolons or,
in a CSV file, commas.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.domain.model import Problem
from planner.domain.sites import Site, spoken
from planner.domain.words import fold
from planner.errors import Where
from planner.phrases import Phrase

FIELDS = ("name", "address", "size", "keeper", "phone", "kind")
"""The cells of a line, in their order."""

LONGEST = 200
"""Letters of a cell."""

MOST = 1000
"""Places that come at once."""

_KINDS = {
    "banner": ("", "bang ron", "banner", "bang zon", "khau hieu"),
    "flag": ("co", "flag", "treo co"),
    "board": ("pa no", "pano", "bang tin", "pa no bang tin", "board"),
    "led": ("led", "man hinh led", "man hinh"),
}
_CODES = {word: code for code, words in _KINDS.items() for word in words}
_HEADS = frozenset({"tên", "tên chỗ", "chỗ", "chỗ treo", "nơi treo", "địa điểm", "name"})


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says: its places, and what is wrong with it line by line."""

    sites: tuple[Site, ...]
    problems: tuple[Problem, ...]


def read(text: str, agency: str, since: date, taken: Iterable[str] = ()) -> Listed:
    """Read an agency's list; the names in `taken` are those of places that it has already.

    `since` is the day from which the places are used.
    """
    names = {spoken(one): 0 for one in taken}
    sites: list[Site] = []
    problems: list[Problem] = []
    lines = text.removeprefix("\N{BYTE ORDER MARK}").splitlines()
    rows = csv.reader(lines, delimiter=_delimiter(lines))
    try:
        for row in rows:
            cells = [" ".join(cell.split()) for cell in row]
            head = rows.line_num == 1 and spoken(cells[0] if cells else "") in _HEADS
            if not any(cells) or head:
                continue
            wrong = _wrong(cells, names)
            if wrong:
                problems.append(Problem(wrong, Where(line=rows.line_num)))
                continue
            names[spoken(cells[0])] = rows.line_num
            sites.append(_site(cells, agency, since))
    except csv.Error:
        # Python's own limit: one cell of over 131,072 letters.
        problems.append(Problem("dòng quá dài; xem lại dấu ngoặc kép", Where(line=rows.line_num)))
    if not sites and not problems:
        problems.append(Problem("chưa có chỗ nào; mỗi dòng ghi một chỗ"))
    if len(sites) > MOST:
        most = Phrase("mỗi lần nhận tối đa %(most)d chỗ; chia làm nhiều lần", most=MOST)
        problems.append(Problem(most))
    return Listed(tuple(sites), tuple(problems))


def _delimiter(lines: list[str]) -> str:
    first = next((line for line in lines if line.strip()), "")
    return next((sign for sign in "\t;" if sign in first), "," if first.count(",") > 1 else ";")


def _wrong(cells: list[str], names: dict[str, int]) -> Phrase | None:
    """Return what is wrong with a line, None where nothing is."""
    if len(cells) > len(FIELDS):
        return Phrase(
            "có %(number)d ô, nhiều nhất là %(most)d; xem lại dấu ngăn ô",
            number=len(cells),
            most=len(FIELDS),
        )
    if not cells[0]:
        return Phrase("thiếu tên chỗ ở ô đầu")
    if any(len(cell) > LONGEST for cell in cells):
        return Phrase("có ô dài quá %(most)d chữ; rút ngắn", most=LONGEST)
    same = names.get(spoken(cells[0]))
    if same is not None:
        there = Phrase("đã có chỗ tên này trong danh sách")
        return Phrase("trùng tên với dòng %(line)d", line=same) if same else there
    kind = cells[5] if len(cells) == len(FIELDS) else ""
    if fold(kind) not in _CODES:
        return Phrase(
            "không có loại “%(kind)s”; ghi băng rôn, cờ, pa nô hoặc màn hình LED", kind=kind
        )
    return None


def _site(cells: list[str], agency: str, since: date) -> Site:
    name, address, size, keeper, phone, kind = (*cells, *[""] * (len(FIELDS) - len(cells)))
    return Site(
        agency=agency,
        name=name,
        address=address,
        size=size,
        keeper=keeper,
        phone=phone,
        kind=_CODES[fold(kind)],
        valid_from=since,
    )
