"""Changing several slots at once, and taking back what was just done."""

from collections.abc import Mapping

from flask import Blueprint, request
from werkzeug.wrappers import Response

from planner.errors import InputError
from planner.services import many, undoing, working
from planner.services.many import Pick
from planner.services.working import Read
from planner.store import log
from planner.web import outcome
from planner.web.access import signed_in
from planner.web.calendar import redrawing
from planner.web.calendar.hands import step_of
from planner.web.site import site
from planner.web.work import slots
from planner.web.work.forms import number, reason

pages = Blueprint("moving", __name__)

READ: Mapping[str, Read] = {
    **slots.READ,
    "shift": slots.shifted,
    "tray": lambda _: {"day": None},
}
"""What the form for several slots sets; its fields that a step does not ask for are left alone."""


@pages.post("/slots/bulk")
def bulk() -> str | Response:
    """Do the same with every slot that was chosen, and say what was refused."""
    name = request.form.get("step", "")
    step = step_of(name)
    if step is None:
        raise InputError("chọn một việc để làm với các mục đã đánh dấu")
    with site().database.writing() as session:
        begun = log.latest(session)
        done = many.take(
            session,
            _picks(),
            step.name,
            signed_in(),
            today=site().today,
            values=READ.get(name, working.nothing),
            why=reason(),
        )
        outcome.of_many(session, done, name, step.name, begun)
    return redrawing.answer(request.form.get("back", ""), begun)


@pages.post("/undo")
def undo() -> str | Response:
    """Take back what the person has just done."""
    action = outcome.action()
    with site().database.writing() as session:
        begun = log.latest(session)
        done = undoing.undo(session, action, signed_in(), today=site().today)
    outcome.of_undo(done)
    return redrawing.answer(request.form.get("back", ""), begun)


def _picks() -> list[Pick]:
    """Read the slots that were chosen: each as its version and its key."""
    found = []
    for text in request.form.getlist("pick"):
        version, _, key = text.partition(" ")
        revision = number(version)
        if revision is None or not key:
            raise InputError("biểu mẫu có một mục không đọc được; mở lại trang rồi làm lại")
        found.append(Pick(key, revision))
    return found
