"""Feeds: the bytes that calendar programs get, and that they read the same from them."""

import json
import re
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from small import OUTSIDE, PLAN_KEY, TODAY, Office, stamp
from written import calendar

from planner import feeds
from planner.domain.model import Anniversary, Item, ItemState, Slot, Source, State
from planner.errors import InputError, NotFoundError
from planner.feeds import Entry, Words
from planner.services import publishing, scheduling, subscribing
from planner.services.publishing import Served
from planner.services.subscribing import Keys
from planner.settings import ZONE
from planner.store import feeds as kept_feeds
from planner.store import items as item_store
from planner.store import slots as slot_store
from planner.store.feeds import Feed

NAMESPACE = UUID("0f0e0d0c-0b0a-4908-8706-050403020100")
BASE = "https://lich.vi-du.vn"
KEYS = Keys("bí mật của bài thử")
AT = stamp("2027-05-20 01:30")

HOLIDAY = Anniversary(
    "quoc-khanh",
    "Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam",
    2,
    9,
    origin_year=1945,
    rank="great",
    short="Quốc khánh",
)
WORDS = Words(
    {"xa-dong-hoa": "Xã Đông Hòa"},
    {"01-kh": ("01/KH-UBND", "Kế hoạch một"), "ten": (None, "Kế hoạch không số")},
    (HOLIDAY,),
    BASE,
)
SLOT = Slot(
    key="quoc-khanh-2027/loudspeaker-bulletin/xa-dong-hoa/d-5/s1",
    campaign="quoc-khanh-2027",
    cadence="loudspeaker-bulletin",
    agency="xa-dong-hoa",
    occurrence="d-5",
    channel="loudspeaker",
    format="bulletin",
    session="s1",
    day=date(2027, 8, 28),
    at=time(5, 30),
    minutes=8,
    due=date(2027, 8, 27),
    theme="Xây dựng nông thôn mới",
    title="Xây dựng nông thôn mới",
    source=Source("quoc-khanh", "01-kh", 17, "loudspeaker-bulletin"),
    planned_on=date(2027, 5, 20),
    changed_at=AT,
)
BANNER = replace(
    SLOT,
    key="quoc-khanh-2027/banner-hang/xa-dong-hoa/span",
    cadence="banner-hang",
    channel="banner",
    format="banner",
    occurrence="span",
    session=None,
    day=date(2027, 8, 26),
    end_day=date(2027, 9, 5),
    at=None,
    minutes=None,
    due=date(2027, 8, 19),
    title="82 năm Quốc khánh; mừng \\ Tết, độc lập",
    brief="- khổ 3 x 0,8 m; vải\n- treo ngang",
    source=Source("quoc-khanh", cadence="banner-hang"),
    state=State.APPROVED,
    sequence=2,
    changed_at=stamp("2027-06-02 17:05"),
)
POST = replace(
    SLOT,
    key="thuong-xuyen-2027/regular-post/xa-dong-hoa/W35-tu",
    campaign="thuong-xuyen-2027",
    cadence="regular-post",
    channel="social",
    format="post",
    occurrence="W35-tu",
    session=None,
    day=date(2027, 8, 31),
    at=time(8),
    minutes=None,
    due=None,
    title="Chuyện kể",
    source=Source(plan="ten", line=3, cadence="regular-post"),
)
ITEM = Item(
    key="01-kh/h1/xa-dong-hoa/2027-06",
    origin="01-kh",
    kind="deadline",
    agency="xa-dong-hoa",
    title="Báo cáo sáu tháng",
    occurrence="2027-06",
    due=date(2027, 6, 19),
    source=Source(plan="01-kh", line=54),
    planned_on=date(2027, 5, 20),
    changed_at=AT,
)


def body(
    slots: list[Slot],
    items: list[Item] | None = None,
    *,
    off_air: str = "mark",
    today: date = TODAY,
) -> bytes:
    entries = feeds.events(slots, items or [], off_air=off_air, today=today)
    return calendar("Xã Đông Hòa", entries, WORDS, namespace=NAMESPACE)


