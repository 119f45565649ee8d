"""The calendar: month, week, list, year or board of what is chosen, with a day beside it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import starmap

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from planner.domain.anniversaries import Kept, in_days, reference_day
from planner.domain.checks import check, taken
from planner.domain.late import is_late
from planner.domain.model import NOT_ON_AIR, Agency, Anniversary, Problem, Slot, State
from planner.domain.register import Register
from planner.domain.selecting import Selection, agencies_of
from planner.domain.workflow import has_day
from planner.store import calendar as dates
from planner.store import counting, items, people, plans, selecting, sites, slots, views
from planner.store import register as registers
from planner.store.db import Session
from planner.store.views import Saved
from planner.web import access
from planner.web.calendar import agenda as agendas
from planner.web.calendar import asking, narrowing, picker
from planner.web.calendar import balance as balances
from planner.web.calendar import board as boards
from planner.web.calendar import coverage as coverages
from planner.web.calendar import day as days
from planner.web.calendar import first as firsts
from planner.web.calendar import month as months
from planner.web.calendar import timeline as years
from planner.web.calendar import week as weeks
from planner.web.calendar.asking import Asked
from planner.web.calendar.hands import NOBODYS, Hands, hands_of
from planner.web.calendar.many import together
from planner.web.reference import References
from planner.web.site import site
from planner.web.words import CHANNELS

pages = Blueprint("calendar", __name__)

FAR = timedelta(days=400)
WEEK = timedelta(days=6)

FEW = 200
"""Slots of several agencies that are still shown one by one in a week, a list or a board."""

Body = (
    months.Month
    | weeks.Week
    | agendas.Agenda
    | years.Year
    | coverages.Coverage
    | balances.Balance
    | boards.Board
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What every view is drawn from: whose slots, on which days, and the words for them.

    `where` is what they meet beside being their `own` agency's, where it is one.
    """

    asked: Asked
    today: date
    first: date
    last: date
    register: Register
    agency: Agency | None
    own: str | None
    where: selecting.Where
    among: selecting.Among
    anniversaries: Sequence[Anniversary]
    around: Sequence[Kept]
    references: References

    @property
    def kept(self) -> list[Kept]:
        """The anniversaries of the page's days."""
        return self.kept_on(self.first, self.last)

    def kept_on(self, first: date, last: date) -> list[Kept]:
        """Return the anniversaries of some days that are at most FAR from the page's and today."""
        return [one for one in self.around if first <= one.day <= last]

    @property
    def owners(self) -> Mapping[str, str]:
        """The agencies' names, where the slots of several can stand side by side."""
        if self.agency is not None and not self.asked.chosen.below:
            return {}
        return {slug: one.name for slug, one in self.register.agencies.items()}


@dataclass(frozen=True, slots=True)
class Shown:
    """A view's content and its numbers; `listed` is the same as a list, for phones.

    `single` are the slots that stand on it one by one; `facets` what all there is can be told
    apart by, where the view has read it all.
    """

    body: Body
    channels: Counter[str]
    total: int
    late: int = 0
    missing: int = 0
    listed: agendas.Agenda | None = None
    single: Sequence[Slot] = ()
    facets: Iterable[counting.Facet] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """All that a page of the calendar shows; `day`, `first` or `laggards` stand beside it."""

    asked: Asked
    today: date
    first_day: date
    last_day: date
    body: Body
    listed: agendas.Agenda | None
    saved: tuple[Saved, ...]
    choices: tuple[picker.Offered, ...]
    narrowing: narrowing.Choices
    next: firsts.Next | None
    channels: tuple[tuple[str, int], ...]
    total: int
    late: int
    missing: int
    agency: Agency | None = None
    day: days.Day | None = None
    first: firsts.First | None = None
    laggards: tuple[tuple[Agency, int], ...] = ()
    tray: tuple[Slot, ...] = ()
    hands: Hands = NOBODYS
    hanging: tuple[days.Hanging, ...] = ()
    has_tray: bool = False


@pages.get("/calendar")
def home() -> Response:
    """Go to this month: of the one agency that a person works for, else of the office."""
    today = site().today
    own = access.signed_in().agencies
    agency = own[0] if len(own) == 1 else None
    return redirect(url_for(".month", year=today.year, month=today.month, agency=agency))


@pages.get("/calendar/go")
def jump() -> Response:
    """Go to a day in the same view of the same slots; InputError for what is no day."""
    day = asking.day_typed(request.args.get("to", ""))
    others = MultiDict(pair for pair in request.args.items(multi=True) if pair[0] != "to")
    return redirect(asking.read(day.year, day.month, others).jump(day))


