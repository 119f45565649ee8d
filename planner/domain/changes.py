"""What planning again changes, and what it leaves because a person touched it.

Touched is per field: a slot keeps the planner's last value beside the current one wherever they
differ (`kept`). Equal follows the plan, different stays. `day` and `end_day` are one.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Any, Generic, TypeVar

from planner.domain.model import FOLLOWS_PLAN, NOT_ON_AIR, Item, ItemState, Slot, State

Thing = TypeVar("Thing", Slot, Item)

SLOT_FIELDS: tuple[tuple[str, ...], ...] = (
    ("day", "end_day"),
    ("at",),
    ("minutes",),
    ("theme",),
    ("title",),
    ("brief",),
    ("due_before",),
    ("source",),
    ("channel",),
    ("format",),
)
ITEM_FIELDS: tuple[tuple[str, ...], ...] = (
    ("due",),
    ("title",),
    ("agency",),
    ("until",),
    ("source",),
)
_OWN = {"due_before", "source", "until", "agency", "channel", "format"}
"""Fields that planning sets and no form: nobody is told of them. An item's agency changes hands."""
LOGGED = (
    "day",
    "end_day",
    "at",
    "minutes",
    "due",
    "theme",
    "title",
    "brief",
    "agency",
    "state",
    "assignee",
    "channel",
    "format",
)
"""Fields whose change somebody sees, and so stands in the log."""

EDITABLE = frozenset(LOGGED) - {"channel", "format"}
"""Fields of a slot that a person may set."""

_TURN = {"theme", "title", "brief", "source", "due_before"}
"""What a theme's turn changes: not listed for a slot that planning may no longer change."""


@dataclass(frozen=True, slots=True)
class Difference(Generic[Thing]):
    """Something as it was and as it will be; `fields` are those whose current values change."""

    old: Thing
    new: Thing
    fields: tuple[str, ...]

    @property
    def moved(self) -> bool:
        return bool({"day", "end_day", "due"} & set(self.fields))

    @property
    def key(self) -> str:
        return self.old.key

    @property
    def agency(self) -> str:
        """Whose it will be."""
        return self.new.agency

    @property
    def model(self) -> "Difference[Thing]":
        """What this is the same as, but for the key and the agency: itself, unless it is a twin."""
        return self


def as_of(slot: Slot, key: str, agency: str) -> Slot:
    """Return the slot as another agency's own from birth. Written out, for there are many."""
    return Slot(key, slot.campaign, slot.cadence, agency, *_BEHIND_AGENCY(slot))


_NAMES = [one.name for one in fields(Slot)]
_BEHIND_AGENCY = attrgetter(*_NAMES[_NAMES.index("agency") + 1 :])


class Twin(Difference[Slot]):
    """The same difference in another agency's slot, which was and will be the same as the model's.

    There are many, and mostly nobody asks for the slots themselves: they are made when one does.
    Only their versions are the model's, and not their own, but for the `sequence`.
    """

    __slots__ = ("_agency", "_key", "_model")
    _agency: str
    _key: str
    _model: Difference[Slot]

    def __init__(self, model: Difference[Slot], key: str, agency: str) -> None:
        for name, value in (("_model", model), ("_key", key), ("_agency", agency)):
            object.__setattr__(self, name, value)

    @property
    def old(self) -> Slot:
        return as_of(self._model.old, self._key, self._agency)

    @property
    def new(self) -> Slot:
        return as_of(self._model.new, self._key, self._agency)

    @property
    def fields(self) -> tuple[str, ...]:
        return self._model.fields

    @property
    def key(self) -> str:
        return self._key

    @property
    def agency(self) -> str:
        return self._agency

    @property
    def model(self) -> Difference[Slot]:
        return self._model


@dataclass(frozen=True, slots=True)
class Left(Generic[Thing]):
    """Something that planning would have changed or withdrawn, and a person has to look at."""

    thing: Thing
    wanted: Mapping[str, object]


