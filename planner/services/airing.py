"""A loudspeaker session on one day: what people change of its bulletins' order and minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.airtime import in_order, laid, session_of
from planner.domain.anniversaries import reference_day
from planner.domain.changes import occupies, touch
from planner.domain.model import Agency, Slot, State
from planner.domain.model import Session as AirSession
from planner.errors import ConflictError, InputError, NotFoundError
from planner.services.scheduling import now
from planner.store import calendar, log, register, slots
from planner.store.db import Session

LONGEST = 240
"""Minutes of one bulletin."""


@dataclass(frozen=True, slots=True)
class Room:
    """An agency's session on one day, with its bulletins in order."""

    agency: Agency
    session: AirSession
    day: date
    bulletins: tuple[Slot, ...]

    @property
    def revision(self) -> int:
        """The version of the whole: that of what changed last."""
        return max((one.revision for one in self.bulletins), default=0)

    @property
    def used(self) -> int:
        return sum(one.minutes or 0 for one in self.bulletins)

    @property
    def by_hand(self) -> bool:
        """Whether people have put something of it in order."""
        return any(one.place is not None for one in self.bulletins)

    @property
    def aired(self) -> bool:
        """Whether something of it was broadcast, so that the order is what it was."""
        return any(one.state == State.PUBLISHED for one in self.bulletins)


def room(session: Session, slug: str, name: str, day: date) -> Room:
    """Read a session on a day; NotFoundError where the agency has none of that id on it."""
    agency = register.load(session).get(slug)
    own = next((one for one in agency.sessions if one.id == name), None)
    if own is None or day.weekday() not in own.weekdays:
        raise NotFoundError("cơ quan này không có buổi phát ấy trong ngày")
    there = [
        one
        for one in slots.on_air(session, slug, day)
        if occupies(one) and session_of(one, agency, day) == own
    ]
    reference = reference_day(calendar.anniversaries(session))
    # What is being written keeps its hour whatever comes: it stands where it is heard.
    ranked = {one.key: rank for rank, one in enumerate(in_order(there, reference))}
    ordered = sorted(there, key=lambda one: (one.at or own.start, ranked[one.key]))
    return Room(agency, own, day, tuple(ordered))


def reorder(session: Session, where: Room, key: str, step: int, *, seen: int, who: str) -> None:
    """Put a bulletin one place up (`step` -1) or down (1); at the end it stays where it is.

    From then on planning keeps the order of the bulletins that are there. `seen` is the version
    of the room that the person saw: ConflictError when it moved on since. Raises InputError for
    a bulletin that is not there, and once something of the session was broadcast.
    """
    _check(where, seen)
    order = list(where.bulletins)
    old = _index(where, key)
    new = min(max(old + step, 0), len(order) - 1)
    order.insert(new, order.pop(old))
    if new == old:
        return
    placed = [replace(one, place=place) for place, one in enumerate(order, start=1)]
    row = log.Entry(who, "slot", key, "place", old + 1, new + 1)
    _write(session, where, placed, who, [row])


def follow(session: Session, where: Room, *, seen: int, who: str) -> None:
    """Put the bulletins back into the order that the rule gives them."""
    _check(where, seen)
    reference = reference_day(calendar.anniversaries(session))
    bare = [replace(one, place=None) for one in where.bulletins]
    rows = [
        log.Entry(who, "slot", one.key, "place", one.place, None)
        for one in where.bulletins
        if one.place is not None
    ]
    _write(session, where, in_order(bare, reference), who, rows)


def lengthen(session: Session, where: Room, key: str, minutes: int, *, seen: int, who: str) -> None:
    """Give a bulletin other minutes; those behind it move. Planning keeps them.

    Raises as `reorder` does, and InputError for minutes that can't be.
    """
    _check(where, seen)
    if not 1 <= minutes <= LONGEST:
        raise InputError("số phút phải từ 1 đến %(most)d", most=LONGEST)
    old = where.bulletins[_index(where, key)]
    if minutes == old.minutes:
        return
    new = touch(old, {"minutes": minutes})
    row = log.Entry(who, "slot", key, "minutes", old.minutes, minutes)
    changed = [new if one.key == key else one for one in where.bulletins]
    _write(session, where, changed, who, [row])


def _check(where: Room, seen: int) -> None:
    if seen != where.revision:
        raise ConflictError("người khác vừa đổi buổi này; xem lại rồi làm lần nữa")
    if where.aired:
        raise InputError("buổi này đã phát; thứ tự và số phút không đổi được nữa")


def _index(where: Room, key: str) -> int:
    for number, one in enumerate(where.bulletins):
        if one.key == key:
            return number
    raise InputError("bản tin này không còn trong buổi; mở lại trang rồi làm lại")


def _write(
    session: Session,
    where: Room,
    order: Sequence[Slot],
    who: str,
    rows: Iterable[log.Entry],
) -> None:
    """Write the bulletins in their order, each at its hour; the log says what people see change."""
    old = {one.key: one for one in where.bulletins}
    new = [replace(one, at=at) for one, at in laid(order, where.session.start)]
    entries = [*rows]
    entries += [
        log.Entry(who, "slot", one.key, "at", old[one.key].at, one.at)
        for one in new
        if one.at != old[one.key].at
    ]
    at = now()
    numbers = zip(entries, log.add(session, entries, at), strict=True)
    latest = {entry.subject: number for entry, number in numbers}
    slots.update_all(
        session,
        [
            replace(one, revision=latest[one.key], sequence=one.sequence + 1, changed_at=at)
            if one.key in latest
            else one
            for one in new
            if one != old[one.key]
        ],
    )
