"""Every value that is kept comes back as it was."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID

import pytest
from small import stamp
from sqlmodel import SQLModel

from planner.domain.model import (
    Agency,
    Anniversary,
    Block,
    Cadence,
    Channel,
    Collective,
    Deadline,
    Duty,
    Item,
    ItemState,
    Letter,
    Named,
    Phase,
    Plan,
    Province,
    Quota,
    Session,
    Slot,
    Source,
    Span,
    State,
    Succession,
    Theme,
    Window,
)
from planner.domain.register import Register
from planner.domain.selecting import Selection
from planner.errors import ConflictError, NotFoundError
from planner.store import calendar, counting, feeds, items, log, plans, register, selecting, slots
from planner.store.counting import Count, SpanCount
from planner.store.db import Database
from planner.store.feeds import Feed

AT = stamp("2027-06-01 08:30")

PROVINCES = (
    Province("song-lam", "Sông Lam", date(2020, 1, 1), None, (), "Nghị quyết 1", "sổ tỉnh"),
    Province("song-cu", "Sông Cũ", None, date(2019, 12, 31), ("song-lam", "song-kia")),
)
HALL = Agency(
    slug="huyen-tay-ha",
    name="Huyện Tây Hà",
    kind="district",
    level="district",
    province="song-lam",
    aliases=("Tây Hà", "UBND huyện Tây Hà"),
    runs={"loudspeaker": ("bulletin",), "press": ("radio", "tv")},
    sessions=(
        Session("s1", time(5, 30), (0, 2, 4), 20),
        Session("s2", time(17, 0, 30)),
    ),
    valid_from=date(2020, 1, 1),
    valid_to=date(2027, 6, 30),
    successors=(
        Succession("xa-dong-hoa", ("loa", "băng rôn"), date(2027, 7, 1), "Nghị quyết 2"),
        Succession("xa-tay-hoa", ()),
    ),
)
OFFICE = Agency(
    "phong-vh", "Phòng Văn hóa", "culture_office", "district", "song-lam", parent="huyen-tay-ha"
)
HEIR = Agency("xa-dong-hoa", "Xã Đông Hòa", "commune", "commune", "song-lam", to_check=True)
OTHER = Agency("xa-tay-hoa", "Xã Tây Hòa", "commune", "commune", "song-cu")
COLLECTIVES = (
    Collective(("Các sở", "Các sở, ngành"), ("department", "culture_office"), "province"),
    Collective(("Các xã",), ("commune",)),
)
# The office stands before its parent, and the parent before its heirs.
REGISTER = Register.of((OFFICE, HALL, HEIR, OTHER), PROVINCES, COLLECTIVES)

ANNIVERSARIES = (
    Anniversary("tet", "Tết", 1, 1, lunar=True, rank="great", flags=True),
    Anniversary(
        slug="quoc-khanh",
        name="Quốc khánh",
        day=2,
        month=9,
        origin_year=1945,
        rank="usual",
        since=1990,
        by_calendar_year=True,
        carried_by="tet",
        province="song-lam",
        short="QK",
        source="Nghị định 145",
    ),
)
CADENCES = (
    Cadence(
        id="hai",
        use="anniversary",
        channel="press",
        format="tv",
        name="Truyền hình",
        ranks=("great", "usual"),
        windows={"round": ((-10, -10), (-1, 1)), "other": ((-3, 0),)},
        rrule="FREQ=WEEKLY;BYDAY=TH",
        times=(time(6, 45), time(20, 0)),
        sessions="each",
        minutes=15,
        due=5,
        span=True,
        most_days=31,
        where_flags_hang=True,
        after=3,
    ),
    Cadence("ba", "phase", "banner", "banner", follows=("hai", "mot"), sessions="last"),
    Cadence("mot", "regular", "portal", "feature"),
)
PLAN = Plan(
    key="01-kh-2027",
    title="Kế hoạch “một”",
    title_line=1,
    province="song-lam",
    kind="cong-van",
    number="01/KH",
    issuer="UBND",
    issued_on=date(2027, 5, 20),
    accepted_on=date(2027, 6, 1),
    implements=("07-CT/TU",),
    letters=(
        Letter("12/VP", date(2027, 5, 21), "Văn phòng", 7),
        Letter(None, None, "Sở", 8),
    ),
    notes=("Bản có dấu.",),
    phases=(
        Phase(1, Span(date(2027, 6, 1), date(2027, 8, 31)), "Đợt một", 10),
        Phase(3, Span(date(2027, 9, 1), None), line=11),
    ),
    themes=(Theme("Nông thôn mới", 14), Theme("Ngoài", 15, outside=True)),
    channels=(Channel("press", 18, "báo"), Channel("sms", 19, outside=True)),
    anniversaries=(Named("quoc-khanh", 2027, 22), Named("tet", None, 23)),
    windows=(
        Window(
            "loudspeaker",
            Span(date(2027, 8, 28), date(2027, 9, 5)),
            26,
            (time(5, 30), time(17)),
            ("Các xã",),
            outside=True,
        ),
        Window("flag", Span(date(2027, 9, 1), None), 27),
    ),
    blocks=(
        Block(("Các xã", "Sở"), (Duty("Tuyên truyền", 31, id="d1"),), 30),
        Block(("Sở",), (Duty("Ngoài", 33, outside=True, id="d7"),), 32),
        Block(("Phòng",), (), 34),
    ),
    deadlines=(
        Deadline(20, 6, None, before=True, title="Báo cáo", line=36, names=("Sở",), id="h1"),
        Deadline(1, None, None, before=False, title="Tháng", line=37, outside=True, id="h2"),
        Deadline(15, 9, 2027, before=False, title="Hết", line=38),
    ),
    quotas=(Quota(2, "khẩu hiệu", ("khu phố", "ấp"), "banner", 40, ("Các xã",), id="q1"),),
)

SLOT = Slot(
    key="quoc-khanh-2027/loudspeaker-bulletin/huyen-tay-ha/d-5/s1",
    campaign="quoc-khanh-2027",
    cadence="loudspeaker-bulletin",
    agency="xa-dong-hoa",
    occurrence="d-5",
    channel="loudspeaker",
    format="bulletin",
    session="s1",
    day=date(2027, 8, 28),
    at=time(5, 38),
    minutes=8,
    due_before=1,
    due=date(2027, 8, 20),
    theme="82 năm Quốc khánh",
    title="Tin “riêng”; có, dấu \\ và\nxuống dòng",
    brief="- một\n- hai",
    place=2,
    source=Source("quoc-khanh", "01-kh-2027", 14, "loudspeaker-bulletin"),
    state=State.IN_REVIEW,
    planned_on=date(2027, 6, 1),
    kept={
        "day": date(2027, 8, 29),
        "end_day": None,
        "due": date(2027, 8, 28),
        "at": time(5, 30),
        "title": "82 năm Quốc khánh",
        "minutes": 10,
        "theme": None,
    },
    born=1,
    revision=7,
    sequence=3,
    changed_at=AT,
)
SPAN = replace(
    SLOT,
    key="quoc-khanh-2027/banner-hang/phong-vh/span",
    agency="phong-vh",
    channel="banner",
    format="banner",
    cadence="banner-hang",
    occurrence="span",
    session=None,
    at=None,
    day=date(2027, 8, 26),
    end_day=date(2027, 9, 5),
    source=Source("quoc-khanh", cadence="banner-hang"),
    kept={},
    state=State.PROPOSED,
)
DAYLESS = Slot(
    key="01-kh-2027-1/phase-event/xa-tay-hoa/once",
    campaign="01-kh-2027-1",
    cadence="phase-event",
    agency="xa-tay-hoa",
    occurrence="once",
    channel="event",
    format="event",
    source=Source(cadence="phase-event"),
    planned_on=date(2027, 6, 1),
    changed_at=AT,
)
ITEM = Item(
    key="01-kh-2027/h1/xa-dong-hoa/2027-06",
    origin="01-kh-2027",
    kind="deadline",
    agency="xa-dong-hoa",
    title="Báo cáo",
    occurrence="2027-06",
    due=date(2027, 6, 19),
    until=date(2027, 6, 19),
    source=Source(plan="01-kh-2027", line=36),
    state=ItemState.HANDED_ON,
    planned_on=date(2027, 6, 1),
    kept={"due": date(2027, 6, 18), "title": "Báo cáo sáu tháng"},
    born=1,
    revision=4,
    sequence=2,
    changed_at=AT,
)
DUTY = replace(
    ITEM,
    key="01-kh-2027/d1/xa-dong-hoa/once",
    kind="duty",
    due=None,
    until=None,
    source=Source("quoc-khanh", cadence="banner-down"),
    state=ItemState.OPEN,
    kept={},
)


@pytest.fixture
def filled(database: Database) -> Database:
    with database.session() as session:
        register.save(session, REGISTER)
        slots.insert_all(session, [SLOT, SPAN, DAYLESS])
        items.insert_all(session, [ITEM, DUTY])
    return database


# --- the register -------------------------------------------------------------------------------


def test_the_register_with_sessions_and_successors(filled: Database) -> None:
    with filled.session() as session:
        found = register.load(session)
    assert found == REGISTER
    assert list(found.agencies) == list(REGISTER.agencies)  # in their order


def test_the_register_saved_again_is_brought_up_to_date(filled: Database) -> None:
    hall = replace(
        HALL,
        name="Huyện Tây Hà mới",
        valid_to=None,
        parent=None,
        sessions=(Session("s2", time(18)), Session("s3", time(20))),
        successors=(Succession("xa-tay-hoa", ("loa",)),),
    )
    newer = Register.of(
        (HEIR, hall, replace(OFFICE, parent=None), OTHER), PROVINCES, COLLECTIVES[:1]
    )
    with filled.session() as session:
        register.save(session, newer)
    with filled.session() as session:
        found = register.load(session)
    assert found == newer
    assert list(found.agencies) == list(newer.agencies)


def test_the_id_of_a_retired_session_stays_taken(filled: Database) -> None:
    hall = replace(HALL, sessions=HALL.sessions[1:])
    with filled.session() as session:
        register.save(session, Register.of((hall,), PROVINCES[:1]))
        assert register.load(session).get("huyen-tay-ha") == hall
    table = SQLModel.metadata.tables["agency_session"]
    with filled.engine.connect() as connection:
        kept = {row.id: row.retired for row in connection.execute(table.select())}
    assert kept == {"s1": True, "s2": False}
    with filled.session() as session:
        register.save(session, Register.of((HALL,), PROVINCES[:1]))
        assert register.load(session).get("huyen-tay-ha").sessions == HALL.sessions


def test_an_agency_that_a_file_no_longer_names_stays(filled: Database) -> None:
    with filled.session() as session:
        register.save(session, Register.of((HALL, HEIR), PROVINCES, COLLECTIVES))
    with filled.session() as session:
        assert register.load(session).get("xa-tay-hoa") == OTHER


def test_one_agency_is_added_behind_the_others_or_brought_up_to_date(filled: Database) -> None:
    new = replace(OTHER, slug="hoi-moi", name="Hội mới", to_check=True)
    with filled.session() as session:
        register.put(session, new)
    with filled.session() as session:
        found = register.load(session)
    assert list(found.agencies.values())[-1] == new
    hall = replace(HALL, valid_to=None)
    with filled.session() as session:
        register.put(session, hall)
    with filled.session() as session:
        found = register.load(session)
    assert list(found.agencies.values()) == [OFFICE, hall, HEIR, OTHER, new]


# --- the calendar's rules and plans -------------------------------------------------------------


def test_anniversaries_by_month_and_day(database: Database) -> None:
    with database.session() as session:
        for one in reversed(ANNIVERSARIES):
            calendar.save_anniversary(session, one)
    with database.session() as session:
        assert calendar.anniversaries(session) == ANNIVERSARIES
        calendar.save_anniversary(session, replace(ANNIVERSARIES[0], name="Tết Nguyên đán"))
    with database.session() as session:
        assert calendar.anniversaries(session)[0].name == "Tết Nguyên đán"


def test_cadences_in_their_order(database: Database) -> None:
    with database.session() as session:
        for position, one in enumerate(CADENCES):
            calendar.save_cadence(session, one, position)
    with database.session() as session:
        assert calendar.cadences(session) == CADENCES


def test_a_plan_with_all_its_parts_and_its_file(filled: Database) -> None:
    with filled.session() as session:
        plans.save(session, PLAN, name="plans/01.md", text="# Kế hoạch\n", at=AT)
    with filled.session() as session:
        assert plans.get(session, "01-kh-2027") == PLAN
        assert plans.every(session) == (PLAN,)
        assert plans.titles(session) == {"01-kh-2027": ("01/KH", "Kế hoạch “một”")}
        assert (plans.taken(session, "01-kh-2027"), plans.taken(session, "x")) == (True, False)
    table = SQLModel.metadata.tables["document"]
    with filled.engine.connect() as connection:
        (row,) = connection.execute(table.select())
    assert (row.name, row.text) == ("plans/01.md", "# Kế hoạch\n")


def test_the_bare_plan(filled: Database) -> None:
    bare = Plan("ten", "Tên", 1, "song-lam")
    with filled.session() as session:
        plans.save(session, bare, name="x.md", text="x", at=AT)
    with filled.session() as session:
        assert plans.get(session, "ten") == bare


def test_an_older_row_without_a_newer_field_stays_readable(filled: Database) -> None:
    with filled.session() as session:
        plans.save(session, PLAN, name="x.md", text="x", at=AT)
    table = SQLModel.metadata.tables["plan"]
    with filled.engine.begin() as connection:
        content = dict(connection.execute(table.select()).one().content)
        del content["quotas"]
        content["no_longer_known"] = 1
        connection.execute(table.update().values(content=content))
    with filled.session() as session:
        assert plans.get(session, "01-kh-2027") == replace(PLAN, quotas=())


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({}, True),
        ({"title": "Tên khác", "issued_on": date(2027, 1, 1)}, True),
        ({"issued_on": date(2026, 5, 20)}, False),
        ({"issuer": "Sở"}, False),
        ({"number": "02/KH"}, False),
        ({"number": None}, False),
        ({"province": "song-cu"}, False),
    ],
)
def test_a_next_version_has_the_same_number_year_and_issuer(
    filled: Database, other: dict[str, object], *, same: bool
) -> None:
    with filled.session() as session:
        plans.save(session, PLAN, name="x.md", text="x", at=AT)
    with filled.session() as session:
        found = plans.same(session, replace(PLAN, key="", **other))  # type: ignore[arg-type]
    assert found == (PLAN if same else None)


def test_an_unknown_plan_is_not_found(database: Database) -> None:
    with pytest.raises(NotFoundError, match="khong-co"), database.session() as session:
        plans.get(session, "khong-co")


# --- slots and items ----------------------------------------------------------------------------


@pytest.mark.parametrize("slot", [SLOT, SPAN, DAYLESS], ids=["touched", "span", "dayless"])
def test_a_slot(filled: Database, slot: Slot) -> None:
    with filled.session() as session:
        assert slots.get(session, slot.key) == slot


@pytest.mark.parametrize("state", list(State))
def test_a_slots_states(filled: Database, state: State) -> None:
    changed = replace(SPAN, state=state, revision=8)
    with filled.session() as session:
        slots.update_all(session, [changed])
    with filled.session() as session:
        assert slots.get(session, SPAN.key) == changed


def test_slots_are_asked_for_by_agency_channel_campaign_and_days(filled: Database) -> None:
    with filled.session() as session:

        def keys(**where: object) -> list[str]:
            return [one.key for one in slots.select(session, **where)]  # type: ignore[arg-type]

        dated = [SPAN.key, SLOT.key]
        assert sorted(keys()) == sorted([*dated, DAYLESS.key])
        assert keys(agency="phong-vh") == [SPAN.key]
        assert keys(channel="event") == [DAYLESS.key]
        assert keys(campaign="quoc-khanh-2027") == dated
        assert keys(first=date(2027, 8, 28), last=date(2027, 8, 28)) == dated
        assert keys(first=date(2027, 8, 29), last=date(2027, 8, 30)) == [SPAN.key]
        assert keys(first=date(2027, 9, 5)) == [SPAN.key]
        assert keys(first=date(2027, 9, 6)) == []
        assert keys(last=date(2027, 8, 25)) == []
        assert keys(first=date(2027, 1, 1), states_without=[State.IN_REVIEW]) == [SPAN.key]
        assert [one.key for one in slots.tray(session, "xa-tay-hoa")] == [DAYLESS.key]
        assert slots.campaign_exists(session, "quoc-khanh-2027")
        assert not slots.campaign_exists(session, "quoc-khanh")


def test_slots_are_counted_by_day_and_spans_by_days(filled: Database) -> None:
    second = replace(SPAN, key="quoc-khanh-2027/banner-hang/xa-dong-hoa/span", agency="xa-dong-hoa")
    gone = replace(second, key="quoc-khanh-2027/banner-hang/x/span", state=State.WITHDRAWN)
    with filled.session() as session:
        slots.insert_all(session, [second, gone])
    first, last = date(2027, 8, 28), date(2027, 8, 31)
    own = selecting.among(Selection(agency="phong-vh"), {"phong-vh"}, None, first)
    with filled.session() as session:
        assert counting.counts(session, first, last) == [
            Count(date(2027, 8, 28), "loudspeaker", State.IN_REVIEW, False, 1)
        ]
        days = (date(2027, 8, 26), date(2027, 9, 5))
        assert counting.spans(session, first, last) == [
            SpanCount("quoc-khanh-2027", "banner", SPAN.title, *days, 2)
        ]
        assert counting.spans(session, first, last, among=own) == [
            SpanCount("quoc-khanh-2027", "banner", SPAN.title, *days, 1)
        ]
        assert counting.spans(session, date(2027, 9, 6), date(2027, 9, 7)) == []


def test_a_slot_that_moved_on_is_not_overwritten(filled: Database) -> None:
    mine = replace(SLOT, title="Của Lan", revision=8)
    with filled.session() as session:
        slots.replace_one(session, mine, expected=7)
    with pytest.raises(ConflictError), filled.session() as session:
        slots.replace_one(session, replace(SLOT, title="Của Minh", revision=9), expected=7)
    with filled.session() as session:
        assert slots.get(session, SLOT.key) == mine


@pytest.mark.parametrize("item", [ITEM, DUTY], ids=["deadline", "dayless"])
def test_an_item(filled: Database, item: Item) -> None:
    with filled.session() as session:
        assert items.get(session, item.key) == item


@pytest.mark.parametrize("state", list(ItemState))
def test_an_items_states(filled: Database, state: ItemState) -> None:
    changed = replace(DUTY, state=state, revision=5)
    with filled.session() as session:
        items.update_all(session, [changed])
    with filled.session() as session:
        assert items.get(session, DUTY.key) == changed


def test_items_are_asked_for_by_agency_and_due_day(filled: Database) -> None:
    with filled.session() as session:

        def keys(**where: object) -> list[str]:
            return [one.key for one in items.select(session, **where)]  # type: ignore[arg-type]

        assert sorted(keys()) == sorted([ITEM.key, DUTY.key])
        assert sorted(keys(agency="xa-dong-hoa")) == sorted([ITEM.key, DUTY.key])
        assert keys(agency="phong-vh") == []
        assert keys(first=date(2027, 6, 19), last=date(2027, 6, 19)) == [ITEM.key]
        assert keys(first=date(2027, 6, 20)) == []
        assert keys(last=date(2027, 6, 18)) == []


def test_items_come_in_one_order_on_both_engines(filled: Database) -> None:
    """What has no day comes behind what has one."""
    with filled.session() as session:
        assert [one.key for one in items.select(session)] == [ITEM.key, DUTY.key]
        assert [one.key for one in slots.select(session)] == [SPAN.key, SLOT.key, DAYLESS.key]


def test_an_item_that_moved_on_is_not_overwritten(filled: Database) -> None:
    mine = replace(ITEM, state=ItemState.DONE, revision=5)
    with filled.session() as session:
        items.replace_one(session, mine, expected=4)
    with pytest.raises(ConflictError), filled.session() as session:
        items.replace_one(session, replace(ITEM, state=ItemState.OPEN, revision=6), expected=4)
    with filled.session() as session:
        assert items.get(session, ITEM.key) == mine


def test_unknown_slots_and_items_are_not_found(database: Database) -> None:
    with database.session() as session:
        with pytest.raises(NotFoundError, match="không có mục “x/y”"):
            slots.get(session, "x/y")
        with pytest.raises(NotFoundError, match="không có việc “x/y”"):
            items.get(session, "x/y")


# --- feeds, the log, the installation -----------------------------------------------------------


def test_a_feed_and_the_hash_it_is_found_by(filled: Database) -> None:
    wanted = Feed(0, "Xã Đông Hòa", "xa-dong-hoa", "loudspeaker", "tet-2027", "status", 3, AT)
    with filled.session() as session:
        first = feeds.add(session, replace(wanted, name="Một"), lambda one: f"hash {one.id}")
        stored = feeds.add(session, wanted, lambda one: f"hash {one.id}")
    assert stored == replace(wanted, id=first.id + 1)
    with filled.session() as session:
        assert feeds.get(session, stored.id) == stored
        assert feeds.by_hash(session, f"hash {stored.id}") == stored
        assert feeds.every(session) == feeds.of_agency(session, "xa-dong-hoa") == [first, stored]
        assert feeds.of_agency(session, "phong-vh") == []
        with pytest.raises(NotFoundError):
            feeds.by_hash(session, "hash 99")
        with pytest.raises(NotFoundError):
            feeds.get(session, 99)


def test_the_log_gives_back_its_rows_in_order_with_rising_revisions(database: Database) -> None:
    entries = [
        log.Entry("planner", "planning", new="slots: added 3"),
        log.Entry("Lan", "slot", "k", "day", date(2027, 8, 28), date(2027, 8, 29), "mưa"),
        log.Entry("Lan", "slot", "k", "at", time(5, 30), None),
        log.Entry(
            "planner", "slot", "k", "source", Source(plan="p", line=3), Source(plan="p", line=4)
        ),
        log.Entry("Lan", "item", "i", "state", ItemState.OPEN, ItemState.DONE),
    ]
    with database.session() as session:
        assert log.add(session, entries[:2], AT) == [1, 2]
    with database.session() as session:
        assert log.add(session, entries[2:], AT) == [3, 4, 5]
        assert log.add(session, [], AT) == []
    with database.session() as session:
        found = log.since(session, 0)
        assert [one.revision for one in found] == [1, 2, 3, 4, 5]
        assert {one.at for one in found} == {AT}
        assert [one.entry for one in log.of(session, "k")] == [
            log.Entry("Lan", "slot", "k", "day", "2027-08-28", "2027-08-29", "mưa"),
            log.Entry("Lan", "slot", "k", "at", "05:30:00", None),
            log.Entry("planner", "slot", "k", "source", "plan=p line=3", "plan=p line=4"),
        ]
        assert [one.revision for one in log.since(session, 4)] == [5]
        assert found[-1].entry.new == "done"


def test_an_installation_keeps_its_first_id(database: Database) -> None:
    first = UUID("00000000-0000-4000-8000-000000000001")
    with database.session() as session:
        with pytest.raises(NotFoundError, match="planner init"):
            feeds.installation(session)
        feeds.make_installation(session, first, AT)
        feeds.make_installation(session, UUID("00000000-0000-4000-8000-000000000002"), AT)
    with database.session() as session:
        assert feeds.installation(session) == first
