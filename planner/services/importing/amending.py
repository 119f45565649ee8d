"""A paper that changes a known plan: which one, in which way, and the plan that it makes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rapidfuzz import fuzz

from planner.documents import reading
from planner.domain.model import Block, Deadline, Phase, Plan, Quota, Span, Theme
from planner.domain.register import plain_name
from planner.domain.words import fold, slug
from planner.phrases import Phrase, mark
from planner.services.importing.values import NONE, OWN, Choice, Mode, Question
from planner.store.plans import are_versions

ALIKE = 72
"""The likeness from which two items' words are the same item's, as in domain.versions."""

OFFERED = 5

_INSTEAD = re.compile(r"\bthay the\b")
_CHANGES = re.compile(
    r"\b(?:dieu chinh|sua doi|bo sung|gia han|keo dai|(?:lui|doi) (?:thoi gian|lich|ngay))\b"
)
MODES: Mapping[str, str] = {
    "amendment": mark("Chỉ đổi những gì văn bản này nêu, phần khác của kế hoạch giữ nguyên"),
    "replacement": mark("Thay cả kế hoạch cũ; việc chưa làm của kế hoạch cũ được rút"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """How a paper stands to the plans that are known."""

    mode: Mode
    base: Plan | None
    questions: tuple[Question, ...] = ()


def same_number_in(number: str | None, numbers: Iterable[str]) -> bool:
    """Whether a number is among others, however they are spaced and written."""
    return number is not None and slug(number) in {slug(one) for one in numbers}


def tell(
    now: reading.Document,
    lines: Sequence[str],
    plans: Sequence[Plan],
    province: str | None,
    answers: Mapping[str, tuple[str, ...]],
) -> Told:
    """Return which known plan a paper changes and how; what can't be told is a question.

    A paper of the number, year and issuer of a known plan is its next version.
    """
    if now.amends:
        return _amends(now, lines, plans, province, answers)
    if province is not None:
        mine = _as_plan(now, province)
        same = next((p for p in plans if p.province == province and are_versions(p, mine)), None)
        if same is not None:
            return Told("version", same)
    return Told("new", None)


def _as_plan(now: reading.Document, province: str) -> Plan:
    starts = [one.start for one in now.periods if one.start is not None]
    return Plan(
        key="",
        title=now.title,
        title_line=now.line,
        province=province,
        number=now.number,
        issuer=now.issuer,
        issued_on=now.issued_on,
        phases=tuple(Phase(1, Span(one, None)) for one in starts[:1]),
    )


def _amends(
    now: reading.Document,
    lines: Sequence[str],
    plans: Sequence[Plan],
    province: str | None,
    answers: Mapping[str, tuple[str, ...]],
) -> Told:
    answer = answers.get("amends", ())
    named = [one for one in plans if same_number_in(one.number, now.amends)]
    base = _one(now, named, province)
    chosen = next((one for one in plans if (one.key,) == answer), None)
    asked = () if base is not None else (_which(now, named, plans, province, answer),)
    if answer in {(OWN,), (NONE,)}:
        return Told("new", None, asked)
    base = chosen or base
    if base is None:
        return Told("new", None, asked)
    told = _way(now, lines)
    way = answers.get("mode", (told,))
    question = Question(
        "mode",
        now.line,
        Phrase("văn bản này đổi %(plan)s thế nào?", plan=base.number or base.key),
        "amends",
        "one",
        tuple(Choice(value, label, value == told) for value, label in MODES.items()),
        way,
    )
    mode: Mode = "replacement" if way == ("replacement",) else "amendment"
    return Told(mode, base, (*asked, question))


def _one(now: reading.Document, named: list[Plan], province: str | None) -> Plan | None:
    """Return the one plan that is meant: of the province and the issuer, issued before."""
    day = now.issued_on or date.max
    fitting = [one for one in named if (one.first_day or date.min) <= day]
    for narrower in (
        [one for one in fitting if one.province == province],
        [one for one in fitting if plain_name(one.issuer) == plain_name(now.issuer)],
    ):
        fitting = narrower or fitting
    return fitting[0] if len(fitting) == 1 else None


def _which(
    now: reading.Document,
    named: Sequence[Plan],
    plans: Sequence[Plan],
    province: str | None,
    answer: tuple[str, ...],
) -> Question:
    """Ask which plan is meant, offering those of that number, else those most like it."""
    offered = list(named) or sorted(
        (one for one in plans if province is None or one.province == province),
        key=lambda one: (-fuzz.WRatio(now.amends[0], one.number or one.title), one.key),
    )
    text = mark("văn bản này đổi %(plans)s, chưa có trong kế hoạch đã nhận; là kế hoạch nào?")
    if named:
        text = mark("có nhiều kế hoạch số %(plans)s; văn bản này đổi kế hoạch nào?")
    return Question(
        "amends",
        now.line,
        Phrase(text, plans=", ".join(now.amends)),
        "amends",
        "one",
        (
            *(
                Choice(one.key, f"{one.number or one.key}: {one.title}")
                for one in offered[:OFFERED]
            ),
            Choice(OWN, mark("Nhận như một kế hoạch riêng")),
        ),
        answer,
    )


def _way(now: reading.Document, lines: Sequence[str]) -> Mode:
    """Tell from the words whether a paper stands in another's place or only changes it."""
    title = fold(now.title)
    if _CHANGES.search(title):
        return "amendment"
    if _INSTEAD.search(title):
        return "replacement"
    numbers = [slug(one).replace("-", " ") for one in now.amends]
    for line in lines[now.first_line - 1 : now.last_line]:
        plain = fold(line)
        if any(number in plain for number in numbers):
            if _CHANGES.search(plain):
                return "amendment"
            if _INSTEAD.search(plain):
                return "replacement"
    return "amendment"


