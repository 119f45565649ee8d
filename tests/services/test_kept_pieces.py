"""Feeds in kept pieces: always what icalendar would write of what stands in the database now."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from accounts import admit
from small import PLAN_KEY, TODAY, Office
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
def subscribed(planned: Office) -> list[Feed]:
    """Feeds of every kind, each fetched once."""
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
        shown = holding.entries(holding.weeks.keys())
    return by_icalendar(
        feed.name,
        shown,
        words,
        namespace=feeds.installation(session),
        one_agency=feed.agency is not None,
    )


def right(office: Office, made: list[Feed], today: date = TODAY, base: str = BASE) -> None:
    """Hold what each feed gives out to what it should be, made from nothing that was kept."""
    for feed in made:
        served = fetch(office, feed, today, base)
        with office.database.session() as session:
            now = feeds.get(session, feed.id)
            assert served.body == wanted(session, now, today, base), feed.name
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
    items.update_all(session, [gone, replace(other, due=date(2027, 9, 9), revision=10**6)])


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


def test_an_edit_writes_its_week_alone_anew(planned: Office, subscribed: list[Feed]) -> None:
    feed = subscribed[0]
    before = prints(planned, feed)
    planned.edit(BANNER, {"title": "Khác"})
    fetch(planned, feed)
    after = prints(planned, feed)
    assert before.keys() == after.keys()
    assert [name for name in after if after[name] != before[name]] == ["2027-08-23"]


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

    monkeypatch.setattr(publishing, "make", slowly)
    served = fetch(planned, subscribed[0])
    assert "SUMMARY:Băng rôn: Hai".encode() in served.body
    monkeypatch.undo()
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
