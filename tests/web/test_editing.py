"""The forms of agencies, sessions, anniversaries and cadences: foreseen, saved, refused, stale."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import time
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from accounts import admit, client_of, opened
from flask import Flask
from flask.testing import FlaskClient
from small import TODAY, Office
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from planner.domain.model import Agency, Anniversary, Cadence, Quiet, Session
from planner.domain.people import Role
from planner.services import editing
from planner.store import register
from planner.web.editing import typed

HTMX = {"HX-Request": "true"}
COMMUNE = "xa-dong-hoa"
SESSIONS = f"/agencies/{COMMUNE}/sessions"
AGENCY = f"/agencies/{COMMUNE}/edit"
DAY = "/anniversaries/quoc-khanh/edit"
NEW_DAY = "/anniversaries/new"
BULLETIN = "/cadences/loudspeaker-bulletin/edit"
PLACES = [SESSIONS, AGENCY, DAY, NEW_DAY, BULLETIN]
Values = Mapping[str, Any]


@pytest.fixture
def app(planned: Office, tmp_path: Path) -> Iterator[Flask]:
    with opened(planned.settings(tmp_path, TODAY)) as made:
        yield made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return client_of(app)


def form_of(page: str) -> MultiDict[str, str]:
    """Return what a browser would send of the page's form."""
    form: MultiDict[str, str] = MultiDict()
    inner = page.partition('<form class="desk"')[2].partition("</form>")[0]
    for tag in re.findall(r"<input\b[^>]*>", inner):
        found = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if found["type"] in {"checkbox", "radio"} and not re.search(r"\schecked\b", tag):
            continue
        form.add(found["name"], found.get("value", ""))
    for name, body in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', inner, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', body) or re.search(r'value="([^"]*)"', body)
        form.add(name, unescape(chosen[1]) if chosen else "")
    for name, body in re.findall(
        r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', inner, re.DOTALL
    ):
        form.add(name, unescape(body))
    form.pop("csrf_token", None)
    return form


def changed_form(client: FlaskClient, path: str, changed: Values) -> MultiDict[str, str]:
    form = form_of(client.get(path).text)
    for name, value in changed.items():
        form.setlist(name, value if isinstance(value, list) else [value])
    return form


def send(
    client: FlaskClient, path: str, form: MultiDict[str, str], button: str = "preview", **more: Any
) -> TestResponse:
    return client.post(path, data=MultiDict([*form.items(multi=True), (button, "1")]), **more)


def text(answer: TestResponse) -> str:
    """Return an answer's words, without its tags."""
    inner = answer.text.partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", inner)).split()).replace(" ,", ",")


def agency_of(office: Office) -> Agency:
    with office.database.session() as session:
        return register.load(session).get(COMMUNE)


def day_of(office: Office, slug: str = "quoc-khanh") -> Anniversary:
    with office.database.session() as session:
        return editing.anniversary(session, slug)


def cadence_of(office: Office, name: str = "loudspeaker-bulletin") -> Cadence:
    with office.database.session() as session:
        return editing.cadence(session, name)


# --- foreseen, then saved -------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [None, HTMX], ids=["plain", "htmx"])
def test_sessions_are_foreseen_and_then_saved(
    planned: Office, client: FlaskClient, headers: dict[str, str] | None
) -> None:
    before = planned.dump()
    form = changed_form(
        client, SESSIONS, {"start.new": "19h", "minutes.new": "20", "minutes.s1": "45"}
    )
    seen = send(client, SESSIONS, form, headers=headers)
    assert seen.status_code == 200
    assert seen.text.lstrip().startswith("<!doctype") is (headers is None)
    assert "thêm 12, đổi nội dung" in text(seen)
    assert "Buổi s1: Số phút 30 45" in text(seen)
    assert "Buổi mới: Giờ bắt đầu trống 19h" in text(seen)
    assert planned.dump() == before

    saved = send(client, SESSIONS, form_of(seen.text), "save", headers=headers)
    if headers:
        assert (saved.status_code, saved.text) == (200, "")
        assert saved.headers["HX-Redirect"] == f"/agencies/{COMMUNE}"
    else:
        assert (saved.status_code, saved.location) == (303, f"/agencies/{COMMUNE}")
    assert agency_of(planned).sessions == (
        Session("s1", time(5, 30), minutes=45),
        Session("s2", time(17)),
        Session("s3", time(19), minutes=20),
    )
    told = client.get(f"/agencies/{COMMUNE}").text
    assert "Đã lưu và lập lại lịch: thêm 12, dời 0, rút 0 mục." in told


