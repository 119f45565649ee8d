"""One checklist item with its forms."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.domain.workflow import ITEM_STEPS
from planner.errors import ConflictError, InputError
from planner.services import checklists, discussing
from planner.store import items
from planner.web.access import signed_in
from planner.web.htmx import done, is_htmx
from planner.web.site import site
from planner.web.work import conflict
from planner.web.work import item as one_item
from planner.web.work.forms import Form, reason, revision, words

pages = Blueprint("items", __name__)

FORMS = frozenset({"comments"} | {one.replace("_", "-") for one in ITEM_STEPS})
"""The last part of the addresses of an item's forms."""


@pages.get("/items/<path:key>")
def item(key: str) -> str | Response:
    """Show one item; the address of one of its forms, opened or reloaded, leads back to it."""
    own, _, last = key.rpartition("/")
    if last in FORMS:
        return redirect(url_for(".item", key=own))
    return _page(key)


@pages.post("/items/<path:key>/comments")
def comment(key: str) -> str | Response:
    """Keep what somebody says about an item."""
    try:
        with site().database.writing() as session:
            discussing.say(session, items.get(session, key), signed_in(), words("text"))
    except InputError as error:
        return _refused(key, "comment", error)
    return _page(key) if is_htmx() else done("", url_for(".item", key=key, _anchor="trao-doi"))


def _take(name: str, key: str) -> str | Response:
    """Take a step; what can't be done is said beside what was typed."""
    seen = revision()
    given = request.form.get("assignee") or request.form.get("agency") or ""
    try:
        with site().database.writing() as session:
            checklists.take(
                session,
                key,
                name,
                signed_in(),
                today=site().today,
                revision=seen,
                given=given,
                why=reason(),
            )
    except ConflictError as error:
        with site().database.session() as session:
            page = conflict.of_item(session, key, name, seen, error)
        return conflict.answer(page)
    except InputError as error:
        return _refused(key, name, error)
    return _page(key) if is_htmx() else done("", url_for(".item", key=key))


def _page(key: str, form: Form | None = None) -> str:
    with site().database.session() as session:
        page = one_item.load(session, key, site().today, form)
    partly = is_htmx()
    template = "items/_item.html" if partly else "items/item.html"
    return render_template(template, page=page, partial=partly)


def _refused(key: str, name: str, error: InputError) -> Response:
    form = Form(name, error.text(), request.form.to_dict())
    return make_response(_page(key, form), InputError.status)


for _name in ITEM_STEPS:
    pages.add_url_rule(
        f"/items/<path:key>/{_name.replace('_', '-')}",
        _name,
        _take,
        defaults={"name": _name},
        methods=["POST"],
    )
