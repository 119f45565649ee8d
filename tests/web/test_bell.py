"""The bell and the choice of reminders: what the pages show, keep and refuse."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import small
from accounts import admit, client_of, opened
from bases import Bases
from browsing import Served, entered, faults, serving
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect
from sqlalchemy import event

from planner.domain.people import Reminder, Role
from planner.phrases import Phrase, keep
from planner.services import telling
from planner.services.scheduling import now
from planner.services.telling import News
from planner.settings import Settings
from planner.store import notices, people
from planner.store.db import Database
from planner.store.notices import Notice

COMMUNE = "xa-dong-hoa"
BULLETIN = f"quoc-khanh-2027/loudspeaker-bulletin/{COMMUNE}/d-3/s1"
ITEM = f"quoc-khanh-2027/banner-down/{COMMUNE}/span"


@pytest.fixture(scope="module")
def made(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give a database of the small province with two people in it."""
    folder = tmp_path_factory.mktemp("chuong")
    url = bases.new()
    with closing(Database(url)) as database:
        small.Office(database, small.write(folder / "mau")).load()
        for name, full_name in (("lan", "Nguyễn Thị Lan"), ("minh", "Trần <b>Minh</b>")):
            person = admit(database, name, Role.EDITOR, COMMUNE)
            with database.writing() as session:
                people.put(session, replace(person, full_name=full_name, email=f"{name}@vi-du.vn"))
    return url


@pytest.fixture
def settings(made: str, bases: Bases, tmp_path: Path) -> Settings:
    return small.settings(bases.copy(made), tmp_path)


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    with closing(Database(settings.database_url)) as opened:
        yield opened


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    with opened(settings) as found:
        yield found


@pytest.fixture
def client(app: Flask, database: Database) -> FlaskClient:
    return client_of(app, admit(database, "lan"))


def tell(database: Database, news: News, subject: str | None, text: str = "") -> None:
    with database.writing() as session:
        telling.tell(session, ["lan"], news, who="minh", subject=subject, text=text)


def rows(client: FlaskClient, path: str = "/notices") -> list[str]:
    """Return the page's notices as text, newest first, without their times."""
    found = re.findall(r"<li(?: class=.new.)?>.*?</li>", client.get(path).text, re.DOTALL)
    plain = [re.sub(r"<time.*?</time>|<[^>]+>", "", one) for one in found]
    return [" ".join(one.split()) for one in plain]


def bell(client: FlaskClient) -> tuple[str, ...]:
    """Return how the bell in the head of a page is called, and its number."""
    found = re.search(r'<a class="bell".*?</a>', client.get("/agencies").text, re.DOTALL)
    assert found
    names = re.findall(r'(?:title|aria-label)="([^"]*)"', found[0])
    assert names[0] == names[1]
    return names[0], *re.findall(r'<b class="n">(.*?)</b>', found[0])


@pytest.mark.parametrize(
    ("news", "subject", "sentence", "path"),
    [
        (News.MENTIONED, BULLETIN, "%s nhắc tới bạn ở “%s”", f"/slots/{BULLETIN}"),
        (News.COMMENTED, BULLETIN, "%s viết ở “%s”", f"/slots/{BULLETIN}"),
        (News.ASSIGNED, BULLETIN, "%s giao cho bạn “%s”", f"/slots/{BULLETIN}"),
        (News.SUBMITTED, BULLETIN, "%s trình duyệt “%s”", f"/slots/{BULLETIN}"),
        (News.SENT_BACK, BULLETIN, "%s trả lại “%s”", f"/slots/{BULLETIN}"),
        (News.HANDED_ON, ITEM, "%s chuyển sang cơ quan bạn “%s”", f"/items/{ITEM}"),
        (News.ACCEPTED, ITEM, "%s đã nhận “%s”", f"/items/{ITEM}"),
        (News.RETURNED, ITEM, "%s không nhận “%s”", f"/items/{ITEM}"),
        (News.PLAN_CHANGED, small.PLAN_KEY, "Kế hoạch 01/KH-UBND", "/plans/01-kh-ubnd-2027"),
        (News.PLAN_CHANGED, None, "Lịch của cơ quan bạn thay đổi", "/calendar"),
        (News.ASSIGNED, "khong/con", "%s giao cho bạn “khong/con”", None),
    ],
)
def test_what_is_new_in_words(
    client: FlaskClient,
    database: Database,
    news: News,
    subject: str | None,
    sentence: str,
    path: str | None,
) -> None:
    tell(database, news, subject, "thiếu <i>ảnh</i>")
    page = client.get("/notices").text
    found = re.search(r"<li class=\"new\">.*?</li>", page, re.DOTALL)
    assert found
    titles = {
        BULLETIN: "Bản tin loa: Chuyển đổi số, 30/8",
        ITEM: "Hạ băng rôn: 82 năm Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam",
    }
    parts = ("Trần &lt;b&gt;Minh&lt;/b&gt;", titles.get(subject or "", ""))[: sentence.count("%s")]
    expected = f"{sentence % parts}: thiếu &lt;i&gt;ảnh&lt;/i&gt;"
    assert " ".join(re.sub(r"<[^>]+>", "", found[0]).split()).startswith(f"Mới: {expected}")
    assert re.findall(r'href="(.*?)"', found[0]) == ([path] if path else [])
    if path and not path.startswith("/items/"):
        assert client.get(path, follow_redirects=True).status_code == 200


