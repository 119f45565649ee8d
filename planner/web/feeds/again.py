"""Visits to feeds that get the answer of before, given without waking the application.

Nearly all visits find nothing new. What the application answered last is remembered here, and is
right until another day begins or something is written: one row of the database tells, whichever
process wrote. Whatever is not plainly such a visit goes to the application.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING, Any

from werkzeug.datastructures import Accept
from werkzeug.http import http_date, parse_accept_header

from planner.errors import StoreError
from planner.web.site import Site

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FEED = "planner.feed"
"""Where the application says which feed it found: its id, its ETag and its Last-Modified."""

ROOM = 16 << 20
"""How many bytes of answers a process remembers: packed, 600 agencies' feeds."""

_ABOUT = 4096
"""How many an address takes besides."""

_OURS = re.compile(r'"[0-9a-f]{64}(-gzip)?"')

Address = tuple[str, str, bool]
"""Host and path that were asked for, and whether gzip is understood."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as the application gave it."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address since a moment: a day and the token of the latest write."""

    moment: tuple[date, str]
    feed: int
    etag: str
    modified: str
    answers: dict[HTTPStatus, Answer] = field(default_factory=dict)

    def asked(self, environ: "WSGIEnvironment") -> HTTPStatus | None:
        """Return what a visit is to be answered with, None where that is not plain to see."""
        has = environ.get("HTTP_IF_NONE_MATCH")
        if has is not None:
            if has == self.etag:
                return HTTPStatus.NOT_MODIFIED
            return HTTPStatus.OK if _OURS.fullmatch(has) else None
        since = environ.get("HTTP_IF_MODIFIED_SINCE")
        if since is not None:
            return HTTPStatus.NOT_MODIFIED if since == self.modified else None
        return HTTPStatus.OK

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return _ABOUT + sum(len(one.body) for one in self.answers.values())


class Again:
    """The application with a memory for what it said of feeds."""

    def __init__(self, application: "WSGIApplication", site: Site) -> None:
        self._application = application
        self._site = site
        self._known: dict[Address, Known] = {}
        self._lock = Lock()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith("/feeds/") or environ["REQUEST_METHOD"] != "GET":
            return self._application(environ, start_response)
        try:
            moment = (self._site.today, self._site.database.latest_write())
        except StoreError:
            return self._application(environ, start_response)
        encodings = environ.get("HTTP_ACCEPT_ENCODING", "")
        address = (environ.get("HTTP_HOST", ""), path, _packs(encodings))
        known = self._known.get(address)
        status = known.asked(environ) if known is not None and known.moment == moment else None
        answer = known.answers.get(status) if known is not None and status is not None else None
        if known is None or answer is None:
            return self._learn(address, moment, environ, start_response)
        agent = environ.get("HTTP_USER_AGENT", "")
        self._site.note(known.feed, agent, unchanged=status == HTTPStatus.NOT_MODIFIED)
        start_response(answer.status, [*answer.headers, ("Date", http_date())])
        return [answer.body]

    def _learn(
        self,
        address: Address,
        moment: tuple[date, str],
        environ: "WSGIEnvironment",
        start_response: "StartResponse",
    ) -> Iterable[bytes]:
        """Let the application answer, and remember what it says of a feed.

        `moment` was asked for before, so what is remembered is at least as new.
        """
        said: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            said.append((status, headers))
            return start_response(status, headers, *rest)

        chunks = self._application(environ, start)
        try:
            body = b"".join(chunks)
        finally:
            getattr(chunks, "close", lambda: None)()
        if said and FEED in environ:
            self._remember(address, Known(moment, *environ[FEED]), Answer(*said[-1], body))
        return [body]

    def _remember(self, address: Address, known: Known, answer: Answer) -> None:
        status = HTTPStatus(int(answer.status[:3]))
        headers = [one for one in answer.headers if one[0] != "Date"]
        with self._lock:
            before = self._known.pop(address, None)
            if before is not None and before.moment == known.moment and before.etag == known.etag:
                known.answers.update(before.answers)
            known.answers[status] = replace(answer, headers=headers)
            self._known[address] = known
            while sum(one.size for one in self._known.values()) > ROOM:
                del self._known[next(iter(self._known))]


@lru_cache(maxsize=100)
def _packs(encodings: str) -> bool:
    return parse_accept_header(encodings, Accept).quality("gzip") > 0
