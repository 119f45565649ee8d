"""One's own account: name and e-mail, password, the second step, signing out everywhere."""

from collections.abc import Callable

import segno
from flask import Blueprint, make_response, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from planner.domain import policy
from planner.domain.people import Person
from planner.domain.policy import Act
from planner.errors import ForbiddenError, InputError, PlannerError
from planner.services import accounts, second_factor
from planner.store import register
from planner.store.db import Session
from planner.web import access
from planner.web.people import limits
from planner.web.people.roles import named
from planner.web.site import site
from planner.web.words import mark

pages = Blueprint("account", __name__, url_prefix="/account")

SAID = {
    "saved": mark("Đã lưu."),
    "password": mark("Đã đổi mật khẩu; những nơi khác phải đăng nhập lại."),
    "on": mark("Đã bật mã hai bước. Lần đăng nhập sau sẽ hỏi mã."),
    "off": mark("Đã tắt mã hai bước."),
}


@pages.get("")
def index() -> str:
    """Show the account of whoever is signed in."""
    return _page()


@pages.post("")
def edit() -> Response:
    """Change what one is called, and the address for mail."""
    me = access.signed_in()
    email = request.form.get("email", "") if _may_set_email(me) else me.email

    def change(session: Session) -> Person:
        full_name = request.form.get("full_name", "")
        return accounts.edit(session, me.name, by=me, full_name=full_name, email=email)

    return _carried_out("edit", "saved", change)


@pages.post("/password")
def password() -> Response:
    """Change one's password; this browser stays signed in, all others are out."""
    me, form = access.signed_in(), request.form
    return _carried_out(
        "password",
        "password",
        lambda session: accounts.change_password(
            session, me.name, form.get("old", ""), form.get("password", "")
        ),
    )


@pages.post("/everywhere")
def everywhere() -> Response:
    """End all sessions, this one as well."""
    with site().database.writing() as session:
        accounts.sign_out_everywhere(session, access.signed_in().name)
    access.leave()
    return redirect(url_for("accounts.sign_in", said="everywhere"), code=303)


@pages.get("/codes")
def codes() -> str | Response:
    """Show the secret of a second step, to be taken into an app."""
    me = access.signed_in()
    if me.totp is not None or me.password is None:
        return redirect(url_for(".index"))
    return _codes(second_factor.new_secret())


@pages.post("/codes")
def codes_on() -> str | Response:
    """Ask for codes from now on, once the app has shown a right one."""
    me, seal = access.signed_in(), site().seal
    try:
        secret = seal.open(request.form.get("sealed", ""), me.name)
    except ValueError:
        return redirect(url_for(".codes"), code=303)
    try:
        with site().database.writing() as session:
            second_factor.turn_on(session, seal, me.name, secret, request.form.get("code", ""))
    except InputError as error:
        return make_response(_codes(secret, error), error.status)
    return redirect(url_for(".index", said="on"), code=303)


@pages.post("/codes/off")
def codes_off() -> Response:
    """Ask for no codes any more."""
    me, given = access.signed_in(), request.form.get("password", "")
    return _carried_out(
        "codes", "off", lambda session: second_factor.turn_own_off(session, me.name, given)
    )


@pages.after_request
def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _carried_out(form: str, said: str, change: Callable[[Session], Person]) -> Response:
    """Change one's account, and say so; what can't be is said beside its form."""
    me = access.signed_in()
    try:
        with site().database.writing() as session:
            changed = change(session)
    except (InputError, ForbiddenError) as error:
        if isinstance(error, ForbiddenError):
            limits.wrong()
        return make_response(_page(form, error), error.status)
    if changed.ticket != me.ticket:
        access.enter(changed)
    return redirect(url_for(".index", said=said), code=303)


def _page(form: str = "", problem: PlannerError | None = None) -> str:
    me = access.signed_in()
    with site().database.session() as session:
        roles = named(me.grants, register.load(session))
    return render_template(
        "accounts/account.html",
        roles=roles,
        form=form,
        problem=problem.text() if problem else "",
        typed=request.form if form == "edit" else {},
        said=SAID.get(request.args.get("said", ""), ""),
        may_set_email=_may_set_email(me),
    )


def _codes(secret: str, problem: PlannerError | None = None) -> str:
    me = access.signed_in()
    square = segno.make(second_factor.address(me.name, secret), error="m", micro=False)
    return render_template(
        "accounts/codes.html",
        square=Markup(square.svg_inline(omitsize=True, light="#fff", border=4)),  # noqa: S704 (ours)
        groups=[secret[at : at + 4] for at in range(0, len(secret), 4)],
        sealed=site().seal.close(secret, me.name),
        problem=problem.text() if problem else "",
    )


def _may_set_email(me: Person) -> bool:
    """Whether somebody may set their own e-mail: not where it is what the provider knows them by.

    Else they could take the address of somebody who has not come by the provider yet.
    """
    return site().settings.oidc is None or policy.may(me, Act.PEOPLE)
