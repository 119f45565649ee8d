"""The words of codes, for pages: channels, states, kinds, levels, months, functions.

Each is a message id in Vietnamese; a template hands it to gettext.
"""

from collections.abc import Mapping
from datetime import date, time

from planner import phrases
from planner.domain import model
from planner.domain.dates import Lunar
from planner.domain.model import FORMATS, ItemState, Slot
from planner.domain.people import Role
from planner.phrases import Phrase
from planner.web.language import said

mark = phrases.mark

CHANNELS: Mapping[str, str] = {
    "loudspeaker": mark("Loa"),
    "press": mark("Báo chí"),
    "portal": mark("Cổng"),
    "social": mark("MXH"),
    "banner": mark("Băng rôn"),
    "flag": mark("Cờ"),
    "event": mark("Sự kiện"),
    "board": mark("Bảng tin"),
    "mobile": mark("Lưu động"),
    "oral": mark("Miệng"),
    "print": mark("Ấn phẩm"),
    "sms": mark("Tin nhắn"),
}
"""Short words of the channels, in the order in which pages list them."""

STATES = model.STATES

ITEM_STATES: Mapping[str, str] = {
    ItemState.OPEN: mark("chưa xong"),
    ItemState.DONE: mark("đã xong"),
    ItemState.NOT_APPLICABLE: mark("không áp dụng"),
    ItemState.HANDED_ON: mark("đã chuyển giao"),
    ItemState.WITHDRAWN: mark("đã rút"),
}

KINDS: Mapping[str, str] = {
    "newspaper": mark("báo in"),
    "broadcaster": mark("đài phát thanh, truyền hình"),
    "newspaper_broadcaster": mark("báo và phát thanh, truyền hình"),
    "department": mark("sở, ngành"),
    "culture_office": mark("cơ quan văn hóa, thông tin"),
    "party_body": mark("cơ quan Đảng"),
    "mass_organisation": mark("Mặt trận, đoàn thể"),
    "security": mark("công an, quân sự, biên phòng"),
    "district": mark("cấp huyện"),
    "commune": mark("cấp xã"),
    "as_written": mark("theo tên trong kế hoạch"),
}

LEVELS: Mapping[str, str] = {
    "province": mark("Cấp tỉnh"),
    "district": mark("Cấp huyện"),
    "commune": mark("Cấp xã"),
}
"""Levels, the highest first; one that is not here goes last, under its own name."""

WEEKDAYS = (
    mark("Thứ Hai"),
    mark("Thứ Ba"),
    mark("Thứ Tư"),
    mark("Thứ Năm"),
    mark("Thứ Sáu"),
    mark("Thứ Bảy"),
    mark("Chủ Nhật"),
)
SHORT_WEEKDAYS = (
    mark("T2"),
    mark("T3"),
    mark("T4"),
    mark("T5"),
    mark("T6"),
    mark("T7"),
    mark("CN"),
)

MONTHS = (
    mark("Tháng Một"),
    mark("Tháng Hai"),
    mark("Tháng Ba"),
    mark("Tháng Tư"),
    mark("Tháng Năm"),
    mark("Tháng Sáu"),
    mark("Tháng Bảy"),
    mark("Tháng Tám"),
    mark("Tháng Chín"),
    mark("Tháng Mười"),
    mark("Tháng Mười Một"),
    mark("Tháng Mười Hai"),
)

LUNAR_MONTHS = (
    mark("tháng Giêng"),
    mark("tháng Hai"),
    mark("tháng Ba"),
    mark("tháng Tư"),
    mark("tháng Năm"),
    mark("tháng Sáu"),
    mark("tháng Bảy"),
    mark("tháng Tám"),
    mark("tháng Chín"),
    mark("tháng Mười"),
    mark("tháng Mười Một"),
    mark("tháng Chạp"),
)

