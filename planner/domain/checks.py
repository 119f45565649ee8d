"""Clashes, shown and never solved in silence: who meets whom, and who could give way."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise

from planner.domain.airtime import in_order, session_of
from planner.domain.changes import occupies
from planner.domain.model import FORMATS, Agency, Problem, Slot
from planner.errors import Where

Reference = Callable[[str], date | None]


def check(
    slots: Iterable[Slot], agencies: Mapping[str, Agency], reference: Reference
) -> Iterator[Problem]:
    """Yield the clashes among `slots`: pages on one day, programmes at one hour, full sessions."""
    rooms: dict[tuple[str, str, date], list[Slot]] = {}
    for slot in slots:
        if slot.day is not None and slot.format in _WATCHED and occupies(slot):
            rooms.setdefault((slot.agency, slot.format, slot.day), []).append(slot)
    for (agency, kind, day), inside in rooms.items():
        if kind == "bulletin":
            yield from _sessions(agencies[agency], day, inside, reference)
        elif kind == "special_page" and len(inside) > 1:
            yield _clash("chuyên trang cùng ngày", inside, reference)
        elif kind != "special_page":
            yield from _overlaps(inside, reference)


_WATCHED = frozenset({"special_page", "radio", "tv", "bulletin"})
"""Formats of which an agency has room for one at a time."""


def _sessions(
    agency: Agency, day: date, slots: list[Slot], reference: Reference
) -> Iterator[Problem]:
    """Yield what is wrong in one day's sessions: no session at all, or more than it allows."""
    inside: dict[str, list[Slot]] = {}
    for slot in slots:
        session = session_of(slot, agency, day)
        if session is None:
            yield Problem(
                "không có buổi phát nào trong ngày này; dời sang ngày khác", Where(key=slot.key)
            )
        else:
            inside.setdefault(session.id, []).append(slot)
    for session_id, together in inside.items():
        yield from _over(agency, day, session_id, together, reference)


def _clash(what: str, slots: list[Slot], reference: Reference) -> Problem:
    *_, last = in_order(slots, reference)
    first = slots[0]
    return Problem(
        f"{len(slots)} {what} {first.day:%d/%m/%Y}: {'; '.join(one.title for one in slots)}. "
        f"Có thể nhường: {last.title}; gộp hoặc dời",
        Where(key=last.key),
    )


def _overlaps(slots: list[Slot], reference: Reference) -> Iterator[Problem]:
    timed = sorted((one for one in slots if one.at is not None), key=lambda one: (one.at, one.key))
    for one, other in pairwise(timed):
        if one.day is None or one.at is None or other.at is None:
            continue
        end = datetime.combine(one.day, one.at) + timedelta(minutes=one.minutes or 0)
        if one.at == other.at or datetime.combine(one.day, other.at) < end:
            word = FORMATS[one.format].lower()
            yield _clash(f"{word} cùng giờ {other.at:%H:%M}", [one, other], reference)


def _over(
    agency: Agency, day: date, session_id: str, slots: list[Slot], reference: Reference
) -> Iterator[Problem]:
    session = next(one for one in agency.sessions if one.id == session_id)
    used = sum(one.minutes or 0 for one in slots)
    if used > session.minutes:
        *_, last = in_order(slots, reference)
        yield Problem(
            f"buổi {session.start:%H:%M} ngày {day:%d/%m/%Y} dùng {used}/{session.minutes} phút; "
            f"có thể nhường: {last.title}",
            Where(key=last.key),
        )
