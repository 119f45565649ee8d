"""What a person may type about each item of a paper, and the forms read back as changes. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from werkzeug.datastructures import MultiDict

from planner.documents import reading
from planner.domain.dates import printed
from planner.domain.model import CHANNELS, Anniversary, Province
from planner.errors import InputError
from planner.services.importing import (
    NONE,
    Add,
    Answer,
    Change,
    Drop,
    Edit,
    Field,
    Reset,
    Set,
)
from planner.services.importing.values import Part
from planner.web.words import hour, mark

Control = Literal["text", "day", "number", "area", "select"]
Option = tuple[str, str]

KINDS: Mapping[str, str] = {
    "ke-hoach": mark("kế hoạch"),
    "cong-van": mark("công văn"),
    "thong-bao": mark("thông báo"),
    "huong-dan": mark("hướng dẫn"),
    "chi-thi": mark("chỉ thị"),
    "quyet-dinh": mark("quyết định"),
    "ket-luan": mark("kết luận"),
    "chuong-trinh": mark("chương trình"),
    "to-trinh": mark("tờ trình"),
    "bao-cao": mark("báo cáo"),
    "khac": mark("văn bản khác"),
}
FIELD_LABELS: Mapping[str, str] = {
    "kind": mark("Loại"),
    "number": mark("Số"),
    "issuer": mark("Cơ quan ban hành"),
    "issued_on": mark("Ngày ban hành"),
    "title": mark("Tên"),
    "province": mark("Tỉnh"),
}
LABELS: Mapping[str, Mapping[str, tuple[str, Control]]] = {
    "periods": {
        "start": (mark("Từ ngày"), "day"),
        "end": (mark("Đến hết ngày"), "day"),
        "until_event": (mark("Hoặc đến sự kiện"), "text"),
    },
    "themes": {"title": (mark("Chủ đề"), "area")},
    "channels": {
        "code": (mark("Kênh"), "select"),
        "words": (mark("Lời trong văn bản"), "text"),
    },
    "agencies": {"name": (mark("Tên cơ quan"), "area")},
    "duties": {"text": (mark("Việc"), "area")},
    "anniversaries": {
        "slug": (mark("Ngày kỷ niệm"), "select"),
        "day": (mark("Ngày"), "number"),
        "month": (mark("Tháng"), "number"),
        "origin_year": (mark("Năm gốc"), "number"),
        "nth": (mark("Lần thứ"), "number"),
        "year": (mark("Năm kỷ niệm"), "number"),
    },
    "windows": {
        "channel": (mark("Kênh"), "select"),
        "start": (mark("Từ ngày"), "day"),
        "end": (mark("Đến hết ngày"), "day"),
        "times": (mark("Giờ phát, cách nhau dấu phẩy"), "text"),
    },
    "deadlines": {
        "before": (mark("Hạn"), "select"),
        "day": (mark("Ngày"), "number"),
        "month": (mark("Tháng, trống là hằng tháng"), "number"),
        "year": (mark("Năm, trống là hằng năm"), "number"),
        "text": (mark("Phải gửi, phải xong gì"), "area"),
    },
    "quotas": {
        "at_least": (mark("Ít nhất"), "number"),
        "unit": (mark("Thứ gì"), "text"),
        "per": (mark("Mỗi nơi nào, cách nhau dấu ;"), "text"),
    },
}
"""What a form shows of an item of each list: label and control by field."""

BEFORE: tuple[Option, ...] = (("", mark("chậm nhất trong ngày")), ("1", mark("trước ngày")))


@dataclass(frozen=True, slots=True)
class Input:
    """One control of a form."""

    name: str
    label: str
    control: Control
    value: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What can be chosen: the calendar's anniversaries, the provinces."""

    anniversaries: tuple[Anniversary, ...] = ()
    provinces: tuple[Province, ...] = ()


def of_part(
    name: str, part: Part | None, known: Known, typed: Mapping[str, str] | None = None
) -> tuple[Input, ...]:
    """Return the controls for an item of a list; without one, those of a new item."""
    shown = typed if typed is not None else _values(part) if part is not None else {}
    inputs = [
        Input(field, label, control, shown.get(field, ""), _options(field, known))
        for field, (label, control) in LABELS[name].items()
    ]
    line = shown.get("line", "")
    return (*inputs, Input("line", mark("Dòng"), "number", line))


