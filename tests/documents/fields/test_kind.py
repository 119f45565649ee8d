"""Kinds of papers, by name, by symbol, by subject."""

import pytest

from planner.documents.fields import kind
from planner.documents.papers.papers import papers


@pytest.mark.parametrize(
    ("lines", "number", "code"),
    [
        (["KẾ HOẠCH", "Tuyên truyền bầu cử"], "1/KH-UBND", "ke-hoach"),
        (["KẾ HOẠCH TRUYỀN THÔNG", "Chiến dịch tiêm chủng"], None, "ke-hoach"),
        (["Thông báo", "Về việc treo cờ Tổ quốc"], "1/TB-UBND", "thong-bao"),
        (["KẾT LUẬN CỦA BAN THƯỜNG VỤ THÀNH ỦY"], "1-KL/TU", "ket-luan"),
        (["CHƯƠNG TRÌNH PHỐI HỢP", "giữa Sở Y tế và Tỉnh đoàn"], "1/CTPH-SYT-TĐTN", "chuong-trinh"),
        (["CHƯƠNG TRÌNH HÀNH ĐỘNG", "thực hiện Chỉ thị"], "1-CTr/HU", "chuong-trinh"),
        (["CÔNG ĐIỆN", "Về việc treo cờ rủ"], "1/CĐ-UBND", "khac"),
        (["THƯ MỜI", "Cộng tác chuyên mục"], "1/TM-CTTĐT", "khac"),
        (["V/v treo cờ", "Kính gửi: Các sở"], "1/UBND-VX", "cong-van"),
        (["Về việc tuyên truyền kỷ niệm", "Kính gửi: Các huyện ủy"], "1-CV/BTGTU", "cong-van"),
        (["V/v treo cờ", "Kính gửi: Các sở"], None, "cong-van"),
        (["Ủy ban nhân dân xã thông báo treo cờ như sau:"], "1/TB-UBND", "thong-bao"),
        (["Ủy ban nhân dân xã treo cờ."], "318/UBND-VHXH", "cong-van"),
        (["Ủy ban nhân dân xã treo cờ."], "07/2024/QĐ-UBND", "quyet-dinh"),
        (["Tin trong tuần"], None, "khac"),
    ],
)
def test_the_kind(lines: list[str], number: str | None, code: str) -> None:
    assert kind.read(papers(lines)[0], number) == code
