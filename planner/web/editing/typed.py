"""Agencies, sessions, anniversaries and cadences as their forms hold them, and read back. Pure.

What a form holds is one mapping of names to texts (`Typed`): made of what is stored, sent back by
a browser, shown again as it was typed. A text that cannot be read raises InputError with the
field's name as the key of its place.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Literal, cast

from werkzeug.datastructures import MultiDict

from planner.domain.cadence import check_rule, read_windows
from planner.domain.dates import WEEKDAYS, printed, read_day
from planner.domain.model import (
    CHANNELS,
    FORMATS,
    FORMATS_OF,
    Agency,
    Anniversary,
    Cadence,
    Quiet,
    Rank,
    Session,
)
from planner.errors import InputError, Where
from planner.web import words
from planner.web.campaigns.rhythm import CLASSES, window_words
from planner.web.words import hour, mark

Typed = MultiDict[str, str]
Sessions = Literal["each", "last"]
Windows = tuple[tuple[int, int], ...]

NEW = "new"
"""Stands where a session's id does, in the row of a session that is to be added."""

LABELS: Mapping[str, str] = {
    "name": mark("Tên"),
    "aliases": mark("Tên khác"),
    "kind": mark("Loại"),
    "level": mark("Cấp"),
    "parent": mark("Trực thuộc"),
    "runs": mark("Kênh và hình thức"),
    "valid_from": mark("Có từ ngày"),
    "valid_to": mark("Đến hết ngày"),
    "checked": mark("Đã kiểm tra"),
    "start": mark("Giờ bắt đầu"),
    "minutes": mark("Số phút"),
    "weekdays": mark("Các thứ"),
    "gone": mark("Thôi phát"),
    "quiet": mark("Giờ không phát"),
    "short": mark("Tên ngắn"),
    "day": mark("Ngày"),
    "month": mark("Tháng"),
    "calendar": mark("Lịch"),
    "origin_year": mark("Năm gốc"),
    "rank": mark("Mức"),
    "flags": mark("Treo cờ"),
    "since": mark("Kỷ niệm từ năm"),
    "carried_by": mark("Nằm trong đợt của"),
    "province": mark("Tỉnh"),
    "source": mark("Căn cứ"),
    "ranks": mark("Cho mức"),
    "round": mark("Năm tròn"),
    "five": mark("Năm lẻ 5"),
    "other": mark("Năm khác"),
    "recurrence": mark("Lặp"),
    "rrule": mark("Quy tắc RRULE"),
    "times": mark("Giờ"),
    "sessions": mark("Buổi phát"),
    "due": mark("Nộp trước (ngày)"),
    "most_days": mark("Treo nhiều nhất (ngày)"),
    "after": mark("Sau đợt treo (ngày)"),
}
"""The fields of all four forms, as their labels say them."""

RECURRENCES: Mapping[str, str] = {
    "listed": mark("đúng các ngày ghi ở khoảng ngày"),
    "daily": mark("mỗi ngày"),
    "weekly": mark("vào các thứ"),
    "rule": mark("theo quy tắc RRULE"),
}
CALENDARS: Mapping[str, str] = {"solar": mark("dương lịch"), "lunar": mark("âm lịch")}
SESSIONS: Mapping[str, str] = {"each": mark("mỗi buổi phát"), "last": mark("buổi cuối ngày")}
BOXES = frozenset({"checked", "flags", "gone", "runs", "weekdays", "ranks"})
"""Fields that a browser sends only where something is ticked."""

_LONGEST_NUMBER = 6
_HOUR = re.compile(r"(\d{1,2})(?:[:.hHg]|\s*giờ\s*)(\d{2})?")
_TO = re.compile(r"[-–—]|đến")
_WEEKLY = re.compile(r"FREQ=WEEKLY;BYDAY=((?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*)")


@dataclass(frozen=True, slots=True)
class Differing:
    """A field that differs between two forms, in texts."""

    field: str
    session: str
    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def label(self) -> str:
        return LABELS[self.field]


def differing(old: Typed, new: Typed) -> Iterator[Differing]:
    """Yield the fields in which a form differs from another, in the order of LABELS."""
    order = list(LABELS)
    names = [_parts(name) for name in dict.fromkeys([*old, *new])]
    known = [(field, row) for field, row in names if field in LABELS]
    for field, row in sorted(known, key=lambda one: (one[1] == NEW, one[1], order.index(one[0]))):
        if row == NEW and not new.get(f"start.{NEW}", "").strip():
            continue
        name = f"{field}.{row}" if row else field
        before = () if row == NEW else _values(old, name)
        after = _values(new, name)
        if before != after and (name in new or field in BOXES):
            yield Differing(field, row, before, after)


