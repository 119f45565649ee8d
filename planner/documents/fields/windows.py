"""Windows: the days on which one channel runs, with the hours at which its sessions start.

A span takes its channel from its own clause, else from the clauses before it, else from the
headings above, else (in notices and letters) from the paper's title: of a notice on flags, "từ
ngày 29/4 đến hết ngày 02/5" is about flags.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from planner.documents.fields import channels, columns
from planner.documents.fields.clauses import clause
from planner.documents.fields.hours import hours
from planner.documents.fields.placed import Placed
from planner.documents.fields.running import (
    LASTING_EVENTS,
    SHOWN,
    is_loose,
    names_any,
    running,
    told,
)
from planner.documents.fields.spoken import Spoken
from planner.documents.papers.outline import is_heading
from planner.documents.papers.papers import Paper
from planner.documents.papers.passages import Passage
from planner.documents.papers.plain import words
from planner.documents.reading import Window

TIMED = frozenset({"loudspeaker", "press", "mobile"})
"""Channels whose sessions start at hours."""

_NOTICES = frozenset({"thong-bao", "cong-van", "khac", "huong-dan", "quyet-dinh"})
_PLANS = frozenset({"ke-hoach", "huong-dan", "chi-thi", "chuong-trinh", "ket-luan", "quyet-dinh"})
SHORT, STEPS = 160, 8
"""How long a line can be that says only when; how many clauses back are looked at."""


@dataclass(frozen=True, slots=True)
class Place:
    """What surrounds the spans of a passage: where it stands, the title's channels, the kind."""

    at: Placed
    titled: frozenset[str]
    kind: str
    is_heading: bool

    @property
    def passage(self) -> Passage:
        return self.at.passage


def titled(paper: Paper) -> frozenset[str]:
    """Return the channels that a paper's title names: a notice of flags is about flags."""
    found = {code for one in paper.title for code, *_ in channels.said(one)}
    return frozenset(found & (SHOWN | {"press", "event"}))


def read(
    spoken: Sequence[Spoken], at: Placed, titled: frozenset[str], kind: str
) -> Iterator[tuple[Spoken, tuple[Window, ...]]]:
    """Yield each span of a passage with its windows; none where no channel runs on it."""
    place = Place(at, titled, kind, bool(spoken) and is_heading(at.passage))
    carried: tuple[str, ...] = ()
    for index, one in enumerate(spoken):
        low, high = _reach(spoken, index)
        codes, carried = _codes(one, place, (low, high), carried)
        codes = tuple(code for code in codes if _fits(one, code))
        times = _times(one, place, low, high) if set(codes) & TIMED else ()
        yield (
            one,
            tuple(
                Window(
                    code, one.start, one.end, one.line, times if code in TIMED else (), one.shown
                )
                for code in codes
                if one.start or one.end
            ),
        )


def _reach(spoken: Sequence[Spoken], index: int) -> tuple[int, int]:
    """Return from where to where words can belong to a span: its clause, up to its neighbours."""
    one = spoken[index]
    low, high = one.clause
    if index:
        low = max(low, spoken[index - 1].span.end)
    if index + 1 < len(spoken):
        high = min(high, spoken[index + 1].span.start)
    return low, high


# ---- the channel -------------------------------------------------------------------------------

