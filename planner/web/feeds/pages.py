"""The address that calendar programs fetch. No session, no cookie, no redirect."""

import gzip
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from planner.errors import StoreError
from planner.services import publishing
from planner.services.publishing import Served
from planner.web.site import site

pages = Blueprint("feeds", __name__)

CALENDAR = "text/calendar; charset=utf-8"
FRESH_SECONDS = 3600


@pages.get("/feeds/<token>/<name>.ics")
def feed(token: str, name: str) -> AnyResponse:
    """Serve a feed; the token alone finds it, the name is for people.

    With the database away it is the last good copy, so that no calendar goes empty.
    """
    number, served = _found(token)
    response = _packed(served) if request.accept_encodings.quality("gzip") else _plain(served)
    response.vary.add("Accept-Encoding")
    response.last_modified = served.last_modified
    response.cache_control.private = True
    response.cache_control.max_age = FRESH_SECONDS
    response.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    answer = response.make_conditional(request)
    if number is not None:
        _note(number, unchanged=answer.status_code == HTTPStatus.NOT_MODIFIED)
    return answer


def _found(token: str) -> tuple[int | None, Served]:
    here = site()
    try:
        found, served = publishing.serve(here.database, token, here.today, here.settings.base_url)
    except StoreError:
        copy = here.copies.get(token)
        if copy is None:
            raise
        return None, copy
    here.copies.keep(token, served)
    return found.id, served


def _note(number: int, *, unchanged: bool) -> None:
    visits = site().visits
    visits.add(number, request.headers.get("User-Agent", ""), unchanged=unchanged)
    if visits.is_due():
        visits.write(site().database)


def _plain(served: Served) -> Response:
    response = Response(served.body, content_type=CALENDAR)
    response.set_etag(served.etag)
    return response


def _packed(served: Served) -> Response:
    """Return the body in a twentieth of the bytes; other bytes need another strong ETag."""
    response = Response(gzip.compress(served.body, mtime=0), content_type=CALENDAR)
    response.content_encoding = "gzip"
    response.set_etag(f"{served.etag}-gzip")
    return response