# --- the plan that comes of it --------------------------------------------------------------------


def amended(base: Plan, new: Plan, offset: int) -> Plan:
    """Return `base` with what an amendment says; its lines stand `offset` lines further down.

    Windows of a channel replace those of that channel, a period the phase that it meets (else the
    nearest, where it is the only one), a deadline the one that it is most like. Themes, work,
    numbers, channels and anniversaries that the plan hasn't are added. All else stays.
    """
    new = shifted(new, offset)
    replaced = {one.channel for one in new.windows}
    blocks = [one for one in (_new_work(block, base) for block in new.blocks) if one.duties]
    titles = [fold(one.title) for one in base.themes]
    codes = {one.code for one in base.channels}
    slugs = {(one.slug, one.year) for one in base.anniversaries}
    note = f"Điều chỉnh bằng {new.number or new.title}"
    if new.issued_on is not None:
        note += f" ngày {new.issued_on:%d/%m/%Y}"
    return replace(
        base,
        windows=(
            *(one for one in base.windows if one.channel not in replaced or one.outside),
            *new.windows,
        ),
        phases=_phases(base.phases, new.phases),
        deadlines=_deadlines(base.deadlines, new.deadlines),
        themes=(*base.themes, *(one for one in new.themes if not _there(one, titles))),
        channels=(*base.channels, *(one for one in new.channels if one.code not in codes)),
        anniversaries=(
            *base.anniversaries,
            *(one for one in new.anniversaries if (one.slug, one.year) not in slugs),
        ),
        quotas=_quotas(base.quotas, new.quotas),
        blocks=(*base.blocks, *blocks),
        notes=tuple(dict.fromkeys((*base.notes, note))),
        replaced_by=None,
        replaced_on=None,
    )


def shifted(plan: Plan, offset: int) -> Plan:
    """Return a plan whose lines stand further down."""

    def down(one: Any) -> Any:
        moved = replace(one, line=one.line + offset)
        if isinstance(moved, Block):
            return replace(moved, duties=tuple(map(down, moved.duties)))
        return moved

    parts = (
        "letters",
        "phases",
        "themes",
        "channels",
        "anniversaries",
        "windows",
        "blocks",
        "deadlines",
        "quotas",
    )
    lists: Any = {name: tuple(map(down, getattr(plan, name))) for name in parts}
    return replace(plan, title_line=plan.title_line + offset, **lists)


def _there(theme: Theme, titles: Sequence[str]) -> bool:
    return any(fuzz.ratio(fold(theme.title), one) >= ALIKE for one in titles)


def _new_work(block: Block, base: Plan) -> Block:
    """Return what a block asks for that the plan doesn't ask of anybody yet."""
    known = [fold(duty.text) for one in base.blocks for duty in one.duties]
    duties = (
        duty
        for duty in block.duties
        if all(fuzz.ratio(fold(duty.text), one) < ALIKE for one in known)
    )
    return replace(block, duties=tuple(duties))


def _phases(old: tuple[Phase, ...], new: tuple[Phase, ...]) -> tuple[Phase, ...]:
    """Put each new period in the place of the phase that it meets most, else behind the others."""
    found = list(old)
    free = list(range(len(old)))
    for phase in new:
        met = [index for index in free if _meets(phase.span, old[index].span)]
        nearest = sorted(
            met or (free if len(old) == len(new) == 1 else ()),
            key=lambda index: abs((phase.span.start - old[index].span.start).days),
        )
        if nearest:
            found[nearest[0]] = replace(phase, number=old[nearest[0]].number)
            free.remove(nearest[0])
        else:
            found.append(phase)
    return tuple(found)


def _meets(one: Span, other: Span) -> bool:
    return one.start <= (other.end or date.max) and other.start <= (one.end or date.max)


def _deadlines(old: tuple[Deadline, ...], new: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    found = list(old)
    for deadline in new:
        scores = [fuzz.token_set_ratio(fold(deadline.title), fold(one.title)) for one in found]
        best = max(range(len(found)), key=scores.__getitem__, default=None)
        alone = len(old) == len(new) == 1
        if best is not None and (alone or scores[best] >= ALIKE):
            found[best] = deadline
        else:
            found.append(deadline)
    return tuple(found)


def _quotas(old: tuple[Quota, ...], new: tuple[Quota, ...]) -> tuple[Quota, ...]:
    asked = {(fold(one.unit), tuple(map(fold, one.per))) for one in new}
    stays = (one for one in old if (fold(one.unit), tuple(map(fold, one.per))) not in asked)
    return (*stays, *new)
