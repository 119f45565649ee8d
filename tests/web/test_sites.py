"""The pages of places: the list, one place, the slot's part, the paper; and what they refuse."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from accounts import admit, client_of, opened
from flask import Flask
from flask.testing import FlaskClient
from small import TODAY, Office

from planner.domain.people import Role
from planner.services import placing
from planner.store import sites

WHERE = "xa-dong-hoa"
LIST = f"/agencies/{WHERE}/sites"
BANNER = f"quoc-khanh-2027/banner-hang/{WHERE}/span"
PHASE = f"01-kh-ubnd-2027-2/phase-banner/{WHERE}/span"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def app(planned: Office, tmp_path: Path) -> Iterator[Flask]:
    with opened(planned.settings(tmp_path, TODAY)) as made:
        yield made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give somebody who arranges the commune's work."""
    return of(app, Role.COORDINATOR)


@pytest.fixture
def gate(client: FlaskClient, planned: Office) -> int:
    """Give the number of the commune's one place."""
    form = {"name": "Cổng chào", "kind": "banner", "size": "6 x 1,2 m", "keeper": "Út"}
    assert client.post(LIST, data=form).status_code == 303
    with planned.database.session() as session:
        [site] = sites.of_agency(session, WHERE)
    return site.id


def of(app: Flask, role: Role) -> FlaskClient:
    return client_of(app, admit(app.extensions["planner"].database, f"{role}", role, WHERE))


def test_an_empty_list_says_how_places_come(client: FlaskClient) -> None:
    page = client.get(LIST).text
    assert "Chưa ghi chỗ nào." in page
    assert "chưa chọn chỗ" in page
    part = client.get(f"/slots/{BANNER}").text
    assert f'href="{LIST}#them"' in part


def test_a_place_on_the_list_and_on_its_own_page(client: FlaskClient, gate: int) -> None:
    assert "1 chỗ đang dùng." in client.get(LIST).text
    page = client.get(f"/sites/{gate}").text
    for words in ("Cổng chào", "6 x 1,2 m", "Út", "Chưa treo gì ở đây", "Bỏ chỗ này"):
        assert words in page
    form = {"name": "Cổng chào mới", "kind": "banner", "revision": "1", "valid_to": "1/7/2027"}
    answer = client.post(f"/sites/{gate}", data=form)
    assert (answer.status_code, answer.location) == (303, f"/sites/{gate}")
    page = client.get(f"/sites/{gate}").text
    assert "Cổng chào → Cổng chào mới" in page
    assert 'value="01/7/2027"' in page
    assert client.post(f"/sites/{gate}/remove").location == LIST
    assert client.get(f"/sites/{gate}").status_code == 404


def test_a_slot_hangs_at_ticked_places(client: FlaskClient, gate: int) -> None:
    form = {"site": [str(gate)], f"count-{gate}": "3", "seen": ""}
    answer = client.post(f"/hanging/{BANNER}", data=form)
    assert (answer.status_code, answer.location) == (303, f"/slots/{BANNER}#cho-treo")
    page = client.get(f"/slots/{BANNER}").text
    assert 'Cổng chào</a> <span class="n">×3</span>' in page
    assert "Đặt chỗ treo: Cổng chào ×3" in page
    answer = client.post(
        f"/hanging/{BANNER}", data={"seen": f"{gate}:3", "back": "list"}, headers=HTMX
    )
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<section class="sect" id="cho-treo"')
    assert "Chưa chọn chỗ nào." in answer.text
    answer = client.post(f"/hanging/{BANNER}", data={"site": [str(gate)], "back": "list"})
    assert answer.location == LIST
    assert "1 chỗ" in client.get(LIST).text


def test_a_place_that_is_taken_is_said_before_and_after(
    client: FlaskClient, planned: Office, gate: int
) -> None:
    client.post(f"/hanging/{BANNER}", data={"site": [str(gate)]})
    first, last = planned.slot(BANNER).day, planned.slot(BANNER).end_day
    assert first is not None
    assert last is not None
    planned.edit(PHASE, {"day": first, "end_day": last})
    page = client.get(f"/hanging/{PHASE}").text
    assert f"treo “82 năm Quốc khánh” {first.day}/{first.month} – {last.day}/{last.month}" in page
    part = client.post(f"/hanging/{PHASE}", data={"site": [str(gate)]}, headers=HTMX).text
    assert "Chỗ “Cổng chào” đang treo băng rôn" in part + client.get(f"/slots/{BANNER}").text
    for path in (LIST, f"/sites/{gate}", f"/calendar/2027/08?agency={WHERE}&day={first}"):
        assert "Chỗ “Cổng chào” đang treo băng rôn" in client.get(path).text
    asked = client.get(f"{LIST}?from={first:%d/%m/%Y}&to={last:%d/%m/%Y}").text
    assert "0 trên 1 chỗ trống" in asked
    assert "1 trên 1 chỗ trống" in client.get(f"{LIST}?from=1/6/2027").text


