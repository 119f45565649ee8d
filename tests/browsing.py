"""What tests in a real browser share: a server that really listens, and a look at a page."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from accounts import admit, cookie_of
from flask import Flask, request
from flask import Response as FlaskResponse
from playwright.sync_api import Browser, BrowserContext, Page, Response
from werkzeug.serving import make_server

from planner.domain.people import Person
from planner.settings import Settings
from planner.web import create_app

AXE = """async () => (await axe.run()).violations.map(
    one => [one.id, one.nodes.map(node => node.target.join(" ")).slice(0, 3)])"""

COLOURS = """async () => (await axe.run({runOnly: ["color-contrast", "link-in-text-block"]}))
    .violations.map(one => [one.id, one.nodes.map(node => node.target.join(" ")).slice(0, 3)])"""
"""What of axe's rules depends on whether it is dark."""

UNFOLD = """fold => {
    for (const one of document.querySelectorAll(fold ? ".unfolded" : "details:not([open])")) {
        one.classList.toggle("unfolded", !fold);
        one.open = !fold;
    }
}"""
LOOKING = (Path(__file__).parent / "looking.js").read_text(encoding="utf-8")
LANGUAGES = {"vi": "vi-VN,vi;q=0.9", "en": "en"}
SHIFTS = """() => new Promise(done => {
    const found = [];
    const of = ({node}) => `${node?.nodeName} ${node?.className ?? ""}`;
    new PerformanceObserver(list => found.push(...list.getEntries()))
        .observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => setTimeout(
        () => done(found.map(one => [one.value, ...one.sources.map(of)])), 100));
})"""
SLOW = "X-Slow-Line"
"""A request with this header is answered as over a bad line."""

PIECE, PAUSE = 6_000, 0.04
"""How much of a page comes at once over a bad line, in bytes, and the seconds until more comes."""

HIGHEST = 16_000
"""Pixels of the highest window that Chromium draws without trouble."""

REFUSALS = ("the server responded with a status of 40", "Response Status Error Code 4", "favicon")
"""What Chromium and htmx say on the console of a refusal that is meant."""


class Served(str):
    """The address of a server, with the application behind it."""

    __slots__ = ("app",)
    app: Flask


def _on_a_bad_line(answer: FlaskResponse) -> FlaskResponse:
    """Let a page come in pieces to whoever asks so."""
    if SLOW in request.headers and answer.mimetype == "text/html":
        answer.response = _dribbled(answer.get_data())
    return answer


def _dribbled(whole: bytes) -> Iterator[bytes]:
    for at in range(0, len(whole), PIECE):
        yield whole[at : at + PIECE]
        time.sleep(PAUSE)


@contextmanager
def serving(settings: Settings, port: int = 0) -> Iterator[Served]:
    """Give the address of a server, on any port by default, for the time of the block."""
    app = create_app(settings)
    app.after_request(_on_a_bad_line)
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = Served(f"http://127.0.0.1:{server.server_port}")
    address.app = app
    yield address
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["planner"].database.close()


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


@dataclass
class Glass:
    """A page in a real browser under the policy as it stands, and all that is asked of it."""

    page: Page
    served: Served
    script: str
    heard: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, path: str, width: int, language: str = "vi", *, slow: bool = False) -> Response:
        """Go to an address in a window of that width and in a language, or over a bad line."""
        headers = {"Accept-Language": LANGUAGES[language]} | ({SLOW: "1"} if slow else {})
        self.page.set_extra_http_headers(headers)
        self.resize(width)
        answer = self.page.goto(f"{self.served}{path}")
        assert answer is not None
        self.ready()
        return answer

    def ready(self) -> None:
        """Make ready to ask the page that now stands there."""
        self.page.evaluate(LOOKING)
        self.page.evaluate("document.fonts.ready")

    def resize(self, width: int, *, whole: bool = False) -> None:
        """Make the window that wide; with `whole` so high that all of the page is in it."""
        self.page.evaluate("document.documentElement.style.fontSize = ''")
        self.page.set_viewport_size({"width": width, "height": 900})
        if whole:
            high = self.page.evaluate("document.documentElement.scrollHeight")
            self.page.set_viewport_size({"width": width, "height": min(high, HIGHEST)})

    def enlarge_text(self) -> None:
        """Draw letters twice as large until the page is left or resized, and nothing else."""
        self.page.evaluate("document.documentElement.style.fontSize = '200%'")

    def unfold(self, *, fold: bool = False) -> None:
        """Open everything that folds; with `fold` close what was opened so."""
        self.page.evaluate(UNFOLD, fold)

    def ask(self, *questions: str) -> list[str]:
        """Return the answers of tests/looking.js."""
        return [one for name in questions for one in self.page.evaluate(f"looking.{name}()") or ()]

    def shifts(self) -> list[Any]:
        """Return what moved by itself since the page was opened: how much, and which parts."""
        found: list[Any] = self.page.evaluate(SHIFTS)
        return found

    def axe(self) -> list[Any]:
        """Return what axe finds."""
        self.page.evaluate(self.script)
        found: list[Any] = self.page.evaluate(AXE)
        return found

    def dark(self) -> list[Any]:
        """Return what axe, which has looked in the light, finds of the colours in the dark."""
        self.page.emulate_media(color_scheme="dark")
        found: list[Any] = self.page.evaluate(COLOURS)
        self.page.emulate_media(color_scheme="light")
        return found

    def said(self) -> list[str]:
        """Return what the console said since it was last asked, but for refusals we meant."""
        found = [one for one in self.heard if not any(each in one for each in REFUSALS)]
        self.heard.clear()
        return found

    def elsewhere(self) -> list[str]:
        """Return the addresses on other hosts that were asked for something."""
        return [url for url in self.asked if not url.startswith(f"{self.served}/")]


@contextmanager
def glass(
    chromium: Browser,
    served: Served,
    axe: str,
    person: Person | None = None,
    *,
    signed_in: bool = True,
    **options: Any,
) -> Iterator[Glass]:
    """Give a page to look through; nothing moves in it by itself, so that colours stand still."""
    still = {"reduced_motion": "reduce", **options}
    context = (
        entered(chromium, served, person, **still) if signed_in else chromium.new_context(**still)
    )
    page = context.new_page()
    made = Glass(page, served, axe)
    loud = {"error", "warning"}
    page.on("console", lambda one: made.heard.append(one.text) if one.type in loud else None)
    page.on("pageerror", lambda error: made.heard.append(str(error)))
    page.on("request", lambda request: made.asked.append(request.url))
    yield made
    context.close()
