"""Every page with a real province's year in the browser: wide, narrow, zoomed, dark, in English.

One visit asks all of it, so that the whole costs little: what the console, the policy and axe say,
what is cut off, covered or gone when zoomed, and whom the page asked for anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import lived
import pytest
from browsing import Glass, Served, glass
from flask import Flask
from playwright.sync_api import Browser

from planner.settings import Settings
from planner.web import HEADERS, access, create_app

ADDRESSES = [path for paths in lived.PAGES.values() for path in paths]
WITHOUT = frozenset(lived.PAGES) & access.OPEN
"""Pages for those who are not signed in."""

ABOVE, ZOOMED, PHONE = 1280, 640, 320
"""CSS pixels across: a usual window, the same at 200 %, and at 400 % or a small phone."""


@pytest.fixture(scope="module")
def app(settings: Settings) -> Flask:
    return create_app(settings)


def test_no_page_is_forgotten(app: Flask) -> None:
    asked = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert asked == lived.PAGES.keys() | lived.NO_PAGES
    assert lived.PAGES.keys().isdisjoint(lived.NO_PAGES)


def test_the_addresses_lead_where_they_are_listed(app: Flask) -> None:
    found = {}
    adapter = app.url_map.bind("")
    for endpoint, paths in lived.PAGES.items():
        for path in paths:
            found[path] = adapter.match(urlsplit(path).path)[0] == endpoint
    assert [path for path, right in found.items() if not right] == []


@dataclass(frozen=True)
class Visitors:
    """Somebody signed in and somebody who is not, and what the addresses name."""

    inside: Glass
    outside: Glass
    names: dict[str, str]


@pytest.fixture(scope="module")
def visitors(
    chromium: Browser, world: dict[str, str], served: Served, axe: str
) -> Iterator[Visitors]:
    with (
        glass(chromium, served, axe) as inside,
        glass(chromium, served, axe, signed_in=False) as outside,
    ):
        yield Visitors(inside, outside, world)


@pytest.mark.parametrize("path", [*ADDRESSES, *lived.REFUSED])
def test_nothing_is_wrong_with_a_page(visitors: Visitors, path: str) -> None:
    without = any(path in lived.PAGES[endpoint] for endpoint in WITHOUT)
    look = visitors.outside if without else visitors.inside
    address = path.format(**visitors.names)
    wrong: dict[str, list[Any]] = {}

    answer = look.open(address, ABOVE)
    assert urlsplit(look.page.url).path == urlsplit(address).path
    policy = answer.headers.get("content-security-policy")
    wrong["policy"] = [policy] if policy != HEADERS["Content-Security-Policy"] else []
    look.unfold()
    wrong["light"] = look.axe()
    wrong["dark"] = look.dark()
    look.unfold(fold=True)
    whole = look.ask("actions")

    look.resize(ABOVE, whole=True)
    look.enlarge_text()
    wrong["large text"] = look.ask("sideways", "cut", "covered")

    look.resize(ZOOMED, whole=True)
    wrong["zoomed"] = look.ask("sideways", "cut", "covered")
    wrong["gone when zoomed"] = sorted(set(whole) - set(look.ask("actions")))

    look.resize(PHONE)
    look.unfold()
    wrong["phone"] = look.ask("sideways", "cut")
    look.open(address, PHONE, language="en")
    wrong["phone, English"] = [*look.ask("sideways", "cut"), *look.axe()]

    wrong["console"] = look.said()
    wrong["elsewhere"] = look.elsewhere()
    assert {name: found for name, found in wrong.items() if found} == {}
