"""From a file to a plan: it comes in and is read, a person reviews it, sees what comes, accepts it.

A form about an item answers htmx with the read part, and out of band with the head and those lines
of the file whose marks have changed; a plain one leads back to the item.
"""

from dataclasses import replace
from datetime import datetime
from io import BytesIO

from flask import (
    Blueprint,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from planner.documents.text import limits
from planner.domain.people import Place
from planner.domain.policy import Act
from planner.errors import ConflictError, InputError, NotFoundError
from planner.services import importing
from planner.services.importing import Accepted, Preview
from planner.settings import ZONE
from planner.store import calendar, originals, people, plans
from planner.store.db import Session
from planner.store.jobs import Job
from planner.store.originals import Original
from planner.web import access
from planner.web.filters import number
from planner.web.htmx import is_htmx
from planner.web.jobs import Progress, jobs
from planner.web.plans import forecast, inputs, review
from planner.web.plans.review import Page
from planner.web.plans.sources import Line
from planner.web.site import site
from planner.web.work import history

pages = Blueprint("importing", __name__)

PASTED = "van-ban-dan.txt"
LONGEST_NAME = 160
PATIENCE = 3.0
"""Seconds for which sending a file waits for its reading; a longer one shows its progress."""

ROOM = limits.FILE_MOST + (1 << 20)
"""Bytes that a form with a file may have."""

TOO_LARGE = 413
PIECES = frozenset({"edit", "add", "row", "closed"})
"""What htmx may ask of a page in its address: a form, or the same place without one."""


@pages.url_value_preprocessor
def make_room(endpoint: str | None, _values: object) -> None:
    """Let a file in that is larger than other forms may be, before anything reads the form."""
    if endpoint == "importing.upload":
        request.max_content_length = ROOM
        request.max_form_memory_size = ROOM


@pages.context_processor
def words() -> dict[str, object]:
    """Give the templates the words of kinds, fields and lists."""
    return {
        "kinds": inputs.KINDS,
        "field_labels": inputs.FIELD_LABELS,
        "sections": review.SECTIONS,
        "one_words": review.ONE,
    }


# --- a file comes in ------------------------------------------------------------------------------


@pages.get("/plans/import")
def index() -> str:
    """Show how to send a file, and what is being read and reviewed."""
    return _index()


@pages.post("/plans/import")
def upload() -> str | Response:
    """Read a file, or what was pasted, and go on to its review; a refused one leaves nothing."""
    data, name = _sent()
    if len(data) > limits.FILE_MOST:
        return _too_large()
    return _where(_read(data, name))


@pages.errorhandler(RequestEntityTooLarge)
def refuse(_error: RequestEntityTooLarge) -> Response:
    """Say on the page itself that a file is too large."""
    return _too_large()


@pages.get("/plans/import/reading/<name>")
def reading(name: str) -> str | Response:
    """Show how far the reading of a file is, and go on to its review once it is done."""
    return _where(jobs().get(name))


def _where(job: Job | None) -> str | Response:
    """Return where a reading is: lost, in progress, refused, or at its review."""
    if job is None:
        lost = _("Máy chủ đã khởi động lại giữa chừng nên chưa đọc xong tệp; gửi lại để đọc lại.")
        return _refused(lost, NotFoundError.status)
    if not job.is_over:
        if request.method == "POST":
            return redirect(url_for(".reading", name=job.id), code=303)
        template = "plans/_import_reading.html" if is_htmx() else "plans/import_reading.html"
        return render_template(template, job=job)
    if job.problem is not None:
        if is_htmx():
            return _moved(url_for(".reading", name=job.id))
        return _refused(job.problem, job.status, job.name)
    address = url_for(".draft", name=job.draft)
    return _moved(address) if is_htmx() else redirect(address, code=303)


def _moved(address: str) -> Response:
    response = make_response("", 200)
    response.headers["HX-Redirect"] = address
    return response


def _sent() -> tuple[bytes, str]:
    file = request.files.get("file")
    if file is not None and file.filename:
        name = " ".join(file.filename.replace("\\", "/").rpartition("/")[2].split())
        return file.read(), name[-LONGEST_NAME:] or PASTED
    return request.form.get("text", "").replace("\r\n", "\n").encode(), PASTED


def _read(data: bytes, name: str) -> Job | None:
    here, register = site(), jobs()
    today, who = here.today, access.signed_in().name

    def work(progress: Progress) -> str:
        with here.database.session() as session:
            known = calendar.anniversaries(session)
        file = importing.read(data, name, known, progress)
        with here.database.writing() as session:
            return importing.keep(session, file, who, today)

    job = register.start(name, who, datetime.now(ZONE), work)
    return register.wait(job.id, PATIENCE)


def _too_large() -> Response:
    most = limits.FILE_MOST >> 20
    said = _("Tệp nặng quá %(most)d MB; tách riêng phần văn bản rồi gửi lại", most=most)
    return _refused(said, TOO_LARGE)


def _refused(problem: str, status: int, name: str = "") -> Response:
    return make_response(_index(problem, name), status)


def _index(problem: str = "", name: str = "") -> str:
    with site().database.session() as session:
        drafts = importing.drafts(session)
        names = people.names(session)
    return render_template(
        "plans/import.html",
        drafts=drafts,
        who_words={**names, **history.WHO},
        reading=jobs().open(),
        most=limits.FILE_MOST >> 20,
        problem=problem,
        name=name,
    )


# --- its review -----------------------------------------------------------------------------------


@pages.get("/plans/import/<name>")
def draft(name: str) -> str | Response:
    """Show a paper of a file as it was read; the address may open one form, or the preview."""
    index = request.args.get("paper", type=int)
    asked = request.args
    if "preview" in asked:
        return _previewed(name, index)
    with site().database.session() as session:
        page = review.load(session, name, index, site().today)
    if "edit" in asked:
        page = review.opened(page, asked["edit"])
    elif "add" in asked:
        page = review.adding(page, asked["add"], asked.get("parent", ""))
    if is_htmx() and PIECES & set(asked):
        return _piece(page)
    return render_template("plans/import_review.html", page=page)


def _piece(page: Page) -> str:
    """Return the one item, field or form of a new item that htmx asks for."""
    asked = request.args
    if (name := asked.get("add") or asked.get("closed")) is not None:
        page = replace(page, focus="muc-sua" if page.form else f"them-{name}")
        parent = asked.get("parent", "")
        return render_template("plans/_import_add.html", page=page, list=name, parent=parent)
    key = asked.get("edit") or asked.get("row") or ""
    page = replace(page, focus="muc-sua" if page.form else f"sua-{key}")
    if key in importing.FIELDS:
        return render_template("plans/_import_field.html", page=page, one=page.paper.fields[key])
    return render_template("plans/_import_entry.html", page=page, entry=page.entry(key))


@pages.post("/plans/import/<name>/<int:index>/<any(set, edit, add, drop, reset, answer):what>")
def change(name: str, index: int, what: str) -> str | Response:
    """Correct one thing of a paper, or answer a question."""
    form = request.form
    today = site().today
    try:
        with site().database.writing() as session:
            old = _fresh(session, name, index)
            lists = {one.key: one.list for one in review.every(old.paper)}
            wanted = inputs.change_of(what, form, lists, old.find)
            fresh = importing.change(session, name, index, old.draft.revision, wanted, today)
            new = review.of_draft(session, fresh, index, today)
    except ConflictError:
        return _stale(name, index)
    except InputError as error:
        page = review.refused(old, what, form, error.text(), error.where.key)
        return _answer(page, old, InputError.status)
    key = form.get("key", "")
    page = review.changed(new, old, what, key)
    if is_htmx():
        return _answer(page, old)
    back = url_for(".draft", name=name, paper=index, _anchor=page.focus)
    return redirect(back, code=303)


@pages.post("/plans/import/<name>/<int:index>/answers")
def answers(name: str, index: int) -> str | Response:
    """Answer all questions about names that have the same kind of answer, in one step."""
    today = site().today
    try:
        with site().database.writing() as session:
            old = _fresh(session, name, index)
            fresh = old.draft
            for one in review.together(old, request.form.get("which", "")):
                fresh = importing.change(session, name, index, fresh.revision, one, today)
            new = review.of_draft(session, fresh, index, today)
    except ConflictError:
        return _stale(name, index)
    page = review.changed(new, old, "answer", "")
    if is_htmx():
        return _answer(page, old)
    back = url_for(".draft", name=name, paper=index, _anchor=page.focus)
    return redirect(back, code=303)


@pages.post("/plans/import/<name>/<int:index>/accept")
def accept(name: str, index: int) -> str | Response:
    """Store a paper as a plan with its file, plan it, and go to its page."""
    today = site().today
    try:
        with site().database.writing() as session:
            old = _fresh(session, name, index)
            who = access.signed_in().name
            done = importing.accept(session, name, index, today, who)
            access.insist(Act.PLAN, Place(province=done.plan.province))
    except ConflictError:
        return _stale(name, index)
    except InputError as error:
        return _answer(
            review.refused(old, "accept", {}, error.text(), None), old, InputError.status
        )
    flash(_said(done))
    address = url_for("plans.plan", key=done.plan.key)
    return _moved(address) if is_htmx() else redirect(address, code=303)


@pages.post("/plans/import/<name>/discard")
def discard(name: str) -> Response:
    """Let go of a file and all that was corrected; plans that were made of it stay."""
    with site().database.writing() as session:
        importing.discard(session, name)
    flash(_("Đã bỏ tệp; kế hoạch đã nhận từ tệp ấy vẫn còn."))
    return redirect(url_for(".index"), code=303)


def _previewed(name: str, index: int | None) -> str | Response:
    """Show what accepting would do. Nothing is stored, though it takes a turn at writing."""
    today = site().today
    with site().database.writing() as session:
        page = review.load(session, name, index, today)
        try:
            seen: Preview = importing.preview(session, name, page.paper.index, today)
        except InputError as error:
            page = review.refused(page, "accept", {}, error.text(), None)
            return _answer(page, page, InputError.status)
        shown = forecast.build(seen, page.register, page.known.anniversaries)
    page = replace(page, forecast=shown, focus="lich")
    if is_htmx():
        return render_template("plans/_import_accept.html", page=page)
    return render_template("plans/import_review.html", page=page)


def _fresh(session: Session, name: str, index: int) -> Page:
    """Return the page as it stands. Raises ConflictError unless the person saw it so."""
    page = review.load(session, name, index, site().today)
    if request.form.get("revision") != str(page.draft.revision):
        raise ConflictError("người khác vừa sửa bản nháp này; xem lại rồi làm lần nữa")
    return page


def _stale(name: str, index: int) -> Response:
    """Show the fresh page, say that somebody was first, and give back what was typed."""
    with site().database.session() as session:
        page = review.load(session, name, index, site().today)
    typed = inputs.typed_words(request.form.items())
    return _answer(review.stale(page, typed), None, ConflictError.status)


def _answer(page: Page, old: Page | None, status: int = 200) -> Response:
    """Return the page; to htmx its read part, its head, and the lines that differ from `old`."""
    if not is_htmx():
        body = render_template("plans/import_review.html", page=page)
        return make_response(body, status)
    lines = [] if old is None else _differing(page, old)
    body = render_template("plans/_import_changed.html", page=page, lines=lines, whole=old is None)
    response = make_response(body, status)
    response.headers["HX-Retarget"] = "#doc"
    response.headers["HX-Reswap"] = "outerHTML"
    return response


def _differing(page: Page, old: Page) -> list[Line]:
    return [new for new, was in zip(page.lines, old.lines, strict=True) if new != was]


def _said(done: Accepted) -> str:
    """Say in one sentence what was planned."""
    slots, items = done.outcome.slots, done.outcome.items
    parts = [
        _(
            "Đã nhận kế hoạch: thêm %(slots)s mục trong lịch, %(items)s việc phải làm",
            slots=number(len(slots.added)),
            items=number(len(items.added)),
        ),
    ]
    if changed := len(slots.changed) + len(items.changed):
        parts.append(_("đổi %(number)s", number=number(changed)))
    if withdrawn := len(slots.withdrawn) + len(items.withdrawn):
        parts.append(_("rút %(number)s", number=number(withdrawn)))
    if left := len(slots.left) + len(items.left):
        parts.append(_("giữ nguyên %(number)s mục có người đã sửa", number=number(left)))
    return "; ".join(parts) + "."


# --- the file as it came --------------------------------------------------------------------------


@pages.get("/plans/import/<name>/original")
def original(name: str) -> Response:
    """Hand out the file of a draft as it was received."""
    with site().database.session() as session:
        return _file(importing.original(session, name))


@pages.get("/plans/<key>/original")
def of_plan(key: str) -> Response:
    """Hand out the file from which a plan was accepted."""
    with site().database.session() as session:
        return _file(_of_plan(session, key))


def _of_plan(session: Session, key: str) -> Original:
    kept = plans.document(session, key).original
    if kept is None:
        raise NotFoundError("kế hoạch này không có tệp gốc")
    return originals.get(session, kept)


def _file(found: Original) -> Response:
    """Answer with bytes that no browser opens as a page of ours."""
    return send_file(
        BytesIO(found.data),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=found.name,
    )
