from datetime import date

import pytest

from planner.documents.fields import spans
from planner.documents.fields.placed import placed
from planner.documents.papers.outline import outline
from planner.documents.papers.papers import papers

ISSUED = date(2025, 4, 10)


def read(
    *body: str,
    kind: str = "ke-hoach",
    title: str = "Tuyên truyền kỷ niệm các ngày lễ lớn",
    amends: bool = False,
) -> list[str]:
    """The windows of a small paper as "channel first..last hours"."""
    name = {"ke-hoach": "KẾ HOẠCH", "thong-bao": "THÔNG BÁO", "huong-dan": "HƯỚNG DẪN"}[kind]
    paper = papers([name, title, "", *body])[0]
    places = tuple(placed((outline(paper.body), outline(paper.annex))))
    _, windows, _ = spans.read(paper, places, kind, ISSUED, amends=amends)
    return [
        " ".join(
            [
                one.channel,
                f"{one.start or '?'}..{one.end or '?'}",
                *(at.strftime("%H:%M") for at in one.times),
            ]
        )
        for one in windows
    ]


@pytest.mark.parametrize(
    ("line", "windows"),
    [
        # the channel before the span
        ("- Treo cờ Tổ quốc từ ngày 29/4 đến hết ngày 02/5/2025.", ["flag 2025-04-29..2025-05-02"]),
        ("- Treo băng rôn, khẩu hiệu: từ 20/4 đến 05/5/2025", ["banner 2025-04-20..2025-05-05"]),
        ("- Pa nô, áp phích, cờ phướn: 15/4 - 10/5/2025.", ["banner 2025-04-15..2025-05-10"]),
        ("- Chạy chữ trên màn hình LED từ 25/4 đến 03/5/2025;", ["banner 2025-04-25..2025-05-03"]),
        (
            "- Xe thông tin lưu động: từ ngày 20/4 đến ngày 30/4/2025, mỗi ngày hai buổi.",
            ["mobile 2025-04-20..2025-04-30"],
        ),
        (
            "- Nhắn tin đến các thuê bao di động từ ngày 28/4 đến ngày 30/4/2025.",
            ["sms 2025-04-28..2025-04-30"],
        ),
        ("- Gửi tin nhắn SMS vào các ngày 29, 30/4/2025.", ["sms 2025-04-29..2025-04-30"]),
        (
            "- Mở chuyên mục trên Báo Ninh Bình từ ngày 15/4 đến ngày 15/5/2025.",
            ["press 2025-04-15..2025-05-15"],
        ),
        (
            (
                "- Đài Phát thanh và Truyền hình tỉnh phát trailer từ ngày 15/4/2025 đến hết"
                " ngày 02/5/2025."
            ),
            ["press 2025-04-15..2025-05-02"],
        ),
        (
            "- Đăng tin, bài trên Cổng thông tin điện tử tỉnh từ 15/4 đến 15/5/2025.",
            ["portal 2025-04-15..2025-05-15"],
        ),
        (
            "- Tuyên truyền trên fanpage, Zalo OA của xã từ 15/4 đến 15/5/2025.",
            ["social 2025-04-15..2025-05-15"],
        ),
        (
            "- Triển lãm ảnh tại Bảo tàng tỉnh từ ngày 25/4 đến ngày 10/5/2025.",
            ["event 2025-04-25..2025-05-10"],
        ),
        (
            "- Vận động Nhân dân treo cờ Tổ quốc trong 02 ngày (ngày 30/4 và ngày 01/5/2025).",
            ["flag 2025-04-30..2025-05-01"],
        ),
        ("- Treo cờ Tổ quốc trong ngày 19/5/2025.", ["flag 2025-05-19..2025-05-19"]),
        ("- Treo cờ Tổ quốc cả ngày 19/5.", ["flag 2025-05-19..2025-05-19"]),
        (
            "- Trang trí băng rôn trên các trục đường chính trong tháng 5/2025.",
            ["banner 2025-05-01..2025-05-31"],
        ),
        (
            "- Treo băng rôn, cờ phướn từ nay đến hết ngày 05/5/2025.",
            ["banner 2025-04-10..2025-05-05"],
        ),
        (
            "- Băng rôn tuyên truyền Đại hội treo từ nay đến khi bế mạc Đại hội.",
            ["banner 2025-04-10..?"],
        ),
        # the channel behind the span
        (
            (
                "- Từ ngày 20/4/2025 đến hết ngày 02/5/2025, hệ thống truyền thanh cơ sở phát"
                " chuyên mục ngày 02 lần, lúc 5h15 và 17h30."
            ),
            ["loudspeaker 2025-04-20..2025-05-02 05:15 17:30"],
        ),
        (
            "- Từ ngày 15/4 đến ngày 05/5/2025 treo băng rôn, khẩu hiệu tại trụ sở.",
            ["banner 2025-04-15..2025-05-05"],
        ),
        (
            "- Ngày 30/4/2025: treo cờ Tổ quốc tại công sở và nhà dân.",
            ["flag 2025-04-30..2025-04-30"],
        ),
        # several in one line, each with its own
        (
            (
                "- Treo cờ Tổ quốc từ ngày 29/4 đến ngày 01/5; băng rôn, panô từ ngày 20/4 đến"
                " ngày 10/5/2025."
            ),
            ["flag 2025-04-29..2025-05-01", "banner 2025-04-20..2025-05-10"],
        ),
        (
            (
                "- Treo băng rôn từ ngày 15/4/2025 đến ngày 05/5/2025, cổ động bằng xe loa từ"
                " ngày 25/4/2025 đến ngày 30/4/2025."
            ),
            ["banner 2025-04-15..2025-05-05", "mobile 2025-04-25..2025-04-30"],
        ),
        (
            (
                "- Treo cờ Tổ quốc: từ ngày 18/8 đến hết ngày 20/8 và từ 6 giờ ngày 28/8 đến 18"
                " giờ ngày 05/9/2025."
            ),
            ["flag 2025-08-18..2025-08-20", "flag 2025-08-28..2025-09-05"],
        ),
        (
            (
                "- Băng rôn, pano: lần 1 từ ngày 15/4 đến ngày 05/5; lần 2 từ ngày 10/8 đến hết"
                " ngày 05/9/2025."
            ),
            ["banner 2025-04-15..2025-05-05", "banner 2025-08-10..2025-09-05"],
        ),
        (
            "- Treo cờ Tổ quốc từ ngày 29/4 đến hết ngày 01/5 và cả ngày 19/5.",
            ["flag 2025-04-29..2025-05-01", "flag 2025-05-19..2025-05-19"],
        ),
        (
            "- Treo cờ Đảng, cờ Tổ quốc và băng rôn, cờ phướn từ ngày 10/5 đến ngày 20/5/2025.",
            ["banner 2025-05-10..2025-05-20", "flag 2025-05-10..2025-05-20"],
        ),
        # sessions
        (
            "- Phát trên hệ thống loa phường: ngày 2 buổi (6h00 và 17h00), từ 25/4 đến 10/5/2025.",
            ["loudspeaker 2025-04-25..2025-05-10 06:00 17:00"],
        ),
        (
            (
                "- Loa truyền thanh các tổ dân phố: từ ngày 18/4 đến ngày 02/5/2025, sáng"
                " 5h30-6h00, chiều 17h15-17h45."
            ),
            ["loudspeaker 2025-04-18..2025-05-02 05:30 17:15"],
        ),
        (
            "- Đài truyền thanh phường đọc Thông báo này lúc 6h30 và 17h15 các ngày 16 và 17/5.",
            ["loudspeaker 2025-05-16..2025-05-17 06:30 17:15"],
        ),
        (
            (
                "- Đài truyền thanh xã trong đợt cao điểm (từ ngày 14/4 đến ngày 22/5/2025) phát"
                " 2 buổi/ngày, sáng từ 5 giờ 00, chiều từ 17 giờ 30; riêng ngày 19/5/2025 phát"
                " liên tục từ 6 giờ 00."
            ),
            [
                "loudspeaker 2025-04-14..2025-05-22 05:00 17:30",
                "loudspeaker 2025-05-19..2025-05-19 06:00",
            ],
        ),
    ],
)
def test_a_channel_with_its_days(line: str, windows: list[str]) -> None:
    assert read("I. HÌNH THỨC TUYÊN TRUYỀN", line) == windows


