"""A draft as it is shown: each paper with its entries judged, names matched, questions asked.

Pure: everything that it looks at is given.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from planner.documents import reading
from planner.domain import scope
from planner.domain.model import CHANNELS, Anniversary, Plan, Problem
from planner.domain.register import Register
from planner.domain.words import fold
from planner.errors import Where
from planner.phrases import Phrase, mark
from planner.services.importing import amending, correcting, judging, places, units
from planner.services.importing.correcting import Corrections, Subject
from planner.services.importing.naming import Matcher
from planner.services.importing.places import Place, Signs
from planner.services.importing.values import (
    AS_WRITTEN,
    FIELDS,
    NONE,
    Choice,
    Entry,
    Field,
    Name,
    Paper,
    Question,
)

_FROM_ISSUE = re.compile(
    r"\b(?:tu nay|tu ngay (?:ban hanh|ky)|ke tu (?:ngay ky|ngay ban hanh|nay))\b"
)
_QUOTED = re.compile(r"“(.+?)”")
BESIDE = 2
"""Lines between which two questions are still about the same words."""

LETTERS = frozenset({"cong-van", "to-trinh"})
"""The kinds of papers that hand a plan on."""


@dataclass(frozen=True)
class Shelf:
    """What a review looks at besides the papers: register, anniversaries, plans, and the day."""

    register: Register
    anniversaries: tuple[Anniversary, ...]
    plans: tuple[Plan, ...]
    today: date


@dataclass(frozen=True, slots=True)
class File:
    """The papers of one file as read and corrected, and the plans that they became."""

    lines: tuple[str, ...]
    documents: tuple[reading.Document, ...]
    corrections: tuple[Corrections, ...]
    accepted: tuple[str | None, ...]


def papers(file: File, shelf: Shelf) -> tuple[Paper, ...]:
    """Return the papers of a file under review."""
    hands_on = _letters(file.documents)
    return tuple(_paper(file, index, hands_on, shelf) for index in range(len(file.documents)))


def _letters(documents: Sequence[reading.Document]) -> dict[int, int]:
    """Return which paper each letter hands on: the one whose number it names, else the next."""
    found: dict[int, int] = {}
    for index, letter in enumerate(documents):
        if letter.kind not in LETTERS:
            continue
        others = [n for n, one in enumerate(documents) if n != index and one.kind not in LETTERS]
        named = [
            n for n in others if amending.same_number_in(documents[n].number, letter.implements)
        ]
        following = [n for n in others if n == index + 1 and documents[n].number is None]
        if target := (named or following):
            found[index] = target[0]
    return found


def _paper(file: File, index: int, hands_on: Mapping[int, int], shelf: Shelf) -> Paper:
    read, made = file.documents[index], file.corrections[index]
    letters = tuple(one for one, target in hands_on.items() if target == index)
    raw = correcting.entries(read, made)
    issued = _issued(read, made)
    raw["periods"] = tuple(_from_issue(one, issued) for one in raw["periods"])
    day = issued or _first_start(raw) or shelf.today
    place = _place(file, index, letters, made, shelf.register, day)
    fields = _fields(read, made, place)
    matcher = Matcher(shelf.register, place.slug or "", day, made.answers)
    entries = judged(raw, matcher)
    now = correcting.corrected(read, entries, {name: one.now for name, one in fields.items()})
    change = amending.tell(now, file.lines, shelf.plans, place.slug, made.answers)
    questions = [
        *_about_place(place, made, read),
        *_about_issue(now, entries, made),
        *_about_spans(entries, made),
        *_about_quotas(entries, made),
        *_about_names(entries, made),
        *_about_anniversaries(entries, made, shelf.anniversaries),
        *change.questions,
    ]
    questions += _of_reader(read, entries, fields, made, questions)
    role = _role(index, hands_on, now, letters)
    return Paper(
        index=index,
        role=role,
        read=read,
        now=now,
        fields=fields,
        entries=entries,
        questions=tuple(sorted(questions, key=lambda one: (one.line, one.key))),
        province=place.slug,
        day=day,
        mode=change.mode,
        base=change.base,
        hands_on=hands_on.get(index),
        letters=letters,
        accepted=file.accepted[index],
        problems=tuple(_problems(now, entries)),
        place=place.written,
    )


def subject(paper: Paper, shelf: Shelf, made: Corrections, last: int) -> Subject:
    """Return what a change to a paper is checked against."""
    matcher = Matcher(shelf.register, paper.province or "", paper.day, made.answers)
    return Subject(
        paper.entries,
        {one.key: one for one in paper.questions},
        frozenset(matcher.reachable),
        paper.now.line,
        last,
    )


# --- fields ---------------------------------------------------------------------------------------


def _issued(read: reading.Document, made: Corrections) -> date | None:
    if "issued_on" in made.fields:
        value = made.fields["issued_on"]
        return date.fromisoformat(value) if value else None
    return read.issued_on


def _fields(read: reading.Document, made: Corrections, place: Place) -> dict[str, Field]:
    lines = {
        "number": read.number_line,
        "issuer": read.issuer_line,
        "issued_on": read.date_line,
        "title": read.line,
    }
    found: dict[str, Field] = {}
    for name in FIELDS:
        was = None if name == "province" else getattr(read, name)
        now: Any = made.fields.get(name, was)
        if name == "issued_on":
            now = _issued(read, made)
        if name == "province":
            now = place.slug
        if name in {"issuer", "title"}:
            now = now or ""
        edited = name in made.fields and (name == "province" or now != was)
        found[name] = Field(name, was, now, lines.get(name), edited)
    return found


def _place(
    file: File,
    index: int,
    letters: Sequence[int],
    made: Corrections,
    register: Register,
    day: date,
) -> Place:
    read = file.documents[index]
    told = places.tell(
        Signs(
            made.fields.get("issuer", read.issuer) or "",
            file.lines[read.first_line - 1 : read.first_line - 1 + places.HEAD],
            [file.documents[one].issuer for one in letters],
            file.lines[read.first_line - 1 : read.last_line],
        ),
        register,
        day,
    )
    chosen = made.fields.get("province")
    if chosen is not None and chosen in register.provinces:
        return replace(told, slug=chosen)
    return told


def _first_start(entries: Mapping[str, tuple[Entry, ...]]) -> date | None:
    """Return the first day of the first period that has one, as Plan.first_day does."""
    starts = (
        one.now.start
        for one in entries["periods"]
        if isinstance(one.now, reading.Period) and one.now.start is not None
    )
    return next(starts, None)


def _from_issue(entry: Entry, issued: date | None) -> Entry:
    """Begin a period "from now" on the day of issue, once that is known."""
    now = entry.now
    if issued is None or not isinstance(now, reading.Period) or now.start is not None:
        return entry
    if not _FROM_ISSUE.search(fold(now.words)) or (now.end is not None and now.end < issued):
        return entry
    return replace(entry, now=replace(now, start=issued))


# --- entries --------------------------------------------------------------------------------------


def judged(raw: Mapping[str, tuple[Entry, ...]], matcher: Matcher) -> dict[str, tuple[Entry, ...]]:
    """Return the entries with what the gate says, and the names of agencies looked up."""
    duties = [one.part for entry in raw["agencies"] for one in entry.duties if not one.dropped]
    shut = judging.shut_lines(one for one in duties if isinstance(one, reading.Duty))
    found: dict[str, tuple[Entry, ...]] = {}
    for name, several in raw.items():
        if name == "agencies":
            found[name] = tuple(_agency(one, matcher) for one in several)
        else:
            found[name] = tuple(_judge(one, shut) for one in several)
    return found


def _judge(entry: Entry, shut: frozenset[int] = frozenset()) -> Entry:
    verdict, left = judging.judge(entry.part, shut)
    return replace(entry, verdict=verdict, left=left)


def _agency(entry: Entry, matcher: Matcher) -> Entry:
    """Judge a block: one whose work is all outside, or whose names are, means nobody."""
    duties = tuple(map(_judge, entry.duties))
    part = entry.part
    name = part.name if isinstance(part, reading.Agency) else ""
    live = [one for one in duties if not one.dropped]
    out = bool(live) and all(one.verdict == "out" for one in live)
    names = () if out or entry.dropped else matcher.names(name)
    shut = out or (bool(names) and all(one.how == "held" for one in names))
    return replace(entry, duties=duties, names=names, verdict="out" if shut else "")


def _role(
    index: int,
    hands_on: Mapping[int, int],
    now: reading.Document,
    letters: Sequence[int],
) -> Any:
    if index in hands_on:
        return "letter"
    full = any((now.periods, now.themes, now.agencies, now.windows, now.deadlines, now.quotas)) or (
        now.anniversaries and now.channels
    )
    return "plan" if full or letters or now.amends else "nothing"


# --- questions ------------------------------------------------------------------------------------


def _question(
    made: Corrections,
    key: str,
    line: int,
    text: str,
    *,
    about: str,
    wants: Any,
    choices: Iterable[Choice] = (),
) -> Question:
    return Question(key, line, text, about, wants, tuple(choices), made.answers.get(key, ()))


def _about_place(place: Place, made: Corrections, read: reading.Document) -> Iterator[Question]:
    if place.slug is not None:
        return
    text = Phrase("không rõ văn bản của tỉnh nào; chọn tỉnh")
    if place.written:
        text = Phrase(
            "không rõ văn bản của tỉnh nào; “%(name)s” không có trong sổ vào ngày của văn bản; "
            "chọn tỉnh",
            name=place.written,
        )
    answer = (AS_WRITTEN,) if made.fields.get("province") == AS_WRITTEN else ()
    choices = place.choices
    if all(one.value != AS_WRITTEN for one in choices):
        label = Phrase("Thêm “%(name)s” vào sổ", name=place.written or places.UNKNOWN)
        choices = (*choices, Choice(AS_WRITTEN, label))
    line = read.issuer_line or read.line
    yield Question("province", line, text, "province", "one", choices, answer)


def _about_issue(
    now: reading.Document, entries: Mapping[str, tuple[Entry, ...]], made: Corrections
) -> Iterator[Question]:
    """Ask for the day of issue where something waits for it, and otherwise only once."""
    if now.issued_on is not None:
        return
    waits = [
        one
        for one in entries["periods"]
        if isinstance(one.now, reading.Period) and one.now.start is None
    ]
    text = Phrase("văn bản không ghi ngày ban hành; ghi ngày")
    if waits:
        text = Phrase(
            "văn bản không ghi ngày ban hành; ghi ngày (thời gian ở dòng %(line)d chờ ngày này)",
            line=waits[0].line,
        )
    yield _question(made, "issued_on", now.line, text, about="issued_on", wants="day")


def _about_spans(entries: Mapping[str, tuple[Entry, ...]], made: Corrections) -> Iterator[Question]:
    """Ask for ends and starts; an event's day once, however many periods last until it."""
    events: set[str] = set()
    for entry in (*entries["periods"], *entries["windows"]):
        now = entry.now
        if entry.held or not isinstance(now, reading.Period | reading.Window):
            continue
        if now.start is None:
            text = Phrase("khoảng này bắt đầu ngày nào?")
            yield _question(
                made, f"{entry.key}.start", now.line, text, about=entry.key, wants="day"
            )
        if now.end is None:
            event = now.until_event if isinstance(now, reading.Period) else None
            if event and fold(event) in events:
                continue
            events.add(fold(event or ""))
            text = Phrase("khoảng này kết thúc ngày nào?")
            if event:
                text = Phrase("“%(event)s” vào ngày nào?", event=event)
            yield _question(made, f"{entry.key}.end", now.line, text, about=entry.key, wants="day")


