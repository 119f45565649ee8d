"""Received stamps and the lines that are theirs."""

import pytest

from planner.documents.papers.stamps import stamped


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["SỞ Y TẾ CÀ MAU", "CÔNG VĂN ĐẾN", "Ngày 23 tháng 02 năm 2023", "4. Nội dung"], {1, 2, 3}),
        (["", "VĂN PHÒNG TỈNH ỦY HÀ NAM", "ĐẾN Số: 311", "Ngày: 08/01/2024", ""], {2, 3, 4}),
        (["**HUYỆN ĐOÀN TUY AN**", "**CÔNG VĂN ĐẾN 1**", "Số: 77 Ngày: 02/3/2021"], {1, 2, 3}),
        (["đến hết ngày 30/4.", "ĐẾN:", "Số: 141/KH-UBND"], {2}),
        (["TUYÊN TRUYỀN TỪ NAY", "ĐẾN NĂM 2030"], set()),
        (["Số: 12/KH-UBND", "ĐẾN: 3"], {2}),
        ([], set()),
    ],
)
def test_a_stamps_lines(lines: list[str], found: set[int]) -> None:
    assert stamped(lines) == found
