"""What people type into the fields of an import, as values, with what is wrong in plain words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

from planner.documents import reading
from planner.domain.dates import FIRST_YEAR, LAST_YEAR, read_day
from planner.domain.model import CHANNELS
from planner.errors import InputError, Where
from planner.phrases import Phrase
from planner.services.importing.values import Part

KINDS = (
    "ke-hoach",
    "cong-van",
    "thong-bao",
    "huong-dan",
    "chi-thi",
    "quyet-dinh",
    "ket-luan",
    "chuong-trinh",
    "to-trinh",
    "bao-cao",
    "khac",
)
"""The kinds of papers (FORMAT.md)."""

TYPES: Mapping[str, type[Any]] = {
    "periods": reading.Period,
    "themes": reading.Theme,
    "channels": reading.Channel,
    "agencies": reading.Agency,
    "duties": reading.Duty,
    "anniversaries": reading.Counted,
    "windows": reading.Window,
    "deadlines": reading.Deadline,
    "quotas": reading.Quota,
}
"""What the items of each list are."""

MOST = 2000
"""The longest text that a field takes."""


def day(value: object) -> date | None:
    """Read a day as a form sends it (2027-08-26) or as papers write it (26/8/2027)."""
    if value is None or isinstance(value, date):
        return value
    text = str(value).strip()
    if not text:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            found = date.fromisoformat(text)
        except ValueError:
            return read_day(text)
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
    return read_day(text)


def words(value: object) -> str:
    """Read a text: one line, spaces closed up."""
    text = str("" if value is None else value).replace("\x00", " ")
    found = " ".join(text.encode("utf-8", "ignore").decode().split())
    if len(found) > MOST:
        raise InputError("dài quá %(most)d chữ; viết ngắn lại", most=MOST)
    return found


def _some(value: object) -> str:
    found = words(value)
    if not found:
        raise InputError("chưa viết gì; ghi lời của mục này")
    return found


def _maybe_words(value: object) -> str | None:
    return words(value) or None


def _number(low: int, high: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        text = str(value).strip()
        if not text.isascii() or not text.isdigit() or not low <= int(text[:9]) <= high:
            raise InputError(
                "“%(text)s” phải là số từ %(low)d đến %(high)d", text=text[:40], low=low, high=high
            )
        return int(text)

    return read


def _maybe(read: Callable[[object], int]) -> Callable[[object], int | None]:
    return lambda value: None if value is None or not str(value).strip() else read(value)


def _channel(value: object) -> str:
    code = str(value).strip()
    if code not in CHANNELS:
        raise InputError(
            "không có kênh “%(code)s”; dùng: %(known)s", code=code[:40], known=", ".join(CHANNELS)
        )
    return code


def _times(value: object) -> tuple[time, ...]:
    if isinstance(value, tuple):
        return value
    return tuple(sorted({_time(one) for one in re.split(r"[,;\s]+", str(value)) if one}))


def _time(text: str) -> time:
    found = re.fullmatch(r"(\d{1,2})[:hg](\d{2})?", text)
    try:
        return time(int(found[1]), int(found[2] or 0)) if found else time.fromisoformat(text)
    except ValueError as error:
        raise InputError("“%(text)s” không phải một giờ trong ngày", text=text[:40]) from error


def _several(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    found = tuple(filter(None, map(words, str(value).split(";"))))
    if not found:
        raise InputError("ghi mỗi nơi nào, ví dụ “khu phố; ấp”")
    return found


def _flag(value: object) -> bool:
    return value is True or str(value).strip().lower() in {"1", "true", "on", "yes"}


_YEAR = _number(FIRST_YEAR, LAST_YEAR)
_FIELDS: Mapping[str, Mapping[str, Callable[[object], Any]]] = {
    "periods": {"start": day, "end": day, "until_event": _maybe_words},
    "themes": {"title": _some},
    "channels": {"code": _channel, "words": words},
    "agencies": {"name": _some},
    "duties": {"text": _some},
    "anniversaries": {
        "slug": _maybe_words,
        "day": _number(1, 31),
        "month": _number(1, 12),
        "origin_year": _YEAR,
        "nth": _maybe(_number(0, 9999)),
        "year": _YEAR,
    },
    "windows": {"channel": _channel, "start": day, "end": day, "times": _times},
    "deadlines": {
        "day": _number(1, 31),
        "month": _maybe(_number(1, 12)),
        "year": _maybe(_YEAR),
        "before": _flag,
        "text": _some,
    },
    "quotas": {"at_least": _number(1, 99_999), "unit": _some, "per": _several},
}
_EMPTY: Mapping[str, Mapping[str, Any]] = {
    "periods": {"start": None, "end": None, "until_event": None},
    "windows": {"start": None, "end": None},
    "deadlines": {"month": None, "year": None, "before": False},
    "anniversaries": {"nth": None},
}
"""What a field of a new entry is where a person leaves it out."""


def part(name: str, values: Mapping[str, object], old: Part | None, line: int, most: int) -> Part:
    """Return an entry of list `name` with the values of a form set, over the old one if any.

    `line` is the paper's own, for an entry without one; `most` the file's last. Raises InputError
    with the field's name as key.
    """
    readers = _FIELDS[name]
    if strange := set(values) - {*readers, "line"}:
        raise InputError("mục này không có ô ấy", Where(key=min(strange)))
    read = {
        field: _read(readers[field], values[field], field) for field in readers if field in values
    }
    if values.get("line"):
        read["line"] = _read(_number(1, most), values["line"], "line")
    if old is None:
        missing = [one for one in _needed(name) if one not in read]
        if missing:
            raise InputError("còn thiếu ô này", Where(key=missing[0]))
        made: Part = TYPES[name](**{"line": line, **_EMPTY.get(name, {}), **read})
    else:
        made = replace(old, **read)
    _whole(made)
    return made


def _needed(name: str) -> list[str]:
    have = {*_EMPTY.get(name, {}), "slug", "words", "times"}
    return [one for one in _FIELDS[name] if one not in have]


def _read(reader: Callable[[object], Any], value: object, field: str) -> Any:
    try:
        return reader(value)
    except InputError as error:
        raise error.at(key=field) from None


def _whole(made: Part) -> None:
    """Refuse an entry whose fields don't go together."""
    match made:
        case reading.Period(start=start, end=end) | reading.Window(start=start, end=end):
            if start and end and end < start:
                raise InputError(
                    "ngày cuối đứng trước ngày đầu; chọn lại hai ngày", Where(key="end")
                )
        case reading.Deadline(day=number, month=month, year=year):
            real(number, month, year)
        case reading.Counted(day=number, month=month, year=year):
            real(number, month, year)
        case _:
            pass


def real(number: int, month: int | None, year: int | None) -> None:
    """Refuse a day that no such month has."""
    try:
        date(year or 2024, month or 1, number)
    except ValueError as error:
        raise InputError(
            "không có ngày %(day)d/%(month)s",
            Where(key="day"),
            day=number,
            month=month or Phrase("tháng"),
        ) from error


def scalar(name: str, value: str) -> str | None:
    """Return a single field's value as it is kept: days as YYYY-MM-DD, nothing as None."""
    if name == "issued_on":
        found = day(value)
        return found.isoformat() if found else None
    text = words(value)
    if name == "kind" and text not in KINDS:
        raise InputError(
            "không có loại “%(kind)s”; dùng: %(known)s", kind=text[:40], known=", ".join(KINDS)
        )
    if name == "title" and not text:
        raise InputError("văn bản phải có tên; ghi trích yếu")
    return text or None
