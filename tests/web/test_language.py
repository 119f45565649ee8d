"""English beside Vietnamese: who gets which, that it is kept, and that no page mixes them."""

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import flask
import pytest
from accounts import admit, client_of, opened
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from imports import PLAN_TEXT
from small import Office

from planner.domain.dates import Lunar
from planner.domain.news import News
from planner.errors import InputError
from planner.phrases import Phrase
from planner.services.telling import tell
from planner.store import calendar, plans, register
from planner.translations import messages
from planner.web import access, words
from planner.web.filters import counted, number, sentence, share
from planner.web.language import said

OWN = "phong-vh-tay-ha"
SLOT = f"quoc-khanh-2027/banner-hang/{OWN}/span"
ITEM = f"quoc-khanh-2027/banner-down/{OWN}/span"
ENGLISH = {"Accept-Language": "en-GB,en;q=0.9"}


@pytest.fixture
def app(planned: Office, tmp_path: Path) -> Iterator[Flask]:
    with opened(planned.settings(tmp_path, date(2027, 8, 25))) as made:
        yield made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return client_of(app)


def token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


# --- who gets which -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reads", "language"),
    [
        (None, "vi"),
        ("en", "en"),
        ("en-US,en;q=0.9", "en"),
        ("en-US,en;q=0.9,vi;q=0.8", "vi"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("fr,en;q=0.9", "vi"),
        ("x" * 200, "vi"),
    ],
)
def test_the_browser_says_what_it_reads(
    client: FlaskClient, reads: str | None, language: str
) -> None:
    page = client.get("/", headers={"Accept-Language": reads} if reads else {}).text
    assert f'<html lang="{language}">' in page
    assert ("Coming anniversaries" in page, "Ngày kỷ niệm sắp tới" in page) == (
        language == "en",
        language == "vi",
    )


def test_a_chosen_language_is_kept_before_and_after_signing_in(app: Flask) -> None:
    client = app.test_client()
    page = client.get("/login").text
    assert '<button class="low" name="language" value="en" lang="en">English</button>' in page
    answer = client.post(
        "/language",
        data={"language": "en", "csrf_token": token(page)},
        headers={"Referer": "http://localhost/login?next=/plans"},
    )
    assert (answer.status_code, answer.location) == (303, "http://localhost/login?next=/plans")
    page = client.get("/login", headers={"Accept-Language": "vi"}).text
    assert "User name" in page
    assert ">Tiếng Việt</button>" in page
    wrong = client.post(
        "/login", data={"name": "quan-tri", "password": "x", "csrf_token": token(page)}
    )
    assert "The user name or password is not right." in wrong.text
    entered = client_of(app)
    with entered.session_transaction() as session:
        session["language"] = "en"
    page = entered.get("/account").text
    assert "This browser uses English." in page
    entered.post("/logout", data={"csrf_token": token(page)})
    assert "User name" in entered.get("/login").text


def test_who_signs_in_keeps_their_language(app: Flask) -> None:
    with app.test_request_context("/"):
        flask.session["language"] = "en"
        access.enter(admit(app.extensions["planner"].database))
        assert flask.session["language"] == "en"


def test_only_a_language_that_there_is_can_be_chosen(client: FlaskClient) -> None:
    page = client.get("/").text
    form = {"csrf_token": token(page), "language": "fr"}
    answer = client.post("/language", data=form, headers=ENGLISH)
    assert answer.status_code == 400
    assert "There is no language “fr”; choose Tiếng Việt or English." in answer.text
    assert '<html lang="vi">' in client.get("/").text


@pytest.mark.parametrize("came", ["https://elsewhere.vn/x", ""])
def test_the_switch_leads_to_no_other_site(client: FlaskClient, came: str) -> None:
    form = {"csrf_token": token(client.get("/").text), "language": "en"}
    answer = client.post("/language", data=form, headers={"Referer": came})
    assert (answer.status_code, answer.location) == (303, "/")


def test_feeds_are_in_vietnamese_whatever_the_browser_reads(client: FlaskClient) -> None:
    page = client.get(f"/agencies/{OWN}").text
    client.post(f"/agencies/{OWN}/feeds", data={"csrf_token": token(page)})
    found = re.search(r'href="(/feeds/[^"]+\.ics)"', client.get(f"/agencies/{OWN}").text)
    assert found
    plain, english = client.get(found[1]), client.get(found[1], headers=ENGLISH)
    assert plain.data == english.data
    assert "Băng rôn" in plain.text
    assert "Cookie" not in english.headers.get("Vary", "")


# --- what is said ---------------------------------------------------------------------------------


