"""The pages in a real browser: as people use them, without JavaScript too, and as pictures."""

from pathlib import Path

import pytest
from accounts import client_of
from browsing import Served, entered, faults, looking, serving
from playwright.sync_api import Browser, expect

from planner.settings import Settings
from planner.web import create_app


@pytest.mark.parametrize(
    ("script", "slug", "name"),
    [(True, "xa-an-bien", "Xã An Biên"), (False, "xa-an-minh", "Xã An Minh")],
    ids=["script", "no-script"],
)
def test_from_home_to_a_moved_slot_a_ticked_item_and_a_subscription(
    chromium: Browser, served: Served, *, script: bool, slug: str, name: str
) -> None:
    """Home, the next anniversary, an agency's slot, its move, the checklist, the feed."""
    context = entered(chromium, served, java_script_enabled=script, locale="vi-VN")
    page = context.new_page()
    page.goto(served)
    page.get_by_role("link", name="02/9/2027").first.click()
    expect(page).to_have_title("Tháng Chín 2027 · Lịch chiến dịch")
    page.get_by_label("Cơ quan", exact=True).select_option(slug)
    page.get_by_role("button", name="Xem lịch").click()
    page.goto(f"{served}/calendar/2027/08?agency={slug}&day=2027-08-30")
    page.locator("#ngay a[href*='/slots/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("82 năm Quốc khánh")
    page.get_by_label("Dời sang ngày").fill("31/8/2027")
    page.get_by_role("button", name="Dời", exact=True).click()
    expect(page.locator("main")).to_contain_text("Thứ Ba 31/8/2027")
    page.get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.locator("#dem")).to_contain_text("0 đã xong")
    page.locator("li.task").first.get_by_role("checkbox").click()
    expect(page.locator("#dem")).to_contain_text("1 đã xong")
    page.get_by_role("button", name="Tạo địa chỉ lịch").click()
    expect(page.get_by_label("Địa chỉ").first).to_be_visible()
    address = page.get_by_label("Địa chỉ").first.input_value()
    feed = page.request.get(served + address.removeprefix("http://127.0.0.1:5000"))
    assert feed.status == 200
    assert feed.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "Hạ băng rôn: 82 năm Quốc khánh" in feed.text().replace("\r\n ", "")
    context.close()


def test_the_styleguide_in_development_only(
    chromium: Browser,
    settings: Settings,
    node_modules: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every piece in every state: axe finds nothing there either."""
    assert client_of(create_app(settings)).get("/styleguide").status_code == 404
    monkeypatch.setenv("FLASK_DEBUG", "1")
    with serving(settings) as address, looking(chromium, address, 1440, "light") as (page, said):
        page.goto(f"{address}/styleguide")
        wrong = faults(page, node_modules)
        pieces = page.locator("main section").count()
    assert (wrong, said, pieces > 10) == ([], [], True)
