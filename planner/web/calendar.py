"""The month: one agency's slots or the office's numbers, with a day or the first tasks beside."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.domain.anniversaries import in_days
from planner.domain.checks import check
from planner.domain.late import is_late
from planner.domain.model import NOT_ON_AIR, Agency, Anniversary, Problem, Slot
from planner.domain.register import Register
from planner.services.scheduling import reference_day
from planner.store import calendar as dates
from planner.store import items, plans, slots
from planner.store import register as registers
from planner.store.db import Session
from planner.web import access, asking, picker
from planner.web import day as days
from planner.web import first as firsts
from planner.web import month as months
from planner.web.asking import Asked
from planner.web.reference import References
from planner.web.site import site
from planner.web.words import CHANNELS

pages = Blueprint("calendar", __name__)

FAR = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Frame:
    """What both kinds of month are drawn from."""

    asked: Asked
    today: date
    first: date
    last: date
    register: Register
    anniversaries: Sequence[Anniversary]
    references: References


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page of a month shows; an office's has no `agency` and no `first`."""

    asked: Asked
    today: date
    month: months.Month
    choices: tuple[picker.Group, ...]
    next: firsts.Next | None
    channels: tuple[tuple[str, int], ...]
    total: int
    late: int = 0
    missing: int = 0
    agency: Agency | None = None
    day: days.Day | None = None
    first: firsts.First | None = None
    laggards: tuple[tuple[Agency, int], ...] = ()


@pages.get("/calendar")
def home() -> Response:
    """Go to this month: of the one agency that a person works for, else of the office."""
    today = site().today
    own = access.signed_in().agencies
    agency = own[0] if len(own) == 1 else None
    return redirect(url_for(".month", year=today.year, month=today.month, agency=agency))


@pages.get("/calendar/<int:year>/<month:month>")
def month(year: int, month: int) -> str:
    """Show a month."""
    asked = asking.read(year, month, request.args)
    with site().database.session() as session:
        register = registers.load(session)
        agency = register.get(asked.agency) if asked.agency else None
        frame = _frame(session, asked, register, agency)
        page = _agency(session, frame, agency) if agency else _office(session, frame)
    return render_template("calendar/month.html", page=page)


def _frame(session: Session, asked: Asked, register: Register, agency: Agency | None) -> Frame:
    today = site().today
    first, last = months.days_of_page(asked.year, asked.month)
    here = {None, agency.province} if agency else None
    kept = [one for one in dates.anniversaries(session) if here is None or one.province in here]
    # Anything on the page counts from a reference day at most a year away.
    around = in_days(kept, min(first, today) - FAR, max(last, today) + FAR)
    references = References.of(around, plans.titles(session))
    return Frame(asked, today, first, last, register, kept, references)


def _agency(session: Session, frame: Frame, agency: Agency) -> Page:
    asked, today = frame.asked, frame.today
    found = slots.between(session, frame.first, frame.last, agency=agency.slug)
    shown = [slot for slot in found if asked.shows(slot.channel)]
    counted = [s for s in shown if s.state not in NOT_ON_AIR and asked.touches(s)]
    return Page(
        asked=asked,
        today=today,
        month=months.build(
            asked.year,
            asked.month,
            today,
            slots=shown,
            anniversaries=in_days(frame.anniversaries, frame.first, frame.last),
            names=frame.references.names,
            picked=asked.day,
        ),
        choices=picker.choices(frame.register, frame.first, frame.last, agency),
        next=_next(frame),
        channels=_channels(Counter(s.channel for s in found if asked.touches(s)), asked, agency),
        total=len(counted),
        late=sum(is_late(slot, today) for slot in counted),
        agency=agency,
        day=_agency_day(session, frame, agency) if asked.day else None,
        first=None if asked.day else _first(session, frame, agency),
    )


