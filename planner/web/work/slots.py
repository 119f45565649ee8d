"""One slot with its forms, and the tray of those that have no day yet."""

import re
from collections.abc import Mapping
from datetime import time, timedelta

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.domain.dates import read_day
from planner.domain.model import Slot
from planner.domain.workflow import SLOT_STEPS
from planner.errors import ConflictError, InputError
from planner.services import discussing, working
from planner.services.working import Read, Values
from planner.store import log, slots
from planner.web import outcome
from planner.web.access import signed_in
from planner.web.addresses import ours
from planner.web.calendar import redrawing
from planner.web.calendar import tray as trays
from planner.web.htmx import done, is_htmx
from planner.web.prose import prose
from planner.web.site import site
from planner.web.work import conflict
from planner.web.work import slot as one_slot
from planner.web.work.forms import Form, number, reason, revision, words

pages = Blueprint("slots", __name__)

LONGEST = 20_000
FARTHEST = 366
"""Days by which something moves at once: what is farther has a date that people write."""

_DAYS = re.compile(r"[+-]?\d{1,3}")
_HOUR = re.compile(r"(\d{1,2})(?:[:.hHg]|\s*giờ\s*)(\d{2})?")


@pages.get("/slots/<path:key>")
def slot(key: str) -> str | Response:
    """Show one slot; the address of one of its forms, opened or reloaded, leads back to it."""
    own, _, last = key.rpartition("/")
    if last in FORMS:
        return redirect(url_for(".slot", key=own))
    return _page(key, since=number(request.args.get("since", "")))


@pages.post("/slots/<path:key>/preview")
def preview(key: str) -> str:
    """Show what was written as it will look; nothing is stored."""
    shown = prose(_brief())
    if is_htmx():
        return render_template("slots/_preview.html", shown=shown)
    return _page(key, Form("brief", typed=request.form.to_dict(), preview=shown))


@pages.post("/slots/<path:key>/comments")
def comment(key: str) -> str | Response:
    """Keep what somebody says about a slot."""
    try:
        with site().database.writing() as session:
            discussing.say(session, slots.get(session, key), signed_in(), words("text"))
    except InputError as error:
        return _refused(key, "comment", error)
    return _page(key) if is_htmx() else done("", url_for(".slot", key=key, _anchor="trao-doi"))


@pages.get("/tray")
def tray() -> str:
    """Show what has no day yet."""
    with site().database.session() as session:
        page = trays.load(session, site().today, request.args.get("agency") or None)
    return render_template("slots/tray.html", page=page)


@pages.post("/tray")
def date_one() -> str | Response:
    """Give one slot of the tray its day, and stay at the tray."""
    back = url_for(".tray", agency=request.form.get("agency") or None)
    return take("move", request.form.get("key", ""), back=back)


def _page(key: str, form: Form | None = None, since: int | None = None) -> str:
    with site().database.session() as session:
        page = one_slot.load(session, key, site().today, form, since)
    partly = is_htmx()
    template = "slots/_slot.html" if partly else "slots/slot.html"
    return render_template(template, page=page, partial=partly)


def take(name: str, key: str, back: str = "") -> str | Response:
    """Take a step; what can't be done is said beside what was typed.

    A form of the calendar names the page to go `back` to: there the refusal stands in the page's
    message line. A move is told there with the way to undo it.
    """
    seen = revision()
    back = back or ours(request.form["back"]) if "back" in request.form else back
    try:
        with site().database.writing() as session:
            begun = log.latest(session)
            taken = working.take(
                session,
                key,
                name,
                signed_in(),
                today=site().today,
                revision=seen,
                values=READ.get(name, working.nothing),
                why=reason(),
            )
            if name == "move" and log.latest(session) > begun:
                outcome.of_move(session, taken.slot, begun)
    except ConflictError as error:
        return _conflict(key, name, seen, error)
    except InputError as error:
        if is_htmx() and back:
            raise
        return _refused(key, name, error)
    since = seen if taken.meanwhile else None
    if is_htmx() and not back:
        return _page(key, since=since)
    if back:
        return redrawing.answer(back, begun)
    return redirect(url_for(".slot", key=key, since=since), code=303)


def _refused(key: str, name: str, error: InputError) -> Response:
    form = Form(name, error.text(), request.form.to_dict())
    return make_response(_page(key, form), InputError.status)


def _conflict(key: str, name: str, seen: int, error: ConflictError) -> Response:
    """Say that somebody was first, and give back what was typed."""
    with site().database.session() as session:
        page = conflict.of_slot(session, key, name, seen, error)
    return conflict.answer(page)


# --- reading forms ------------------------------------------------------------------------------


def moved(old: Slot) -> Values:
    """Read a move: to a day, by some days, or to the tray.

    A span whose last day was left as it was keeps its length.
    """
    if request.form.get("tray"):
        return {"day": None}
    if request.form.get("by", "").strip():
        return shifted(old)
    values: dict[str, object] = {"day": read_day(request.form.get("day", ""))}
    until = request.form.get("end_day", "").strip()
    if until and old.occurrence == "span" and (end := read_day(until)) != old.end_day:
        values["end_day"] = end
    if "at" in request.form and old.channel != "loudspeaker":
        values["at"] = _hour(request.form["at"])
    return values


def shifted(old: Slot) -> Values:
    """Read a move by some days, on with "3" or "+3", back with "-3"."""
    text = request.form.get("by", "").strip().replace("−", "-")
    if not _DAYS.fullmatch(text) or abs(int(text)) > FARTHEST:
        raise InputError(
            "“%(text)s” không phải số ngày; viết như 3 hay -3, nhiều nhất %(most)d ngày",
            text=text,
            most=FARTHEST,
        )
    if old.day is None:
        raise InputError("mục chưa có ngày thì xếp ngày trước đã, rồi mới dời theo số ngày")
    return {"day": old.day + timedelta(days=int(text))}


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


def _brief() -> str:
    if "brief" not in request.form:
        raise InputError("biểu mẫu thiếu đề cương")
    text = words("brief")
    if len(text) > LONGEST:
        raise InputError("đề cương dài quá %(most)d ký tự; rút ngắn rồi gửi lại", most=LONGEST)
    return text.replace("\r\n", "\n").strip()


READ: Mapping[str, Read] = {
    "move": moved,
    "follow": one_slot.followed,
    "brief": lambda _: {"brief": _brief()},
    "assign": lambda _: {"assignee": request.form.get("assignee", "")},
    "hand": lambda _: {"agency": request.form.get("agency", "")},
}
"""What the forms of some steps set; those of the others set nothing but the state."""

FORMS = frozenset({"preview", "comments"} | {one.replace("_", "-") for one in SLOT_STEPS})
"""The last part of the addresses of a slot's forms."""

for _name in SLOT_STEPS:
    pages.add_url_rule(
        f"/slots/<path:key>/{_name.replace('_', '-')}",
        _name,
        take,
        defaults={"name": _name},
        methods=["POST"],
    )
