"""Week, list, board and year from plain values, and their addresses."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from accounts import admit, client_of
from flask.testing import FlaskClient

from planner.domain.anniversaries import Kept
from planner.domain.model import Agency, Anniversary, Session, Slot, State
from planner.domain.people import Role
from planner.domain.register import Register
from planner.settings import Settings
from planner.store.counting import CampaignCount, Count, Group, ThemeCount, WeekCount
from planner.web import create_app
from planner.web.calendar import agenda, balance, board, coverage, timeline, week
from planner.web.calendar.loudspeakers import Row
from planner.web.calendar.many import together
from planner.web.reference import References

TODAY = date(2027, 8, 25)
MONDAY = date(2027, 8, 23)
KEPT = Kept(
    Anniversary("quoc-khanh", "Quốc khánh", 2, 9, origin_year=1945, rank="great"),
    2027,
    date(2027, 9, 2),
)
NOTED = Kept(
    Anniversary("cach-mang", "Cách mạng tháng Tám", 19, 8, origin_year=1945, rank="noted"),
    2027,
    date(2027, 8, 19),
)
WORDS = References.of([KEPT], {"1-kh-2027": ("1/KH", "Kế hoạch")})
POST = Slot(
    "quoc-khanh-2027/social-daily/xa-a/d-6",
    "quoc-khanh-2027",
    "social-daily",
    "xa-a",
    "d-6",
    "social",
    "post",
    day=date(2027, 8, 27),
    at=time(8),
    due=date(2027, 8, 26),
    title="Bài",
    planned_on=date(2027, 1, 1),
)
BULLETIN = replace(
    POST, key="b", channel="loudspeaker", format="bulletin", session="s1", minutes=8, at=time(5, 30)
)
BANNER = replace(
    POST, key="r", channel="banner", day=date(2027, 8, 26), end_day=date(2027, 9, 5), at=None
)
COMMUNE = Agency(
    "xa-a", "Xã A", "commune", "commune", "an-giang", sessions=(Session("s1", time(5, 30)),)
)


def group(state: State, number: int, late: int = 0) -> Group:
    return Group(
        "quoc-khanh-2027",
        "social",
        "post",
        "Bài",
        POST.day or TODAY,
        None,
        time(8),
        None,
        state,
        None,
        number,
        late,
    )


def test_bulletins_of_an_agency_stand_in_its_sessions_and_the_rest_by_hour() -> None:
    late = replace(POST, key="l", at=time(8, 30), due=date(2027, 8, 20))
    page = week.of_slots(
        MONDAY, TODAY, [POST, late, BULLETIN, BANNER], [KEPT], WORDS, agency=COMMUNE
    )
    assert (page.number, page.first, page.last, page.lanes) == (34, MONDAY, date(2027, 8, 29), 1)
    session, hour = page.rows
    assert isinstance(session, Row)
    assert [len(one.bulletins) for one in session.vessels if one] == [0, 0, 0, 0, 1, 0, 0]
    assert isinstance(hour, week.Hour)
    assert [chip.key for chip in hour.cells[4]] == ["l", POST.key]
    assert [bar.key for lane in page.above for bar in lane.bars] == ["r"]


def test_what_has_no_hour_stands_above_the_hours() -> None:
    page = week.of_slots(MONDAY, TODAY, [POST, replace(POST, key="n", at=None)], [], WORDS)
    assert [row.hour for row in page.rows if isinstance(row, week.Hour)] == [None, 8]


def test_slots_of_several_agencies_are_one_line_with_what_is_done() -> None:
    found = together(
        [group(State.PUBLISHED, 40), group(State.PROPOSED, 60, 2), group(State.CANCELLED, 5)], WORDS
    )
    assert [(one.number, one.done, one.late) for one in found] == [(100, 40, 2)]
    chip = week.of_many(MONDAY, TODAY, found, []).rows[0].cells[4][0]  # type: ignore[union-attr]
    assert (chip.number, chip.done, chip.key) == (100, 40, "")


def test_a_list_has_days_with_something_and_folds_those_that_are_over() -> None:
    past = replace(POST, key="p", day=date(2027, 8, 20))
    page = agenda.of_slots(
        date(2027, 8, 1),
        date(2027, 8, 31),
        TODAY,
        [past, POST, BANNER],
        [KEPT, NOTED],
        WORDS,
        owners={"xa-a": "Xã A"},
    )
    assert [one.day.day for one in page.past] == [19, 20]
    assert [(one.day.day, one.number) for one in page.days] == [(26, 1), (27, 1)]
    assert page.days[1].lines[0].agency == "Xã A"
    assert page.more == 0


def test_a_list_too_long_says_how_much_is_left_out() -> None:
    many = [replace(POST, key=str(n)) for n in range(agenda.MOST + 7)]
    page = agenda.of_slots(date(2027, 8, 1), date(2027, 8, 31), TODAY, many, [], WORDS)
    assert (page.more, len(page.days[0].lines)) == (7, agenda.MOST)


def test_a_board_has_the_most_urgent_first_and_counts_what_finds_no_room() -> None:
    late = replace(POST, key="late", due=date(2027, 8, 22), day=date(2027, 8, 30))
    slots = [replace(POST, key=str(n)) for n in range(board.MOST)] + [late]
    page = board.of_slots(
        [*slots, replace(POST, key="h", state=State.POSTPONED)], TODAY, WORDS, people={}
    )
    first = page.columns[0]
    assert (first.cards[0].chip.key, first.number, first.more) == ("late", board.MOST + 1, 1)
    assert [one.state for one in page.aside] == [State.POSTPONED]
    assert sum(one.number for one in page.columns) == board.MOST + 1


def test_everybodys_board_counts_agencies_by_state() -> None:
    page = board.of_groups([group(State.PROPOSED, 60), group(State.PUBLISHED, 40)], TODAY, WORDS)
    assert [one.number for one in page.columns] == [60, 0, 0, 0, 0, 40]


def test_a_year_has_one_scale_for_campaigns_ticks_and_loads() -> None:
    campaigns = [
        CampaignCount("quoc-khanh-2027", date(2027, 8, 19), date(2027, 9, 5), 10, 5),
        CampaignCount("1-kh-2027-1", date(2027, 8, 25), date(2028, 3, 1), 4, 0, planned=True),
        CampaignCount("thuong-xuyen-2027", date(2027, 1, 4), date(2027, 12, 30), 50, 0),
        CampaignCount("khong-ngay", None, None, 3, 0),
    ]
    counts = [
        Count(date(2027, 8, 27), "social", State.PROPOSED, False, 3),
        Count(date(2027, 8, 23), "social", State.PUBLISHED, False, 4),
        Count(date(2027, 8, 23), "social", State.CANCELLED, False, 9),
        Count(date(2027, 9, 1), "press", State.PROPOSED, False, 1),
    ]
    page = timeline.build(2027, TODAY, campaigns, {"khong": ""}, counts, [KEPT, NOTED])
    assert [one.name for one in page.groups] == [
        "Theo ngày kỷ niệm",
        "Theo kế hoạch",
        "Thường xuyên",
    ]
    bar = page.groups[0].bars[0]
    tick = next(one for one in page.ticks if one.kept is KEPT)
    assert bar.x < tick.x < bar.x + bar.width
    assert bar.filled == pytest.approx(bar.width / 2, abs=0.01)
    assert [(one.channel, one.most) for one in page.loads] == [("press", 1), ("social", 7)]
    assert page.heaviest == (MONDAY, 7)
    assert page.total == 8
    assert max(one.x + one.width for one in page.groups[1].bars) <= timeline.LEFT + timeline.WIDE
    assert all(one.y < page.height for group in page.groups for one in group.bars)
    assert [one.y for one in page.ticks if one.kept is NOTED] == [0]


def test_labels_and_bars_that_would_meet_stand_in_lanes() -> None:
    campaigns = [
        CampaignCount(f"c-{n}", date(2027, 3, 1) + timedelta(days=n), date(2027, 3, 20), 1, 0)
        for n in range(4)
    ]
    page = timeline.build(2027, TODAY, campaigns, {}, [], [])
    assert len({one.y for one in page.groups[0].bars}) == 4


def test_coverage_shades_weeks_and_marks_those_that_should_have_something() -> None:
    communes = {slug: replace(COMMUNE, slug=slug, name=f"Xã {slug}") for slug in "abcd"}
    counts = [
        WeekCount((slug,), MONDAY, number, 2, 1) for slug, number in (("a", 3), ("b", 9), ("c", 20))
    ]
    counts.append(WeekCount(("d",), MONDAY + timedelta(days=7), 4, 0, 0))
    page = coverage.build(2027, TODAY, counts, Register.of(communes.values(), []))
    rows = {row.agency.slug: row for row in page.groups[0].rows}
    week = page.mondays.index(MONDAY)
    assert [rows[slug].line.cells[week].css for slug in "abcd"] == [
        "heat-1 heat-miss",
        "heat-3 heat-miss",
        "heat-4 heat-miss",
        "heat-no",
    ]
    assert rows["a"].line.cells[week + 1].css == "heat-0"
    assert (page.total, page.empty, page.now) == (36, 1, MONDAY)
    assert sum(weeks for _, weeks in page.months) == len(page.mondays)


def test_an_agency_is_not_missed_before_it_exists() -> None:
    communes = {slug: replace(COMMUNE, slug=slug, name=f"Xã {slug}") for slug in "abcd"}
    communes["d"] = replace(communes["d"], valid_from=MONDAY + timedelta(days=14))
    counts = [WeekCount((slug,), MONDAY, 1, 0, 0) for slug in "abc"]
    counts.append(WeekCount(("d",), MONDAY + timedelta(days=21), 1, 0, 0))
    page = coverage.build(2027, TODAY, counts, Register.of(communes.values(), []))
    assert page.empty == 0


def test_themes_share_the_year_and_their_bars_the_longest() -> None:
    counts = [
        ThemeCount("Quốc khánh", None, "press", State.PROPOSED, 2),
        ThemeCount("Quốc khánh", None, "flag", State.PUBLISHED, 6),
        ThemeCount("Nông thôn", "1-kh-2027", "press", State.PUBLISHED, 2),
        ThemeCount("Nông thôn", "1-kh-2027", "press", State.CANCELLED, 9),
    ]
    page = balance.build(2027, counts, WORDS)
    assert [(one.title, one.number, one.done, one.share) for one in page.themes] == [
        ("Quốc khánh", 8, 6, 80),
        ("Nông thôn", 2, 2, 20),
    ]
    assert [(part.x, part.width) for part in page.themes[0].parts] == [(0, 25), (25, 75)]
    assert [part.width for part in page.themes[1].parts] == [25]
    assert page.channels == ("press", "flag")


VIEWS = ["month", "week", "agenda", "timeline", "coverage", "themes", "board"]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "whose", ["", "&agency=xa-go-quao", "&province=an-giang&late=1", "&mine=1", "&state=approved"]
)
def test_every_view_of_every_selection_opens(client: FlaskClient, view: str, whose: str) -> None:
    answer = client.get(f"/calendar/2027/08?view={view}{whose}")
    assert answer.status_code == 200
    assert f"view={view}" in answer.text or view == "month"


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("view=tuan", 400, "month, week, agenda, timeline, coverage, themes, board"),
        ("kenh=press", 400, "bộ lọc “kenh”"),
        ("state=late", 400, "tình trạng “late”"),
        ("province=ha-noi-2", 404, "ha-noi-2"),
    ],
)
def test_what_there_is_not_is_said(
    client: FlaskClient, query: str, status: int, words: str
) -> None:
    answer = client.get(f"/calendar/2027/08?{query}")
    assert (answer.status_code, words in answer.text) == (status, True)


def test_filters_stay_while_the_view_and_the_days_change(client: FlaskClient) -> None:
    page = client.get("/calendar/2027/08?view=week&agency=xa-go-quao&channel=social").text
    query = "agency=xa-go-quao&amp;channel=social&amp;view=week"
    assert f'href="/calendar/2027/08?{query}&amp;day=2027-08-16"' in page
    assert 'href="/calendar/2027/08?agency=xa-go-quao&amp;channel=social"' in page


def test_a_line_of_many_leads_to_whose_it_is(client: FlaskClient) -> None:
    page = client.get("/calendar/2027/09?view=agenda&campaign=quoc-khanh-2027&channel=flag").text
    assert "Xã Gò Quao" in page
    month = client.get("/calendar/2027/09?day=2027-09-02").text
    assert "campaign=quoc-khanh-2027&amp;channel=flag&amp;view=agenda" in month or (
        "channel=flag&amp;campaign=quoc-khanh-2027&amp;view=agenda" in month
    )


def test_a_view_is_saved_opened_and_subscribed_to(settings: Settings) -> None:
    app = create_app(settings)
    client = client_of(app, admit(app.extensions["planner"].database, "lan", Role.COORDINATOR))
    chosen = "/calendar/2027/08?view=board&channel=press&late=1"
    page = client.get(chosen).text
    assert "Tên để lưu bộ lọc này" in page
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    form = {"csrf_token": token, "chosen": "channel=press&late=1", "view": "board"}
    saved = client.post("/views", data={**form, "name": "Báo trễ", "shared": "1"})
    assert saved.location == "/calendar/2027/08?channel=press&late=1&view=board"
    shown = client.get("/calendar/2027/09").text
    assert 'href="/calendar/2027/09?channel=press&amp;late=1&amp;view=board">Báo trễ<' in shown
    made = client.post("/subscriptions", data={**form, "kind": "view"})
    feed = client.get(made.location).text
    assert "Báo chí, trễ" in feed
    number = shown.split('action="/views/')[1].split("/")[0]
    assert client.post(f"/views/{number}/remove", data={"csrf_token": token}).status_code == 303
    assert "Báo trễ" not in client.get("/calendar/2027/09").text


@pytest.mark.parametrize("form", [{"name": "x", "view": "tuan"}, {"name": "x", "chosen": "kenh=1"}])
def test_a_view_that_there_is_not_is_not_saved(client: FlaskClient, form: dict[str, str]) -> None:
    token = client.get("/calendar/2027/08").text.split('name="csrf_token" value="')[1].split('"')[0]
    assert client.post("/views", data={"csrf_token": token, **form}).status_code == 400
