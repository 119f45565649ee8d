"""From plans and anniversaries to slots and checklist items: what should be in the calendar.

Pure. A `Frame` is what planning some days goes by: the campaigns that touch them, with each cadence
expanded once. `patterns` says what the agencies get, and plans those that are alike only once;
`plan` is all of it, slot by slot. `changes.diff_slots` compares that with what is there, and the
store writes the difference.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Literal

from planner.domain import themes
from planner.domain.addressing import Placed, choose, ended, named
from planner.domain.anniversaries import FIRST_YEAR, Kept, in_year
from planner.domain.cadence import Occurrence, between, expand, regular
from planner.domain.campaigns import Bearing, Standing, bearings, reach, standing
from planner.domain.changes import as_of, due_day
from planner.domain.dates import iso_week
from planner.domain.model import (
    Agency,
    Anniversary,
    Cadence,
    Deadline,
    Duty,
    Item,
    Phase,
    Plan,
    Problem,
    Quota,
    Slot,
    Source,
    Span,
    State,
)
from planner.domain.register import Register
from planner.domain.scope import held
from planner.domain.versions import in_force
from planner.errors import Where
from planner.phrases import Phrase

REGULAR = "thuong-xuyen"
"""What the keys of the regular rhythm's campaigns begin with; the ISO year follows."""

REPLACED = frozenset({"loudspeaker", "banner", "flag"})
"""Channels on which a plan's window replaces the default days; on the others it only cuts them."""


@dataclass(frozen=True)
class Book:
    """Everything that planning looks at. `horizon` is the last day that is planned."""

    register: Register
    anniversaries: tuple[Anniversary, ...]
    cadences: tuple[Cadence, ...]
    plans: tuple[Plan, ...]
    today: date
    horizon: date


def horizon(today: date) -> date:
    """Return the last day of the next calendar year."""
    return date(today.year + 1, 12, 31)


@dataclass
class Planned:
    """What planning wants: slots and items by key, the campaigns looked at, what to ask."""

    slots: dict[str, Slot] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    campaigns: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def plan(book: Book, first: date, last: date, also: Iterable[str] = ()) -> Planned:
    """Plan every campaign that touches the days from `first` to `last`, and those in `also`.

    Slots of a campaign come whole even where some lie outside those days, so that a slot which
    has moved in or out is seen from both sides; the difference is cut to the days afterwards.
    """
    seen = frame(book, first, last, also)
    done = Planned(items=items(seen), campaigns=set(seen.campaigns), problems=questions(seen))
    for pattern in patterns(seen):
        for agency in pattern.agencies:
            done.slots.update((one.key, one) for one in pattern.of(agency))
            done.problems.extend(of_agency(one, agency.slug) for one in pattern.problems)
    return done


@dataclass(frozen=True)
class Strand:
    """One cadence of one anniversary's campaign, with what the plans that name it bring along.

    `themed` keeps its days with their themes for each set of plans and window met so far.
    """

    campaign: Standing
    cadence: Cadence
    naming: tuple[Bearing, ...]
    windows: tuple[Placed, ...]
    default: tuple[Occurrence, ...]
    themed: dict[object, "Themed"] = field(default_factory=dict)


@dataclass(frozen=True)
class Rhythm:
    """One cadence of the regular rhythm on the days that are planned; `themed` as above."""

    cadence: Cadence
    occurrences: tuple[Occurrence, ...]
    themed: dict[object, "Themed"] = field(default_factory=dict)


Themed = list[tuple[Occurrence, themes.Turn]]


@dataclass(frozen=True)
class Frame:
    """What planning some days goes by, whichever the agency. `asked` is the first of the days."""

    book: Book
    asked: date
    campaigns: frozenset[str]
    plans: tuple[Bearing, ...]
    strands: tuple[Strand, ...]
    rhythms: tuple[Rhythm, ...]


