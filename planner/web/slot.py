"""What the page of one slot shows, read from the store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from planner.domain.anniversaries import Kept
from planner.domain.checks import check
from planner.domain.model import FORMATS, NOT_ON_AIR, Agency, Cadence, Problem, Slot, State
from planner.errors import NotFoundError
from planner.feeds import kept_of
from planner.services.scheduling import EDITABLE, reference_day
from planner.store import calendar as dates
from planner.store import log, plans, slots
from planner.store import register as registers
from planner.store.db import Session
from planner.web import access, history, proof
from planner.web.lines import Line, lines_of
from planner.web.month import days_late
from planner.web.prose import prose
from planner.web.reference import distance
from planner.web.words import mark, title_of

TRACK = (
    State.PROPOSED,
    State.ASSIGNED,
    State.DRAFTING,
    State.IN_REVIEW,
    State.APPROVED,
    State.PUBLISHED,
)
OVER = frozenset({State.CANCELLED, State.WITHDRAWN, State.PUBLISHED})
"""States in which nothing is left to move or to put off."""


TYPED = {
    "day": mark("Dời sang ngày"),
    "end_day": mark("Đến hết ngày"),
    "at": mark("Giờ"),
    "why": mark("Lý do"),
    "brief": mark("Đề cương"),
}
"""The fields that people type in the forms of a slot, with their labels."""


@dataclass(frozen=True, slots=True)
class Step:
    """One phase of the work, with the day on which the slot came to it."""

    state: State
    day: date | None
    now: bool


@dataclass(frozen=True, slots=True)
class Why:
    """Why the slot is there: its anniversary, its cadence with the usual window, its plan."""

    kept: Kept | None
    cadence: Cadence | None
    window: str
    plan: str
    number: str
    title: str
    line: Line | None


@dataclass(frozen=True, slots=True)
class Form:
    """What a form shows again after it was refused: what was typed, and what is wrong."""

    name: str = ""
    problem: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    preview: Markup | None = None

    def value(self, name: str, otherwise: str) -> str:
        """Return what was typed, else what is stored."""
        return self.typed.get(name, otherwise)


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page of a slot shows."""

    slot: Slot
    today: date
    title: str
    agency: Agency
    format: str
    state: str
    reason: str
    late: int
    track: tuple[Step, ...]
    day_distance: str
    end_distance: str
    due_distance: str
    why: Why
    brief: Markup
    events: tuple[history.Event, ...]
    problems: tuple[Problem, ...]
    proof: proof.Proofs
    form: Form

    @property
    def can_move(self) -> bool:
        return self.slot.state not in OVER

    @property
    def can_postpone(self) -> bool:
        return self.slot.state not in OVER | NOT_ON_AIR

    @property
    def can_follow(self) -> bool:
        """Whether something here is a person's, and can follow the plan again."""
        return bool(followed(self.slot))

    @property
    def is_span(self) -> bool:
        return self.slot.occurrence == "span"

    @property
    def has_hour(self) -> bool:
        """Whether a person sets its hour; a bulletin's comes from its session."""
        return self.slot.channel != "loudspeaker" and not self.is_span


def load(session: Session, key: str, today: date, form: Form | None = None) -> Page:
    """Read all that the page of a slot shows; NotFoundError without such a slot."""
    slot = slots.get(session, key)
    register = registers.load(session)
    anniversaries = dates.anniversaries(session)
    kept = kept_of(slot, anniversaries)
    names = {kept.theme: kept.short} if kept else {}
    rows = log.of(session, key)
    there: list[Slot] = []
    if slot.day is not None and slot.state not in NOT_ON_AIR:
        there = slots.between(session, slot.day, slot.day, agency=slot.agency)
    return Page(
        slot=slot,
        today=today,
        title=title_of(slot, names),
        agency=register.get(slot.agency),
        format=FORMATS.get(slot.format, slot.format),
        state=history.word_of(slot.state),
        reason=history.reason(rows),
        late=days_late(slot, today),
        track=_track(slot, history.since(rows, slot.planned_on)),
        day_distance=_distance(slot.day, kept),
        end_distance=_distance(slot.end_day, kept),
        due_distance=_distance(slot.due, kept),
        why=_why(session, slot, kept),
        brief=prose(slot.brief),
        events=history.events(rows),
        problems=tuple(check(there, register.agencies, reference_day(anniversaries))),
        proof=proof.load(session, key, access.acts(session, slot.agency)),
        form=form or Form(),
    )


def followed(slot: Slot, before: State = State.PROPOSED) -> dict[str, object]:
    """Return the values with which a slot follows the plan again; none where it does.

    One that was put off or cancelled goes back to the state `before` that. A brief is a person's
    work, not the plan's: it stays.
    """
    mine = EDITABLE - {"brief"}
    values = {name: value for name, value in slot.kept.items() if name in mine}
    if slot.channel == "loudspeaker":
        values.pop("at", None)
    if slot.state in {State.POSTPONED, State.CANCELLED}:
        values["state"] = before
    return values


def _track(slot: Slot, days: Mapping[str, date]) -> tuple[Step, ...]:
    return tuple(Step(state, days.get(state), state == slot.state) for state in TRACK)


def _distance(day: date | None, kept: Kept | None) -> str:
    return distance(day, kept.day) if day and kept else ""


def _why(session: Session, slot: Slot, kept: Kept | None) -> Why:
    cadence = next((one for one in dates.cadences(session) if one.id == slot.cadence), None)
    number, title = plans.titles(session).get(slot.source.plan or "", (None, ""))
    return Why(
        kept=kept,
        cadence=cadence,
        window=_window(cadence, kept),
        plan=slot.source.plan or "",
        number=number or title or slot.source.plan or "",
        title=title,
        line=_line(session, slot),
    )


def _window(cadence: Cadence | None, kept: Kept | None) -> str:
    """Return the days of a cadence around T as the table of cadences writes them: T-15..T+7."""
    pairs = cadence.windows.get(kept.kind, ()) if cadence and kept else ()
    return ", ".join(_t(low) if low == high else f"{_t(low)}..{_t(high)}" for low, high in pairs)


def _t(days: int) -> str:
    return f"T{days:+d}" if days else "T"


def _line(session: Session, slot: Slot) -> Line | None:
    """Return the plan's line that the slot comes from, with its words."""
    if slot.source.plan is None or slot.source.line is None:
        return None
    try:
        plan = plans.get(session, slot.source.plan)
        lines = lines_of(plan, plans.document(session, plan.key).text)
    except NotFoundError:
        return None
    return next((one for one in lines if one.number == slot.source.line), None)
