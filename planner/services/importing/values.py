"""What an import is made of: a draft with its papers, each item as read and as a person has it.

Nothing of a reading is ever overwritten. What a person does is kept beside it as corrections, so
that each field and entry can say both what was read and what stands now.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from planner.documents import reading
from planner.domain.changes import Difference, Left
from planner.domain.model import Agency, Item, Plan, Problem, Slot
from planner.services.comparing import Outcome

FIELDS = ("kind", "number", "issuer", "issued_on", "title", "province")
"""The single fields of a paper that a person may set."""

LISTS = (
    "periods",
    "themes",
    "channels",
    "agencies",
    "duties",
    "anniversaries",
    "windows",
    "deadlines",
    "quotas",
)
"""The lists of a paper; duties belong to the agency that their key names first."""

NONE = "-"
"""The answer "none of these": nobody, no channel, leave it as it is."""

AS_WRITTEN = "+"
"""The answer "add it to the register as the paper writes it"."""

OWN = "="
"""The answer "a plan of its own" to the question which plan a paper changes."""

Part = (
    reading.Period
    | reading.Theme
    | reading.Channel
    | reading.Agency
    | reading.Duty
    | reading.Counted
    | reading.Window
    | reading.Deadline
    | reading.Quota
)
"""One item of a paper's lists."""

Verdict = Literal["", "part", "out"]
"""What the gate says: "out" is only shown, of "part" only what is `left` goes further."""


# --- what a person does ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Set:
    """Set a single field (one of FIELDS); an empty value says that the paper has none.

    Days are YYYY-MM-DD or as papers write them, a kind is its code, a province its slug.
    """

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Set fields of one entry; those not given stay. Values may be the texts of a form.

    periods: start, end, until_event · themes: title · channels: code, words · agencies: name ·
    duties: text · anniversaries: slug, day, month, origin_year, nth, year · windows: channel,
    start, end, times ("05:30, 17:00") · deadlines: day, month, year, before, text · quotas:
    at_least, unit, per ("khu phố; ấp"), channel · each: line
    """

    key: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Add:
    """Add an entry to a list, in a person's own words; a duty names its agency's key as `parent`.

    It passes the gate as everything else does. Without a line it stands at the paper's own.
    """

    list: str
    values: Mapping[str, object]
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """Take an entry out of the plan; it stays visible as dropped."""

    key: str


@dataclass(frozen=True, slots=True)
class Reset:
    """Bring a field or an entry back to what was read; an added one is gone for good."""

    key: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer a question, by its key; no values take the answer back.

    Values are those of the question's choices, NONE, or a day, as the question asks.
    """

    key: str
    values: tuple[str, ...]


Change = Set | Edit | Add | Drop | Reset | Answer


# --- what is shown --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that is offered; `likely` is the one to offer first, never taken by itself."""

    value: str
    label: str
    likely: bool = False
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is asked. `about` is the field or entry that waits, and nothing else waits.

    `wants` says which answer fits: a day, one of the choices, several of them, or only to be seen
    (settled by NONE, or by correcting the entry).
    """

    key: str
    line: int
    text: str
    about: str
    wants: Literal["day", "one", "several", "seen"]
    choices: tuple[Choice, ...] = ()
    answer: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        return not self.answer


@dataclass(frozen=True, slots=True)
class Name:
    """A single body's name in a block, and whom it means on the plan's day.

    `how`: found in the register; chosen by a person; as_written (to be added); collective (means
    several and finds nobody, so it is added as written); likely (one candidate stands out, yet
    nobody confirmed it); unknown; none (a person said nobody); held (the gate takes no such name).
    `key` is that of its question.
    """

    key: str
    written: str
    how: Literal["found", "chosen", "as_written", "collective", "likely", "unknown", "none", "held"]
    agencies: tuple[Agency, ...] = ()
    choices: tuple[Choice, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A single field as read and as it stands now; days as values, a province as its slug."""

    name: str
    read: str | date | None
    now: str | date | None
    line: int | None = None
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list; `read` is None where a person added it, `now` where one dropped it.

    `verdict` and `left` are the gate's. An agency's entry holds its duties and its names.
    """

    key: str
    list: str
    read: Part | None
    now: Part | None
    verdict: Verdict = ""
    left: str = ""
    duties: tuple["Entry", ...] = ()
    names: tuple[Name, ...] = ()

    @property
    def part(self) -> Part:
        """The item as it stands, or as it was read where it was dropped."""
        part = self.now or self.read
        if part is None:
            raise ValueError(self.key)
        return part

    @property
    def line(self) -> int:
        return self.part.line

    @property
    def added(self) -> bool:
        return self.read is None

    @property
    def dropped(self) -> bool:
        return self.now is None

    @property
    def edited(self) -> bool:
        return self.read is not None and self.now is not None and self.read != self.now

    @property
    def held(self) -> bool:
        """Whether the gate holds it, so that nobody may edit or drop it."""
        return bool(self.verdict)


Mode = Literal["new", "version", "amendment", "replacement"]
"""A plan of its own, a known one's next version, an amendment of a known one, or in its place."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a draft under review.

    `role`: a plan (anything that can be accepted), a letter that only hands on the paper
    `hands_on`, or nothing to plan. `base` is the known plan that it changes, by `mode`.
    `entries` has every list of LISTS but duties, which stand in their agencies' entries. `place`
    is the province's name on the paper.
    """

    index: int
    role: Literal["plan", "letter", "nothing"]
    read: reading.Document
    now: reading.Document
    fields: Mapping[str, Field]
    entries: Mapping[str, tuple[Entry, ...]]
    questions: tuple[Question, ...]
    province: str | None
    day: date
    mode: Mode = "new"
    base: Plan | None = None
    hands_on: int | None = None
    letters: tuple[int, ...] = ()
    accepted: str | None = None
    problems: tuple[Problem, ...] = ()
    place: str = ""

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions that nobody has answered."""
        return tuple(one for one in self.questions if one.open)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file under review; `revision` rises with each change, whoever makes it."""

    id: str
    name: str
    form: str
    encoding: str | None
    note: str
    received_at: datetime
    who: str
    revision: int
    lines: tuple[str, ...] = field(repr=False)
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """A draft in the list of drafts: `titles` of its papers, `accepted` the plans made of them."""

    id: str
    name: str
    received_at: datetime
    who: str
    titles: tuple[str, ...]
    accepted: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What accepting a paper would do, counted and listed; nothing of it is stored.

    Counts are of added slots: by channel, agency, month ("2027-06", None without a day) and
    campaign. `first` are the first fifty of them by day. `changed`, `withdrawn` and `returned`
    hold before and after; `left` is what a person touched and so stays, with what was wanted.
    """

    key: str
    mode: Mode
    base: str | None
    slots: int
    channels: Mapping[str, int]
    agencies: Mapping[str, int]
    months: Mapping[str | None, int]
    campaigns: Mapping[str, int]
    first: tuple[Slot, ...]
    items: tuple[Item, ...]
    changed: tuple[Difference[Slot] | Difference[Item], ...]
    withdrawn: tuple[Difference[Slot] | Difference[Item], ...]
    returned: tuple[Difference[Slot] | Difference[Item], ...]
    left: tuple[Left[Slot] | Left[Item], ...]
    problems: tuple[Problem, ...]
    new_agencies: tuple[Agency, ...] = ()

    @property
    def moved(self) -> int:
        return sum(one.moved for one in self.changed)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A stored plan, what planning did, and the questions that stay open."""

    plan: Plan
    outcome: Outcome
    problems: tuple[Problem, ...]
    new_agencies: tuple[Agency, ...] = ()