@pytest.mark.parametrize(
    "line",
    [
        "- Tháo dỡ băng rôn, khẩu hiệu xong trong ngày 15/5/2025.",
        "- Gỡ bỏ pano, áp phích vào ngày 15/5/2025.",
        "- Cung cấp tài liệu cho đài truyền thanh xong trong ngày 20/4/2025.",
        "- Báo cáo kết quả treo cờ trước ngày 15/5/2025.",
        "- Tổ chức Lễ kỷ niệm vào tối ngày 30/4/2025.",
        "- Tổ chức hội nghị báo cáo viên ngày 25/4/2025.",
        "- Không treo băng rôn từ ngày 25/4 đến ngày 30/4/2025.",
        "- Vận động Nhân dân treo cờ đúng quy định, tổng vệ sinh môi trường vào ngày 26/4/2025.",
        "- Đăng tải Thông báo số 33/TB-UBND ngày 20/4/2025 trên Cổng thông tin điện tử.",
        "- Treo băng rôn kỷ niệm 50 năm Ngày giải phóng miền Nam (30/4/1975 - 30/4/2025).",
        "- Treo cờ chào mừng Đại hội nhiệm kỳ 2025 - 2030.",
    ],
)
def test_days_that_are_no_windows(line: str) -> None:
    assert read("I. HÌNH THỨC TUYÊN TRUYỀN", line) == []


