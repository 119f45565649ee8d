"""Sending a file, reviewing what was read, seeing what comes, accepting it: without JavaScript."""

import io
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from accounts import ADMINISTRATOR, client_of, opened
from bases import Bases
from flask import Flask
from flask.testing import FlaskClient
from imports import LETTER_TEXT, PLAN_TEXT
from programs import awaited
from small import Office
from werkzeug.test import TestResponse

from planner.documents.text import limits
from planner.errors import InputError
from planner.services import importing as services
from planner.store import people, plans, slots
from planner.store.db import Database
from planner.web import create_app, jobs
from planner.web.plans import importing

HTMX = {"HX-Request": "true"}
TODAY = date(2027, 6, 1)


@pytest.fixture
def database(bases: Bases) -> Iterator[Database]:
    """The pages are the same on both engines; what they call is tested on both."""
    opened = Database(bases.new())
    yield opened
    opened.close()


@pytest.fixture
def client(planned: Office, tmp_path: Path) -> Iterator[FlaskClient]:
    with opened(planned.settings(tmp_path, TODAY)) as app:
        yield client_of(app)


def send(client: FlaskClient, text: str = PLAN_TEXT, name: str = "ke-hoach.txt") -> TestResponse:
    return client.post("/plans/import", data={"file": (io.BytesIO(text.encode()), name)})


def sent(client: FlaskClient, text: str = PLAN_TEXT) -> str:
    answer = send(client, text)
    assert answer.status_code == 303
    return str(answer.location)


def key_of(page: str, words: str) -> str:
    """Return the key of the item that stands on the page with these words."""
    found = re.findall(
        r'<li class="item[^"]*" id="([\w.-]+)">(.*?)(?=<li class="item|</ul>)', page, re.DOTALL
    )
    return str(next(key for key, body in found if words in body))


def question(page: str, words: str) -> str:
    """Return the key of the question with these words."""
    found = re.findall(
        r'<li class="asked".*?name="key" value="([^"]+)".*?<legend>(.*?)</legend>', page, re.DOTALL
    )
    return str(next(key for key, text in found if words in text))


def post(client: FlaskClient, address: str, what: str, **form: str | list[str]) -> TestResponse:
    """Send a form of the first paper as its page stands now."""
    revision = re.findall(r'name="revision" value="(\d+)"', client.get(address).text)
    data = {"revision": revision[0] if revision else "1", **form}
    return client.post(f"{address}/0/{what}", data=data)


def drafts(office: Office) -> int:
    with office.database.session() as session:
        return len(services.drafts(session))


def test_what_a_paper_and_people_wrote_is_text(client: FlaskClient, planned: Office) -> None:
    with planned.database.writing() as session:
        people.put(session, replace(people.get(session, ADMINISTRATOR), full_name="<i>Lan"))
    address = sent(client, PLAN_TEXT.replace("kỷ niệm 82 năm", "kỷ niệm <i>82 năm"))
    post(client, address, "set", key="title", value="Tên <i>khác")
    for page in (client.get(address).text, client.get("/plans/import").text):
        assert ("<i>" in page, "&lt;i&gt;" in page) == (False, True)


# --- a file comes in ------------------------------------------------------------------------------


def test_a_file_is_read_and_shown_with_its_lines_and_items(client: FlaskClient) -> None:
    page = client.get(sent(client)).text
    assert "Đọc kế hoạch" in page
    assert "77/KH-UBND" in page
    theme = key_of(page, "bản Tuyên ngôn Độc lập")
    line = PLAN_TEXT.splitlines().index("1. Ý nghĩa của bản Tuyên ngôn Độc lập.") + 1
    assert f'href="#dong-{line}"' in page
    row = page.split(f'id="dong-{line}"')[1].split("</li>")[0]
    assert '<mark class="k-themes">Ý nghĩa của bản Tuyên ngôn Độc lập.</mark>' in row
    assert f'href="#{theme}"' in row
    assert "Chủ đề 1" in row


