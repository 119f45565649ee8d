"""Accounts: making them and changing them. The policy is asked here, and the log says who did it.

A change never returns a secret and never logs one. What ends a person's other sessions (a new
password, being locked, signing out everywhere) gives them a new ticket.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import replace

from planner.domain import policy
from planner.domain.people import Grant, Person, Role
from planner.domain.policy import OPERATOR, Act
from planner.errors import ForbiddenError, InputError, NotFoundError, Where
from planner.phrases import Phrase
from planner.services import passwords
from planner.services.scheduling import now
from planner.store import log, people, register
from planner.store.db import Session
from planner.store.log import Entry

FIRST = "quan-tri"
"""The administrator that an installation begins with."""

KIND = "person"
"""The kind of the log's rows about accounts; their subject is the account's name."""

RESERVED = frozenset({"planner", "web", "cli", "planner import"})
"""Names that the log uses for what no person did."""

LONGEST_NAME, LONGEST_EMAIL = 100, 254
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_EMAIL = re.compile(r"[^@\s<>,;:\"]+@[^@\s<>,;:\"]+\.[^@\s<>,;:\"]+")


def add(
    session: Session,
    name: str,
    grants: Sequence[Grant],
    *,
    by: Person,
    password: str | None = None,
    full_name: str = "",
    email: str | None = None,
) -> Person:
    """Make an account; InputError for a bad name, password or role, NotFoundError for an agency."""
    _allowed(by)
    if not _NAME.fullmatch(name) or name in RESERVED:
        raise InputError(
            "tên đăng nhập gồm 2 đến 40 chữ thường không dấu, số, dấu chấm, gạch; bắt đầu bằng "
            "chữ hoặc số",
            Where(key=name),
        )
    if people.find(session, name) is not None:
        raise InputError("đã có tài khoản tên này; chọn tên khác", Where(key=name))
    person = Person(
        name=name,
        full_name=_full_name(full_name, name),
        grants=_checked(session, grants),
        email=_email(session, email, name),
        password=None if password is None else _hashed(password, name),
        ticket=new_ticket(),
        made_at=now(),
    )
    people.put(session, person)
    rows = [Entry(by.name, KIND, name, "account", None, person.full_name)]
    rows += [Entry(by.name, KIND, name, "role", None, spelled(one)) for one in person.grants]
    log.add(session, rows, person.made_at)
    return person


def first(session: Session) -> str | None:
    """Make the first administrator where there is nobody; return their password, else None."""
    if people.anybody(session):
        return None
    password = passwords.readable()
    grants = (Grant(Role.ADMINISTRATOR),)
    add(session, FIRST, grants, by=OPERATOR, password=password, full_name="Quản trị")
    return password


def edit(session: Session, name: str, *, by: Person, full_name: str, email: str | None) -> Person:
    """Change what somebody is called and their address for mail; one's own, or by policy."""
    if by.name != name:
        _allowed(by)
    old = people.get(session, name)
    new = replace(
        old, full_name=_full_name(full_name, name), email=_email(session, email, name, old.email)
    )
    return _changed(session, old, new, by)


def grant(session: Session, name: str, one: Grant, *, by: Person) -> Person:
    """Give somebody one more role."""
    _allowed(by)
    old = people.get(session, name)
    return _changed(session, old, replace(old, grants=_checked(session, (*old.grants, one))), by)


def ungrant(session: Session, name: str, one: Grant, *, by: Person) -> Person:
    """Take a role from somebody; NotFoundError where they have not got it."""
    _allowed(by)
    old = people.get(session, name)
    if one not in old.grants:
        raise NotFoundError("“%(name)s” không có vai trò này ở nơi này", name=name)
    left = tuple(each for each in old.grants if each != one)
    return _changed(session, old, replace(old, grants=left), by)


def set_active(session: Session, name: str, *, active: bool, by: Person) -> Person:
    """Lock an account, which ends its sessions, or open it again."""
    _allowed(by)
    old = people.get(session, name)
    if old.active == active:
        return old
    return _changed(session, old, replace(old, active=active, ticket=new_ticket()), by)


def unbind(session: Session, name: str, *, by: Person) -> Person:
    """Forget somebody's identity at the OpenID Connect provider; their e-mail finds it again."""
    _allowed(by)
    old = people.get(session, name)
    return _changed(session, old, replace(old, subject=None), by)


def set_password(session: Session, name: str, password: str, *, by: Person) -> Person:
    """Give somebody a password; their sessions end."""
    _allowed(by)
    return renew_password(session, people.get(session, name), password, by)


