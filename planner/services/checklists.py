"""What people do with a checklist item: ticking it off, giving it, handing it on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from planner.domain.changes import Difference, taken_over
from planner.domain.model import Item, ItemState
from planner.domain.people import Person, Place, Role
from planner.domain.workflow import ITEM_STEPS, Need, Step, check_taker
from planner.errors import ConflictError, InputError
from planner.services.permitting import demand
from planner.services.scheduling import changed_fields, now
from planner.services.telling import News, tell, those_of
from planner.services.working import check_assignee, receiver
from planner.store import items, log, people
from planner.store.db import Session
from planner.store.log import Logged

FIELDS = ("state", "agency", "assignee", "handed_to")
"""What people change of an item."""


def take(
    session: Session,
    key: str,
    name: str,
    person: Person,
    *,
    today: date,
    revision: int,
    given: str = "",
    why: str = "",
) -> Item:
    """Carry out a step of `workflow.ITEM_STEPS`, and tell those whom it concerns.

    `revision` is the version that the person saw, `given` the person or the agency that the step
    asks for. Raises NotFoundError, ForbiddenError, ConflictError when the item has moved on since
    or its state does not allow the step, InputError for what it needs and has not got. Then
    nothing is changed.
    """
    step = ITEM_STEPS[name]
    old = items.get(session, key)
    place = demand(session, person, step.act, holder(old, step))
    if old.state not in step.states:
        raise ConflictError(step.only)
    if old.revision != revision:
        raise ConflictError("người khác vừa đổi việc này; xem lại rồi làm lần nữa")
    _check(session, step, old, place, given=given, why=why, today=today)
    new = _after(step, old, given)
    fields = tuple(field for field in FIELDS if getattr(old, field) != getattr(new, field))
    if not fields:
        return old
    at = now()
    entries = changed_fields(Difference(old, new, fields), "item", person.name, why)
    number = log.add(session, entries, at)[-1]
    new = replace(new, revision=number, sequence=old.sequence + 1, changed_at=at)
    items.replace_one(session, new, revision)
    _tell(session, step, old, new, person.name, why)
    return new


def tick(
    session: Session, key: str, person: Person, *, done: bool, revision: int, today: date
) -> Item:
    """Mark an item done, or open again; ticking twice changes nothing."""
    name = "done" if done else "reopen"
    step = ITEM_STEPS[name]
    old = items.get(session, key)
    if old.state == step.to:
        demand(session, person, step.act, old.agency)
        return old
    return take(session, key, name, person, today=today, revision=revision)


def changed_since(session: Session, key: str, revision: int) -> list[Logged]:
    """Return what was changed of an item after a revision, oldest first."""
    rows = log.since(session, revision, key)
    return [row for row in rows if row.entry.field != "proof"]


def holder(item: Item, step: Step[ItemState]) -> str:
    """Return the agency that takes a step: the item's own, or the one that it is offered to."""
    return (step.at_receiver and item.handed_to) or item.agency


def _check(
    session: Session,
    step: Step[ItemState],
    item: Item,
    place: Place,
    *,
    given: str,
    why: str,
    today: date,
) -> None:
    if Need.WHY in step.needs and not why:
        raise InputError("cần ghi lý do, để người khác biết vì sao")
    if Need.ASSIGNEE in step.needs:
        check_assignee(session, given, place)
    if Need.AGENCY in step.needs:
        check_taker(item, receiver(session, given), today)


def _after(step: Step[ItemState], item: Item, given: str) -> Item:
    match step.name:
        case "assign":
            return replace(item, assignee=given)
        case "hand_on":
            return replace(item, state=ItemState.HANDED_ON, handed_to=given)
        case "accept":
            return taken_over(item, item.handed_to or item.agency)
        case _:
            return replace(item, state=step.to or item.state, handed_to=None)


def _tell(
    session: Session, step: Step[ItemState], old: Item, new: Item, who: str, why: str
) -> None:
    names: Sequence[str | None]
    match step.name:
        case "assign":
            names, news = [new.assignee], News.ASSIGNED
        case "hand_on":
            names = those_of(session, new.handed_to or "", Role.EDITOR, Role.COORDINATOR)
            news = News.HANDED_ON
        case "accept":
            names, news = _who_handed_on(session, old), News.ACCEPTED
        case "return":
            names, news = _who_handed_on(session, old), News.RETURNED
        case _:
            return
    tell(session, filter(None, names), news, who=who, subject=new.key, text=why)


def _who_handed_on(session: Session, item: Item) -> list[str]:
    """Return who handed an item on last, if that is somebody with an account."""
    rows = [row.entry for row in log.of(session, item.key) if row.entry.field == "handed_to"]
    given = [row.who for row in rows if row.new == item.handed_to]
    return [name for name in given[-1:] if name in people.names(session)]
