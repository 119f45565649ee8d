"""A feed over HTTP, as calendar programs fetch it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from accounts import client_of, opened
from flask import Flask
from flask.testing import FlaskClient
from small import SECRET, Office
from werkzeug.test import TestResponse

from planner.errors import StoreError
from planner.services import publishing, subscribing
from planner.services.subscribing import Keys
from planner.store import feeds

KEYS = Keys(SECRET)


@pytest.fixture
def app(planned: Office, tmp_path: Path) -> Iterator[Flask]:
    with opened(planned.settings(tmp_path / "var")) as made:
        yield made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def desk(app: Flask) -> FlaskClient:
    """Somebody signed in; calendar programs are not."""
    return client_of(app)


@pytest.fixture
def path(planned: Office) -> str:
    with planned.database.writing() as session:
        return KEYS.path(subscribing.create(session, KEYS, agency="xa-dong-hoa"))


def get(client: FlaskClient, path: str, **headers: str) -> TestResponse:
    return client.get(path, headers={name.replace("_", "-"): one for name, one in headers.items()})


def test_a_whole_answer(client: FlaskClient, path: str) -> None:
    answer = get(client, path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, max-age=3600"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in answer.headers
    assert answer.data.startswith(b"BEGIN:VCALENDAR\r\n")


def test_nothing_new_is_told_by_etag_and_by_date(client: FlaskClient, path: str) -> None:
    answer = get(client, path)
    etag, modified = answer.headers["ETag"], answer.headers["Last-Modified"]
    by_etag = get(client, path, If_None_Match=etag)
    by_date = get(client, path, If_Modified_Since=modified)
    assert [(one.status_code, one.data) for one in (by_etag, by_date)] == [(304, b"")] * 2
    assert by_etag.headers["ETag"] == etag
    assert (
        get(client, path, If_None_Match='"anders"', If_Modified_Since=modified).status_code == 200
    )


def test_after_a_change_both_say_so(client: FlaskClient, path: str, planned: Office) -> None:
    before = get(client, path)
    planned.edit("quoc-khanh-2027/banner-hang/xa-dong-hoa/span", {"title": "Khác"})
    etag, modified = before.headers["ETag"], before.headers["Last-Modified"]
    assert get(client, path, If_None_Match=etag).status_code == 200
    assert get(client, path, If_Modified_Since=modified).status_code == 200


def test_head_and_gzip(client: FlaskClient, path: str) -> None:
    plain, head = get(client, path), client.head(path)
    packed = get(client, path, Accept_Encoding="gzip")
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", plain.headers["ETag"])
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["ETag"] != plain.headers["ETag"]
    again = get(client, path, Accept_Encoding="gzip", If_None_Match=packed.headers["ETag"])
    assert again.status_code == 304


def test_a_wrong_and_a_revoked_address_get_the_same_answer(
    client: FlaskClient, path: str, planned: Office
) -> None:
    get(client, path)
    with planned.database.writing() as session:
        subscribing.revoke(session, 1)
    wrong = get(client, f"/feeds/{'x' * 43}/xa-dong-hoa.ics")
    revoked = get(client, path)
    assert (revoked.status_code, revoked.data) == (wrong.status_code, wrong.data)
    assert revoked.status_code == 404


def test_with_the_database_away_the_last_good_copy_is_given_out(
    client: FlaskClient, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = get(client, path)

    def away(*_: object) -> None:
        raise StoreError("không nối được")

    monkeypatch.setattr(publishing, "serve", away)
    copy = get(client, path)
    assert (copy.status_code, copy.data) == (200, good.data)
    assert copy.headers["ETag"] == good.headers["ETag"]
    assert get(client, path, If_None_Match=good.headers["ETag"]).status_code == 304
    assert get(client, f"/feeds/{'x' * 43}/x.ics").status_code == 503


def test_who_came_stands_on_the_feeds_page(desk: FlaskClient, path: str) -> None:
    get(desk, path, User_Agent="Google-Calendar-Importer")
    page = desk.get("/subscriptions/1").text
    assert "Google Calendar" in page
    assert "Chưa ai ghé" not in page


def test_the_pages_of_feeds_by_their_forms(desk: FlaskClient, app: Flask, planned: Office) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    made = desk.post("/subscriptions", data={"kind": "anniversaries"})
    assert (made.status_code, made.location) == (303, "/subscriptions/1")
    assert desk.post("/subscriptions/1/off-air", data={"off_air": "status"}).status_code == 303
    assert desk.post("/subscriptions/1/revoke").status_code == 303
    with planned.database.session() as session:
        feed = feeds.get(session, 1)
    assert (feed.off_air, feed.revoked_at is not None) == ("status", True)
    assert "Địa chỉ đã thu hồi" in desk.get("/subscriptions/1").text
    assert desk.post("/subscriptions/1/rotate").status_code == 303
    assert "Địa chỉ đã thu hồi" not in desk.get("/subscriptions/1").text
    assert "đã thu hồi" not in desk.get("/subscriptions").text


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("/subscriptions/9", None, 404),
        ("/subscriptions", {"kind": "saved"}, 400),
        ("/subscriptions", {"kind": "slots"}, 400),
        ("/subscriptions", {"agency": "xa-khong-co"}, 404),
        ("/subscriptions/9/rotate", {}, 404),
        ("/subscriptions/9/revoke", {}, 404),
        ("/subscriptions/9/off-air", {"off_air": "mark"}, 404),
        ("/subscriptions/9/off-air", {"off_air": "beides"}, 400),
    ],
)
def test_what_is_wrong_gets_its_status(
    desk: FlaskClient, app: Flask, path: str, data: dict[str, str] | None, status: int
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    answer = desk.get(path) if data is None else desk.post(path, data=data)
    assert answer.status_code == status
