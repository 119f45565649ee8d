"""A plan written down as a Markdown file: every value with its line, every fault with its line."""

from datetime import time
from typing import Any

import pytest
from builders import SEEDS, d, plan

from planner.documents.planfile import key_of, read
from planner.domain.model import (
    Block,
    Channel,
    Deadline,
    Duty,
    Letter,
    Named,
    Phase,
    Plan,
    Quota,
    Span,
    Theme,
    Window,
)
from planner.errors import InputError

WHOLE = """\
# Kế hoạch tuyên truyền mừng Quốc khánh

- Số: 15/KH-UBND
- Loại: Kế hoạch
- Cơ quan ban hành: Ủy ban nhân dân tỉnh An Giang
- Tỉnh: An Giang
- Ngày ban hành: 10/8/2026
- Thực hiện: 12-CT/TU, 30-HD/BTGTW
- Chuyển bằng: 99/SVHTT, 12/8/2026, Sở Văn hóa và Thể thao
- Chuyển bằng: không đọc được số, 13/8/2026, Sở Y tế
- Văn phòng ghi: Ngày kết thúc do văn phòng hỏi lại.

## Thời gian
- 10/8/2026 - 05/9/2026: Cao điểm
- 06/9/2026 - ?: Đến đại hội

## Chủ đề
- Tự hào Tổ quốc
- [ngoài phạm vi] Phản bác luận điệu sai trái

## Kênh
- press: chuyên trang, chuyên mục
- [ngoài phạm vi] social: lực lượng cộng tác viên

## Ngày kỷ niệm
- 81 năm quoc-khanh, 02/9/1945 - 02/9/2026
- cach-mang-thang-tam

## Khoảng treo, phát, đăng
- flag, 01/9/2026 - 03/9/2026
- loudspeaker, 28/8/2026 - 02/9/2026 giờ 17:00 05:30: UBND các xã, phường; Phường Long Xuyên
- banner, 26/8/2026 - 05/9/2026: Phường Long Xuyên
- [ngoài phạm vi] social, 26/8/2026 - 05/9/2026

## Giao việc
### Sở Văn hóa và Thể thao; Sở Du lịch
- Tổ chức triển lãm
- [ngoài phạm vi] Nắm dư luận
### Báo An Giang
- Mở chuyên trang

## Chỉ tiêu
- banner: ít nhất 1 khẩu hiệu mỗi khu phố, ấp; UBND các xã, phường

## Thời hạn
- trước 20/6 hằng năm: Báo cáo sáu tháng; Các sở, ban, ngành
- chậm nhất 15/9/2026: Báo cáo tổng kết
- trước ngày 20 hằng tháng: Báo cáo tháng
- [ngoài phạm vi] trước 10/12/2026: Báo cáo dư luận
"""


def test_a_whole_file() -> None:
    assert read(WHOLE, "x.md") == Plan(
        key="",
        title="Kế hoạch tuyên truyền mừng Quốc khánh",
        title_line=1,
        province="An Giang",
        kind="ke-hoach",
        number="15/KH-UBND",
        issuer="Ủy ban nhân dân tỉnh An Giang",
        issued_on=d("2026-08-10"),
        implements=("12-CT/TU", "30-HD/BTGTW"),
        letters=(
            Letter("99/SVHTT", d("2026-08-12"), "Sở Văn hóa và Thể thao", 9),
            Letter(None, d("2026-08-13"), "Sở Y tế", 10),
        ),
        notes=("Ngày kết thúc do văn phòng hỏi lại.",),
        phases=(
            Phase(1, Span(d("2026-08-10"), d("2026-09-05")), "Cao điểm", 14),
            Phase(2, Span(d("2026-09-06"), None), "Đến đại hội", 15),
        ),
        themes=(
            Theme("Tự hào Tổ quốc", 18),
            Theme("Phản bác luận điệu sai trái", 19, outside=True),
        ),
        channels=(
            Channel("press", 22, "chuyên trang, chuyên mục"),
            Channel("social", 23, "lực lượng cộng tác viên", outside=True),
        ),
        anniversaries=(
            Named("quoc-khanh", 2026, 26, d("1945-09-02"), d("2026-09-02")),
            Named("cach-mang-thang-tam", None, 27),
        ),
        windows=(
            Window("flag", Span(d("2026-09-01"), d("2026-09-03")), 30),
            Window(
                "loudspeaker",
                Span(d("2026-08-28"), d("2026-09-02")),
                31,
                (time(5, 30), time(17)),
                ("UBND các xã, phường", "Phường Long Xuyên"),
            ),
            Window(
                "banner",
                Span(d("2026-08-26"), d("2026-09-05")),
                32,
                names=("Phường Long Xuyên",),
            ),
            Window("social", Span(d("2026-08-26"), d("2026-09-05")), 33, outside=True),
        ),
        blocks=(
            Block(
                ("Sở Văn hóa và Thể thao", "Sở Du lịch"),
                (Duty("Tổ chức triển lãm", 37), Duty("Nắm dư luận", 38, outside=True)),
                36,
            ),
            Block(("Báo An Giang",), (Duty("Mở chuyên trang", 40),), 39),
        ),
        quotas=(Quota(1, "khẩu hiệu", ("khu phố", "ấp"), "banner", 43, ("UBND các xã, phường",)),),
        deadlines=(
            Deadline(
                20,
                6,
                None,
                before=True,
                title="Báo cáo sáu tháng",
                line=46,
                names=("Các sở, ban, ngành",),
            ),
            Deadline(15, 9, 2026, before=False, title="Báo cáo tổng kết", line=47),
            Deadline(20, None, None, before=True, title="Báo cáo tháng", line=48),
            Deadline(10, 12, 2026, before=True, title="Báo cáo dư luận", line=49, outside=True),
        ),
    )


