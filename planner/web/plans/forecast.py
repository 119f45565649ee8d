"""What accepting a paper would do to the calendar, as the page shows it. Pure.

Everything is counted; of long lists the first are shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from planner.domain.changes import Difference, Left
from planner.domain.dates import printed
from planner.domain.model import FORMATS, Agency, Anniversary, Item, Problem, Slot, State
from planner.domain.register import Register
from planner.feeds import kept_of
from planner.services.importing import Preview
from planner.web.calendar.month import order_of
from planner.web.words import CHANNELS, ITEM_STATES, hour, mark, title_of
from planner.web.work import history
from planner.web.work.history import FIELDS

SHOWN = 12
"""Changes of each sort that are listed."""

Changed = Difference[Slot] | Difference[Item]
Untouched = Left[Slot] | Left[Item]


@dataclass(frozen=True, slots=True)
class Row:
    """A slot or a thing to do: when, whose, what."""

    day: date | None
    end: date | None
    at: time | None
    channel: str
    agency: str
    title: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Something that is there already, and what becomes of it: (field, old, new) in words."""

    title: str
    agency: str
    channel: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Sort:
    """All changes of one sort: their number, and the first of them."""

    name: str
    total: int
    first: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the plan with its slots; `share` is of the fullest, in percent."""

    name: str
    slots: int
    share: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """All that the page says before anything is stored."""

    key: str
    slots: int
    items: int
    channels: tuple[tuple[str, int], ...]
    agencies: tuple[tuple[str, int], ...]
    months: tuple[Month, ...]
    first: tuple[Row, ...]
    tasks: tuple[Row, ...]
    sorts: tuple[Sort, ...]
    problems: tuple[Problem, ...]
    added: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.slots or self.items or self.sorts)


def build(preview: Preview, register: Register, anniversaries: Sequence[Anniversary]) -> Forecast:
    """Return what the page shows of a preview."""
    agencies = {**register.agencies, **{one.slug: one for one in preview.new_agencies}}
    most = max(preview.months.values(), default=1)
    return Forecast(
        key=preview.key,
        slots=preview.slots,
        items=len(preview.items),
        channels=tuple(sorted(preview.channels.items(), key=lambda one: order_of(one[0]))),
        agencies=tuple((_name(slug, agencies), n) for slug, n in preview.agencies.items()),
        months=tuple(
            Month(_month(month), number, max(1, round(100 * number / most)))
            for month, number in preview.months.items()
        ),
        first=rows(preview.first, agencies, anniversaries),
        tasks=rows(preview.items[:SHOWN], agencies, anniversaries),
        sorts=tuple(
            sorts(
                (preview.changed, preview.withdrawn, preview.returned, preview.left),
                agencies,
                anniversaries,
            )
        ),
        problems=preview.problems,
        added=tuple(one.name for one in preview.new_agencies),
    )


def _month(text: str | None) -> str:
    if text is None:
        return ""
    year, month = text.split("-")
    return f"{int(month)}/{year}"


def _name(slug: str, agencies: Mapping[str, Agency]) -> str:
    return agencies[slug].name if slug in agencies else slug


def rows(
    those: Iterable[Slot | Item],
    agencies: Mapping[str, Agency],
    anniversaries: Sequence[Anniversary],
) -> tuple[Row, ...]:
    """Return slots or things to do as rows of a list."""
    return tuple(_row(one, agencies, anniversaries) for one in those)


def _row(
    one: Slot | Item, agencies: Mapping[str, Agency], anniversaries: Sequence[Anniversary]
) -> Row:
    title = _title(one, anniversaries)
    if isinstance(one, Item):
        return Row(one.due, None, None, "", _name(one.agency, agencies), title)
    end = one.end_day if one.end_day != one.day else None
    return Row(one.day, end, one.at, one.channel, _name(one.agency, agencies), title)


def _title(one: Slot | Item, anniversaries: Sequence[Anniversary]) -> str:
    if isinstance(one, Item):
        return one.title
    kept = kept_of(one, anniversaries)
    return title_of(one, {kept.theme: kept.short} if kept else {})


Lists = tuple[Sequence[Changed], Sequence[Changed], Sequence[Changed], Sequence[Untouched]]


def sorts(
    lists: Lists, agencies: Mapping[str, Agency], anniversaries: Sequence[Anniversary]
) -> Iterable[Sort]:
    """Yield what becomes of things that are there: changed, withdrawn, returned and left ones."""
    changed, withdrawn, returned, left = lists
    named: tuple[tuple[str, Sequence[Changed | Untouched]], ...] = (
        (mark("Dời ngày"), [one for one in changed if one.moved]),
        (mark("Đổi nội dung"), [one for one in changed if not one.moved]),
        (mark("Rút khỏi lịch"), withdrawn),
        (mark("Đưa lại vào lịch"), returned),
        (mark("Có người đã sửa nên giữ nguyên"), left),
    )
    for name, several in named:
        if several:
            shown = (_moved(one, agencies, anniversaries) for one in several[:SHOWN])
            yield Sort(name, len(several), tuple(shown))


def _moved(
    one: Changed | Untouched,
    agencies: Mapping[str, Agency],
    anniversaries: Sequence[Anniversary],
) -> Moved:
    thing: Slot | Item = one.thing if isinstance(one, Left) else one.old
    wanted: Mapping[str, object] = (
        one.wanted
        if isinstance(one, Left)
        else {name: getattr(one.new, name) for name in one.fields}
    )
    return Moved(
        title=_title(thing, anniversaries),
        agency=_name(thing.agency, agencies),
        channel=thing.channel if isinstance(thing, Slot) else "",
        changes=tuple(
            (FIELDS[name], _words(getattr(thing, name, None)), _words(new))
            for name, new in wanted.items()
            if name in FIELDS and name not in history.LONG
        ),
    )


def _words(value: object) -> str:
    match value:
        case None:
            return ""
        case date():
            return printed(value)
        case time():
            return hour(value)
        case State():
            return history.word_of(value)
        case _:
            return {**CHANNELS, **FORMATS, **ITEM_STATES}.get(str(value), str(value))
