"""A slot's page and its forms, the tray, and what a wrong form is told."""

import html
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from accounts import admit, client_of, opened
from flask.testing import FlaskClient
from small import Office
from werkzeug.test import TestResponse

from planner.domain.model import Slot, State
from planner.domain.people import Role
from planner.services.scheduling import now
from planner.store import log, proofs, slots
from planner.store.proofs import Proof

KEY = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"
BULLETIN = "quoc-khanh-2027/loudspeaker-bulletin/xa-dong-hoa/d-3/s1"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def client(planned: Office, tmp_path: Path) -> Iterator[FlaskClient]:
    with opened(planned.settings(tmp_path, date(2027, 6, 1))) as app:
        yield client_of(app)


@pytest.fixture
def other(client: FlaskClient, planned: Office) -> FlaskClient:
    """Give the client of somebody else who may do everything."""
    return client_of(client.application, admit(planned.database, "lan"))


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


# --- two people at once ---------------------------------------------------------------------------


def late(
    client: FlaskClient, what: str, revision: int, headers: dict[str, str], **form: str
) -> TestResponse:
    """Send a form that was drawn for an earlier version."""
    data = {"revision": str(revision), **form}
    return client.post(f"/slots/{KEY}/{what}", data=data, headers=headers)


def resent(page: str) -> dict[str, str]:
    """Return the fields of the form with which a refused one is sent again."""
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    fields.update(re.findall(r'<textarea id="brief-gop" name="(brief)"[^>]*>([^<]*)<', page))
    return {name: html.unescape(text) for name, text in fields.items() if name != "csrf_token"}


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_what_does_not_meet_is_done_and_the_page_says_what_else_changed(
    client: FlaskClient, other: FlaskClient, planned: Office, headers: dict[str, str]
) -> None:
    seen = stored(planned).revision
    post(other, "brief", planned, brief="của người kia")
    answer = late(client, "move", seen, headers, day="29/8/2027", end_day="05/9/2027")
    if not headers:
        assert answer.status_code == 303
        answer = client.get(answer.location)
    assert answer.status_code == 200
    assert "Trong lúc bạn làm, người khác cũng đổi" in answer.text
    assert "Người lan" in answer.text.split("Trong lúc bạn làm")[1].split("</ol>")[0]
    found = stored(planned)
    assert (found.day, found.brief) == (date(2027, 8, 29), "của người kia")
    assert "Trong lúc bạn làm" not in client.get(f"/slots/{KEY}").text


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_what_meets_changes_nothing_and_can_be_sent_again_knowingly(
    client: FlaskClient, other: FlaskClient, planned: Office, headers: dict[str, str]
) -> None:
    seen = stored(planned).revision
    post(other, "move", planned, day="28/8/2027", end_day="06/9/2027", why="Mưa")
    before = stored(planned)
    answer = late(client, "move", seen, headers, day="29/8/2027", end_day="07/9/2027")
    assert (answer.status_code, stored(planned)) == (409, before)
    for words in ("26/8/2027 thành 28/8/2027", "Người lan: “Mưa”", "29/8/2027", "07/9/2027"):
        assert words in answer.text
    again = resent(answer.text)
    assert again == {
        "revision": str(before.revision),
        "day": "29/8/2027",
        "end_day": "07/9/2027",
    }
    assert client.post(f"/slots/{KEY}/move", data=again).status_code == 303
    assert (stored(planned).day, stored(planned).end_day) == (date(2027, 8, 29), date(2027, 9, 7))


@pytest.mark.parametrize(
    ("mine", "offered", "said"),
    [
        ("mở\nhai\nba", "mở\nhai\nba bốn", "đây là bản gộp"),
        ("một\nhai\nba năm", "một\nhai\nba năm", "đây là bản của bạn"),
    ],
    ids=["merged", "met"],
)
def test_two_briefs_stand_side_by_side_and_are_merged_where_they_can_be(
    client: FlaskClient, other: FlaskClient, planned: Office, mine: str, offered: str, said: str
) -> None:
    post(client, "brief", planned, brief="một\nhai\nba")
    seen = stored(planned).revision
    post(other, "brief", planned, brief="một\nhai\nba bốn")
    answer = late(client, "brief", seen, {}, brief=mine)
    assert (answer.status_code, stored(planned).brief) == (409, "một\nhai\nba bốn")
    assert said in answer.text
    assert "<mark>ba bốn</mark>" in answer.text
    again = resent(answer.text)
    assert again["brief"] == offered
    assert client.post(f"/slots/{KEY}/brief", data=again).status_code == 303
    assert stored(planned).brief == offered


def test_a_step_that_somebody_took_first_is_not_offered_again(
    client: FlaskClient, other: FlaskClient, planned: Office
) -> None:
    seen = stored(planned).revision
    post(other, "start", planned)
    answer = late(client, "start", seen, {})
    assert (answer.status_code, stored(planned).state) == (409, State.DRAFTING)
    assert "Chỉ bắt đầu soạn mục đang đề xuất hoặc đã giao." in answer.text
    assert "<form" not in answer.text.split("<main")[1].split("</main")[0]