def test_numbers_stand_with_the_form_that_they_want(app: Flask) -> None:
    with app.test_request_context("/", headers=ENGLISH):
        assert [counted("%(number)s cơ quan", one) for one in (0, 1, 2, 1234)] == [
            "0 agencies",
            "1 agency",
            "2 agencies",
            "1,234 agencies",
        ]
        assert (number(1234567), share(12.34)) == ("1,234,567", "12.3 %")
    with app.test_request_context("/"):
        assert [counted("%(number)s cơ quan", one) for one in (1, 1234)] == [
            "1 cơ quan",
            "1.234 cơ quan",
        ]
        assert share(12.34) == "12,3 %"


def test_what_stands_beside_a_number_is_escaped(app: Flask) -> None:
    template = '{{ counted("%(name)s: %(number)s cơ quan", 2, name="<b>") }}'
    with app.test_request_context("/", headers=ENGLISH):
        assert render_template_string(template) == "&lt;b&gt;: 2 agencies"


def test_days_are_told_in_english_and_written_as_in_vietnam(app: Flask) -> None:
    with app.test_request_context("/", headers=ENGLISH):
        assert words.lunar_day(Lunar(2027, 8, 1)) == "1st day of the 8th lunar month"
        assert words.lunar_day(Lunar(2028, 6, 22, leap=True)) == (
            "22nd day of the leap 6th lunar month"
        )
        assert said(words.weekday(date(2027, 9, 2))) == "Thursday"
    with app.test_request_context("/"):
        assert [words.lunar_day(Lunar(2027, 7, day)) for day in (2, 15, 24)] == [
            "mùng 2 tháng Bảy",
            "rằm tháng Bảy",
            "ngày 24 tháng Bảy",
        ]


def test_a_day_is_in_english(client: FlaskClient) -> None:
    page = client.get(f"/calendar/2027/09?day=2027-09-02&agency={OWN}", headers=ENGLISH).text
    for text in ("September", "Thursday", "2nd day of the 8th lunar month", ">Mon<", "Banner"):
        assert text in page
    assert '<h2 id="ngay-h"><b>2/9</b>/2027</h2>' in page
    assert "82 năm Quốc khánh" in page


def test_errors_are_in_english_with_their_parts_as_they_are(client: FlaskClient) -> None:
    answer = client.get("/plans/khong-co", headers=ENGLISH)
    assert answer.status_code == 404
    assert "There is no plan “khong-co”." in answer.text
    answer = client.get("/calendar/2027/08?view=xem", headers=ENGLISH)
    assert "The calendar has no view “xem”; use: " in answer.text


def test_a_refused_form_and_what_was_done_are_in_english(
    client: FlaskClient, planned: Office
) -> None:
    path = f"/agencies/{OWN}/edit"
    page = client.get(path).text
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    form = {"csrf_token": token(page), "seen": seen, "name": "", "preview": "1"}
    answer = client.post(path, data=form, headers=ENGLISH)
    assert answer.status_code == 400
    assert "The agency&#39;s name is missing." in answer.text
    form = {"csrf_token": token(page), "revision": str(planned.slot(SLOT).revision), "by": "1"}
    answer = client.post(f"/slots/{SLOT}/move", data=form, headers=ENGLISH, follow_redirects=True)
    assert "is moved to " in answer.text


def test_a_phrase_says_the_phrases_in_it_and_nothing_else(app: Flask) -> None:
    who = Phrase("người duyệt")
    error = InputError("việc này do %(who)s của cơ quan làm", who=who)
    named = InputError("việc này do %(who)s của cơ quan làm", who="người duyệt")
    with app.test_request_context("/", headers=ENGLISH):
        assert sentence(error.text()) == "This is for an approver of the agency to do."
        assert sentence(named.text()) == "This is for người duyệt of the agency to do."
        assert (said(""), said("Xã Đông Hòa")) == ("", "Xã Đông Hòa")


def test_notices_are_in_english(app: Flask, planned: Office) -> None:
    person = admit(planned.database)
    with planned.database.writing() as session:
        tell(session, [person.name], News.SENT_BACK, who="lan", subject=SLOT, text="Thiếu ảnh")
    page = client_of(app).get("/notices", headers=ENGLISH).text
    assert "lan sent back “Banner: " in page
    assert "Thiếu ảnh" in page


# --- every page -----------------------------------------------------------------------------------

