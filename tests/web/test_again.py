"""Visits to feeds that are answered from memory: as the application answers, and never too late."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from accounts import opened
from flask import Flask
from flask.testing import FlaskClient
from small import SECRET, Office
from werkzeug.test import TestResponse

from planner.errors import StoreError
from planner.services import publishing, subscribing
from planner.services.subscribing import Keys
from planner.store import feeds
from planner.store.db import Database
from planner.web import HEADERS
from planner.web.feeds import again

KEYS = Keys(SECRET)
BANNER = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"
GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def app(planned: Office, tmp_path: Path) -> Iterator[Flask]:
    with opened(planned.settings(tmp_path / "var")) as made:
        yield made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def path(planned: Office) -> str:
    with planned.database.writing() as session:
        return KEYS.path(subscribing.create(session, KEYS, agency="xa-dong-hoa"))


def sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the application be asked no more."""

    def woken(*_: object) -> None:
        raise AssertionError("the application was asked")

    monkeypatch.setattr(publishing, "serve", woken)


def said(answer: TestResponse) -> tuple[int, bytes, dict[str, str]]:
    return answer.status_code, answer.data, dict(answer.headers) | {"Date": ""}


def asked(answer: TestResponse) -> list[dict[str, str]]:
    """Return all ways in which a program may come that got this answer."""
    etag, modified = answer.headers["ETag"], answer.headers["Last-Modified"]
    return [
        {},
        {"If-None-Match": etag},
        {"If-Modified-Since": modified},
        {"If-None-Match": etag, "If-Modified-Since": modified},
        {"If-None-Match": f'"{"0" * 64}"'},
        {"If-None-Match": f'"{"0" * 64}"', "If-Modified-Since": modified},
    ]


@pytest.mark.parametrize("accepts", [{}, GZIP], ids=["plain", "gzip"])
def test_the_answer_of_before_is_given_again(
    client: FlaskClient, path: str, accepts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ways = [accepts | one for one in asked(client.get(path, headers=accepts))]
    first = [said(client.get(path, headers=one)) for one in ways]
    assert [status for status, _, _ in first] == [200, 304, 304, 304, 200, 200]
    sleep(monkeypatch)
    assert [said(client.get(path, headers=one)) for one in ways] == first
    for _, _, headers in first:
        assert headers.items() >= HEADERS.items()
        assert "Set-Cookie" not in headers


def test_who_only_ever_asks_for_news_is_answered_from_memory_too(
    client: FlaskClient, path: str, monkeypatch: pytest.MonkeyPatch, app: Flask
) -> None:
    """A fresh process, and a program that has it all: it never needs the feed's bytes."""
    answer = client.get(path)
    for one in asked(answer)[1:4]:
        fresh = again.Again(app.wsgi_app._application, app.extensions["planner"])  # type: ignore[attr-defined]
        app.wsgi_app = fresh  # type: ignore[method-assign]
        assert client.get(path, headers=one).status_code == 304
        with monkeypatch.context() as context:
            sleep(context)
            assert client.get(path, headers=one).status_code == 304


def test_a_change_by_another_process_is_seen_at_once(
    client: FlaskClient, path: str, planned: Office
) -> None:
    seen = set()
    for number in range(3):
        planned.edit(BANNER, {"title": f"Lần {number}"})
        before = client.get(path, headers=GZIP)
        assert client.get(path, headers=GZIP).data == before.data
        assert f"Lần {number}".encode() in client.get(path).data
        planned.edit(BANNER, {"title": f"Lần {number}, sửa"})
        for one in asked(before)[1:4]:
            assert client.get(path, headers=GZIP | one).status_code == 200
        seen.add(before.headers["ETag"])
    assert len(seen) == 3


def test_a_revoked_address_is_gone_at_once(client: FlaskClient, path: str, planned: Office) -> None:
    answer = client.get(path)
    with planned.database.writing() as session:
        subscribing.revoke(session, 1)
    assert [client.get(path, headers=one).status_code for one in asked(answer)] == [404] * 6


def test_another_day_is_asked_for_anew(client: FlaskClient, path: str, app: Flask) -> None:
    before = client.get(path)
    settings = app.extensions["planner"].settings
    object.__setattr__(settings, "fixed_today", date(2027, 12, 1))
    after = client.get(path)
    assert after.headers["ETag"] != before.headers["ETag"]
    assert client.get(path, headers={"If-None-Match": after.headers["ETag"]}).status_code == 304


def test_visits_count_whoever_answers(client: FlaskClient, path: str, planned: Office) -> None:
    etag = client.get(path).headers["ETag"]
    for one in ({}, {"If-None-Match": etag}, {"If-None-Match": etag}):
        client.get(path, headers=one | {"User-Agent": "Thunderbird/153"})
    client.application.extensions["planner"].visits.write(planned.database)
    with planned.database.session() as session:
        found = {one.program: (one.full, one.unchanged) for one in feeds.visits(session, 1)}
    assert found["Thunderbird"] == (1, 2)


def test_with_the_database_away_the_last_good_copy_stands_in(
    client: FlaskClient, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, packed = client.get(path), client.get(path, headers=GZIP)

    def away(*_: object) -> None:
        raise StoreError("không nối được")

    monkeypatch.setattr(Database, "latest_write", away)
    monkeypatch.setattr(publishing, "serve", away)
    assert said(client.get(path)) == said(good)
    assert said(client.get(path, headers=GZIP)) == said(packed)
    assert client.get(path, headers={"If-None-Match": good.headers["ETag"]}).status_code == 304
    assert client.get(f"/feeds/{'x' * 43}/x.ics").status_code == 503


@pytest.mark.parametrize(
    ("method", "what", "status"),
    [
        ("HEAD", {}, 200),
        ("POST", {}, 405),
        ("GET", {"Host": "la.vi-du.vn"}, 400),
        ("GET", {"If-None-Match": "*"}, 304),
        ("GET", {"If-None-Match": '"x", "y"'}, 200),
        ("GET", {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}, 304),
        ("GET", {"If-Modified-Since": "gestern"}, 200),
    ],
)
def test_whatever_is_not_plain_goes_to_the_application(
    client: FlaskClient, path: str, method: str, what: dict[str, str], status: int
) -> None:
    client.get(path)
    answers = [client.open(path, method=method, headers=what) for _ in range(2)]
    assert [one.status_code for one in answers] == [status] * 2


def test_memory_has_an_end(
    client: FlaskClient, path: str, planned: Office, monkeypatch: pytest.MonkeyPatch, app: Flask
) -> None:
    one = client.get(path)
    monkeypatch.setattr(again, "ROOM", len(one.data) + 5000)
    with planned.database.writing() as session:
        other = KEYS.path(subscribing.create(session, KEYS, agency="xa-dong-hoa"))
    assert client.get(path).data == client.get(other).data == one.data
    memory: Any = app.wsgi_app
    assert [address[1] for address in memory._known] == [other]
    assert client.get(path).data == one.data
