"""The pages of accounts, for administrators: the list, a new one, and the page of a person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.domain.people import Person
from planner.domain.register import Register
from planner.domain.words import fold
from planner.errors import InputError, PlannerError
from planner.services import accounts, links, second_factor
from planner.store import log, people
from planner.store import register as registers
from planner.store.db import Session
from planner.store.log import Logged
from planner.web import access
from planner.web.people.roles import Named, named, places, read, said
from planner.web.site import site
from planner.web.words import mark
from planner.web.work.history import WHO

pages = Blueprint("people", __name__, url_prefix="/admin")

MOST_ASKED = 80
SHOWN = 50
"""Rows of history that a person's page shows."""

SAID = {
    "added": mark("Đã lập tài khoản. Làm một liên kết để người ấy tự đặt mật khẩu."),
    "saved": mark("Đã lưu."),
    "locked": mark("Đã khóa; mọi phiên đang mở đã kết thúc."),
    "unlocked": mark("Đã mở khóa."),
    "off": mark("Đã tắt mã hai bước."),
    "unbound": mark("Đã bỏ gắn; lần đăng nhập sau sẽ gắn lại theo thư điện tử."),
}

DONE = {
    "account": mark("lập tài khoản"),
    "full_name": mark("họ tên"),
    "email": mark("thư điện tử"),
    "role": mark("vai trò"),
    "active": mark("khóa"),
    "subject": mark("gắn với đăng nhập của tỉnh"),
    "password": mark("đặt mật khẩu mới"),
    "link": mark("làm liên kết đặt mật khẩu"),
    "totp_on": mark("bật mã hai bước"),
    "totp_off": mark("tắt mã hai bước"),
    "sign_out": mark("đăng xuất mọi nơi"),
}
"""What the log's fields of an account mean."""

STATES = {"True": mark("đang mở"), "False": mark("đang khóa")}


@dataclass(frozen=True, slots=True)
class Line:
    """A person in the list of all."""

    person: Person
    roles: list[Named]


@dataclass(frozen=True, slots=True)
class Event:
    """A row of the log in words."""

    at: datetime
    who: str
    what: str
    old: str
    new: str


@pages.get("")
def index() -> str:
    """Show all accounts, or those whose name or full name holds what is asked for."""
    asked = " ".join(request.args.get("q", "").split())[:MOST_ASKED]
    with site().database.session() as session:
        everybody = people.every(session)
        register = registers.load(session)
    found = [one for one in everybody if _is_asked(one, fold(asked))]
    return render_template(
        "people/index.html",
        lines=[Line(one, named(one.grants, register)) for one in found],
        asked=asked,
        number=len(everybody),
    )


@pages.get("/new")
def new() -> str:
    """Show the form of a new account."""
    return _new()


@pages.post("")
def add() -> Response:
    """Make an account."""
    form, me = request.form, access.signed_in()
    name = form.get("name", "").strip()
    try:
        with site().database.writing() as session:
            made = accounts.add(
                session,
                name,
                [read(form.get("role", ""), form.get("where", ""))],
                by=me,
                full_name=form.get("full_name", ""),
                email=form.get("email"),
            )
    except InputError as error:
        return make_response(_new(error), error.status)
    return redirect(url_for(".person", name=made.name, said="added"), code=303)


@pages.get("/people/<name>")
def person(name: str) -> str:
    """Show one account."""
    return _page(name)


@pages.post("/people/<name>")
def edit(name: str) -> Response:
    """Change what somebody is called, and their address for mail."""
    me, form = access.signed_in(), request.form
    full_name, email = form.get("full_name", ""), form.get("email")
    return _carried_out(
        name,
        "edit",
        "saved",
        lambda session: accounts.edit(session, name, by=me, full_name=full_name, email=email),
    )


@pages.post("/people/<name>/roles")
def grant(name: str) -> Response:
    """Give somebody a role."""
    me, form = access.signed_in(), request.form

    def change(session: Session) -> Person:
        one = read(form.get("role", ""), form.get("where", ""))
        return accounts.grant(session, name, one, by=me)

    return _carried_out(name, "roles", "saved", change)