def test_what_planning_says_is_said_in_english_and_what_people_say_stays(
    client: FlaskClient, database: Database
) -> None:
    wanted = Phrase("kế hoạch nay muốn %(what)s", what=Phrase("hạn %(value)s", value="28/8"))
    tell(database, News.PLAN_CHANGED, BULLETIN, keep(wanted))
    tell(database, News.COMMENTED, BULLETIN, "Ngày")
    page = client.get("/notices", headers={"Accept-Language": "en"}).text
    assert ": the plan now wants due 28/8</p>" in page
    assert ": Ngày</p>" in page
    assert ": kế hoạch nay muốn hạn 28/8</p>" in client.get("/notices").text


def test_the_bell_counts_until_it_was_seen(client: FlaskClient, database: Database) -> None:
    assert bell(client) == ("Thông báo",)
    for _ in range(3):
        tell(database, News.ASSIGNED, BULLETIN)
    assert bell(client) == ("Thông báo: 3 điều mới", "3")
    page = client.get("/notices").text
    upto = re.findall(r'name="upto" value="(\d+)"', page)[0]
    assert bell(client) == ("Thông báo: 3 điều mới", "3")  # looking changes nothing
    tell(database, News.ASSIGNED, BULLETIN)
    done = client.post("/notices/seen", data={"upto": upto})
    assert (done.status_code, done.location) == (303, "/notices")
    assert bell(client) == ("Thông báo: 1 điều mới", "1")  # came while the page was read
    assert [one.startswith("Mới: ") for one in rows(client)[:4]] == [True, False, False, False]


def test_a_hundred_and_more(client: FlaskClient, database: Database) -> None:
    with database.writing() as session:
        text = [Notice("lan", now(), News.ASSIGNED, BULLETIN, str(n), "minh") for n in range(120)]
        notices.add_all(session, text)
    assert bell(client) == ("Thông báo: 120 điều mới", "99+")
    first = client.get("/notices").text
    older = re.findall(r'href="(/notices\?before=\d+)"', first)
    second = rows(client, older[0])
    assert rows(client)[0].endswith(": 119")
    assert second[0].endswith(": 69")
    assert len(second) == 50
    assert 'name="upto"' not in client.get(older[0]).text


def test_others_see_and_mark_nothing_of_it(
    app: Flask, client: FlaskClient, database: Database
) -> None:
    tell(database, News.ASSIGNED, BULLETIN)
    other = client_of(app, admit(database, "minh"))
    assert rows(other) == []
    other.post("/notices/seen", data={"upto": "99999"})
    assert bell(client) == ("Thông báo: 1 điều mới", "1")


@pytest.mark.parametrize("value", ["", "x", "-1", "²", "9" * 30])
def test_a_bad_number_is_refused(client: FlaskClient, database: Database, value: str) -> None:
    before = small.dump(database)
    assert client.post("/notices/seen", data={"upto": value}).status_code == 400
    if value:
        assert client.get("/notices", query_string={"before": value}).status_code == 400
    assert small.dump(database) == before


