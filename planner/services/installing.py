"""Setting up a database: the schema's data for a new installation, and the demonstration."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar
from uuid import uuid4

from planner.domain.model import Agency, Anniversary, Cadence, Plan, Problem
from planner.domain.register import Register
from planner.errors import Where
from planner.seeds import PlanFile, Seeds
from planner.services import editing, storing
from planner.services.comparing import Outcome, Range
from planner.services.scheduling import now, replan
from planner.store import calendar, feeds, log, plans, register
from planner.store.db import Session
from planner.store.slots import Progress


@dataclass(frozen=True)
class Installed:
    """What an installation holds after `planner init`."""

    agencies: int
    plans: int
    outcome: Outcome | None


def install(session: Session, seeds: Seeds) -> None:
    """Give a new installation its id, anniversaries and cadences; another keeps its own."""
    feeds.make_installation(session, uuid4(), now())
    if not calendar.cadences(session):
        _save_calendar(session, seeds)


def _save_calendar(session: Session, seeds: Seeds) -> list[Problem]:
    """Bring anniversaries and cadences up to date, and return what stays as people set it."""
    known = calendar.anniversaries(session), calendar.cadences(session)
    days = _kept(session, seeds.anniversaries, {one.slug: one for one in known[0]})
    rhythm = _kept(session, seeds.cadences, {one.id: one for one in known[1]})
    for anniversary in days.values:
        calendar.save_anniversary(session, anniversary)
    for position, cadence in enumerate(rhythm.values):
        calendar.save_cadence(session, cadence, position)
    session.flush()
    return days.problems + rhythm.problems


def _save_register(session: Session, fresh: Register) -> list[Problem]:
    """Bring the register up to date in the same way."""
    agencies = _kept(session, fresh.agencies.values(), register.load(session).agencies)
    provinces = fresh.provinces.values()
    register.save(session, Register.of(agencies.values, provinces, fresh.collectives))
    return agencies.problems


Seeded = TypeVar("Seeded", Agency, Anniversary, Cadence)


@dataclass(frozen=True)
class _Kept(Generic[Seeded]):
    """What is stored of a seeds folder, and where that is not what the folder says."""

    values: list[Seeded]
    problems: list[Problem]


def _kept(
    session: Session, seeded: Iterable[Seeded], stored: Mapping[str, Seeded]
) -> _Kept[Seeded]:
    """Return what the seeds say, but for the fields that a person changed on a page."""
    found: _Kept[Seeded] = _Kept([], [])
    touched: dict[str, set[str]] | None = None
    for one in seeded:
        if touched is None:
            touched = log.edited(session, editing.KINDS[type(one)])
        key = editing.key_of(one)
        mine = editing.keep(one, stored.get(key), touched)
        found.values.append(mine)
        if mine != one:
            names = ", ".join(sorted(name for name, *_ in editing.differences(one, mine)))
            found.problems.append(
                Problem(
                    f"người đã sửa {names} trên trang nên giữ nguyên, không theo thư mục seeds",
                    Where(key=key),
                )
            )
    return found


def start_province(
    session: Session, fresh: Register, today: date, told: Progress | None = None
) -> Installed:
    """Start a province's register, and plan the anniversaries for its agencies from today on.

    A slug that an agency of another province has gets this one's behind it; agencies that are
    there already stay as people made them.
    """
    known = register.load(session)
    (province,) = fresh.provinces.values()
    mine = [_own_slug(one, known) for one in fresh.agencies.values()]
    mine = [one for one in mine if one.slug not in known.agencies]
    if province.slug not in known.provinces or mine:
        register.save(session, Register.of(mine, [province], fresh.collectives))
    return Installed(len(fresh.agencies), 0, replan(session, today, told=told))


def _own_slug(agency: Agency, known: Register) -> Agency:
    other = known.agencies.get(agency.slug)
    if other is None or other.province == agency.province:
        return agency
    return replace(agency, slug=f"{agency.slug}-{agency.province}")


def demonstrate(
    session: Session, seeds: Seeds, today: date, told: Progress | None = None
) -> Installed:
    """Load everything in the seeds and plan it from the first plan to the horizon.

    Run again, it brings what the seeds hold up to date and plans the difference: a plan of the
    same number, year and issuer is its next version, and what people changed stays theirs: of
    slots, and field by field of agencies, anniversaries and cadences.
    """
    kept = [*_save_calendar(session, seeds), *_save_register(session, seeds.register)]
    stored = [accept(session, one, today) for one in seeds.plans]
    days = [one.first_day for one in stored if one.first_day is not None]
    days += [phase.span.start for one in stored for phase in one.phases]
    outcome = replan(session, today, days=Range(min([today, *days])), told=told)
    outcome.problems.extend(kept)
    outcome.problems.extend(_no_longer_there(session, seeds, stored))
    return Installed(len(seeds.agencies), len(stored), outcome)


def _no_longer_there(session: Session, seeds: Seeds, stored: list[Plan]) -> Iterator[Problem]:
    """List what is stored and still planned, though the seeds no longer hold it."""
    held_now = {
        "kế hoạch": ({one.key for one in plans.every(session)}, {one.key for one in stored}),
        "ngày kỷ niệm": (
            {one.slug for one in calendar.anniversaries(session)},
            {one.slug for one in seeds.anniversaries},
        ),
        "nhịp": (
            {one.id for one in calendar.cadences(session)},
            {one.id for one in seeds.cadences},
        ),
    }
    for word, (there, named) in held_now.items():
        for key in sorted(there - named):
            yield Problem(
                f"{word} này không còn trong thư mục seeds nhưng vẫn được lập lịch", Where(key=key)
            )


def accept(session: Session, file: PlanFile, today: date) -> Plan:
    """Store a seeds folder's plan with its file; InputError for a name that nobody bears."""
    source = storing.Source(file.file, file.text)
    return storing.store(session, file.plan, source, today, lacking="refuse").plan
