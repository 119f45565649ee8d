"""From a file to slots and a feed in a real browser, with and without JavaScript."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import small
from bases import Bases
from browsing import Served, entered, faults, looking, serving
from imports import LETTER_TEXT, PLAN_TEXT
from playwright.sync_api import Browser, FilePayload, Page, expect

from planner.store.db import Database

TODAY = date(2027, 6, 1)
STATES = ("intake", "refused", "lost", "plan", "letter", "edit", "field", "add", "wrong", "preview")


@pytest.fixture(scope="module")
def served(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the small province with its calendar."""
    folder = tmp_path_factory.mktemp("import")
    url = bases.new()
    database = Database(url)
    small.Office(database, small.write(folder / "seeds")).load()
    database.close()
    with serving(small.settings(url, folder)) as address:
        yield address


def send(page: Page, served: Served, text: str) -> None:
    page.goto(f"{served}/plans/import")
    file = FilePayload(name="ke-hoach.txt", mimeType="text/plain", buffer=text.encode())
    page.get_by_label("Tệp .docx").set_input_files(file)
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("KH-UBND")


@pytest.mark.parametrize(
    ("script", "number", "stranger"),
    [(True, 77, "Hội Nhà vườn tỉnh"), (False, 78, "Câu lạc bộ Chim cảnh tỉnh")],
    ids=["script", "none"],
)
def test_from_a_file_to_slots_and_a_feed(
    chromium: Browser, served: Served, *, script: bool, number: int, stranger: str
) -> None:
    context = entered(chromium, served, java_script_enabled=script, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{served}/plans")
    page.get_by_role("link", name="Nhập kế hoạch").click()
    text = (LETTER_TEXT + PLAN_TEXT).replace("77/KH", f"{number}/KH")
    send(page, served, text.replace("Hội Nhà vườn tỉnh", stranger))

    asked = page.locator(".asked", has_text=stranger)
    asked.get_by_label("như văn bản viết").check()
    asked.get_by_role("button", name="Trả lời").click()
    answered = page.get_by_text("sẽ thêm vào danh bạ như văn bản viết", exact=True)
    expect(answered).to_be_visible()

    theme = page.locator("li.k-themes", has_text="nông thôn mới")
    theme.get_by_role("link", name="Sửa").click()
    page.get_by_role("textbox", name="Chủ đề").fill("Đường mới, trường mới của các ấp")
    page.get_by_role("button", name="Lưu").click()
    theme = page.locator("li.k-themes", has_text="Đường mới")
    expect(theme).to_contain_text("Đã sửa")
    if script:
        expect(theme).to_be_focused()

    held = page.locator("li.k-duties", has_text="dư luận")
    expect(held).to_contain_text("Ngoài phạm vi")
    expect(held.get_by_role("link", name="Sửa")).to_have_count(0)
    expect(held.get_by_role("button")).to_have_count(0)

    page.get_by_role("link", name="Xem lịch sẽ có").click()
    expect(page.locator("#lich")).to_contain_text("mục mới trong lịch")
    page.get_by_role("button", name="Nhận kế hoạch").click()
    expect(page.get_by_role("status")).to_contain_text("Đã nhận kế hoạch: thêm")
    expect(page).to_have_url(f"{served}/plans/{number}-kh-ubnd-2027")
    with page.expect_download() as given:
        page.get_by_role("link", name="Tệp gốc").click()
    assert "Quốc khánh" in Path(given.value.path()).read_text(encoding="utf-8")

    page.goto(f"{served}/calendar/2027/09?agency=bao-song-lam")
    expect(page.locator("main")).to_contain_text("Đường mới, trường mới của các ấp")
    page.goto(f"{served}/agencies/so-vhtt-song-lam")
    expect(page.locator("main")).to_contain_text("Tổ chức triển lãm ảnh về quê hương")
    if page.get_by_role("button", name="Tạo địa chỉ lịch").count():
        page.get_by_role("button", name="Tạo địa chỉ lịch").click()
    address = page.get_by_label("Địa chỉ").first.input_value()
    feed = page.request.get(served + address.removeprefix("http://127.0.0.1:5000"))
    told = feed.text().replace("\r\n ", "")
    assert "Tổ chức triển lãm ảnh về quê hương" in told
    assert "dư luận" not in told
    context.close()


def test_keyboard_and_links_both_ways(chromium: Browser, served: Served) -> None:
    """A line leads to its item and back; a form opens and closes where the focus is."""
    context = entered(chromium, served)
    page = context.new_page()
    send(page, served, PLAN_TEXT.replace("77/KH", "81/KH"))
    item = page.locator("#themes-0")
    item.get_by_role("link", name="dòng").focus()
    page.keyboard.press("Enter")
    line = page.locator("li:target")
    expect(line).to_contain_text("bản Tuyên ngôn Độc lập")
    line.get_by_role("link", name="Chủ đề 1").focus()
    page.keyboard.press("Enter")
    expect(page.locator("li:target")).to_have_attribute("id", "themes-0")
    item.get_by_role("link", name="Sửa").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Chủ đề")).to_be_focused()
    item.get_by_role("link", name="Thôi").focus()
    page.keyboard.press("Enter")
    expect(item.get_by_role("link", name="Sửa")).to_be_focused()
    page.close()


def test_a_stale_page_is_made_fresh_in_place(chromium: Browser, served: Served) -> None:
    context = entered(chromium, served)
    page, other = context.new_page(), context.new_page()
    send(page, served, PLAN_TEXT.replace("77/KH", "82/KH"))
    other.goto(page.url)
    for each, words in ((page, "Lời của tôi"), (other, "Lời của người kia")):
        each.locator("#themes-0").get_by_role("link", name="Sửa").click()
        each.get_by_role("textbox", name="Chủ đề").fill(words)
    for each in (other, page):
        each.get_by_role("button", name="Lưu").click()
        expect(each.locator("#themes-0")).to_contain_text("Lời của người kia")
    expect(page.get_by_role("alert").last).to_contain_text("Có người vừa sửa trước")
    expect(page.get_by_role("alert").last).to_contain_text("Lời của tôi")
    page.close()
    other.close()


def test_on_a_phone_the_file_unfolds_behind_a_line(chromium: Browser, served: Served) -> None:
    context = entered(chromium, served, viewport={"width": 360, "height": 740})
    page = context.new_page()
    send(page, served, PLAN_TEXT.replace("77/KH", "83/KH"))
    source = page.locator("#nguyen-van")
    expect(source).to_be_hidden()
    page.locator("#themes-0").get_by_role("link", name="dòng").click()
    expect(source.locator("li:target")).to_contain_text("bản Tuyên ngôn Độc lập")
    source.get_by_role("link", name="Chủ đề 1").click()
    expect(source).to_be_hidden()
    expect(page.locator("#themes-0")).to_be_visible()
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    chromium: Browser, served: Served, node_modules: Path, width: int, scheme: str
) -> None:
    found = {}
    with looking(chromium, served, width, scheme) as (page, said):
        send(page, served, (LETTER_TEXT + PLAN_TEXT).replace("77/KH", "84/KH"))
        address = page.url
        for state in STATES:
            show(page, served, address, state)
            if wrong := faults(page, node_modules):
                found[state] = wrong
    assert (found, said) == ({}, [])


def show(page: Page, served: Served, address: str, state: str) -> None:
    """Bring the page into one of its states."""
    addresses = {
        "intake": f"{served}/plans/import",
        "refused": f"{served}/plans/import",
        "lost": f"{served}/plans/import/reading/khong-con",
        "letter": f"{address}?paper=0",
        "edit": f"{address}?edit=windows-0",
        "field": f"{address}?edit=province",
        "add": f"{address}?add=anniversaries",
        "wrong": f"{address}?edit=periods-0",
        "preview": f"{address}?preview=1",
    }
    page.goto(addresses.get(state, address))
    if state == "refused":
        data = b"\x89PNG\r\n\x1a\n\x00\x00"
        file = FilePayload(name="anh.png", mimeType="image/png", buffer=data)
        page.get_by_label("Tệp .docx").set_input_files(file)
        page.get_by_role("button", name="Đọc tệp").click()
        expect(page.get_by_role("alert").last).to_contain_text("Chưa nhận được")
    if state == "wrong":
        page.get_by_label("Từ ngày").fill("31/2/2027")
        page.get_by_role("button", name="Lưu").click()
        expect(page.locator("#loi-muc")).to_be_visible()
