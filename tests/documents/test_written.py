"""Items read from mended lines are given back in the file's own words, and held where in doubt."""

import pytest

from planner.documents import reader, written
from planner.documents.papers.spelling import mend

SLIPS = ["Sở Y tế chủ trì, phôi hợp với Công an", "tỉnh tổ chức tuyên tryền trên báo chí."]


@pytest.mark.parametrize(
    ("read", "line", "own"),
    [
        ("phối hợp với Công an", 1, "phôi hợp với Công an"),
        ("Sở Y tế chủ trì, phối", 1, "Sở Y tế chủ trì, phôi"),
        (
            "phối hợp với Công an tỉnh tổ chức tuyên truyền trên báo chí",
            1,
            "phôi hợp với Công an tỉnh tổ chức tuyên tryền trên báo chí",
        ),
        ("tuyên truyền trên báo chí", 2, "tuyên tryền trên báo chí"),
        ("Sở Y tế", 1, "Sở Y tế"),
        ("phối cảnh", 1, "phối cảnh"),
    ],
)
def test_words_are_the_files_own(read: str, line: int, own: str) -> None:
    assert written.as_written(read, line, mend(SLIPS)) == own


def _paper(duty: str) -> list[str]:
    return [
        "KẾ HOẠCH",
        "Tuyên truyền kỷ niệm 80 năm Quốc khánh",
        "I. TỔ CHỨC THỰC HIỆN",
        "1. Sở Văn hóa và Thể thao",
        "- Tổ chức tuyên tryền trên các phương tiện thông tin đại chúng.",
        "2. Công an tỉnh",
        duty,
        "3. Sở Y tế",
        "- Treo cờ Tổ quốc, phát thnh trên hệ thống truyền thanh cơ sở, tại các cơ quan, đơn vij.",
    ]


def test_duties_stand_in_the_file_as_they_are() -> None:
    (paper,) = reader.read(_paper("- Tổ chức tuyên truyền trên báo chí.")).documents
    texts = [duty.text for agency in paper.agencies for duty in agency.duties]
    assert any("tuyên tryền" in text for text in texts)
    assert any("thnh trên" in text for text in texts)


@pytest.mark.parametrize(
    "duty",
    [
        "- Tổ chức tuyên truyền; tăng cường giqm sát thông tin trên mạng.",
        "- Tổ chức tuyên truyền; xửxlý vi phạm trên mạng xã hội.",
        "- Tổ chức tuyên truyền; kỷx luật cán bộ.",
    ],
)
def test_a_part_that_a_slip_may_hide_holds_back_all_of_the_line(duty: str) -> None:
    (paper,) = reader.read(_paper(duty)).documents
    (held,) = (one for agency in paper.agencies for one in agency.duties if one.line == 7)
    assert held.outside is True
