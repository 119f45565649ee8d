from planner.documents.fields.placed import on_line, placed
from planner.documents.papers.lines import lines
from planner.documents.papers.outline import outline
from planner.documents.papers.passages import passages


def test_passages_come_in_order_with_their_tables_head() -> None:
    body = passages(
        lines(
            (
                "I. LỊCH TREO CỜ",
                "| Ngày lễ | Thời gian |",
                "| Quốc khánh | 02/9/2025 |",
                "II. TỔ CHỨC THỰC HIỆN",
                "- Các đơn vị báo cáo kết quả.",
            )
        )
    )
    annex = passages(lines(("Khẩu hiệu tuyên truyền",)))
    found = list(placed((outline(body), outline(annex))))
    assert [one.passage.line for one in found] == [1, 2, 3, 4, 5, 1]
    assert found[2].head == ("Ngày lễ", "Thời gian")
    assert found[3].head == ()
    assert [one.annexed for one in found] == [False] * 5 + [True]


def test_what_stands_beside() -> None:
    body = passages(lines(("- Treo băng rôn.", "- Phát loa.", "- Thời gian: tháng 9.")))
    last = list(placed((outline(body),)))[-1]
    assert [one.text for one in last.before(2)] == ["- Phát loa.", "- Treo băng rôn."]


def test_an_empty_paper_has_none() -> None:
    assert list(placed((outline([]), outline([])))) == []


def test_words_as_far_as_they_stand_on_their_line() -> None:
    (one,) = passages(
        lines(("- Băng rôn treo trên các trục đường chính từ ngày 25/8", "đến ngày 30/9/2025."))
    )
    start = one.text.index("từ ngày")
    assert on_line(one, start, len(one.text)) == "từ ngày 25/8"
    assert on_line(one, one.text.index("30/9"), len(one.text) - 1) == "30/9/2025"
