import pytest

from planner.documents.fields import quotas
from planner.documents.fields.placed import placed
from planner.documents.papers.lines import lines
from planner.documents.papers.outline import outline
from planner.documents.papers.passages import passages


def read(*body: str) -> list[str]:
    """The quotas of some lines as "number unit per units"."""
    found = quotas.read(placed((outline(passages(lines(body))),)))
    return [f"{one.at_least} {one.unit} / {' + '.join(one.per)}" for one in found]


@pytest.mark.parametrize(
    ("line", "owed"),
    [
        # domain.md (d) 6, 7 and 27
        (
            "Mỗi khu phố, ấp có ít nhất 01 khẩu hiệu treo ngang đường.",
            ["1 khẩu hiệu treo ngang đường / khu phố + ấp"],
        ),
        (
            (
                "Tất cả cơ quan, đơn vị, xã, phường trên địa bàn tỉnh phải treo khẩu hiệu trước"
                " trụ sở."
            ),
            ["1 khẩu hiệu / cơ quan + đơn vị + xã + phường"],
        ),
        ("mỗi xã, thị trấn 1 cổng chào trở lên;", ["1 cổng chào / xã + thị trấn"]),
        # each
        (
            "- Mỗi thôn, bản, tổ dân phố treo tối thiểu 01 băng rôn tại nhà văn hóa.",
            ["1 băng rôn / thôn + bản + tổ dân phố"],
        ),
        ("- Mỗi xã đăng ký thực hiện ít nhất 01 cụm pano cố định.", ["1 cụm pano / xã"]),
        ("- Mỗi hộ chăn nuôi lợn được phát ít nhất 01 tờ rơi.", ["1 tờ rơi / hộ chăn nuôi lợn"]),
        ("- Mỗi thôn kẻ vẽ hoặc treo ít nhất 02 khẩu hiệu.", ["2 khẩu hiệu / thôn"]),
        ("- Mỗi khu vực bỏ phiếu treo ít nhất 02 băng-rôn.", ["2 băng-rôn / khu vực bỏ phiếu"]),
        (
            "- mỗi trường trung học phổ thông tổ chức ít nhất 01 buổi ngoại khóa;",
            ["1 buổi ngoại khóa / trường trung học phổ thông"],
        ),
        (
            "- Mỗi đơn vị cấp huyện tổ chức ít nhất 02 cuộc tọa đàm.",
            ["2 cuộc tọa đàm / đơn vị cấp huyện"],
        ),
        (
            "- mỗi điểm giao dịch ngân hàng dán tối thiểu 02 áp phích có mã QR.",
            ["2 áp phích / điểm giao dịch ngân hàng"],
        ),
        (
            "- Mỗi chi bộ xây dựng ít nhất một mô hình dân vận khéo.",
            ["1 mô hình dân vận khéo / chi bộ"],
        ),
        ("- Bình quân mỗi xã tối thiểu 01 cụm pano được làm mới.", ["1 cụm pano / xã"]),
        (
            "- Mỗi thôn, tổ dân phố tổ chức từ 06 buổi sinh hoạt cộng đồng trở lên.",
            ["6 buổi sinh hoạt cộng đồng / thôn + tổ dân phố"],
        ),
        ("- mỗi tổ bầu cử trang trí 01 cổng chào.", ["1 cổng chào / tổ bầu cử"]),
        (
            "- Họp dân phổ biến (mỗi thôn, buôn ít nhất 01 cuộc), phát tờ gấp.",
            ["1 cuộc / thôn + buôn"],
        ),
        ("- Mỗi cơ quan treo từ 02 - 03 băng rôn.", ["2 băng rôn / cơ quan"]),
        ("- Mỗi phường bố trí không dưới 03 cụm loa.", ["3 cụm loa / phường"]),
        (
            "- Tại mỗi tuyến phố chính treo tối thiểu 80 cờ Tổ quốc khổ 1,2m x 1,8m.",
            ["80 cờ Tổ quốc / tuyến phố chính"],
        ),
        # how often besides
        ("- Mỗi huyện mỗi tháng có ít nhất 02 bài viết gửi đăng.", ["2 bài viết / huyện"]),
        ("- Mỗi cơ sở đoàn hằng tuần đăng ít nhất 01 tin, bài.", ["1 tin / cơ sở đoàn"]),
        ("- Mỗi xã sản xuất ít nhất 02 chương trình/tuần về bầu cử.", ["2 chương trình / xã"]),
        # several numbers of one unit, and several units in one line
        (
            "- Mỗi huyện, thị xã treo ít nhất 10 băng rôn và 200 cờ phướn tại khu trung tâm.",
            ["10 băng rôn / huyện + thị xã", "200 cờ phướn / huyện + thị xã"],
        ),
        (
            (
                "- Mỗi xã có ít nhất 03 pa nô (kích thước từ 6m2 trở lên), 10 băng rôn; mỗi xóm"
                " có 02 khẩu hiệu."
            ),
            ["3 pa nô / xã", "10 băng rôn / xã", "2 khẩu hiệu / xóm"],
        ),
        ("- Mỗi xã duy trì ít nhất 02 pano hoặc 04 băng rôn tại chợ.", ["2 pano / xã"]),
        # the number first
        (
            "- Tổ chức ít nhất 02 hội nghị tiếp xúc cử tri tại mỗi đơn vị bầu cử theo phân công.",
            ["2 hội nghị tiếp xúc cử tri / đơn vị bầu cử"],
        ),
        ("- Dựng tối thiểu 02 cụm pano/xã.", ["2 cụm pano / xã"]),
        ("- Treo ít nhất 01 khẩu hiệu/khu phố.", ["1 khẩu hiệu / khu phố"]),
        # all must
        (
            (
                "- Các trường học, trạm y tế, doanh nghiệp trên địa bàn đều phải treo băng rôn,"
                " khẩu hiệu."
            ),
            ["1 băng rôn / trường học + trạm y tế + doanh nghiệp"],
        ),
        (
            "- 100% nhà văn hóa có tối thiểu 01 bảng mã QR dẫn tới Cổng Dịch vụ công.",
            ["1 bảng mã QR dẫn tới Cổng / nhà văn hóa"],
        ),
        (
            "- tất cả trụ sở ấp, điểm trường phải treo cờ và khẩu hiệu.",
            ["1 cờ / trụ sở ấp + điểm trường"],
        ),
        (
            "- Tất cả cơ quan, trường học treo khẩu hiệu vào dịp lễ.",
            ["1 khẩu hiệu / cơ quan + trường học"],
        ),
        ("- Mỗi thuê bao ít nhất 02 tin nhắn.", ["2 tin nhắn / thuê bao"]),
        ("- Mỗi đảng bộ cơ sở có ít nhất 01 mô hình.", ["1 mô hình / đảng bộ cơ sở"]),
        (
            "- Mỗi ban chỉ đạo 35 cấp huyện đăng ít nhất 20 bài viết.",
            ["20 bài viết / ban chỉ đạo 35 cấp huyện"],
        ),
        (
            "- Mỗi khu nhà trọ từ 20 phòng trở lên dán ít nhất 02 áp phích.",
            ["2 áp phích / khu nhà trọ"],
        ),
    ],
)
def test_numbers_owed_for_each(line: str, owed: list[str]) -> None:
    assert read(line) == owed


