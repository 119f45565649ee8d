"""The register of agencies on a day: by slug, by name as a paper writes it, by collective name.

A name means whoever bore it in the plan's province on the plan's day. A district or a commune is
one agency for its Party committee, People's Committee and Front, so "huyện ủy Gò Quao" and "UBND
huyện Gò Quao" find the same one.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from planner.domain.model import Agency, Collective, Province
from planner.domain.people import Place
from planner.domain.words import fold
from planner.errors import NotFoundError

_LONG = (
    (r"\bubnd\b", "uy ban nhan dan"),
    (r"\bub ?mttq\b|\bubmttq\b", "uy ban mat tran to quoc"),
    (r"\bmttq\b", "mat tran to quoc"),
    (r"\btt ?tt\b|\btt va tt\b", "thong tin va truyen thong"),
    (r"\bpt ?th\b", "phat thanh va truyen hinh"),
    (r"\btp\b", "thanh pho"),
    (r"^de nghi |^giao |^chi dao ", ""),
)
_COMMITTEES = re.compile(
    r"^(?:uy ban nhan dan|uy ban mat tran to quoc(?: viet nam)?|dang uy"
    r"|ban thuong vu) (?=huyen|thanh pho|thi xa|xa|phuong|thi tran|dac khu)"
)
_PARTY = re.compile(r"^(?:ban thuong vu )?(huyen|thanh|thi) uy (?=\w)")
_PARTY_OF = {"huyen": "huyen", "thanh": "thanh pho", "thi": "thi xa"}


@lru_cache(maxsize=1 << 14)
def plain_name(name: str) -> str:
    """Return a name in the one form under which it is looked up.

    >>> plain_name("UBND huyện Gò Quao") == plain_name("Huyện ủy Gò Quao") == "huyen go quao"
    True
    """
    text = fold(name)
    for short, long in _LONG:
        text = " ".join(re.sub(short, long, text).split())
    text = _COMMITTEES.sub("", text)
    return _PARTY.sub(lambda found: f"{_PARTY_OF[found.group(1)]} ", text)


@dataclass(frozen=True)
class Register:
    """All agencies and provinces that ever were, with the collective names of the papers."""

    agencies: Mapping[str, Agency]
    provinces: Mapping[str, Province]
    collectives: tuple[Collective, ...] = ()
    _found: dict[tuple[str, str, date], tuple[str, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @classmethod
    def of(
        cls,
        agencies: Iterable[Agency],
        provinces: Iterable[Province],
        collectives: Iterable[Collective] = (),
    ) -> "Register":
        return cls(
            {one.slug: one for one in agencies},
            {one.slug: one for one in provinces},
            tuple(collectives),
        )

    def get(self, slug: str) -> Agency:
        """Return the agency of that slug; NotFoundError when there never was one."""
        try:
            return self.agencies[slug]
        except KeyError:
            raise NotFoundError(
                "không có cơ quan “%(slug)s”; xem danh sách bằng lệnh planner agencies", slug=slug
            ) from None

    def on(self, day: date) -> list[Agency]:
        """Return the agencies that exist on `day`."""
        return [one for one in self.agencies.values() if one.exists(day)]

    @cached_property
    def by_name(self) -> tuple[Agency, ...]:
        """All agencies that ever were, by name, marks left out."""
        return tuple(sorted(self.agencies.values(), key=lambda one: fold(one.name)))

    def place(self, slug: str) -> Place:
        """Return where an agency stands in its tree; NotFoundError when there never was one."""
        agency = self.get(slug)
        above: list[str] = []
        parent = self.agencies.get(agency.parent or "")
        while parent is not None and parent.slug not in above:
            above.append(parent.slug)
            parent = self.agencies.get(parent.parent or "")
        return Place(slug, tuple(above), agency.province)

    def of_province(self, province: str) -> frozenset[str]:
        """Return the agencies of a province; NotFoundError when there never was one."""
        if province not in self.provinces:
            raise NotFoundError("không có tỉnh “%(slug)s” trong danh mục", slug=province)
        return frozenset(one.slug for one in self.agencies.values() if one.province == province)

    def children(self, slug: str) -> list[Agency]:
        return [one for one in self.agencies.values() if one.parent == slug]

    def family(self, slug: str) -> frozenset[str]:
        """Return an agency with all that stand below it; NotFoundError when there never was one."""
        found = {self.get(slug).slug}
        while more := {one.slug for one in self.agencies.values() if one.parent in found} - found:
            found |= more
        return frozenset(found)

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], list[Agency]]:
        names: dict[tuple[str, str], list[Agency]] = {}
        for one in self.agencies.values():
            for name in {plain_name(word) for word in (one.name, *one.aliases)}:
                names.setdefault((one.province, name), []).append(one)
        return names

    @cached_property
    def _collective(self) -> dict[str, Collective]:
        return {plain_name(name): one for one in self.collectives for name in one.names}

    def is_collective(self, name: str) -> bool:
        """Whether a name means several agencies: a known one, or one that begins with "các"."""
        plain = plain_name(name)
        return plain in self._collective or bool(
            re.search(r"^cac\b|\bcac (?:xa|phuong|huyen)\b", plain)
        )

    def find(self, name: str, province: str, day: date) -> tuple[str, ...]:
        """Return the slugs that `name` means in `province` on `day`, in the register's order.

        Empty where nobody bears the name then; what to do about that is the caller's business.
        """
        asked = (name, province, day)
        if asked not in self._found:
            self._found[asked] = self._look_up(name, province, day)
        return self._found[asked]

    def _look_up(self, name: str, province: str, day: date) -> tuple[str, ...]:
        plain = plain_name(name)
        place = fold(self.provinces[province].name) if province in self.provinces else ""
        for tried in (
            plain,
            plain.removesuffix(f" tinh {place}").removesuffix(f" {place}"),
            f"{plain} {place}",
        ):
            several = self._collective.get(tried)
            if several is not None and (members := self._members(several, province, day)):
                return members
            named = [
                one.slug for one in self._by_name.get((province, tried), ()) if one.exists(day)
            ]
            if named:
                return tuple(named)
        return ()

    def _members(self, collective: Collective, province: str, day: date) -> tuple[str, ...]:
        return tuple(
            one.slug
            for one in self.agencies.values()
            if one.province == province
            and one.kind in collective.kinds
            and (collective.level is None or one.level == collective.level)
            and one.exists(day)
        )
