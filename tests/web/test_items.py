"""The page of a checklist item, its steps from one agency to another, and its row."""

import html
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from accounts import admit, client_of, opened
from flask import Flask
from flask.testing import FlaskClient
from small import PLAN_KEY, Office

from planner.domain.model import Item, ItemState
from planner.domain.people import Role
from planner.services.scheduling import now
from planner.store import log, notices, proofs
from planner.store.proofs import Proof

GIVER, RECEIVER = "so-vhtt-song-lam", "dai-song-lam"
KEY = f"{PLAN_KEY}/d1/{GIVER}/once"
SLOT = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"
TITLE = "Tổ chức triển lãm ảnh về quê hương"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def app(planned: Office, tmp_path: Path) -> Iterator[Flask]:
    with opened(planned.settings(tmp_path, date(2027, 6, 1))) as made:
        yield made


@pytest.fixture
def giver(app: Flask, planned: Office) -> FlaskClient:
    return client_of(app, admit(planned.database, "lan", Role.EDITOR, GIVER))


@pytest.fixture
def receiver(app: Flask, planned: Office) -> FlaskClient:
    return client_of(app, admit(planned.database, "minh", Role.EDITOR, RECEIVER))


def post(client: FlaskClient, what: str, office: Office, **form: str) -> int:
    """Send one of the item's forms as the page of its present version would."""
    form = {"revision": str(office.item(KEY).revision), **form}
    return client.post(f"/items/{KEY}/{what}", data=form).status_code


def forms(page: str) -> set[str]:
    """Return the last parts of the addresses of the item's forms on a page."""
    return set(re.findall(rf'action="/items/{KEY}/([\w-]+)"', page))


def main(page: str) -> str:
    """Return what a page says, without its tags."""
    words = re.sub(r"<[^>]+>", " ", page.split("<main")[1].split("</main>", maxsplit=1)[0])
    return re.sub(r" ([,.:])", r"\1", " ".join(html.unescape(words).split()))


def test_the_page_says_why_the_item_is_there(giver: FlaskClient) -> None:
    page = giver.get(f"/items/{KEY}").text
    assert forms(page) == {"done", "assign", "hand-on", "not-applicable", "comments"}
    assert f'href="/plans/{PLAN_KEY}#dong-' in page
    for words in (TITLE, "Sở Văn hóa và Thể thao", "20/9/2027", "01/KH-UBND, dòng"):
        assert words in main(page)


def test_an_item_goes_to_another_agency_and_back(
    giver: FlaskClient, receiver: FlaskClient, planned: Office
) -> None:
    assert post(giver, "hand-on", planned, agency=RECEIVER, why="Đài có máy quay") == 303
    said = "Đã chuyển tới Đài Phát thanh và Truyền hình Sông Lam, chờ nhận"
    assert said in main(giver.get(f"/items/{KEY}").text)
    assert forms(giver.get(f"/items/{KEY}").text) == {"take-back", "comments"}
    assert forms(receiver.get(f"/items/{KEY}").text) == {"accept", "return", "comments"}
    own = main(giver.get(f"/agencies/{GIVER}").text)
    assert (
        "đã chuyển tới Đài Phát thanh và Truyền hình Sông Lam, chờ nhận: “Đài có máy quay”" in own
    )
    theirs = receiver.get(f"/agencies/{RECEIVER}").text
    assert forms(theirs) == {"accept"}
    assert "Nơi khác chuyển tới, chờ nhận (1)" in main(theirs)
    assert "Sở Văn hóa và Thể thao chuyển: “Đài có máy quay”" in main(theirs)
    assert post(giver, "accept", planned) == 403
    assert post(receiver, "take-back", planned) == 403
    assert post(receiver, "return", planned, why="") == 400
    assert post(receiver, "return", planned, why="Bận") == 303
    item = planned.item(KEY)
    assert (item.agency, item.handed_to, item.state) == (GIVER, None, ItemState.OPEN)
    assert "Người minh: “Bận”" in main(giver.get(f"/items/{KEY}").text)


def test_an_accepted_item_is_on_the_receivers_checklist(
    giver: FlaskClient, receiver: FlaskClient, planned: Office
) -> None:
    post(giver, "hand-on", planned, agency=RECEIVER, why="Đài có máy quay")
    assert post(receiver, "accept", planned) == 303
    assert TITLE in main(receiver.get(f"/agencies/{RECEIVER}").text)
    assert TITLE not in main(giver.get(f"/agencies/{GIVER}").text)
    planned.load()
    assert planned.item(KEY).agency == RECEIVER
    assert post(giver, "done", planned) == 403
    assert post(receiver, "done", planned) == 303


