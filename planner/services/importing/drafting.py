"""A reviewed paper as the plan that it becomes. Pure; nothing here is stored."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from planner.documents import reading
from planner.domain.model import (
    CHANNELS,
    Block,
    Channel,
    Deadline,
    Duty,
    Letter,
    Named,
    Phase,
    Plan,
    Problem,
    Quota,
    Span,
    Theme,
    Window,
)
from planner.errors import Where
from planner.phrases import Phrase
from planner.services.importing import judging, units
from planner.services.importing.naming import Matcher
from planner.services.importing.values import NONE, Entry, Name, Paper


@dataclass
class Drafted:
    """A plan without its key, the names to be added to the register, and what was left out."""

    plan: Plan
    as_written: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def to_plan(
    paper: Paper,
    letters: Sequence[reading.Document],
    matcher: Matcher,
    *,
    trusting: bool = False,
) -> Drafted:
    """Return the plan that a paper becomes in the matcher's province.

    What waits for an answer is left out and listed. With `trusting` (the command line), a name
    that is sure though nobody confirmed it is taken, and one that nobody bears is to be added as
    written. What the gate holds goes in marked, to be shown and to go no further.
    """
    now, entries = paper.now, paper.entries
    problems: list[Problem] = []
    add: list[str] = []
    plan = Plan(
        key="",
        title=now.title,
        title_line=now.line,
        province=matcher.province,
        kind=now.kind,
        number=now.number,
        issuer=now.issuer,
        issued_on=now.issued_on,
        implements=now.implements,
        letters=tuple(Letter(one.number, one.issued_on, one.issuer, one.line) for one in letters),
        phases=_phases(entries["periods"], problems),
        themes=tuple(
            Theme(one.now.title, one.line, one.verdict == "out")
            for one in entries["themes"]
            if isinstance(one.now, reading.Theme)
        ),
        channels=tuple(
            Channel(one.now.code, one.line, one.now.words, one.verdict == "out")
            for one in entries["channels"]
            if isinstance(one.now, reading.Channel) and one.now.code in CHANNELS
        ),
        anniversaries=tuple(_named(paper, matcher, problems)),
        windows=tuple(_windows(entries["windows"])),
        blocks=tuple(_blocks(entries["agencies"], matcher, add, problems, trusting=trusting)),
        deadlines=tuple(_deadlines(entries, matcher, trusting=trusting)),
        quotas=tuple(_quotas(entries, matcher, trusting=trusting)),
    )
    problems += [Problem(one.text, Where(line=one.line)) for one in paper.open]
    return Drafted(plan, tuple(dict.fromkeys(add)), problems)


# --- times ----------------------------------------------------------------------------------------


def _phases(entries: Iterable[Entry], problems: list[Problem]) -> tuple[Phase, ...]:
    """Return the periods with a start as phases, each span once, by their order.

    One that only sums up others (every day of it lies in them) is no phase of its own.
    """
    found: list[Phase] = []
    for entry in entries:
        now = entry.now
        if not isinstance(now, reading.Period) or now.start is None:
            continue
        if now.end is not None and now.end < now.start:
            problems.append(
                Problem(
                    "khoảng ngày kết thúc trước khi bắt đầu nên chưa dùng", Where(line=now.line)
                )
            )
            continue
        span = Span(now.start, now.end)
        if all(one.span != span for one in found):
            words = now.words or (f"Đến {now.until_event}" if now.until_event else "")
            found.append(Phase(len(found) + 1, span, " ".join(words.split()), now.line))
    kept = [one for one in found if not _sums_up(one, found)]
    return tuple(
        Phase(number, one.span, one.words, one.line) for number, one in enumerate(kept, start=1)
    )


def _sums_up(whole: Phase, phases: Sequence[Phase]) -> bool:
    """Whether two phases or more lie in this one and leave none of its days over."""
    if whole.span.end is None:
        return False
    parts = sorted(
        (one.span.start, one.span.end)
        for one in phases
        if one is not whole
        and one.span.end is not None
        and whole.span.start <= one.span.start
        and one.span.end <= whole.span.end
    )
    day = whole.span.start
    for start, end in parts:
        if start > day:
            return False
        day = max(day, end + timedelta(1))
    return len(parts) > 1 and day > whole.span.end


def _windows(entries: Iterable[Entry]) -> Iterator[Window]:
    for entry in entries:
        now = entry.now
        if isinstance(now, reading.Window) and now.start is not None and now.end is not None:
            span = Span(now.start, max(now.start, now.end))
            yield Window(
                now.channel, span, now.line, tuple(sorted(now.times)), (), entry.verdict == "out"
            )


# --- anniversaries --------------------------------------------------------------------------------


def _named(paper: Paper, matcher: Matcher, problems: list[Problem]) -> Iterator[Named]:
    """Yield the anniversaries that the calendar knows, in the years that the paper names."""
    waiting = {one.key for one in paper.questions if one.about.startswith("anniversaries-")}
    seen: set[tuple[str, int]] = set()
    for entry in paper.entries["anniversaries"]:
        now = entry.now
        if not isinstance(now, reading.Counted):
            continue
        asked = f"{entry.key}.slug"
        answer = matcher.answers.get(asked, ())
        name = now.slug
        if asked in waiting:
            name = answer[0] if answer and answer != (NONE,) else None
            if answer == (NONE,):
                problems.append(
                    Problem("ngày này không có trong lịch kỷ niệm nên không lập lịch", _at(entry))
                )
        if name is not None and (name, now.year) not in seen:
            seen.add((name, now.year))
            origin = _day(now.origin_year, now.month, now.day)
            yield Named(name, now.year, now.line, origin, _day(now.year, now.month, now.day))


def _at(entry: Entry) -> Where:
    return Where(line=entry.line)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# --- work -----------------------------------------------------------------------------------------


def _blocks(
    entries: Iterable[Entry],
    matcher: Matcher,
    add: list[str],
    problems: list[Problem],
    *,
    trusting: bool,
) -> Iterator[Block]:
    """Yield the blocks under names that the register finds, or is going to.

    A block under a name that the gate doesn't take, or that is nobody's, keeps only what is held.
    """
    for entry in entries:
        now = entry.now
        if not isinstance(now, reading.Agency):
            continue
        names: list[str] = []
        for name in entry.names:
            names += (
                matcher.written_names(name) if _taken(name, trusting=trusting) else [name.written]
            )
            if _to_add(name, trusting=trusting):
                add.append(name.written)
            if trusting and (said := _said(name)):
                problems.append(Problem(said, _at(entry)))
        shut = entry.held or not names
        duties = [
            Duty(one.now.text, one.line, shut or one.verdict == "out")
            for one in entry.duties
            if isinstance(one.now, reading.Duty)
        ]
        if not names and not entry.held:
            duties = [
                duty
                for duty, one in zip(duties, (d for d in entry.duties if d.now), strict=True)
                if one.held
            ]
        if duties:
            yield Block(tuple(dict.fromkeys(names)) or (now.name,), tuple(duties), now.line)


def _taken(name: Name, *, trusting: bool) -> bool:
    """Whether a name's answer stands; a likely one waits under its written name otherwise."""
    return name.how != "likely" or trusting


