"""Signing in and out, sessions, lockout, links and the pages of accounts, by a test client."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pyotp
import pytest
from accounts import client_of, opened
from bases import Bases
from flask import Flask
from flask.testing import FlaskClient
from small import Office, write
from werkzeug.test import TestResponse

from planner.domain.people import Grant, Person, Role
from planner.domain.policy import OPERATOR
from planner.services import accounts, links, scheduling, second_factor
from planner.store import people
from planner.store.db import Database
from planner.web import access
from planner.web.addresses import ours

PASSWORD, OTHER = "con mèo trèo cây cau", "hỏi thăm chú chuột"
BASE = "http://127.0.0.1:5000"


@pytest.fixture
def app(bases: Bases, tmp_path: Path) -> Iterator[Flask]:
    url = bases.new()
    office = Office(Database(url), write(tmp_path / "seeds"))
    office.seed()
    with office.database.writing() as session:
        boss, editor = Grant(Role.ADMINISTRATOR), Grant(Role.EDITOR, "phong-vh-tay-ha")
        accounts.add(session, "quan-tri", [boss], by=OPERATOR, password=PASSWORD)
        accounts.add(session, "lan", [editor], by=OPERATOR, password=PASSWORD)
    office.database.close()
    with opened(office.settings(tmp_path / "var", today=None)) as made:
        yield made


def base(app: Flask) -> Database:
    found: Database = app.extensions["planner"].database
    return found


def person(app: Flask, name: str = "lan") -> Person:
    with base(app).session() as session:
        return people.get(session, name)


def enter(client: FlaskClient, name: str = "lan", password: str = PASSWORD) -> TestResponse:
    return client.post("/login", data={"name": name, "password": password})


def is_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


@pytest.fixture
def lan(app: Flask) -> FlaskClient:
    """Give lan's browser, signed in."""
    return client_of(app, person(app))


@pytest.fixture
def boss(app: Flask) -> FlaskClient:
    return client_of(app, person(app, "quan-tri"))


# --- signing in ----------------------------------------------------------------------------------


def test_in_and_out(app: Flask) -> None:
    client = app.test_client()
    done = enter(client, " LAN ")
    assert (done.status_code, done.location) == (303, "/")
    assert is_in(client)
    assert person(app).seen_at is not None
    assert client.post("/logout").location == "/login"
    assert not is_in(client)


def test_all_that_is_wrong_gets_one_page(app: Flask) -> None:
    with base(app).writing() as session:
        accounts.set_active(session, "lan", active=False, by=OPERATOR)
    said = set()
    for name, password in (("lan", PASSWORD), ("quan-tri", OTHER), ("ai", OTHER)):
        answer = enter(app.test_client(), name, password)
        assert answer.status_code == 401
        said.add(re.sub(r' value="[^"]*"', "", answer.text))
    assert len(said) == 1


def test_a_signed_out_page_is_found_again_after_signing_in(app: Flask) -> None:
    client = app.test_client()
    asked = client.get("/account?said=saved")
    assert asked.location == "/login?next=/account?said%3Dsaved"
    field = re.search(r'name="next" value="([^"]*)"', client.get(asked.location).text)
    assert field is not None
    form = {"name": "lan", "password": PASSWORD, "next": unescape(field[1])}
    assert client.post("/login", data=form).location == "/account?said=saved"
    assert client.get("/login?next=/tray").location == "/tray"


@pytest.mark.parametrize(
    "asked",
    ["https://vi-du.vn", "//vi-du.vn", "/\\vi-du.vn", "\\\\vi-du.vn", "vi-du.vn", "/\t/vi-du.vn",
     "javascript:alert(1)", "/\r\nX: y", "", " //vi-du.vn"],
)  # fmt: skip
def test_nobody_is_sent_to_another_site(app: Flask, asked: str) -> None:
    assert ours(asked) == "/"
    form = {"name": "lan", "password": PASSWORD, "next": asked}
    assert app.test_client().post("/login", data=form).location == "/"


# --- sessions ------------------------------------------------------------------------------------


def age(client: FlaskClient, by: timedelta) -> None:
    """Make a session look as old as that."""
    with client.session_transaction() as session:
        session["since"] = datetime.now(UTC).timestamp() - by.total_seconds()