def with_new_rows(form: Typed, stored: Typed) -> Typed:
    """Return a form with the rows of sessions that were added since it was drawn."""
    found = Typed(form)
    drawn = {row for _, row in map(_parts, form)}
    for name in stored:
        row = _parts(name)[1]
        if row and row not in drawn:
            found.setlist(name, stored.getlist(name))
    return found


def _parts(name: str) -> tuple[str, str]:
    """Return a control's field, and its session where it is one of several."""
    field, _, row = name.partition(".")
    return field, row


def _values(form: Typed, name: str) -> tuple[str, ...]:
    return tuple(line for one in form.getlist(name) if (line := _line(one)))


def words_of(one: str, field: str, options: Mapping[str, Iterable[tuple[str, str]]]) -> str:
    """Return a value of a form as people read it: a code's word, a slug's name."""
    if field in BOXES and one == "1":
        return mark("có")
    if field == "runs":
        channel, _, form = one.partition(".")
        formats = FORMATS_OF.get(channel, ())
        return words.CHANNELS[channel] if len(formats) == 1 else FORMATS.get(form, form)
    if field == "weekdays" and one in WEEKDAYS:
        return words.SHORT_WEEKDAYS[WEEKDAYS.index(one)]
    if field in {"parent", "province", "carried_by"}:
        return dict(options.get(field, ())).get(one, one)
    return _WORDS.get(field, {}).get(one, one)


_WORDS: Mapping[str, Mapping[str, str]] = {
    "kind": words.KINDS,
    "level": words.LEVELS,
    "rank": words.RANKS,
    "ranks": words.RANKS,
    "recurrence": RECURRENCES,
    "calendar": CALENDARS,
    "sessions": SESSIONS,
}


# --- agencies -------------------------------------------------------------------------------------


def of_agency(one: Agency) -> Typed:
    """Return an agency's form, without its sessions."""
    form = Typed(
        {
            "name": one.name,
            "aliases": "\n".join(one.aliases),
            "kind": one.kind,
            "level": one.level,
            "parent": one.parent or "",
            "valid_from": printed(one.valid_from) if one.valid_from else "",
            "valid_to": printed(one.valid_to) if one.valid_to else "",
        }
    )
    runs = [f"{code}.{each}" for code in words.CHANNELS for each in FORMATS_OF[code]]
    ticked = {f"{code}.{each}" for code, formats in one.runs.items() for each in formats}
    form.setlist("runs", [each for each in runs if each in ticked])
    return form


def agency_of(form: Typed, old: Agency) -> Agency:
    """Read an agency's form; what it does not hold stays as it is."""
    aliases = [_line(one) for one in form.get("aliases", "").splitlines()]
    return replace(
        old,
        name=_line(form.get("name", "")),
        aliases=tuple(dict.fromkeys(one for one in aliases if one)),
        kind=form.get("kind", ""),
        level=form.get("level", ""),
        parent=form.get("parent") or None,
        runs=_runs(form, old),
        valid_from=_day(form, "valid_from"),
        valid_to=_day(form, "valid_to"),
        to_check=old.to_check and "checked" not in form,
    )


def _runs(form: Typed, old: Agency) -> Mapping[str, tuple[str, ...]]:
    ticked = set(form.getlist("runs"))
    known = {f"{code}.{one}" for code, formats in FORMATS_OF.items() for one in formats}
    if strange := ticked - known:
        raise _fault("runs", "không có kênh hay hình thức “%(one)s”", one=min(strange))
    runs = {
        code: tuple(one for one in FORMATS_OF[code] if f"{code}.{one}" in ticked)
        for code in CHANNELS
    }
    # One that stays keeps the order in which it was written.
    return {
        code: old.runs[code] if set(old.runs.get(code, ())) == set(formats) else formats
        for code, formats in runs.items()
        if formats
    }


def of_sessions(agency: Agency) -> Typed:
    """Return the form of an agency's sessions, with a last row for a new one, and quiet hours."""
    form = Typed({"quiet": ", ".join(f"{hour(one.start)}–{hour(one.end)}" for one in agency.quiet)})
    for one in agency.sessions:
        form[f"start.{one.id}"] = hour(one.start)
        form[f"minutes.{one.id}"] = str(one.minutes)
        form.setlist(f"weekdays.{one.id}", [WEEKDAYS[day] for day in one.weekdays])
    form[f"start.{NEW}"] = ""
    form[f"minutes.{NEW}"] = "30"
    form.setlist(f"weekdays.{NEW}", list(WEEKDAYS))
    return form


