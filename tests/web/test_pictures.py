"""The pages that people see most, as pictures: each is as it was when somebody last looked at it.

`make pictures` draws them anew, and those of the README from the same pages; then look at each.
They are kept at half size, where letters drawn a hair to the left do not matter and a changed
colour, a lost icon or a line that wraps does.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Literal

import lived
import pytest
from browsing import Served, entered
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, Route

Scheme = Literal["light", "dark"]
FOLDER = Path(__file__).parents[1] / "pictures"
PAGES = {
    "home": "/",
    "month": f"{lived.MONTH}&day=2027-09-02",
    "office": "/calendar/2027/08",
    "week": f"{lived.MONTH}&view=week&day=2027-08-30",
    "list": f"{lived.MONTH}&view=agenda",
    "board": f"/calendar/2027/09?agency={lived.NEWSPAPER}&view=board",
    "year": "/calendar/2027/08?view=timeline",
    "coverage": "/calendar/2025/08?view=coverage&province=kien-giang",
    "slot": f"/slots/{lived.COLUMNS[0]}",
    "agency": f"/agencies/{lived.COMMUNE}",
    "campaign": "/campaigns/quoc-khanh-2027",
    "plan": "/plans/262-kh-tu-2024",
}
README = {"month": 900, "campaign": 720, "agency": 900}
"""Pictures of the README, and how high each is."""

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS, HEIGHT = (1440, 360), 1000
MOST = 3_000_000
"""Bytes of all pictures together."""

STRONG = 24
"""Of 255: how far the colour of a pixel at half size may be from what it was."""

FEW = 40
"""Pixels at half size that may be farther: a letter's edge, not a letter."""

MOMENTS = 'time[datetime*="T"]'
"""What another run shows otherwise: the hours at which it did something."""

HIDE = "all => all.forEach(one => one.style.visibility = 'hidden')"
CHANGES = {
    "a colour": "document.documentElement.style.setProperty('--red', '#a0161d')",
    "an icon": "document.querySelector('.month .chip svg').remove()",
    "a word": "document.querySelector('h1').firstChild.data = 'Tháng Chín '",
    "a place": "document.querySelector('.bar').style.paddingTop = '2px'",
}
"""What must be seen; the smallest of each kind."""


def different(one: Image.Image, other: Image.Image) -> int:
    """Return how many pixels of two pictures differ strongly; all of them when the sizes do."""
    if one.size != other.size:
        return one.width * one.height
    bands = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return sum(most.histogram()[STRONG + 1 :])


def drawn(page: Page, scheme: Scheme) -> Image.Image:
    """Return the window as a picture at half size, without what another run shows otherwise."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.fonts.ready")
    page.locator(MOMENTS).evaluate_all(HIDE)
    shot = Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide")))
    return shot.convert("RGB").reduce(2)


def patient(route: Route) -> None:
    """Let a page wait for its letters, however busy the machine is."""
    answer = route.fetch()
    sheet = answer.text().replace("font-display: optional", "font-display: block")
    route.fulfill(response=answer, body=sheet)


@pytest.fixture(scope="module")
def windows(chromium: Browser, world: dict[str, str], served: Served) -> Iterator[dict[int, Page]]:
    """Give a window of each width."""
    made = {}
    for width in WIDTHS:
        context = entered(
            chromium,
            served,
            viewport={"width": width, "height": HEIGHT},
            reduced_motion="reduce",
            locale="vi-VN",
        )
        context.route("**/app.css*", patient)
        made[width] = context.new_page()
    yield made
    for page in made.values():
        page.context.close()


@pytest.fixture
def updates(request: pytest.FixtureRequest) -> bool:
    """Say whether pictures are drawn anew, not compared."""
    return bool(request.config.getoption("--snapshot-update"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(
    windows: dict[int, Page], served: Served, tmp_path: Path, name: str, *, updates: bool
) -> None:
    changed = {}
    for width, page in windows.items():
        page.goto(f"{served}{PAGES[name]}")
        for scheme in SCHEMES:
            picture = drawn(page, scheme)
            kept = FOLDER / "pages" / f"{name}-{width}-{scheme}.webp"
            if updates:
                picture.save(kept, lossless=True, quality=100, method=4)
                continue
            with Image.open(kept) as before:
                pixels = different(picture, before)
            if pixels > FEW:
                changed[kept.name] = pixels
                picture.save(tmp_path / f"{kept.stem}.png")
    assert changed == {}, f"look at {tmp_path}; `make pictures` keeps them as they are now"


def test_a_change_is_seen_and_the_same_page_is_the_same(
    windows: dict[int, Page], served: Served
) -> None:
    page = windows[1440]
    page.goto(f"{served}{PAGES['month']}")
    before = drawn(page, "light")
    seen = {}
    for what, change in CHANGES.items():
        page.reload()
        seen[f"nothing, before {what}"] = different(before, drawn(page, "light")) > FEW
        page.evaluate(change)
        seen[what] = different(before, drawn(page, "light")) > FEW
    assert {what for what, found in seen.items() if found} == set(CHANGES)


def test_the_pictures_are_those_that_are_compared() -> None:
    named = {f"{name}-{width}-{one}.webp" for name in PAGES for width in WIDTHS for one in SCHEMES}
    files = list((FOLDER / "pages").iterdir())
    assert {one.name for one in files} == named
    assert sum(one.stat().st_size for one in files) < MOST


@pytest.mark.parametrize("name", README)
def test_the_pictures_in_the_readme(
    chromium: Browser, served: Served, world: dict[str, str], name: str, *, updates: bool
) -> None:
    """They are drawn with the others, of the same pages; so only their sizes are compared."""
    target = FOLDER / f"{name}.png"
    size = {"width": 1440, "height": README[name]}
    context = entered(chromium, served, viewport=size, locale="vi-VN")
    context.route("**/app.css*", patient)
    page = context.new_page()
    page.goto(f"{served}{PAGES[name]}")
    page.evaluate("document.fonts.ready")
    fresh = Image.open(BytesIO(page.screenshot()))
    context.close()
    if updates:
        fresh.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
    with Image.open(target) as kept:
        assert kept.size == fresh.size
