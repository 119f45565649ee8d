"""Keeping plans, each with the file it was read from."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher

from sqlmodel import Session, col, select

from planner.domain.model import Plan
from planner.domain.register import plain_name
from planner.domain.words import fold
from planner.errors import NotFoundError
from planner.store.codec import decode, encode
from planner.store.tables import DocumentRow, PlanRow

ALIKE = 0.95
"""The likeness above which two titles of one issuer and year are the same plan's."""


def every(session: Session) -> tuple[Plan, ...]:
    """Return all plans by key."""
    rows = session.exec(select(PlanRow).order_by(col(PlanRow.key)))
    return tuple(_plan(row) for row in rows)


def _plan(row: PlanRow) -> Plan:
    found: Plan = decode(Plan, row.content)
    return replace(found, key=row.key)


def get(session: Session, key: str) -> Plan:
    """Return the plan of that key; NotFoundError without one."""
    row = session.get(PlanRow, key)
    if row is None:
        raise NotFoundError("không có kế hoạch “%(key)s”", key=key)
    return _plan(row)


def same(session: Session, plan: Plan) -> Plan | None:
    """Return the stored version of a plan: same issuer, year and number; without one, same title.

    Issuers are compared as names are looked up, titles by their likeness, so that neither an
    abbreviation nor a corrected letter makes another plan.
    """
    for row in session.exec(select(PlanRow).where(PlanRow.province == plan.province)):
        old = _plan(row)
        issued = _year(old) == _year(plan) and plain_name(old.issuer) == plain_name(plan.issuer)
        if issued and old.number == plan.number and (plan.number or _alike(old.title, plan.title)):
            return old
    return None


def _year(plan: Plan) -> int | None:
    return plan.first_day.year if plan.first_day else None


def _alike(title: str, other: str) -> bool:
    return SequenceMatcher(None, fold(title), fold(other), autojunk=False).ratio() > ALIKE


def taken(session: Session, key: str) -> bool:
    return session.get(PlanRow, key) is not None


def save(session: Session, plan: Plan, *, name: str, text: str, at: datetime) -> None:
    """Store a plan under its key, with the file as it stands."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    if session.get(DocumentRow, sha256) is None:
        session.add(DocumentRow(sha256=sha256, name=name, text=text, received_at=at))
        session.flush()
    session.merge(
        PlanRow(
            key=plan.key,
            number=plan.number,
            title=plan.title,
            issuer=plan.issuer,
            province=plan.province,
            issued_on=plan.issued_on,
            accepted_on=plan.accepted_on,
            document=sha256,
            content=encode(plan),
        )
    )
    session.flush()


@dataclass(frozen=True, slots=True)
class Document:
    """The file of a plan as it was received; its lines count from 1."""

    name: str
    text: str
    received_at: datetime


def document(session: Session, key: str) -> Document:
    """Return the file that a plan was read from; NotFoundError without such a plan."""
    row = session.get(PlanRow, key)
    file = session.get(DocumentRow, row.document) if row is not None else None
    if file is None:
        raise NotFoundError("không có kế hoạch “%(key)s”", key=key)
    return Document(file.name, file.text, file.received_at)


def titles(session: Session) -> dict[str, tuple[str | None, str]]:
    """Return number and title by key, for showing where something comes from."""
    rows = session.exec(select(PlanRow.key, PlanRow.number, PlanRow.title))
    return {key: (number, title) for key, number, title in rows}
