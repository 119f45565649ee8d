import pytest

from planner.documents.fields.units import units
from planner.documents.papers.lines import lines
from planner.documents.papers.passages import passages


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("xã, phường, thị trấn treo 01 băng rôn", ("xã", "phường", "thị trấn")),
        ("thôn, bản và tổ dân phố có 01 bảng tin", ("thôn", "bản", "tổ dân phố")),
        ("trường trung học phổ thông tổ chức", ("trường trung học phổ thông",)),
        ("đơn vị bầu cử theo phân công", ("đơn vị bầu cử",)),
        ("điểm giao dịch ngân hàng dán", ("điểm giao dịch ngân hàng",)),
        ("nghĩa trang liệt sĩ trên địa bàn", ("nghĩa trang liệt sĩ",)),
        ("cơ sở đoàn hằng tuần đăng", ("cơ sở đoàn",)),
        ("xã 1 cổng chào", ("xã",)),
    ],
)
def test_the_names_of_units(text: str, names: tuple[str, ...]) -> None:
    (one,) = passages(lines((text,)))
    found = units(one, one.plain, 0, 0)
    assert found is not None
    assert found.names == names


@pytest.mark.parametrize("text", ["tuần 03 bài", "ngày phát 02 buổi", "người dân một tài khoản"])
def test_times_and_people_are_no_units(text: str) -> None:
    (one,) = passages(lines((text,)))
    assert units(one, one.plain, 0, 0) is None
