"""The whole demonstration, planned once on each engine: what issue 2 counts as done."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, time, timedelta
from functools import cached_property

import pytest
from icalendar import Calendar
from small import SEEDS

from planner import seeds
from planner.domain.model import Agency, Item, Slot, State
from planner.domain.register import Register
from planner.services import installing, publishing, scheduling, subscribing
from planner.services.comparing import Outcome, Range
from planner.services.installing import Installed
from planner.store import items, log, register, slots
from planner.store.db import Database

TODAY = date(2026, 11, 22)
KON_TUM = "thuc-hien-ke-hoach-so-102-kh-tu-cua-ban-thuong-vu-tinh-uy"
PLANS = {
    "141-kh-ubnd-2021.md": "141-kh-ubnd-2021",
    "262-kh-tu-2024.md": "262-kh-tu-2024",
    "33-kh-tu-2021.md": "33-kh-tu-2021",
    "kon-tum-102-kh-tu-2019.md": KON_TUM,
}


@dataclass
class Demonstration:
    database: Database
    installed: Installed

    @cached_property
    def slots(self) -> dict[str, Slot]:
        with self.database.session() as session:
            return {one.key: one for one in slots.select(session)}

    @cached_property
    def items(self) -> dict[str, Item]:
        with self.database.session() as session:
            return {one.key: one for one in items.select(session)}

    @cached_property
    def register(self) -> Register:
        with self.database.session() as session:
            return register.load(session)

    @cached_property
    def by_campaign(self) -> dict[str, list[Slot]]:
        found = defaultdict(list)
        for one in self.slots.values():
            found[one.campaign].append(one)
        return found

    @property
    def outcome(self) -> Outcome:
        assert self.installed.outcome is not None
        return self.installed.outcome


def demonstrate(url: str) -> Iterator[Demonstration]:
    database = Database(url)
    loaded = seeds.load(SEEDS)
    with database.session() as session:
        installing.install(session, loaded)
        done = installing.demonstrate(session, loaded, TODAY)
    yield Demonstration(database, done)
    database.engine.dispose()


@pytest.fixture(scope="session")
def on_sqlite(sqlite_demonstration_url: str) -> Iterator[Demonstration]:
    yield from demonstrate(sqlite_demonstration_url)


@pytest.fixture(scope="session")
def on_postgresql(postgres_demonstration_url: str) -> Iterator[Demonstration]:
    yield from demonstrate(postgres_demonstration_url)


@pytest.fixture(params=["on_sqlite", "on_postgresql"])
def demonstration(request: pytest.FixtureRequest) -> Demonstration:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Demonstration)
    return found


# --- the table of cadences ----------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A line of product.md's table, written down once more: days from T by class."""

    channel: str
    format: str
    round: tuple[tuple[int, int], ...]
    five: tuple[tuple[int, int], ...]
    other: tuple[tuple[int, int], ...]
    due: int | None
    weekdays: str = "mo tu we th fr sa su"
    at: time | None = None
    minutes: int | None = None
    span: bool = False


WEEKDAYS = ["mo", "tu", "we", "th", "fr", "sa", "su"]
EIGHT = time(8)
# fmt: off
TABLE = {
    "press-page": Line("press", "special_page", ((-60, 0),), ((-30, 0),), ((-14, 0),), 3, "th"),
    "press-column": Line("press", "column", ((-7, 1),), ((-5, 1),), ((-3, 0),), 1),
    "press-radio": Line("press", "radio", ((-7, 1),), ((-5, 1),), ((-3, 0),), 1,
                        at=time(6, 45), minutes=10),
    "press-tv": Line("press", "tv", ((-60, 0),), ((-30, 0),), ((-14, 0),), 5, "th",
                     at=time(20), minutes=15),
    "social-lead": Line("social", "post", ((-30, -8),), ((-21, -8),), ((-14, -4),), 1, "mo we fr",
                        at=EIGHT),
    "social-daily": Line("social", "post", ((-7, 1),), ((-7, 1),), ((-3, 0),), 1, at=EIGHT),
    "portal-feature": Line("portal", "feature", ((-10, -10), (-1, -1)), ((-7, -7), (-1, -1)),
                           ((-1, -1),), 2, at=time(9)),
    "loudspeaker-bulletin": Line("loudspeaker", "bulletin", ((-10, 1),), ((-7, 1),), ((-5, 0),), 1,
                                 minutes=8),
    "banner-hang": Line("banner", "banner", ((-15, 7),), ((-10, 5),), ((-7, 3),), 7, span=True),
    "flag-hang": Line("flag", "flag", ((-1, 1),), ((-1, 1),), ((-1, 1),), None, span=True),
}
# fmt: on

