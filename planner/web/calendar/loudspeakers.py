"""Loudspeaker sessions as vessels that fill up: minutes used of minutes allowed. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from planner.domain.airtime import session_of
from planner.domain.model import NOT_ON_AIR, Agency, Session, Slot, State
from planner.web.reference import References

MOST_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One bulletin in a vessel."""

    title: str
    minutes: int
    key: str
    state: State

    @property
    def css(self) -> str:
        return f"m-{min(self.minutes, MOST_MINUTES)}"


@dataclass(frozen=True, slots=True)
class Vessel:
    """One session on one day, its last bulletin first: they stand in it from below."""

    day: date
    start: time
    allowed: int
    used: int
    bulletins: tuple[Bulletin, ...]
    agency: str = ""
    session: str = ""

    @property
    def over(self) -> int:
        return max(self.used - self.allowed, 0)

    @property
    def css(self) -> str:
        return f"of-{min(self.allowed, MOST_MINUTES)}" + (" over" if self.over else "")


@dataclass(frozen=True, slots=True)
class Row:
    """One session over a week; None on days without it."""

    start: time
    allowed: int
    vessels: tuple[Vessel | None, ...]

    @property
    def used(self) -> bool:
        """Whether anything is broadcast in it."""
        return any(one is not None and one.bulletins for one in self.vessels)


@dataclass(frozen=True, slots=True)
class WeekOfSessions:
    """A week of an agency's sessions."""

    number: int
    days: tuple[date, ...]
    rows: tuple[Row, ...]


def week(
    agency: Agency, slots: Iterable[Slot], today: date, references: References
) -> WeekOfSessions | None:
    """Return the week that `today` lies in, of an agency's sessions; None where it has none."""
    if not agency.sessions:
        return None
    monday = today - timedelta(days=today.weekday())
    days = tuple(monday + timedelta(days=n) for n in range(7))
    inside = _by_session(agency, slots)
    sessions = sorted(agency.sessions, key=lambda one: one.start)
    rows = tuple(
        Row(
            one.start,
            one.minutes,
            tuple(_vessel(agency, one, day, inside, references) for day in days),
        )
        for one in sessions
    )
    return WeekOfSessions(monday.isocalendar().week, days, rows)


def of_day(
    agency: Agency, slots: Iterable[Slot], day: date, references: References
) -> tuple[Vessel, ...]:
    """Return the day's vessels that hold something."""
    inside = _by_session(agency, slots)
    found = (
        _vessel(agency, one, day, inside, references)
        for one in sorted(agency.sessions, key=lambda one: one.start)
    )
    return tuple(vessel for vessel in found if vessel is not None and vessel.bulletins)


def _by_session(agency: Agency, slots: Iterable[Slot]) -> dict[tuple[date, str], list[Slot]]:
    rooms: dict[tuple[date, str], list[Slot]] = defaultdict(list)
    for slot in slots:
        if slot.channel != "loudspeaker" or slot.day is None or slot.state in NOT_ON_AIR:
            continue
        session = session_of(slot, agency, slot.day)
        if session is not None:
            rooms[slot.day, session.id].append(slot)
    return rooms


def _vessel(
    agency: Agency,
    session: Session,
    day: date,
    inside: dict[tuple[date, str], list[Slot]],
    references: References,
) -> Vessel | None:
    if day.weekday() not in session.weekdays:
        return None
    slots: Sequence[Slot] = sorted(
        inside.get((day, session.id), ()),
        key=lambda slot: (slot.at or session.start, slot.key),
        reverse=True,
    )
    bulletins = tuple(
        Bulletin(references.title(slot), slot.minutes or 0, slot.key, slot.state) for slot in slots
    )
    used = sum(one.minutes for one in bulletins)
    return Vessel(day, session.start, session.minutes, used, bulletins, agency.slug, session.id)
