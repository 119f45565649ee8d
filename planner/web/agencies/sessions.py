"""One loudspeaker session on one day: its bulletins in order, their minutes, what is to be read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from planner.domain.airtime import silenced
from planner.domain.model import Quiet, Slot
from planner.domain.policy import Act
from planner.domain.speech import Reading, syllables
from planner.errors import ConflictError, InputError, NotFoundError
from planner.services import airing
from planner.services.airing import Room
from planner.store.db import Session
from planner.web import access
from planner.web.access import signed_in
from planner.web.agencies.agency import references_of
from planner.web.calendar.month import days_late
from planner.web.htmx import is_htmx
from planner.web.prose import prose
from planner.web.reference import Reference
from planner.web.site import site

pages = Blueprint("sessions", __name__)

NUMBER_LONGEST = 18
STEPS = {"up": -1, "down": 1}

Change = Callable[[Session, Room, int, str], None]
"""Changes a room, of which the person saw that version, in the name of somebody."""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A bulletin in its session, with its brief and how long that takes to read."""

    slot: Slot
    title: str
    at: time
    late: int
    reference: Reference
    brief: Markup
    reading: Reading

    @property
    def css(self) -> str:
        return f"m-{min(self.slot.minutes or 0, 60)}"


@dataclass(frozen=True, slots=True)
class Form:
    """What a form shows again after it was refused: whose it was, what was typed, what is wrong."""

    key: str = ""
    problem: str = ""
    minutes: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page of a session shows; `days` are the days before and after with the same."""

    room: Room
    today: date
    bulletins: tuple[Bulletin, ...]
    days: tuple[date, date]
    writes: bool
    form: Form = field(default_factory=Form)

    @property
    def over(self) -> int:
        return max(self.room.used - self.room.session.minutes, 0)

    @property
    def quiet(self) -> Quiet | None:
        """The hours of silence into which something here falls, None where nothing does."""
        silent = self.room.agency.quiet
        met = (silenced(one.at, one.slot.minutes or 0, silent) for one in self.bulletins)
        return next((one for one in met if one is not None), None)

    @property
    def problem(self) -> str:
        """What is wrong with a form that belongs to no bulletin here, empty where nothing is."""
        known = {one.slot.key for one in self.bulletins}
        return "" if self.form.key in known else self.form.problem

    @property
    def places(self) -> dict[str, object]:
        """What the addresses of this session are made of."""
        one = self.room
        return {"slug": one.agency.slug, "name": one.session.id, "day": one.day.isoformat()}


@pages.get("/agencies/<slug>/sessions/<name>/<day>")
def session(slug: str, name: str, day: str) -> str:
    """Show one session."""
    return _page(slug, name, day)


@pages.post("/agencies/<slug>/sessions/<name>/<day>/order")
def order(slug: str, name: str, day: str) -> str | Response:
    """Put a bulletin one place up or down."""
    step = STEPS.get(request.form.get("step", ""))

    def change(session: Session, room: Room, seen: int, who: str) -> None:
        if step is None:
            raise InputError("biểu mẫu thiếu hướng lên hay xuống; mở lại trang rồi làm lại")
        airing.reorder(session, room, request.form.get("key", ""), step, seen=seen, who=who)

    return _change(slug, name, day, change)


@pages.post("/agencies/<slug>/sessions/<name>/<day>/minutes")
def minutes(slug: str, name: str, day: str) -> str | Response:
    """Give a bulletin other minutes."""

    def change(session: Session, room: Room, seen: int, who: str) -> None:
        key = request.form.get("key", "")
        number = _number(request.form.get("minutes", "").strip(), "minutes")
        airing.lengthen(session, room, key, number, seen=seen, who=who)

    return _change(slug, name, day, change)


@pages.post("/agencies/<slug>/sessions/<name>/<day>/follow")
def follow(slug: str, name: str, day: str) -> str | Response:
    """Let the order follow the rule again."""

    def change(session: Session, room: Room, seen: int, who: str) -> None:
        airing.follow(session, room, seen=seen, who=who)

    return _change(slug, name, day, change)


def _change(slug: str, name: str, day: str, change: Change) -> str | Response:
    """Carry out a form; what it can't do is said beside what was typed."""
    try:
        with site().database.writing() as session:
            access.demand(session, Act.ARRANGE, slug)
            room = airing.room(session, slug, name, _day(day))
            seen = _number(request.form.get("revision", ""), "revision")
            change(session, room, seen, signed_in().name)
    except (ConflictError, InputError) as error:
        form = Form(request.form.get("key", ""), error.text(), request.form.get("minutes"))
        return make_response(_page(slug, name, day, form), error.status)
    if is_htmx():
        return _page(slug, name, day)
    return redirect(url_for(".session", slug=slug, name=name, day=day), code=303)


def _page(slug: str, name: str, day: str, form: Form | None = None) -> str:
    today = site().today
    with site().database.session() as session:
        room = airing.room(session, slug, name, _day(day))
        writes = Act.ARRANGE in access.acts(session, slug) and not room.aired
        bulletins = _bulletins(session, room, today)
    page = Page(room, today, bulletins, _days(room), writes, form or Form())
    partial = is_htmx()
    template = "sessions/_session.html" if partial else "sessions/session.html"
    return render_template(template, page=page, partial=partial)


def _bulletins(session: Session, room: Room, today: date) -> tuple[Bulletin, ...]:
    references = references_of(session, today)
    return tuple(
        Bulletin(
            one,
            references.title(one),
            one.at or room.session.start,
            days_late(one, today),
            references.of_slot(one),
            prose(one.brief),
            Reading(syllables(one.brief), one.minutes or 0),
        )
        for one in room.bulletins
    )


def _days(room: Room) -> tuple[date, date]:
    """Return the last day before and the first day after on which there is this session."""
    weekdays = room.session.weekdays

    def near(step: int) -> date:
        days = (room.day + timedelta(days=step * number) for number in range(1, 8))
        return next(one for one in days if one.weekday() in weekdays)

    return near(-1), near(1)


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise NotFoundError("“%(text)s” không phải một ngày", text=text) from None
    if found.isoformat() != text or not 1900 < found.year < 2100:  # noqa: PLR2004 (our calendar)
        raise NotFoundError("“%(text)s” không phải một ngày", text=text)
    return found


def _number(text: str, what: str) -> int:
    if text.isdecimal() and len(text) <= NUMBER_LONGEST:
        return int(text)
    if what == "minutes":
        raise InputError("“%(text)s” không phải số phút; viết như 8", text=text)
    raise InputError("biểu mẫu thiếu phiên bản của buổi; mở lại trang rồi làm lại")
