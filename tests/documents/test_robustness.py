"""Whatever comes in: nothing raises, every item stands where it says, and twice is the same.

Files come from scans, fonts of the nineties and people's hands. What can't be read is read as
nothing; only `text.read` refuses, with a message.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner import seeds
from planner.documents import reader, text
from planner.documents.papers.lines import is_noise
from planner.documents.papers.plain import plain
from planner.documents.reading import Document, Reading
from planner.errors import InputError

SEEDS = Path(__file__).parents[2] / "seeds"
CALENDAR = seeds.load(SEEDS).anniversaries
REACH = 60
"""Lines over which one passage of these texts can run."""
BEHIND = 12
"""Lines before its day on which the sentence of a deadline can begin."""
MANY = 2_000
"""Lines of a hostile text; `make bench` times ten times as many."""

PAPER = """
ỦY BAN NHÂN DÂN
TỈNH HƯNG BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 57/KH-UBND
Hưng Bình, ngày 12 tháng 3 năm 2026
KẾ HOẠCH
Tuyên truyền kỷ niệm 51 năm Ngày Giải phóng miền Nam, thống nhất đất nước
(30/4/1975 - 30/4/2026)
Thực hiện Hướng dẫn số 12-HD/BTGTU ngày 01/3/2026 của Ban Tuyên giáo Tỉnh ủy, Ủy ban nhân dân
tỉnh ban hành Kế hoạch tuyên truyền, cụ thể như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích: Tuyên truyền sâu rộng ý nghĩa của ngày lễ.
II. NỘI DUNG TUYÊN TRUYỀN
1. Ý nghĩa lịch sử của Ngày Giải phóng miền Nam, thống nhất đất nước.
- Thành tựu phát triển kinh tế - xã hội của tỉnh.
III. THỜI GIAN, HÌNH THỨC
1. Thời gian: Từ ngày 01/4/2026 đến hết ngày 05/5/2026.
2. Treo cờ Tổ quốc từ ngày 28/4 đến hết ngày 02/5/2026.
a) Phát trên hệ thống truyền thanh cơ sở lúc 5 giờ 30 và 17 giờ hằng ngày, từ 20/4 đến 30/4.
b) Mỗi xã treo ít nhất 05 băng rôn; mỗi thôn có 01 khẩu hiệu.
IV. TỔ CHỨC THỰC HIỆN
1. Sở Văn hóa, Thể thao và Du lịch
- Chủ trì, hướng dẫn tuyên truyền cổ động trực quan; báo cáo trước ngày 15/5/2026.
- Theo dõi dư luận xã hội; xử lý nghiêm các trường hợp vi phạm.
2. Công an tỉnh: Nắm tình hình, đấu tranh với các quan điểm sai trái, thù địch.
3. Đề nghị Báo và Đài Phát thanh và Truyền hình tỉnh mở chuyên trang, chuyên mục.
| TT | Nội dung | Chủ trì | Thời gian |
| 1 | Treo cờ Tổ quốc | Các xã, phường | 28/4 - 02/5/2026 |
- 3 -
Định kỳ trước ngày 20 hằng tháng gửi báo cáo về Ủy ban nhân dân tỉnh.
Nơi nhận:
- Như trên;
TM. ỦY BAN NHÂN DÂN
PHÓ CHỦ TỊCH
PHỤ LỤC
## **KẾ HOẠCH**
Kính gửi: Các sở, ban, ngành
Điều chỉnh thời gian treo cờ tại Kế hoạch số 12/KH-UBND thành từ ngày 30/4 đến 03/5/2026.
""".strip().split("\n")

ANY_LINE = st.text(max_size=120)
REAL_LINE = st.sampled_from(["", *PAPER])
BROKEN_LINE = st.builds(
    lambda line, cut, more: line[:cut] + more, REAL_LINE, st.integers(0, 90), st.text(max_size=6)
)


def read(lines: Sequence[str]) -> Reading:
    return reader.read(lines, CALENDAR)


def excerpts(document: Document) -> Iterator[tuple[int, str]]:
    """Yield of each item its line and words of it that the file must have there."""
    for theme in document.themes:
        yield theme.line, theme.title
    for agency in document.agencies:
        yield agency.line, agency.name
        yield from ((duty.line, duty.text) for duty in agency.duties)
    yield from ((one.line, one.words) for one in document.periods)
    yield from ((one.line, one.words) for one in document.channels)
    yield from ((one.line, one.words) for one in document.anniversaries)
    yield from ((one.line, one.words) for one in document.windows)
    yield from ((one.line, one.words) for one in document.deadlines)
    yield from ((one.line, one.words) for one in document.quotas)


def compact(lines: Sequence[str]) -> str:
    """Return letters and digits only, of the lines that are a paper's own."""
    kept = "".join(line for line in lines if not is_noise(line.strip()))
    return "".join(c for c in plain(kept) if c.isalnum())


