"""Lockout: after too many wrong tries at a password, a code or a link one waits some minutes.

Only wrong tries count: a view says `wrong()`. The counts are in this process's memory, which is
the only one that serves. An address is the one that the connection comes from; behind a proxy of
the office's own it is right once PLANNER_PROXY names that proxy (`serving.run`).
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

import flask
from flask import Flask, Response, g, request
from flask_limiter import Limiter, RateLimitExceeded

from planner.web import access
from planner.web.errors import KNOWN, Words, answer
from planner.web.filters import counted

Key = Callable[[], str]

LONGEST_KEY = 64


def wrong() -> None:
    """Count this request as a wrong try."""
    g.wrong = True


def put(app: Flask) -> None:
    """Limit the views in `LIMITED`; all others are left alone, and no answer gets a header."""
    limiter = Limiter(_address, app=app, storage_uri="memory://", headers_enabled=False)
    for endpoint, limits in LIMITED.items():
        view: Callable[..., Any] = app.view_functions[endpoint]
        for amount, key in limits:
            view = limiter.limit(amount, key_func=key, deduct_when=_was_wrong)(view)
        app.view_functions[endpoint] = view
    app.extensions["planner.limiter"] = limiter
    app.register_error_handler(RateLimitExceeded, _wait)


def _was_wrong(_response: Response) -> bool:
    return bool(g.get("wrong"))


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


LIMITED: Mapping[str, tuple[tuple[str, Key], ...]] = {
    "accounts.enter": (("5 per 15 minutes", _named), ("30 per 15 minutes", _address)),
    "accounts.second": (("5 per 15 minutes", _half_way),),
    "accounts.link": (("20 per 15 minutes", _address),),
    "accounts.set_password": (("20 per 15 minutes", _address),),
    "account.password": (("5 per 15 minutes", _signed_in),),
    "account.codes_off": (("5 per 15 minutes", _signed_in),),
}
"""How many wrong tries each view takes in what time, and of whom."""


def _wait(_error: RateLimitExceeded) -> Response:
    limiter: Limiter = flask.current_app.extensions["planner.limiter"]
    over = limiter.current_limit
    seconds = max(1, int(over.reset_at - time.time()) + 1) if over else 60
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
