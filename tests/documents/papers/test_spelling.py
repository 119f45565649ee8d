"""A damaged word is read as the one word it can have been; everything else stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.documents.papers.spelling import mend, readings
from planner.domain import scope


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Sở Y tế chủ trì, phôi hợp với Công an", "Sở Y tế chủ trì, phối hợp với Công an"),
        ("- Tăng cường tuyên tr7yền trên báo chí", "- Tăng cường tuyên truyền trên báo chí"),
        ("Phát trên hệ thống truyn thanh cơ sở", "Phát trên hệ thống truyền thanh cơ sở"),
        ("Chủ trương, đường lối củakĐảng", "Chủ trương, đường lối của Đảng"),
        ("công tác thôngtin, tuyên truyền", "công tác thông tin, tuyên truyền"),
        ("công tác tuyên tru ền về bầu cử", "công tác tuyên truyền về bầu cử"),
        ("## IV. TỔ CHỨC THỰC HIÊN", "## IV. TỔ CHỨC THỰC HIỆN"),
        ("Sở Thông tin và Truyền tHông", "Sở Thông tin và Truyền thông"),
        ("Thường xuyên giqm sát, kiểm tra", "Thường xuyên giám sát, kiểm tra"),
        ("Hoàn thành trưóc ngày 18/5/2022", "Hoàn thành trước ngày 18/5/2022"),
    ],
)
def test_one_letter_is_mended_by_the_words_beside_it(written: str, expected: str) -> None:
    assert mend([written]).lines == (expected,)


@pytest.mark.parametrize(
    "line",
    [
        "Ủy ban nhân dân các xã Ea Đar, Ea Sar, Krông Jing tổ chức tuyên truyền",
        "Số: 141/KH-UBND ngày 19/7/2021 của Ủy ban nhân dân tỉnh",
        "từ ngày 18/8/2O24 đến hết ngày 3/9/2024 treo cờ Tổ quốc",
        "- Lưu: VT, KGVX3; Sở VHTTDL (b/c), các PCT UBND tỉnh",
        "đăng trên trang Facebook, TikTok, YouTube và ứng dụng VNeID của cơ quan",
        "Đồng chí Nguyễn Văn Tuyển, Phó Chủ tịch Ủy ban nhân dân tỉnh",
        "chủ nghĩa Mác-Lênin, tư tưởng Hồ Chí Minh",
        "The quick brown fox jumps over the lazy dog",
        "tuyen truyen tren he thong truyen thanh co so",
    ],
)
def test_names_numbers_and_other_languages_stay(line: str) -> None:
    assert mend([line]).lines == (line,)


def test_a_word_that_the_file_has_elsewhere_is_known() -> None:
    lines = ["Phát loa tại bản Mường Lống", "Xã Mường Lốnq tổ chức", "Về Mường Lống tổ chức"]
    assert mend(lines).lines[1] == "Xã Mường Lống tổ chức"


def test_two_words_that_fit_alike_are_not_chosen_between() -> None:
    assert mend(["Quyết định của đ ng"]).lines == ("Quyết định của đ ng",)


def test_changes_say_where_they_stand_in_both_lines() -> None:
    mended = mend(["1. Treo cờ", "2Ơ Tăng cường tuyên tryền trên báo chíi của tỉnh", "3. Phát"])
    line = mended.lines[1]
    for change in mended.changes[2]:
        assert line[change.start :].startswith(change.mended)
        assert mended.written[1][change.place :].startswith(change.written)
    assert line == "2. Tăng cường tuyên truyền trên báo chí của tỉnh"


@pytest.mark.parametrize(
    "written",
    [
        "gixm sát thông tin trên mạng",
        "giámm sát thông tin trên mạng",
        "xử lyq vi phạm",
        "kỷx luật",
        "nắmqbắt dư luận",
    ],
)
def test_what_the_gate_holds_is_seen_behind_a_slip(written: str) -> None:
    strange = frozenset({"gixm", "giámm", "lyq", "kỷx", "nắmqbắt"})
    assert not all(
        scope.inside(one) for one in (mend([written]).lines[0], *readings(written, strange))
    )


@given(st.lists(st.text(), max_size=8))
def test_any_lines_are_as_many_and_say_what_was_changed(lines: list[str]) -> None:
    mended = mend(lines)
    assert len(mended.lines) == len(lines) == len(mended.written)
    for number, (new, old) in enumerate(zip(mended.lines, lines, strict=True), start=1):
        assert (new != old) == (number in mended.changes)


def test_letters_that_grow_when_small_are_no_words_of_ours() -> None:
    line = "Tổ chức tuyêİn truyền, tuyênİ truyền trên báo chí"
    assert mend([line]).lines == (line,)
