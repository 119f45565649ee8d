import pytest

from planner.documents.fields.columns import column


@pytest.mark.parametrize(
    ("text", "place", "index"),
    [
        ("| 1 | Quoc khanh | 30/8 - 03/9 |", 20, 2),
        ("1\tTreo co\t30/8 - 03/9", 12, 2),
        ("1\tTreo co\t30/8 - 03/9", 3, 1),
    ],
)
def test_the_cell_of_a_place(text: str, place: int, index: int) -> None:
    assert column(text, place) == index