def lines(found: bytes) -> list[str]:
    """Return the unfolded lines; each must be UTF-8, short enough and end in CRLF by itself."""
    assert found.endswith(b"\r\n")
    raw = found.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, raw)) <= 75
    for one in raw:
        one.decode()
        assert not set(one) & {*range(0x09), *range(0x0A, 0x20), 0x7F}
    whole = found.decode().replace("\r\n ", "")
    assert unicodedata.is_normalized("NFC", whole)
    return whole.removesuffix("\r\n").split("\r\n")


def moment(value: date | datetime | None) -> str | None:
    if isinstance(value, datetime):
        assert value.tzinfo is not None
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if value else None


def events(found: bytes) -> list[dict[str, object]]:
    """Return the events as icalendar reads them."""
    (one_calendar,) = Calendar.from_ical(found, multiple=True)
    shown: list[Any] = one_calendar.walk("VEVENT")
    return [
        {
            "uid": str(one["uid"]),
            "summary": str(one["summary"]),
            "description": str(one["description"]),
            "start": moment(one["dtstart"].dt),
            "end": moment(one["dtend"].dt) if "dtend" in one else None,
            "stamp": moment(one["dtstamp"].dt),
            "modified": moment(one["last-modified"].dt),
            "sequence": int(one["sequence"]),
            "status": str(one["status"]),
            "transp": str(one["transp"]),
            "url": str(one["url"]),
            "categories": [str(name) for name in one["categories"].cats],
        }
        for one in shown
    ]


def ical_js(found: bytes, node: str, node_modules: Path, folder: Path) -> dict[str, object]:
    """Return what ical.js reads."""
    path = folder / "feed.ics"
    path.write_bytes(found)
    script = node_modules.parent / "ical_events.mjs"
    done = subprocess.run([node, script, path], capture_output=True, check=True)
    read: dict[str, object] = json.loads(done.stdout)
    return read


# --- the bytes ----------------------------------------------------------------------------------


def test_one_agencys_calendar(snapshot: Callable[[str, bytes], None]) -> None:
    found = body([SLOT, BANNER, POST], [ITEM])
    lines(found)
    snapshot("xa-dong-hoa.ics", found)


def test_the_head_of_a_calendar_is_what_programs_were_seen_to_accept() -> None:
    head = lines(body([SLOT]))
    assert head[: head.index("BEGIN:VEVENT")] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        head[2],
        "CALSCALE:GREGORIAN",
        "NAME:Xã Đông Hòa",
        "X-WR-CALNAME:Xã Đông Hòa",
        head[6],
        "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "COLOR:saddlebrown",
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Ho_Chi_Minh",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0700",
        "TZOFFSETTO:+0700",
        "TZNAME:+07",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]
    assert head[2].startswith("PRODID:")
    assert head[6].startswith("X-WR-CALDESC:")


def test_nothing_is_there_that_programs_stumble_over() -> None:
    found = lines(body([SLOT, BANNER, POST], [ITEM]))
    names = [line.partition(":")[0].partition(";")[0] for line in found]
    assert not {"METHOD", "ORGANIZER", "X-ALT-DESC", "RRULE"} & set(names)
    assert {line for line in found if line.startswith("BEGIN:")} == {
        "BEGIN:VCALENDAR",
        "BEGIN:VTIMEZONE",
        "BEGIN:STANDARD",
        "BEGIN:VEVENT",
    }
    assert "UID" not in names[: names.index("BEGIN", names.index("BEGIN") + 3)]
    assert names.count("UID") == 4
    assert not [line for line in found if line.startswith("DTSTART") and line.endswith("Z")]


def test_the_same_data_gives_the_same_bytes_in_whatever_order() -> None:
    assert body([SLOT, BANNER, POST], [ITEM]) == body([POST, SLOT, BANNER], [ITEM])


def test_an_events_days_hours_and_exclusive_ends() -> None:
    found = events(body([SLOT, BANNER, POST], [ITEM]))
    assert [(one["start"], one["end"]) for one in found] == [
        ("2027-06-19", "2027-06-20"),
        ("2027-08-26", "2027-09-06"),
        ("2027-08-27T22:30:00+00:00", "2027-08-27T22:38:00+00:00"),
        ("2027-08-31T01:00:00+00:00", None),
    ]
    times = [line for line in lines(body([SLOT])) if line.startswith(("DTSTART;", "DTEND;"))]
    assert times == [
        "DTSTART;TZID=Asia/Ho_Chi_Minh:20270828T053000",
        "DTEND;TZID=Asia/Ho_Chi_Minh:20270828T053800",
    ]


