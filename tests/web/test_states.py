"""What a page becomes under somebody's hands, light and dark, wide and narrow: axe finds nothing.

Something dragged, a dialog with its refusal, a notice, a filter folded out on a phone, an ended
session, a refused role, and an office in which there is nothing yet.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import lived
import pytest
import small
from accounts import admit
from bases import Bases
from browsing import Glass, Served, glass, serving
from playwright.sync_api import Browser, expect

from planner import seeds
from planner.domain.people import Role
from planner.services.installing import install
from planner.settings import ROOT, Settings
from planner.store.db import Database

EMPTY = (
    *("/", "/calendar/2027/08", "/agencies", "/plans", "/campaigns", "/anniversaries", "/cadences"),
    *("/subscriptions", "/notices", "/tray", "/search?q=quoc", "/plans/import", "/admin"),
    *(f"/calendar/2027/08?view={one}" for one in ("week", "agenda", "timeline", "board")),
    *(f"/calendar/2027/08?view={one}" for one in ("coverage", "themes")),
)
WIDTHS = {"wide": 1280, "phone": 320}


@pytest.fixture(scope="module")
def look(chromium: Browser, world: dict[str, str], served: Served, axe: str) -> Iterator[Glass]:
    with glass(chromium, served, axe) as found:
        yield found


def wrong(look: Glass) -> dict[str, list[Any]]:
    """Return what is wrong with the page as it stands."""
    look.ready()
    found: dict[str, list[Any]] = {
        "light": look.axe(),
        "dark": look.dark(),
        "places": look.ask("sideways", "cut"),
        "console": look.said(),
    }
    return {name: each for name, each in found.items() if each}


def dragged(look: Glass) -> None:
    """A slot hangs at the pointer, over another day."""
    page = look.page
    chip = page.locator(".app [data-revision]:visible").first
    day = page.locator('td[data-day="2027-08-12"]')
    chip.scroll_into_view_if_needed()
    box, to = chip.bounding_box(), day.bounding_box()
    assert box is not None
    assert to is not None
    page.mouse.move(box["x"] + 20, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(to["x"] + 20, to["y"] + 20, steps=5)
    expect(page.locator("body > .ghost")).to_be_visible()
    expect(page.locator(".drop")).to_have_count(1)


def asked(look: Glass) -> None:
    """The dialog that moves a slot, with a day in it that there is not."""
    look.page.locator(".app [data-revision]:visible").first.focus()
    look.page.keyboard.press("m")
    look.page.get_by_label("Dời sang ngày").fill("31/9/2027")
    look.page.keyboard.press("Enter")
    expect(look.page.locator("#doi-nhanh .said")).to_contain_text("31/9/2027")


def told(look: Glass) -> None:
    """The notice of what was done, with its way back."""
    look.page.locator(".app [data-revision]:visible").last.focus()
    look.page.keyboard.press("Alt+ArrowRight")
    expect(look.page.locator("#bao .told")).to_be_visible()


def lost(look: Glass) -> None:
    """The session ended, and the page says so and stays."""
    kept = look.page.context.cookies()
    look.page.context.clear_cookies()
    look.page.locator(".app [data-revision]:visible").last.focus()
    look.page.keyboard.press("Alt+ArrowRight")
    expect(look.page.locator("#loi")).to_contain_text("Phiên đăng nhập đã hết")
    look.page.context.add_cookies([{**one} for one in kept])  # type: ignore[typeddict-item]


def unfolded(look: Glass) -> None:
    """The filters, which a phone folds away."""
    if look.page.locator("a.only-narrow[href='#loc']").is_visible():
        look.page.locator("a.only-narrow[href='#loc']").click()
    expect(look.page.get_by_label("Tìm trong lịch")).to_be_visible()


STATES: Mapping[str, tuple[str, Callable[[Glass], None]]] = {
    "dragged": (lived.MONTH, dragged),
    "asked": (f"{lived.MONTH}&view=agenda", asked),
    "told": (f"{lived.MONTH}&view=agenda", told),
    "lost": (f"{lived.MONTH}&view=agenda", lost),
    "unfolded": (lived.MONTH, unfolded),
}


@pytest.mark.parametrize(
    ("name", "width"),
    [(name, width) for name in STATES for width in WIDTHS if (name, width) != ("dragged", "phone")],
)
def test_nothing_is_wrong_under_somebodys_hands(look: Glass, name: str, width: str) -> None:
    path, act = STATES[name]
    look.open(path, WIDTHS[width])
    act(look)
    assert wrong(look) == {}
    look.page.mouse.up()


def test_whoever_may_not_is_told_so(
    chromium: Browser, world: dict[str, str], served: Served, axe: str
) -> None:
    database = served.app.extensions["planner"].database
    viewer = admit(database, "nguoi-xem", Role.VIEWER, lived.COMMUNE)
    with glass(chromium, served, axe, viewer) as look:
        for path, status in {
            "/admin": 403,
            lived.MONTH: 200,
            f"/slots/{lived.BANNER}": 200,
        }.items():
            answer = look.open(path, WIDTHS["phone"])
            assert (answer.status, wrong(look)) == (status, {})


@pytest.fixture(scope="module")
def new_office(
    chromium: Browser,
    settings: Settings,
    bases: Bases,
    tmp_path_factory: pytest.TempPathFactory,
    axe: str,
) -> Iterator[Glass]:
    """Give a page of an installation that holds nothing but its rules."""
    folder: Path = tmp_path_factory.mktemp("new")
    url = bases.new()
    database = Database(url)
    with database.writing() as session:
        install(session, seeds.load(ROOT / "seeds"))
    database.close()
    made = small.settings(url, folder, settings.today())
    with serving(made) as address, glass(chromium, address, axe) as found:
        yield found


@pytest.mark.parametrize("path", EMPTY)
def test_nothing_is_wrong_where_there_is_nothing(new_office: Glass, path: str) -> None:
    new_office.open(path, WIDTHS["wide"])
    assert wrong(new_office) == {}
    new_office.resize(WIDTHS["phone"])
    assert new_office.ask("sideways", "cut") == []


# --- that the looks themselves see what they are for ----------------------------------------------

PAGE = "<!doctype html><html lang=vi><title>t</title><main><h1>t</h1>{}</main>"
FLAWS = {
    "sideways": "<div style='width: 900px; height: 9px'></div>",
    "cut": "<div style='height: 8px; overflow: hidden'>Một dòng chữ bị cắt</div>",
    "covered": "<button>Dưới</button><div style='position: absolute; inset: 0'>Trên</div>",
}


@pytest.mark.parametrize("flaw", FLAWS)
def test_a_flaw_is_seen(look: Glass, flaw: str) -> None:
    for kind, sample in FLAWS.items():
        look.page.goto("about:blank")
        look.page.set_viewport_size({"width": 640, "height": 400})
        look.page.set_content(PAGE.format(sample))
        look.ready()
        assert bool(look.ask(flaw)) == (kind == flaw), kind


def test_what_is_gone_is_seen(look: Glass) -> None:
    look.page.set_content(PAGE.format("<a href='/a'>A</a> <a href='/b'>B</a>"))
    look.ready()
    before = look.ask("actions")
    look.page.evaluate("document.querySelector('a').hidden = true")
    assert set(before) - set(look.ask("actions")) == {"a /a"}
