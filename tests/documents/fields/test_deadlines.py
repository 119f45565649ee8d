from datetime import date

import pytest

from planner.documents.fields import deadlines
from planner.documents.fields.placed import placed
from planner.documents.papers.lines import lines
from planner.documents.papers.outline import outline
from planner.documents.papers.passages import passages

ISSUED = date(2025, 4, 10)


def read(*body: str, issued: date | None = ISSUED) -> list[str]:
    """The deadlines of some lines as day/month/year, "<" where the day is excluded."""
    found = deadlines.read(placed((outline(passages(lines(body))),)), issued)
    return [f"{'<' * one.before}{one.day}/{one.month or '*'}/{one.year or '*'}" for one in found]


@pytest.mark.parametrize(
    ("line", "days"),
    [
        # domain.md (d) 4, 25 and 26
        (
            "Định kỳ 06 tháng (trước 20/6), hàng năm (trước 10/12), báo cáo kết quả.",
            ["<20/6/*", "<10/12/*"],
        ),
        (
            "Niêm yết danh sách chậm nhất là ngày 4 tháng 3 năm 2026 (80 ngày trước ngày bầu cử).",
            ["4/3/2026"],
        ),
        ("Báo cáo kết quả trước ngày 15/12/2025.", ["<15/12/2025"]),
        # trước
        ("- Gửi về Sở trước 15/12/2025", ["<15/12/2025"]),
        ("- Báo cáo kết quả về UBND tỉnh trước ngày 05 tháng 6 năm 2025.", ["<5/6/2025"]),
        ("- Gửi kế hoạch trước 16h30 ngày 30/5/2025.", ["<30/5/2025"]),
        ("- Gửi tác phẩm trước 17 giờ 00, ngày 30/5/2025.", ["<30/5/2025"]),
        ("- Hoàn thành trước thứ Sáu, ngày 30/5/2025.", ["<30/5/2025"]),
        ("- Tháo dỡ pano, băng rôn trước ngày 15.5.2025.", ["<15/5/2025"]),
        (
            "- Sơ kết 6 tháng trước ngày 05/7/2025, tổng kết trước ngày 10/12/2025.",
            ["<5/7/2025", "<10/12/2025"],
        ),
        ("- Báo cáo năm trước ngày 25/11/2025.", ["<25/11/2025"]),
        ("- Báo cáo sơ kết trước ngày l5/9/2025.", ["<15/9/2025"]),
        # chậm nhất and its kin
        ("- Gửi về Sở chậm nhất 15/5/2025.", ["15/5/2025"]),
        ("- Báo cáo chậm nhất là 16 giờ ngày 20/11/2025 để tổng hợp.", ["20/11/2025"]),
        ("- Gửi kế hoạch muộn nhất là ngày 25/5/2025.", ["25/5/2025"]),
        ("- Lắp dựng không muộn hơn ngày 09/8/2025.", ["9/8/2025"]),
        ("- Niêm yết không chậm hơn ngày 03/7/2025 đối với danh sách cử tri.", ["3/7/2025"]),
        ("- Hạn cuối nhận tác phẩm: ngày 30/9/2025.", ["30/9/2025"]),
        ("- Thời hạn gửi bài dự thi: đến hết ngày 30/9/2025.", ["30/9/2025"]),
        ("- Hạn chót đăng ký 17h00 ngày 10/9/2025.", ["10/9/2025"]),
        ("- Nộp hồ sơ không quá ngày 30/9/2025.", ["30/9/2025"]),
        ("- đợt 1 chậm nhất ngày 15/5; đợt 2 chậm nhất ngày 30/8.", ["15/5/2025", "30/8/2025"]),
        # xong, hoàn thành, tháo dỡ
        ("- Biên tập tài liệu xong trong ngày 20/5/2025.", ["20/5/2025"]),
        ("- Trang trí khánh tiết hội trường; xong ngày 25/7/2025.", ["25/7/2025"]),
        ("- Thành lập tổ truyền thông, hoàn thành trong ngày 30/9/2025.", ["30/9/2025"]),
        ("- Tháo dỡ băng rôn, cờ phướn trong ngày 18/5/2025.", ["18/5/2025"]),
        ("- Đến ngày 30/6/2025, hoàn thành việc thay cờ cũ.", ["30/6/2025"]),
        # every month and every year
        ("- Báo cáo định kỳ vào ngày 25 hằng tháng.", ["25/*/*"]),
        ("- Gửi số liệu trước ngày 20 hằng tháng.", ["<20/*/*"]),
        ("- Hằng tháng, trước ngày 20 báo cáo tình hình.", ["<20/*/*"]),
        ("- Định kỳ hằng tháng (trước ngày 20) báo cáo kết quả.", ["<20/*/*"]),
        ("- Báo cáo số liệu hàng tháng trước ngày 14 về Công an tỉnh.", ["<14/*/*"]),
        ("- Ban hành lịch hằng tháng chậm nhất ngày 25 của tháng trước.", ["25/*/*"]),
        ("- Hằng năm, trước ngày 15/01, chủ trì dự thảo kế hoạch.", ["<15/1/*"]),
        ("- Báo cáo trước ngày 20/12 hằng năm.", ["<20/12/*"]),
        ("- Báo cáo năm gửi trước ngày 15/01 năm sau.", ["<15/1/*"]),
        # a year that is missing is the next one
        ("- Báo cáo kết quả trước ngày 05/01.", ["<5/1/2026"]),
        ("- Báo cáo kết quả trước ngày 05/6.", ["<5/6/2025"]),
        # countdowns
        ("hồ sơ ứng cử   14/3/2026 (70 ngày trước)", ["14/3/2026"]),
        ("Căn cứ Kế hoạch này, các đơn vị báo cáo kết quả trước ngày 02/7/2025.", ["<2/7/2025"]),
        (
            "Báo cáo kết quả treo cờ: đợt 1 vào ngày 24/4/2026, đợt 2 vào ngày 03/5/2026.",
            ["24/4/2026", "3/5/2026"],
        ),
        ("- Báo cáo nhanh tiến độ bầu cử: trong ngày 15/3/2026;", ["15/3/2026"]),
    ],
)
def test_the_day_by_which_it_is_owed(line: str, days: list[str]) -> None:
    assert read(line) == days


