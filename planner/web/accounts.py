"""Signing in and out."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.errors import SignInError
from planner.services import accounts
from planner.web import access
from planner.web.htmx import done
from planner.web.site import site

pages = Blueprint("accounts", __name__)


@pages.get("/login")
def sign_in() -> str | Response:
    """Show the form; whoever is signed in already goes on."""
    if access.who() is not None:
        return redirect(_next())
    return render_template("accounts/login.html", problem="", name="", next=_next())


@pages.post("/login")
def enter() -> str | Response:
    """Sign in, and go on to the page that was asked for."""
    name = request.form.get("name", "").strip().lower()
    try:
        with site().database.writing() as session:
            person = accounts.sign_in(session, name, request.form.get("password", ""))
    except SignInError as error:
        shown = render_template(
            "accounts/login.html", problem=error.text(), name=name, next=_next()
        )
        return make_response(shown, error.status)
    access.enter(person)
    return done("", _next())


@pages.post("/logout")
def leave() -> str | Response:
    """End this browser's session."""
    access.leave()
    return done("", url_for(".sign_in"))


def _next() -> str:
    """Return the page to go on to: one of ours, never another host's."""
    asked = request.values.get("next", "")
    ours = asked.startswith("/") and not asked.startswith(("//", "/\\"))
    return asked if ours and asked.isprintable() else url_for("home.home")
