"""Keeping plans, each with the file it was read from."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from planner.domain.model import Plan
from planner.domain.register import plain_name
from planner.domain.words import fold
from planner.errors import NotFoundError
from planner.store import editions
from planner.store.codec import decode, encode
from planner.store.tables import DocumentRow, PlanRow

_PLAN = PlanRow.__table__  # type: ignore[attr-defined]

ALIKE = 0.95
"""The likeness above which two titles of one issuer and year are the same plan's."""


def every(session: Session) -> tuple[Plan, ...]:
    """Return all plans by key."""
    return editions.kept(session, _every)


def _every(session: Session) -> tuple[Plan, ...]:
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
    rows = session.exec(
        select(PlanRow).where(PlanRow.province == plan.province).order_by(col(PlanRow.key))
    )
    return next((old for old in map(_plan, rows) if are_versions(old, plan)), None)


def are_versions(old: Plan, new: Plan) -> bool:
    """Whether two plans of one province are the same one, as `same` finds it."""
    issued = _year(old) == _year(new) and plain_name(old.issuer) == plain_name(new.issuer)
    alike = bool(new.number) or _alike(old.title, new.title)
    return issued and old.number == new.number and alike


def _year(plan: Plan) -> int | None:
    return plan.first_day.year if plan.first_day else None


def _alike(title: str, other: str) -> bool:
    return SequenceMatcher(None, fold(title), fold(other), autojunk=False).ratio() > ALIKE


def taken(session: Session, key: str) -> bool:
    return session.get(PlanRow, key) is not None


def save(
    session: Session,
    plan: Plan,
    *,
    name: str,
    text: str,
    at: datetime,
    original: str | None = None,
    continues: str | None = None,
) -> None:
    """Store a plan under its key, with its text by lines and the hash of the file it came in.

    `continues` is the id of the text of which this one is the longer version.
    """
    whole = text if original is None else f"{original}\n{text}"
    sha256 = hashlib.sha256(whole.encode()).hexdigest()
    if session.get(DocumentRow, sha256) is None:
        session.add(
            DocumentRow(
                sha256=sha256,
                name=name,
                text=text,
                received_at=at,
                original=original,
                continues=continues,
            )
        )
        session.flush()
    _merge(session, plan, sha256)


def _merge(session: Session, plan: Plan, document: str) -> None:
    session.merge(
        PlanRow(
            key=plan.key,
            number=plan.number,
            title=plan.title,
            issuer=plan.issuer,
            province=plan.province,
            issued_on=plan.issued_on,
            accepted_on=plan.accepted_on,
            document=document,
            content=encode(plan),
        )
    )
    session.flush()
    editions.renew(session)


def update(session: Session, plan: Plan) -> None:
    """Store a plan that is there anew, over the same text; NotFoundError without it."""
    row = session.get(PlanRow, plan.key)
    if row is None:
        raise NotFoundError("không có kế hoạch “%(key)s”", key=plan.key)
    _merge(session, plan, row.document)


@dataclass(frozen=True, slots=True)
class Document:
    """The text that a plan was read from, its lines counted from 1, and the file as it came.

    `original` is that file's hash (store.originals), None for a plan of a seeds folder.
    """

    name: str
    text: str
    received_at: datetime
    id: str = ""
    original: str | None = None
    continues: str | None = None


def document(session: Session, key: str) -> Document:
    """Return the text that a plan was read from; NotFoundError without such a plan."""
    row = session.get(PlanRow, key)
    file = session.get(DocumentRow, row.document) if row is not None else None
    if file is None:
        raise NotFoundError("không có kế hoạch “%(key)s”", key=key)
    return Document(
        file.name, file.text, file.received_at, file.sha256, file.original, file.continues
    )


def document_of_id(session: Session, name: str) -> Document:
    """Return a text by its id; NotFoundError without one."""
    file = session.get(DocumentRow, name)
    if file is None:
        raise NotFoundError("không có văn bản này")
    return Document(
        file.name, file.text, file.received_at, file.sha256, file.original, file.continues
    )


def titles(session: Session) -> dict[str, tuple[str | None, str]]:
    """Return number and title by key, for showing where something comes from."""
    return editions.kept(session, _titles)


def _titles(session: Session) -> dict[str, tuple[str | None, str]]:
    rows = session.execute(columns(_PLAN.c.key, _PLAN.c.number, _PLAN.c.title))
    return {key: (number, title) for key, number, title in rows}
