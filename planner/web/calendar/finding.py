"""Finding by words without marks: anniversaries, plans, agencies, what is planned, duties."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, render_template, request

from planner.domain.anniversaries import Kept, in_days
from planner.domain.model import Agency, Item
from planner.domain.register import Register
from planner.domain.words import fold
from planner.store import calendar, counting, items, plans, selecting
from planner.store import register as registers
from planner.store.db import Session
from planner.web.calendar import picker
from planner.web.calendar.many import Many, together
from planner.web.calendar.month import order_of
from planner.web.reference import References
from planner.web.site import site

pages = Blueprint("finding", __name__)

LONGEST = 120
BACK, AHEAD = timedelta(days=60), timedelta(days=400)
FEW, SHOWN, MOST = 8, 40, 600


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan that was found."""

    key: str
    number: str
    title: str


@dataclass(slots=True)
class Row:
    """What a campaign has under one title on one channel: from when to when, and how much."""

    campaign: str
    channel: str
    title: str
    first: date
    last: date
    number: int = 0


@dataclass(frozen=True, slots=True)
class Duty:
    """Checklist items of the same words, due on the same day, with whose each is."""

    title: str
    due: date | None
    whose: tuple[tuple[Item, Agency], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What was found; each list is cut, `more` counts the lines of slots that found no room."""

    asked: str
    today: date
    kept: tuple[Kept, ...]
    plans: tuple[Plan, ...]
    agencies: tuple[Agency, ...]
    rows: tuple[Row, ...]
    more: int
    duties: tuple[Duty, ...]

    @property
    def empty(self) -> bool:
        return not (self.kept or self.plans or self.agencies or self.rows or self.duties)


@pages.get("/search")
def index() -> str:
    """Show what has all the words asked for."""
    asked = " ".join(request.args.get("q", "").split())[:LONGEST]
    with site().database.session() as session:
        page = load(session, asked, site().today)
    return render_template("finding/index.html", page=page)


def load(session: Session, asked: str, today: date) -> Page:
    """Find what has all the words of `asked`; nothing has none."""
    words = fold(asked).split()
    if not words:
        return Page(asked, today, (), (), (), (), 0, ())
    register = registers.load(session)
    around = in_days(calendar.anniversaries(session), today - AHEAD, today + AHEAD)
    titles = plans.titles(session)
    references = References.of(around, titles)
    first, last = today - BACK, today + AHEAD
    groups = [
        group
        for among in selecting.with_words(asked)
        for group in counting.groups(session, first, last, today, among)
    ]
    rows = _rows(together(groups, references), today)
    return Page(
        asked=asked,
        today=today,
        kept=_kept(around, words, today),
        plans=tuple(
            Plan(key, number or "", title)
            for key, (number, title) in titles.items()
            if _has(f"{number or ''} {title}", words)
        )[:FEW],
        agencies=picker.find(register, asked)[:FEW],
        rows=tuple(rows[:SHOWN]),
        more=max(len(rows) - SHOWN, 0),
        duties=_duties(items.titled(session, asked, first, MOST), register)[:FEW],
    )


def _rows(many: Iterable[Many], today: date) -> list[Row]:
    """Put the days of a campaign under one title on one channel together, the coming ones first."""
    found: dict[tuple[str, str, str], Row] = {}
    for one in many:
        same = (one.campaign, one.channel, one.title)
        row = found.setdefault(same, Row(*same, one.day, one.last_day))
        row.last = max(row.last, one.last_day)
        row.number += one.number
    return sorted(
        found.values(), key=lambda row: (row.last < today, row.first, order_of(row.channel))
    )


def _duties(found: Iterable[Item], register: Register) -> tuple[Duty, ...]:
    same: dict[tuple[str, date | None], list[tuple[Item, Agency]]] = defaultdict(list)
    for one in found:
        same[one.title, one.due].append((one, register.get(one.agency)))
    return tuple(Duty(*key, tuple(whose)) for key, whose in same.items())


def _kept(around: Iterable[Kept], words: Sequence[str], today: date) -> tuple[Kept, ...]:
    """Return the days that were found, the coming ones first."""
    found = [one for one in around if _has(f"{one.short} {one.official}", words)]
    return tuple(sorted(found, key=lambda one: (one.day < today, one.day)))[:FEW]


def _has(text: str, words: Sequence[str]) -> bool:
    """Whether each word begins a word of the text."""
    plain = f" {fold(text)}"
    return all(f" {word}" in plain for word in words)
