"""Events that are filled in, against icalendar's own, byte by byte; and gzip made of pieces."""

import gzip
import zlib
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Event
from small import stamp
from test_feeds import AWKWARD, BANNER, BASE, HOLIDAY, ITEM, NAMESPACE, POST, SLOT, STAMPS

from planner import feeds
from planner.domain.model import Anniversary, ItemState, Slot, Source, State
from planner.feeds import Entry, Whole, Words, packed
from planner.feeds.filled import Writer, fold, unfolded

LONG = "Tuyên truyền, vận động; “nông thôn mới” \\ đô thị văn minh, 100 % số hộ " * 6
LUNAR = Anniversary("gio-to", "Giỗ Tổ Hùng Vương", 10, 3, lunar=True, rank="great")
WORDS = Words(
    {"xa-dong-hoa": "Xã Đông Hòa; huyện %s, Tây Hà"},
    {"01-kh": ("01/KH-UBND", "Kế hoạch một"), "ten": (None, LONG)},
    (HOLIDAY, LUNAR),
    BASE,
)


def same(entries: list[Entry | Whole], words: Words = WORDS, *, one_agency: bool = True) -> None:
    """Hold what one writer says of some events to what icalendar says of each."""
    writer = Writer(words, NAMESPACE, one_agency=one_agency)
    for entry in entries:
        event = (
            feeds.whole(entry, words, NAMESPACE)
            if isinstance(entry, Whole)
            else feeds.event(entry, words, NAMESPACE, one_agency=one_agency)
        )
        assert writer.write(entry) == event.to_ical(sorted=False)


TOLD_ANEW: list[dict[str, Any]] = [
    {"day": date(2027, 9, 2)},
    {"day": date(2027, 12, 31), "at": time(23, 55)},
    {"due": None},
    {"due": date(2027, 8, 28)},
    {"due": date(2027, 2, 1)},
    {"at": None, "minutes": None},
    {"at": time(5, 30, 15), "minutes": 0},
    {"at": time(0), "minutes": None},
    {"end_day": date(2027, 9, 5)},
    {"theme": None},
    {"theme": LONG},
    {"title": LONG},
    {"title": "một\ndòng\\Nnữa %s %(a)s"},
    {"brief": f"- khổ 3 x 0,8 m; vải\r\n- {LONG}\n\n 100 %"},
    {"agency": "xa-khong-ai-biet"},
    {"source": Source(plan="ten", line=3)},
    {"source": Source(plan="khong-ai-biet", line=3)},
    {"campaign": "gio-to-2027"},
    {"campaign": "thuong-xuyen-2027"},
    {"sequence": 12},
    {"planned_on": date(2026, 1, 1)},
    {"planned_on": None},
    {"changed_at": stamp("2027-06-02 17:05")},
    {"changed_at": None},
    *({"state": state} for state in State),
]


@pytest.mark.parametrize("thing", [SLOT, BANNER, POST], ids=["hour", "span", "post"])
@pytest.mark.parametrize("one_agency", [True, False])
def test_every_kind_of_slot_is_what_icalendar_writes(thing: Slot, *, one_agency: bool) -> None:
    """Each difference comes twice behind the first slot: as a block of its own, and filled in."""
    told = [
        replace(one, key=f"{one.key}/{number}")
        for one in (thing, *(replace(thing, **values) for values in TOLD_ANEW))
        for number in range(2)
    ]
    same([Entry(one) for one in told], one_agency=one_agency)
    same([Entry(one, "[HỦY]") for one in told], one_agency=one_agency)
    same([Entry(one, cancelled=True) for one in told], one_agency=one_agency)


@pytest.mark.parametrize("state", list(ItemState))
def test_every_kind_of_item_is_what_icalendar_writes(state: ItemState) -> None:
    told = [
        replace(ITEM, state=state),
        replace(ITEM, due=date(2027, 12, 1)),
        replace(ITEM, title=LONG, source=Source(plan="ten")),
        replace(ITEM, origin="quoc-khanh-2027", source=Source("quoc-khanh")),
        replace(ITEM, origin="quoc-khanh-2027", source=Source("quoc-khanh"), due=date(2027, 9, 6)),
    ]
    same([Entry(one) for one in told])
    same([Entry(one, "[HỦY]") for one in told], one_agency=False)


def test_what_is_shown_over_whole_days_is_what_icalendar_writes() -> None:
    at = stamp("2027-06-02 17:05")
    day = date(2027, 9, 2)
    same([Whole("campaign/x/press", LONG, day, day, (LONG, "hai"), "/calendar", "Báo chí", 3, at)])


@st.composite
def neighbours(draw: st.DrawFn) -> list[Slot]:
    """Slots that mostly say the same, so that blocks are filled in again and again."""
    texts = draw(st.lists(AWKWARD, min_size=1, max_size=2))
    days = st.dates(date(2027, 1, 1), date(2028, 12, 31))
    return [
        replace(
            SLOT,
            key=f"c/k/a/{number}",
            agency=draw(st.sampled_from(["xa-dong-hoa", "so-vhtt", "khong-ai-biet"])),
            day=draw(days),
            at=draw(st.none() | st.times().map(lambda one: one.replace(microsecond=0))),
            minutes=draw(st.none() | st.integers(1, 2000)),
            due=draw(st.none() | days),
            title=draw(st.sampled_from(texts)),
            theme=draw(st.none() | st.sampled_from(texts)),
            brief=draw(st.sampled_from(texts)),
            campaign=draw(st.sampled_from(["quoc-khanh-2027", "gio-to-2027", "khac"])),
            source=Source(plan=draw(st.sampled_from([None, "ten", "01-kh"]))),
            sequence=draw(st.integers(0, 50)),
            changed_at=draw(STAMPS),
            state=draw(st.sampled_from([State.PROPOSED, State.APPROVED])),
        )
        for number in range(draw(st.integers(1, 6)))
    ]


@settings(max_examples=100, deadline=None)
@given(slots=neighbours(), name=AWKWARD, other=AWKWARD, one_agency=st.booleans())
def test_any_slots_are_what_icalendar_writes(
    slots: list[Slot], name: str, other: str, *, one_agency: bool
) -> None:
    agencies = {"xa-dong-hoa": name, "so-vhtt": other}
    words = replace(WORDS, agencies=agencies, plans={"ten": (None, name)})
    same([Entry(one) for one in slots], words, one_agency=one_agency)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("aăữ\\^;,🇻e\u0301"), max_size=200))
def test_lines_fold_as_icalendar_folds_them(text: str) -> None:
    event = Event()
    event.add("x-any", text)
    whole = event.to_ical(sorted=False)
    assert b"".join(map(fold, unfolded(whole))) == whole


# --- gzip of pieces -------------------------------------------------------------------------------


@given(st.lists(st.binary(max_size=300), max_size=8))
def test_pieces_join_to_one_gzip_file(pieces: list[bytes]) -> None:
    kept = [packed.pack(one) for one in pieces]
    whole = packed.join(kept)
    assert gzip.decompress(whole) == b"".join(pieces)
    assert zlib.decompress(whole, wbits=16 + zlib.MAX_WBITS) == b"".join(pieces)  # one member
    assert packed.unpack(kept) == b"".join(pieces)
    assert packed.split(b"".join(kept)) == kept


def test_large_pieces_join_as_well() -> None:
    pieces = [bytes([number]) * 10**number for number in range(7)]
    assert gzip.decompress(packed.join(map(packed.pack, pieces))) == b"".join(pieces)
