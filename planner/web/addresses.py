"""Addresses: parts that the framework does not know, and which are ours."""

from collections.abc import Mapping
from functools import cache
from urllib.parse import quote, urlencode

from flask import url_for
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
    return f"{_before('slots.slot')}{quote(key, safe=_KEPT)}"


def to_item(key: str) -> str:
    """Return what url_for returns for a checklist item's page."""
    return f"{_before('items.item')}{quote(key, safe=_KEPT)}"


@cache
def _before(endpoint: str) -> str:
    """Return the address of something up to its key."""
    return url_for(endpoint, key="-").removesuffix("-")


def to_month(year: int, month: int, query: Mapping[str, str | list[str] | None]) -> str:
    """Return what url_for returns for a page of the calendar; a page leads to dozens of others."""
    pairs = [
        (name, one)
        for name, value in query.items()
        if value is not None
        for one in (value if isinstance(value, list) else [value])
    ]
    address = f"{_calendar()}{year}/{month:02}"
    return f"{address}?{urlencode(pairs, safe=_KEPT_IN_QUERY)}" if pairs else address


_KEPT_IN_QUERY = "!$'()*,/:;?@"


@cache
def _calendar() -> str:
    return url_for("calendar.month", year=0, month=0).removesuffix("0/00")


def ours(asked: str) -> str:
    """Return an address to go on to if it is one of ours, else the home page's.

    >>> ours("/calendar/2027/08"), ours("//vi-du.vn"), ours("https://vi-du.vn")
    ('/calendar/2027/08', '/', '/')
    """
    local = asked.startswith("/") and not asked.startswith(("//", "/\\"))
    return asked if local and asked.isprintable() else "/"