def test_what_must_come_down_is_on_the_list_and_with_the_checklist(
    client: FlaskClient, planned: Office, tmp_path: Path, gate: int
) -> None:
    client.post(f"/hanging/{BANNER}", data={"site": [str(gate)]})
    assert "Ở: Cổng chào" in client.get(f"/agencies/{WHERE}").text
    assert "phải hạ từ" not in client.get(LIST).text
    with opened(planned.settings(tmp_path, date(2027, 9, 10))) as later:
        client = of(later, Role.ADMINISTRATOR)
        for path in (LIST, f"/sites/{gate}"):
            assert "phải hạ từ 6/9" in client.get(path).text
        item = planned.item(f"quoc-khanh-2027/banner-down/{WHERE}/span")
        form = {"key": item.key, "revision": str(item.revision), "done": "1"}
        row = client.post(f"/agencies/{WHERE}/checklist", data=form, headers=HTMX).text
        assert "Ở: Cổng chào" in row
        for path in (LIST, f"/sites/{gate}"):
            assert "phải hạ từ" not in client.get(path).text


def test_a_list_is_pasted(client: FlaskClient) -> None:
    answer = client.post(f"{LIST}/import", data={"text": "Cổng 1; Quốc lộ 61\n; ấp 3\nCổng 1"})
    assert answer.status_code == 400
    for words in ("<b>Dòng 2</b>: thiếu tên", "<b>Dòng 3</b>: trùng tên", "Quốc lộ 61\n; ấp 3"):
        assert words in answer.text
    assert "Chưa ghi chỗ nào." in client.get(LIST).text
    answer = client.post(f"{LIST}/import", data={"text": "Cổng 1; Quốc lộ 61\nCổng 2"})
    assert (answer.status_code, answer.location) == (303, f"{LIST}#cho")
    assert "2 chỗ đang dùng." in client.get(LIST).text


def test_on_paper(client: FlaskClient, gate: int) -> None:
    client.post(f"/hanging/{BANNER}", data={"site": [str(gate)], f"count-{gate}": "2"})
    found = re.search(r'name="revision" value="(\d+)"', client.get(f"/slots/{BANNER}").text)
    assert found
    brief = {"revision": found[1], "brief": "**Mừng** ngày 2/9 & <hội>"}
    chief = client_of(client.application)
    assert chief.post(f"/slots/{BANNER}/brief", data=brief).status_code == 303
    page = client.get(f"{LIST}/print?from=1/8/2027&to=30/9/2027").text
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Đông Hòa, ngày 01 tháng 6 năm 2027",
        "<b>Cổng chào</b>",
        "6 x 1,2 m",
        "<br>Mừng ngày 2/9 &amp;",
        "Hạ ngày",
        "chưa chọn chỗ",
    ):
        assert words in page
    assert "Các ngày này không treo gì." in client.get(f"{LIST}/print?from=2/6/2027").text


@pytest.mark.parametrize(
    ("path", "form", "status", "words"),
    [
        (LIST, {"name": "", "kind": "banner"}, 400, "Cần ghi tên chỗ"),
        (LIST, {"name": "A", "kind": "banner", "valid_to": "mai"}, 400, "“mai” không phải một"),
        (f"{LIST}/import", {"text": "x" * 200_001}, 400, "Danh sách dài quá"),
        ("/sites/1", {"name": "A", "kind": "banner"}, 400, "thiếu phiên bản"),
        (
            "/sites/1",
            {"name": "A", "kind": "banner", "revision": "7"},
            409,
            "Người khác vừa đổi chỗ này",
        ),
        ("/sites/99", {"name": "A", "kind": "banner", "revision": "1"}, 404, "không có chỗ treo"),
        (f"/hanging/{BANNER}", {"site": "1", "count-1": "vài"}, 400, "“vài” không phải một số"),
        (f"/hanging/{BANNER}", {"site": "77"}, 404, "không có chỗ treo số 77"),
        ("/hanging/khong-co", {"site": "1"}, 404, "không có mục"),
        ("/agencies/khong-co/sites", {"name": "A", "kind": "banner"}, 404, "khong-co"),
    ],
)
@pytest.mark.usefixtures("gate")
def test_what_is_refused_changes_nothing(
    app: Flask, planned: Office, path: str, form: dict[str, str], status: int, words: str
) -> None:
    client = client_of(app)
    before = planned.dump()
    answer = client.post(path, data=form)
    assert answer.status_code == status
    assert words.lower() in answer.text.lower()
    assert planned.dump() == before


