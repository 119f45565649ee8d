"""The places where an agency's banners and flags hang: the list, one place, the list on paper.

Where a slot hangs is also a part of its own page: its form answers htmx with that part, and leads
a plain one back to the page of the slot.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.domain.dates import read_day
from planner.domain.model import Problem, Span
from planner.domain.policy import Act
from planner.domain.sites import KINDS, Site
from planner.errors import ConflictError, InputError, NotFoundError
from planner.services import placing
from planner.store import register as registers
from planner.store import sites, slots
from planner.web import access
from planner.web.access import signed_in
from planner.web.agencies import hanging, papers
from planner.web.agencies.agency import references_of
from planner.web.agencies.hanging import Form
from planner.web.htmx import is_htmx
from planner.web.site import site

pages = Blueprint("sites", __name__)

MOST_TEXT = 200_000
"""Letters of a pasted list."""

NUMBER_LONGEST = 6
"""Digits of a number of pieces that is worth reading at all."""

DAYS = ("valid_from", "valid_to")


@pages.get("/agencies/<slug>/sites")
def index(slug: str) -> str:
    """Show an agency's places; with days asked for, which of them are free."""
    return _list(slug)


@pages.post("/agencies/<slug>/sites")
def add(slug: str) -> Response:
    """Add a place."""
    try:
        with site().database.writing() as session:
            access.demand(session, Act.ARRANGE, slug)
            registers.load(session).get(slug)
            new = _typed(Site(slug, ""))
            placing.add(session, new, signed_in().name)
    except InputError as error:
        return _refused(slug, "add", Problem(error.text()))
    return redirect(url_for(".index", slug=slug, _anchor="cho"), code=303)


@pages.post("/agencies/<slug>/sites/import")
def bring(slug: str) -> Response:
    """Take a pasted list in, all of it or none."""
    text = request.form.get("text", "").replace("\0", "")
    if len(text) > MOST_TEXT:
        return _refused(slug, "bring", Problem("danh sách dài quá; chia làm nhiều lần"))
    with site().database.writing() as session:
        access.demand(session, Act.ARRANGE, slug)
        registers.load(session).get(slug)
        listed = placing.bring(session, slug, text, site().today, signed_in().name)
    if listed.problems:
        return _refused(slug, "bring", *listed.problems)
    return redirect(url_for(".index", slug=slug, _anchor="cho"), code=303)


@pages.get("/agencies/<slug>/sites/print")
def printed(slug: str) -> str:
    """Show what is to hang where, as a list on A4; without days from today on."""
    today = site().today
    span = _asked() or Span(today, today + hanging.AHEAD)
    with site().database.session() as session:
        register = registers.load(session)
        agency = register.get(slug)
        runs = hanging.to_print(session, slug, today, span)
    paper = papers.head(register, agency, today)
    return render_template("sites/print.html", paper=paper, runs=runs, span=span)


@pages.get("/sites/<int(max=2147483647):number>")
def one(number: int) -> str:
    """Show one place."""
    return _one(number)


@pages.post("/sites/<int(max=2147483647):number>")
def change(number: int) -> str | Response:
    """Change what is known of a place."""
    try:
        with site().database.writing() as session:
            old = sites.get(session, number)
            access.demand(session, Act.ARRANGE, old.agency)
            placing.change(session, _typed(replace(old, revision=_revision())), signed_in().name)
    except ConflictError as error:
        return _late(number, error)
    except InputError as error:
        form = Form("change", (Problem(error.text()),), request.form.to_dict())
        return make_response(_one(number, form), error.status)
    return redirect(url_for(".one", number=number), code=303)


@pages.post("/sites/<int(max=2147483647):number>/remove")
def remove(number: int) -> str | Response:
    """Take a place away that was never used."""
    try:
        with site().database.writing() as session:
            old = sites.get(session, number)
            access.demand(session, Act.ARRANGE, old.agency)
            placing.remove(session, number, signed_in().name)
    except InputError as error:
        return make_response(_one(number, Form("remove", (Problem(error.text()),))), error.status)
    return redirect(url_for(".index", slug=old.agency), code=303)


# --- where a slot hangs ---------------------------------------------------------------------------


@pages.get("/hanging/<path:key>")
def hangs(key: str) -> str:
    """Show where one slot hangs, alone, with the places to choose from."""
    return _section(key)


