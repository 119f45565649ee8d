"""A plan's next version: which of its items and phases are the old ones under new words.

Items of a plan get an id when it is accepted. The next version's items carry them over by matching
their words, so that a corrected file keeps its slots and checklist items; ids are never used again.
"""

from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from planner.domain.model import Block, Phase, Plan
from planner.domain.words import fold

ALIKE = 0.72
"""The least likeness of two items' words, in difflib's ratio, at which they are the same item."""

EQUAL, SAME = 1.0, 2.0
"""Likeness of equal words, and of equal words asked of the same agencies."""


def next_version(new: Plan, old: Plan | None) -> Plan:
    """Return `new` under the key of `old` (or its own), its items and phases with lasting ids."""
    given = dict(old.given) if old else {}
    ids = iter(_ids("d", _duties(new), _duties(old) if old else [], given))
    blocks = tuple(
        Block(block.names, tuple(replace(duty, id=next(ids)) for duty in block.duties), block.line)
        for block in new.blocks
    )
    deadlines = _ids("h", _deadlines(new), _deadlines(old) if old else [], given)
    quotas = _ids("q", _quotas(new), _quotas(old) if old else [], given)
    phases = _phases(new.phases, old.phases if old else (), given)
    return replace(
        new,
        key=old.key if old else new.key,
        accepted_on=old.accepted_on if old else new.accepted_on,
        blocks=blocks,
        deadlines=tuple(
            replace(one, id=name) for one, name in zip(new.deadlines, deadlines, strict=True)
        ),
        quotas=tuple(replace(one, id=name) for one, name in zip(new.quotas, quotas, strict=True)),
        phases=phases,
        given=given,
    )


def in_force(plan: Plan) -> Plan:
    """Return what a plan still asks for: of a replaced one only the phases that were over by then.

    Its windows, deadlines and numbers owed are gone; whom it addresses stays, for those phases.
    """
    if plan.replaced_on is None:
        return plan
    day = plan.replaced_on
    over = (one for one in plan.phases if one.span.end is not None and one.span.end < day)
    windows = (one for one in plan.windows if one.span.end is not None and one.span.end < day)
    return replace(plan, phases=tuple(over), windows=tuple(windows), deadlines=(), quotas=())


@dataclass(frozen=True, slots=True)
class _Worded:
    """An item by its words, and by whom it is asked of, which tells equal words apart."""

    id: str
    words: str
    home: str


def _duties(plan: Plan) -> list[_Worded]:
    return [
        _Worded(duty.id, fold(duty.text), fold(" ".join(block.names)))
        for block in plan.blocks
        for duty in block.duties
    ]


def _deadlines(plan: Plan) -> list[_Worded]:
    return [
        _Worded(
            one.id, fold(f"{one.day} {one.month} {one.year} {one.title}"), fold(" ".join(one.names))
        )
        for one in plan.deadlines
    ]


def _quotas(plan: Plan) -> list[_Worded]:
    return [
        _Worded(
            one.id, fold(f"{one.channel} {one.unit} {' '.join(one.per)}"), fold(" ".join(one.names))
        )
        for one in plan.quotas
    ]


def _ids(letter: str, new: list[_Worded], old: list[_Worded], given: dict[str, int]) -> list[str]:
    """Give each new item the id of the old one that it matches best, else the next free number.

    The same words asked of the same come first, then the same words, then the likest. `given`
    holds the last number of each letter, and is brought up to date.
    """
    ids: dict[int, str] = {}
    for least in (SAME, EQUAL, ALIKE):
        pairs = (
            (-_likeness(one, other), index, order, other.id)
            for index, one in enumerate(new)
            if index not in ids
            for order, other in enumerate(old)
            if other.id not in ids.values()
        )
        for unlikeness, index, _, name in sorted(pairs):
            if -unlikeness >= least and index not in ids and name not in ids.values():
                ids[index] = name
    return [ids.get(index) or f"{letter}{_next(given, letter)}" for index in range(len(new))]


def _next(given: dict[str, int], letter: str) -> int:
    given[letter] = given.get(letter, 0) + 1
    return given[letter]


def _likeness(one: _Worded, other: _Worded) -> float:
    if one.words == other.words:
        return SAME if one.home == other.home else EQUAL
    return min(SequenceMatcher(None, one.words, other.words, autojunk=False).ratio(), 0.999)


def _phases(
    new: tuple[Phase, ...], old: tuple[Phase, ...], given: dict[str, int]
) -> tuple[Phase, ...]:
    """Keep a phase's number where its words stayed, else where its days meet an old one's most."""
    left = list(old)
    numbers: dict[int, int] = {}
    for index, phase in enumerate(new):
        words = fold(phase.words)
        same = next((one for one in left if words and fold(one.words) == words), None)
        if same is not None:
            numbers[index] = same.number
            left.remove(same)
    for index, phase in enumerate(new):
        if index in numbers or not left:
            continue
        nearest = max(left, key=lambda one: _overlap(phase, one))
        if _overlap(phase, nearest) > 0:
            numbers[index] = nearest.number
            left.remove(nearest)
    return tuple(
        replace(phase, number=numbers.get(index) or _next(given, "phase"))
        for index, phase in enumerate(new)
    )


def _overlap(one: Phase, other: Phase) -> int:
    first = max(one.span.start, other.span.start)
    ends = [span.end for span in (one.span, other.span) if span.end is not None]
    return 1 if not ends else (min(ends) - first).days + 1