@pytest.mark.parametrize(
    "line",
    [
        # domain.md (d) 18 to 24: rhythms and caps
        "- phát trên hệ thống truyền thanh (2 lần/ tuần)",
        "- 2 buổi trên ngày",
        "- tối đa hai buổi sáng-chiều/ngày, 5 ngày/tuần, tối đa 15 phút/buổi",
        "- 5 lần/ngày, phát cả chủ nhật",
        "- chuyên mục phát sóng hàng tuần",
        "- thứ Sáu của tuần thứ ba hàng tháng",
        "- định kỳ hằng tháng thời lượng 10 - 12 phút",
        "- Đăng tối thiểu 03 tin/tuần.",
        "- mỗi tuần ít nhất 02 lần.",
        "- Mỗi ngày phát 02 buổi vào 5 giờ và 17 giờ.",
        "- mỗi buổi không dưới 20 phút",
        "- mỗi năm không quá 04 lớp.",
        "- Mỗi xã không quá 02 pano.",
        # no number is owed
        "- Mỗi cán bộ, đảng viên là một tuyên truyền viên.",
        "- Phát động toàn dân vệ sinh môi trường 01 tuần.",
        "- Đi từng ngõ, gõ từng nhà tuyên truyền trong 02 ngày.",
        "- Vận động 100% hộ dân treo cờ Tổ quốc.",
        "- Bảo đảm 100% cụm loa hoạt động.",
        "- mỗi cặp vợ chồng sinh đủ hai con.",
        "- Các cơ quan, đơn vị phải có kế hoạch cụ thể.",
        "- Mỗi xã tổ chức ra quân từ ngày 08/3/2026.",
    ],
)
def test_what_is_no_quota(line: str) -> None:
    assert read(line) == []


def test_the_line_is_the_first_of_the_paragraph() -> None:
    body = (
        "b) Mỗi xã, thị trấn có ít nhất 03 pa nô (kích thước từ 6m2 trở lên), 10 băng",
        "rôn; mỗi xóm, khối có 02 khẩu hiệu; mỗi tổ bầu cử trang trí 01 cổng chào.",
    )
    found = quotas.read(placed((outline(passages(lines(body))),)))
    assert [(one.at_least, one.line) for one in found] == [(3, 1), (10, 1), (2, 1), (1, 1)]


def test_an_item_glued_to_a_day_begins_on_its_own_line() -> None:
    body = (
        "4. Cổ động trực quan: treo băng rôn, pano tại cảng cá, cửa biển, trạm kiểm soát",
        "biên phòng từ ngày 01/4/2023 đến hết ngày 31/10/2023.5. Mỗi bến cá đặt ít nhất 01 pano.",
    )
    (one,) = quotas.read(placed((outline(passages(lines(body))),)))
    assert (one.at_least, one.per, one.line) == (1, ("bến cá",), 2)
