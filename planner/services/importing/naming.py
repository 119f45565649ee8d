"""Whom a block's heading means: its names one by one, each looked up on the plan's day.

Found is only what the register finds. Whoever is merely alike, or ended before, is offered to a
person and waits for them; only that block waits.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from rapidfuzz import fuzz

from planner.domain.model import Agency, Collective
from planner.domain.register import Register, plain_name
from planner.domain.words import CAPITALS, fold, slug
from planner.phrases import Phrase, mark
from planner.services.importing import judging
from planner.services.importing.values import AS_WRITTEN, NONE, Choice, Name

SURE, CLEAR, LEAST, OFFERED = 95, 5, 72, 5
"""Likeness to be sure, the lead over the second, the least that is offered, and how many are."""

GROUP = "~"
"""Before a collective name where it is the answer, not an agency's slug."""

_SEPARATOR = re.compile(rf"\s*[,;]\s+(?:và\s+)?|\s*;\s*|\s+và\s+|\s*,\s*(?=[{CAPITALS}])")
_BODY = re.compile(
    r"(?:các|Các|Sở|Ban|Báo|Đài|UBND|Ủy ban|Uỷ ban|UBMTTQ|MTTQ|Mặt trận|Hội(?! đồng)|Đoàn|Công an|"
    r"Bộ|Cục|Chi cục|Trung tâm|Phòng|Văn phòng|Đảng (?:ủy|uỷ|đoàn|bộ)|Tỉnh (?:ủy|uỷ|đoàn)|"
    r"Thành (?:ủy|uỷ|đoàn)|Thị (?:ủy|uỷ|đoàn)|Huyện (?:ủy|uỷ|đoàn)|Quận (?:ủy|uỷ|đoàn)|"
    rf"(?:Huyện|Quận|Xã|Phường|Đặc khu|Thị trấn|Thị xã|Thành phố) (?=[{CAPITALS}0-9])|Liên|Trường|"
    r"Cổng|Trang|Tòa|Viện|Hạt|Bưu điện|Ngân hàng|Kho bạc|Thanh tra|Bảo hiểm|Công ty|Tạp chí|"
    r"Chi bộ|Thường trực|Cơ quan|Nhà (?:văn hóa|hát|thiếu nhi|xuất bản|máy)|Thư viện|Bảo tàng|"
    r"Điện lực|Viễn thông|Bệnh viện|Hợp tác xã|Doanh nghiệp)\b"
)
_COUNCIL = re.compile(r"(?:HĐND|Hội đồng nhân dân|ĐBQH)$")
"""What the office of a council ends with, before that of its People's Committee."""

_LEAD = re.compile(
    r"^\s*(?:[-–+*•#]+|\(?[0-9]{1,2}[.)]|[a-zđ]\)|[IVX]+\.)?\s*(?:\*\*)?\s*"
    r"(?:(?:Đề nghị|Giao|Yêu cầu)\s+)?(?:đối với\s+)?",
    re.IGNORECASE,
)


_TITLES = re.compile(
    r"\b(?:(?:các\s+)?(?:đồng chí\s+)?(?:Giám đốc|Thủ trưởng|Chủ tịch|Bí thư|Trưởng ban|"
    r"Tổng Biên tập|Người đứng đầu|Lãnh đạo)(?:,\s+)?\s*)+"
    r"(?=(?:các|Sở|Ban|Báo|Đài|UBND|Ủy ban|Hội)\b)",
    re.IGNORECASE,
)
"""Who speaks for a body, where the body itself is meant."""


