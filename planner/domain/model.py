"""The values that the rules speak of. All are frozen: a change is a new value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Literal

from planner.errors import Where
from planner.phrases import mark

Rank = Literal["great", "usual", "noted"]
Class = Literal["round", "five", "other"]

CHANNELS: Mapping[str, str] = {
    "press": mark("Báo chí"),
    "portal": mark("Cổng thông tin"),
    "social": mark("Mạng xã hội"),
    "loudspeaker": mark("Loa truyền thanh"),
    "banner": mark("Băng rôn"),
    "flag": mark("Cờ"),
    "board": mark("Bảng tin"),
    "mobile": mark("Lưu động"),
    "oral": mark("Tuyên truyền miệng"),
    "print": mark("Ấn phẩm"),
    "event": mark("Sự kiện"),
    "sms": mark("Tin nhắn"),
}
"""Channel codes and their words (the grassroots kinds are those of Nghị định 49/2024/NĐ-CP)."""

FORMATS: Mapping[str, str] = {
    "special_page": mark("Chuyên trang"),
    "column": mark("Chuyên mục"),
    "radio": mark("Chương trình phát thanh"),
    "tv": mark("Chương trình truyền hình"),
    "feature": mark("Bài trên cổng"),
    "post": mark("Bài đăng"),
    "bulletin": mark("Bản tin loa"),
    "banner": mark("Băng rôn"),
    "flag": mark("Treo cờ"),
    "board": mark("Bảng tin"),
    "mobile": mark("Tuyên truyền lưu động"),
    "oral": mark("Tuyên truyền miệng"),
    "print": mark("Ấn phẩm"),
    "event": mark("Hoạt động"),
    "sms": mark("Tin nhắn"),
}
"""Formats and the word that stands before a title in a calendar."""

FORMATS_OF: Mapping[str, tuple[str, ...]] = {
    "press": ("special_page", "column", "radio", "tv"),
    "portal": ("feature",),
    "social": ("post",),
    "loudspeaker": ("bulletin",),
    **{
        code: (code,)
        for code in ("banner", "flag", "board", "mobile", "oral", "print", "event", "sms")
    },
}
"""The formats that each channel knows."""

FUNCTIONS: Mapping[str, str] = {
    "press": mark("báo chí"),
    "broadcasting": mark("phát thanh, truyền hình"),
    "publishing": mark("xuất bản"),
    "grassroots_information": mark("thông tin cơ sở"),
    "external_information": mark("thông tin đối ngoại"),
    "territory": mark("địa bàn"),
    "culture": mark("văn hóa"),
    "sports": mark("thể thao"),
    "tourism": mark("du lịch"),
    "propaganda": mark("tuyên giáo"),
    "mass_mobilisation": mark("dân vận"),
    "party_leadership": mark("lãnh đạo của Đảng"),
    "front": mark("Mặt trận"),
    "office": mark("văn phòng"),
    "digital": mark("chuyển đổi số"),
    "post_telecom": mark("bưu chính, viễn thông"),
    "agriculture": mark("nông nghiệp"),
    "environment": mark("môi trường"),
    "construction": mark("xây dựng"),
    "transport": mark("giao thông"),
    "education": mark("giáo dục"),
    "science": mark("khoa học"),
    "health": mark("y tế"),
    "labour": mark("lao động"),
    "home_affairs": mark("nội vụ"),
    "finance": mark("tài chính"),
    "planning_investment": mark("kế hoạch, đầu tư"),
    "industry_trade": mark("công thương"),
    "justice": mark("tư pháp"),
    "inspection": mark("thanh tra"),
    "foreign_affairs": mark("đối ngoại"),
    "ethnic_religion": mark("dân tộc, tôn giáo"),
    "police": mark("công an"),
    "military": mark("quân sự"),
    "border_guard": mark("biên phòng"),
    "farmers": mark("nông dân"),
    "women": mark("phụ nữ"),
    "youth": mark("thanh niên"),
    "veterans": mark("cựu chiến binh"),
    "labour_union": mark("công đoàn"),
    "journalists": mark("nhà báo"),
    "literature_arts": mark("văn học, nghệ thuật"),
}
"""What one agency can hand on to another, and its words."""


class State(StrEnum):
    """Where a slot stands; the order up to `published` is the order of the work."""

    PROPOSED = "proposed"
    ASSIGNED = "assigned"
    DRAFTING = "drafting"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


STATES: Mapping[str, str] = {
    State.PROPOSED: mark("đề xuất"),
    State.ASSIGNED: mark("đã giao"),
    State.DRAFTING: mark("đang soạn"),
    State.IN_REVIEW: mark("chờ duyệt"),
    State.APPROVED: mark("đã duyệt"),
    State.PUBLISHED: mark("đã đăng"),
    State.POSTPONED: mark("hoãn"),
    State.CANCELLED: mark("hủy"),
}
"""States and their words; what planning withdrew is shown nowhere."""

FOLLOWS_PLAN = frozenset({State.PROPOSED, State.ASSIGNED})
"""States in which planning may still change fields."""

NOT_ON_AIR = frozenset({State.POSTPONED, State.CANCELLED, State.WITHDRAWN})
"""States in which a slot takes up no time and no place."""


class ItemState(StrEnum):
    """Where a checklist item stands."""

    OPEN = "open"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"
    HANDED_ON = "handed_on"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person must look at; never a reason to stop."""

    message: str
    where: Where = field(default_factory=Where)

    def __str__(self) -> str:
        place = str(self.where)
        return f"{place}: {self.message}" if place else self.message


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` to `end`, both included; without an `end` it is still open."""

    start: date
    end: date | None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)

    @property
    def days(self) -> int | None:
        return None if self.end is None else (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Source:
    """Why something is planned: an anniversary's cadence, a line of a plan, or both."""

    anniversary: str | None = None
    plan: str | None = None
    line: int | None = None
    cadence: str | None = None

    def as_json(self) -> dict[str, str | int]:
        """Return only the parts that are there, in the order of product.md."""
        parts = {
            "anniversary": self.anniversary,
            "plan": self.plan,
            "line": self.line,
            "cadence": self.cadence,
        }
        return {name: value for name, value in parts.items() if value is not None}


# --- the register -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Province:
    """A province for as long as it existed; `successors` are slugs."""

    slug: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    basis: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One of an agency's broadcast times on its loudspeakers.

    `weekdays` counts Monday as 0; `minutes` is what the session allows.
    """

    id: str
    start: time
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    minutes: int = 30


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of every day in which an agency's loudspeakers stay silent, from `start` to `end`.

    An end at or before the start is on the next day: 22:00 to 05:00 is the night.
    """

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Succession:
    """Who inherited one function of an agency, from which day, on what legal basis."""

    to: str
    functions: tuple[str, ...]
    on: date | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Agency:
    """A body for as long as it existed, with what it runs.

    `runs` maps a channel's code to the formats that the agency makes on it.
    """

    slug: str
    name: str
    kind: str
    level: str
    province: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    runs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sessions: tuple[Session, ...] = ()
    quiet: tuple[Quiet, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[Succession, ...] = ()
    to_check: bool = False

    def exists(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Collective:
    """A collective name of the papers ("các sở, ban, ngành cấp tỉnh") and whom it means."""

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    level: str | None = None


# --- anniversaries and cadences -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Anniversary:
    """A day that comes back each year, solar or lunar.

    `carried_by` is the anniversary whose campaign carries this one; `since` the first year in
    which it is kept; `by_calendar_year` marks a day without a count that is classed by its
    Gregorian year (Giỗ Tổ Hùng Vương, Nghị định 145/2013/NĐ-CP article 3).
    """

    slug: str
    name: str
    day: int
    month: int
    lunar: bool = False
    origin_year: int | None = None
    rank: Rank = "noted"
    flags: bool = False
    since: int | None = None
    by_calendar_year: bool = False
    carried_by: str | None = None
    province: str | None = None
    short: str = ""
    source: str = ""

    def __hash__(self) -> int:
        return hash(self.slug)  # told apart by all of it, found by its name alone


@dataclass(frozen=True, slots=True)
class Cadence:
    """A rule that says on which days, at which hours and in which format a campaign publishes.

    `use` is the kind of campaign that it serves. `windows` maps a class ("round", "five",
    "other") to pairs of offsets from T in days, both ends included. `rrule` is RFC 5545 RRULE
    text; without one each day of the windows counts. `span` makes one slot over the window,
    `follows` one checklist item `after` days behind the end of those cadences' spans.
    """

    id: str
    use: Literal["anniversary", "regular", "phase"]
    channel: str
    format: str
    name: str = ""
    ranks: tuple[Rank, ...] = ()
    windows: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    rrule: str | None = None
    times: tuple[time, ...] = ()
    sessions: Literal["each", "last"] | None = None
    minutes: int | None = None
    due: int | None = None
    span: bool = False
    most_days: int | None = None
    where_flags_hang: bool = False
    follows: tuple[str, ...] = ()
    after: int = 1


# --- plans --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Theme:
    title: str
    line: int
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Phase:
    """A plan's phase; its `number` is given when the plan is accepted and lasts."""

    number: int
    span: Span
    words: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Duty:
    text: str
    line: int
    outside: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The part of a plan that gives agencies (their names as written) their duties."""

    names: tuple[str, ...]
    duties: tuple[Duty, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Named:
    """An anniversary that a plan names; `year` is None where the plan states none.

    `origin` and `day` are the days as printed, to be checked against the anniversary's own.
    """

    slug: str
    year: int | None
    line: int
    origin: date | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """Days (and starts of sessions) that a plan states for one channel."""

    channel: str
    span: Span
    line: int
    times: tuple[time, ...] = ()
    names: tuple[str, ...] = ()
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which agencies owe something.

    `day` is as printed; `before` says that the day itself is excluded ("trước 20/6");
    without `year` it comes every year, without `month` every month.
    """

    day: int
    month: int | None
    year: int | None
    before: bool
    title: str
    line: int
    names: tuple[str, ...] = ()
    outside: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Quota:
    """A number owed for each unit: at least one slogan in each khu phố."""

    at_least: int
    unit: str
    per: tuple[str, ...]
    channel: str
    line: int
    names: tuple[str, ...] = ()
    outside: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that a plan asks to use, in its words."""

    code: str
    line: int
    words: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A covering letter that passed the plan on."""

    number: str | None
    issued_on: date | None
    issuer: str
    line: int


@dataclass(frozen=True, slots=True)
class Plan:
    """An accepted reading of one plan document.

    `given` holds the last number given to its items and phases, by their letter. One that the
    plan `replaced_by` took the place of asks for nothing more from `replaced_on` on.
    """

    key: str
    title: str
    title_line: int
    province: str
    kind: str = "ke-hoach"
    number: str | None = None
    issuer: str = ""
    issued_on: date | None = None
    accepted_on: date | None = None
    implements: tuple[str, ...] = ()
    letters: tuple[Letter, ...] = ()
    notes: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()
    themes: tuple[Theme, ...] = ()
    channels: tuple[Channel, ...] = ()
    anniversaries: tuple[Named, ...] = ()
    windows: tuple[Window, ...] = ()
    blocks: tuple[Block, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    quotas: tuple[Quota, ...] = ()
    given: Mapping[str, int] = field(default_factory=dict)
    replaced_by: str | None = None
    replaced_on: date | None = None

    @property
    def first_day(self) -> date | None:
        """The day on which its names are looked up: of issue, else its first phase's first."""
        if self.issued_on is not None:
            return self.issued_on
        return self.phases[0].span.start if self.phases else self.accepted_on

    @property
    def last_day(self) -> date | None:
        """The last day of its last phase, None while that is open or not known."""
        if not self.phases:
            return None
        last = max(
            self.phases, key=lambda phase: (phase.span.end is None, phase.span.end or date.min)
        )
        return last.span.end

    def phase_of(self, day: date) -> Phase | None:
        return next((p for p in self.phases if p.span.end is not None and p.span.holds(day)), None)


# --- what planning makes ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Slot:
    """One piece of content for one agency on one channel on one day, over one span, or no day yet.

    `key` lasts for life (product.md, "Slots"); `due_before` is how many days before `day` the
    content is due; `kept` holds the planner's last value of each field that a person has set
    otherwise; `assignee` is the person whose work it is; `place` counts a bulletin's place in its
    session from 1 where a person has set it; `born` and `revision` point into the log.
    """

    key: str
    campaign: str
    cadence: str
    agency: str
    occurrence: str
    channel: str
    format: str
    session: str | None = None
    day: date | None = None
    end_day: date | None = None
    at: time | None = None
    minutes: int | None = None
    due_before: int | None = None
    due: date | None = None
    theme: str | None = None
    title: str = ""
    brief: str = ""
    source: Source = field(default_factory=Source)
    state: State = State.PROPOSED
    assignee: str | None = None
    place: int | None = None
    planned_on: date | None = None
    kept: Mapping[str, object] = field(default_factory=dict)
    born: int = 0
    revision: int = 0
    sequence: int = 0
    changed_at: datetime | None = None

    @property
    def last_day(self) -> date | None:
        return self.end_day or self.day

    @property
    def birth_agency(self) -> str:
        """The agency in the key, which a handing-on does not change."""
        return self.key.split("/")[2]


@dataclass(frozen=True, slots=True)
class Item:
    """Something that an agency must have done by a day.

    While it is handed on, `handed_to` is the agency that has still to accept it or to return it.
    """

    key: str
    origin: str
    kind: Literal["duty", "quota", "deadline", "take_down"]
    agency: str
    title: str
    occurrence: str
    due: date | None = None
    until: date | None = None
    source: Source = field(default_factory=Source)
    state: ItemState = ItemState.OPEN
    assignee: str | None = None
    handed_to: str | None = None
    planned_on: date | None = None
    kept: Mapping[str, object] = field(default_factory=dict)
    born: int = 0
    revision: int = 0
    sequence: int = 0
    changed_at: datetime | None = None

    @property
    def last_day(self) -> date | None:
        return self.due
