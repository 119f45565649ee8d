"""What can be new for somebody, and how it is said. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from planner.phrases import Phrase, mark


class News(StrEnum):
    """What can be new for somebody."""

    MENTIONED = "mentioned"
    COMMENTED = "commented"
    ASSIGNED = "assigned"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    HANDED_ON = "handed_on"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    PLAN_CHANGED = "plan_changed"


SENTENCES: Mapping[News, str] = {
    News.MENTIONED: mark("%(who)s nhắc tới bạn ở “%(what)s”"),
    News.COMMENTED: mark("%(who)s viết ở “%(what)s”"),
    News.ASSIGNED: mark("%(who)s giao cho bạn “%(what)s”"),
    News.SUBMITTED: mark("%(who)s trình duyệt “%(what)s”"),
    News.SENT_BACK: mark("%(who)s trả lại “%(what)s”"),
    News.HANDED_ON: mark("%(who)s chuyển sang cơ quan bạn “%(what)s”"),
    News.ACCEPTED: mark("%(who)s đã nhận “%(what)s”"),
    News.RETURNED: mark("%(who)s không nhận “%(what)s”"),
    News.PLAN_CHANGED: mark("Kế hoạch đổi, cần bạn xem lại “%(what)s”"),
}
"""What is said of each: `who` did it, `what` is the slot or the item that it is about."""

PLAN = mark("Kế hoạch %(what)s")
"""What is said when planning changed an agency's calendar because of a plan."""

CALENDAR = mark("Lịch của cơ quan bạn thay đổi")
"""What is said when it did so without one: new seeds, another year."""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice in words: a sentence and its parts, what was said besides, and where it leads.

    `path` is empty where there is no page.
    """

    sentence: str
    parts: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    path: str = ""
    at: datetime | None = None
    new: bool = False

    @property
    def text(self) -> Phrase:
        """The sentence with its parts filled in: Lê An trả lại “Bản tin: Quốc khánh, 30/8”."""
        return Phrase(self.sentence, **self.parts)
