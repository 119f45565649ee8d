"""What people say about a slot or a checklist item, and who is told of it."""

import re
from collections.abc import Collection, Iterable

from planner.domain.model import Item, Slot
from planner.domain.people import Person, Role
from planner.domain.policy import Act, may
from planner.errors import InputError
from planner.services.permitting import demand
from planner.services.scheduling import now
from planner.services.telling import News, tell
from planner.store import comments, people, register
from planner.store.comments import Comment
from planner.store.db import Session

LONGEST = 4000
"""Letters that a comment has at most."""

BEGINNING = 160
"""Letters of a comment that those who are told of it read at once."""

MENTION = re.compile(r"(?<![\w.@-])@([A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9])")


def places(thing: Slot | Item) -> tuple[str, ...]:
    """Return the agencies whose people talk about something: its own, and one it is offered to."""
    offered = thing.handed_to if isinstance(thing, Item) else None
    return (thing.agency,) if offered is None else (thing.agency, offered)


def say(session: Session, thing: Slot | Item, person: Person, text: str) -> Comment:
    """Keep a comment and tell those mentioned, those who spoke before, and whose work it is.

    The same words sent twice in a row are one comment. Raises ForbiddenError, and InputError for a
    text that is empty or too long.
    """
    demand(session, person, Act.DISCUSS, *places(thing))
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise InputError("chưa viết gì; viết vài chữ rồi gửi")
    if len(text) > LONGEST:
        raise InputError("lời trao đổi dài quá %(most)d ký tự; rút ngắn rồi gửi lại", most=LONGEST)
    before = comments.of(session, thing.key)
    if before and (before[-1].who, before[-1].text) == (person.name, text):
        return before[-1]
    said = comments.add(session, Comment(thing.key, person.name, now(), text))
    inside = {one.name for one in insiders(session, thing)}
    named = mentioned(text, inside)
    others = {one.who for one in before} | ({thing.assignee} if thing.assignee else set())
    beginning = text if len(text) <= BEGINNING else f"{text[:BEGINNING].rstrip()}…"
    for names, news in ((named, News.MENTIONED), (others & inside - named, News.COMMENTED)):
        tell(session, names, news, who=person.name, subject=thing.key, text=beginning)
    return said


def insiders(session: Session, thing: Slot | Item) -> list[Person]:
    """Return those who may read what is said about something; nobody else is told of it."""
    stands = [register.place(session, agency) for agency in places(thing)]
    everybody = people.every(session)
    return [one for one in everybody if any(may(one, Act.INSIDE, place) for place in stands)]


def nearby(thing: Slot | Item, inside: Iterable[Person]) -> list[Person]:
    """Return whom one would mention: people of the agency itself, and those who coordinate it."""
    close = set(places(thing))
    return [
        one
        for one in inside
        if any(grant.agency in close or grant.role == Role.COORDINATOR for grant in one.grants)
    ]


def mentioned(text: str, known: Collection[str]) -> set[str]:
    """Return the names after an @ in a text, of those who are known.

    >>> sorted(mentioned("@Lan xem giúp, cả @minh.ha. Thư: a@lan.vn", {"lan", "minh.ha"}))
    ['lan', 'minh.ha']
    """
    return {found.lower() for found in MENTION.findall(text)} & set(known)