def test_the_heading_gives_the_channel() -> None:
    assert read(
        "2. Hệ thống loa truyền thanh",
        "- Từ ngày 05/5/2025 đến ngày 28/5/2025: 02 buổi/ngày, sáng 5h, chiều 17h.",
        "- Từ 01/6 đến 14/6/2025: 03 buổi/ngày (5h, 11h và 17h).",
    ) == [
        "loudspeaker 2025-05-05..2025-05-28 05:00 17:00",
        "loudspeaker 2025-06-01..2025-06-14 05:00 11:00 17:00",
    ]


def test_the_line_before_gives_the_channel_of_a_line_on_time_alone() -> None:
    assert read(
        "2. Cổ động trực quan",
        "- Mỗi xã treo tối thiểu 02 băng rôn trên trục đường chính.",
        "- Thời gian: từ ngày 20/4 đến ngày 05/5/2025.",
    ) == ["banner 2025-04-20..2025-05-05"]


def test_the_title_of_a_notice_gives_the_channel() -> None:
    assert read(
        "1. Dịp Chiến thắng 30/4: từ ngày 29/4 đến hết ngày 01/5/2025.",
        "2. Ngày sinh Chủ tịch Hồ Chí Minh: ngày 19/5.",
        kind="thong-bao",
        title="Về việc treo cờ Tổ quốc các ngày lễ năm 2025",
    ) == ["flag 2025-04-29..2025-05-01", "flag 2025-05-19..2025-05-19"]


def test_a_table_of_flag_days() -> None:
    assert read(
        "| TT | Ngày lễ | Thời gian treo cờ |",
        "|---|---|---|",
        (
            "| 1 | Ngày Giải phóng miền Nam (30/4/1975 - 30/4/2025), Quốc tế Lao động 01/5 | Từ"
            " 6 giờ ngày 29/4/2025 đến 18 giờ ngày 02/5/2025 |"
        ),
        "| 2 | Ngày sinh Chủ tịch Hồ Chí Minh | Cả ngày 19/5/2025 |",
        kind="thong-bao",
        title="Về việc treo cờ Tổ quốc",
    ) == ["flag 2025-04-29..2025-05-02", "flag 2025-05-19..2025-05-19"]


