"""The same paper says the same, whatever form and encoding it comes in."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from clerk import PAPERS
from documents.text.forms import to_docx, to_nfd, to_pdf, to_tcvn3, to_vni

from planner import seeds
from planner.documents import text
from planner.documents.form import as_json
from planner.documents.reader import read
from planner.settings import ROOT

KNOWN = seeds.load(ROOT / "seeds").anniversaries
CHOSEN = sorted(PAPERS.glob("*/0[12]_*.txt"))
# A table drawn with signs is one only as long as its lines are not broken at the page's width.
PLAIN = [
    path for path in CHOSEN if not re.search(r"\||\t| {4}\S", path.read_text(encoding="utf-8"))
]
# A portal's signs ("»") have no byte in TCVN3.
OFFICE = [path for path in CHOSEN if "»" not in path.read_text(encoding="utf-8")]


def name(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def reading(data: bytes) -> Any:
    return json.loads(json.dumps(as_json(read(text.read(data).lines, KNOWN))))


def without_lines(value: Any) -> Any:
    """Leave lines out, and the questions that name them."""
    if isinstance(value, dict):
        return {key: without_lines(one) for key, one in value.items() if key != "line"}
    return [without_lines(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("paper", CHOSEN, ids=name)
@pytest.mark.parametrize(
    "write",
    [
        pytest.param(to_nfd, id="nfd"),
        pytest.param(to_vni, id="vni"),
        pytest.param(lambda said: said.replace("\n", "\r\n").encode(), id="crlf"),
        pytest.param(lambda said: b"\xef\xbb\xbf" + said.encode(), id="bom"),
        pytest.param(lambda said: said.encode("utf-16"), id="utf-16"),
    ],
)
def test_encodings_yield_the_same_items_and_lines(
    paper: Path, write: Callable[[str], bytes]
) -> None:
    said = paper.read_text(encoding="utf-8")
    assert reading(write(said)) == reading(said.encode())


@pytest.mark.parametrize("paper", OFFICE, ids=name)
def test_tcvn3_yields_the_same_items_and_lines(paper: Path) -> None:
    """Capitals with a tone have no byte in TCVN3, so their case is not compared."""
    said = paper.read_text(encoding="utf-8")
    got, wanted = (
        json.dumps(reading(data), ensure_ascii=False).lower()
        for data in (to_tcvn3(said), said.encode())
    )
    assert json.loads(got) == json.loads(wanted)


@pytest.mark.parametrize("paper", CHOSEN, ids=name)
def test_docx_yields_the_same_items(paper: Path) -> None:
    said = paper.read_text(encoding="utf-8")
    assert without_lines(reading(to_docx(said.split("\n")))) == without_lines(
        reading(said.encode())
    )


@pytest.mark.parametrize("paper", PLAIN, ids=name)
def test_pdf_yields_the_same_items(paper: Path) -> None:
    said = paper.read_text(encoding="utf-8")
    assert without_lines(reading(to_pdf(said.split("\n")))) == without_lines(reading(said.encode()))
