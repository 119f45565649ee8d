"""The address that calendar programs fetch. No session, no cookie, no redirect."""

import gzip

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from planner.services import subscribing
from planner.web.site import site

pages = Blueprint("feeds", __name__)

CALENDAR = "text/calendar; charset=utf-8"
FRESH_SECONDS = 3600


@pages.get("/feeds/<token>/<name>.ics")
def feed(token: str, name: str) -> AnyResponse:
    """Serve a feed; the token alone finds it, the name is for people."""
    with site().database.session() as session:
        found = subscribing.by_token(session, token)
        served = subscribing.render(session, found, site().today, site().settings.base_url)
    response = _packed(served) if request.accept_encodings.quality("gzip") else _plain(served)
    response.vary.add("Accept-Encoding")
    response.last_modified = served.last_modified
    response.cache_control.private = True
    response.cache_control.max_age = FRESH_SECONDS
    response.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response.make_conditional(request)


def _plain(served: subscribing.Served) -> Response:
    response = Response(served.body, content_type=CALENDAR)
    response.set_etag(served.etag)
    return response


def _packed(served: subscribing.Served) -> Response:
    """Return the body in a twentieth of the bytes; other bytes need another strong ETag."""
    response = Response(gzip.compress(served.body, mtime=0), content_type=CALENDAR)
    response.content_encoding = "gzip"
    response.set_etag(f"{served.etag}-gzip")
    return response
