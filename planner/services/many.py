"""The same for many slots in one transaction: what can be done is done, and the rest is said."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce

from planner.domain.model import Slot
from planner.domain.people import Person
from planner.errors import (
    ConflictError,
    ForbiddenError,
    InputError,
    NotFoundError,
    PlannerError,
)
from planner.phrases import Phrase, mark
from planner.services import working
from planner.services.working import Read
from planner.store import slots
from planner.store.db import Session

MOST = 500
"""Slots that are changed at once: more than an agency has in a month."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A slot that somebody chose, and the version of it that they saw."""

    key: str
    revision: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A slot that stayed as it was, and why."""

    key: str
    error: PlannerError


@dataclass(frozen=True, slots=True)
class Done:
    """What became of many slots: those that changed, as they are at the end, and the others."""

    slots: tuple[Slot, ...]
    refused: tuple[Refused, ...] = ()


def take(
    session: Session,
    picks: Iterable[Pick],
    name: str,
    person: Person,
    *,
    today: date,
    values: Read = working.nothing,
    why: str = "",
) -> Done:
    """Carry out one step of `workflow.SLOT_STEPS` for each slot; see `each` for what is refused."""
    seen = {one.key: one.revision for one in picks}
    if not seen:
        raise InputError("chưa chọn mục nào; đánh dấu các mục rồi làm lại")
    if len(seen) > MOST:
        raise InputError("mỗi lần đổi nhiều nhất %(most)d mục; chọn ít hơn", most=MOST)

    def one(key: str) -> Slot:
        return working.take(
            session,
            key,
            name,
            person,
            today=today,
            revision=seen[key],
            values=values,
            why=why,
        ).slot

    return each(session, seen, one)


def each(session: Session, keys: Iterable[str], change: Callable[[str], Slot]) -> Done:
    """Change slots one after another, each in a savepoint of its own.

    What one refuses does not keep the others. Where nothing changes at all, raises an error that
    says why, of the kind that all were refused with.
    """
    changed: list[str] = []
    refused: list[Refused] = []
    for key in keys:
        try:
            with session.begin_nested():
                _change(session, key, change)
            changed.append(key)
        except (InputError, ForbiddenError, NotFoundError, ConflictError) as error:
            refused.append(Refused(key, error))
    if not changed:
        raise _all(refused)
    found = slots.some(session, changed)
    return Done(tuple(found[key] for key in changed), tuple(refused))


def _change(session: Session, key: str, change: Callable[[str], Slot]) -> None:
    before = slots.get(session, key).revision
    if change(key).revision == before:
        raise InputError("mục đã như vậy, không có gì để đổi")


def _all(refused: list[Refused]) -> PlannerError:
    kinds = {type(one.error) for one in refused}
    kind = kinds.pop() if len(kinds) == 1 else ConflictError
    if len(refused) == 1:
        return refused[0].error
    reasons = reduce(
        lambda first, then: Phrase("%(first)s; %(then)s", first=first, then=then),
        dict.fromkeys(one.error.text() for one in refused),
    )
    return kind(mark("không mục nào đổi: %(reasons)s"), reasons=reasons)
