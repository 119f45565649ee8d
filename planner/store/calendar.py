"""Keeping anniversaries and cadences."""

from datetime import time
from typing import cast

from sqlmodel import Session, col, select

from planner.domain.model import Anniversary, Cadence, Rank
from planner.store import editions
from planner.store.tables import AnniversaryRow, CadenceRow

_ANNIVERSARY = AnniversaryRow.__table__  # type: ignore[attr-defined]


def anniversaries(session: Session) -> tuple[Anniversary, ...]:
    """Return all anniversaries by month and day."""
    return editions.kept(session, _anniversaries)


def _anniversaries(session: Session) -> tuple[Anniversary, ...]:
    session.flush()
    rows = session.execute(_ANNIVERSARY.select())
    found = [
        Anniversary(
            slug=row.slug,
            name=row.name,
            day=row.day,
            month=row.month,
            lunar=row.lunar,
            origin_year=row.origin_year,
            rank=cast("Rank", row.rank),
            flags=row.flags,
            since=row.since,
            by_calendar_year=row.by_calendar_year,
            carried_by=row.carried_by,
            province=row.province,
            short=row.short,
            source=row.source,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.month, one.day, one.slug)))


def save_anniversary(session: Session, one: Anniversary) -> None:
    session.merge(
        AnniversaryRow(
            slug=one.slug,
            name=one.name,
            short=one.short,
            day=one.day,
            month=one.month,
            lunar=one.lunar,
            origin_year=one.origin_year,
            rank=one.rank,
            flags=one.flags,
            since=one.since,
            by_calendar_year=one.by_calendar_year,
            carried_by=one.carried_by,
            province=one.province,
            source=one.source,
        )
    )
    editions.renew(session)


def cadences(session: Session) -> tuple[Cadence, ...]:
    """Return all cadences in their order."""
    return editions.kept(session, _cadences)


def _cadences(session: Session) -> tuple[Cadence, ...]:
    rows = session.exec(select(CadenceRow).order_by(col(CadenceRow.position)))
    return tuple(
        Cadence(
            id=row.id,
            use=row.use,  # type: ignore[arg-type]
            channel=row.channel,
            format=row.format,
            name=row.name,
            ranks=cast("tuple[Rank, ...]", tuple(row.ranks)),
            windows={
                name: tuple((low, high) for low, high in pairs)
                for name, pairs in row.windows.items()
            },
            rrule=row.rrule,
            times=tuple(time.fromisoformat(one) for one in row.times),
            sessions=row.sessions,  # type: ignore[arg-type]
            minutes=row.minutes,
            due=row.due,
            span=row.span,
            most_days=row.most_days,
            where_flags_hang=row.where_flags_hang,
            follows=tuple(row.follows),
            after=row.after,
        )
        for row in rows
    )


def put_cadence(session: Session, one: Cadence) -> None:
    """Bring a cadence up to date in its place among the others."""
    row = session.get_one(CadenceRow, one.id)
    save_cadence(session, one, row.position)
    session.flush()


def save_cadence(session: Session, one: Cadence, position: int) -> None:
    session.merge(
        CadenceRow(
            id=one.id,
            position=position,
            use=one.use,
            channel=one.channel,
            format=one.format,
            name=one.name,
            ranks=list(one.ranks),
            windows={name: [list(pair) for pair in pairs] for name, pairs in one.windows.items()},
            rrule=one.rrule,
            times=[at.isoformat() for at in one.times],
            sessions=one.sessions,
            minutes=one.minutes,
            due=one.due,
            span=one.span,
            most_days=one.most_days,
            where_flags_hang=one.where_flags_hang,
            follows=list(one.follows),
            after=one.after,
        )
    )
    editions.renew(session)