def test_what_does_not_apply_says_why(giver: FlaskClient, planned: Office) -> None:
    assert post(giver, "not-applicable", planned, why="Không có nhà triển lãm") == 303
    assert planned.item(KEY).state == ItemState.NOT_APPLICABLE
    row = main(giver.get(f"/agencies/{GIVER}").text)
    assert f"{TITLE} không áp dụng: “Không có nhà triển lãm”" in row
    assert post(giver, "apply", planned) == 303
    assert planned.item(KEY).state == ItemState.OPEN


def test_done_and_proven_are_counted_apart(giver: FlaskClient, planned: Office) -> None:
    assert post(giver, "done", planned) == 303
    page = main(giver.get(f"/agencies/{GIVER}").text)
    assert "1 đã xong, 1 chưa có minh chứng" in page
    assert f"{TITLE} chưa có minh chứng" in page
    assert "Chưa có minh chứng. Thêm minh chứng" in main(giver.get(f"/items/{KEY}").text)
    with planned.database.writing() as session:
        proofs.add(session, Proof(KEY, "link", "lan", now(), url="https://so.vn/anh"))
    page = main(giver.get(f"/agencies/{GIVER}").text)
    assert "1 đã xong" in page
    assert "chưa có minh chứng" not in page
    assert "Chưa có minh chứng" not in main(giver.get(f"/items/{KEY}").text)


def test_who_does_an_item_stands_in_its_row(giver: FlaskClient, planned: Office) -> None:
    assert post(giver, "assign", planned, assignee="minh") == 400
    assert post(giver, "assign", planned, assignee="lan") == 303
    assert f"{TITLE} Người lan" in main(giver.get(f"/agencies/{GIVER}").text)


def late(client: FlaskClient, path: str, headers: dict[str, str], **form: str) -> tuple[int, str]:
    answer = client.post(path, data=form, headers=headers)
    return answer.status_code, answer.text


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_who_comes_second_sees_what_the_first_changed(
    app: Flask, giver: FlaskClient, planned: Office, headers: dict[str, str]
) -> None:
    seen = planned.item(KEY).revision
    other = client_of(app, admit(planned.database, "hoa", Role.EDITOR, GIVER))
    post(other, "assign", planned, assignee="hoa")
    before = planned.item(KEY)
    form = {"revision": str(seen), "why": "Không có nhà triển lãm"}
    status, page = late(giver, f"/items/{KEY}/not-applicable", headers, **form)
    assert (status, planned.item(KEY)) == (409, before)
    for words in ("Đặt người làm: Người hoa", "Không có nhà triển lãm"):
        assert words in page
    again = dict(re.findall(r'type="hidden" name="(revision|why)" value="([^"]*)"', page))
    assert again == {"revision": str(before.revision), "why": "Không có nhà triển lãm"}
    assert giver.post(f"/items/{KEY}/not-applicable", data=again).status_code == 303
    assert planned.item(KEY).state == ItemState.NOT_APPLICABLE


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_tick_that_comes_late_changes_nothing(
    app: Flask, giver: FlaskClient, planned: Office, headers: dict[str, str]
) -> None:
    seen = planned.item(KEY).revision
    other = client_of(app, admit(planned.database, "hoa", Role.EDITOR, GIVER))
    post(other, "not-applicable", planned, why="Trùng")
    before = planned.item(KEY)
    form = {"key": KEY, "revision": str(seen), "done": "1"}
    status, page = late(giver, f"/agencies/{GIVER}/checklist", headers, **form)
    assert (status, planned.item(KEY)) == (409, before)
    assert "“Trùng”" in page


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_tick_is_one_click(giver: FlaskClient, planned: Office, headers: dict[str, str]) -> None:
    form = {"key": KEY, "revision": str(planned.item(KEY).revision), "done": "1"}
    status, page = late(giver, f"/agencies/{GIVER}/checklist", headers, **form)
    assert (status, 'aria-checked="true"' in page) == ((200, True) if headers else (303, False))
    assert planned.item(KEY).state == ItemState.DONE


def test_who_may_not_tick_has_no_boxes(app: Flask, planned: Office) -> None:
    viewer = client_of(app, admit(planned.database, "xem", Role.VIEWER, GIVER))
    page = viewer.get(f"/agencies/{GIVER}").text
    assert (TITLE in page, 'role="checkbox"' in page, "Đăng ký lịch này" in page) == (
        True,
        False,
        True,
    )
    assert forms(viewer.get(f"/items/{KEY}").text) == set()


def test_feeds_and_talk_of_another_agency_are_not_shown(
    giver: FlaskClient, receiver: FlaskClient, planned: Office
) -> None:
    giver.post(f"/items/{KEY}/comments", data={"text": "Treo ở sảnh hay ngoài sân?"})
    giver.post(f"/agencies/{GIVER}/feeds")
    own = giver.get(f"/items/{KEY}").text + giver.get(f"/agencies/{GIVER}").text
    theirs = receiver.get(f"/items/{KEY}").text + receiver.get(f"/agencies/{GIVER}").text
    for words in ("ngoài sân?", "Trao đổi", "/feeds/"):
        assert (words in own, words in theirs) == (True, False)


