"""A plan's next version: which of its items and phases are the old ones under new words.

Items of a plan get an id when it is accepted. The next version's items carry them over by matching
their words, so that a corrected file keeps its slots and checklist items; ids are never used again.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TypeVar

from planner.domain.model import Block, Deadline, Duty, Phase, Plan, Quota
from planner.domain.words import fold

ALIKE = 0.72
"""The least likeness of two items' words, in difflib's ratio, at which they are the same item."""

Numbered = TypeVar("Numbered", Duty, Deadline, Quota)


def next_version(new: Plan, old: Plan | None) -> Plan:
    """Return `new` under the key of `old` (or its own), its items and phases with lasting ids."""
    given = dict(old.given) if old else {}
    duties = [duty for block in new.blocks for duty in block.duties]
    before = [duty for block in old.blocks for duty in block.duties] if old else []
    ids = iter(_ids("d", duties, before, lambda one: one.text, given))
    blocks = tuple(
        Block(block.names, tuple(replace(duty, id=next(ids)) for duty in block.duties), block.line)
        for block in new.blocks
    )
    deadline_ids = _ids("h", new.deadlines, old.deadlines if old else (), _deadline_words, given)
    quota_ids = _ids("q", new.quotas, old.quotas if old else (), _quota_words, given)
    phases = _phases(new.phases, old.phases if old else (), given)
    return replace(
        new,
        key=old.key if old else new.key,
        accepted_on=old.accepted_on if old else new.accepted_on,
        blocks=blocks,
        deadlines=tuple(
            replace(one, id=name) for one, name in zip(new.deadlines, deadline_ids, strict=True)
        ),
        quotas=tuple(
            replace(one, id=name) for one, name in zip(new.quotas, quota_ids, strict=True)
        ),
        phases=phases,
        given=given,
    )


def _deadline_words(one: Deadline) -> str:
    return f"{one.day} {one.month} {one.year} {one.title}"


def _quota_words(one: Quota) -> str:
    return f"{one.channel} {one.unit} {' '.join(one.per)}"


def _ids(
    letter: str,
    new: Iterable[Numbered],
    old: Iterable[Numbered],
    words: Callable[[Numbered], str],
    given: dict[str, int],
) -> list[str]:
    """Give each new item the id of the old one that it matches best, else the next free number.

    `given` holds the last number of each letter, and is brought up to date.
    """
    before = [(one.id, fold(words(one))) for one in old]
    texts = [fold(words(one)) for one in new]
    ids: dict[int, str] = {}
    for index, text in enumerate(texts):  # the same words first, in their order
        free = (name for name, other in before if other == text and name not in ids.values())
        if same := next(free, None):
            ids[index] = same
    pairs = [
        (_likeness(text, other), -index, name)
        for index, text in enumerate(texts)
        if index not in ids
        for name, other in before
    ]
    for likeness, index, name in sorted(pairs, reverse=True):
        if likeness >= ALIKE and -index not in ids and name not in ids.values():
            ids[-index] = name
    return [ids.get(index) or f"{letter}{_next(given, letter)}" for index in range(len(texts))]


def _next(given: dict[str, int], letter: str) -> int:
    given[letter] = given.get(letter, 0) + 1
    return given[letter]


def _likeness(text: str, other: str) -> float:
    return SequenceMatcher(None, text, other, autojunk=False).ratio()


def _phases(
    new: tuple[Phase, ...], old: tuple[Phase, ...], given: dict[str, int]
) -> tuple[Phase, ...]:
    """Keep a phase's number where its words stayed, else where its days meet an old one's most."""
    left = list(old)
    numbers: dict[int, int] = {}
    for index, phase in enumerate(new):
        same = next((one for one in left if fold(one.words) == fold(phase.words)), None)
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
