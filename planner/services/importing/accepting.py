"""From a reviewed paper to a plan in the calendar, or a look at what that would do."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from planner.domain.model import Plan, Problem, Slot
from planner.errors import InputError, Where
from planner.services import storing
from planner.services.comparing import Outcome, Range
from planner.services.importing import amending, drafting, places, receiving, reviewing
from planner.services.importing.drafting import Drafted
from planner.services.importing.naming import Matcher
from planner.services.importing.values import AS_WRITTEN, Accepted, Draft, Paper, Preview
from planner.services.scheduling import concerned, now, replan
from planner.store import drafts, log, plans, register
from planner.store.db import Session, trial

FIRST = 50
"""How many slots a preview lists."""

BEHIND = timedelta(400)
"""How far behind a plan's last day it can have put anything."""

APART = "———"
"""Begins the line between a plan's text and that of the paper that amends it."""


def accept(
    session: Session,
    name: str,
    index: int,
    today: date,
    who: str,
    *,
    as_written: bool = False,
) -> Accepted:
    """Store a paper as a plan with its file, and plan it; all in the session's transaction.

    All that it bears on is planned, from its own first day on even where that has passed. With
    `as_written` (the command line) a province or an agency that the register lacks is added as
    the paper writes it; else only where a person answered so, and a question blocks what waits
    for it. Raises InputError for a letter that only hands on, for a paper with nothing to plan,
    and while the province is not known; NotFoundError without such a paper.
    """
    stored = drafts.get(session, name)
    known = receiving.shelf(session, today)
    draft = receiving.shown(stored, known)
    paper = _acceptable(draft, index)
    province = _province(session, paper, draft, as_written=as_written)
    known = receiving.shelf(session, today)
    answers = receiving.file_of(stored).corrections[index].answers
    matcher = Matcher(known.register, province, paper.day, answers)
    entries = reviewing.judged(paper.entries, matcher)
    letters = [draft.papers[one].now for one in paper.letters]
    made = drafting.to_plan(replace(paper, entries=entries), letters, matcher, trusting=as_written)
    before = _last_version(session, paper, made.plan, stored.original)
    olds = {one.key for one in (paper.base, before) if one is not None}
    campaigns = {name for key in olds for name in concerned(session, key, today)}
    source = storing.Source(draft.name, "\n".join(map(_shown, draft.lines)), stored.original)
    done = _store(session, paper, made, source, before, today)
    campaigns |= concerned(session, done.plan.key, today)
    log.add(session, [log.Entry(who, "plan", done.plan.key, "accepted", None, draft.name)], now())
    accepted = list(stored.accepted)
    accepted[index] = done.plan.key
    drafts.put(session, replace(stored, accepted=tuple(accepted)), stored.revision)
    outcome = _plan(session, done.plan, frozenset(campaigns), today)
    return Accepted(done.plan, outcome, tuple(made.problems), tuple(done.added))


def _acceptable(draft: Draft, index: int) -> Paper:
    paper = receiving.paper_of(draft, index)
    if paper.role == "letter":
        raise InputError(
            "công văn này chỉ chuyển văn bản khác trong tệp; nhận văn bản được chuyển",
            Where(draft.name, paper.now.line),
        )
    if paper.role == "nothing":
        raise InputError(
            "văn bản này không nêu việc, thời gian hay chủ đề nào để lập lịch",
            Where(draft.name, paper.now.line),
        )
    return paper


def _province(session: Session, paper: Paper, draft: Draft, *, as_written: bool) -> str:
    """Return the paper's province, added as written where a person or the command line says so."""
    if paper.province is not None:
        return paper.province
    asked = next(one for one in paper.questions if one.key == "province")
    likely = [one.value for one in asked.choices if one.likely]
    if as_written and asked.open and likely:
        return likely[0]
    if not as_written and asked.answer != (AS_WRITTEN,):
        raise InputError(
            "chưa rõ văn bản của tỉnh nào; chọn tỉnh rồi nhận", Where(draft.name, asked.line)
        )
    known = register.load(session)
    place = places.Place(None, paper.place)
    province = places.as_written(place, known, paper.day, draft.name)
    if province.slug not in known.provinces:
        register.put_province(session, province)
    return province.slug


# --- storing --------------------------------------------------------------------------------------


def _last_version(session: Session, paper: Paper, plan: Plan, original: str) -> Plan | None:
    """Return the plan of which this is the next version: of its number, or accepted from here.

    So a number that is corrected after all makes no second plan.
    """
    same = plans.same(session, plan)
    if same is not None or paper.accepted is None or not plans.taken(session, paper.accepted):
        return same
    document = plans.document(session, paper.accepted)
    mine = document.original == original and document.continues is None
    return plans.get(session, paper.accepted) if mine else None


