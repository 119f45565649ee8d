"""What the pages about places show: what hangs at each, what is free, what must come down."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from werkzeug.datastructures import MultiDict

from planner.domain.checks import taken
from planner.domain.dates import printed
from planner.domain.late import is_history, is_open
from planner.domain.model import NOT_ON_AIR, Agency, Item, Problem, Slot, Span
from planner.domain.planning import take_downs
from planner.domain.policy import Act
from planner.domain.register import Register
from planner.domain.sites import HANGS, KINDS, Hanging, Site, days_of, in_the_way, over
from planner.services.placing import subject
from planner.settings import ZONE
from planner.store import calendar as dates
from planner.store import items, log, people, sites, slots
from planner.store import register as registers
from planner.store.db import Session
from planner.web import access
from planner.web.agencies.agency import references_of
from planner.web.reference import References
from planner.web.words import mark

AHEAD = timedelta(days=183)
"""How far ahead the page of an agency's places looks."""

BACK = timedelta(days=92)
"""How far back it looks for what still has to come down."""

FIELDS: Mapping[str, str] = {
    "name": mark("Tên chỗ"),
    "address": mark("Ở đâu"),
    "size": mark("Cỡ"),
    "kind": mark("Loại"),
    "keeper": mark("Người coi"),
    "phone": mark("Điện thoại"),
    "note": mark("Ghi chú"),
    "valid_from": mark("Dùng từ ngày"),
    "valid_to": mark("Dùng đến hết ngày"),
}
"""What is known of a place, with its labels."""


