"""The pages over a real database in a file: each works, refuses, and answers htmx."""

import re
from datetime import date
from pathlib import Path

import pytest
from accounts import admit, client_of
from flask.testing import FlaskClient

from planner.domain.people import Person, Role
from planner.settings import Settings
from planner.web import create_app

TODAY = date(2027, 8, 25)
COMMUNE = "/agencies/xa-go-quao"


def fields(page: str, nth: int = 0) -> dict[str, str]:
    form = page.split('<form method="post"')[nth + 1]
    found = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form.split("</form>")[0]))
    return dict(found.items())


def test_home_says_what_is_next(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "82 năm Quốc khánh" in page
    assert 'href="/calendar/2027/08"' in page


def test_whoever_works_for_an_agency_begins_with_its_work(settings: Settings) -> None:
    app = create_app(settings)
    editor = admit(app.extensions["planner"].database, "lan", Role.EDITOR, "xa-go-quao")
    client = client_of(app, editor)
    home = client.get("/").text
    assert "Xã Gò Quao" in home.split('id="tuan-h"')[0]
    assert "Đến hạn trong bảy ngày" in home
    assert client.get("/calendar").location == "/calendar/2027/08?agency=xa-go-quao"
    assert "Đến hạn trong bảy ngày" not in client_of(app).get("/").text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/calendar/2027/8", 200),
        ("/calendar/2027/09?day=2027-09-02", 200),
        ("/calendar/2027/09?agency=xa-go-quao&channel=social&channel=loudspeaker", 200),
        ("/calendar/2027/13", 404),
        ("/calendar/1800/01", 404),
        ("/calendar/2027/09?day=2/9", 400),
        ("/calendar/2027/09?channel=radio", 400),
        ("/calendar/2027/09?agency=xa-khong-co", 404),
        ("/agencies/xa-khong-co", 404),
        ("/feeds/khong-co/x.ics", 404),
        ("/robots.txt", 200),
        ("/healthz", 200),
    ],
)
def test_status(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers.get("Set-Cookie")) == (status, None)


def test_links_keep_agency_and_channels(client: FlaskClient) -> None:
    page = client.get("/calendar/2027/12?agency=xa-go-quao&channel=social").text
    assert 'href="/calendar/2028/01?agency=xa-go-quao&amp;channel=social"' in page


def test_no_style_attribute_and_no_other_host(client: FlaskClient) -> None:
    for address in ("/calendar/2027/09?agency=xa-go-quao&day=2027-09-02", "/agencies", COMMUNE):
        page = client.get(address).text
        assert re.findall(r'\sstyle="|(?:src|href)="(?:https?:)?//', page) == []


def test_tick_without_javascript_then_stale(client: FlaskClient) -> None:
    form = fields(client.get(COMMUNE).text)
    answer = client.post(f"{COMMUNE}/checklist", data=form)
    assert (answer.status_code, answer.location) == (303, f"{COMMUNE}#viec")
    stale = client.post(f"{COMMUNE}/checklist", data={**form, "done": "0"})
    assert stale.status_code == 409


def test_tick_with_htmx_answers_with_the_row_and_the_numbers(client: FlaskClient) -> None:
    form = fields(client.get(COMMUNE).text, 1)
    htmx = {"HX-Request": "true"}
    answer = client.post(f"{COMMUNE}/checklist", data=form, headers=htmx)
    assert answer.text.startswith('<li class="task done"')
    assert 'aria-checked="true"' in answer.text
    assert 'id="dem" role="status" hx-swap-oob="innerHTML"' in answer.text
    stale = client.post(f"{COMMUNE}/checklist", data={**form, "done": "0"}, headers=htmx)
    assert (stale.status_code, "Có người vừa đổi việc này" in stale.text) == (409, True)


def test_another_agency_s_item_is_not_found(client: FlaskClient) -> None:
    form = fields(client.get(COMMUNE).text)
    assert client.post("/agencies/xa-an-bien/checklist", data=form).status_code == 404


def test_form_without_token_is_refused_also_for_htmx(client: FlaskClient) -> None:
    assert client.post(f"{COMMUNE}/feeds").status_code == 400
    answer = client.post(f"{COMMUNE}/feeds", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (400, "#loi")


def test_feed(client: FlaskClient) -> None:
    page = client.get("/agencies/xa-an-bien").text
    token = fields(page)["csrf_token"]
    for _ in range(2):  # the second time there is one already
        client.post("/agencies/xa-an-bien/feeds", data={"csrf_token": token})
    page = client.get("/agencies/xa-an-bien").text
    addresses = re.findall(r'readonly value="http://127\.0\.0\.1:5000([^"]+)"', page)
    assert len(addresses) == 1
    answer = client.get(addresses[0])
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.cache_control.private
    assert client.head(addresses[0]).data == b""
    again = client.get(addresses[0], headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    packed = client.get(addresses[0], headers={"Accept-Encoding": "gzip"})
    assert packed.headers["ETag"] != answer.headers["ETag"]


def test_unknown_host(client: FlaskClient) -> None:
    assert client.get("/", headers={"Host": "example.org"}).status_code == 400


def test_database_away(tmp_path: Path) -> None:
    settings = Settings(
        f"sqlite:///{tmp_path}/no/p.db", "k" * 40, "http://127.0.0.1", tmp_path, TODAY
    )
    client = client_of(create_app(settings), Person("an", "An", ticket="x"))
    assert client.get("/healthz").status_code == 503
    page = client.get("/calendar/2027/08")
    assert (page.status_code, "<h1>" in page.text) == (503, True)
