"""Channels by the words that ask for them."""

import pytest

from planner.documents.fields import channels
from planner.documents.papers.outline import outline
from planner.documents.papers.papers import papers
from planner.documents.papers.passages import Passage


def codes(text: str) -> set[str]:
    return {code for code, *_ in channels.said(Passage(text, ((0, 1),)))}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Treo băng-rôn, căng băng zôn, dựng pa nô, dán áp-phích", {"banner"}),
        ("Trang trí hồng kỳ, cờ đuôi nheo, phướn, đèn LED", {"banner"}),
        ("Treo khẩu hiệu tại trụ sở", {"banner"}),
        ("Treo cờ Tổ quốc và cờ Đảng", {"flag"}),
        ("Phát trên hệ thống truyền thanh cơ sở, loa phường", {"loudspeaker"}),
        ("Đăng trên Cổng Thông tin điện tử, website của đơn vị", {"portal"}),
        ("Đăng trên Fan page, Zalo OA, You Tube, TikTok", {"social"}),
        ("Doanh nghiệp viễn thông nhắn tin đến thuê bao", {"sms"}),
        ("Mở chuyên mục trên Báo Sơn La, đài truyền hình tỉnh", {"press"}),
        ("Đề nghị Báo Trà Vinh, Đài Phát thanh và Truyền hình tỉnh đưa tin", {"press"}),
        ("Niêm yết tại bảng tin công cộng", {"board"}),
        ("Xe loa, loa tay đi các thôn", {"mobile"}),
        ("Qua sinh hoạt chi bộ, họp dân, báo cáo viên", {"oral"}),
        ("In tờ rơi, sách bỏ túi, sổ tay", {"print"}),
        ("Tổ chức hội thi, triển lãm, mít tinh", {"event"}),
    ],
)  # fmt: skip
def test_words_of_a_channel(text: str, found: set[str]) -> None:
    assert codes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Lập danh sách hộ chính sách",
        "Giữ đường làng xanh - sạch - đẹp",
        "Số điện thoại tiếp nhận tin báo 0693",
        "Tạo cơ hội cho thanh niên",
        "Thu gom rác thải sinh hoạt",
        "Sở Văn hóa, Thể thao và Du lịch theo dõi việc thực hiện",
        "Trung tâm Văn hóa - Thông tin - Thể thao báo cáo",
        "Phòng Tuyên truyền, Báo chí - Xuất bản tổng hợp",
        "Công ty Môi trường đô thị Việt Trì thay đèn trên dải phân cách",
        "Tháo dỡ băng rôn, khẩu hiệu treo quá hạn",
        "Không tổ chức chương trình nghệ thuật",
        "Tổng hợp báo cáo trước ngày 18/02",
    ],
)
def test_words_that_ask_for_nothing(text: str) -> None:
    assert codes(text) == set()


def test_words_of_the_press_that_others_use() -> None:
    assert codes("Phát chuyên mục trên hệ thống truyền thanh") == {"loudspeaker"}
    assert codes("Mở chuyên mục trên Cổng thông tin điện tử") == {"portal"}
    assert codes("Đài Phát thanh - Truyền hình tiếp sóng Lễ viếng") == {"press", "loudspeaker"}


def test_purpose_grounds_and_recipients_ask_for_nothing() -> None:
    lines = [
        "KẾ HOẠCH", "Tuyên truyền", "Căn cứ Luật Báo chí;", "I. MỤC ĐÍCH", "- Phát huy báo chí.",
        "II. HÌNH THỨC", "- Treo băng rôn.", "- Căng băng zôn.",
        "Nơi nhận:", "- Cổng thông tin điện tử;",
    ]  # fmt: skip
    paper = papers(lines)[0]
    read = channels.read(paper, outline(paper.body))
    assert [(one.code, one.line, one.words) for one in read] == [("banner", 7, "băng rôn")]