def _about_quotas(
    entries: Mapping[str, tuple[Entry, ...]], made: Corrections
) -> Iterator[Question]:
    for entry in entries["quotas"]:
        now = entry.now
        if entry.held or not isinstance(now, reading.Quota):
            continue
        block = units.block_at(entries["agencies"], now.line)
        if units.channel_of(now.unit, now.words, block) is None:
            yield _question(
                made,
                f"{entry.key}.channel",
                now.line,
                Phrase("“%(unit)s” thuộc kênh nào?", unit=now.unit),
                about=entry.key,
                wants="one",
                choices=[Choice(code, words) for code, words in CHANNELS.items()],
            )


def _about_names(entries: Mapping[str, tuple[Entry, ...]], made: Corrections) -> Iterator[Question]:
    """Ask once for each name that isn't simply found."""
    asked: set[str] = set()
    for entry in entries["agencies"]:
        for name in entry.names:
            if name.how in {"found", "held"} or name.key in asked:
                continue
            asked.add(name.key)
            group = name.how == "collective" and not name.choices
            if group:
                continue
            yield _question(
                made,
                name.key,
                entry.line,
                _asked(name),
                about=entry.key,
                wants="several",
                choices=(
                    *name.choices,
                    Choice(
                        AS_WRITTEN,
                        Phrase("Thêm “%(name)s” vào sổ như văn bản viết", name=name.written),
                    ),
                    Choice(NONE, mark("Không là ai trong sổ")),
                ),
            )


