"""What people do with a slot: the steps of its work, moving it, writing its brief.

Each form says which version of the slot it was drawn for. What others changed since then is left
as they set it: a step that sets other fields is carried out, one that sets the same is refused.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from planner.domain.changes import LOGGED, receivers_own
from planner.domain.model import Agency, Slot, State
from planner.domain.people import Person, Place, Role
from planner.domain.workflow import (
    SLOT_STEPS,
    Need,
    Step,
    assignable,
    before,
    check_day,
    check_receiver,
    lands,
)
from planner.errors import ConflictError, InputError, NotFoundError
from planner.services import scheduling
from planner.services.permitting import demand
from planner.services.telling import News, tell, those_of
from planner.store import log, people, proofs, register, slots
from planner.store.db import Session
from planner.store.log import Logged

Values = Mapping[str, object]
Read = Callable[[Slot], Values]
"""Gives the values that a form sets, for the slot as its person saw it."""

_DAYS = frozenset({"day", "end_day"})
"""A span's first and last day are one: who changes either changes both."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A slot after a step, and what others had changed of it meanwhile."""

    slot: Slot
    meanwhile: tuple[Logged, ...] = ()


def nothing(_seen: Slot) -> Values:
    """Read a form that sets no field."""
    return {}


def take(
    session: Session,
    key: str,
    name: str,
    person: Person,
    *,
    today: date,
    revision: int,
    values: Read = nothing,
    why: str = "",
) -> Taken:
    """Carry out a step of `workflow.SLOT_STEPS`, and tell those whom it concerns.

    `revision` is the version that the person saw. Raises NotFoundError, ForbiddenError,
    ConflictError where the slot's state does not allow the step or others changed the same fields
    meanwhile, InputError for what the step needs and has not got. Then nothing is changed.
    """
    step = SLOT_STEPS[name]
    slot = slots.get(session, key)
    place = demand(session, person, step.act, slot.agency)
    if slot.state not in step.states:
        raise ConflictError(step.only)
    seen, rows = as_seen(session, slot, revision)
    given = values(seen)
    _check_needs(session, step, slot, why)
    _check_given(session, step, slot, given, place, today)
    mine = {field: value for field, value in given.items() if value != getattr(seen, field)}
    mine.update(_consequences(session, step, slot))
    _check_met(step, slot, mine, rows)
    new = scheduling.edit(
        session, key, mine, who=person.name, today=today, revision=slot.revision, why=why
    )
    if new != slot:
        _stand_back(session, new, today)
        _tell(session, step, new, person, why)
    return Taken(new, tuple(rows))


def as_seen(session: Session, slot: Slot, revision: int) -> tuple[Slot, list[Logged]]:
    """Return a slot as it stood at a revision, and what was changed of it since.

    InputError for a revision that there has not been.
    """
    if revision > slot.revision:
        raise InputError("biểu mẫu ghi một phiên bản chưa có; mở lại trang rồi làm lại")
    rows = [row for row in log.since(session, revision, slot.key) if row.entry.field in LOGGED]
    then: dict[str, object] = {}
    for row in rows:
        field = str(row.entry.field)
        if field != "state":  # no form sets it
            then.setdefault(field, log.value_of(field, row.entry.old))
    return replace(slot, **then), rows  # type: ignore[arg-type]


def _check_needs(session: Session, step: Step[State], slot: Slot, why: str) -> None:
    if Need.WHY in step.needs and not why:
        raise InputError("cần ghi lý do, để người khác biết vì sao")
    if Need.BRIEF in step.needs and not slot.brief:
        raise InputError("cần có đề cương trước khi duyệt")
    if Need.PROOF in step.needs and not proofs.of(session, slot.key):
        raise InputError("cần có minh chứng trước khi ghi là đã đăng")


def _check_given(
    session: Session, step: Step[State], slot: Slot, given: Values, place: Place, today: date
) -> None:
    if step.name == "move" and "day" in given:
        day = cast("date | None", given["day"])
        check_day(slot, register.get(session, slot.agency), day)
    if Need.ASSIGNEE in step.needs:
        check_assignee(session, str(given.get("assignee") or ""), place)
    if Need.AGENCY in step.needs:
        check_receiver(slot, receiver(session, str(given.get("agency") or "")), today)


def check_assignee(session: Session, name: str, place: Place) -> None:
    """Raise InputError unless an agency's work can be given to that person."""
    if all(one.name != name for one in assignable(people.every(session), place)):
        raise InputError("chọn một người viết bài hoặc duyệt bài của cơ quan này")


def receiver(session: Session, slug: str) -> Agency:
    """Return the agency to which something is to go; InputError when nobody is called so."""
    found = register.load(session).agencies.get(slug)
    if found is None:
        raise InputError("chọn cơ quan nhận trong danh sách")
    return found


def _consequences(session: Session, step: Step[State], slot: Slot) -> Values:
    """Return what a step sets besides the fields of its form."""
    turns = (
        (row.entry.old, row.entry.new)
        for row in log.of(session, slot.key)
        if row.entry.field == "state"
    )
    state = lands(step, slot.state, before(slot.state, turns))
    found: dict[str, object] = {} if state == slot.state else {"state": state}
    return {**found, "assignee": None} if step.name == "hand" else found


def _check_met(step: Step[State], slot: Slot, mine: Values, rows: Sequence[Logged]) -> None:
    """Raise ConflictError where others have set a field of `mine` to something else.

    Nobody approves a brief other than the one they read.
    """
    theirs = {row.entry.field for row in rows}
    if theirs & _DAYS:
        theirs |= _DAYS
    unread = Need.BRIEF in step.needs and "brief" in theirs
    if unread or any(
        field in theirs and value != getattr(slot, field) for field, value in mine.items()
    ):
        raise ConflictError("người khác vừa đổi mục này; xem lại rồi làm lần nữa")


def _stand_back(session: Session, slot: Slot, today: date) -> None:
    """Withdraw the receiver's own slot behind a handed one, as planning again would."""
    own = receivers_own(slot)
    if own == slot.key:
        return
    with suppress(NotFoundError):
        theirs = slots.get(session, own)
        if theirs.state == State.PROPOSED and not theirs.kept:
            state = {"state": State.WITHDRAWN}
            scheduling.edit(session, own, state, who=scheduling.PLANNING, today=today)


def _tell(session: Session, step: Step[State], slot: Slot, person: Person, why: str) -> None:
    names: Sequence[str | None]
    match step.name:
        case "assign":
            names, news = [slot.assignee], News.ASSIGNED
        case "submit":
            names, news = those_of(session, slot.agency, Role.APPROVER), News.SUBMITTED
        case "send_back":
            editors = those_of(session, slot.agency, Role.EDITOR)
            names, news = [slot.assignee] if slot.assignee else editors, News.SENT_BACK
        case "hand":
            names = those_of(session, slot.agency, Role.EDITOR, Role.COORDINATOR)
            news = News.HANDED_ON
        case _:
            return
    tell(session, filter(None, names), news, who=person.name, subject=slot.key, text=why)
