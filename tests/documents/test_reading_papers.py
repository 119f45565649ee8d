"""Papers of many provinces, years and layouts, each read as a careful clerk reads it.

Most were written by people who had not seen the rules. A single slip in one paper is allowed; what
is outside the scope must be held in every one of them.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from clerk import Tally, compare, golds, paper_of

from planner import seeds
from planner.documents.form import as_json
from planner.documents.reader import read
from planner.settings import ROOT

GOLDS = golds()


@cache
def anniversaries() -> Any:
    return seeds.load(ROOT / "seeds").anniversaries


def reading(gold: Path) -> dict[str, Any]:
    lines = paper_of(gold).read_text(encoding="utf-8").split("\n")
    made: dict[str, Any] = json.loads(json.dumps(as_json(read(lines, anniversaries()))))
    return made


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: f"{gold.parts[-3]}-{gold.stem}")
def test_paper_is_read_as_a_clerk_reads_it(gold: Path) -> None:
    tally = Tally()
    compare(gold, reading(gold), tally)
    assert tally.missed["outside"] == 0, tally.notes
    assert tally.mean >= 0.85, tally.notes


def test_all_papers_together() -> None:
    tally = Tally()
    for gold in GOLDS:
        compare(gold, reading(gold), tally)
    assert len(GOLDS) >= 40
    assert tally.missed["outside"] == 0, tally.notes
    assert tally.mean >= 0.95, tally.f1
    assert min(tally.f1.values()) >= 0.9, tally.f1


def test_a_wrong_reading_is_noticed() -> None:
    """The comparison itself can fail: an empty reading misses everything that the clerk has."""
    tally = Tally()
    compare(GOLDS[0], {"documents": []}, tally)
    assert tally.mean == 0
