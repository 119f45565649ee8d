"""Lockout: after too many wrong tries at a password, a code or a link one waits some minutes.

Only wrong tries count: a view says `wrong()`. They are kept in the database, so that all processes
count together. An address is the one that the connection comes from; behind a proxy of the office's
own it is right once PLANNER_PROXY names that proxy (`entrance.Asking`).
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import Flask, Response, g, request

from planner.services import lockout
from planner.services.lockout import Limit
from planner.services.scheduling import now
from planner.web import access
from planner.web.errors import KNOWN, Words, answer
from planner.web.filters import counted
from planner.web.site import site

Key = Callable[[], str]
View = Callable[..., Any]

LONGEST_KEY = 64


def wrong() -> None:
    """Count this request as a wrong try."""
    g.wrong = True


def put(app: Flask) -> None:
    """Limit the views in `LIMITED`; all others are left alone."""
    for endpoint in LIMITED:
        app.view_functions[endpoint] = _limited(endpoint, app.view_functions[endpoint])


def _limited(endpoint: str, view: View) -> View:
    @wraps(view)
    def limited(**values: str) -> Any:
        limits = [Limit(f"{endpoint} {key()}", most) for most, key in LIMITED[endpoint]]
        with site().database.session() as session:
            wait = lockout.wait(session, limits, now())
        if wait is not None:
            return _wait(wait)
        try:
            return view(**values)
        finally:
            if g.get("wrong"):
                with site().database.writing() as session:
                    lockout.wrong(session, limits, now())

    return limited


def _address() -> str:
    return request.remote_addr or "?"


def _named() -> str:
    name = request.form.get("name", "").strip().lower()
    return f"{_address()} {name}"[:LONGEST_KEY]


def _half_way() -> str:
    """Return whose code is asked for: who knows the password may not guess from many addresses."""
    return access.half_way() or _address()


def _signed_in() -> str:
    return access.signed_in().name


LIMITED: Mapping[str, tuple[tuple[int, Key], ...]] = {
    "accounts.enter": ((5, _named), (30, _address)),
    "accounts.second": ((5, _half_way),),
    "accounts.link": ((20, _address),),
    "accounts.set_password": ((20, _address),),
    "account.password": ((5, _signed_in),),
    "account.codes_off": ((5, _signed_in),),
}
"""How many wrong tries each view takes in a quarter of an hour, and of whom."""


def _wait(wait: timedelta) -> Response:
    seconds = int(wait.total_seconds()) + 1
    words = Words(
        KNOWN[429].title,
        KNOWN[429].what,
        counted(
            "Đợi %(number)s phút rồi thử lại. Quên mật khẩu thì nhờ người quản trị.",
            -(-seconds // 60),
        ),
    )
    response = answer(429, words)
    response.headers["Retry-After"] = str(seconds)
    return response
