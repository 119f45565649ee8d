"""Planning, planning again, and what a person changes by hand: compared, written, told."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from planner.domain import changes as difference
from planner.domain.airtime import hours
from planner.domain.anniversaries import reference_day
from planner.domain.changes import (
    EDITABLE,
    Changes,
    Difference,
    diff_items,
    touch,
)
from planner.domain.model import Item, Slot
from planner.domain.planning import (
    Book,
    bears_on,
    horizon,
    take_downs,
)
from planner.errors import InputError, Where
from planner.services import announcing
from planner.services.comparing import Days, Outcome, Range, compare, counts
from planner.store import calendar, items, log, plans, register, slots
from planner.store.db import Session

PLANNING = "planner"
"""Who changed something when planning did."""


def book(session: Session, today: date) -> Book:
    """Return everything that planning looks at."""
    return Book(
        register.load(session),
        calendar.anniversaries(session),
        calendar.cadences(session),
        plans.every(session),
        today,
        horizon(today),
    )


def replan(  # noqa: PLR0913 (how a planning can be narrowed)
    session: Session,
    today: date,
    *,
    days: Range | Sequence[Range] | None = None,
    plan_key: str | None = None,
    campaigns: frozenset[str] | None = None,
    cause: str | None = None,
    dry_run: bool = False,
    known: Book | None = None,
    told: slots.Progress | None = None,
) -> Outcome:
    """Bring the calendar up to what plans, anniversaries and cadences now ask for.

    Works on slots and items whose last day, as it is or as it is now planned, lies in `days` (from
    today on without them), and on those without a day while their plan runs. With `plan_key` only
    on what comes from that plan, with `campaigns` only on theirs (see `concerned`). What a person
    touched stays. Doing it twice changes nothing. The people of the agencies for which something
    changes are told so, but at the first planning; `cause` is the plan that they then hear of.
    `known` spares reading the book; a dry run can look at another one than the stored, to see what
    a change of it would do.
    `told` hears how many new slots are written, of how many.
    """
    ranges: Days = (Range(today),) if days is None else (days,) if isinstance(days, Range) else days
    known = known or book(session, today)
    if plan_key is not None and all(one.key != plan_key for one in known.plans):
        plans.get(session, plan_key)
    only = campaigns if plan_key is None else {*bears_on(known, plan_key), plan_key}
    outcome = compare(session, known, ranges, only, today)
    if not dry_run:
        again, at = log.has_planning(session), now()
        outcome.revision = _apply(session, outcome.slots, outcome.items, at, plan_key, told)
        if again:
            both = (outcome.slots, outcome.items)
            announcing.announce(session, both, plan=cause or plan_key, who=PLANNING, at=at)
    return outcome


def concerned(session: Session, key: str, today: date) -> frozenset[str]:
    """Return what planning a plan anew can change: its own items, its phases, all it bears on."""
    return frozenset({key, *bears_on(book(session, today), key)})


# --- writing ------------------------------------------------------------------------------------


def _apply(
    session: Session,
    slot_changes: Changes[Slot],
    item_changes: Changes[Item],
    at: datetime,
    plan_key: str | None = None,
    told: slots.Progress | None = None,
) -> int | None:
    """Write all changes with their log rows; None when there is nothing to write."""
    if not slot_changes and not item_changes:
        return None
    entries = [_summary(slot_changes, item_changes, plan_key)]
    entries += [
        entry for one in slot_changes.written() for entry in changed_fields(one, "slot", PLANNING)
    ]
    entries += [
        entry for one in item_changes.written() for entry in changed_fields(one, "item", PLANNING)
    ]
    revisions = log.add(session, entries, at)
    born = revisions[0]
    latest = {entry.subject: number for entry, number in zip(entries, revisions, strict=True)}
    slots.insert_all(session, slot_changes.added, (born, at), told)
    items.insert_all(
        session,
        (replace(one, born=born, revision=born, changed_at=at) for one in item_changes.added),
    )
    slots.change_all(session, slot_changes.written(), latest, at)
    items.update_all(session, [_stamped(one, latest, at) for one in item_changes.written()])
    return born


def now() -> datetime:
    """Return the stamp of a change: an instant, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def _summary(
    slot_changes: Changes[Slot], item_changes: Changes[Item], plan_key: str | None
) -> log.Entry:
    numbers = counts(slot_changes)
    said = ", ".join(f"{name} {number}" for name, number in numbers.items() if number)
    added = len(item_changes.added)
    why = f"slots: {said or '0'}; items: added {added}"
    return log.Entry(PLANNING, "planning", new=why, why=plan_key or "")


