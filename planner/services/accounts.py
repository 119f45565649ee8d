"""Accounts: making one, its password, and signing in."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import replace

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from planner.domain.people import Grant, Person, Role
from planner.errors import InputError, SignInError, Where
from planner.services.scheduling import now
from planner.store import people, register
from planner.store.db import Session

SHORTEST, LONGEST = 10, 200
"""Letters that a password has at least and at most."""

RESERVED = frozenset({"planner", "web", "cli", "planner import"})
"""Names that the log uses for what no person did."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_urlsafe())


def add(
    session: Session,
    name: str,
    grants: Sequence[Grant],
    *,
    password: str | None = None,
    full_name: str = "",
    email: str | None = None,
) -> Person:
    """Make an account; InputError for a bad name, password or role, NotFoundError for an agency."""
    if not _NAME.fullmatch(name) or name in RESERVED:
        raise InputError(
            "tên đăng nhập gồm 2 đến 40 chữ thường không dấu, số, dấu chấm, gạch; bắt đầu bằng "
            "chữ hoặc số",
            Where(key=name),
        )
    if any(one.name == name for one in people.every(session)):
        raise InputError("đã có tài khoản tên này; chọn tên khác", Where(key=name))
    person = Person(
        name=name,
        full_name=full_name or name,
        grants=_checked(session, grants),
        email=email,
        password=None if password is None else hashed(password, name),
        ticket=new_ticket(),
        made_at=now(),
    )
    people.put(session, person)
    return person


def sign_in(session: Session, name: str, password: str) -> Person:
    """Return the person of that name and password; SignInError, the same for all that is wrong."""
    found = next((one for one in people.every(session) if one.name == name), None)
    try:
        _HASHER.verify(found.password if found and found.password else _NOBODY, password)
    except (VerifyMismatchError, InvalidHashError):
        found = None
    if found is None or not found.active or found.password is None:
        raise SignInError("tên đăng nhập hoặc mật khẩu không đúng")
    found = replace(found, seen_at=now())
    people.put(session, found)
    return found


def hashed(password: str, name: str) -> str:
    """Return the argon2 hash of a password; InputError for one that is too easy."""
    if len(password) < SHORTEST:
        raise InputError("mật khẩu phải có ít nhất %(least)d ký tự", least=SHORTEST)
    if len(password) > LONGEST:
        raise InputError("mật khẩu dài quá %(most)d ký tự", most=LONGEST)
    if name in password.lower() or len(set(password)) < SHORTEST // 2:
        raise InputError("mật khẩu này dễ đoán; chọn một câu dài hơn, không chứa tên đăng nhập")
    return _HASHER.hash(password)


def new_ticket() -> str:
    return secrets.token_urlsafe(24)


def _checked(session: Session, grants: Sequence[Grant]) -> tuple[Grant, ...]:
    known = register.load(session)
    for one in grants:
        if one.agency is not None:
            known.get(one.agency)
        if one.role == Role.ADMINISTRATOR and (one.agency or one.province):
            raise InputError("người quản trị lo cả hệ thống, không riêng một cơ quan")
    return tuple(dict.fromkeys(grants))