def test_quiet_hours_are_set_and_taken_away(planned: Office, client: FlaskClient) -> None:
    assert agency_of(planned).quiet == (Quiet(time(22), time(5)),)
    form = changed_form(client, SESSIONS, {"quiet": "21h – 5h, 11:30 đến 13:30"})
    seen = send(client, SESSIONS, form)
    assert "Giờ không phát 22:00–05:00 21h – 5h, 11:30 đến 13:30" in text(seen)
    assert send(client, SESSIONS, form_of(seen.text), "save").status_code == 303
    assert agency_of(planned).quiet == (
        Quiet(time(11, 30), time(13, 30)),
        Quiet(time(21), time(5)),
    )
    seen = send(client, SESSIONS, changed_form(client, SESSIONS, {"quiet": ""}))
    assert send(client, SESSIONS, form_of(seen.text), "save").status_code == 303
    assert agency_of(planned).quiet == ()


def test_a_session_is_retired(planned: Office, client: FlaskClient) -> None:
    form = changed_form(client, SESSIONS, {"gone.s2": "1"})
    seen = send(client, SESSIONS, form)
    assert "rút" in text(seen)
    assert send(client, SESSIONS, form_of(seen.text), "save").status_code == 303
    assert [one.id for one in agency_of(planned).sessions] == ["s1"]


def test_an_agency_is_changed_whole(planned: Office, client: FlaskClient) -> None:
    values = {
        "name": "  Xã   Đông Hòa Thượng ",
        "aliases": "UBND xã Đông Hòa\r\n\r\nXã Đông Hòa\r\nXã Đông Hòa",
        "parent": "huyen-tay-ha",
        "valid_to": "31/12/2027",
        "runs": ["loudspeaker.bulletin", "press.column"],
    }
    seen = send(client, AGENCY, changed_form(client, AGENCY, values))
    assert "Trực thuộc trống Huyện Tây Hà" in text(seen)
    assert send(client, AGENCY, form_of(seen.text), "save").status_code == 303
    found = agency_of(planned)
    assert found.name == "Xã Đông Hòa Thượng"
    assert found.aliases == ("UBND xã Đông Hòa", "Xã Đông Hòa")
    assert (found.parent, str(found.valid_to)) == ("huyen-tay-ha", "2027-12-31")
    assert found.runs == {"press": ("column",), "loudspeaker": ("bulletin",)}
    assert [one.id for one in found.sessions] == ["s1", "s2"]


def test_an_agency_that_a_plan_brought_in_is_confirmed(
    planned: Office, client: FlaskClient
) -> None:
    with planned.database.writing() as session:
        register.put(session, replace(agency_of(planned), kind="as_written", to_check=True))
    form = changed_form(client, AGENCY, {"checked": "1", "kind": "commune"})
    seen = send(client, AGENCY, form)
    assert "Đã kiểm tra trống có" in text(seen)
    assert send(client, AGENCY, form_of(seen.text), "save").status_code == 303
    assert (agency_of(planned).kind, agency_of(planned).to_check) == ("commune", False)


def test_an_anniversary_is_added_and_then_changed(planned: Office, client: FlaskClient) -> None:
    values = {
        "name": "Ngày thành lập tỉnh Sông Lam",
        "short": "Thành lập tỉnh",
        "day": "20",
        "month": "10",
        "origin_year": "1987",
        "rank": "usual",
        "province": "song-lam",
        "source": "Nghị quyết 1",
    }
    seen = send(client, NEW_DAY, changed_form(client, NEW_DAY, values))
    assert "thêm" in text(seen)
    assert send(client, NEW_DAY, form_of(seen.text), "save").location == "/anniversaries"
    one = Anniversary(
        "thanh-lap-tinh",
        "Ngày thành lập tỉnh Sông Lam",
        20,
        10,
        origin_year=1987,
        rank="usual",
        province="song-lam",
        short="Thành lập tỉnh",
        source="Nghị quyết 1",
    )
    assert day_of(planned, "thanh-lap-tinh") == one
    path = "/anniversaries/thanh-lap-tinh/edit"
    form = changed_form(
        client, path, {"calendar": "lunar", "day": "30", "flags": "1", "since": "1990"}
    )
    seen = send(client, path, form)
    assert "Lịch dương lịch âm lịch" in text(seen)
    assert send(client, path, form_of(seen.text), "save").status_code == 303
    new = replace(one, lunar=True, day=30, flags=True, since=1990)
    assert day_of(planned, "thanh-lap-tinh") == new


