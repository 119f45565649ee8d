"""Signing in by a real OpenID Connect provider (npm's oidc-provider), through a real browser."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from bases import Bases
from browsing import Served, serving
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect
from programs import free_port
from small import Office, write

from planner.domain.people import Grant, Role
from planner.domain.policy import OPERATOR
from planner.services import accounts
from planner.settings import Provider, Settings
from planner.store import people
from planner.store.db import Database
from planner.web import create_app

SECRET = "secret of the tests"
PATIENCE = 30


@pytest.fixture(scope="module")
def settings(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give a small province with two accounts, and where its provider will be."""
    folder = tmp_path_factory.mktemp("oidc")
    url = bases.new()
    database = Database(url)
    Office(database, write(folder / "seeds")).seed()
    with database.writing() as session:
        for name in ("lan", "khoa"):
            accounts.add(session, name, [Grant(Role.EDITOR)], by=OPERATOR, email=f"{name}@vi-du.vn")
        accounts.add(session, "moi-hoa", [], by=OPERATOR, email="moi-hoa@vi-du.vn")
        accounts.set_active(session, "khoa", active=False, by=OPERATOR)
    database.close()
    provider = Provider(f"http://localhost:{free_port()}", "planner", SECRET, "tài khoản của tỉnh")
    return Settings(url, "k" * 40, f"http://127.0.0.1:{free_port()}", folder, oidc=provider)


@pytest.fixture(scope="module")
def provider(settings: Settings, node: str, node_modules: Path) -> Iterator[str]:
    """Run the provider; give its address."""
    assert settings.oidc is not None
    issuer = settings.oidc.issuer
    script = node_modules.parent / "oidc_provider.mjs"
    back = f"{settings.base_url}/login/oidc/callback"
    with tempfile.TemporaryFile() as said:
        running = subprocess.Popen(
            [node, str(script), issuer.rsplit(":", 1)[1], back], stdout=said, stderr=said
        )
        try:
            if not _answers(running, f"{issuer}/.well-known/openid-configuration"):
                said.seek(0)
                pytest.fail(f"oidc-provider does not start:\n{said.read().decode()}")
            yield issuer
        finally:
            running.terminate()
            running.wait()


def _answers(running: subprocess.Popen[bytes], address: str) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and running.poll() is None:
        try:
            return requests.get(address, timeout=PATIENCE).ok
        except requests.ConnectionError:
            time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def served(settings: Settings, provider: str) -> Iterator[Served]:
    with serving(settings, int(settings.base_url.rsplit(":", 1)[1])) as address:
        yield address


@pytest.fixture
def page(chromium: Browser, served: Served) -> Iterator[Page]:
    """Give a browser that has never been anywhere."""
    context = chromium.new_context(base_url=served)
    yield context.new_page()
    context.close()


def sign_in(page: Page, name: str, asked: str = "/account") -> None:
    """Go to a page, and sign in by the provider as somebody."""
    page.goto(asked)
    page.get_by_role("link", name="Đăng nhập bằng tài khoản của tỉnh").click()
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill("x")
    page.get_by_role("button", name="Sign-in").click()


def agree(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def test_the_first_time_by_e_mail_then_by_the_providers_own_identity(
    page: Page, served: Served, chromium: Browser
) -> None:
    sign_in(page, "lan", "/account?said=saved")
    agree(page)
    expect(page).to_have_url(f"{served}/account?said=saved")
    expect(page.get_by_role("heading", level=1)).to_have_text("lan")
    database: Database = served.app.extensions["planner"].database
    with database.writing() as session:
        lan = people.get(session, "lan")
        accounts.edit(session, "lan", by=OPERATOR, full_name="Trần Thị Lan", email="khac@vi-du.vn")
    assert lan.subject is not None
    assert lan.subject.endswith(" lan")
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    expect(page).to_have_url(f"{served}/login")
    page.get_by_role("link", name="Đăng nhập bằng tài khoản của tỉnh").click()
    expect(page).to_have_url(f"{served}/")
    page.goto("/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Trần Thị Lan")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("la", "Chưa có tài khoản nào ở đây dành cho la@vi-du.vn"),
        ("moi-hoa", "chưa có thư điện tử được xác nhận"),
        ("khoa", "Tài khoản này đang khóa"),
    ],
)
def test_who_may_not_come_in_is_told_why(page: Page, name: str, words: str) -> None:
    sign_in(page, name)
    with page.expect_navigation(url="**/login/oidc/callback**") as done:
        agree(page)
    assert done.value.status == 403
    expect(page.get_by_role("main")).to_contain_text(words)
    page.goto("/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")


def test_who_turns_back_at_the_provider_is_told_plainly(page: Page) -> None:
    sign_in(page, "lan2")
    page.get_by_role("link", name="Cancel").click()
    expect(page.get_by_role("main")).to_contain_text("bị từ chối hoặc bỏ dở")


def test_an_answer_that_nobody_asked_for_is_refused(page: Page) -> None:
    for asked in ("?code=x&state=y", "?code=x", "", "?error=server_error&state=y"):
        answer = page.goto(f"/login/oidc/callback{asked}")
        assert answer is not None
        assert answer.status in {403, 502}
        expect(page.get_by_role("heading", level=1)).not_to_be_empty()


@pytest.fixture
def client(settings: Settings) -> FlaskClient:
    """Give a client of an application whose provider is not there."""
    provider = Provider("http://localhost:9", "planner", SECRET, "tài khoản của tỉnh")
    return create_app(
        Settings(settings.database_url, "k" * 40, settings.base_url, settings.var, oidc=provider)
    ).test_client()


def test_a_provider_that_is_away_is_no_fault_of_ours(client: FlaskClient) -> None:
    answer = client.get("/login/oidc")
    assert answer.status_code == 502
    assert "không trả lời" in answer.text


def test_without_a_provider_there_is_no_way_to_it(settings: Settings) -> None:
    client = create_app(
        Settings(settings.database_url, "k" * 40, settings.base_url, settings.var)
    ).test_client()
    assert client.get("/login/oidc").status_code == 404
    assert client.get("/login/oidc/callback?code=x&state=y").status_code == 404
    assert "/login/oidc" not in client.get("/login").text
