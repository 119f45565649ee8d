"""Taking back what somebody has just done: exactly what they wrote, wherever nobody wrote since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.changes import touch
from planner.domain.model import Slot, State
from planner.domain.people import Person
from planner.domain.workflow import SLOT_STEPS
from planner.errors import ConflictError, ForbiddenError
from planner.phrases import mark
from planner.services import scheduling
from planner.services.many import Done, each
from planner.services.permitting import demand
from planner.store import log, slots
from planner.store.db import Session
from planner.store.log import Logged

WHY = mark("hoàn tác")
"""What the log says of a change that takes another back."""


@dataclass(frozen=True, slots=True)
class Action:
    """What one person did at once: a step, and the log's revisions after `first` up to `last`.

    One writes at a time, so all that they wrote lies there, with what planning added to it.
    """

    who: str
    step: str
    first: int
    last: int


def undo(session: Session, action: Action, person: Person, *, today: date) -> Done:
    """Set back the fields that an action set, slot by slot.

    A slot that was changed since is refused and stays, also one that was taken back already.
    Raises ForbiddenError for somebody else's action, and what `each` raises.
    """
    if person.name != action.who:
        raise ForbiddenError("chỉ người vừa làm mới hoàn tác được")

    def back(key: str) -> Slot:
        slot = slots.get(session, key)
        demand(session, person, SLOT_STEPS[action.step].act, slot.agency)
        if any(not _follows(row) for row in log.since(session, action.last, key)):
            raise ConflictError("mục đã đổi sau đó nên giữ như bây giờ")
        return scheduling.edit(
            session, key, _before(slot, written[key]), who=person.name, today=today, why=WHY
        )

    written: dict[str, list[Logged]] = {}
    for row in log.of_person(session, action.first, action.last, person.name):
        if row.entry.kind == "slot" and row.entry.subject is not None:
            written.setdefault(row.entry.subject, []).append(row)
    if not written:
        raise ConflictError("không có gì để hoàn tác")
    return each(session, written, back)


def _follows(row: Logged) -> bool:
    """Whether a change is nobody's: the hour of a bulletin follows from its session."""
    return row.entry.who == scheduling.PLANNING and row.entry.field == "at"


def _before(slot: Slot, rows: Sequence[Logged]) -> dict[str, object]:
    """Return the values that a slot had before some rows of the log, oldest first.

    An hour in a session and a day on which content is due come back by themselves; only a due day
    that would not was set by itself.
    """
    values: dict[str, object] = {}
    for row in rows:
        field = str(row.entry.field)
        values.setdefault(field, log.value_of(field, row.entry.old))
    if "state" in values:
        values["state"] = State(str(values["state"]))
    if slot.channel == "loudspeaker":
        values.pop("at", None)
    due = values.pop("due", slot.due)
    if "due" not in {row.entry.field for row in rows} or touch(slot, values).due == due:
        return values
    return {**values, "due": due}