def test_an_events_words() -> None:
    due, banner, bulletin, post = events(body([SLOT, BANNER, POST], [ITEM]))
    assert [one["summary"] for one in (due, banner, bulletin, post)] == [
        "Việc: Báo cáo sáu tháng",
        "Băng rôn: 82 năm Quốc khánh; mừng \\ Tết, độc lập",
        "Bản tin loa: Xây dựng nông thôn mới",
        "Bài đăng: Chuyện kể",
    ]
    assert due["description"] == "Cơ quan: Xã Đông Hòa\nKế hoạch: 01/KH-UBND"
    assert banner["description"] == (
        "Chủ đề: Xây dựng nông thôn mới\nHạn nộp: 19/8/2027\nCơ quan: Xã Đông Hòa\n"
        "Mốc: T-7 · 02/9/2027, 82 năm Quốc khánh\n\n- khổ 3 x 0,8 m; vải\n- treo ngang"
    )
    assert bulletin["description"] == (
        "Hạn nộp: 27/8/2027\nCơ quan: Xã Đông Hòa\n"
        "Mốc: T-5 · 02/9/2027, 82 năm Quốc khánh\nKế hoạch: 01/KH-UBND"
    )
    assert post["description"] == (
        "Chủ đề: Xây dựng nông thôn mới\nCơ quan: Xã Đông Hòa\nKế hoạch: Kế hoạch không số"
    )
    assert [one["categories"] for one in (due, banner)] == [["Việc phải làm"], ["Băng rôn"]]
    assert due["url"] == f"{BASE}/agencies/xa-dong-hoa"


def test_an_event_is_stamped_with_its_last_change_and_named_by_its_key() -> None:
    _, banner, bulletin, _ = events(body([SLOT, BANNER, POST], [ITEM]))
    assert (bulletin["uid"], banner["uid"]) == (
        str(uuid5(NAMESPACE, SLOT.key)),
        str(uuid5(NAMESPACE, BANNER.key)),
    )
    assert (bulletin["stamp"], bulletin["modified"], bulletin["sequence"]) == (
        "2027-05-20T01:30:00+00:00",
        "2027-05-20T01:30:00+00:00",
        0,
    )
    assert (banner["stamp"], banner["sequence"]) == ("2027-06-02T17:05:00+00:00", 2)


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (State.PROPOSED, "TENTATIVE"),
        (State.ASSIGNED, "TENTATIVE"),
        (State.DRAFTING, "TENTATIVE"),
        (State.IN_REVIEW, "TENTATIVE"),
        (State.APPROVED, "CONFIRMED"),
        (State.PUBLISHED, "CONFIRMED"),
    ],
)
def test_a_slot_is_tentative_up_to_its_review(state: State, status: str) -> None:
    (found,) = events(body([replace(SLOT, state=state)]))
    assert (found["status"], found["transp"]) == (status, "TRANSPARENT")
    assert found["summary"] == "Bản tin loa: Xây dựng nông thôn mới"


@pytest.mark.parametrize("state", [ItemState.OPEN, ItemState.DONE])
def test_an_item_is_confirmed(state: ItemState) -> None:
    (found,) = events(body([], [replace(ITEM, state=state)]))
    assert (found["status"], found["summary"]) == ("CONFIRMED", "Việc: Báo cáo sáu tháng")


def test_what_has_no_day_is_in_no_feed() -> None:
    assert events(body([replace(SLOT, day=None, at=None)], [replace(ITEM, due=None)])) == []


def test_an_empty_feed_is_a_calendar() -> None:
    assert lines(body([]))[-1] == "END:VCALENDAR"


# --- what was taken off the air -----------------------------------------------------------------

# Changed on 1/6/2027 at 01:30 in Vietnam, while it was still 31/5 in UTC.
OFF = stamp("2027-05-31 18:30")


