"""Signing in: by a password, and by an identity at the province's OpenID Connect provider."""

from dataclasses import dataclass, replace

from planner.domain.people import Person
from planner.errors import ForbiddenError, SignInError
from planner.phrases import Phrase
from planner.services import accounts, passwords
from planner.services.scheduling import now
from planner.store import log, people
from planner.store.db import Session
from planner.store.log import Entry


@dataclass(frozen=True, slots=True)
class Identity:
    """What a provider says of somebody; `email` only when the provider has verified it."""

    issuer: str
    subject: str
    email: str | None = None

    @property
    def key(self) -> str:
        return f"{self.issuer} {self.subject}"


def known(session: Session, name: str, password: str) -> Person:
    """Return the person of that name and password.

    Raises SignInError, with one message and after the same time, for all that is wrong.
    """
    found = people.find(session, name)
    right = passwords.matches(found.password if found else None, password)
    if found is None or not right or not found.active:
        raise SignInError("tên đăng nhập hoặc mật khẩu không đúng")
    return found


def arrived(session: Session, ticket: str, password: str) -> Person:
    """Note that somebody has come in with their password, whose hash is brought up to date.

    SignInError where the account has changed since the password was looked at.
    """
    found = people.by_ticket(session, ticket)
    if found is None or not found.active:
        raise SignInError("tài khoản vừa đổi; đăng nhập lại")
    if found.password and passwords.outdated(found.password):
        found = replace(found, password=passwords.hashed(password))
    return _seen(session, found)


def by_provider(session: Session, identity: Identity) -> Person:
    """Return whose identity that is; the first time, whose verified e-mail it comes with.

    Nobody gets an account by this: ForbiddenError for somebody unknown, and for who is locked.
    """
    found = people.by_subject(session, identity.key) or _by_email(session, identity)
    if found is None:
        raise ForbiddenError(
            "chưa có tài khoản nào ở đây dành cho %(who)s; nhờ người quản trị lập tài khoản với "
            "đúng thư điện tử này",
            who=identity.email or Phrase("người chưa có thư điện tử được xác nhận"),
        )
    if not found.active:
        raise ForbiddenError("tài khoản này đang khóa; hỏi người quản trị")
    if found.subject is None:
        found = replace(found, subject=identity.key)
        rows = [Entry(found.name, accounts.KIND, found.name, "subject", None, identity.key)]
        log.add(session, rows, now())
    return _seen(session, found)


def _by_email(session: Session, identity: Identity) -> Person | None:
    """Return the account with the identity's e-mail that is not another identity's already."""
    if identity.email is None:
        return None
    found = people.by_email(session, identity.email.lower())
    return found if found is not None and found.subject is None else None


def _seen(session: Session, person: Person) -> Person:
    changed = replace(person, seen_at=now())
    people.put(session, changed)
    return changed
