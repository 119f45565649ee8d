"""Pasted lists of places: from a spreadsheet, from a CSV file, typed; every wrong line is named."""

from datetime import date

import pytest

from planner.documents.sitelist import MOST, read
from planner.domain.sites import Site

DAY = date(2027, 6, 1)
GATE = Site(
    "xa-a",
    "Cổng chào ấp 3",
    address="Quốc lộ 61",
    size="6 x 1,2 m",
    keeper="Út",
    phone="0912",
    kind="flag",
    valid_from=DAY,
)


def wrong(text: str, *taken: str) -> list[tuple[int | None, str]]:
    found = read(text, "xa-a", DAY, taken)
    return [(one.where.line, one.message) for one in found.problems]


@pytest.mark.parametrize(
    "text",
    [
        "Cổng chào ấp 3; Quốc lộ 61; 6 x 1,2 m; Út; 0912; Cờ",
        "Cổng chào ấp 3\tQuốc lộ 61\t6 x 1,2 m\tÚt\t0912\tcờ",
        'Cổng chào ấp 3,Quốc lộ 61,"6 x 1,2 m",Út,0912,treo cờ',
        "\ufeffTên chỗ;Ở đâu;Cỡ;Người coi\r\n\r\n Cổng  chào ấp 3 ;Quốc lộ 61;6 x 1,2 m;Út;0912;co",
    ],
    ids=["semicolons", "tabs", "commas", "a file with a head"],
)
def test_a_list(text: str) -> None:
    assert read(text, "xa-a", DAY).sites == (GATE,)
    assert wrong(text) == []


def test_a_name_is_enough_and_its_comma_stays() -> None:
    [site] = read("Trụ sở UBND, cổng sau", "xa-a", DAY).sites
    assert (site.name, site.kind) == ("Trụ sở UBND, cổng sau", "banner")


def test_every_wrong_line_is_named() -> None:
    text = "\n".join(
        [
            "Cổng 1; ; ; ; ; băng rôn",
            "; Quốc lộ 61",
            "cổng  1",
            "Cổng 2; a; b; c; d; khinh khí cầu",
            "Cổng 3; a; b; c; d; cờ; g",
            "x" * 201,
            "TRƯỜNG học",
        ]
    )
    assert wrong(text, "Trường học") == [
        (2, "thiếu tên chỗ ở ô đầu"),
        (3, "trùng tên với dòng 1"),
        (4, "không có loại “khinh khí cầu”; ghi băng rôn, cờ, pa nô hoặc màn hình LED"),
        (5, "có 7 ô, nhiều nhất là 6; xem lại dấu ngăn ô"),
        (6, "có ô dài quá 200 chữ; rút ngắn"),
        (7, "đã có chỗ tên này trong danh sách"),
    ]


def test_names_are_told_apart_by_their_marks() -> None:
    found = read("Chợ\nChỗ nghỉ\nẤp Ba\nẤp Bà", "xa-a", DAY)
    assert [one.name for one in found.sites] == ["Chợ", "Chỗ nghỉ", "Ấp Ba", "Ấp Bà"]


def test_an_empty_list_and_one_that_is_too_long() -> None:
    assert wrong(" \n\n") == [(None, "chưa có chỗ nào; mỗi dòng ghi một chỗ")]
    many = "\n".join(f"Chỗ {number}" for number in range(MOST + 1))
    assert wrong(many) == [(None, f"mỗi lần nhận tối đa {MOST} chỗ; chia làm nhiều lần")]
    [(line, message)] = wrong(f'"{"x" * 200_000}')
    assert (line, message) == (1, "dòng quá dài; xem lại dấu ngoặc kép")