def frame(book: Book, first: date, last: date, also: Iterable[str] = ()) -> Frame:
    """Return what planning the days from `first` to `last` goes by, and the campaigns in `also`."""
    first = asked = max(first, date(FIRST_YEAR, 1, 1))
    first, last = _with(book, also, first, min(last, book.horizon))
    plans = tuple(_bearings(book))
    # The regular rhythm's campaign is a whole ISO year, and stands back behind whatever it meets.
    low = date.fromisocalendar(first.isocalendar().year, 1, 1)
    high = min(date.fromisocalendar(last.isocalendar().year + 1, 1, 1) - timedelta(1), book.horizon)
    before, behind = reach(book.cadences, plans)
    campaigns = standing(book.anniversaries, plans, low - behind, high + before)
    years = range(low.isocalendar().year, high.isocalendar().year + 1)
    return Frame(
        book,
        asked,
        frozenset(
            {one.kept.key for one in campaigns}
            | {f"{REGULAR}-{year}" for year in years}
            | {f"{one.plan.key}-{phase.number}" for one in plans for phase in one.plan.phases}
        ),
        plans,
        tuple(one for campaign in campaigns for one in _strands(book, campaign, plans)),
        tuple(
            Rhythm(
                cadence,
                tuple(one for one in regular(cadence, book.horizon) if low <= one.day <= high),
            )
            for cadence in book.cadences
            if cadence.use == "regular"
        ),
    )


def questions(seen: Frame) -> list[Problem]:
    """Return what a person has to look at in the plans themselves."""
    problems = list(_say_without_theme(one for one in seen.plans if _runs(one.plan, seen.asked)))
    for bearing in seen.plans:
        problems.extend(_windows_without_use(seen.book, bearing))
        problems.extend(_misprinted(seen.book, bearing.plan))
        problems.extend(_open_phases(seen.book, bearing.plan))
        if _runs(bearing.plan, seen.asked):
            problems.extend(ended(bearing.plan, seen.book.register, seen.book.horizon))
    return problems


def days_about(old: Book, new: Book, slug: str, elsewhere: Iterable[date]) -> list[Span]:
    """Return the days on which planning can change when one anniversary does, from book to book.

    They are as far around its own days as a campaign reaches, and so around those of the campaigns
    that a plan's windows then leave or join, and the phases. `elsewhere` are the days on which its
    slots are, wherever people have put them.
    """
    sides = [(book, tuple(_bearings(book))) for book in (old, new)]
    reaches = [reach(book.cadences, plans) for book, plans in sides]
    before = max(one for one, _ in reaches)
    longest = timedelta(max(one.after for one in new.cadences))
    behind = max(one for _, one in reaches) + longest
    own = {
        (kept.day, kept.day)
        for book, _ in sides
        for one in book.anniversaries
        for year in range(new.today.year - 1, new.horizon.year + 2)
        if one.slug == slug and (kept := in_year(one, year)) is not None
    }
    ties = [set(_ties(book, plans)) for book, plans in sides]
    tied = {(first, last) for *_, first, last in ties[0] ^ ties[1]}
    spans = [(first - before, last + behind) for first, last in own | tied]
    spans += [(day, day + longest) for day in elsewhere]
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and first <= (end := joined[-1].end or last):
            joined[-1] = Span(joined[-1].start, max(end, last))
        else:
            joined.append(Span(first, last))
    return joined


def _ties(book: Book, plans: Iterable[Bearing]) -> Iterator[tuple[str, int, date, date]]:
    """Yield what ties plans to days: by plan's key and window's line (0 without), its days."""
    for bearing in plans:
        key = bearing.plan.key
        days = {one.key: one.day for one in bearing.kept}
        phases = {one.number: one.span for one in bearing.plan.phases}
        yield from ((key, 0, day, day) for day in days.values())
        for placed in bearing.placed:
            line = placed.window.line
            if placed.campaign is not None:
                yield key, line, days[placed.campaign], days[placed.campaign]
            elif placed.phase is not None:
                span = phases[placed.phase]
                yield key, line, span.start, span.end or book.horizon


# --- agencies that are alike --------------------------------------------------------------------


