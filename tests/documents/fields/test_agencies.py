"""Blocks that give work, in the shapes in which offices write them."""

import pytest

from planner.documents.fields.agencies import read
from planner.documents.papers.lines import lines
from planner.documents.papers.outline import outline
from planner.documents.papers.passages import passages

Block = tuple[str, int, list[int]]


def blocks(*raw: str) -> list[Block]:
    found = read(outline(passages(lines(raw))))
    return [(one.name, one.line, [duty.line for duty in one.duties]) for one in found]


TASKS = "IV. TỔ CHỨC THỰC HIỆN"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            (
                TASKS,
                "1. Sở Y tế",
                "- Truyền thông.",
                "- Tập huấn.",
                "2. Công an tỉnh",
                "Tuyên truyền.",
            ),
            [("Sở Y tế", 2, [3, 4]), ("Công an tỉnh", 5, [6])],
            id="headings",
        ),
        pytest.param(
            (TASKS, "1. Sở Y tế: Truyền thông.", "2. Đề nghị Tỉnh đoàn: Ra quân."),
            [("Sở Y tế", 2, [2]), ("Tỉnh đoàn", 3, [3])],
            id="work on the heading's line",
        ),
        pytest.param(
            (TASKS, "- Giao Sở Y tế chủ trì truyền thông.", "- Giao Sở Nội vụ phát động thi đua."),
            [("Sở Y tế", 2, [2]), ("Sở Nội vụ", 3, [3])],
            id="dashes that ask",
        ),
        pytest.param(
            (
                TASKS,
                "2. Đảng ủy UBND tỉnh lãnh đạo, chỉ đạo:",
                "- Sở Y tế truyền thông.",
                "- Sở Nội vụ phát động thi đua.",
            ),
            [("Sở Y tế", 3, [3]), ("Sở Nội vụ", 4, [4])],
            id="a body that only hands on",
        ),
        pytest.param(
            (TASKS, "3. Ban cán sự đảng UBND tỉnh", "3.1. Chỉ đạo Sở Y tế", "- Một.", "- Hai."),
            [("Sở Y tế", 3, [4, 5])],
            id="directed",
        ),
        pytest.param(
            (TASKS, "6. Trại tạm giam tỉnh", "- Phổ biến.", "7. Tiến độ thực hiện", "- Quý I."),
            [("Trại tạm giam tỉnh", 2, [3])],
            id="a body that no table knows, and a topic",
        ),
        pytest.param(
            (TASKS, "1. Sở Y tế", "a) Chỉ đạo Trung tâm Y tế huyện truyền thông.", "b) Tập huấn."),
            [("Sở Y tế", 2, [3, 4])],
            id="its own work, though it directs others",
        ),
        pytest.param(
            (
                "II. NỘI DUNG",
                "1. Sở Y tế",
                "- Truyền thông.",
                "2. Đề nghị Ban Tuyên giáo Tỉnh ủy: Định hướng.",
                "III. TỔ CHỨC THỰC HIỆN",
                "1. Các sở: Thực hiện.",
            ),
            [("Sở Y tế", 2, [3]), ("Ban Tuyên giáo Tỉnh ủy", 4, [4]), ("Các sở", 6, [6])],
            id="work in a section on contents",
        ),
        pytest.param(
            (
                "Kính gửi:",
                "- Sở Y tế;",
                "- UBND các xã.",
                "Đề nghị UBND các xã treo cờ từ ngày 30/8.",
            ),
            [("UBND các xã", 4, [4])],
            id="letter",
        ),
        pytest.param(
            (
                TASKS,
                "| TT | Nội dung công việc | Cơ quan chủ trì | Phối hợp |",
                "|---|---|---|---|",
                "| 1 | Treo băng rôn | Sở Văn hóa, Thể thao và Du lịch | Các xã |",
                "| 2 | Mở chuyên mục | Báo An Giang | Sở |",
            ),
            [("Sở Văn hóa, Thể thao và Du lịch", 4, [4]), ("Báo An Giang", 5, [5])],
            id="table",
        ),
        pytest.param(
            (TASKS, "1. Sở Y tế", "- Một, trong đó:", "+ hai;", "+ ba.", "- Bốn."),
            [("Sở Y tế", 2, [4, 5, 6])],
            id="a lead-in is no duty",
        ),
        pytest.param(
            (
                TASKS,
                "1. Sở Y tế",
                "- Một.",
                "Trên đây là Kế hoạch, đề nghị các đơn vị thực hiện./.",
            ),
            [("Sở Y tế", 2, [3])],
            id="closing words",
        ),
        pytest.param(
            ("I. MỤC ĐÍCH", "1. Các cấp ủy cần bám sát.", "2. Các sở chủ động."),
            [],
            id="no work in the purpose",
        ),
    ],
)
def test_blocks(raw: tuple[str, ...], expected: list[Block]) -> None:
    assert blocks(*raw) == expected


def test_duties_carry_the_gate_s_word() -> None:
    (block,) = read(
        outline(
            passages(
                lines(
                    [
                        TASKS,
                        "1. Sở Y tế",
                        "- Tổ chức truyền thông.",
                        "- Nắm tình hình dư luận xã hội.",
                        "- Mở chuyên mục; xử lý nghiêm vi phạm.",
                    ]
                )
            )
        )
    )
    assert [duty.outside for duty in block.duties] == [False, True, "part"]
