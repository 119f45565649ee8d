"""What a paper carries out, and what it changes."""

import pytest

from planner.documents.fields import grounds
from planner.documents.papers.papers import papers


def read(*body: str, title: str = "Tuyên truyền bầu cử") -> tuple[tuple[str, ...], tuple[str, ...]]:
    return grounds.read(papers(["KẾ HOẠCH", title, "", *body])[0])


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        (["Căn cứ Chỉ thị số 07-CT/TU ngày 04/6/2021 của Tỉnh ủy;"], ("07-CT/TU",)),
        (
            ["Thực hiện Kế hoạch số 12/KH-UBND; xét đề nghị tại Tờ trình số 9/TTr-SYT,"],
            ("12/KH-UBND", "9/TTr-SYT"),
        ),
        (
            [
                "Thực hiện Kế hoạch số 306-KH/BTGTW;",
                "Công văn số 2811-CV/TU, ngày 17-12-2019 của Tỉnh ủy,",
            ],
            ("306-KH/BTGTW", "2811-CV/TU"),
        ),
        (
            [
                "I. CĂN CỨ",
                "- Quyết định số 2495/QĐ-BYT;",
                "- Kế hoạch số 177/KH-UBND.",
                "II. MỤC TIÊU",
                "- Đạt 95%.",
            ],
            ("2495/QĐ-BYT", "177/KH-UBND"),
        ),
        (
            [
                "Căn cứ Chỉ thị số 07-CT/TU;",
                "I. NỘI DUNG",
                "1. Tuyên truyền Nghị quyết số 35-NQ/TW.",
            ],
            ("07-CT/TU",),
        ),
    ],
)
def test_grounds_named_as_such(body: list[str], numbers: tuple[str, ...]) -> None:
    assert read(*body) == (numbers, ())


def test_the_title_names_what_is_carried_out() -> None:
    assert read("I. MỤC ĐÍCH", title="Thực hiện Nghị quyết số 35-NQ/TW")[0] == ("35-NQ/TW",)


@pytest.mark.parametrize(
    ("title", "body", "numbers"),
    [
        ("Điều chỉnh Kế hoạch số 73/KH-UBND", ["1. Sửa đổi điểm 2."], ("73/KH-UBND",)),
        (
            "Tuyên truyền",
            ["6. Kết luận này thay thế Kế hoạch số 186-KH/TU, ngày 03/3/2021."],
            ("186-KH/TU",),
        ),
        (
            "Tuyên truyền",
            ["2. Thông báo số 24/TB-UBND ngày 2/3/2023 hết hiệu lực."],
            ("24/TB-UBND",),
        ),
        (
            "Điều chỉnh thời gian treo cờ",
            ["Các nội dung khác giữ nguyên theo Thông báo số 33/TB-UBND ngày 29/3/2019."],
            ("33/TB-UBND",),
        ),
        ("Tuyên truyền", ["- Giao Sở Tài chính tham mưu sửa đổi Quyết định số 2115/QĐ-UBND."], ()),
        (
            "Tuyên truyền",
            ["Căn cứ Luật sửa đổi, bổ sung một số điều của Luật số 10/2012/QH13;"],
            (),
        ),
    ],
)
def test_what_is_changed(title: str, body: list[str], numbers: tuple[str, ...]) -> None:
    assert read(*body, title=title)[1] == numbers