def test_a_session_lasts_a_week_at_most(lan: FlaskClient) -> None:
    age(lan, access.LONGEST - timedelta(minutes=1))
    assert is_in(lan)
    age(lan, access.LONGEST + timedelta(minutes=1))
    assert not is_in(lan)


def test_a_session_ends_after_a_working_day_without_a_request(
    lan: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cookie's own signature holds its age: it is not believed beyond IDLE."""
    assert app.permanent_session_lifetime == access.IDLE
    assert is_in(lan)
    monkeypatch.setitem(app.config, "PERMANENT_SESSION_LIFETIME", timedelta(seconds=-1))
    assert not is_in(lan)


def test_a_used_session_is_renewed_now_and_then(lan: FlaskClient) -> None:
    assert "Set-Cookie" not in lan.get("/account").headers
    with lan.session_transaction() as session:
        session["seen"] -= access.RENEWED.total_seconds() + 1
    assert "Set-Cookie" in lan.get("/account").headers


def test_signing_out_everywhere_ends_all_and_a_new_password_all_others(app: Flask) -> None:
    here, there = (client_of(app, person(app)) for _ in range(2))
    form = {"old": PASSWORD, "password": OTHER}
    assert here.post("/account/password", data=form).location == "/account?said=password"
    assert (is_in(here), is_in(there)) == (True, False)
    there = client_of(app, person(app))
    assert here.post("/account/everywhere").location == "/login?said=everywhere"
    assert (is_in(here), is_in(there)) == (False, False)


def test_a_locked_account_is_out_at_once(app: Flask, lan: FlaskClient, boss: FlaskClient) -> None:
    assert boss.post("/admin/people/lan/active", data={"active": "0"}).status_code == 303
    assert not is_in(lan)


def test_what_was_typed_when_a_session_ended_is_shown_and_can_be_sent_again(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    client, typed = app.test_client(), "Lời dài\n<b>đã gõ</b>"
    form = {"brief": typed, "revision": "7", "csrf_token": "cũ"}
    answer = client.post("/slots/a/b/c/d/brief", data=form, headers={"Origin": BASE}, base_url=BASE)
    assert answer.status_code == 401
    assert "Lời dài\n&lt;b&gt;đã gõ&lt;/b&gt;</pre>" in answer.text
    assert 'action="/slots/a/b/c/d/brief"' in answer.text
    sent = re.findall(r'<textarea name="(\w+)" hidden>\n([^<]*)</textarea>', answer.text)
    assert [(name, unescape(text)) for name, text in sent] == [("brief", typed), ("revision", "7")]
    assert "Lời" not in client.post("/slots/a/b/c/d/brief", headers={"HX-Request": "true"}).text


def test_too_much_for_an_ended_session_is_refused_like_the_rest(app: Flask) -> None:
    answer = app.test_client().post("/account", data={"full_name": "x" * (2 << 20)})
    assert answer.status_code == 401
    assert "<textarea" not in answer.text


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://vi-du.vn"}, {"Origin": "null"}])
def test_what_another_site_sent_is_not_given_to_be_sent_again(
    app: Flask, headers: dict[str, str]
) -> None:
    answer = app.test_client().post("/admin", data={"name": "ke-gian"}, headers=headers)
    assert answer.status_code == 401
    assert "<textarea" not in answer.text


def test_a_password_typed_into_an_ended_session_is_not_shown(app: Flask) -> None:
    form = {"old": PASSWORD, "password": OTHER}
    answer = app.test_client().post(
        "/account/password", data=form, headers={"Origin": BASE}, base_url=BASE
    )
    assert answer.status_code == 401
    assert PASSWORD not in answer.text
    assert OTHER not in answer.text


def test_a_form_needs_its_token_or_to_come_from_a_page_of_ours(
    app: Flask, lan: FlaskClient
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    for headers, status in (
        ({}, 400),
        ({"Origin": "https://vi-du.vn"}, 400),
        ({"Origin": "null"}, 400),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": BASE}, 303),
    ):
        answer = lan.post("/account", data={"full_name": "Lan"}, headers=headers)
        assert answer.status_code == status, headers


# --- lockout -------------------------------------------------------------------------------------


def test_five_wrong_passwords_mean_a_wait_that_is_said(app: Flask) -> None:
    client = app.test_client()
    assert [enter(client, password=OTHER).status_code for _ in range(6)] == [401] * 5 + [429]
    answer = enter(client)
    assert answer.status_code == 429
    wait = int(answer.headers["Retry-After"])
    assert 0 < wait <= 15 * 60 + 1  # whole seconds, rounded up
    assert f"Đợi {-(-wait // 60)} phút" in answer.text
    assert 'href="/login"' in answer.text
    assert enter(client, "quan-tri").status_code == 303
    away = {"REMOTE_ADDR": "10.0.0.9"}
    form = {"name": "lan", "password": PASSWORD}
    elsewhere = app.test_client().post("/login", data=form, environ_overrides=away)
    assert elsewhere.status_code == 303


def test_two_processes_count_together(app: Flask) -> None:
    with opened(app.extensions["planner"].settings) as other:
        clients = [app.test_client(), other.test_client()]
        tried = [enter(clients[turn % 2], password=OTHER).status_code for turn in range(7)]
    assert tried == [401] * 5 + [429] * 2


def test_right_ones_do_not_count(app: Flask) -> None:
    assert {enter(app.test_client()).status_code for _ in range(8)} == {303}


def test_one_address_may_not_try_all_names(app: Flask) -> None:
    client = app.test_client()
    tried = [enter(client, f"ten-{number}").status_code for number in range(31)]
    assert tried == [401] * 30 + [429]


def test_feeds_and_pages_are_never_limited(app: Flask, lan: FlaskClient) -> None:
    while enter(app.test_client(), password=OTHER).status_code == 401:
        pass
    assert app.test_client().get(f"/feeds/{'x' * 43}/a.ics").status_code == 404
    assert is_in(lan)
    assert not [name for name, _ in lan.get("/account").headers if name.startswith("X-RateLimit")]


def test_a_stranger_to_a_link_waits_after_twenty(app: Flask) -> None:
    client = app.test_client()
    tried = [client.get(f"/link/{number}").status_code for number in range(21)]
    assert tried == [404] * 20 + [429]


def test_an_address_is_what_connects_whatever_it_says(app: Flask) -> None:
    said = [{"X-Forwarded-For": f"10.0.0.{number}"} for number in range(6)]
    form = {"name": "lan", "password": OTHER}
    client = app.test_client()
    tried = [client.post("/login", data=form, headers=one).status_code for one in said]
    assert tried == [401] * 5 + [429]


# --- the second step -----------------------------------------------------------------------------


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Stop the clock by which codes are looked at: a code changes every half a minute."""
    found = scheduling.now()
    monkeypatch.setattr(second_factor, "now", lambda: found)
    return found


@pytest.fixture
def phone(app: Flask, at: datetime) -> pyotp.TOTP:
    """Give lan's app; its code of half a minute ago was used to turn codes on."""
    secret, seal = second_factor.new_secret(), app.extensions["planner"].seal
    made = pyotp.TOTP(secret)
    with base(app).writing() as session:
        before = made.at(at - timedelta(seconds=30))
        second_factor.turn_on(session, seal, "lan", secret, before)
    return made


def test_a_password_and_a_code(app: Flask, phone: pyotp.TOTP, at: datetime) -> None:
    client = app.test_client()
    assert client.get("/login/code").location == "/login?next=/"
    first = client.post("/login", data={"name": "lan", "password": PASSWORD, "next": "/tray"})
    assert first.location == "/login/code?next=/tray"
    assert not is_in(client)
    assert client.post("/login/code", data={"code": "000"}).status_code == 401
    code = phone.at(at + timedelta(seconds=30))
    done = client.post("/login/code", data={"code": code, "next": "/tray"})
    assert (done.status_code, done.location) == (303, "/tray")
    assert is_in(client)
    again = app.test_client()
    enter(again)
    assert again.post("/login/code", data={"code": code}).status_code == 401


def test_the_second_step_waits_five_minutes(app: Flask, phone: pyotp.TOTP) -> None:
    client = app.test_client()
    enter(client)
    with client.session_transaction() as session:
        session["second"] = [session["second"][0], session["second"][1] - 301]
    done = client.post("/login/code", data={"code": phone.now()})
    assert done.location == "/login?said=late&next=/"
    assert not is_in(client)


def test_codes_can_not_be_guessed_from_many_addresses(app: Flask, phone: pyotp.TOTP) -> None:
    tried = []
    for number in range(6):
        client = app.test_client()
        enter(client)
        there = {"REMOTE_ADDR": f"10.0.0.{number}"}
        answer = client.post("/login/code", data={"code": "1"}, environ_overrides=there)
        tried.append(answer.status_code)
    assert tried == [401] * 5 + [429]


def test_turning_codes_on_and_off_on_ones_page(app: Flask, lan: FlaskClient) -> None:
    page = lan.get("/account/codes").text
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)
    groups = re.search(r'class="secret n">([A-Z2-7 ]+)<', page)
    assert sealed is not None
    assert groups is not None
    assert "<svg" in page
    assert "style=" not in page
    phone = pyotp.TOTP(groups[1].replace(" ", ""))
    wrong = lan.post("/account/codes", data={"sealed": sealed[1], "code": "1"})
    assert wrong.status_code == 400
    assert groups[1] in wrong.text  # the same square, so what was photographed stays right
    form = {"sealed": sealed[1], "code": phone.now()}
    assert lan.post("/account/codes", data=form).location == "/account?said=on"
    assert lan.get("/account/codes").location == "/account"
    bad = lan.post("/account/codes/off", data={"password": OTHER})
    assert bad.status_code == 403
    assert lan.post("/account/codes/off", data={"password": PASSWORD}).status_code == 303
    assert person(app).totp is None


def test_a_secret_that_was_not_sealed_here_is_not_taken(app: Flask, lan: FlaskClient) -> None:
    secret = second_factor.new_secret()
    form = {"sealed": secret, "code": pyotp.TOTP(secret).now()}
    assert lan.post("/account/codes", data=form).location == "/account/codes"
    assert person(app).totp is None


# --- links ---------------------------------------------------------------------------------------


@pytest.fixture
def token(app: Flask) -> str:
    with base(app).writing() as session:
        return links.make(session, "lan", by=OPERATOR)


def test_a_link_sets_a_password_once_and_says_so(app: Flask, token: str) -> None:
    client = app.test_client()
    page = client.get(f"/link/{token}")
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    bad = client.post(f"/link/{token}", data={"password": "ngắn"})
    assert (bad.status_code, "ít nhất 10 ký tự" in bad.text) == (400, True)
    good = client.post(f"/link/{token}", data={"password": OTHER})
    assert (good.status_code, good.location) == (303, "/login?said=link")
    for answer in (client.get(f"/link/{token}"), client.post(f"/link/{token}", data={})):
        assert answer.status_code == 410
        assert "Liên kết này đã được dùng lúc" in answer.text
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert enter(client, password=OTHER).status_code == 303


# --- the pages of accounts -----------------------------------------------------------------------


def test_an_administrator_makes_an_account_and_its_link(app: Flask, boss: FlaskClient) -> None:
    form = {
        "name": "tran.hoa",
        "full_name": "Trần Hoa",
        "email": "Hoa@vi-du.vn",
        "role": "editor",
        "where": "agency:phong-vh-tay-ha",
    }
    made = boss.post("/admin", data=form)
    assert made.location == "/admin/people/tran.hoa?said=added"
    assert "Trần Hoa" in boss.get(made.location).text
    hoa = person(app, "tran.hoa")
    assert (hoa.grants, hoa.email) == ((Grant(Role.EDITOR, "phong-vh-tay-ha"),), "hoa@vi-du.vn")
    page = boss.post("/admin/people/tran.hoa/link")
    found = re.search(r'value="http://127\.0\.0\.1:5000(/link/[\w-]{43})"', page.text)
    assert found is not None
    assert page.headers["Cache-Control"] == "no-store"
    assert app.test_client().post(found[1], data={"password": OTHER}).status_code == 303
    assert enter(app.test_client(), "tran.hoa", OTHER).status_code == 303
    assert found[1] not in boss.get("/admin/people/tran.hoa").text


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Có Dấu"}, {"name": "lan"}, {"role": ""}, {"role": "vua"}, {"where": "xa-a"},
        {"where": "agency:"}, {"email": "hoa"}, {"full_name": "x" * 101},
        {"role": "administrator", "where": "province:song-lam"},
    ],
)  # fmt: skip
def test_a_bad_new_account_is_told_beside_what_was_typed(
    app: Flask, boss: FlaskClient, changed: dict[str, str]
) -> None:
    form = {"name": "hoa", "full_name": "Trần Hoa", "role": "editor", "where": "", **changed}
    answer = boss.post("/admin", data=form)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert f'value="{form["name"]}"' in answer.text
    with base(app).session() as session:
        assert [one.name for one in people.every(session)] == ["lan", "quan-tri"]


