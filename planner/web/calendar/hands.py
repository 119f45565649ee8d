"""What somebody may do with the slots of a calendar's page: drag one, choose several."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from planner.domain import policy
from planner.domain.model import Slot, State
from planner.domain.people import Person
from planner.domain.policy import Act
from planner.domain.register import Register
from planner.domain.workflow import SLOT_STEPS, Step, assignable
from planner.store import people
from planner.store.db import Session
from planner.web.access import signed_in
from planner.web.words import mark
from planner.web.work.steps import WORDS

BULK: Mapping[str, str] = {
    "move": mark("Dời sang ngày"),
    "shift": mark("Dời theo số ngày"),
    "tray": mark("Đưa về khay"),
    "assign": mark("Giao cho"),
    **{
        name: WORDS[name]
        for name in (
            "start",
            "submit",
            "approve",
            "publish",
            "send_back",
            "postpone",
            "resume",
            "restore",
            "follow",
        )
    },
    "cancel": mark("Hủy, rút khỏi lịch"),
}
"""What can be done with several slots at once, in words; `MOVES` are ways to move.

Only planning withdraws a slot. What a person takes out of the calendar is cancelled, with a reason,
and can be restored.
"""

MOVES = frozenset({"move", "shift", "tray"})


@dataclass(frozen=True, slots=True)
class Hands:
    """The versions of the slots that can be moved, and of those that can be chosen.

    `steps` are what can be done with those that are chosen, `people` whom they can be given to.
    """

    moves: Mapping[str, int] = field(default_factory=dict)
    picks: Mapping[str, int] = field(default_factory=dict)
    steps: tuple[tuple[str, str], ...] = ()
    people: tuple[Person, ...] = ()


NOBODYS = Hands()


def step_of(name: str) -> Step[State] | None:
    """Return the step that something done with several slots is, None if there is no such."""
    return SLOT_STEPS["move" if name in MOVES else name] if name in BULK else None


def hands_of(session: Session, register: Register, slots: Iterable[Slot], *, select: bool) -> Hands:
    """Return what the person who asks may do with the slots of a page, and `select` from them."""
    person, shown = signed_in(), list(slots)
    acts = {
        slug: policy.acts(person, register.place(slug)) for slug in {one.agency for one in shown}
    }
    known = {Act.WRITE, Act.APPROVE, Act.ARRANGE, Act.CALL_OFF}
    picks = {one.key: one.revision for one in shown if acts[one.agency] & known}
    movable = SLOT_STEPS["move"].states
    moves = {
        one.key: one.revision
        for one in shown
        if Act.ARRANGE in acts[one.agency] and one.state in movable
    }
    if not select or not picks:
        return Hands(moves, picks)
    may = frozenset().union(*acts.values())
    steps = tuple(
        (name, word)
        for name, word in BULK.items()
        if (step := step_of(name)) is not None and step.act in may
    )
    everyone = people.every(session)
    folk = {one.name: one for slug in acts for one in assignable(everyone, register.place(slug))}
    return Hands(moves, picks, steps, tuple(folk.values()))
