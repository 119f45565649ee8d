"""Names in a head that recognition damaged, put right by the names that offices have.

>>> mended("ỦY BAN NHÂN D N")
'ỦY BAN NHÂN DÂN'
"""

from collections.abc import Iterable
from difflib import SequenceMatcher

from planner.documents.papers.plain import plain
from planner.documents.papers.signs import BODY, PLACE

_NAMES = (
    "ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "ỦY BAN BẦU CỬ", "TỈNH ỦY", "THÀNH ỦY", "HUYỆN ỦY",
    "THỊ ỦY",
    "QUẬN ỦY", "ĐẢNG ỦY", "ĐẢNG BỘ TỈNH", "ĐẢNG BỘ HUYỆN", "ĐẢNG BỘ XÃ", "ĐẢNG BỘ PHƯỜNG",
    "VĂN PHÒNG",
    "BAN TUYÊN GIÁO VÀ DÂN VẬN", "BAN TUYÊN GIÁO", "BAN DÂN VẬN", "BAN TỔ CHỨC", "BAN CHỈ ĐẠO",
    "BAN XÂY DỰNG ĐẢNG", "BAN CÁN SỰ ĐẢNG", "BAN THƯỜNG TRỰC", "BAN THƯỜNG VỤ", "BAN CHẤP HÀNH",
    "MẶT TRẬN TỔ QUỐC VIỆT NAM", "ỦY BAN MTTQ VIỆT NAM", "HỘI LIÊN HIỆP PHỤ NỮ", "HỘI NÔNG DÂN",
    "HỘI CỰU CHIẾN BINH", "LIÊN ĐOÀN LAO ĐỘNG", "TỈNH ĐOÀN", "CÔNG AN TỈNH", "CÔNG AN THÀNH PHỐ",
    "BỘ CHỈ HUY QUÂN SỰ TỈNH", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "SỞ VĂN HÓA, THỂ THAO",
    "SỞ VĂN HÓA VÀ THỂ THAO", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "SỞ Y TẾ",
    "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG",
    "SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", "SỞ NỘI VỤ", "SỞ TƯ PHÁP", "SỞ XÂY DỰNG",
    "SỞ CÔNG THƯƠNG",
    "PHÒNG VĂN HÓA VÀ THÔNG TIN", "PHÒNG VĂN HÓA - XÃ HỘI", "CỔNG THÔNG TIN ĐIỆN TỬ",
    "ĐÀI PHÁT THANH VÀ TRUYỀN HÌNH", "ĐÀI PHÁT THANH - TRUYỀN HÌNH",
)  # fmt: skip
_PLAIN = tuple((plain(name), name) for name in _NAMES)
_ALIKE, _ALIKE_PLACE = 0.86, 0.75
_SLIPS = 2
"""How many letters may have come or gone in a name."""
_LEAST, _LONGEST = 6, 60


def mended(text: str) -> str:
    """Return a head's line in capitals with its body's name put right, if it is nearly one."""
    bare = plain(text)
    sound = PLACE.match(bare) or any(bare.startswith(name) for name, _ in _PLAIN)
    if sound or not _LEAST <= len(bare) <= _LONGEST:
        return text
    best, put = _ALIKE, text
    for name, right in _PLAIN:
        if BODY.match(bare) and bare.split()[0] != name.split()[0]:
            continue  # "BỘ VĂN HÓA ..." is sound, and no "SỞ VĂN HÓA ..."
        if (
            abs(len(bare) - len(name)) > _SLIPS
            and bare[len(name) - _SLIPS : len(name) + _SLIPS + 1].find(" ") < 0
        ):
            continue
        for end in _ends(bare, len(name)):
            alike = _ratio(bare[:end], name)
            if alike > best:
                best, put = alike, right + text[end:]
    return put


def _ends(bare: str, length: int) -> Iterable[int]:
    """Return where a name of some length may end: at the end of a word."""
    ends = range(max(length - _SLIPS, 1), min(length + _SLIPS, len(bare)) + 1)
    return (end for end in ends if end == len(bare) or bare[end] == " ")


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other)
    return matcher.ratio() if matcher.quick_ratio() > _ALIKE_PLACE else 0.0


def likelier(name: str, other: str, text: str) -> str:
    """Return which of two nearly equal names of a place is right: the one that `text` says more."""
    one, two = plain(name), plain(other)
    if one == two or not two or _ratio(one, two) < _ALIKE_PLACE:
        return name
    return other if text.count(two) > text.count(one) else name