@dataclass
class Changes(Generic[Thing]):
    """All that planning again does; empty when nothing is to be done."""

    added: list[Thing] = field(default_factory=list)
    changed: list[Difference[Thing]] = field(default_factory=list)
    withdrawn: list[Difference[Thing]] = field(default_factory=list)
    returned: list[Difference[Thing]] = field(default_factory=list)
    noted: list[Difference[Thing]] = field(default_factory=list)
    left: list[Left[Thing]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.withdrawn or self.returned or self.noted)

    def written(self) -> list[Difference[Thing]]:
        """Return every stored thing that gets new values."""
        return self.changed + self.withdrawn + self.returned + self.noted


def due_day(day: date | None, before: int | None, planned_on: date | None) -> date | None:
    """Return when content is due: `before` days ahead of `day`, never before it was planned."""
    if day is None or before is None:
        return None
    return min(day, max(day - timedelta(before), planned_on or date.min))


def diff_slots(
    stored: Mapping[str, Slot],
    planned: Mapping[str, Slot],
    *,
    today: date,
    concerns: Callable[[Slot | None, Slot | None], bool] = lambda _old, _new: True,
) -> Changes[Slot]:
    """Compare the slots that are there with those that planning wants.

    `concerns(old, new)` says whether a slot lies in the days that are planned again. A slot handed
    to another agency keeps its key, and the receiver's own of that occurrence stands back.
    """
    blocked = {
        receivers_own(one)
        for one in stored.values()
        if one.agency != one.birth_agency and _lives(one)
    }
    changes: Changes[Slot] = Changes()
    for key, new in planned.items():
        old = stored.get(key)
        if key in blocked or not concerns(old, new):
            continue
        if old is None:
            changes.added.append(_fresh(new, today))
        else:
            _compare_slot(old, new, today, changes)
    for key, old in stored.items():
        if (
            (key not in planned or key in blocked)
            and old.state != State.WITHDRAWN
            and concerns(old, None)
        ):
            handed = old.agency != old.birth_agency
            if old.state == State.PROPOSED and not old.kept and not handed:
                gone = replace(old, state=State.WITHDRAWN)
                changes.withdrawn.append(Difference(old, gone, ("state",)))
            else:
                changes.left.append(Left(old, {"state": State.WITHDRAWN}))
    return changes


def _fresh(new: Slot, today: date) -> Slot:
    """Return a slot as it is first planned; planning has dated nearly all of them so already."""
    if new.planned_on == today:
        return new
    return replace(new, planned_on=today, due=due_day(new.day, new.due_before, today))


def _lives(slot: Slot) -> bool:
    return slot.state not in {State.CANCELLED, State.WITHDRAWN}


def receivers_own(slot: Slot) -> str:
    """Return the key of the receiver's own slot, which stands back behind a handed one."""
    parts = slot.key.split("/")
    return "/".join((*parts[:2], slot.agency, *parts[3:]))


def _compare_slot(old: Slot, new: Slot, today: date, changes: Changes[Slot]) -> None:
    new = _under_way(old, new, today)
    if not old.kept and (old.state in FOLLOWS_PLAN or old.state == State.WITHDRAWN):
        _note(old, _as_planned(old, new), {}, changes)
        return
    if old.state not in FOLLOWS_PLAN and old.state != State.WITHDRAWN:
        wanted = _wanted(old, new, SLOT_FIELDS)
        if wanted.keys() - _TURN:
            changes.left.append(Left(old, {name: wanted[name] for name in wanted.keys() - _TURN}))
        return
    values, wanted = _merge(old, new, SLOT_FIELDS)
    day, before = (values.get(name, getattr(old, name)) for name in ("day", "due_before"))
    due = due_day(day, before, old.planned_on)
    if "due" in old.kept:
        values["kept"] = _keep(values["kept"], {"due": due}, {"due": old.due})
    else:
        values["due"] = due
    if old.state == State.WITHDRAWN:
        values["state"] = State.PROPOSED
    _note(old, _changed(old, values), wanted, changes)


def _as_planned(old: Slot, new: Slot) -> Slot:
    """Return a slot that nobody touched as the plan now wants it. Written out: there are many."""
    return Slot(
        old.key,
        old.campaign,
        old.cadence,
        old.agency,
        old.occurrence,
        new.channel,
        new.format,
        old.session,
        new.day,
        new.end_day,
        old.at if _computed(old, "at") else new.at,
        new.minutes,
        new.due_before,
        due_day(new.day, new.due_before, old.planned_on),
        new.theme,
        new.title,
        new.brief,
        new.source,
        State.PROPOSED if old.state == State.WITHDRAWN else old.state,
        old.assignee,
        old.place,
        old.planned_on,
        old.kept,
        old.born,
        old.revision,
        old.sequence,
        old.changed_at,
    )