@pages.post("/people/<name>/roles/drop")
def ungrant(name: str) -> Response:
    """Take a role from somebody."""
    me, form = access.signed_in(), request.form

    def change(session: Session) -> Person:
        one = read(form.get("role", ""), form.get("where", ""))
        return accounts.ungrant(session, name, one, by=me)

    return _carried_out(name, "roles", "saved", change)


@pages.post("/people/<name>/active")
def activate(name: str) -> Response:
    """Lock an account, or open it again."""
    me, active = access.signed_in(), request.form.get("active") == "1"
    return _carried_out(
        name,
        "entry",
        "unlocked" if active else "locked",
        lambda session: accounts.set_active(session, name, active=active, by=me),
    )


@pages.post("/people/<name>/link")
def link(name: str) -> Response:
    """Make a link with which somebody sets a password, and show it this once."""
    try:
        with site().database.writing() as session:
            token = links.make(session, name, by=access.signed_in())
    except InputError as error:
        return make_response(_page(name, "entry", error), error.status)
    address = site().settings.base_url + url_for("accounts.link", token=token)
    return make_response(_page(name, address=address))


@pages.post("/people/<name>/codes/off")
def codes_off(name: str) -> Response:
    """Ask somebody for no codes any more."""
    me = access.signed_in()
    return _carried_out(
        name, "entry", "off", lambda session: second_factor.turn_off(session, name, by=me)
    )


@pages.post("/people/<name>/provider/off")
def unbind(name: str) -> Response:
    """Forget somebody's identity at the OpenID Connect provider."""
    me = access.signed_in()
    return _carried_out(
        name, "entry", "unbound", lambda session: accounts.unbind(session, name, by=me)
    )


@pages.after_request
def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_asked(one: Person, asked: str) -> bool:
    return asked in fold(one.full_name) or asked in fold(one.name) or asked in fold(one.email or "")


def _carried_out(name: str, form: str, done: str, change: Callable[[Session], Person]) -> Response:
    """Change an account, and say so; what can't be is said beside its form."""
    try:
        with site().database.writing() as session:
            change(session)
    except InputError as error:
        return make_response(_page(name, form, error), error.status)
    return redirect(url_for(".person", name=name, said=done), code=303)


def _new(problem: PlannerError | None = None) -> str:
    with site().database.session() as session:
        register = registers.load(session)
    return render_template(
        "people/new.html",
        places=places(register, site().today),
        typed=request.form,
        problem=problem.text() if problem else "",
        provider=site().settings.oidc,
    )


def _page(name: str, form: str = "", problem: PlannerError | None = None, address: str = "") -> str:
    with site().database.session() as session:
        one = people.get(session, name)
        register = registers.load(session)
        rows = [row for row in log.of(session, name) if row.entry.kind == accounts.KIND]
        names = people.names(session)
    return render_template(
        "people/person.html",
        person=one,
        roles=named(one.grants, register),
        places=places(register, site().today),
        events=[_event(row, register, names) for row in rows[: -SHOWN - 1 : -1]],
        form=form,
        problem=problem.text() if problem else "",
        typed=request.form if form else {},
        said=SAID.get(request.args.get("said", ""), ""),
        address=address,
        provider=site().settings.oidc,
    )


def _event(row: Logged, register: Register, names: dict[str, str]) -> Event:
    one = row.entry
    old, new = (_said(one.field, value, register) for value in (one.old, one.new))
    who = WHO.get(one.who) or names.get(one.who, one.who)
    return Event(row.at, who, DONE.get(one.field or "", one.field or ""), old, new)


def _said(field: str | None, value: object, register: Register) -> str:
    """Return one side of a change in words, empty where there is none to show."""
    if value is None or field in {"account", "subject"}:
        return ""
    text = str(value)
    return said(text, register) if field == "role" else STATES.get(text, text)