@pytest.mark.parametrize(
    ("state", "mark"),
    [(State.CANCELLED, "[HỦY]"), (State.WITHDRAWN, "[HỦY]"), (State.POSTPONED, "[HOÃN]")],
)
def test_a_mark_stands_for_14_days_then_the_event_is_gone(state: State, mark: str) -> None:
    off = replace(SLOT, state=state, changed_at=OFF)
    for day in (date(2027, 6, 1), date(2027, 6, 14)):
        (found,) = events(body([off], today=day))
        assert (found["summary"], found["status"]) == (
            f"{mark} Bản tin loa: Xây dựng nông thôn mới",
            "CONFIRMED",
        )
    assert events(body([off], today=date(2027, 6, 15))) == []


@pytest.mark.parametrize("state", [State.CANCELLED, State.WITHDRAWN, State.POSTPONED])
def test_by_choice_it_is_cancelled_for_as_long(state: State) -> None:
    off = replace(SLOT, state=state, changed_at=OFF)
    (found,) = events(body([off], off_air="status", today=date(2027, 6, 14)))
    assert (found["summary"], found["status"]) == (
        "Bản tin loa: Xây dựng nông thôn mới",
        "CANCELLED",
    )
    assert events(body([off], off_air="status", today=date(2027, 6, 15))) == []


def test_a_withdrawn_item_goes_the_same_way() -> None:
    off = replace(ITEM, state=ItemState.WITHDRAWN, changed_at=OFF)
    (found,) = events(body([], [off], today=date(2027, 6, 14)))
    assert found["summary"] == "[HỦY] Việc: Báo cáo sáu tháng"
    assert events(body([], [off], today=date(2027, 6, 15))) == []


# --- the days a feed holds ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        ("2026-11-22", "2026-08-01", "2027-11-30"),
        ("2027-01-01", "2026-10-01", "2028-01-31"),
        ("2027-02-28", "2026-11-01", "2028-02-29"),
        ("2027-03-31", "2026-12-01", "2028-03-31"),
        ("2027-12-31", "2027-09-01", "2028-12-31"),
        ("2028-02-29", "2027-11-01", "2029-02-28"),
    ],
)
def test_three_months_back_and_twelve_ahead(today: str, first: str, last: str) -> None:
    days = feeds.window(date.fromisoformat(today))
    assert days == (date.fromisoformat(first), date.fromisoformat(last))


# --- any text -----------------------------------------------------------------------------------

AWKWARD = st.one_of(
    st.text(max_size=60),
    st.text(
        st.sampled_from("aă,;:\\nN\"'\n\r\t\0\x07\x1f\x85\u2028 \u0301\u0323e🇻🇳👩‍🚀đ"), max_size=60
    ),
    st.sampled_from(
        [
            "Tuyên truyền, vận động; “nông thôn mới” \\ đô thị văn minh " * 8,
            unicodedata.normalize("NFD", "Kỷ niệm 82 năm Quốc khánh nước Cộng hòa xã hội " * 4),
            "🎉" * 80,
            "e" + "\u0301\u0323" * 60,
            "ữ" * 200,
            "\\n\\N\\,\\;\\\\",
            "BEGIN:VEVENT\r\nSUMMARY:giả",
            "e\0\u0301",
        ]
    ),
)
DAYS = st.dates(date(2027, 1, 1), date(2028, 12, 31))
STAMPS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(  # noqa: DTZ001 (see below)
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)


@st.composite
def slots_of_any_kind(draw: st.DrawFn) -> Slot:
    day = draw(DAYS)
    span = draw(st.none() | st.integers(0, 40))
    at = draw(st.none() | st.times().map(lambda one: one.replace(second=0, microsecond=0)))
    return replace(
        SLOT,
        key=f"c/k/a/{draw(st.integers(0, 10**9))}",
        day=day,
        end_day=None if span is None else day + timedelta(span),
        at=None if span is not None else at,
        minutes=draw(st.none() | st.integers(1, 90)),
        title=draw(AWKWARD),
        theme=draw(st.none() | AWKWARD),
        brief=draw(AWKWARD),
        sequence=draw(st.integers(0, 50)),
        changed_at=draw(STAMPS),
        state=draw(st.sampled_from([State.PROPOSED, State.APPROVED])),
    )


@st.composite
def items_of_any_kind(draw: st.DrawFn) -> Item:
    return replace(
        ITEM,
        key=f"p/d/a/{draw(st.integers(0, 10**9))}",
        due=draw(DAYS),
        title=draw(AWKWARD),
        sequence=draw(st.integers(0, 50)),
        changed_at=draw(STAMPS),
    )