# --- comments -------------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
@pytest.mark.parametrize(
    "path", [f"items/{KEY}", "slots/quoc-khanh-2027/flag-hang/xa-dong-hoa/span"]
)
def test_a_comment_is_plain_words_with_links_and_names(
    app: Flask, planned: Office, path: str, headers: dict[str, str]
) -> None:
    client = client_of(app)
    admit(planned.database, "hoa", Role.COORDINATOR)
    text = "@hoa xem <b>hộ</b>\nhttps://bao.vn/a?b=1&c=2. javascript:alert(1) @khong-co"
    answer = client.post(f"/{path}/comments", data={"text": text}, headers=headers)
    if not headers:
        assert (answer.status_code, answer.location) == (303, f"/{path}#trao-doi")
        answer = client.get(f"/{path}")
    assert answer.status_code == 200
    (words,) = re.findall(r'<p class="words">(.*?)</p>', answer.text, re.DOTALL)
    assert words == (
        "<b>@Người hoa</b> xem &lt;b&gt;hộ&lt;/b&gt;\n"
        '<a href="https://bao.vn/a?b=1&amp;c=2" rel="noopener noreferrer nofollow">'
        "https://bao.vn/a?b=1&amp;c=2</a>. javascript:alert(1) @khong-co"
    )


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
@pytest.mark.parametrize(
    ("text", "said"), [(" \n ", "Chưa viết gì"), ("dài " * 1001, "dài quá 4000 ký tự")]
)
def test_a_comment_that_cannot_be_kept_is_given_back(
    giver: FlaskClient, planned: Office, text: str, said: str, headers: dict[str, str]
) -> None:
    before = planned.dump()
    answer = giver.post(f"/items/{KEY}/comments", data={"text": text}, headers=headers)
    assert (answer.status_code, planned.dump()) == (400, before)
    assert said in answer.text
    assert text.strip() in answer.text


def test_those_mentioned_are_told_and_those_who_spoke_before(
    app: Flask, giver: FlaskClient, receiver: FlaskClient, planned: Office
) -> None:
    hoa = client_of(app, admit(planned.database, "hoa", Role.APPROVER, GIVER))
    long = "@hoa " + "xem giúp " * 30
    for client, text in ((giver, long), (hoa, "Được rồi, @minh không ở đây"), (giver, "Cảm ơn")):
        assert client.post(f"/items/{KEY}/comments", data={"text": text}).status_code == 303
    assert receiver.post(f"/items/{KEY}/comments", data={"text": "Cho hỏi"}).status_code == 403
    with planned.database.session() as session:
        told = {
            name: [(one.kind, one.who, one.subject, one.text) for one in notices.of(session, name)]
            for name in ("hoa", "lan", "minh")
        }
    assert told == {
        "hoa": [
            ("commented", "lan", KEY, "Cảm ơn"),
            ("mentioned", "lan", KEY, long[:160].rstrip() + "…"),
        ],
        "lan": [("commented", "hoa", KEY, "Được rồi, @minh không ở đây")],
        "minh": [],
    }


def test_while_it_is_offered_both_agencies_talk_about_an_item(
    giver: FlaskClient, receiver: FlaskClient, planned: Office
) -> None:
    post(giver, "hand-on", planned, agency=RECEIVER, why="Đài có máy quay")
    for client, text in ((receiver, "Máy quay hỏng rồi"), (giver, "Mượn của Báo?")):
        assert client.post(f"/items/{KEY}/comments", data={"text": text}).status_code == 303
    assert "Mượn của Báo?" in receiver.get(f"/items/{KEY}").text


def test_every_change_of_an_item_is_one_row_of_the_log(
    giver: FlaskClient, receiver: FlaskClient, planned: Office
) -> None:
    start = planned.item(KEY)
    post(giver, "done", planned)
    post(giver, "reopen", planned)
    post(giver, "hand-on", planned, agency=RECEIVER, why="Đài có máy quay")
    post(receiver, "accept", planned)
    assert replayed(planned, start) == planned.item(KEY)


def replayed(office: Office, start: Item) -> Item:
    """Return the item as its log says that it must be by now."""
    with office.database.session() as session:
        rows = log.of(session, KEY)
    values = {str(row.entry.field): row.entry.new for row in rows}
    stored = office.item(KEY)
    same = {name: getattr(stored, name) for name in ("kept", "revision", "sequence", "changed_at")}
    return type(start)(**{**{n: getattr(start, n) for n in Item.__slots__}, **values, **same})
