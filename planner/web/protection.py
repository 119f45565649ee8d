"""Whether a form comes from a page of ours: by where the browser says it is from, or by its token.

A token ends with the session in which its page was drawn. Browsers name the origin of every form,
and no other site can; so a page that stood open while somebody signed in again can still be sent.
"""

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect

from planner.web.site import site


def put(app: Flask) -> None:
    """Refuse forms of other sites; a token is asked for only where the browser says nothing."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    tokens = CSRFProtect(app)

    def protect() -> None:
        if app.config["WTF_CSRF_ENABLED"] and not is_ours():
            tokens.protect(apply_exemptions=True)

    app.before_request(protect)


def is_ours() -> bool:
    """Whether the browser says that a page of ours sent this form."""
    origin = request.headers.get("Origin")
    return origin is not None and origin in {request.host_url.rstrip("/"), _base()}


def _base() -> str:
    """Return the origin under which people know us, which a proxy may not hand on."""
    return "/".join(site().settings.base_url.split("/")[:3])