def _asked(name: Name) -> str:
    if name.why:
        return Phrase("“%(name)s”: %(problem)s", name=name.written, problem=name.why)
    return Phrase(
        "“%(name)s” không là cơ quan nào trong sổ vào ngày của văn bản; là ai?", name=name.written
    )


def _about_anniversaries(
    entries: Mapping[str, tuple[Entry, ...]],
    made: Corrections,
    anniversaries: Sequence[Anniversary],
) -> Iterator[Question]:
    known = {one.slug for one in anniversaries}
    for entry in entries["anniversaries"]:
        now = entry.now
        if not isinstance(now, reading.Counted) or now.slug in known:
            continue
        same = [one for one in anniversaries if (one.day, one.month) == (now.day, now.month)]
        others = [one for one in anniversaries if one not in same]
        yield _question(
            made,
            f"{entry.key}.slug",
            now.line,
            Phrase(
                "ngày %(day)s không có trong lịch; là ngày nào?",
                day=f"{now.day}/{now.month}/{now.origin_year}",
            ),
            about=entry.key,
            wants="one",
            choices=[
                *(Choice(one.slug, one.name, not one.lunar) for one in same),
                *(Choice(one.slug, one.name) for one in others),
            ],
        )


def _of_reader(
    read: reading.Document,
    entries: Mapping[str, tuple[Entry, ...]],
    fields: Mapping[str, Field],
    made: Corrections,
    mine: list[Question],
) -> Iterator[Question]:
    """Yield the reader's questions that are not asked here already.

    One about something that a person has changed since, or on whose line all is dropped, is
    answered by that.
    """
    changed = {name for name, one in fields.items() if one.edited}
    moved = {one.line for one in correcting.every(entries) if (one.edited or one.dropped)}
    asked = {one.line for one in mine}
    spans = [one for one in mine if one.wants == "day" and one.key != "issued_on"]
    for number, one in enumerate(read.questions):
        about = re.split(r"[^a-z_]", one.about, maxsplit=1)[0]
        if one.line in asked and about not in {"number", "title", "issuer"}:
            continue
        if about == "issued_on" and any(other.key == "issued_on" for other in mine):
            continue
        if about == "periods" and any(_same_event(one, other) for other in spans):
            continue
        key = f"reader-{number}"
        answer = made.answers.get(key, ())
        if about in changed or (one.line in moved and about not in FIELDS):
            answer = answer or (NONE,)
        text = one.text
        yield Question(key, one.line, text, about if about in FIELDS else "", "seen", (), answer)


def _same_event(one: reading.Question, other: Question) -> bool:
    """Whether two questions ask for the day of one event, or stand side by side."""
    mine, theirs = (_QUOTED.search(text) for text in (one.text, other.text))
    if mine and theirs:
        words = sorted((fold(mine[1]), fold(theirs[1])), key=len)
        return words[0] in words[1]
    return abs(one.line - other.line) <= BESIDE


# --- problems -------------------------------------------------------------------------------------


def _problems(now: reading.Document, entries: Mapping[str, tuple[Entry, ...]]) -> Iterator[Problem]:
    """Yield what a person should know, with nothing to answer."""
    if now.title and not scope.inside(now.title):
        yield Problem(
            "tên văn bản nói tới việc ngoài phạm vi nên không làm chủ đề", Where(line=now.line)
        )
    for entry in correcting.every(entries):
        if entry.list in {"windows", "quotas", "channels"} and entry.verdict == "out":
            yield Problem(
                "mục này thuộc việc ngoài phạm vi nên không lập lịch", Where(line=entry.line)
            )
