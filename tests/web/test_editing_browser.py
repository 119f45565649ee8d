"""Editing in a real browser: foreseen and saved, with and without JavaScript, in every state."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import small
from accounts import admit
from bases import Bases
from browsing import Served, entered, faults, looking, serving
from playwright.sync_api import Browser, Page, expect

from planner.domain.people import Role
from planner.store import register
from planner.store.db import Database

COMMUNE = "xa-dong-hoa"
PATHS = {
    "sessions": f"/agencies/{COMMUNE}/sessions",
    "agency": f"/agencies/{COMMUNE}/edit",
    "anniversary": "/anniversaries/quoc-khanh/edit",
    "new": "/anniversaries/new",
    "bulletin": "/cadences/loudspeaker-bulletin/edit",
    "banner": "/cadences/phase-banner/edit",
}
FORESEE = "Xem lịch sẽ đổi gì"
SAVE = "Lưu và lập lại lịch"


@pytest.fixture
def served(tmp_path: Path, bases: Bases) -> Iterator[Served]:
    """Serve the small province with its calendar."""
    url = bases.new()
    database = Database(url)
    small.Office(database, small.write(tmp_path / "seeds")).load()
    database.close()
    with serving(small.settings(url, tmp_path)) as address:
        yield address


@pytest.mark.parametrize("script", [True, False], ids=["script", "none"])
def test_a_commune_changes_its_sessions(chromium: Browser, served: Served, *, script: bool) -> None:
    database = served.app.extensions["planner"].database
    officer = admit(database, "chi-hai", Role.EDITOR, COMMUNE)
    size = {"width": 360, "height": 740}
    context = entered(chromium, served, officer, java_script_enabled=script, viewport=size)
    page = context.new_page()
    page.goto(f"{served}/agencies/{COMMUNE}")
    page.get_by_role("link", name="Sửa buổi phát").click()

    # refused, and the page says why beside what was typed
    page.get_by_label("Giờ bắt đầu").first.fill("25:00")
    page.get_by_role("button", name=FORESEE).click()
    expect(page.get_by_role("alert").filter(has_text="không phải một giờ")).to_be_visible()
    expect(page.get_by_label("Giờ bắt đầu").first).to_have_value("25:00")

    # foreseen with the keyboard alone: Enter sees beforehand, and never saves
    page.get_by_label("Giờ bắt đầu").first.fill("06:00")
    page.get_by_label("Giờ bắt đầu").first.press("Enter")
    expect(page.get_by_text("đổi nội dung").first).to_be_visible()
    if script:
        expect(page.get_by_role("heading", name="Lịch sẽ đổi")).to_be_focused()
    with database.session() as session:
        assert f"{register.load(session).get(COMMUNE).sessions[0].start:%H:%M}" == "05:30"

    # changed once more after that, so it is shown once more before it is saved
    page.get_by_label("Số phút").first.fill("40")
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_role("alert").filter(has_text="Chưa lưu")).to_be_visible()
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_role("status").filter(has_text="Đã lưu và lập lại lịch")).to_be_visible()
    expect(page).to_have_url(f"{served}/agencies/{COMMUNE}")
    with database.session() as session:
        first = register.load(session).get(COMMUNE).sessions[0]
    assert (first.id, f"{first.start:%H:%M}", first.minutes) == ("s1", "06:00", 40)
    context.close()


def change(page: Page, which: str) -> None:
    """Type something that changes the calendar."""
    match which:
        case "sessions":
            page.get_by_label("Giờ bắt đầu").last.fill("19:00")
        case "agency":
            page.get_by_label("Băng rôn").uncheck()
            page.get_by_label("Tên khác").fill("Một tên dài không có chỗ ngắt " + "đ" * 120)
        case "bulletin":
            page.get_by_label("Vào các thứ").check()
            page.get_by_label("Thứ Ba", exact=True).check()
            page.get_by_text("Cho người rành").click()
        case "banner":
            page.get_by_label("Nộp trước mấy ngày").fill("9")
        case _:
            page.get_by_label("Tên chính thức").fill("Ngày truyền thống xã")
            page.get_by_label("Ngày", exact=True).fill("20")
            page.get_by_label("Tháng", exact=True).fill("10")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (320, "dark")])
def test_every_form_in_every_state(
    chromium: Browser, served: Served, node_modules: Path, width: int, scheme: str
) -> None:
    with looking(chromium, served, width, scheme) as (page, said):
        for which, path in PATHS.items():
            page.goto(served + path)
            assert faults(page, node_modules) == [], which
            change(page, which)
            page.get_by_role("button", name=FORESEE).click()
            expect(page.get_by_role("button", name=SAVE)).to_be_visible()
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            assert faults(page, node_modules) == [], f"{which} foreseen"

        # refused
        page.goto(served + PATHS["bulletin"])
        page.get_by_label("Năm tròn").fill("tuần trước")
        page.get_by_role("button", name=FORESEE).click()
        expect(page.get_by_role("alert").filter(has_text="không phải khoảng ngày")).to_be_visible()
        expect(page.get_by_label("Năm tròn")).to_have_attribute("aria-invalid", "true")
        assert faults(page, node_modules) == [], "refused"

        # somebody was first
        page.goto(served + PATHS["agency"])
        page.get_by_label("Tên khác").fill("Xã cũ")
        database = served.app.extensions["planner"].database
        with database.writing() as session:
            theirs = register.load(session).get(COMMUNE)
            register.put(session, replace(theirs, to_check=True))
        page.get_by_role("button", name=FORESEE).click()
        expect(page.get_by_role("heading", name="Có người vừa sửa trước")).to_be_visible()
        expect(page.get_by_role("cell", name="Xã cũ")).to_be_visible()
        expect(page.get_by_label("Tên khác")).to_have_value("Xã cũ")
        assert faults(page, node_modules) == [], "stale"

        for path in (f"/agencies/{COMMUNE}", "/anniversaries", "/cadences"):
            page.goto(served + path)
            assert faults(page, node_modules) == [], path
        assert said == []