@pages.get("/calendar/<int:year>/<month:month>")
def month(year: int, month: int) -> str:
    """Show the calendar around a month in the view that the address asks for."""
    asked = asking.read(year, month, request.args)
    with site().database.session() as session:
        page = page_of(session, asked, registers.load(session))
    return render_template("calendar/page.html", page=page)


def page_of(session: Session, asked: Asked, register: Register) -> Page:
    """Read all that a page of the calendar shows."""
    frame = _frame(session, asked, register)
    shown = _VIEWS[asked.view](session, frame)
    beside = asked.view in {"month", "week"}
    agency = frame.agency if asked.chosen.of_one else None
    one = frame.agency if asked.view in {"month", "week", "agenda"} else None
    tray = slots.tray(session, one.slug) if one and asked.chosen.of_one else []
    facets = _facets(session, frame) if shown.facets is None else shown.facets
    return Page(
        asked=asked,
        today=frame.today,
        first_day=frame.first,
        last_day=frame.last,
        body=shown.body,
        listed=shown.listed,
        saved=tuple(views.offered(session, access.signed_in().name)),
        choices=picker.choices(register, frame.first, frame.last, frame.agency),
        narrowing=narrowing.choices(facets, register, frame.references, asked.chosen),
        next=_next(frame),
        channels=_channels(shown.channels, asked, agency),
        total=shown.total,
        late=shown.late,
        missing=shown.missing,
        agency=frame.agency,
        day=_day(session, frame) if asked.day and beside else None,
        first=_first(session, frame, agency) if agency and beside and not asked.day else None,
        laggards=_laggards(session, frame) if beside and not agency and not asked.day else (),
        tray=tuple(tray),
        has_tray=bool(tray)
        or (
            one is not None
            and any(not has_day(slot) for slot in shown.single if slot.agency == one.slug)
        ),
        hanging=_hanging(frame, shown.single) if asked.selects and beside else (),
        hands=hands_of(session, register, [*shown.single, *tray], select=asked.selects),
    )


def _facets(session: Session, frame: Frame) -> list[counting.Facet]:
    """Return what there is of those whose calendar it is, chosen or not."""
    chosen = frame.asked.chosen
    own = Selection(province=chosen.province, agency=chosen.agency)
    among = selecting.among(own, agencies_of(frame.register, chosen), None, frame.today)
    return counting.facets(session, frame.first, frame.last, among)


def _frame(session: Session, asked: Asked, register: Register) -> Frame:
    today = site().today
    first, last = _days(asked, today)
    agency = register.get(asked.agency) if asked.agency else None
    province = agency.province if agency else asked.chosen.province
    here = {None, province} if province else None
    kept = [one for one in dates.anniversaries(session) if here is None or one.province in here]
    # Anything on the page counts from a reference day at most a year away.
    around = in_days(kept, min(first, today) - FAR, max(last, today) + FAR)
    references = References.of(around, plans.titles(session))
    person = access.signed_in().name
    # Channels are told apart here, since each is counted, chosen or not.
    chosen = replace(asked.chosen, channels=())
    whose = agencies_of(register, asked.chosen)
    own = next(iter(whose)) if whose is not None and len(whose) == 1 else None
    where = selecting.where(chosen, None if own else whose, person, today)
    among = selecting.among(chosen, whose, person, today)
    return Frame(
        asked, today, first, last, register, agency, own, where, among, kept, around, references
    )


def _days(asked: Asked, today: date) -> tuple[date, date]:
    """Return the days that a view shows."""
    if asked.view in asking.YEARLY:
        return years.days_of_page(asked.year)
    if asked.view == "week":
        monday = asked.monday(today)
        return monday, monday + WEEK
    first, last = months.days_of_page(asked.year, asked.month)
    if asked.view == "month":
        return first, last
    return asked.first_day, asked.last_day


# --- the views ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """What is chosen: one by one, or in groups where it is too much for that (`single` None)."""

    single: list[Slot] | None
    groups: list[counting.Group]
    channels: Counter[str]
    total: int
    late: int

    def shown(self, body: Body, listed: agendas.Agenda | None = None) -> Shown:
        return Shown(
            body, self.channels, self.total, self.late, listed=listed, single=self.single or ()
        )


def _month(session: Session, frame: Frame) -> Shown:
    one = frame.asked.chosen.of_one
    return _month_of_one(session, frame) if one else _month_of_all(session, frame)


