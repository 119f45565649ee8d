"""The signs of a head: the kind's name, the number, the line of place and date, the motto, a body.

>>> sorted(signs_of(Passage("Số: 141/KH-UBND", ((0, 1),))))
['number']
"""

import re

from planner.documents.papers.passages import Passage
from planner.documents.papers.plain import words

KINDS = {
    "ke hoach": "ke-hoach",
    "thong bao": "thong-bao",
    "huong dan": "huong-dan",
    "chi thi": "chi-thi",
    "quyet dinh": "quyet-dinh",
    "ket luan": "ket-luan",
    "chuong trinh": "chuong-trinh",
    "to trinh": "to-trinh",
    "bao cao": "bao-cao",
    "cong van": "cong-van",
    "cong dien": "khac",
    "nghi quyet": "khac",
    "quy che": "khac",
    "quy dinh": "khac",
    "thong cao": "khac",
    "thong tri": "khac",
    "loi keu goi": "khac",
    "giay moi": "khac",
    "thu moi": "khac",
    "thu ngo": "khac",
    "phuong an": "khac",
    "de an": "khac",
    "du an": "khac",
    "de cuong": "khac",
    "bien ban": "khac",
    "lich": "khac",
}
"""The kinds of papers (Nghị định 30/2020/NĐ-CP, article 7) and their codes in a reading."""

MOTTO = re.compile(r"cong hoa xa hoi chu nghia|doc lap\s?-\s?tu do|^\s*dang cong san viet nam\b")
NUMBER_LINE = re.compile(
    r"(?<!\w)s[o6]\s{0,3}[:.;]?\s{0,60}[.…_*()\w]{0,14}\s{0,60}[-/]\s{0,3}"
    r"[a-zd&]{1,8}(?:\d{0,2})(?:\s?[-/]\s?[a-z]|\b)"
)
DATE_LINE = re.compile(
    r"ngay\s{0,20}[\d.…_]{0,20}\s{0,20}thang\s{0,20}[\d.…_]{0,20}\s{0,20}nam\s{0,5}"
    r"|,\s?ngay\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\s*$"
)
SUBJECT = re.compile(r"^(?:v\s?/\s?v|ve viec)\b|\sv\s?/\s?v\s")
RECIPIENTS = re.compile(r"^[(-]?\s*noi nhan\b")
SIGNED = re.compile(
    r"^(?:tm|kt|tl|tuq|q)\.\s?[a-z]|^(?:t/m|k/t|t/l)\s"
    r"|^(?:pho )?(?:chu tich|giam doc|bi thu|truong ban|truong phong|chanh van phong"
    r"|tong giam doc|chu nhiem|pho truong ban)(?: thuong truc)?\s*$"
)
ANNEX = re.compile(r"^(?:phu luc|mau so|mau bao cao|bieu mau|bieu so|danh muc khau hieu)\b")
PLACE = re.compile(r"^(?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong|thi tran|dac khu|tp)\b")
BODY = words(
    "uy ban", "ubnd", "hoi dong", "hdnd", "uy ban mttq", "ub mttq", "ubmttq", "ubmttqvn", "mttq",
    "ubbc", "mat tran", "so", "ban", "tieu ban", "bo", "bo chi huy", "cuc", "chi cuc", "tong cuc",
    "vien", "thanh tra", "tinh uy", "thanh uy", "huyen uy", "thi uy", "quan uy", "dang uy",
    "dang bo", "dang doan", "chi bo", "van phong", "thuong truc", "phong", "trung tam",
    "to cong tac", "cum", "khoi", "bch", "bql", "bcd", "btg", "cong an", "quan su", "bchqs",
    "quan khu", "quan doan", "don", "vien kiem sat", "toa an", "vksnd", "tand", "hoi", "doan",
    "tinh doan", "thanh doan", "huyen doan", "thi doan", "xa doan", "lien doan", "lien hiep",
    "lien minh", "hiep hoi", "cong doan", "dai", "bao", "cong thong tin", "truong", "hoc vien",
    "benh vien", "bao tang", "thu vien", "nha van hoa", "kho bac", "buu dien", "bhxh",
    "hat kiem lam", "vuon quoc gia", "cong ty", "tong cong ty", "tap doan",
)  # fmt: skip
"""The words with which the names of issuing bodies begin, in the plain form."""

_KIND = re.compile(rf"(?:du thao\s+)?({'|'.join(KINDS)})(?!\w)")
_NUMBER_AHEAD = re.compile(r"so\b|.*\s{2,}so\b|[^a-z]*so\b")
_LONGEST, _LONGEST_NUMBER, _LONGEST_DATE, _LONGEST_TITLE = 400, 200, 160, 500
_NUMBER_BY = 60
"""A number stands near the front of its line, also behind the issuer's name in another column."""


def signs_of(one: Passage) -> set[str]:
    """Return which signs of a head a passage holds: motto, number, date, kind."""
    text = one.plain
    if len(text) > _LONGEST:
        return {"kind"} if is_kind(one) else set()
    found = {
        "motto": bool(MOTTO.search(text)),
        "number": _has_number(one),
        "date": _has_date(text),
        "kind": is_kind(one),
    }
    return {name for name, holds in found.items() if holds}


def _has_number(one: Passage) -> bool:
    if one.label is not None or len(one.plain) >= _LONGEST_NUMBER:
        return False
    found = NUMBER_LINE.search(one.plain)
    if found is None or found.start() >= _NUMBER_BY:
        return False
    return _NUMBER_AHEAD.match(one.plain[: found.start() + 3]) is not None


def _has_date(text: str) -> bool:
    cited = text.startswith(("can cu", "thuc hien", "-"))
    return len(text) < _LONGEST_DATE and not cited and DATE_LINE.search(text) is not None


def is_kind(one: Passage) -> bool:
    """Whether a passage is the name of a kind of paper on its own, or begins a title with it."""
    text = one.plain.strip(" :*.")
    if one.label is not None or not (found := _KIND.match(text)):
        return False
    alone = len(text) <= found.end() + 2
    starts = one.text.strip()[0].isupper()
    return (alone and starts) or (one.is_caps and len(text) < _LONGEST_TITLE)


def kind_of(name: str) -> str | None:
    """Return the code of the kind of paper with which `name` begins (plain form), if any."""
    found = _KIND.match(name)
    return KINDS[found.group(1)] if found else None


def says_more(one: Passage) -> bool:
    """Whether the line of the kind's name is itself a title: "KẾT LUẬN CỦA BAN THƯỜNG VỤ"."""
    text = one.plain.strip(" :*.")
    found = _KIND.match(text)
    return found is not None and len(text) > found.end() + 3


def is_signature(one: Passage) -> bool:
    """Whether a passage begins the signature: "TM. ỦY BAN NHÂN DÂN", "K/T TRƯỞNG BAN"."""
    return SIGNED.search(one.plain) is not None and one.is_caps
