"""A plan's text by lines, each with what the gate says of it. Pure."""

import re
from dataclasses import dataclass
from typing import Literal

from planner.domain import scope
from planner.domain.model import Plan

Verdict = Literal["", "part", "out"]
_MARKS = re.compile(r"^\s*(?:#{1,6}|[-*])\s+")
_OUTSIDE = re.compile(r"^\[ngoài phạm vi\]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands in the file, without the signs of its form.

    `verdict` is "out" for what is only shown, "part" where `left` alone goes through.
    """

    number: int
    words: str
    level: int
    item: bool
    verdict: Verdict = ""
    left: str = ""

    @property
    def css(self) -> str:
        kind = f"h{self.level}" if self.level else "point" if self.item else ""
        return " ".join(part for part in (kind, self.verdict and f"v-{self.verdict}") if part)


def lines_of(plan: Plan, text: str) -> tuple[Line, ...]:
    """Return every line of a plan's file."""
    verdicts = judged(plan)
    return tuple(
        _line(number, written, *verdicts.get(number, ("", "")))
        for number, written in enumerate(text.splitlines(), start=1)
    )


def judged(plan: Plan) -> dict[int, tuple[Verdict, str]]:
    """Return the lines of which the gate holds all or a part back, with what goes through."""
    through = scope.held(plan)
    before, after = _by_line(plan), _by_line(through)
    found: dict[int, tuple[Verdict, str]] = {}
    for line, words in before.items():
        if line not in after:
            found[line] = "out", ""
        elif after[line] != words:
            found[line] = "part", "; ".join(one for one in after[line] if one)
    return found


def _by_line(plan: Plan) -> dict[int, list[str]]:
    """Return the words that the gate looks at, by line."""
    pairs = [(plan.title_line, plan.title)] if plan.title else []
    pairs += [(one.line, one.title) for one in plan.themes]
    pairs += [(one.line, one.words) for one in plan.channels]
    pairs += [(one.line, one.channel) for one in plan.windows]
    pairs += [(duty.line, duty.text) for block in plan.blocks for duty in block.duties]
    pairs += [(one.line, one.title) for one in plan.deadlines]
    pairs += [(one.line, one.unit) for one in plan.quotas]
    found: dict[int, list[str]] = {}
    for line, words in pairs:
        found.setdefault(line, []).append(words)
    return found


def _line(number: int, written: str, verdict: Verdict, left: str) -> Line:
    head = re.match(r"^(#{1,6})\s", written)
    words = _MARKS.sub("", written)
    if verdict:
        words = _OUTSIDE.sub("", words)
    return Line(
        number=number,
        words=words.strip(),
        level=len(head[1]) if head else 0,
        item=bool(re.match(r"^\s*[-*]\s", written)),
        verdict=verdict,
        left=left,
    )
