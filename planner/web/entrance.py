"""What stands between a server and the application: who asks, and how many are served at once."""

from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore
from typing import IO, TYPE_CHECKING, Any

from werkzeug.exceptions import BadRequest
from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST = 256 << 20
"""Bytes of a body that are read at all: more than any form may have, which says so itself."""

IN_MEMORY = 1 << 20
"""Bytes of a body that are kept in memory; a longer one waits in a temporary file."""

CHUNK = 1 << 16

KEPT_SECONDS = 60
"""For how long an office's own nginx may give a feed out again without asking."""

SAID_BY_PROXIES = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PREFIX",
)


class Asking:
    """Takes the word of one proxy for who asks and by which scheme, and of nobody else.

    `proxy` is the address that it connects from, None where there is none. The same headers from
    others are thrown away. That proxy, which is the office's own, is told that it may keep feeds.
    """

    def __init__(self, app: "WSGIApplication", proxy: str | None) -> None:
        self._app = app
        self._behind = ProxyFix(app, x_for=1, x_proto=1)
        self._proxy = proxy

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        if self._proxy is not None and environ.get("REMOTE_ADDR") == self._proxy:
            return self._behind(environ, _keeping(environ, start))
        for name in SAID_BY_PROXIES:
            environ.pop(name, None)
        return self._app(environ, start)


def _keeping(environ: "WSGIEnvironment", start: "StartResponse") -> "StartResponse":
    """Let an answer with a feed, or with "not modified", tell nginx that it may keep it."""
    if not environ["PATH_INFO"].startswith("/feeds/"):
        return start

    def begin(status: str, headers: list[tuple[str, str]], *fault: Any) -> Any:
        if status.startswith(("200", "304")):
            headers = [*headers, ("X-Accel-Expires", str(KEPT_SECONDS))]
        return start(status, headers, *fault)

    return begin


class Turns:
    """Lets a few requests at a time into the application, each once all of it has come.

    So whoever sends a photo over a slow line holds a thread that only waits, and nobody's turn.
    """

    def __init__(self, app: "WSGIApplication", at_once: int) -> None:
        self._app = app
        self._turn = BoundedSemaphore(at_once)

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        with SpooledTemporaryFile(IN_MEMORY) as body:
            if not _taken(environ, body):
                return BadRequest()(environ, start)
            environ["wsgi.input"] = body
            with self._turn:
                return self._app(environ, start)


def _taken(environ: "WSGIEnvironment", body: IO[bytes]) -> bool:
    """Take in the body of a request; say whether all of it came."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length or "HTTP_TRANSFER_ENCODING" in environ:
        try:
            while body.tell() <= MOST and (chunk := environ["wsgi.input"].read(CHUNK)):
                body.write(chunk)
        except OSError:
            return False
    whole = body.tell() >= min(length, MOST)
    body.seek(0)
    return whole
