"""Proof on the pages: its forms, what they refuse, and who is given its photos and files."""

import io
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import uploads
from accounts import admit, client_of, opened
from flask import Flask
from flask.testing import FlaskClient
from small import PLAN_KEY, TODAY, Office
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from planner.domain.people import Role
from planner.services import proving
from planner.store import proofs
from planner.store.proofs import Proof
from planner.web.work.proof import ROOM

SLOT = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"
ITEM = f"{PLAN_KEY}/d1/so-vhtt-song-lam/once"
HTMX = {"HX-Request": "true"}
LINK = {"url": "https://baotinh.vn/a", "title": "Treo cờ mừng", "day": "30/5/2027"}


@pytest.fixture
def app(planned: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """Give the application, with a folder for passing files that is this test's alone."""
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    with opened(planned.settings(tmp_path, TODAY)) as made:
        yield made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give somebody who does the work of the commune."""
    return of(app, Role.EDITOR)


def of(app: Flask, role: Role, agency: str = "xa-dong-hoa") -> FlaskClient:
    database = app.extensions["planner"].database
    return client_of(app, admit(database, f"{role}-{agency}", role, agency))


def send(
    client: FlaskClient,
    *files: tuple[str, bytes],
    key: str = SLOT,
    headers: dict[str, str] | None = None,
    **form: str,
) -> TestResponse:
    chosen = [FileStorage(io.BytesIO(data), name) for name, data in files]
    boundary, body = encode_multipart({**form, "files": chosen})
    return client.post(
        f"/proof/{key}/files",
        data=body,
        content_type=f"multipart/form-data; boundary={boundary}",
        headers=headers,
    )


def add(client: FlaskClient, what: str, **form: str) -> TestResponse:
    return client.post(f"/proof/{SLOT}/{what}", data=form)


def stands(office: Office, key: str = SLOT) -> list[Proof]:
    with office.database.session() as session:
        return proofs.of(session, key)


def left(tmp_path: Path) -> set[Path]:
    """Return what there is in the folder of proof, and in the one for passing files."""
    return {*(tmp_path / "proof").rglob("*"), *(tmp_path / "passing").rglob("*")}


def get(client: FlaskClient, path: str, **headers: str) -> TestResponse:
    """Ask for bytes and take them all, as a browser does: their file is closed then."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(path, headers=names, buffered=True)


# --- the part and its forms -----------------------------------------------------------------------


def test_a_link_a_photo_a_file_and_a_count_stand_on_the_slots_page(
    client: FlaskClient, planned: Office
) -> None:
    answer = add(client, "link", **LINK)
    assert (answer.status_code, answer.location) == (303, f"/slots/{SLOT}#minh-chung")
    assert add(client, "count", number="1.200", note="lượt phát").status_code == 303
    sent = (("treo cờ.jpg", uploads.jpeg()), ("báo cáo.pdf", uploads.pdf()))
    assert send(client, *sent, title="Cổng chào ấp 3").status_code == 303
    kinds = [one.kind for one in stands(planned)]
    assert kinds == ["link", "count", "photo", "file"]
    page = client.get(f"/slots/{SLOT}").text
    for words in (
        'href="https://baotinh.vn/a"',
        "Treo cờ mừng",
        "30/5/2027",
        "1.200</span> lượt phát",
        'alt="Cổng chào ấp 3"',
        "PDF, ",
        "Người editor-xa-dong-hoa",
    ):
        assert words in page


def test_htmx_is_given_the_part_alone(client: FlaskClient) -> None:
    answer = client.post(f"/proof/{SLOT}/link", data=LINK, headers=HTMX)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<section class="sect" id="minh-chung"')
    assert "Treo cờ mừng" in answer.text
    whole = client.get(f"/slots/{SLOT}", headers=HTMX).text
    assert (whole.count("autofocus"), whole.count('id="loi"')) == (1, 1)


def test_an_item_shows_its_proof(app: Flask, planned: Office) -> None:
    client = of(app, Role.EDITOR, "so-vhtt-song-lam")
    answer = client.post(f"/proof/{ITEM}/count", data={"number": "1", "note": "triển lãm"})
    assert (answer.status_code, answer.location) == (303, f"/items/{ITEM}#minh-chung")
    page = client.get(answer.location).text
    assert "Tổ chức triển lãm ảnh về quê hương" in page
    assert [one.label for one in stands(planned, ITEM)] == ["1 triển lãm"]
    back = client.get(f"/proof/{ITEM}/count").location
    assert back == f"/proof/{ITEM}"


WRONG = [
    ("link", {**LINK, "url": "javascript:alert(1)"}, "không phải địa chỉ trang web"),
    ("link", {**LINK, "title": ""}, "ghi tên bài"),
    ("link", {**LINK, "day": "31/2/2027"}, "31/2/2027"),
    ("link", {**LINK, "day": "2/6/2027"}, "chưa tới"),
    ("count", {"number": "mười", "note": "lượt phát"}, "“mười” không phải một số"),
    ("count", {"number": "0", "note": "lượt phát"}, "từ 1 đến"),
    ("count", {"number": "9" * 5000, "note": "lượt phát"}, "không phải một số"),
    ("count", {"number": "3", "note": ""}, "đếm cái gì"),
]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_wrong_form_is_told_with_what_was_typed(
    client: FlaskClient, planned: Office, headers: dict[str, str]
) -> None:
    before = planned.dump()
    for what, form, words in WRONG:
        answer = client.post(f"/proof/{SLOT}/{what}", data=form, headers=headers)
        assert (answer.status_code, words in answer.text) == (400, True), form
        for text in form.values():
            assert f'value="{text}"' in answer.text
    assert planned.dump() == before


def test_a_link_that_is_there_already_is_told(client: FlaskClient, planned: Office) -> None:
    add(client, "link", **LINK)
    answer = add(client, "link", **{**LINK, "url": "http://www.baotinh.vn/a/"})
    assert (answer.status_code, "đã có ở đây" in answer.text) == (400, True)
    assert len(stands(planned)) == 1


def test_what_a_person_typed_is_text(client: FlaskClient) -> None:
    add(client, "link", **{**LINK, "title": '<img src=x onerror="alert(1)">'})
    send(client, ("<i>a.jpg", uploads.jpeg()))
    page = client.get(f"/slots/{SLOT}").text
    assert ("<img src=x" in page, "<i>" in page) == (False, False)
    assert "&lt;img src=x" in page


def test_taking_proof_away(client: FlaskClient, planned: Office, tmp_path: Path) -> None:
    send(client, ("a.jpg", uploads.jpeg()))
    (one,) = stands(planned)
    assert get(client, f"/proof/{one.id}").status_code == 200
    assert client.post(f"/proof/{one.id}/remove").status_code == 303
    assert stands(planned) == []
    assert [path for path in (tmp_path / "proof").rglob("*") if path.is_file()] == []
    for path in (f"/proof/{one.id}", f"/proof/{one.id}/thumb"):
        assert client.get(path).status_code == 404
    assert client.post(f"/proof/{one.id}/remove").status_code == 404


# --- what is refused ------------------------------------------------------------------------------


# Werkzeug takes a backslash in a name for the escape of what follows it: no path comes that far.
NASTY = {name: file for name, file in uploads.REFUSED.items() if name != "windows-path"}


def test_a_nasty_file_leaves_nothing(client: FlaskClient, planned: Office, tmp_path: Path) -> None:
    before = planned.dump(), left(tmp_path)
    for name, (file, data, words) in NASTY.items():
        answer = send(client, ("tốt.jpg", uploads.jpeg(64, 64)), (file, data), title="Ấp 3")
        told = (answer.status_code, words in answer.text, 'value="Ấp 3"' in answer.text)
        assert (told, left(tmp_path)) == ((400, True, True), before[1]), name
    assert planned.dump() == before[0]


LARGE = [
    ("a.jpg", uploads.jpeg() + bytes(60 << 20), "nặng quá"),
    ("a.jpg", uploads.jpeg() + bytes(21 << 20), "ảnh nặng quá 20 MB"),
    ("a.pdf", uploads.pdf() + bytes(21 << 20), "tệp nặng quá 20 MB"),
    ("a.png", uploads.png_of(60_000, 60_000), "quá 40 triệu điểm ảnh"),
]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_a_file_that_is_too_large_leaves_nothing(
    client: FlaskClient, planned: Office, tmp_path: Path, headers: dict[str, str]
) -> None:
    before = planned.dump(), left(tmp_path)
    for name, data, words in LARGE:
        answer = send(client, (name, data), headers=headers)
        assert (answer.status_code, words in answer.text) == (413, True)
        assert left(tmp_path) == before[1]
    assert planned.dump() == before[0]


def test_only_the_form_for_files_may_be_large(client: FlaskClient, planned: Office) -> None:
    before = planned.dump()
    assert add(client, "link", **{**LINK, "title": "a" * (2 << 20)}).status_code == 413
    assert ROOM > proving.ALL_MOST > proving.FILE_MOST
    assert planned.dump() == before


def test_no_more_than_a_few_at_once_and_not_none(client: FlaskClient, planned: Office) -> None:
    photo = uploads.jpeg(32, 32)
    answer = send(client, *((f"{number}.jpg", photo) for number in range(11)))
    assert (answer.status_code, "tối đa 10" in answer.text) == (400, True)
    answer = send(client)
    assert (answer.status_code, "Chưa chọn" in answer.text) == (400, True)
    assert stands(planned) == []


# --- photos and files -----------------------------------------------------------------------------


@pytest.fixture
def sent(client: FlaskClient, planned: Office) -> list[Proof]:
    send(client, ("treo cờ.jpg", uploads.from_a_phone()), ("báo cáo.pdf", uploads.pdf()))
    return stands(planned)


def test_a_photo_is_shown_and_nothing_in_it_runs(client: FlaskClient, sent: list[Proof]) -> None:
    answer = get(client, f"/proof/{sent[0].id}")
    assert (answer.status_code, answer.content_type) == (200, "image/jpeg")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert (uploads.PLACE in answer.data, answer.data[:3]) == (False, b"\xff\xd8\xff")
    small = get(client, f"/proof/{sent[0].id}/thumb")
    assert (small.content_type, small.data[8:12]) == ("image/webp", b"WEBP")
    assert len(small.data) < len(answer.data)


def test_a_file_is_downloaded_by_its_name(client: FlaskClient, sent: list[Proof]) -> None:
    answer = get(client, f"/proof/{sent[1].id}")
    assert (answer.content_type, answer.data) == ("application/pdf", uploads.pdf())
    given = answer.headers["Content-Disposition"]
    assert given.startswith("attachment")
    assert "filename*=UTF-8''b%C3%A1o%20c%C3%A1o.pdf" in given
    assert get(client, f"/proof/{sent[1].id}/thumb").status_code == 404


def test_bytes_are_given_once(client: FlaskClient, sent: list[Proof]) -> None:
    tags = set()
    for path in (f"/proof/{sent[0].id}", f"/proof/{sent[0].id}/thumb"):
        whole = get(client, path)
        tags.add(whole.headers["ETag"])
        again = get(client, path, If_None_Match=whole.headers["ETag"])
        assert (again.status_code, again.data) == (304, b"")
        head = client.head(path, buffered=True)
        assert (head.status_code, head.data, head.content_length) == (200, b"", len(whole.data))
    assert len(tags) == 2
    assert f'"{sent[0].sha256}"' in tags


def test_bytes_that_are_lost_are_not_there(
    client: FlaskClient, sent: list[Proof], tmp_path: Path
) -> None:
    assert sent[0].sha256
    (tmp_path / "proof" / sent[0].sha256[:2] / sent[0].sha256).unlink()
    assert get(client, f"/proof/{sent[0].id}").status_code == 404
    assert client.get(f"/slots/{SLOT}").status_code == 200


# --- who ------------------------------------------------------------------------------------------


def test_a_viewer_sees_and_adds_nothing(app: Flask, planned: Office, sent: list[Proof]) -> None:
    viewer = of(app, Role.VIEWER)
    page = viewer.get(f"/slots/{SLOT}").text
    assert 'alt="treo cờ.jpg"' in page
    assert re.findall(r'action="(/proof/[^"]*)"', page) == []
    assert get(viewer, f"/proof/{sent[0].id}").status_code == 200
    assert viewer.get(f"/proof/{SLOT}").status_code == 200
    assert viewer.post(f"/proof/{sent[0].id}/remove").status_code == 403
    assert viewer.post(f"/proof/{SLOT}/link", data=LINK).status_code == 403
    assert send(viewer, ("a.jpg", uploads.jpeg())).status_code == 403
    assert stands(planned) == sent


def test_another_agency_finds_nothing(app: Flask, planned: Office, sent: list[Proof]) -> None:
    other = of(app, Role.EDITOR, "bao-song-lam")
    page = other.get(f"/slots/{SLOT}")
    assert (page.status_code, "minh-chung" in page.text) == (200, False)
    missing = other.get("/proof/9999")
    for path in (f"/proof/{sent[0].id}", f"/proof/{sent[0].id}/thumb", f"/proof/{sent[1].id}"):
        found = other.get(path)
        assert (found.status_code, found.data) == (missing.status_code, missing.data)
    assert missing.status_code == 404
    assert other.get(f"/proof/{SLOT}").status_code == 403
    assert other.post(f"/proof/{sent[0].id}/remove").status_code == 403
    assert send(other, ("b.jpg", uploads.jpeg(32, 32))).status_code == 403
    assert stands(planned) == sent


def test_who_is_not_signed_in_is_asked_to(app: Flask, planned: Office, sent: list[Proof]) -> None:
    stranger = app.test_client()
    for path in (f"/proof/{sent[0].id}", f"/proof/{sent[0].id}/thumb", f"/proof/{SLOT}"):
        answer = stranger.get(path)
        assert (answer.status_code, answer.location.split("?")[0]) == (302, "/login")
    assert send(stranger, ("b.jpg", uploads.jpeg(32, 32))).status_code == 401
    assert stands(planned) == sent


def test_what_is_not_there(client: FlaskClient) -> None:
    for path in ("/proof/khong/co", "/proof/9999", "/proof/9999/thumb"):
        assert client.get(path).status_code == 404
    for path in ("/proof/khong/co/link", "/proof/khong/co/files", "/proof/9999/remove"):
        assert client.post(path).status_code == 404