CAMPAIGNS = {
    "quoc-khanh-2027": (date(2027, 9, 2), "other"),
    "thanh-lap-dang-2025": (date(2025, 2, 3), "five"),
    "thong-nhat-dat-nuoc-2025": (date(2025, 4, 30), "round"),
    "ngay-sinh-bac-ho-2025": (date(2025, 5, 19), "five"),
    "quoc-khanh-2025": (date(2025, 9, 2), "round"),
}

Place = tuple[str, str, date, date | None, str | None]
"""A cadence, an agency, the first and last day, and the session."""


def wanted(line: Line, cadence: str, agency: Agency, day: date, kind: str) -> Iterator[Place]:
    """Yield what the table gives one agency for one reference day."""
    for low, high in getattr(line, kind):
        first, last = day + timedelta(low), day + timedelta(high)
        if line.span:
            if agency.exists(first):
                yield cadence, agency.slug, first, last, None
            continue
        for n in range((last - first).days + 1):
            one = first + timedelta(n)
            if WEEKDAYS[one.weekday()] in line.weekdays.split() and agency.exists(one):
                sessions = (
                    [s.id for s in agency.sessions] if line.channel == "loudspeaker" else [None]
                )
                for session in sessions:
                    yield cadence, agency.slug, one, None, session


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_each_line_of_the_table_gives_its_days_and_none_more(
    demonstration: Demonstration, campaign: str
) -> None:
    day, kind = CAMPAIGNS[campaign]
    expected = {
        place
        for cadence, line in TABLE.items()
        for agency in demonstration.register.agencies.values()
        if line.format in agency.runs.get(line.channel, ())
        for place in wanted(line, cadence, agency, day, kind)
    }
    found = [
        (one.cadence, one.agency, one.day, one.end_day, one.session)
        for one in demonstration.by_campaign[campaign]
    ]
    assert len(found) == len(set(found))
    assert set(found) == expected
    assert {place[0] for place in expected} == set(TABLE)


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_each_line_of_the_table_gives_its_hour_minutes_and_due_day(
    demonstration: Demonstration, campaign: str
) -> None:
    for one in demonstration.by_campaign[campaign]:
        line = TABLE[one.cadence]
        assert (one.channel, one.format, one.minutes) == (line.channel, line.format, line.minutes)
        assert one.day is not None
        if one.channel != "loudspeaker":
            assert one.at == line.at
        due = None if line.due is None else max(one.day - timedelta(line.due), TODAY)
        assert one.due == (None if due is None else min(one.day, due))


def test_an_agency_with_two_sessions_on_2_september_2027(demonstration: Demonstration) -> None:
    mine = [
        one for one in demonstration.by_campaign["quoc-khanh-2027"] if one.agency == "xa-tan-an"
    ]
    bulletins = [(one.day, one.at) for one in mine if one.channel == "loudspeaker"]
    assert len(bulletins) == 12
    assert set(bulletins) == {
        (date(2027, month, day), at)
        for month, day in ((8, 28), (8, 29), (8, 30), (8, 31), (9, 1), (9, 2))
        for at in (time(5, 30), time(17))
    }
    (banner,) = (one for one in mine if one.channel == "banner")
    assert (banner.day, banner.end_day) == (date(2027, 8, 26), date(2027, 9, 5))
    down = demonstration.items["quoc-khanh-2027/banner-down/xa-tan-an/span"]
    assert down.due == date(2027, 9, 6)
    press = [
        (one.format, one.day)
        for one in demonstration.by_campaign["quoc-khanh-2027"]
        if one.agency == "bao-ptth-an-giang" and one.format in {"special_page", "column"}
    ]
    assert sorted(press, key=str) == [
        ("column", date(2027, 8, 30)),
        ("column", date(2027, 8, 31)),
        ("column", date(2027, 9, 1)),
        ("column", date(2027, 9, 2)),
        ("special_page", date(2027, 8, 19)),
        ("special_page", date(2027, 8, 26)),
        ("special_page", date(2027, 9, 2)),
    ]


