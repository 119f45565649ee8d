from datetime import date

import pytest

from planner.documents.fields.spoken import spoken
from planner.documents.papers.lines import lines
from planner.documents.papers.passages import passages

ISSUED = date(2025, 4, 10)


def read(text: str, *, amends: bool = False) -> list[str]:
    (one,) = passages(lines((text,)))
    return [f"{span.start}..{span.end}" for span in spoken(one, ISSUED, amends=amends)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Treo cờ trong ngày 19/5/2025", ["2025-05-19..2025-05-19"]),
        ("riêng ngày bầu cử 15/3/2026 phát 03 buổi", ["2026-03-15..2026-03-15"]),
        (
            "ngày 19/8 và trong các ngày 01, 02 và 03/9",
            ["2025-08-19..2025-08-19", "2025-09-01..2025-09-03"],
        ),
        (
            "vào các ngày 10/9, 25/9, 05/10",
            ["2025-09-10..2025-09-10", "2025-09-25..2025-09-25", "2025-10-05..2025-10-05"],
        ),
        ("02 ngày Quốc tang (ngày 06/10 và ngày 07/10/2025)", ["2025-10-06..2025-10-07"]),
        ("Trang trí trong tháng 9/2025", ["2025-09-01..2025-09-30"]),
        ("tháng 7/2025, từ ngày 01/7 đến hết ngày 31/7", ["2025-07-01..2025-07-31"]),
        # what does not count
        ("Kỷ niệm Ngày giải phóng miền Nam (30/4/1975 - 30/4/2025)", []),
        ("đại hội nhiệm kỳ từ năm 2025 đến năm 2030", []),
        ("Ngày Quốc tế Lao động 01/5", []),
        ("xong trong ngày 20/5/2025", []),
        ("Ngày 29/3/2025, UBND tỉnh có Thông báo số 33/TB-UBND", []),
        ("bầu cử đại biểu Quốc hội khóa XVI (Chủ nhật, ngày 15/3/2026)", []),
        ("Công văn số 1355/UBND về việc treo cờ trong tháng 4 và tháng 5 năm 2025", []),
        ("từ ngày 01/5/2023 đến ngày 31/5/2023", []),
    ],
)
def test_the_spans_that_count(text: str, days: list[str]) -> None:
    assert read(text) == days


def test_of_an_amendment_the_new_days() -> None:
    line = 'Bãi bỏ cụm từ "từ ngày 10/6/2025 đến hết ngày 15/9/2025" tại mục I.2'
    assert read(line) == ["2025-06-10..2025-09-15"]
    assert read(line, amends=True) == []
