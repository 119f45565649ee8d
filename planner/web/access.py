"""Who is asking, and whether they may: every address of the application names what it needs.

`ROUTES` says of each endpoint what one must be allowed to do, somewhere, to reach it at all; a
view then asks for the agency that it is about (`demand`). An endpoint that is not named there
stops the application when it starts.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import flask
import flask_login
from flask import Flask, g, redirect, request, url_for
from werkzeug.wrappers import Response

from planner.domain import policy
from planner.domain.people import EVERYWHERE, Person, Place
from planner.domain.policy import Act
from planner.domain.workflow import ITEM_STEPS, SLOT_STEPS
from planner.errors import ForbiddenError, SignInError
from planner.store import register
from planner.store.db import Session
from planner.web.htmx import is_htmx
from planner.web.language import begin_anew
from planner.web.site import site

IDLE = timedelta(hours=10)
"""How long a session lasts without a request: a working day."""

RENEWED = timedelta(minutes=10)
"""How old a browser's session may be before an answer sets it anew, which begins IDLE again."""

LONGEST = timedelta(days=7)
"""How long a session lasts at most."""

SECOND = timedelta(minutes=5)
"""How long somebody whose password was right may take to give their code."""

OPEN = frozenset(
    {
        "static",
        "feeds.feed",
        "health.healthz",
        "health.robots",
        "language.choose",
        "accounts.sign_in",
        "accounts.enter",
        "accounts.code",
        "accounts.second",
        "accounts.link",
        "accounts.set_password",
        "oidc.start",
        "oidc.callback",
        "styleguide.error",
        "styleguide.index",
    }
)
"""What answers without signing in; a feed has its own secret in its address."""

OWN = frozenset(
    {
        "account.codes_off",
        "account.codes_on",
        "account.codes",
        "account.edit",
        "account.everywhere",
        "account.index",
        "account.password",
        "accounts.leave",
    }
)
"""What answers whoever is signed in, with or without a role: their own account."""

ROUTES: Mapping[str, Act] = {
    "agencies.agency": Act.READ,
    "agencies.index": Act.READ,
    "agencies.subscribe": Act.INSIDE,
    "agencies.tick": Act.WRITE,
    "anniversaries.cadences": Act.READ,
    "anniversaries.index": Act.READ,
    "bell.choose": Act.READ,
    "bell.index": Act.READ,
    "bell.reminders": Act.READ,
    "bell.see": Act.READ,
    "calendar.home": Act.READ,
    "calendar.jump": Act.READ,
    "calendar.month": Act.READ,
    "campaigns.campaign": Act.READ,
    "campaigns.index": Act.READ,
    "finding.index": Act.READ,
    "editing.add_anniversary": Act.PLAN,
    "editing.agency": Act.PLAN,
    "editing.anniversary": Act.PLAN,
    "editing.cadence": Act.PLAN,
    "editing.change_agency": Act.PLAN,
    "editing.change_anniversary": Act.PLAN,
    "editing.change_cadence": Act.PLAN,
    "editing.change_sessions": Act.ARRANGE,
    "editing.new_anniversary": Act.PLAN,
    "editing.sessions": Act.ARRANGE,
    "helping.index": Act.READ,
    "helping.keys": Act.READ,
    "home.home": Act.READ,
    "importing.accept": Act.PLAN,
    "importing.answers": Act.PLAN,
    "importing.change": Act.PLAN,
    "importing.discard": Act.PLAN,
    "importing.draft": Act.PLAN,
    "importing.index": Act.PLAN,
    "importing.of_plan": Act.READ,
    "importing.original": Act.PLAN,
    "importing.reading": Act.PLAN,
    "importing.upload": Act.PLAN,
    "items.comment": Act.DISCUSS,
    "items.item": Act.READ,
    **{f"items.{step.name}": step.act for step in ITEM_STEPS.values()},
    "moving.bulk": Act.ARRANGE,
    "moving.undo": Act.ARRANGE,
    "papers.month": Act.READ,
    "papers.todo": Act.READ,
    "papers.week": Act.READ,
    "people.activate": Act.PEOPLE,
    "people.add": Act.PEOPLE,
    "people.codes_off": Act.PEOPLE,
    "people.edit": Act.PEOPLE,
    "people.grant": Act.PEOPLE,
    "people.index": Act.PEOPLE,
    "people.link": Act.PEOPLE,
    "people.new": Act.PEOPLE,
    "people.person": Act.PEOPLE,
    "people.unbind": Act.PEOPLE,
    "people.ungrant": Act.PEOPLE,
    "plans.index": Act.READ,
    "plans.plan": Act.READ,
    "proof.add_count": Act.WRITE,
    "proof.add_files": Act.WRITE,
    "proof.add_link": Act.WRITE,
    "proof.file": Act.INSIDE,
    "proof.page": Act.INSIDE,
    "proof.remove": Act.WRITE,
    "proof.thumb": Act.INSIDE,
    "sessions.follow": Act.ARRANGE,
    "sessions.minutes": Act.ARRANGE,
    "sessions.order": Act.ARRANGE,
    "sessions.session": Act.READ,
    "sites.add": Act.ARRANGE,
    "sites.bring": Act.ARRANGE,
    "sites.change": Act.ARRANGE,
    "sites.hang": Act.ARRANGE,
    "sites.hangs": Act.READ,
    "sites.index": Act.READ,
    "sites.one": Act.READ,
    "sites.printed": Act.READ,
    "sites.remove": Act.ARRANGE,
    "slots.comment": Act.DISCUSS,
    "slots.date_one": Act.ARRANGE,
    "slots.preview": Act.READ,
    "slots.slot": Act.READ,
    "slots.tray": Act.READ,
    **{f"slots.{step.name}": step.act for step in SLOT_STEPS.values()},
    "subscriptions.create": Act.READ,
    "subscriptions.index": Act.READ,
    "subscriptions.off_air": Act.READ,
    "subscriptions.one": Act.READ,
    "subscriptions.revoke": Act.READ,
    "subscriptions.rotate": Act.READ,
    "views.remove": Act.READ,
    "views.save": Act.READ,
}
"""What each address asks of whoever comes, somewhere; the others are open to all."""


