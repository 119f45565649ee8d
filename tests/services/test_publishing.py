"""A subscriber's story: what a feed gives out over time, who came, and the last good copy."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from accounts import admit
from icalendar import Calendar
from small import Office

from planner.domain.model import State
from planner.domain.people import Role
from planner.domain.selecting import selection
from planner.errors import InputError, NotFoundError
from planner.services import publishing, scheduling, subscribing
from planner.services.publishing import Copies, Served, Visits, program
from planner.services.subscribing import Keys
from planner.store import feeds, slots
from planner.store.feeds import Feed, Visit

KEYS = Keys("bí mật")
TODAY = date(2027, 6, 1)
BASE = "https://lich.vi-du.vn"
BANNER = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"
BANNERS = {"agency": "xa-dong-hoa", "channel": "banner", "campaign": "quoc-khanh-2027"}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be noon of that day in 2027, a second later at each look."""
    ticks = (datetime(2027, 6, 1, 5, tzinfo=UTC) + timedelta(seconds=n) for n in count())
    monkeypatch.setattr(scheduling, "now", lambda: next(ticks))
    monkeypatch.setattr(publishing, "now", lambda: next(ticks))


def make(office: Office, **what: Any) -> Feed:
    with office.database.writing() as session:
        return subscribing.create(session, KEYS, **what)


def fetch(office: Office, feed: Feed, today: date = TODAY) -> Served:
    return publishing.serve(office.database, KEYS.token(feed), today, BASE)[1]


def events(served: Served) -> dict[str, tuple[str, str, int]]:
    return {
        str(one["uid"]): (str(one["summary"]), str(one["status"]), int(str(one["sequence"])))
        for one in Calendar.from_ical(served.body).walk("VEVENT")
    }


def test_a_subscribers_story(planned: Office) -> None:
    """Nothing new, moved, postponed, cancelled, gone after 14 days; the stamp always rises."""
    feed = make(planned, **BANNERS)
    first = fetch(planned, feed)
    assert fetch(planned, feed) == first
    [(uid, (title, status, sequence))] = events(first).items()
    assert (status, sequence) == ("TENTATIVE", 0)
    seen = [first]
    for values, wanted in (
        ({"day": date(2027, 8, 28)}, (title, "TENTATIVE", 1)),
        ({"state": State.POSTPONED}, (f"[HOÃN] {title}", "CONFIRMED", 2)),
        ({"state": State.CANCELLED}, (f"[HỦY] {title}", "CONFIRMED", 3)),
    ):
        planned.edit(BANNER, values)
        seen.append(fetch(planned, feed))
        assert events(seen[-1]) == {uid: wanted}
    seen.append(fetch(planned, feed, TODAY + timedelta(15)))
    assert events(seen[-1]) == {}
    stamps = [one.last_modified for one in seen]
    assert stamps == sorted(set(stamps))


def test_a_deletion_moves_last_modified(planned: Office) -> None:
    """Apple goes by Last-Modified: what leaves a feed must move it as well (ical.md)."""
    feed = make(planned, **BANNERS)
    before = fetch(planned, feed)
    planned.edit(BANNER, {"day": None, "end_day": None})
    after = fetch(planned, feed)
    assert events(after) == {}
    assert after.last_modified > before.last_modified


def test_the_month_rolls_over(planned: Office) -> None:
    feed = make(planned, agency="xa-dong-hoa")
    assert fetch(planned, feed, date(2027, 6, 30)).etag == fetch(planned, feed).etag
    assert fetch(planned, feed, date(2027, 12, 1)).etag != fetch(planned, feed).etag


def test_cancelled_by_status_where_a_feed_wants_it_so(planned: Office) -> None:
    feed = make(planned, **BANNERS, off_air="status")
    planned.edit(BANNER, {"state": State.CANCELLED})
    [(_, status, _)] = events(fetch(planned, feed)).values()
    assert status == "CANCELLED"


def test_rotating_and_revoking(planned: Office) -> None:
    feed = make(planned, agency="xa-dong-hoa")
    with planned.database.writing() as session:
        fresh = subscribing.rotate(session, KEYS, feed.id)
    assert KEYS.path(fresh) != KEYS.path(feed)
    with pytest.raises(NotFoundError) as old:
        fetch(planned, feed)
    assert events(fetch(planned, fresh)) != {}
    with planned.database.writing() as session:
        subscribing.revoke(session, feed.id)
    with pytest.raises(NotFoundError) as gone:
        fetch(planned, fresh)
    with pytest.raises(NotFoundError) as wrong:
        publishing.serve(planned.database, "x" * 43, TODAY, BASE)
    assert str(old.value) == str(gone.value) == str(wrong.value)


def test_the_anniversaries_each_with_its_day(planned: Office) -> None:
    feed = make(planned, kind="anniversaries")
    found = [
        (str(one["summary"]), one.decoded("dtstart"), one.decoded("dtend"))
        for one in Calendar.from_ical(fetch(planned, feed).body).walk("VEVENT")
    ]
    assert found == [
        ("80 năm Ngày Thương binh - Liệt sĩ", date(2027, 7, 27), date(2027, 7, 28)),
        ("82 năm Cách mạng Tháng Tám", date(2027, 8, 19), date(2027, 8, 20)),
        ("82 năm Quốc khánh", date(2027, 9, 2), date(2027, 9, 3)),
        ("Giỗ Tổ Hùng Vương", date(2028, 4, 4), date(2028, 4, 5)),
    ]


