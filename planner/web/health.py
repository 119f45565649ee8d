"""Whether the application works, and what robots may fetch."""

from flask import Blueprint, Response

from planner.errors import StoreError
from planner.web.site import site

pages = Blueprint("health", __name__)

# Google Calendar's importer obeys robots.txt: feeds are open to it, pages are not to be indexed.
ROBOTS = "User-agent: *\nAllow: /feeds/\nDisallow: /\n"


@pages.get("/healthz")
def healthz() -> Response:
    """Say "ok" once the database answers."""
    try:
        site().database.ping()
    except StoreError as error:
        return Response(f"{error.text()}\n", status=503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")


@pages.get("/robots.txt")
def robots() -> Response:
    return Response(ROBOTS, mimetype="text/plain")
