"""What people say about a slot or an item, as its page shows it."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from planner.domain.model import Item, Slot
from planner.domain.people import Person
from planner.domain.policy import Act, may
from planner.services import discussing
from planner.settings import ZONE
from planner.store import comments
from planner.store import register as registers
from planner.store.db import Session
from planner.web.access import signed_in
from planner.web.prose import plain
from planner.web.work.history import Names


@dataclass(frozen=True, slots=True)
class Said:
    """One comment: by whom, when, its words."""

    who: str
    at: datetime
    words: Markup


@dataclass(frozen=True, slots=True)
class Discussion:
    """All comments, oldest first; `nearby` are those one would mention."""

    said: tuple[Said, ...]
    may_write: bool
    nearby: tuple[Person, ...]


def load(session: Session, thing: Slot | Item, names: Names) -> Discussion | None:
    """Return what is said about something, None for those who may not read it."""
    me = signed_in()
    stands = [registers.place(session, agency) for agency in discussing.places(thing)]
    if not any(may(me, Act.INSIDE, place) for place in stands):
        return None
    may_write = any(may(me, Act.DISCUSS, place) for place in stands)
    inside = discussing.insiders(session, thing) if may_write else []
    return Discussion(
        tuple(
            Said(
                names.people.get(one.who, one.who),
                one.at.astimezone(ZONE),
                plain(one.text, names.people),
            )
            for one in comments.of(session, thing.key)
        ),
        may_write,
        tuple(one for one in discussing.nearby(thing, inside) if one.name != me.name),
    )