@dataclass(frozen=True)
class Pattern:
    """What planning wants of agencies that differ in nothing that it looks at.

    `slots` and `problems` are the first agency's; the others get the same under their own names.
    """

    agencies: tuple[Agency, ...]
    slots: tuple[Slot, ...]
    problems: tuple[Problem, ...]

    def of(self, agency: Agency) -> Iterator[Slot]:
        """Yield the slots of one of the agencies."""
        for slot in self.slots:
            head, tail = around_agency(slot)
            yield as_of(slot, f"{head}{agency.slug}{tail}", agency.slug)


def patterns(seen: Frame) -> Iterator[Pattern]:
    """Plan every agency, those that are alike together."""
    alike: dict[object, list[Agency]] = {}
    for agency in seen.book.register.agencies.values():
        alike.setdefault(_looked_at(seen, agency), []).append(agency)
    for agencies in alike.values():
        yield Pattern(tuple(agencies), *planned(seen, agencies[0]))


def _looked_at(seen: Frame, agency: Agency) -> object:
    """Return all that planning an agency's slots looks at, but for its name."""
    return (
        agency.province,
        tuple(sorted(agency.runs.items())),
        agency.sessions,
        agency.quiet,
        agency.valid_from,
        agency.valid_to,
        tuple(
            (one.who.get(agency.slug), *(placed.who.get(agency.slug) for placed in one.placed))
            for one in seen.plans
        ),
    )


def around_agency(slot: Slot) -> tuple[str, str]:
    """Return what stands in a planned slot's key before its agency and behind it."""
    head = f"{slot.campaign}/{slot.cadence}/"
    return head, slot.key[len(head) + len(slot.agency) :]


def of_agency(problem: Problem, agency: str) -> Problem:
    """Return the problem as another agency's: its key names one, behind the campaign or cadence."""
    parts = (problem.where.key or "").split("/")
    parts[1 if len(parts) == 2 else 2] = agency  # noqa: PLR2004 (campaign/agency: two windows tie)
    return replace(problem, where=replace(problem.where, key="/".join(parts)))


def planned(seen: Frame, agency: Agency) -> tuple[tuple[Slot, ...], tuple[Problem, ...]]:
    """Return the slots that planning wants of one agency, and what it has to ask of a person."""
    problems: list[Problem] = []
    slots = [one for strand in seen.strands for one in _anniversary(seen, strand, agency, problems)]
    busy = {(one.channel, one.format, one.day) for one in slots if one.end_day is None}
    slots += [
        one
        for rhythm in seen.rhythms
        for one in _regular(seen, rhythm, agency)
        if (one.channel, one.format, one.day) not in busy
    ]
    slots += [one for bearing in seen.plans for one in _phases(seen, bearing, agency, problems)]
    return tuple(slots), tuple(problems)


def _bearings(book: Book) -> list[Bearing]:
    """Return what each plan brings to bear, as far as the gate and a plan in its place let it."""
    plans = [held(in_force(one)) for one in book.plans]
    return bearings(plans, book.register, book.anniversaries)


def _runs(plan: Plan, day: date) -> bool:
    """Whether a plan still asks for something on a day or later."""
    if plan.replaced_on is not None and plan.replaced_on <= day:
        return False
    return plan.last_day is None or plan.last_day >= day


def _with(book: Book, campaigns: Iterable[str], first: date, last: date) -> tuple[date, date]:
    """Widen the days so that they hold the reference days of `campaigns`."""
    by_slug = {one.slug: one for one in book.anniversaries}
    days = []
    for key in campaigns:
        name, _, year = key.rpartition("-")
        anniversary = by_slug.get(name)
        if name == REGULAR:
            days.append(date.fromisocalendar(int(year), 1, 1))
        elif anniversary is not None and (kept := in_year(anniversary, int(year))) is not None:
            days.append(kept.day)
    return min([first, *days]), max([last, *(day for day in days if day <= book.horizon)])


def _makes(agency: Agency, cadence: Cadence) -> bool:
    return cadence.format in agency.runs.get(cadence.channel, ())


# --- anniversaries ------------------------------------------------------------------------------


