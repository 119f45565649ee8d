"""Feeds in kept pieces: always what icalendar would write of what stands in the database now.

Four events are many here, so that pieces are of weeks, of days, and of shares of a day.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from accounts import admit
from small import PLAN_KEY, TODAY, Office
from sqlalchemy import literal, select
from written import by_icalendar

from planner import feeds as calendar_file
from planner.domain.model import ItemState, State
from planner.domain.people import Role
from planner.domain.selecting import selection
from planner.errors import NotFoundError
from planner.feeds import Words
from planner.services import pieces, publishing, subscribing
from planner.services.publishing import Served
from planner.services.subscribing import Keys
from planner.store import calendar, feeds, items, plans, register, showing, slots
from planner.store.db import Database, Session
from planner.store.feeds import Feed

KEYS = Keys("bí mật")
BASE = "https://lich.vi-du.vn"
BANNER = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"
CROWDED = date(2027, 9, 1)
"""On that day a campaign has many slots, and its feed eight shares of them."""

ASKED: list[dict[str, Any]] = [
    {"agency": "xa-dong-hoa"},
    {"agency": "phong-vh-tay-ha"},
    {"agency": "xa-dong-hoa", "channel": "loudspeaker"},
    {"campaign": "quoc-khanh-2027"},
    {"campaign": "quoc-khanh-2027", "off_air": "status"},
    {"kind": "anniversaries"},
    {"kind": "province"},
    {"kind": "view", "chosen": selection([("channel", "loudspeaker"), ("channel", "banner")])},
    {"kind": "view", "chosen": selection([("agency", "huyen-tay-ha"), ("below", "1")])},
    {"kind": "view", "chosen": selection([("late", "1")])},
    {"kind": "view", "chosen": selection([("mine", "1")]), "made_by": "lan"},
]


@pytest.fixture
def many() -> int:
    return 4


@pytest.fixture
def subscribed(planned: Office, many: int, monkeypatch: pytest.MonkeyPatch) -> list[Feed]:
    """Feeds of every kind, each fetched once."""
    monkeypatch.setattr(pieces, "MOST", many)
    admit(planned.database, "lan", Role.EDITOR, "xa-dong-hoa")
    with planned.database.writing() as session:
        made = [subscribing.create(session, KEYS, **what) for what in ASKED]
    for feed in made:
        fetch(planned, feed)
    return made


def fetch(office: Office, feed: Feed, today: date = TODAY, base: str = BASE) -> Served:
    return publishing.serve(office.database, KEYS.token(feed), today, base)[1]


def wanted(session: Session, feed: Feed, today: date, base: str = BASE) -> bytes:
    """Return the calendar of a feed made from whole slots and items, by icalendar alone."""
    words = Words(
        {key: one.name for key, one in register.load(session).agencies.items()},
        plans.titles(session),
        calendar.anniversaries(session),
        base,
    )
    first, last = calendar_file.window(today)
    if feed.kind in {"slots", "view"}:
        has_items = feed.agency and not feed.channel and not feed.campaign
        asked = {name: getattr(feed, name) for name in ("agency", "channel", "campaign")}
        shown: Any = calendar_file.events(
            pieces.chosen_slots(session, feed, today)
            if feed.kind == "view"
            else slots.select(session, first=first, last=last, **asked),
            items.select(session, agency=feed.agency, first=first, last=last) if has_items else [],
            off_air=feed.off_air,
            today=today,
        )
    else:
        holding = pieces.HOLDINGS[feed.kind](session, feed, today)
        shown = holding.entries(holding.stretches.keys())
    return by_icalendar(
        feed.name,
        shown,
        words,
        namespace=feeds.installation(session),
        one_agency=feed.agency is not None,
    )


def events(calendar: bytes) -> list[bytes]:
    """Return the events of a calendar, sorted, between what stands before and behind them."""
    head, *found = calendar.removesuffix(calendar_file.TAIL).split(b"BEGIN:VEVENT\r\n")
    return [head, *sorted(found), calendar_file.TAIL]


def days(calendar: bytes) -> list[bytes]:
    return re.findall(rb"DTSTART;[^:]*:(\d{8})", calendar.partition(b"BEGIN:VEVENT")[2])


def right(office: Office, made: list[Feed], today: date = TODAY, base: str = BASE) -> None:
    """Hold what each feed gives out to what it should be, made from nothing that was kept."""
    for feed in made:
        served = fetch(office, feed, today, base)
        with office.database.session() as session:
            now = feeds.get(session, feed.id)
            assert events(served.body) == events(wanted(session, now, today, base)), feed.name
        assert days(served.body) == sorted(days(served.body))
        assert (served.etag, served.last_modified) == (now.etag, now.modified_at)
        with office.database.writing() as session:
            showing.forget(session, feed.id)
        assert fetch(office, feed, today, base) == served


def rename_agency(session: Session) -> None:
    one = register.get(session, "xa-dong-hoa")
    register.put(session, replace(one, name="Phường Đông Hòa"))


def move_below(session: Session) -> None:
    """Put a commune under the district of a view, in place of what was there."""
    register.put(session, replace(register.get(session, "xa-dong-hoa"), parent="huyen-tay-ha"))
    register.put(session, replace(register.get(session, "phong-vh-tay-ha"), parent=None))


def retitle_plan(session: Session) -> None:
    plans.update(session, replace(plans.get(session, PLAN_KEY), number="02/KH-UBND"))


def rename_anniversary(session: Session) -> None:
    one = next(o for o in calendar.anniversaries(session) if o.slug == "quoc-khanh")
    calendar.save_anniversary(session, replace(one, short="Tết Độc lập", origin_year=1944))


def change_source(session: Session) -> None:
    """Let a slot follow another plan, which nobody is told of: its revision stays."""
    one = slots.get(session, BANNER)
    slots.update_all(session, [replace(one, source=replace(one.source, plan=PLAN_KEY))])


def drop_item(session: Session) -> None:
    """Say of a checklist item that it does not apply, and move another."""
    one, other = items.select(session, agency="xa-dong-hoa", first=TODAY)[:2]
    at = datetime.now(UTC).replace(microsecond=0)
    gone = replace(one, state=ItemState.NOT_APPLICABLE, changed_at=at, revision=10**6)
    items.update_all(session, [gone, replace(other, due=CROWDED, revision=10**6)])


def choose_status(session: Session) -> None:
    feeds.set_off_air(session, 1, "status")


def assign(session: Session) -> None:
    slots.update_all(session, [replace(slots.get(session, BANNER), assignee="lan")])


@pytest.mark.parametrize(
    "change",
    [
        rename_agency,
        move_below,
        retitle_plan,
        rename_anniversary,
        change_source,
        drop_item,
        choose_status,
        assign,
    ],
)
def test_whatever_is_written_is_in_the_feeds(
    planned: Office, subscribed: list[Feed], change: Callable[[Session], None]
) -> None:
    with planned.database.writing() as session:
        change(session)
    right(planned, subscribed)


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Khác, và dài " * 20},
        {"day": date(2027, 8, 28)},
        {"day": CROWDED},
        {"day": date(2026, 1, 5)},
        {"day": None, "end_day": None},
        {"brief": "- một\n- hai; ba, bốn"},
        {"agency": "phong-vh-tay-ha"},
        {"state": State.APPROVED},
        {"state": State.POSTPONED},
        {"state": State.CANCELLED},
    ],
    ids=str,
)
def test_whatever_a_person_changes_is_in_the_feeds(
    planned: Office, subscribed: list[Feed], values: dict[str, object]
) -> None:
    planned.edit(BANNER, values)
    right(planned, subscribed)


def test_what_planning_changes_is_in_the_feeds(planned: Office, subscribed: list[Feed]) -> None:
    planned.change("cadences.toml", 'other = "T-5..T"', 'other = "T-6..T-1"')
    planned.load()
    right(planned, subscribed)


def test_days_go_by_in_the_feeds(planned: Office, subscribed: list[Feed]) -> None:
    """The clock of changes is the real one here, and the days on which they vanish follow it."""
    planned.edit(BANNER, {"state": State.CANCELLED})
    changed = planned.slot(BANNER).changed_at
    assert changed is not None
    for days in (0, 13, 14, 15):
        right(planned, subscribed, changed.date() + timedelta(days))
    for day in (TODAY, TODAY + timedelta(29), date(2027, 9, 1), date(2028, 12, 1)):
        right(planned, subscribed, day)


def test_another_address_of_the_office_is_in_the_feeds(
    planned: Office, subscribed: list[Feed]
) -> None:
    right(planned, subscribed, base="https://noi-khac.vn")


def prints(office: Office, feed: Feed) -> dict[str, str]:
    with office.database.session() as session:
        return {name: one.print for name, one in showing.parts(session, feed.id).items()}


def written(office: Office, feed: Feed, key: str, values: dict[str, object]) -> dict[str, int]:
    """Return what a person's change of a slot writes of a feed: pieces, and events of each."""
    before = prints(office, feed)
    office.edit(key, values)
    fetch(office, feed)
    with office.database.session() as session:
        after = showing.parts(session, feed.id)
    return {name: one.events for name, one in after.items() if one.print != before.get(name)}


