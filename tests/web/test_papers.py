"""Papers for the wall: the schedule of a week, the checklist; one of them as PDF pages."""

import re
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from browsing import Served, entered
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from planner.domain.model import Slot, State
from planner.web.agencies.papers import month_of, schedule_of
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


def test_a_month_puts_what_goes_out_under_one_title_together() -> None:
    monday = date(2027, 8, 30)
    schedule = schedule_of(
        monday,
        [
            POST,
            replace(POST, key="e", at=time(5, 30), channel="loudspeaker"),
            replace(POST, key="f", at=time(17), channel="loudspeaker", state=State.PUBLISHED),
            replace(POST, key="p", title="Khác", state=State.PUBLISHED),
            replace(POST, key="x", day=date(2027, 9, 2)),
        ],
        [],
        WORDS,
        {},
        35,
    )
    sheet = month_of(2027, 9, schedule)
    assert [len(week) for week in sheet.weeks] == [7] * 5
    assert (sheet.first, sheet.last, sheet.full) == (date(2027, 9, 1), date(2027, 9, 30), False)
    assert [cell.inside for cell in sheet.weeks[0]] == [False, False, *[True] * 5]
    assert [(one.title, one.channels, one.done) for one in sheet.weeks[0][0].entries] == [
        ("Bài", (("loudspeaker", (time(5, 30), time(17))), ("social", (time(8),))), False),
        ("Khác", (("social", (time(8),)),), True),
    ]


def test_the_month_on_paper_has_the_official_head_and_only_its_own_days(
    client: FlaskClient,
) -> None:
    page = client.get("/agencies/xa-go-quao/papers/month?day=2027-08-25").text
    assert "LỊCH TUYÊN TRUYỀN THÁNG TÁM NĂM 2027" in page
    assert "Gò Quao, ngày 25 tháng 8 năm 2027" in page
    assert page.count('<p class="no">') == 31
    assert "82 năm Quốc khánh: Loa 05:30, 17:00; MXH 08:00" in " ".join(
        re.sub(r"<[^>]+>", "", page).split()
    )
    assert "papers/month?day=2027-07-31" in page
    assert "papers/month?day=2027-09-01" in page
    calendar = client.get("/calendar/2027/08?agency=xa-go-quao").text
    assert 'href="/agencies/xa-go-quao/papers/month?day=2027-08-01">Bản in</a>' in calendar


@pytest.mark.parametrize(
    ("query", "status"), [("day=1/9", 400), ("day=2027-02-30", 400), ("", 200)]
)
def test_a_day_that_is_none_is_said(client: FlaskClient, query: str, status: int) -> None:
    for paper in ("week", "month"):
        path = f"/agencies/xa-go-quao/papers/{paper}?{query}"
        assert client.get(path).status_code == status
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


@pytest.mark.parametrize(
    ("path", "sheets"),
    [
        ("/agencies/xa-go-quao/papers/month?day=2027-08-25", 1),
        ("/agencies/xa-go-quao/papers/month?day=2028-06-01", 1),
        ("/agencies/huyen-an-bien/papers/month?day=2025-04-01", 2),
        ("/calendar/2027/08?agency=xa-go-quao", 1),
    ],
)
def test_a_month_prints_across_without_a_blank_sheet(
    chromium: Browser, served: Served, path: str, sheets: int
) -> None:
    page = entered(chromium, served, locale="vi-VN").new_page()
    page.goto(served + path)
    pdf = PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True))
    sizes = [tuple(round(side / 72 * 25.4) for side in sheet.get_size()) for sheet in pdf]
    assert sizes == [(297, 210)] * sheets
    assert all(len(sheet.get_textpage().get_text_range()) > 40 for sheet in pdf)
    page.context.close()
