"""What letters, notes and portals say of a paper without a head."""

from datetime import date

import pytest

from planner.documents.fields import letters
from planner.documents.fields.letters import Told
from planner.documents.papers.papers import papers

LETTER = """TỈNH ỦY KIÊN GIANG
BAN CÁN SỰ ĐẢNG UBND TỈNH
Số: 4890-CV/BCSD
Kiên Giang, ngày 28 tháng 12 năm 2024
Kính gửi: Các sở, ban, ngành.
Tỉnh ủy ban hành {} (đính kèm).
Nơi nhận:
- Như trên;
KẾ HOẠCH
tuyên truyền những chủ đề lớn
I. MỤC ĐÍCH
1. Nâng cao nhận thức.
"""


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "Kế hoạch số 262-KH/TU ngày 16/12/2024 của Ban Thường vụ Tỉnh ủy về tuyên truyền",
            Told("262-KH/TU", date(2024, 12, 16), "Ban Thường vụ Tỉnh ủy", "Kiên Giang"),
        ),
        (
            "Kế hoạch số 262-KH/TU, ngày 16-12-2024 của Tỉnh ủy",
            Told("262-KH/TU", date(2024, 12, 16), "Tỉnh ủy", "Kiên Giang"),
        ),
        ("Hướng dẫn số 5-HD/BTGTU ngày 16/12/2024", Told(place="Kiên Giang")),
    ],
)
def test_a_covering_letter_tells_of_the_plan(said: str, told: Told) -> None:
    letter, plan = papers(LETTER.format(said).split("\n"))
    assert letters.told(letter, plan, "ke-hoach", None) == told


def test_a_note_tells_day_and_issuer_but_no_number() -> None:
    note = "(Ban hành kèm theo Công văn số 3562/SYT-NVY ngày 16/9/2024 của Sở Y tế tỉnh Hậu Giang)"
    paper = papers(["KẾ HOẠCH TRUYỀN THÔNG", "Chiến dịch tiêm chủng", note, "I. MỤC TIÊU"])[0]
    told = letters.told(None, paper, "ke-hoach", None)
    assert told == Told(None, date(2024, 9, 16), "Sở Y tế tỉnh Hậu Giang")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Ngày 25/12/2025, Ủy ban nhân dân xã Vĩnh Lộc đã ban hành Thông báo số 204/TB-UBND.",
            Told("204/TB-UBND", date(2025, 12, 25), "Ủy ban nhân dân xã Vĩnh Lộc"),
        ),
        (
            "UBND phường Ngũ Hành Sơn vừa có Công văn số 318/UBND-VHXH ngày 14/8/2025 gửi các xã.",
            Told("318/UBND-VHXH", date(2025, 8, 14), "UBND phường Ngũ Hành Sơn"),
        ),
        (
            "Sở Văn hóa, Thể thao và Du lịch ban hành Hướng dẫn số 12/HD-SVHTTDL ngày 02/6/2026.",
            Told("12/HD-SVHTTDL", date(2026, 6, 2), "Sở Văn hóa, Thể thao và Du lịch"),
        ),
        ("Thực hiện Công văn số 318/UBND-VHXH ngày 14/8/2025 của UBND thành phố.", Told()),
    ],
)
def test_a_portal_tells_it_in_a_sentence(sentence: str, told: Told) -> None:
    assert letters.announced(papers(["Treo cờ chào mừng 2/9", "", sentence])[0]) == told
