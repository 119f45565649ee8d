"""Which province a paper belongs to, told from who issued it and where, on the paper's day."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.domain.model import Province
from planner.domain.register import Register
from planner.domain.words import CAPITALS, fold, slug
from planner.phrases import Phrase
from planner.services.importing.values import AS_WRITTEN, Choice

_NAME = rf"[{CAPITALS}]\w*(?:\s*-\s*|\s+)?"
_WRITTEN = re.compile(
    rf"\b(?:[Tt]ỉnh(?: ủy| đoàn)?|TỈNH(?: ỦY| ĐOÀN)?|[Tt]hành ủy)\s+((?:{_NAME}){{1,4}})"
)
_CITY = re.compile(r"\b(Hà Nội|Hồ Chí Minh|Hải Phòng|Đà Nẵng|Cần Thơ|Huế)\b")
_BODIES = re.compile(r"\s*\b(?:Ban|Sở|Ủy|Phòng|Số|Về|Chi|Độc|Cộng|CỘNG|Ngày)\b.*$")
HEAD = 12
"""Lines from a paper's first on which its head and place stand."""


@dataclass(frozen=True, slots=True)
class Place:
    """The province of a paper, None where it can't be told; `written` is its name on the paper.

    `choices` are what to ask then: the register's provinces of that day, the likely ones first.
    """

    slug: str | None
    written: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Signs:
    """Where a paper says its place: who issued it, its head, others who passed it on, all of it."""

    issuer: str
    head: Sequence[str] = ()
    others: Sequence[str] = ()
    lines: Sequence[str] = ()


def tell(signs: Signs, register: Register, day: date) -> Place:
    """Return the province that a paper names, of those that were there on its day."""
    written = ""
    for texts in ((signs.issuer,), signs.head, signs.others):
        found = _named(texts, register)
        living = [one for one in found if _lives(one, day)]
        if len({one.slug for one in living}) == 1:
            return Place(living[0].slug, living[0].name)
        if texts is not signs.head:
            written = written or next(filter(None, map(name_in, texts)), "")
        if found or written:
            return Place(None, written or found[0].name, _choices(found, written, register, day))
    mentioned = _mentioned(signs.lines, register)
    often = _often(signs.lines)
    homes = {register.agencies[one].province for one in _bearers(signs.issuer, register, day)}
    if len(homes) == 1 and not written:
        (home,) = homes
        if not often or fold(often) == fold(register.provinces[home].name):
            return Place(home, register.provinces[home].name)
    written = mentioned[0].name if mentioned else often
    return Place(None, written, _choices(mentioned, written, register, day))


def _lives(one: Province, day: date) -> bool:
    return (one.valid_from is None or one.valid_from <= day) and (
        one.valid_to is None or day <= one.valid_to
    )


def _named(texts: Iterable[str], register: Register) -> list[Province]:
    """Return the provinces of the first text that names any; the longest names count."""
    for text in texts:
        plain = f" {fold(text)} "
        found = [
            one
            for one in register.provinces.values()
            if one.name and f" {fold(one.name)} " in plain
        ]
        if found:
            most = max(len(fold(one.name)) for one in found)
            return [one for one in found if len(fold(one.name)) == most]
    return []


def name_in(text: str) -> str:
    """Return the province's name that an issuer's name has, also one that no register has.

    >>> name_in("Ban Thường vụ Tỉnh ủy Kon Tum"), name_in("Ủy ban nhân dân tỉnh")
    ('Kon Tum', '')
    """
    found = _WRITTEN.search(text)
    if found:
        name = _BODIES.sub("", " ".join(found[1].split())).strip(" -")
        return name.title() if name.isupper() else name
    city = _CITY.search(text)
    return city[1] if city else ""


def _bearers(name: str, register: Register, day: date) -> list[str]:
    """Return the district or commune that bears a name on a day; other names are every province's.

    "Sở Y tế" tells no province, though only one province's may be in the register.
    """
    if not name or register.is_collective(name):
        return []
    found = [one for place in register.provinces for one in register.find(name, place, day)]
    return [one for one in found if register.agencies[one].level in {"district", "commune"}]


def _mentioned(lines: Sequence[str], register: Register) -> list[Province]:
    """Return the provinces that a text mentions, the most mentioned first."""
    plain = f" {fold(' '.join(lines))} "
    counted = Counter(
        {
            one.slug: plain.count(f" {fold(one.name)} ")
            for one in register.provinces.values()
            if one.name
        }
    )
    return [register.provinces[name] for name, number in counted.most_common() if number]


def _often(lines: Iterable[str]) -> str:
    """Return the province that a text writes out most often, if it does so at all."""
    counted = Counter(filter(None, (name_in(line) for line in lines if not line.isupper())))
    return max(counted, key=lambda name: (counted[name], name), default="")


def _choices(
    likely: Sequence[Province], written: str, register: Register, day: date
) -> tuple[Choice, ...]:
    """Return the provinces of that day, those first that are named or took over from one named."""
    heirs = [name for one in likely for name in (one.slug, *one.successors)]
    living = [one for one in register.provinces.values() if _lives(one, day)]
    living.sort(
        key=lambda one: (heirs.index(one.slug) if one.slug in heirs else len(heirs), one.name)
    )
    found = [
        Choice(one.slug, one.name, number == 0 and (one.slug in heirs or _alone(living, written)))
        for number, one in enumerate(living)
    ]
    if written and all(fold(one.name) != fold(written) for one in living):
        if all(fold(one.name) != fold(written) for one in likely):
            found = [replace(one, likely=False) for one in found]
        found.append(Choice(AS_WRITTEN, Phrase("Thêm “%(name)s” như văn bản viết", name=written)))
    return tuple(found)


def _alone(living: Sequence[Province], written: str) -> bool:
    return len(living) == 1 and not written


UNKNOWN = "Chưa rõ tỉnh"
"""The province of papers that name none, until a person says which."""


def as_written(place: Place, register: Register, day: date, file: str) -> Province:
    """Return the province to add for a paper that names one which the register lacks that day."""
    name = place.written or UNKNOWN
    same = [one for one in register.provinces.values() if fold(one.name) == fold(name)]
    there = next((one for one in same if _lives(one, day)), None)
    if there is not None:
        return there
    later = [one.valid_from for one in same if one.valid_from and one.valid_from > day]
    stem, number = slug(name, 60), 1
    key = stem
    while key in register.provinces:
        number += 1
        key = f"{stem}-{number}"
    return Province(
        slug=key,
        name=name,
        valid_from=day,
        valid_to=min(later) - timedelta(1) if later else None,
        basis="ghi như văn bản viết, cần xem lại",
        source=file,
    )
