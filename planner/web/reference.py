"""Where a slot or an item comes from, in the two short forms that stand beside every date.

"T-7 · 02/9/2027" is the distance from an anniversary's day; "96/KH-UBND, dòng 22" a plan's line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from planner.domain.anniversaries import Kept
from planner.domain.dates import printed
from planner.domain.model import Item, Slot, Source
from planner.web.words import title_of

Titles = Mapping[str, tuple[str | None, str]]


@dataclass(frozen=True, slots=True)
class References:
    """What is needed to say where things come from: days by campaign, plans by key, short names."""

    days: Mapping[str, Kept]
    titles: Titles
    names: Mapping[str, str]

    @classmethod
    def of(cls, kept: Iterable[Kept], titles: Titles) -> "References":
        days = {one.key: one for one in kept}
        return cls(days, titles, {one.theme: one.short for one in days.values()})

    def title(self, slot: Slot) -> str:
        """Return a slot's title in one line, an anniversary's theme by its short name."""
        return title_of(slot, self.names)

    def short(self, title: str) -> str:
        """Return the short name of an anniversary's theme, any other title as it is."""
        return self.names.get(title, title)

    def of_slot(self, slot: Slot) -> "Reference":
        """Return where a slot comes from."""
        return self.reference(slot.campaign, slot.day, slot.source)

    def of_item(self, item: Item) -> "Reference":
        """Return where a checklist item comes from."""
        return self.reference(item.origin, item.due, item.source)

    def reference(self, campaign: str, day: date | None, source: Source) -> "Reference":
        kept = self.days.get(campaign)
        """Return where what a campaign has on a day comes from."""
        number, title = self.titles.get(source.plan or "", (None, ""))
        return Reference(
            distance=distance(day, kept.day) if kept and day else "",
            anniversary=kept.short if kept else "",
            plan=number or title or source.plan or "",
            plan_title=title,
            line=source.line,
        )


@dataclass(frozen=True, slots=True)
class Reference:
    """The parts of "why is it here"; each is empty where it does not apply."""

    distance: str = ""
    anniversary: str = ""
    plan: str = ""
    plan_title: str = ""
    line: int | None = None


def distance(day: date, reference: date) -> str:
    """Return the days between a day and its reference day.

    >>> distance(date(2027, 8, 26), date(2027, 9, 2))
    'T-7 · 02/9/2027'
    """
    away = (day - reference).days
    return f"T{away:+d} · {printed(reference)}" if away else f"T · {printed(reference)}"