def changed_fields(
    one: Difference[Slot] | Difference[Item], kind: str, who: str, why: str = ""
) -> list[log.Entry]:
    """Return the log's rows for what changed in one slot or item."""
    old, new = one.model.old, one.model.new
    return [
        log.Entry(who, kind, one.key, name, getattr(old, name), getattr(new, name), why)
        for name in one.fields
    ]


def _stamped(
    one: Difference[difference.Thing], latest: Mapping[str | None, int], at: datetime
) -> difference.Thing:
    """Return the new value with its revision; what nobody sees change keeps the old one."""
    if not one.fields:
        return one.new
    return replace(
        one.new, revision=latest[one.new.key], sequence=one.old.sequence + 1, changed_at=at
    )


# --- by hand ------------------------------------------------------------------------------------

_PLACES = ("day", "end_day", "minutes", "agency", "state")
"""Fields from which the hours of a session and the take-down of a span follow."""


def edit(
    session: Session,
    key: str,
    values: Mapping[str, object],
    *,
    who: str,
    today: date,
    revision: int | None = None,
    why: str = "",
) -> Slot:
    """Set fields of one slot as a person wants them; planning leaves them alone from then on.

    A span keeps its length when only its first day moves. `revision` is the version that the
    person saw: ConflictError when the slot has moved on since. Raises InputError for a field that
    nobody sets by hand, and for an end before the start.
    """
    old = slots.get(session, key)
    if unknown := set(values) - EDITABLE:
        raise InputError("mục này không sửa được bằng tay", Where(key=min(unknown)))
    if "at" in values and old.channel == "loudspeaker":
        raise InputError(
            "giờ của bản tin loa theo buổi phát và thứ tự trong buổi; dời sang ngày khác, "
            "hoặc sửa buổi phát của cơ quan",
            Where(key=key),
        )
    if "agency" in values:
        register.load(session).get(str(values["agency"]))
    values = _with_length(old, values)
    new = touch(old, values)
    if (new.day, new.agency) != (old.day, old.agency):
        new = replace(new, place=None)  # it was one among others, elsewhere
    if new.end_day is not None and (new.day is None or new.end_day < new.day):
        raise InputError("ngày cuối đứng trước ngày đầu; chọn lại hai ngày", Where(key=key))
    fields = tuple(name for name in sorted(EDITABLE) if getattr(old, name) != getattr(new, name))
    if not fields:
        return old
    at = now()
    one = Difference(old, new, fields)
    revisions = log.add(session, changed_fields(one, "slot", who, why), at)
    new = replace(new, revision=revisions[-1], sequence=old.sequence + 1, changed_at=at)
    slots.replace_one(session, new, old.revision if revision is None else revision)
    if any(getattr(old, name) != getattr(new, name) for name in _PLACES):
        _follow(session, old, new, today, at)
    return slots.get(session, key)


def _with_length(old: Slot, values: Mapping[str, object]) -> Mapping[str, object]:
    """Keep a span's length when only its first day is given; one without days gets that day."""
    day = values.get("day")
    if "end_day" in values or "day" not in values or old.occurrence != "span":
        return values
    length = old.end_day - old.day if old.day and old.end_day else timedelta(0)
    return {**values, "end_day": day + length if isinstance(day, date) else None}


def _follow(session: Session, old: Slot, new: Slot, today: date, at: datetime) -> None:
    """Bring along what hangs on a slot: the hours in its sessions, and its take-down.

    `at` is when the slot changed: one change has one stamp, in every event of it.
    """
    if new.channel != "loudspeaker" and new.end_day is None and old.end_day is None:
        return
    agencies = {slug: register.get(session, slug) for slug in {new.agency, old.agency}}
    empty: Changes[Item] = Changes()
    hour_changes: Changes[Slot] = Changes()
    if new.channel == "loudspeaker":
        reference = reference_day(calendar.anniversaries(session))
        rooms = {(one.agency, one.day) for one in (old, new) if one.day is not None}
        around = [
            one for agency, day in sorted(rooms) for one in slots.on_air(session, agency, day)
        ]
        hour_changes.changed = [
            Difference(slot, replace(slot, at=hour), ("at",))
            for slot, hour in hours(around, agencies, reference)
            if slot.at != hour
        ]
    cadences = calendar.cadences(session)
    wanted = take_downs([new], cadences, agencies)
    before = take_downs([old], cadences, agencies)
    names = {*wanted, *before}
    stored = {
        key: item
        for key, item in items.concerning(session, {new.campaign}, date.max - timedelta(1)).items()
        if key in names
    }
    item_changes = diff_items(stored, wanted, today=today) if names else empty
    _apply(session, hour_changes, item_changes, at)
