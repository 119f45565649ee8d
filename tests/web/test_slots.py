"""A slot's page and its forms, the tray, and what a wrong form is told."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from accounts import client_of
from flask import Flask
from flask.testing import FlaskClient
from small import Office

from planner.domain.model import Slot, State
from planner.settings import Settings
from planner.store import log, slots
from planner.web import create_app

KEY = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"
BULLETIN = "quoc-khanh-2027/loudspeaker-bulletin/xa-dong-hoa/d-3/s1"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def client(planned: Office, tmp_path: Path) -> Iterator[FlaskClient]:
    url = planned.database.url.render_as_string(hide_password=False)
    today = date(2027, 6, 1)
    app: Flask = create_app(Settings(url, "bí mật", "http://127.0.0.1:5000", tmp_path, today))
    app.config["WTF_CSRF_ENABLED"] = False
    yield client_of(app)
    app.extensions["planner"].database.close()


def stored(office: Office, key: str = KEY) -> Slot:
    with office.database.session() as session:
        return slots.get(session, key)


def post(client: FlaskClient, what: str, office: Office, key: str = KEY, **form: str) -> int:
    """Send one of a slot's forms as the page of its present version would."""
    form = {"revision": str(stored(office, key).revision), **form}
    return client.post(f"/slots/{key}/{what}", data=form).status_code


def test_the_page_says_why_the_slot_is_there(client: FlaskClient) -> None:
    page = client.get(f"/slots/{KEY}").text
    for words in (
        "Vì sao có mục này",
        "Kỷ niệm 82 năm Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam (02/9/1945 - 02/9/2027)",
        "T-7 · 02/9/2027",
        "Xã Đông Hòa",
        "banner-hang",
    ):
        assert words in page


def test_moving_a_span_keeps_its_length(client: FlaskClient, planned: Office) -> None:
    assert post(client, "move", planned, day="28/8/2027", end_day="05/9/2027") == 303
    moved = stored(planned)
    assert (moved.day, moved.end_day) == (date(2027, 8, 28), date(2027, 9, 7))
    assert post(client, "move", planned, day="28/8/2027", end_day="05/9/2027") == 303
    assert stored(planned).end_day == date(2027, 9, 5)
    assert "28/8/2027" in client.get(f"/slots/{KEY}").text


@pytest.mark.parametrize(
    ("what", "state"), [("postpone", State.POSTPONED), ("cancel", State.CANCELLED)]
)
def test_putting_off_and_cancelling_want_a_reason(
    client: FlaskClient, planned: Office, what: str, state: State
) -> None:
    assert post(client, what, planned, why=" ") == 400
    assert stored(planned).state == State.PROPOSED
    assert post(client, what, planned, why="trời bão") == 303
    assert stored(planned).state == state
    with planned.database.session() as session:
        entries = [row.entry for row in log.of(session, KEY)]
    assert [(one.field, one.new, one.why) for one in entries] == [("state", str(state), "trời bão")]
    assert "trời bão" in client.get(f"/slots/{KEY}").text


def test_a_brief_is_previewed_and_kept_without_what_could_run(
    client: FlaskClient, planned: Office
) -> None:
    written = "**Ý chính** <script>alert(1)</script>\n\n- một\n- hai"
    shown = client.post(f"/slots/{KEY}/preview", data={"brief": written}, headers=HTMX).text
    assert "<strong>Ý chính</strong>" in shown
    assert "<script" not in shown
    assert stored(planned).brief == ""
    assert post(client, "brief", planned, brief=written) == 303
    assert stored(planned).brief == written
    page = client.get(f"/slots/{KEY}").text
    assert "<li>một</li>" in page
    assert "alert(1)</script>" not in page


def test_what_a_person_moved_follows_the_plan_again(client: FlaskClient, planned: Office) -> None:
    before = stored(planned)
    post(client, "move", planned, day="28/8/2027", end_day="07/9/2027")
    assert stored(planned).kept != {}
    assert post(client, "follow", planned) == 303
    after = stored(planned)
    assert (after.day, after.end_day, after.kept) == (before.day, before.end_day, {})


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_stale_form_is_told_with_what_was_typed_and_changes_nothing(
    client: FlaskClient, planned: Office, headers: dict[str, str]
) -> None:
    old = stored(planned).revision
    post(client, "brief", planned, brief="của người kia")
    form = {"revision": str(old), "day": "29/8/2027", "end_day": "06/9/2027"}
    answer = client.post(f"/slots/{KEY}/move", data=form, headers=headers)
    assert (answer.status_code, "29/8/2027" in answer.text) == (409, True)
    assert stored(planned).day == date(2027, 8, 26)


@pytest.mark.parametrize(
    ("key", "form"),
    [
        (KEY, {"day": "31/2/2027"}),
        (KEY, {"day": "ngày mai"}),
        (KEY, {"day": "28/8/2027", "end_day": "20/8/2027"}),
        (BULLETIN, {"day": ""}),
        (KEY, {"day": "28/8/2027", "revision": ""}),
    ],
)
def test_a_wrong_day_is_told_and_changes_nothing(
    client: FlaskClient, planned: Office, key: str, form: dict[str, str]
) -> None:
    before = stored(planned, key)
    assert post(client, "move", planned, key, **form) == 400
    assert stored(planned, key) == before


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/slots/khong/co/gi/o-day", 404),
        ("/tray?agency=khong-co", 404),
        ("/plans/khong-co", 404),
        ("/campaigns/khong-co-2027", 404),
        ("/anniversaries?year=1800", 404),
        ("/anniversaries?year=nay", 400),
        ("/cadences?campaign=khong-co-2027", 404),
        ("/calendar/2027/13", 404),
        ("/calendar/2027/02?day=2027-02-31", 400),
    ],
)
def test_what_there_is_not(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.text.count("<h1")) == (status, 1)


def test_the_tray_holds_what_has_no_day_and_dates_it(client: FlaskClient, planned: Office) -> None:
    page = client.get("/tray?agency=xa-dong-hoa").text
    key = re.findall(r'name="key" value="([^"]+)"', page)[0]
    form = {"key": key, "day": "20/7/2027", "revision": str(stored(planned, key).revision)}
    assert client.post("/tray", data={**form, "agency": "xa-dong-hoa"}).status_code == 303
    assert stored(planned, key).day == date(2027, 7, 20)
    assert f'value="{key}"' not in client.get("/tray?agency=xa-dong-hoa").text


def test_the_days_slots_are_links(client: FlaskClient) -> None:
    page = client.get("/calendar/2027/08?agency=xa-dong-hoa&day=2027-08-30").text
    assert f'href="/slots/{BULLETIN}"' in page


def test_a_plan_shows_its_lines_and_what_is_held_back(client: FlaskClient, planned: Office) -> None:
    page = client.get("/plans").text
    key = re.findall(r'<h3><a href="/plans/([^"]+)"', page)[0]
    plan = client.get(f"/plans/{key}").text
    assert 'id="dong-1"' in plan
    assert "ngoài phạm vi" in plan