def _store(
    session: Session,
    paper: Paper,
    made: Drafted,
    source: storing.Source,
    before: Plan | None,
    today: date,
) -> storing.Stored:
    """Store what a paper becomes: a plan, a known one's next version, or an amended one."""
    base, add = paper.base, made.as_written
    if base is None or paper.mode in {"new", "version"}:
        return storing.store(session, made.plan, source, today, add=add, before=before)
    if paper.mode == "amendment":
        source, offset = _continued(session, base, source)
        plan = amending.amended(base, made.plan, offset)
        return storing.store(session, plan, source, today, add=add, before=base)
    done = storing.store(session, made.plan, source, today, add=add, before=before)
    if done.plan.key != base.key:
        day = made.plan.issued_on or today
        plans.update(session, replace(base, replaced_by=done.plan.key, replaced_on=day))
    return done


def _shown(line: str) -> str:
    """Return a line that str.splitlines doesn't break: a form feed inside is a space."""
    return " ".join(line.splitlines()) or ""


def _continued(session: Session, base: Plan, source: storing.Source) -> tuple[storing.Source, int]:
    """Put an amendment's text behind the plan's own, so that every line stays a line of one text.

    Accepted again, the amendment takes the place of what it said before.
    """
    document = plans.document(session, base.key)
    if document.original == source.original and document.continues is not None:
        document = plans.document_of_id(session, document.continues)
    before = document.text.splitlines()
    text = "\n".join([*before, f"{APART} {source.name}", source.text])
    name = f"{document.name} + {source.name}"
    return storing.Source(name, text, source.original, document.id), len(before) + 1


def _plan(session: Session, plan: Plan, campaigns: frozenset[str], today: date) -> Outcome:
    """Plan all that a plan bears on, and bore on before, from its first day on.

    One that was over long ago needs no look at the years since.
    """
    spans = [one.span for one in plan.phases] + [one.span for one in plan.windows]
    starts = [one.start for one in spans]
    if plan.first_day is not None:
        starts.append(plan.first_day)
    ends = [one.end for one in spans]
    ends += [one.day for one in plan.anniversaries if one.day is not None]
    ends += [date(one.year, 12, 31) for one in plan.deadlines if one.year is not None]
    known = [one for one in ends if one is not None]
    over = plan.phases and plan.last_day is not None and max(known) + BEHIND < today
    days = Range(min([today, *starts]), max(known) + BEHIND if over else None)
    return replan(session, today, days=days, campaigns=campaigns, cause=plan.key)


# --- seeing beforehand ----------------------------------------------------------------------------


def preview(
    session: Session, name: str, index: int, today: date, *, as_written: bool = False
) -> Preview:
    """Return what accepting a paper would do; all is taken back. Raises as `accept` does."""
    paper = _acceptable(receiving.load(session, name, today), index)
    with trial(session):
        done = accept(session, name, index, today, "", as_written=as_written)
        return _preview(paper, done)


def _preview(paper: Paper, done: Accepted) -> Preview:
    slots, items = done.outcome.slots, done.outcome.items
    added = sorted(slots.added, key=_order)
    return Preview(
        key=done.plan.key,
        mode=paper.mode,
        base=paper.base.key if paper.base else None,
        slots=len(added),
        channels=_counted(one.channel for one in added),
        agencies=_counted(one.agency for one in added),
        months=dict(
            sorted(
                Counter(f"{one.day:%Y-%m}" if one.day else None for one in added).items(),
                key=lambda one: (one[0] is None, one[0] or ""),
            )
        ),
        campaigns=_counted(one.campaign for one in added),
        first=tuple(added[:FIRST]),
        items=tuple(sorted(items.added, key=lambda one: (one.due or date.max, one.key))),
        changed=tuple(chain(slots.changed, items.changed)),
        withdrawn=tuple(chain(slots.withdrawn, items.withdrawn)),
        returned=tuple(chain(slots.returned, items.returned)),
        left=tuple(chain(slots.left, items.left)),
        problems=(*done.problems, *_of_plan(done.outcome.problems, done.plan)),
        new_agencies=done.new_agencies,
    )


def _order(slot: Slot) -> tuple[date, str]:
    return slot.day or date.max, slot.key


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(Counter(values).most_common())


def _of_plan(problems: Sequence[Problem], plan: Plan) -> list[Problem]:
    """Return the problems that name the plan."""
    return [one for one in problems if (one.where.key or "").startswith(plan.key)]
