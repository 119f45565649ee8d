"""The campaigns of a year, and the page of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from planner.domain.addressing import kept_by
from planner.domain.model import Anniversary, Plan
from planner.domain.planning import REGULAR, horizon
from planner.domain.scope import held
from planner.errors import NotFoundError
from planner.store import calendar as dates
from planner.store import counting, plans
from planner.store import register as registers
from planner.store.counting import CampaignCount
from planner.web.calendar.asking import FIRST_YEAR, LAST_YEAR
from planner.web.campaigns import campaign as one_campaign
from planner.web.campaigns.anniversaries import kept_of, year_asked
from planner.web.campaigns.campaign import Line, Subject
from planner.web.site import site
from planner.web.words import mark

pages = Blueprint("campaigns", __name__)

GROUPS = {
    "kept": mark("Theo ngày kỷ niệm"),
    "plan": mark("Theo kế hoạch"),
    "regular": mark("Thường xuyên"),
}


@dataclass(frozen=True, slots=True)
class NamedBy:
    """A plan that names a campaign's anniversary, with the line."""

    key: str
    name: str
    title: str
    line: int | None


@pages.get("/campaigns")
def index() -> str:
    """Show the campaigns of one year."""
    today = site().today
    year = year_asked(request.args, today)
    with site().database.session() as session:
        known = dates.anniversaries(session)
        stored = plans.every(session)
        names = {f"{one.slug}-{year}" for one in known} | {f"{REGULAR}-{year}"}
        names |= {f"{plan.key}-{one.number}" for plan in stored for one in plan.phases}
        counts = counting.of_names(session, names)
    found = _of_year(year, known, counts, stored)
    return render_template(
        "campaigns/index.html",
        groups=[(GROUPS[name], lines) for name, lines in found.items() if lines],
        year=year,
        days=one_campaign.days_in(year),
        months=[(date(year, n, 1) - date(year, 1, 1)).days for n in range(1, 13)],
        now=(today - date(year, 1, 1)).days if today.year == year else None,
        today=today,
        horizon=horizon(today),
        before=year - 1 if year > FIRST_YEAR else None,
        after=year + 1 if year < LAST_YEAR else None,
    )


@pages.get("/campaigns/<key>")
def campaign(key: str) -> str:
    """Show one campaign."""
    today = site().today
    with site().database.session() as session:
        known, stored = dates.anniversaries(session), plans.every(session)
        subject = _subject(key, known, stored)
        found = counting.of_campaign(session, key, today)
        if subject is None or not (found or subject.kept or subject.plan):
            raise NotFoundError("không có chiến dịch “%(key)s”", key=key)
        register = registers.load(session)
    page = one_campaign.build(subject, found, register.agencies, today)
    return render_template(
        "campaigns/campaign.html",
        page=page,
        plans=_named_by(subject, known, stored, {one.plan for one in page.themes}),
        titles={one.key: _name(one) for one in stored},
        today=today,
        horizon=horizon(today),
    )


def _of_year(
    year: int,
    known: tuple[Anniversary, ...],
    counts: dict[str, CampaignCount],
    stored: Iterable[Plan],
) -> dict[str, list[Line]]:
    """Return the year's campaigns by kind: anniversaries by their day, phases by their first."""
    kept = [kept_of(key, known) for key in counts if key.endswith(f"-{year}")]
    days = sorted((one for one in kept if one is not None), key=lambda one: (one.day, one.key))
    phases = [
        one_campaign.of_phase(held(plan), one.number, _phase_title(plan, one.number))
        for plan in stored
        for one in plan.phases
        if one.span.start.year <= year <= (one.span.end.year if one.span.end else year)
    ]
    rhythm = f"{REGULAR}-{year}"
    lines = {
        "kept": [Subject(one.key, one.short, kept=one) for one in days],
        "plan": sorted(phases, key=lambda one: (one.first or date.max, one.key)),
        "regular": [Subject(rhythm, _rhythm_title(year))] if rhythm in counts else [],
    }
    return {
        name: [one_campaign.line(one, year, counts.get(one.key)) for one in subjects]
        for name, subjects in lines.items()
    }


def _subject(key: str, known: tuple[Anniversary, ...], stored: Iterable[Plan]) -> Subject | None:
    """Return what a key is about, None when it is nobody's."""
    year = one_campaign.regular_year(key)
    if year is not None:
        return Subject(key, _rhythm_title(year))
    for plan in stored:
        for phase in plan.phases:
            if key == f"{plan.key}-{phase.number}":
                title = _phase_title(plan, phase.number)
                return one_campaign.of_phase(held(plan), phase.number, title)
    kept = kept_of(key, known)
    return None if kept is None or kept.anniversary.carried_by else Subject(key, kept.short, kept)


def _rhythm_title(year: int) -> str:
    return str(_("Nhịp thường xuyên %(year)s", year=year))


def _phase_title(plan: Plan, number: int) -> str:
    several = len(plan.phases) > 1
    name = _name(plan)
    return str(_("%(name)s, giai đoạn %(number)s", name=name, number=number)) if several else name


def _name(plan: Plan) -> str:
    """Return how a plan is called: its number, else its title."""
    return plan.number or plan.title or plan.key


def _named_by(
    subject: Subject,
    known: tuple[Anniversary, ...],
    stored: Sequence[Plan],
    carried: set[str | None],
) -> list[NamedBy]:
    """Return the plans that name a campaign's day, or whose themes it carries."""
    by_slug = {one.slug: one for one in known}
    found = []
    for plan in stored:
        passed = held(plan)
        lines = [line for kept, line in kept_by(passed, by_slug) if kept.key == subject.key]
        own = subject.plan is not None and subject.plan.key == plan.key
        if lines or own or (subject.kept is None and plan.key in carried):
            line = next(iter(lines), None)
            found.append(NamedBy(plan.key, _name(plan), passed.title, line))
    return found