def _strands(book: Book, campaign: Standing, plans: Iterable[Bearing]) -> Iterator[Strand]:
    kept = campaign.kept
    naming = tuple(one for one in plans if any(plan is one.plan for plan in campaign.plans))
    windows = [placed for one in naming for placed in one.placed if placed.campaign == kept.key]
    for cadence in book.cadences:
        if _serves(cadence, kept):
            mine = tuple(one for one in windows if one.window.channel == cadence.channel)
            default = tuple(expand(cadence, kept.day, kept.kind))
            yield Strand(campaign, cadence, naming, mine, default)


def _anniversary(
    seen: Frame, strand: Strand, agency: Agency, problems: list[Problem]
) -> Iterable[Slot]:
    """Return an agency's slots of one cadence of a campaign; a tie of windows is a problem."""
    campaign, cadence, kept = strand.campaign, strand.cadence, strand.campaign.kept
    if not _makes(agency, cadence) or (
        campaign.provinces is not None and agency.province not in campaign.provinces
    ):
        return ()
    chosen, problem = choose(strand.windows, agency.slug)
    if problem is not None:
        problems.append(problem)
    reaching = [one.plan for one in strand.naming if one.reaches(agency.slug, cadence.channel)]
    group = (tuple(one.key for one in reaching), id(chosen))
    if group not in strand.themed:
        days = _days(cadence, kept, strand.default, chosen)
        strand.themed[group] = [
            (one, themes.of_anniversary(kept, cadence, one, reaching))
            for one in days
            if one.day <= seen.book.horizon
        ]
    return _take_over(seen, agency, cadence, kept.key, strand.themed[group])


def _days(
    cadence: Cadence, kept: Kept, default: Sequence[Occurrence], chosen: Placed | None
) -> Sequence[Occurrence]:
    """Return the cadence's days under a plan's window, or the default ones without it."""
    if chosen is None:
        return default
    span = chosen.window.span
    end = span.end or span.start
    if cadence.channel not in REPLACED:
        return [one for one in default if span.holds(one.day)]
    if cadence.span:
        return [Occurrence(span.start, "span", 0, end)]
    return between(cadence, kept.day, span.start, end)


def _take_over(
    seen: Frame, agency: Agency, cadence: Cadence, campaign: str, days: Themed
) -> Iterator[Slot]:
    """Make the agency's slots of one cadence: those days on which it exists, in each session."""
    today = seen.book.today
    stem = f"{campaign}/{cadence.id}/{agency.slug}"
    for occurrence, turn in days:
        if not agency.exists(occurrence.day):
            continue
        for ending, session, at in _hours(agency, cadence, occurrence.day):
            yield Slot(
                key=f"{stem}/{occurrence.name}{ending}",
                campaign=campaign,
                cadence=cadence.id,
                agency=agency.slug,
                occurrence=occurrence.name,
                channel=cadence.channel,
                format=cadence.format,
                session=session,
                day=occurrence.day,
                end_day=occurrence.end_day,
                at=at,
                minutes=cadence.minutes,
                due_before=cadence.due,
                due=due_day(occurrence.day, cadence.due, today),
                theme=turn.title,
                title=turn.title,
                source=turn.source,
                planned_on=today,
            )


Hour = tuple[str, str | None, time | None]
"""What an hour adds to a slot: the end of its key, its session's id, its time."""


def _hours(agency: Agency, cadence: Cadence, day: date) -> Sequence[Hour]:
    """Return a day's hours: in each session, in the day's last one, or at the cadence's times.

    A second time of the same day has "t2" at the end of its key; the first has nothing, so that
    a cadence which gets one more time keeps its old keys.
    """
    if cadence.sessions:
        sessions = [one for one in agency.sessions if day.weekday() in one.weekdays]
        if cadence.sessions == "each":
            return [(f"/{one.id}", one.id, None) for one in sessions]
        return _NO_HOUR if sessions else ()
    if not cadence.times:
        return _NO_HOUR
    return [
        ("" if number == 1 else f"/t{number}", None, at)
        for number, at in enumerate(cadence.times, start=1)
    ]


_NO_HOUR: Sequence[Hour] = (("", None, None),)


