"""The second step of signing in: six digits from an app on the person's phone (TOTP, RFC 6238).

The secret is kept sealed, under a key derived from the installation's, for that person alone.
"""

import base64
import secrets
from dataclasses import replace

import pyotp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pyotp.exceptions import OTPVerificationError

from planner.domain import policy
from planner.domain.people import Person
from planner.domain.policy import Act
from planner.errors import ForbiddenError, InputError, SignInError
from planner.services import accounts
from planner.services.scheduling import now
from planner.store import people
from planner.store.db import Session

ISSUER = "Lịch chiến dịch"
"""What an app writes over the digits."""

STEPS_OFF = 1
"""How many 30 seconds a phone's clock may be off, either way."""

NONCE = 12
"""Bytes of a nonce of AES-GCM."""


class Seal:
    """Closes and opens what only this installation may read; sealed for one name."""

    def __init__(self, secret: str) -> None:
        derived = HKDF(SHA256(), 32, salt=None, info=b"planner: second factors")
        self._cipher = AESGCM(derived.derive(secret.encode()))

    def close(self, text: str, name: str) -> str:
        nonce = secrets.token_bytes(NONCE)
        sealed = self._cipher.encrypt(nonce, text.encode(), name.encode())
        return base64.urlsafe_b64encode(nonce + sealed).decode()

    def open(self, sealed: str, name: str) -> str:
        """Return what was closed for that name; ValueError for anything else."""
        try:
            raw = base64.urlsafe_b64decode(sealed)
            return self._cipher.decrypt(raw[:NONCE], raw[NONCE:], name.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise ValueError("not sealed here for that name") from error


def new_secret() -> str:
    """Return a secret of 160 bits, in the 32 letters that apps take."""
    return pyotp.random_base32()


def address(name: str, secret: str) -> str:
    """Return the address that an app reads from its square."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def turn_on(session: Session, seal: Seal, name: str, secret: str, code: str) -> Person:
    """Ask for codes from now on, once the app has shown one; InputError for a wrong code."""
    person = people.get(session, name)
    if person.totp is not None:
        raise InputError("mã hai bước đã bật; tắt rồi bật lại nếu đổi điện thoại")
    step = _step(secret, code)
    if step is None:
        raise InputError("mã không đúng; xem đồng hồ điện thoại có đúng giờ không, rồi gõ mã mới")
    changed = replace(person, totp=seal.close(secret, name), totp_step=step)
    people.put(session, changed)
    accounts.note(session, changed, "totp_on", changed)
    return changed


def passed(session: Session, seal: Seal, ticket: str, code: str) -> Person:
    """Return whose code that is; SignInError for a wrong one, and for one that was used before."""
    person = people.by_ticket(session, ticket)
    if person is None or not person.active or person.totp is None:
        raise SignInError("tài khoản vừa đổi; đăng nhập lại từ đầu")
    try:
        secret = seal.open(person.totp, person.name)
    except ValueError:
        raise SignInError(
            "khóa của hệ thống đã đổi nên không kiểm được mã; nhờ người quản trị tắt mã hai bước"
        ) from None
    step = _step(secret, code)
    if step is None or step <= person.totp_step:
        raise SignInError("mã không đúng hoặc đã dùng; đợi ứng dụng hiện mã mới")
    changed = replace(person, totp_step=step, seen_at=now())
    people.put(session, changed)
    return changed


def turn_off(session: Session, name: str, *, by: Person) -> Person:
    """Ask for no codes any more: for an administrator, whoever it is."""
    if not policy.may(by, Act.PEOPLE):
        raise ForbiddenError("chỉ người quản trị được tắt mã hai bước của người khác")
    return _off(session, people.get(session, name), by)


def turn_own_off(session: Session, name: str, password: str) -> Person:
    """Ask for no codes any more, knowing the password; ForbiddenError for a wrong one."""
    person = accounts.confirmed(session, name, password)
    return _off(session, person, person)


def _off(session: Session, person: Person, by: Person) -> Person:
    if person.totp is None:
        return person
    changed = replace(person, totp=None, totp_step=0)
    people.put(session, changed)
    accounts.note(session, changed, "totp_off", by)
    return changed


def _step(secret: str, code: str) -> int | None:
    """Return the 30 seconds to which a code belongs, None for one that is wrong now."""
    digits = "".join(code.split())
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(
            digits, for_time=now(), valid_window=STEPS_OFF
        )
    except OTPVerificationError:
        return None
