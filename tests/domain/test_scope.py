"""The gate: what is published or organised goes through, and nothing else does.

Both lists are our own sentences in the field's phrasing, after the five plans of `shared/plans`.
"""

from dataclasses import replace

import pytest
from builders import SECRET, channels, d, plan, real, themes, window

from planner.domain.model import Block, Channel, Deadline, Duty, Quota, Theme
from planner.domain.scope import admit, clauses, held, inside

WATCHING = [
    "Nắm chắc tình hình tư tưởng, tâm trạng của cán bộ, đảng viên và Nhân dân",
    "Nắm bắt tâm tư, nguyện vọng của đoàn viên, hội viên để báo cáo cấp ủy",
    "Theo dõi, tổng hợp tình hình Nhân dân trên địa bàn",
    "Thường xuyên theo dõi thông tin trên mạng xã hội, kịp thời báo cáo",
    "Rà soát các tài khoản mạng xã hội của người dân trong xã",
    "Giám sát hoạt động của các trang, nhóm Facebook trên địa bàn",
    "Nắm tình hình tôn giáo, dân tộc trong đợt kỷ niệm",
    "Theo dõi diễn biến tư tưởng của học sinh, sinh viên",
    "Quét thông tin trên không gian mạng hằng ngày và lập danh sách đối tượng",
    "Sớm phát hiện những vấn đề nhạy cảm, phức tạp mới phát sinh",
    "Bám sát cơ sở, nắm tình hình, kịp thời phản ánh về Ban Tuyên giáo",
    "Giám sát, theo dõi các bình luận trên trang thông tin của địa phương",
    "Làm tốt công tác tư tưởng, dự báo tình hình, xây dựng phương án tuyên truyền linh hoạt",
    "Rà soát việc treo cờ của các hộ dân và lập danh sách hộ không treo",
    "Lập danh sách tài khoản thường xuyên đăng tin xấu",
]
OPINION = [
    "Điều tra dư luận xã hội về đại hội đảng bộ các cấp",
    "Thăm dò dư luận trước ngày lễ",
    "Tổng hợp dư luận xã hội, báo cáo hằng tuần",
    "Họp đội ngũ cộng tác viên dư luận xã hội",
    "Nắm bắt dư luận xã hội trong dịp Quốc khánh",
    "Phát huy vai trò dư luận viên ở cơ sở",
    "Lấy ý kiến người dân về lãnh đạo xã",
    "Thống kê ý kiến phản ánh của người dân trên trang Facebook của xã",
]
BLOCKING = [
    "Ngăn chặn các thông tin xấu, độc trên internet",
    "Chặn lọc, gỡ bỏ trang web có nội dung xấu",
    "Yêu cầu nhà mạng gỡ bài, khóa tài khoản vi phạm",
    "Vô hiệu hóa các nhóm kín có nội dung phức tạp",
    "Bóc gỡ tin giả, video xấu trên các nền tảng",
    "Phối hợp chặn, lọc tin nhắn rác có nội dung xấu, độc",
    "Gỡ bỏ các bài đăng có nội dung chưa kiểm chứng",
    "Yêu cầu xóa bài viết sai sự thật",
    "Hạn chế hiển thị bài viết tiêu cực",
]
POLICING = [
    "Phòng ngừa, phát hiện, đấu tranh với các đối tượng kích động",
    "Lực lượng an ninh mạng áp dụng biện pháp nghiệp vụ",
    "Thanh tra, kiểm tra lĩnh vực báo chí, xuất bản",
    "Kiểm tra việc chấp hành quy định cung cấp thông tin của các trang thông tin điện tử",
    "Thành lập tổ kiểm tra, giám sát công tác tuyên truyền",
    "Bảo đảm an ninh chính trị nội bộ trong thời gian kỷ niệm",
    "Tuần tra, kiểm soát các tụ điểm đông người trong đêm 01/9",
    "Truy vết người tung tin giả về lễ kỷ niệm",
    "Báo công an các trường hợp đăng tin sai",
    "Báo cáo danh sách người đăng bài sai sự thật",
]
SANCTIONING = [
    "Xử lý nghiêm các trường hợp đăng thông tin sai sự thật",
    "Xử phạt người chia sẻ tin giả",
    "Kịp thời xử lý các cá nhân vi phạm trên mạng xã hội",
    "Tuyên truyền rộng rãi kết quả xử lý để răn đe các đối tượng khác",
    "Nhắc nhở, cảnh cáo hộ không treo cờ Tổ quốc",
    "Triệu tập, làm việc với người đăng bài sai",
    "Lập biên bản, phạt tiền các hộ không treo cờ",
]
DISCIPLINE = [
    "Thực hiện nghiêm kỷ luật phát ngôn và cung cấp thông tin cho báo chí",
    "Chấn chỉnh, uốn nắn biểu hiện lệch lạc trong cơ quan",
    "Ngăn ngừa suy thoái, “tự diễn biến”, “tự chuyển hóa” trong nội bộ",
    "Kiểm duyệt chặt chẽ tin, bài trước khi đăng",
    "Bảo vệ bí mật của Đảng và Nhà nước",
    "Xử lý kỷ luật đảng viên vi phạm phát ngôn trên mạng",
    "Kiểm điểm cán bộ không chia sẻ bài của cơ quan",
]
HIDING = [
    "Tranh thủ đội ngũ người có sức ảnh hưởng (KOLs) đăng tải, chia sẻ thông tin tích cực",
    "Giao chuyên gia, cộng tác viên viết bài phản bác trên mạng xã hội",
    "Vận động cán bộ, đảng viên chia sẻ, bình luận tích cực trên không gian mạng",
    "Lập các tài khoản ẩn danh để lan tỏa bài viết",
    "Mỗi đảng viên dùng tài khoản cá nhân bình luận, tương tác dưới các bài viết",
    "Lực lượng 47 đăng bài định hướng dư luận",
    "Ban Chỉ đạo 35 lan tỏa thông tin tích cực trên các hội, nhóm",
    "Huy động đoàn viên, thanh niên chia sẻ lại bài viết của tỉnh",
    "Xây dựng đội ngũ nòng cốt tham gia các nhóm kín để dẫn dắt dư luận",
    "Cài cắm người trong các nhóm Zalo",
    "Seeding bài viết trên các hội nhóm",
    "Định hướng dư luận trên các hội nhóm",
]
FIGHTING = [
    "Đấu tranh, phản bác các quan điểm sai trái, thù địch",
    "Chủ động phản bác luận điệu xuyên tạc",
    "Kịp thời đấu tranh với âm mưu chống phá của các thế lực thù địch",
    "Đấu tranh, phản bác kịp thời thông tin, luận điệu xuyên tạc về phòng, chống dịch",
    "Phối hợp cùng Sở Thông tin và Truyền thông đấu tranh, phản bác quan điểm thù địch",
    "Đăng tải, chia sẻ rộng khắp các sản phẩm đấu tranh phản bác trên mạng xã hội",
    "Kiểm soát, báo cáo và phản bác thông tin thiếu khách quan trên báo, trên mạng",
]

