"""A day in the life of each role, from signing in to signing out, in a real browser.

The small province on 24/8/2027: nine days before Quốc khánh, with a plan in force.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import small
import uploads
from bases import Bases
from browsing import Served, serving
from playwright.sync_api import Browser, FilePayload, Page, expect
from small import PLAN_KEY, Office

from planner.domain.model import State
from planner.domain.people import Grant, Role
from planner.domain.policy import OPERATOR
from planner.services import accounts
from planner.store.db import Database

TODAY = date(2027, 8, 24)
PASSWORD = "con mèo trèo cây cau"
COLUMN = "quoc-khanh-2027/press-column/bao-song-lam/d-2"
BANNER = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"
EXHIBITION = f"{PLAN_KEY}/d1/so-vhtt-song-lam/once"
PEOPLE = {
    "dieu-phoi": ("Phạm Thu Hà", [Grant(Role.COORDINATOR, province="song-lam")]),
    "lan": ("Nguyễn Thị Lan", [Grant(Role.EDITOR, "bao-song-lam")]),
    "minh": ("Trần Quang Minh", [Grant(Role.APPROVER, "bao-song-lam")]),
    "hai": (
        "Đỗ Văn Hải",
        [Grant(Role.EDITOR, "xa-dong-hoa"), Grant(Role.APPROVER, "xa-dong-hoa")],
    ),
    "xem": ("Lê Thị Xuân", [Grant(Role.VIEWER, "xa-dong-hoa")]),
}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def office(tmp_path: Path, bases: Bases) -> Iterator[Office]:
    made = Office(Database(bases.new()), small.write(tmp_path / "seeds"))
    made.load()
    with made.database.writing() as session:
        for name, (full_name, grants) in PEOPLE.items():
            accounts.add(session, name, grants, by=OPERATOR, password=PASSWORD, full_name=full_name)
    yield made
    made.database.close()


@pytest.fixture
def served(office: Office, tmp_path: Path) -> Iterator[Served]:
    with serving(office.settings(tmp_path, TODAY)) as address:
        yield address


def enter(chromium: Browser, served: Served, name: str, **options: object) -> Page:
    """Sign a person in as they do in the morning: with their name and password."""
    page = chromium.new_context(base_url=served, **options).new_page()  # type: ignore[arg-type]
    page.goto("/")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    press(page, "Đăng nhập")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thứ Ba")
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def stands(page: Page, state: str) -> None:
    """Wait until the page shows the slot in a state."""
    expect(page.locator(".moons [aria-current]")).to_contain_text(state)


def leave(page: Page) -> None:
    press(page, "Đăng xuất")
    expect(page.get_by_label("Tên đăng nhập")).to_be_visible()
    page.context.close()


def test_a_coordinator_sees_the_whole_arranges_and_hands_on(
    chromium: Browser, served: Served, office: Office
) -> None:
    page = enter(chromium, served, "dieu-phoi")
    expect(page.locator("main")).to_contain_text("Kỷ niệm 82 năm Quốc khánh")
    page.get_by_role("link", name="02/9/2027").first.click()
    expect(page.locator(".who")).to_contain_text("mọi cơ quan")

    # gives a column to the newspaper's editor, and says what it should be
    page.goto(f"/slots/{COLUMN}")
    page.get_by_label("Người làm").select_option("lan")
    press(page, "Giao")
    stands(page, "đã giao")
    page.get_by_label("Viết cho những người cùng làm").fill("@lan viết về lớp học nghề nhé")
    press(page, "Gửi")
    expect(page.locator("#trao-doi")).to_contain_text("@Nguyễn Thị Lan viết về lớp học nghề")
    expect(page.get_by_role("button", name="Bắt đầu soạn")).to_be_disabled()

    # calls a commune's banner off, thinks again, and both stand in its history
    page.goto(f"/slots/{BANNER}")
    page.get_by_text("Hoãn, hủy, chuyển").click()
    page.get_by_label("Lý do hủy").fill("Xã đang làm đường")
    press(page, "Hủy")
    expect(page.locator("main")).to_contain_text("“Xã đang làm đường”")
    page.get_by_label("Lý do khôi phục").fill("Treo ở nhà văn hóa")
    press(page, "Khôi phục")
    expect(page.locator(".log")).to_contain_text("Phạm Thu Hà: “Treo ở nhà văn hóa”")
    assert office.slot(BANNER).state == State.PROPOSED

    # hands a duty of the department on to the newspaper
    page.goto(f"/items/{EXHIBITION}")
    page.get_by_text("Chuyển nơi khác").click()
    page.get_by_label("Cơ quan nhận").select_option("bao-song-lam")
    page.get_by_label("Lý do chuyển").fill("Báo có kho ảnh")
    press(page, "Chuyển")
    expect(page.locator("main")).to_contain_text("Đã chuyển tới Báo Sông Lam, chờ nhận")

    # reads plans in, but makes no accounts
    page.goto("/plans/import")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    answer = page.goto("/admin")
    assert answer is not None
    assert answer.status == 403
    leave(page)


def test_a_newspapers_editor_writes_is_sent_back_and_publishes(
    chromium: Browser, served: Served, office: Office
) -> None:
    office.edit(COLUMN, {"state": State.ASSIGNED, "assignee": "lan"}, TODAY)
    lan, minh = enter(chromium, served, "lan"), enter(chromium, served, "minh")
    expect(lan.locator("main")).to_contain_text("Báo Sông Lam")
    lan.goto("/calendar")
    expect(lan.locator(".who")).to_contain_text("Báo Sông Lam")

    lan.goto(f"/slots/{COLUMN}")
    press(lan, "Bắt đầu soạn")
    stands(lan, "đang soạn")
    lan.locator("#de-cuong summary").click()
    lan.get_by_label("Viết bằng Markdown").fill("Lớp học nghề ở **Đông Hòa**")
    press(lan, "Lưu đề cương")
    expect(lan.locator("#de-cuong strong")).to_have_text("Đông Hòa")
    press(lan, "Gửi duyệt")
    stands(lan, "chờ duyệt")

    # the approver finds it under the bell, and sends it back
    minh.reload()
    minh.get_by_role("link", name="1 điều mới").click()
    minh.get_by_role("link", name="82 năm Quốc khánh").first.click()
    minh.get_by_label("Lý do trả lại").fill("Thêm số học viên")
    press(minh, "Trả lại")
    stands(minh, "đang soạn")

    lan.goto("/notices")
    expect(lan.locator("main")).to_contain_text("Thêm số học viên")
    press(lan, "Đánh dấu đã xem")
    expect(lan.get_by_role("link", name="điều mới")).to_have_count(0)
    lan.goto(f"/slots/{COLUMN}")
    press(lan, "Gửi duyệt")
    stands(lan, "chờ duyệt")
    minh.goto(f"/slots/{COLUMN}")
    press(minh, "Duyệt")
    stands(minh, "đã duyệt")

    # what was published is shown by its link, and only then it is
    lan.reload()
    expect(lan.get_by_role("button", name="Ghi là đã đăng")).to_be_disabled()
    lan.get_by_text("Thêm liên kết").first.click()
    lan.get_by_label("Địa chỉ trang").fill("https://bao.vi-du.vn/lop-hoc-nghe")
    lan.get_by_label("Tên bài, tên tin").fill("Lớp học nghề ở Đông Hòa")
    press(lan, "Thêm liên kết")
    expect(lan.locator(".proofs")).to_contain_text("Lớp học nghề ở Đông Hòa")
    press(lan, "Ghi là đã đăng")
    stands(lan, "đã đăng")

    lan.goto("/agencies/bao-song-lam")
    press(lan, "Tạo địa chỉ lịch")
    expect(lan.get_by_role("link", name="Tải một lần")).to_be_visible()
    for page in (lan, minh):
        leave(page)


def test_a_communes_officer_does_the_day_on_a_phone(
    chromium: Browser, served: Served, office: Office
) -> None:
    page = enter(chromium, served, "hai", **PHONE)

    def fits() -> None:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    fits()
    page.get_by_role("link", name="82 năm Quốc khánh").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("82 năm Quốc khánh")
    fits()

    # takes the banner from its draft to hanging, with a photo to show for it
    page.goto(f"/slots/{BANNER}")
    press(page, "Bắt đầu soạn")
    stands(page, "đang soạn")
    page.locator("#de-cuong summary").click()
    page.get_by_label("Viết bằng Markdown").fill("Nhiệt liệt chào mừng Quốc khánh 2/9")
    press(page, "Lưu đề cương")
    expect(page.locator("#de-cuong .prose")).to_contain_text("Nhiệt liệt chào mừng")
    press(page, "Gửi duyệt")
    stands(page, "chờ duyệt")
    press(page, "Duyệt")
    stands(page, "đã duyệt")
    photo = FilePayload(name="a.jpg", mimeType="image/jpeg", buffer=uploads.from_a_phone())
    page.get_by_label("Ảnh chụp").set_input_files([photo])
    page.get_by_label("Chú thích").fill("Cổng nhà văn hóa")
    page.locator("#minh-chung").get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("img", name="Cổng nhà văn hóa")).to_be_visible()
    press(page, "Ghi là đã đăng")
    stands(page, "đã đăng")
    fits()

    # ticks a duty off the checklist; another waits for its banner to come down
    page.goto("/agencies/xa-dong-hoa#viec")
    fits()
    duty = page.get_by_role("checkbox", name="Tuyên truyền trên loa truyền thanh")
    duty.click()
    expect(duty).to_be_checked()
    page.get_by_role("link", name="chưa có minh chứng").click()
    expect(page.locator("main")).to_contain_text("Chưa có minh chứng")
    fits()
    page.get_by_text("Thêm số lượng").click()
    page.get_by_label("Số", exact=True).fill("12")
    page.get_by_label("Đếm cái gì").fill("lượt phát")
    press(page, "Thêm")
    expect(page.locator(".proofs")).to_contain_text("12 lượt phát")
    expect(page.locator("main")).not_to_contain_text("Chưa có minh chứng")
    leave(page)


def test_a_viewer_reads_it_all_and_changes_nothing(
    chromium: Browser, served: Served, office: Office
) -> None:
    office.edit(BANNER, {"brief": "Chào mừng Quốc khánh"}, TODAY)
    page = enter(chromium, served, "xem")
    for address in (
        "/",
        "/calendar",
        "/plans",
        f"/plans/{PLAN_KEY}",
        "/agencies",
        "/anniversaries",
    ):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200
    page.goto(f"/slots/{BANNER}")
    expect(page.locator("#de-cuong")).to_contain_text("Chào mừng Quốc khánh")
    buttons = page.locator("main").get_by_role("button")
    assert buttons.all_inner_texts() == []
    page.goto(f"/slots/{COLUMN}")
    expect(page.locator("#minh-chung")).to_have_count(0)
    expect(page.locator("#trao-doi")).to_have_count(0)
    page.goto("/agencies/xa-dong-hoa")
    assert page.locator(".task button").count() == 0
    press(page, "Tạo địa chỉ lịch")
    expect(page.get_by_role("link", name="Tải một lần")).to_be_visible()
    before = office.slot(BANNER)
    token = page.locator('input[name="csrf_token"]').first.input_value()
    refused = page.request.post(
        f"{served}/slots/{BANNER}/move",
        form={"csrf_token": token, "revision": str(before.revision), "day": "1/9/2027"},
    )
    assert refused.status == 403
    assert office.slot(BANNER) == before
    leave(page)