CLASSES: Mapping[str, str] = {
    "round": mark("năm tròn"),
    "five": mark("năm lẻ 5"),
    "other": mark("năm khác"),
}
CLASS_MEANS: Mapping[str, str] = {
    "round": mark("số năm tận cùng là 0, làm dài ngày nhất"),
    "five": mark("số năm tận cùng là 5"),
    "other": mark("các số năm còn lại, cả Tết và ngày không tính năm"),
}
RANKS: Mapping[str, str] = {
    "great": mark("ngày lớn"),
    "usual": mark("ngày thường"),
    "noted": mark("chỉ ghi trên lịch"),
}
RANK_MEANS: Mapping[str, str] = {
    "great": mark("có đủ các nhịp"),
    "usual": mark("chuyên mục từ T-1 tới T và bài trên cổng T-1"),
    "noted": mark("không lập lịch, trừ khi một kế hoạch nêu tên"),
}
ROLES: Mapping[str, str] = {
    Role.ADMINISTRATOR: mark("quản trị"),
    Role.COORDINATOR: mark("điều phối"),
    Role.APPROVER: mark("duyệt"),
    Role.EDITOR: mark("biên tập"),
    Role.VIEWER: mark("xem"),
}
ROLE_MEANS: Mapping[str, str] = {
    Role.ADMINISTRATOR: mark("làm được mọi việc, lập tài khoản; chỉ cho cả hệ thống"),
    Role.COORDINATOR: mark("nhận kế hoạch, dời, giao, hủy mục"),
    Role.APPROVER: mark("duyệt nội dung hay trả lại, dời, hủy mục"),
    Role.EDITOR: mark("soạn, đăng, làm việc phải làm, dời mục"),
    Role.VIEWER: mark("chỉ xem"),
}
"""What a role may do, as TABLE in domain/policy.py has it, in a few words."""

USES: Mapping[str, str] = {
    "anniversary": mark("Theo ngày kỷ niệm"),
    "regular": mark("Thường xuyên trong năm"),
    "phase": mark("Theo giai đoạn của kế hoạch"),
}

LUNAR_DAYS = mark(
    "mùng 1, mùng 2, mùng 3, mùng 4, mùng 5, mùng 6, mùng 7, mùng 8, mùng 9, mùng 10, "
    "ngày 11, ngày 12, ngày 13, ngày 14, rằm, ngày 16, ngày 17, ngày 18, ngày 19, ngày 20, "
    "ngày 21, ngày 22, ngày 23, ngày 24, ngày 25, ngày 26, ngày 27, ngày 28, ngày 29, ngày 30"
)
"""The thirty days of a lunar month, one message for all."""


def weekday(day: date) -> str:
    """Return the day's weekday: Thứ Năm."""
    return WEEKDAYS[day.weekday()]


def short_day(day: date) -> str:
    """Return day and month as calendars print them: 2/9."""
    return f"{day.day}/{day.month}"


def hour(at: time) -> str:
    """Return a time of the day: 05:30."""
    return f"{at:%H:%M}"


def lunar_month(lunar: Lunar) -> str:
    """Return a lunar month's name: tháng Giêng, tháng Sáu nhuận."""
    name = said(LUNAR_MONTHS[lunar.month - 1])
    return said(Phrase("%(month)s nhuận", month=name)) if lunar.leap else name


def lunar_day(lunar: Lunar) -> str:
    """Return a lunar day as people say it: mùng 2 tháng Tám, rằm tháng Bảy, 24 tháng Chạp."""
    day = said(LUNAR_DAYS).split(", ")[lunar.day - 1]
    return said(Phrase("%(day)s %(month)s", day=day, month=lunar_month(lunar)))


def title_of(slot: Slot, names: Mapping[str, str]) -> str:
    """Return what a slot is called where there is room for one line.

    `names` gives short words for long titles: an anniversary's theme is its official name.
    """
    title = slot.title or slot.theme or said(FORMATS.get(slot.format, slot.format))
    return names.get(title, title)