RULES: Mapping[str, tuple[Values, str | None]] = {
    "each listed day": ({"recurrence": "listed"}, None),
    "daily": ({"recurrence": "daily"}, "FREQ=DAILY"),
    "weekly": (
        {"recurrence": "weekly", "weekdays": ["fr", "mo"]},
        "FREQ=WEEKLY;BYDAY=MO,FR",
    ),
    "a rule": (
        {"recurrence": "rule", "rrule": " freq=daily;interval=2 "},
        "FREQ=DAILY;INTERVAL=2",
    ),
}


@pytest.mark.parametrize("case", RULES)
def test_a_recurrence_that_people_choose(planned: Office, client: FlaskClient, case: str) -> None:
    values, rule = RULES[case]
    form = changed_form(client, BULLETIN, {**values, "minutes": "9", "other": "t-6..t+1"})
    seen = send(client, BULLETIN, form)
    assert seen.status_code == 200
    assert send(client, BULLETIN, form_of(seen.text), "save").location == "/cadences"
    found = cadence_of(planned)
    assert (found.rrule, found.minutes) == (rule, 9)
    assert found.windows["other"] == ((-6, 1),)


CADENCES = [
    "press-tv",
    "portal-feature",
    "banner-down",
    "flag-hang",
    "regular-post",
    "phase-banner",
]


@pytest.mark.parametrize("name", [*CADENCES, "regular-bulletin", "phase-oral"])
def test_a_form_says_what_is_stored(planned: Office, client: FlaskClient, name: str) -> None:
    """Sent as it was opened it changes nothing, whatever kind of cadence it is."""
    path = f"/cadences/{name}/edit"
    answer = send(client, path, changed_form(client, path, {}))
    assert answer.status_code == 400
    assert "Chưa có gì khác với bản đang dùng" in text(answer)
    form = form_of(client.get(path).text)
    assert typed.cadence_of(form, cadence_of(planned, name)) == cadence_of(planned, name)


@pytest.mark.parametrize("path", [SESSIONS, AGENCY, DAY])
def test_another_form_says_what_is_stored(planned: Office, client: FlaskClient, path: str) -> None:
    answer = send(client, path, changed_form(client, path, {}))
    assert answer.status_code == 400
    assert "Chưa có gì khác với bản đang dùng" in text(answer)


# --- a form that changed, a calendar that changed -------------------------------------------------


def test_a_form_changed_after_its_preview_is_foreseen_again(
    planned: Office, client: FlaskClient
) -> None:
    seen = send(client, BULLETIN, changed_form(client, BULLETIN, {"minutes": "9"}))
    before = planned.dump()
    form = form_of(seen.text)
    form["minutes"] = "10"
    again = send(client, BULLETIN, form, "save")
    assert again.status_code == 200
    assert "Chưa lưu: xem lịch sẽ đổi ra sao rồi bấm lưu lần nữa." in text(again)
    assert planned.dump() == before
    assert send(client, BULLETIN, form_of(again.text), "save").status_code == 303
    assert cadence_of(planned).minutes == 10


def test_a_save_without_a_preview_is_a_preview(planned: Office, client: FlaskClient) -> None:
    before = planned.dump()
    answer = send(client, BULLETIN, changed_form(client, BULLETIN, {"minutes": "9"}), "save")
    assert (answer.status_code, "Chưa lưu" in text(answer)) == (200, True)
    assert planned.dump() == before


