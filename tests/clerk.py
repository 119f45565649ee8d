"""How a reading compares with what a clerk reads in the same paper: right, wrong, missed.

`tests/papers/*/gold/*.json` hold the clerk's readings in the form of `planner read --json`, with
lists of what is a matter of opinion: `*_optional` items may be read or not, `*_also` names and
blocks are accepted, duties in `outside_unscored` count neither way.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from planner.domain.words import fold

PAPERS = Path(__file__).parent / "papers"
FEW = 5
"""A field with fewer items is counted together with the other small ones."""
Json = dict[str, Any]


@dataclass
class Tally:
    """Counts of what was read rightly, wrongly and not at all, by field, with notes."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def count(
        self, name: str, got: Iterable[Any], want: Iterable[Any], free: Iterable[Any]
    ) -> None:
        """Count items of a field; those in `free` count neither as wrong nor as missed."""
        found, wanted = set(got), set(want)
        wrong, missed = found - wanted - set(free), wanted - found
        self.right[name] += len(found & wanted)
        self.wrong[name] += len(wrong)
        self.missed[name] += len(missed)
        if wrong or missed:
            self.notes.append(f"{name}: wrong {sorted(map(str, wrong))}, missed {missed}")

    @property
    def f1(self) -> dict[str, float]:
        """Return F1 by field; fields with few items are one."""
        few = [name for name in self._fields if self.right[name] + self.missed[name] < FEW]
        scores = {name: self._f1([name]) for name in self._fields if name not in few}
        if any(self.right[name] + self.wrong[name] + self.missed[name] for name in few):
            scores["few"] = self._f1(few)
        return scores

    @property
    def mean(self) -> float:
        return sum(self.f1.values()) / len(self.f1)

    @property
    def _fields(self) -> list[str]:
        return sorted({*self.right, *self.wrong, *self.missed})

    def _f1(self, names: Sequence[str]) -> float:
        right, wrong, missed = (
            sum(counts[name] for name in names) for counts in (self.right, self.wrong, self.missed)
        )
        return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0


def golds(folder: Path = PAPERS) -> list[Path]:
    """Return the clerk's readings in a folder and below, in order."""
    return sorted(folder.glob("**/gold/*.json"))


def paper_of(gold: Path) -> Path:
    """Return the paper that a clerk's reading is about."""
    name: str = json.loads(gold.read_text(encoding="utf-8"))["file"]
    return gold.parent.parent / name


def compare(gold: Path, reading: Json, into: Tally) -> None:
    """Count how a reading (as JSON) of one file compares with the clerk's."""
    clerk = json.loads(gold.read_text(encoding="utf-8"))["documents"]
    left = list(reading["documents"])
    for want in clerk:
        got = _match(want, left)
        if got is not None:
            left.remove(got)
        into.count("documents", [0] if got is not None else [], [0], [])
        if got is not None:
            _document(want, got, into)
    into.wrong["documents"] += len(left)


def _match(want: Json, left: list[Json]) -> Json | None:
    """Find the reading's document that is meant: by number, else by kind."""
    keys: tuple[Callable[[Json], bool], ...] = (
        lambda one: bool(want["number"]) and one["number"] == want["number"],
        lambda one: bool(one["kind"] == want["kind"]),
    )
    return next((one for key in keys for one in left if key(one)), None)


def _document(want: Json, got: Json, into: Tally) -> None:
    skip = set(want.get("skip", ()))

    def count(name: str, take: Callable[[Any], Any], key: str = "") -> None:
        key = key or name
        if name in skip:
            return
        values = [[take(one) for one in part] for part in (got[key], want.get(key, []))]
        free = [take(one) for one in want.get(f"{key}_optional", [])]
        into.count(name, values[0], values[1], free)

    into.count("kind", [got["kind"]], [want["kind"]], [])
    for name in ("number", "issued_on"):
        into.count(name, filter(None, [got[name]]), filter(None, [want[name]]), [])
    accepted = [want["issuer"], *want.get("issuer_also", [])]
    into.count("issuer", [any(_alike(got["issuer"], one) for one in accepted)], [True], [])
    count("implements", str)
    count("periods", lambda one: (one["start"], one["end"], bool(one.get("until_event"))))
    count("themes", lambda one: one if isinstance(one, int) else one["line"])
    count("channels", lambda one: one if isinstance(one, str) else one["code"])
    anniversary = ("day", "month", "origin_year", "year")
    count("anniversaries", lambda one: tuple(one[key] for key in anniversary))
    count("deadlines", lambda one: (one["day"], one["month"]))
    count("quotas", lambda one: (one["at_least"], one["line"], *sorted(map(fold, one["per"]))[:1]))
    count("windows", lambda one: (one["channel"], one["start"], one["end"]))
    _times(want, got, into)
    if "agencies" not in skip and not want.get("agencies_optional"):
        _agencies(want, got, into)
    flagged = {duty["line"] for one in got["agencies"] for duty in one["duties"] if duty["outside"]}
    flagged -= set(want.get("outside_unscored", []))
    into.count("outside", flagged, want.get("outside", []), [])


def _times(want: Json, got: Json, into: Tally) -> None:
    optional = want.get("times_optional", [])
    windows = (got["windows"], want.get("windows", []), want.get("windows_optional", []))
    found, wanted, free = (
        {(one["channel"], *one["times"]) for one in part if one.get("times")} for part in windows
    )
    into.count("times", {one for one in found if one[0] not in optional}, wanted, free)


def _agencies(want: Json, got: Json, into: Tally) -> None:
    also = want.get("agencies_also", [])
    names = {one["line"]: one["name"] for one in got["agencies"]}
    right = {
        one["line"]
        for one in want["agencies"]
        if one["line"] in names and _alike(names[one["line"]], one["name"], least=0.8)
    }
    into.count("agencies", right, {one["line"] for one in want["agencies"]}, [])
    into.wrong["agencies"] += len(
        names.keys() - {one["line"] for one in [*want["agencies"], *also]}
    )

    def pairs(blocks: list[Json], key: str) -> set[tuple[int, int]]:
        return {(one["line"], line) for one in blocks for line in one.get(key, [])}

    found = {(one["line"], duty["line"]) for one in got["agencies"] for duty in one["duties"]}
    free = pairs(want["agencies"], "duties_optional") | pairs(also, "duties")
    into.count("duties", found, pairs(want["agencies"], "duties"), free)


def _alike(one: str, other: str, *, least: float = 0.93) -> bool:
    """Whether two names are one body's, up to a slip or a part left out."""
    return SequenceMatcher(None, _spelt(one), _spelt(other), autojunk=False).ratio() >= least


def _spelt(name: str) -> str:
    text = f" {fold(name)} "
    for short, long in (("ubnd", "uy ban nhan dan"), ("mttq", "mat tran to quoc")):
        text = text.replace(f" {short} ", f" {long} ")
    return text.strip()
