"""Cadences in the words of the papers, and the days that they give for one anniversary. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.domain.anniversaries import Kept
from planner.domain.cadence import Occurrence, expand
from planner.domain.model import Cadence, Class
from planner.phrases import Phrase
from planner.web.words import USES, mark

CLASSES: tuple[Class, ...] = ("round", "five", "other")
_EVERY = {
    "MO": mark("thứ Hai"),
    "TU": mark("thứ Ba"),
    "WE": mark("thứ Tư"),
    "TH": mark("thứ Năm"),
    "FR": mark("thứ Sáu"),
    "SA": mark("thứ Bảy"),
    "SU": mark("Chủ Nhật"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One cadence as the page shows it; `windows` stand in the order of CLASSES."""

    cadence: Cadence
    windows: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Group:
    """The cadences of one use, under its heading."""

    use: str
    name: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """What a cadence gives for one anniversary: its days with their distance from T."""

    cadence: Cadence
    days: tuple[tuple[Occurrence, str], ...]
    taken_down: date | None = None


def groups(cadences: Iterable[Cadence]) -> tuple[Group, ...]:
    """Return the cadences by use, in their order."""
    known = list(cadences)
    return tuple(
        Group(use, name, rules)
        for use, name in USES.items()
        if (rules := tuple(_rule(one) for one in known if one.use == use))
    )


def _rule(cadence: Cadence) -> Rule:
    windows = tuple(window_words(cadence.windows.get(kind, ())) for kind in CLASSES)
    return Rule(cadence, windows, rule_words(cadence))


def window_words(pairs: Iterable[tuple[int, int]]) -> str:
    """Return windows as the papers write them.

    >>> window_words([(-60, 0)]), window_words([(-10, -10), (-1, -1)])
    ('T-60..T', 'T-10, T-1')
    """
    return ", ".join(
        offset(low) if low == high else f"{offset(low)}..{offset(high)}" for low, high in pairs
    )


def offset(days: int) -> str:
    """Return a distance from T.

    >>> offset(-7), offset(0), offset(1)
    ('T-7', 'T', 'T+1')
    """
    return f"T{days:+d}" if days else "T"


def rule_words(cadence: Cadence) -> str:
    """Return the rule of a cadence in words: mỗi thứ Năm; thứ Hai, thứ Tư, thứ Sáu; mỗi ngày."""
    if cadence.follows:
        return mark("một lần, sau khi hết đợt treo")
    if cadence.span:
        return mark("một đợt, treo liền các ngày")
    if cadence.rrule is None:
        listed, waits = mark("đúng các ngày ghi bên"), mark("một lần, chờ người ghi ngày")
        return listed if cadence.windows else waits
    return _ruled(cadence.rrule)


def _ruled(rule: str) -> str:
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    known = parts.keys() <= {"FREQ", "BYDAY", "INTERVAL"}
    days = [_EVERY.get(day) for day in re.findall(r"[^,]+", parts.get("BYDAY", ""))]
    if not known or None in days:
        return rule
    names = _listed([str(day) for day in days])
    step = int(parts.get("INTERVAL", "1"))
    if parts["FREQ"] == "DAILY" and not days:
        return mark("mỗi ngày") if step == 1 else Phrase("cứ %(step)d ngày một lần", step=step)
    if parts["FREQ"] != "WEEKLY":
        return rule
    if step > 1:
        when = names or Phrase("vào thứ của ngày T")
        return Phrase("%(when)s, cứ %(step)d tuần một lần", when=when, step=step)
    if names is None:
        return mark("mỗi tuần, vào thứ của ngày T")
    return names if len(days) > 1 else Phrase("mỗi %(day)s", day=names)


def _listed(names: list[str]) -> Phrase | None:
    """Return weekdays with commas between them, None without any."""
    found: Phrase | None = None
    for name in map(Phrase, names):
        found = name if found is None else Phrase("%(first)s, %(then)s", first=found, then=name)
    return found


def serves(cadence: Cadence, kept: Kept) -> bool:
    """Whether the cadence gives an anniversary anything by itself, without a plan."""
    one = kept.anniversary
    return (
        cadence.use == "anniversary"
        and one.rank in cadence.ranks
        and (one.flags or not cadence.where_flags_hang)
    )


def example(cadences: Iterable[Cadence], kept: Kept) -> tuple[Days, ...]:
    """Return what the cadences give for one anniversary, before any plan's own window."""
    known = list(cadences)
    found = []
    for one in known:
        if not serves(one, kept) or one.follows:
            continue
        days = tuple(
            (each, offset((each.day - kept.day).days)) for each in expand(one, kept.day, kept.kind)
        )
        if days:
            found.append(Days(one, days, _taken_down(one, days[-1][0].last_day, known)))
    return tuple(found)


def _taken_down(cadence: Cadence, last: date, cadences: Iterable[Cadence]) -> date | None:
    for one in cadences:
        if cadence.id in one.follows:
            return date.fromordinal(last.toordinal() + one.after)
    return None