def _month_of_one(session: Session, frame: Frame) -> Shown:
    asked, today = frame.asked, frame.today
    found = slots.between(session, frame.first, frame.last, frame.own, frame.where)
    shown = [slot for slot in found if asked.shows(slot.channel)]
    counted = [s for s in shown if s.state not in NOT_ON_AIR and asked.touches(s)]
    return Shown(
        body=months.build(
            asked.year,
            asked.month,
            today,
            slots=shown,
            anniversaries=frame.kept,
            names=frame.references.names,
            picked=asked.day,
            whole=asked.selects,
        ),
        channels=Counter(s.channel for s in found if asked.touches(s)),
        total=len(counted),
        late=sum(is_late(slot, today) for slot in counted),
        single=shown,
        facets=None
        if replace(asked.chosen, channels=()).narrows
        else starmap(counting.Facet, {(s.campaign, s.source.plan, s.theme) for s in found}),
    )


def _month_of_all(session: Session, frame: Frame) -> Shown:
    asked = frame.asked
    counts = counting.counts(session, frame.first, frame.last, among=frame.among)
    spans = counting.spans(session, frame.first, frame.last, among=frame.among)
    bars = [one for one in spans if asked.shows(one.channel)]
    page = months.build(
        asked.year,
        asked.month,
        frame.today,
        counts=[one for one in counts if asked.shows(one.channel)],
        spans=bars,
        anniversaries=frame.kept,
        names=frame.references.names,
        picked=asked.day,
    )
    return Shown(
        body=page,
        channels=_numbers(counts, spans, asked),
        total=sum(cell.total for cell in page.own_cells) + sum(one.number for one in bars),
        missing=sum(cell.missing for cell in page.own_cells),
    )


def _week(session: Session, frame: Frame) -> Shown:
    """The week, and the same as a list: a phone has no room for seven days beside each other."""
    found = _found(session, frame)
    monday, today = frame.first, frame.today
    listed = _list(frame, found)
    if found.single is None:
        many = together(found.groups, frame.references)
        return found.shown(weeks.of_many(monday, today, many, frame.kept), listed)
    week = weeks.of_slots(
        monday,
        today,
        found.single,
        frame.kept,
        frame.references,
        agency=frame.agency if frame.asked.chosen.of_one else None,
        owners=frame.owners,
    )
    return found.shown(week, listed)


def _agenda(session: Session, frame: Frame) -> Shown:
    found = _found(session, frame)
    return found.shown(_list(frame, found))


def _list(frame: Frame, found: Found) -> agendas.Agenda:
    days_shown = frame.first, frame.last, frame.today
    if found.single is None:
        return agendas.of_many(*days_shown, together(found.groups, frame.references), frame.kept)
    return agendas.of_slots(
        *days_shown, found.single, frame.kept, frame.references, owners=frame.owners
    )


def _board(session: Session, frame: Frame) -> Shown:
    found = _found(session, frame)
    if found.single is None:
        return found.shown(boards.of_groups(found.groups, frame.today, frame.references))
    names = people.names(session)
    return found.shown(
        boards.of_slots(
            found.single, frame.today, frame.references, owners=frame.owners, people=names
        )
    )


def _timeline(session: Session, frame: Frame) -> Shown:
    campaigns = counting.campaigns(session, frame.first, frame.last, _narrow(frame))
    counts = _counts(session, frame)
    names = narrowing.campaign_names((one.campaign for one in campaigns), frame.references)
    shown = [one for one in counts if frame.asked.shows(one.channel)]
    body = years.build(frame.asked.year, frame.today, campaigns, names, shown, frame.kept)
    return Shown(body, _on_channels(counts), body.total)


def _coverage(session: Session, frame: Frame) -> Shown:
    counts = counting.by_week(session, frame.first, frame.last, frame.today, _narrow(frame))
    body = coverages.build(frame.asked.year, frame.today, counts, frame.register)
    return Shown(body, _on_channels(_counts(session, frame)), body.total)


def _themes(session: Session, frame: Frame) -> Shown:
    counts = counting.by_theme(session, frame.first, frame.last, _narrow(frame))
    body = balances.build(frame.asked.year, counts, frame.references)
    return Shown(body, _on_channels(_counts(session, frame)), body.total)


def _narrow(frame: Frame) -> selecting.Among:
    """Return what is asked for with its channels, where the database tells those apart."""
    return frame.among.on(frame.asked.channels)


