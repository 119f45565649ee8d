"""Signing in and out, the code of the second step, and the one-time link that sets a password."""

from collections.abc import Mapping

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.domain.people import Person
from planner.errors import InputError, NotFoundError, PlannerError, SignInError
from planner.services import links, second_factor, signing_in
from planner.web import access
from planner.web.addresses import ours
from planner.web.htmx import done
from planner.web.people import limits
from planner.web.site import site
from planner.web.words import mark

pages = Blueprint("accounts", __name__)

SAID: Mapping[str, str] = {
    "link": mark("Đã đặt mật khẩu. Đăng nhập bằng mật khẩu mới."),
    "everywhere": mark("Đã đăng xuất ở mọi nơi."),
    "late": mark("Đã quá 5 phút; đăng nhập lại từ đầu."),
}
"""What the form of signing in can say of what was done before."""


@pages.get("/login")
def sign_in() -> str | Response:
    """Show the form; whoever is signed in already goes on."""
    if access.who() is not None:
        return redirect(_next())
    return _form()


@pages.post("/login")
def enter() -> str | Response:
    """Sign in, and go on to the page that was asked for, or first to the code."""
    name = request.form.get("name", "").strip().lower()
    password = request.form.get("password", "")
    database = site().database
    try:
        # The hash takes its time: nobody's writing waits for it.
        with database.session() as session:
            person = signing_in.known(session, name, password)
        if person.totp is not None:
            access.ask_code(person)
            return redirect(url_for(".code", next=_next()), code=303)
        with database.writing() as session:
            person = signing_in.arrived(session, person.ticket, password)
    except SignInError as error:
        limits.wrong()
        return make_response(_form(error, name), error.status)
    return _entered(person)


@pages.get("/login/code")
def code() -> str | Response:
    """Ask for the code of the second step."""
    if access.half_way() is None:
        return redirect(url_for(".sign_in", next=_next()))
    return render_template("accounts/code.html", problem="", next=_next())


@pages.post("/login/code")
def second() -> str | Response:
    """Take the code, and go on to the page that was asked for."""
    ticket = access.half_way()
    if ticket is None:
        return redirect(url_for(".sign_in", said="late", next=_next()), code=303)
    given = request.form.get("code", "")
    try:
        with site().database.writing() as session:
            person = second_factor.passed(session, site().seal, ticket, given)
    except SignInError as error:
        limits.wrong()
        shown = render_template("accounts/code.html", problem=error.text(), next=_next())
        return make_response(shown, error.status)
    return _entered(person)


@pages.post("/logout")
def leave() -> str | Response:
    """End this browser's session."""
    access.leave()
    return done("", url_for(".sign_in"))


@pages.get("/link/<token>")
def link(token: str) -> Response:
    """Show whose password a one-time link sets."""
    return _link(token)


@pages.post("/link/<token>")
def set_password(token: str) -> Response:
    """Set the password; whoever was signed in in this browser is signed out."""
    try:
        with site().database.writing() as session:
            links.use(session, token, request.form.get("password", ""))
    except InputError as error:
        return _link(token, error)
    except NotFoundError:
        limits.wrong()
        raise
    access.leave()
    return redirect(url_for(".sign_in", said="link"), code=303)


def _link(token: str, problem: PlannerError | None = None) -> Response:
    try:
        with site().database.session() as session:
            person = links.find(session, token)
    except NotFoundError:
        limits.wrong()
        raise
    shown = render_template(
        "accounts/link.html", person=person, problem=problem.text() if problem else ""
    )
    return make_response(shown, problem.status if problem else 200)


@pages.after_request
def _private(response: Response) -> Response:
    """Keep a link's address to its bearer: no other page, and no copy, is to hold it."""
    if request.endpoint in {"accounts.link", "accounts.set_password"}:
        response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def _form(problem: PlannerError | None = None, name: str = "") -> str:
    return render_template(
        "accounts/login.html",
        problem=problem.text() if problem else "",
        said=SAID.get(request.args.get("said", ""), ""),
        name=name,
        next=_next(),
        provider=site().settings.oidc,
    )


def _entered(person: Person) -> str | Response:
    access.enter(person)
    return done("", _next())


def _next() -> str:
    return ours(request.values.get("next", ""))
