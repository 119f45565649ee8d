"""Saved views: keeping one, taking one away."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from planner.domain.selecting import Selection, stored
from planner.errors import InputError
from planner.services import viewing
from planner.store import views
from planner.web import access
from planner.web.calendar.asking import VIEWS, Asked
from planner.web.htmx import done
from planner.web.site import site

pages = Blueprint("views", __name__)


@pages.post("/views")
def save() -> str | Response:
    """Keep what the calendar shows under a name."""
    form = request.form
    view = form.get("view", "month")
    if view not in VIEWS:
        raise InputError("lịch không có dạng “%(view)s”", view=view)
    chosen = stored(form.get("chosen", ""))
    with site().database.writing() as session:
        viewing.save(
            session,
            access.signed_in(),
            form.get("name", ""),
            view,
            chosen,
            shared=bool(form.get("shared")),
        )
    return done("", _back(view, chosen))


@pages.post("/views/<int:number>/remove")
def remove(number: int) -> str | Response:
    """Take a saved view away."""
    with site().database.writing() as session:
        saved = views.get(session, number)
        viewing.remove(session, access.signed_in(), number)
    return done("", _back(saved.view, saved.chosen))


def _back(view: str, chosen: Selection) -> str:
    today = site().today
    return Asked(today.year, today.month).of_saved(view, chosen)
