"""What the page shows on which a person reviews what was read: built from a draft.

Right the items as they stand, left the file with the words of each; both name an item alike
("Chủ đề 2", "Việc 1.3") and lead to each other by its key.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Literal

from planner.domain.register import Register
from planner.domain.words import fold
from planner.errors import NotFoundError
from planner.phrases import Phrase
from planner.services import importing
from planner.services.importing import (
    AS_WRITTEN,
    FIELDS,
    NONE,
    Answer,
    Draft,
    Entry,
    Paper,
    Question,
)
from planner.store import calendar, people, plans
from planner.store import register as registers
from planner.store.db import Session
from planner.web.language import said
from planner.web.plans import inputs, sources
from planner.web.plans.forecast import Forecast
from planner.web.plans.inputs import Input, Known
from planner.web.plans.sources import Line, Marked, Stretch
from planner.web.words import mark
from planner.web.work import history

SECTIONS: Mapping[str, str] = {
    "periods": mark("Thời gian"),
    "themes": mark("Chủ đề"),
    "channels": mark("Kênh"),
    "anniversaries": mark("Ngày kỷ niệm"),
    "windows": mark("Khoảng ngày của kênh"),
    "agencies": mark("Giao việc"),
    "deadlines": mark("Thời hạn"),
    "quotas": mark("Chỉ tiêu"),
}
ONE: Mapping[str, str] = {
    "periods": mark("Thời gian"),
    "themes": mark("Chủ đề"),
    "channels": mark("Kênh"),
    "anniversaries": mark("Kỷ niệm"),
    "windows": mark("Khoảng ngày"),
    "agencies": mark("Cơ quan"),
    "duties": mark("Việc"),
    "deadlines": mark("Hạn"),
    "quotas": mark("Chỉ tiêu"),
}
"""What one item of each list is called; its number follows."""

_DATE_LINE = re.compile(r"ngày\s.*\d{4}", re.IGNORECASE)

WAY = "mode"
"""The question in which way a paper changes a known plan; what was read of it is its answer."""

FEW = 5
"""Choices that stand one under the other; more are a list to choose from."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One paper of the file: what it is, what it hands on, how much of it is open."""

    index: int
    kind: str
    name: str
    hands_on: str
    accepted: bool
    open: int
    now: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its number among the open ones (0: answered), and how it is answered.

    `skip` offers to leave it as it is; `other` to name an agency that is not among the choices.
    """

    question: Question
    number: int
    control: Literal["day", "radio", "select", "checks", "seen"]
    about: str
    skip: bool = False
    other: bool = False

    @property
    def id(self) -> str:
        return question_id(self.question)

    def is_chosen(self, value: str) -> bool:
        """Whether an answer is to be shown as chosen."""
        if self.question.answer:
            return value in self.question.answer
        return any(one.value == value and one.likely for one in self.question.choices)

    @property
    def answered(self) -> str:
        """The answer in words."""
        labels = {one.value: one.label for one in self.question.choices}
        labels[NONE] = labels.get(NONE, mark("để vậy"))
        return "; ".join(said(labels.get(one, one)) for one in self.question.answer)


@dataclass(frozen=True, slots=True)
class Form:
    """The one form that is open: of an item, a field, or a new item of a list.

    `at` is the key of what it changes; that of a new item is its list (and its agency's key).
    """

    at: str
    what: Literal["set", "edit", "add"]
    inputs: tuple[Input, ...]
    problem: str = ""
    wrong: str | None = None
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says at its head or at a question: a refusal, or that somebody was first.

    `typed` is what would be lost otherwise.
    """

    text: str = ""
    at: str = ""
    stale: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """All that the page shows of one paper. `focus` is the id of what has just changed."""

    draft: Draft
    paper: Paper
    today: date
    register: Register
    known: Known
    numbers: Mapping[str, str | None]
    people: Mapping[str, str]
    form: Form | None = None
    said: Said = Said()
    focus: str = ""
    forecast: Forecast | None = None

    @property
    def who(self) -> str:
        """Who sent the file."""
        return history.WHO.get(self.draft.who) or self.people.get(self.draft.who, self.draft.who)

    @property
    def province(self) -> str:
        found = self.register.provinces.get(self.paper.province or "")
        return found.name if found else ""

    @property
    def can_accept(self) -> bool:
        return self.paper.role == "plan" and self.has_province

    @property
    def has_province(self) -> bool:
        answers = {one.key: one.answer for one in self.paper.questions}
        return self.paper.province is not None or answers.get("province") == (AS_WRITTEN,)

    @property
    def lacks_time(self) -> bool:
        """Whether a plan states no span at all, so that nothing of it gets a day by itself."""
        spans = (*self.paper.entries["periods"], *self.paper.entries["windows"])
        return self.paper.role == "plan" and all(one.dropped for one in spans)

    @property
    def base_number(self) -> str:
        base = self.paper.base
        return (base.number or base.title) if base else ""

    @property
    def filled(self) -> list[str]:
        """The lists that hold something, or into which somebody writes."""
        adds = self.form.at if self.form and self.form.what == "add" else ""
        return [one for one in SECTIONS if self.paper.entries[one] or one == adds]

    @property
    def empty(self) -> list[str]:
        return [one for one in SECTIONS if one not in self.filled]

    @property
    def count(self) -> int:
        """How many items the paper has as it stands."""
        return sum(not one.dropped for one in every(self.paper))

    @property
    def held(self) -> int:
        return sum(one.verdict == "out" for one in every(self.paper) if one.list != "agencies")

    @cached_property
    def labels(self) -> Mapping[str, str]:
        return _labels(self.paper)

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        return tuple(_asked(number, one, self) for number, one in enumerate(self.paper.open, 1))

    @cached_property
    def settled(self) -> tuple[Asked, ...]:
        return tuple(_asked(0, one, self) for one in self.paper.questions if _is_settled(one))

    @property
    def ways(self) -> tuple[Asked, ...]:
        """The questions that always have an answer, to be chosen otherwise."""
        return tuple(_asked(0, one, self) for one in self.paper.questions if one.key == WAY)

    @property
    def likely(self) -> list[Question]:
        """The open questions about names that one answer fits."""
        return [one for one in self._names if any(choice.likely for choice in one.choices)]

    @property
    def unknown(self) -> list[Question]:
        """The open questions about names that the register lacks, as far as can be told."""
        return [one for one in self._names if {c.value for c in one.choices} == {AS_WRITTEN, NONE}]

    @property
    def _names(self) -> list[Question]:
        return [one for one in self.paper.open if one.wants == "several" and self.has_province]

    @cached_property
    def asks(self) -> Mapping[str, Asked]:
        """The open questions by their own key."""
        return {one.question.key: one for one in self.asked}

    @cached_property
    def asks_about(self) -> Mapping[str, tuple[Asked, ...]]:
        """The open questions by the key of what waits for them."""
        found: dict[str, list[Asked]] = defaultdict(list)
        for one in self.asked:
            found[one.question.about].append(one)
        return {about: tuple(several) for about, several in found.items()}

    @cached_property
    def tabs(self) -> tuple[Tab, ...]:
        return tuple(_tab(one, self.draft, self.paper.index) for one in self.draft.papers)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        now = self.paper.now
        return sources.lines_of(self.draft.lines, _marked(self), now.first_line, now.last_line)

    @property
    def stretches(self) -> Iterator[Stretch]:
        return sources.stretches(self.lines)

    @property
    def names(self) -> list[str]:
        """The names among which a person looks for whom a heading means."""
        if not any(one.other for one in self.asked):
            return []
        found = {
            one.name
            for one in self.register.agencies.values()
            if one.province == self.paper.province and one.exists(self.paper.day)
        }
        return sorted(found, key=fold)

    def day_name(self, entry: Entry, slug: str | None) -> str:
        """Return what the calendar calls a day, as read or as answered; empty without it."""
        answers = {one.key: one.answer for one in self.paper.questions}
        wanted = slug or next(iter(answers.get(f"{entry.key}.slug", ())), None)
        found = (one for one in self.known.anniversaries if one.slug == wanted)
        return next((one.short or one.name for one in found), "")

    def find(self, name: str) -> tuple[str, ...]:
        """Return who bears a name on the paper's day."""
        return self.register.find(name, self.paper.province or "", self.paper.day)

    def can_drop(self, key: str) -> bool:
        """Whether an item can be taken out: one with work that is held stays."""
        entry = self.entry(key)
        return not entry.held and not any(duty.held for duty in entry.duties)

    def can_reset(self, form: Form) -> bool:
        """Whether what a form changes was changed before."""
        if form.what == "set":
            return self.paper.fields[form.at].edited
        return form.what == "edit" and self.entry(form.at).edited

    def entry(self, key: str) -> Entry:
        """Return one item; NotFoundError without it."""
        found = next((one for one in every(self.paper) if one.key == key), None)
        if found is None:
            raise NotFoundError("không có mục “%(key)s” trong văn bản này", key=key)
        return found


def load(session: Session, name: str, index: int | None, today: date) -> Page:
    """Read what the page shows of a draft; NotFoundError without it or without that paper."""
    return of_draft(session, importing.load(session, name, today), index, today)


def of_draft(session: Session, draft: Draft, index: int | None, today: date) -> Page:
    """Return the page of a draft that is loaded already; without an index, of its main paper."""
    if not draft.papers:
        raise NotFoundError("tệp này không có văn bản nào")
    number = _main(draft) if index is None else index
    if not 0 <= number < len(draft.papers):
        raise NotFoundError("tệp này không có văn bản thứ %(number)d", number=number + 1)
    paper = draft.papers[number]
    register = registers.load(session)
    provinces = sorted(register.provinces.values(), key=lambda one: fold(one.name))
    return Page(
        draft=draft,
        paper=paper,
        today=today,
        register=register,
        known=Known(calendar.anniversaries(session), tuple(provinces)),
        numbers={key: told[0] or told[1] for key, told in plans.titles(session).items()},
        people=people.names(session),
    )


def _main(draft: Draft) -> int:
    """Return the paper to begin with: a plan that is not accepted, else a plan, else the first."""
    order = sorted(
        draft.papers,
        key=lambda one: (one.role != "plan", one.accepted is not None, one.index),
    )
    return order[0].index


def opened(page: Page, key: str) -> Page:
    """Return the page with the form of an item or a field open; NotFoundError without it."""
    if key in FIELDS:
        form = Form(key, "set", inputs.of_field(page.paper.fields[key], page.known))
        return replace(page, form=form)
    entry = page.entry(key)
    if entry.held:
        return page
    return replace(page, form=Form(key, "edit", inputs.of_part(entry.list, entry.part, page.known)))


def adding(page: Page, name: str, parent: str = "") -> Page:
    """Return the page with the form of a new item open; NotFoundError for an unknown list."""
    if name not in ONE:
        raise NotFoundError("văn bản không có danh sách “%(name)s”", name=name)
    if parent:
        page.entry(parent)
    return replace(
        page, form=Form(name, "add", inputs.of_part(name, None, page.known), parent=parent)
    )


def refused(
    page: Page, what: str, typed: Mapping[str, str], problem: str, wrong: str | None
) -> Page:
    """Return the page after a form was refused: what was typed, and what is wrong with it."""
    key = typed.get("key", "")
    if what in {"set", "edit", "add"}:
        opening = (
            adding(page, typed.get("list", ""), typed.get("parent", ""))
            if what == "add"
            else opened(page, key)
        )
        if opening.form is not None:
            form = replace(
                opening.form, inputs=_retyped(opening.form, typed), problem=problem, wrong=wrong
            )
            return replace(opening, form=form, focus="loi-muc")
    about = next((question_id(one) for one in page.paper.questions if one.key == key), "")
    return replace(page, said=Said(problem, about), focus="loi-trang")


def stale(page: Page, typed: Mapping[str, str]) -> Page:
    """Return the fresh page after somebody was first, with what would be lost otherwise."""
    return replace(page, said=Said(stale=True, typed=typed), focus="loi-trang")


def _retyped(form: Form, typed: Mapping[str, str]) -> tuple[Input, ...]:
    return tuple(replace(one, value=typed.get(one.name, one.value)) for one in form.inputs)


def changed(page: Page, old: Page, what: str, key: str) -> Page:
    """Return the page after a change, with the id of what it was."""
    if what == "add":
        before = {one.key for one in every(old.paper)}
        new = [one.key for one in every(page.paper) if one.key not in before]
        return replace(page, focus=new[0] if new else "doc-duoc")
    if what == "answer":
        return replace(page, focus=page.asked[0].id if page.asked else "hoi")
    if key in FIELDS:
        return replace(page, focus=f"van-ban-{key}")
    there = any(one.key == key for one in every(page.paper))
    return replace(page, focus=key if there else f"nhom-{re.split('-', key)[0]}")


def together(page: Page, which: str) -> list[Answer]:
    """Return the answers that one button gives: what is likely, or all as written."""
    if which == "likely":
        return [
            Answer(one.key, tuple(choice.value for choice in one.choices if choice.likely))
            for one in page.likely
        ]
    return [Answer(one.key, (AS_WRITTEN,)) for one in page.unknown]


def question_id(question: Question) -> str:
    """Return the id of a question's form."""
    return "hoi-" + re.sub(r"[^a-z0-9]+", "-", question.key.lower())


# --- its parts ------------------------------------------------------------------------------------


def every(paper: Paper) -> Iterator[Entry]:
    for several in paper.entries.values():
        for entry in several:
            yield entry
            yield from entry.duties


def _labels(paper: Paper) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, several in paper.entries.items():
        for number, entry in enumerate(several, 1):
            found[entry.key] = _numbered(ONE[name], number)
            for nth, duty in enumerate(entry.duties, 1):
                found[duty.key] = _numbered(ONE["duties"], f"{number}.{nth}")
    return found


def _numbered(what: str, number: object) -> Phrase:
    return Phrase("%(what)s %(number)s", what=Phrase(what), number=number)


def _tab(paper: Paper, draft: Draft, now: int) -> Tab:
    hands_on = ""
    if paper.hands_on is not None:
        target = draft.papers[paper.hands_on]
        hands_on = target.now.number or _kind(target)
    return Tab(
        paper.index,
        _kind(paper),
        paper.now.number or "",
        hands_on,
        paper.accepted is not None,
        len(paper.open),
        paper.index == now,
    )


def _is_settled(question: Question) -> bool:
    return not question.open and question.key != WAY


def _kind(paper: Paper) -> str:
    return inputs.KINDS.get(paper.now.kind, paper.now.kind)


def _asked(number: int, question: Question, page: Page) -> Asked:
    controls: Mapping[str, Literal["day", "checks", "seen"]] = {
        "day": "day",
        "several": "checks",
        "seen": "seen",
    }
    control = controls.get(question.wants) or (
        "radio" if len(question.choices) <= FEW else "select"
    )
    values = {one.value for one in question.choices}
    return Asked(
        question,
        number,
        control,
        page.labels.get(question.about, inputs.FIELD_LABELS.get(question.about, "")),
        skip=control != "seen" and NONE not in values and question.key not in {"province", WAY},
        other=question.wants == "several",
    )


def _marked(page: Page) -> Iterator[Marked]:
    paper = page.paper
    about: dict[str, int] = {key: several[0].number for key, several in page.asks_about.items()}
    for name, one in paper.fields.items():
        if one.line is not None and isinstance(one.read, str) and name in {"number", "issuer"}:
            yield Marked(f"van-ban-{name}", "field", inputs.FIELD_LABELS[name], one.line, one.read)
        elif one.line is not None and name == "issued_on":
            found = _DATE_LINE.search(page.draft.lines[one.line - 1])
            words = found[0] if found else ""
            yield Marked(f"van-ban-{name}", "field", inputs.FIELD_LABELS[name], one.line, words)
    yield _title(page)
    for entry in every(paper):
        yield _mark(entry, page.labels[entry.key], about.get(entry.key, 0))
    lines = {one.key for one in every(paper)}
    for asked in page.asked:
        if asked.question.about not in lines:
            yield Marked(asked.id, "ask", "", asked.question.line, asked=asked.number)


def _title(page: Page) -> Marked:
    """Mark the title where it begins: its line may be that of the number above it."""
    paper, lines = page.paper, page.draft.lines
    words = paper.read.title
    for line in range(paper.read.line, min(paper.read.line + sources.AHEAD * 2, len(lines)) + 1):
        if sources.is_on(lines[line - 1], words):
            return Marked("van-ban-title", "field", inputs.FIELD_LABELS["title"], line, words)
    return Marked("van-ban-title", "field", inputs.FIELD_LABELS["title"], paper.read.line)


def _mark(entry: Entry, label: str, asked: int) -> Marked:
    part = entry.read or entry.part
    texts: Iterable[str] = (getattr(part, name, "") for name in ("words", "title", "text", "name"))
    code: str = getattr(part, "code", "") or getattr(part, "channel", "")
    return Marked(
        key=entry.key,
        kind=entry.list,
        label=label,
        line=part.line,
        words=next(filter(None, texts), ""),
        channel=code,
        verdict=entry.verdict,
        left=entry.left,
        asked=asked,
        dropped=entry.dropped,
    )
