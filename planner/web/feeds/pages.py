"""The address that calendar programs fetch. No session, no cookie, no redirect."""

from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from planner.errors import StoreError
from planner.services import publishing
from planner.services.publishing import Served
from planner.web.feeds.again import FEED
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
    packs = request.accept_encodings.quality("gzip") > 0
    response = _without_body(served, name, packs=packs)
    says = (response.headers["ETag"], response.headers["Last-Modified"])
    answer = response.make_conditional(request)
    is_new = answer.status_code == HTTPStatus.OK
    if is_new:
        answer.set_data(served.gzip if packs else served.body)
    if number is not None:
        request.environ[FEED] = (number, *says)
        site().note(number, request.headers.get("User-Agent", ""), unchanged=not is_new)
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


def _without_body(served: Served, name: str, *, packs: bool) -> Response:
    """Return what is said of a feed before its bytes; packed ones need another strong ETag."""
    response = Response(content_type=CALENDAR)
    if packs:
        response.content_encoding = "gzip"
    response.set_etag(f"{served.etag}-gzip" if packs else served.etag)
    response.vary.add("Accept-Encoding")
    response.last_modified = served.last_modified
    response.cache_control.private = True
    response.cache_control.max_age = FRESH_SECONDS
    response.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
