"""Papers for the wall: the schedule of a week, the checklist; one of them as PDF pages."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from browsing import Served, entered
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from planner.domain.model import Slot, State
from planner.web.agencies.papers import schedule_of
from planner.web.reference import References

MONDAY = date(2027, 8, 30)
WORDS = References.of([], {})
POST = Slot(
    "k", "c", "social-daily", "xa-a", "d-3", "social", "post", day=MONDAY, at=time(8), title="Bài"
)


def test_a_week_has_seven_days_by_hour_and_what_hangs_above() -> None:
    week = schedule_of(
        MONDAY,
        [
            replace(POST, key="b", at=None, channel="press", format="column"),
            POST,
            replace(POST, key="e", at=time(5, 30), assignee="lan", state=State.PUBLISHED),
            replace(POST, key="x", state=State.CANCELLED),
            replace(POST, key="s", channel="banner", at=None, end_day=date(2027, 9, 5)),
        ],
        [],
        WORDS,
        {"lan": "Nguyễn Thị Lan"},
    )
    assert (week.number, week.first, week.last) == (35, MONDAY, date(2027, 9, 5))
    assert [(one.at, one.assignee, one.done, one.format) for one in week.days[0].lines] == [
        (time(5, 30), "Nguyễn Thị Lan", True, ""),
        (time(8), "", False, ""),
        (None, "", False, "Chuyên mục"),
    ]
    assert [(one.channel, one.end) for one in week.hanging] == [("banner", date(2027, 9, 5))]
    assert [len(day.lines) for day in week.days[1:]] == [0] * 6


def test_the_schedule_has_the_official_head(client: FlaskClient) -> None:
    page = client.get("/agencies/xa-go-quao/papers/week?day=2027-09-01").text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page
    assert "Gò Quao, ngày 25 tháng 8 năm 2027" in page
    assert "LỊCH TUYÊN TRUYỀN TUẦN 35" in page
    assert "Kỷ niệm 82 năm Quốc khánh" in page
    assert page.count('scope="rowgroup"') == 7


def test_the_checklist_has_a_box_for_each_open_duty(client: FlaskClient) -> None:
    page = client.get("/agencies/xa-go-quao/papers/checklist").text
    assert "DANH SÁCH VIỆC PHẢI LÀM" in page
    assert page.count('<span class="box"></span>') == page.count("Hạ băng rôn") == 8


@pytest.mark.parametrize(
    ("query", "status"), [("day=1/9", 400), ("day=2027-02-30", 400), ("", 200)]
)
def test_a_day_that_is_none_is_said(client: FlaskClient, query: str, status: int) -> None:
    assert client.get(f"/agencies/xa-go-quao/papers/week?{query}").status_code == status
    assert client.get(f"/agencies/xa-khong-co/papers/week?{query}").status_code in {status, 404}


def test_a_week_prints_on_one_sheet_of_a4(
    chromium: Browser, served: Served, tmp_path: Path
) -> None:
    page = entered(chromium, served).new_page()
    page.goto(f"{served}/agencies/xa-go-quao/papers/week?day=2027-09-01")
    pdf = PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))
    sizes = [tuple(round(side / 72 * 25.4) for side in sheet.get_size()) for sheet in pdf]
    assert sizes == [(210, 297)]
    text = pdf[0].get_textpage().get_text_range()
    assert "LỊCH TUYÊN TRUYỀN TUẦN 35" in text
    assert "Tìm không dấu" not in text
    page.context.close()