HARMLESS = [
    "Mở chuyên trang, chuyên mục tuyên truyền kỷ niệm 80 năm Quốc khánh",
    "Tăng thời lượng phát sóng, số lượng tin, bài về ngày lễ lớn",
    "Treo băng-rôn, pano, áp phích trên các tuyến đường chính",
    "Treo cờ Tổ quốc tại trụ sở cơ quan và nhà dân từ ngày 01/9 đến ngày 03/9",
    "Phát bản tin trên hệ thống loa truyền thanh cơ sở mỗi ngày hai buổi",
    "Tổ chức hội nghị báo cáo viên chuyên đề",
    "Tổ chức cuộc thi viết tìm hiểu lịch sử Đảng bộ tỉnh",
    "Tổ chức triển lãm ảnh, trưng bày tư liệu về 50 năm thống nhất đất nước",
    "Biểu diễn văn nghệ quần chúng mừng Đảng, mừng Xuân",
    "Đăng tải tin, bài, infographic trên cổng thông tin điện tử của tỉnh",
    "Đăng bài trên trang Facebook, Zalo chính thức của Ủy ban nhân dân xã",
    "Biên soạn, phát hành tài liệu sinh hoạt chi bộ",
    "In và phát tờ rơi tại các khu dân cư",
    "Dựng cụm cổ động ở trung tâm xã",
    "Tổ chức tọa đàm, gặp mặt nhân chứng lịch sử",
    "Phát động phong trào thi đua yêu nước chào mừng đại hội đảng bộ các cấp",
    "Tôn vinh tập thể, cá nhân điển hình tiên tiến",
    "Xây dựng phóng sự, phim tài liệu về quê hương Kiên Giang",
    "Tổ chức lễ dâng hương tại nghĩa trang liệt sĩ",
    "Tổ chức tập huấn nghiệp vụ cho phóng viên, biên tập viên",
    "Đội tuyên truyền lưu động đi phục vụ vùng sâu, biên giới, hải đảo",
    "Chiếu phim lưu động phục vụ đồng bào dân tộc thiểu số",
    "Nhắn tin tuyên truyền đến thuê bao điện thoại di động",
    "Hướng dẫn tuyên truyền ngày thành lập Đảng trong toàn ngành",
    "Xây dựng kế hoạch tuyên truyền của cơ quan, đơn vị",
    "Tuyên truyền phòng, chống dịch bệnh trong trường học",
    "Tuyên truyền Luật An ninh mạng đến người dân",
    "Thông tin kịp thời chủ trương, chính sách của Đảng và Nhà nước",
    "Giới thiệu gương người tốt, việc tốt",
    "Phổ biến, giáo dục pháp luật về bảo vệ môi trường",
    "Tổ chức giải thể thao chào mừng ngày lễ",
    "Sáng tác, quảng bá tác phẩm văn học, nghệ thuật về Bác Hồ",
    "Trang trí khánh tiết, chỉnh trang đô thị, ra quân tổng vệ sinh",
    "Cập nhật văn bản chỉ đạo lên trang thông tin điện tử của cơ quan",
    "Báo cáo kết quả tuyên truyền về Sở Văn hóa và Thể thao",
    "Cung cấp thông tin chính thống về các sự kiện đối ngoại cho báo chí",
    "Phát trailer, phim ngắn trên màn hình LED nơi công cộng",
    "Tổ chức nói chuyện chuyên đề tại trường học",
    "Viết bài về tấm gương học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "Tổ chức hội diễn văn nghệ, hội thi cán bộ tuyên truyền giỏi",
    "Tổ chức ngày hội đọc sách ở thư viện tỉnh",
    "Phát thanh chương trình tiếng Khmer mỗi tuần hai buổi",
    "Tổ chức họp báo giới thiệu chương trình kỷ niệm",
    "Khen thưởng tập thể, cá nhân có thành tích trong đợt tuyên truyền",
    "Tổng kết đợt tuyên truyền và gửi báo cáo trước ngày 15/9",
    "Mở chuyên mục hỏi đáp về chuyển đổi số trên cổng thông tin điện tử",
    "Tuyên truyền về bình đẳng giới và phòng, chống bạo lực gia đình",
    "Tổ chức sinh hoạt chi đoàn với chủ đề Tự hào Tổ quốc tôi",
    "Làm cổng chào, treo cờ phướn, hồng kỳ trên các tuyến phố",
    "Mở chuyên trang phê phán những luận điệu sai trái về chủ quyền biển, đảo",
    "Kiểm tra hệ thống loa truyền thanh trước ngày lễ",
    "Theo dõi tiến độ thực hiện kế hoạch tuyên truyền",
    "Tuyên truyền chính sách dân tộc, tôn giáo",
    "Tổ chức hội nghị đối thoại với thanh niên",
    "Tuyên truyền phòng, chống tham nhũng, tiêu cực",
]


