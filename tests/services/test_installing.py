"""Setting up: what a new installation gets, and plans as they are accepted."""

from datetime import date, time

from small import PLAN, PLAN_KEY, PLAN_TEXT, TODAY, Office

from planner import seeds
from planner.domain.model import Agency, Session
from planner.services import installing
from planner.store import calendar, feeds, plans, register


def agencies(office: Office) -> dict[str, Agency]:
    with office.database.session() as session:
        return dict(register.load(session).agencies)


def keys(office: Office) -> set[str]:
    with office.database.session() as session:
        return {one.key for one in plans.every(session)}


def add_plan(office: Office, name: str, text: str) -> None:
    (office.folder / "plans" / name).write_text(text, encoding="utf-8", newline="\n")


def test_an_installation_gets_an_id_once_and_its_days_and_cadences(office: Office) -> None:
    loaded = seeds.load(office.folder)
    with office.database.session() as session:
        installing.install(session, loaded)
        first = feeds.installation(session)
    with office.database.session() as session:
        installing.install(session, loaded)
        assert feeds.installation(session) == first
        assert calendar.cadences(session) == loaded.cadences
        assert set(calendar.anniversaries(session)) == set(loaded.anniversaries)
        assert register.load(session).agencies == {}


def test_the_demonstration_says_what_it_holds(office: Office) -> None:
    done = office.load()
    assert (done.agencies, done.plans) == (7, 1)
    assert keys(office) == {PLAN_KEY}
    with office.database.session() as session:
        kept = plans.get(session, PLAN_KEY)
    assert (kept.accepted_on, kept.province) == (TODAY, "song-lam")


def test_a_collective_name_that_finds_nobody_is_one_agency_as_written(office: Office) -> None:
    office.change(PLAN, "### Báo Sông Lam; Đài PT-TH Sông Lam", "### Các hội quần chúng")
    office.load()
    (added,) = (one for one in agencies(office).values() if one.to_check)
    assert added == Agency(
        slug="cac-hoi-quan-chung-song-lam",
        name="Các hội quần chúng",
        kind="as_written",
        level="province",
        province="song-lam",
        valid_from=date(2027, 5, 20),
        to_check=True,
    )
    (item,) = office.items(agency=added.slug)
    assert item.title == "Mở chuyên mục về nông thôn mới"
    assert office.slots(agency=added.slug) == []
    before = office.dump()
    office.load()
    assert office.dump() == before


def test_another_issuers_plan_of_that_number_has_its_issuer_in_the_key(office: Office) -> None:
    other = PLAN_TEXT.replace(
        "Cơ quan ban hành: Ủy ban nhân dân tỉnh Sông Lam", "Cơ quan ban hành: Huyện Tây Hà"
    )
    add_plan(office, "02.md", other)
    office.load()
    assert keys(office) == {PLAN_KEY, f"huyen-tay-ha-{PLAN_KEY}"}


def test_the_same_number_in_another_year_is_another_plan(office: Office) -> None:
    add_plan(office, "00.md", PLAN_TEXT.replace("20/5/2027", "20/5/2026"))
    office.load()
    assert keys(office) == {PLAN_KEY, "01-kh-ubnd-2026"}


def test_a_plan_without_a_number_is_named_by_its_title(office: Office) -> None:
    office.change(PLAN, "- Số: 01/KH-UBND\n", "")
    office.load()
    assert keys(office) == {"tuyen-truyen-nam-2027"}


def test_a_plans_file_is_kept_as_it_stands_in_each_version(office: Office) -> None:
    office.load()
    office.change(PLAN, "quê hương.", "quê hương Sông Lam.")
    office.load()
    texts = {row[2] for row in office.dump()["document"]}
    assert texts == {PLAN_TEXT, PLAN_TEXT.replace("quê hương.", "quê hương Sông Lam.")}


def test_a_session_that_went_is_withdrawn_and_its_id_stays_taken(planned: Office) -> None:
    planned.change(
        "register/song-lam.toml",
        'kind = "district"',
        'kind = "district"\nsessions = [{ id = "s2", start = 17:00:00 }, '
        '{ id = "s3", start = 19:00:00 }]',
    )
    planned.load()
    every = (0, 1, 2, 3, 4, 5, 6)
    assert agencies(planned)["huyen-tay-ha"].sessions[0] == Session("s2", time(17), every)
    states = {
        (one.session, str(one.state))
        for one in planned.slots(campaign="quoc-khanh-2027", agency="huyen-tay-ha")
        if one.channel == "loudspeaker"
    }
    assert states == {("s1", "withdrawn"), ("s2", "proposed"), ("s3", "proposed")}
