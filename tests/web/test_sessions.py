"""The page of a loudspeaker session: in order, against its minutes, with what is to be read."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from accounts import admit, client_of, opened
from flask import Flask
from flask.testing import FlaskClient
from small import TODAY, Office

from planner.domain.model import State
from planner.domain.people import Role

WHERE = "xa-dong-hoa"
DAY = date(2027, 9, 2)
PATH = f"/agencies/{WHERE}/sessions/s1/{DAY}"
ZERO, ONE = (f"quoc-khanh-2027/loudspeaker-bulletin/{WHERE}/d-{number}/s1" for number in (0, 1))
HTMX = {"HX-Request": "true"}


@pytest.fixture
def app(planned: Office, tmp_path: Path) -> Iterator[Flask]:
    planned.edit(ONE, {"day": DAY})
    with opened(planned.settings(tmp_path, TODAY)) as made:
        yield made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return of(app, Role.COORDINATOR)


def of(app: Flask, role: Role) -> FlaskClient:
    return client_of(app, admit(app.extensions["planner"].database, f"{role}", role, WHERE))


def seen(client: FlaskClient) -> str:
    found = re.search(r'name="revision" value="(\d+)"', client.get(PATH).text)
    assert found
    return found[1]


def hours(page: str) -> list[tuple[str, str]]:
    """Return each bulletin's hour and occurrence as the page lists them."""
    keys = re.findall(r'<h2><a href="/slots/[^"]*/(d-\d)/s1">', page)
    return list(zip(re.findall(r'class="hour"><time datetime="([\d:]+)"', page), keys, strict=True))


def test_a_session_with_its_bulletins(client: FlaskClient) -> None:
    page = client.get(PATH).text
    assert hours(page) == [("05:30", "d-0"), ("05:38", "d-1")]
    for words in ("Buổi phát 05:30", "Thứ Năm", 'value="16" max="30"', "Chưa có lời đọc."):
        assert words in page
    assert f'href="/agencies/{WHERE}/sessions/s1/2027-09-03"' in page


def test_it_is_reached_from_the_day_the_week_and_the_agency(
    app: Flask, client: FlaskClient, tmp_path: Path
) -> None:
    for path in (
        f"/calendar/2027/09?agency={WHERE}&day={DAY}",
        f"/calendar/2027/09?agency={WHERE}&view=week&day={DAY}",
    ):
        assert f'href="{PATH}"' in client.get(path).text
    with opened(replace(app.extensions["planner"].settings, fixed_today=DAY)) as later:
        assert f'href="{PATH}"' in of(later, Role.COORDINATOR).get(f"/agencies/{WHERE}").text


def test_order_and_minutes_are_changed(client: FlaskClient) -> None:
    form = {"key": ONE, "step": "up", "revision": seen(client)}
    answer = client.post(f"{PATH}/order", data=form)
    assert (answer.status_code, answer.location) == (303, PATH)
    page = client.get(PATH).text
    assert hours(page) == [("05:30", "d-1"), ("05:38", "d-0")]
    assert "Thứ tự do người xếp" in page
    form = {"key": ONE, "minutes": "28", "revision": seen(client)}
    page = client.post(f"{PATH}/minutes", data=form, headers=HTMX).text
    assert page.lstrip().startswith('<main id="chinh"')
    assert hours(page) == [("05:30", "d-1"), ("05:58", "d-0")]
    assert "Buổi này quá 6 phút" in page
    assert "Đổi thứ tự trong buổi: 2 thành 1" in client.get(f"/slots/{ONE}").text
    answer = client.post(f"{PATH}/follow", data={"revision": seen(client)})
    assert answer.status_code == 303
    assert hours(client.get(PATH).text) == [("05:30", "d-0"), ("05:38", "d-1")]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1400, "Lời dài 1.400 tiếng, đọc chừng 10 phút, không vừa 8 phút."),
        (1120, "1.120 tiếng, đọc chừng 8 phút<"),
        (100, "Lời mới có 100 tiếng, đọc chừng 0 phút 40 giây trong 8 phút."),
    ],
)
def test_what_is_to_be_read_against_the_minutes(
    client: FlaskClient, planned: Office, number: int, words: str
) -> None:
    planned.edit(ZERO, {"brief": "**lời** " * number})
    page = client.get(PATH).text
    assert words in page
    assert "<strong>lời</strong>" in page


