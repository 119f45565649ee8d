"""What we make of a file: its papers with the fields of each, every item with its line and words.

Nothing here is stored and nothing is decided: a reading is corrected and accepted by a person
(`planner.services.importing`). What can't be known is a question, never a guess. Lines count from
1 in the file as it stands; `words` are the file's own, as far as they stand on that line.
"""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

Outside = bool | Literal["part"]


@dataclass(frozen=True, slots=True)
class Period:
    """A span of the campaign, a phase or a content; `until_event` names an end without a date."""

    start: date | None
    end: date | None
    until_event: str | None
    line: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """A content to be communicated; `outside` as for duties."""

    title: str
    line: int
    outside: Outside = False


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that the paper asks to use, with the words by which it does."""

    code: str
    line: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """One paragraph or dash of work; `outside` True or "part" where the gate holds it back."""

    text: str
    line: int
    outside: Outside = False


@dataclass(frozen=True, slots=True)
class Agency:
    """A block that gives somebody work: the name as written, at the line of its heading."""

    name: str
    line: int
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted anniversary; `slug` is the one of the calendar that it is, if any."""

    day: int
    month: int
    origin_year: int
    nth: int | None
    year: int
    line: int
    words: str = ""
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """Days for one channel, both included; `times` are the starts of sessions, sorted."""

    channel: str
    start: date | None
    end: date | None
    line: int
    times: tuple[time, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day as printed; `before` excludes it, no year means yearly, no month monthly."""

    day: int
    month: int | None
    year: int | None
    before: bool
    line: int
    text: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Quota:
    """A number owed per unit: at least one slogan in each khu phố or ấp."""

    at_least: int
    unit: str
    per: tuple[str, ...]
    line: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What can't be known without a person; `about` names the field that waits for it."""

    line: int
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One paper of the file, from `first_line` to `last_line`."""

    kind: str
    title: str
    line: int
    first_line: int
    last_line: int
    number: str | None = None
    issuer: str = ""
    issued_on: date | None = None
    implements: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    themes: tuple[Theme, ...] = ()
    channels: tuple[Channel, ...] = ()
    agencies: tuple[Agency, ...] = ()
    anniversaries: tuple[Counted, ...] = ()
    windows: tuple[Window, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    quotas: tuple[Quota, ...] = ()
    questions: tuple[Question, ...] = ()
    number_line: int | None = None
    issuer_line: int | None = None
    date_line: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The papers of one file in their order, and the file's lines as they stand."""

    documents: tuple[Document, ...]
    lines: tuple[str, ...] = field(default=(), repr=False)
