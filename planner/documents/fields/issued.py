"""The day of issue: the paper's own line of place and date, never a stamp's or a signature's.

"Kiên Giang, ngày 19 tháng 7 năm 2021" is one; "Ngày: 23/7" under a received stamp, "Ngày ký:
16-09-2024 15:22:07" and a portal's "Cập nhật: 08:12, 16/01/2017" are none.
"""

import re
from collections.abc import Sequence
from datetime import date

from planner.documents.fields import heads
from planner.documents.fields.number import OWN
from planner.documents.papers.papers import Paper
from planner.documents.papers.passages import Passage
from planner.documents.papers.plain import plain
from planner.domain.dates import FIRST_YEAR, LAST_YEAR

_SPELT = re.compile(
    r"ngay\s*(?P<d>\d{1,2})\s*(?:thang|th)[.,]?\s*(?P<m>\d{1,2})\s*,?\s*nam\s*(?P<y>\d{4})(?!\d)"
)
_SHORT = re.compile(
    r"(?:^|,\s*)ngay\s*(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})\s*[.)]?\s*$"
)
_SLIPPED = re.compile(
    r"^[^,;:(]{2,60}[,.]\s*(?:ngay\s*|[\w. ]{2,7}\s)(?P<d>\d{1,2})\s*(?:thang\s*|[\w. ]{3,8}\s)"
    r"(?P<m>\d{1,2})\s*,?\s*(?:nam\s*|[\w. ]{2,6}\s)(?P<y>\d{4})$"
)
"""A whole line of place and date with a damaged word: "Huế, ngày 05 thng 3 năm 2024"."""
_BLANK = re.compile(r"ngay[.…_\s\d]{0,40}thang[.…_\s\d]{0,20}nam[.…_\s\d]{0,12}$")
_PLACED = re.compile(r"[^,;:(]{2,60}[,.]\s*[\w. ]{2,7}\s*\d")
_CITED = re.compile(
    r"(?:^|\W)so\W.{0,30}$|(?:ke hoach|chi thi|nghi quyet|huong dan|cong van|quyet dinh|thong bao"
    r"|ket luan|ban hanh|kem theo)\b"
)
_TOLD = re.compile(
    r"(?:can cu|thuc hien|theo|tren|nhan|tai|trong|tu|den|vao|truoc|sau|cong van den)\b"
)
_HEAD = 14
_LONGEST_BEFORE, _LONGEST_AFTER, _LONGEST_BLANK = 150, 12, 160


def read(paper: Paper) -> tuple[date | None, Passage | None]:
    """Return the day and its passage; None with a passage where the day was left blank.

    A line with its place comes before one without: that may be a stamp's.
    """
    head = paper.passages[: max(paper.body_at, _HEAD)]
    dated = [(day, one) for one in heads.pieces(head) if (day := _day(one.text))]
    placed = [(day, one) for day, one in dated if _PLACED.search(one.plain)]
    first = next(iter([*placed, *dated]), None)
    return (first[0], first[1].passage) if first else (None, _blank(head))


def _day(text: str) -> date | None:
    """Return the day of a line of place and date; None for a sentence, a citation, a stamp."""
    number = OWN.match(text)
    said = plain(text[number.end() :] if number else text)
    found = _SPELT.search(said) or _SHORT.search(said) or _SLIPPED.match(said)
    if found is None or heads.STAMP.match(said) or not _is_line(said, found):
        return None
    year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _is_line(said: str, found: re.Match[str]) -> bool:
    before, after = said[: found.start()], said[found.end() :].strip()
    if len(before) > _LONGEST_BEFORE or len(after) > _LONGEST_AFTER:
        return False
    return not (_CITED.search(before) or _TOLD.match(before))


def _blank(head: Sequence[Passage]) -> Passage | None:
    for one in head:
        found = _BLANK.search(one.plain) if len(one.text) < _LONGEST_BLANK else None
        if found and not _TOLD.match(one.plain) and not _CITED.search(one.plain[: found.start()]):
            return one
    return None