def is_as_planned(slot: Slot, wanted: Slot) -> bool:
    """Whether a slot is what planning wants by itself, but for a bulletin's hour.

    The hours of its day and whom it meets there follow from the plan alone, unless another one of
    that agency and day is not as planned.
    """
    return (
        not slot.kept
        and slot.place is None
        and slot.state in FOLLOWS_PLAN
        and slot.agency == wanted.agency
        and slot.day == wanted.day
        and slot.end_day == wanted.end_day
        and slot.minutes == wanted.minutes
        and slot.title == wanted.title
        and slot.format == wanted.format
        and slot.channel == wanted.channel
        and (slot.at == wanted.at or _computed(slot, "at"))
    )


def fingerprint(slot: Slot) -> int | None:
    """Return a number of 48 bits for what planning gave a slot; None once it is to be looked at.

    Where a stored slot has the number of the planned one of its key, there is nothing to do (see
    `_as_planned`), and its bulletin keeps its hour. One that a person or another agency has taken
    in hand has none, nor has one past its assignment. The key is in it but for the agency, so that
    agencies that are alike have the same numbers, whose sum tells whether all are as planned.
    """
    campaign, _, born_to, rest = slot.key.split("/", 3)
    if (
        slot.kept
        or slot.state not in FOLLOWS_PLAN
        or slot.agency != born_to
        or slot.due != due_day(slot.day, slot.due_before, slot.planned_on)
    ):
        return None
    return _number((campaign, rest, *_PRINTED(slot)))


_PRINTED = attrgetter(
    "day",
    "end_day",
    "at",
    "minutes",
    "due_before",
    "theme",
    "title",
    "brief",
    "channel",
    "format",
    "source.anniversary",
    "source.plan",
    "source.line",
    "source.cadence",
)


@lru_cache(maxsize=1 << 16)
def _number(values: tuple[object, ...]) -> int:
    """Return the same number for the same values in every process: it is stored."""
    return int.from_bytes(hashlib.blake2b(repr(values).encode(), digest_size=6).digest())


def _under_way(old: Slot, new: Slot, today: date) -> Slot:
    """Keep the start of a span that already hangs: it has passed, whatever the plan now says.

    It never ends before it began; where the plan now gives it no days it stays as it hangs. One
    that a person dated is theirs anyway, and keeps what the planner wants beside it.
    """
    if old.end_day is None or old.day is None or "day" in old.kept:
        return new
    if not old.day < today <= old.end_day:
        return new
    if new.day is None or new.end_day is None:
        return replace(new, day=old.day, end_day=old.end_day)
    return replace(new, day=old.day, end_day=max(old.day, new.end_day))


def _note(old: Thing, merged: Thing, wanted: Mapping[str, object], changes: Changes[Thing]) -> None:
    seen, read = _SEEN[type(old)]
    before, after = read(old), read(merged)
    names = tuple(name for name, a, b in zip(seen, before, after, strict=True) if a != b)
    if wanted:
        changes.left.append(Left(old, wanted))
    if "state" in names:
        changes.returned.append(Difference(old, merged, names))
    elif names:
        changes.changed.append(Difference(old, merged, names))
    elif merged != old:
        changes.noted.append(Difference(old, merged, ()))


def _seen(kind: type) -> tuple[Sequence[str], Callable[[Any], tuple[object, ...]]]:
    names = [name for name in LOGGED if name in kind.__slots__]  # type: ignore[attr-defined]
    return names, attrgetter(*names)


_SEEN = {kind: _seen(kind) for kind in (Slot, Item)}
"""Which of the fields whose change somebody sees a thing has, and what reads them."""


def _wanted(old: Thing, new: Thing, groups: Iterable[tuple[str, ...]]) -> dict[str, object]:
    """Return the fields whose current values are not the planner's."""
    return {
        name: getattr(new, name)
        for group in groups
        for name in group
        if name not in _OWN
        and not _computed(old, name)
        and getattr(old, name) != getattr(new, name)
    }