def _office(session: Session, frame: Frame) -> Page:
    asked = frame.asked
    counts = slots.counts(session, frame.first, frame.last)
    spans = slots.spans(session, frame.first, frame.last)
    bars = [one for one in spans if asked.shows(one.channel)]
    page = months.build(
        asked.year,
        asked.month,
        frame.today,
        counts=[one for one in counts if asked.shows(one.channel)],
        spans=bars,
        anniversaries=in_days(frame.anniversaries, frame.first, frame.last),
        names=frame.references.names,
        picked=asked.day,
    )
    return Page(
        asked=asked,
        today=frame.today,
        month=page,
        choices=picker.choices(frame.register, frame.first, frame.last, None),
        next=_next(frame),
        channels=_channels(_numbers(counts, spans, asked), asked, None),
        total=sum(cell.total for cell in page.own_cells) + sum(one.number for one in bars),
        missing=sum(cell.missing for cell in page.own_cells),
        day=_office_day(session, frame) if asked.day else None,
        laggards=() if asked.day else _laggards(session, frame),
    )


def _next(frame: Frame) -> firsts.Next | None:
    coming = in_days(frame.anniversaries, frame.today, frame.today + FAR)
    return firsts.next_anniversary(coming, frame.today)


def _numbers(
    counts: Sequence[slots.Count], spans: Sequence[slots.SpanCount], asked: Asked
) -> Counter[str]:
    """Count what there is on each channel, before any is chosen."""
    numbers: Counter[str] = Counter()
    for count in counts:
        if count.day.month == asked.month and count.state not in NOT_ON_AIR:
            numbers[count.channel] += count.number
    for span in spans:
        numbers[span.channel] += span.number
    return numbers


def _channels(
    numbers: Counter[str], asked: Asked, agency: Agency | None
) -> tuple[tuple[str, int], ...]:
    """Return the channels to choose from: those with something, those it runs, those chosen."""
    offered = set(numbers) | set(agency.runs if agency else ()) | set(asked.channels)
    return tuple((code, numbers[code]) for code in CHANNELS if code in offered)


def _agency_day(session: Session, frame: Frame, agency: Agency) -> days.Day:
    there = _on_day(session, frame, agency)
    day = frame.asked.day or frame.today
    kept = in_days(frame.anniversaries, day, day)
    found = days.of_agency(day, frame.today, agency, there, kept, frame.references)
    return replace(found, problems=_clashes(frame, there))


def _clashes(frame: Frame, there: Iterable[Slot]) -> tuple[Problem, ...]:
    """Return what clashes among an agency's slots: shown, for a person to solve."""
    reference = reference_day(frame.anniversaries)
    return tuple(check(there, frame.register.agencies, reference))


def _office_day(session: Session, frame: Frame) -> days.Day:
    there = _on_day(session, frame, None)
    day = frame.asked.day or frame.today
    return days.of_office(day, there, in_days(frame.anniversaries, day, day), frame.references)


def _on_day(session: Session, frame: Frame, agency: Agency | None) -> list[Slot]:
    """Return the slots on the day asked for, on the channels asked for."""
    day = frame.asked.day or frame.today
    found = slots.between(session, day, day, agency=agency.slug if agency else None)
    return [slot for slot in found if frame.asked.shows(slot.channel)]


def _first(session: Session, frame: Frame, agency: Agency) -> firsts.First:
    today = frame.today
    near = slots.between(session, today - firsts.BACK, today + firsts.FAR, agency=agency.slug)
    found = firsts.of_agency(near, items.of_agency(session, agency.slug), today, frame.references)
    coming = (slot for slot in near if slot.last_day is not None and slot.last_day >= today)
    return replace(found, problems=_clashes(frame, coming))


def _laggards(session: Session, frame: Frame) -> tuple[tuple[Agency, int], ...]:
    """Return the agencies with most late checklist items, the worst first."""
    worst = items.late(session, frame.today)[: firsts.SHOWN]
    return tuple((frame.register.get(slug), number) for slug, number in worst)
