"""Moving in a real browser: by mouse, by touch, by keys alone, and by forms without JavaScript."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import small
from accounts import admit
from bases import Bases
from browsing import Served, entered, faults, serving
from playwright.sync_api import Browser, Locator, Page, expect
from small import PLAN_KEY, Office

from planner.domain.model import State
from planner.domain.people import Role
from planner.store.db import Database

TODAY = date(2027, 8, 24)
NEWSPAPER = "bao-song-lam"
MONTH = f"/calendar/2027/08?agency={NEWSPAPER}"
DISTRICT = "/calendar/2027/08?agency=huyen-tay-ha"
FIRST, SECOND = (f"quoc-khanh-2027/press-column/{NEWSPAPER}/{one}" for one in ("d-3", "d-2"))
PAGES = [f"quoc-khanh-2027/press-page/{NEWSPAPER}/{one}" for one in ("th-0", "th-1")]
BANNER = "quoc-khanh-2027/banner-hang/phong-vh-tay-ha/span"
WAITING = f"{PLAN_KEY}-1/phase-event/huyen-tay-ha/once"
MONDAY, TUESDAY, FRIDAY = date(2027, 8, 30), date(2027, 8, 31), date(2027, 8, 27)


@pytest.fixture
def office(tmp_path: Path, bases: Bases) -> Iterator[Office]:
    database = Database(bases.new())
    made = Office(database, small.write(tmp_path / "seeds"))
    made.load()
    yield made
    database.close()


@pytest.fixture
def served(office: Office, tmp_path: Path) -> Iterator[Served]:
    with serving(office.settings(tmp_path, TODAY)) as at:
        yield at


@pytest.fixture
def page(chromium: Browser, office: Office, served: Served) -> Iterator[Page]:
    yield from opened(chromium, office, served)


def opened(chromium: Browser, office: Office, served: Served, **options: Any) -> Iterator[Page]:
    """Give a page of a coordinator, on which no script may fail."""
    person = admit(office.database, "chief", Role.COORDINATOR)
    size = {"width": 1280, "height": 1400}
    context = entered(chromium, served, person, **{"viewport": size, **options})
    page = context.new_page()
    page.set_default_timeout(10_000)
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    yield page
    context.close()
    assert failed == []


def chip(page: Page, key: str) -> Locator:
    return page.locator(f'.app [data-revision][href="/slots/{key}"]:visible').first


def cell(page: Page, day: date) -> Locator:
    return page.locator(f'td[data-day="{day}"]').first


def middle(place: Locator) -> tuple[float, float]:
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    return box["x"] + min(box["width"] / 2, 60), box["y"] + box["height"] / 2


def drag(page: Page, what: Locator, to: Locator) -> None:
    """Take something by the mouse and let it go over a place, in steps as a hand does."""
    page.mouse.move(*middle(what))
    page.mouse.down()
    page.mouse.move(*middle(to), steps=6)
    expect(page.locator("body > .ghost")).to_be_visible()
    expect(page.locator(".drop")).to_have_count(1)
    page.mouse.up()


def said(page: Page) -> Locator:
    return page.locator("#bao .told")


def test_a_chip_is_dragged_and_the_drop_undone(page: Page, served: Served, office: Office) -> None:
    at = office.slot(FIRST).at
    page.goto(served + MONTH)
    drag(page, chip(page, FIRST), cell(page, FRIDAY))
    expect(said(page)).to_contain_text("sang Thứ Sáu 27/8/2027")
    expect(cell(page, FRIDAY).locator(f'[href="/slots/{FIRST}"]')).to_be_visible()
    assert (office.slot(FIRST).day, office.slot(FIRST).at) == (FRIDAY, at)
    page.get_by_role("button", name="Hoàn tác").click()
    expect(said(page)).to_contain_text("Đã hoàn tác 1 mục")
    expect(cell(page, MONDAY).locator(f'[href="/slots/{FIRST}"]')).to_be_visible()
    assert office.slot(FIRST).day == MONDAY
    assert page.url == served + MONTH


def test_a_span_is_dragged_by_its_middle_and_keeps_its_length(
    page: Page, served: Served, office: Office
) -> None:
    before = office.slot(BANNER)
    assert before.day is not None
    assert before.end_day is not None
    page.goto(f"{served}/calendar/2027/08?agency=phong-vh-tay-ha")
    bar = chip(page, BANNER)
    box, week = bar.bounding_box(), cell(page, before.day).bounding_box()
    assert box is not None
    assert week is not None
    page.mouse.move(box["x"] + week["width"] * 1.5, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + week["width"] * 0.5, box["y"] + 30, steps=6)
    page.mouse.up()
    expect(said(page)).to_contain_text("Đã dời")
    after = office.slot(BANNER)
    assert after.day is not None
    assert after.end_day is not None
    assert (before.day - after.day).days == 1
    assert after.end_day - after.day == before.end_day - before.day


def test_from_the_tray_to_a_day_and_back(page: Page, served: Served, office: Office) -> None:
    page.goto(served + DISTRICT)
    page.locator("#khay summary").click()
    drag(page, chip(page, WAITING), cell(page, FRIDAY))
    expect(said(page)).to_contain_text("27/8/2027")
    assert office.slot(WAITING).day == FRIDAY
    drag(page, chip(page, WAITING), page.locator("#khay"))
    expect(said(page)).to_contain_text("về khay")
    assert office.slot(WAITING).day is None
    expect(page.locator("#khay")).to_have_attribute("open", "")


def test_a_week_takes_a_drop_on_a_day(page: Page, served: Served, office: Office) -> None:
    page.goto(f"{served}{MONTH}&view=week&day=2027-08-30")
    drag(page, chip(page, FIRST), page.locator('th[data-day="2027-09-03"]'))
    expect(said(page)).to_contain_text("03/9/2027")
    assert office.slot(FIRST).day == date(2027, 9, 3)


def test_escape_and_a_drop_where_it_was_change_nothing(
    page: Page, served: Served, office: Office
) -> None:
    before = office.dump()
    page.goto(served + MONTH)
    page.mouse.move(*middle(chip(page, FIRST)))
    page.mouse.down()
    page.mouse.move(*middle(cell(page, FRIDAY)), steps=4)
    page.keyboard.press("Escape")
    expect(page.locator("body > .ghost")).to_have_count(0)
    page.mouse.up()
    drag(page, chip(page, FIRST), cell(page, MONDAY).locator(".num"))
    expect(page.locator("body > .ghost")).to_have_count(0)
    assert page.url == served + MONTH
    assert office.dump() == before


def test_a_finger_lifts_after_a_while_and_scrolls_before(
    chromium: Browser, office: Office, served: Served
) -> None:
    for page in opened(chromium, office, served, has_touch=True):
        page.goto(served + MONTH)
        touch = page.context.new_cdp_session(page)

        def finger(kind: str, *at: float, touch: Any = touch) -> None:
            points = [{"x": at[0], "y": at[1]}] if at else []
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        start, end = middle(chip(page, FIRST)), middle(cell(page, FRIDAY))
        start = middle(chip(page, FIRST))
        finger("touchStart", *start)
        finger("touchMove", start[0], start[1] - 40)
        finger("touchEnd")
        expect(page.locator("body > .ghost")).to_have_count(0)
        assert office.slot(FIRST).day == MONDAY
        start, end = middle(chip(page, FIRST)), middle(cell(page, FRIDAY))
        finger("touchStart", *start)
        expect(page.locator("body > .ghost")).to_be_visible()
        for part in (0.3, 0.6, 1):
            finger(
                "touchMove",
                start[0] + (end[0] - start[0]) * part,
                start[1] + (end[1] - start[1]) * part,
            )
        expect(cell(page, FRIDAY)).to_have_class("drop")
        finger("touchEnd")
        expect(said(page)).to_contain_text("27/8/2027")
        assert office.slot(FIRST).day == FRIDAY


def finger(page: Page) -> Callable[..., None]:
    """Return what puts a finger on the page, moves it, and lifts it."""
    touch = page.context.new_cdp_session(page)

    def send(kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    return send


def carry(page: Page, what: Locator, to: Locator) -> None:
    """Hold something until it lifts and carry it to a place, scrolling at the edge if need be."""
    send = finger(page)
    what.evaluate("one => one.scrollIntoView({block: 'center'})")  # not under the bar below
    x, y = middle(what)
    send("touchStart", x, y)
    expect(page.locator("body > .ghost")).to_be_visible()
    size = page.viewport_size
    assert size is not None
    for _ in range(200):
        box = to.bounding_box()
        assert box is not None
        end = box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 30)
        if 0 < end[1] < size["height"]:
            break
        send("touchMove", x, 10 if end[1] < 0 else size["height"] - 10)
        page.wait_for_timeout(30)
    send("touchMove", end[0], end[1] - 4)
    box = to.bounding_box()
    assert box is not None
    send("touchMove", box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 30))
    expect(page.locator(".drop")).to_have_count(1)
    send("touchEnd")


PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def test_on_a_phone_a_finger_carries_from_the_tray_to_a_day_and_back(
    chromium: Browser, office: Office, served: Served
) -> None:
    for page in opened(chromium, office, served, **PHONE):
        page.goto(served + DISTRICT)
        page.locator("#khay summary").tap()
        carry(page, page.locator(f'#khay [href="/slots/{WAITING}"]'), cell(page, FRIDAY))
        expect(said(page)).to_contain_text("27/8/2027")
        assert office.slot(WAITING).day == FRIDAY
        page.goto(f"{served}{DISTRICT}&day={FRIDAY}")
        carry(page, page.locator(f'#ngay [href="/slots/{WAITING}"]'), page.locator("#khay"))
        expect(said(page)).to_contain_text("về khay")
        assert office.slot(WAITING).day is None
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_a_phone_a_finger_carries_from_a_days_list_to_another_day(
    chromium: Browser, office: Office, served: Served
) -> None:
    for page in opened(chromium, office, served, **PHONE):
        page.goto(served + MONTH)
        page.locator(f"#d{MONDAY}").tap()
        line = page.locator(f'#ngay [href="/slots/{FIRST}"]')
        expect(line).to_be_in_viewport()
        page.wait_for_timeout(200)  # until the page stands still
        carry(page, line, cell(page, FRIDAY))
        expect(said(page)).to_contain_text("27/8/2027")
        assert office.slot(FIRST).day == FRIDAY
        page.goto(f"{served}{MONTH}&view=agenda")
        line = page.locator(f'.listed [href="/slots/{FIRST}"]')
        carry(page, line, page.locator(f'.listed[data-day="{TUESDAY}"]'))
        expect(said(page)).to_contain_text("31/8/2027")
        assert office.slot(FIRST).day == TUESDAY


def test_without_javascript_a_phone_dates_from_the_tray_by_its_form(
    chromium: Browser, office: Office, served: Served
) -> None:
    for page in opened(chromium, office, served, java_script_enabled=False, **PHONE):
        page.goto(served + DISTRICT)
        page.locator("#khay summary").tap()
        page.get_by_role("link", name="xếp ngày ở trang khay").tap()
        form = page.locator("form", has=page.locator(f'input[value="{WAITING}"]'))
        form.get_by_label("Ngày").fill("27/8/2027")
        form.get_by_role("button", name="Xếp ngày").tap()
        expect(said(page)).to_contain_text("27/8/2027")
        assert office.slot(WAITING).day == FRIDAY


def test_from_the_tray_to_a_day_by_keys(page: Page, served: Served, office: Office) -> None:
    page.goto(served + DISTRICT)
    page.locator("#khay summary").focus()
    page.keyboard.press("Enter")
    chip(page, WAITING).focus()
    page.keyboard.press("m")
    page.keyboard.type("27/8/2027")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("27/8/2027")
    expect(chip(page, WAITING)).to_be_focused()
    page.keyboard.press("m")
    page.get_by_role("button", name="Về khay").focus()
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("về khay")
    assert office.slot(WAITING).day is None


def test_everything_by_keys_alone(page: Page, served: Served, office: Office) -> None:
    page.goto(served + MONTH)
    chip(page, FIRST).focus()
    page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Alt+ArrowLeft")
    page.keyboard.press("Alt+ArrowRight")
    expect(said(page)).to_contain_text("Thứ Ba 31/8/2027")
    expect(chip(page, FIRST)).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(said(page)).to_contain_text("Thứ Ba 24/8/2027")
    page.keyboard.press("m")
    expect(page.get_by_label("Dời sang ngày")).to_be_focused()
    page.keyboard.type("31/9/2027")
    page.keyboard.press("Enter")
    expect(page.locator("#doi-nhanh .said")).to_contain_text("“31/9/2027” không phải một ngày")
    expect(page.get_by_label("Dời sang ngày")).to_have_value("31/9/2027")
    page.get_by_label("Dời sang ngày").select_text()
    page.keyboard.type("26/8/2027")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Thứ Năm 26/8/2027")
    expect(chip(page, FIRST)).to_be_focused()
    page.keyboard.press("m")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="−1 ngày")).to_be_focused()
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Thứ Tư 25/8/2027")
    page.get_by_role("button", name="Hoàn tác").focus()
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Đã hoàn tác")
    assert office.slot(FIRST).day == date(2027, 8, 26)
    chip(page, FIRST).focus()
    page.keyboard.press("m")
    page.keyboard.press("Escape")
    expect(page.locator("#doi-nhanh")).to_be_hidden()


def test_a_question_mark_opens_the_list_of_keys_on_every_page(page: Page, served: Served) -> None:
    keys = page.get_by_role("dialog", name="Phím tắt")
    for path in (MONTH, "/", "/agencies", f"/slots/{FIRST}"):
        page.goto(served + path)
        page.keyboard.press("?")
        expect(keys.get_by_text("ở mọi trang")).to_be_visible()
        expect(keys.get_by_role("button", name="Đóng")).to_be_focused()
        page.keyboard.press("Escape")
        expect(keys).to_be_hidden()
        assert page.url == served + path
    page.goto(served + MONTH)
    field = page.get_by_role("searchbox", name="Tìm", exact=True)
    field.press("?")
    expect(field).to_have_value("?")
    expect(keys).to_be_hidden()


def test_the_keys_of_one_letter_can_be_turned_off(page: Page, served: Served) -> None:
    keys = page.get_by_role("dialog", name="Phím tắt")
    page.goto(served + MONTH)
    page.keyboard.press("?")
    keys.get_by_role("button", name="Tắt phím ? và M").click()
    expect(page.locator("body[data-no-keys]")).to_be_attached()
    assert page.url == served + MONTH
    page.keyboard.press("?")
    chip(page, FIRST).focus()
    page.keyboard.press("m")
    page.keyboard.press("Alt+ArrowRight")
    expect(said(page)).to_contain_text("Thứ Ba 31/8/2027")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.get_by_role("link", name="Giải thích và phím tắt").click()
    page.get_by_role("button", name="Bật lại phím ? và M").click()
    expect(page.get_by_role("button", name="Tắt phím ? và M")).to_be_visible()
    page.goto(served + "/help")
    page.keyboard.press("?")
    expect(page).to_have_url(f"{served}/help#phim")
    page.goto(served + MONTH)
    page.keyboard.press("?")
    expect(keys).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_to_a_day_in_every_view(
    chromium: Browser, office: Office, served: Served, *, script: bool
) -> None:
    for page in opened(chromium, office, served, java_script_enabled=script):
        for view, address in {
            "month": "/calendar/2027/09?agency=bao-song-lam&day=2027-09-02#ngay",
            "week": "/calendar/2027/09?agency=bao-song-lam&view=week&day=2027-09-02#ngay",
            "agenda": "/calendar/2027/09?agency=bao-song-lam&view=agenda#ngay-2027-09-02",
            "timeline": "/calendar/2027/09?agency=bao-song-lam&view=timeline",
            "coverage": "/calendar/2027/09?agency=bao-song-lam&view=coverage",
            "themes": "/calendar/2027/09?agency=bao-song-lam&view=themes",
            "board": "/calendar/2027/09?agency=bao-song-lam&view=board",
        }.items():
            page.goto(f"{served}/calendar/2027/08?view={view}&agency={NEWSPAPER}")
            page.locator(".jump summary").click()
            page.get_by_label("Mở lịch quanh ngày").fill("2027-09-02")
            page.get_by_role("button", name="Mở", exact=True).click()
            expect(page).to_have_url(served + address)
        page.locator(".jump summary").click()
        page.get_by_role("link", name="Hôm nay, 24/8").click()
        expect(page).to_have_url(f"{served}/calendar/2027/08?agency={NEWSPAPER}&view=board")


def test_a_drop_is_one_request(page: Page, served: Served) -> None:
    page.goto(served + MONTH)
    page.locator(".month").evaluate("one => { one.dataset.kept = 'yes' }")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(f"{one.method} {one.url}"))
    drag(page, chip(page, FIRST), cell(page, FRIDAY))
    expect(cell(page, FRIDAY).locator(f'[href="/slots/{FIRST}"]')).to_be_visible()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(cell(page, MONDAY).locator(f'[href="/slots/{FIRST}"]')).to_be_visible()
    assert asked == [f"POST {served}/slots/{FIRST}/move", f"POST {served}/undo"]
    expect(page.locator(".month[data-kept]")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_several_at_once_and_back(
    chromium: Browser, office: Office, served: Served, *, script: bool
) -> None:
    office.edit(SECOND, {"state": State.PUBLISHED}, TODAY)
    for page in opened(chromium, office, served, java_script_enabled=script):
        page.goto(served + MONTH)
        page.get_by_role("link", name="Chọn nhiều mục").click()
        for key in (FIRST, SECOND):
            page.locator(f'input[name="pick"][value$="{key}"]').check()
        page.locator("select[name=step]").select_option("shift")
        expect(page.get_by_role("textbox", name="Số ngày")).to_be_visible()
        expect(page.get_by_role("textbox", name="Lý do")).to_be_hidden()
        page.get_by_role("textbox", name="Số ngày").fill("-3")
        page.get_by_role("button", name="Làm với mục đã đánh dấu").click()
        expect(said(page)).to_contain_text("Đã dời 1 mục.")
        expect(said(page)).to_contain_text("Giữ nguyên 1 mục: chỉ dời mục chưa đăng")
        assert office.slot(FIRST).day == FRIDAY
        page.get_by_role("button", name="Hoàn tác").click()
        expect(said(page)).to_contain_text("Đã hoàn tác 1 mục")
        assert office.slot(FIRST).day == MONDAY


def test_without_javascript_a_slot_moves_by_its_form(
    chromium: Browser, office: Office, served: Served
) -> None:
    for page in opened(chromium, office, served, java_script_enabled=False):
        page.goto(f"{served}/slots/{FIRST}")
        page.get_by_label("hoặc số ngày").fill("+1")
        page.get_by_role("button", name="Dời", exact=True).click()
        expect(said(page)).to_contain_text("Thứ Ba 31/8/2027")
        page.get_by_role("button", name="Hoàn tác").click()
        expect(said(page)).to_contain_text("Đã hoàn tác")
        assert office.slot(FIRST).day == MONDAY


def test_the_way_back_goes_after_ten_seconds_but_not_while_it_is_looked_at(
    page: Page, served: Served, office: Office
) -> None:
    page.clock.install()
    page.goto(served + MONTH)
    chip(page, FIRST).focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(said(page)).to_be_visible()
    page.clock.fast_forward(9_000)
    expect(said(page)).to_be_visible()
    page.get_by_role("button", name="Hoàn tác").focus()
    page.clock.fast_forward(5_000)
    expect(said(page)).to_be_visible()
    chip(page, FIRST).focus()
    page.clock.fast_forward(2_000)
    expect(said(page)).to_have_count(0)


def test_what_clashes_after_a_drop_is_said(page: Page, served: Served, office: Office) -> None:
    day = office.slot(PAGES[1]).day
    assert day is not None
    page.goto(f"{served}/calendar/2027/08?agency={NEWSPAPER}")
    drag(page, chip(page, PAGES[0]), cell(page, day))
    expect(said(page)).to_contain_text("2 chuyên trang cùng ngày")
    expect(said(page)).to_contain_text("nên dời một mục")


def test_a_drop_that_is_refused_or_too_late_leaves_the_servers_truth(
    page: Page, served: Served, office: Office
) -> None:
    page.goto(served + DISTRICT)
    office.edit(WAITING, {"day": FRIDAY}, TODAY)
    page.locator("#khay summary").click()
    drag(page, chip(page, WAITING), cell(page, MONDAY))
    expect(page.locator("#loi")).to_contain_text("Người khác vừa đổi")
    expect(cell(page, FRIDAY).locator(f'[href="/slots/{WAITING}"]')).to_be_visible()
    page.get_by_role("button", name="Vẫn làm: Dời").click()
    expect(cell(page, MONDAY).locator(f'[href="/slots/{WAITING}"]')).to_be_visible()
    assert office.slot(WAITING).day == MONDAY
    page.context.clear_cookies()
    drag(page, chip(page, WAITING), cell(page, FRIDAY))
    expect(page.locator("#loi")).to_contain_text("Phiên đăng nhập đã hết")
    expect(cell(page, MONDAY).locator(f'[href="/slots/{WAITING}"]')).to_be_visible()
    page.context.set_offline(True)
    drag(page, chip(page, WAITING), cell(page, FRIDAY))
    expect(page.locator("#loi")).to_contain_text("Máy chủ không trả lời")
    assert office.slot(WAITING).day == MONDAY


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (320, "dark")])
def test_axe_finds_nothing_in_any_state(
    chromium: Browser,
    office: Office,
    served: Served,
    node_modules: Path,
    width: int,
    scheme: str,
) -> None:
    found = {}
    size = {"width": width, "height": 900}
    for page in opened(
        chromium, office, served, viewport=size, color_scheme=scheme, bypass_csp=True
    ):
        for name, path in {
            "month": f"{MONTH}&select=1",
            "list": f"{MONTH}&view=agenda&select=all",
            "tray": DISTRICT,
        }.items():
            page.goto(served + path)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            found[name] = faults(page, node_modules)
        page.goto(f"{served}{MONTH}&view=agenda")
        chip(page, PAGES[1]).focus()
        page.keyboard.press("m")
        found["mover"] = faults(page, node_modules)
        page.get_by_role("button", name="+7 ngày").click()
        expect(said(page)).to_be_visible()
        page.wait_for_timeout(300)
        found["told"] = faults(page, node_modules)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
