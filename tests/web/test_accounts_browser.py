"""Accounts in a real browser: signing in, codes, lockout, links, what a lost session leaves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest
import small
from bases import Bases
from browsing import Served, entered, faults, looking, serving
from playwright.sync_api import Browser, BrowserContext, Page, expect
from small import TODAY, Office, write

from planner.domain.people import Grant, Person, Role
from planner.domain.policy import OPERATOR
from planner.services import accounts, links
from planner.settings import Provider, Settings
from planner.store import people, slots
from planner.store.db import Database

PASSWORD, OTHER = "con mèo trèo cây cau", "hỏi thăm chú chuột"
SLOT = "quoc-khanh-2027/banner-hang/phong-vh-tay-ha/span"


@pytest.fixture(scope="module")
def settings(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give the small province with its calendar, an administrator and some people."""
    folder = tmp_path_factory.mktemp("accounts")
    url = bases.new()
    office = Office(Database(url), write(folder / "seeds"))
    office.load()
    editor, boss = Grant(Role.EDITOR, "phong-vh-tay-ha"), Grant(Role.ADMINISTRATOR)
    with office.database.writing() as session:
        accounts.add(session, "quan-tri", [boss], by=OPERATOR, password=PASSWORD)
        for name in ("lan", "hoa", "mai", "cuc"):
            accounts.add(session, name, [editor], by=OPERATOR, password=PASSWORD)
    office.database.close()
    provider = Provider("http://localhost:9", "lich", "bí mật", "tài khoản Sông Lam")
    return replace(small.settings(url, folder, TODAY), oidc=provider)


@pytest.fixture(scope="module")
def served(settings: Settings) -> Iterator[Served]:
    with serving(settings) as address:
        yield address


@pytest.fixture
def context(chromium: Browser, served: Served) -> Iterator[BrowserContext]:
    made = chromium.new_context(base_url=served)
    yield made
    made.close()


def database(served: Served) -> Database:
    found: Database = served.app.extensions["planner"].database
    return found


def person(served: Served, name: str) -> Person:
    with database(served).session() as session:
        return people.get(session, name)


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


@pytest.mark.parametrize("script", [True, False])
def test_signing_in_changing_the_password_and_out(
    chromium: Browser, served: Served, *, script: bool
) -> None:
    name = "lan" if script else "hoa"
    context = chromium.new_context(base_url=served, java_script_enabled=script)
    page = context.new_page()
    page.goto("/plans")
    sign_in(page, name, OTHER)
    expect(page.get_by_role("alert").filter(has_text="không đúng")).to_be_visible()
    sign_in(page, name)
    expect(page).to_have_url(f"{served}/plans")
    page.get_by_role("link", name=name).click()
    page.get_by_label("Mật khẩu hiện nay").fill(PASSWORD)
    page.get_by_label("Mật khẩu mới").fill(OTHER)
    page.get_by_role("button", name="Đổi mật khẩu").click()
    expect(page.get_by_role("status")).to_contain_text("Đã đổi mật khẩu")
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    sign_in(page, name, OTHER)
    expect(page).to_have_url(f"{served}/")
    context.close()


