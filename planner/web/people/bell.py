"""The bell: what is new for whoever is signed in; and what they are reminded of by mail."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.domain.people import Reminder
from planner.errors import InputError
from planner.services import telling
from planner.services.scheduling import now
from planner.store import notices, people
from planner.web import access
from planner.web.site import site
from planner.web.words import mark

pages = Blueprint("bell", __name__)

MOST = 50
"""How many notices one page shows."""

CHOICES: Mapping[Reminder, tuple[str, str]] = {
    Reminder.WEEK: (mark("Việc trong tuần"), mark("Sáng thứ Hai: bảy ngày tới của cơ quan bạn.")),
    Reminder.TOMORROW: (
        mark("Đến hạn ngày mai"),
        mark("Bài phải nộp, nội dung lên lịch và việc đến hạn hôm sau."),
    ),
    Reminder.LATE: (mark("Việc trễ"), mark("Những gì đã qua hạn mà chưa xong.")),
    Reminder.SENT_BACK: (
        mark("Bị trả lại"),
        mark("Bài không được duyệt, việc chuyển đi không được nhận."),
    ),
    Reminder.PLAN_CHANGED: (
        mark("Kế hoạch thay đổi"),
        mark("Kế hoạch mới hay sửa đổi làm lịch của cơ quan bạn khác đi."),
    ),
}


@pages.get("/notices")
def index() -> str:
    """Show what is new, newest first, with what was before."""
    me = access.signed_in()
    before = _number(request.args.get("before"))
    with site().database.session() as session:
        found = notices.of(session, me.name, MOST + 1, before=before)
        shown = found[:MOST]
        told = telling.spelled(session, shown)
    return render_template(
        "bell/notices.html",
        told=told,
        upto=shown[0].id if shown else 0,
        older=shown[-1].id if len(found) > MOST else None,
        later=before is not None,
    )


@pages.post("/notices/seen")
def see() -> Response:
    """Mark as seen what the page showed; what came since stays new."""
    upto = _number(request.form.get("upto"))
    if upto is None:
        raise InputError("biểu mẫu thiếu số của thông báo cuối")
    with site().database.writing() as session:
        notices.see(session, access.signed_in().name, upto, now())
    return redirect(url_for(".index"), code=303)


@pages.get("/reminders")
def reminders() -> str:
    """Show what of the day's digest one chose, and where it goes."""
    return render_template(
        "bell/reminders.html",
        choices=CHOICES,
        chosen=access.signed_in().reminders,
        sends=bool(site().settings.smtp_url),
        saved="saved" in request.args,
    )


@pages.post("/reminders")
def choose() -> Response:
    """Keep what was chosen."""
    try:
        chosen = frozenset(map(Reminder, request.form.getlist("reminder")))
    except ValueError:
        raise InputError("không có loại nhắc này; tải lại trang rồi chọn lại") from None
    with site().database.writing() as session:
        me = people.get(session, access.signed_in().name)
        people.put(session, replace(me, reminders=chosen))
    return redirect(url_for(".reminders", saved=1), code=303)


def _number(text: str | None) -> int | None:
    """Return the id of a notice; InputError for a text that is none."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(1 << 31))):
        raise InputError("“%(text)s” không phải số của một thông báo", text=text[:20])
    return int(text)