def test_pasted_text_is_read_too_and_the_same_bytes_are_the_same_draft(
    client: FlaskClient, planned: Office
) -> None:
    answer = client.post("/plans/import", data={"text": PLAN_TEXT.replace("\n", "\r\n")})
    assert answer.status_code == 303
    assert client.post("/plans/import", data={"text": PLAN_TEXT}).location == answer.location
    assert drafts(planned) == 1
    listed = client.get("/plans/import").text
    assert answer.location in listed
    assert "Người quan-tri gửi lúc" in listed


def test_a_name_is_only_a_name(client: FlaskClient) -> None:
    """Neither a path nor a tag in it does anything, nor its length."""
    answer = send(client, name="C:\\Tài liệu\\<b>kế hoạch</b> " + "a" * 200 + ".txt")
    page = client.get(answer.location).text
    assert ("<b>kế" in page, "Tài liệu" in page) == (False, False)
    assert client.get(f"{answer.location}/original").status_code == 200


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "trong.txt", "trống"),
        (b"PK\x03\x04 hong", "hong.docx", "hong.docx"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "anh.png", "không phải văn bản"),
        (b"{\\rtf1 abc}", "cu.rtf", ".docx"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_where_it_was_sent(
    client: FlaskClient, planned: Office, data: bytes, name: str, words: str
) -> None:
    answer = client.post("/plans/import", data={"file": (io.BytesIO(data), name)})
    assert (answer.status_code, words in answer.text) == (400, True)
    assert 'type="file"' in answer.text
    assert drafts(planned) == 0


@pytest.mark.parametrize("size", [limits.FILE_MOST + 1, importing.ROOM + 1])
def test_a_file_that_is_too_large_is_refused_with_413(
    client: FlaskClient, planned: Office, size: int
) -> None:
    # Written out here: the test client would keep a form of that size in a file of its own.
    head = '--x\r\nContent-Disposition: form-data; name="file"; filename="to.txt"\r\n\r\n'
    body = head.encode() + b"a" * size + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    answer = client.post("/plans/import", data=body, content_type=kind)
    assert (answer.status_code, "20 MB" in answer.text) == (413, True)
    assert 'type="file"' in answer.text
    assert drafts(planned) == 0


def test_other_forms_may_not_be_large(client: FlaskClient) -> None:
    address = sent(client)
    assert post(client, address, "set", key="title", value="a" * (1 << 20)).status_code == 413


def test_a_form_without_token_is_refused(planned: Office, tmp_path: Path) -> None:
    app = create_app(planned.settings(tmp_path, TODAY))
    assert send(client_of(app)).status_code == 400
    assert drafts(planned) == 0
    app.extensions["planner"].database.close()


# --- long reading ---------------------------------------------------------------------------------


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let reading tell of page 3 of 12 and go on only when the test says so."""
    go, real = threading.Event(), services.read

    def read(data: bytes, name: str, known: object, progress: Callable[[int, int], None]) -> object:
        progress(3, 12)
        assert go.wait(20)
        if name.startswith("hong"):
            raise InputError("trang 4 không đọc được")
        return real(data, name, known, progress)  # type: ignore[arg-type]

    monkeypatch.setattr(services, "read", read)
    monkeypatch.setattr(importing, "PATIENCE", 0.05)
    yield go
    go.set()


def finish(client: FlaskClient, go: threading.Event) -> None:
    register: jobs.Jobs = client.application.extensions["planner.jobs"]
    waiting = register.open()
    go.set()
    assert all((done := register.wait(one.id, 20)) and done.is_over for one in waiting)


def test_long_reading_shows_how_far_it_is_and_leads_to_its_review(
    client: FlaskClient, slow: threading.Event
) -> None:
    waiting = send(client).location
    assert waiting.startswith("/plans/import/reading/")
    page = client.get(waiting).text
    assert "Đã đọc 3 trên 12 trang" in page
    assert 'http-equiv="refresh"' in page
    assert 'hx-trigger="every 1s"' in client.get(waiting, headers=HTMX).text
    assert waiting in client.get("/plans/import").text
    finish(client, slow)
    found = client.get(waiting)
    assert found.status_code == 303
    assert client.get(waiting, headers=HTMX).headers["HX-Redirect"] == found.location
    assert client.get(found.location).status_code == 200


def test_long_reading_that_fails_says_so_and_keeps_nothing(
    client: FlaskClient, planned: Office, slow: threading.Event
) -> None:
    waiting = send(client, name="hong.pdf").location
    finish(client, slow)
    answer = client.get(waiting)
    assert (answer.status_code, "rang 4 không đọc được" in answer.text) == (400, True)
    assert client.get(waiting, headers=HTMX).headers["HX-Redirect"] == waiting
    assert drafts(planned) == 0


def test_reading_that_a_restart_cut_short_is_to_be_sent_again(client: FlaskClient) -> None:
    answer = client.get("/plans/import/reading/khong-con")
    assert (answer.status_code, "đọc lại" in answer.text) == (404, True)


def test_too_many_files_at_once_wait_outside(client: FlaskClient, slow: threading.Event) -> None:
    answers = [send(client, f"{PLAN_TEXT}{n}").status_code for n in range(jobs.MOST + 1)]
    assert answers == [303] * jobs.MOST + [503]
    finish(client, slow)


def test_a_fault_of_ours_is_logged_and_said(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def work(_progress: jobs.Progress) -> str:
        raise ZeroDivisionError

    register = jobs.Jobs(database)
    job = register.wait(register.start("a.txt", "web", datetime.now(UTC), work).id, 20)
    assert job is not None
    assert (job.draft, job.status, job.problem) == (None, 500, jobs.BROKEN)
    assert "ZeroDivisionError" in caplog.text


# --- other processes ------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(client: FlaskClient) -> Iterator[FlaskClient]:
    """Give somebody signed in at another process of the same office."""
    app: Flask = create_app(client.application.extensions["planner"].settings)
    yield client_of(app)
    app.extensions["planner"].database.close()


def test_another_process_knows_how_far_a_file_is_and_what_became_of_it(
    client: FlaskClient, elsewhere: FlaskClient, slow: threading.Event
) -> None:
    good, bad = send(client).location, send(client, name="hong.pdf").location
    for page in (good, bad):
        assert elsewhere.get(page).status_code == 200
        assert page in elsewhere.get("/plans/import").text
    register: jobs.Jobs = elsewhere.application.extensions["planner.jobs"]
    name = good.rpartition("/")[2]
    awaited(lambda: (there := register.get(name)) and there.of)
    assert "Đã đọc 3 trên 12 trang" in elsewhere.get(good).text
    finish(client, slow)
    assert elsewhere.get(good).location == client.get(good).location
    answer = elsewhere.get(bad, headers={"Accept-Language": "en"})
    assert (answer.status_code, "rang 4 không đọc được" in answer.text) == (400, True)


def test_what_a_process_read_that_is_gone_is_to_be_sent_again(
    client: FlaskClient,
    elsewhere: FlaskClient,
    slow: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waiting = send(client).location
    monkeypatch.setattr(jobs, "LOST", timedelta(0))
    answer = elsewhere.get(waiting)
    assert (answer.status_code, "đọc lại" in answer.text) == (404, True)
    assert waiting not in elsewhere.get("/plans/import").text
    finish(client, slow)


# --- correcting -----------------------------------------------------------------------------------


def test_an_item_is_corrected_dropped_and_taken_back(client: FlaskClient) -> None:
    address = sent(client)
    key = key_of(client.get(address).text, "nông thôn mới")
    form = client.get(f"{address}?edit={key}").text
    assert "Thành tựu xây dựng nông thôn mới của tỉnh" in form.split("<textarea")[1]
    done = post(client, address, "edit", key=key, title="Đường mới, trường mới")
    assert (done.status_code, done.location) == (303, f"{address}?paper=0#{key}")
    page = client.get(address).text
    assert "Đường mới, trường mới" in page
    assert "Đã sửa" in page
    assert post(client, address, "drop", key=key).status_code == 303
    assert "Đã bỏ" in client.get(address).text
    assert post(client, address, "reset", key=key).status_code == 303
    page = client.get(address).text
    assert ("Đường mới" in page, "Đã bỏ" in page) == (False, False)


def test_a_field_is_corrected_and_the_head_says_it(client: FlaskClient) -> None:
    address = sent(client)
    assert post(client, address, "set", key="number", value="78/KH-UBND").status_code == 303
    page = client.get(address).text
    assert '<span class="lt">78/KH-UBND</span>' in page
    assert post(client, address, "reset", key="number").status_code == 303
    assert '<span class="lt">77/KH-UBND</span>' in client.get(address).text


@pytest.mark.parametrize(
    ("name", "form", "words"),
    [
        ("themes", {"title": "Chuyển đổi số ở thôn, xóm"}, "Chuyển đổi số ở thôn, xóm"),
        (
            "deadlines",
            {"day": "20", "month": "6", "before": "1", "text": "Báo cáo quý"},
            "Báo cáo quý",
        ),
        ("windows", {"channel": "banner", "start": "26/8/2027", "end": "05/9/2027"}, "05/9/2027"),
        ("quotas", {"at_least": "2", "unit": "băng rôn", "per": "ấp; khu phố"}, "mỗi ấp, khu phố"),
        ("channels", {"code": "board", "words": "bảng tin thôn"}, "bảng tin thôn"),
        ("periods", {"start": "01/10/2027", "end": "31/10/2027"}, "31/10/2027"),
    ],
)
def test_a_new_item_is_added_to_each_list(
    client: FlaskClient, name: str, form: dict[str, str], words: str
) -> None:
    address = sent(client)
    assert 'name="list"' in client.get(f"{address}?add={name}").text
    done = post(client, address, "add", list=name, **form)
    assert (done.status_code, f"#{name}-n1" in done.location) == (303, True)
    row = client.get(address).text.split(f'id="{name}-n1"')[1].split('<span class="at">')[0]
    assert words in row
    assert "Người thêm" in row


def test_work_is_added_to_an_agency(client: FlaskClient) -> None:
    address = sent(client)
    agency = key_of(client.get(address).text, "Báo Sông Lam")
    form = {"list": "duties", "parent": agency, "text": "Đăng tin, bài về nông thôn mới"}
    assert post(client, address, "add", **form).status_code == 303
    assert "Đăng tin, bài về nông thôn mới" in client.get(address).text


def test_a_wrong_value_stays_in_its_form_and_changes_nothing(client: FlaskClient) -> None:
    address = sent(client)
    key = key_of(client.get(address).text, "01/7/2027")
    answer = post(client, address, "edit", key=key, start="31/2/2027", end="30/9/2027")
    assert answer.status_code == 400
    assert 'value="31/2/2027"' in answer.text
    assert 'id="loi-muc"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert "Đã sửa" not in client.get(address).text


@pytest.mark.parametrize(
    ("what", "form", "status"),
    [
        ("edit", {}, 400),
        ("edit", {"key": "themes-99", "title": "x"}, 404),
        ("add", {"list": "khong-co", "title": "x"}, 404),
        ("answer", {"key": "khong-co", "values": "x"}, 404),
        ("set", {"key": "kind", "value": "khong-co"}, 400),
        ("erase", {"key": "themes-0"}, 405),
    ],
)
def test_forms_that_no_page_has(
    client: FlaskClient, what: str, form: dict[str, str], status: int
) -> None:
    address = sent(client)
    assert post(client, address, what, **form).status_code in {status, 404}


# --- what is held ---------------------------------------------------------------------------------


def test_what_is_outside_is_struck_and_has_no_buttons(client: FlaskClient) -> None:
    address = sent(client)
    page = client.get(address).text
    key = key_of(page, "nắm tình hình dư luận")
    row = page.split(f'id="{key}"')[1].split("</li>")[0]
    assert "<del>" in row
    assert "Ngoài phạm vi" in row
    assert "<form" not in row
    assert "Sửa" not in row
    for what, form in (("edit", {"text": "Tổ chức hội thi"}), ("drop", {}), ("reset", {})):
        post(client, address, what, key=key, **form)
        assert row in client.get(address).text
    assert (
        "<textarea"
        not in client.get(f"{address}?edit={key}").text.split(f'id="{key}"')[1].split("</li>")[0]
    )


def test_nobody_writes_a_held_line_anew(client: FlaskClient) -> None:
    address = sent(client)
    agency = key_of(client.get(address).text, "triển lãm ảnh")
    parent = f"agencies-{agency.split('-')[1]}"
    form = {"list": "duties", "parent": parent, "text": "Theo dõi, nắm tình hình dư luận xã hội"}
    answer = post(client, address, "add", **form)
    assert (answer.status_code, 'id="loi-muc"' in answer.text) == (400, True)


# --- questions ------------------------------------------------------------------------------------


def test_a_question_is_answered_and_asked_again(client: FlaskClient) -> None:
    address = sent(client)
    page = client.get(address).text
    assert "chưa có trong danh bạ" in page
    key = question(page, "Hội Nhà vườn tỉnh")
    assert post(client, address, "answer", key=key, values="+").status_code == 303
    page = client.get(address).text
    assert "sẽ thêm vào danh bạ như văn bản viết" in page
    assert "Đã trả lời 1 câu" in page
    assert post(client, address, "answer", key=key, take_back="1").status_code == 303
    assert question(client.get(address).text, "Hội Nhà vườn tỉnh") == key


def test_an_agency_that_was_not_offered_is_named(client: FlaskClient) -> None:
    address = sent(client)
    key = question(client.get(address).text, "Hội Nhà vườn tỉnh")
    assert post(client, address, "answer", key=key, other="Hội không có").status_code == 400
    assert (
        post(client, address, "answer", key=key, other="Sở Văn hóa và Thể thao").status_code == 303
    )
    assert "do người chọn" in client.get(address).text


def test_names_that_the_register_lacks_are_answered_together(client: FlaskClient) -> None:
    more = PLAN_TEXT.replace("3. Hội Nhà vườn tỉnh", "3. Hội Nhà vườn tỉnh; Hội Sinh vật cảnh tỉnh")
    address = sent(client, more)
    page = client.get(address).text
    assert "Thêm 2 tên chưa có như văn bản viết" in page
    before = page.count("sẽ thêm vào danh bạ như văn bản viết")
    assert post(client, address, "answers", which="written").status_code == 303
    page = client.get(address).text
    assert page.count("sẽ thêm vào danh bạ như văn bản viết") == before + 2
    assert "Đã trả lời 2 câu" in page


def test_in_which_way_a_plan_is_changed_can_be_chosen(client: FlaskClient) -> None:
    post(client, sent(client), "accept")
    amends = PLAN_TEXT.replace("77/KH-UBND", "91/KH-UBND").replace(
        "Tuyên truyền kỷ niệm", "Điều chỉnh Kế hoạch số 77/KH-UBND tuyên truyền kỷ niệm"
    )
    address = sent(client, amends)
    page = client.get(address).text
    assert "Đổi 77/KH-UBND theo văn bản này" in page
    assert post(client, address, "answer", key="mode", values="replacement").status_code == 303
    page = client.get(address).text
    assert "Thay cả kế hoạch 77/KH-UBND" in page
    assert post(client, address, "accept").location == "/plans/91-kh-ubnd-2027"
    assert "đã được thay bằng" in client.get("/plans/77-kh-ubnd-2027").text


def test_an_empty_answer_is_refused(client: FlaskClient) -> None:
    address = sent(client)
    key = question(client.get(address).text, "Hội Nhà vườn tỉnh")
    answer = post(client, address, "answer", key=key)
    assert (answer.status_code, "chưa chọn" in answer.text.lower()) == (400, True)


def test_a_day_that_is_asked_for_ends_the_period(client: FlaskClient) -> None:
    open_end = PLAN_TEXT.replace("đến ngày 30/9/2027", "đến Đại hội Đảng bộ tỉnh")
    address = sent(client, open_end)
    key = question(client.get(address).text, "ngày nào")
    assert post(client, address, "answer", key=key, values="20/9/2027").status_code == 303
    assert "20/9/2027" in client.get(address).text.split('id="nhom-periods"')[1]


def test_a_plan_without_a_time_says_so_until_somebody_gives_one(client: FlaskClient) -> None:
    timeless = PLAN_TEXT.replace("1. Thời gian: từ ngày 01/7/2027 đến ngày 30/9/2027.\n", "")
    address = sent(client, timeless.replace(" từ ngày 01/9/2027 đến hết ngày 03/9/2027", ""))
    assert "Không đọc thấy thời gian thực hiện" in client.get(address).text
    post(client, address, "add", list="periods", start="01/7/2027", end="30/9/2027")
    assert "Không đọc thấy thời gian thực hiện" not in client.get(address).text


# --- several papers -------------------------------------------------------------------------------


def test_a_letter_is_shown_with_what_it_hands_on_and_is_not_accepted(client: FlaskClient) -> None:
    address = sent(client, LETTER_TEXT + PLAN_TEXT)
    page = client.get(address).text
    assert page.count('aria-current="page"') == 2  # the plan's tab, and the part of the site
    assert "chuyển 77/KH-UBND" in page
    letter = client.get(f"{address}?paper=0").text
    assert "chỉ chuyển" in letter
    assert "Nhận kế hoạch</button>" not in letter
    assert client.get(f"{address}?paper=7").status_code == 404


# --- what would come, and accepting ---------------------------------------------------------------


def test_the_preview_counts_and_stores_nothing(client: FlaskClient, planned: Office) -> None:
    address = sent(client)
    before = planned.dump()
    page = client.get(f"{address}?preview=1").text
    assert planned.dump() == before
    told = page.split('id="lich"')[1].split('id="nguyen-van"')[0]
    assert "mục mới trong lịch" in told
    assert "việc phải làm mới" in told
    assert "Tổ chức triển lãm ảnh về quê hương" in told
    assert "tư tưởng của nhân dân" not in told


def test_accepting_stores_the_plan_with_its_file_and_says_what_was_planned(
    client: FlaskClient, planned: Office
) -> None:
    address = sent(client)
    done = post(client, address, "accept")
    assert (done.status_code, done.location) == (303, "/plans/77-kh-ubnd-2027")
    page = client.get(done.location).text
    assert "Đã nhận kế hoạch: thêm" in page
    assert "Đã nhận kế hoạch: thêm" not in client.get(done.location).text
    file = client.get("/plans/77-kh-ubnd-2027/original")
    assert (file.data, file.mimetype) == (PLAN_TEXT.encode(), "application/octet-stream")
    assert "ke-hoach.txt" in file.headers["Content-Disposition"]
    with planned.database.session() as session:
        stored = plans.get(session, "77-kh-ubnd-2027")
        mine = [one for one in slots.select(session) if one.source.plan == stored.key]
    assert stored.number == "77/KH-UBND"
    assert mine
    review = client.get(address).text
    assert "Văn bản này đã nhận" in review
    key = key_of(review, "nông thôn mới")
    post(client, address, "edit", key=key, title="Đường mới, trường mới")
    assert post(client, address, "accept").location == done.location
    assert "Đường mới, trường mới" in client.get(done.location).text


def test_a_next_version_says_what_changes_and_keeps_what_a_person_edited(
    client: FlaskClient, planned: Office
) -> None:
    post(client, sent(client), "accept")
    flags = planned.slots(campaign="quoc-khanh-2027", channel="flag")
    if flags:
        planned.edit(flags[0].key, {"day": date(2027, 8, 31), "end_day": date(2027, 9, 2)})
    later = PLAN_TEXT.replace(
        "từ ngày 01/9/2027 đến hết ngày 03/9/2027", "từ ngày 30/8/2027 đến hết ngày 04/9/2027"
    )
    address = sent(client, later.replace("30/9/2027", "20/8/2027"))
    page = client.get(f"{address}?preview=1").text
    assert "Thay bản đang có của 77/KH-UBND" in page
    assert "Rút khỏi lịch" in page
    assert post(client, address, "accept").location == "/plans/77-kh-ubnd-2027"
    if flags:
        assert planned.slot(flags[0].key).day == date(2027, 8, 31)


def test_without_a_province_nothing_is_accepted(client: FlaskClient, planned: Office) -> None:
    nowhere = PLAN_TEXT.replace("SÔNG LAM", "NÚI XA").replace("Sông Lam, ngày", "Núi Xa, ngày")
    nowhere = nowhere.replace("Báo Sông Lam", "Báo tỉnh")
    address = sent(client, nowhere)
    page = client.get(address).text
    assert "Chọn tỉnh của văn bản trước" in page
    assert post(client, address, "accept").status_code == 400
    key = question(page, "tỉnh")
    assert post(client, address, "answer", key=key, values="+").status_code == 303
    assert post(client, address, "accept").status_code == 303


def test_a_file_is_let_go(client: FlaskClient, planned: Office) -> None:
    address = sent(client)
    assert client.get(f"{address}/original").data == PLAN_TEXT.encode()
    assert client.post(f"{address}/discard").location == "/plans/import"
    assert client.get(address).status_code == 404
    assert "Đã bỏ tệp" in client.get("/plans/import").text
    assert drafts(planned) == 0


def test_a_plan_of_the_seeds_has_no_file(client: FlaskClient) -> None:
    assert client.get("/plans/01-kh-ubnd-2027/original").status_code == 404
    assert "/original" not in client.get("/plans/01-kh-ubnd-2027").text


# --- htmx, and two people at once -----------------------------------------------------------------


def test_htmx_gets_the_read_part_and_only_the_lines_that_changed(client: FlaskClient) -> None:
    address = sent(client)
    page = client.get(address).text
    key = key_of(page, "nông thôn mới")
    revision = re.findall(r'name="revision" value="(\d+)"', page)[0]
    data = {"revision": revision, "key": key}
    answer = client.post(f"{address}/0/drop", data=data, headers=HTMX)
    assert answer.text.startswith('<div id="doc"')
    assert f'id="{key}" tabindex="-1" autofocus' in answer.text
    assert re.findall(r'<li id="dong-(\d+)"', answer.text) == ["13"]
    assert 'id="dau" class="plan-head" hx-swap-oob="true"' in answer.text


@pytest.mark.parametrize(
    ("query", "element"),
    [
        ("edit=themes-0", 'id="themes-0"'),
        ("row=themes-0", 'id="themes-0"'),
        ("edit=number", 'id="van-ban-number"'),
        ("row=number", 'id="van-ban-number"'),
        ("add=quotas", 'id="them-quotas"'),
        ("closed=quotas", 'id="them-quotas"'),
        ("add=duties&parent=agencies-0", 'id="them-duties-agencies-0"'),
    ],
)
def test_htmx_gets_one_piece(client: FlaskClient, query: str, element: str) -> None:
    piece = client.get(f"{sent(client)}?{query}", headers=HTMX).text
    assert piece.startswith("<li")
    assert element in piece.split(">")[0]
    assert ("<form" in piece) == query.startswith(("edit", "add"))


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
@pytest.mark.parametrize("what", ["edit", "accept"])
def test_a_stale_form_is_told_on_the_fresh_page_with_what_was_typed(
    client: FlaskClient, headers: dict[str, str], what: str
) -> None:
    address = sent(client)
    post(client, address, "set", key="number", value="78/KH-UBND")
    form = {"revision": "1", "key": "themes-0", "title": "Lời của tôi"}
    answer = client.post(f"{address}/0/{what}", data=form, headers=headers)
    assert answer.status_code == 409
    assert "Có người vừa sửa trước" in answer.text
    assert "<q>Lời của tôi</q>" in answer.text
    assert "78/KH-UBND" in answer.text
    assert "Lời của tôi" not in client.get(address).text


def test_htmx_is_led_to_the_accepted_plan(client: FlaskClient) -> None:
    address = sent(client)
    revision = re.findall(r'name="revision" value="(\d+)"', client.get(address).text)[0]
    answer = client.post(f"{address}/0/accept", data={"revision": revision}, headers=HTMX)
    assert answer.headers["HX-Redirect"] == "/plans/77-kh-ubnd-2027"


def test_the_plans_lead_to_the_import(client: FlaskClient) -> None:
    assert 'href="/plans/import"' in client.get("/plans").text


def test_no_style_attribute_and_no_other_host(client: FlaskClient) -> None:
    for address in ("/plans/import", sent(client), f"{sent(client)}?preview=1"):
        page = client.get(address).text
        assert re.findall(r'\sstyle="|(?:src|href)="(?:https?:)?//', page) == []
