"""The web application: pages, forms and the address of feeds."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, Response

from planner.services.publishing import Copies, Visits
from planner.settings import Settings
from planner.store.db import Database
from planner.web import (
    access,
    errors,
    filters,
    health,
    helping,
    home,
    jobs,
    language,
    protection,
    styleguide,
)
from planner.web import outcome as outcomes
from planner.web.addresses import MonthConverter
from planner.web.agencies import pages as agencies
from planner.web.agencies import papers, sessions, sites
from planner.web.calendar import finding, moving, views
from planner.web.calendar import pages as calendar
from planner.web.campaigns import anniversaries
from planner.web.campaigns import pages as campaigns
from planner.web.editing import pages as editing
from planner.web.feeds import pages as feeds
from planner.web.feeds import subscriptions
from planner.web.feeds.again import Again
from planner.web.htmx import htmx
from planner.web.people import account, accounts, bell, limits, oidc
from planner.web.people import pages as people
from planner.web.plans import importing
from planner.web.plans import pages as plans
from planner.web.present import Present
from planner.web.site import Site, put
from planner.web.work import items, proof, slots

ROOT = Path(__file__).resolve().parents[2]
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def create_app(settings: Settings) -> Flask:
    """Return the application over the database that the settings name."""
    app = Flask("planner", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.update(_configuration(settings))
    copies = Copies(settings.var / "feeds")
    database = Database(settings.database_url)
    here = Site(settings, database, Visits(), copies, Present(database))
    put(app, here)
    jobs.put(app, database)
    language.put(app)
    htmx.init_app(app)
    access.put(app)
    protection.put(app)
    filters.register(app)
    outcomes.put(app)
    errors.register(app)
    helping.put(app)
    app.url_map.converters["month"] = MonthConverter
    for module in (
        account,
        accounts,
        calendar,
        agencies,
        campaigns,
        anniversaries,
        bell,
        editing,
        feeds,
        finding,
        subscriptions,
        health,
        helping,
        home,
        importing,
        items,
        language,
        moving,
        oidc,
        papers,
        people,
        plans,
        proof,
        sessions,
        sites,
        slots,
        views,
    ):
        app.register_blueprint(module.pages)
    if app.debug:
        app.register_blueprint(styleguide.pages)
    if settings.oidc is not None:
        oidc.put(app, settings.oidc)
    limits.put(app)
    access.check(app)
    app.after_request(_guard)
    app.wsgi_app = Again(app.wsgi_app, here)  # type: ignore[method-assign]
    return app


def _configuration(settings: Settings) -> dict[str, object]:
    base = urlsplit(settings.base_url)
    return {
        "SECRET_KEY": settings.secret_key,
        "TRUSTED_HOSTS": [*LOOPBACK, *([base.hostname] if base.hostname else [])],
        "BABEL_DEFAULT_LOCALE": "vi",
        "BABEL_TRANSLATION_DIRECTORIES": "planner/translations",
        "SESSION_COOKIE_NAME": "planner",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": base.scheme == "https",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "SEND_FILE_MAX_AGE_DEFAULT": timedelta(hours=1),
        "MAX_CONTENT_LENGTH": 1 << 20,
    }


def _guard(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