def _computed(thing: Slot | Item, name: str) -> bool:
    """Whether a field is worked out elsewhere: the hour in a loudspeaker session (`airtime`)."""
    return name == "at" and isinstance(thing, Slot) and thing.channel == "loudspeaker"


def _merge(
    old: Thing, new: Thing, groups: Iterable[tuple[str, ...]]
) -> tuple[dict[str, Any], dict[str, object]]:
    """Return the plan's values where nobody touched the thing, and what stays different."""
    values: dict[str, Any] = {}
    kept = dict(old.kept)
    wanted: dict[str, object] = {}
    for group in groups:
        names = [name for name in group if not _computed(old, name)]
        if not any(name in kept for name in names):
            values.update(
                (name, value)
                for name in names
                if (value := getattr(new, name)) != getattr(old, name)
            )
            continue
        theirs = {name: getattr(new, name) for name in names}
        mine = {name: getattr(old, name) for name in names}
        kept = _keep(kept, theirs, mine)
        if theirs != mine:
            wanted.update(theirs)
    return {**values, "kept": kept}, wanted


def _changed(old: Thing, values: Mapping[str, Any]) -> Thing:
    """Return the thing with some values; itself where it has them all."""
    if all(getattr(old, name) == value for name, value in values.items()):
        return old
    return replace(old, **values)


def _keep(
    kept: Mapping[str, object], theirs: Mapping[str, object], mine: Mapping[str, object]
) -> dict[str, object]:
    """Return what the planner last wanted, without the fields where a person now agrees."""
    left = {name: value for name, value in kept.items() if name not in theirs}
    return left if theirs == mine else {**left, **theirs}


def touch(slot: Slot, values: Mapping[str, object]) -> Slot:
    """Return the slot as a person has set it; a field set back to the planner's follows it again.

    `due` follows the new day unless it was set itself.
    """
    kept: dict[str, object] = dict(slot.kept)
    for group in (*SLOT_FIELDS, ("due",)):
        if not any(name in values for name in group):
            continue
        theirs = {name: kept.get(name, getattr(slot, name)) for name in group}
        mine = {name: values.get(name, getattr(slot, name)) for name in group}
        kept = _keep(kept, theirs, mine)
    changed = replace(slot, **values, kept=kept)  # type: ignore[arg-type]
    if "due" not in kept:
        changed = replace(changed, due=due_day(changed.day, changed.due_before, changed.planned_on))
    return changed


def taken_over(item: Item, agency: str) -> Item:
    """Return the item as that agency's own, open and nobody's yet; planning leaves it there."""
    theirs = {"agency": item.kept.get("agency", item.agency)}
    return replace(
        item,
        agency=agency,
        state=ItemState.OPEN,
        assignee=None,
        handed_to=None,
        kept=_keep(item.kept, theirs, {"agency": agency}),
    )


def diff_items(
    stored: Mapping[str, Item],
    planned: Mapping[str, Item],
    *,
    today: date,
    concerns: Callable[[Item | None, Item | None], bool] = lambda _old, _new: True,
) -> Changes[Item]:
    """Compare checklist items in the same way; what is done stays done."""
    changes: Changes[Item] = Changes()
    for key, new in planned.items():
        old = stored.get(key)
        if not concerns(old, new):
            continue
        if old is None:
            changes.added.append(replace(new, planned_on=today))
            continue
        values, wanted = _merge(old, new, ITEM_FIELDS)
        if old.state == ItemState.WITHDRAWN:
            values["state"] = ItemState.OPEN
        _note(old, _changed(old, values), wanted, changes)
    for key, old in stored.items():
        if key not in planned and old.state != ItemState.WITHDRAWN and concerns(old, None):
            if old.state == ItemState.OPEN and not old.kept:
                changes.withdrawn.append(
                    Difference(old, replace(old, state=ItemState.WITHDRAWN), ("state",))
                )
            else:
                changes.left.append(Left(old, {"state": ItemState.WITHDRAWN}))
    return changes


def occupies(slot: Slot) -> bool:
    """Whether the slot takes up air time or a place."""
    return slot.state not in NOT_ON_AIR