@pytest.mark.parametrize("headers", [None, HTMX], ids=["plain", "htmx"])
def test_a_calendar_changed_after_the_preview_is_shown_anew(
    planned: Office, client: FlaskClient, headers: dict[str, str] | None
) -> None:
    seen = send(client, SESSIONS, changed_form(client, SESSIONS, {"gone.s2": "1"}), headers=headers)
    planned.edit(f"quoc-khanh-2027/loudspeaker-bulletin/{COMMUNE}/d-3/s2", {"brief": "Lời"})
    before = planned.dump()
    answer = send(client, SESSIONS, form_of(seen.text), "save", headers=headers)
    assert answer.status_code == 409
    assert "Lịch đã đổi từ lúc xem trước nên chưa lưu." in text(answer)
    assert "1 mục đã sửa tay giữ nguyên" in text(answer)
    assert planned.dump() == before
    assert send(client, SESSIONS, form_of(answer.text), "save").status_code == 303


@pytest.mark.parametrize("button", ["preview", "save"])
@pytest.mark.parametrize("headers", [None, HTMX], ids=["plain", "htmx"])
def test_a_stale_form_says_what_changed_and_what_was_typed(
    planned: Office, client: FlaskClient, button: str, headers: dict[str, str] | None
) -> None:
    mine = changed_form(client, AGENCY, {"name": "Xã <b>Đông</b>", "aliases": "Xã Đông Hòa Cũ"})
    theirs = send(client, AGENCY, changed_form(client, AGENCY, {"name": "Xã Đông Hòa Mới"}))
    assert send(client, AGENCY, form_of(theirs.text), "save").status_code == 303
    before = planned.dump()
    answer = send(client, AGENCY, mine, button, headers=headers)
    assert answer.status_code == 409
    assert "“Xã Đông Hòa Mới” đã đổi từ khi trang được mở" in text(answer)
    assert "Lần sửa gần nhất: Người quan-tri" in text(answer)
    assert "Tên Xã Đông Hòa Mới Xã <b>Đông</b>" in text(answer)
    assert "Tên khác trống Xã Đông Hòa Cũ" in text(answer)
    assert "<b>Đông" not in answer.text
    assert planned.dump() == before
    again = form_of(answer.text)
    assert (again["name"], again["aliases"]) == ("Xã <b>Đông</b>", "Xã Đông Hòa Cũ")
    assert again["seen"] != mine["seen"]
    seen = send(client, AGENCY, again)
    assert seen.status_code == 200
    assert send(client, AGENCY, form_of(seen.text), "save").status_code == 303


def test_a_stale_form_of_sessions_has_the_rows_that_others_added(
    client: FlaskClient,
) -> None:
    mine = changed_form(client, SESSIONS, {"minutes.s1": "20"})
    theirs = send(client, SESSIONS, changed_form(client, SESSIONS, {"start.new": "11:00"}))
    assert send(client, SESSIONS, form_of(theirs.text), "save").status_code == 303
    answer = send(client, SESSIONS, mine)
    assert answer.status_code == 409
    again = form_of(answer.text)
    assert (again["minutes.s1"], again["start.s3"], again["minutes.s3"]) == ("20", "11:00", "30")
    seen = send(client, SESSIONS, again)
    assert (seen.status_code, "Buổi s3" in text(seen).split("Xem lịch")[0]) == (200, True)


def test_an_agency_and_its_sessions_are_two_forms(planned: Office, client: FlaskClient) -> None:
    mine = changed_form(client, AGENCY, {"name": "Xã Đông Hòa Mới"})
    theirs = send(client, SESSIONS, changed_form(client, SESSIONS, {"minutes.s1": "20"}))
    assert send(client, SESSIONS, form_of(theirs.text), "save").status_code == 303
    seen = send(client, AGENCY, mine)
    assert seen.status_code == 200
    assert send(client, AGENCY, form_of(seen.text), "save").status_code == 303
    assert agency_of(planned).sessions[0].minutes == 20


# --- refused --------------------------------------------------------------------------------------

