"""Every action with the keyboard alone on a real province's year: no pointer, no focus by script.

What has the focus is always seen: it is drawn apart, and lies in the window.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import lived
import pytest
from browsing import Served
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from planner.domain.model import Slot, State
from planner.store import calendar, feeds, plans, register, sites, slots, views
from planner.store.db import Database

COMMUNE = "xa-giong-rieng"
MONTH = f"/calendar/2027/08?agency={COMMUNE}"
POSTS = [f"quoc-khanh-2027/social-daily/{COMMUNE}/d-{day}" for day in (3, 2, 1)]
BANNER = f"quoc-khanh-2027/banner-hang/{COMMUNE}/span"
FEATURE = f"quoc-khanh-2027/portal-feature/{COMMUNE}/d-1"
FORESEE, SAVE = "Xem lịch sẽ đổi gì", "Lưu và lập lại lịch"
PATIENCE = 60_000
"""Milliseconds for what plans the whole calendar anew."""

FAR = 600
"""Presses of Tab after which something counts as out of reach."""

FOCUS = """wanted => {
    const one = document.activeElement;
    if (!one || one === document.body) return {there: false, seen: true, name: "body"};
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight
        && box.left < innerWidth;
    const name = `${one.localName} ${one.id} ${one.getAttribute("name") ?? ""}`
        + (one.textContent ?? "").trim().slice(0, 40);
    return {there: one === wanted, seen: drawn && inside, name};
}"""


@dataclass
class Keys:
    """A keyboard before a page, and what had the focus without one seeing it."""

    page: Page
    served: Served
    unseen: set[str] = field(default_factory=set)

    def open(self, path: str) -> None:
        """Type an address into the browser."""
        self.page.goto(f"{self.served}{path}")

    def to(self, wanted: Locator, key: str = "Tab") -> None:
        """Press Tab until something has the focus."""
        expect(wanted).to_be_visible()
        handle = wanted.element_handle()
        for _ in range(FAR):
            if self._looks(handle):
                return
            self.page.keyboard.press(key)
        pytest.fail(f"no way by {key} to {wanted}")

    def _looks(self, handle: object) -> bool:
        found = self.page.evaluate(FOCUS, handle)
        if not found["seen"]:
            self.unseen.add(found["name"])
        there: bool = found["there"]
        return there

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def push(self, name: str, within: Locator | None = None) -> None:
        """Go to a button and press it."""
        self.to((within or self.page).get_by_role("button", name=name, exact=True).first)
        self.press("Enter")

    def follow(self, link: Locator) -> None:
        self.to(link)
        self.press("Enter")

    def write(self, place: Locator, text: str) -> None:
        """Go to a field and type over what stands there."""
        self.to(place)
        self.press("Control+a")
        self.page.keyboard.insert_text(text)

    def choose(self, place: Locator, label: str) -> None:
        """Choose from a list by its first letters, as its browser offers."""
        self.to(place)
        self.page.keyboard.type(label)
        expect(place.locator("option:checked")).to_have_text(label)


@pytest.fixture(scope="module")
def database(world: dict[str, str], served: Served) -> Database:
    found: Database = served.app.extensions["planner"].database
    return found


@pytest.fixture(scope="module")
def context(chromium: Browser, database: Database, served: Served) -> Iterator[BrowserContext]:
    """Give a window in which the administrator signed in by typing."""
    made = chromium.new_context(
        locale="vi-VN", viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    made.set_default_timeout(30_000)
    keys = Keys(made.new_page(), served)
    keys.open("/login")
    expect(keys.page.get_by_label("Tên đăng nhập")).to_be_focused()
    keys.page.keyboard.type("quan-tri")
    keys.press("Tab")
    keys.page.keyboard.type(lived.PASSWORD)
    keys.press("Enter")
    expect(keys.page.get_by_role("heading", level=1)).to_be_visible()
    expect(keys.page.get_by_role("button", name="Đăng xuất")).to_be_visible()
    keys.page.close()
    yield made
    made.close()


@pytest.fixture
def keys(context: BrowserContext, served: Served) -> Iterator[Keys]:
    made = Keys(context.new_page(), served)
    failed: list[str] = []
    made.page.on("pageerror", lambda error: failed.append(str(error)))
    yield made
    made.page.close()
    assert (failed, made.unseen) == ([], set())


Read = Callable[[str], Slot]


@pytest.fixture
def read(database: Database) -> Read:
    def found(key: str) -> Slot:
        with database.session() as session:
            return slots.get(session, key)

    return found


def chip(page: Page, key: str) -> Locator:
    return page.locator(f'.app [data-revision][href="/slots/{key}"]:visible').first


def said(page: Page) -> Locator:
    return page.locator("#bao .told")


def test_moving_and_taking_it_back(keys: Keys, read: Read) -> None:
    key = POSTS[0]
    before = read(key).day
    assert before is not None
    keys.open(MONTH)
    keys.follow(keys.page.get_by_role("link", name="Bỏ qua, tới nội dung"))
    keys.to(chip(keys.page, key))
    keys.press("Alt+ArrowRight")
    expect(said(keys.page)).to_contain_text("Đã dời")
    expect(chip(keys.page, key)).to_be_focused()
    assert read(key).day == before + timedelta(days=1)
    keys.press("m")
    expect(keys.page.get_by_label("Dời sang ngày")).to_be_focused()
    keys.press("Control+a")
    keys.page.keyboard.type("27/8/2027")
    keys.press("Enter")
    expect(said(keys.page)).to_contain_text("27/8/2027")
    assert read(key).day == date(2027, 8, 27)
    keys.to(keys.page.get_by_role("button", name="Hoàn tác"), "Shift+Tab")
    keys.press("Enter")
    expect(said(keys.page)).to_contain_text("Đã hoàn tác 1 mục")
    assert read(key).day == before + timedelta(days=1)


def test_several_at_once(keys: Keys, read: Read) -> None:
    before = [read(key).day for key in POSTS[1:]]
    keys.open(MONTH)
    keys.follow(keys.page.get_by_role("link", name="Chọn nhiều mục"))
    keys.choose(keys.page.locator("#chon select[name=step]"), "Dời theo số ngày")
    keys.write(keys.page.get_by_role("textbox", name="Số ngày"), "-2")
    for key in POSTS[1:]:
        keys.to(keys.page.locator(f'input[name="pick"][value$="{key}"]'))
        keys.press("Space")
    keys.to(keys.page.get_by_role("button", name="Làm với mục đã đánh dấu"), "Shift+Tab")
    keys.press("Enter")
    expect(said(keys.page)).to_contain_text("Đã dời 2 mục")
    after = [read(key).day for key in POSTS[1:]]
    assert [one and one - timedelta(days=2) for one in before] == after


def test_filtering_saving_the_view_and_subscribing(keys: Keys, database: Database) -> None:
    keys.open(f"{MONTH}&view=agenda")
    keys.to(keys.page.get_by_role("checkbox", name="MXH"))
    keys.press("Space")
    keys.push("Lọc")
    expect(keys.page).to_have_url(
        f"{keys.served}/calendar/2027/08?view=agenda&q=&agency={COMMUNE}"
        "&channel=social&plan=&campaign=&theme="
    )
    expect(keys.page.locator("main")).to_contain_text("đang lọc")
    keys.write(keys.page.get_by_label("Tên để lưu bộ lọc này"), "Mạng xã hội Giồng Riềng")
    keys.press("Enter")
    expect(keys.page.get_by_role("link", name="Mạng xã hội Giồng Riềng")).to_be_visible()
    keys.push("Đăng ký bộ lọc này")
    expect(keys.page).to_have_title("Xã Giồng Riềng, Mạng xã hội · Lịch chiến dịch")
    address = keys.page.get_by_label("Địa chỉ").first.input_value()
    feed = keys.page.request.get(keys.served + address.partition(":5000")[2]).text()
    assert feed.count("BEGIN:VEVENT") > 3
    with database.session() as session:
        (saved,) = (one for one in views.offered(session, "quan-tri") if "Riềng" in one.name)
        made = max(feeds.every(session), key=lambda one: one.id)
    assert made.chosen == saved.chosen


def test_searching_without_marks(keys: Keys) -> None:
    keys.open("/")
    keys.write(keys.page.get_by_role("searchbox", name="Tìm"), "dien bien phu")
    keys.press("Enter")
    expect(keys.page.locator("main")).to_contain_text("Điện Biên Phủ")


def test_a_cadence_is_seen_beforehand_and_saved(keys: Keys, database: Database) -> None:
    keys.open("/cadences/usual-portal/edit")
    keys.write(keys.page.get_by_label("Nộp trước mấy ngày"), "4")
    keys.push(FORESEE)
    heading = keys.page.get_by_role("heading", name="Lịch sẽ đổi")
    expect(heading).to_be_focused(timeout=PATIENCE)
    keys.push(SAVE)
    saved_so = keys.page.get_by_role("status").filter(has_text="Đã lưu")
    expect(saved_so).to_be_visible(timeout=PATIENCE)
    with database.session() as session:
        (saved,) = (one for one in calendar.cadences(session) if one.id == "usual-portal")
    assert saved.due == 4


def test_a_session_is_edited(keys: Keys, database: Database) -> None:
    keys.open(f"/agencies/{COMMUNE}/sessions")
    keys.write(keys.page.get_by_label("Số phút").first, "25")
    keys.push(FORESEE)
    expect(keys.page.get_by_role("button", name=SAVE)).to_be_visible(timeout=PATIENCE)
    keys.push(SAVE)
    saved_so = keys.page.get_by_role("status").filter(has_text="Đã lưu")
    expect(saved_so).to_be_visible(timeout=PATIENCE)
    with database.session() as session:
        assert register.load(session).get(COMMUNE).sessions[0].minutes == 25


def test_a_banner_is_hung(keys: Keys, database: Database) -> None:
    keys.open(f"/agencies/{COMMUNE}/sites")
    keys.write(keys.page.get_by_label("Tên chỗ"), "Cầu Thạnh Hòa")
    keys.press("Enter")
    expect(keys.page.locator("main")).to_contain_text("Cầu Thạnh Hòa")
    keys.open(f"/hanging/{BANNER}")
    keys.to(keys.page.get_by_role("checkbox", name="Cầu Thạnh Hòa"))
    keys.press("Space")
    keys.push("Lưu chỗ treo")
    expect(keys.page.get_by_role("link", name="Cầu Thạnh Hòa")).to_be_visible()
    with database.session() as session:
        assert [one.count for one in sites.hangings(session, slot=BANNER)] == [1]


def test_from_a_brief_to_its_proof(keys: Keys, read: Read) -> None:
    page = keys.page
    keys.open(f"/slots/{FEATURE}")
    keys.push("Bắt đầu soạn")
    stands(page, "đang soạn")
    keys.follow(page.locator("#de-cuong summary"))
    keys.write(page.get_by_label("Viết bằng Markdown"), "Bến Nhứt ngày **Độc lập**")
    keys.push("Lưu đề cương")
    expect(page.locator("#de-cuong .prose")).to_contain_text("Bến Nhứt")
    keys.push("Gửi duyệt")
    stands(page, "chờ duyệt")
    keys.push("Duyệt")
    stands(page, "đã duyệt")
    keys.follow(page.locator("#minh-chung summary", has_text="Thêm liên kết"))
    keys.write(page.get_by_label("Địa chỉ trang"), "https://giongrieng.angiang.gov.vn/2-9")
    keys.write(page.get_by_label("Tên bài"), "Bến Nhứt treo cờ")
    keys.push("Thêm liên kết")
    expect(page.locator(".proofs li")).to_have_count(1)
    keys.write(page.get_by_label("Viết cho những người cùng làm"), "Đăng rồi nhé")
    keys.push("Gửi", page.locator("#trao-doi"))
    expect(page.locator("#trao-doi")).to_contain_text("Đăng rồi nhé")
    keys.push("Ghi là đã đăng")
    stands(page, "đã đăng")
    assert read(FEATURE).state == State.PUBLISHED


def stands(page: Page, state: str) -> None:
    """Wait until the page shows the slot in a state."""
    expect(page.locator(".moons [aria-current]")).to_contain_text(state)


def test_a_paper_is_pasted_reviewed_and_accepted(keys: Keys, database: Database) -> None:
    """The second of the five papers: a letter of a provincial body, with no number of its own."""
    page = keys.page
    text = (lived.PAPERS / "02_so_tttt_141_2021.txt").read_text(encoding="utf-8")
    keys.open("/plans/import")
    keys.write(page.get_by_role("textbox", name="Toàn văn"), text)
    keys.push("Đọc văn bản")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đọc công văn không số")
    keys.push("Đã xem, để vậy")
    expect(page.get_by_role("button", name="Đã xem, để vậy")).to_have_count(0)
    keys.push("Nhận kế hoạch")
    told = page.get_by_role("status").filter(has_text="Đã nhận kế hoạch")
    expect(told).to_be_visible(timeout=PATIENCE)
    with database.session() as session:
        kept = [one for one in plans.every(session) if one.kind == "cong-van"]
    assert [len(one.blocks) for one in kept] == [2]


def test_signing_out(keys: Keys) -> None:
    keys.open("/")
    keys.push("Đăng xuất")
    expect(keys.page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
