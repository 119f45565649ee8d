"""What tests in a real browser share: a server that really listens, and a look at a page."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from accounts import admit, cookie_of
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from planner.domain.people import Person
from planner.settings import Settings
from planner.web import create_app

AXE = """async () => (await axe.run()).violations.map(
    one => [one.id, one.nodes.map(node => node.target.join(" ")).slice(0, 3)])"""


class Served(str):
    """The address of a server, with the application behind it."""

    __slots__ = ("app",)
    app: Flask


@contextmanager
def serving(settings: Settings, port: int = 0) -> Iterator[Served]:
    """Give the address of a server, on any port by default, for the time of the block."""
    app = create_app(settings)
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = Served(f"http://127.0.0.1:{server.server_port}")
    address.app = app
    yield address
    server.shutdown()
    thread.join()
    server.server_close()


def entered(
    chromium: Browser, served: Served, person: Person | None = None, **options: Any
) -> BrowserContext:
    """Return a browser's context in which that person is signed in, an administrator by default."""
    context = chromium.new_context(**options)
    person = person or admit(served.app.extensions["planner"].database)
    name, value = cookie_of(served.app, person)
    context.add_cookies([{"name": name, "value": value, "url": str(served)}])
    return context


@contextmanager
def looking(
    chromium: Browser, served: Served, width: int, scheme: str
) -> Iterator[tuple[Page, list[str]]]:
    """Give a page of that width, light or dark, and the list of errors its scripts make."""
    context = entered(
        chromium,
        served,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page, said
    context.close()


def faults(page: Page, node_modules: Path) -> list[Any]:
    """Return what axe finds on the page, and whether it scrolls sideways."""
    page.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
    found: list[Any] = page.evaluate(AXE)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("scrolls sideways")
    return found