REFUSED: Mapping[str, tuple[str, Values, str]] = {
    "no hour": (SESSIONS, {"start.s1": ""}, "không phải một giờ"),
    "hour 25": (SESSIONS, {"start.s1": "25:00"}, "“25:00” không phải một giờ"),
    "no minutes": (SESSIONS, {"minutes.s1": ""}, "chưa ghi số phút"),
    "241 minutes": (SESSIONS, {"minutes.s1": "241"}, "số phút phải từ 1 đến 240"),
    "minus minutes": (SESSIONS, {"minutes.s1": "-5"}, "không phải một số"),
    "no weekday": (SESSIONS, {"weekdays.s2": []}, "Buổi 17:00 chưa có thứ nào"),
    "an eighth weekday": (SESSIONS, {"weekdays.s2": ["xx"]}, "không có thứ “xx”"),
    "in another session": (SESSIONS, {"start.new": "05:40"}, "chồng giờ với buổi 05:30"),
    "in quiet hours": (SESSIONS, {"start.new": "4h45"}, "rơi vào giờ không phát 22:00–05:00"),
    "quiet over a session": (SESSIONS, {"quiet": "22:00-06:00"}, "Buổi 05:30 (30 phút) rơi vào"),
    "quiet without an end": (SESSIONS, {"quiet": "22:00"}, "không phải một khoảng giờ"),
    "quiet from 25": (SESSIONS, {"quiet": "25:00-05:00"}, "“25:00” không phải một giờ"),
    "quiet for no time": (SESSIONS, {"quiet": "5h đến 5h"}, "kết thúc cùng lúc 05:00"),
    "a nameless agency": (AGENCY, {"name": " \x00 "}, "Chưa ghi tên cơ quan"),
    "a strange kind": (AGENCY, {"kind": "guild"}, "không có loại cơ quan"),
    "a strange channel": (AGENCY, {"runs": ["smoke.post"]}, "smoke.post"),
    "police": (AGENCY, {"name": "Công an xã Đông Hòa"}, "không đăng, không phát gì"),
    "security": (AGENCY, {"kind": "security"}, "không đăng, không phát gì"),
    "its own child": (AGENCY, {"parent": COMMUNE}, "chính cơ quan này"),
    "no day": (AGENCY, {"valid_to": "31/02/2028"}, "không phải một ngày"),
    "ends before": (AGENCY, {"valid_to": "1/1/2019"}, "hết hiệu lực trước khi có"),
    "a nameless day": (DAY, {"name": ""}, "Chưa ghi tên chính thức"),
    "31/9": (DAY, {"day": "31"}, "Không có ngày 31/9"),
    "a day in words": (DAY, {"day": "hai"}, "“hai” không phải một số"),
    "a huge year": (DAY, {"origin_year": "9" * 30}, "không phải một số"),
    "a strange rank": (DAY, {"rank": "huge"}, "Không có mức"),
    "a strange province": (DAY, {"province": "nui-do"}, "Không có tỉnh"),
    "outside the scope": (DAY, {"name": "Ngày theo dõi dư luận"}, "ngoài phạm vi"),
    "a name without letters": (NEW_DAY, {"name": "!!!", "day": "1", "month": "1"}, "phải có chữ"),
    "no window": (BULLETIN, {"other": "tuần trước"}, "không phải khoảng ngày"),
    "a window backwards": (BULLETIN, {"round": "T..T-3"}, "kết thúc trước khi bắt đầu"),
    "no windows": (BULLETIN, {"round": "", "five": "", "other": ""}, "Chưa có khoảng ngày nào"),
    "weekly on no day": (BULLETIN, {"recurrence": "weekly", "weekdays": []}, "chưa chọn thứ nào"),
    "no recurrence": (BULLETIN, {"recurrence": "often"}, "Chưa chọn cách lặp"),
    "no rule": (BULLETIN, {"recurrence": "rule", "rrule": ""}, "Chưa ghi quy tắc"),
    "a rule with an end": (
        BULLETIN,
        {"recurrence": "rule", "rrule": "FREQ=DAILY;COUNT=2"},
        "không có COUNT",
    ),
    "a broken rule": (BULLETIN, {"recurrence": "rule", "rrule": "FREQ=DAILY;BYDAY=XX"}, "sai"),
    "no sessions": (BULLETIN, {"sessions": "some"}, "phát theo buổi"),
    "no minutes of a bulletin": (BULLETIN, {"minutes": "0"}, "Số phút phải từ 1 đến 240"),
    "due too early": (BULLETIN, {"due": "91"}, "Số ngày nộp trước phải từ 0 đến 90"),
}