@pages.post("/hanging/<path:key>")
def hang(key: str) -> str | Response:
    """Hang a slot at the places that were ticked."""
    try:
        with site().database.writing() as session:
            slot = slots.get(session, key)
            access.demand(session, Act.ARRANGE, slot.agency)
            placing.hang(session, key, _ticked(), _seen(), signed_in().name)
    except (ConflictError, InputError, NotFoundError) as error:
        form = Form("hang", (Problem(error.text()),), request.form)
        return make_response(_section(key, form), error.status)
    if is_htmx():
        return _section(key)
    if request.form.get("back") == "list":
        return redirect(url_for(".index", slug=slot.agency), code=303)
    return redirect(url_for("slots.slot", key=key, _anchor="cho-treo"), code=303)


# --- answers --------------------------------------------------------------------------------------


def _list(slug: str, form: Form | None = None) -> str:
    form = form or Form()
    asked: Span | None = None
    try:
        asked = _asked()
    except InputError as error:
        form = Form("free", (Problem(error.text()),), request.args.to_dict())
    with site().database.session() as session:
        page = hanging.load(session, slug, site().today, asked, form)
    return render_template("sites/index.html", page=page, kinds=KINDS, labels=hanging.FIELDS)


def _refused(slug: str, name: str, *problems: Problem) -> Response:
    form = Form(name, problems, request.form.to_dict())
    return make_response(_list(slug, form), InputError.status)


def _one(number: int, form: Form | None = None) -> str:
    with site().database.session() as session:
        page = hanging.one(session, number, site().today, form or Form())
    return render_template("sites/site.html", page=page, kinds=KINDS, labels=hanging.FIELDS)


def _late(number: int, error: ConflictError) -> Response:
    """Give back a place's form that came too late, beside what now stands."""
    with site().database.session() as session:
        now = sites.get(session, number)
    typed = {**request.form, "revision": str(now.revision)}
    met = tuple(hanging.differing(now, _typed(now)))
    form = Form("change", (Problem(error.text()),), typed, met)
    return make_response(_one(number, form), error.status)


def _section(key: str, form: Form | None = None) -> str:
    """Return the part for htmx, else a page with the part alone."""
    today = site().today
    with site().database.session() as session:
        slot = slots.get(session, key)
        shown = hanging.section(session, slot, today, form)
        if is_htmx():
            return render_template("sites/_section.html", hanging=shown, today=today, alone=True)
        agency = registers.load(session).get(slot.agency)
        title = references_of(session, today).title(slot)
    return render_template(
        "sites/hanging.html", hanging=shown, today=today, agency=agency, title=title, back="list"
    )


# --- reading forms --------------------------------------------------------------------------------


def _typed(known: Site) -> Site:
    """Return a place with what was typed into its form."""
    form = request.form
    words = {name: form.get(name, "").replace("\0", "") for name in (*placing.WORDS, "kind")}
    days: Mapping[str, date | None] = {
        name: read_day(form[name]) if form.get(name, "").strip() else None for name in DAYS
    }
    return replace(known, **words, **days)  # type: ignore[arg-type]


def _asked() -> Span | None:
    """Read the days that are asked about; None where none are. InputError for what can't be."""
    first, last = (request.args.get(name, "").strip() for name in ("from", "to"))
    if not first and not last:
        return None
    start = read_day(first or last)
    end = read_day(last or first)
    if end < start:
        raise InputError("ngày cuối đứng trước ngày đầu; chọn lại hai ngày")
    return Span(start, end)


def _ticked() -> dict[int, int]:
    """Read the places that were ticked, with how many pieces hang at each."""
    form = request.form
    ticked = [one for one in form.getlist("site") if _is_number(one)]
    wanted = {}
    for one in ticked:
        text = form.get(f"count-{one}", "1").strip() or "1"
        if not text.isdecimal() or len(text) > NUMBER_LONGEST:
            raise InputError("“%(text)s” không phải một số; viết như 12", text=text)
        wanted[int(one)] = int(text)
    return wanted


def _seen() -> dict[int, int]:
    """Read at which places the page showed the slot, with how many pieces: "3:1 7:12"."""
    pairs = [one.partition(":")[::2] for one in request.form.get("seen", "").split()]
    return {
        int(place): int(count) for place, count in pairs if _is_number(place) and _is_number(count)
    }


def _is_number(text: str) -> bool:
    most = 9
    return text.isdecimal() and len(text) <= most


def _revision() -> int:
    text = request.form.get("revision", "")
    if not _is_number(text):
        raise InputError("biểu mẫu thiếu phiên bản của chỗ này; mở lại trang rồi làm lại")
    return int(text)
