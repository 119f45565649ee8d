"""The work of a newspaper's editor and approver in a real browser, and two people at one brief."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import small
from accounts import admit
from bases import Bases
from browsing import Served, entered, faults, serving
from playwright.sync_api import Browser, Page, expect
from small import PLAN_KEY, Office

from planner.domain.model import State
from planner.domain.people import Person, Role
from planner.services import checklists, discussing
from planner.store import items, people, slots
from planner.store.db import Database

TODAY = date(2027, 8, 24)
SLOT = "quoc-khanh-2027/press-column/bao-song-lam/{}"
ITEM = f"{PLAN_KEY}/d1/so-vhtt-song-lam/once"


@pytest.fixture(scope="module")
def office(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("work")
    database = Database(bases.new())
    made = Office(database, small.write(folder / "seeds"))
    made.load()
    yield made
    database.close()


@pytest.fixture(scope="module")
def served(office: Office) -> Iterator[Served]:
    with serving(office.settings(office.folder.parent, TODAY)) as at:
        yield at


def known(office: Office, name: str, full_name: str, role: Role, agency: str) -> Person:
    person = replace(admit(office.database, name, role, agency), full_name=full_name)
    with office.database.writing() as session:
        people.put(session, person)
    return person


@pytest.fixture
def lan(office: Office) -> Person:
    return known(office, "nguyen.lan", "Nguyễn Thị Lan", Role.EDITOR, "bao-song-lam")


@pytest.fixture
def minh(office: Office) -> Person:
    return known(office, "tran.minh", "Trần Quang Minh", Role.APPROVER, "bao-song-lam")


@pytest.mark.parametrize(
    ("script", "occurrence"), [(True, "d-2"), (False, "d-1")], ids=["script", "no-script"]
)
def test_a_column_is_written_sent_back_and_approved(
    chromium: Browser, served: Served, lan: Person, minh: Person, *, script: bool, occurrence: str
) -> None:
    address = f"{served}/slots/{SLOT.format(occurrence)}"
    writes = entered(chromium, served, lan, java_script_enabled=script).new_page()
    decides = entered(chromium, served, minh, java_script_enabled=script).new_page()
    writes.goto(address)
    press(writes, "Bắt đầu soạn")
    stands(writes, "đang soạn")
    writes.locator("#de-cuong summary").click()
    writes.get_by_label("Viết bằng Markdown").fill("Hai cụ lão thành kể chuyện")
    press(writes, "Lưu đề cương")
    expect(writes.locator("#de-cuong .prose")).to_contain_text("Hai cụ lão thành")
    press(writes, "Gửi duyệt")
    stands(writes, "chờ duyệt")
    expect(writes.get_by_role("button", name="Duyệt", exact=True)).to_be_disabled()
    expect(writes.locator("main")).to_contain_text("chờ người duyệt")
    decides.goto(address)
    decides.get_by_label("Lý do trả lại").fill("Thiếu ảnh")
    press(decides, "Trả lại")
    stands(decides, "đang soạn")
    decides.get_by_label("Viết cho những người cùng làm").fill("@nguyen.lan chụp buổi sáng nhé")
    press(decides, "Gửi")
    expect(decides.locator("#trao-doi")).to_contain_text("@Nguyễn Thị Lan chụp buổi sáng nhé")
    writes.goto(address)
    expect(writes.locator("main")).to_contain_text("Trần Quang Minh: “Thiếu ảnh”")
    press(writes, "Gửi duyệt")
    stands(writes, "chờ duyệt")
    decides.goto(address)
    press(decides, "Duyệt")
    stands(decides, "đã duyệt")
    for page in (writes, decides):
        page.context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def stands(page: Page, state: str) -> None:
    """Wait until the page shows the slot in a state."""
    expect(page.locator(".moons [aria-current]")).to_contain_text(state)


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_two_who_write_one_brief_lose_nothing(
    chromium: Browser, served: Served, office: Office, lan: Person, *, script: bool, width: int
) -> None:
    key = SLOT.format("d-0")
    office.edit(key, {"brief": f"một\nhai\nba {width} {script}"}, TODAY)
    other = known(office, "le.hoa", "Lê Thu Hòa", Role.EDITOR, "bao-song-lam")
    size = {"width": width, "height": 900}
    first, second = (
        entered(chromium, served, one, java_script_enabled=script, viewport=size).new_page()
        for one in (lan, other)
    )
    for page in (first, second):
        page.goto(f"{served}/slots/{key}")
        page.locator("#de-cuong summary").click()
    first.get_by_label("Viết bằng Markdown").fill(f"một: mở bài\nhai\nba {width} {script}")
    press(first, "Lưu đề cương")
    expect(first.locator("#de-cuong .prose")).to_contain_text("mở bài")
    second.get_by_label("Viết bằng Markdown").fill(f"một\nhai\nba {width} {script}: kết")
    press(second, "Lưu đề cương")
    expect(second.get_by_label("đây là bản gộp")).to_have_value(
        f"một: mở bài\nhai\nba {width} {script}: kết"
    )
    press(second, "Lưu bản này")
    expect(second.locator("#de-cuong .prose")).to_contain_text(": kết")
    assert office.slot(key).brief == f"một: mở bài\nhai\nba {width} {script}: kết"
    for page in (first, second):
        page.context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")])
def test_axe_finds_nothing_on_the_pages_of_work(
    chromium: Browser,
    served: Served,
    office: Office,
    node_modules: Path,
    lan: Person,
    minh: Person,
    width: int,
    scheme: str,
) -> None:
    key = SLOT.format("d-3")
    giver = known(office, "vo.ha", "Võ Hà", Role.EDITOR, "so-vhtt-song-lam")
    office.edit(key, {"state": State.IN_REVIEW, "brief": ""}, TODAY)
    with office.database.writing() as session:
        discussing.say(session, slots.get(session, key), minh, "@nguyen.lan xem https://bao.vn")
        if items.get(session, ITEM).handed_to is None:
            revision = items.get(session, ITEM).revision
            given = {"given": "bao-song-lam", "why": "Có ảnh"}
            checklists.take(
                session, ITEM, "hand_on", giver, today=TODAY, revision=revision, **given
            )
    pages = {
        "slot": (minh, f"/slots/{key}"),
        "item given": (giver, f"/items/{ITEM}"),
        "item offered": (lan, f"/items/{ITEM}"),
        "agency": (lan, "/agencies/bao-song-lam"),
    }
    found = {}
    for name, (person, path) in pages.items():
        page = looking_as(chromium, served, person, width, scheme)
        page.goto(served + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        if wrong := faults(page, node_modules):
            found[name] = wrong
        page.context.close()
    page = looking_as(chromium, served, lan, width, scheme)
    page.goto(f"{served}/slots/{key}")
    office.edit(key, {"day": date(2027, 8, 28), "brief": f"{width} {scheme}"}, TODAY)
    page.get_by_label("Dời sang ngày").fill("29/8/2027")
    press(page, "Dời")
    expect(page.locator("#loi")).to_contain_text("Bạn vừa nhập")
    if wrong := faults(page, node_modules):
        found["conflict"] = wrong
    office.edit(key, {"day": date(2027, 8, 30)}, TODAY)
    page.context.close()
    assert found == {}


def looking_as(chromium: Browser, served: Served, person: Person, width: int, scheme: str) -> Page:
    return entered(
        chromium,
        served,
        person,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
    ).new_page()
