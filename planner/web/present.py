"""Who is signed in: every page asks, and the answer seldom changes."""

from planner.domain.people import Person
from planner.store import notices, people
from planner.store.db import Database


class Present:
    """The people whose sessions ask, with how much is new for each, until anything is written.

    A page asks for one token instead of for the person, their roles and their notices.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: tuple[str, dict[str, tuple[Person, int]]] = "", {}

    def by_ticket(self, ticket: str) -> tuple[Person, int] | None:
        """Return who has that ticket and how much is new for them, None where nobody has it."""
        token = self._database.latest_write()
        known = self._known
        if known[0] != token or not token:
            # Whatever is read from now on is at least as new as the token.
            known = self._known = token, {}
        there = known[1]
        if ticket not in there:
            with self._database.session() as session:
                person = people.by_ticket(session, ticket)
                if person is None:
                    return None
                there[ticket] = person, notices.unseen(session, person.name)
        return there[ticket]