# --- the steps ------------------------------------------------------------------------------------


def buttons(page: str) -> dict[str, str]:
    """Return the forms of a page by the last part of their address: what bars them, or nothing."""
    found: dict[str, str] = {}
    for name, form in re.findall(rf'action="/slots/{KEY}/([\w-]+)"(.*?)</form>', page, re.DOTALL):
        barred = re.search(
            r'<button[^>]* disabled .*?<span[^>]*id="cho-[^"]*">(?:<a[^>]*>)?([^<]+)<',
            form,
            re.DOTALL,
        )
        found[name] = barred[1] if barred else ""
    return found


@pytest.mark.parametrize(
    ("role", "state", "ahead"),
    [
        (Role.EDITOR, State.PROPOSED, {"start": ""}),
        (Role.EDITOR, State.DRAFTING, {"submit": ""}),
        (Role.EDITOR, State.IN_REVIEW, {"approve": "chờ người duyệt"}),
        (Role.EDITOR, State.APPROVED, {"publish": "cần minh chứng"}),
        (Role.EDITOR, State.POSTPONED, {"resume": ""}),
        (Role.EDITOR, State.PUBLISHED, {}),
        (Role.APPROVER, State.DRAFTING, {"submit": "chờ người biên tập"}),
        (Role.APPROVER, State.IN_REVIEW, {"approve": "cần đề cương", "send-back": ""}),
        (Role.APPROVER, State.PUBLISHED, {"reopen": ""}),
        (Role.APPROVER, State.CANCELLED, {"restore": ""}),
        (Role.COORDINATOR, State.IN_REVIEW, {"approve": "chờ người duyệt"}),
        (Role.VIEWER, State.IN_REVIEW, {}),
    ],
)
def test_the_page_offers_the_next_step_or_says_what_it_waits_for(
    client: FlaskClient, planned: Office, role: Role, state: State, ahead: dict[str, str]
) -> None:
    if state != State.PROPOSED:
        planned.edit(KEY, {"state": state})
    somebody = admit(planned.database, "ai-do", role, "xa-dong-hoa")
    page = client_of(client.application, somebody).get(f"/slots/{KEY}").text
    aside = {
        "comments",
        "assign",
        "brief",
        "preview",
        "move",
        "postpone",
        "cancel",
        "hand",
        "follow",
    }
    found = {name: why for name, why in buttons(page).items() if name not in aside}
    assert found == ahead


def test_the_page_of_another_agencys_slot_has_no_forms(
    client: FlaskClient, planned: Office
) -> None:
    somebody = admit(planned.database, "ai-do", Role.EDITOR, "bao-song-lam")
    page = client_of(client.application, somebody).get(f"/slots/{KEY}").text
    assert buttons(page) == {}


def test_a_slot_goes_from_a_proposal_to_publication(client: FlaskClient, planned: Office) -> None:
    admit(planned.database, "nguoi-viet", Role.EDITOR, "xa-dong-hoa")
    assert post(client, "assign", planned, assignee="nguoi-viet") == 303
    for what, form in (
        ("start", {}),
        ("brief", {"brief": "Ý chính"}),
        ("submit", {}),
        ("send-back", {"why": "Thiếu ảnh"}),
        ("submit", {}),
        ("approve", {}),
    ):
        assert post(client, what, planned, **form) == 303
    assert post(client, "publish", planned) == 400
    with planned.database.writing() as session:
        proofs.add(session, Proof(KEY, "link", "nguoi-viet", now(), url="https://xa.vn/bai"))
    assert post(client, "publish", planned) == 303
    assert (stored(planned).state, stored(planned).assignee) == (State.PUBLISHED, "nguoi-viet")
    page = client.get(f"/slots/{KEY}").text
    assert "Đặt người làm: Người nguoi-viet" in page
    assert "Người quan-tri: “Thiếu ảnh”" in page


def test_a_sign_that_no_database_keeps_is_left_out(client: FlaskClient, planned: Office) -> None:
    assert post(client, "brief", planned, brief="Ý\0 chính") == 303
    assert post(client, "postpone", planned, why="Bão\0") == 303
    assert post(client, "comments", planned, text="Lời\0") == 303
    assert stored(planned).brief == "Ý chính"


def test_a_reason_has_an_end(client: FlaskClient, planned: Office) -> None:
    before = stored(planned)
    assert post(client, "postpone", planned, why="bão " * 101) == 400
    assert stored(planned) == before


@pytest.mark.parametrize(
    ("key", "form"),
    [
        (KEY, {"day": "31/2/2027"}),
        (KEY, {"day": "ngày mai"}),
        (KEY, {"day": "28/8/2027", "end_day": "20/8/2027"}),
        (BULLETIN, {"day": ""}),
        (KEY, {"day": "28/8/2027", "revision": ""}),
        (KEY, {"day": "28/8/2027", "revision": "9" * 5000}),
        (KEY, {"day": "28/8/2027", "revision": "9" * 18}),
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
