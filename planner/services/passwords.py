"""Passwords: which are good enough, their argon2 hashes, and one to begin with."""

import re
import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from planner.domain.words import fold
from planner.errors import InputError

SHORTEST, LONGEST = 10, 200
"""Letters that a password has at least and at most."""

TELLING = 4
"""Letters from which on a name must not stand in its password; shorter ones stand in any words."""

_ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
_COMMON = re.compile(r"(?:mat ?khau|password|quan ?tri|admin|viet ?nam|lich ?chien ?dich)[\W\d_]*")
_HASHER = PasswordHasher()


def check(password: str, name: str) -> None:
    """Raise InputError for a password that is too short, too long, or easily guessed."""
    if len(password) < SHORTEST:
        raise InputError("mật khẩu phải có ít nhất %(least)d ký tự", least=SHORTEST)
    if len(password) > LONGEST:
        raise InputError("mật khẩu dài quá %(most)d ký tự", most=LONGEST)
    if _easy(password) or (len(name) >= TELLING and name in password.lower()):
        raise InputError("mật khẩu này dễ đoán; chọn một câu dài hơn, không chứa tên đăng nhập")


def hashed(password: str) -> str:
    """Return the argon2 hash of a password."""
    return _HASHER.hash(_composed(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether a password is the one of a hash; without one it takes as long to say no."""
    nobody = _nobody()
    try:
        _HASHER.verify(stored or nobody, _composed(password))
    except (VerifyMismatchError, InvalidHashError):
        return False
    return stored is not None


@cache
def _nobody() -> str:
    """Return the hash of a password that nobody has; made once, and not when the program starts."""
    return _HASHER.hash(secrets.token_urlsafe())


def outdated(stored: str) -> bool:
    """Whether a hash was made with other parameters than those of today."""
    return _HASHER.check_needs_rehash(stored)


def readable() -> str:
    """Return a new password that can be read aloud and typed: 24 letters in fours, 75 bits."""
    syllables = [secrets.choice("bcdghklmnprstvxy") + secrets.choice("aeiou") for _ in range(12)]
    return "-".join("".join(syllables[at : at + 2]) for at in range(0, 12, 2))


def _easy(password: str) -> bool:
    plain = fold(password)
    return (
        len(set(password)) < SHORTEST // 2
        or password.isdecimal()
        or any(plain and plain in row for row in _ROWS)
        or _COMMON.fullmatch(plain) is not None
    )


def _composed(password: str) -> str:
    """Return one spelling of letters with marks: keyboards send "ế" whole or in parts."""
    return unicodedata.normalize("NFC", password)
