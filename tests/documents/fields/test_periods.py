from datetime import date

import pytest

from planner.documents.fields import spans
from planner.documents.fields.placed import placed
from planner.documents.papers.outline import outline
from planner.documents.papers.papers import papers

ISSUED = date(2025, 4, 10)


def read(*body: str, issued: date | None = ISSUED) -> tuple[list[str], list[str]]:
    """The periods of a small plan as "first..last", and what is asked about them."""
    paper = papers(["KẾ HOẠCH", "Tuyên truyền kỷ niệm các ngày lễ lớn", "", *body])[0]
    places = tuple(placed((outline(paper.body), outline(paper.annex))))
    periods, _, asked = spans.read(paper, places, "ke-hoach", issued, amends=False)
    found = [f"{one.start or '?'}..{one.end or one.until_event or '?'}" for one in periods]
    return found, [one.text for one in asked]


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("III. THỜI GIAN TUYÊN TRUYỀN: Từ nay đến tháng 11 năm 2025.", "2025-04-10..2025-11-30"),
        (
            "1. Đợt 1 (từ ngày 10/5 đến hết ngày 10/6/2025): tập trung tuyên truyền",
            "2025-05-10..2025-06-10",
        ),
        (
            "- Giai đoạn 2 (cao điểm): từ ngày 13/5 đến ngày 19/5/2025, tập trung kỷ niệm",
            "2025-05-13..2025-05-19",
        ),
        ("a) Đợt cao điểm hè: Tháng 7 và tháng 8 năm 2025.", "2025-07-01..2025-08-31"),
        ("d) Tháng cao điểm An toàn giao thông: Tháng 9/2025.", "2025-09-01..2025-09-30"),
        (
            (
                "đ) Tuần lễ tưởng niệm nạn nhân tai nạn giao thông: Từ ngày 13 đến ngày 19 tháng"
                " 11 năm 2025."
            ),
            "2025-11-13..2025-11-19",
        ),
        ("1- Trước Đại hội (từ nay đến ngày 21-9-2025)", "2025-04-10..2025-09-21"),
        ("II. QUÝ II (từ ngày 01/4/2025 đến hết ngày 30/6/2025)", "2025-04-01..2025-06-30"),
        ("- Giai đoạn 3 - duy trì: năm 2026.", "2026-01-01..2026-12-31"),
        (
            "3. Thời gian thực hiện: từ ngày ban hành Kế hoạch đến hết ngày 31/12/2025.",
            "2025-04-10..2025-12-31",
        ),
        (
            "Kế hoạch thực hiện từ ngày ký đến hết năm 2030, gồm hai giai đoạn:",
            "2025-04-10..2030-12-31",
        ),
        (
            "3. Chương trình có hiệu lực từ ngày ký đến hết ngày 31/12/2027.",
            "2025-04-10..2027-12-31",
        ),
        (
            (
                "II. ĐỐI TƯỢNG, ĐỊA BÀN VÀ THỜI GIAN: Toàn thể nhân dân; thực hiện từ nay đến"
                " hết năm 2026."
            ),
            "2025-04-10..2026-12-31",
        ),
        (
            "2. Thời gian: Tháng hành động từ ngày 01/6/2025 đến ngày 30/6/2025.",
            "2025-06-01..2025-06-30",
        ),
        ("a) Năm 2026: Nâng cao ý thức trách nhiệm.", "2026-01-01..2026-12-31"),
        ("2. Từ đầu năm 2026 đến Đại hội XV của Đảng", "2026-01-01..Đại hội XV của Đảng"),
        ("1. Thời gian: trong quý III năm 2025.", "2025-07-01..2025-09-30"),
        ("1. Thời gian: từ ngày 15/4 đến hết tháng.", "2025-04-15..2025-04-30"),
    ],
)
def test_a_period(line: str, period: str) -> None:
    assert read(line)[0] == [period]


@pytest.mark.parametrize(
    "line",
    [
        (
            "- Triển khai các nội dung tuyên truyền những chủ đề lớn, trọng tâm từ nay đến Đại"
            " hội XIV của Đảng."
        ),
        "- Tuyên truyền kỷ niệm 50 năm Ngày giải phóng miền Nam (30/4/1975 - 30/4/2025).",
        "- Tuyên truyền kết quả đại hội nhiệm kỳ 2025 - 2030.",
        "- Báo cáo kết quả trước ngày 15/12/2025.",
        "- Lễ tưởng niệm cấp tỉnh tổ chức tối 19/11/2025.",
        "- Tổ chức giải bóng chuyền các xã từ ngày 22/4 đến ngày 25/4/2025.",
        "- Sơ kết 5 năm thực hiện Nghị quyết (22-10-2020 - 22-10-2025).",
        "- Tháo dỡ băng rôn trong thời gian từ 01/10 đến 05/10/2025.",
    ],
)
def test_no_period(line: str) -> None:
    assert read("I. NỘI DUNG", line)[0] == []


def test_two_periods_in_one_line() -> None:
    until = "1. Thời gian: Từ ngày 15/10/2025 đến hết tháng 11 năm 2025"
    assert read(f"{until}; cao điểm từ ngày 01 - 09/11/2025.")[0] == [
        "2025-10-15..2025-11-30",
        "2025-11-01..2025-11-09",
    ]


def test_an_end_without_a_day_is_asked() -> None:
    _, asked = read("2. Giai đoạn 2: từ ngày 01/5/2025 đến khi có thông báo mới.")
    assert asked == ["“khi có thông báo mới” là ngày nào?"]


def test_from_now_without_a_day_of_issue_is_asked() -> None:
    found, asked = read("1. Thời gian: Từ nay đến hết năm 2024", issued=None)
    assert found == ["?..2024-12-31"]
    assert asked == ["Tính từ ngày nào? Văn bản không đọc được ngày ban hành."]