@pytest.mark.parametrize(
    "text",
    [*WATCHING, *OPINION, *BLOCKING, *POLICING, *SANCTIONING, *DISCIPLINE, *HIDING, *FIGHTING],
)
def test_such_a_duty_goes_no_further(text: str) -> None:
    assert (inside(text), admit(text)) == (False, "")


@pytest.mark.parametrize("text", HARMLESS)
def test_publishing_and_organising_goes_through(text: str) -> None:
    assert (inside(text), admit(text)) == (True, text)


@pytest.mark.parametrize(
    "text", [WATCHING[0].upper(), WATCHING[0].replace("ắ", "a\u0306\u0301"), BLOCKING[1].title()]
)
def test_neither_case_nor_the_writing_of_marks_opens_the_gate(text: str) -> None:
    assert inside(text) is False


@pytest.mark.parametrize("text", HARMLESS[:3])
def test_the_documents_own_mark_always_holds(text: str) -> None:
    assert (inside(text, marked=True), admit(text, marked=True)) == (False, "")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            (
                "Theo dõi, tổng hợp tình hình Nhân dân, đồng thời làm tốt công tác thông tin, "
                "tuyên truyền về các chủ đề lớn."
            ),
            "làm tốt công tác thông tin, tuyên truyền về các chủ đề lớn",
        ),
        (
            "Mở chuyên mục về ngày lễ lớn. Xử lý nghiêm các trang đăng tin sai.",
            "Mở chuyên mục về ngày lễ lớn",
        ),
        (
            "Hướng dẫn tuyên truyền ở cơ sở; chặn lọc, gỡ bỏ trang mạng xấu; tổ chức triển lãm",
            "Hướng dẫn tuyên truyền ở cơ sở; tổ chức triển lãm",
        ),
        (
            "Đăng bài trên trang chính thức của xã; giao đoàn viên chia sẻ, bình luận",
            "Đăng bài trên trang chính thức của xã",
        ),
        ("Treo khẩu hiệu; nhắc nhở, xử phạt hộ không treo", "Treo khẩu hiệu"),
        (
            "Tổ chức nói chuyện chuyên đề, qua đó nắm bắt dư luận xã hội trong đảng viên",
            "Tổ chức nói chuyện chuyên đề",
        ),
    ],
)
def test_a_line_that_mixes_both_is_split_by_clause(text: str, left: str) -> None:
    assert (inside(text), admit(text)) == (False, left)


