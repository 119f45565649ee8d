import pytest

from planner.documents.fields.hours import hours
from planner.documents.papers.plain import plain


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("5h30 và 17h15", ["05:30", "17:15"]),
        ("sáng 5h, chiều 17h", ["05:00", "17:00"]),
        ("05 giờ 00, 11 giờ 15 và 17 giờ 00", ["05:00", "11:15", "17:00"]),
        ("bắt đầu lúc 5 giờ 15 phút và 16 giờ 50 phút", ["05:15", "16:50"]),
        ("17g30", ["17:30"]),
        ("từ 05:00 và 17:00", ["05:00", "17:00"]),
        ("buổi sáng bắt đầu từ 5h00, buổi chiều bắt đầu từ 16h30", ["05:00", "16:30"]),
        ("5h00 - 5h45", ["05:00"]),
        ("17h15-17h45", ["17:15"]),
        ("từ 5 giờ 00 đến 5 giờ 30 và từ 17 giờ đến 17 giờ 30", ["05:00", "17:00"]),
        ("6h00’ và 17h00’ hằng ngày", ["06:00", "17:00"]),
        ("20 giờ 00 ngày 02/9/2025", ["20:00"]),
        # hours that start nothing
        ("từ 6 giờ ngày 13/3 đến 18 giờ ngày 16/3", []),
        ("từ 6h00 ngày 29/4", []),
        ("trước 16h30 ngày 30/01", []),
        ("không phát sau 20 giờ", []),
        ("khắc phục trong vòng 24 giờ", []),
        ("phát 02 giờ/ngày", []),
        ("dừng công nghệ 2G từ", []),
        ("tỷ số 3:2", []),
        ("25 giờ", []),
    ],
)
def test_the_starts_of_sessions(text: str, starts: list[str]) -> None:
    assert [at.strftime("%H:%M") for _, at in hours(plain(text))] == starts