def of_field(field: Field, known: Known, typed: str | None = None) -> tuple[Input, ...]:
    """Return the one control for a single field."""
    now = field.now
    value = printed(now) if isinstance(now, date) else now or ""
    controls: Mapping[str, Control] = {
        "kind": "select",
        "province": "select",
        "issued_on": "day",
        "title": "area",
    }
    options: tuple[Option, ...] = ()
    if field.name == "kind":
        options = tuple(KINDS.items())
    if field.name == "province":
        options = (("", "–"), *((one.slug, one.name) for one in known.provinces))
    control = controls.get(field.name, "text")
    label = FIELD_LABELS[field.name]
    return (Input("value", label, control, value if typed is None else typed, options),)


def _options(field: str, known: Known) -> tuple[Option, ...]:
    if field in {"code", "channel"}:
        return tuple(CHANNELS.items())
    if field == "before":
        return BEFORE
    if field == "slug":
        days = ((one.slug, one.short or one.name) for one in known.anniversaries)
        return (("", mark("không có trong lịch kỷ niệm")), *days)
    return ()


def _values(part: Part) -> dict[str, str]:
    """Return an item's fields as they stand in a form."""
    found = {
        name: _text(getattr(part, name))
        for fields in LABELS.values()
        for name in fields
        if hasattr(part, name)
    }
    if isinstance(part, reading.Deadline):
        found["before"] = "1" if part.before else ""
    return {**found, "line": str(part.line)}


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case date():
            return printed(value)
        case tuple():
            parts = [one if isinstance(one, str) else hour(one) for one in value]
            return ("; " if parts and isinstance(value[0], str) else ", ").join(parts)
        case _:
            return str(value)


# --- reading forms --------------------------------------------------------------------------------


def change_of(
    what: str,
    form: MultiDict[str, str],
    name_of: Mapping[str, str],
    find: Callable[[str], tuple[str, ...]],
) -> Change:
    """Read a form as a change.

    `name_of` are the lists of the paper's entries by their keys; `find` gives the slugs of those
    who bear a name. Raises InputError for what can't be.
    """
    key = form.get("key", "")
    if not key and what != "add":
        raise InputError("biểu mẫu thiếu tên của mục; mở lại trang rồi làm lại")
    match what:
        case "set":
            return Set(key, form.get("value", ""))
        case "edit":
            return Edit(key, typed_of(name_of.get(key, ""), form))
        case "add":
            name = form.get("list", "")
            return Add(name, _given(typed_of(name, form)), form.get("parent") or None)
        case "drop":
            return Drop(key)
        case "reset":
            return Reset(key)
        case _:
            return Answer(key, _answers(form, find))


def typed_of(name: str, form: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed of an item of a list."""
    fields = (*LABELS.get(name, ()), "line")
    return {field: form[field] for field in fields if field in form}


def _given(typed: Mapping[str, str]) -> dict[str, str]:
    """Leave out what was left empty, so that a named anniversary is enough with its year."""
    return {name: text for name, text in typed.items() if text.strip()}


def _answers(form: MultiDict[str, str], find: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """Return an answer: a button that says it all goes before what was ticked and typed."""
    if "take_back" in form:
        return ()
    if "skip" in form:
        return (NONE,)
    values = [one.strip() for one in form.getlist("values") if one.strip()]
    if other := form.get("other", "").strip():
        values += _named(other, find)
    if not values:
        raise InputError("chưa chọn hay ghi câu trả lời nào")
    return tuple(dict.fromkeys(values))


def _named(name: str, find: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    found = find(name)
    if not found:
        raise InputError(
            "không có cơ quan nào tên “%(name)s” vào ngày của văn bản; chọn trong danh sách",
            name=name[:80],
        )
    return found


def typed_words(form: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what a person typed in any of the forms, by field, without what the page put there."""
    own = {"csrf_token", "revision", "key", "list", "parent", "skip", "take_back"}
    return {name: text for name, text in form if name not in own and text.strip()}