@pytest.mark.parametrize(
    "text",
    [
        "Tuyên truyền, nắm bắt dư luận xã hội trong Nhân dân",
        "Phát bản tin và rà soát các tài khoản mạng xã hội của người dân",
        "Mở chuyên mục, ngăn chặn thông tin xấu, độc",
        "Nắm chắc tình hình tư tưởng các giới; đặc biệt quan tâm người dân vùng sâu, biên giới",
        "Kiểm tra, xử lý vi phạm về báo chí; đặc biệt là các vấn đề mà báo chí nêu về địa phương",
        "Xử lý nghiêm người phát tán tin giả; đề cao trách nhiệm nêu gương của người đứng đầu",
    ],
)
def test_what_cant_be_split_is_held(text: str) -> None:
    """Nor does a clause get through that hangs on an outside one and publishes nothing itself."""
    assert admit(text) == ""


@pytest.mark.parametrize(
    "text", ["Mở chuyên trang. Treo băng-rôn; phát tờ rơi.", "Niềm tin mới. Khí thế mới"]
)
def test_a_line_that_is_all_inside_stays_as_it_is_written(text: str) -> None:
    """Only a line that mixes both is split: a theme of two sentences is still that theme."""
    assert admit(text) == text


def test_clauses() -> None:
    assert clauses("Một; hai. Ba, bốn đồng thời năm ; qua đó sáu.") == [
        "Một",
        "hai",
        "Ba, bốn",
        "năm",
        "sáu",
    ]


# --- the seeds' own plans -----------------------------------------------------------------------


@pytest.mark.parametrize("file", [one.file for one in real().plans])
def test_the_seeds_duties_stop_just_where_they_are_marked(file: str) -> None:
    whole = next(one.plan for one in real().plans if one.file == file)
    duties = [duty for block in held(whole).blocks for duty in block.duties]
    assert [(one.line, one.text.rstrip(".")) for one in duties] == [
        (one.line, one.text.rstrip("."))
        for block in whole.blocks
        for one in block.duties
        if not one.outside
    ]


