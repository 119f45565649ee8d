"""The kind of a paper: by the name over its title, else by its symbol; with a subject, a letter.

>>> SYMBOLS["KH"]
'ke-hoach'
"""

import re

from planner.documents.papers.papers import Paper
from planner.documents.papers.signs import kind_of

SYMBOLS = {
    "KH": "ke-hoach",
    "KHLT": "ke-hoach",
    "KHPH": "ke-hoach",
    "KHLN": "ke-hoach",
    "TB": "thong-bao",
    "TBLT": "thong-bao",
    "HD": "huong-dan",
    "HDLT": "huong-dan",
    "HDPH": "huong-dan",
    "HDLN": "huong-dan",
    "CT": "chi-thi",
    "QĐ": "quyet-dinh",
    "QD": "quyet-dinh",
    "KL": "ket-luan",
    "TBKL": "ket-luan",
    "CTR": "chuong-trinh",
    "CTPH": "chuong-trinh",
    "CTRPH": "chuong-trinh",
    "CTRLT": "chuong-trinh",
    "CTLT": "chuong-trinh",
    "CTHĐ": "chuong-trinh",
    "CTRHĐ": "chuong-trinh",
    "TTR": "to-trinh",
    "BC": "bao-cao",
    "CV": "cong-van",
    "CĐ": "khac",
    "NQ": "khac",
    "NQLT": "khac",
    "QC": "khac",
    "QCPH": "khac",
    "QYĐ": "khac",
    "ĐA": "khac",
    "PA": "khac",
    "GM": "khac",
    "TM": "khac",
    "TT": "khac",
    "LKG": "khac",
    "ĐC": "khac",
    "BB": "khac",
}
"""How kinds are abbreviated (Nghị định 30/2020/NĐ-CP, phụ lục III; Hướng dẫn 36-HD/VPTW)."""

_LETTER = re.compile(r"(?:.*\s)?v\s*/\s*v\b|ve viec\b|kinh gui")
_HEAD = 25


def read(paper: Paper, number: str | None) -> str:
    """Return the code of the paper's kind; one with number or subject and no kind is a letter."""
    if paper.kind_at is not None:
        return kind_of(paper.passages[paper.kind_at].plain.strip(" :*.")) or "khac"
    if number:
        return next((SYMBOLS[part] for part in symbol(number) if part in SYMBOLS), "cong-van")
    if any(_LETTER.match(one.plain) for one in paper.passages[:_HEAD]):
        return "cong-van"
    return "khac"


def symbol(number: str) -> list[str]:
    """Return the first part of a number's symbol, where the kind stands: ["KH"] of 1/2024/KH-UBND.

    A letter's is who wrote it ("318/UBND-VHXH"), so nothing behind the first part tells a kind.
    """
    parts = re.split(r"[-/]", number.upper())[1:]
    return [part for part in parts if not part.isdigit()][:1]
