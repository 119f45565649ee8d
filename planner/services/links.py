"""One-time links: an administrator makes one, and its bearer sets a password with it, once."""

import hashlib
import secrets
from datetime import datetime, timedelta

from planner.domain import policy
from planner.domain.dates import printed
from planner.domain.people import Person
from planner.domain.policy import Act
from planner.errors import ForbiddenError, GoneError, InputError, NotFoundError
from planner.services import accounts
from planner.services.scheduling import now
from planner.settings import ZONE
from planner.store import people
from planner.store.db import Session
from planner.store.people import Link

LASTS = timedelta(hours=48)


def make(session: Session, name: str, *, by: Person) -> str:
    """Return the token of a new link for somebody; those made before are worth nothing now."""
    if not policy.may(by, Act.PEOPLE):
        raise ForbiddenError("chỉ người quản trị được làm liên kết đặt mật khẩu")
    person = people.get(session, name)
    if not person.active:
        raise InputError("tài khoản “%(name)s” đang khóa; mở khóa trước", name=name)
    token, at = secrets.token_urlsafe(32), now()
    people.add_link(session, Link(_hash(token), name, by.name, at, at + LASTS))
    accounts.note(session, person, "link", by)
    return token


def find(session: Session, token: str) -> Person:
    """Return whose password a link may set.

    Raises NotFoundError for a link that is not known (a newer one takes its place), GoneError for
    one that was used, is too old, or whose account is locked.
    """
    kept = people.link(session, _hash(token))
    if kept is None:
        raise NotFoundError("không có liên kết này, hoặc đã có liên kết mới hơn thay nó")
    if kept.used_at is not None:
        raise GoneError("liên kết này đã được dùng lúc %(at)s", at=_said(kept.used_at))
    if kept.ends_at <= now():
        raise GoneError("liên kết này đã hết hạn lúc %(at)s", at=_said(kept.ends_at))
    person = people.get(session, kept.person)
    if not person.active:
        raise GoneError("tài khoản của liên kết này đang khóa")
    return person


def use(session: Session, token: str, password: str) -> Person:
    """Set the password with a link, which is used up, and end the person's sessions."""
    person = find(session, token)
    changed = accounts.renew_password(session, person, password, person)
    people.use_link(session, _hash(token), now())
    return changed


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _said(at: datetime) -> str:
    here = at.astimezone(ZONE)
    return f"{here:%H:%M} {printed(here.date())}"
