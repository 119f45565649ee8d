"""What the next page says of what was just done: what became of it, what clashes, how to undo it.

It goes with the session's cookie to the page on which the form's answer leads, and is said once.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import flask
from flask import Flask
from flask_babel import gettext as _
from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

from planner.domain.dates import printed
from planner.domain.model import Slot
from planner.errors import InputError, PlannerError
from planner.feeds import kept_of
from planner.services import clashing
from planner.services.many import Done, Refused
from planner.services.undoing import Action
from planner.store import calendar, log
from planner.store.db import Session
from planner.web import language
from planner.web.access import signed_in
from planner.web.site import site
from planner.web.words import mark, title_of, weekday

LASTS = 600
"""Seconds for which something can be undone: a page shows the way for ten, without JavaScript
until the next page."""

MOST, LONGEST = 3, 240
"""Lines of each kind and their length: a cookie has room for little."""

DID = {
    "move": mark("Đã dời %(number)d mục"),
    "shift": mark("Đã dời %(number)d mục"),
    "tray": mark("Đã đưa %(number)d mục về khay"),
    "assign": mark("Đã giao %(number)d mục"),
    "start": mark("Đã bắt đầu soạn %(number)d mục"),
    "submit": mark("Đã gửi duyệt %(number)d mục"),
    "approve": mark("Đã duyệt %(number)d mục"),
    "publish": mark("Đã ghi là đã đăng %(number)d mục"),
    "send_back": mark("Đã trả lại %(number)d mục"),
    "postpone": mark("Đã hoãn %(number)d mục"),
    "resume": mark("Đã cho làm tiếp %(number)d mục"),
    "cancel": mark("Đã hủy %(number)d mục, rút khỏi lịch"),
    "restore": mark("Đã khôi phục %(number)d mục"),
    "follow": mark("Đã đưa %(number)d mục về kế hoạch"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said: what was done, what was refused and why, what clashes; `undo` is signed."""

    said: str
    refused: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()
    undo: str = ""


def put(app: Flask) -> None:
    """Give templates `outcome()`: what the page has to say, once."""
    app.context_processor(lambda: {"outcome": _told})


def of_move(session: Session, slot: Slot, begun: int) -> None:
    """Say that a slot was moved; `begun` is the log's last revision before."""
    kept = kept_of(slot, calendar.anniversaries(session))
    title = title_of(slot, {kept.theme: kept.short} if kept else {})
    if slot.day is None:
        said = _("Đã đưa “%(title)s” về khay chờ xếp ngày", title=title)
    else:
        said = _(
            "Đã dời “%(title)s” sang %(weekday)s %(day)s",
            title=title,
            weekday=_(weekday(slot.day)),
            day=printed(slot.day),
        )
    _tell(session, said, Done((slot,)), "move", begun)


def of_many(session: Session, done: Done, name: str, step: str, begun: int) -> None:
    """Say what became of several slots; `name` is what was asked for, `step` what it is."""
    _tell(session, _(DID[name], number=len(done.slots)), done, step, begun)


def of_undo(done: Done) -> None:
    """Say what was taken back."""
    said = _("Đã hoàn tác %(number)d mục", number=len(done.slots))
    flask.session["outcome"] = asdict(Outcome(said, _reasons(done.refused)))


def action() -> Action:
    """Return what is to be undone; InputError for no such, or one too long ago."""
    try:
        who, step, first, last = _signer().loads(flask.request.form.get("undo", ""), LASTS)
    except SignatureExpired as error:
        raise InputError("đã quá lâu để hoàn tác; mở từng mục và đổi lại") from error
    except (BadData, ValueError) as error:
        raise InputError("không biết hoàn tác việc nào; mở lại trang") from error
    return Action(who, step, first, last)


def _tell(session: Session, said: str, done: Done, step: str, begun: int) -> None:
    undo = str(_signer().dumps((signed_in().name, step, begun, log.latest(session))))
    moved = done.slots if step in {"move", "follow"} else ()
    clashes = _few([language.said(one.message) for one in clashing.around(session, moved)])
    shown = Outcome(said, _reasons(done.refused), clashes, undo)
    flask.session["outcome"] = asdict(shown)


def _reasons(refused: Iterable[Refused]) -> tuple[str, ...]:
    counted = Counter(_reason(one.error) for one in refused)
    return _few(
        [_("%(number)d mục: %(why)s", number=n, why=why) for why, n in counted.most_common()]
    )


def _reason(error: PlannerError) -> str:
    return language.said(error.text())


def _few(lines: Sequence[str]) -> tuple[str, ...]:
    shown = [line if len(line) <= LONGEST else f"{line[:LONGEST]}…" for line in lines[:MOST]]
    if len(lines) > MOST:
        shown.append(_("và %(number)d điều nữa", number=len(lines) - MOST))
    return tuple(shown)


def _told() -> Outcome | None:
    if "outcome" not in flask.session:
        return None  # to take out what is not there would set the cookie anew
    return Outcome(**flask.session.pop("outcome"))


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(site().settings.secret_key, salt="undo")
