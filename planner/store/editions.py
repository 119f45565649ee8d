"""What changes seldom is read once: the register, the anniversaries, the cadences, the plans.

The database holds the token of its present edition, and every write of these gives it a new one.
A process keeps what it read together with the token and looks at that first, so that several
processes on one database always show the same. A session that wrote reads for itself.
"""

import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import select, update
from sqlmodel import Session

from planner.store.tables import EditionRow

_TABLE = EditionRow.__table__  # type: ignore[attr-defined]
_TOKEN = select(_TABLE.c.token)
_NAME = "edition"
_kept: dict[Callable[[Session], Any], tuple[str, Any]] = {}

Value = TypeVar("Value")


def kept(session: Session, read: Callable[[Session], Value]) -> Value:
    """Return what `read` gives, a value that nobody changes, from memory where it still is so."""
    if _NAME not in session.info:
        session.info[_NAME] = session.execute(_TOKEN).scalar()
    token: str | None = session.info[_NAME]
    known = _kept.get(read)
    if known is not None and known[0] == token:
        found: Value = known[1]
        return found
    value = read(session)
    if token is not None:
        _kept[read] = token, value
    return value


def renew(session: Session) -> None:
    """Say that something of it was written; until that is committed only this session knows."""
    session.info[_NAME] = None
    session.execute(update(_TABLE).values(token=secrets.token_hex(16)))
