"""Which slots a view shows: said by its address, kept by a saved view, held by a feed of it.

>>> chosen = selection([("channel", "press"), ("late", "1")])
>>> chosen.channels, chosen.late, chosen.pairs
(('press',), True, (('channel', 'press'), ('late', '1')))
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from planner.domain.model import CHANNELS, State
from planner.domain.register import Register
from planner.errors import InputError

SHOWN = tuple(one for one in State if one != State.WITHDRAWN)
"""States that a view can ask for: what planning withdrew is in no view."""

_ONE = ("province", "agency", "plan", "campaign", "theme", "q")
_FIELDS = {"q": "words"}
_SEVERAL = ("channel", "state")
_FLAGS = ("below", "late", "mine")
NAMES = frozenset({*_ONE, *_SEVERAL, *_FLAGS})
"""What the parts of a selection are called in an address."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters that all hold at once; of channels and of states any, none of them: all.

    `words` are those that title, theme or brief have, marks left out; `below` takes in the
    agencies under `agency`, `mine` only what is given to whoever looks.
    """

    province: str | None = None
    agency: str | None = None
    below: bool = False
    channels: tuple[str, ...] = ()
    plan: str | None = None
    campaign: str | None = None
    theme: str | None = None
    words: str | None = None
    states: tuple[State, ...] = ()
    late: bool = False
    mine: bool = False

    @property
    def of_one(self) -> bool:
        """Whether it can only hold the slots of one agency, or of one person."""
        return self.mine or (self.agency is not None and not self.below)

    @property
    def narrows(self) -> int:
        """How many filters there are beside whose slots they are."""
        return len({name for name, _ in self.pairs} - {"province", "agency", "below"})

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The selection as names and values, always in the same order."""
        values: dict[str, tuple[str, ...]] = {
            **{name: (text,) for name in _ONE if (text := getattr(self, _FIELDS.get(name, name)))},
            "channel": self.channels,
            "state": tuple(map(str, self.states)),
            **{name: ("1",) for name in _FLAGS if getattr(self, name)},
        }
        return tuple((name, value) for name, found in values.items() for value in found)

    @property
    def query(self) -> dict[str, list[str]]:
        """The selection as the query of an address."""
        found: dict[str, list[str]] = {}
        for name, value in self.pairs:
            found.setdefault(name, []).append(value)
        return found

    @property
    def text(self) -> str:
        """The selection as it is kept, in the form of an address's query."""
        return urlencode(self.pairs)

    def shows(self, channel: str) -> bool:
        """Whether a channel is to be seen."""
        return not self.channels or channel in self.channels


def selection(pairs: Iterable[tuple[str, str]]) -> Selection:
    """Read a selection; empty values are left out, of single filters the last one counts.

    Raises InputError for a filter, a channel or a state that there is not.
    """
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in NAMES:
            raise InputError("lịch không có bộ lọc “%(name)s”", name=name)
        if value:
            found.setdefault(name, []).append(value)
    one = {name: values[-1] for name, values in found.items()}
    return Selection(
        province=one.get("province"),
        agency=one.get("agency"),
        below="below" in found,
        plan=one.get("plan"),
        campaign=one.get("campaign"),
        theme=one.get("theme"),
        words=one.get("q"),
        late="late" in found,
        mine="mine" in found,
        channels=tuple(map(_channel, dict.fromkeys(found.get("channel", ())))),
        states=tuple(map(_state, dict.fromkeys(found.get("state", ())))),
    )


def stored(text: str) -> Selection:
    """Return the selection that was kept as `text`."""
    return selection(parse_qsl(text))


def agencies_of(register: Register, chosen: Selection) -> frozenset[str] | None:
    """Return the agencies whose slots are asked for, None for all.

    Raises NotFoundError for an agency or a province that there never was.
    """
    if chosen.agency:
        own = register.get(chosen.agency).slug
        return register.family(own) if chosen.below else frozenset({own})
    if chosen.province:
        return register.of_province(chosen.province)
    return None


def _channel(code: str) -> str:
    if code not in CHANNELS:
        raise InputError("không có kênh “%(code)s”", code=code)
    return code


def _state(code: str) -> State:
    found = next((one for one in SHOWN if one == code), None)
    if found is None:
        raise InputError(
            "không có tình trạng “%(code)s”; dùng: %(known)s", code=code, known=", ".join(SHOWN)
        )
    return found