def test_codes_from_the_square_to_the_next_sign_in(context: BrowserContext, served: Served) -> None:
    page = context.new_page()
    page.goto("/account")
    sign_in(page, "mai")
    page.get_by_role("link", name="Bật mã hai bước").click()
    app = pyotp.TOTP((page.locator(".secret").text_content() or "").replace(" ", ""))
    page.get_by_label("Mã 6 số").fill(app.now())
    page.get_by_role("button", name="Bật").click()
    expect(page.get_by_role("status")).to_contain_text("Đã bật mã hai bước")
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    sign_in(page, "mai")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã hai bước")
    page.goto("/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    sign_in(page, "mai")
    # One of a step that has been used is refused; the next one is taken already.
    step = max(person(served, "mai").totp_step + 1, app.timecode(datetime.now(UTC)))
    page.get_by_label("Mã 6 số").fill(app.generate_otp(step))
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("mai")


def test_a_lockout_says_how_long(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/login")
    for _ in range(5):
        sign_in(page, "cuc", OTHER)
        expect(page.get_by_role("alert").filter(has_text="không đúng")).to_be_visible()
    sign_in(page, "cuc")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thử quá nhiều lần")
    expect(page.get_by_role("main")).to_contain_text("phút rồi thử lại")


def test_a_link_that_is_used_twice(context: BrowserContext, served: Served) -> None:
    with database(served).writing() as session:
        accounts.add(session, "thu", [Grant(Role.VIEWER)], by=OPERATOR)
        path = f"/link/{links.make(session, 'thu', by=OPERATOR)}"
    page = context.new_page()
    page.goto(path)
    page.get_by_label("Mật khẩu mới").fill("ngắn")
    page.get_by_role("button", name="Đặt mật khẩu").click()
    expect(page.get_by_role("alert").filter(has_text="ít nhất 10")).to_be_visible()
    page.get_by_label("Mật khẩu mới").fill(OTHER)
    page.get_by_role("button", name="Đặt mật khẩu").click()
    expect(page.get_by_role("status")).to_contain_text("Đã đặt mật khẩu")
    sign_in(page, "thu", OTHER)
    expect(page).to_have_url(f"{served}/")
    page.goto(path)
    expect(page.get_by_role("main")).to_contain_text("Liên kết này đã được dùng lúc")
    expect(page.get_by_role("main")).to_contain_text("Xin người quản trị một liên kết mới")


@pytest.mark.parametrize("script", [True, False])
def test_what_was_typed_outlives_the_session(
    chromium: Browser, served: Served, *, script: bool
) -> None:
    """The session ends while somebody writes; they sign in beside it, and send it again."""
    context = chromium.new_context(base_url=served, java_script_enabled=script)
    page, words = context.new_page(), f"Lời dài\nđã gõ, script {script}"
    page.goto(f"/slots/{SLOT}")
    sign_in(page, "quan-tri")
    page.locator("#de-cuong summary").click()
    page.locator("#brief").fill(words)
    context.clear_cookies()
    page.get_by_role("button", name="Lưu đề cương").click()
    expect(page.get_by_text("Phiên đăng nhập đã hết").first).to_be_visible()
    if script:
        expect(page.locator("#loi")).to_contain_text("Đăng nhập lại ở một thẻ khác")
        expect(page.locator("#brief")).to_have_value(words)
        beside = context.new_page()
        beside.goto("/login")
    else:
        expect(page.locator("pre.typed")).to_have_text(words)
        with context.expect_page() as opened:
            page.get_by_role("link", name="Đăng nhập (thẻ mới)").click()
        beside = opened.value
    sign_in(beside, "quan-tri")
    expect(beside).to_have_url(f"{served}/")
    page.get_by_role("button", name="Lưu đề cương" if script else "Gửi lại").click()
    expect(page.locator("#de-cuong .prose")).to_contain_text(f"đã gõ, script {script}")
    with database(served).session() as session:
        assert slots.get(session, SLOT).brief.splitlines() == words.splitlines()
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_an_administrator_makes_somebody_an_account(
    chromium: Browser, served: Served, *, script: bool
) -> None:
    name = f"moi-{script}".lower()
    boss = person(served, "quan-tri")
    context = entered(chromium, served, boss, base_url=served, java_script_enabled=script)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="Tài khoản").click()
    page.get_by_role("link", name="Lập tài khoản").click()
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Họ tên").fill("Người Mới")
    page.get_by_label("Vai trò").select_option("editor")
    page.get_by_label("Ở đâu").select_option("agency:phong-vh-tay-ha")
    page.get_by_role("button", name="Lập tài khoản").click()
    page.get_by_role("button", name="Làm liên kết đặt mật khẩu").click()
    address = page.get_by_label("Chép và gửi riêng").input_value()
    assert address.startswith("http://127.0.0.1:5000/link/")
    page.get_by_role("button", name="Khóa").click()
    expect(page.get_by_role("status")).to_contain_text("Đã khóa")
    assert not person(served, name).active
    context.close()


PAGES = {
    "people": "/admin",
    "nobody": "/admin?q=khong-co",
    "new": "/admin/new",
    "person": "/admin/people/lan",
    "account": "/account?said=saved",
    "codes": "/account/codes",
    "login": "/login?said=link",
    "link": "/link/{token}",
}


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (320, "dark")])
def test_nothing_is_wrong_with_the_pages(
    chromium: Browser, served: Served, node_modules: Path, width: int, scheme: str
) -> None:
    with database(served).writing() as session:
        token = links.make(session, "lan", by=OPERATOR)
    with looking(chromium, served, width, scheme) as (page, said):
        found = {}
        for name, path in PAGES.items():
            if name == "login":
                page.context.clear_cookies()
            page.goto(served + path.format(token=token))
            found[name] = faults(page, node_modules)
        assert (found, said) == ({name: [] for name in PAGES}, [])