# --- the regular rhythm -------------------------------------------------------------------------


def _regular(seen: Frame, rhythm: Rhythm, agency: Agency) -> Iterator[Slot]:
    """Yield an agency's regular work of the year, with the themes of the plans in force."""
    cadence = rhythm.cadence
    mine = [
        one.plan
        for one in seen.plans
        if one.reaches(agency.slug, cadence.channel)
        and any(phase.span.end for phase in one.plan.phases)
    ]
    if not mine or not _makes(agency, cadence):
        return
    group = tuple(one.key for one in mine)
    if group not in rhythm.themed:
        turns = (
            (one, themes.of_regular(one.day, one.rank, cadence, mine)) for one in rhythm.occurrences
        )
        rhythm.themed[group] = [(one, turn) for one, turn in turns if turn is not None]
    for occurrence, turn in rhythm.themed[group]:
        campaign = f"{REGULAR}-{iso_week(occurrence.day)[0]}"
        yield from _take_over(seen, agency, cadence, campaign, [(occurrence, turn)])


def _say_without_theme(plans: Iterable[Bearing]) -> Iterator[Problem]:
    for one in plans:
        if not themes.regular_of(one.plan):
            yield Problem(
                "kế hoạch không nêu chủ đề và tên của nó nằm ngoài phạm vi, nên nhịp thường xuyên "
                "không có gì để đăng; "
                "viết một chủ đề bằng lời của cơ quan",
                Where(key=one.plan.key),
            )


# --- a plan's phases ----------------------------------------------------------------------------


def _open_phases(book: Book, plan: Plan) -> Iterator[Problem]:
    """Yield the phases that plan nothing until somebody says when they end."""
    for phase in plan.phases:
        if phase.span.end is None and phase.span.start <= book.horizon:
            yield Problem(
                Phrase(
                    "giai đoạn %(number)d chưa có ngày kết thúc nên chưa lập lịch; hỏi "
                    "nơi ban hành rồi ghi ngày",
                    number=phase.number,
                ),
                Where(key=plan.key, line=phase.line),
            )


def _phases(
    seen: Frame, bearing: Bearing, agency: Agency, problems: list[Problem]
) -> Iterator[Slot]:
    if agency.slug not in bearing.who:
        return
    cadences = [
        one
        for one in seen.book.cadences
        if one.use == "phase"
        and not one.follows
        and one.channel in bearing.channels
        and _makes(agency, one)
    ]
    for phase in bearing.plan.phases:
        begins = phase.span.start
        if phase.span.end is None or begins > seen.book.horizon or not agency.exists(begins):
            continue
        for cadence in cadences:
            slot = _phase_slot(seen, bearing, phase, cadence, agency.slug, problems)
            if slot.day is None or agency.exists(slot.day):
                yield slot


def _phase_slot(
    seen: Frame,
    bearing: Bearing,
    phase: Phase,
    cadence: Cadence,
    agency: str,
    problems: list[Problem],
) -> Slot:
    """Make one slot of a phase: a banner over its or a window's days, else without a day."""
    plan = bearing.plan
    campaign = f"{plan.key}-{phase.number}"
    name = "span" if cadence.span else "once"
    day = end_day = None
    if cadence.span:
        placed = [
            one
            for one in bearing.placed
            if one.phase == phase.number and one.window.channel == cadence.channel
        ]
        chosen, problem = choose(placed, agency)
        if problem is not None:
            problems.append(problem)
        if chosen is not None:
            day, end_day = chosen.window.span.start, chosen.window.span.end
        elif (phase.span.days or 0) <= (cadence.most_days or 0):
            day, end_day = phase.span.start, phase.span.end
    titles = [one.title for one in plan.themes] or [plan.title or plan.number or plan.key]
    return Slot(
        key=f"{campaign}/{cadence.id}/{agency}/{name}",
        campaign=campaign,
        cadence=cadence.id,
        agency=agency,
        occurrence=name,
        channel=cadence.channel,
        format=cadence.format,
        day=day,
        end_day=end_day,
        due_before=cadence.due,
        due=due_day(day, cadence.due, seen.book.today),
        title=plan.title or plan.number or plan.key,
        brief="\n".join(f"- {one}" for one in titles),
        source=Source(plan=plan.key, line=phase.line, cadence=cadence.id),
        planned_on=seen.book.today,
    )