@pytest.mark.parametrize(
    ("campaign", "after"),
    [("quoc-khanh-2027", 4), ("quoc-khanh-2025", 8), ("thanh-lap-dang-2025", 6)],
)
def test_every_banner_comes_down_the_day_after(
    demonstration: Demonstration, campaign: str, after: int
) -> None:
    hung = [one for one in demonstration.by_campaign[campaign] if one.channel == "banner"]
    due = CAMPAIGNS[campaign][0] + timedelta(after)
    assert {
        (one.agency, one.due) for one in demonstration.items.values() if one.origin == campaign
    } == {(one.agency, due) for one in hung}


# --- the whole ----------------------------------------------------------------------------------


def test_planning_again_changes_nothing(demonstration: Demonstration) -> None:
    with demonstration.database.session() as session:
        outcome = scheduling.replan(session, TODAY)
        assert (bool(outcome.slots), bool(outcome.items), outcome.revision) == (False, False, None)


def test_planning_again_from_before_the_first_plan_adds_only_what_lies_before_it(
    demonstration: Demonstration,
) -> None:
    """`init --demo` plans from the first plan (10/7/2019): from there on nothing changes."""
    first = date(2019, 7, 10)
    with demonstration.database.session() as session:
        outcome = scheduling.replan(session, TODAY, days=Range(date(2019, 1, 1)), dry_run=True)
    assert [
        one.key for one in outcome.slots.added if not one.last_day or one.last_day >= first
    ] == []
    assert [one.fields for one in outcome.slots.written()] == []
    assert [one.key for one in outcome.items.added if not one.due or one.due >= first] == []
    assert [one.fields for one in outcome.items.written()] == []
    with demonstration.database.session() as session:
        assert len(log.since(session, 0)) == 1


def test_keys_are_made_of_campaign_cadence_agency_and_occurrence(
    demonstration: Demonstration,
) -> None:
    assert len(demonstration.slots) == len(demonstration.outcome.slots.added)
    for key, one in demonstration.slots.items():
        ending = f"/{one.session}" if one.cadence == "loudspeaker-bulletin" else ""
        assert key == f"{one.campaign}/{one.cadence}/{one.agency}/{one.occurrence}{ending}"
    places = Counter(
        (one.agency, one.channel, one.format, one.campaign, one.cadence, one.day, one.session)
        for one in demonstration.slots.values()
        if one.day
    )
    assert places.most_common(1)[0][1] == 1


def test_nothing_is_planned_for_an_agency_that_is_not_there(demonstration: Demonstration) -> None:
    known = demonstration.register
    for one in demonstration.slots.values():
        agency = known.get(one.agency)
        if one.day is not None:
            assert agency.exists(one.day), one.key
        assert one.format in agency.runs[one.channel], one.key
    for item in demonstration.items.values():
        if item.kind != "take_down" and item.due is not None:
            assert known.get(item.agency).exists(item.due), item.key


def test_everything_is_planned_up_to_the_horizon_and_no_further(
    demonstration: Demonstration,
) -> None:
    days = [one.day for one in demonstration.slots.values() if one.day]
    assert min(days) < date(2019, 9, 2)
    assert max(days) <= date(2027, 12, 31)
    assert {one.state for one in demonstration.slots.values()} == {State.PROPOSED}
    assert {one.planned_on for one in demonstration.slots.values()} == {TODAY}


def test_both_engines_hold_the_same(on_sqlite: Demonstration, on_postgresql: Demonstration) -> None:
    def same(things: dict[str, Slot] | dict[str, Item]) -> dict[str, tuple[object, ...]]:
        return {
            key: tuple(getattr(one, f.name) for f in fields(one) if f.name != "changed_at")
            for key, one in things.items()
        }

    assert same(on_sqlite.slots) == same(on_postgresql.slots)
    assert same(on_sqlite.items) == same(on_postgresql.items)
    assert on_sqlite.register == on_postgresql.register
    assert list(map(str, on_sqlite.outcome.problems)) == list(
        map(str, on_postgresql.outcome.problems)
    )


