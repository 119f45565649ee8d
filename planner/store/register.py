"""Keeping the register of provinces and agencies."""

from dataclasses import replace
from datetime import time

from sqlalchemy import ColumnElement, delete, func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from planner.domain.model import Agency, Collective, Province, Quiet, Succession
from planner.domain.model import Session as AirSession
from planner.domain.people import EVERYWHERE, Place
from planner.domain.register import Register
from planner.errors import NotFoundError
from planner.store import editions, groups
from planner.store.tables import AgencyRow, CollectiveRow, ProvinceRow, SessionRow, SuccessionRow

_AGENCY = AgencyRow.__table__  # type: ignore[attr-defined]


def get(session: Session, slug: str) -> Agency:
    """Return one agency with its sessions, without heirs; NotFoundError when there never was one.

    For what asks about one agency many times: the whole register is some hundreds.
    """
    row = session.get(AgencyRow, slug)
    if row is None:
        raise NotFoundError("không có cơ quan “%(slug)s” trong danh mục", slug=slug)
    return _agency(row, _sessions(session, SessionRow.agency == slug).get(slug, []), [])


def load(session: Session) -> Register:
    """Return the whole register as a value."""
    return editions.kept(session, _load)


def names(session: Session) -> dict[str, str]:
    """Return the names of all agencies by slug."""
    return editions.kept(session, _names)


def _names(session: Session) -> dict[str, str]:
    found = session.execute(columns(_AGENCY.c.slug, _AGENCY.c.name).order_by(_AGENCY.c.slug))
    return {row.slug: row.name for row in found}


def _load(session: Session) -> Register:
    sessions = _sessions(session)
    heirs: dict[str, list[Succession]] = {}
    for one in session.exec(select(SuccessionRow)):
        heirs.setdefault(one.agency, []).append(
            Succession(one.heir, tuple(one.functions), one.on, one.basis)
        )
    agencies = [
        _agency(row, sessions.get(row.slug, []), heirs.get(row.slug, []))
        for row in session.exec(select(AgencyRow).order_by(col(AgencyRow.position)))
    ]
    provinces = [_province(row) for row in session.exec(select(ProvinceRow))]
    collectives = [
        Collective(tuple(row.names), tuple(row.kinds), row.level)
        for row in session.exec(select(CollectiveRow).order_by(col(CollectiveRow.position)))
    ]
    return Register.of(agencies, provinces, collectives)


def _sessions(session: Session, *where: ColumnElement[bool] | bool) -> dict[str, list[AirSession]]:
    found: dict[str, list[AirSession]] = {}
    rows = (
        select(SessionRow)
        .where(~col(SessionRow.retired), *where)
        .order_by(col(SessionRow.start), col(SessionRow.id))
    )
    for row in session.exec(rows):
        found.setdefault(row.agency, []).append(
            AirSession(row.id, row.start, tuple(row.weekdays), row.minutes)
        )
    return found


def place(session: Session, agency: str | None) -> Place:
    """Return where an agency stands, without reading the whole register; everywhere for None."""
    row = session.get(AgencyRow, agency) if agency else None
    if row is None:
        return EVERYWHERE
    above: list[str] = []
    parent = row.parent
    while parent is not None and parent not in above:
        above.append(parent)
        found = session.get(AgencyRow, parent)
        parent = found.parent if found else None
    return Place(row.slug, tuple(above), row.province)


def _agency(row: AgencyRow, sessions: list[AirSession], heirs: list[Succession]) -> Agency:
    return Agency(
        slug=row.slug,
        name=row.name,
        kind=row.kind,
        level=row.level,
        province=row.province,
        parent=row.parent,
        aliases=tuple(row.aliases),
        runs={channel: tuple(formats) for channel, formats in row.runs.items()},
        sessions=tuple(sessions),
        quiet=tuple(Quiet(*map(time.fromisoformat, one)) for one in row.quiet),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        successors=tuple(heirs),
        to_check=row.to_check,
    )


