"""Places and loudspeaker sessions in a real browser, with and without JavaScript."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import small
from accounts import admit
from bases import Bases
from browsing import Served, entered, faults, looking, serving
from playwright.sync_api import Browser, Page, expect

from planner.domain.people import Role
from planner.services import placing
from planner.store import sites
from planner.store.db import Database

WHERE = "xa-dong-hoa"
LIST = f"/agencies/{WHERE}/sites"
BANNER = f"quoc-khanh-2027/banner-hang/{WHERE}/span"
PHASE = f"01-kh-ubnd-2027-2/phase-banner/{WHERE}/span"
SESSION = f"/agencies/{WHERE}/sessions/s1/2027-09-02"
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
}
TWO = "Cổng chào ấp 3; Quốc lộ 61, đầu cầu; 6 x 1,2 m; Nguyễn Văn Út\nChợ; ; 3 x 5 m; ; ; LED"


@pytest.fixture
def served(tmp_path: Path, bases: Bases) -> Iterator[Served]:
    """Serve the small province with a morning of three bulletins, one with too long a brief."""
    url = bases.new()
    database = Database(url)
    office = small.Office(database, small.write(tmp_path / "seeds"))
    office.load()
    for number in (1, 2):
        key = f"quoc-khanh-2027/loudspeaker-bulletin/{WHERE}/d-{number}/s1"
        brief = "Đồng bào thân mến, **82 năm** trước. " * 200 * (number - 1)
        office.edit(key, {"day": date(2027, 9, 2), "brief": brief, "title": f"Bản tin {number}"})
    database.close()
    with serving(small.settings(url, tmp_path)) as address:
        yield address


@pytest.fixture
def office(served: Served) -> small.Office:
    """Give the province behind the server, its banner at two places, another at one of them."""
    made = small.Office(served.app.extensions["planner"].database, Path())
    days = made.slot(BANNER)
    made.edit(PHASE, {"day": days.day, "end_day": days.end_day})
    with made.database.writing() as session:
        placing.bring(session, WHERE, TWO, small.TODAY, "lan")
        first, second = (one.id for one in sites.of_agency(session, WHERE))
        placing.hang(session, BANNER, {first: 2, second: 1}, {}, "lan")
        placing.hang(session, PHASE, {first: 1}, {}, "lan")
    return made


def no_sideways(page: Page) -> bool:
    fits: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return fits


@pytest.mark.parametrize("script", [True, False], ids=["script", "none"])
def test_an_officer_hangs_a_banner(chromium: Browser, served: Served, *, script: bool) -> None:
    database = served.app.extensions["planner"].database
    officer = admit(database, "chi-hai", Role.COORDINATOR, WHERE)
    page = entered(chromium, served, officer, java_script_enabled=script, **PHONE).new_page()
    page.goto(f"{served}/agencies/{WHERE}")
    page.get_by_role("link", name="Chỗ treo").click()

    # a list with a fault in it is refused and given back, then taken
    page.get_by_text("Cả danh sách, dán").click()
    page.get_by_label("Mỗi dòng một chỗ").fill(TWO + "\n; đường làng")
    page.get_by_role("button", name="Nhận danh sách").click()
    expect(page.locator("#them").get_by_role("alert")).to_contain_text("Dòng 3: thiếu tên")
    expect(page.get_by_label("Mỗi dòng một chỗ")).to_have_value(TWO + "\n; đường làng")
    page.get_by_label("Mỗi dòng một chỗ").fill(TWO)
    page.get_by_role("button", name="Nhận danh sách").click()
    expect(page.get_by_text("2 chỗ đang dùng.")).to_be_visible()

    # from the list to the places of one span, and back
    page.get_by_role("link", name="Chọn chỗ cho 82 năm Quốc khánh, 26/8").click()
    page.get_by_label("Cổng chào ấp 3").first.check()
    page.get_by_label("số lượng Cổng chào ấp 3").fill("3")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="Lưu chỗ treo").click()
    if not script:
        expect(page).to_have_url(f"{served}{LIST}")
        expect(page.get_by_text("1 chỗ, 3 tấm")).to_be_visible()
    page.goto(f"{served}/slots/{BANNER}")
    part = page.locator("#cho-treo")
    expect(part).to_contain_text("Cổng chào ấp 3 ×3")

    # taken off again on the page of the slot
    part.get_by_text("Chọn chỗ", exact=True).click()
    part.get_by_role("checkbox", name="Cổng chào ấp 3").uncheck()
    part.get_by_role("button", name="Lưu chỗ treo").click()
    expect(part).to_contain_text("Chưa chọn chỗ nào.")
    with database.session() as session:
        assert sites.hangings(session, slot=BANNER) == []
    page.context.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "none"])
def test_bulletins_are_put_in_order_by_the_keyboard(
    chromium: Browser, served: Served, *, script: bool
) -> None:
    page = entered(chromium, served, java_script_enabled=script, **PHONE).new_page()
    page.goto(f"{served}{SESSION}")
    titles = page.locator(".bulletins h2 a")
    expect(titles).to_have_text(["82 năm Quốc khánh", "Bản tin 1", "Bản tin 2"])
    page.get_by_role("button", name="Đưa “Bản tin 2” lên").focus()
    page.keyboard.press("Enter")
    expect(titles).to_have_text(["82 năm Quốc khánh", "Bản tin 2", "Bản tin 1"])
    expect(page.locator(".bulletins .hour time")).to_have_text(["05:30", "05:38", "05:46"])
    expect(page.get_by_text("không vừa 8 phút")).to_be_visible()
    page.get_by_label("Số phút Bản tin 2").fill("12")
    page.get_by_label("Số phút Bản tin 2").press("Enter")
    expect(page.locator(".bulletins .hour time")).to_have_text(["05:30", "05:38", "05:50"])
    page.get_by_role("button", name="Xếp lại theo ngày gốc").click()
    expect(titles).to_have_text(["82 năm Quốc khánh", "Bản tin 1", "Bản tin 2"])
    expect(page).to_have_url(f"{served}{SESSION}")
    page.context.close()


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (320, "dark")])
def test_nothing_is_wrong_on_any_page(
    chromium: Browser, served: Served, node_modules: Path, width: int, scheme: str
) -> None:
    days = "from=26/8/2027&to=5/9/2027"
    paths = (
        LIST,
        f"{LIST}?{days}",
        f"{LIST}?from=mai",
        f"{LIST}/print",
        "/sites/1",
        f"/hanging/{PHASE}",
        f"/slots/{PHASE}",
        f"/agencies/{WHERE}",
        SESSION,
        SESSION.replace("09-02", "10-01"),
    )
    with looking(chromium, served, width, scheme) as (page, said):
        for path in paths:
            page.goto(f"{served}{path}")
            assert (path, faults(page, node_modules)) == (path, [])
        assert said == []


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("path", [f"{LIST}/print", SESSION])
def test_it_prints_on_a4(chromium: Browser, served: Served, path: str) -> None:
    page = entered(chromium, served).new_page()
    page.goto(f"{served}{path}")
    page.emulate_media(media="print")
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator("header.top")).to_be_hidden()
    page.set_viewport_size({"width": 703, "height": 1000})  # A4 within its margins
    assert no_sideways(page)
    page.context.close()
