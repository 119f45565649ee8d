"""The language of a page: Vietnamese, or English for whoever wants it.

What was chosen stays in the browser's session; else the browser says what it reads. Feeds,
letters and the command line are always in Vietnamese.
"""

from collections.abc import Mapping

import flask
from flask import Blueprint, Flask, redirect, request
from flask_babel import Babel, get_locale, get_translations, gettext
from werkzeug.wrappers import Response

from planner.errors import InputError
from planner.phrases import Phrase

pages = Blueprint("language", __name__)

LANGUAGES: Mapping[str, str] = {"vi": "Tiếng Việt", "en": "English"}
"""The languages of the pages, each by its own name."""

WITHOUT = frozenset({"feeds.feed", "health.healthz", "health.robots", "static"})
"""What has one language for all: a feed's answer must not vary by cookie."""


def put(app: Flask) -> None:
    """Let every page of the application be said in its reader's language."""
    Babel(app, locale_selector=_chosen)
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
        return str(gettext(text)) if text else ""
    pattern = str(gettext(text.pattern))
    parts = {
        name: said(part) if isinstance(part, Phrase) else part for name, part in text.parts.items()
    }
    return pattern % parts if parts else pattern


def form_for(pattern: str, number: int) -> str:
    """Return the form of a message that stands with that number: 1 agency, 2 agencies."""
    return str(get_translations().ungettext(pattern, pattern, number))


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
    now = str(get_locale())
    there = LANGUAGES if request.method == "GET" and request.endpoint not in WITHOUT else {}
    return {
        "language": now,
        "other_languages": {code: name for code, name in there.items() if code != now},
    }