def sessions_of(form: Typed, old: Agency, fresh: str) -> Agency:
    """Read the form of an agency's sessions; `fresh` is the id that a new one gets."""
    kept = [_session(form, one.id, one.id) for one in old.sessions if f"gone.{one.id}" not in form]
    if form.get(f"start.{NEW}", "").strip():
        kept.append(_session(form, NEW, fresh))
    sessions = tuple(sorted(kept, key=lambda one: (one.start, one.id)))
    return replace(old, sessions=sessions, quiet=_quiet(form) if "quiet" in form else old.quiet)


def _quiet(form: Typed) -> tuple[Quiet, ...]:
    """Read hours as people write them: 22:00–05:00, 11h30 đến 13h30."""
    found = []
    for one in re.split(r"[,;]", form["quiet"]):
        if not one.strip():
            continue
        ends = _TO.split(one)
        if len(ends) != 2:  # noqa: PLR2004 (from and to)
            raise _fault(
                "quiet",
                "“%(text)s” không phải một khoảng giờ; viết như 22:00–05:00",
                text=_line(one)[:40],
            )
        found.append(Quiet(*(_hour(end, "quiet") for end in ends)))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _session(form: Typed, row: str, name: str) -> Session:
    start = _hour(form.get(f"start.{row}", ""), f"start.{row}")
    minutes = _whole(form, f"minutes.{row}")
    if minutes is None:
        raise _fault(f"minutes.{row}", "buổi %(at)s chưa ghi số phút", at=hour(start))
    return Session(name, start, _weekdays(form, f"weekdays.{row}"), minutes)


def _weekdays(form: Typed, name: str) -> tuple[int, ...]:
    ticked = set(form.getlist(name))
    if strange := ticked - set(WEEKDAYS):
        raise _fault(name, "trong tuần không có thứ “%(day)s”", day=min(strange))
    return tuple(number for number, day in enumerate(WEEKDAYS) if day in ticked)


# --- anniversaries --------------------------------------------------------------------------------


def of_anniversary(one: Anniversary | None) -> Typed:
    """Return an anniversary's form; without one, that of a new one."""
    one = one or Anniversary("", "", 0, 0, rank="usual")
    form = Typed(
        {
            "name": one.name,
            "short": one.short,
            "day": str(one.day or ""),
            "month": str(one.month or ""),
            "calendar": "lunar" if one.lunar else "solar",
            "origin_year": str(one.origin_year or ""),
            "rank": one.rank,
            "since": str(one.since or ""),
            "carried_by": one.carried_by or "",
            "province": one.province or "",
            "source": one.source,
        }
    )
    form.setlist("flags", ["1"] if one.flags else [])
    return form


def anniversary_of(form: Typed, old: Anniversary) -> Anniversary:
    """Read an anniversary's form; what it does not hold stays as it is."""
    return replace(
        old,
        name=_line(form.get("name", "")),
        short=_line(form.get("short", "")),
        day=_whole(form, "day") or 0,
        month=_whole(form, "month") or 0,
        lunar=form.get("calendar") == "lunar",
        origin_year=_whole(form, "origin_year"),
        rank=cast("Rank", form.get("rank", "")),
        flags="flags" in form,
        since=_whole(form, "since"),
        carried_by=form.get("carried_by") or None,
        province=form.get("province") or None,
        source=_line(form.get("source", "")),
    )


# --- cadences -------------------------------------------------------------------------------------


def of_cadence(one: Cadence) -> Typed:
    """Return a cadence's form: of its fields those that it can have."""
    form = Typed({"name": one.name, "due": _text(one.due), "minutes": _text(one.minutes)})
    if one.follows:
        return Typed({"name": one.name, "after": str(one.after)})
    if one.use == "anniversary":
        form.setlist("ranks", list(one.ranks))
        for kind in CLASSES:
            form[kind] = window_words(one.windows.get(kind, ()))
    if repeats(one):
        form["recurrence"], days = _recurrence(one.rrule)
        form.setlist("weekdays", days)
        form["rrule"] = one.rrule or ""
    if one.most_days is not None:
        form["most_days"] = str(one.most_days)
    if one.channel == "loudspeaker":
        form["sessions"] = one.sessions or ""
    elif has_hours(one):
        form["times"] = ", ".join(hour(at) for at in one.times)
    if not has_minutes(one):
        form.pop("minutes")
    return form


def repeats(one: Cadence) -> bool:
    """Whether a cadence publishes again and again, not once or over one span."""
    return not one.span and not one.follows and one.use != "phase"


def has_hours(one: Cadence) -> bool:
    """Whether what a cadence makes goes out at an hour of the day."""
    return repeats(one) and one.channel in {"press", "portal", "social", "sms"}


