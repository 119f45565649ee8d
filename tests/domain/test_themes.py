"""Whose turn it is."""

from builders import QUOC_KHANH, cadence, d, phase, plan, themes

from planner.domain.anniversaries import Kept
from planner.domain.cadence import between
from planner.domain.model import Cadence, Plan, Source
from planner.domain.themes import of_anniversary, of_plan, of_regular, regular_of

KEPT = Kept(QUOC_KHANH, 2026, d("2026-09-02"))
OWN = "81 năm Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam"
ONE = plan(key="mot", themes=themes("A", "B"))
OTHER = plan(key="hai", themes=themes("C"), phases=(phase("2026-06-01", "2026-08-28"),))


def turns(rule: Cadence, first: str, last: str, *plans: Plan) -> list[str]:
    """Return the themes of an anniversary's days, the day before the first one ahead."""
    found = between(rule, KEPT.day, d(first), d(last))
    return [of_anniversary(KEPT, rule, one, plans).title for one in found]


DAILY = cadence("social-daily")


def test_without_a_plan_the_anniversary_has_every_turn() -> None:
    assert turns(DAILY, "2026-08-26", "2026-09-03") == [OWN] * 9


def test_before_the_eve_the_plans_themes_take_every_second_turn() -> None:
    """Counted back from T: T-2 is the anniversary's, T-3 a plan's; from T-1 on its own."""
    assert turns(DAILY, "2026-08-26", "2026-09-03", ONE) == [
        "B",
        OWN,
        "A",
        OWN,
        "B",
        OWN,
        OWN,
        OWN,
        OWN,
    ]


def test_a_wider_window_changes_no_theme() -> None:
    wide = turns(DAILY, "2026-08-01", "2026-09-03", ONE)
    assert wide[-9:] == turns(DAILY, "2026-08-26", "2026-09-03", ONE)


def test_banners_and_flags_keep_the_anniversarys_theme() -> None:
    rule = cadence("banner-hang")
    [hung] = between(DAILY, KEPT.day, d("2026-08-26"), d("2026-08-26"))
    assert of_anniversary(KEPT, rule, hung, [ONE]).title == OWN


def test_a_plan_adds_its_themes_only_inside_its_phases() -> None:
    ended = plan(key="cu", themes=themes("A"), phases=(phase("2026-08-01", "2026-08-28"),))
    assert turns(DAILY, "2026-08-26", "2026-08-31", ended) == ["A", OWN, "A", OWN, OWN, OWN]


def test_the_source_names_both_where_the_theme_is_a_plans() -> None:
    third, second = (
        of_anniversary(KEPT, DAILY, one, [ONE])
        for one in between(DAILY, KEPT.day, d("2026-08-30"), d("2026-08-31"))
    )
    assert [one.source.as_json() for one in (third, second)] == [
        {"anniversary": "quoc-khanh", "plan": "mot", "line": 21, "cadence": "social-daily"},
        {"anniversary": "quoc-khanh", "cadence": "social-daily"},
    ]


def test_in_the_regular_rhythm_the_themes_of_the_plans_in_force_take_turns() -> None:
    """Plans in the order given, then their own order; 28/8/2026 is the other plan's last day."""
    rule = cadence("regular-feature")
    found = [of_regular(d("2026-08-24"), rank, rule, [OTHER, ONE]) for rank in range(5)]
    assert [one.title if one else None for one in found] == ["C", "A", "B", "C", "A"]
    after = [of_regular(d("2026-08-31"), rank, rule, [OTHER, ONE]) for rank in range(3)]
    assert [one.title if one else None for one in after] == ["A", "B", "A"]


def test_its_source_is_the_plan_whose_theme_it_carries() -> None:
    turn = of_regular(d("2026-08-24"), 2, cadence("regular-feature"), [OTHER, ONE])
    assert turn is not None
    assert turn.source.as_json() == {"plan": "mot", "line": 21, "cadence": "regular-feature"}


def test_outside_the_phases_there_is_no_turn() -> None:
    assert of_regular(d("2027-01-04"), 0, cadence("regular-feature"), [ONE, OTHER]) is None


def test_a_plan_without_themes_has_its_title_as_its_one_theme() -> None:
    [turn] = regular_of(plan(title="Kế hoạch thử", title_line=7))
    assert (turn.title, turn.source) == ("Kế hoạch thử", Source(plan="15-kh-ubnd-2026", line=7))
    assert of_plan(plan()) == ()


def test_without_themes_and_title_it_has_none() -> None:
    assert regular_of(plan(title="")) == ()
