"""What others say of a paper that has lost its head: a covering letter, its own note, a portal.

A plan behind its letter often has number, day and issuer only there: "Kế hoạch số 262-KH/TU ngày
16/12/2024 của Ban Thường vụ Tỉnh ủy ... (đính kèm)". One that a letter or decision issues says so
under its title: "(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày ... của UBND tỉnh)". A portal
tells it in a sentence: "Ngày 25/12/2025, UBND xã ... đã ban hành Thông báo số 204/TB-UBND".
"""

import re
from dataclasses import dataclass
from datetime import date

from planner.documents.fields import days, issuer, number
from planner.documents.papers.papers import Paper
from planner.documents.papers.signs import KINDS

_KIND = re.compile(
    rf"(?<!\w)(?:{'|'.join(KINDS)})(?: [a-z-]+){{0,3}}?\s+(?:lien tich\s+)?(?:so\W{{0,3}})?$"
)
_ISSUED = re.compile(r"(?:ban hanh|co|ra|gui|ky)\s+$")
_WITH = re.compile(r"(?:ban hanh\s+)?kem theo\s")
_NEAR = 90
_AFTER = 200
_SENTENCES = 25


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a paper elsewhere than in its head; empty where nothing is said."""

    number: str | None = None
    issued_on: date | None = None
    issuer: str = ""
    place: str = ""


def told(letter: Paper | None, paper: Paper, code: str, own: str | None) -> Told:
    """Return what `letter`, or its own note, says of a paper of kind `code` and number `own`."""
    if letter is None or code == "cong-van":
        return _noted(paper, "")
    where = issuer.place(letter)
    names = [name for name, kind in KINDS.items() if kind == code]
    for one in [*letter.title, *letter.body]:
        if one.words.startswith("can cu"):  # a decision's grounds are not what it issues
            continue
        for symbol, at in number.named(one.text):
            before = one.plain[max(at - 30, 0) : at]
            if own in {None, symbol} and any(name in before for name in names):
                return Told(symbol, _day(one.plain, at), _issuer(one.text, at), where)
    return _noted(paper, where)


def _noted(paper: Paper, where: str) -> Told:
    """Return day and issuer of what this paper is issued with, whose number is not its own."""
    for one in [*paper.title, *paper.body[:3]]:
        if not _WITH.search(one.plain[:40]):
            continue
        for _, at in number.named(one.text):
            return Told(None, _day(one.plain, at), _issuer(one.text, at), where)
    return Told(place=where)


def announced(paper: Paper) -> Told:
    """Return what a portal's page says of the paper that it passes on; empty for any other."""
    for one in paper.passages[:_SENTENCES]:
        for symbol, at in number.named(one.text):
            kind = _KIND.search(one.plain, max(at - _NEAR, 0), at)
            verb = _ISSUED.search(one.plain, max(at - _NEAR, 0), kind.start()) if kind else None
            who = issuer.speaking(one.text, verb.start()) if verb else ""
            if who:
                return Told(symbol, _day(one.plain, at) or _day(one.plain, 0), who)
    return Told()


def _day(text: str, at: int) -> date | None:
    stretch = text[at : at + 70]
    found = next((one for one in days.mentions(stretch) if one.day and one.year), None)
    return days.first_day(found, None) if found else None


_OF = re.compile(
    r"\bcủa\s+(?P<name>(?:Ban|Tỉnh|Thành|Huyện|Thị|Quận|Ủy|Uỷ|UBND|Sở|Đảng|Phòng|Bộ|Hội|Công an"
    r"|Đoàn|Chủ tịch)[^;.(“\"]{1,80}?)"
    r"(?=\s+(?:về|V/v|v/v|“|ban hành|thực hiện|triển khai|tuyên truyền|đến|theo|để|nhằm|trong|tại"
    r"|và gửi|gửi)\b|\s*[;.)(“\"]|,\s(?!Thể thao)|$)"
)


def _issuer(text: str, at: int) -> str:
    found = _OF.search(text[at : at + _AFTER])
    return re.sub(r"^Chủ tịch ", "", found["name"].strip()) if found else ""
