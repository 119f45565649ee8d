"""Going to a day, and the keys of one letter: what every page has of them, without JavaScript."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from accounts import admit, client_of, opened
from flask import Flask
from flask.testing import FlaskClient
from small import Office

from planner.domain.people import Role
from planner.web.calendar.asking import VIEWS

TODAY = date(2027, 8, 24)


@pytest.fixture
def app(planned: Office, tmp_path: Path) -> Iterator[Flask]:
    with opened(planned.settings(tmp_path, TODAY)) as made:
        yield made


@pytest.fixture
def client(app: Flask, planned: Office) -> FlaskClient:
    return client_of(app, admit(planned.database, "v", Role.VIEWER))


# --- to a day -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("to=2027-09-02", "/calendar/2027/09?day=2027-09-02#ngay"),
        ("to=2/9/2027", "/calendar/2027/09?day=2027-09-02#ngay"),
        ("to=2028-02-29&view=week", "/calendar/2028/02?view=week&day=2028-02-29#ngay"),
        (
            "to=2027-09-02&view=agenda&late=1",
            "/calendar/2027/09?late=1&view=agenda#ngay-2027-09-02",
        ),
        ("to=2029-01-05&view=timeline", "/calendar/2029/01?view=timeline"),
        (
            "to=2027-09-02&agency=bao-song-lam&channel=press&select=1",
            "/calendar/2027/09?agency=bao-song-lam&channel=press&select=1&day=2027-09-02#ngay",
        ),
    ],
)
def test_to_a_day_in_the_same_view_of_the_same(
    client: FlaskClient, query: str, address: str
) -> None:
    answer = client.get(f"/calendar/go?{query}")
    assert (answer.status_code, answer.location) == (302, address)


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("to=2027-02-30", 400, "“2027-02-30” không phải một ngày"),
        ("to=31/9/2027", 400, "“31/9/2027” không phải một ngày"),
        ("to=mai", 400, "“mai” không phải một ngày"),
        ("", 400, "“” không phải một ngày"),
        ("to=1789-07-14", 404, "có ngày 1789-07-14 trong lịch"),
        ("to=2027-09-02&view=khong", 400, "không có dạng “khong”"),
        ("to=2027-09-02&x=1", 400, "không có bộ lọc “x”"),
    ],
)
def test_what_is_no_day_is_said(client: FlaskClient, query: str, status: int, words: str) -> None:
    answer = client.get(f"/calendar/go?{query}")
    assert (answer.status_code, words in answer.text) == (status, True)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_offers_to_go_to_a_day(client: FlaskClient, view: str) -> None:
    page = client.get(f"/calendar/2027/08?view={view}&agency=bao-song-lam&channel=press").text
    form = page.split('<form method="get" action="/calendar/go">')[1].split("</form>")[0]
    sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', form))
    assert sent == {
        "agency": "bao-song-lam",
        "channel": "press",
        **({} if view == "month" else {"view": view}),
    }
    assert re.search(r'name="to" [^>]*required [^>]*value="\d\d?/8/2027"', form)
    assert "Hôm nay, " in form


# --- keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/calendar/2027/08", "/agencies", "/tray", "/search?q=x"])
def test_every_page_has_a_place_for_the_list_of_keys(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    assert page.count('<dialog class="mover" id="hop-phim"') == 1
    assert '<a rel="help" href="/help"' in page


def test_the_keys_of_one_letter_are_turned_off_in_a_browser_and_on_again(
    client: FlaskClient,
) -> None:
    assert "<body>" in client.get("/help").text
    answer = client.post("/help/keys", data={"keys": "off"})
    assert (answer.status_code, answer.location) == (303, "/help#phim")
    assert "Max-Age=31536000; HttpOnly; Path=/; SameSite=Lax" in answer.headers["Set-Cookie"]
    page = client.get("/help").text
    assert "<body data-no-keys>" in page
    assert "đang tắt trên trình duyệt này" in page
    assert "<body data-no-keys>" in client.get("/calendar/2027/08").text
    back = {"keys": "on", "back": "/calendar/2027/08?view=week"}
    assert client.post("/help/keys", data=back).location == back["back"]
    assert "<body>" in client.get("/help").text
    away = client.post("/help/keys", data={"keys": "off", "back": "//vi-du.vn"})
    assert away.location == "/"
