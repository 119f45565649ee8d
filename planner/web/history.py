"""What happened to a slot, from the log, as a person reads it: newest first. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import TYPE_CHECKING

from planner.domain.dates import printed
from planner.domain.model import FORMATS, State
from planner.settings import ZONE
from planner.web.words import CHANNELS, STATES, mark

if TYPE_CHECKING:
    from planner.store.log import Entry, Logged

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
    "proof": mark("minh chứng"),
}
ORDER = {name: place for place, name in enumerate(("state", *FIELDS))}
WHO = {"planner": mark("lập kế hoạch"), "web": mark("trên trang này"), "cli": mark("dòng lệnh")}
TRACKED = frozenset(STATES) - {State.POSTPONED, State.CANCELLED}
LONG = frozenset({"brief"})
"""Fields whose words are too many for a line of history."""


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


def word_of(state: State) -> str:
    """Return a state's word, that of a withdrawn slot as well."""
    return STATES.get(state, WITHDRAWN)


def events(rows: Iterable["Logged"]) -> tuple[Event, ...]:
    """Return the log's rows (oldest first) as events, newest first."""
    groups = groupby(rows, key=lambda row: (row.at, row.entry.who, row.entry.why))
    found = [
        Event(at.astimezone(ZONE), WHO.get(who, who), why, _changes(row.entry for row in those))
        for (at, who, why), those in groups
    ]
    return tuple(reversed(found))


def reason(rows: Sequence["Logged"]) -> str:
    """Return why the slot came into the state in which it is, empty where nobody said."""
    whys = [row.entry.why for row in rows if row.entry.field == "state"]
    return whys[-1] if whys else ""


def since(rows: Sequence["Logged"], planned_on: date | None) -> dict[str, date]:
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


def before(rows: Sequence["Logged"]) -> State:
    """Return the state that a slot was in before it was put off or cancelled."""
    olds = [row.entry.old for row in rows if row.entry.field == "state"]
    last = str(olds[-1]) if olds else ""
    return State(last) if last in TRACKED else State.PROPOSED


def _changes(entries: Iterable["Entry"]) -> tuple[Change, ...]:
    ordered = sorted(entries, key=lambda one: ORDER.get(one.field or "", len(ORDER)))
    return tuple(
        Change(
            FIELDS.get(one.field or "", one.field or ""),
            _word(one.field or "", one.old),
            _word(one.field or "", one.new),
        )
        for one in ordered
    )


def _word(field: str, value: object) -> str:
    """Return a logged value in words, as it stood on paper: days day first."""
    text = "" if value is None else str(value)
    if not text or field in LONG:
        return ""
    if field in {"day", "end_day", "due"}:
        return printed(date.fromisoformat(text))
    if field == "at":
        return f"{time.fromisoformat(text):%H:%M}"
    if field == "state":
        return STATES.get(text, WITHDRAWN)
    return {"channel": CHANNELS, "format": FORMATS}.get(field, {}).get(text, text)
