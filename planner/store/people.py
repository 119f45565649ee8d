"""Keeping people: their accounts, their roles, and the links with which they set a password."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, bindparam
from sqlalchemy import select as columns
from sqlmodel import Session, col, delete, select

from planner.domain.people import Grant, Person, Reminder, Role
from planner.errors import NotFoundError
from planner.store.tables import GrantRow, LinkRow, PersonRow
from planner.store.versioned import utc


@dataclass(frozen=True, slots=True)
class Link:
    """A one-time link as it is kept: by the hash of its token."""

    token_hash: str
    person: str
    made_by: str
    made_at: datetime
    ends_at: datetime
    used_at: datetime | None = None


def every(session: Session) -> list[Person]:
    """Return all people by name."""
    grants: dict[str, list[Grant]] = {}
    for row in session.exec(select(GrantRow).order_by(col(GrantRow.id))):
        grants.setdefault(row.person, []).append(_grant(row))
    rows = session.exec(select(PersonRow).order_by(col(PersonRow.name)))
    return [_person(row, grants.get(row.name, ())) for row in rows]


def anybody(session: Session) -> bool:
    """Whether there is an account at all."""
    return session.exec(select(PersonRow.name).limit(1)).first() is not None


def find(session: Session, name: str) -> Person | None:
    """Return the person of that name, None without one."""
    return _found(session, session.get(PersonRow, name))


def get(session: Session, name: str) -> Person:
    """Return the person of that name; NotFoundError without one."""
    found = find(session, name)
    if found is None:
        raise NotFoundError("không có tài khoản “%(name)s”", name=name)
    return found


def by_ticket(session: Session, ticket: str) -> Person | None:
    """Return the person whose sessions hold that ticket."""
    found = session.execute(_OF_TICKET, {"ticket": ticket}).all()
    if not found:
        return None
    grants = [
        Grant(Role(row.role), row.grant_agency, row.grant_province) for row in found if row.role
    ]
    return _person(found[0], grants)


_PERSON: Table = PersonRow.__table__  # type: ignore[attr-defined]
_GRANT: Table = GrantRow.__table__  # type: ignore[attr-defined]
_OF_TICKET = (
    columns(
        _PERSON,
        _GRANT.c.role,
        _GRANT.c.agency.label("grant_agency"),
        _GRANT.c.province.label("grant_province"),
    )
    .join(_GRANT, _GRANT.c.person == _PERSON.c.name, isouter=True)
    .where(_PERSON.c.ticket == bindparam("ticket"))
    .order_by(_GRANT.c.id)
)
"""Who holds a ticket, with each role: every request asks for it."""


def by_email(session: Session, email: str) -> Person | None:
    """Return the person with that address, which is kept in lower case."""
    return _found(session, session.exec(select(PersonRow).where(PersonRow.email == email)).first())


def by_subject(session: Session, subject: str) -> Person | None:
    """Return the person of that identity at the OpenID Connect provider."""
    row = session.exec(select(PersonRow).where(PersonRow.subject == subject)).first()
    return _found(session, row)


def names(session: Session) -> dict[str, str]:
    """Return everybody's full name by name."""
    return dict(session.exec(select(PersonRow.name, PersonRow.full_name)).all())


def put(session: Session, person: Person) -> None:
    """Store a person as given, with exactly their roles; a new one is added."""
    session.merge(_row(person))
    session.flush()
    if tuple(_grants(session, person.name)) != person.grants:
        session.exec(delete(GrantRow).where(col(GrantRow.person) == person.name))
        session.add_all(
            GrantRow(person=person.name, role=one.role, agency=one.agency, province=one.province)
            for one in person.grants
        )
    session.flush()


def add_link(session: Session, link: Link) -> None:
    """Keep a link; those that its person still has are worth nothing from now on."""
    session.exec(
        delete(LinkRow).where(col(LinkRow.person) == link.person, col(LinkRow.used_at).is_(None))
    )
    session.add(
        LinkRow(
            token_hash=link.token_hash,
            person=link.person,
            made_by=link.made_by,
            made_at=link.made_at,
            ends_at=link.ends_at,
        )
    )
    session.flush()


def link(session: Session, token_hash: str) -> Link | None:
    """Return a link by its hash, used or not."""
    row = session.get(LinkRow, token_hash)
    if row is None:
        return None
    return Link(
        row.token_hash,
        row.person,
        row.made_by,
        utc(row.made_at),
        utc(row.ends_at),
        utc(row.used_at) if row.used_at else None,
    )


def use_link(session: Session, token_hash: str, at: datetime) -> None:
    """Mark a link as used."""
    row = session.get(LinkRow, token_hash)
    if row is not None:
        row.used_at = at
        session.flush()


def _found(session: Session, row: PersonRow | None) -> Person | None:
    return None if row is None else _person(row, _grants(session, row.name))


def _grants(session: Session, name: str) -> list[Grant]:
    rows = session.exec(select(GrantRow).where(GrantRow.person == name).order_by(col(GrantRow.id)))
    return [_grant(row) for row in rows]


def _grant(row: GrantRow) -> Grant:
    return Grant(Role(row.role), row.agency, row.province)


def _person(row: PersonRow | Row[Any], grants: Iterable[Grant]) -> Person:
    return Person(
        name=row.name,
        full_name=row.full_name,
        grants=tuple(grants),
        email=row.email,
        password=row.password,
        totp=row.totp,
        totp_step=row.totp_step,
        subject=row.subject,
        active=row.active,
        ticket=row.ticket,
        reminders=frozenset(Reminder(one) for one in row.reminders),
        made_at=utc(row.made_at),
        seen_at=utc(row.seen_at) if row.seen_at else None,
    )


def _row(person: Person) -> PersonRow:
    return PersonRow(
        name=person.name,
        full_name=person.full_name,
        email=person.email,
        password=person.password,
        totp=person.totp,
        totp_step=person.totp_step,
        subject=person.subject,
        active=person.active,
        ticket=person.ticket,
        reminders=sorted(person.reminders),
        made_at=person.made_at,
        seen_at=person.seen_at,
    )
