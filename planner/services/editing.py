"""What people change of agencies, anniversaries and cadences: foreseen first, then saved.

`foresee` plans with the changed value in place of the stored one and writes nothing; `save` stores
it and plans again in the same transaction, and only as it was foreseen. Every changed field is a
row of the log, and what a person set is kept when a seeds folder is loaded again (`keep`).
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, time
from typing import TypeVar

from planner.domain.dates import WEEKDAYS
from planner.domain.model import Agency, Anniversary, Cadence, Quiet, Session
from planner.domain.planning import REGULAR, Book, days_about
from planner.domain.register import Register
from planner.domain.validity import check_agency, check_anniversary, check_cadence
from planner.domain.words import slug
from planner.errors import ConflictError, InputError, NotFoundError
from planner.services.comparing import Outcome, Range
from planner.services.scheduling import book, now, replan
from planner.store import calendar, log, marks, plans, register
from planner.store.codec import encode
from planner.store.db import Session as Store

Thing = Agency | Anniversary | Cadence
"""What is edited here."""

One = TypeVar("One", Agency, Anniversary, Cadence)

KINDS: Mapping[type, str] = {Agency: "agency", Anniversary: "anniversary", Cadence: "cadence"}
"""What the log calls each."""

LONGEST_SLUG = 60


class UnforeseenError(ConflictError):
    """Planning would now do something else than what the person was shown; nothing is changed."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What saving would do, and the promise to give back with it: of the value, of the outcome."""

    outcome: Outcome
    promise: str


