"""What a paper carries out and what it changes: the numbers in its title and its grounds.

Only grounds named as such count ("căn cứ", "thực hiện", "theo", "V/v"), not every paper that the
body mentions. What a paper changes or replaces ("điều chỉnh", "thay thế") is told apart; what it
asks somebody else to change is neither.
"""

import re
from collections.abc import Iterator

from planner.documents.fields.number import named
from planner.documents.papers.bodies import name_at
from planner.documents.papers.papers import Paper
from planner.documents.papers.passages import Passage
from planner.documents.papers.plain import words
from planner.documents.papers.signs import KINDS

_GROUND = words(
    "can cu", "thuc hien", "theo", "tiep theo", "trien khai", "tren co so", "nhan duoc", "da nhan",
    "thi hanh", "huong dan", "tinh than", "y kien chi dao", "chi dao", "phuc dap", "xet",
    "tiep nhan", "cu the hoa", "noi dung", "de nghi",
)  # fmt: skip
_SECTION = re.compile(r"(?:cac |nhung )?can cu(?: phap ly| xay dung| ban hanh| de)?\b[^.;]{0,60}$")
_PAPER = rf"(?:{'|'.join(KINDS)}|van ban|luat|nghi dinh|thong tu|thong tri)"
_NEXT_GROUND = re.compile(rf"(?:va )?{_PAPER}(?: [a-z]+)?\s+(?:so|lien)?")
_CHANGES = re.compile(
    r"dieu chinh|thay the|sua doi|bo sung|bai bo|huy bo|thu hoi|keo dai|gia han|dinh chinh|thay cho"
    r"|het hieu luc|thay doi"
)
_CHANGED = re.compile(
    r"(?:dieu chinh|thay the(?: cho)?|sua doi(?:,? bo sung)?|bo sung|bai bo|huy bo|thu hoi"
    r"|dinh chinh"
    rf"|thay cho)[^.;]{{0,160}}?(?:{_PAPER}|tai|so)[^.;]{{0,60}}$"
)
_CEASES = re.compile(
    r"[^.;]{0,140}(?:het hieu luc|khong con hieu luc|duoc thay the|bi thay the|bi bai bo)"
)
_KEPT = re.compile(
    rf"(?:giu nguyen|khong thay doi|van thuc hien)[^.;]{{0,60}}?(?:theo|nhu|so voi"
    rf"|tai)\s[^.;]{{0,30}}?{_PAPER}[^.;]{{0,20}}$"
)
"""What of the old paper stays: "Các nội dung khác giữ nguyên theo Thông báo số 33/TB-UBND"."""
_OF_LAWS = re.compile(
    r"(?:can cu|thuc hien|theo)\s+(?:cac )?(?:luat|nghi dinh|thong tu|bo luat)\b[^;]*(?:sua doi"
    r"|thay the)"
)
"""A ground that itself changes a law: "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật ..."."""
_PREAMBLE = 25
_CLAUSE, _LIST = 400, 1500
"""How far back a clause and a list of grounds may begin."""


def preamble(paper: Paper) -> list[Passage]:
    """Return the passages that give the paper's grounds: before its first section, or one's own."""
    found = []
    for one in paper.body[:_PREAMBLE]:
        listed = one.label is None or one.label.kind in {"dash", "plus", "bullet"}
        if not listed and _SECTION.match(one.words.strip(" .:")):
            continue
        if not listed or (one.marked and not _GROUND.search(one.plain[:60])):
            break
        found.append(one)
    return found


def read(paper: Paper) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the numbers that the paper implements, and those that it amends, each once."""
    changes = bool(_CHANGES.search(" ".join(one.plain for one in paper.title)))
    grounds = preamble(paper)
    implements = dict.fromkeys(_named_in_title(paper, changes=changes, amended=False))
    implements |= dict.fromkeys(_grounds(grounds))
    amends = dict.fromkeys(_named_in_title(paper, changes=changes, amended=True))
    amends |= dict.fromkeys(_amended(paper, grounds, changes=changes))
    return tuple(one for one in implements if one not in amends), tuple(amends)


def _named_in_title(paper: Paper, *, changes: bool, amended: bool) -> Iterator[str]:
    for one in paper.title:
        for number, at in named(one.text):
            before = _sentence(one.plain, at)
            is_amended = _amends(one.plain, at) or (changes and bool(_CHANGES.search(before)))
            if is_amended == amended:
                yield number


def _grounds(preamble: list[Passage]) -> Iterator[str]:
    """Yield what the preamble names as grounds; a list of them is one sentence over some lines."""
    listed = False
    for one in preamble:
        heads_list = _NEXT_GROUND.match(one.words) is not None
        for number, at in named(one.text):
            start = max(one.plain.rfind(". ", 0, at), at - _LIST, 0)
            if _GROUND.search(one.plain[start:at]) or (heads_list and (listed or one.label)):
                yield number
        listed = one.text.rstrip()[-1:] in ";," and (listed or bool(_GROUND.search(one.plain)))


def _amended(paper: Paper, grounds: list[Passage], *, changes: bool) -> Iterator[str]:
    for one in paper.body:
        if one not in grounds and not _CHANGES.search(one.plain):
            continue
        if (one.label or one not in grounds) and name_at(one.said, one.words) is not None:
            continue  # somebody else's work: "Giao Sở Tài chính tham mưu sửa đổi Quyết định số ..."
        for number, at in named(one.text):
            before = _sentence(one.plain, at)
            if _OF_LAWS.search(before):
                continue
            if _amends(one.plain, at) or (changes and _KEPT.search(before)):
                yield number


def _amends(text: str, at: int) -> bool:
    return bool(_CHANGED.search(_sentence(text, at)) or _CEASES.match(text, at))


def _sentence(text: str, at: int) -> str:
    """Return the words of the clause that stand before a place."""
    low = max(at - _CLAUSE, 0)
    start = max(text.rfind(sign, low, at) for sign in (". ", "; ")) + 1
    return text[max(start, low) : at]
