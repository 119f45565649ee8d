from datetime import date

import pytest

from planner.documents.fields import spans
from planner.documents.fields.placed import placed
from planner.documents.papers.outline import outline
from planner.documents.papers.papers import papers

TIME = (
    "II. THỜI GIAN",
    "Thời gian tuyên truyền: từ ngày 10/4/2025 đến ngày 30/9/2025, chia làm các đợt:",
    "- Đợt 1: từ ngày 20/4 đến ngày 31/5/2025, tập trung kỷ niệm 30/4.",
    "- Đợt 2 (cao điểm): từ ngày 15/8 đến ngày 20/9/2025, tập trung kỷ niệm Quốc khánh.",
    "III. HÌNH THỨC",
)


def read(*body: str) -> list[str]:
    paper = papers(["KẾ HOẠCH", "Tuyên truyền kỷ niệm các ngày lễ lớn", "", *body])[0]
    places = tuple(placed((outline(paper.body), outline(paper.annex))))
    _, windows, _ = spans.read(paper, places, "ke-hoach", date(2025, 4, 10), amends=False)
    return [f"{one.channel} {one.start}..{one.end}" for one in windows]


FIRST, PEAK = "2025-04-20..2025-05-31", "2025-08-15..2025-09-20"


@pytest.mark.parametrize(
    ("line", "windows"),
    [
        ("- Mỗi trường học treo tối thiểu 01 băng rôn trong đợt 1.", [f"banner {FIRST}"]),
        (
            "- Treo băng rôn trong suốt Đợt I và Đợt II.",
            [f"banner {FIRST}", f"banner {PEAK}"],
        ),
        (
            "- Phát trên loa truyền thanh trong cả hai đợt.",
            [f"loudspeaker {FIRST}", f"loudspeaker {PEAK}"],
        ),
        ("- Xe loa lưu động trong đợt cao điểm nói trên.", [f"mobile {PEAK}"]),
        (
            "- Trang thông tin điện tử xã đăng tin, bài trong suốt thời gian nêu trên.",
            ["portal 2025-04-10..2025-09-30"],
        ),
        (
            "- Niêm yết trên bảng tin từ ngày 01/6/2025 đến hết đợt thứ hai.",
            ["board 2025-06-01..2025-09-20"],
        ),
        (
            "- Trong đợt 2, treo băng rôn từ ngày 25/8/2025 đến ngày 05/9/2025.",
            ["banner 2025-08-25..2025-09-05"],
        ),
        ("- Treo băng rôn trong đợt 3.", []),
        ("- Treo băng rôn trong cả ba đợt.", []),
        ("- Báo đưa tin các hoạt động trong đợt cao điểm.", []),
        ("- Bảo đảm an ninh trật tự trong đợt cao điểm.", []),
    ],
)
def test_days_of_a_phase_spoken_of(line: str, windows: list[str]) -> None:
    assert read(*TIME, line) == windows


def test_two_peaks_are_none() -> None:
    second = TIME[2].replace("Đợt 1:", "Đợt 1 (cao điểm):")
    assert read(*TIME[:2], second, *TIME[3:], "- Treo băng rôn trong đợt cao điểm.") == []
