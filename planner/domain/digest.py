"""One person's digest of a day: what of all that is open and new concerns them. Pure.

Everybody is told of what is assigned to them; somebody with a role at an agency itself of each
thing there; a coordinator, who looks after many, how many things each agency has.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.late import late_since
from planner.domain.model import Item, Slot
from planner.domain.pending import (
    Pile,
    Thing,
    comes,
    content_due,
    days_ahead,
    heading,
    path_of,
    short,
)
from planner.domain.people import Person, Reminder, Role
from planner.domain.register import Register

MOST = 12
"""How many lines each list of a digest has at most."""

AT_AN_AGENCY = frozenset({Role.EDITOR, Role.APPROVER, Role.VIEWER})
"""Roles whose holders are told of each thing at the agency for which they have one."""

TITLES: Mapping[Reminder, str] = {
    Reminder.LATE: "Việc trễ",
    Reminder.TOMORROW: "Đến hạn ngày mai",
    Reminder.WEEK: "Tuần này",
    Reminder.SENT_BACK: "Bị trả lại",
    Reminder.PLAN_CHANGED: "Kế hoạch thay đổi",
}
COUNTED: Mapping[Reminder, str] = {
    Reminder.LATE: "%d việc trễ",
    Reminder.TOMORROW: "%d việc đến hạn mai",
    Reminder.WEEK: "%d việc tuần này",
    Reminder.SENT_BACK: "%d việc bị trả lại",
    Reminder.PLAN_CHANGED: "%d thay đổi kế hoạch",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is, the path of its page, and whose, when, how late, or why."""

    text: str
    path: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part: how much there is, the first of it, and the numbers of agencies looked after.

    `more` and `more_agencies` are how many the two lists leave out; `path` is where all of it is.
    """

    about: Reminder
    number: int
    lines: tuple[Line, ...] = ()
    more: int = 0
    agencies: tuple[Line, ...] = ()
    more_agencies: int = 0
    path: str = "/"
    days: str = ""

    @property
    def title(self) -> str:
        return f"{TITLES[self.about]}, {self.days}" if self.days else TITLES[self.about]


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is sent on one day; `notice` is the last notice that it takes in."""

    person: Person
    day: date
    sections: tuple[Section, ...]
    notice: int = 0

    @property
    def subject(self) -> str:
        """Say in the fewest words what is in it: "2 việc trễ, 3 việc đến hạn mai"."""
        counted = (COUNTED[one.about] % one.number for one in self.sections)
        return f"Lịch chiến dịch: {', '.join(counted)}"


@dataclass(frozen=True, slots=True)
class Work:
    """What is late and what comes, of all agencies; `week` is there on Mondays only."""

    today: date
    register: Register
    late: Pile
    tomorrow: Pile
    week: Pile | None

    @classmethod
    def of(cls, today: date, register: Register, late: Pile, coming: Sequence[Thing]) -> "Work":
        """Sort what comes on the `days_ahead`."""
        first, last = days_ahead(today)
        next_day = today + timedelta(1)
        tomorrow = Pile.of(one for one in coming if comes(one, next_day, next_day))
        week = Pile.of(one for one in coming if comes(one, first, last))
        return cls(today, register, late, tomorrow, week if first == today else None)


def compose(
    person: Person, work: Work, news: Mapping[Reminder, Sequence[Line]], notice: int = 0
) -> Digest | None:
    """Return a person's digest, holding what they chose; None when there is nothing to say.

    On a Monday tomorrow is told with the week, for whoever chose the week.
    """
    sections = []
    if Reminder.LATE in person.reminders:
        sections.append(_late(person, work))
    if Reminder.WEEK in person.reminders and work.week is not None:
        sections.append(_coming(person, work, work.week, Reminder.WEEK, days_ahead(work.today)))
    elif Reminder.TOMORROW in person.reminders:
        next_day = work.today + timedelta(1)
        sections.append(
            _coming(person, work, work.tomorrow, Reminder.TOMORROW, (next_day, next_day))
        )
    sections.extend(
        Section(about, len(lines), tuple(lines[:MOST]), len(lines[MOST:]), path="/notices")
        for about, lines in news.items()
        if about in person.reminders
    )
    told = tuple(one for one in sections if one.number)
    return Digest(person, work.today, told, notice) if told else None