def test_the_province_has_one_event_a_campaign_and_channel(planned: Office) -> None:
    """The regular rhythm is left out, and the ends are those of all agencies together."""
    feed = make(planned, kind="province")
    found = Calendar.from_ical(fetch(planned, feed).body).walk("VEVENT")
    keys = [
        str(one["description"]).splitlines()[1] + str(one["categories"].to_ical()) for one in found
    ]
    assert len(keys) == len(set(keys)) > 0
    assert not any("thường xuyên" in key for key in keys)
    banner = next(one for one in found if str(one["summary"]) == "Băng rôn: 82 năm Quốc khánh")
    days = (banner.decoded("dtstart"), banner.decoded("dtend"))
    assert days == (date(2027, 8, 26), date(2027, 9, 6))


@pytest.mark.parametrize(
    "what",
    [{}, {"channel": "banner"}, {"kind": "province", "agency": "xa-dong-hoa"}],
    ids=["nothing", "a channel of nobody", "too much"],
)
def test_a_feed_of_nothing_in_particular_is_refused(planned: Office, what: dict[str, str]) -> None:
    with pytest.raises(InputError):
        make(planned, **what)


# --- who came -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Google-Calendar-Importer", "Google Calendar"),
        ("Microsoft Office/16.0 (Microsoft Outlook 16.0)", "Outlook"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Thunderbird/153.7",
            "Thunderbird",
        ),
        ("iOS/18.1 (22B83) dataaccessd/1.0", "Apple (iPhone, iPad)"),
        ("macOS/15.1 (24B83) CalendarAgent/988", "Apple Calendar"),
        ("curl/8.5.0", "curl"),
        ("", "không rõ"),
    ],
)
def test_programs_by_the_names_that_people_know(agent: str, name: str) -> None:
    assert program(agent) == name


def test_visits_are_gathered_and_written_in_one_go(planned: Office) -> None:
    feed = make(planned, agency="xa-dong-hoa")
    visits = Visits(every=timedelta(0))
    visits.add(feed.id, "Thunderbird/153", unchanged=False)
    visits.add(feed.id, "Thunderbird/153", unchanged=True)
    visits.add(feed.id, "curl/8", unchanged=False)
    with planned.database.session() as session:
        assert feeds.visits(session, feed.id) == []
    for _ in range(2):  # writing again adds nothing
        visits.write(planned.database)
    with planned.database.session() as session:
        found = feeds.visits(session, feed.id)
    assert sorted((one.program, one.full, one.unchanged) for one in found) == [
        ("Thunderbird", 1, 1),
        ("curl", 1, 0),
    ]


def test_visits_add_up(planned: Office) -> None:
    feed = make(planned, agency="xa-dong-hoa")
    one = Visit(feed.id, "Outlook", feed.made_at, 1, 2)
    for _ in range(2):
        with planned.database.writing() as session:
            feeds.visited(session, [one])
    with planned.database.session() as session:
        assert feeds.visits(session, feed.id) == [replace(one, full=2, unchanged=4)]


# --- the last good copy -------------------------------------------------------------------------


def test_the_last_good_copy_is_what_was_given_out(planned: Office, tmp_path: Path) -> None:
    feed = make(planned, agency="xa-dong-hoa")
    served, token = fetch(planned, feed), KEYS.token(feed)
    copies = Copies(tmp_path / "feeds")
    assert copies.get(token) is None
    copies.keep(token, served)
    assert copies.get(token) == served
    copies.drop(token)
    assert copies.get(token) is None


# --- of a view ------------------------------------------------------------------------------------


def test_a_feed_of_a_view_holds_just_what_the_view_shows(planned: Office) -> None:
    chosen = selection([("channel", "loudspeaker"), ("agency", "xa-dong-hoa"), ("below", "1")])
    feed = make(planned, kind="view", chosen=chosen)
    assert feed.name == "Xã Đông Hòa và cấp dưới, Loa truyền thanh"
    served = fetch(planned, feed)
    with planned.database.session() as session:
        shown = slots.select(
            session,
            agency="xa-dong-hoa",
            channel="loudspeaker",
            first=TODAY,
            last=date(2028, 6, 30),
        )
    assert served.events == len(shown) > 0
    assert served.body.count(b"BEGIN:VEVENT") == len(shown)


def test_what_is_given_to_me_is_a_feed_of_mine_alone(planned: Office) -> None:
    admit(planned.database, "lan", Role.EDITOR, "xa-dong-hoa")
    mine = selection([("mine", "1")])
    feed = make(planned, kind="view", chosen=mine, made_by="lan")
    assert fetch(planned, feed).events == 0
    with planned.database.writing() as session:
        one = slots.select(session, agency="xa-dong-hoa", first=TODAY)
        given = replace(next(slot for slot in one if slot.day), assignee="lan")
        slots.update_all(session, [given])
    assert fetch(planned, feed).events == 1
    with pytest.raises(InputError, match="cần một người"):
        make(planned, kind="view", chosen=mine)


def test_a_feed_of_a_view_needs_something_to_choose(planned: Office) -> None:
    with pytest.raises(InputError, match="ít nhất một bộ lọc"):
        make(planned, kind="view")
    with pytest.raises(NotFoundError, match="xa-nao"):
        make(planned, kind="view", chosen=selection([("agency", "xa-nao")]))
