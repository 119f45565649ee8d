"""Moving, several at once and undoing: by plain forms, and as the pages of the calendar ask."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from accounts import admit, client_of, opened
from flask import Flask
from flask.testing import FlaskClient
from small import PLAN_KEY, Office
from werkzeug.test import TestResponse

from planner.domain.model import State
from planner.domain.people import Role
from planner.settings import ROOT
from planner.web import outcome

TODAY = date(2027, 8, 24)
NEWSPAPER = "bao-song-lam"
COLUMN = f"quoc-khanh-2027/press-column/{NEWSPAPER}/{{}}"
FIRST, SECOND, THIRD = (COLUMN.format(one) for one in ("d-3", "d-2", "d-1"))
WAITING = f"{PLAN_KEY}-1/phase-event/huyen-tay-ha/once"
MONTH = f"/calendar/2027/08?agency={NEWSPAPER}"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def app(planned: Office, tmp_path: Path) -> Iterator[Flask]:
    with opened(planned.settings(tmp_path, TODAY)) as made:
        yield made


@pytest.fixture
def client(app: Flask, planned: Office) -> FlaskClient:
    return client_of(app, admit(planned.database, "chief", Role.COORDINATOR))


def bulk(client: FlaskClient, office: Office, keys: list[str], **form: str) -> TestResponse:
    picks = [f"{office.slot(key).revision} {key}" for key in keys]
    data = {"pick": picks, "back": MONTH, **form}
    return client.post("/slots/bulk", data=data, follow_redirects=True)


def move(client: FlaskClient, office: Office, key: str, **form: str) -> TestResponse:
    data = {"revision": str(office.slot(key).revision), "back": MONTH, **form}
    return client.post(f"/slots/{key}/move", data=data, follow_redirects=True, headers=HTMX)


def told(answer: TestResponse) -> str:
    """Return what the page says of what was just done, without its tags."""
    notice = re.split(r'<div (?:class="app|id="loi)', answer.text.split('id="bao"')[1])[0]
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", notice).split()))


def undo(client: FlaskClient, answer: TestResponse) -> TestResponse:
    found = re.search(r'name="undo" value="([^"]+)"', answer.text)
    assert found is not None
    data = {"undo": found[1], "back": MONTH}
    return client.post("/undo", data=data, follow_redirects=True)


def pieces(answer: TestResponse) -> list[str]:
    """Return the ids of the pieces of an answer that go to their own places."""
    return re.findall(r'id="([^"]+)" hx-swap-oob', answer.text)


def test_a_drop_answers_with_the_weeks_and_numbers_that_it_changed(
    client: FlaskClient, planned: Office
) -> None:
    answer = move(client, planned, FIRST, day="27/8/2027")
    assert (answer.status_code, answer.history) == (200, ())
    assert pieces(answer) == [
        *("tuan-2027-08-23", "tuan-2027-08-30", "tin", "cho-khay", "ngay"),
        *("so-press", "bao", "loi"),
    ]
    week, whole = (
        page.split('id="tuan-2027-08-23"')[1].split("</tr>")[0].replace(' hx-swap-oob="true"', "")
        for page in (answer.text, client.get(MONTH).text)
    )
    assert week == whole
    assert 'data-revision="' in week
    assert "Đã dời “Chuyển đổi số” sang Thứ Sáu 27/8/2027." in told(answer)
    assert f'name="back" value="{MONTH}"' in answer.text
    assert planned.slot(FIRST).day == date(2027, 8, 27)
    assert "Hoàn tác" not in client.get(MONTH).text


def test_a_moved_span_answers_with_every_week_that_it_left_or_reached(
    client: FlaskClient, planned: Office
) -> None:
    key = "quoc-khanh-2027/banner-hang/phong-vh-tay-ha/span"
    slot = planned.slot(key)
    assert (slot.day, slot.end_day) == (date(2027, 8, 26), date(2027, 9, 5))
    back = "/calendar/2027/08?agency=phong-vh-tay-ha"
    answer = move(client, planned, key, by="-7", back=back)
    weeks = [one for one in pieces(answer) if one.startswith("tuan")]
    assert weeks == ["tuan-2027-08-16", "tuan-2027-08-23", "tuan-2027-08-30"]


@pytest.mark.parametrize("view", ["week", "agenda", "board"])
def test_a_drop_on_another_view_answers_with_its_body(
    client: FlaskClient, planned: Office, view: str
) -> None:
    answer = move(client, planned, FIRST, day="27/8/2027", back=f"{MONTH}&view={view}")
    assert answer.history == ()
    assert pieces(answer)[:1] == ["chinh"]
    assert answer.text.count(f'/slots/{FIRST}"') == client.get(f"{MONTH}&view={view}").text.count(
        f'/slots/{FIRST}"'
    )


@pytest.mark.parametrize("back", ["/plans", "/khong-co", "/calendar/2027/08?view=khong", ""])
def test_a_page_that_is_no_calendar_is_gone_back_to(
    client: FlaskClient, planned: Office, back: str
) -> None:
    data = {"revision": str(planned.slot(FIRST).revision), "back": back, "by": "1"}
    answer = client.post(f"/slots/{FIRST}/move", data=data, headers=HTMX)
    assert (answer.status_code, answer.location) == (303, back or "/")
    assert planned.slot(FIRST).day == date(2027, 8, 31)


@pytest.mark.parametrize(("by", "day"), [("1", 31), ("+1", 31), ("-7", 23), ("−7", 23)])
def test_a_slot_moves_by_some_days(client: FlaskClient, planned: Office, by: str, day: int) -> None:
    assert move(client, planned, FIRST, day="1/1/2027", by=by).status_code == 200
    assert planned.slot(FIRST).day == date(2027, 8, day)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"day": "31/9/2027"}, "“31/9/2027” không phải một ngày"),
        ({"by": "400"}, "nhiều nhất 366 ngày"),
        ({"by": "mai"}, "“mai” không phải số ngày"),
        ({"tray": "có"}, "không về khay"),
    ],
)
def test_a_refused_drop_says_why_in_the_message_line_and_changes_nothing(
    client: FlaskClient, planned: Office, form: dict[str, str], words: str
) -> None:
    before = planned.dump()
    answer = move(client, planned, FIRST, **form)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (400, "#loi")
    assert words in answer.text
    assert planned.dump() == before


def test_a_drop_that_came_too_late_shows_what_the_other_did(
    client: FlaskClient, planned: Office
) -> None:
    seen = planned.slot(FIRST).revision
    planned.edit(FIRST, {"day": date(2027, 8, 26)}, TODAY)
    form = {"revision": str(seen), "day": "28/8/2027", "back": MONTH}
    answer = client.post(f"/slots/{FIRST}/move", data=form, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#loi")
    assert "26/8/2027" in answer.text
    assert f'name="back" value="{MONTH}"' in answer.text
    assert pieces(answer) == [
        *("tuan-2027-08-23", "tuan-2027-08-30", "tin", "cho-khay", "ngay", "so-press")
    ]
    assert planned.slot(FIRST).day == date(2027, 8, 26)


def test_a_drop_after_the_session_ended_is_said(app: Flask, planned: Office) -> None:
    answer = move(app.test_client(), planned, FIRST, day="27/8/2027")
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (401, "#loi")
    assert planned.slot(FIRST).day == date(2027, 8, 30)


def test_from_the_tray_onto_a_day_and_back(client: FlaskClient, planned: Office) -> None:
    address = "/calendar/2027/08?agency=huyen-tay-ha"
    assert planned.slot(WAITING).day is None
    assert "mục chờ ngày" in client.get(address).text
    move(client, planned, WAITING, day="26/8/2027")
    assert planned.slot(WAITING).day == date(2027, 8, 26)
    answer = move(client, planned, WAITING, tray="có")
    assert "về khay chờ xếp ngày" in told(answer)
    assert planned.slot(WAITING).day is None


def test_only_who_may_move_gets_something_to_hold(
    app: Flask, client: FlaskClient, planned: Office
) -> None:
    planned.edit(SECOND, {"state": State.PUBLISHED}, TODAY)
    held = r'href="/slots/([^"]+)" data-revision="(\d+)"'
    found = dict(re.findall(held, client.get(MONTH).text))
    assert found[FIRST] == str(planned.slot(FIRST).revision)
    assert SECOND not in found
    viewer = client_of(app, admit(planned.database, "v", Role.VIEWER))
    page = viewer.get(f"{MONTH}&select=1").text
    assert re.findall(held, page) == []
    assert "Ở đây không có mục nào bạn đổi được" in page


def test_several_at_once_say_what_was_refused(client: FlaskClient, planned: Office) -> None:
    for key in (SECOND, THIRD):
        planned.edit(key, {"state": State.PUBLISHED}, TODAY)
    answer = bulk(client, planned, [FIRST, SECOND, THIRD], step="shift", by="+1")
    assert (answer.status_code, answer.request.full_path) == (200, MONTH)
    said = told(answer)
    assert "Đã dời 1 mục." in said
    assert "Giữ nguyên 2 mục: chỉ dời mục chưa đăng, chưa hủy." in said
    assert planned.slot(FIRST).day == date(2027, 8, 31)


def test_several_are_taken_out_of_the_calendar_with_a_reason_and_brought_back(
    client: FlaskClient, planned: Office
) -> None:
    planned.edit(THIRD, {"state": State.PUBLISHED}, TODAY)
    page = unescape(client.get(f"{MONTH}&select=1").text)
    assert '<option value="cancel">Hủy, rút khỏi lịch</option>' in page
    assert "lập lại kế hoạch không đưa nó trở lại" in page
    refused = bulk(client, planned, [FIRST, SECOND], step="cancel")
    assert refused.status_code == 400
    assert "cần ghi lý do" in refused.text.lower()
    answer = bulk(client, planned, [FIRST, SECOND, THIRD], step="cancel", why="Trùng")
    said = told(answer)
    assert "Đã hủy 2 mục, rút khỏi lịch." in said
    assert "Giữ nguyên 1 mục: chỉ hủy mục chưa đăng." in said
    assert [planned.slot(key).state for key in (FIRST, SECOND)] == [State.CANCELLED] * 2
    undo(client, answer)
    assert [planned.slot(key).state for key in (FIRST, SECOND)] == [State.PROPOSED] * 2


def test_of_several_only_what_the_plan_gives_no_day_goes_back_to_the_tray(
    client: FlaskClient, planned: Office
) -> None:
    planned.edit(WAITING, {"day": date(2027, 8, 26)}, TODAY)
    answer = bulk(client, planned, [WAITING, FIRST], step="tray")
    assert "Đã đưa 1 mục về khay." in told(answer)
    assert "Giữ nguyên 1 mục: kế hoạch định ngày cho mục này" in told(answer)
    assert (planned.slot(WAITING).day, planned.slot(FIRST).day) == (None, date(2027, 8, 30))


@pytest.mark.parametrize(
    ("form", "state"),
    [
        ({"step": "start"}, State.PROPOSED),
        ({"step": "assign", "assignee": "chief"}, State.PROPOSED),
        ({"step": "move", "day": ""}, State.PROPOSED),
        ({"step": "postpone"}, State.PROPOSED),
        ({"step": "hand", "agency": "dai-song-lam", "why": "x"}, State.PROPOSED),
        ({"step": ""}, State.PROPOSED),
    ],
)
def test_several_that_nothing_can_be_done_with_change_nothing(
    client: FlaskClient, planned: Office, form: dict[str, str], state: State
) -> None:
    before = planned.dump()
    answer = bulk(client, planned, [FIRST, SECOND], **form)
    assert answer.status_code == (403 if form["step"] == "start" else 400)
    assert planned.dump() == before
    assert planned.slot(FIRST).state == state


@pytest.mark.parametrize("pick", ["", "x y", "7", "99999 khong-co"])
def test_picks_that_there_are_not(client: FlaskClient, planned: Office, pick: str) -> None:
    before = planned.dump()
    form = {"pick": pick, "step": "cancel", "why": "Trùng"}
    assert client.post("/slots/bulk", data=form).status_code == (404 if "khong" in pick else 400)
    assert planned.dump() == before


def test_several_are_taken_back(client: FlaskClient, planned: Office) -> None:
    answer = bulk(client, planned, [FIRST, SECOND], step="move", day="25/8/2027")
    planned.edit(SECOND, {"title": "Khác"}, TODAY)
    said = told(undo(client, answer))
    assert "Đã hoàn tác 1 mục. Giữ nguyên 1 mục: mục đã đổi sau đó nên giữ như bây giờ." in said
    assert planned.slot(FIRST).day == date(2027, 8, 30)
    assert planned.slot(SECOND).day == date(2027, 8, 25)
    assert undo(client, answer).status_code == 409


def test_an_undo_that_is_forged_or_too_late_is_refused(
    client: FlaskClient, planned: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = move(client, planned, FIRST, day="27/8/2027")
    before = planned.dump()
    assert client.post("/undo", data={"undo": "abc"}).status_code == 400
    monkeypatch.setattr(outcome, "LASTS", -1)
    late = undo(client, answer)
    assert (late.status_code, "đã quá lâu" in late.text.lower()) == (400, True)
    assert planned.dump() == before


def test_what_clashes_after_a_move_is_said_and_kept(client: FlaskClient, planned: Office) -> None:
    key, other = (f"quoc-khanh-2027/press-page/{NEWSPAPER}/{one}" for one in ("th-0", "th-1"))
    day = planned.slot(other).day
    assert day is not None
    answer = move(client, planned, key, day=f"{day:%d/%m/%Y}")
    said = told(answer)
    assert "2 chuyên trang cùng ngày" in said
    assert "Vẫn lưu được; nên dời một mục." in said
    assert planned.slot(key).day == day


def test_a_slots_own_page_offers_to_undo_as_well(client: FlaskClient, planned: Office) -> None:
    form = {"revision": str(planned.slot(FIRST).revision), "by": "1"}
    answer = client.post(f"/slots/{FIRST}/move", data=form, follow_redirects=True)
    assert "Đã dời" in answer.text
    undo(client, answer)
    assert planned.slot(FIRST).day == date(2027, 8, 30)


@pytest.mark.parametrize("view", ["", "&view=agenda"])
def test_slots_to_choose_from(client: FlaskClient, planned: Office, view: str) -> None:
    plain = client.get(f"{MONTH}{view}").text
    page = client.get(f"{MONTH}{view}&select=all").text
    boxes = re.findall(r'name="pick" form="chon" value="\d+ ([^"]+)"[^>]*checked', page)
    assert 'name="pick"' not in plain
    assert {FIRST, SECOND} <= set(boxes)
    assert len(boxes) == len(set(boxes))
    assert client.get(f"{MONTH}{view}&select=2").status_code == 400


def test_our_own_javascript_stays_small() -> None:
    ours = [one for one in (ROOT / "static").rglob("*.js") if "vendor" not in one.parts]
    assert 0 < sum(one.stat().st_size for one in ours) < 15_000
