"""Keeping plans, each with the file it was read from."""

import hashlib
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from planner.domain.model import Plan
from planner.errors import NotFoundError
from planner.store.codec import decode, encode
from planner.store.tables import DocumentRow, PlanRow


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
    """Return the stored version of a plan: same number, year and issuer, or same title."""
    for row in session.exec(select(PlanRow).where(PlanRow.province == plan.province)):
        if plan.number:
            years = {day.year for day in (row.issued_on, plan.issued_on) if day is not None}
            if row.number == plan.number and row.issuer == plan.issuer and len(years) <= 1:
                return _plan(row)
        elif row.number is None and row.title == plan.title and row.issuer == plan.issuer:
            return _plan(row)
    return None


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


def titles(session: Session) -> dict[str, tuple[str | None, str]]:
    """Return number and title by key, for showing where something comes from."""
    rows = session.exec(select(PlanRow.key, PlanRow.number, PlanRow.title))
    return {key: (number, title) for key, number, title in rows}
