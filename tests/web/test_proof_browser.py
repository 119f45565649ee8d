"""Proof in a real browser: a photo from a phone, with and without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import small
import uploads
from accounts import admit
from bases import Bases
from browsing import Served, entered, faults, looking, serving
from playwright.sync_api import Browser, FilePayload, Page, expect

from planner.domain.people import Role
from planner.store import proofs
from planner.store.db import Database

SLOT = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"
ITEM = f"{small.PLAN_KEY}/d1/so-vhtt-song-lam/once"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def served(tmp_path: Path, bases: Bases) -> Iterator[Served]:
    """Serve the small province with its calendar."""
    url = bases.new()
    database = Database(url)
    small.Office(database, small.write(tmp_path / "seeds")).load()
    database.close()
    with serving(small.settings(url, tmp_path)) as address:
        yield address


def chosen(page: Page, name: str, data: bytes) -> None:
    files = [FilePayload(name=name, mimeType="application/octet-stream", buffer=data)]
    page.get_by_label("Ảnh chụp").set_input_files(files)


@pytest.mark.parametrize("script", [True, False], ids=["script", "none"])
def test_an_officer_proves_a_banner_on_a_phone(
    chromium: Browser, served: Served, *, script: bool
) -> None:
    database = served.app.extensions["planner"].database
    officer = admit(database, "chi-hai", Role.EDITOR, "xa-dong-hoa")
    context = entered(chromium, served, officer, java_script_enabled=script, **PHONE)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{served}/slots/{SLOT}")

    # refused, and the page says why
    chosen(page, "ảnh.jpg", uploads.svg())
    page.get_by_label("Chú thích").fill("Cổng chào ấp 3")
    page.locator("#minh-chung").get_by_role("button", name="Gửi").click()
    expect(page.locator("#minh-chung").get_by_role("alert")).to_contain_text("“ảnh.jpg”: loại tệp")
    expect(page.get_by_label("Chú thích")).to_have_value("Cổng chào ấp 3")

    # taken, upright and shown
    chosen(page, "ảnh.jpg", uploads.from_a_phone())
    page.locator("#minh-chung").get_by_role("button", name="Gửi").click()
    photo = page.get_by_role("img", name="Cổng chào ấp 3")
    expect(photo).to_be_visible()
    expect(page).to_have_url(f"{served}/slots/{SLOT}" + ("" if script else "#minh-chung"))
    photo.scroll_into_view_if_needed()
    if script:
        page.wait_for_function("[...document.images].every(one => one.naturalHeight > 0)")
        assert photo.evaluate("one => one.naturalHeight > one.naturalWidth")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.get_by_text("Thêm số lượng").click()
    page.get_by_label("Số", exact=True).fill("12")
    page.get_by_label("Đếm cái gì").fill("khẩu hiệu")
    page.get_by_role("button", name="Thêm", exact=True).click()
    listed = page.locator(".proofs li")
    expect(listed).to_have_count(2)
    expect(listed.last).to_contain_text("12 khẩu hiệu")
    expect(listed.last).to_contain_text("Người chi-hai")
    page.get_by_role("button", name="Gỡ Cổng chào ấp 3").click()
    expect(listed).to_have_count(1)
    with database.session() as session:
        assert [one.kind for one in proofs.of(session, SLOT)] == ["count"]
    context.close()


def fill(page: Page, served: Served) -> None:
    """Leave a link, a photo and a file, all forms open, and one of them refused."""
    page.goto(f"{served}/slots/{SLOT}")
    chosen(page, "một tên tệp rất dài " * 6 + ".pdf", uploads.pdf())
    page.locator("#minh-chung").get_by_role("button", name="Gửi").click()
    expect(page.locator(".proofs li")).to_have_count(1)
    page.get_by_text("Thêm ảnh, tệp").click()
    chosen(page, "treo cờ.jpg", uploads.jpeg())
    page.locator("#minh-chung").get_by_role("button", name="Gửi").click()
    expect(page.locator(".proofs li")).to_have_count(2)
    for url in ("https://baotinh.vn/" + "a" * 90, "baotinh.vn"):
        page.locator("summary", has_text="Thêm liên kết").click()
        page.get_by_label("Địa chỉ trang").fill(url)
        page.get_by_label("Tên bài").fill("Rực rỡ cờ hoa")
        page.get_by_label("Ngày đăng").fill("30/5/2027")
        page.get_by_role("button", name="Thêm liên kết").click()
        expect(page.locator(".proofs li")).to_have_count(3)
    expect(page.locator("#minh-chung").get_by_role("alert")).to_contain_text("địa chỉ trang web")
    page.locator("summary", has_text="Thêm số lượng").click()


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_part_in_every_state(
    chromium: Browser, served: Served, node_modules: Path, width: int, scheme: str
) -> None:
    with looking(chromium, served, width, scheme) as (page, said):
        page.goto(f"{served}/proof/{ITEM}")
        assert faults(page, node_modules) == []
        fill(page, served)
        assert (faults(page, node_modules), said) == ([], [])