def fingerprint(value: object) -> str:
    """Return what tells one value from another: the same as long as nobody changed it.

    >>> fingerprint((Session("s1", time(5, 30)),)) == fingerprint((Session("s1", time(5, 31)),))
    False
    """
    text = json.dumps(encode(value), sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def foresee(session: Store, new: Thing, today: date) -> Foreseen:
    """Return what saving a thing would do to the calendar. Raises InputError as `save` does."""
    known = book(session, today)
    _check(known, new)
    changed = _with(known, new)
    days = _days(session, known, changed, new)
    outcome = replan(session, today, days=days, dry_run=True, known=changed)
    return Foreseen(outcome, _promise(new, outcome))


def save(session: Store, new: Thing, *, who: str, today: date, promise: str) -> Outcome:
    """Store a changed or a new thing, log its fields and plan again, all in one transaction.

    `promise` is that of the foresight that the person saw: UnforeseenError where planning would
    now do otherwise, and the caller's transaction is to be rolled back. Raises InputError for what
    cannot be, and where nothing changed.
    """
    known = book(session, today)
    _check(known, new)
    old = stored(known, new)
    changed = _with(known, new)
    days = _days(session, known, changed, new)
    entries = [
        log.Entry(who, KINDS[type(new)], key_of(new), field, before, after)
        for field, before, after in differences(old, new)
    ]
    log.add(session, entries, now())
    _put(session, new)
    outcome = replan(session, today, days=days, known=changed)
    if _promise(new, outcome) != promise:
        raise UnforeseenError("lịch đã đổi từ lúc xem trước; xem lại rồi lưu")
    return outcome


def is_promised(new: Thing, promise: str) -> bool:
    """Whether the foresight of that promise was of this very value."""
    return promise.partition(".")[0] == fingerprint(new)


def free_slug(session: Store, name: str) -> str:
    """Return a slug for a new anniversary, for life: no other's, no plan's, not the rhythm's."""
    taken = {one.slug for one in calendar.anniversaries(session)} | {REGULAR}
    base = slug(name, LONGEST_SLUG)
    if not base:
        raise InputError("tên của ngày kỷ niệm phải có chữ")
    number, found = 2, base
    while found in taken or plans.taken(session, found):
        found, number = f"{base}-{number}", number + 1
    return found


def anniversary(session: Store, name: str) -> Anniversary:
    """Return the anniversary of that slug; NotFoundError without one."""
    for one in calendar.anniversaries(session):
        if one.slug == name:
            return one
    raise NotFoundError("không có ngày kỷ niệm “%(slug)s”", slug=name)


def cadence(session: Store, name: str) -> Cadence:
    """Return the cadence of that id; NotFoundError without one."""
    for one in calendar.cadences(session):
        if one.id == name:
            return one
    raise NotFoundError("không có nhịp “%(id)s”", id=name)


def keep(seeded: One, old: One | None, touched: Mapping[str, set[str]]) -> One:
    """Return what a seeds folder says, but for the fields that a person changed.

    `old` is what is stored, `touched` the fields from the log by the thing's slug or id.
    """
    if old is None:
        return seeded
    names = {field.partition("/")[0] for field in touched.get(key_of(seeded), ())}
    return replace(seeded, **{name: getattr(old, name) for name in names})


# --- one thing among the others -------------------------------------------------------------------


def key_of(thing: Thing) -> str:
    """Return what a thing goes by for life: its slug, or a cadence's id."""
    return thing.id if isinstance(thing, Cadence) else thing.slug


def stored(known: Book, thing: Thing) -> Thing | None:
    """Return the stored thing of the same slug or id."""
    match thing:
        case Agency():
            return known.register.agencies.get(thing.slug)
        case Anniversary():
            return next((one for one in known.anniversaries if one.slug == thing.slug), None)
        case Cadence():
            return next((one for one in known.cadences if one.id == thing.id), None)


def _check(known: Book, new: Thing) -> None:
    match new:
        case Agency():
            check_agency(new, known.register)
        case Anniversary():
            check_anniversary(new, known.anniversaries, known.register.provinces)
        case Cadence():
            check_cadence(new, {one.id: one for one in known.cadences})
    if stored(known, new) == new:
        raise InputError("chưa có gì khác với bản đang dùng; sửa rồi xem lại")


def _with(known: Book, new: Thing) -> Book:
    """Return the book as it will be once that thing is stored."""
    match new:
        case Agency():
            agencies = {**known.register.agencies, new.slug: new}.values()
            old = known.register
            changed = Register.of(agencies, old.provinces.values(), old.collectives)
            return replace(known, register=changed)
        case Anniversary():
            others = [one for one in known.anniversaries if one.slug != new.slug]
            several = sorted([*others, new], key=lambda one: (one.month, one.day, one.slug))
            return replace(known, anniversaries=tuple(several))
        case Cadence():
            cadences = tuple(new if one.id == new.id else one for one in known.cadences)
            return replace(known, cadences=cadences)


def _days(session: Store, known: Book, changed: Book, new: Thing) -> list[Range] | None:
    """Return the days that are to be planned again once a thing is stored; None for all."""
    if not isinstance(new, Anniversary):
        return None
    elsewhere = marks.days_of(session, new.slug)
    found = [
        Range(max(one.start, known.today), one.end)
        for one in days_about(known, changed, new.slug, elsewhere)
        if one.end is None or one.end >= known.today
    ]
    return found or [Range(known.today, known.today)]


def _put(session: Store, new: Thing) -> None:
    match new:
        case Agency():
            register.put(session, new)
        case Anniversary():
            calendar.save_anniversary(session, new)
        case Cadence():
            calendar.put_cadence(session, new)


# --- what differs ---------------------------------------------------------------------------------


def differences(old: Thing | None, new: Thing) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield each field that differs with its values in words, an agency's sessions one by one."""
    for one in fields(new):
        before, after = getattr(old, one.name, None), getattr(new, one.name)
        if before == after:
            continue
        if one.name == "sessions" and isinstance(new, Agency):
            yield from _sessions(before or (), after)
        elif (words := (_words(before), _words(after))) != (None, None):
            yield one.name, *words


def _sessions(
    before: tuple[Session, ...], after: tuple[Session, ...]
) -> Iterator[tuple[str, str | None, str | None]]:
    olds, news = ({one.id: one for one in those} for those in (before, after))
    for name in sorted({*olds, *news}):
        if olds.get(name) != news.get(name):
            yield f"sessions/{name}", _words(olds.get(name)), _words(news.get(name))


def _words(value: object) -> str | None:
    """Return a value as the log keeps it; what is empty is None."""
    return None if value in (None, "", (), False, {}) else _said(value)


def _said(value: object) -> str:
    match value:
        case Session():
            days = " ".join(WEEKDAYS[day] for day in value.weekdays)
            return f"{value.start:%H:%M}, {value.minutes}′, {days}"
        case Quiet():
            return f"{value.start:%H:%M}–{value.end:%H:%M}"
        case (int(), int()):
            first, last = (f"T{days:+d}" if days else "T" for days in value)
            return first if first == last else f"{first}..{last}"
        case tuple():
            return ", ".join(_said(one) for one in value)
        case Mapping():
            return "; ".join(f"{name}: {_said(one)}" for name, one in value.items() if one)
        case _:
            return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _promise(new: Thing, outcome: Outcome) -> str:
    """Return the fingerprint of a value and of all that planning then does, stamps left out."""
    told: list[str] = []
    for changes in (outcome.slots, outcome.items):
        told += [f"added {one!r}" for one in changes.added]
        told += [
            f"written {one.key} {[(name, getattr(one.model.new, name)) for name in one.fields]}"
            for one in changes.written()
        ]
        told += [f"left {one.thing.key} {sorted(one.wanted.items())}" for one in changes.left]
    whole = hashlib.sha256("\n".join(sorted(told)).encode()).hexdigest()[:16]
    return f"{fingerprint(new)}.{whole}"