PAGES = (
    *("/", "/account", "/agencies", f"/agencies/{OWN}", "/agencies?q=tay"),
    *("/anniversaries?year=2027", "/cadences?campaign=quoc-khanh-2027", "/notices", "/reminders"),
    *("/campaigns?year=2027", "/campaigns/quoc-khanh-2027", "/search?q=quoc+khanh", "/search"),
    *("/help", "/plans", "/plans/import", "/subscriptions", "/tray", "/admin", "/admin/new"),
    *("/admin/people/quan-tri", f"/slots/{SLOT}", f"/items/{ITEM}", "/khong-co"),
    *(f"/agencies/{OWN}/{part}" for part in ("edit", "sessions", "sites", "sites/print")),
    *(f"/agencies/{OWN}/papers/{paper}" for paper in ("week", "checklist")),
    *("/anniversaries/new", "/anniversaries/quoc-khanh/edit", "/cadences/press-tv/edit"),
    *(f"/hanging/{SLOT}", f"/calendar/2027/08?agency={OWN}&select=1"),
    "/agencies/xa-dong-hoa/sessions/s1/2027-09-02",
    *(f"/calendar/2027/08{query}" for query in ("", "?day=2027-08-26", f"?agency={OWN}&late=1")),
    *(
        f"/calendar/2027/08?view={view}"
        for view in ("week", "agenda", "timeline", "board", "coverage", "themes")
    ),
)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield each message that English says otherwise, as what a page would have of it."""
    for one in messages.kept():
        if one.id and messages.strings(one)[0] not in one.id:
            name = one.id if isinstance(one.id, str) else one.id[0]
            bare = re.sub(r"<[^>]+>", "", name)
            parts = [re.escape(part) for part in re.split(r"%\(\w+\)[sd]", bare)]
            # Few words around a part ("Kế hoạch %(what)s") stand in the office's own titles too.
            if len("".join(parts)) > (4 if len(parts) == 1 else 16):
                yield name, re.compile(".*".join(parts))


class Texts(HTMLParser):
    """Gathers what a page says: its texts, and the attributes that are read out or shown."""

    SHOWN = frozenset({"aria-label", "title", "placeholder", "alt", "data-label", "label"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in self.SHOWN and value:
                self.handle_data(value)

    def handle_data(self, data: str) -> None:
        self.found.add(" ".join(data.split()).strip(" ·,:;()"))


def texts(page: str) -> set[str]:
    """Return what a page says, without the signs around it."""
    return Texts(page).found - {""}


def data(office: Office) -> set[str]:
    """Return what the office itself wrote: names, titles, cadences, which stay as they are."""
    with office.database.session() as session:
        known = register.load(session)
        return {
            *(one.name for one in known.agencies.values()),
            *(one.name for one in known.provinces.values()),
            *(one.name for one in calendar.cadences(session)),
            *(one.name for one in calendar.anniversaries(session)),
            *(one.short for one in calendar.anniversaries(session)),
            *(one.title for one in plans.every(session)),
            *(one.number or "" for one in plans.every(session)),
        }


def test_no_page_in_english_holds_vietnamese_words_of_ours(
    client: FlaskClient, planned: Office
) -> None:
    own = data(planned)
    known = list(patterns())
    left = []
    for path in PAGES:
        page = client.get(path, headers=ENGLISH)
        assert page.status_code == (404 if path == "/khong-co" else 200), path
        assert "Content-Type: text/plain" not in page.text
        for text in texts(page.text) - own:
            left += [(path, text, name) for name, one in known if one.fullmatch(text)]
    assert left == []


def test_the_review_of_a_plan_is_in_english(client: FlaskClient) -> None:
    page = client.get("/plans/import").text
    form = {"csrf_token": token(page), "text": PLAN_TEXT}
    answer = client.post("/plans/import", data=form, follow_redirects=True, headers=ENGLISH)
    while "reading/" in answer.request.path:
        answer = client.get(answer.request.path, follow_redirects=True, headers=ENGLISH)
    assert "What must be asked" in answer.text or "What was read" in answer.text
    known = list(patterns())
    # Lines of the paper, what is marked within one, and an anniversary's short name.
    own = {*map(str.strip, re.split(r"[\n;:]", PLAN_TEXT)), "băng rôn", "Quốc khánh"}
    left = [
        (text, name)
        for text in texts(answer.text) - own
        for name, one in known
        if one.fullmatch(text)
    ]
    assert left == []


# --- help -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "term"),
    [
        ("/calendar/2027/08", "late"),
        (f"/calendar/2027/08?agency={OWN}", "late"),
        ("/calendar/2027/08?day=2027-08-26", "reference"),
        ("/anniversaries?year=2027", "round"),
        ("/anniversaries?year=2027", "rank"),
        ("/cadences", "cadence"),
        ("/tray", "tray"),
        (f"/slots/{SLOT}", "reference"),
        (f"/slots/{SLOT}", "proof"),
        (f"/agencies/{OWN}", "late"),
        ("/plans/{plan}", "outside"),
    ],
)
def test_help_stands_where_a_word_is_met(
    client: FlaskClient, planned: Office, path: str, term: str
) -> None:
    with planned.database.session() as session:
        path = path.replace("{plan}", plans.every(session)[0].key)
    page = client.get(path).text
    assert f'href="/help#{term}"' in page
    assert f'id="{term}"' in client.get("/help").text


def test_the_keys_stand_on_the_page_of_help(client: FlaskClient) -> None:
    page = client.get("/help", headers=ENGLISH).text
    assert '<section class="sect" id="phim"' in page
    assert "<kbd>Alt+←</kbd> <kbd>Alt+→</kbd>" in page
    assert "a day earlier, a day later" in page