def test_a_title_and_a_province_are_enough() -> None:
    found = read("# Kế hoạch\n- Tỉnh: An Giang\n", "x.md")
    assert found == Plan(key="", title="Kế hoạch", title_line=1, province="An Giang")


def test_windows_line_ends_change_nothing() -> None:
    assert read(WHOLE.replace("\n", "\r\n"), "x.md") == read(WHOLE, "x.md")


@pytest.mark.parametrize("file", sorted(path.name for path in (SEEDS / "plans").glob("*.md")))
def test_no_line_number_of_the_seeds_leaves_the_file(file: str) -> None:
    """Each value stands on the line that it points to."""
    text = (SEEDS / "plans" / file).read_text(encoding="utf-8")
    lines, found = text.splitlines(), read(text, file)
    told = [
        *((one.line, one.title) for one in found.themes),
        *((duty.line, duty.text) for each in found.blocks for duty in each.duties),
        *((each.line, each.names[0]) for each in found.blocks),
        *((one.line, one.words) for one in found.channels),
        *((one.line, one.slug) for one in found.anniversaries),
        *((one.line, one.title) for one in found.deadlines),
        *((one.line, one.unit) for one in found.quotas),
        (found.title_line, found.title),
    ]
    assert [(line, words) for line, words in told if words not in lines[line - 1]] == []


HEAD = "# Kế hoạch\n- Tỉnh: An Giang\n"


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("- 05/9/2026 - 01/9/2026: ngược", "Thời gian"),
        ("- tháng 9", "Thời gian"),
        ("- 31/9/2026 - 01/10/2026", "Thời gian"),
        ("- tivi: chuyên trang", "Kênh"),
        ("- flag, 05/9/2026 - 01/9/2026", "Khoảng treo, phát, đăng"),
        ("- co, 01/9/2026 - 05/9/2026", "Khoảng treo, phát, đăng"),
        ("- loudspeaker, 01/9/2026 - 05/9/2026 giờ 25:00", "Khoảng treo, phát, đăng"),
        ("- 80 năm quoc-khanh, 02/9/1945 - 02/9/2026", "Ngày kỷ niệm"),
        ("- Quốc khánh", "Ngày kỷ niệm"),
        ("- banner: một khẩu hiệu", "Chỉ tiêu"),
        ("- trước 31/6 hằng năm: Báo cáo", "Thời hạn"),
        ("- sớm: Báo cáo", "Thời hạn"),
        ("- trước 20/6 hằng năm:", "Thời hạn"),
        ("- Việc chưa thuộc ai", "Giao việc"),
        ("một dòng văn", "Chủ đề"),
    ],
)
def test_a_fault_is_told_with_file_and_line(line: str, section: str) -> None:
    with pytest.raises(InputError) as caught:
        read(f"{HEAD}\n## {section}\n{line}\n", "plans/x.md")
    assert (caught.value.where.file, caught.value.where.line) == ("plans/x.md", 5)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD + "- Ngày ban hành: 32/8/2026\n", 3),
        (HEAD + "- Giá: 5\n", 3),
        (HEAD + "- Số:\n", 3),
        (HEAD + "- Chuyển bằng: 5/CV\n", 3),
        (HEAD + "## Khác\n", 3),
        ("- Tỉnh: An Giang\n", None),
        ("# Kế hoạch\n", None),
        ("", None),
    ],
)
def test_a_fault_in_the_head(text: str, line: int | None) -> None:
    with pytest.raises(InputError) as caught:
        read(text, "plans/x.md")
    assert (caught.value.where.file, caught.value.where.line) == ("plans/x.md", line)


# --- keys ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "taken", "key"),
    [
        ({"number": "141/KH-UBND", "issued_on": d("2021-07-19")}, set(), "141-kh-ubnd-2021"),
        ({"number": "5/QĐ-UBND", "issued_on": d("2026-07-19")}, set(), "5-qd-ubnd-2026"),
        (
            {"number": "15/KH-UBND", "issuer": "Xã A"},
            {"15-kh-ubnd-2026"},
            "xa-a-15-kh-ubnd-2026",
        ),
        (
            {"number": "15/KH-UBND", "issuer": "Xã A"},
            {"15-kh-ubnd-2026", "xa-a-15-kh-ubnd-2026"},
            "xa-a-15-kh-ubnd-2026b",
        ),
        (
            {"number": "15/KH-UBND", "issuer": "Xã A"},
            {"15-kh-ubnd-2026", "xa-a-15-kh-ubnd-2026", "xa-a-15-kh-ubnd-2026b"},
            "xa-a-15-kh-ubnd-2026c",
        ),
        (
            {"number": None, "title": "Kế hoạch mừng Xuân Đinh Mùi"},
            set(),
            "mung-xuan-dinh-mui",
        ),
    ],
)
def test_a_plans_key(values: dict[str, Any], taken: set[str], key: str) -> None:
    """Number and year, else the title; then the issuer before it, then a letter behind the year."""
    assert key_of(plan(**values), "xa-a", taken.__contains__) == key
