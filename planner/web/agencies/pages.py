"""The agencies, and the page of one with its two forms: ticking an item off, making a feed."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.domain.model import Item
from planner.domain.policy import Act
from planner.errors import ConflictError, InputError, NotFoundError
from planner.services import checklists, subscribing
from planner.store import feeds, items
from planner.store import register as registers
from planner.web import access
from planner.web.access import signed_in
from planner.web.agencies import agency as one_agency
from planner.web.agencies import hanging
from planner.web.calendar import picker
from planner.web.editing import pages as editing
from planner.web.htmx import done, is_htmx
from planner.web.site import site
from planner.web.work import checklist, forms
from planner.web.work import conflict as conflicts

pages = Blueprint("agencies", __name__)

MOST_ASKED = 80


@pages.get("/agencies")
def index() -> str:
    """Show all agencies, those of today first; above them those that a search found."""
    asked = " ".join(request.args.get("q", "").split())[:MOST_ASKED]
    with site().database.session() as session:
        register = registers.load(session)
    return render_template(
        "agencies/index.html",
        provinces=picker.tree(register, site().today),
        province_names={slug: one.name for slug, one in register.provinces.items()},
        asked=asked,
        found=picker.find(register, asked),
        today=site().today,
    )


@pages.get("/agencies/<slug>")
def agency(slug: str) -> str:
    """Show one agency."""
    with site().database.session() as session:
        page = one_agency.load(session, slug, site().today)
        places = hanging.places_of(session, registers.load(session), slug)
        edits = editing.forms_of(session, page.agency)
    return render_template("agencies/agency.html", page=page, places=places, edits=edits)


@pages.post("/agencies/<slug>/checklist")
def tick(slug: str) -> str | Response:
    """Mark an item of the checklist as done, or as open again."""
    key, revision, wanted = _ticked()
    try:
        with site().database.writing() as session:
            _own(items.get(session, key), slug)
            checklists.tick(
                session, key, signed_in(), done=wanted, revision=revision, today=site().today
            )
    except ConflictError as error:
        return _conflict(slug, key, revision, error, done=wanted)
    if is_htmx():
        return _row(slug, key)
    return redirect(url_for(".agency", slug=slug, _anchor="viec"), code=303)


def _conflict(slug: str, key: str, seen: int, error: ConflictError, *, done: bool) -> Response:
    """Say that somebody was first: beside the row as it now is, or on a page of its own."""
    if is_htmx():
        return make_response(_row(slug, key, conflict=True), ConflictError.status)
    with site().database.session() as session:
        page = conflicts.of_item(session, key, "done" if done else "reopen", seen, error)
    return conflicts.answer(page)


@pages.post("/agencies/<slug>/feeds")
def subscribe(slug: str) -> str | Response:
    """Give the agency a feed of everything that is its own, unless it has one."""
    with site().database.writing() as session:
        agency = registers.load(session).get(slug)
        access.demand(session, Act.INSIDE, slug)
        if not feeds.of_agency(session, slug):
            subscribing.create(session, site().keys, agency=slug, made_by=signed_in().name)
        links = one_agency.feeds_of(session, slug)
    return done(
        "agencies/_feeds.html",
        url_for(".agency", slug=slug, _anchor="nguon"),
        agency=agency,
        feeds=links,
        loopback=one_agency.is_loopback(),
    )


def _ticked() -> tuple[str, int, bool]:
    key, wanted = request.form.get("key", ""), request.form.get("done", "")
    if not key or wanted not in {"0", "1"}:
        raise InputError("biểu mẫu thiếu khóa hoặc dấu đã xong của việc")
    return key, forms.revision(), wanted == "1"


def _own(item: Item, slug: str) -> None:
    if item.agency != slug:
        raise NotFoundError("cơ quan “%(slug)s” không có việc này", slug=slug)


def _row(slug: str, key: str, *, conflict: bool = False) -> str:
    """Return the item's row, and the numbers that go with it out of band."""
    today = site().today
    with site().database.session() as session:
        item, own = items.get(session, key), items.of_agency(session, slug)
        known = one_agency.known_of(session, own, registers.load(session))
        row = checklist.row(item, today, one_agency.references_of(session, today), known)
        numbers = checklist.numbers(own, today, known.proven)
        places = hanging.places_of(session, registers.load(session), slug)
    return render_template(
        "agencies/_ticked.html",
        slug=slug,
        row=row,
        numbers=numbers,
        conflict=conflict,
        may_tick=True,
        places=places,
    )
