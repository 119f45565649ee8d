"""Who may do what: the one place that says so. Pages and commands ask here.

A person may do something at a place (an agency, a province, everywhere) when one of their roles
allows the act and covers the place. The table in README.md is held to `TABLE` by a test.
"""

from collections.abc import Mapping
from enum import StrEnum

from planner.domain.people import EVERYWHERE, Grant, Person, Place, Role


class Act(StrEnum):
    """What one may or may not do."""

    READ = "read"
    """Open the calendar, plans, campaigns, agencies and anniversaries, of all agencies."""

    INSIDE = "inside"
    """See an agency's work: comments, proof, the addresses of its feeds; subscribe to it."""

    DISCUSS = "discuss"
    """Write comments."""

    WRITE = "write"
    """Write briefs, take content through its drafts, publish and prove it, do the checklist."""

    APPROVE = "approve"
    """Approve content or send it back."""

    ARRANGE = "arrange"
    """Move, assign, postpone, hand to another agency, set sessions, renew and revoke feeds."""

    CALL_OFF = "call_off"
    """Cancel, and take a cancellation back."""

    PLAN = "plan"
    """Read plans in and accept them; edit agencies, anniversaries and cadences."""

    PEOPLE = "people"
    """Make accounts and give roles."""


A, C, P, E, V = (
    Role.ADMINISTRATOR,
    Role.COORDINATOR,
    Role.APPROVER,
    Role.EDITOR,
    Role.VIEWER,
)
TABLE: Mapping[Act, frozenset[Role]] = {
    Act.READ: frozenset({A, C, P, E, V}),
    Act.INSIDE: frozenset({A, C, P, E, V}),
    Act.DISCUSS: frozenset({A, C, P, E}),
    Act.WRITE: frozenset({A, E}),
    Act.APPROVE: frozenset({A, P}),
    Act.ARRANGE: frozenset({A, C, P, E}),
    Act.CALL_OFF: frozenset({A, C, P}),
    Act.PLAN: frozenset({A, C}),
    Act.PEOPLE: frozenset({A}),
}
"""The roles that allow each act, where they cover the place."""

ANYWHERE = frozenset({Act.READ})
"""Acts for which it does not matter where a role holds: the calendar is one for all."""

OPERATOR = Person("cli", "cli", (Grant(Role.ADMINISTRATOR),))
"""Whoever can run the commands on the machine, and so could open its database."""


def may(person: Person | None, act: Act, place: Place = EVERYWHERE) -> bool:
    """Return whether a person (None: somebody not signed in) may do something at a place."""
    if person is None or not person.active:
        return False
    return any(
        grant.role in TABLE[act] and (act in ANYWHERE or grant.covers(place))
        for grant in person.grants
    )


def may_somewhere(person: Person | None, act: Act) -> bool:
    """Return whether there can be a place at which a person may do something."""
    if person is None or not person.active:
        return False
    wide = act in {Act.PLAN, Act.PEOPLE}
    return any(
        grant.role in TABLE[act] and not (wide and grant.agency is not None)
        for grant in person.grants
    )


def acts(person: Person | None, place: Place = EVERYWHERE) -> frozenset[Act]:
    """Return all that a person may do at a place."""
    return frozenset(act for act in Act if may(person, act, place))