def test_a_person_is_found_without_marks(boss: FlaskClient) -> None:
    for asked, found in (("quan tri", ["quan-tri"]), ("LAN", ["lan"]), ("khong co", [])):
        page = boss.get("/admin", query_string={"q": asked}).text
        assert re.findall(r"/admin/people/([\w.-]+)", page) == found


def test_the_forms_of_a_persons_page(app: Flask, boss: FlaskClient, phone: pyotp.TOTP) -> None:
    editor = {"role": "editor", "where": "agency:phong-vh-tay-ha"}
    for path, form in (
        ("", {"full_name": "Trần Thị Lan", "email": "lan@vi-du.vn"}),
        ("/roles", {"role": "coordinator", "where": "province:song-lam"}),
        ("/roles/drop", editor),
        ("/codes/off", {}),
        ("/provider/off", {}),
        ("/active", {"active": "0"}),
        ("/active", {"active": "1"}),
    ):
        answer = boss.post(f"/admin/people/lan{path}", data=form)
        assert answer.status_code == 303, path
        assert boss.get(answer.location).status_code == 200
    lan = person(app)
    assert (lan.full_name, lan.email, lan.totp) == ("Trần Thị Lan", "lan@vi-du.vn", None)
    assert lan.grants == (Grant(Role.COORDINATOR, province="song-lam"),)
    page = boss.get("/admin/people/lan").text
    history = unescape(re.sub(r"<[^>]+>", "", page.split('id="da-doi-h"')[1]))
    for words in ("khóa: đang mở → đang khóa", "tắt mã hai bước", "điều phối, Sông Lam"):
        assert words in history
    assert boss.post("/admin/people/lan/roles/drop", data=editor).status_code == 404
    assert boss.get("/admin/people/ai-do").status_code == 404
    assert boss.post("/admin/people/ai-do", data={}).status_code == 404