def has_minutes(one: Cadence) -> bool:
    """Whether what a cadence makes lasts minutes on the air."""
    return repeats(one) and one.format in {"radio", "tv", "bulletin"}


def _recurrence(rule: str | None) -> tuple[str, list[str]]:
    if rule is None:
        return "listed", []
    if rule.upper() == "FREQ=DAILY":
        return "daily", []
    found = _WEEKLY.fullmatch(rule.upper())
    return ("weekly", found[1].lower().split(",")) if found else ("rule", [])


def cadence_of(form: Typed, old: Cadence) -> Cadence:
    """Read a cadence's form; what it does not hold stays as it is."""
    new = replace(old, name=_line(form.get("name", "")))
    if old.follows:
        return replace(new, after=_needed(form, "after"))
    new = replace(new, due=_whole(form, "due"))
    if old.use == "anniversary":
        known: dict[str, Windows] = {
            kind: pairs for kind in CLASSES if (pairs := _windows(form, kind))
        }
        new = replace(new, ranks=cast("tuple[Rank, ...]", _ranks(form, old)), windows=known)
    if repeats(old):
        new = replace(new, rrule=_rule(form, old))
    if old.most_days is not None:
        new = replace(new, most_days=_needed(form, "most_days"))
    if old.channel == "loudspeaker":
        asked = form.get("sessions", "")
        new = replace(new, sessions=cast("Sessions", asked) if asked in SESSIONS else None)
    elif has_hours(old):
        new = replace(new, times=_times(form))
    return replace(new, minutes=_whole(form, "minutes")) if has_minutes(old) else new


def _ranks(form: Typed, old: Cadence) -> tuple[str, ...]:
    ticked = tuple(dict.fromkeys(form.getlist("ranks")))
    return old.ranks if set(ticked) == set(old.ranks) else ticked


def _windows(form: Typed, kind: str) -> Windows:
    text = form.get(kind, "").strip().upper()
    if not text:
        return ()
    try:
        return read_windows(text)
    except InputError as error:
        raise InputError(error.message, Where(key=kind), **error.parts) from None


def _rule(form: Typed, old: Cadence) -> str | None:
    """Return the rule that was chosen; one that says the same keeps its own writing."""
    match form.get("recurrence"):
        case "listed":
            return None
        case "daily":
            return "FREQ=DAILY"
        case "weekly":
            days = _weekdays(form, "weekdays")
            if not days:
                raise _fault("weekdays", "chưa chọn thứ nào; chọn ít nhất một")
            names = ",".join(WEEKDAYS[day].upper() for day in days)
            same = old.rrule and set(_recurrence(old.rrule)[1]) == {WEEKDAYS[day] for day in days}
            return old.rrule if same else f"FREQ=WEEKLY;BYDAY={names}"
        case "rule":
            text = _line(form.get("rrule", ""))
            if not text:
                raise _fault("rrule", "chưa ghi quy tắc RRULE; viết như FREQ=WEEKLY;BYDAY=TH")
            try:
                return text if text == old.rrule else check_rule(text)
            except InputError as error:
                raise InputError(error.message, Where(key="rrule"), **error.parts) from None
        case _:
            raise _fault("recurrence", "chưa chọn cách lặp")


def _times(form: Typed) -> tuple[time, ...]:
    texts = re.split(r"[,;]", form.get("times", ""))
    return tuple(_hour(one, "times") for one in texts if one.strip())


# --- texts ----------------------------------------------------------------------------------------


def _line(text: str) -> str:
    """Return a text in one line, without signs that cannot be seen."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _text(value: int | None) -> str:
    return "" if value is None else str(value)


def _day(form: Typed, name: str) -> date | None:
    text = form.get(name, "").strip()
    try:
        return read_day(text) if text else None
    except InputError as error:
        raise InputError(error.message, Where(key=name), **error.parts) from None


def _whole(form: Typed, name: str) -> int | None:
    text = form.get(name, "").strip()
    if not text:
        return None
    if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER:
        return int(text)
    raise _fault(name, "“%(text)s” không phải một số; viết bằng chữ số", text=text[:40])


def _needed(form: Typed, name: str) -> int:
    value = _whole(form, name)
    if value is None:
        raise _fault(name, "chưa ghi số ngày")
    return value


def _hour(text: str, name: str) -> time:
    """Read an hour as people write it: 8:00, 8h, 14 giờ 30."""
    found = _HOUR.fullmatch(text.strip())
    try:
        if found:
            return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        pass
    raise _fault(name, "“%(text)s” không phải một giờ; viết như 05:30", text=text.strip()[:40])


def _fault(name: str, message: str, **parts: object) -> InputError:
    return InputError(message, Where(key=name), **parts)