@dataclass(frozen=True, slots=True)
class Met:
    """A field of a place that two people changed: what is stored now, and what was typed."""

    label: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Form:
    """What a form shows again after it was refused: what was typed, and what is wrong.

    Of one that came too late, `met` is where it differs from what is stored by now.
    """

    name: str = ""
    problems: tuple[Problem, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    met: tuple[Met, ...] = ()

    def value(self, name: str, part: str, otherwise: object = "") -> object:
        """Return what was typed into a field of the form that was refused, else what is stored."""
        return self.typed.get(part, "") if self.name == name else otherwise


@dataclass(frozen=True, slots=True)
class Run:
    """What hangs, or is to hang: a slot's span, where, and when it comes down.

    `item` is its take-down, None where it has none; `down` says that it has to come down by now.
    """

    slot: Slot
    title: str
    start: date
    end: date
    places: tuple[Hanging, ...] = ()
    item: Item | None = None
    down: bool = False

    @property
    def pieces(self) -> int:
        return sum(one.count for one in self.places)


@dataclass(frozen=True, slots=True)
class Row:
    """A place: what hangs there now and what comes next, and what stands in the way of a span.

    `open`: it can be used on the days that are asked about. `count`: pieces of the slot that the
    page is about, 0 where it does not hang here.
    """

    site: Site
    now: tuple[Run, ...] = ()
    next: Run | None = None
    ways: tuple[Run, ...] = ()
    open: bool = True
    count: int = 0


@dataclass(frozen=True, slots=True)
class List:
    """The page of an agency's places; `asked` are the days for which free ones are looked for."""

    agency: Agency
    today: date
    runs: tuple[Run, ...]
    downs: tuple[Run, ...]
    rows: tuple[Row, ...]
    closed: tuple[Site, ...]
    problems: tuple[Problem, ...]
    asked: Span | None
    writes: bool
    form: Form

    @property
    def free(self) -> int:
        return sum(1 for row in self.rows if row.open and not row.ways)


@dataclass(frozen=True, slots=True)
class Section:
    """Where one slot hangs, with the agency's places to choose from; absent for what hangs not."""

    slot: Slot
    shown: bool = False
    rows: tuple[Row, ...] = ()
    places: tuple[Hanging, ...] = ()
    problems: tuple[Problem, ...] = ()
    writes: bool = False
    form: Form = field(default_factory=Form)

    @property
    def seen(self) -> str:
        """What the page showed, as its form sends it back."""
        return " ".join(f"{one.site.id}:{one.count}" for one in self.places)

    def ticked(self, row: Row) -> bool:
        """Whether a place is ticked: as the refused form was, else as stored."""
        if isinstance(self.form.typed, MultiDict):
            return str(row.site.id) in self.form.typed.getlist("site")
        return bool(row.count)


@dataclass(frozen=True, slots=True)
class Event:
    """A change of a place, as the log has it."""

    at: datetime
    who: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class One:
    """The page of one place."""

    agency: Agency
    site: Site
    runs: tuple[Run, ...]
    problems: tuple[Problem, ...]
    events: tuple[Event, ...]
    used: bool
    writes: bool
    form: Form


@dataclass(frozen=True, slots=True)
class _Known:
    """What runs are made with."""

    today: date
    references: References
    downs: Mapping[str, Item]

    def run(self, slot: Slot, places: Sequence[Hanging] = ()) -> Run | None:
        span = days_of(slot)
        if span is None:
            return None
        item = self.downs.get(slot.key)
        due = item is not None and item.due is not None and item.due <= self.today
        return Run(
            slot,
            self.references.title(slot),
            span.start,
            span.end or span.start,
            tuple(places),
            item,
            down=due and item is not None and is_open(item) and not is_history(item),
        )

    def runs(self, hangings: Iterable[Hanging]) -> tuple[Run, ...]:
        found = (self.run(one.slot, (one,)) for one in hangings)
        return tuple(one for one in found if one is not None)


def load(session: Session, slug: str, today: date, asked: Span | None, form: Form) -> List:
    """Read the page of an agency's places; NotFoundError when there never was such an agency."""
    register = registers.load(session)
    agency = register.get(slug)
    there = sites.of_agency(session, slug)
    hangings = sites.hangings(session, agency=slug, first=today - BACK)
    spans = _spans(session, slug, today - BACK, today + AHEAD)
    known = _known(session, register, today, [*spans, *(one.slot for one in hangings)])
    at: dict[str, list[Hanging]] = {}
    for one in hangings:
        at.setdefault(one.slot.key, []).append(one)
    runs = [run for one in spans if (run := known.run(one, at.get(one.key, ()))) is not None]
    return List(
        agency=agency,
        today=today,
        runs=tuple(run for run in runs if run.end >= today),
        downs=tuple(run for run in runs if run.down),
        rows=tuple(_row(one, hangings, known, asked) for one in there if not _over(one, today)),
        closed=tuple(one for one in there if _over(one, today)),
        problems=tuple(taken(one for one in hangings if (one.slot.last_day or today) >= today)),
        asked=asked,
        writes=Act.ARRANGE in access.acts(session, slug),
        form=form,
    )


def section(session: Session, slot: Slot, today: date, form: Form | None = None) -> Section:
    """Read where a slot hangs."""
    if slot.channel not in HANGS:
        return Section(slot)
    span = days_of(slot)
    own = sites.hangings(session, slot=slot.key)
    hangings = sites.hangings(session, agency=slot.agency) if span else []
    known = _known(session, registers.load(session), today, [one.slot for one in hangings])
    counts = {one.site.id: one.count for one in own}
    places = {one.id: one for one in sites.of_agency(session, slot.agency)}
    places.update({one.site.id: one.site for one in own})
    rows = [
        _row(one, hangings, known, span, slot, counts.get(one.id, 0))
        for one in places.values()
        if one.id in counts or not _over(one, today)
    ]
    found = taken(sites.beside(session, slot.key))
    return Section(
        slot,
        shown=True,
        rows=tuple(rows),
        places=tuple(own),
        problems=tuple(one for one in found if one.where.key == slot.key),
        writes=Act.ARRANGE in access.acts(session, slot.agency),
        form=form or Form(),
    )


def one(session: Session, number: int, today: date, form: Form) -> One:
    """Read the page of one place; NotFoundError without it."""
    site = sites.get(session, number)
    register = registers.load(session)
    hangings = sites.hangings(session, site=number)
    known = _known(session, register, today, [each.slot for each in hangings])
    return One(
        agency=register.get(site.agency),
        site=site,
        runs=tuple(reversed(known.runs(hangings))),
        problems=tuple(taken(hangings)),
        events=_events(session, number),
        used=bool(sites.ever_used(session, [number])),
        writes=Act.ARRANGE in access.acts(session, site.agency),
        form=form,
    )


def differing(stored: Site, typed: Site) -> Iterator[Met]:
    """Yield the fields in which a form differs from what is stored, in words."""
    for name, label in FIELDS.items():
        theirs, mine = (_words(name, getattr(one, name)) for one in (stored, typed))
        if theirs != mine:
            yield Met(label, theirs, mine)


def _words(name: str, value: object) -> str:
    if isinstance(value, date):
        return printed(value)
    return KINDS[str(value)] if name == "kind" else str(value or "")


def to_print(session: Session, slug: str, today: date, span: Span) -> list[Run]:
    """Read what hangs at an agency's places on some days, for its list on paper."""
    register = registers.load(session)
    last = span.end or span.start
    at: dict[str, list[Hanging]] = {}
    for one in sites.hangings(session, agency=slug, first=span.start, last=last):
        at.setdefault(one.slot.key, []).append(one)
    spans = _spans(session, slug, span.start, last)
    known = _known(session, register, today, spans)
    runs = (known.run(one, at.get(one.key, ())) for one in spans)
    return [one for one in runs if one is not None]


def places_of(session: Session, register: Register, slug: str) -> dict[str, str]:
    """Return by the key of each take-down of an agency the places where it is to be done."""
    found: dict[str, list[str]] = {}
    cadences = dates.cadences(session)
    for one in sites.hangings(session, agency=slug):
        for key in take_downs([one.slot], cadences, register.agencies):
            found.setdefault(key, []).append(one.site.name)
    return {key: "; ".join(names) for key, names in found.items()}


def _spans(session: Session, slug: str, first: date, last: date) -> list[Slot]:
    there = slots.select(session, agency=slug, first=first, last=last, states_without=NOT_ON_AIR)
    return [one for one in there if one.channel in HANGS]


def _known(session: Session, register: Register, today: date, of: Iterable[Slot]) -> _Known:
    """Read what the runs of some slots are made with."""
    cadences = dates.cadences(session)
    keys = {slot.key: key for slot in of for key in take_downs([slot], cadences, register.agencies)}
    there = items.some(session, keys.values())
    downs = {slot: there[key] for slot, key in keys.items() if key in there}
    return _Known(today, references_of(session, today), downs)


def _row(
    site: Site,
    hangings: Iterable[Hanging],
    known: _Known,
    span: Span | None,
    slot: Slot | None = None,
    count: int = 0,
) -> Row:
    runs = known.runs(one for one in hangings if one.site.id == site.id)
    ways = over(site, span, hangings) if span else []
    ways = in_the_way(site, slot, hangings) if slot else ways
    return Row(
        site=site,
        now=tuple(one for one in runs if one.down or one.start <= known.today <= one.end),
        next=next((one for one in runs if one.start > known.today), None),
        ways=known.runs(ways),
        open=span is None or site.stands(span),
        count=count,
    )


def _over(site: Site, today: date) -> bool:
    return site.valid_to is not None and site.valid_to < today


def _events(session: Session, number: int) -> tuple[Event, ...]:
    names = people.names(session)
    found = [
        Event(
            row.at.astimezone(ZONE),
            names.get(row.entry.who, row.entry.who),
            FIELDS.get(row.entry.field or "", row.entry.field or ""),
            str(row.entry.old or ""),
            str(row.entry.new or ""),
        )
        for row in log.of(session, subject(number))
    ]
    return tuple(reversed(found))
