"""The forms of agencies, their sessions, anniversaries and cadences: seen beforehand, then saved.

All four go one way. A form is sent with "preview" or with "save"; it carries what tells the stored
value from another (`seen`) and, after a preview, the promise of what saving would do. Whatever no
longer holds (somebody was first, the form or the calendar changed since the preview) is shown
anew, and nothing is written.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from planner.domain import policy
from planner.domain.dates import WEEKDAYS
from planner.domain.model import FORMATS_OF, Agency, Anniversary
from planner.domain.people import Place
from planner.domain.policy import Act
from planner.domain.register import Register
from planner.domain.validity import KINDS, LEVELS, runs_nothing
from planner.errors import ConflictError, InputError
from planner.services import editing, scheduling
from planner.services.comparing import Outcome
from planner.services.editing import Thing
from planner.store import calendar, log, people, register
from planner.store.db import Session
from planner.web import access, words
from planner.web.editing import foreseen, typed
from planner.web.editing.typed import LABELS, Differing, Typed, differing
from planner.web.filters import number
from planner.web.htmx import is_htmx
from planner.web.language import said
from planner.web.site import site
from planner.web.words import mark
from planner.web.work import history

pages = Blueprint("editing", __name__)

KINDS_LOGGED = frozenset(editing.KINDS.values())
CHOICES: Mapping[str, object] = {
    "weekdays": tuple(zip(WEEKDAYS, words.SHORT_WEEKDAYS, words.WEEKDAYS, strict=True)),
    "formats": FORMATS_OF,
    "recurrences": typed.RECURRENCES,
    "calendars": typed.CALENDARS,
    "sessions": typed.SESSIONS,
    "repeats": typed.repeats,
    "has_hours": typed.has_hours,
    "has_minutes": typed.has_minutes,
}
"""What the forms offer, beside what is on the desk."""

Options = Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Desk:
    """One thing on the desk: its form as it is stored, and how a form of it is read back.

    `value` is what the form shows (an agency's sessions are another form than the agency);
    `subject` names it in the log; `form` is the template of its fields.
    """

    form: str
    title: str
    back: str
    subject: str
    value: object
    stored: Typed
    read: Callable[[Typed], Thing]
    options: Options = field(default_factory=dict)
    thing: Thing | None = None
    hint: str = ""

    @property
    def seen(self) -> str:
        return editing.fingerprint(self.value)

    def new(self, form: Typed) -> Thing:
        """Read a form; ConflictError where the stored value is no longer the one it was made of."""
        if form.get("seen") != self.seen:
            raise ConflictError("người khác vừa sửa mục này; xem lại rồi làm lần nữa")
        return self.read(form)


@dataclass(frozen=True, slots=True)
class Late:
    """Who was first with a form that came too late: who, when, which fields; nobody known: ""."""

    who: str = ""
    at: datetime | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """What the page of a form shows; `wrong` is the field that a refusal is about."""

    desk: Desk
    typed: Typed
    problem: str = ""
    wrong: str = ""
    note: str = ""
    seen: foreseen.View | None = None
    late: Late | None = None

    @property
    def changes(self) -> tuple[Differing, ...]:
        """What differs from what is stored."""
        return tuple(differing(self.desk.stored, self.typed))

    def text(self, name: str) -> str:
        return self.typed.get(name, "")

    def has(self, name: str, value: str) -> bool:
        return value in self.typed.getlist(name)


Open = Callable[[Session], Desk]
"""Reads what is to be edited; ForbiddenError for whoever may not."""


# --- the addresses --------------------------------------------------------------------------------


@pages.get("/agencies/<slug>/edit")
def agency(slug: str) -> str:
    """Show the form of an agency."""
    return _form(lambda session: _agency(session, slug))


@pages.post("/agencies/<slug>/edit")
def change_agency(slug: str) -> str | Response:
    """Foresee or save a changed agency."""
    return _sent(lambda session: _agency(session, slug))


@pages.get("/agencies/<slug>/sessions")
def sessions(slug: str) -> str:
    """Show the form of an agency's loudspeaker sessions."""
    return _form(lambda session: _sessions(session, slug))


@pages.post("/agencies/<slug>/sessions")
def change_sessions(slug: str) -> str | Response:
    """Foresee or save an agency's changed sessions."""
    return _sent(lambda session: _sessions(session, slug))


@pages.get("/anniversaries/new")
def new_anniversary() -> str:
    """Show the form of a new anniversary."""
    return _form(lambda session: _anniversary(session, None))


@pages.post("/anniversaries/new")
def add_anniversary() -> str | Response:
    """Foresee or save a new anniversary."""
    return _sent(lambda session: _anniversary(session, None))


@pages.get("/anniversaries/<slug>/edit")
def anniversary(slug: str) -> str:
    """Show the form of an anniversary."""
    return _form(lambda session: _anniversary(session, slug))


@pages.post("/anniversaries/<slug>/edit")
def change_anniversary(slug: str) -> str | Response:
    """Foresee or save a changed anniversary."""
    return _sent(lambda session: _anniversary(session, slug))


@pages.get("/cadences/<name>/edit")
def cadence(name: str) -> str:
    """Show the form of a cadence."""
    return _form(lambda session: _cadence(session, name))


@pages.post("/cadences/<name>/edit")
def change_cadence(name: str) -> str | Response:
    """Foresee or save a changed cadence."""
    return _sent(lambda session: _cadence(session, name))


# --- whose they are -------------------------------------------------------------------------------


def may_edit(province: str | None) -> bool:
    """Whether the person may edit what belongs to a province, or to all of them (None)."""
    return policy.may(access.who(), Act.PLAN, Place(province=province))


@dataclass(frozen=True, slots=True)
class Forms:
    """Which forms of an agency the person may open."""

    agency: bool
    sessions: bool


def forms_of(session: Session, one: Agency) -> Forms:
    """Return what of an agency the person may edit; sessions where it has a loudspeaker."""
    on_air = bool(one.sessions) or "loudspeaker" in one.runs
    may = Act.ARRANGE in access.acts(session, one.slug)
    return Forms(may_edit(one.province), on_air and may)


def _agency(session: Session, slug: str) -> Desk:
    known = register.load(session)
    old = known.get(slug)
    access.insist(Act.PLAN, Place(province=old.province))
    return Desk(
        form="editing/_agency.html",
        title=old.name,
        back=url_for("agencies.agency", slug=slug),
        subject=slug,
        value=replace(old, sessions=(), quiet=()),
        stored=typed.of_agency(old),
        read=lambda form: typed.agency_of(form, old),
        options={
            "kind": _codes(KINDS, old.kind),
            "level": _codes(LEVELS, old.level),
            "parent": _parents(known, old),
        },
        thing=old,
        hint=mark("Công an, quân sự, biên phòng không đăng gì trong lịch này.")
        if runs_nothing(old)
        else "",
    )


def _codes(known: tuple[str, ...], mine: str) -> tuple[tuple[str, str], ...]:
    return tuple((one, one) for one in (*known, *([mine] if mine not in known else [])))


def _parents(known: Register, mine: Agency) -> tuple[tuple[str, str], ...]:
    """Return who can stand above an agency: the province's bodies above communes, and its own."""
    below = known.family(mine.slug)
    found = [
        one
        for one in known.agencies.values()
        if one.province == mine.province
        and one.slug not in below
        and (one.level != "commune" or one.slug == mine.parent)
    ]
    return tuple((one.slug, one.name) for one in found)


def _sessions(session: Session, slug: str) -> Desk:
    old = register.load(session).get(slug)
    access.demand(session, Act.ARRANGE, slug)
    fresh = register.next_session(session, slug)
    return Desk(
        form="editing/_sessions.html",
        title=old.name,
        back=url_for("agencies.agency", slug=slug),
        subject=slug,
        value=(old.sessions, old.quiet),
        stored=typed.of_sessions(old),
        read=lambda form: typed.sessions_of(form, old, fresh),
        thing=old,
        hint=""
        if "loudspeaker" in old.runs
        else mark("Cơ quan này không chạy kênh loa, nên buổi phát chưa có bản tin nào."),
    )


def _anniversary(session: Session, slug: str | None) -> Desk:
    old = editing.anniversary(session, slug) if slug is not None else None
    if old is not None:
        access.insist(Act.PLAN, Place(province=old.province))
    known = register.load(session).provinces.values()
    mine = [(one.slug, one.name) for one in known if may_edit(one.slug)]
    days = [
        (one.slug, one.short or one.name)
        for one in calendar.anniversaries(session)
        if one.carried_by is None and one.slug != slug
    ]

    def read(form: Typed) -> Anniversary:
        new = typed.anniversary_of(form, old or Anniversary("", "", 0, 0))
        access.insist(Act.PLAN, Place(province=new.province))
        return new if old else replace(new, slug=editing.free_slug(session, new.short or new.name))

    return Desk(
        form="editing/_anniversary.html",
        title=(old.short or old.name) if old else _("Thêm ngày kỷ niệm"),
        back=url_for("anniversaries.index"),
        subject=slug or "",
        value=old,
        stored=typed.of_anniversary(old),
        read=read,
        options={
            "province": ((("", ""),) if may_edit(None) else ()) + tuple(mine),
            "carried_by": tuple(days),
        },
        thing=old,
    )


def _cadence(session: Session, name: str) -> Desk:
    access.insist(Act.PLAN)
    old = editing.cadence(session, name)
    return Desk(
        form="editing/_cadence.html",
        title=old.name or old.id,
        back=url_for("anniversaries.cadences"),
        subject=name,
        value=old,
        stored=typed.of_cadence(old),
        read=lambda form: typed.cadence_of(form, old),
        thing=old,
    )


# --- the way of all four --------------------------------------------------------------------------


def _form(enter: Open) -> str:
    with site().database.session() as session:
        desk = enter(session)
    return _page(Page(desk, desk.stored))


def _sent(enter: Open) -> str | Response:
    """Carry out a form; what can't be done is said beside what was typed."""
    try:
        if "save" in request.form:
            return _save(enter)
        return _foresee(enter)
    except editing.UnforeseenError:
        return _foresee_again(enter)
    except ConflictError:
        return _stale(enter)
    except InputError as error:
        return _refused(enter, error)


def _foresee(enter: Open, note: str = "") -> str:
    with site().database.session() as session:
        desk = enter(session)
        new = desk.new(request.form)
        seen = editing.foresee(session, new, site().today)
        view = foreseen.build(new, seen, scheduling.book(session, site().today))
    return _page(Page(desk, request.form, note=note, seen=view))


def _foresee_again(enter: Open) -> Response:
    """Show what saving would do now, since that is no longer what was shown."""
    note = mark("Lịch đã đổi từ lúc xem trước nên chưa lưu. Đây là kết quả mới; xem rồi lưu.")
    return make_response(_foresee(enter, note), ConflictError.status)


def _save(enter: Open) -> str | Response:
    promise = request.form.get("promise", "")
    with site().database.writing() as session:
        desk = enter(session)
        new = desk.new(request.form)
        if promised := editing.is_promised(new, promise):
            who = access.signed_in().name
            outcome = editing.save(session, new, who=who, today=site().today, promise=promise)
    if not promised:
        note = mark("Chưa lưu: xem lịch sẽ đổi ra sao rồi bấm lưu lần nữa.")
        return _foresee(enter, note)
    flash(_said(outcome))
    if is_htmx():
        response = make_response("", 200)
        response.headers["HX-Redirect"] = desk.back
        return response
    return redirect(desk.back, code=303)


def _refused(enter: Open, error: InputError) -> Response:
    with site().database.session() as session:
        desk = enter(session)
    page = Page(desk, request.form, problem=said(error.text()), wrong=error.where.key or "")
    return make_response(_page(page), error.status)


def _stale(enter: Open) -> Response:
    """Say that somebody was first and what they changed, and give the form back as it was typed.

    It is now of what is stored, so that whoever goes on does so knowingly.
    """
    with site().database.session() as session:
        desk = enter(session)
        rows = [one for one in log.of(session, desk.subject) if one.entry.kind in KINDS_LOGGED]
        names = {**people.names(session), **history.WHO}
    last = [one for one in rows if (one.at, one.entry.who) == (rows[-1].at, rows[-1].entry.who)]
    fields = [(one.entry.field or "").partition("/")[0] for one in last]
    late = Late()
    if last:
        who = last[-1].entry.who
        labels = dict.fromkeys(LABELS[one] for one in fields if one in LABELS)
        late = Late(names.get(who, who), last[-1].at, tuple(labels))
    form = typed.with_new_rows(request.form, desk.stored)
    form["seen"] = desk.seen
    return make_response(_page(Page(desk, form, late=late)), ConflictError.status)


def _page(page: Page) -> str:
    template = "editing/_form.html" if is_htmx() else "editing/form.html"
    return render_template(template, page=page, told=typed.words_of, choices=CHOICES)


def _said(outcome: Outcome) -> str:
    """Say in one sentence what was planned."""
    done = foreseen.counts(outcome)
    if done.nothing:
        return _("Đã lưu; lịch không đổi.")
    return _(
        "Đã lưu và lập lại lịch: thêm %(added)s, dời %(moved)s, rút %(withdrawn)s mục.",
        added=number(done.added),
        moved=number(done.moved),
        withdrawn=number(done.withdrawn),
    )
