"""One slot with its forms, and the tray of those that have no day yet."""

import re
from collections.abc import Callable, Mapping
from datetime import time

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.domain.dates import read_day
from planner.domain.model import Slot, State
from planner.errors import ConflictError, InputError
from planner.services import scheduling
from planner.store import log, slots
from planner.store.db import Session
from planner.web import history
from planner.web import slot as one_slot
from planner.web import tray as trays
from planner.web.htmx import done, is_htmx
from planner.web.prose import prose
from planner.web.site import site
from planner.web.slot import Form

pages = Blueprint("slots", __name__)

WHO = "web"
LONGEST = 20_000
FORMS = frozenset({"move", "postpone", "cancel", "follow", "brief", "preview"})
_HOUR = re.compile(r"(\d{1,2})(?:[:.hHg]|\s*giờ\s*)(\d{2})?")

Values = Mapping[str, object]
Read = Callable[[Slot, State], Values]
"""Reads a form: the slot, and the state to which one that was put off goes back."""


@pages.get("/slots/<path:key>")
def slot(key: str) -> str | Response:
    """Show one slot; the address of one of its forms, opened or reloaded, leads back to it."""
    own, _, last = key.rpartition("/")
    if last in FORMS:
        return redirect(url_for(".slot", key=own))
    return _page(key)


@pages.post("/slots/<path:key>/move")
def move(key: str) -> str | Response:
    """Give a slot another day, and an hour where it has one of its own."""
    return _change(key, "move", _moved)


@pages.post("/slots/<path:key>/postpone")
def postpone(key: str) -> str | Response:
    """Put a slot off, with a reason."""
    return _change(key, "postpone", lambda *_: _with_reason({"state": State.POSTPONED}))


@pages.post("/slots/<path:key>/cancel")
def cancel(key: str) -> str | Response:
    """Cancel a slot, with a reason."""
    return _change(key, "cancel", lambda *_: _with_reason({"state": State.CANCELLED}))


@pages.post("/slots/<path:key>/follow")
def follow(key: str) -> str | Response:
    """Let a slot follow the plan again."""
    return _change(key, "follow", one_slot.followed)


@pages.post("/slots/<path:key>/brief")
def brief(key: str) -> str | Response:
    """Keep what was written as the slot's brief."""
    return _change(key, "brief", lambda *_: {"brief": _brief()})


@pages.post("/slots/<path:key>/preview")
def preview(key: str) -> str:
    """Show what was written as it will look; nothing is stored."""
    shown = prose(_brief())
    if is_htmx():
        return render_template("slots/_preview.html", shown=shown)
    return _page(key, Form("brief", typed=request.form.to_dict(), preview=shown))


@pages.get("/tray")
def tray() -> str:
    """Show what has no day yet."""
    with site().database.session() as session:
        page = trays.load(session, site().today, request.args.get("agency") or None)
    return render_template("slots/tray.html", page=page)


@pages.post("/tray")
def date_one() -> str | Response:
    """Give one slot of the tray its day, and stay at the tray."""
    key = request.form.get("key", "")
    back = url_for(".tray", agency=request.form.get("agency") or None)
    return _change(key, "move", _moved, back=back)


def _page(key: str, form: Form | None = None) -> str:
    with site().database.session() as session:
        page = one_slot.load(session, key, site().today, form)
    partial = is_htmx()
    template = "slots/_slot.html" if partial else "slots/slot.html"
    return render_template(template, page=page, partial=partial)


def _change(key: str, name: str, read: Read, back: str = "") -> str | Response:
    """Carry out a form; what it can't do is said beside what was typed."""
    try:
        with site().database.writing() as session:
            _edit(session, key, read)
    except ConflictError:
        return _stale(key)
    except InputError as error:
        typed = request.form.to_dict()
        return make_response(_page(key, Form(name, error.text(), typed)), InputError.status)
    if is_htmx() and not back:
        return _page(key)
    return done("", back or url_for(".slot", key=key))


def _edit(session: Session, key: str, read: Read) -> None:
    old = slots.get(session, key)
    revision = request.form.get("revision", "")
    if not revision.isdecimal():
        raise InputError("biểu mẫu thiếu phiên bản của mục; mở lại trang rồi làm lại")
    if int(revision) != old.revision:
        raise ConflictError("người khác vừa đổi mục này; xem lại rồi làm lần nữa")
    scheduling.edit(
        session,
        key,
        read(old, history.before(log.of(session, key))),
        who=WHO,
        today=site().today,
        revision=int(revision),
        why=request.form.get("why", "").strip(),
    )


def _stale(key: str) -> Response:
    """Say that somebody was first, and give back what was typed."""
    with site().database.session() as session:
        page = one_slot.load(session, key, site().today)
    typed = {
        name: text for name, text in request.form.items() if name in one_slot.TYPED and text.strip()
    }
    partial = is_htmx()
    template = "slots/_stale.html" if partial else "slots/stale.html"
    response = make_response(
        render_template(template, page=page, typed=typed, labels=one_slot.TYPED),
        ConflictError.status,
    )
    if partial:
        response.headers["HX-Retarget"] = "#loi"
        response.headers["HX-Reswap"] = "innerHTML"
    return response


# --- reading forms ------------------------------------------------------------------------------


def _moved(old: Slot, before: State) -> Values:
    """Read a move: a span whose last day was left as it was keeps its length."""
    values: dict[str, object] = {"day": read_day(request.form.get("day", ""))}
    until = request.form.get("end_day", "").strip()
    if until and old.occurrence == "span" and (end := read_day(until)) != old.end_day:
        values["end_day"] = end
    if "at" in request.form and old.channel != "loudspeaker":
        values["at"] = _hour(request.form["at"])
    if old.state == State.POSTPONED:
        values["state"] = before
    return values


def _hour(text: str) -> time | None:
    """Read an hour as people write it: 8:00, 8h, 14 giờ 30; empty is none."""
    if not text.strip():
        return None
    found = _HOUR.fullmatch(text.strip())
    try:
        if found:
            return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        pass
    raise InputError("“%(text)s” không phải một giờ; viết như 08:00", text=text.strip())


def _with_reason(values: Values) -> Values:
    if not request.form.get("why", "").strip():
        raise InputError("cần ghi lý do, để người nhận lịch biết vì sao")
    return values


def _brief() -> str:
    text = request.form.get("brief")
    if text is None:
        raise InputError("biểu mẫu thiếu đề cương")
    if len(text) > LONGEST:
        raise InputError("đề cương dài quá %(most)d ký tự; rút ngắn rồi gửi lại", most=LONGEST)
    return text.replace("\r\n", "\n").strip()
