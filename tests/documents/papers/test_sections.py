"""Kinds of sections by the words of their headings."""

import pytest

from planner.documents.papers.plain import plain
from planner.documents.papers.sections import sections


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", ("purpose",)),
        ("Lộ trình và nội dung tuyên truyền", ("time", "contents")),
        ("NỘI DUNG VÀ PHƯƠNG THỨC", ("contents", "forms")),
        ("HÌNH THỨC TUYÊN TRUYỀN CHỦ YẾU", ("forms",)),
        ("Thời gian tuyên truyền", ("time",)),
        ("TỔ CHỨC THỰC HIỆN", ("tasks",)),
        ("Phân công nhiệm vụ cụ thể", ("tasks",)),
        ("Kinh phí thực hiện", ("funding", "tasks")),
        ("Chế độ thông tin, báo cáo", ("report",)),
        ("Khẩu hiệu tuyên truyền", ("slogans",)),
        ("Sở Y tế", ()),
    ],
)
def test_kinds(title: str, kinds: tuple[str, ...]) -> None:
    assert sections(plain(title)) == kinds


def test_inside_a_section_only_a_heading_that_begins_so_opens_another() -> None:
    assert sections("hinh thuc tuyen truyen", nested=True) == ("forms",)
    assert sections("ket qua, tien ich cua de an", nested=True) == ()
    assert sections("") == ()