def _windows_without_use(book: Book, bearing: Bearing) -> Iterator[Problem]:
    """Yield the plan's windows that change nothing, and why: nothing is lost without a word."""
    placed = {id(one.window): one for one in bearing.placed}
    kept = {one.key: one for one in bearing.kept}
    for window in bearing.plan.windows:
        where = Where(key=bearing.plan.key, line=window.line)
        found = placed.get(id(window))
        if window.span.end is None:
            yield Problem("khoảng ngày chưa có ngày cuối nên chưa dùng; ghi ngày cuối", where)
        elif found is None:
            yield Problem("khoảng ngày không thuộc ngày kỷ niệm hay giai đoạn nào", where)
        elif found.campaign is not None and not any(
            _serves(one, kept[found.campaign]) and one.channel == window.channel
            for one in book.cadences
        ):
            yield Problem(
                Phrase(
                    "%(name)s không có nhịp cho kênh %(channel)s, nên khoảng ngày này không dùng; "
                    "thêm nhịp hoặc tự lập việc",
                    name=kept[found.campaign].short,
                    channel=window.channel,
                ),
                where,
            )


def _misprinted(book: Book, plan: Plan) -> Iterator[Problem]:
    """Yield the anniversaries whose printed days are not those of the calendar."""
    known = {one.slug: one for one in book.anniversaries}
    for named_one in plan.anniversaries:
        one = known.get(named_one.slug)
        if one is None or one.lunar:
            continue
        right = (one.day, one.month, one.origin_year)
        origin, day = named_one.origin, named_one.day
        if (origin and (origin.day, origin.month, origin.year) != right) or (
            day and (day.day, day.month) != right[:2]
        ):
            yield Problem(
                Phrase(
                    "ngày in ở đây khác với ngày %(day)d/%(month)d của %(name)s; xem lại",
                    day=one.day,
                    month=one.month,
                    name=one.name,
                ),
                Where(key=plan.key, line=named_one.line),
            )


def _serves(cadence: Cadence, kept: Kept) -> bool:
    """Whether a cadence serves an anniversary's campaign."""
    rank = "usual" if kept.anniversary.rank == "noted" else kept.anniversary.rank
    return (
        cadence.use == "anniversary"
        and not cadence.follows
        and rank in cadence.ranks
        and (kept.anniversary.flags or not cadence.where_flags_hang)
    )


def bears_on(book: Book, plan_key: str) -> set[str]:
    """Return the campaigns that a plan has a part in."""
    plans = bearings([held(one) for one in book.plans], book.register, book.anniversaries)
    found: set[str] = set()
    for bearing in plans:
        if bearing.plan.key == plan_key:
            found.update(f"{plan_key}-{phase.number}" for phase in bearing.plan.phases)
            found.update(one.key for one in bearing.kept)
            for span in (phase.span for phase in bearing.plan.phases):
                years = range(span.start.year - 1, (span.end or book.horizon).year + 2)
                found.update(f"{REGULAR}-{year}" for year in years)
    return found


# --- checklist items ----------------------------------------------------------------------------


def items(seen: Frame) -> dict[str, Item]:
    """Return the plans' items, but none for an agency that no longer exists on its day.

    Those are listed by `addressing.ended`, with who inherited what. A replaced plan has none left.
    """
    book = seen.book
    found = (
        item
        for bearing in seen.plans
        if bearing.plan.replaced_on is None
        for item in (*_duties(book, bearing), *_quotas(book, bearing), *_deadlines(book, bearing))
    )
    exist = (
        one
        for one in found
        if one.due is None or book.register.agencies[one.agency].exists(one.due)
    )
    return {one.key: one for one in exist}


def _duties(book: Book, bearing: Bearing) -> Iterator[Item]:
    plan = bearing.plan
    for block in plan.blocks:
        for agency in named(block.names, plan, book.register):
            for duty in block.duties:
                yield _item(plan, duty, agency, "duty", duty.text, plan.last_day)


