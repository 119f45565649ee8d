"""Duties: one a paragraph or dash of a block, and the gate's word on each."""

import re
from collections.abc import Iterator

from planner.documents.papers.labels import RANKS
from planner.documents.papers.outline import Node, is_heading
from planner.documents.papers.passages import Passage
from planner.documents.reading import Duty, Outside
from planner.domain import scope

_CLOSING = re.compile(
    r"(?:tren day|(?:trong )?qua trinh (?:trien khai|thuc hien)|neu co|noi nhan|nhan duoc|rat mong"
    r"|tran trong|ket qua|lien he|thong tin chi tiet|moi vuong mac|thong tin lien he"
    r"|(?:ke hoach|thong bao|huong dan|chuong trinh|chi thi|ket luan|cong van|quyet dinh) nay"
    r"|can cu (?:ke hoach|huong dan|chi thi|chuong trinh|noi dung|ket luan|thong bao)[^,]{0,30} nay"
    r"|(?:cac |nhung )?noi dung khac|(?:van phong|ubnd)[^.]{0,40}thong bao"
    r"|giao (?:so|ban|phong|van phong)[^:]{0,60}(?:theo doi|don doc|tong hop)"
    r"|(?:yeu cau|de nghi) cac (?:co quan|so|don vi|dia phuong|dong chi|cap uy)[^:]{0,160}"
    r"(?:trien khai|thuc hien|quan tam|nghiem tuc|phoi hop|khan truong)[^:]*$)"
)
"""How papers end: what all are asked together, or what is said of the paper itself."""


_TELLS_ALL = re.compile(
    r"[^.:;]{3,90}(?:thong bao|de nghi|yeu cau|tran trong|mong) (?:de |den |duoc |nhan )?"
    r"(?:cac|quy|toan)"
)
_SLOGAN = re.compile(r"[!][\"”]?$")


def closes(one: Passage) -> bool:
    """Whether a plain paragraph ends the paper: "Trên đây là Kế hoạch ...", "Đề nghị các ..."."""
    return one.label is None and bool(_CLOSING.match(one.words) or _TELLS_ALL.match(one.words))


def duty(text: str, line: int) -> Duty:
    """Return a duty with the gate's mark."""
    return Duty(text, line, mark(text))


def mark(text: str) -> Outside:
    """Return the gate's word: False inside, "part" where a line mixes both, True outside."""
    if scope.inside(text):
        return False
    return "part" if scope.admit_duty(text) else True


def under(node: Node) -> Iterator[Duty]:
    """Yield the duties of a passage and of what hangs on it; a lead-in ("sau:") is none itself.

    What hangs on a dash belongs to it; (1) (2) inside a paragraph stay one duty.
    """
    one = node.passage
    if one is None or closes(one) or _SLOGAN.search(one.text):
        return
    if one.cells:
        cells = (cell for cell in one.cells if re.search(r"[^\W\d_]{2}", cell))
        if text := " ".join(cells):
            yield duty(text, one.line)
        return
    leads_in = bool(node.children) and (is_heading(one) or one.text.rstrip().endswith(":"))
    if not leads_in:
        yield duty(one.said.strip(), one.line)
        if one.label is None or one.rank >= RANKS["dash"]:
            return
    for child in node.children:
        yield from under(child)
