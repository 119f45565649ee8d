"""Drafts of imports: a file comes in and is read, people correct it, and it goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from planner.documents import reading, text
from planner.domain.model import Anniversary
from planner.errors import NotFoundError
from planner.phrases import mark
from planner.services.importing import correcting, parsing, reviewing
from planner.services.importing.correcting import Corrections
from planner.services.importing.reviewing import File, Shelf
from planner.services.importing.values import Change, Draft, Paper, Summary
from planner.services.scheduling import now
from planner.settings import ZONE
from planner.store import calendar, drafts, originals, plans, register
from planner.store.codec import decode, encode
from planner.store.db import Session
from planner.store.originals import Original

KEPT_DAYS = 30
"""How long a draft is kept."""

LONGEST_NAME = 200
"""Characters of a file's name that are kept: its end."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Received:
    """A file with what was read in it, before anything is stored."""

    data: bytes
    name: str
    text: text.Text
    reading: reading.Reading


def read(
    data: bytes,
    name: str,
    anniversaries: Sequence[Anniversary],
    progress: Progress | None = None,
) -> Received:
    """Read a file, without a database. Raises InputError where it can't be read."""
    from planner.documents import reader  # noqa: PLC0415 (few who open the calendar read a file)

    found = text.read(data, name, progress)
    return Received(data, name, found, reader.read(found.lines, anniversaries))


def receive(
    session: Session,
    data: bytes,
    name: str,
    who: str,
    today: date,
    progress: Progress | None = None,
) -> str:
    """Read a file and keep it as a draft; return its id. Raises InputError."""
    return keep(session, read(data, name, calendar.anniversaries(session), progress), who, today)


def keep(session: Session, file: Received, who: str, today: date) -> str:
    """Keep what was read as a draft and return its id; drafts that are too old go.

    The same bytes again, while nothing of their draft is accepted, are that draft.
    """
    # Drafts are stamped by the clock; a day that is set for a demonstration ages none.
    day = min(today, now().astimezone(ZONE).date()) - timedelta(KEPT_DAYS)
    drafts.delete_before(session, datetime.combine(day, time.min, ZONE))
    found = file.text
    name = parsing.words(file.name[-LONGEST_NAME:]) or mark("tệp không tên")
    original = Original(file.data, name, found.form, found.encoding, found.note, now(), who)
    for one in drafts.of_file(session, original.sha256):
        if not any(one.accepted):
            return one.id
    documents = file.reading.documents
    made = drafts.Stored(
        id=uuid4().hex,
        original=originals.put(session, original),
        name=name,
        text="\n".join(found.lines),
        received_at=original.received_at,
        who=who,
        read=tuple(map(encode, documents)),
        corrections=tuple(correcting.kept(Corrections()) for _ in documents),
        accepted=(None,) * len(documents),
    )
    drafts.add(session, made)
    return made.id


def load(session: Session, name: str, today: date) -> Draft:
    """Return a draft under review; NotFoundError without one."""
    return shown(drafts.get(session, name), shelf(session, today))


def listed(session: Session) -> list[Summary]:
    """Return all drafts, the newest first."""
    return [
        Summary(
            one.id,
            one.name,
            one.received_at,
            one.who,
            tuple(document["title"] for document in one.read),
            one.accepted,
        )
        for one in drafts.every(session)
    ]


def original(session: Session, name: str) -> Original:
    """Return the file of a draft as it was received; NotFoundError without one."""
    return originals.get(session, drafts.get(session, name).original)


def discard(session: Session, name: str) -> None:
    """Let go of a draft; plans that were accepted from it stay. NotFoundError without one."""
    drafts.delete_one(session, name)


def change(
    session: Session, name: str, index: int, revision: int, change: Change, today: date
) -> Draft:
    """Correct one thing of a paper and return the draft as it is then.

    `revision` is the draft's as the person saw it: ConflictError when it has moved on. Raises
    InputError for a value that can't be and for what the gate holds, NotFoundError for a key that
    the paper hasn't.
    """
    stored = drafts.get(session, name)
    known = shelf(session, today)
    paper = paper_of(shown(stored, known), index)
    made = correcting.loaded(stored.corrections[index])
    subject = reviewing.subject(paper, known, made, len(lines_of(stored)))
    corrected = correcting.kept(correcting.apply(made, change, subject))
    several = list(stored.corrections)
    several[index] = corrected
    stored = drafts.put(session, replace(stored, corrections=tuple(several)), revision)
    return shown(stored, known)


def shelf(session: Session, today: date) -> Shelf:
    """Return what a review looks at besides its papers."""
    return Shelf(
        register.load(session), calendar.anniversaries(session), plans.every(session), today
    )


def lines_of(stored: drafts.Stored) -> tuple[str, ...]:
    """Return the lines of a draft's file."""
    return tuple(stored.text.split("\n"))


def file_of(stored: drafts.Stored) -> File:
    """Return the papers of a stored draft."""
    return File(
        lines_of(stored),
        tuple(decode(reading.Document, one) for one in stored.read),
        tuple(map(correcting.loaded, stored.corrections)),
        stored.accepted,
    )


def shown(stored: drafts.Stored, known: Shelf) -> Draft:
    """Return a stored draft as it is shown."""
    file = file_of(stored)
    return Draft(
        id=stored.id,
        name=stored.name,
        form=stored.form,
        encoding=stored.encoding,
        note=stored.note,
        received_at=stored.received_at,
        who=stored.who,
        revision=stored.revision,
        lines=file.lines,
        papers=reviewing.papers(file, known),
    )


def paper_of(draft: Draft, index: int) -> Paper:
    """Return one paper of a draft; NotFoundError without one."""
    if not 0 <= index < len(draft.papers):
        raise NotFoundError("tệp này không có văn bản thứ %(number)d", number=index + 1)
    return draft.papers[index]