_STOPPED = words("khong (?:to chuc|treo|phat|duoc)", "tam dung", "tam hoan", "huy")
_TAKEN_DOWN = words(
    "thao", "thao do", "thao go", "go", "go bo", "thu don", "ha xuong", "thu hoi", "ha co",
)  # fmt: skip
_OTHER_WORK = words(
    "tong ve sinh", "ve sinh", "trong cay", "tham", "tang qua", "tap huan", "le vieng",
    "dang huong", "don dep", "giao ban", "tuan tra", "kiem tra",
)  # fmt: skip
_REPORTS = re.compile(r"(?<!\w)bao cao(?! vien)(?!\w)")
_ENDS_WITH = words("thao (?:do|go|xuong)", "go bo", "thu don", "ha xuong")
_HANGS = words("treo", "cang", "trang tri", "duy tri")
_GOES_ON = re.compile(
    r"\W*(?:rieng|lan|dot|thoi gian|thoi diem|thoi han|tu|bat dau|cao diem|treo|phat|dang|gui|chay"
    r"|niem yet|ngay|dip|cac ngay|trong|sang|va|gom|con lai|mua)(?!\w)"
)
"""How a clause begins that goes on with what the one before spoke of: "lần 2 từ ngày ..."."""


def _codes(
    one: Spoken, place: Place, reach: tuple[int, int], carried: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the channels of a span, and those that the spans behind it can go on with."""
    follows = reach[0] > one.clause[0]
    if one.passage.cells and (found := columns.channels(one, place.at)) is not None:
        return found, carried
    if _is_phase(one, place, reach[0]):
        return (), carried
    own, free = _own(one, place, reach, follows=follows and bool(carried))
    if own == ("press",) and is_loose(one.passage, *reach):
        own = _airing(one, place) or own
    if own or not free:
        return own, own or carried
    found = carried if carried and (follows or _goes_on(one)) else _around(one, place)
    return found, found or carried


_AIRS = frozenset({"loudspeaker", "portal", "social", "mobile"})


def _airing(one: Spoken, place: Place) -> tuple[str, ...]:
    """Return which loudspeakers or pages have the "tin, bài", "chuyên mục" of a span.

    "Vận hành đài truyền thanh xã; phát tin, bài mỗi ngày 02 buổi từ ngày ..."
    """
    over = (running(above, 0, len(above.plain)) for above in _context(place.at))
    for found in (_before(one), *over, tuple(sorted(place.titled))):
        if found:
            return tuple(code for code in found if code in _AIRS) if "press" not in found else ()
    return ()


def _own(
    one: Spoken, place: Place, reach: tuple[int, int], *, follows: bool
) -> tuple[tuple[str, ...], bool]:
    """Return the channels of a span's own clause, and whether it leaves room for those around.

    What stands before the span counts first: "treo băng rôn từ ... đến ..., cổ động bằng xe loa
    từ ...". A clause on other work ("tổng vệ sinh vào ngày 23") takes no channel from elsewhere;
    a span that `follows` another in its clause takes none from behind it.
    """
    passage, at = one.passage, one.span.start
    low, high = reach
    if _is_other_work(one, low, high):
        return (), False
    stretch = passage.plain[low:at]
    if place.is_heading and ". " not in passage.words:
        low = 0
    if found := running(passage, low, at):
        return found, True
    leads = not re.search(r"[a-z]{2}", stretch.rpartition(":")[2]) or not _GOES_ON.match(stretch)
    if not follows and (one.span.is_day or leads):
        behind = running(passage, one.span.end, high)
        if found := tuple(code for code in behind if code not in {"oral", "print"}):
            return found, True
    return (), not names_any(passage, low if follows else one.clause[0], at)


def _is_other_work(one: Spoken, low: int, high: int) -> bool:
    """Whether something else is done then, or the channel ends then."""
    text, at = one.passage.plain, one.span.start
    if _STOPPED.search(text, low, at):
        return True
    if one.span.is_day and _REPORTS.search(text, low, at):
        return True
    if _ENDS_WITH.search(text, low, at) and not _HANGS.search(text, low, at):
        return True
    part = low + text[low:at].rfind(",") + 1
    if _OTHER_WORK.search(text, part, at) and not running(one.passage, part, at):
        return True
    return (one.span.is_day or one.span.is_month) and bool(_TAKEN_DOWN.search(text, low, high))


def _goes_on(one: Spoken) -> bool:
    """Whether a clause goes on with the one before, or only says that it hangs then."""
    text, low = one.passage.plain, one.clause[0]
    hangs = _HANGS.search(text, low, one.span.start)
    only = hangs is not None and not names_any(one.passage, low, hangs.end())
    return only or bool(_GOES_ON.match(text, low))


def _around(one: Spoken, place: Place) -> tuple[str, ...]:
    """Return the channels of the clauses before, the headings above, or the title."""
    passage, goes_on = one.passage, _goes_on(one)
    if (goes_on or passage.cells) and (found := _before(one)):
        return found
    stated = passage.plain[max(one.span.start - 5, 0) : one.span.start].rstrip()[-1:] == ":"
    short = len(passage.words) < SHORT and not one.span.is_month
    short |= bool(place.titled) and bool(_PHASE.match(passage.words))
    if not (goes_on or stated or short):
        return ()
    if (beside := _cell_before(one, place.at)) is not None:
        return beside
    return _over(place) or _of_title(one, place)


def _over(place: Place) -> tuple[str, ...]:
    """Return the channels of the nearest heading or line above that has any."""
    for above in _context(place.at):
        found = running(above, 0, len(above.plain))
        if found == ("press",) and is_loose(above, 0, len(above.plain)) and place.titled:
            continue  # "III. KHUNG GIỜ PHÁT SÓNG" of a paper on loudspeakers
        if found:
            return found
    return ()


def _of_title(one: Spoken, place: Place) -> tuple[str, ...]:
    """Return the title's channels; in a plan a single day is not theirs."""
    if place.kind not in _NOTICES and one.span.is_day:
        return ()
    if place.kind in _NOTICES or place.titled:
        return tuple(sorted(place.titled - ({"event"} if len(place.titled) > 1 else set())))
    return ()


_BARE = re.compile(r"\W*(?:(?:ca|cac|trong|vao|tu|suot|hai|ba|\d\d?) )*(?:ngay )?")
_CELL = 60
"""How much can stand behind the days in a cell: "...; sáng 6h00, chiều 17h00"."""


def _cell_before(one: Spoken, at: Placed) -> tuple[str, ...] | None:
    """Return the channels of the line over a line that is days alone, None where it is no cell.

    A table that lost its lines has a cell on each: "Băng rôn trước cổng trường", "10/6 - 15/7".
    """
    passage = one.passage
    if passage.label or passage.cells or not _BARE.fullmatch(passage.plain, 0, one.span.start):
        return None
    over = next(at.before(1), None)
    if len(passage.plain) - one.span.end > _CELL or over is None or over.label or over.cells:
        return None
    if len(over.plain) >= SHORT or over.plain.rstrip()[-1:] in ".;:":
        return None
    return tuple(code for code in told(over.plain) if code in SHOWN or code == "press")


def _before(one: Spoken) -> tuple[str, ...]:
    """Return the channels of the nearest clause before a span's own that has any."""
    text, low = one.passage.plain, one.clause[0]
    for _ in range(STEPS):
        if low <= 0:
            break
        low, high = clause(text, max(low - 2, 0), max(low - 2, 0))
        if found := running(one.passage, low, high):
            return found
    return ()


def _context(at: Placed) -> Iterator[Passage]:
    """Yield what stands over a passage; before a line on time alone also the two beside it."""
    if _TIME.match(at.passage.words):
        yield from at.before(2)
    if at.lead is not None:
        yield at.lead
    for above in at.node.ancestors():
        if above.passage is not None and len(above.passage.plain) < 3 * SHORT:
            yield above.passage


_PHASE = re.compile(
    r"\W*(?:\(?\d+[.)]?\s*)?(?:giai doan|dot|buoc|cao diem|tuan le|thang (?:cao diem|hanh dong)"
    r"|(?:tuan|mua|chien dich) |quy [iv\d]|lo trinh|thoi gian\s*:|thoi gian (?:tuyen truyen"
    r"|thuc hien|trien khai|to chuc|cao diem|truyen thong|phat dong|chien dich|hoat dong))"
)
_TIME = re.compile(r"\W*(?:thoi gian|thoi diem|thoi han)(?!\w)")
_OF_PAPER = re.compile(r"\W*(?:\d+[.)]\s*)?thoi gian tuyen truyen(?! treo)[^:;.]{0,30}:")
"""The campaign's own time, which a paper on banners has too."""
_NEXT = re.compile(r"\s*\)?\s*(?:treo|phat|dang|cang|trang tri|nhan tin)(?!\w)")
_UNDER = frozenset({"dash", "plus", "bullet", "letter", "paren"})
"""Numbering of a line that hangs on another: "- Thời gian: ..." under "2. Cổ động trực quan"."""


def _is_phase(one: Spoken, place: Place, low: int) -> bool:
    """Whether a span is a phase of a plan: "Đợt 2 (từ ngày ...): tập trung tuyên truyền"."""
    passage, at = one.passage, one.span.start
    said = passage.plain[slice(*one.clause)]
    if place.kind in _PLANS - {"quyet-dinh"} and _OF_PAPER.match(said):
        return not running(passage, low, at)
    if place.titled or place.kind not in _PLANS or not _PHASE.match(passage.words):
        return False
    if _NEXT.match(passage.plain, one.span.end):
        return False
    if (passage.label is None or passage.label.kind in _UNDER) and _TIME.match(passage.words):
        return not any(
            set(running(above, 0, len(above.plain))) & SHOWN for above in _context(place.at)
        )
    hangs = re.search(r"(?<!\w)(?:treo|cang)(?!\w)", passage.plain[low:at])
    return not hangs and not running(passage, low, at)


_STAGES = words("vong", "so khao", "so loai", "chung ket", "chung khao")


def _fits(one: Spoken, code: str) -> bool:
    """Whether a channel can run on such days: talks and single events are no windows."""
    span, text = one.span, one.passage.plain
    if code == "oral":
        return False
    if code == "print" and len(told(text[slice(*one.clause)])) > 1:
        return False  # "đăng tài liệu trên Trang thông tin điện tử từ ngày ..."
    if code == "print":
        return not (span.is_day or span.is_month)
    if span.is_month and code not in SHOWN and not (one.passage.cells and code == "press"):
        return False
    if code == "event":
        said = text[slice(*one.clause)]
        return not span.is_day and bool(LASTING_EVENTS.search(said)) and not _STAGES.search(said)
    return not (span.is_day and re.search(r"dip\s*$", text[max(span.start - 5, 0) : span.start]))


# ---- hours -------------------------------------------------------------------------------------


def _times(one: Spoken, place: Place, low: int, high: int) -> tuple[time, ...]:
    """Return the starts of sessions of a window: in its clause, its passage, or under it."""
    passage, at = one.passage, one.span.start
    if passage.cells:
        return columns.times(one, place.at)
    all_hours = list(hours(passage.plain))
    found = {hour for where, hour in all_hours if low <= where <= high}
    if one.span.is_day:
        # "lúc 7 giờ 00 ngày 06/10 và Lễ truy điệu lúc 9 giờ 00 ngày 07/10"
        found = {hour for where, hour in all_hours if low <= where < at} or found
    if not found and low == one.clause[0]:
        found = {hour for _, hour in all_hours}
    if not found and place.is_heading:
        under = (child.passage for child in place.at.node.walk() if child.passage is not None)
        found = {hour for other in under for _, hour in hours(other.plain)}
    return tuple(sorted(found))


def once(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Return windows once each, their hours put together."""
    merged: dict[tuple[str, date | None, date | None], Window] = {}
    for one in windows:
        key = one.channel, one.start, one.end
        times = {*one.times, *(merged[key].times if key in merged else ())}
        merged[key] = replace(merged.get(key, one), times=tuple(sorted(times)))
    return tuple(merged.values())
