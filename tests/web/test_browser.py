"""The pages in a real browser: as people use them, without JavaScript too, and as pictures."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

MONTH = "/calendar/2027/08?agency=xa-go-quao"
PAGES = {
    "office": "/calendar/2027/08",
    "office-day": "/calendar/2027/08?day=2027-09-02",
    "month": MONTH,
    "day": f"{MONTH}&day=2027-09-02",
    "clash": "/calendar/2027/05?agency=bao-ptth-an-giang&day=2027-05-06",
    "agencies": "/agencies",
    "agency": "/agencies/xa-go-quao",
    "former": "/agencies/huyen-go-quao",
    "missing": "/agencies/xa-khong-co",
}
PICTURES = Path(__file__).parents[1] / "pictures"


@pytest.mark.parametrize(
    ("script", "slug", "name"),
    [(True, "xa-an-bien", "Xã An Biên"), (False, "xa-an-minh", "Xã An Minh")],
    ids=["script", "no-script"],
)
def test_from_the_month_to_a_ticked_item_and_a_feed(
    chromium: Browser, served: str, *, script: bool, slug: str, name: str
) -> None:
    context = chromium.new_context(java_script_enabled=script, locale="vi-VN")
    page = context.new_page()
    page.goto(served)
    expect(page).to_have_title("Tháng Tám 2027 · Lịch chiến dịch")
    page.get_by_label("Cơ quan", exact=True).select_option(slug)
    page.get_by_role("button", name="Xem lịch").click()
    page.get_by_role("link", name=name).click()
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 768, 360])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    chromium: Browser, served: str, node_modules: Path, name: str, width: int, scheme: str
) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(served + PAGES[name])
    page.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
    faults = page.evaluate(
        """async () => (await axe.run()).violations.map(
            one => [one.id, one.nodes.map(node => node.target.join(" ")).slice(0, 3)])"""
    )
    sideways = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()
    assert (faults, sideways, said) == ([], False, [])


def test_the_policy_lets_everything_of_ours_through(chromium: Browser, served: str) -> None:
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name, path in PAGES.items():
        if name != "missing":
            page.goto(served + path)
    page.close()
    assert said == []
    assert [url for url in asked if not url.startswith(served)] == []


def test_the_picture_in_the_readme(
    chromium: Browser, served: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Drawn anew with --snapshot-update; otherwise only its size is compared."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(served + PAGES["day"])
    page.evaluate("document.fonts.ready")
    target = PICTURES / "month.png"
    fresh = target if request.config.getoption("--snapshot-update") else tmp_path / "month.png"
    page.screenshot(path=fresh)
    context.close()
    assert fresh.read_bytes()[16:24] == target.read_bytes()[16:24]
