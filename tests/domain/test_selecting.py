"""What an address or a saved view chooses."""

import pytest

from planner.domain.model import State
from planner.domain.selecting import Selection, selection
from planner.errors import InputError


def test_a_selection_is_read_from_pairs_and_written_the_same() -> None:
    pairs = (
        ("province", "an-giang"),
        ("agency", "xa-a"),
        ("plan", "1-kh-2027"),
        ("campaign", "quoc-khanh-2027"),
        ("theme", "Mừng Quốc khánh"),
        ("q", "quoc khanh"),
        ("channel", "press"),
        ("channel", "flag"),
        ("state", "drafting"),
        ("below", "1"),
        ("late", "1"),
        ("mine", "1"),
    )
    chosen = selection(pairs)
    assert chosen.pairs == pairs
    assert selection(reversed(pairs)).channels == ("flag", "press")
    assert chosen == Selection(
        "an-giang",
        "xa-a",
        True,
        ("press", "flag"),
        "1-kh-2027",
        "quoc-khanh-2027",
        "Mừng Quốc khánh",
        "quoc khanh",
        (State.DRAFTING,),
        True,
        True,
    )


def test_empty_and_repeated_values_fall_away() -> None:
    chosen = selection([("agency", ""), ("channel", "press"), ("channel", "press"), ("late", "")])
    assert chosen == Selection(channels=("press",))
    assert selection([]).query == {}


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (("kenh", "press"), "bộ lọc “kenh”"),
        (("channel", "radio"), "kênh “radio”"),
        (("state", "withdrawn"), "tình trạng “withdrawn”"),
    ],
)
def test_what_there_is_not_is_named(pair: tuple[str, str], words: str) -> None:
    with pytest.raises(InputError) as raised:
        selection([pair])
    assert words in str(raised.value)


@pytest.mark.parametrize(
    ("chosen", "one"),
    [
        (Selection(), False),
        (Selection(agency="xa-a"), True),
        (Selection(agency="xa-a", below=True), False),
        (Selection(province="an-giang"), False),
        (Selection(mine=True), True),
    ],
)
def test_whether_slots_of_several_can_meet(chosen: Selection, *, one: bool) -> None:
    assert chosen.of_one is one
