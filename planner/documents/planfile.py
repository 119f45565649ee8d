"""A plan written down by an office as one readable Markdown file (`seeds/plans/*.md`).

The file is made of a title (`# ...`), facts (`- Số: 262-KH/TU`) and sections of bullets (`## Chủ
đề`); `### ...` begins the block of an agency, or of several with ";" between them. A bullet that
begins with "[ngoài phạm vi]" is shown and goes no further. Every value keeps its line, counted
from 1 in the file as it stands.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time

from planner.domain.dates import read_day
from planner.domain.model import (
    CHANNELS,
    Block,
    Channel,
    Deadline,
    Duty,
    Letter,
    Named,
    Phase,
    Plan,
    Quota,
    Span,
    Theme,
    Window,
)
from planner.domain.words import slug
from planner.errors import InputError, PlannerError
from planner.phrases import Phrase

OUTSIDE = "[ngoài phạm vi]"
_DAY = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_SPAN = re.compile(rf"({_DAY})\s+-\s+({_DAY}|\?)")
_ANNIVERSARY = re.compile(rf"(?:(\d+) năm )?([a-z0-9-]+)(?:,\s*({_DAY})\s+-\s+({_DAY}))?")
_QUOTA = re.compile(r"ít nhất (\d+) (.+?) mỗi (.+)", re.IGNORECASE)
_HOURS = re.compile(r"giờ((?:\s+\d{1,2}:\d{2})+)")
_DEADLINES: tuple[tuple[re.Pattern[str], bool], ...] = (
    (re.compile(r"trước (\d{1,2})/(\d{1,2}) hằng năm"), True),
    (re.compile(r"trước (\d{1,2})/(\d{1,2})/(\d{4})"), True),
    (re.compile(r"chậm nhất (\d{1,2})/(\d{1,2}) hằng năm"), False),
    (re.compile(r"chậm nhất (\d{1,2})/(\d{1,2})/(\d{4})"), False),
    (re.compile(r"trước ngày (\d{1,2}) hằng tháng"), True),
)
_KINDS = {
    "kế hoạch": "ke-hoach",
    "thông báo": "thong-bao",
    "hướng dẫn": "huong-dan",
    "chỉ thị": "chi-thi",
    "quyết định": "quyet-dinh",
    "chương trình": "chuong-trinh",
    "công văn": "cong-van",
}


@dataclass
class _Draft:
    """What has been read so far."""

    title: str = ""
    title_line: int = 0
    facts: dict[str, tuple[str, int]] = field(default_factory=dict)
    letters: list[Letter] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    quotas: list[Quota] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)


def read(text: str, file: str) -> Plan:
    """Read one plan file; `file` is its name for messages.

    The plan's key is left empty and its province is the name as written: both are given when the
    plan is accepted. Raises InputError with file and line.
    """
    draft = _Draft()
    section: Callable[[_Draft, str, int], None] = _fact
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            if line.startswith("# "):
                draft.title, draft.title_line = line[2:].strip(), number
            elif line.startswith("## "):
                section = _section(line[3:].strip())
            elif line.startswith("### "):
                names = tuple(part.strip() for part in line[4:].split(";") if part.strip())
                draft.blocks.append(Block(names, (), number))
            elif line.startswith("- "):
                section(draft, line[2:].strip(), number)
            elif line.strip():
                raise InputError("dòng này không phải tiêu đề (#) hay gạch đầu dòng (-)")
        except PlannerError as error:
            raise error.at(file=file, line=number) from None
    try:
        return _plan(draft)
    except PlannerError as error:
        raise error.at(file=file) from None


def _section(name: str) -> Callable[[_Draft, str, int], None]:
    try:
        return _SECTIONS[name]
    except KeyError:
        raise InputError(
            "mục “%(name)s” không có trong mẫu; dùng một trong: %(known)s",
            name=name,
            known=", ".join(_SECTIONS),
        ) from None


def _fact(draft: _Draft, text: str, line: int) -> None:
    name, colon, value = (part.strip() for part in text.partition(":"))
    if not colon or not value:
        raise InputError("viết “tên: giá trị”, ví dụ “Số: 262-KH/TU”")
    if name == "Chuyển bằng":
        draft.letters.append(_letter(value, line))
    elif name == "Văn phòng ghi":
        draft.notes.append(value)
    elif name in _FACTS:
        draft.facts[name] = value, line
    else:
        raise InputError(
            "không có mục “%(name)s”; dùng: %(known)s", name=name, known=", ".join(_FACTS)
        )


_FACTS = ("Số", "Loại", "Cơ quan ban hành", "Tỉnh", "Ngày ban hành", "Thực hiện")


def _letter(value: str, line: int) -> Letter:
    parts = [part.strip() for part in value.split(",", 2)]
    if len(parts) != 3:  # noqa: PLR2004 (number, day, issuer)
        raise InputError("viết “số, ngày, cơ quan” của văn bản chuyển")
    number = None if parts[0].startswith("không đọc được") else parts[0]
    return Letter(number, read_day(parts[1]), parts[2], line)


def _span(text: str) -> tuple[Span, str]:
    """Read "16/12/2024 - 31/12/2024" at the start of `text`; return it and what follows."""
    found = _SPAN.match(text)
    if not found:
        raise InputError("viết khoảng ngày như 16/12/2024 - 31/12/2024 (? nếu chưa có ngày cuối)")
    start = read_day(found.group(1))
    end = None if found.group(2) == "?" else read_day(found.group(2))
    if end is not None and end < start:
        raise InputError(
            "khoảng ngày kết thúc (%(end)s) trước khi bắt đầu (%(start)s)",
            end=found.group(2),
            start=found.group(1),
        )
    return Span(start, end), text[found.end() :]


def _phase(draft: _Draft, text: str, line: int) -> None:
    span, rest = _span(text)
    draft.phases.append(Phase(len(draft.phases) + 1, span, rest.lstrip(": "), line))


def _marked(text: str) -> tuple[str, bool]:
    return (text.removeprefix(OUTSIDE).strip(), True) if text.startswith(OUTSIDE) else (text, False)


def _theme(draft: _Draft, text: str, line: int) -> None:
    title, outside = _marked(text)
    draft.themes.append(Theme(title, line, outside))


def _channel(draft: _Draft, text: str, line: int) -> None:
    text, outside = _marked(text)
    code, _, words = (part.strip() for part in text.partition(":"))
    draft.channels.append(Channel(_code(code), line, words, outside))


def _code(code: str) -> str:
    if code not in CHANNELS:
        raise InputError(
            "không có kênh “%(code)s”; dùng: %(known)s", code=code, known=", ".join(CHANNELS)
        )
    return code


def _anniversary(draft: _Draft, text: str, line: int) -> None:
    found = _ANNIVERSARY.fullmatch(text)
    if not found:
        raise InputError(
            "viết như “95 năm thanh-lap-dang, 03/02/1930 - 03/02/2025”, hoặc chỉ mã ngày kỷ niệm"
        )
    count, name, origin, day = found.groups()
    first, last = (read_day(one) if one else None for one in (origin, day))
    year = last.year if last else None
    if count and first and last and last.year - first.year != int(count):
        raise InputError(
            "%(count)s năm không khớp với %(origin)s - %(day)s; sửa một trong hai",
            count=count,
            origin=origin,
            day=day,
        )
    draft.named.append(Named(name, year, line, first, last))


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _window(draft: _Draft, text: str, line: int) -> None:
    text, outside = _marked(text)
    head, _, who = text.partition(":") if not _HOURS.search(text) else _after_hours(text)
    code, _, rest = (part.strip() for part in head.partition(","))
    span, rest = _span(rest)
    hours = _HOURS.search(rest)
    if _HOURS.sub("", rest).strip(" ,"):
        raise InputError("không hiểu “%(rest)s” sau khoảng ngày", rest=rest.strip(" ,"))
    times = tuple(_time(one) for one in hours.group(1).split()) if hours else ()
    draft.windows.append(
        Window(_code(code), span, line, tuple(sorted(times)), _names(who), outside)
    )


def _after_hours(text: str) -> tuple[str, str, str]:
    """Split at the colon behind the hours, which have colons of their own."""
    found = _HOURS.search(text)
    end = found.end() if found else 0
    return text[:end], ":", text[end:].lstrip(": ")


def _time(text: str) -> time:
    hour, minute = map(int, text.split(":"))
    try:
        return time(hour, minute)
    except ValueError as error:
        raise InputError("“%(text)s” không phải một giờ trong ngày", text=text) from error


def _duty(draft: _Draft, text: str, line: int) -> None:
    if not draft.blocks:
        raise InputError("việc này chưa thuộc cơ quan nào; viết “### tên cơ quan” ở trên")
    words, outside = _marked(text)
    block = draft.blocks[-1]
    draft.blocks[-1] = Block(block.names, (*block.duties, Duty(words, line, outside)), block.line)


def _quota(draft: _Draft, text: str, line: int) -> None:
    text, outside = _marked(text)
    code, _, rest = (part.strip() for part in text.partition(":"))
    words, *names = _names(rest)
    found = _QUOTA.fullmatch(words)
    if not found:
        raise InputError("viết như “banner: ít nhất 1 khẩu hiệu mỗi khu phố, ấp; cơ quan”")
    per = tuple(part.strip() for part in found.group(3).split(","))
    draft.quotas.append(
        Quota(int(found.group(1)), found.group(2), per, _code(code), line, tuple(names), outside)
    )


def _deadline(draft: _Draft, text: str, line: int) -> None:
    text, outside = _marked(text)
    words, _, rest = (part.strip() for part in text.partition(":"))
    title, *names = _names(rest) or ("",)
    for pattern, before in _DEADLINES:
        found = pattern.fullmatch(words)
        if found and title:
            day, month, year = (*map(int, found.groups()), None, None)[:3]
            _real(day or 0, month, year)
            draft.deadlines.append(
                Deadline(day or 0, month, year, before, title, line, tuple(names), outside)
            )
            return
    raise InputError(
        "viết như “trước 20/6 hằng năm: Báo cáo sáu tháng; cơ quan”, “chậm nhất 15/3/2027: …” "
        "hoặc “trước ngày 20 hằng tháng: …”"
    )


def _real(day: int, month: int | None, year: int | None) -> None:
    try:
        date(year or 2024, month or 1, day)
    except ValueError as error:
        raise InputError(
            "không có ngày %(day)d/%(month)s", day=day, month=month or Phrase("tháng")
        ) from error


_SECTIONS: dict[str, Callable[[_Draft, str, int], None]] = {
    "Thời gian": _phase,
    "Chủ đề": _theme,
    "Kênh": _channel,
    "Ngày kỷ niệm": _anniversary,
    "Khoảng treo, phát, đăng": _window,
    "Giao việc": _duty,
    "Chỉ tiêu": _quota,
    "Thời hạn": _deadline,
}


def _plan(draft: _Draft) -> Plan:
    for name, found in (("# tên kế hoạch", draft.title), ("Tỉnh", "Tỉnh" in draft.facts)):
        if not found:
            raise InputError("thiếu “%(name)s”", name=name)

    def fact(name: str) -> str:
        return draft.facts.get(name, ("", 0))[0]

    issued = draft.facts.get("Ngày ban hành")
    return Plan(
        key="",
        title=draft.title,
        title_line=draft.title_line,
        province=fact("Tỉnh"),
        kind=_KINDS.get(fact("Loại").lower(), "khac") if fact("Loại") else "ke-hoach",
        number=fact("Số") or None,
        issuer=fact("Cơ quan ban hành"),
        issued_on=_issued(*issued) if issued else None,
        implements=tuple(part.strip() for part in fact("Thực hiện").split(",") if part.strip()),
        letters=tuple(draft.letters),
        notes=tuple(draft.notes),
        phases=tuple(draft.phases),
        themes=tuple(draft.themes),
        channels=tuple(draft.channels),
        anniversaries=tuple(draft.named),
        windows=tuple(draft.windows),
        blocks=tuple(draft.blocks),
        deadlines=tuple(draft.deadlines),
        quotas=tuple(draft.quotas),
    )


def _issued(value: str, line: int) -> date:
    try:
        return read_day(value)
    except PlannerError as error:
        raise error.at(line=line) from None


def key_of(plan: Plan, issuer: str, taken: Callable[[str], bool]) -> str:
    """Return the key that a plan gets when it is accepted (product.md, "Commands and settings").

    Number and year in lower case without marks, else its title; with the issuer's slug before it
    where another plan has that key, and a letter behind the year if that is taken too.
    """
    year = str(plan.first_day.year) if plan.first_day else ""
    title = plan.title.removeprefix("Kế hoạch ")
    first = f"{slug(plan.number)}-{year}".rstrip("-") if plan.number else slug(title, 60)
    return next(key for key in _candidates(first, issuer) if not taken(key))


def _candidates(first: str, issuer: str) -> Iterator[str]:
    yield first
    second = f"{issuer}-{first}" if issuer else first
    if issuer:
        yield second
    for letter in "bcdefghijklmnopqrstuvwxyz":
        yield f"{second}{letter}"
