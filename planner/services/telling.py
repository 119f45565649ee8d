"""Telling people what is new for them: the bell of the pages, and what a digest says of it."""

from collections.abc import Iterable
from enum import StrEnum

from planner.domain.people import Role, concerned
from planner.services.scheduling import now
from planner.store import notices, people, register
from planner.store.db import Session
from planner.store.notices import Notice


class News(StrEnum):
    """What can be new for somebody."""

    MENTIONED = "mentioned"
    COMMENTED = "commented"
    ASSIGNED = "assigned"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    HANDED_ON = "handed_on"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    PLAN_CHANGED = "plan_changed"


def tell(
    session: Session,
    names: Iterable[str],
    news: News,
    *,
    who: str,
    subject: str | None = None,
    text: str = "",
) -> None:
    """Tell some people, in the same transaction; nobody is told of what they did themselves."""
    at = now()
    told = sorted(set(names) - {who})
    notices.add_all(session, (Notice(name, at, news, subject, text, who) for name in told))


def those_of(session: Session, agency: str, *roles: Role) -> list[str]:
    """Return the names of the people who have one of some roles for an agency itself."""
    place = register.place(session, agency)
    return [one.name for one in concerned(people.every(session), place, roles)]