def test_the_hours_of_a_season_stand_in_its_column() -> None:
    assert read(
        (
            "| Buổi | Mùa hè (từ 01/5/2025 đến hết 30/9/2025) | Mùa đông (từ 01/10/2025 đến hết"
            " 31/3/2026) |"
        ),
        "|---|---|---|",
        "| Sáng | 5 giờ 00 | 5 giờ 30 |",
        "| Chiều | 17 giờ 30 | 17 giờ 00 |",
        kind="thong-bao",
        title="Lịch phát sóng của Đài truyền thanh xã",
    ) == [
        "loudspeaker 2025-05-01..2025-09-30 05:00 17:30",
        "loudspeaker 2025-10-01..2026-03-31 05:30 17:00",
    ]


def test_hours_that_stand_under_a_phase_of_a_guidance() -> None:
    assert read(
        "I. THỜI GIAN, KHUNG GIỜ",
        "1. Đợt 1: Từ ngày 15/4/2025 đến hết ngày 30/4/2025",
        "Mỗi ngày phát 02 buổi:",
        "- Sáng: 5h00 - 5h45;",
        "- Chiều: 17h15-17h45.",
        kind="huong-dan",
        title="Tuyên truyền bầu cử trên hệ thống truyền thanh cơ sở",
    ) == ["loudspeaker 2025-04-15..2025-04-30 05:00 17:15"]


@pytest.mark.parametrize(
    "line",
    [
        (
            'Sửa đổi điểm 2: "Thời gian treo băng rôn: từ ngày 22/4 đến hết ngày 03/5/2025"'
            ' thành: "Thời gian treo băng rôn: từ ngày 28/4 đến hết ngày 05/5/2025".'
        ),
        (
            "Kéo dài thời gian treo băng rôn tại Kế hoạch số 12/KH-UBND từ ngày 28/4 đến hết"
            " ngày 05/5/2025."
        ),
        "Điều chỉnh thời gian treo băng rôn từ ngày 28/4 đến hết ngày 05/5/2025.",
    ],
)
def test_of_an_amendment_only_the_new_window_is_read(line: str) -> None:
    assert read(line, amends=True) == ["banner 2025-04-28..2025-05-05"]


def test_what_an_amendment_recalls_is_not_read() -> None:
    assert read(
        "Ngày 29/3/2025, Ủy ban nhân dân tỉnh có Thông báo số 33/TB-UBND về việc treo cờ Tổ quốc"
        " (dịp 30/4 và 01/5 treo cờ từ ngày 29/4/2025 đến hết ngày 01/5/2025).",
        "- Dịp 30/4 và 01/5: treo cờ Tổ quốc từ ngày 26-4 đến hết ngày 2-5-2025.",
        kind="thong-bao",
        title="Điều chỉnh thời gian treo cờ Tổ quốc",
    ) == ["flag 2025-04-26..2025-05-02"]


def test_a_column_of_a_table_has_the_channel_of_its_head() -> None:
    assert read(
        "I. THỜI GIAN TREO CỜ, BĂNG RÔN",
        "| TT | Dịp | Treo cờ Tổ quốc | Treo băng rôn, khẩu hiệu |",
        "|---|---|---|---|",
        "| 1 | Giỗ Tổ Hùng Vương, 30/4 | 25/4/2025 - 02/5/2025 | 20/4/2025 - 05/5/2025 |",
        "| 2 | Ngày Thương binh - Liệt sĩ | Không treo | 20/7/2025 - 28/7/2025 |",
        title="Tuyên truyền, cổ động trực quan",
    ) == [
        "flag 2025-04-25..2025-05-02",
        "banner 2025-04-20..2025-05-05",
        "banner 2025-07-20..2025-07-28",
    ]