def change_password(session: Session, name: str, old: str, new: str) -> Person:
    """Change one's own password, knowing the old one; ForbiddenError for a wrong old one."""
    person = confirmed(session, name, old)
    return renew_password(session, person, new, person)


def confirmed(session: Session, name: str, password: str) -> Person:
    """Return the person of that name; ForbiddenError unless that is their password."""
    person = people.get(session, name)
    if not passwords.matches(person.password, password):
        raise ForbiddenError("mật khẩu hiện nay không đúng")
    return person


def sign_out_everywhere(session: Session, name: str) -> Person:
    """End all sessions of a person."""
    old = people.get(session, name)
    new = replace(old, ticket=new_ticket())
    people.put(session, new)
    note(session, new, "sign_out", old)
    return new


def renew_password(session: Session, person: Person, password: str, by: Person) -> Person:
    """Store a person's new password and end their sessions; InputError for one too easy."""
    new = replace(person, password=_hashed(password, person.name), ticket=new_ticket())
    people.put(session, new)
    note(session, new, "password", by)
    return new


def note(session: Session, person: Person, field: str, by: Person) -> None:
    """Log that something of an account changed, without saying from what to what."""
    log.add(session, [Entry(by.name, KIND, person.name, field)], now())


def spelled(one: Grant) -> str:
    """Return a role as the log and the commands write it: editor xa-a; * is everywhere."""
    return f"{one.role} {one.agency or one.province or '*'}"


def new_ticket() -> str:
    return secrets.token_urlsafe(24)


def _allowed(by: Person) -> None:
    if not policy.may(by, Act.PEOPLE):
        raise ForbiddenError("chỉ người quản trị được làm việc này với tài khoản")


def _changed(session: Session, old: Person, new: Person, by: Person) -> Person:
    """Store what changed of somebody, with a row of the log for each change."""
    rows = [
        Entry(by.name, KIND, old.name, field, getattr(old, field), getattr(new, field))
        for field in ("full_name", "email", "active", "subject")
        if getattr(old, field) != getattr(new, field)
    ]
    rows += [
        Entry(by.name, KIND, old.name, "role", spelled(one), None)
        for one in old.grants
        if one not in new.grants
    ]
    rows += [
        Entry(by.name, KIND, old.name, "role", None, spelled(one))
        for one in new.grants
        if one not in old.grants
    ]
    if rows:
        people.put(session, new)
        if policy.may(old, Act.PEOPLE):
            _keep_an_administrator(session)
        log.add(session, rows, now())
    return new


def _keep_an_administrator(session: Session) -> None:
    if not any(policy.may(one, Act.PEOPLE) for one in people.every(session)):
        raise InputError(
            "đây là người quản trị cuối cùng còn hoạt động; cho người khác làm quản trị trước"
        )


def _hashed(password: str, name: str) -> str:
    passwords.check(password, name)
    return passwords.hashed(password)


def _full_name(text: str, name: str) -> str:
    found = " ".join(text.split()) or name
    if len(found) > LONGEST_NAME or not found.isprintable():
        raise InputError("họ tên dài nhất %(most)d ký tự, trên một dòng", most=LONGEST_NAME)
    return found


def _email(session: Session, text: str | None, name: str, old: str | None = None) -> str | None:
    """Return an address as it is kept, in lower case; None for none."""
    email = (text or "").strip().lower() or None
    if email is None or email == old:
        return email
    if len(email) > LONGEST_EMAIL or not email.isprintable() or not _EMAIL.fullmatch(email):
        raise InputError("“%(email)s” không phải một địa chỉ thư điện tử", email=email[:80])
    other = people.by_email(session, email)
    if other is not None and other.name != name:
        raise InputError("thư điện tử này đã thuộc về tài khoản “%(name)s”", name=other.name)
    return email


def _checked(session: Session, grants: Sequence[Grant]) -> tuple[Grant, ...]:
    known = register.load(session)
    for one in grants:
        if one.agency is not None:
            known.get(one.agency)
        if one.province is not None and one.province not in known.provinces:
            raise NotFoundError(
                "không có tỉnh “%(slug)s”; có: %(known)s",
                slug=one.province,
                known=", ".join(known.provinces) or Phrase("chưa tỉnh nào"),
            )
        if one.role == Role.ADMINISTRATOR and (one.agency or one.province):
            raise InputError("người quản trị lo cả hệ thống, không riêng một cơ quan")
    return tuple(dict.fromkeys(grants))
