"""A month of 2,000 slots, of one agency and of a province: what the browser loads and what shifts.

How fast it is belongs to `make bench` (tests/bench/browser.py); these are sizes and places.
"""

import gzip
from collections.abc import Iterator

import full
import pytest
from browsing import Glass, glass, serving
from flask import Flask
from playwright.sync_api import Browser, expect

from planner.settings import ROOT, Settings
from planner.web import create_app

HTML_MOST = 350_000
SCRIPT_MOST = 15_000
ASSETS_MOST = 250_000
MONTHS = {"agency": full.OF_ONE, "province": full.OF_ALL}
PLACES = """() => [...document.querySelectorAll(".month td, .bar, .rail")].map(one => {
    const box = one.getBoundingClientRect();
    return [box.left, box.top, box.width, box.height];
})"""


@pytest.fixture(scope="module")
def crowded(settings: Settings) -> Settings:
    full.fill(settings)
    return settings


@pytest.fixture(scope="module")
def app(crowded: Settings) -> Flask:
    return create_app(crowded)


@pytest.fixture(scope="module")
def look(chromium: Browser, crowded: Settings, axe: str) -> Iterator[Glass]:
    with serving(crowded) as served, glass(chromium, served, axe) as found:
        yield found


@pytest.mark.parametrize("path", MONTHS.values(), ids=MONTHS)
def test_a_month_is_light(look: Glass, path: str) -> None:
    answer = look.open(path, 1440)
    there = look.page.locator(".note b.n").first.inner_text()
    assert int(there.replace(".", "")) >= full.NUMBER
    assert len(answer.body()) < HTML_MOST
    assert look.shifts() == []
    assert (look.said(), look.elsewhere()) == ([], [])


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("path", MONTHS.values(), ids=MONTHS)
def test_nothing_shifts_however_slowly_a_month_comes(look: Glass, path: str, width: int) -> None:
    look.open(path, width, slow=True)
    assert look.shifts() == []
    assert look.page.locator(".month").is_visible()


def test_nothing_shifts_when_a_slot_moves(look: Glass) -> None:
    look.open(full.OF_ONE, 1440)
    page = look.page
    chip = page.locator(".app [data-revision]:visible").first
    address = chip.get_attribute("href")
    before = page.evaluate(PLACES)
    chip.focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("#bao .told")).to_contain_text("Đã dời")
    assert address is not None
    assert page.evaluate(PLACES) == before
    assert look.shifts() == []


def test_what_a_page_loads_is_small_and_ours(look: Glass) -> None:
    """Every style, script, picture and letter that any page loads, as it goes over the wire."""
    files = [one for one in (ROOT / "static").rglob("*") if one.is_file()]
    shown = [one for one in files if one.suffix in {".css", ".js", ".svg", ".woff2"}]
    assert sum(len(gzip.compress(one.read_bytes())) for one in shown) < ASSETS_MOST
    own = [one for one in shown if one.suffix == ".js" and "vendor" not in one.parts]
    assert sum(one.stat().st_size for one in own) < SCRIPT_MOST


def test_a_policy_that_lets_nothing_else_in(look: Glass) -> None:
    policy = look.open(full.OF_ONE, 1440).headers["content-security-policy"]
    allowed = {word for part in policy.split(";") for word in part.split()[1:]}
    assert allowed == {"'none'", "'self'"}
    assert policy.startswith("default-src 'none'")
