"""Back from mended words to the file's own, for what a person is shown.

Rules read mended lines (`planner.documents.papers.spelling`); every title, duty and excerpt must
stand in the file as it is: "phối hợp với Công an" was read, "phôi hợp với Công an" is given back.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planner.documents.papers.lines import is_noise
from planner.documents.papers.plain import plain
from planner.documents.papers.spelling import Mended, readings
from planner.documents.reading import (
    Agency,
    Deadline,
    Document,
    Duty,
    Outside,
    Period,
    Theme,
)
from planner.domain import scope

_NEAR = 12
"""Signs on both sides by which a mended word is found again in an item's words."""
_BEHIND = 8
"""Lines that a deadline's sentence can have begun before the line of its day."""
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Place:
    """A mended word, what the file has for it, and the letters beside it, told away from it."""

    mended: str
    written: str
    before: str
    behind: str


def document(one: Document, mended: Mended) -> Document:
    """Return a paper, read from mended lines, with the file's own words in all its items."""
    if not mended.changes:
        return one

    def own(text: str, line: int, behind: int = 0) -> str:
        return as_written(text, line, mended, behind)

    return replace(
        one,
        title=own(one.title, one.line, _BEHIND),
        periods=tuple(_period(period, mended) for period in one.periods),
        themes=tuple(_theme(theme, mended) for theme in one.themes),
        channels=tuple(replace(each, words=own(each.words, each.line)) for each in one.channels),
        agencies=tuple(_agency(agency, mended) for agency in one.agencies),
        anniversaries=tuple(
            replace(each, words=own(each.words, each.line)) for each in one.anniversaries
        ),
        windows=tuple(replace(each, words=own(each.words, each.line)) for each in one.windows),
        deadlines=tuple(_deadline(due, mended) for due in one.deadlines),
        quotas=tuple(replace(each, words=own(each.words, each.line)) for each in one.quotas),
    )


def as_written(text: str, line: int, mended: Mended, behind: int = 0) -> str:
    """Return the words of an item as the file has them; they begin `behind` lines before at most.

    >>> from planner.documents.papers.spelling import mend
    >>> as_written("phối hợp với Công an", 1, mend(["Chủ trì, phôi hợp với Công an"]))
    'phôi hợp với Công an'
    """
    at = 0
    for place in _places(max(line - behind, 1), line, len(text), mended):
        found = _find(text, at, place)
        if found is not None:
            text = text[:found] + place.written + text[found + len(place.mended) :]
            at = found + len(place.written)
    return text


def _places(first: int, line: int, length: int, mended: Mended) -> Iterator[_Place]:
    """Yield what was mended in the lines over which `length` signs can run."""
    for number in range(first, len(mended.lines) + 1):
        text = mended.lines[number - 1]
        for change in mended.changes.get(number, ()):
            before = mended.written[number - 1][: change.place]
            behind = text[change.start + len(change.mended) :]
            yield _Place(
                change.mended,
                change.written,
                _run(before, mended.written[max(number - 1 - _NEAR, 0) : number - 1][::-1], -1),
                _run(behind, mended.lines[number : number + _NEAR], 1),
            )
        if number > line:
            length -= len(text)
        if length < 0:
            return


def _run(text: str, lines: Sequence[str], way: int) -> str:
    """Return the letters beside a place, those of the nearest lines where its own has too few.

    They are told away from the place: `way` is -1 where they stand before it.
    """
    found = _letters(text)[::way]
    for line in lines:
        if len(found) >= _NEAR:
            break
        found += "" if is_noise(line.strip()) else _letters(line)[::way]
    return found[:_NEAR]


def _find(text: str, at: int, place: _Place) -> int | None:
    """Return where a mended word stands in `text`, not before `at`: by what stands beside it."""
    found = text.find(place.mended, at)
    while found >= 0:
        before = _letters(text[:found])[::-1][:_NEAR]
        behind = _letters(text[found + len(place.mended) :])[:_NEAR]
        if place.before.startswith(before) and place.behind.startswith(behind):
            return found
        found = text.find(place.mended, found + 1)
    return None


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text)


# --- items --------------------------------------------------------------------------------------


def _period(one: Period, mended: Mended) -> Period:
    event = one.until_event and as_written(one.until_event, one.line, mended)
    return replace(one, words=as_written(one.words, one.line, mended), until_event=event)


def _deadline(one: Deadline, mended: Mended) -> Deadline:
    text = as_written(one.text, one.line, mended, _BEHIND)
    return replace(one, text=text, words=as_written(one.words, one.line, mended))


def _theme(one: Theme, mended: Mended) -> Theme:
    title = as_written(one.title, one.line, mended)
    return replace(one, title=title, outside=_held(one.title, title, one.outside, mended))


def _agency(one: Agency, mended: Mended) -> Agency:
    duties = tuple(_duty(duty, mended) for duty in one.duties)
    return replace(one, name=as_written(one.name, one.line, mended), duties=duties)


def _duty(one: Duty, mended: Mended) -> Duty:
    text = as_written(one.text, one.line, mended)
    return replace(one, text=text, outside=_held(one.text, text, one.outside, mended))


def _held(read: str, written: str, outside: Outside, mended: Mended) -> Outside:
    """Return the mark of an item in a file with slips: in doubt all of it is held back.

    The gate looks again at what is stored, which is the file's own words. Where it would say
    something else of them than of the mended ones, or would let a part of them through, a slip
    may hide what that part says; and so may a damaged word that could be read in another way.
    """
    if outside is True:
        return True
    if plain(read) != plain(written) and (outside == "part" or not scope.inside(written)):
        return True
    if mended.damaged and not all(map(scope.inside, readings(read, mended.strange))):
        return True
    return outside