@pytest.mark.parametrize("many", [100])
def test_an_edit_writes_its_week_alone_anew(planned: Office, subscribed: list[Feed]) -> None:
    assert written(planned, subscribed[0], BANNER, {"title": "Khác"}) == {"2027-08-23": 11}
    right(planned, subscribed)


@pytest.mark.parametrize("many", [100])
def test_events_stand_in_the_order_of_days_and_keys(
    planned: Office, subscribed: list[Feed]
) -> None:
    for feed in subscribed:
        with planned.database.session() as session:
            assert fetch(planned, feed).body == wanted(session, feed, TODAY)


def test_an_edit_of_a_crowded_day_writes_a_few_events_anew(
    planned: Office, subscribed: list[Feed]
) -> None:
    """Of the seventeen there those of its share, and the day's piece without text."""
    key = "quoc-khanh-2027/flag-hang/xa-dong-hoa/span"
    found = written(planned, subscribed[3], key, {"title": "Khác"})
    assert found == {"2027-09-01": 0, "2027-09-01/8/007": 5}
    right(planned, subscribed)


def test_a_slot_that_moves_takes_the_share_that_it_leaves_and_the_one_it_comes_to(
    planned: Office, subscribed: list[Feed]
) -> None:
    """The day that it leaves has four others left, and is shared out no more."""
    found = written(planned, subscribed[3], BANNER, {"day": CROWDED})
    assert found == {"2027-08-26": 4, "2027-09-01": 0, "2027-09-01/8/007": 6}
    right(planned, subscribed)


