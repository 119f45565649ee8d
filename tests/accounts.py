"""People for the tests: an account of each role, and ways to be signed in without a password."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient

from planner.domain.people import Grant, Person, Role
from planner.services import accounts
from planner.services.scheduling import now
from planner.settings import Settings
from planner.store import people
from planner.store.db import Database
from planner.web import create_app

ADMINISTRATOR = "quan-tri"


def admit(
    database: Database,
    name: str = ADMINISTRATOR,
    role: Role = Role.ADMINISTRATOR,
    agency: str | None = None,
    province: str | None = None,
) -> Person:
    """Return that person, made with that one role where there is none yet; without a password."""
    with database.writing() as session:
        known = {one.name: one for one in people.every(session)}
        if name not in known:
            grants = (Grant(role, agency, province),)
            ticket = accounts.new_ticket()
            known[name] = Person(name, f"Người {name}", grants, ticket=ticket, made_at=now())
            people.put(session, known[name])
        return known[name]


def _session(person: Person) -> dict[str, object]:
    since = datetime.now(UTC).timestamp()
    return {
        "_user_id": person.ticket,
        "_fresh": True,
        "_permanent": True,
        "since": since,
        "seen": since,
        "csrf_token": secrets.token_hex(20),
    }


@contextmanager
def opened(settings: Settings) -> Iterator[Flask]:
    """Give the application for the time of the block; its forms need no token."""
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    yield app
    app.extensions["planner"].database.close()


def client_of(app: Flask, person: Person | None = None) -> FlaskClient:
    """Return a client with that person signed in, an administrator by default."""
    person = person or admit(app.extensions["planner"].database)
    client = app.test_client()
    with client.session_transaction() as session:
        session.update(_session(person))
    return client


def cookie_of(app: Flask, person: Person) -> tuple[str, str]:
    """Return the name and the value of the cookie with which a browser is signed in."""
    interface = app.session_interface
    assert isinstance(interface, SecureCookieSessionInterface)
    serializer = interface.get_signing_serializer(app)
    assert serializer is not None
    return str(app.config["SESSION_COOKIE_NAME"]), str(serializer.dumps(_session(person)))
