"""What the pages of plans show, read from the store.

Everything that a plan says is shown; what the gate holds back is marked, and nothing of it is
looked up, counted or offered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from planner.domain import scope
from planner.domain.addressing import ended, kept_by, named, unknown
from planner.domain.anniversaries import Kept
from planner.domain.model import Agency, Deadline, Letter, Phase, Plan, Problem, Quota, Window
from planner.domain.planning import horizon
from planner.domain.register import Register
from planner.errors import Where
from planner.phrases import Phrase
from planner.settings import ZONE
from planner.store import calendar as dates
from planner.store import counting, items, plans
from planner.store import register as registers
from planner.store.db import Session
from planner.web.plans.lines import Line, Verdict, judged, lines_of


@dataclass(frozen=True, slots=True)
class Row:
    """One plan in the list: `slots` are those of its phases, `items` its checklist items."""

    plan: Plan
    title: str
    province: str
    in_force: bool
    slots: int
    items: int


@dataclass(frozen=True, slots=True)
class Index:
    """The list of plans."""

    today: date
    now: tuple[Row, ...]
    others: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Words of the plan with their line, and what the gate says of them."""

    words: str
    line: int
    verdict: Verdict
    left: str = ""


@dataclass(frozen=True, slots=True)
class Called:
    """A name as the plan writes it, and whom it means in the register."""

    name: str
    agencies: tuple[Agency, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Whom the plan gives what; a block of which nothing goes through means nobody."""

    names: tuple[Called, ...]
    duties: tuple[Part, ...]
    line: int
    out: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A channel with what the plan says of it."""

    code: str
    part: Part


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page of a plan shows."""

    plan: Plan
    today: date
    province: str
    title: Part
    phases: tuple[Phase, ...]
    themes: tuple[Part, ...]
    channels: tuple[Asked, ...]
    kept: tuple[tuple[Kept, int], ...]
    blocks: tuple[Block, ...]
    windows: tuple[tuple[Window, Verdict], ...]
    deadlines: tuple[tuple[Deadline, Part], ...]
    quotas: tuple[tuple[Quota, Verdict], ...]
    letters: tuple[Letter, ...]
    problems: tuple[Problem, ...]
    slots: int
    items: int
    file: str
    has_original: bool
    received: datetime
    lines: tuple[Line, ...]
    held: int

    @property
    def in_force(self) -> bool:
        return is_in_force(self.plan, self.today)


def is_in_force(plan: Plan, day: date) -> bool:
    """Whether a day lies in a phase, one without an end included, and nothing replaced the plan."""
    replaced = plan.replaced_on is not None and plan.replaced_on <= day
    return not replaced and any(phase.span.holds(day) for phase in plan.phases)


def every(session: Session, today: date) -> Index:
    """Read the list of plans, the latest first."""
    register = registers.load(session)
    known = plans.every(session)
    counted = _counted(session, known)
    rows = [
        Row(
            plan=one,
            title=one.title,
            province=_province(register, one),
            in_force=is_in_force(one, today),
            slots=counted[one.key][0],
            items=counted[one.key][1],
        )
        for one in sorted(known, key=lambda one: one.first_day or date.min, reverse=True)
    ]
    now = tuple(row for row in rows if row.in_force)
    return Index(today, now, tuple(row for row in rows if not row.in_force))


def load(session: Session, key: str, today: date) -> Page:
    """Read all that the page of a plan shows; NotFoundError without such a plan."""
    plan = plans.get(session, key)
    file = plans.document(session, key)
    register = registers.load(session)
    verdicts = judged(plan)
    by_slug = {one.slug: one for one in dates.anniversaries(session)}
    number, tasks = _counted(session, [plan])[plan.key]
    lines = lines_of(plan, file.text)
    return Page(
        plan=plan,
        today=today,
        province=_province(register, plan),
        title=_part(plan.title, plan.title_line, verdicts),
        phases=plan.phases,
        themes=tuple(_part(one.title, one.line, verdicts) for one in plan.themes),
        channels=tuple(Asked(c.code, _part(c.words, c.line, verdicts)) for c in plan.channels),
        kept=tuple(kept_by(plan, by_slug)),
        blocks=_blocks(plan, register),
        windows=tuple((one, _verdict(one.line, verdicts)) for one in plan.windows),
        deadlines=tuple((one, _part(one.title, one.line, verdicts)) for one in plan.deadlines),
        quotas=tuple((one, _verdict(one.line, verdicts)) for one in plan.quotas),
        letters=plan.letters,
        problems=_problems(plan, register, today),
        slots=number,
        items=tasks,
        file=file.name,
        has_original=file.original is not None,
        received=file.received_at.astimezone(ZONE),
        lines=lines,
        held=sum(bool(one.verdict) for one in lines),
    )


def _province(register: Register, plan: Plan) -> str:
    province = register.provinces.get(plan.province)
    return province.name if province else plan.province


def _counted(session: Session, known: Iterable[Plan]) -> dict[str, tuple[int, int]]:
    """Count the slots of each plan's phases and its checklist items."""
    phases = {one.key: [f"{one.key}-{phase.number}" for phase in one.phases] for one in known}
    counts = counting.of_names(session, (name for names in phases.values() for name in names))
    tasks = items.numbers(session, phases)
    return {
        key: (sum(counts[name].number for name in names if name in counts), tasks.get(key, 0))
        for key, names in phases.items()
    }


def _verdict(line: int, verdicts: dict[int, tuple[Verdict, str]]) -> Verdict:
    return verdicts.get(line, ("", ""))[0]


def _part(words: str, line: int, verdicts: dict[int, tuple[Verdict, str]]) -> Part:
    verdict, left = verdicts.get(line, ("", ""))
    return Part(words, line, verdict, left)


def _blocks(plan: Plan, register: Register) -> tuple[Block, ...]:
    verdicts = judged(plan)
    through = {one.line for one in scope.held(plan).blocks}
    return tuple(
        Block(
            names=tuple(
                Called(name, _who(name, plan, register) if one.line in through else ())
                for name in one.names
            ),
            duties=tuple(_part(duty.text, duty.line, verdicts) for duty in one.duties),
            line=one.line,
            out=one.line not in through,
        )
        for one in plan.blocks
    )


def _who(name: str, plan: Plan, register: Register) -> tuple[Agency, ...]:
    return tuple(register.get(slug) for slug in named([name], plan, register))


def _problems(plan: Plan, register: Register, today: date) -> tuple[Problem, ...]:
    """Return what a person has to answer: names that mean nobody, open ends, ended agencies."""
    through = scope.held(plan)
    found = [
        Problem(
            Phrase("“%(name)s” không là cơ quan nào trong danh bạ ngày ban hành", name=name),
            Where(line=line),
        )
        for name, line in unknown(through, register)
    ]
    found += [
        Problem("giai đoạn chưa có ngày cuối nên chưa lập lịch", Where(line=phase.line))
        for phase in plan.phases
        if phase.span.end is None
    ]
    if not plan.phases:
        found.append(Problem("kế hoạch không nêu thời gian nên chưa lập lịch"))
    if not through.themes and not through.title:
        found.append(Problem("không có chủ đề nào trong phạm vi nên không lập nhịp thường xuyên"))
    return (*found, *ended(through, register, horizon(today)))
