"""The units for which something is owed: "xã, phường, thị trấn", "trường trung học phổ thông".

A name goes on until what the unit does ("treo", "tổ chức"), a number, or a sign; after "và" or a
comma another name can follow.
"""

import re
from dataclasses import dataclass

from planner.documents.papers.passages import Passage
from planner.documents.papers.plain import words

_HEADS = words(
    "xa", "phuong", "thi tran", "dac khu", "huyen", "quan", "thanh pho", "thi xa", "tinh",
    "khu pho", "ap", "thon", "ban", "lang", "buon", "bon", "xom", "khoi", "khom", "soc",
    "to dan pho", "khu dan cu", "khu vuc", "khu", "cum dan cu", "dia ban", "to", "co quan",
    "cong so", "don vi", "dia phuong", "ban nganh", "nganh", "so", "phong", "dau moi", "cap",
    "cap uy", "khoi thi dua", "truong", "truong hoc", "co so", "diem truong", "lop", "khoa",
    "benh vien", "tram", "phong kham", "diem", "nha may", "chi bo", "chi doan", "chi hoi",
    "dang bo", "lien doi", "cong doan", "huyen doan", "tinh doan", "thanh doan", "xa doan",
    "doan xa", "doan vien", "hoi vien", "dang vien", "can bo", "hoi", "to chuc", "doan the",
    "cau lac bo", "nhom", "doi", "doi tuyen truyen", "doanh nghiep", "cong ty", "hop tac xa",
    "cua hang", "khach san", "nha hang", "sieu thi", "cho", "ben", "ben ca", "cang", "cang ca",
    "tau", "tau ca", "ho", "ho dan", "gia dinh", "nha", "nha van hoa", "tru so", "tuyen duong",
    "tuyen pho", "truc duong", "duong", "cua ngo", "cong trinh", "dai", "dai truyen thanh",
    "cum", "cum loa", "bao cao vien", "tuyen truyen vien", "cong tac vien", "cong chuc",
    "nghia trang", "dai tuong niem", "di tich", "chua", "co so tho tu", "giao xu", "don",
    "dai doi", "tieu doan", "trung doan", "phan xuong", "noi", "vi tri", "mo hinh",
    "thue bao", "nha mang", "doan truong", "doan co so", "ban chi dao", "to cong nghe so",
)  # fmt: skip
"""The first words of what a number can be owed for."""

TIMES = words(
    "ngay", "tuan", "thang", "quy", "nam", "buoi", "lan", "so", "ky", "dot", "gio", "phien",
    "tiet", "vu", "hoc ky",
)  # fmt: skip
"""What a rhythm counts: "02 buổi/ngày", "mỗi tuần 03 bài"."""

_ENDS = words(
    "treo", "co(?! so)", "to chuc", "dung", "xay dung", "dang", "dang ky", "dang tai", "duoc",
    "phat", "phat dong", "gui", "lam", "ke ve", "ke", "ve", "duy tri", "bo tri", "san xuat",
    "thuc hien", "dat", "dan", "chon", "lua chon", "mo", "thanh lap", "lap",
    "hang (?:tuan|thang|quy|nam|ngay)", "moi", "tung", "trong", "phai", "deu", "can", "it nhat",
    "toi thieu", "khong duoi", "khong it hon", "nhan", "trang tri", "phan dau", r"(?<!bau\s)cu",
    "viet", "in", "hop", "hop dan", "tren dia ban", "tren", "tai", "theo", "dam bao", "bao dam",
    "cang", "lap dat", "gan", "trung bay", "niem yet", "chuan bi", "tham gia", "tuyen truyen",
    "trien khai", "thay", "bien soan", "ra", "nop", "la", "dua", "tu", "van dong", "kiem tra",
    "xay", "sinh hoat", "day", "chi(?! dao| bo| doan| hoi)", "tiep tuc", "chu dong", "huy dong",
    "tap huan", "de", "nham", "do", "tu choi", "tao", "cung cap", "bien tap", "giao luu",
    "trong cay",
    "nhan cham soc", "thi", "ton tao", "ho tro", "cai tao", "sua chua", "lam moi", "khong",
    "ky", "su dung", "van hanh", "mua", "trang bi", "cong bo", "tang",
)  # fmt: skip
"""Where the name of a unit ends: what it does, by when, how much."""

_SIGN = re.compile(r"[,;.:/(]|(?<!chi dao )(?<!\d)\d|\s(?:va|hoac)\s")
_NEXT = re.compile(r"\s*(?:,|/|\bva\b|\bhoac\b)\s*(?:cac\s+|moi\s+)?")
LONGEST, MOST = 60, 12
"""How long a name can be, and how many can be listed."""


@dataclass(frozen=True, slots=True)
class Units:
    """Units by their names as written, and where they stand: from `start` to `end`."""

    names: tuple[str, ...]
    start: int
    end: int


def units(one: Passage, text: str, start: int, at: int) -> Units | None:
    """Return the units named from `at` on, None where none is; `start` is where their lead begins.

    `text` is the passage's plain text, parts of it blanked.
    """
    if TIMES.match(text, at) and not one.text[at:].lower().startswith("sở "):
        return None
    names: list[str] = []
    end = at
    while len(names) < MOST and (head := _HEADS.match(text, at)) is not None:
        reach = min(head.end() + LONGEST, len(text))
        stops = (pattern.search(text, head.end(), reach) for pattern in (_ENDS, _SIGN))
        end = min([found.start() for found in stops if found], default=reach)
        names.append(one.text[at:end].strip())
        following = _NEXT.match(text, end)
        if following is None or not _HEADS.match(text, following.end()):
            break
        at = following.end()
    return Units(tuple(names), start, end) if names else None