def _to_add(name: Name, *, trusting: bool) -> bool:
    return name.how in {"as_written", "collective"} or (trusting and name.how == "unknown")


def _said(name: Name) -> str:
    if name.how == "likely":
        return Phrase(
            "“%(name)s” được hiểu là %(agency)s; xem lại",
            name=name.written,
            agency=name.agencies[0].name,
        )
    if name.how == "unknown":
        near = ", ".join(one.label for one in name.choices[:3])
        if not near:
            return Phrase(
                "“%(name)s” được thêm vào sổ như văn bản viết, cần xem lại", name=name.written
            )
        return Phrase(
            "“%(name)s” được thêm vào sổ như văn bản viết, cần xem lại (gần giống: %(near)s)",
            name=name.written,
            near=near,
        )
    return ""


def _names_at(
    entries: Mapping[str, tuple[Entry, ...]], line: int, matcher: Matcher, *, trusting: bool
) -> tuple[str, ...]:
    """Return the names of the block to which a line belongs, none where it may be anybody's."""
    block = units.block_at(entries["agencies"], line)
    if block is None or block.held:
        return ()
    found = [
        one
        for name in block.names
        for one in (
            matcher.written_names(name) if _taken(name, trusting=trusting) else (name.written,)
        )
    ]
    return tuple(dict.fromkeys(found))


def _deadlines(
    entries: Mapping[str, tuple[Entry, ...]], matcher: Matcher, *, trusting: bool
) -> Iterator[Deadline]:
    for entry in entries["deadlines"]:
        now = entry.now
        if isinstance(now, reading.Deadline):
            yield Deadline(
                day=now.day,
                month=now.month,
                year=now.year,
                before=now.before,
                title=judging.deadline_title(now.text),
                line=now.line,
                names=_names_at(entries, now.line, matcher, trusting=trusting),
                outside=entry.verdict == "out",
            )


def _quotas(
    entries: Mapping[str, tuple[Entry, ...]], matcher: Matcher, *, trusting: bool
) -> Iterator[Quota]:
    for entry in entries["quotas"]:
        now = entry.now
        if not isinstance(now, reading.Quota):
            continue
        block = units.block_at(entries["agencies"], now.line)
        answer = matcher.answers.get(f"{entry.key}.channel", ())
        channel = units.channel_of(now.unit, now.words, block) or (answer[0] if answer else None)
        if channel in CHANNELS or entry.held:
            yield Quota(
                at_least=now.at_least,
                unit=now.unit,
                per=now.per,
                channel=channel or "banner",
                line=now.line,
                names=_names_at(entries, now.line, matcher, trusting=trusting),
                outside=entry.verdict == "out",
            )
