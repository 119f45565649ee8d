"""Addresses: parts that the framework does not know, and which are ours."""

from urllib.parse import quote

from flask import g, url_for
from werkzeug.routing import IntegerConverter


class MonthConverter(IntegerConverter):
    """A month: one or two digits are read, two are written."""

    regex = r"\d{1,2}"

    def to_url(self, value: int) -> str:
        return f"{int(value):02d}"


_KEPT = "!$&'()*+,/:;=@"
"""What an address keeps as it is in a path, as url_for does."""


def to_slot(key: str) -> str:
    """Return what url_for returns for a slot's page; a month has hundreds of them."""
    if "slots" not in g:
        g.slots = url_for("slots.slot", key="-").removesuffix("-")
    return f"{g.slots}{quote(key, safe=_KEPT)}"


def ours(asked: str) -> str:
    """Return an address to go on to if it is one of ours, else the home page's.

    >>> ours("/calendar/2027/08"), ours("//vi-du.vn"), ours("https://vi-du.vn")
    ('/calendar/2027/08', '/', '/')
    """
    local = asked.startswith("/") and not asked.startswith(("//", "/\\"))
    return asked if local and asked.isprintable() else "/"
