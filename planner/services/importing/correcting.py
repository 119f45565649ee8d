"""What people change in a reading, kept beside it: nothing that was read is ever overwritten."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from planner.documents import reading
from planner.domain import scope
from planner.domain.words import fold
from planner.errors import InputError, NotFoundError, Where
from planner.services.importing import judging, parsing
from planner.services.importing.values import (
    AS_WRITTEN,
    FIELDS,
    LISTS,
    NONE,
    Add,
    Answer,
    Change,
    Drop,
    Edit,
    Entry,
    Part,
    Question,
    Reset,
    Set,
)
from planner.store.codec import Json, decode, encode

MOST = 2000
"""The most entries that people may add to one paper."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """What people made of one paper.

    `entries` holds edited and added entries as JSON, None for a dropped one; `given` is the last
    number that an added entry got.
    """

    fields: Mapping[str, str | None] = field(default_factory=dict)
    entries: Mapping[str, Json] = field(default_factory=dict)
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    given: int = 0


def loaded(value: Json) -> Corrections:
    """Return corrections from their JSON."""
    return Corrections(
        dict(value.get("fields", {})),
        dict(value.get("entries", {})),
        {key: tuple(values) for key, values in value.get("answers", {}).items()},
        value.get("given", 0),
    )


def kept(corrections: Corrections) -> Json:
    """Return corrections as JSON."""
    return encode(corrections)


# --- entries --------------------------------------------------------------------------------------


def entries(document: reading.Document, made: Corrections) -> dict[str, tuple[Entry, ...]]:
    """Return all lists of a paper as read and corrected, without what the gate says."""
    found = {
        name: tuple(_of_list(name, name, getattr(document, name), made))
        for name in LISTS
        if name not in {"duties", "agencies"}
    }
    found["agencies"] = tuple(_agencies(document, made))
    return found


def _of_list(name: str, stem: str, read: tuple[Part, ...], made: Corrections) -> Iterator[Entry]:
    for number, part in enumerate(read):
        key = f"{stem}-{number}"
        now = _part(name, made.entries[key]) if key in made.entries else part
        yield Entry(key, name, part, now)
    added = re.compile(rf"{stem}-n(\d+)")
    for key in sorted(filter(added.fullmatch, made.entries), key=_number):
        yield Entry(key, name, None, _part(name, made.entries[key]))


def _number(key: str) -> int:
    return int(key.rpartition("-n")[2])


def _part(name: str, value: Json) -> Part | None:
    return None if value is None else cast("Part", decode(parsing.TYPES[name], value))


def _agencies(document: reading.Document, made: Corrections) -> Iterator[Entry]:
    bare = tuple(replace(one, duties=()) for one in document.agencies)
    for entry in _of_list("agencies", "agencies", bare, made):
        place = entry.key.removeprefix("agencies-")
        read: tuple[Part, ...] = document.agencies[int(place)].duties if place.isdigit() else ()
        duties = _of_list("duties", f"duties-{place}", read, made)
        yield replace(entry, duties=tuple(duties))


def every(found: Mapping[str, tuple[Entry, ...]]) -> Iterator[Entry]:
    """Yield every entry, duties behind their agency."""
    for several in found.values():
        for entry in several:
            yield entry
            yield from entry.duties


def corrected(
    document: reading.Document,
    found: Mapping[str, tuple[Entry, ...]],
    fields: Mapping[str, Any],
) -> reading.Document:
    """Return the paper as it stands now: corrected, without what was dropped."""
    lists: dict[str, Any] = {
        name: tuple(one.now for one in several if one.now is not None)
        for name, several in found.items()
        if name != "agencies"
    }
    lists["agencies"] = tuple(
        replace(one.now, duties=_live(one.duties))
        for one in found["agencies"]
        if isinstance(one.now, reading.Agency)
    )
    own = {name: value for name, value in fields.items() if name != "province"}
    return replace(document, **lists, **own)


def _live(duties: Iterable[Entry]) -> tuple[reading.Duty, ...]:
    return tuple(one.now for one in duties if isinstance(one.now, reading.Duty))


# --- changes --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Subject:
    """What a change is made to: the paper's judged entries, its questions by key, its line.

    `agencies` are the slugs that a name may be answered with, `last` is the file's last line.
    """

    entries: Mapping[str, tuple[Entry, ...]]
    questions: Mapping[str, Question]
    agencies: frozenset[str]
    line: int
    last: int

    def get(self, key: str) -> Entry:
        found = next((one for one in every(self.entries) if one.key == key), None)
        if found is None:
            raise NotFoundError("không có mục “%(key)s” trong văn bản này", key=key)
        return found

    def held(self) -> list[str]:
        """The words of whatever the gate holds back."""
        return [judging.words_of(one.part) for one in every(self.entries) if one.held]


def apply(made: Corrections, change: Change, subject: Subject) -> Corrections:
    """Return the corrections with one more change.

    Raises InputError for a value that can't be, and for what the gate holds: nobody edits, drops
    or writes anew what it marks. NotFoundError for a key that the paper hasn't.
    """
    match change:
        case Set():
            return _set(made, change)
        case Edit():
            return _edit(made, change, subject)
        case Add():
            return _add(made, change, subject)
        case Drop():
            return _drop(made, change.key, subject)
        case Reset():
            return _reset(made, change.key, subject)
        case Answer():
            return _answer(made, change, subject)


def _set(made: Corrections, change: Set) -> Corrections:
    if change.field not in FIELDS:
        raise NotFoundError("văn bản không có ô “%(name)s”", name=change.field)
    try:
        value = parsing.scalar(change.field, change.value)
    except InputError as error:
        raise error.at(key=change.field) from None
    if change.field == "title" and value and not scope.inside(value):
        raise InputError(
            "tên này nói tới việc ngoài phạm vi nên không làm chủ đề được; viết tên khác",
            Where(key="title"),
        )
    return replace(made, fields={**made.fields, change.field: value})


def _edit(made: Corrections, change: Edit, subject: Subject) -> Corrections:
    entry = subject.get(change.key)
    if entry.held and entry.list != "agencies":
        raise _held(change.key)
    new = parsing.part(entry.list, change.values, entry.part, subject.line, subject.last)
    if judging.words_of(new) != judging.words_of(entry.part):
        judging.check(new, subject.held())
    if new == entry.read:
        return _reset(made, change.key, subject)
    return replace(made, entries={**made.entries, change.key: encode(new)})


def _held(key: str) -> InputError:
    return InputError(
        "dòng này ngoài phạm vi của lịch nên được giữ nguyên; không ai sửa, bỏ hay mở lại được, "
        "nhưng có thể thêm việc mới bằng lời của cơ quan",
        Where(key=key),
    )


def _add(made: Corrections, change: Add, subject: Subject) -> Corrections:
    if change.list not in LISTS:
        raise NotFoundError("văn bản không có danh sách “%(name)s”", name=change.list)
    stem, line = change.list, subject.line
    if change.list == "duties":
        parent = subject.get(change.parent or "")
        if parent.list != "agencies":
            raise NotFoundError("không có cơ quan “%(key)s”", key=change.parent)
        stem, line = f"duties-{parent.key.removeprefix('agencies-')}", parent.line
    if made.given >= MOST:
        raise InputError("văn bản này đã thêm quá nhiều mục")
    new = parsing.part(change.list, change.values, None, line, subject.last)
    judging.check(new, subject.held())
    given = made.given + 1
    return replace(made, entries={**made.entries, f"{stem}-n{given}": encode(new)}, given=given)


def _drop(made: Corrections, key: str, subject: Subject) -> Corrections:
    entry = subject.get(key)
    if (entry.held and entry.list != "agencies") or any(duty.held for duty in entry.duties):
        raise _held(key)
    if entry.added:
        return _reset(made, key, subject)
    return replace(made, entries={**made.entries, key: None})


def _reset(made: Corrections, key: str, subject: Subject) -> Corrections:
    if key in FIELDS:
        return replace(made, fields={n: v for n, v in made.fields.items() if n != key})
    entry = subject.get(key)
    gone = {key, *(duty.key for duty in entry.duties)} if entry.added else {key}
    return replace(made, entries={n: v for n, v in made.entries.items() if n not in gone})


def _answer(made: Corrections, change: Answer, subject: Subject) -> Corrections:
    """Keep an answer; a day goes where it belongs, as an edit of the entry that waits for it."""
    question = subject.questions.get(change.key)
    if question is None:
        raise NotFoundError("không có câu hỏi “%(key)s”", key=change.key)
    values = tuple(one.strip() for one in change.values if one.strip())
    _fits(question, values, subject)
    about, _, name = change.key.partition(".")
    if name in {"start", "end"} and values and values != (NONE,):
        for entry in _lasting_as_long(subject.get(about), subject):
            made = _edit(made, Edit(entry.key, {name: values[0]}), subject)
        values = ()
    if change.key in FIELDS and values != (NONE,):
        if not values:
            return _reset(_without(made, change.key), change.key, subject)
        return _set(_without(made, change.key), Set(change.key, values[0]))
    made = _without(made, change.key)
    return replace(made, answers={**made.answers, change.key: values}) if values else made


def _lasting_as_long(entry: Entry, subject: Subject) -> list[Entry]:
    """Return an entry, with the periods that last until the same event and wait for its day."""
    now = entry.now
    if not isinstance(now, reading.Period) or not now.until_event:
        return [entry]
    event = fold(now.until_event)
    others = (
        one
        for one in subject.entries["periods"]
        if isinstance(one.now, reading.Period)
        and one.now.end is None
        and one is not entry
        and fold(one.now.until_event or "") == event
    )
    return [entry, *others]


def _fits(question: Question, values: tuple[str, ...], subject: Subject) -> None:
    """Refuse an answer that the question doesn't take."""
    if question.wants == "day" or values in {(), (NONE,)}:
        return
    known = {one.value for one in question.choices}
    if question.key.startswith("name-"):
        known |= {*subject.agencies, AS_WRITTEN}
    if question.wants == "one" and len(values) > 1:
        raise InputError("câu hỏi này chỉ nhận một câu trả lời", Where(key=question.key))
    for value in values:
        if value not in known or (value in {AS_WRITTEN, NONE} and len(values) > 1):
            raise InputError(
                "“%(value)s” không phải câu trả lời cho câu hỏi này",
                Where(key=question.key),
                value=value[:60],
            )


def _without(made: Corrections, key: str) -> Corrections:
    return replace(made, answers={n: v for n, v in made.answers.items() if n != key})
