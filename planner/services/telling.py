"""Telling people what is new for them: the bell of the pages, and what a digest says of it."""

from collections.abc import Iterable, Mapping, Sequence

from planner.domain.model import Slot
from planner.domain.news import CALENDAR, PLAN, SENTENCES, News, Told
from planner.domain.pending import Thing, heading, path_of, short
from planner.domain.people import Role, concerned
from planner.phrases import Phrase, kept
from planner.services.scheduling import now
from planner.store import items, notices, people, plans, register, slots
from planner.store.db import Session
from planner.store.notices import Notice

__all__ = ["News", "spelled", "tell", "those_of"]


def tell(
    session: Session,
    names: Iterable[str],
    news: News,
    *,
    who: str,
    subject: str | None = None,
    text: str = "",
) -> None:
    """Tell some people, in the same transaction; nobody is told of what they did themselves."""
    at = now()
    told = sorted(set(names) - {who})
    notices.add_all(session, (Notice(name, at, news, subject, text, who) for name in told))


def those_of(session: Session, agency: str, *roles: Role) -> list[str]:
    """Return the names of the people who have one of some roles for an agency itself."""
    place = register.place(session, agency)
    return [one.name for one in concerned(people.every(session), place, roles)]


def spelled(session: Session, those: Sequence[Notice]) -> list[Told]:
    """Return notices in words, in the same order."""
    subjects = {one.subject for one in those if one.subject is not None}
    things: dict[str, Thing] = {**slots.some(session, subjects), **items.some(session, subjects)}
    names = people.names(session)
    known = plans.titles(session)
    return [_told(one, names.get(one.who, one.who), things, known) for one in those]


def _told(
    one: Notice,
    who: str,
    things: Mapping[str, Thing],
    known: Mapping[str, tuple[str | None, str]],
) -> Told:
    subject = one.subject or ""
    new = one.seen_at is None
    note = kept(one.text) if one.kind == News.PLAN_CHANGED else one.text
    if subject in known:
        number, title = known[subject]
        path = f"/plans/{subject}"
        if number is None:
            return Told("%(what)s", {"what": title}, note, path, one.at, new)
        return Told(PLAN, {"what": number}, note, path, one.at, new)
    if one.kind == News.PLAN_CHANGED and subject not in things:
        return Told(CALENDAR, {}, note, "/calendar", one.at, new)
    thing = things.get(subject)
    parts = {"who": who, "what": _named(thing) if thing else subject}
    path = path_of(thing) if thing else ""
    return Told(SENTENCES[News(one.kind)], parts, note, path, one.at, new)


def _named(thing: Thing) -> str:
    """Return what a slot or an item is called, with the day that tells it from others alike."""
    day = thing.day if isinstance(thing, Slot) else None
    name = heading(thing)
    return Phrase("%(what)s, %(day)s", what=name, day=short(day)) if day else name
