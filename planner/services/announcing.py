"""Telling people what planning changed for their agency, and what it left for them to look at."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import reduce

from planner.domain.changes import Changes, Left
from planner.domain.late import is_history, is_open
from planner.domain.model import Item, ItemState, Slot, State
from planner.domain.news import News
from planner.domain.pending import short
from planner.domain.people import Person, Role
from planner.phrases import Phrase, keep, mark
from planner.store import notices, people
from planner.store.db import Session
from planner.store.notices import Notice

TOLD = frozenset({Role.EDITOR, Role.APPROVER})
"""Roles for an agency itself whose holders are told when planning changes its calendar."""

_WORDS = {
    "added": mark("thêm %(number)d"),
    "moved": mark("dời %(number)d"),
    "withdrawn": mark("rút %(number)d"),
}
_WANTED = {
    "day": mark("ngày %(value)s"),
    "end_day": mark("ngày cuối %(value)s"),
    "due": mark("hạn %(value)s"),
    "at": mark("giờ %(value)s"),
    "minutes": mark("số phút %(value)s"),
    "theme": mark("chủ đề %(value)s"),
    "title": mark("tên %(value)s"),
}


def announce(
    session: Session,
    changed: tuple[Changes[Slot], Changes[Item]],
    *,
    plan: str | None,
    who: str,
    at: datetime,
) -> None:
    """Tell people what one planning did, each at most once for all of their agencies' changes.

    `plan` is the key of the plan because of which it was done. Whoever something is assigned to
    is told once when planning would change it and may not.
    """
    if not people.anybody(session):
        return
    numbers = _numbers(changed)
    told = [
        Notice(one.name, at, News.PLAN_CHANGED, plan, said, who)
        for one in people.every(session)
        if one.active and (said := _said(one, numbers))
    ]
    left = list(_left(changed, who, at))
    subjects = [one.subject for one in left if one.subject is not None]
    before = {
        (one.person, one.subject, one.text)
        for one in notices.about(session, News.PLAN_CHANGED, subjects)
    }
    told += [one for one in left if (one.person, one.subject, one.text) not in before]
    notices.add_all(session, told)


def _numbers(changed: tuple[Changes[Slot], Changes[Item]]) -> Counter[tuple[str, str]]:
    """Count what was done by agency and kind; what is history concerns nobody any more."""
    numbers: Counter[tuple[str, str]] = Counter()
    for changes in changed:
        numbers.update((one.agency, "added") for one in changes.added if not is_history(one))
        numbers.update((one.agency, "added") for one in changes.returned)
        numbers.update((one.agency, "moved") for one in changes.changed if one.moved)
        numbers.update((one.agency, "withdrawn") for one in changes.withdrawn)
    return numbers


def _said(person: Person, numbers: Counter[tuple[str, str]]) -> str:
    """Return what changed for a person's agencies, as it is kept; empty where nothing did."""
    own = {one.agency for one in person.grants if one.agency is not None and one.role in TOLD}
    sums = {kind: sum(numbers[slug, kind] for slug in own) for kind in _WORDS}
    parts = [Phrase(word, number=sums[kind]) for kind, word in _WORDS.items() if sums[kind]]
    return keep(Phrase("%(what)s mục", what=_listed(parts))) if parts else ""


def _listed(parts: Iterable[Phrase]) -> Phrase:
    return reduce(lambda first, then: Phrase("%(first)s, %(then)s", first=first, then=then), parts)


def _left(changed: tuple[Changes[Slot], Changes[Item]], who: str, at: datetime) -> Iterator[Notice]:
    every: Sequence[Left[Slot] | Left[Item]] = [*changed[0].left, *changed[1].left]
    for one in every:
        wanted = _wanted(one)
        if one.thing.assignee is not None and is_open(one.thing) and wanted:
            yield Notice(one.thing.assignee, at, News.PLAN_CHANGED, one.thing.key, wanted, who)


def _wanted(one: Left[Slot] | Left[Item]) -> str:
    """Return what planning would have done, as it is kept: kế hoạch nay muốn ngày 28/8."""
    if one.wanted.get("state") in {State.WITHDRAWN, ItemState.WITHDRAWN}:
        return keep(Phrase("kế hoạch không còn mục này"))
    parts = [
        Phrase(words, value=short(value) if isinstance(value, date) else str(value))
        for name, words in _WANTED.items()
        if (value := one.wanted.get(name)) is not None and value != getattr(one.thing, name, None)
    ]
    return keep(Phrase("kế hoạch nay muốn %(what)s", what=_listed(parts))) if parts else ""