def plain(text: str) -> str:
    """Say what a calendar may hold of any text: no control characters, one kind of line end, NFC.

    A backslash before N is set apart: icalendar takes the two for a line end. A combining mark at
    the head of a line goes, since it would sit on the line end's letter.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")
    found = re.sub("(?m)^[\u0300-\u036f]+", "", "".join(kept).replace("\\N", "\\ N"))
    return unicodedata.normalize("NFC", found)


def expected(thing: Slot | Item) -> dict[str, object]:
    at = thing.at if isinstance(thing, Slot) else None
    first = thing.day if isinstance(thing, Slot) else thing.due
    assert first is not None
    assert thing.last_day is not None
    start: date = first if at is None else datetime.combine(first, at, ZONE)
    end: date | None = thing.last_day + timedelta(1)
    if at is not None and isinstance(thing, Slot):
        end = start + timedelta(minutes=thing.minutes) if thing.minutes else None
    word = "Bản tin loa" if isinstance(thing, Slot) else "Việc"
    return {
        "uid": str(uuid5(NAMESPACE, thing.key)),
        "summary": " ".join(plain(f"{word}: {thing.title}").split()),
        "start": moment(start),
        "end": moment(end),
        "stamp": moment(thing.changed_at),
        "sequence": thing.sequence,
    }


@settings(max_examples=150, deadline=None)
@given(
    st.lists(slots_of_any_kind(), max_size=4, unique_by=lambda one: one.key),
    st.lists(items_of_any_kind(), max_size=3, unique_by=lambda one: one.key),
    AWKWARD,
)
def test_a_feed_parses_back_to_the_same_slots_and_items(
    slots: list[Slot], items: list[Item], name: str
) -> None:
    shown = feeds.events(slots, items, off_air="mark", today=TODAY)
    found = calendar(name, shown, WORDS, namespace=NAMESPACE)
    lines(found)
    read = events(found)
    things: list[Slot | Item] = [*slots, *items]
    wanted = [expected(one) for one in things]
    assert sorted(
        ({key: one[key] for key in expected(SLOT)} for one in read), key=lambda one: str(one["uid"])
    ) == sorted(wanted, key=lambda one: str(one["uid"]))
    briefs = {str(uuid5(NAMESPACE, one.key)): plain(one.brief).strip() for one in slots}
    for one in read:
        assert str(one["description"]).endswith(briefs.get(str(one["uid"]), ""))


def test_ical_js_reads_the_same_awkward_text(node: str, node_modules: Path, tmp_path: Path) -> None:
    texts = [
        "phẩy, chấm phẩy; hai chấm: gạch chéo \\ và \\n chữ",
        "dòng một\ndòng hai",
        "🎉" * 80,
        "e" + "\u0301\u0323" * 60,
        unicodedata.normalize("NFD", "Kỷ niệm 82 năm Quốc khánh nước Cộng hòa xã hội " * 4),
        "BEGIN:VEVENT\r\nSUMMARY:giả",
    ]
    slots = [
        replace(SLOT, key=f"c/k/a/{n}", title=text, theme=None, brief=text)
        for n, text in enumerate(texts)
    ]
    found = body([*slots, BANNER, POST], [ITEM])
    read = ical_js(found, node, node_modules, tmp_path)
    assert read == {"name": "Xã Đông Hòa", "events": events(found)}


# --- from the database --------------------------------------------------------------------------


def make(office: Office, **what: Any) -> Feed:
    with office.database.writing() as session:
        return subscribing.create(session, KEYS, **what)


def serve(office: Office, feed: Feed, today: date = TODAY) -> Served:
    """Fetch a feed as a calendar program does."""
    return publishing.serve(office.database, KEYS.token(feed), today, BASE)[1]


def test_an_agencys_feed_holds_exactly_its_slots_and_items_of_those_days(
    planned: Office, node: str, node_modules: Path, tmp_path: Path
) -> None:
    feed = make(planned, agency="xa-dong-hoa")
    served = serve(planned, feed)
    lines(served.body)
    with planned.database.session() as session:
        namespace = kept_feeds.installation(session)
    first, last = date(2027, 3, 1), date(2028, 6, 30)
    slots = planned.slots(agency="xa-dong-hoa", first=first, last=last)
    items = planned.items(agency="xa-dong-hoa", first=first, last=last)
    things: list[Slot | Item] = [*slots, *items]
    read = events(served.body)
    assert {(one["uid"], one["start"], one["end"]) for one in read} == {
        (str(uuid5(namespace, one.key)), expected(one)["start"], expected(one)["end"])
        for one in things
    }
    assert served.events == len(read) == len(things)
    assert ical_js(served.body, node, node_modules, tmp_path) == {
        "name": "Xã Đông Hòa",
        "events": read,
    }
    text = served.body.decode().replace("\r\n ", "").lower()
    assert [word for word in OUTSIDE if word in text] == []
    assert "nông thôn mới" in text


def test_the_same_feed_twice_has_the_same_bytes_until_the_month_is_over(planned: Office) -> None:
    feed = make(planned, agency="xa-dong-hoa")
    one, other = serve(planned, feed, date(2027, 6, 1)), serve(planned, feed, date(2027, 6, 30))
    assert (one.body, one.etag) == (other.body, other.etag)
    assert one.last_modified == other.last_modified
    # In September 2027 the June of 2027 leaves, and so the bytes change.
    assert serve(planned, feed, date(2027, 9, 30)).body != one.body


def test_a_change_raises_its_sequence_and_stamp_and_no_others(
    planned: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = make(planned, agency="xa-dong-hoa")
    before = serve(planned, feed)
    start = scheduling.now()
    ticks = (start + timedelta(seconds=one) for one in count())
    monkeypatch.setattr(scheduling, "now", lambda: next(ticks))
    key = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"
    moved = planned.edit(key, {"day": date(2027, 8, 28)})
    after = serve(planned, feed)
    assert after.etag != before.etag
    assert after.last_modified >= before.last_modified
    old = {str(one["uid"]): one for one in events(before.body)}
    new = {str(one["uid"]): one for one in events(after.body)}
    assert old.keys() == new.keys()
    changed = {uid: new[uid] for uid in new if new[uid] != old[uid]}
    assert {(one["start"], one["end"], one["sequence"]) for one in changed.values()} == {
        ("2027-08-28", "2027-09-08", 1),
        ("2027-09-08", "2027-09-09", 1),
    }
    assert {one["stamp"] for one in changed.values()} == {moment(moved.changed_at)}


def test_a_corrected_file_that_only_moves_lines_changes_no_event(planned: Office) -> None:
    feed = make(planned, agency="xa-dong-hoa")
    before = serve(planned, feed)
    planned.change(f"plans/{PLAN_KEY}.md", "- Văn phòng ghi: Bản có dấu.\n", "")
    planned.load()
    assert serve(planned, feed) == before


def test_what_planning_withdraws_is_marked_and_then_gone(planned: Office) -> None:
    feed = make(planned, agency="xa-dong-hoa", channel="loudspeaker")
    planned.change("cadences.toml", 'other = "T-5..T"', 'other = "T-4..T"')
    planned.load()
    withdrawn = planned.slot("quoc-khanh-2027/loudspeaker-bulletin/xa-dong-hoa/d-5/s1")
    assert withdrawn.changed_at is not None
    day = withdrawn.changed_at.astimezone(ZONE).date()
    # The stamp is the real clock's, and so are these days.
    shown = feeds.events([withdrawn], [], off_air="mark", today=day + timedelta(13))
    assert shown == [Entry(withdrawn, "[HỦY]")]
    assert feeds.events([withdrawn], [], off_air="mark", today=day + timedelta(14)) == []
    with planned.database.session() as session:
        assert kept_feeds.get(session, feed.id) == feed


def test_a_channels_feed_has_that_channel_alone_and_no_items(planned: Office) -> None:
    found = events(serve(planned, make(planned, agency="xa-dong-hoa", channel="banner")).body)
    assert {str(one["categories"]) for one in found} == {"['Băng rôn']"}
    assert [(one["start"], one["end"]) for one in found] == [
        ("2027-08-26", "2027-09-06"),
        ("2027-09-01", "2027-09-21"),
    ]


def test_a_campaigns_feed_names_the_agencies(planned: Office) -> None:
    found = events(serve(planned, make(planned, campaign="thuong-binh-liet-si-2027")).body)
    assert [one["summary"] for one in found if one["start"] == "2027-07-27"] == [
        "Chuyên mục: 80 năm Ngày Thương binh - Liệt sĩ (Báo Sông Lam)"
    ]
    assert len(found) == 6


def test_an_address_leads_to_its_feed_and_only_its_hash_is_stored(planned: Office) -> None:
    first, second = make(planned, agency="xa-dong-hoa"), make(planned, agency="xa-dong-hoa")
    path = KEYS.path(first)
    assert path == KEYS.path(first)
    assert path.startswith("/feeds/")
    assert path.endswith("/xa-dong-hoa.ics")
    token = path.split("/")[2]
    assert token != KEYS.token(second) != Keys("khác").token(second)
    assert len(token) == 43
    with planned.database.session() as session:
        assert subscribing.by_token(session, token) == first
        for wrong in ("", token[:-1], f"{token}=", KEYS.stored(first)):
            with pytest.raises(NotFoundError):
                subscribing.by_token(session, wrong)
    assert token not in str(planned.dump()["feed"])
    assert KEYS.token(replace(first, generation=2)) != token


@pytest.mark.parametrize(
    ("what", "kind", "words"),
    [
        ({}, InputError, "--agency"),
        ({"channel": "press"}, InputError, "--agency"),
        ({"agency": "khong-co"}, NotFoundError, "khong-co"),
        ({"agency": "xa-dong-hoa", "channel": "fax"}, InputError, "fax"),
        ({"campaign": "khong-co-2027"}, InputError, "khong-co-2027"),
        ({"campaign": "quoc-khanh"}, InputError, "quoc-khanh"),
    ],
)
def test_a_feed_of_nothing_is_refused(
    planned: Office, what: dict[str, str], kind: type[Exception], words: str
) -> None:
    before = planned.dump()
    with pytest.raises(kind, match=words):
        make(planned, **what)
    assert planned.dump() == before


# --- three readers of different families --------------------------------------------------------


def by_ical(found: bytes) -> list[tuple[object, ...]]:
    """Return the events as the `ical` package reads them: it refuses what others let pass."""
    read = IcsCalendarStream.calendar_from_ics(found.decode())
    return sorted(
        (one.uid, one.summary, moment(one.dtstart), moment(one.dtend), one.sequence)
        for one in read.events
    )


def brief(read: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return sorted(
        (one["uid"], one["summary"], one["start"], one["end"], one["sequence"]) for one in read
    )


def test_every_feed_reads_alike_and_holds_what_the_commands_list(
    planned: Office, node: str, node_modules: Path, tmp_path: Path
) -> None:
    """Each agency, channel and campaign: exactly the slots and items of the range."""
    first, last = feeds.window(TODAY)
    with planned.database.session() as session:
        inside = slot_store.select(session, first=first, last=last)
        tasks = item_store.select(session, first=first, last=last)
        namespace = kept_feeds.installation(session)
    asked: list[dict[str, str]] = []
    for slot in inside:
        for one in (
            {"agency": slot.agency},
            {"agency": slot.agency, "channel": slot.channel},
            {"campaign": slot.campaign},
        ):
            if one not in asked:
                asked.append(one)
    assert len(asked) > 20
    for one in asked:
        found = serve(planned, make(planned, **one)).body
        things: list[Slot | Item] = [
            slot for slot in inside if all(getattr(slot, name) == one[name] for name in one)
        ]
        if list(one) == ["agency"]:
            things += [item for item in tasks if item.agency == one["agency"]]
        read = events(found)
        assert {row["uid"] for row in read} == {str(uuid5(namespace, t.key)) for t in things}
        assert len(read) == len(things)
        assert by_ical(found) == brief(read)
        assert ical_js(found, node, node_modules, tmp_path)["events"] == read


def test_the_other_kinds_read_alike_too(
    planned: Office, node: str, node_modules: Path, tmp_path: Path
) -> None:
    for kind in ("anniversaries", "province"):
        found = serve(planned, make(planned, kind=kind)).body
        read = events(found)
        assert by_ical(found) == brief(read)
        assert ical_js(found, node, node_modules, tmp_path)["events"] == read
