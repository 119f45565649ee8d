"""Adding and removing proof: its rows, its bytes and its history come together or not at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
import uploads
from accounts import admit
from small import PLAN_KEY, TODAY, Office

from planner.domain.model import State
from planner.errors import InputError, NotFoundError, StoreError
from planner.services import proving, scheduling
from planner.services.proving import Upload, checked
from planner.store import log, proofs, slots
from planner.store.blobs import Blobs
from planner.store.proofs import Proof

SLOT = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"
ITEM = f"{PLAN_KEY}/d1/so-vhtt-song-lam/once"
PHOTO = checked(uploads.jpeg(), "treo cờ.jpg")
PAPER = checked(uploads.pdf(), "báo cáo.pdf")


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "proof")


@pytest.fixture(autouse=True)
def lan(planned: Office) -> str:
    return admit(planned.database, "lan").name


def files(tmp_path: Path) -> set[str]:
    return {one.name for one in (tmp_path / "proof").rglob("*") if one.is_file()}


def link(office: Office, url: str, key: str = SLOT, day: date | None = None) -> Proof:
    with office.database.writing() as session:
        return proving.add_link(
            session, key, url=url, title="  Treo cờ \n mừng ", day=day, who="lan", today=TODAY
        )


def send(office: Office, blobs: Blobs, *sent: Upload, key: str = SLOT) -> list[Proof]:
    with proving.writing(office.database, blobs, {one.sha256 for one in sent}) as session:
        return proving.add_files(session, blobs, key, sent, title="", who="lan")


def take(office: Office, blobs: Blobs, proof: Proof) -> Proof:
    hashes = {proof.sha256} if proof.sha256 else set()
    with proving.writing(office.database, blobs, hashes) as session:
        return proving.remove(session, proof.subject, proof.id, who="lan")


def stands(office: Office, key: str = SLOT) -> list[Proof]:
    with office.database.session() as session:
        return proofs.of(session, key)


def history(office: Office, key: str) -> list[log.Entry]:
    with office.database.session() as session:
        return [row.entry for row in log.of(session, key)]


# --- what is added --------------------------------------------------------------------------------


def test_a_link_is_kept_as_it_was_typed(planned: Office) -> None:
    kept = link(planned, " https://baotinh.vn/a?b=1#c ", day=date(2027, 5, 30))
    assert stands(planned) == [kept]
    assert (kept.kind, kept.url, kept.title, kept.day, kept.who) == (
        "link",
        "https://baotinh.vn/a?b=1#c",
        "Treo cờ mừng",
        date(2027, 5, 30),
        "lan",
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://baotinh.vn/a?b=1",
        "https://www.BAOTINH.vn/a/?b=1",
        "https://baotinh.vn:443/a?utm_source=zalo&b=1#binh-luan",
    ],
)
def test_the_same_page_again_is_refused(planned: Office, url: str) -> None:
    kept = link(planned, "https://baotinh.vn/a?b=1")
    with pytest.raises(InputError, match="đã có ở đây"):
        link(planned, url)
    assert stands(planned) == [kept]
    link(planned, url, key=ITEM)
    link(planned, "https://baotinh.vn/a?b=2")
    assert len(stands(planned)) == 2


@pytest.mark.parametrize(
    "url",
    [
        "",
        "baotinh.vn/a",
        "ftp://baotinh.vn/a",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https:///a",
        "https://lan:mat-khau@baotinh.vn/",
        "https://baotinh.vn:99999/",
        "https://[::1/",
        "https://baotinh.vn/a b",
        "https://baotinh.vn/\u202ea",
        "java\nscript:alert(1)",
        "https://baotinh.vn/" + "a" * 2000,
    ],
)
def test_what_is_no_web_address_is_refused(planned: Office, url: str) -> None:
    before = planned.dump()
    with pytest.raises(InputError):
        link(planned, url)
    assert planned.dump() == before


def test_a_link_wants_a_title_and_no_day_to_come(planned: Office) -> None:
    before = planned.dump()
    with pytest.raises(InputError, match="chưa tới"):
        link(planned, "https://baotinh.vn/", day=date(2027, 6, 2))
    for title in ("", " \n", "a" * 301):
        with pytest.raises(InputError), planned.database.writing() as session:
            proving.add_link(
                session, SLOT, url="https://a.vn", title=title, day=None, who="lan", today=TODAY
            )
    assert planned.dump() == before


def test_a_count_has_a_number_and_says_of_what(planned: Office) -> None:
    def add(number: int, note: str) -> Proof:
        with planned.database.writing() as session:
            return proving.add_count(session, ITEM, number=number, note=note, who="lan")

    kept = add(12, "lượt phát")
    assert (kept.kind, kept.label) == ("count", "12 lượt phát")
    for number, note in ((0, "lượt"), (-1, "lượt"), (10**8, "lượt"), (3, " ")):
        with pytest.raises(InputError):
            add(number, note)
    assert stands(planned, ITEM) == [kept]


def test_photos_and_files_have_their_bytes_in_the_folder(
    planned: Office, blobs: Blobs, tmp_path: Path
) -> None:
    photo, paper = send(planned, blobs, PHOTO, PAPER)
    assert (photo.kind, photo.label, photo.width, photo.size) == (
        "photo",
        "treo cờ.jpg",
        640,
        len(PHOTO.data),
    )
    assert (paper.kind, paper.media_type, paper.width) == ("file", "application/pdf", None)
    assert files(tmp_path) == {PHOTO.sha256, f"{PHOTO.sha256}.thumb", PAPER.sha256}
    assert blobs.path(PHOTO.sha256).read_bytes() == PHOTO.data
    assert blobs.path(PHOTO.sha256).parent.name == PHOTO.sha256[:2]


def test_the_history_has_a_row_for_each_and_the_slot_keeps_its_revision(
    planned: Office, blobs: Blobs
) -> None:
    before = planned.slot(SLOT)
    kept = link(planned, "https://baotinh.vn/")
    send(planned, blobs, PHOTO)
    take(planned, blobs, kept)
    link(planned, "https://baotinh.vn/", key=ITEM)
    rows = [(one.kind, one.field, one.old, one.new) for one in history(planned, SLOT)]
    assert rows == [
        ("slot", "proof", None, "Treo cờ mừng"),
        ("slot", "proof", None, "treo cờ.jpg"),
        ("slot", "proof", "Treo cờ mừng", None),
    ]
    assert [one.kind for one in history(planned, ITEM)] == ["item"]
    assert planned.slot(SLOT) == before
    with planned.database.writing() as session:
        scheduling.edit(
            session, SLOT, {"brief": "x"}, who="lan", today=TODAY, revision=before.revision
        )


def test_proof_of_nothing_there_is_refused(planned: Office) -> None:
    with pytest.raises(NotFoundError):
        link(planned, "https://baotinh.vn/", key="khong/co")


# --- what goes ------------------------------------------------------------------------------------


def test_bytes_go_with_the_last_proof_that_needs_them(
    planned: Office, blobs: Blobs, tmp_path: Path
) -> None:
    (here,), (there,) = send(planned, blobs, PHOTO), send(planned, blobs, PHOTO, key=ITEM)
    gone = take(planned, blobs, here)
    assert (stands(planned), gone.removed_by) == ([], "lan")
    assert gone.removed_at is not None
    assert PHOTO.sha256 in files(tmp_path)
    take(planned, blobs, there)
    assert files(tmp_path) == set()
    send(planned, blobs, PHOTO)
    assert files(tmp_path) == {PHOTO.sha256, f"{PHOTO.sha256}.thumb"}


def test_what_is_gone_is_not_removed_again(planned: Office, blobs: Blobs) -> None:
    kept = link(planned, "https://baotinh.vn/")
    take(planned, blobs, kept)
    before = planned.dump()
    with pytest.raises(NotFoundError):
        take(planned, blobs, kept)
    with pytest.raises(NotFoundError):
        take(planned, blobs, replace(link(planned, "https://b.vn/"), subject=ITEM))
    assert len(planned.dump()["proof"]) == len(before["proof"]) + 1


def test_the_last_proof_of_what_is_published_stays(
    planned: Office, blobs: Blobs, tmp_path: Path
) -> None:
    (first,) = send(planned, blobs, PHOTO)
    with planned.database.writing() as session:
        slot = slots.get(session, SLOT)
        slots.replace_one(session, replace(slot, state=State.PUBLISHED), slot.revision)
    before = planned.dump()
    with pytest.raises(InputError, match="mở lại"):
        take(planned, blobs, first)
    assert planned.dump() == before
    assert PHOTO.sha256 in files(tmp_path)
    second = link(planned, "https://baotinh.vn/")
    take(planned, blobs, first)
    assert stands(planned) == [second]


# --- what goes wrong ------------------------------------------------------------------------------


def test_all_or_none(planned: Office, blobs: Blobs, tmp_path: Path) -> None:
    send(planned, blobs, PAPER)
    before = planned.dump(), files(tmp_path)
    with pytest.raises(InputError, match="đã có ở đây"):
        send(planned, blobs, PHOTO, PAPER)
    with pytest.raises(InputError, match="đã có ở đây"):
        send(planned, blobs, PHOTO, PHOTO)
    with pytest.raises(InputError, match="chưa chọn"):
        send(planned, blobs)
    assert (planned.dump(), files(tmp_path)) == before


def test_a_transaction_that_fails_leaves_no_file(
    planned: Office, blobs: Blobs, tmp_path: Path
) -> None:
    send(planned, blobs, PAPER, key=ITEM)
    before = planned.dump(), files(tmp_path)

    def fail() -> None:
        with proving.writing(planned.database, blobs, {PHOTO.sha256, PAPER.sha256}) as session:
            proving.add_files(session, blobs, SLOT, [PHOTO, PAPER], title="", who="lan")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (planned.dump(), files(tmp_path)) == before


def test_a_folder_that_takes_nothing_is_told(planned: Office, blobs: Blobs, tmp_path: Path) -> None:
    (tmp_path / "proof").write_text("a file where the folder should be")
    before = planned.dump()
    with pytest.raises(StoreError, match="thư mục minh chứng"):
        send(planned, blobs, PHOTO)
    assert planned.dump() == before


def together(*works: Callable[[], object]) -> None:
    threads = [Thread(target=work) for work in works]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def test_the_same_photo_from_two_people_at_once(
    planned: Office, blobs: Blobs, tmp_path: Path
) -> None:
    together(
        lambda: send(planned, blobs, PHOTO),
        lambda: send(planned, blobs, PHOTO, key=ITEM),
    )
    assert (len(stands(planned)), len(stands(planned, ITEM))) == (1, 1)
    assert files(tmp_path) == {PHOTO.sha256, f"{PHOTO.sha256}.thumb"}


def test_a_photo_that_one_removes_while_another_adds_it(
    planned: Office, blobs: Blobs, tmp_path: Path
) -> None:
    for _ in range(5):
        (old,) = send(planned, blobs, PHOTO)
        together(partial(take, planned, blobs, old), partial(send, planned, blobs, PHOTO, key=ITEM))
        assert files(tmp_path) == {PHOTO.sha256, f"{PHOTO.sha256}.thumb"}
        (new,) = stands(planned, ITEM)
        take(planned, blobs, new)
        assert files(tmp_path) == set()


def test_a_disk_that_is_full_leaves_no_draft(
    planned: Office, blobs: Blobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    before = planned.dump()
    with pytest.raises(StoreError, match="No space"):
        send(planned, blobs, PHOTO)
    assert (planned.dump(), files(tmp_path)) == (before, set())