def test_the_last_administrator_is_kept_with_a_plain_word(app: Flask, boss: FlaskClient) -> None:
    for path, form in (
        ("active", {"active": "0"}),
        ("roles/drop", {"role": "administrator", "where": ""}),
    ):
        answer = boss.post(f"/admin/people/quan-tri/{path}", data=form)
        assert answer.status_code == 400
        assert "quản trị cuối cùng" in answer.text
    assert person(app, "quan-tri").grants == (Grant(Role.ADMINISTRATOR),)


def test_ones_own_page(app: Flask, lan: FlaskClient) -> None:
    page = lan.get("/account").text
    assert "biên tập" in page
    assert 'href="/admin"' not in page
    form = {"full_name": "Trần Thị Lan", "email": "lan@vi-du.vn"}
    assert lan.post("/account", data=form).location == "/account?said=saved"
    assert "Đã lưu." in lan.get("/account?said=saved").text
    bad = lan.post("/account", data={"full_name": "Lan", "email": "lan"})
    assert (bad.status_code, 'value="lan"' in bad.text) == (400, True)
    assert person(app).email == "lan@vi-du.vn"
    for old, new, status in ((OTHER, OTHER, 403), (PASSWORD, "ngắn", 400)):
        answer = lan.post("/account/password", data={"old": old, "password": new})
        assert answer.status_code == status
        assert 'role="alert"' in answer.text


def test_who_has_no_role_still_opens_their_own_account(app: Flask) -> None:
    with base(app).writing() as session:
        accounts.add(session, "moi", [], by=OPERATOR)
    client = client_of(app, person(app, "moi"))
    assert is_in(client)
    assert client.get("/calendar").status_code == 403
