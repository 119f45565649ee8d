"""Setting up a database: the schema's data for a new installation, and the demonstration."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from planner.documents.planfile import key_of
from planner.domain.addressing import unknown
from planner.domain.model import Agency, Plan
from planner.domain.register import Register
from planner.domain.scope import held
from planner.domain.versions import next_version
from planner.domain.words import slug
from planner.seeds import PlanFile, Seeds
from planner.services.scheduling import Outcome, Range, now, replan
from planner.store import calendar, feeds, plans, register
from planner.store.db import Session


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


def _save_calendar(session: Session, seeds: Seeds) -> None:
    for anniversary in seeds.anniversaries:
        calendar.save_anniversary(session, anniversary)
    for position, cadence in enumerate(seeds.cadences):
        calendar.save_cadence(session, cadence, position)
    session.flush()


def demonstrate(session: Session, seeds: Seeds, today: date) -> Installed:
    """Load everything in the seeds and plan it from the first plan to the horizon.

    Run again, it brings what the seeds hold up to date and plans the difference: a plan of the
    same number, year and issuer is its next version, and what people changed stays theirs.
    """
    _save_calendar(session, seeds)
    register.save(session, seeds.register)
    stored = [accept(session, one, today) for one in seeds.plans]
    first = min((one.first_day for one in stored if one.first_day is not None), default=today)
    outcome = replan(session, today, days=Range(min(first, today)))
    return Installed(len(seeds.agencies), len(stored), outcome)


def accept(session: Session, file: PlanFile, today: date) -> Plan:
    """Store a plan with its file; its items get lasting ids, carried over from its last version.

    A collective name that finds nobody is added as one agency as written, to be checked.
    """
    before = plans.same(session, file.plan)
    key = before.key if before else key_of(file.plan, lambda name: plans.taken(session, name))
    plan = next_version(replace(file.plan, key=key, accepted_on=today), before)
    for agency in _as_written(plan, register.load(session)):
        register.add(session, agency)
    plans.save(session, plan, name=file.file, text=file.text, at=now())
    return plan


def _as_written(plan: Plan, known: Register) -> Iterable[Agency]:
    """Return the agencies to add for names that the plan addresses and nobody bears."""
    for name, _ in unknown(held(plan), known):
        yield Agency(
            slug=_free(f"{slug(name, 60)}-{plan.province}", known),
            name=name,
            kind="as_written",
            level="province",
            province=plan.province,
            valid_from=plan.first_day,
            to_check=True,
        )


def _free(name: str, known: Register) -> str:
    number = 2
    found = name
    while found in known.agencies:
        found = f"{name}-{number}"
        number += 1
    return found