@pytest.mark.parametrize(
    ("form", "values", "status", "words"),
    [
        ("minutes", {"minutes": "tám"}, 400, "“tám” không phải số phút"),
        ("minutes", {"minutes": "0"}, 400, "từ 1 đến 240"),
        ("minutes", {"minutes": "9" * 30}, 400, "không phải số phút"),
        ("minutes", {"minutes": "9", "revision": ""}, 400, "thiếu phiên bản"),
        ("minutes", {"minutes": "9", "revision": "1"}, 409, "Người khác vừa đổi buổi này"),
        ("order", {"step": "sang ngang"}, 400, "thiếu hướng"),
        ("order", {"step": "up", "key": "khong-co"}, 400, "không còn trong buổi"),
        ("follow", {"revision": "1"}, 409, "Người khác vừa đổi buổi này"),
    ],
)
def test_what_is_refused_changes_nothing(
    client: FlaskClient,
    planned: Office,
    form: str,
    values: dict[str, str],
    status: int,
    words: str,
) -> None:
    given = {"key": ZERO, "revision": seen(client), **values}
    before = planned.dump()
    answer = client.post(f"{PATH}/{form}", data=given)
    assert (answer.status_code, words in answer.text) == (status, True)
    assert planned.dump() == before


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_a_stale_form_of_a_session_comes_back_as_it_was_typed(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    old = seen(client)
    client.post(f"{PATH}/minutes", data={"key": ZERO, "revision": old, "minutes": "7"})
    late = {"key": ZERO, "revision": old, "minutes": "12"}
    answer = client.post(f"{PATH}/minutes", data=late, headers=headers)
    assert answer.status_code == 409
    assert "Người khác vừa đổi buổi này" in answer.text
    typed = re.findall(r'name="minutes" required autocomplete="off" value="(\d+)"', answer.text)
    assert typed == ["12", "8"]
    assert answer.text.count('aria-invalid="true"') == 1
    now = seen(client)
    assert f'name="revision" value="{now}"' in answer.text
    answer = client.post(
        f"{PATH}/order", data={"key": ZERO, "revision": old, "step": "down"}, headers=headers
    )
    assert answer.status_code == 409
    assert "Người khác vừa đổi buổi này" in answer.text
    assert 'aria-invalid="true"' not in answer.text
    again = client.post(f"{PATH}/minutes", data={**late, "revision": now})
    assert again.status_code == 303
    assert 'value="12"' in client.get(PATH).text


@pytest.mark.parametrize(
    "path",
    [
        f"/agencies/{WHERE}/sessions/s9/{DAY}",
        f"/agencies/{WHERE}/sessions/s1/2027-02-30",
        f"/agencies/{WHERE}/sessions/s1/20270902",
        f"/agencies/{WHERE}/sessions/s1/0001-01-01",
        f"/agencies/khong-co/sessions/s1/{DAY}",
    ],
)
def test_what_is_not_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_session_that_was_broadcast_and_one_without_bulletins(
    client: FlaskClient, planned: Office
) -> None:
    planned.edit(ZERO, {"state": State.PUBLISHED})
    page = client.get(PATH).text
    assert "Buổi này đã phát" in page
    assert page.count('method="post"') == 2  # to sign out, to change the language
    page = client.get(f"/agencies/{WHERE}/sessions/s1/2027-10-01").text
    assert "Buổi này chưa có bản tin." in page


def test_who_only_looks_sees_no_forms(app: Flask) -> None:
    page = of(app, Role.VIEWER).get(PATH).text
    assert hours(page) == [("05:30", "d-0"), ("05:38", "d-1")]
    assert page.count('method="post"') == 2