def check(lines: Sequence[str]) -> None:
    """Assert what holds of the reading of any lines."""
    reading = read(lines)
    assert reading.lines == tuple(lines)
    assert read(lines) == reading
    for document in reading.documents:
        assert 1 <= document.first_line <= document.line <= document.last_line <= len(lines)
        for question in document.questions:
            assert document.first_line <= question.line <= document.last_line
        for due in document.deadlines:
            around = compact(lines[max(due.line - 1 - BEHIND, 0) : due.line + REACH])
            assert compact([due.text]) in around
        for line, words in excerpts(document):
            assert document.first_line <= line <= document.last_line
            assert compact([words]) in compact(lines[line - 1 : line + REACH]), (line, words)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANY_LINE, max_size=30))
def test_any_lines_are_read(lines: list[str]) -> None:
    reading = read(lines)
    assert read(lines) == reading
    for document in reading.documents:
        for line, _ in excerpts(document):
            assert 1 <= line <= len(lines)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(REAL_LINE, max_size=40))
def test_real_lines_in_any_order_are_read_where_they_stand(lines: list[str]) -> None:
    check(lines)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(REAL_LINE, BROKEN_LINE), max_size=40))
def test_broken_lines_are_read_where_they_stand(lines: list[str]) -> None:
    check(lines)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=2_000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        lines = text.read(data).lines
    except InputError:
        return
    assert read(lines) == read(lines)


@pytest.mark.parametrize("seed", range(5))
def test_a_damaged_paper_is_read_where_it_stands(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (no secret)
    signs = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệ0123456789.,;:-/() "
    damaged = [
        "".join(chance.choice(signs) if chance.random() < 0.02 else c for c in line)
        for line in PAPER
    ]
    check(damaged)


HOSTILE = {
    "dashes": ["- "] * MANY,
    "dashes with words": ["- Tuyên truyền trên báo chí"] * MANY,
    "digits": ["1234567890" * 10] * MANY,
    "starts of spans": ["từ ngày 1/1 đến"] * MANY,
    "spans": ["treo cờ từ ngày 1/1/2025 đến 3/3/2025;"] * MANY,
    "brackets": ["((((" * 20] * MANY,
    "names": ["SỞ VĂN HÓA VÀ THỂ THAO"] * MANY,
    "numbered names": ["1. Sở Văn hóa và Thể thao"] * MANY,
    "heads": ["Nơi nhận:", "KẾ HOẠCH"] * (MANY // 2),
    "open sentences": ["tuyên truyền trên báo chí và"] * MANY,
    "rows": ["| Treo cờ | Sở Y tế | 6h30, từ 1/1/2025 đến 2/2/2025 |"] * MANY,
    "one line of brackets": ["(" * 200_000],
    "one line of digits": ["1 " * 100_000],
    "one line of dates": ["1/" * 100_000],
    "one line of starts": ["từ ngày 1/1 đến " * 6_250],
    "one line of spaces": ["a" + " " * 200_000 + "b"],
    "one line of words": ["tuyên truyền trên báo chí và treo cờ " * 5_400],
    "one line of bars": ["|" * 200_000],
    "one line of stars": ["*a " * 60_000],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_read(name: str) -> None:
    """Whatever they yield; a rule that backtracks would not come to an end."""
    assert read(HOSTILE[name]).lines == tuple(HOSTILE[name])
