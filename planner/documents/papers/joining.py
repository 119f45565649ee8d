"""Whether a line goes on with the sentence of the line before it.

Lines break at the width of a page and at its end, with page numbers and stamps between; a new
paragraph begins with a capital, a number, a dash, or behind a full stop.
"""

import re
from collections.abc import Sequence

from planner.documents.papers.bodies import first_verb, split_name
from planner.documents.papers.labels import Label, label_of
from planner.documents.papers.lines import Line
from planner.documents.papers.plain import plain, words

_END = re.compile(r"[.;:!?…](?:[\"”’)\]]*)$|/\.?$")
_STARTS = words(
    "can cu", "noi nhan", "kinh gui", r"so ?[:;]? ?\d+ ?[-/]", "tm", "kt", "tl", "tuq", "t/m",
    "k/t", "t/l", "v/v", "ve viec", "tren day la", "thuc hien", "phu luc", "luu",
)  # fmt: skip
_HANGING = words(
    "va", "cua", "voi", "cac", "ve", "cho", "tai", "trong", "theo", "den", "tu", "la", "do", "boi",
    "nhung", "mot", "hoac", "bang", "nham",
)  # fmt: skip
"""Words behind which a sentence must go on."""
_GROUNDS = re.compile(
    r"(?:[^\s]{1,9}:\s+)?(?:can cu|tiep theo|thuc hien (?:ke hoach|huong dan|chi thi|nghi quyet"
    r"|ket luan|cong van|quyet dinh|chuong trinh|thong bao|van ban|y kien))\s"
)
_KIND = re.compile(
    r"(?:ke hoach|thong bao|huong dan|chi thi|quyet dinh|ket luan|chuong trinh|to trinh|bao cao"
    r"|cong dien|nghi quyet)\s*$"
)
_COLUMNS = re.compile(r"\s(?:\s{3}|(?<=\S\t))\S")
"""A tab or a wide gap between words of a line, which begins and ends with one."""
_COUNTED = re.compile(r"(?<!\w)(?:so|ngay|thang|nam|dieu|khoan|muc|quy|tren|duoi|khoang|va|den)$")
WIDE = 55
"""The least length of a line that can have been broken by the width of the page."""
FULL = 68
"""The most characters of a line that surely was not broken by the width of the page."""
WIDEST = 130
"""The most characters of a line in a text that breaks at the width of the page."""


def goes_on(parts: Sequence[Line], line: Line, *, gap: bool) -> bool:
    """Whether `line` goes on with the lines joined so far; `gap` says that blank ones lie between.

    >>> goes_on([Line(1, "triển khai các hoạt động tuyên")], Line(2, "truyền"), gap=False)
    True
    """
    before, text = parts[-1].text, line.text
    low = text[0].islower()
    alone = _stands_alone(parts[-1]) or _stands_alone(line) or _KIND.match(plain(before))
    if alone or (not low and len(parts) == 1 and _names_a_body(before, text)):
        return False
    label = label_of(text)
    if label is not None:
        return not gap and _breaks_inside(before, label, text[len(label.signs) :])
    if line.marked and not gap and not parts[-1].marked:
        return False
    if _GROUNDS.match(plain(text)) and (gap or not low):
        return False
    if _END.search(before):
        goes = (low and before[-1] == ";") or (before[-1] == ":" and text[0] == "“" and not gap)
        return goes or (not gap and _fills_its_line(parts, text))
    return low or _left_open(before, text, gap=gap, marked=line.marked)


def _names_a_body(text: str, following: str) -> bool:
    """Whether a numbered line is a body's name to its end, so that its work stands below."""
    label = label_of(text) if text[-1] not in ".,;:" else None
    if label is None:
        return False
    words_ = text[len(label.signs) :]
    named = split_name(words_, plain(words_))
    if named is None or named[1] < len(words_):
        return False
    return len(text) <= FULL or first_verb(following[0].lower() + following[1:], -3) == 0


def _stands_alone(line: Line) -> bool:
    """Whether a line is a table's row, one of two columns, or the star under a Party issuer."""
    return line.text == "*" or bool(line.cells) or bool(_COLUMNS.search(line.text))


def _breaks_inside(before: str, label: Label, rest: str) -> bool:
    """Whether what looks like numbering is inside a sentence: "chính trị / - xã hội"."""
    if _END.search(before) or len(before) < WIDE:
        return False
    if label.kind in {"number", "decimal"}:
        return bool(_COUNTED.search(plain(before)))
    within = before.count("(") > before.count(")")  # "(03/02/1930 / - 03/02/2025)"
    return label.kind == "dash" and (rest[:1].islower() or within)


def _fills_its_line(parts: Sequence[Line], text: str) -> bool:
    """Whether a sentence that ended at a line's very end goes on with another in its paragraph."""
    before = parts[-1].text
    widest = max(len(text), *(len(one.text) for one in parts[-6:]))
    full = WIDE < widest < WIDEST and len(before) + 1 + len(text.split(" ", 1)[0]) > widest
    return full and not before.endswith("./.") and not _STARTS.match(plain(text))


def _left_open(before: str, text: str, *, gap: bool, marked: bool) -> bool:
    """Whether a line without an end is followed by its next one, though that has a capital."""
    must = bool(_HANGING.fullmatch(plain(before).rsplit(" ", 1)[-1]))
    wide = len(before) >= WIDE
    if gap:
        return must and wide and not marked
    hangs = must or before.endswith(",")
    if _in_capitals(before) != _in_capitals(text):
        return hangs and wide
    return (wide or hangs) and not _STARTS.match(plain(text))


def _in_capitals(text: str) -> bool:
    return text == text.upper() and text != text.lower()
