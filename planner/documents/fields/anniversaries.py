"""Counted anniversaries: "Kỷ niệm 95 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2025)".

Count, days and range are checked against each other; a mismatch is a question with its line, never
a silent repair. Without a printed range the name tells day and origin, as the calendar has them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planner.documents.papers.passages import Passage
from planner.documents.papers.plain import plain
from planner.documents.reading import Counted, Question
from planner.domain.model import Anniversary
from planner.phrases import Phrase

_DAY = r"(?P<d{0}>\d{{1,2}})\s?[/.\-]\s?(?P<m{0}>\d{{1,2}})\s?[/.\-]\s?(?P<y{0}>(?:1[0-9]|20)\d\d)"
_RANGE = re.compile(
    rf"\(?\s*(?:tu\s*)?(?:ngay\s*)?{_DAY.format(1)}\s*(?:-|/|den)\s*(?:ngay\s*)?{_DAY.format(2)}"
)
_COUNT = re.compile(r"(?<![\d/.-])(?P<n>\d{1,3})\s+nam(?!\s*\d)(?!\w)")
_SPOKEN = re.compile(r"ky niem|ngay|nam")
_ALSO = re.compile(r"[^.;\d]{0,40}?\s(?:va|,)\s(?:ngay |le )?$")
_NAME_AFTER = 30
"""How far behind "95 năm" its name may begin: "95 năm Ngày truyền thống ngành ..."."""
_STRETCH, _WINDOW = 150, 260
_LEAST_NAME, _LEAST_YEARS = 8, 5
_MONTHS, _DAYS = 12, 31
_OFF = 2
"""How many years the anniversary may lie from the paper: a plan for the year after next."""


@dataclass(frozen=True, slots=True)
class Known:
    """An anniversary of the calendar with the words that name it."""

    slug: str
    day: int
    month: int
    origin: int
    names: tuple[str, ...]


def known(anniversaries: Iterable[Anniversary]) -> tuple[Known, ...]:
    """Return the calendar's solar anniversaries with an origin, under names they go by."""
    return tuple(
        Known(one.slug, one.day, one.month, one.origin_year, _names(one))
        for one in anniversaries
        if one.origin_year is not None and not one.lunar
    )


_VARIANTS = (
    ("giai phong mien nam, thong nhat dat nuoc", "giai phong mien nam"),
    ("giai phong mien nam, thong nhat dat nuoc", "giai phong hoan toan mien nam"),
    ("sinh chu tich ho chi minh", "sinh cua chu tich ho chi minh"),
    ("sinh chu tich ho chi minh", "sinh bac ho"),
    ("quoc khanh nuoc cong hoa xa hoi chu nghia viet nam", "quoc khanh"),
    ("thuong binh - liet si", "thuong binh, liet si"),
    (" viet nam", ""),
    (" - ", " "),
    (" - ", ", "),
)
"""Words of a calendar's name and what papers write for them."""


def _names(one: Anniversary) -> tuple[str, ...]:
    names = [plain(name).strip() for name in (one.name, one.short) if name]
    bare = [re.sub(r"^(?:ngay|chien thang)\s+", "", name) for name in names]
    more = [name.replace(words, other) for name in bare for words, other in _VARIANTS]
    several = {name.strip() for name in (*bare, *more) if len(name.strip()) >= _LEAST_NAME}
    return tuple(sorted(several, key=lambda name: (-len(name), name)))


def read(
    passages: Sequence[Passage], calendar: Sequence[Known], issued: date | None
) -> tuple[tuple[Counted, ...], tuple[Question, ...]]:
    """Return the counted anniversaries, each once, and what does not fit together."""
    found: dict[tuple[int, int, int, int], Counted] = {}
    questions: list[Question] = []
    for one in passages:
        if "nam" not in one.plain:
            continue
        for counted, question in (*_ranged(one, calendar), *_named(one, calendar, issued)):
            key = counted.day, counted.month, counted.origin_year, counted.year
            found.setdefault(key, counted)
            if question:
                questions.append(question)
    return tuple(found.values()), tuple(dict.fromkeys(questions))


