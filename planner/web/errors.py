"""Every error as a calm page, or as a piece of one for htmx: what happened, and what to do."""

import logging
from dataclasses import dataclass

from flask import Flask, Response, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, SecurityError

from planner.errors import PlannerError, SignInError
from planner.web.htmx import is_htmx
from planner.web.language import said
from planner.web.protection import is_ours
from planner.web.words import mark

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Words:
    """A heading, what it means, and what to do."""

    title: str
    what: str
    todo: str


KNOWN = {
    400: Words(
        mark("Yêu cầu chưa đúng"),
        mark("Máy chủ không hiểu được yêu cầu này."),
        mark("Quay lại trang trước, sửa rồi gửi lại."),
    ),
    401: Words(
        mark("Cần đăng nhập"),
        mark("Phiên đăng nhập đã hết."),
        mark("Đăng nhập lại ở một thẻ khác của trình duyệt, rồi quay lại đây bấm lần nữa."),
    ),
    403: Words(
        mark("Không có quyền"),
        mark("Tài khoản này không có quyền mở trang hay làm việc này."),
        mark("Hỏi người quản trị nếu đây là việc của mình."),
    ),
    404: Words(
        mark("Không có trang này"),
        mark("Địa chỉ có thể đã gõ nhầm, hoặc trang đã bỏ."),
        mark("Về lịch tháng này, hoặc tìm trong danh sách cơ quan."),
    ),
    405: Words(
        mark("Không mở được bằng cách này"),
        mark("Địa chỉ này chỉ nhận biểu mẫu gửi lên."),
        mark("Về lịch tháng này và bấm nút trên trang."),
    ),
    409: Words(
        mark("Có người vừa sửa trước"),
        mark("Việc này đã đổi từ khi trang được mở; chưa có gì bị ghi đè."),
        mark("Mở lại trang, xem bản mới rồi làm lại."),
    ),
    410: Words(
        mark("Liên kết hết hiệu lực"),
        mark("Liên kết này không dùng được nữa."),
        mark("Xin người quản trị một liên kết mới."),
    ),
    429: Words(
        mark("Thử quá nhiều lần"),
        mark("Đã gõ sai nhiều lần liên tiếp."),
        mark("Đợi một lúc rồi thử lại."),
    ),
    500: Words(
        mark("Có lỗi ở máy chủ"),
        mark("Trang chưa dựng được; dữ liệu không bị đổi."),
        mark("Thử lại; nếu vẫn lỗi, báo người quản trị xem nhật ký."),
    ),
    502: Words(
        mark("Chưa đăng nhập được"),
        mark("Hệ thống đăng nhập của tỉnh không trả lời."),
        mark("Đợi một lúc rồi thử lại, hoặc đăng nhập bằng mật khẩu."),
    ),
    503: Words(
        mark("Cơ sở dữ liệu đang bận"),
        mark("Lúc này chưa đọc, chưa ghi được."),
        mark("Đợi một phút rồi tải lại trang."),
    ),
}
UNTYPED = frozenset(
    {"revision", "key", "next", "list", "parent", "skip", "done", "pick", "step", "back", "tray"}
    | {"undo", "csrf_token", "seen", "promise", "site", "kind", "chosen", "view", "channel"}
)
"""Fields that a page puts into its forms itself."""

SECRET = frozenset({"password", "old", "code", "sealed"})
"""Fields that no page shows again."""

STALE = Words(
    mark("Trang mở đã lâu"),
    mark("Biểu mẫu đã quá hạn nên chưa được nhận."),
    mark("Tải lại trang rồi bấm lại."),
)


def register(app: Flask) -> None:
    """Give the application its error pages."""
    app.register_error_handler(PlannerError, _planner)
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(SecurityError, _stranger)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unknown)


def answer(status: int, words: Words, detail: str = "") -> Response:
    """Return the page of an error; for htmx a piece that goes to the page's message line."""
    shown = Words(_(words.title), detail or _(words.what), _(words.todo))
    partial = is_htmx()
    template = "errors/_problem.html" if partial else "errors/page.html"
    typed = [] if partial else _typed()  # with htmx the form still stands on its page
    response = make_response(
        render_template(template, words=shown, status=status, back=_back(), typed=typed), status
    )
    if partial:
        response.headers["HX-Retarget"] = "#loi"
        response.headers["HX-Reswap"] = "innerHTML"
    return response


def _typed() -> list[str]:
    """Return what somebody typed into a form that was refused, but for its secrets."""
    if request.method != "POST":
        return []
    try:
        form = request.form
    except RequestEntityTooLarge:
        return []
    hidden = UNTYPED | SECRET
    return [text for name, text in form.items(multi=True) if name not in hidden and text.strip()]


def _back() -> str | None:
    """Return the page of ours from which the request came."""
    came = request.referrer or ""
    return came if came.startswith(request.host_url) and came != request.url else None


def _words(status: int) -> Words:
    return KNOWN.get(status) or KNOWN[500 if status >= 500 else 400]  # noqa: PLR2004 (HTTP classes)


def _planner(error: PlannerError) -> Response:
    if error.status >= 500:  # noqa: PLR2004 (HTTP class)
        log.error("%s", error)
    place, text = said(error.where.words), said(error.text())
    whole = f"{place}: {text}" if place else text
    if error.status == SignInError.status and request.method == "POST" and not is_htmx():
        return _again()
    return answer(error.status, _words(error.status), f"{whole[:1].upper()}{whole[1:]}.")


def _again() -> Response:
    """Give a form back to whoever's session has ended, to be sent again after signing in.

    Only what a page of ours sent: another site could have it sent on in somebody's name.
    """
    try:
        form = request.form
    except RequestEntityTooLarge:
        return answer(SignInError.status, KNOWN[SignInError.status])
    sent = [(name, text) for name, text in form.items(multi=True) if name != "csrf_token"]
    secret = any(name in SECRET for name, _ in sent)
    whole = is_ours() and not request.files and not secret
    shown = render_template(
        "errors/again.html",
        words=KNOWN[SignInError.status],
        typed=_typed(),
        sent=sent if whole else [],
        back=_back(),
    )
    return make_response(shown, SignInError.status)


def _stale(_error: CSRFError) -> Response:
    return answer(400, STALE)


def _stranger(_error: SecurityError) -> Response:
    """Answer a host name that is not ours in plain text: no address of ours can be built for it."""
    text = _("Máy chủ này không nhận tên miền trong địa chỉ; xem PLANNER_BASE_URL.")
    return Response(f"{text}\n", status=400, mimetype="text/plain")


def _http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:  # noqa: PLR2004 (redirects are answers, not errors)
        return make_response(error.get_response())
    response = answer(error.code, _words(error.code))
    for name, value in error.get_headers():
        if name.lower() == "allow":
            response.headers[name] = value
    return response


def _unknown(error: Exception) -> Response:
    log.error("request failed", exc_info=error)
    return answer(500, KNOWN[500])
