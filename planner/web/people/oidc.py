"""The addresses of signing in through the province's provider; `provider` is what they do.

Few offices sign in so, and Authlib is slow to load: it is loaded where a provider is set.
"""

from flask import Blueprint, Flask
from werkzeug.wrappers import Response

from planner.errors import NotFoundError
from planner.settings import Provider
from planner.web.site import site

pages = Blueprint("oidc", __name__)


def put(app: Flask, settings: Provider) -> None:
    """Give the application its provider."""
    from planner.web.people import provider  # noqa: PLC0415

    provider.put(app, settings)


@pages.get("/login/oidc")
def start() -> Response:
    """Go to the provider, which sends back to `callback`."""
    _demand()
    from planner.web.people import provider  # noqa: PLC0415

    return provider.start()


@pages.get("/login/oidc/callback")
def callback() -> Response:
    """Take what the provider says, and sign in whoever it is."""
    _demand()
    from planner.web.people import provider  # noqa: PLC0415

    return provider.callback()


def _demand() -> None:
    if site().settings.oidc is None:
        raise NotFoundError("ở đây không đăng nhập qua hệ thống khác")
