import pytest

from planner.documents.fields.running import names_any, running
from planner.documents.papers.lines import lines
from planner.documents.papers.passages import passages


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Treo băng rôn, khẩu hiệu trên các trục đường", ("banner",)),
        ("Treo cờ Đảng, cờ Tổ quốc tại công sở", ("flag",)),
        ("Treo cờ Tổ quốc, cờ phướn, băng rôn", ("banner", "flag")),
        ("Phát tin, bài trên hệ thống truyền thanh xã", ("loudspeaker",)),
        ("Mở chuyên mục trên Cổng thông tin điện tử tỉnh", ("portal",)),
        ("Mở chuyên mục trên Báo Ninh Bình và trên sóng truyền hình", ("press",)),
        ("Đài Phát thanh và Truyền hình tỉnh tiếp sóng chương trình thời sự", ("press",)),
        ("Xe loa của Trung tâm Văn hóa, Thể thao và Truyền thanh huyện chạy", ("mobile",)),
        ("Triển lãm ảnh tại Bảo tàng tỉnh", ("event",)),
        ("Trang chủ có hình ảnh cờ Tổ quốc", ()),
        ("Nắm tình hình, ngăn chặn thông tin xấu độc trên mạng xã hội", ()),
        ("Sở Văn hóa, Thể thao và Du lịch chủ trì", ()),
    ],
)
def test_what_runs(text: str, codes: tuple[str, ...]) -> None:
    (one,) = passages(lines((text,)))
    assert running(one, 0, len(text)) == codes


def test_an_event_that_does_not_run_is_named() -> None:
    (one,) = passages(lines(("Bắn pháo hoa, chương trình nghệ thuật",)))
    assert running(one, 0, len(one.text)) == ()
    assert names_any(one, 0, len(one.text))