class Account(flask_login.UserMixin):
    """A person as Flask-Login knows them: by the ticket that their sessions hold."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def get_id(self) -> str:
        return self.person.ticket


class Manager(flask_login.LoginManager):
    """Flask-Login without its lasting cookie: looking for that would make feeds vary by cookie."""

    def _update_remember_cookie(self, response: Response) -> Response:
        return response


def put(app: Flask) -> None:
    """Guard every address of the application."""
    manager = Manager(app)  # type: ignore[no-untyped-call]
    manager.user_loader(_load)  # type: ignore[no-untyped-call]
    app.config["PERMANENT_SESSION_LIFETIME"] = IDLE
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False  # most answers set no cookie; see `_renew`
    app.config["SESSION_PROTECTION"] = None  # an office's addresses change; the ticket counts
    app.before_request(_guard)
    app.context_processor(_context)


def check(app: Flask) -> None:
    """Raise LookupError for an address of the application that no list above names."""
    named = {rule.endpoint for rule in app.url_map.iter_rules()}
    if unknown := named - OPEN - OWN - ROUTES.keys():
        raise LookupError(f"not in ROUTES: {', '.join(sorted(unknown))}")


def enter(person: Person) -> None:
    """Begin a session of that person; what the browser's session held before is gone."""
    begin_anew()
    flask.session.permanent = True
    flask.session["since"] = flask.session["seen"] = datetime.now(UTC).timestamp()
    flask_login.login_user(Account(person))


def ask_code(person: Person) -> None:
    """Remember for a while that somebody's password was right, and their code is wanted."""
    begin_anew()
    flask.session["second"] = [person.ticket, datetime.now(UTC).timestamp()]


def half_way() -> str | None:
    """Return the ticket of who has still to give their code, None for nobody and when late."""
    ticket, at = flask.session.get("second", (None, 0))
    late = datetime.now(UTC).timestamp() - at > SECOND.total_seconds()
    return None if late else ticket


def leave() -> None:
    """End the session."""
    flask_login.logout_user()
    begin_anew()


def who() -> Person | None:
    """Return the person who asks, None when nobody is signed in."""
    found: Person | None = getattr(flask_login.current_user, "person", None)
    return found


def signed_in() -> Person:
    """Return the person who asks; SignInError when nobody is signed in."""
    person = who()
    if person is None:
        raise SignInError("cần đăng nhập")
    return person


def demand(session: Session, act: Act, agency: str | None) -> Place:
    """Return the place of an agency; ForbiddenError unless the person may do that there."""
    place = register.place(session, agency)
    insist(act, place)
    return place


def insist(act: Act, place: Place = EVERYWHERE) -> None:
    """Raise ForbiddenError unless the person may do that at a place."""
    if not policy.may(who(), act, place):
        raise ForbiddenError("tài khoản này không có quyền làm việc ấy ở nơi này")


def acts(session: Session, agency: str | None) -> frozenset[Act]:
    """Return what the person may do at an agency, for the buttons of a page."""
    return policy.acts(who(), register.place(session, agency))


def _load(ticket: str) -> Account | None:
    since = flask.session.get("since", 0)
    if datetime.now(UTC).timestamp() - since > LONGEST.total_seconds():
        return None
    if g.get("away"):
        return None  # the page that says so is drawn without anybody's name
    g.away = True
    found = site().present.by_ticket(ticket)
    g.away = False
    if found is None:
        return None
    person, g.unseen = found
    return Account(person) if person.active else None


def _guard() -> Response | None:
    endpoint = request.endpoint
    if endpoint is None or endpoint in OPEN:
        return None
    person = who()
    if person is None:
        if request.method == "GET" and not is_htmx():
            back = request.full_path.rstrip("?")
            return redirect(url_for("accounts.sign_in", next=None if back == "/" else back))
        raise SignInError("phiên đăng nhập đã hết; chưa có gì được ghi")
    if endpoint not in OWN and not policy.may_somewhere(person, ROUTES[endpoint]):
        raise ForbiddenError("tài khoản này không có quyền mở trang hay làm việc này")
    _renew()
    return None


def _renew() -> None:
    at = datetime.now(UTC).timestamp()
    if at - flask.session.get("seen", 0) > RENEWED.total_seconds():
        flask.session["seen"] = at


def _context() -> dict[str, object]:
    """Give every template who is signed in and how much is new for them; feeds have neither."""
    if request.endpoint in OPEN:
        return {"me": None, "unseen": 0, "may": lambda _act: False}
    person = who()
    return {
        "me": person,
        "unseen": g.get("unseen", 0),
        "may": lambda act: policy.may_somewhere(person, Act(act)),
    }
