"""The gate before 1,100 duties in the wording of papers of many provinces and sectors.

Each was labelled by someone who had not seen the gate's words: "inside", "outside", "part" where
one clause is outside, and "unsure" for what careful readers differ on. The second exam asks for
soft and roundabout wordings, which no list of words can hold to the last one; what it misses there
a person sees on the review page.
"""

import json
from pathlib import Path

import pytest

from planner.domain.scope import admit_duty, inside

HERE = Path(__file__).parent


def exam(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [(one["label"], one["text"]) for one in map(json.loads, lines)]


FIRST, SECOND = exam("duties.jsonl"), exam("duties2.jsonl")


def texts(asked: list[tuple[str, str]], *labels: str) -> list[str]:
    return [text for one, text in asked if one in labels]


def test_labels_are_all_there() -> None:
    assert (len(texts(FIRST, "inside")), len(texts(FIRST, "outside", "part"))) == (330, 230)
    assert (len(texts(SECOND, "inside")), len(texts(SECOND, "outside", "part"))) == (180, 300)


@pytest.mark.parametrize("text", texts(FIRST, "outside"))
def test_what_is_outside_is_held(text: str) -> None:
    assert not inside(text)


@pytest.mark.parametrize(("asked", "most"), [(FIRST, 3), (SECOND, 6)], ids=["plain", "soft"])
def test_hardly_anything_outside_passes(asked: list[tuple[str, str]], most: int) -> None:
    passed = [text for text in texts(asked, "outside", "part") if inside(text)]
    assert len(passed) <= most, passed


@pytest.mark.parametrize("asked", [FIRST, SECOND], ids=["plain", "near"])
def test_what_is_inside_mostly_passes(asked: list[tuple[str, str]]) -> None:
    """Holding back when in doubt costs at most one in thirty."""
    held = [text for text in texts(asked, "inside") if not inside(text)]
    assert len(held) <= len(texts(asked, "inside")) // 30, held


def test_what_passes_of_a_mixed_duty_is_itself_inside() -> None:
    for text in texts([*FIRST, *SECOND], "outside", "part"):
        left = admit_duty(text)
        assert not left or inside(left), left
