"""Slots of several agencies as one: what is the same but for whose it is and where it stands. Pure.

A page that shows everybody says "Bản tin, 102 cơ quan, 40 đã đăng", not 102 lines.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from planner.domain.model import NOT_ON_AIR, Source, State
from planner.web.calendar.month import Chip
from planner.web.reference import Reference, References

if TYPE_CHECKING:
    from planner.store.counting import Group


@dataclass(slots=True)
class Many:
    """How many agencies have the same slot, how many have published it, how many are late."""

    campaign: str
    channel: str
    format: str
    title: str
    day: date
    end_day: date | None
    at: time | None
    minutes: int | None
    reference: Reference
    number: int = 0
    done: int = 0
    late: int = 0

    @property
    def last_day(self) -> date:
        return self.end_day or self.day

    @property
    def is_span(self) -> bool:
        """Whether it hangs over several days."""
        return self.last_day > self.day

    @property
    def chip(self) -> Chip:
        """The same in a cell."""
        return Chip(
            self.channel,
            self.at,
            self.title,
            None,
            0,
            campaign=self.campaign,
            number=self.number,
            done=self.done,
        )


def together(groups: Iterable["Group"], references: References) -> list[Many]:
    """Put groups of different states together, in the order of the first of each."""
    found: dict[tuple[object, ...], Many] = {}
    for one in groups:
        if one.state in NOT_ON_AIR:
            continue
        title = references.short(one.title)
        same = (one.campaign, one.channel, title, one.day, one.end_day, one.at)
        many = found.get(same)
        if many is None:
            many = found[same] = Many(
                one.campaign,
                one.channel,
                one.format,
                title,
                one.day,
                one.end_day,
                one.at,
                one.minutes,
                references.reference(one.campaign, one.day, Source(plan=one.plan)),
            )
        many.number += one.number
        many.done += one.number if one.state == State.PUBLISHED else 0
        many.late += one.late
    return list(found.values())