def test_days_fill_and_empty_in_the_feeds(planned: Office, subscribed: list[Feed]) -> None:
    """Slot after slot goes to two days where nothing is: one piece becomes two, then shares."""
    feed, empty = subscribed[3], date(2027, 10, 6)
    with planned.database.session() as session:
        moved = slots.select(session, campaign="quoc-khanh-2027", first=CROWDED, last=CROWDED)[-9:]
    there: list[list[str]] = []
    back: list[list[str]] = []
    for names, days in ((there, [empty, empty + timedelta(1)] * 5), (back, [CROWDED] * 9)):
        for one, day in zip(moved, days, strict=False):
            planned.edit(one.key, {"day": day})
            right(planned, [feed])
            names.append([name[8:] for name in sorted(prints(planned, feed)) if name >= "2027-10"])
    week, two, shares = ["04"], ["06", "07"], ["06", "06/2/000", "06/2/001", "07"]
    assert there == [*[week] * 4, *[two] * 4, shares]
    assert back == [*[two] * 4, *[week] * 4, []]


@pytest.mark.parametrize("distance", [32, 576, 583, 610, 1024])
def test_shares_are_even_whatever_distance_ids_have(database: Database, distance: int) -> None:
    """Agencies that are planned alike stand at equal distances in the table of slots."""
    ids = select(literal(1).label("id")).cte("slot", recursive=True)
    ids = ids.union_all(select(ids.c.id + distance).where(ids.c.id < 1 + 999 * distance))
    with database.session() as session:
        found = session.execute(select(*showing.share("slot", 8)).select_from(ids)).scalars()
        shares = Counter(found)
    assert shares.total() == 1000
    assert sorted(shares) == list(range(8))
    assert max(shares.values()) < 150


@pytest.mark.parametrize("many", [100])
def test_the_month_takes_weeks_with_it_and_leaves_the_others(
    planned: Office, subscribed: list[Feed]
) -> None:
    feed = subscribed[0]
    before = prints(planned, feed)
    fetch(planned, feed, date(2027, 12, 1))
    after = prints(planned, feed)
    assert min(before.keys() - {""}) < min(after.keys() - {""})
    inside = {name for name in before if name > "2027-08-30"}  # that week loses August
    assert {name: before[name] for name in inside} == {name: after[name] for name in inside} != {}


def test_an_unchanged_feed_writes_nothing(planned: Office, subscribed: list[Feed]) -> None:
    before = planned.dump()
    for feed in subscribed:
        fetch(planned, feed)
    assert planned.dump() == before


def test_an_edit_while_a_feed_is_made_is_not_lost(
    planned: Office, subscribed: list[Feed], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else writes between reading and keeping: what is kept and given out has both."""
    make = pieces.make
    planned.edit(BANNER, {"title": "Một"})
    meanwhile = iter(["Hai"])

    def slowly(*arguments: Any) -> pieces.Made:
        made = make(*arguments)
        for title in meanwhile:
            planned.edit(BANNER, {"title": title})
        return made

    with monkeypatch.context() as patched:
        patched.setattr(publishing, "make", slowly)
        served = fetch(planned, subscribed[0])
    assert "SUMMARY:Băng rôn: Hai".encode() in served.body
    assert fetch(planned, subscribed[0]) == served
    right(planned, subscribed[:1])


def test_several_processes_give_out_the_same(planned: Office, subscribed: list[Feed]) -> None:
    """What one process wrote, another one gives out at once, with the same stamp."""
    other = Office(
        Database(planned.database.url.render_as_string(hide_password=False)), planned.folder
    )
    try:
        for number in range(3):
            planned.edit(BANNER, {"title": f"Lần {number}"})
            assert fetch(other, subscribed[0]) == fetch(planned, subscribed[0])
        assert "Lần 2".encode() in fetch(other, subscribed[0]).body
    finally:
        other.database.close()


def test_a_revoked_feed_keeps_no_pieces(planned: Office, subscribed: list[Feed]) -> None:
    feed = subscribed[0]
    with planned.database.writing() as session:
        subscribing.revoke(session, feed.id)
    assert prints(planned, feed) == {}
    with pytest.raises(NotFoundError):
        fetch(planned, feed)


def test_a_write_is_seen_by_its_token(planned: Office) -> None:
    before = planned.database.latest_write()
    with planned.database.writing(aside=True) as session:
        feeds.visited(session, [])
    assert planned.database.latest_write() == before
    planned.edit(BANNER, {"title": "Khác"})
    assert planned.database.latest_write() != before