def _province(row: ProvinceRow) -> Province:
    return Province(
        row.slug,
        row.name,
        row.valid_from,
        row.valid_to,
        tuple(row.successors),
        row.basis,
        row.source,
    )


def save(session: Session, register: Register) -> None:
    """Store a register: what is there under the same slug is brought up to date, the rest stays."""
    for province in register.provinces.values():
        put_province(session, province)
    known = dict(session.exec(select(AgencyRow.slug, AgencyRow.province)).all())
    for position, agency in enumerate(register.agencies.values()):
        session.merge(
            _row(replace(agency, parent=None) if agency.slug not in known else agency, position)
        )
    session.flush()
    for position, agency in enumerate(register.agencies.values()):
        if agency.parent is not None:
            session.merge(_row(agency, position))
    if any(known.get(one.slug, one.province) != one.province for one in register.agencies.values()):
        groups.count_all(session)
    _retire(session, register)
    session.exec(delete(SuccessionRow).where(col(SuccessionRow.agency).in_(register.agencies)))
    for agency in register.agencies.values():
        _save_parts(session, agency)
    session.exec(delete(CollectiveRow))
    for position, one in enumerate(register.collectives):
        session.add(
            CollectiveRow(
                position=position, names=list(one.names), kinds=list(one.kinds), level=one.level
            )
        )
    session.flush()
    editions.renew(session)


def put_province(session: Session, province: Province) -> None:
    """Add a province, or bring it up to date."""
    session.merge(
        ProvinceRow(
            slug=province.slug,
            name=province.name,
            valid_from=province.valid_from,
            valid_to=province.valid_to,
            successors=list(province.successors),
            basis=province.basis,
            source=province.source,
        )
    )
    session.flush()
    editions.renew(session)


def _row(agency: Agency, position: int) -> AgencyRow:
    return AgencyRow(
        slug=agency.slug,
        position=position,
        name=agency.name,
        kind=agency.kind,
        level=agency.level,
        province=agency.province,
        parent=agency.parent,
        aliases=list(agency.aliases),
        runs={channel: list(formats) for channel, formats in agency.runs.items()},
        quiet=[(f"{one.start:%H:%M}", f"{one.end:%H:%M}") for one in agency.quiet],
        valid_from=agency.valid_from,
        valid_to=agency.valid_to,
        to_check=agency.to_check,
    )


def _retire(session: Session, register: Register) -> None:
    """Mark sessions that an agency no longer has; their ids stay taken."""
    for row in session.exec(select(SessionRow)):
        agency = register.agencies.get(row.agency)
        if agency is not None and all(one.id != row.id for one in agency.sessions):
            row.retired = True


def _save_parts(session: Session, agency: Agency) -> None:
    for one in agency.sessions:
        session.merge(
            SessionRow(
                agency=agency.slug,
                id=one.id,
                start=one.start,
                weekdays=list(one.weekdays),
                minutes=one.minutes,
            )
        )
    for heir in agency.successors:
        session.merge(
            SuccessionRow(
                agency=agency.slug,
                heir=heir.to,
                functions=list(heir.functions),
                on=heir.on,
                basis=heir.basis,
            )
        )


def next_session(session: Session, agency: str) -> str:
    """Return the id of an agency's next session: none that it ever had, retired or not."""
    taken = session.exec(select(SessionRow.id).where(SessionRow.agency == agency))
    numbers = [int(one[1:]) for one in taken if one[:1] == "s" and one[1:].isdecimal()]
    return f"s{max(numbers, default=0) + 1}"


def put(session: Session, agency: Agency) -> None:
    """Add one agency behind the others, or bring it up to date; sessions it lacks are retired."""
    row = session.get(AgencyRow, agency.slug)
    last = session.exec(select(func.max(AgencyRow.position))).one()
    session.merge(_row(agency, row.position if row else (last or 0) + 1))
    session.flush()
    _retire(session, Register.of([agency], []))
    _save_parts(session, agency)
    session.flush()
    editions.renew(session)
