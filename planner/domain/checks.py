"""Clashes, shown and never solved in silence: who meets whom, and who could give way."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

from planner.domain.airtime import in_order, session_of, silenced
from planner.domain.changes import occupies
from planner.domain.dates import printed
from planner.domain.model import Agency, Problem, Quiet, Slot
from planner.domain.sites import Hanging, in_the_way
from planner.errors import Where
from planner.phrases import Phrase, mark

Reference = Callable[[str], date | None]


def check(
    slots: Iterable[Slot], agencies: Mapping[str, Agency], reference: Reference
) -> Iterator[Problem]:
    """Yield the clashes among `slots`.

    Too much on one day, pages on one day, programmes at one hour, full sessions.
    """
    rooms: dict[tuple[str, str, date], list[Slot]] = {}
    days: dict[tuple[str, date], list[Slot]] = {}
    for slot in slots:
        if slot.day is None or not occupies(slot):
            continue
        if slot.end_day is None:
            days.setdefault((slot.agency, slot.day), []).append(slot)
        if slot.format in _WATCHED:
            rooms.setdefault((slot.agency, slot.format, slot.day), []).append(slot)
    yield from _crowds(days, reference)
    for (agency, kind, day), inside in rooms.items():
        if kind == "bulletin":
            yield from _sessions(agencies[agency], day, inside, reference)
        elif kind == "special_page" and len(inside) > 1:
            yield _clash(Phrase("chuyên trang cùng ngày"), inside, reference)
        elif kind != "special_page":
            yield from _overlaps(inside, reference)


def taken(hangings: Iterable[Hanging]) -> Iterator[Problem]:
    """Yield where two things are to hang at one place at once, or one at a place not in use.

    It is said of what comes later, which could go elsewhere; both stay as they are.
    """
    there = list(hangings)
    for one in there:
        if one.span is None:
            continue
        place = one.site.name
        for other in in_the_way(one.site, one.slot, there):
            if _begins(other) < _begins(one):
                yield Problem(
                    Phrase(
                        "chỗ “%(place)s” đang treo %(other)s, trùng ngày với %(one)s; xem treo "
                        "chung được không, hoặc đổi chỗ",
                        place=place,
                        other=_what(other),
                        one=_what(one),
                    ),
                    Where(key=one.slot.key),
                )
        if not one.site.stands(one.span):
            yield Problem(
                Phrase(
                    "chỗ “%(place)s” không dùng được suốt các ngày treo %(one)s; đổi chỗ",
                    place=place,
                    one=_what(one),
                ),
                Where(key=one.slot.key),
            )


def _begins(hanging: Hanging) -> tuple[date, str]:
    return hanging.slot.day or date.max, hanging.slot.key


_HANGS = {
    "banner": mark("băng rôn “%(title)s” %(first)s – %(last)s"),
    "flag": mark("cờ “%(title)s” %(first)s – %(last)s"),
    "board": mark("bảng tin “%(title)s” %(first)s – %(last)s"),
}


def _what(hanging: Hanging) -> Phrase:
    """Return what hangs, with its days: băng rôn “82 năm Quốc khánh” 26/8/2027 – 05/9/2027."""
    slot = hanging.slot
    first, last = slot.day or date.min, slot.last_day or date.max
    return Phrase(_HANGS[slot.format], title=slot.title, first=printed(first), last=printed(last))


_AT_ONE_HOUR = {
    "radio": mark("chương trình phát thanh cùng giờ %(at)s"),
    "tv": mark("chương trình truyền hình cùng giờ %(at)s"),
}

_WATCHED = frozenset({"special_page", "radio", "tv", "bulletin"})
"""Formats of which an agency has room for one at a time."""

MOST_A_DAY = 10
"""What one agency can put out in a day: the cadences together give nobody more than eight."""


def _crowds(days: Mapping[tuple[str, date], list[Slot]], reference: Reference) -> Iterator[Problem]:
    """Yield each day on which one agency has more to put out than it can."""
    for (_, day), inside in days.items():
        if len(inside) > MOST_A_DAY:
            *_, last = in_order(inside, reference)
            yield Problem(
                Phrase(
                    "%(number)d mục trong ngày %(day)s, nhiều hơn %(most)d; "
                    "có thể nhường: %(last)s",
                    number=len(inside),
                    day=printed(day),
                    most=MOST_A_DAY,
                    last=last.title,
                ),
                Where(key=last.key),
            )


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
            yield from _in_quiet(slot, slot.at or session.start, agency.quiet)
    for session_id, together in inside.items():
        yield from _over(agency, day, session_id, together, reference)


def _in_quiet(slot: Slot, at: time, quiet: Iterable[Quiet]) -> Iterator[Problem]:
    """Yield a bulletin that would be on the air in hours in which there is to be none."""
    hours = silenced(at, slot.minutes or 0, quiet)
    if hours is not None:
        yield Problem(
            Phrase(
                "bản tin lúc %(at)s ngày %(day)s rơi vào giờ không phát %(start)s–%(end)s: "
                "%(title)s; rút phút, dời hoặc gộp",
                at=f"{at:%H:%M}",
                day=printed(slot.day or date.min),
                start=f"{hours.start:%H:%M}",
                end=f"{hours.end:%H:%M}",
                title=slot.title,
            ),
            Where(key=slot.key),
        )


def _clash(what: Phrase, slots: list[Slot], reference: Reference) -> Problem:
    *_, last = in_order(slots, reference)
    first = slots[0]
    titles = "; ".join(one.title for one in sorted(slots, key=lambda one: one.key))
    return Problem(
        Phrase(
            "%(number)d %(what)s %(day)s: %(titles)s. Có thể nhường: %(last)s; gộp hoặc dời",
            number=len(slots),
            what=what,
            day=printed(first.day or date.min),
            titles=titles,
            last=last.title,
        ),
        Where(key=last.key),
    )


def _overlaps(slots: list[Slot], reference: Reference) -> Iterator[Problem]:
    """Yield each programme that begins while another one is still on the air."""
    timed = [(one.at, one) for one in slots if one.at is not None]
    running: Slot | None = None
    until = datetime.min  # noqa: DTZ901 (local clocks, like all hours here)
    for at, slot in sorted(timed, key=lambda pair: (pair[0], pair[1].key)):
        start = datetime.combine(slot.day or date.min, at)
        end = start + timedelta(minutes=slot.minutes or 0)
        if running is not None and (start < until or at == running.at):
            what = Phrase(_AT_ONE_HOUR[slot.format], at=f"{at:%H:%M}")
            yield _clash(what, [running, slot], reference)
        if running is None or end > until:
            running, until = slot, end


def _over(
    agency: Agency, day: date, session_id: str, slots: list[Slot], reference: Reference
) -> Iterator[Problem]:
    session = next(one for one in agency.sessions if one.id == session_id)
    used = sum(one.minutes or 0 for one in slots)
    if used > session.minutes:
        *_, last = in_order(slots, reference)
        yield Problem(
            Phrase(
                "buổi %(at)s ngày %(day)s dùng %(used)d/%(allowed)d phút; có thể nhường: %(last)s",
                at=f"{session.start:%H:%M}",
                day=printed(day),
                used=used,
                allowed=session.minutes,
                last=last.title,
            ),
            Where(key=last.key),
        )