def _ranged(one: Passage, calendar: Sequence[Known]) -> Iterator[tuple[Counted, Question | None]]:
    """Yield anniversaries with their range printed."""
    for found in _RANGE.finditer(one.plain):
        before = one.plain[max(found.start() - _WINDOW, 0) : found.start()]
        counts = [int(count["n"]) for count in _COUNT.finditer(before)]
        day, month = int(found["d2"]), int(found["m2"])
        origin, year = int(found["y1"]), int(found["y2"])
        least = 1 if counts else _LEAST_YEARS
        if not (1 <= month <= _MONTHS and 1 <= day <= _DAYS and year - origin >= least):
            continue
        if not counts and not _SPOKEN.search(before):
            continue
        first = int(found["d1"]), int(found["m1"])
        if first != (day, month) and year - origin not in counts:
            continue  # "Kế hoạch 5 năm (01/01/2021 - 31/12/2025)" is a span
        line, words = one.line_at(found.start()), one.text[found.start() : found.end()].strip(" (")
        slug = _slug(calendar, day, month, origin)
        nth = counts[-1] if counts else None
        counted = Counted(day, month, origin, nth, year, line, words, slug)
        yield counted, _mismatch(counted, first)


def _slug(calendar: Sequence[Known], day: int, month: int, origin: int) -> str | None:
    same = (
        one.slug for one in calendar if (one.day, one.month, one.origin) == (day, month, origin)
    )
    return next(same, None)


def _mismatch(counted: Counted, first: tuple[int, int]) -> Question | None:
    """Return what does not fit: the two days of the range, or the count and its years."""
    years = counted.year - counted.origin_year
    if first != (counted.day, counted.month):
        text = Phrase(
            "Hai ngày trong “%(words)s” không cùng ngày, tháng. Ngày nào đúng?",
            words=counted.words,
        )
    elif counted.nth is not None and counted.nth != years:
        text = Phrase(
            "“%(count)d năm” không khớp với %(origin)d-%(year)d (%(years)d năm). Số nào đúng?",
            count=counted.nth,
            origin=counted.origin_year,
            year=counted.year,
            years=years,
        )
    else:
        return None
    return Question(counted.line, text, "anniversaries")


def _named(
    one: Passage, calendar: Sequence[Known], issued: date | None
) -> Iterator[tuple[Counted, None]]:
    """Yield anniversaries counted without a range, whose name the calendar knows."""
    text = one.plain
    counts = list(_COUNT.finditer(text))
    for count, after in zip(counts, [*counts[1:], None], strict=False):
        end = after.start() if after else len(text)
        if _RANGE.search(text, count.start(), min(end, count.end() + _WINDOW)):
            continue
        stretch = re.split(r"[;.]\s", text[count.end() : min(end, count.end() + _STRETCH)])[0]
        for name in _said(stretch, calendar):
            nth = int(count["n"])
            year = name.origin + nth
            if issued is None or abs(year - issued.year) <= _OFF:
                line, words = one.line_at(count.start()), one.text[count.start() : count.end()]
                yield (
                    Counted(name.day, name.month, name.origin, nth, year, line, words, name.slug),
                    None,
                )


def _said(stretch: str, calendar: Sequence[Known]) -> Iterator[Known]:
    """Yield what a count counts: one day, or two of one year.

    "78 năm Cách mạng tháng Tám và Quốc khánh 2/9" counts both.
    """
    found = [
        (at, len(name), one)
        for one in calendar
        for name in one.names
        if 0 <= (at := stretch.find(name)) <= _STRETCH
    ]
    found.sort(key=lambda one: (one[0], -one[1]))
    if not found or found[0][0] > _NAME_AFTER:
        return
    at, length, first = found[0]
    yield first
    behind = at + length
    also = (
        one
        for at, _, one in found
        if one.origin == first.origin and at >= behind and _ALSO.match(stretch[behind:at])
    )
    yield from [one for one in also if one is not first][:1]
