"""Every page that an office hangs up, as the PDF that its printer gets, in both languages.

Nothing of it runs over the edge of A4, and every line that should be on it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import lived
import pytest
from browsing import Glass, Served, glass
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument, PdfPage  # type: ignore[import-untyped]

PORTRAIT, LANDSCAPE = (210, 297), (297, 210)
"""A4 in millimetres."""

EDGE = 10
"""Points from the paper's edge that stay white: 3.5 mm, less than any margin of ours."""

POINT = 25.4 / 72


@dataclass(frozen=True)
class Sheet:
    """What a printed page should be: its sheets and words; `most` sheets."""

    path: str
    size: tuple[int, int]
    most: int
    words: dict[str, tuple[str, ...]]


SHEETS = {
    "week": Sheet(
        f"/agencies/{lived.COMMUNE}/papers/week?day=2027-08-30",
        PORTRAIT,
        1,
        {
            "vi": ("LỊCH TUYÊN TRUYỀN TUẦN 35", "82 năm Quốc khánh", "(Ký, ghi rõ họ tên)"),
            "en": ("82 năm Quốc khánh", "Độc lập - Tự do - Hạnh phúc"),
        },
    ),
    "month on one sheet": Sheet(
        f"/agencies/{lived.COMMUNE}/papers/month?day=2027-08-25",
        LANDSCAPE,
        1,
        {
            "vi": ("82 năm Quốc khánh", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            "en": ("82 năm Quốc khánh", "Độc lập - Tự do - Hạnh phúc"),
        },
    ),
    "checklist": Sheet(
        f"/agencies/{lived.COMMUNE}/papers/checklist",
        PORTRAIT,
        3,
        {
            "vi": ("DANH SÁCH VIỆC PHẢI LÀM", "Hạ băng rôn", "(Ký, ghi rõ họ tên)"),
            "en": ("Hạ băng rôn", "Độc lập - Tự do - Hạnh phúc"),
        },
    ),
    "places": Sheet(
        f"/agencies/{lived.COMMUNE}/sites/print",
        PORTRAIT,
        2,
        {
            "vi": ("DANH SÁCH CHỖ TREO", "Cổng chào ấp 3", "(Ký, ghi rõ họ tên)"),
            "en": ("Cổng chào ấp 3", "Độc lập - Tự do - Hạnh phúc"),
        },
    ),
    "month": Sheet(
        lived.MONTH,
        LANDSCAPE,
        2,
        {"vi": ("Tháng Tám", "Xã Gò Quao", "82 năm Quốc khánh"), "en": ("August", "Xã Gò Quao")},
    ),
    "session": Sheet(
        lived.SESSION,
        PORTRAIT,
        1,
        {"vi": ("82 năm Quốc khánh",), "en": ("82 năm Quốc khánh",)},
    ),
}


@pytest.fixture(scope="module")
def look(chromium: Browser, world: dict[str, str], served: Served, axe: str) -> Iterator[Glass]:
    with glass(chromium, served, axe) as found:
        yield found


def over_the_edge(sheet: PdfPage) -> list[str]:
    """Return the words of a sheet that lie where no printer prints, or off the paper."""
    width, height = sheet.get_size()
    text = sheet.get_textpage()
    found = []
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        if left < EDGE or bottom < EDGE or right > width - EDGE or top > height - EDGE:
            found.append(text.get_text_bounded(left, bottom, right, top))
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", SHEETS)
def test_it_prints(look: Glass, name: str, language: str) -> None:
    sheet = SHEETS[name]
    look.open(sheet.path, 1280, language)
    with PdfDocument(look.page.pdf(prefer_css_page_size=True, print_background=True)) as pdf:
        sizes = {tuple(round(side * POINT) for side in page.get_size()) for page in pdf}
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
        assert sizes == {sheet.size}
        assert 1 <= len(pdf) <= sheet.most
        assert [words for page in pdf for words in over_the_edge(page)] == []
    said = " ".join(text.split())
    assert [words for words in sheet.words[language] if words not in said] == []
    assert "Tìm không dấu" not in said
    look.page.emulate_media(media="print")
    look.resize(int(sheet.size[0] / 25.4 * 96) - 90, whole=True)
    assert look.ask("sideways", "cut") == []
    look.page.emulate_media(media="null")
