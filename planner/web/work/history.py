"""What happened to a slot or an item, from the log, as people read it: newest first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from planner.domain.dates import printed
from planner.domain.model import FORMATS, State
from planner.domain.register import Register
from planner.settings import ZONE
from planner.store import people
from planner.store.db import Session
from planner.store.log import Entry, Logged
from planner.web.words import CHANNELS, ITEM_STATES, STATES, mark

WITHDRAWN = mark("đã rút")

FIELDS = {
    "day": mark("ngày"),
    "end_day": mark("ngày cuối"),
    "at": mark("giờ"),
    "minutes": mark("số phút"),
    "due": mark("hạn nội dung"),
    "theme": mark("chủ đề"),
    "title": mark("tên"),
    "brief": mark("đề cương"),
    "agency": mark("cơ quan"),
    "state": mark("tình trạng"),
    "channel": mark("kênh"),
    "format": mark("hình thức"),
    "assignee": mark("người làm"),
    "handed_to": mark("nơi chờ nhận"),
    "proof": mark("minh chứng"),
    "place": mark("thứ tự trong buổi"),
    "site": mark("chỗ treo"),
}
ORDER = {name: place for place, name in enumerate(("state", *FIELDS))}
WHO = {"planner": mark("lập kế hoạch"), "web": mark("trên trang này"), "cli": mark("dòng lệnh")}
LONG = frozenset({"brief"})
"""Fields whose words are too many for a line of history."""


@dataclass(frozen=True, slots=True)
class Names:
    """Full names of people, and of agencies, by what the log calls them."""

    people: Mapping[str, str]
    agencies: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One field's change; `old` and `new` are in words, both empty where they would be too long."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Event:
    """All that one person did at one moment."""

    at: datetime
    who: str
    why: str
    changes: tuple[Change, ...]


def names(session: Session, register: Register) -> Names:
    """Return everybody's and every agency's name."""
    return Names(people.names(session), {slug: one.name for slug, one in register.agencies.items()})


def word_of(state: State) -> str:
    """Return a state's word, that of a withdrawn slot as well."""
    return STATES.get(state, WITHDRAWN)


def events(rows: Iterable[Logged], names: Names) -> tuple[Event, ...]:
    """Return the log's rows (oldest first) as events, newest first."""
    groups = groupby(rows, key=lambda row: (row.at, row.entry.who, row.entry.why))
    found = [
        Event(
            at.astimezone(ZONE),
            names.people.get(who) or WHO.get(who, who),
            why,
            _changes((row.entry for row in those), names),
        )
        for (at, who, why), those in groups
    ]
    return tuple(reversed(found))


def reason(rows: Sequence[Logged]) -> str:
    """Return why the slot came into the state in which it is, empty where nobody said."""
    whys = [row.entry.why for row in rows if row.entry.field == "state"]
    return whys[-1] if whys else ""


def since(rows: Sequence[Logged], planned_on: date | None) -> dict[str, date]:
    """Return the day on which a slot came into each state that it has been in."""
    days = {State.PROPOSED.value: planned_on} if planned_on else {}
    days.update(
        {
            str(row.entry.new): row.at.astimezone(ZONE).date()
            for row in rows
            if row.entry.field == "state"
        }
    )
    return days


def _changes(entries: Iterable[Entry], names: Names) -> tuple[Change, ...]:
    ordered = sorted(entries, key=lambda one: ORDER.get(one.field or "", len(ORDER)))
    return tuple(
        Change(
            FIELDS.get(one.field or "", one.field or ""),
            _word(one.field or "", one.old, names),
            _word(one.field or "", one.new, names),
        )
        for one in ordered
    )


def _word(field: str, value: object, names: Names) -> str:
    """Return a logged value in words, as it stood on paper: days day first."""
    text = "" if value is None else str(value)
    if not text or field in LONG:
        return ""
    if field in {"day", "end_day", "due"}:
        return printed(date.fromisoformat(text))
    if field == "at":
        return f"{time.fromisoformat(text):%H:%M}"
    words: Mapping[str, Mapping[str, str]] = {
        "state": {**ITEM_STATES, **STATES},
        "assignee": names.people,
        "agency": names.agencies,
        "handed_to": names.agencies,
        "channel": CHANNELS,
        "format": FORMATS,
    }
    return words.get(field, {}).get(text, text)
