"""The hour of each bulletin: its session's start and the minutes of those before it.

Order in a session: as people have put it; else, and behind that, the nearest reference day first,
then the campaign's key (product.md).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

from planner.domain.changes import occupies
from planner.domain.model import FOLLOWS_PLAN, Agency, Quiet, Session, Slot

FAR = 10_000
"""Days to the reference day of a campaign that has none, so that it comes last."""


def session_of(slot: Slot, agency: Agency, day: date) -> Session | None:
    """Return the session in which a slot airs on `day`: its own, else the day's last, else none."""
    sessions = [one for one in agency.sessions if day.weekday() in one.weekdays]
    own = next((one for one in sessions if one.id == slot.session), None)
    return own or max(sessions, key=lambda one: one.start, default=None)


def silenced(at: time, minutes: int, quiet: Iterable[Quiet]) -> Quiet | None:
    """Return the quiet hours into which a broadcast of some minutes falls, None where in none.

    >>> silenced(time(21, 50), 15, [Quiet(time(22), time(5))])
    Quiet(start=datetime.time(22, 0), end=datetime.time(5, 0))
    >>> silenced(time(5), 15, [Quiet(time(22), time(5))])
    """
    begin = _minute(at)
    for one in quiet:
        first, last = _minute(one.start), _minute(one.end)
        if last <= first:
            last += _DAY
        # The hours of the day before and of the day after reach into this one.
        for day in (-_DAY, 0, _DAY):
            if begin < last + day and first + day < begin + max(minutes, 1):
                return one
    return None


_DAY = 24 * 60


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def in_order(slots: Iterable[Slot], reference: Callable[[str], date | None]) -> list[Slot]:
    """Sort the slots of one session; `reference` gives the day T of a campaign's key."""

    def rank(slot: Slot) -> tuple[bool, int, int, str, str]:
        day = reference(slot.campaign)
        far = FAR if day is None or slot.day is None else abs((slot.day - day).days)
        return slot.place is None, slot.place or 0, far, slot.campaign, slot.key

    return sorted(slots, key=rank)


def hours(
    slots: Iterable[Slot], agencies: Mapping[str, Agency], reference: Callable[[str], date | None]
) -> Iterator[tuple[Slot, time | None]]:
    """Yield each loudspeaker slot with the hour at which it airs, None where there is no session.

    `slots` must hold all of a session's slots; those that are off the air keep no hour before
    the others but their own session's start.
    """
    rooms: dict[tuple[str, date, str], list[Slot]] = {}
    for slot in slots:
        if slot.channel != "loudspeaker" or slot.day is None:
            continue
        session = session_of(slot, agencies[slot.agency], slot.day)
        if session is None:
            yield slot, None
        elif not occupies(slot):
            yield slot, session.start
        else:
            rooms.setdefault((slot.agency, slot.day, session.id), []).append(slot)
    for (agency, _, session_id), inside in rooms.items():
        start = next(one.start for one in agencies[agency].sessions if one.id == session_id)
        yield from _in_session(inside, start, reference)


def laid(slots: Iterable[Slot], start: time) -> Iterator[tuple[Slot, time]]:
    """Yield one session's slots, which are in order, each with the hour at which it airs.

    That is when people order them: what is already being written moves too.
    """
    clock = _clock(start)
    for slot in slots:
        yield slot, clock.time()
        clock += _length(slot)


def _in_session(
    slots: list[Slot], start: time, reference: Callable[[str], date | None]
) -> Iterator[tuple[Slot, time]]:
    """Put one session's slots behind each other, around those whose hour is settled.

    From drafting on planning changes nothing, so such a slot keeps the hour that it has.
    """
    settled = [one for one in slots if one.state not in FOLLOWS_PLAN and one.at is not None]
    taken = sorted((_clock(one.at), _clock(one.at) + _length(one)) for one in settled if one.at)
    clock = _clock(start)
    for slot in in_order(slots, reference) if len(slots) > 1 else slots:
        if slot in settled and slot.at is not None:
            yield slot, slot.at
            continue
        for first, last in taken:
            if first < clock + _length(slot) and clock < last:
                clock = last
        yield slot, clock.time()
        clock += _length(slot)


def _clock(at: time) -> datetime:
    return datetime.combine(date.min, at)


def _length(slot: Slot) -> timedelta:
    return timedelta(minutes=slot.minutes or 0)
