"""Two texts that grew from one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.merging import beside, merged

TEXTS = st.lists(st.sampled_from(["một", "hai", "ba", ""]), max_size=6).map("\n".join)


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("MỘT\nhai\nba", "một\nhai\nBA", "MỘT\nhai\nBA"),
        ("một\nba", "một\nhai\nba\nbốn", "một\nba\nbốn"),
        ("không\nmột\nhai\nba", "một\nhai", "không\nmột\nhai"),
        ("một\nhai\nBA", "một\nhai\nBA", "một\nhai\nBA"),
        ("MỘT\nhai\nBA", "MỘT\nhai\nba", "MỘT\nhai\nBA"),
        ("một\nHAI\nba", "một\nhai hai\nba", None),
        ("một\nhai\nba\nbốn", "một\nhai\nba\nnăm", None),
        ("MỘT\nhai\nba", "một\nHAI\nba", None),
    ],
)
def test_what_two_people_made_of_one_text(mine: str, theirs: str, both: str | None) -> None:
    assert merged("một\nhai\nba", mine, theirs) == both
    assert merged("một\nhai\nba", theirs, mine) == both


@given(base=TEXTS, text=TEXTS)
def test_who_alone_changed_a_text_has_it_their_way(base: str, text: str) -> None:
    assert merged(base, text, base) == merged(base, base, text) == merged(base, text, text) == text


@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_it_does_not_matter_who_was_first(base: str, mine: str, theirs: str) -> None:
    assert merged(base, mine, theirs) == merged(base, theirs, mine)


@given(one=TEXTS, other=TEXTS)
def test_side_by_side_stand_both_texts_whole_and_what_is_unmarked_is_the_same(
    one: str, other: str
) -> None:
    left, right = beside(one, other)
    assert ("\n".join(line.text for line in left), "\n".join(line.text for line in right)) == (
        one,
        other,
    )
    same = [[line.text for line in side if not line.own] for side in (left, right)]
    assert same[0] == same[1]
