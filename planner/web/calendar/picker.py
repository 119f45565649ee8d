"""Agencies to choose from and to browse: by province, then by level. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from markupsafe import Markup

from planner.domain.model import Agency
from planner.domain.register import Register
from planner.domain.words import fold
from planner.web.words import LEVELS


@dataclass(frozen=True, slots=True)
class Group:
    """The agencies of one level of one province."""

    province: str
    level: str
    agencies: tuple[Agency, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """The same to choose one from: `options` are those of a list."""

    province: str
    level: str
    options: Markup


@dataclass(frozen=True, slots=True)
class ProvinceTree:
    """One province: those that exist, and those that were."""

    slug: str
    name: str
    number: int
    now: tuple[Group, ...]
    former: tuple[Group, ...]
    former_number: int


def choices(
    register: Register, first: date, last: date, chosen: Agency | None
) -> tuple[Offered, ...]:
    """Return who exists on a day of a page, and who is chosen anyway, in groups."""
    found = [one for one in register.by_name if one is chosen or _overlaps(one, first, last)]
    return tuple(
        Offered(group.province, group.level, _options(group.agencies, chosen))
        for _, groups in _by_province(register, found)
        for group in groups
    )


def _options(agencies: Iterable[Agency], chosen: Agency | None) -> Markup:
    options = [_option(one.slug, one.name, one is chosen) for one in agencies]
    return Markup("\n".join(options))  # noqa: S704 (each is Markup)


@lru_cache(8192)
def _option(slug: str, name: str, chosen: bool) -> Markup:  # noqa: FBT001 (as lru_cache is fastest)
    """Return an agency to choose; every calendar has hundreds, nearly always the same ones."""
    head = Markup('<option value="{}" selected>' if chosen else '<option value="{}">')  # noqa: S704
    return head.format(slug) + name + Markup("</option>")


def tree(register: Register, today: date) -> tuple[ProvinceTree, ...]:
    """Return all agencies by province, those of today first."""
    now = dict(_by_province(register, (one for one in register.by_name if one.exists(today))))
    gone = dict(_by_province(register, (one for one in register.by_name if not one.exists(today))))
    slugs = sorted({*now, *gone}, key=lambda slug: (slug not in now, fold(_name(register, slug))))
    return tuple(
        ProvinceTree(
            slug=slug,
            name=_name(register, slug),
            number=_number(now.get(slug, ())),
            now=now.get(slug, ()),
            former=gone.get(slug, ()),
            former_number=_number(gone.get(slug, ())),
        )
        for slug in slugs
    )


def find(register: Register, text: str) -> tuple[Agency, ...]:
    """Return the agencies with every word of `text` in one of their names, marks left out.

    A name that begins with the words comes first, then by name; none for a text without words.
    """
    words = fold(text).split()
    if not words:
        return ()
    found = [
        (not fold(one.name).startswith(" ".join(words)), fold(one.name), one.slug, one)
        for one in register.agencies.values()
        if any(_holds(fold(name), words) for name in (one.name, *one.aliases))
    ]
    return tuple(one for *_, one in sorted(found, key=lambda each: each[:3]))


def _holds(name: str, words: list[str]) -> bool:
    """Whether each word begins a word of the name."""
    return all(f" {word}" in f" {name}" for word in words)


def _overlaps(agency: Agency, first: date, last: date) -> bool:
    return (agency.valid_from or date.min) <= last and first <= (agency.valid_to or date.max)


def _by_province(
    register: Register, agencies: Iterable[Agency]
) -> list[tuple[str, tuple[Group, ...]]]:
    places: dict[str, dict[str, list[Agency]]] = defaultdict(lambda: defaultdict(list))
    for one in agencies:
        places[one.province][one.level].append(one)
    order = list(LEVELS)
    return [
        (
            slug,
            tuple(
                Group(_name(register, slug), level, tuple(those))
                for level, those in sorted(
                    levels.items(),
                    key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order),
                )
            ),
        )
        for slug, levels in sorted(places.items(), key=lambda pair: fold(_name(register, pair[0])))
    ]


def _name(register: Register, slug: str) -> str:
    return register.provinces[slug].name if slug in register.provinces else slug


def _number(groups: Iterable[Group]) -> int:
    return sum(len(group.agencies) for group in groups)
