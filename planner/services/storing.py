"""The one way by which a plan is stored, whoever read it: from a seeds folder or from an import."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from planner.documents.planfile import key_of
from planner.domain.addressing import unknown
from planner.domain.model import Agency, Plan
from planner.domain.register import Register, plain_name
from planner.domain.scope import held
from planner.domain.versions import next_version
from planner.domain.words import slug
from planner.errors import InputError, Where
from planner.services.scheduling import now
from planner.store import plans, register
from planner.store.db import Session


@dataclass(frozen=True, slots=True)
class Source:
    """The text that a plan was read from, by lines; the hash of the file as it came, if kept.

    `continues` is the id of the text of which this is the longer version.
    """

    name: str
    text: str
    original: str | None = None
    continues: str | None = None


@dataclass
class Stored:
    """A plan as it is stored, and the agencies that were added as it writes them."""

    plan: Plan
    added: list[Agency] = field(default_factory=list)


def store(  # noqa: PLR0917 (what a plan is stored from)
    session: Session,
    plan: Plan,
    source: Source,
    today: date,
    lacking: Literal["refuse", "leave"] = "leave",
    add: Collection[str] = (),
    before: Plan | None = None,
) -> Stored:
    """Store a plan with its text; its items get lasting ids, carried over from its last version.

    The last version is `before`, else the plan of the same number, year and issuer. A collective
    name that finds nobody is added as one agency as written, to be checked, and so is each name
    in `add`; `lacking` says what becomes of any other name that finds nobody: InputError, or it
    stays in the plan and addresses nobody.
    """
    before = before or plans.same(session, plan)
    known = register.load(session)
    key = before.key if before else _key(session, plan, known, today)
    made = Stored(next_version(replace(plan, key=key, accepted_on=today), before))
    wanted = {plain_name(one) for one in add}
    for name, line in unknown(held(made.plan), known):
        if known.is_collective(name) or plain_name(name) in wanted:
            known = _as_written(session, name, made, known)
        elif lacking == "refuse":
            raise InputError(
                "không có cơ quan “%(name)s” trong sổ của tỉnh vào ngày của kế hoạch",
                Where(source.name, line),
                name=name,
            )
    plans.save(
        session,
        made.plan,
        name=source.name,
        text=source.text,
        at=now(),
        original=source.original,
        continues=source.continues,
    )
    return made


def _key(session: Session, plan: Plan, known: Register, today: date) -> str:
    issuers = known.find(plan.issuer, plan.province, plan.first_day or today)
    issuer = issuers[0] if issuers else slug(plain_name(plan.issuer), 40)
    return key_of(plan, issuer, lambda name: plans.taken(session, name))


def _as_written(session: Session, name: str, made: Stored, known: Register) -> Register:
    """Add the agency that stands for a name which nobody bears, to be checked.

    One that an earlier version of the plan brought in is the same one, from an earlier day.
    """
    plan = made.plan
    day, province = plan.first_day, known.provinces[plan.province]
    same = (
        one
        for one in known.agencies.values()
        if one.to_check
        and one.province == plan.province
        and plain_name(one.name) == plain_name(name)
    )
    old = next(same, None)
    if old is not None and old.valid_from is not None and day is not None:
        register.put(session, replace(old, valid_from=min(day, old.valid_from)))
        return register.load(session)
    added = Agency(
        slug=_free(f"{slug(name, 60)}-{plan.province}", known),
        name=name,
        kind="as_written",
        level="province",
        province=plan.province,
        valid_from=day,
        valid_to=province.valid_to,
        to_check=True,
    )
    register.put(session, added)
    made.added.append(added)
    return register.load(session)


def _free(name: str, known: Register) -> str:
    number = 2
    found = name
    while found in known.agencies:
        found = f"{name}-{number}"
        number += 1
    return found
