"""Who issues a paper, by heads as offices type them and scanners break them."""

import pytest

from planner.documents.fields import issuer, number
from planner.documents.papers.papers import papers

BODY = """
Căn cứ Luật Báo chí ngày 05 tháng 4 năm 2016;
I. MỤC ĐÍCH
1. Nâng cao nhận thức của cán bộ, công chức, viên chức và Nhân dân về ý nghĩa của ngày lễ.
Nơi nhận:
- Như trên;
"""


def issued_by(head: list[str], body: str = BODY) -> str:
    paper = papers([*head, "KẾ HOẠCH", "Tuyên truyền năm 2026", *body.split("\n")])[0]
    return issuer.read(paper, number.own(paper)[0] or "")[0]


MOTTO = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        # line by line
        (
            [
                "ỦY BAN NHÂN DÂN",
                "TỈNH LẠNG SƠN",
                *MOTTO,
                "Số: 12/KH-UBND",
                "Lạng Sơn, ngày 05 tháng 01 năm 2023",
            ],
            "Ủy ban nhân dân tỉnh Lạng Sơn",
        ),
        (
            [
                "UBND TỈNH LẠNG SƠN",
                "SỞ VĂN HÓA, THỂ THAO",
                "VÀ DU LỊCH",
                *MOTTO,
                "Số: 12/KH-SVHTTDL",
                "Lạng Sơn, ngày 05 tháng 01 năm 2023",
            ],
            "Sở Văn hóa, Thể thao và Du lịch tỉnh Lạng Sơn",
        ),
        (
            [
                *MOTTO,
                "Hà Nội, ngày 05 tháng 01 năm 2023",
                "UBND THÀNH PHỐ HÀ NỘI",
                "SỞ VĂN HÓA VÀ THỂ THAO",
                "Số: 12/KH-SVHTT",
            ],
            "Sở Văn hóa và Thể thao thành phố Hà Nội",
        ),
        # two columns: spaces, one space, tab, pipes
        (
            [
                "ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "XÃ TÂN LẬP                 Độc lập - Tự do - Hạnh phúc",
                "Số: 12/KH-UBND             Tân Lập, ngày 05 tháng 01 năm 2026",
            ],
            "Ủy ban nhân dân xã Tân Lập",
        ),
        (
            [
                "UBND TỈNH NAM ĐỊNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "SỞ Y TẾ Độc lập - Tự do - Hạnh phúc",
                "Số: 12/KH-SYT Nam Định, ngày 05 tháng 01 năm 2022",
            ],
            "Sở Y tế tỉnh Nam Định",
        ),
        (
            [
                "UBND HUYỆN LỆ THỦY\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "PHÒNG VĂN HÓA VÀ THÔNG TIN\tĐộc lập - Tự do - Hạnh phúc",
                "Số: 12/KH-VHTT\tLệ Thủy, ngày 05 tháng 01 năm 2022",
            ],
            "Phòng Văn hóa và Thông tin huyện Lệ Thủy",
        ),
        (
            [
                "| UBND QUẬN 7 | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |",
                "|---|---|",
                "| **TRUNG TÂM VĂN HÓA - THỂ THAO** | **Độc lập - Tự do - Hạnh phúc** |",
                "| Số: 12/KH-TTVHTT | *Quận 7, ngày 05 tháng 01 năm 2022* |",
            ],
            "Trung tâm Văn hóa - Thể thao quận 7",
        ),
        # offices, boards, committees
        (
            [
                "ỦY BAN NHÂN DÂN",
                "HUYỆN TRÀ BỒNG",
                "VĂN PHÒNG",
                *MOTTO,
                "Số: 12/KH-VP",
                "Trà Bồng, ngày 05 tháng 01 năm 2022",
            ],
            "Văn phòng Ủy ban nhân dân huyện Trà Bồng",
        ),
        (
            [
                "UBND TỈNH BẮC KẠN",
                "BAN CHỈ ĐẠO",
                "PHÒNG, CHỐNG DỊCH COVID-19",
                *MOTTO,
                "Số: 12/KH-BCĐ",
                "Bắc Kạn, ngày 05 tháng 01 năm 2021",
            ],
            "Ban Chỉ đạo phòng, chống dịch Covid-19 tỉnh Bắc Kạn",
        ),
        (
            [
                "ỦY BAN BẦU CỬ",
                "XÃ HÒA TIẾN",
                *MOTTO,
                "Số: 12/KH-UBBC",
                "Hòa Tiến, ngày 05 tháng 01 năm 2026",
            ],
            "Ủy ban bầu cử xã Hòa Tiến",
        ),
        (
            [
                "UBND THỊ XÃ SA PA",
                "BAN AN TOÀN GIAO THÔNG",
                *MOTTO,
                "Số: 12/KH-BATGT",
                "Sa Pa, ngày 05 tháng 01 năm 2022",
            ],
            "Ban An toàn giao thông thị xã Sa Pa",
        ),
        # the Party's, before and after 2026
        (
            [
                "TỈNH ỦY SƠN LA",
                "*",
                "Số 12-KH/TU",
                "ĐẢNG CỘNG SẢN VIỆT NAM",
                "Sơn La, ngày 05 tháng 01 năm 2022",
            ],
            "Tỉnh ủy Sơn La",
        ),
        (
            [
                "ĐẢNG BỘ TỈNH SƠN LA",
                "ĐẢNG ỦY PHƯỜNG TÔ HIỆU",
                "*",
                "Số 12-KH/ĐU",
                "ĐẢNG CỘNG SẢN VIỆT NAM",
                "Tô Hiệu, ngày 05 tháng 7 năm 2026",
            ],
            "Đảng ủy phường Tô Hiệu",
        ),
        (
            [
                "ĐẢNG ỦY PHƯỜNG TÔ HIỆU",
                "BAN XÂY DỰNG ĐẢNG",
                "*",
                "Số 12-KH/BXDĐ",
                "ĐẢNG CỘNG SẢN VIỆT NAM",
                "Tô Hiệu, ngày 05 tháng 7 năm 2026",
            ],
            "Ban Xây dựng đảng Đảng ủy phường Tô Hiệu",
        ),
        (
            [
                "TỈNH ỦY SƠN LA",
                "ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH",
                "*",
                "Số 12-KH/ĐU",
                "ĐẢNG CỘNG SẢN VIỆT NAM",
                "Sơn La, ngày 05 tháng 7 năm 2026",
            ],
            "Đảng ủy các cơ quan đảng tỉnh Sơn La",
        ),
        (
            [
                "TỈNH ỦY SƠN LA",
                "ĐẢNG ỦY",
                "CÔNG AN TỈNH",
                "*",
                "Số 12-KH/ĐU",
                "ĐẢNG CỘNG SẢN VIỆT NAM",
                "Sơn La, ngày 05 tháng 7 năm 2026",
            ],
            "Đảng ủy Công an tỉnh Sơn La",
        ),
        (
            [
                "HUYỆN ỦY MAI SƠN         ĐẢNG CỘNG SẢN VIỆT NAM",
                "BAN TUYÊN GIÁO",
                "*         Mai Sơn, ngày 05 tháng 01 năm 2022",
                "Số 12-KH/BTGHU",
            ],
            "Ban Tuyên giáo Huyện ủy Mai Sơn",
        ),
        (
            [
                "THÀNH ỦY CẦN THƠ",
                "ỦY BAN KIỂM TRA",
                "*",
                "Số 12-KH/UBKTTU",
                "ĐẢNG CỘNG SẢN VIỆT NAM",
                "Cần Thơ, ngày 05 tháng 01 năm 2022",
            ],
            "Ủy ban Kiểm tra Thành ủy Cần Thơ",
        ),
        # front, associations, youth
        (
            [
                "MẶT TRẬN TỔ QUỐC VIỆT NAM",
                "TỈNH CAO BẰNG",
                "BAN THƯỜNG TRỰC",
                *MOTTO,
                "Số: 12/KH-MTTQ-BTT",
                "Cao Bằng, ngày 05 tháng 01 năm 2022",
            ],
            "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Cao Bằng",
        ),
        (
            [
                "ỦY BAN MTTQ VIỆT NAM XÃ AN PHÚ",
                "BAN THƯỜNG TRỰC",
                *MOTTO,
                "Số: 12/KH-MTTQ-BTT",
                "An Phú, ngày 05 tháng 01 năm 2026",
            ],
            "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã An Phú",
        ),
        (
            [
                "HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM",
                "BCH TỈNH HÀ GIANG",
                *MOTTO,
                "Số: 12/KH-BTV",
                "Hà Giang, ngày 05 tháng 01 năm 2022",
            ],
            "Ban Chấp hành Hội Liên hiệp Phụ nữ Việt Nam tỉnh Hà Giang",
        ),
        (
            [
                "TỈNH ĐOÀN HÀ GIANG",
                "BAN CHẤP HÀNH",
                "***",
                "Số: 12-KH/TĐTN-BTG",
                "ĐOÀN TNCS HỒ CHÍ MINH",
                "Hà Giang, ngày 05 tháng 01 năm 2022",
            ],
            "Ban Chấp hành Tỉnh đoàn Hà Giang",
        ),
        (
            [
                "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM",
                "LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ GIANG",
                *MOTTO,
                "Số: 12/KH-LĐLĐ",
                "Hà Giang, ngày 05 tháng 01 năm 2022",
            ],
            "Liên đoàn Lao động tỉnh Hà Giang",
        ),
        # army, police, schools, press
        (
            [
                "QUÂN KHU 2",
                "BỘ CHỈ HUY QUÂN SỰ TỈNH LAI CHÂU",
                *MOTTO,
                "Số: 12/KH-BCH",
                "Lai Châu, ngày 05 tháng 01 năm 2022",
            ],
            "Bộ Chỉ huy quân sự tỉnh Lai Châu",
        ),
        (
            [
                "CÔNG AN TỈNH LAI CHÂU",
                "PHÒNG CẢNH SÁT GIAO THÔNG",
                *MOTTO,
                "Số: 12/KH-PC08",
                "Lai Châu, ngày 05 tháng 01 năm 2022",
            ],
            "Phòng Cảnh sát giao thông Công an tỉnh Lai Châu",
        ),
        (
            [
                "BỘ CÔNG AN",
                "CÔNG AN TP CẦN THƠ",
                *MOTTO,
                "Số: 12/KH-CATP-PV01",
                "Cần Thơ, ngày 05 tháng 01 năm 2022",
            ],
            "Công an thành phố Cần Thơ",
        ),
        (
            [
                "UBND HUYỆN MƯỜNG TÈ",
                "TRƯỜNG PTDTBT THCS PA Ủ",
                *MOTTO,
                "Số: 12/KH-THCSPU",
                "Pa Ủ, ngày 05 tháng 01 năm 2022",
            ],
            "Trường PTDTBT THCS Pa Ủ",
        ),
        (
            [
                "UBND TỈNH LAI CHÂU",
                "ĐÀI PHÁT THANH - TRUYỀN HÌNH",
                *MOTTO,
                "Số: 12/KH-PTTH",
                "Lai Châu, ngày 05 tháng 01 năm 2022",
            ],
            "Đài Phát thanh - Truyền hình tỉnh Lai Châu",
        ),
        (
            [
                "SỞ Y TẾ LAI CHÂU",
                "TRUNG TÂM KIỂM SOÁT BỆNH TẬT",
                *MOTTO,
                "Số: 12/KH-KSBT",
                "Lai Châu, ngày 05 tháng 01 năm 2022",
            ],
            "Trung tâm Kiểm soát bệnh tật Lai Châu",
        ),
        # in running case, and from a portal
        (
            [
                "Ủy ban nhân dân tỉnh Lâm Đồng",
                "Sở Văn hóa, Thể thao và Du lịch",
                "Số: 12/KH-SVHTTDL",
                *MOTTO,
                "Lâm Đồng, ngày 05 tháng 01 năm 2026",
            ],
            "Sở Văn hóa, Thể thao và Du lịch tỉnh Lâm Đồng",
        ),
        (
            [
                "Trang chủ » Văn bản",
                "Cập nhật: 08:12, 16/01/2022",
                "UBND TP. HUẾ",
                "SỞ DU LỊCH",
                *MOTTO,
                "Số: 12/KH-SDL",
                "Huế, ngày 05 tháng 01 năm 2026",
            ],
            "Sở Du lịch thành phố Huế",
        ),
        # stamps before and behind the head
        (
            [
                "SỞ TƯ PHÁP BẾN TRE",
                "ĐẾN Số: 482",
                "Ngày: 08/01/2022",
                "",
                "UBND TỈNH BẾN TRE",
                "SỞ Y TẾ",
                *MOTTO,
                "Số: 12/KH-SYT",
                "Bến Tre, ngày 05 tháng 01 năm 2022",
            ],
            "Sở Y tế tỉnh Bến Tre",
        ),
        (
            [
                "UBND TỈNH BẾN TRE",
                "SỞ Y TẾ",
                *MOTTO,
                "Số: 12/KH-SYT",
                "Bến Tre, ngày 05 tháng 01 năm 2022",
                "CÔNG VĂN ĐẾN",
                "TRUNG TÂM Y TẾ HUYỆN BA TRI",
                "Số: 48 Ngày: 08/01/2022",
            ],
            "Sở Y tế tỉnh Bến Tre",
        ),
        (
            [
                "UBND TỈNH BẾN TRE",
                "SỞ Y TẾ",
                "Số: 12/KH-SYT",
                *MOTTO,
                "Bến Tre, ngày 05 tháng 01 năm 2022",
                "Ký bởi: Sở Y tế",
                "Thời gian ký: 06.01.2022 16:43:39 +07:00",
            ],
            "Sở Y tế tỉnh Bến Tre",
        ),
        # together
        (
            [
                "SỞ GIÁO DỤC VÀ ĐÀO TẠO            CÔNG AN TỈNH",
                "TỈNH YÊN BÁI                      YÊN BÁI",
                "Số: 12/KHPH-SGDĐT-CAT",
                "Yên Bái, ngày 05 tháng 01 năm 2022",
            ],
            "Sở Giáo dục và Đào tạo tỉnh Yên Bái - Công an tỉnh Yên Bái",
        ),
        (
            [
                "SỞ GIÁO DỤC VÀ ĐÀO TẠO - TỈNH ĐOÀN YÊN BÁI",
                *MOTTO,
                "Số: 12/KHLT-SGDĐT-TĐ",
                "Yên Bái, ngày 05 tháng 01 năm 2022",
            ],
            "Sở Giáo dục và Đào tạo tỉnh Yên Bái - Tỉnh đoàn Yên Bái",
        ),
        # the ministry's name has no place
        (
            [
                "BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH",
                *MOTTO,
                "Số: 12/KH-BVHTTDL",
                "Hà Nội, ngày 05 tháng 01 năm 2022",
            ],
            "Bộ Văn hóa, Thể thao và Du lịch",
        ),
    ],
)
def test_a_head_tells_the_issuer(head: list[str], name: str) -> None:
    assert issued_by(head) == name


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            "Theo đề nghị của UBND huyện, Sở Văn hóa, Thể thao và Du lịch xây dựng Kế hoạch:",
            "Sở Văn hóa, Thể thao và Du lịch",
        ),
        (
            "Nội dung theo chương trình.\nNơi nhận:\n- Như trên;\nTM. ỦY BAN NHÂN DÂN XÃ",
            "Ủy ban nhân dân xã",
        ),
    ],
)
def test_without_a_head_signature_or_speaker_tells(body: str, name: str) -> None:
    assert issued_by([], body) == name


def test_a_lost_head_is_the_letters() -> None:
    paper = papers(["KẾ HOẠCH", "Tuyên truyền năm 2026", "I. MỤC ĐÍCH", "1. Nâng cao nhận thức."])[
        0
    ]
    assert issuer.read(paper, "", "Ban Thường vụ Tỉnh ủy", "Kiên Giang") == (
        "Ban Thường vụ Tỉnh ủy Kiên Giang",
        None,
    )
