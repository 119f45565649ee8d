"""What the forms of slots and checklist items have in common."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import request
from markupsafe import Markup

from planner.errors import InputError
from planner.web.words import mark

LONGEST_REASON = 400
LONGEST_NUMBER = 18

LABELS: Mapping[str, str] = {
    "day": mark("Dời sang ngày"),
    "by": mark("Dời theo số ngày"),
    "tray": mark("Đưa về khay"),
    "end_day": mark("Đến hết ngày"),
    "at": mark("Giờ"),
    "why": mark("Lý do"),
    "assignee": mark("Người làm"),
    "agency": mark("Cơ quan nhận"),
    "brief": mark("Đề cương"),
}
"""The fields that people type or choose, with their labels."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a form shows again after it was refused: what was typed, and what is wrong."""

    name: str = ""
    problem: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    preview: Markup | None = None

    def value(self, name: str, otherwise: str) -> str:
        """Return what was typed, else what is stored."""
        return self.typed.get(name, otherwise)


def number(text: str) -> int | None:
    """Return a version as an address or a form gives it, None for anything else."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def revision() -> int:
    """Return the version of the thing that the form was drawn for; InputError without one."""
    found = number(request.form.get("revision", ""))
    if found is None:
        raise InputError("biểu mẫu thiếu phiên bản của mục; mở lại trang rồi làm lại")
    return found


def words(name: str) -> str:
    """Return what was typed into a field, without the sign that PostgreSQL keeps in no text."""
    return request.form.get(name, "").replace("\0", "")


def reason() -> str:
    """Return why somebody does something, empty where they don't say; InputError if too long."""
    why = " ".join(words("why").split())
    if len(why) > LONGEST_REASON:
        raise InputError(
            "lý do dài quá %(most)d ký tự; viết ngắn lại, phần còn lại ghi ở mục trao đổi",
            most=LONGEST_REASON,
        )
    return why


def typed() -> dict[str, str]:
    """Return what somebody typed, without what the page put there."""
    return {name: text for name, text in request.form.items() if name in LABELS and text.strip()}
