"""People who sign in: who they are, and what they may be for which agencies."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum


class Role(StrEnum):
    """What somebody is for an agency, a province or the whole installation."""

    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"
    APPROVER = "approver"
    EDITOR = "editor"
    VIEWER = "viewer"


class Reminder(StrEnum):
    """What the digest of a day may hold; each person chooses."""

    WEEK = "week"
    TOMORROW = "tomorrow"
    LATE = "late"
    SENT_BACK = "sent_back"
    PLAN_CHANGED = "plan_changed"


@dataclass(frozen=True, slots=True)
class Place:
    """An agency in its tree: `above` are its parents, the nearest first.

    Without an agency it is a whole province; without both, the whole installation.
    """

    agency: str | None = None
    above: tuple[str, ...] = ()
    province: str | None = None


EVERYWHERE = Place()


@dataclass(frozen=True, slots=True)
class Grant:
    """A role for an agency and what stands below it, for a province, or everywhere."""

    role: Role
    agency: str | None = None
    province: str | None = None

    def covers(self, place: Place) -> bool:
        """Whether the role holds at that place.

        >>> Grant(Role.EDITOR, agency="huyen-a").covers(Place("xa-b", ("huyen-a",), "tinh"))
        True
        """
        if self.agency is not None:
            return self.agency == place.agency or self.agency in place.above
        return self.province is None or self.province == place.province


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. `name` signs in, stands in the log, and lasts for life.

    `ticket` is what a browser's session holds; a new one ends all sessions. `subject` is the
    identity at the OpenID Connect provider, its issuer and sub with a space between. `totp` is
    the second factor's secret, sealed; `totp_step` the last 30 seconds whose code was used.
    """

    name: str
    full_name: str
    grants: tuple[Grant, ...] = ()
    email: str | None = None
    password: str | None = None
    totp: str | None = None
    totp_step: int = 0
    subject: str | None = None
    active: bool = True
    ticket: str = ""
    reminders: frozenset[Reminder] = field(default_factory=lambda: frozenset(Reminder))
    made_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    seen_at: datetime | None = None

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies that the person works for: those of roles that hold for one, and no more."""
        return tuple(dict.fromkeys(one.agency for one in self.grants if one.agency is not None))


def concerned(people: Iterable[Person], place: Place, roles: Iterable[Role]) -> list[Person]:
    """Return the active people who have one of some roles for that place's own agency.

    A role for the whole province or everywhere does not count: its holder is not told of each of a
    hundred communes.
    """
    wanted = frozenset(roles)
    return [
        person
        for person in people
        if person.active
        and any(
            grant.role in wanted and grant.agency is not None and grant.covers(place)
            for grant in person.grants
        )
    ]