def _late(person: Person, work: Work) -> Section:
    """Tell of what is late, the latest first: that can still be mended best."""

    def since(thing: Thing) -> date:
        return late_since(thing, work.today) or work.today

    def words(thing: Thing) -> str:
        return f"{_when(thing)}, trễ {(work.today - since(thing)).days} ngày"

    def order(thing: Thing) -> tuple[int, str]:
        return -since(thing).toordinal(), thing.key

    return _section(person, work.register, work.late, Reminder.LATE, order, words)


def _coming(
    person: Person, work: Work, pile: Pile, about: Reminder, span: tuple[date, date]
) -> Section:
    def order(thing: Thing) -> tuple[date, date, str, str]:
        day, at = (thing.day, thing.at) if isinstance(thing, Slot) else (thing.due, None)
        first = comes(thing, *span) or date.max
        return first, day or date.max, at.isoformat() if at else "", thing.key

    first, last = span
    days = short(first) if first == last else f"{short(first)} – {short(last)}"
    return _section(person, work.register, pile, about, order, _when, days=days)


def _section(
    person: Person,
    register: Register,
    pile: Pile,
    about: Reminder,
    order: Callable[[Thing], tuple[object, ...]],
    words: Callable[[Thing], str],
    *,
    days: str = "",
) -> Section:
    """Tell of a pile: what is assigned to the person comes first, then what their agencies have."""
    own = {one.agency for one in person.grants if one.agency and one.role in AT_AN_AGENCY}
    assigned = pile.by_person.get(person.name, ())
    after = _looked_after(person, register, pile, own)
    at_own = sum(pile.numbers.get(slug, 0) for slug in own)
    elsewhere = [one for one in assigned if one.agency not in own]
    things = {one.key: one for one in assigned}
    things.update((one.key, one) for slug in own for one in pile.by_agency.get(slug, ()))

    def line(thing: Thing) -> Line:
        mine = thing.assignee == person.name
        name = register.agencies[thing.agency].name
        parts = [
            "giao cho bạn" if mine and own else "",
            "" if own == {thing.agency} else name,
            words(thing),
        ]
        return Line(heading(thing), path_of(thing), ", ".join(part for part in parts if part))

    first = sorted(things.values(), key=lambda one: (one.assignee != person.name, order(one)))
    lines = tuple(line(one) for one in first[:MOST])
    return Section(
        about=about,
        number=at_own
        + sum(1 for one in elsewhere if one.agency not in after)
        + sum(after.values()),
        lines=lines,
        more=at_own + len(elsewhere) - len(lines),
        agencies=tuple(
            Line(register.agencies[slug].name, f"/agencies/{slug}", f"{number} việc")
            for slug, number in sorted(after.items(), key=lambda one: (-one[1], one[0]))[:MOST]
        ),
        more_agencies=len(after) - min(MOST, len(after)),
        path=f"/agencies/{min(own)}" if len(own) == 1 else "/",
        days=days,
    )


def _looked_after(person: Person, register: Register, pile: Pile, own: set[str]) -> dict[str, int]:
    """Return the numbers of the agencies that a coordinator looks after, without their own."""
    grants = [one for one in person.grants if one.role == Role.COORDINATOR]
    if not grants:
        return {}
    return {
        slug: number
        for slug, number in pile.numbers.items()
        if slug not in own and any(one.covers(register.place(slug)) for one in grants)
    }


def _when(thing: Thing) -> str:
    """Say when something is due and when it goes out."""
    if isinstance(thing, Item):
        return f"hạn {short(thing.due)}"
    due = content_due(thing)
    parts = [f"hạn bài {short(due)}" if due is not None and due != thing.day else ""]
    if thing.end_day is not None and thing.end_day != thing.day:
        parts.append(f"từ {short(thing.day)} đến hết {short(thing.end_day)}")
    elif thing.day is not None:
        parts.append(
            f"lên lịch {short(thing.day)}" + (f" lúc {thing.at:%H:%M}" if thing.at else "")
        )
    return ", ".join(part for part in parts if part)
