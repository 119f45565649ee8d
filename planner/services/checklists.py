"""Ticking off what an agency has to do."""

from dataclasses import replace
from datetime import date

from planner.domain.changes import Difference
from planner.domain.model import Item, ItemState
from planner.errors import ConflictError
from planner.services.scheduling import changed_fields, now
from planner.store import items, log
from planner.store.db import Session


def tick(session: Session, key: str, *, done: bool, revision: int, who: str, today: date) -> Item:
    """Mark an item done, or open again; ticking twice changes nothing.

    `revision` is the version that the person saw: ConflictError when it has moved on since, or
    when the item is no longer one to be done.
    """
    old = items.get(session, key)
    state = ItemState.DONE if done else ItemState.OPEN
    if old.state == state:
        return old
    if old.revision != revision or old.state not in {ItemState.OPEN, ItemState.DONE}:
        raise ConflictError("người khác vừa đổi việc này; xem lại rồi làm lần nữa")
    at = now()
    new = replace(old, state=state)
    entries = changed_fields(Difference(old, new, ("state",)), "item", who, f"{today:%d/%m/%Y}")
    (number,) = log.add(session, entries, at)
    new = replace(new, revision=number, sequence=old.sequence + 1, changed_at=at)
    items.replace_one(session, new, revision)
    return new