def test_the_page_asks_no_more_for_more(
    app: Flask, client: FlaskClient, database: Database
) -> None:
    asked: list[str] = []
    event.listen(
        app.extensions["planner"].database.engine,
        "before_cursor_execute",
        lambda *arguments: asked.append(str(arguments[2])),
    )

    def queries() -> int:
        asked.clear()
        assert client.get("/notices").status_code == 200
        return len(asked)

    tell(database, News.ASSIGNED, BULLETIN)
    few = queries()
    for _ in range(10):
        tell(database, News.ASSIGNED, BULLETIN)
    assert queries() == few


def test_what_is_chosen_is_kept(client: FlaskClient, database: Database) -> None:
    page = client.get("/reminders").text
    assert "lan@vi-du.vn" in page
    assert len(re.findall(r'type="checkbox"[^>]* checked', page)) == len(Reminder)
    done = client.post("/reminders", data={"reminder": ["late", "week"]})
    assert (done.status_code, done.location) == (303, "/reminders?saved=1")
    with database.session() as session:
        lan, minh = people.get(session, "lan"), people.get(session, "minh")
    assert lan.reminders == {Reminder.LATE, Reminder.WEEK}
    assert (lan.email, lan.full_name, minh.reminders) == (
        "lan@vi-du.vn",
        "Nguyễn Thị Lan",
        frozenset(Reminder),
    )
    page = client.get("/reminders?saved=1").text
    assert re.findall(r'value="(\w+)"[^>]* checked', page) == ["week", "late"]
    client.post("/reminders")
    with database.session() as session:
        assert people.get(session, "lan").reminders == frozenset()


def test_an_unknown_choice_changes_nothing(client: FlaskClient, database: Database) -> None:
    before = small.dump(database)
    assert client.post("/reminders", data={"reminder": ["late", "moi-gio"]}).status_code == 400
    assert small.dump(database) == before


def test_whoever_has_no_address_is_told_so(client: FlaskClient, database: Database) -> None:
    with database.writing() as session:
        people.put(session, replace(people.get(session, "lan"), email=None))
    assert "chưa có địa chỉ thư" in client.get("/reminders").text


@pytest.fixture
def served(settings: Settings) -> Iterator[Served]:
    with serving(settings) as address:
        yield address


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_the_bell_to_the_slot_and_back(
    chromium: Browser, served: Served, database: Database, *, script: bool
) -> None:
    tell(database, News.SENT_BACK, BULLETIN, "thiếu ảnh")
    context = entered(chromium, served, admit(database, "lan"), java_script_enabled=script)
    page = context.new_page()
    page.goto(served)
    page.get_by_role("link", name="Thông báo: 1 điều mới").click()
    page.get_by_role("link", name="trả lại “Bản tin loa").click()
    expect(page).to_have_url(f"{served}/slots/{BULLETIN}")
    page.go_back()
    page.get_by_role("button", name="Đánh dấu đã xem").click()
    expect(page.get_by_role("link", name="Thông báo", exact=True)).to_be_visible()
    page.get_by_role("link", name="Nhắc qua thư").click()
    page.get_by_role("checkbox", name="Việc trễ").uncheck()
    page.get_by_role("button", name="Ghi lại").click()
    expect(page.get_by_role("status")).to_have_text("Đã ghi lựa chọn của bạn.")
    expect(page.get_by_role("checkbox", name="Việc trễ")).not_to_be_checked()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 360, 320])
def test_the_pages_are_sound(
    chromium: Browser,
    served: Served,
    database: Database,
    node_modules: Path,
    width: int,
    scheme: str,
) -> None:
    for news in (News.SENT_BACK, News.ASSIGNED):
        tell(database, news, BULLETIN, "thiếu ảnh")
    context = entered(
        chromium,
        served,
        admit(database, "lan"),
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
    )
    page = context.new_page()
    for path in ("/notices", "/reminders?saved=1"):
        page.goto(f"{served}{path}")
        assert faults(page, node_modules) == []
    context.close()