TEXTS = {
    "quiet",
    "start.s1",
    "start.new",
    "minutes.s1",
    "name",
    "valid_to",
    "day",
    "other",
    "rrule",
    "due",
}


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.parametrize("headers", [None, HTMX], ids=["plain", "htmx"])
def test_a_form_that_cannot_be(
    planned: Office, client: FlaskClient, case: str, headers: dict[str, str] | None
) -> None:
    path, values, message = REFUSED[case]
    before = planned.dump()
    for button in ("preview", "save"):
        answer = send(client, path, changed_form(client, path, values), button, headers=headers)
        assert answer.status_code == 400
        said = re.search(r'role="alert" id="sai".*?<span>(.*?)</span>', answer.text, re.DOTALL)
        assert said
        assert message.lower() in unescape(said[1]).lower()
        # what was typed stands there again
        found = form_of(answer.text)
        typed_again = {name: found.get(name) for name, value in values.items() if name in TEXTS}
        assert typed_again == {name: value for name, value in values.items() if name in TEXTS}
    assert planned.dump() == before


@pytest.mark.parametrize("path", PLACES)
def test_a_form_without_its_hidden_parts_is_stale(
    planned: Office, client: FlaskClient, path: str
) -> None:
    before = planned.dump()
    assert client.post(path, data={"save": "1"}).status_code == 409
    assert planned.dump() == before


@pytest.mark.parametrize(
    "path",
    [
        "/agencies/khong/edit",
        "/agencies/khong/sessions",
        "/anniversaries/khong/edit",
        "/cadences/khong/edit",
    ],
)
def test_what_is_not_there(client: FlaskClient, path: str) -> None:
    assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)


# --- who may --------------------------------------------------------------------------------------


def who(app: Flask, role: Role, **scope: str) -> FlaskClient:
    database = app.extensions["planner"].database
    return client_of(app, admit(database, f"{role}-{'-'.join(scope.values())}", role, **scope))


def test_the_commune_sets_its_own_sessions_and_nothing_else(app: Flask) -> None:
    editor = who(app, Role.EDITOR, agency=COMMUNE)
    page = editor.get(f"/agencies/{COMMUNE}").text
    assert (SESSIONS in page, AGENCY in page) == (True, False)
    statuses = [editor.get(path).status_code for path in PLACES]
    assert statuses == [200, 403, 403, 403, 403]
    assert editor.get("/agencies/huyen-tay-ha/sessions").status_code == 403
    assert "/edit" not in editor.get("/anniversaries").text + editor.get("/cadences").text


def test_a_provinces_coordinator_edits_what_is_the_provinces(planned: Office, app: Flask) -> None:
    client = who(app, Role.COORDINATOR, province="song-lam")
    statuses = [client.get(path).status_code for path in PLACES]
    assert statuses == [200, 200, 403, 200, 403]
    values = {"name": "Ngày hội xã", "day": "1", "month": "8"}
    form = changed_form(client, NEW_DAY, values)
    assert form["province"] == "song-lam"
    seen = send(client, NEW_DAY, form)
    assert send(client, NEW_DAY, form_of(seen.text), "save").status_code == 303
    assert day_of(planned, "ngay-hoi-xa").province == "song-lam"
    listed = client.get("/anniversaries").text
    assert ("/anniversaries/ngay-hoi-xa/edit" in listed, DAY in listed) == (True, False)
    before = planned.dump()
    form["province"] = ""
    assert send(client, NEW_DAY, form).status_code == 403
    own = "/anniversaries/ngay-hoi-xa/edit"
    assert send(client, own, changed_form(client, own, {"province": ""})).status_code == 403
    assert planned.dump() == before


def test_the_buttons_stand_where_they_lead(client: FlaskClient) -> None:
    page = client.get(f"/agencies/{COMMUNE}").text
    assert SESSIONS in page
    assert AGENCY in page
    assert (
        SESSIONS.replace(COMMUNE, "bao-song-lam") not in client.get("/agencies/bao-song-lam").text
    )
    assert DAY in client.get("/anniversaries?year=2027").text
    assert NEW_DAY in client.get("/anniversaries").text
    assert BULLETIN in client.get("/cadences").text
