import pytest

from planner.documents.fields.clauses import LONGEST, clause


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("treo cờ; phát loa; hạ cờ", "loa", " phát loa"),
        ("Treo cờ. Phát loa. Hạ cờ", "loa", " Phát loa"),
        ("treo cờ, phát loa", "loa", "treo cờ, phát loa"),
        ("từ 20.1 đến 28.1", "28", "từ 20.1 đến 28.1"),
    ],
)
def test_the_clause_round_a_place(text: str, place: str, found: str) -> None:
    at = text.index(place)
    low, high = clause(text, at, at + len(place))
    assert text[low:high].rstrip(";.") == found


def test_a_text_without_signs_is_not_searched_to_its_ends() -> None:
    assert clause("a" * 10_000, 5_000, 5_001) == (5_000 - LONGEST, 5_001 + LONGEST)