# --- plans --------------------------------------------------------------------------------------


def marked_and_plain(file: str) -> tuple[dict[int, str], dict[int, str]]:
    """Return a plan's bullets by line: those marked as outside, and the other duties."""
    marked, plain, section = {}, {}, ""
    text = (SEEDS / "plans" / file).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("## "):
            section = line[3:]
        elif line.startswith("- [ngoài phạm vi]"):
            marked[number] = line.partition("]")[2].strip()
        elif line.startswith("- ") and section == "Giao việc":
            plain[number] = line[2:]
    return marked, plain


def told(text: str) -> str:
    return re.sub(r"\W+", " ", text).lower().strip()


OUTSIDE = {told(text) for file in PLANS for text in marked_and_plain(file)[0].values()} | {
    told(clause)
    for file in PLANS
    for text in marked_and_plain(file)[0].values()
    for clause in text.split(";")
}


def test_there_is_something_that_could_leak() -> None:
    assert len(OUTSIDE) > 60
    assert "răn đe xử lý vi phạm" in OUTSIDE


def leaks(texts: set[str]) -> list[tuple[str, str]]:
    words = {told(text) for text in texts}
    return [(one, text) for one in sorted(OUTSIDE) for text in words if one in text]


def test_nothing_marked_outside_reaches_a_slot_or_a_checklist(
    demonstration: Demonstration,
) -> None:
    texts = {
        text
        for one in demonstration.slots.values()
        for text in (one.title, one.theme, one.brief)
        if text
    }
    texts |= {one.title for one in demonstration.items.values()}
    assert len(texts) > 100
    assert leaks(texts) == []
    sources = {(one.source.plan, one.source.line) for one in demonstration.slots.values()}
    sources |= {(one.source.plan, one.source.line) for one in demonstration.items.values()}
    for file, key in PLANS.items():
        marked, _ = marked_and_plain(file)
        assert [line for line in marked if (key, line) in sources] == []


def test_nothing_marked_outside_reaches_a_feed(on_sqlite: Demonstration) -> None:
    """Agencies with duties, in the time of each plan: there the words could stand."""
    checked = 0
    busy = Counter(one.agency for one in on_sqlite.items.values() if one.kind == "duty")
    agencies = [slug for slug, _ in busy.most_common(8)] + ["bao-kien-giang", "dai-ptth-kien-giang"]
    with on_sqlite.database.session() as session:
        keys = subscribing.Keys("bí mật")
        for agency in agencies:
            feed = subscribing.create(session, keys, agency=agency)
            for today in (date(2021, 10, 15), date(2025, 6, 15)):
                served = publishing.render(session, feed, today, "https://vi-du.vn")
                events = Calendar.from_ical(served.body).walk("VEVENT")
                texts = {str(one[name]) for one in events for name in ("summary", "description")}
                assert leaks(texts) == []
                checked += len(events)
        session.rollback()
    assert checked > 500


def test_nothing_marked_outside_is_counted(demonstration: Demonstration) -> None:
    """In 2021 every body is there: the duties are the unmarked lines, each of them and no other."""
    for file in ("141-kh-ubnd-2021.md", "33-kh-tu-2021.md"):
        marked, plain = marked_and_plain(file)
        duties = [
            one
            for one in demonstration.items.values()
            if one.origin == PLANS[file] and one.kind == "duty"
        ]
        assert marked
        assert {one.source.line for one in duties} == set(plain)
        assert {told(one.title) for one in duties} == {told(text) for text in plain.values()}


def test_the_police_get_nothing(demonstration: Demonstration) -> None:
    police = {
        one.slug for one in demonstration.register.agencies.values() if one.kind == "security"
    }
    assert police
    assert [one.key for one in demonstration.slots.values() if one.agency in police] == []
    assert [one.key for one in demonstration.items.values() if one.agency in police] == []


