"""Which channels run in a stretch of text: what hangs, is played, posted or sent there.

A body's name ("Trung tâm Văn hóa, Thể thao và Truyền thanh huyện") runs nothing; a station or a
newspaper does, where it has a verb: "Đài Phát thanh và Truyền hình tỉnh tiếp sóng".
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from planner.documents.fields import channels
from planner.documents.fields.clauses import clause
from planner.documents.papers.passages import Passage
from planner.documents.papers.plain import words
from planner.domain import scope

SHOWN = frozenset({"banner", "flag", "loudspeaker", "mobile", "sms", "social", "portal", "board"})
"""Channels that run on days by being named before them: "Băng rôn, cờ phướn: từ ngày ..."."""

_RUNS = re.compile(
    r"treo|cang|phat|dang|trang tri|tuyen truyen|tiep am|tiep song|dung|nhan tin|trung bay"
    r"|to chuc|luu dong|cao diem|thong tin|ke|gan|chieu|ra quan|mo |chay|truyen hinh|thuc hien"
    r"|niem yet|duy tri|trien khai|gui tin"
)
_NAMES = re.compile(
    r"trung tam (?:van hoa|truyen thong|thong tin)[^.;:]{0,60}?"
    r"(?=huyen|thi xa|thanh pho|tinh|xa|phuong|chay|phat|bo tri|[:;]|$)"
    r"|(?:so|phong|bo) van hoa[^.;:]{0,16}the thao(?: va du lich)?"
    r"|van hoa,? the thao(?: va du lich)?"
    r"|(?:so|phong) (?:thong tin va truyen thong|van hoa va thong tin)"
    r"|bao tang|bao (?:dam|ve|cao|hiem|ton|gom)|(?:danh|chinh|ngan|trong) sach"
    r"|hinh anh co to quoc|tu lieu|hong he thong truyen thanh"
)
"""Words in which a channel's name stands for nothing that runs."""

_PRESS = re.compile(
    r"(?<!\w)(?:bao(?! cao| ve| dam| gom| ton| hiem| tang)|dai phat thanh|dai pt|truyen hinh"
    r"|bao chi|thong tin dai chung|song phat thanh)(?!\w)"
)
_STATION = re.compile(
    r"(?:Đài|Báo)(?: và)? (?:Phát thanh|phát thanh|PT)|Báo (?:in|điện tử|[A-ZĐÂĂÊÔƠƯ])|báo in"
)
_ON_AIR = re.compile(
    r"(?<!\w)(?:phat|dang|dua tin|tiep song|mo|thuc hien|truc tiep|moi so|duy tri)(?!\w)(?! thanh)"
)
_RELAYED = re.compile(r"truyen thanh[^.;]{0,60}tiep (?:song|am)")
"""A loudspeaker that relays the station: "đài truyền thanh các xã tiếp sóng Đài tỉnh"."""
_AIRED = frozenset({"loudspeaker", "portal", "social", "mobile"})
_SPEAKING = re.compile(r"(?<!\w)(?:xe|loa|doi|thong tin luu dong|tuyen truyen luu dong)(?!\w)")
_NETWORK = re.compile(
    r"mang|facebook|zalo|you ?tube|tik ?tok|fan ?page|instagram|twitter|lotus|live ?stream"
)
"""What a network is told by; a clip or an infographic is shown elsewhere too."""
_SPEAKERS = re.compile(
    r"truyen thanh|loa (?:phuong|xa|thon|ap|co dinh)|cum loa|he thong loa|thong tin co so"
)
_VISUAL = re.compile(
    r"bang[ -]|pa ?-?no|khau hieu|phuon|ap[ -]phich|duoi nheo|hong ky|cong chao|truc quan|led"
    r"|dien tu|bieu ngu|bien tuong"
)
LASTING_EVENTS = words(
    "trien lam", "trung bay", "cuoc thi", "hoi cho", "lien hoan", "festival", "hoi sach",
    "tuan phim", "hoi thi",
)  # fmt: skip
"""Events that run for days, so that a span is theirs; a ceremony has a day."""


def running(one: Passage, low: int, high: int) -> tuple[str, ...]:
    """Return the channels that run in a stretch of a passage, in the order of their codes.

    Columns and programmes on loudspeakers are no press; posters and flags are told apart.
    """
    stretch = one.plain[low:high]
    named = _named(stretch)
    inside = clause(one.plain, low, high)
    runs = bool(_RUNS.search(one.plain, *inside))
    lasts = "event" in named and bool(LASTING_EVENTS.search(stretch))
    found = [code for code in named if runs or code in SHOWN or (code == "event" and lasts)]
    if _is_press(one, low, high, inside[1]):
        found = [code for code in found if code != "loudspeaker" or _SPEAKERS.search(stretch)]
        found.extend(["press"] if "press" not in found else [])
    if len(found) > 1:
        found = [code for code in found if not _is_other(code, found, stretch)]
    return tuple(found) if found and scope.inside(one.text[slice(*inside)]) else ()


@lru_cache(maxsize=1024)  # a stretch is asked about again when nothing runs in it
def _named(stretch: str) -> tuple[str, ...]:
    """Return the channels whose words stand in a plain text."""
    text = _NAMES.sub(lambda found: "#" * len(found.group()), stretch)
    return tuple(code for code, pattern in channels.WORDS.items() if pattern.search(text))


def told(text: str) -> tuple[str, ...]:
    """Return the channels that a head or title in plain letters names."""
    named = _named(text)
    return tuple(code for code in named if len(named) == 1 or not _is_other(code, named, text))


def is_loose(one: Passage, low: int, high: int) -> bool:
    """Whether the press is named there by a word alone that others use: "phát tin, bài".

    A loudspeaker has columns and goes on air, a website has "tin, bài".
    """
    return not _PRESS.search(one.plain, low, high) and not _STATION.search(one.text, low, high)


def _is_press(one: Passage, low: int, high: int, end: int) -> bool:
    """Whether a newspaper or a station does something there."""
    return any(
        _ON_AIR.search(one.plain, found.end(), end)
        for found in _STATION.finditer(one.text, low, high)
    )


def _is_other(code: str, found: Sequence[str], stretch: str) -> bool:
    """Whether a channel's words there belong to another channel that was found."""
    match code:
        case "press":
            other = bool(_RELAYED.search(stretch)) or not _airs(found, stretch)
        case "social":
            other = not _NETWORK.search(stretch)
        case "banner":
            other = "flag" in found and not _VISUAL.search(stretch)
        case "loudspeaker":
            other = "mobile" in found and not _SPEAKERS.search(stretch)
        case "mobile":
            # "triển lãm ảnh lưu động" is no car with loudspeakers
            other = "event" in found and not _SPEAKING.search(stretch)
        case "flag":
            other = "sms" in found  # "nhắn tin nhắc việc treo cờ"
        case _:
            other = False
    return other


def _airs(found: Sequence[str], stretch: str) -> bool:
    """Whether the press is meant by its name, or by going on air where nothing else does."""
    return bool(_PRESS.search(stretch)) or ("phat song" in stretch and not _AIRED & set(found))


def names_any(one: Passage, low: int, high: int) -> bool:
    """Whether a stretch names any channel, be it an event that does not run."""
    return any(code != "print" for code in _named(one.plain[low:high]))
