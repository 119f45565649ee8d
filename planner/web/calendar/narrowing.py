"""What a view can be narrowed by: the lists that the filters beside a calendar offer. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from planner.domain.planning import REGULAR
from planner.domain.register import Register
from planner.domain.selecting import Selection
from planner.domain.words import fold
from planner.phrases import Phrase
from planner.web.language import said
from planner.web.reference import References

if TYPE_CHECKING:
    from planner.store.counting import Facet

Choice = tuple[str, str]
"""A value of a filter, and what people call it."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The values of each filter that have something on the page, and those chosen anyway."""

    provinces: tuple[Choice, ...]
    plans: tuple[Choice, ...]
    campaigns: tuple[Choice, ...]
    themes: tuple[Choice, ...]
    has_below: bool


def choices(
    facets: Iterable["Facet"], register: Register, references: References, chosen: Selection
) -> Choices:
    """Return what there is to choose from."""
    found = list(facets)
    names = campaign_names({*(one.campaign for one in found), chosen.campaign or ""}, references)
    plans = {*(one.plan for one in found), chosen.plan} - {None, ""}
    themes = {*(one.theme for one in found), chosen.theme} - {None, ""}
    provinces = {one.province for one in register.agencies.values()}
    return Choices(
        provinces=_sorted(
            {
                slug: register.provinces[slug].name
                for slug in provinces
                if slug in register.provinces
            }
        ),
        plans=_sorted({key: plan_name(key, references) for key in map(str, plans)}),
        campaigns=_sorted(names),
        themes=_sorted({text: references.short(text) for text in map(str, themes)}),
        has_below=chosen.agency is not None and bool(register.children(chosen.agency)),
    )


def campaign_names(campaigns: Iterable[str], references: References) -> dict[str, str]:
    """Return campaigns in words: an anniversary's short name, a plan's number and phase."""
    return {key: campaign_name(key, references) for key in campaigns if key}


def campaign_name(campaign: str, references: References) -> str:
    """Return a campaign in words, its key where nothing is known of it."""
    kept = references.days.get(campaign)
    if kept is not None:
        return kept.short if kept.count is not None else f"{kept.short} {kept.year}"
    name, _, number = campaign.rpartition("-")
    if name == REGULAR:
        return said(Phrase("Nhịp thường xuyên %(year)s", year=number))
    if name in references.titles:
        plan = plan_name(name, references)
        return said(Phrase("%(name)s, giai đoạn %(number)s", name=plan, number=number))
    return campaign


def plan_name(key: str, references: References) -> str:
    """Return a plan's number, its title where it has none."""
    number, title = references.titles.get(key, (None, ""))
    return number or title or key


def _sorted(names: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(sorted(names.items(), key=lambda pair: _folded(pair[1])))


_folded = lru_cache(1 << 12)(fold)
