"""What the page of one checklist item shows, read from the store."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from planner.domain.model import Agency, Item, ItemState
from planner.domain.policy import Act
from planner.domain.register import Register
from planner.domain.workflow import ITEM_STEPS, assignable, may_take
from planner.store import items, log, people, proofs
from planner.store import register as registers
from planner.store.db import Session
from planner.web import access
from planner.web.agencies.agency import references_of
from planner.web.calendar.month import days_late
from planner.web.plans.lines import Line
from planner.web.reference import Reference
from planner.web.work import discussion, history, proof
from planner.web.work.discussion import Discussion
from planner.web.work.forms import Form
from planner.web.work.slot import line_of
from planner.web.work.steps import Choices, Offer, offers


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page of a checklist item shows; `receiver` is who has still to accept it."""

    item: Item
    today: date
    agency: Agency
    receiver: Agency | None
    reason: str
    late: int
    reference: Reference
    line: Line | None
    acts: frozenset[Act]
    offers: dict[str, Offer]
    choices: Choices
    assignee: str
    unproven: bool
    events: tuple[history.Event, ...]
    proof: proof.Proofs
    discussion: Discussion | None
    form: Form

    @property
    def key(self) -> str:
        return self.item.key

    @property
    def revision(self) -> int:
        return self.item.revision

    @property
    def assigned(self) -> str | None:
        return self.item.assignee


def load(session: Session, key: str, today: date, form: Form | None = None) -> Page:
    """Read all that the page of an item shows; NotFoundError without such an item."""
    item = items.get(session, key)
    register = registers.load(session)
    rows = log.of(session, key)
    names = history.names(session, register)
    acts = access.acts(session, item.agency)
    offered = _offers(session, item, acts)
    return Page(
        item=item,
        today=today,
        agency=register.get(item.agency),
        receiver=register.agencies.get(item.handed_to or ""),
        reason=history.reason(rows),
        late=days_late(item, today),
        reference=references_of(session, today).of_item(item),
        line=line_of(session, item.source),
        acts=acts,
        offers=offered,
        choices=_choices(session, item, register, offered, today),
        assignee=names.people.get(item.assignee or "", item.assignee or ""),
        unproven=item.state == ItemState.DONE and not proofs.of(session, key),
        events=history.events(rows, names),
        proof=proof.load(session, key, acts),
        discussion=discussion.load(session, item, names),
        form=form or Form(),
    )


def _offers(session: Session, item: Item, acts: frozenset[Act]) -> dict[str, Offer]:
    """Return the steps of the item's own agency, and of the one to which it is offered."""
    steps = ITEM_STEPS.values()
    found = offers((one for one in steps if not one.at_receiver), item.state, acts)
    if item.handed_to is None:
        return found
    theirs = access.acts(session, item.handed_to)
    return {**offers((one for one in steps if one.at_receiver), item.state, theirs), **found}


def _choices(
    session: Session, item: Item, register: Register, offered: Collection[str], today: date
) -> Choices:
    place = registers.place(session, item.agency)
    takers = (
        one
        for one in register.agencies.values()
        if one.province == place.province and may_take(item, one, today)
    )
    return Choices(
        tuple(assignable(people.every(session), place)) if "assign" in offered else (),
        tuple(takers) if "hand_on" in offered else (),
    )
