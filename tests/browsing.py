"""What tests in a real browser share: a server that really listens, and a look at a page."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from planner.settings import Settings
from planner.web import create_app

AXE = """async () => (await axe.run()).violations.map(
    one => [one.id, one.nodes.map(node => node.target.join(" ")).slice(0, 3)])"""


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """Give the address of a server for the time of the block."""
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def looking(chromium: Browser, width: int, scheme: str) -> Iterator[tuple[Page, list[str]]]:
    """Give a page of that width, light or dark, and the list of errors its scripts make."""
    context = chromium.new_context(
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