def _quotas(book: Book, bearing: Bearing) -> Iterator[Item]:
    plan = bearing.plan
    for quota in plan.quotas:
        text = f"Ít nhất {quota.at_least} {quota.unit} mỗi {', '.join(quota.per)}"
        for agency in _addressed(quota, bearing, book):
            if quota.channel in book.register.agencies[agency].runs:
                yield _item(plan, quota, agency, "quota", text, plan.last_day)


def _deadlines(book: Book, bearing: Bearing) -> Iterator[Item]:
    plan = bearing.plan
    for deadline in plan.deadlines:
        who = _addressed(deadline, bearing, book)
        for due, printed in due_days(deadline, plan, book.horizon):
            for agency in who:
                item = _item(plan, deadline, agency, "deadline", deadline.title, due)
                key = f"{item.key.removesuffix('once')}{printed}"
                yield replace(item, key=key, occurrence=printed)


def _addressed(part: Quota | Deadline, bearing: Bearing, book: Book) -> Iterable[str]:
    """Return whom a part of a plan addresses: by its own names, else all of the plan's."""
    return named(part.names, bearing.plan, book.register) if part.names else bearing.who


def _item(
    plan: Plan,
    part: Duty | Quota | Deadline,
    agency: str,
    kind: Literal["duty", "quota", "deadline"],
    title: str,
    due: date | None,
) -> Item:
    return Item(
        key=f"{plan.key}/{part.id}/{agency}/once",
        origin=plan.key,
        kind=kind,
        agency=agency,
        title=title.rstrip("."),
        occurrence="once",
        due=due,
        until=due or plan.last_day,
        source=Source(plan=plan.key, line=part.line),
    )


def due_days(deadline: Deadline, plan: Plan, last: date) -> Iterator[tuple[date, str]]:
    """Return the days on which a deadline falls due, each with the period as it is printed.

    "Trước 20/6" is due on 19/6 and "trước 01/6" on 31/5; both are the June of the printed words.
    They come from the plan's first day to its last, or to the horizon `last`.
    """
    first = plan.first_day or date.min
    end = min(plan.last_day or last, last)
    if deadline.year is not None and deadline.month is not None:
        yield _due(deadline, deadline.year, deadline.month), f"{deadline.year}-{deadline.month:02d}"
        return
    # "Trước 01/01" is due in the year before the printed one.
    for year in range(first.year, end.year + 2):
        for month in (deadline.month,) if deadline.month else range(1, 13):
            due = _due(deadline, year, month)
            if first <= due <= end:
                yield due, f"{year}-{month:02d}"


def _due(deadline: Deadline, year: int, month: int) -> date:
    month_end = (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day
    due = date(year, month, min(deadline.day, month_end))
    return due - timedelta(1) if deadline.before else due


def take_downs(
    slots: Iterable[Slot], cadences: Iterable[Cadence], agencies: Mapping[str, Agency]
) -> dict[str, Item]:
    """Return the items for taking down what hangs: the day after each span's current last day.

    One exists while its slot has days and is neither cancelled nor withdrawn, and for an agency
    that exists on that day.
    """
    followed = {name: one for one in cadences for name in one.follows}
    found = {}
    for slot in slots:
        cadence = followed.get(slot.cadence)
        if (
            cadence is None
            or slot.end_day is None
            or slot.state in {State.CANCELLED, State.WITHDRAWN}
        ):
            continue
        key = f"{slot.campaign}/{cadence.id}/{slot.birth_agency}/{slot.occurrence}"
        due = slot.end_day + timedelta(cadence.after)
        if not agencies[slot.agency].exists(due):
            continue
        found[key] = Item(
            key=key,
            origin=slot.campaign,
            kind="take_down",
            agency=slot.agency,
            title=f"{cadence.name}: {slot.title}",
            occurrence=slot.occurrence,
            due=due,
            until=due,
            source=replace(slot.source, cadence=cadence.id),
        )
    return found
