"""A month of 2,000 slots in a real browser, by its own measure: first byte, size, next paint."""

import statistics
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import full
from playwright.sync_api import Page, expect
from programs import MissingError, running_chromium

from bench import served
from bench.figures import Figure
from planner import seeds
from planner.services import installing
from planner.settings import ROOT, Settings
from planner.store.db import Database

TIMES = 9
WATCH = """() => {
    window.painted = [];
    new PerformanceObserver(list => painted.push(...list.getEntries()))
        .observe({type: "event", durationThreshold: 16, buffered: true});
}"""
LEAST = 16
"""Milliseconds under which a browser reports no interaction."""

FIRST_BYTE = """() => {
    const [one] = performance.getEntriesByType("navigation");
    return one.responseStart - one.requestStart;
}"""


def figures(folder: Path) -> Iterator[Figure]:
    """Measure an agency's and a province's month of 2,000 slots, in a database of its own."""
    try:
        yield from _measured(folder)
    except MissingError as missing:
        yield Figure("2,000 slots in a browser", None, "ms", 100, beside=str(missing))


def _measured(folder: Path) -> Iterator[Figure]:
    url, var = f"sqlite:///{(folder / 'crowded.db').as_posix()}", folder / "crowded.var"
    _crowd(served.settings(url, var))
    name, _, value = served.someone(url, var)["Cookie"].partition("=")
    with served.planner(url, var) as server, running_chromium() as browser:
        address = f"http://127.0.0.1:{server.port}"
        with closing(browser.new_context(locale="vi-VN")) as context:
            context.add_cookies([{"name": name, "value": value, "url": address}])
            page = context.new_page()
            for whose, path in (("an agency", full.OF_ONE), ("a province", full.OF_ALL)):
                yield from _loaded(page, f"{address}{path}", f"2,000 slots of {whose}")
            yield from _used(page, f"{address}{full.OF_ONE}")


def _crowd(settings: Settings) -> None:
    settings.var.mkdir(exist_ok=True)
    with closing(Database(settings.database_url)) as database:
        database.upgrade()
        known = seeds.load(ROOT / "seeds")
        with database.writing() as session:
            installing.install(session, known)
            installing.demonstrate(session, known, settings.today())
    full.fill(settings)


def _loaded(page: Page, address: str, name: str) -> Iterator[Figure]:
    taken = []
    for _ in range(TIMES):
        answer = page.goto(address)
        taken.append(page.evaluate(FIRST_BYTE))
    assert answer is not None
    yield Figure(f"{name}: first byte in a browser", min(taken), "ms", 60)
    yield Figure(f"{name}: HTML before compression", len(answer.body()) / 1000, "kB", 350)


def _used(page: Page, address: str) -> Iterator[Figure]:
    """Measure what somebody does with an agency's month, from a press to the next paint."""
    for name, act in ACTS.items():
        taken = []
        for _ in range(TIMES):
            page.goto(address)
            page.evaluate(WATCH)
            act(page)
            page.wait_for_timeout(200)  # the browser reports some frames later
            taken.append(page.evaluate("Math.max(0, ...painted.map(one => one.duration))") or LEAST)
        yield Figure(f"2,000 slots: {name}, to the next paint", statistics.median(taken), "ms", 100)


def _open(page: Page) -> None:
    page.locator("td[data-day] a.num").nth(9).click()
    expect(page.locator("#ngay")).to_be_visible()


def _filter(page: Page) -> None:
    page.locator("#tim-loc").press_sequentially("ky")
    page.locator("input[name=channel]").first.check()


def _move(page: Page) -> None:
    page.locator(".app [data-revision]:visible").first.focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("#bao .told")).to_be_visible()


ACTS: dict[str, Callable[[Page], None]] = {
    "a day opened": _open,
    "filters chosen": _filter,
    "a slot moved": _move,
}
