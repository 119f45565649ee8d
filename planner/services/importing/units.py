"""What a quota counts, as a channel; and which block a line belongs to."""

import re
from collections.abc import Sequence

from planner.domain.words import fold
from planner.services.importing.values import Entry

_CHANNELS: tuple[tuple[str, str], ...] = (
    (
        "banner",
        r"khau hieu|bang (?:ron|rol|zon)|pa ?no|ap phich|cum co dong|co phuon|co duoi nheo|hong ky",
    ),
    ("banner", r"man hinh led|bang dien tu|poster|phuon"),
    ("flag", r"co to quoc|co dang|la co|co"),
    (
        "loudspeaker",
        r"(?:tin|bai|luot|buoi|chuong trinh|ban tin)\b.*\b(?:loa|truyen thanh|phat thanh)",
    ),
    ("loudspeaker", r"(?:buoi|luot|ban tin) phat(?: thanh)?|luot phat"),
    ("portal", r"(?:tin|bai)\b.*\b(?:cong|trang) thong tin"),
    ("social", r"(?:tin|bai|luot|video)\b.*\b(?:mang xa hoi|facebook|zalo|fanpage|tiktok)"),
    (
        "oral",
        r"hoi nghi|buoi noi chuyen|buoi tuyen truyen|noi chuyen|toa dam|lop tap huan|hoi thao",
    ),
    (
        "event",
        r"cuoc thi|hoi thi|hoi dien|trien lam|buoi bieu dien|le phat dong|chuong trinh van nghe",
    ),
    ("event", r"cuoc|buoi chieu phim|giao luu|bieu dien|dem dien"),
    ("mobile", r"xe loa|xe tuyen truyen|buoi luu dong|tuyen truyen luu dong|doi luu dong"),
    ("print", r"to roi|to gap|an pham|cuon|sach|tai lieu|so tay|ban in"),
    ("board", r"bang tin|bang thong bao"),
    ("sms", r"tin nhan"),
)
_NEWS = re.compile(r"\b(?:tin|bai|tin bai|chuyen muc|chuyen trang|phong su|chuyen de|tac pham)\b")
_GRASSROOTS = frozenset({"commune", "district"})


_AROUND: tuple[tuple[str, str], ...] = (
    ("loudspeaker", r"loa truyen thanh|truyen thanh|phat thanh|tren loa|cum loa|ban tin"),
    ("mobile", r"xe loa|luu dong|xe tuyen truyen"),
    ("portal", r"(?:cong|trang) thong tin"),
    ("social", r"mang xa hoi|facebook|zalo|fanpage"),
    ("banner", r"khau hieu|bang ron|pa ?no|ap phich|man hinh led"),
    ("oral", r"noi chuyen|sinh hoat|hoi nghi|toa dam|tuyen truyen mieng|hop dan|doi thoai"),
    ("event", r"hoi thi|cuoc thi|trien lam|van nghe|bieu dien|chieu phim|le phat dong"),
    ("print", r"to roi|to gap|tai lieu|cam nang"),
)


def channel_of(unit: str, words: str, block: Entry | None) -> str | None:
    """Return the channel whose pieces a unit counts; None where the words don't tell.

    Where the unit says nothing ("buổi", "lần"), the words around it do if they name one channel.
    News is the press's, but of communes and districts their loudspeakers'.
    """
    plain = fold(unit)
    for code, pattern in _CHANNELS:
        if re.search(rf"\b(?:{pattern})\b", plain):
            return code
    if _NEWS.search(plain):
        kinds = {who.kind for name in (block.names if block else ()) for who in name.agencies}
        return "loudspeaker" if kinds and kinds <= _GRASSROOTS else "press"
    around = fold(words)
    found = {code for code, pattern in _AROUND if re.search(rf"\b(?:{pattern})\b", around)}
    if found == {"mobile", "loudspeaker"}:
        return "mobile"
    return found.pop() if len(found) == 1 else None


def block_at(agencies: Sequence[Entry], line: int) -> Entry | None:
    """Return the block to whose own lines a line belongs: its heading, or between its duties.

    A line behind the last duty may be anybody's, unless a duty stands on it.
    """
    for entry in agencies:
        if entry.dropped:
            continue
        lines = [entry.line, *(duty.line for duty in entry.duties if not duty.dropped)]
        if line in lines or min(lines) < line < max(lines):
            return entry
    return None
