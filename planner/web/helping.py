"""Help: the words that a newcomer can't know, said where they are first met and on one page."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Blueprint, Flask, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.phrases import mark
from planner.web.addresses import ours

pages = Blueprint("helping", __name__)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the pages, and what it means."""

    name: str
    means: str


TERMS = {
    "reference": Term(
        mark("T, T-7, T+1"),
        mark(
            "T là ngày kỷ niệm. T-7 là bảy ngày trước đó, T+1 là hôm sau. Mỗi mục ghi khoảng cách "
            "này cạnh ngày của nó, để biết vì sao nó ở ngày ấy."
        ),
    ),
    "cadence": Term(
        mark("Nhịp"),
        mark(
            "Quy tắc nói một chiến dịch đăng gì trên một kênh, vào những ngày nào, giờ nào. Ví dụ: "
            "bản tin loa trong mỗi buổi phát, từ T-5 tới T."
        ),
    ),
    "round": Term(
        mark("Năm tròn, năm lẻ 5"),
        mark(
            "Lần kỷ niệm tận cùng bằng 0 là năm tròn, bằng 5 là năm lẻ 5, còn lại là năm khác. Năm "
            "tròn làm dài ngày nhất. Tính theo lần kỷ niệm: 2/9/2027 là lần thứ 82, nên là năm "
            "khác."
        ),
    ),
    "rank": Term(
        mark("Mức của ngày kỷ niệm"),
        mark(
            "Ngày lớn có đủ các nhịp. Ngày thường có chuyên mục từ T-1 tới T và một bài trên cổng. "
            "Ngày chỉ ghi trên lịch không lập gì, trừ khi một kế hoạch nêu tên."
        ),
    ),
    "tray": Term(
        mark("Khay"),
        mark(
            "Nơi chờ của những mục mà kế hoạch yêu cầu nhưng không định ngày. Có người xếp ngày "
            "thì mục rời khay và lên lịch."
        ),
    ),
    "proof": Term(
        mark("Minh chứng"),
        mark(
            "Thứ cho thấy đã làm: liên kết tới bài, ảnh, tệp, hoặc một con số kèm ghi chú. Một mục "
            "chỉ ghi là đã đăng khi có ít nhất một minh chứng."
        ),
    ),
    "late": Term(
        mark("Trễ"),
        mark(
            "Đã qua hạn mà chưa xong: bài qua hạn nội dung chưa duyệt, mục qua ngày chưa đăng, "
            "việc qua hạn chưa làm. Mục hoãn, hủy, và những gì đã qua từ trước khi lập lịch thì "
            "không tính."
        ),
    ),
    "outside": Term(
        mark("Ngoài phạm vi"),
        mark(
            "Lịch chỉ lập những gì một cơ quan đăng hay tổ chức dưới tên mình, trên kênh của mình. "
            "Việc theo dõi, ngăn chặn, xử lý người khác, thu thập ý kiến, hay đăng mà không nói ai "
            "đăng thì vẫn hiện trong văn bản nhưng không lên lịch, và không ai mở lại được; có thể "
            "viết việc mới bằng lời của cơ quan."
        ),
    ),
}
"""The words that are explained, in the order in which the page of help has them."""

KEYS = (
    (("?",), mark("ở mọi trang, khi không gõ vào ô nào: mở danh sách phím này")),
    (("Tab", "Enter"), mark("tới mục, nút, liên kết tiếp theo; mở")),
    (("M",), mark("trên một mục trong lịch: dời sang ngày khác")),
    (("Alt+←", "Alt+→"), mark("trên một mục trong lịch: sớm hơn, muộn hơn một ngày")),
    (("Alt+↑", "Alt+↓"), mark("trên một mục trong lịch: sớm hơn, muộn hơn một tuần")),
    (("Esc",), mark("thôi, để nguyên")),
)
"""What the keys do."""

COOKIE, OFF = "keys", "off"
YEAR = 365 * 24 * 3600
"""Seconds for which a browser remembers that its keys of one letter are off."""


def put(app: Flask) -> None:
    """Tell every page whether its keys of one letter work: "?" and "M" (WCAG 2.1.4)."""
    app.context_processor(lambda: {"keys_off": request.cookies.get(COOKIE) == OFF})


@pages.get("/help")
def index() -> str:
    """Show all that is explained, and the keys."""
    came = urlsplit(request.headers.get("HX-Current-URL", ""))  # the page that shows the list
    back = f"{came.path}?{came.query}" if came.query else came.path
    return render_template("help/index.html", keys=KEYS, came=back)


@pages.post("/help/keys")
def keys() -> Response:
    """Turn the keys of one letter off or on in this browser, and go back."""
    came = request.form.get("back", "")
    response = make_response(
        redirect(ours(came) if came else url_for(".index", _anchor="phim"), code=303)
    )
    if request.form.get("keys") == OFF:
        response.set_cookie(COOKIE, OFF, YEAR, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, httponly=True, samesite="Lax")
    return response