def _counts(session: Session, frame: Frame) -> list[counting.Count]:
    """Count what each channel has day by day, chosen or not; a span on the day it begins."""
    spans = counting.spans(session, frame.first, frame.last, among=frame.among)
    begun = [
        counting.Count(max(one.day, frame.first), one.channel, State.PROPOSED, False, one.number)
        for one in spans
    ]
    return [*counting.counts(session, frame.first, frame.last, among=frame.among), *begun]


def _on_channels(counts: Iterable[counting.Count | counting.Group]) -> Counter[str]:
    """Add up by channel what is on the air."""
    numbers = Counter[str]()
    for one in counts:
        numbers[one.channel] += 0 if one.state in NOT_ON_AIR else one.number
    return numbers


_VIEWS: Mapping[str, Callable[[Session, Frame], Shown]] = {
    "month": _month,
    "week": _week,
    "agenda": _agenda,
    "timeline": _timeline,
    "coverage": _coverage,
    "themes": _themes,
    "board": _board,
}


def _found(session: Session, frame: Frame) -> Found:
    """Return what is chosen on the days of a view: one by one where that can be read."""
    asked, today = frame.asked, frame.today
    groups: list[counting.Group] = []
    if not asked.chosen.of_one:
        groups = counting.groups(session, frame.first, frame.last, today, frame.among)
        shown = [one for one in groups if asked.shows(one.channel)]
        total = sum(one.number for one in shown if one.state not in NOT_ON_AIR)
        if total > FEW:
            late = sum(one.late for one in shown)
            return Found(None, shown, _on_channels(groups), total, late)
    found = slots.between(session, frame.first, frame.last, frame.own, frame.where)
    single = [one for one in found if asked.shows(one.channel)]
    return Found(
        single,
        [],
        Counter(one.channel for one in found if one.state not in NOT_ON_AIR),
        sum(one.state not in NOT_ON_AIR for one in single),
        sum(is_late(one, today) for one in single),
    )


def _numbers(
    counts: Sequence[counting.Count], spans: Sequence[counting.SpanCount], asked: Asked
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


# --- beside it ------------------------------------------------------------------------------------


def _next(frame: Frame) -> firsts.Next | None:
    return firsts.next_anniversary(frame.kept_on(frame.today, frame.today + FAR), frame.today)


def _day(session: Session, frame: Frame) -> days.Day:
    asked = frame.asked
    day = asked.day or frame.today
    kept = in_days(frame.anniversaries, day, day)
    if not asked.chosen.of_one:
        groups = counting.groups(session, day, day, frame.today, frame.among)
        shown = [one for one in groups if asked.shows(one.channel)]
        return days.of_office(day, together(shown, frame.references), kept)
    found = slots.between(session, day, day, frame.own, frame.where)
    there = [slot for slot in found if asked.shows(slot.channel)]
    shown_day = days.of_slots(day, frame.today, frame.agency, there, kept, frame.references)
    problems = (*_clashes(frame, there), *_taken(session, frame, day, day))
    return replace(shown_day, problems=problems)


def _clashes(frame: Frame, there: Iterable[Slot]) -> tuple[Problem, ...]:
    """Return what clashes among an agency's slots: shown, for a person to solve."""
    reference = reference_day(frame.anniversaries)
    return tuple(check(there, frame.register.agencies, reference))


def _taken(session: Session, frame: Frame, first: date, last: date = date.max) -> Iterator[Problem]:
    """Yield the agency's places where two things are to hang at once."""
    if frame.agency is not None:
        yield from taken(sites.hanging_at(session, frame.agency.slug, first, last))


def _hanging(frame: Frame, single: Iterable[Slot]) -> tuple[days.Hanging, ...]:
    """Return the spans of a page, which have no cell of their own to be chosen in."""
    return tuple(
        days.hanging_of(one, one.day, frame.references)
        for one in single
        if one.day is not None and months.is_span(one)
    )


def _first(session: Session, frame: Frame, agency: Agency) -> firsts.First:
    today = frame.today
    near = slots.to_do(session, today - firsts.BACK, today + firsts.FAR, today, agency=agency.slug)
    found = firsts.of_agency(
        near, items.to_do(session, agency.slug, today + firsts.AHEAD), today, frame.references
    )
    coming = (slot for slot in near if slot.last_day is not None and slot.last_day >= today)
    problems = (*_clashes(frame, coming), *_taken(session, frame, today))
    return replace(found, problems=problems)


def _laggards(session: Session, frame: Frame) -> tuple[tuple[Agency, int], ...]:
    """Return the agencies with most late checklist items, the worst first."""
    worst = items.late(session, frame.today)[: firsts.SHOWN]
    return tuple((frame.register.get(slug), number) for slug, number in worst)