# --- a whole plan -------------------------------------------------------------------------------


def test_everything_marked_is_gone_and_the_rest_is_as_it_was() -> None:
    clean = plan(
        themes=themes("Chủ đề một"),
        channels=channels("press"),
        windows=(window("flag", "2026-09-01", "2026-09-03"),),
        blocks=(Block(("Báo tỉnh",), (Duty("Mở chuyên mục", 41, id="d1"),), 40),),
        deadlines=(Deadline(20, 6, None, before=True, title="Báo cáo", line=70, id="h1"),),
        quotas=(Quota(1, "khẩu hiệu", ("ấp",), "banner", 80, id="q1"),),
    )
    [block] = clean.blocks
    marked = replace(
        clean,
        themes=(*clean.themes, Theme(SECRET, 22, outside=True)),
        channels=(*clean.channels, Channel("sms", 32, SECRET, outside=True)),
        windows=(*clean.windows, window("banner", "2026-09-01", "2026-09-03", outside=True)),
        blocks=(
            replace(block, duties=(*block.duties, Duty(SECRET, 42, outside=True))),
            Block(("Sở Văn hóa",), (Duty(SECRET, 44, outside=True),), 43),
        ),
        deadlines=(
            *clean.deadlines,
            Deadline(1, 7, None, before=True, title=SECRET, line=71, outside=True),
        ),
        quotas=(*clean.quotas, Quota(1, SECRET, ("ấp",), "banner", 81, outside=True)),
    )
    assert (held(marked), held(clean)) == (clean, clean)


def test_marks_that_were_forgotten_are_seen_by_their_words() -> None:
    loose = plan(
        title="Kế hoạch nắm bắt dư luận xã hội",
        themes=themes("Đấu tranh, phản bác các quan điểm sai trái", "Niềm tin mới"),
        channels=(
            Channel("social", 30, "lực lượng 47 trên mạng xã hội"),
            Channel("press", 31, "chuyên trang"),
        ),
        blocks=(Block(("Báo tỉnh",), (Duty("Gỡ bỏ bài viết", 41),), 40),),
        deadlines=(
            Deadline(
                20,
                6,
                None,
                before=True,
                title="Báo cáo tình hình dư luận xã hội đã nắm bắt",
                line=70,
            ),
        ),
        quotas=(Quota(3, "tài khoản ảo", ("ấp",), "social", 80),),
    )
    found = held(loose)
    assert (
        found.title,
        [one.title for one in found.themes],
        [one.code for one in found.channels],
        found.blocks,
        found.deadlines,
        found.quotas,
    ) == ("", ["Niềm tin mới"], ["press"], (), (), ())


@pytest.mark.parametrize(
    "unit", ["lượt chia sẻ, bình luận của đảng viên", "tin nắm bắt dư luận", "bài xấu bị gỡ bỏ"]
)
def test_a_quota_of_such_things_is_held(unit: str) -> None:
    assert held(plan(quotas=(Quota(3, unit, ("ấp",), "social", 80),))).quotas == ()


def test_a_mixed_channel_keeps_its_inside_clause() -> None:
    """A form is a line like any other, and is split by clause."""
    words = "đăng bài trên trang chính thức của xã; rà soát, gỡ bỏ bình luận xấu"
    found = held(plan(channels=(Channel("social", 30, words),)))
    assert found.channels == (Channel("social", 30, "đăng bài trên trang chính thức của xã"),)


def test_a_mixed_duty_keeps_its_line_and_id() -> None:
    mixed = plan(
        blocks=(Block(("Báo tỉnh",), (Duty("Mở chuyên mục; gỡ bỏ bình luận xấu", 41),), 40),)
    )
    [block] = held(mixed).blocks
    assert block.duties == (Duty("Mở chuyên mục", 41, id="d1"),)


def test_a_block_of_outside_duties_addresses_nobody() -> None:
    found = held(plan(blocks=(Block(("Công an tỉnh",), (Duty("x", 41, outside=True),), 40),)))
    assert (found.blocks, found.issued_on) == ((), d("2026-01-05"))