def test_a_row_of_activities_has_the_channel_of_its_first_cells() -> None:
    assert read(
        "TT\tNội dung công việc\tThời gian\tChủ trì",
        "1\tMở chuyên trang trên Báo Nghệ An\tTháng 5/2025\tBáo Nghệ An",
        "2\tPhát trên hệ thống truyền thanh cơ sở\t10/5 - 20/5/2025 (sáng 5h00)\tUBND cấp xã",
        "3\tHướng dẫn treo băng rôn, pa nô\t30/4/2025\tSở Văn hóa",
    ) == ["press 2025-05-01..2025-05-31", "loudspeaker 2025-05-10..2025-05-20 05:00"]


def test_a_table_with_a_cell_on_each_line() -> None:
    assert read(
        "IV. Các kênh truyền thông",
        "Băng rôn trước cổng trường",
        "10/6 - 15/7/2025",
        "Mỗi trường tối thiểu 01 băng rôn",
        "",
        "Tin nhắn qua sổ liên lạc điện tử",
        "Ngày 28/6 và 29/6/2025",
    ) == ["banner 2025-06-10..2025-07-15", "sms 2025-06-28..2025-06-29"]


def test_news_of_a_loudspeaker_is_no_press() -> None:
    line = "- Vận hành đài truyền thanh xã; phát tin, bài từ ngày 15/4/2025 đến hết ngày 30/4/2025."
    assert read(line) == ["loudspeaker 2025-04-15..2025-04-30"]


def test_phases_of_a_guidance_on_loudspeakers() -> None:
    assert read(
        "III. THỜI LƯỢNG, KHUNG GIỜ PHÁT SÓNG",
        "1. Thời gian tuyên truyền: từ ngày 20/4/2025 đến hết ngày 31/5/2025.",
        "a) Đợt 1, từ ngày 20/4 đến ngày 30/4/2025: mỗi ngày phát 01 buổi vào lúc 17h15.",
        kind="huong-dan",
        title="Tuyên truyền trên hệ thống truyền thanh cơ sở",
    ) == ["loudspeaker 2025-04-20..2025-04-30 17:15"]


def test_both_channels_of_the_line_that_leads_a_list() -> None:
    assert read(
        "III. HÌNH THỨC",
        "Cổ động trực quan: treo cờ Tổ quốc và băng rôn, khẩu hiệu tại trụ sở vào các dịp:",
        "+ Dịp 30/4, 01/5: từ ngày 25/4 đến ngày 08/5/2025;",
        "+ Quốc khánh: từ ngày 25/8 đến hết ngày 04/9/2025.",
    ) == [
        "banner 2025-04-25..2025-05-08",
        "flag 2025-04-25..2025-05-08",
        "banner 2025-08-25..2025-09-04",
        "flag 2025-08-25..2025-09-04",
    ]


@pytest.mark.parametrize(
    ("line", "windows"),
    [
        (
            "- Tối ngày 30/4/2025, các đài truyền thanh xã tiếp sóng Đài Truyền hình tỉnh.",
            ["loudspeaker 2025-04-30..2025-04-30"],
        ),
        (
            "- Nhắn tin nhắc việc treo cờ đến các thuê bao trong 02 ngày 29 và 30/4/2025.",
            ["sms 2025-04-29..2025-04-30"],
        ),
        (
            "- Băng rôn đã treo từ ngày 15/4/2025 được kéo dài đến hết ngày 10/5/2025.",
            ["banner 2025-04-15..2025-05-10"],
        ),
        ("- Tháo dỡ toàn bộ băng rôn trong thời gian từ 01/5 đến 05/5/2025.", []),
        ("- Báo cáo kết quả treo cờ: đợt 1 vào ngày 24/4/2025.", []),
        (
            "- Tổ chức triển lãm ảnh lưu động từ ngày 10/6 đến ngày 20/6/2025.",
            ["event 2025-06-10..2025-06-20"],
        ),
    ],
)
def test_what_the_words_round_a_channel_tell(line: str, windows: list[str]) -> None:
    assert read(line) == windows