def test_a_plan_whose_title_is_outside_and_without_themes_plans_no_rhythm_and_says_so(
    demonstration: Demonstration,
) -> None:
    assert [one.key for one in demonstration.slots.values() if one.source.plan == KON_TUM] == []
    said = [one for one in demonstration.outcome.problems if one.where.key == KON_TUM]
    assert ["không nêu chủ đề" in one.message for one in said] == [True]


def test_reports_of_kon_tum_fall_due_the_day_before(demonstration: Demonstration) -> None:
    reports = [
        one
        for one in demonstration.items.values()
        if one.origin == KON_TUM and one.kind == "deadline"
    ]
    assert {(one.occurrence, str(one.due)) for one in reports} == {
        ("2019-12", "2019-12-09"),
        *(
            (f"{year}-{month}", f"{year}-{month}-{day}")
            for year in range(2020, 2025)
            for month, day in (("06", "19"), ("12", "09"))
        ),
        ("2025-06", "2025-06-19"),
    }


def test_every_district_owes_its_slogans(demonstration: Demonstration) -> None:
    quotas = [one for one in demonstration.items.values() if one.kind == "quota"]
    kinds = Counter(
        (demonstration.register.get(one.agency).kind, one.title, str(one.due)) for one in quotas
    )
    assert kinds == {("district", "Ít nhất 1 khẩu hiệu mỗi khu phố, ấp", "2021-12-31"): 15}


def test_the_regular_rhythm_lies_in_the_phases_and_carries_their_themes(
    demonstration: Demonstration,
) -> None:
    regular = [one for one in demonstration.slots.values() if one.cadence.startswith("regular-")]
    phases = {
        "141-kh-ubnd-2021": [(date(2021, 7, 19), date(2021, 11, 30))],
        "33-kh-tu-2021": [(date(2021, 10, 12), date(2021, 12, 31))],
        "262-kh-tu-2024": [(date(2024, 12, 16), date(2026, 1, 23))],
    }
    themes = defaultdict(set)
    weekdays = defaultdict(set)
    for one in regular:
        assert one.day is not None
        assert one.source.plan is not None
        assert any(first <= one.day <= last for first, last in phases[one.source.plan]), one.key
        year, week, weekday = one.day.isocalendar()
        assert (one.campaign, one.occurrence) == (
            f"thuong-xuyen-{year}",
            f"W{week:02d}-{WEEKDAYS[weekday - 1]}",
        )
        themes[one.source.plan].add(one.theme)
        weekdays[one.cadence].add(WEEKDAYS[one.day.weekday()])
    assert {plan: len(found) for plan, found in themes.items()} == {
        "141-kh-ubnd-2021": 3,
        "33-kh-tu-2021": 8,
        "262-kh-tu-2024": 3,
    }
    assert weekdays == {
        "regular-column": {"th"},
        "regular-radio": {"th"},
        "regular-tv": {"th"},
        "regular-feature": {"mo"},
        "regular-post": {"tu", "th"},
        "regular-bulletin": {"mo", "we", "fr"},
    }
    busy = {
        (one.agency, one.format, one.day)
        for one in demonstration.slots.values()
        if not one.cadence.startswith("regular-")
    }
    assert [one.key for one in regular if (one.agency, one.format, one.day) in busy] == []


def test_what_a_plan_asks_after_an_agencys_end_is_listed_with_its_heirs(
    demonstration: Demonstration,
) -> None:
    said = {
        one.where.key: one.message
        for one in demonstration.outcome.problems
        if one.where.key and one.where.key.startswith("262-kh-tu-2024/")
    }
    press = next(
        message for message in said.values() if message.startswith("Sở Thông tin và Truyền")
    )
    assert "Sở Khoa học và Công nghệ" in press
    assert "23/01/2026" in press


def test_two_programmes_at_one_hour_are_all_planned_and_listed(
    demonstration: Demonstration,
) -> None:
    clashes = [one for one in demonstration.outcome.problems if "Có thể nhường" in one.message]
    assert clashes
    keys = [one.where.key for one in clashes]
    assert [key for key in keys if key not in demonstration.slots] == []
