"""The language of a page: Vietnamese, or English for whoever wants it.

What was chosen stays in the browser's session; else the browser says what it reads. Feeds,
letters and the command line are always in Vietnamese.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from functools import lru_cache

import flask
from flask import Blueprint, Flask, redirect, request
from flask_babel import Babel, get_translations
from markupsafe import Markup
from werkzeug.wrappers import Response

from planner.errors import InputError
from planner.phrases import Phrase

pages = Blueprint("language", __name__)

LANGUAGES: Mapping[str, str] = {"vi": "Tiếng Việt", "en": "English"}
"""The languages of the pages, each by its own name."""

_language: ContextVar[str | None] = ContextVar("language", default=None)
"""The language of the page that is being made, once somebody has asked for it."""

WITHOUT = frozenset({"feeds.feed", "health.healthz", "health.robots", "static"})
"""What has one language for all: a feed's answer must not vary by cookie."""


def put(app: Flask) -> None:
    """Let every page of the application be said in its reader's language."""
    Babel(app, locale_selector=_chosen)
    # A page says hundreds of words: looked up in a dict, a third of its time is saved.
    app.jinja_env.globals.update(_=_in_template, gettext=_in_template)
    app.before_request(_forget)
    app.teardown_request(_forget)
    app.context_processor(_context)


@pages.post("/language")
def choose() -> Response:
    """Keep a language for this browser, and go back to the page that the form stood on."""
    code = request.form.get("language", "")
    if code not in LANGUAGES:
        raise InputError("không có ngôn ngữ “%(code)s”; chọn tiếng Việt hoặc English", code=code)
    flask.session["language"] = code
    came = request.referrer or ""
    return redirect(came if came.startswith(request.host_url) else "/", code=303)


def begin_anew() -> None:
    """Empty the browser's session, but for the language of its reader."""
    kept = flask.session.get("language")
    flask.session.clear()
    if kept is not None:
        flask.session["language"] = kept


def said(text: str) -> str:
    """Return words of ours in the language of the page; any other text stays as it is."""
    if not isinstance(text, Phrase):
        return _message(now(), str(text)) if text else ""
    pattern = _message(now(), text.pattern)
    parts = {
        name: said(part) if isinstance(part, Phrase) else part for name, part in text.parts.items()
    }
    return pattern % parts if parts else pattern


def form_for(pattern: str, number: int) -> str:
    """Return the form of a message that stands with that number: 1 agency, 2 agencies."""
    return _form(now(), pattern, number)


def now() -> str:
    """Return the language of the page that is being made, Vietnamese where there is none."""
    found = _language.get()
    if found is None:
        if not flask.has_request_context():
            return "vi"
        found = _chosen()
        _language.set(found)
    return found


def _forget(_error: BaseException | None = None) -> None:
    _language.set(None)


_MOST = 8192
"""Messages that are kept, in all languages: there are some thousands."""


@lru_cache(_MOST)
def _message(_language: str, text: str) -> str:
    return str(get_translations().ugettext(text))


@lru_cache(_MOST)
def _form(_language: str, pattern: str, number: int) -> str:
    return str(get_translations().ungettext(pattern, pattern, number))


@lru_cache(_MOST)
def _whole(language: str, text: str) -> Markup:
    """Return a message that has no parts; as everywhere, a per cent sign stands twice in it."""
    return Markup(_message(language, text)) % {}  # noqa: S704 (a template's own words)


def _in_template(text: str, /, **parts: object) -> Markup:
    """Return a message in the language of the page; its parts are escaped, itself it is not."""
    if parts:
        return Markup(_message(now(), text)) % parts  # noqa: S704 (a template's own words)
    return _whole(now(), text)


def _chosen() -> str:
    if request.endpoint in WITHOUT:
        return "vi"
    kept = flask.session.get("language")
    if kept in LANGUAGES:
        return str(kept)
    reads = [code.partition("-")[0].lower() for code in request.accept_languages.values()]
    return "en" if reads[:1] == ["en"] and "vi" not in reads else "vi"


def _context() -> dict[str, object]:
    """Give every template its language, and the others where its address can be gone back to."""
    there = LANGUAGES if request.method == "GET" and request.endpoint not in WITHOUT else {}
    return {
        "language": now(),
        "other_languages": {code: name for code, name in there.items() if code != now()},
    }
