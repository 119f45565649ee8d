"""What a change made on a page of the calendar answers to htmx: the pieces that it reaches.

Each piece says for itself where it belongs (`hx-swap-oob`): the weeks of a month that hold a day
of a slot before or after the change, the numbers, the tray and what stands beside the calendar. Of
another view the whole body, since a slot can stand anywhere in it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlsplit

from flask import current_app, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response

from planner.domain.model import Slot
from planner.errors import PlannerError
from planner.store import log, slots
from planner.store import register as registers
from planner.store.db import Session
from planner.store.log import Logged
from planner.web.addresses import ours
from planner.web.calendar import asking, pages
from planner.web.calendar.asking import Asked
from planner.web.htmx import is_htmx
from planner.web.site import site

DAY = timedelta(days=1)


def answer(asked: str, begun: int) -> str | Response:
    """Answer a form that has been carried out on the page that was `asked` for.

    `begun` is the log's last revision before. A plain form is led back to its page.
    """
    back = ours(asked)
    return (is_htmx() and pieces(back, begun)) or redirect(back, code=303)


def pieces(back: str, since: int, subject: str | None = None, *, told: bool = True) -> str:
    """Return the pieces of the page at `back` that changed after a revision, "" if it is no page.

    With a `subject` only those that its changes reach; `told`: with what is said of what was done.
    """
    asked = _asked(back)
    if asked is None:
        return ""
    with site().database.session() as session:
        weeks = _weeks(session, log.since(session, since, subject))
        page = pages.page_of(session, asked, registers.load(session))
    return render_template("calendar/_anew.html", page=page, weeks=weeks, back=back, told=told)


def _asked(back: str) -> Asked | None:
    """Read an address of the calendar as its own page does; None for any other."""
    parts = urlsplit(back)
    try:
        endpoint, values = current_app.create_url_adapter(request).match(parts.path, "GET")  # type: ignore[union-attr]
        if endpoint != "calendar.month":
            return None
        return asking.read(values["year"], values["month"], MultiDict(parse_qsl(parts.query)))
    except (HTTPException, RequestRedirect, PlannerError):
        return None


def _weeks(session: Session, rows: Sequence[Logged]) -> set[date]:
    """Return the Mondays of the weeks in which slots stood before some changes, or stand now."""
    before: dict[str, dict[str, object]] = {}
    for row in rows:
        if row.entry.kind == "slot" and row.entry.subject and row.entry.field:
            old = log.value_of(row.entry.field, row.entry.old)
            before.setdefault(row.entry.subject, {}).setdefault(row.entry.field, old)
    there = slots.some(session, before)
    return {monday for slot in there.values() for monday in _around(slot, before[slot.key])}


def _around(slot: Slot, before: dict[str, object]) -> Iterable[date]:
    for day, end in (
        (slot.day, slot.end_day),
        (before.get("day", slot.day), before.get("end_day", slot.end_day)),
    ):
        if isinstance(day, date):
            last = end if isinstance(end, date) else day
            monday = day - DAY * day.weekday()
            yield from (monday + DAY * n for n in range(0, (last - monday).days + 1, 7))
