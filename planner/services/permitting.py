"""Whether somebody may do something at an agency, asked where it is done."""

from planner.domain.people import Person, Place
from planner.domain.policy import Act, may
from planner.domain.workflow import who_may
from planner.errors import ForbiddenError
from planner.store import register
from planner.store.db import Session


def demand(session: Session, person: Person, act: Act, *agencies: str) -> Place:
    """Return the first of some agencies' places at which somebody may do something.

    ForbiddenError says who does it there, when they may not do it at any of them.
    """
    for place in (register.place(session, agency) for agency in agencies):
        if may(person, act, place):
            return place
    raise ForbiddenError("việc này do %(who)s của cơ quan làm", who=who_may(act))