@pytest.mark.parametrize(
    "line",
    [
        "- Treo cờ Tổ quốc từ ngày 29/4 đến hết ngày 02/5/2025.",
        "- Treo băng rôn đến hết ngày 10/5/2025.",
        "- Tổ chức Lễ kỷ niệm vào ngày 30/4/2025.",
        "- Nhắn tin chúc mừng đến thuê bao trong ngày 02/9/2025.",
        "Căn cứ Công văn số 15/UBND ngày 20/3/2025 của UBND tỉnh;",
        "- Thủ tục hành chính được phân cấp cho cấp xã từ ngày 01/7/2025.",
        "- Các hoạt động trước và sau ngày 30/4/2025.",
        "- Báo cáo chậm nhất 05 ngày sau khi kết thúc mỗi đợt.",
        "- Các văn bản ban hành trước ngày 01/01/2020.",
        "- Báo cáo trước 15 giờ thứ Năm hằng tuần.",
        "- Giao ban định kỳ chiều thứ Năm hằng tuần từ ngày 05/6/2025.",
        "- Làm xong trước ngày 23 tháng Chạp.",
    ],
)
def test_days_by_which_nothing_is_owed(line: str) -> None:
    assert read(line) == []


def test_a_column_of_terms() -> None:
    assert read(
        "| TT | Nhiệm vụ | Cơ quan | Thời gian hoàn thành |",
        "|---|---|---|---|",
        "| 1 | Biên soạn tài liệu | Sở Tư pháp | Trước 15/6/2025 |",
        "| 2 | Thiết kế mẫu pano | Sở Văn hóa | 30/6/2025 |",
        "| 3 | Khảo sát | Sở Nội vụ | Quý III/2025 |",
    ) == ["<15/6/2025", "30/6/2025"]


def test_a_column_of_days_on_which_flags_hang_holds_no_terms() -> None:
    assert read("| Ngày lễ | Thời gian treo cờ |", "|---|---|", "| Quốc khánh | 02/9/2025 |") == []


def test_the_line_and_words_of_a_day_on_a_second_line() -> None:
    body = (
        "- Các đơn vị, địa phương tổng hợp, báo cáo kết quả thực hiện về Ủy ban nhân dân tỉnh",
        "trước ngày 15/12/2025 để theo dõi; in tài liệu.",
    )
    (due,) = deadlines.read(placed((outline(passages(lines(body))),)), ISSUED)
    assert (due.line, due.words) == (2, "15/12/2025")
    assert due.text.startswith("Các đơn vị, địa phương tổng hợp")


def test_without_a_day_of_issue_the_year_stays_open() -> None:
    assert read("- Báo cáo kết quả trước ngày 05/6.", issued=None) == ["<5/6/*"]
