"""Lockout: after too many wrong tries one waits until the first of them is long enough ago."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from planner.store import tries
from planner.store.db import Session

WINDOW = timedelta(minutes=15)
"""How long a wrong try counts."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many wrong tries somebody has at something; both are in `whose`."""

    whose: str
    most: int

    @property
    def key(self) -> str:
        """A hash, since people also type a password where their name goes."""
        return hashlib.sha256(self.whose.encode()).hexdigest()


def wait(session: Session, limits: Iterable[Limit], at: datetime) -> timedelta | None:
    """Return how long one has to wait for the next try, None where it is free."""
    waits = []
    for one in limits:
        found = tries.latest(session, one.key, one.most, at - WINDOW)
        if len(found) == one.most:
            waits.append(found[-1] + WINDOW - at)
    return max(waits, default=None)


def wrong(session: Session, limits: Iterable[Limit], at: datetime) -> None:
    """Count a wrong try."""
    tries.forget(session, at - WINDOW)
    tries.add(session, [one.key for one in limits], at)