def test_a_stale_form_of_a_place_comes_back_as_it_was_typed(client: FlaskClient, gate: int) -> None:
    path = f"/sites/{gate}"
    theirs = {"name": "Cổng chào", "kind": "banner", "size": "5 x 1 m", "revision": "1"}
    assert client.post(path, data=theirs).status_code == 303
    mine = {**theirs, "size": "6 x 1,2 m", "keeper": "<b>Lan</b>", "valid_to": "1/7/2027"}
    answer = client.post(path, data=mine)
    assert answer.status_code == 409
    for words in (
        "Người khác vừa đổi chỗ này",
        "Chưa có gì bị ghi đè.",
        '<td data-label="Bản mới">5 x 1 m</td><td data-label="Bạn nhập">6 x 1,2 m</td>',
        '<td data-label="Bản mới">trống</td><td data-label="Bạn nhập">&lt;b&gt;Lan&lt;/b&gt;</td>',
        '<td data-label="Bạn nhập">01/7/2027</td>',
        'placeholder="6 x 1,2 m" value="6 x 1,2 m"',
        'name="revision" value="2"',
    ):
        assert words in answer.text
    assert "5 x 1 m" in client.get(path).text
    assert client.post(path, data={**mine, "revision": "2"}).status_code == 303
    assert "6 x 1,2 m" in client.get(path).text


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_stale_choice_of_places_comes_back_as_it_was_ticked(
    client: FlaskClient, gate: int, headers: dict[str, str]
) -> None:
    client.post(LIST, data={"name": "Chợ", "kind": "banner"})
    client.post(f"/hanging/{BANNER}", data={"site": [str(gate)], f"count-{gate}": "5"})
    mine = {"site": [str(gate), str(gate + 1)], f"count-{gate}": "4", f"count-{gate + 1}": "2"}
    answer = client.post(f"/hanging/{BANNER}", data={**mine, "seen": f"{gate}:1"}, headers=headers)
    assert answer.status_code == 409
    assert "Người khác vừa đổi ở “Cổng chào”, nay treo 5" in answer.text
    ticked = re.findall(r'name="site" value="(\d+)" checked', answer.text)
    assert ticked == [str(gate), str(gate + 1)]
    assert re.findall(r'name="count-\d+" autocomplete="off" value="(\d+)"', answer.text) == [
        "4",
        "2",
    ]
    assert f'name="seen" value="{gate}:5"' in answer.text
    again = client.post(f"/hanging/{BANNER}", data={**mine, "seen": f"{gate}:5"})
    assert again.status_code == 303
    gone = {"site": ["77", str(gate)], "seen": f"{gate}:4 {gate + 1}:2"}
    answer = client.post(f"/hanging/{BANNER}", data=gone, headers=headers)
    assert answer.status_code == 404
    assert "không có chỗ treo số 77" in answer.text
    assert re.findall(r'name="site" value="(\d+)" checked', answer.text) == [str(gate)]


def test_days_that_can_not_be_are_said(client: FlaskClient) -> None:
    placed = client.post(LIST, data={"name": "Chợ", "kind": "led"})
    assert placed.status_code == 303
    page = client.get(f"{LIST}?from=9/9/2027&to=1/9/2027")
    assert (page.status_code, "Ngày cuối đứng trước ngày đầu" in page.text) == (200, True)
    assert client.get(f"{LIST}/print?from=hôm qua").status_code == 400


def test_a_place_that_was_used_is_not_taken_away(client: FlaskClient, gate: int) -> None:
    client.post(f"/hanging/{BANNER}", data={"site": [str(gate)]})
    assert "Bỏ chỗ này" not in client.get(f"/sites/{gate}").text
    answer = client.post(f"/sites/{gate}/remove")
    assert answer.status_code == 400
    assert "Chỗ này đã từng treo" in answer.text


def test_who_only_looks_sees_no_forms(app: Flask, planned: Office, gate: int) -> None:
    with planned.database.writing() as session:
        placing.hang(session, BANNER, {gate: 1}, {}, "lan")
    client = of(app, Role.VIEWER)
    for path in (LIST, f"/sites/{gate}", f"/hanging/{BANNER}"):
        page = client.get(path).text
        assert "Cổng chào" in page
        assert page.count('method="post"') == 2  # to sign out, to change the language


def test_what_people_write_is_never_markup(client: FlaskClient, gate: int) -> None:
    name = "<b>Cổng & “chợ”</b>"
    form = {"name": name, "kind": "banner", "keeper": name, "revision": "1"}
    assert client.post(f"/sites/{gate}", data=form).status_code == 303
    client.post(f"/hanging/{BANNER}", data={"site": [str(gate)]})
    for path in (LIST, f"/sites/{gate}", f"{LIST}/print", f"/slots/{BANNER}", f"/agencies/{WHERE}"):
        page = client.get(path).text
        assert "&lt;b&gt;Cổng &amp; “chợ”&lt;/b&gt;" in page
        assert name not in page
