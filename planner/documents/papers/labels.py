"""The numbering before headings and paragraphs: I., 1., 2.1., a), (1), - and +.

Its kinds stand in the order in which offices nest them (Nghị định 30/2020/NĐ-CP, Hướng dẫn
36-HD/VPTW): 3.1 under 3, a) under 3.1, a dash under a).
"""

import re
from dataclasses import dataclass

RANKS = {
    "part": 0,
    "upper": 1,
    "roman": 2,
    "article": 2,
    "number": 3,
    "decimal": 4,
    "letter": 6,
    "paren": 7,
    "dash": 8,
    "plus": 9,
    "bullet": 9,
}
"""How deep each kind of numbering stands."""

_KINDS = {
    "part": r"(?:PHẦN|Phần)(?:\s+(?:THỨ|thứ))?\s+(?:[IVX]+|\d|\w{2,4})\b[.:\s-]*",
    "article": r"(?:Điều|ĐIỀU)\s+\d{1,2}\s*[.:]\s*",
    "roman": r"[IVXl]{1,5}\s*[.\-–)/:]\s*(?=[A-ZĐÀ-Ỹ\"“(*]|$)",
    "upper": r"[A-HĐ]\s*[.\-–)/]\s*(?=[A-ZĐÀ-Ỹ]{2})",
    "decimal": (
        r"\d{1,2}(?:\.\d{1,2}){1,3}\s?[.)\-–/]?\s+(?=\D)"
        r"|\d{1,2}(?:\s?\.\s?\d{1,2}){1,3}\s?[.)]\s+(?=\D)"
        r"|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=[A-ZĐÀ-Ỹ])"
    ),
    # "46-KH/BTGTU" at a line's start is the number of a paper, "1-Tuyên truyền" is numbering.
    "number": (
        r"\d{1,2}[a-zđ]?\s?(?:[.)]\s*|[/-]\s+|[/-](?=[A-ZĐÀ-Ỹ][a-zà-ỹ]))(?=[^\d\s.,;%/])"
        r"|\d{1,2}[.)]\s+(?=\d{1,3}(?:%|\s+[^\W\d]{3}))"
    ),
    "paren": r"\(\s?(?:\d{1,2}|[a-zđivx]{1,3})\s?\)\s*",
    "letter": r"[a-zđ]\d?\s?(?:\)|[.]\s)\s*",
    "dash": r"[-–—]+\s*(?=[^\d\s-]|\d+\s|\d{1,2}/)",
    "plus": r"\+\s*",
    "bullet": r"[•●○▪·∙▸►✓❖■]\s*",
}
_CAN_BEGIN = re.compile(r"\w{1,5}\s*[.)\-–/:]|PH|Ph|Đi|ĐI")
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS.items())


@dataclass(frozen=True, slots=True)
class Label:
    """The numbering before a passage: its kind, and its signs with the space behind them."""

    kind: str
    signs: str

    @property
    def rank(self) -> int:
        """How deep it stands: 2.1.1 is one deeper than 2.1."""
        dots = self.signs.count(".") - self.signs.rstrip().endswith(".")
        return RANKS[self.kind] + (self.kind == "decimal" and dots > 1)


def label_of(text: str) -> Label | None:
    """Return the numbering with which `text` begins, None without one.

    >>> label_of("3.1. Chỉ đạo Sở Y tế")
    Label(kind='decimal', signs='3.1. ')
    """
    quoted = len(text) - len(text.lstrip('"“ '))  # an amendment quotes its new clauses
    if text[quoted : quoted + 1].isalpha() and not _CAN_BEGIN.match(text, quoted):
        return None
    for kind, pattern in _PATTERNS:
        found = pattern.match(text, quoted)
        if found and found.end() > quoted:
            return Label(kind, text[: found.end()])
    return None