def parts_of(name: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """Split a heading into single bodies: the longest stretches that `known` finds, and the rest.

    The rest is split only where a body's own word begins ("Sở ...", "các ..."), so that "Sở Văn
    hóa, Thể thao và Du lịch" stays one even where nobody knows it.
    """
    whole = _TITLES.sub("", _LEAD.sub("", name)).strip(" *:.;,")
    if not whole:
        return ()
    if known(whole):
        return (whole,)
    marks = list(_SEPARATOR.finditer(whole))
    starts = [0, *(one.end() for one in marks)]
    ends = [*(one.start() for one in marks), len(whole)]
    found: list[str] = []
    loose: tuple[int, int] | None = None
    first = 0
    while first < len(starts):
        last = _longest(whole, starts, ends, first, known)
        if last is None:
            begins = loose is None or _begins(whole, loose, starts[first])
            if begins and loose is not None:
                found.append(whole[slice(*loose)])
            low = starts[first] if begins or loose is None else loose[0]
            loose = low, ends[first]
            first += 1
            continue
        if loose is not None:
            found.append(whole[slice(*loose)])
            loose = None
        found.append(whole[starts[first] : ends[last]])
        first = last + 1
    if loose is not None:
        found.append(whole[slice(*loose)])
    return tuple(dict.fromkeys(one.strip(" *:.;,") for one in found if one.strip(" *:.;,")))


def _begins(whole: str, before: tuple[int, int], start: int) -> bool:
    """Whether another body begins here; "Văn phòng HĐND và UBND" is one."""
    if _COUNCIL.search(whole[slice(*before)]) and whole.startswith("Văn phòng", before[0]):
        return False
    return bool(_BODY.match(whole[start:]))


LONGEST = 12
"""Separators that one body's name may have inside."""


def _longest(
    whole: str,
    starts: Sequence[int],
    ends: Sequence[int],
    first: int,
    known: Callable[[str], bool],
) -> int | None:
    """Return where the longest known name ends that begins with part `first`."""
    top = min(len(starts), first + LONGEST)
    return next(
        (
            last
            for last in range(top - 1, first - 1, -1)
            if known(whole[starts[first] : ends[last]].strip(" *:.;,"))
        ),
        None,
    )


@dataclass(frozen=True)
class Matcher:
    """Looks names up in one province on one day, with what people answered."""

    register: Register
    province: str
    day: date
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def known(self, name: str) -> bool:
        """Whether somebody bears the name on that day, or several do."""
        return bool(self.register.find(name, self.province, self.day))

    def names(self, heading: str) -> tuple[Name, ...]:
        """Return the names of a heading with whom each means."""
        return tuple(map(self.name, parts_of(heading, self.known)))

    def name(self, written: str) -> Name:
        """Return whom one name means, and whom it might mean."""
        key = f"name-{slug(plain_name(written), 60) or slug(written, 60) or 'x'}"
        if not judging.takes_name(written):
            return Name(
                key, written, "held", why=mark("tên này ngoài phạm vi nên không tra trong sổ")
            )
        answer = self.answers.get(key, ())
        found = self.register.find(written, self.province, self.day)
        if not answer and found:
            return Name(key, written, "found", self._agencies(found))
        choices, why = self._offered(written)
        if answer:
            return self._answered(key, written, answer, choices)
        if self.register.is_collective(written) and not why:
            return Name(key, written, "collective")
        sure = [one for one in choices if one.likely]
        agencies = self._agencies([one.value for one in sure if not _is_group(one.value)])
        return Name(key, written, "likely" if agencies else "unknown", agencies, choices, why)

    def _agencies(self, slugs: Iterable[str]) -> tuple[Agency, ...]:
        return tuple(self.register.agencies[one] for one in slugs)

    def _answered(
        self, key: str, written: str, answer: tuple[str, ...], choices: tuple[Choice, ...]
    ) -> Name:
        if answer == (NONE,):
            return Name(key, written, "none", choices=choices)
        if answer == (AS_WRITTEN,):
            return Name(key, written, "as_written", choices=choices)
        slugs: list[str] = []
        for one in answer:
            if _is_group(one):
                slugs += self.register.find(one[len(GROUP) :], self.province, self.day)
            elif one in self.reachable:
                slugs.append(one)
        if not slugs:
            return Name(key, written, "unknown", choices=choices)
        return Name(key, written, "chosen", self._agencies(dict.fromkeys(slugs)), choices)

    def written_names(self, name: Name) -> tuple[str, ...]:
        """Return the names that stand for one in a plan, so that the register finds whom it means.

        Whoever was chosen stands under their own name.
        """
        if name.how == "chosen":
            groups = [one[len(GROUP) :] for one in self.answers.get(name.key, ()) if _is_group(one)]
            inside = {
                slug_
                for one in groups
                for slug_ in self.register.find(one, self.province, self.day)
            }
            single = [self.reachable[one.slug] for one in name.agencies if one.slug not in inside]
            return (*groups, *single)
        if name.how == "likely":
            return tuple(self.reachable[one.slug] for one in name.agencies)
        return () if name.how in {"none", "held"} else (name.written,)

    @cached_property
    def reachable(self) -> Mapping[str, str]:
        """The agencies that a name can be matched with, each with a name that finds only it."""
        found = {}
        for one in self.register.agencies.values():
            if one.province == self.province and one.exists(self.day):
                name = next((n for n in (one.name, *one.aliases) if self._means(n, one)), None)
                if name is not None and judging.takes_name(name):
                    found[one.slug] = name
        return found

    def _means(self, name: str, agency: Agency) -> bool:
        return self.register.find(name, self.province, self.day) == (agency.slug,)

    # --- whom it might mean ---

    def _offered(self, written: str) -> tuple[tuple[Choice, ...], str]:
        then, why = self._of_another_day(written)
        if then:
            return then, why
        return tuple(self._alike(written)), ""

    @cached_property
    def _plain(self) -> list[tuple[str, str]]:
        place = fold(self.register.provinces[self.province].name) if self._there else ""
        pairs = [
            (form, one)
            for one in self.reachable
            for name in (self.register.agencies[one].name, *self.register.agencies[one].aliases)
            for plain in [plain_name(name)]
            for form in (plain, plain.removesuffix(f" tinh {place}").removesuffix(f" {place}"))
        ]
        return list(dict.fromkeys(pairs))

    @property
    def _there(self) -> bool:
        return self.province in self.register.provinces

    def _alike(self, written: str) -> Iterator[Choice]:
        """Yield the agencies whose names are alike, the likest first; who is sure is likely."""
        plain = plain_name(written)
        scored: dict[str, tuple[float, float]] = {}
        for text, who in self._plain:
            score = _likeness(plain, text)
            if score >= LEAST:
                strict = fuzz.ratio(plain, text) if _digits(plain) == _digits(text) else 0.0
                scored[who] = max(scored.get(who, (0.0, 0.0)), (strict, score))
        best = sorted(scored.items(), key=lambda one: (-max(one[1]), -one[1][0], one[0]))[:OFFERED]
        strictest = sorted((strict for _, (strict, _) in best), reverse=True)
        lead = strictest[0] - (strictest[1] if len(strictest) > 1 else 0) if strictest else 0
        for who, (strict, score) in best:
            sure = strict >= SURE and strict == strictest[0] and lead >= CLEAR
            yield Choice(who, self.register.agencies[who].name, sure, round(max(strict, score)))

    def _of_another_day(self, written: str) -> tuple[tuple[Choice, ...], str]:
        """Return who stands that day for a body that bore the name before or bears it later."""
        plain = plain_name(written)
        for one in self.register.agencies.values():
            if one.exists(self.day) or one.province not in self._related:
                continue
            place = fold(self.register.provinces[one.province].name)
            forms = {plain, plain.removesuffix(f" tinh {place}").removesuffix(f" {place}")}
            if forms.isdisjoint(plain_name(name) for name in (one.name, *one.aliases)):
                continue
            return self._instead(one)
        several = [
            one
            for one in self.register.collectives
            if plain in {plain_name(name) for name in one.names}
        ]
        return self._groups(several[0]) if several else ((), "")

    def _instead(self, gone: Agency) -> tuple[tuple[Choice, ...], str]:
        if gone.valid_to is not None and gone.valid_to < self.day:
            heirs = self._heirs(gone.slug, set())
            why = Phrase(
                "%(name)s kết thúc ngày %(day)s; việc này giờ của ai?",
                name=gone.name,
                day=f"{gone.valid_to:%d/%m/%Y}",
            )
        else:
            heirs = [
                one.slug
                for one in self.register.agencies.values()
                if one.slug in self.reachable and any(h.to == gone.slug for h in one.successors)
            ]
            begins = f"{gone.valid_from:%d/%m/%Y}" if gone.valid_from else ""
            why = Phrase(
                "%(name)s có từ ngày %(day)s, sau ngày của văn bản; khi ấy là ai?",
                name=gone.name,
                day=begins,
            )
        return tuple(Choice(one, self.register.agencies[one].name) for one in heirs), why

    def _heirs(self, gone: str, seen: set[str]) -> list[str]:
        found: list[str] = []
        for heir in self.register.agencies[gone].successors:
            if heir.to in seen or heir.to not in self.register.agencies:
                continue
            seen.add(heir.to)
            found += [heir.to] if heir.to in self.reachable else self._heirs(heir.to, seen)
        return found

    def _groups(self, several: Collective) -> tuple[tuple[Choice, ...], str]:
        """Return the collective names of those who took over from a group that is gone."""
        gone = [
            one
            for one in self.register.agencies.values()
            if one.kind in several.kinds
            and one.province in self._related
            and one.valid_to is not None
            and one.valid_to < self.day
        ]
        if not gone:
            return (), ""
        kinds = {
            self.register.agencies[heir].kind
            for one in gone
            for heir in self._heirs(one.slug, set())
        }
        found = []
        for other in self.register.collectives:
            number = len(self.register.find(other.names[0], self.province, self.day))
            if number and set(other.kinds) <= kinds:
                label = Phrase("%(name)s (cơ quan: %(number)d)", name=other.names[0], number=number)
                found.append(Choice(f"{GROUP}{other.names[0]}", label))
        last = max(one.valid_to for one in gone if one.valid_to is not None)
        why = Phrase(
            "những cơ quan này kết thúc ngày %(day)s; việc này giờ của ai?",
            day=f"{last:%d/%m/%Y}",
        )
        return tuple(found), why

    @cached_property
    def _related(self) -> frozenset[str]:
        """The plan's province, and those that it came from or that came of it."""
        own = self.register.provinces.get(self.province)
        after = own.successors if own else ()
        before = [
            one.slug for one in self.register.provinces.values() if self.province in one.successors
        ]
        return frozenset({self.province, *after, *before} & set(self.register.provinces))


def _likeness(one: str, other: str) -> float:
    """Return how alike two plain names are, 0 to 100; words in another order or left out cost."""
    whole = max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))
    return max(whole, 0.9 * fuzz.token_set_ratio(one, other))


def _is_group(value: str) -> bool:
    return value.startswith(GROUP)


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)
