"""What the page of one slot shows, read from the store."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from planner.domain.anniversaries import Kept, reference_day
from planner.domain.changes import EDITABLE
from planner.domain.checks import check
from planner.domain.model import FORMATS, NOT_ON_AIR, Agency, Cadence, Problem, Slot, Source, State
from planner.domain.policy import Act
from planner.domain.register import Register
from planner.domain.workflow import SLOT_STEPS, Need, assignable, has_day, takes
from planner.errors import NotFoundError
from planner.feeds import kept_of
from planner.store import calendar as dates
from planner.store import log, people, plans, proofs, slots
from planner.store import register as registers
from planner.store.db import Session
from planner.store.log import Logged
from planner.web import access
from planner.web.agencies import hanging
from planner.web.calendar.month import days_late
from planner.web.language import said
from planner.web.plans.lines import Line, lines_of
from planner.web.prose import prose
from planner.web.reference import distance
from planner.web.words import title_of
from planner.web.work import discussion, history, proof
from planner.web.work.discussion import Discussion
from planner.web.work.forms import Form
from planner.web.work.steps import Choices, Offer, offers

TRACK = (
    State.PROPOSED,
    State.ASSIGNED,
    State.DRAFTING,
    State.IN_REVIEW,
    State.APPROVED,
    State.PUBLISHED,
)


@dataclass(frozen=True, slots=True)
class Phase:
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
    track: tuple[Phase, ...]
    day_distance: str
    end_distance: str
    due_distance: str
    why: Why
    brief: Markup
    events: tuple[history.Event, ...]
    problems: tuple[Problem, ...]
    acts: frozenset[Act]
    offers: Mapping[str, Offer]
    choices: Choices
    assignee: str
    meanwhile: tuple[history.Event, ...]
    discussion: Discussion | None
    proof: proof.Proofs
    hanging: hanging.Section
    form: Form

    @property
    def key(self) -> str:
        return self.slot.key

    @property
    def revision(self) -> int:
        return self.slot.revision

    @property
    def assigned(self) -> str | None:
        return self.slot.assignee

    @property
    def is_span(self) -> bool:
        return self.slot.occurrence == "span"

    @property
    def has_day(self) -> bool:
        """Whether the plan gives it a day; what has none can go back to the tray."""
        return has_day(self.slot)

    @property
    def has_hour(self) -> bool:
        """Whether a person sets its hour; a bulletin's comes from its session."""
        return self.slot.channel != "loudspeaker" and not self.is_span


def load(
    session: Session,
    key: str,
    today: date,
    form: Form | None = None,
    since: int | None = None,
) -> Page:
    """Read all that the page of a slot shows; NotFoundError without such a slot.

    With `since` it also says what others have changed after that revision.
    """
    slot = slots.get(session, key)
    register = registers.load(session)
    anniversaries = dates.anniversaries(session)
    kept = kept_of(slot, anniversaries)
    names = {kept.theme: kept.short} if kept else {}
    rows = log.of(session, key)
    named = history.names(session, register)
    there: list[Slot] = []
    if slot.day is not None and slot.state not in NOT_ON_AIR:
        there = slots.between(session, slot.day, slot.day, agency=slot.agency)
    acts = access.acts(session, slot.agency)
    offered = _offers(session, slot, acts)
    return Page(
        slot=slot,
        today=today,
        title=title_of(slot, names),
        agency=register.get(slot.agency),
        format=said(FORMATS.get(slot.format, slot.format)),
        state=history.word_of(slot.state),
        reason=history.reason(rows),
        late=days_late(slot, today),
        track=_track(slot, history.since(rows, slot.planned_on)),
        day_distance=_distance(slot.day, kept),
        end_distance=_distance(slot.end_day, kept),
        due_distance=_distance(slot.due, kept),
        why=_why(session, slot, kept),
        brief=prose(slot.brief),
        events=history.events(rows, named),
        problems=tuple(check(there, register.agencies, reference_day(anniversaries))),
        acts=acts,
        offers=offered,
        choices=_choices(session, slot, register, offered, today),
        assignee=named.people.get(slot.assignee or "", slot.assignee or ""),
        meanwhile=history.events(_of_others(rows, since), named) if since is not None else (),
        discussion=discussion.load(session, slot, named),
        proof=proof.load(session, key, acts),
        hanging=hanging.section(session, slot, today),
        form=form or Form(),
    )


def followed(slot: Slot) -> dict[str, object]:
    """Return the values with which a slot follows the plan again; none where it does.

    A brief is a person's work, not the plan's: it stays.
    """
    mine = EDITABLE - {"brief"}
    values = {name: value for name, value in slot.kept.items() if name in mine}
    if slot.channel == "loudspeaker":
        values.pop("at", None)
    return values


def _of_others(rows: Iterable[Logged], since: int) -> list[Logged]:
    me = access.signed_in().name
    return [row for row in rows if row.revision > since and row.entry.who != me]


def _offers(session: Session, slot: Slot, acts: frozenset[Act]) -> dict[str, Offer]:
    lacking = set() if slot.brief else {Need.BRIEF}
    if slot.state == State.APPROVED and not proofs.of(session, slot.key):
        lacking.add(Need.PROOF)
    offered = offers(SLOT_STEPS.values(), slot.state, acts, lacking)
    if not followed(slot):
        offered.pop("follow", None)
    return offered


def _choices(
    session: Session,
    slot: Slot,
    register: Register,
    offered: Collection[str],
    today: date,
) -> Choices:
    place = registers.place(session, slot.agency)
    receivers = (
        one
        for one in register.agencies.values()
        if one.province == place.province and takes(slot, one, today)
    )
    return Choices(
        tuple(assignable(people.every(session), place)) if "assign" in offered else (),
        tuple(receivers) if "hand" in offered else (),
    )


def _track(slot: Slot, days: Mapping[str, date]) -> tuple[Phase, ...]:
    return tuple(Phase(state, days.get(state), state == slot.state) for state in TRACK)


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
        line=line_of(session, slot.source),
    )


def _window(cadence: Cadence | None, kept: Kept | None) -> str:
    """Return the days of a cadence around T as the table of cadences writes them: T-15..T+7."""
    pairs = cadence.windows.get(kept.kind, ()) if cadence and kept else ()
    return ", ".join(_t(low) if low == high else f"{_t(low)}..{_t(high)}" for low, high in pairs)


def _t(days: int) -> str:
    return f"T{days:+d}" if days else "T"


def line_of(session: Session, source: Source) -> Line | None:
    """Return the plan's line that something comes from, with its words."""
    if source.plan is None or source.line is None:
        return None
    try:
        plan = plans.get(session, source.plan)
        lines = lines_of(plan, plans.document(session, plan.key).text)
    except NotFoundError:
        return None
    return next((one for one in lines if one.number == source.line), None)
