"""Proof of a slot or a checklist item: its part of a page, its forms, and its photos and files.

A form answers htmx with the part, and leads a plain one back to the page that it came from; what
it can't do is said in the part, which a plain form gets on a page of its own.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flask import Blueprint, make_response, redirect, render_template, request, send_file, url_for
from flask_babel import format_decimal
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from planner.domain.dates import read_day
from planner.domain.model import Item, ItemState, Slot, State
from planner.domain.policy import Act
from planner.errors import InputError, NotFoundError
from planner.feeds import kept_of
from planner.phrases import Phrase
from planner.services import proving
from planner.services.proving import TooLargeError, Upload
from planner.store import calendar, people, proofs, register
from planner.store.blobs import THUMB
from planner.store.db import Session
from planner.store.proofs import Proof
from planner.web import access, errors
from planner.web.errors import Words
from planner.web.htmx import anew, is_htmx
from planner.web.site import site
from planner.web.words import mark, title_of

pages = Blueprint("proof", __name__)

ROOM = proving.ALL_MOST + (1 << 20)
"""Bytes that a form with photos and files may have."""

TOO_LARGE = Words(
    mark("Tệp quá nặng"),
    mark("Ảnh, tệp gửi lên nặng quá mức nhận được trong một lần; chưa có gì được lưu."),
    mark("Gửi mỗi lần ít ảnh hơn, hoặc chụp ở cỡ thường rồi gửi lại."),
)
DECIDES = frozenset({State.APPROVED, ItemState.DONE})
"""States in which proof decides what else a page says and offers: it is drawn anew."""

FORMS = frozenset({"link", "files", "count"})
NUMBER_LONGEST = 12
"""Digits of a number that is worth reading at all."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, max-age=31536000, immutable",
}
"""What goes with a photo or a file: nothing in it runs, and its bytes never change."""

Change = Callable[[Session, str], object]
"""Adds or removes proof, in the name of somebody."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a form shows again after it was refused: what was typed, and what is wrong."""

    name: str = ""
    problem: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class One:
    """A piece of proof, and the name of whoever added it."""

    proof: Proof
    who: str

    @property
    def host(self) -> str:
        """Whose site a link leads to."""
        return (urlsplit(self.proof.url or "").hostname or "").removeprefix("www.")

    @property
    def form(self) -> str:
        """How its file ends: PDF, DOCX, JPG."""
        found = proving.FORMS.get(self.proof.media_type or "")
        return found.suffix.upper() if found else ""

    @property
    def weight(self) -> str:
        """How large its file is, as people say it: 840 KB, 1,2 MB."""
        size = self.proof.size or 0
        if size < 1 << 20:
            return f"{max(1, size >> 10)} KB"
        return f"{format_decimal(round(size / (1 << 20), 1))} MB"


@dataclass(frozen=True, slots=True)
class Proofs:
    """The part of a page that shows proof; nothing of it is there for those who may not see it."""

    subject: str
    sees: bool = False
    writes: bool = False
    there: tuple[One, ...] = ()
    form: Form = field(default_factory=Form)
    accepted: str = proving.ACCEPTED
    most: int = proving.FILE_MOST >> 20

    def typed(self, name: str, part: str) -> str:
        """Return what was typed into a field of the form that was refused."""
        return self.form.typed.get(part, "") if self.form.name == name else ""


def load(session: Session, subject: str, acts: Collection[Act], form: Form | None = None) -> Proofs:
    """Read the proof of a slot or item, for somebody who may do `acts` at its agency."""
    if Act.INSIDE not in acts:
        return Proofs(subject)
    names = people.names(session)
    there = tuple(One(one, names.get(one.who, one.who)) for one in proofs.of(session, subject))
    return Proofs(subject, True, Act.WRITE in acts, there, form or Form())


# --- photos and files -----------------------------------------------------------------------------


@pages.get("/proof/<int:number>")
def file(number: int) -> Response:
    """Give out a photo to look at, or a file to download."""
    return _given(number)


@pages.get("/proof/<int:number>/thumb")
def thumb(number: int) -> Response:
    """Give out the small picture of a photo."""
    return _given(number, THUMB)


def _given(number: int, part: str = "") -> Response:
    """Answer with bytes, to those who may see them; for others there is nothing here."""
    with site().database.session() as session:
        proof = proofs.get(session, number)
        thing = proving.find(session, proof.subject)
        sees = Act.INSIDE in access.acts(session, thing.agency)
    path = site().blobs.path(proof.sha256 or "", part)
    if not sees or proof.sha256 is None or proof.removed_at is not None or not path.is_file():
        raise NotFoundError("không có minh chứng này")
    response = send_file(
        path,
        mimetype="image/webp" if part else proof.media_type,
        as_attachment=proof.kind == "file",
        download_name=f"{number}.webp" if part else proof.name,
        etag=proof.sha256 + part,
    )
    response.headers.update(HEADERS)
    return response


# --- the part and its forms -----------------------------------------------------------------------


@pages.url_value_preprocessor
def make_room(endpoint: str | None, _values: object) -> None:
    """Let photos in that are larger than other forms may be, before anything reads the form."""
    if endpoint == "proof.add_files":
        request.max_content_length = ROOM


@pages.errorhandler(RequestEntityTooLarge)
def refuse(_error: RequestEntityTooLarge) -> Response:
    """Say what to do about a form that is too large to be read at all."""
    return errors.answer(TooLargeError.status, TOO_LARGE)


@pages.get("/proof/<path:subject>")
def page(subject: str) -> str | Response:
    """Show the proof of one thing alone; the address of one of its forms leads here too."""
    own, _, last = subject.rpartition("/")
    if last in FORMS:
        return redirect(url_for(".page", subject=own))
    with site().database.session() as session:
        access.demand(session, Act.INSIDE, proving.find(session, subject).agency)
    return _page(subject)


@pages.post("/proof/<path:subject>/link")
def add_link(subject: str) -> str | Response:
    """Add a link."""

    def add(session: Session, who: str) -> None:
        form = request.form
        day = form.get("day", "").strip()
        proving.add_link(
            session,
            subject,
            url=form.get("url", ""),
            title=form.get("title", ""),
            day=read_day(day) if day else None,
            who=who,
            today=site().today,
        )

    return _change(subject, "link", add)


@pages.post("/proof/<path:subject>/count")
def add_count(subject: str) -> str | Response:
    """Add how many times something was done."""

    def add(session: Session, who: str) -> None:
        form = request.form
        number = _number(form.get("number", ""))
        proving.add_count(session, subject, number=number, note=form.get("note", ""), who=who)

    return _change(subject, "count", add)


@pages.post("/proof/<path:subject>/files")
def add_files(subject: str) -> str | Response:
    """Add photos and files, all or none."""
    with site().database.session() as session:
        _demand(session, subject)  # before anything large is looked at
    try:
        uploads = _uploads()
    except InputError as error:
        return _refused(subject, "files", error)

    def add(session: Session, who: str) -> None:
        title = request.form.get("title", "")
        proving.add_files(session, site().blobs, subject, uploads, title=title, who=who)

    return _change(subject, "files", add, {one.sha256 for one in uploads})


@pages.post("/proof/<int:number>/remove")
def remove(number: int) -> str | Response:
    """Take one piece of proof away, and its bytes unless other proof needs them."""
    with site().database.session() as session:
        proof = proofs.get(session, number)

    def take(session: Session, who: str) -> None:
        proving.remove(session, proof.subject, number, who=who)

    return _change(proof.subject, "remove", take, {proof.sha256} if proof.sha256 else ())


def _change(
    subject: str, name: str, change: Change, hashes: Collection[str] = ()
) -> str | Response:
    """Carry out a form; what it can't do is said beside what was typed."""
    try:
        with proving.writing(site().database, site().blobs, hashes) as session:
            thing = _demand(session, subject)
            change(session, access.signed_in().name)
    except InputError as error:
        return _refused(subject, name, error)
    if not is_htmx():
        return redirect(_home(thing), code=303)
    if thing.state in DECIDES:
        return anew()
    return _page(subject)


def _demand(session: Session, subject: str) -> Slot | Item:
    """Return the slot or item of that key; ForbiddenError for those who may not prove it."""
    thing = proving.find(session, subject)
    access.demand(session, Act.WRITE, thing.agency)
    return thing


def _uploads() -> list[Upload]:
    """Read and check what was chosen; InputError, with the name, for the first that is refused."""
    chosen = [one for one in request.files.getlist("files") if one.filename]
    if len(chosen) > proving.FILES_MOST:
        raise InputError(
            "mỗi lần gửi tối đa %(most)d ảnh, tệp; chia làm nhiều lần", most=proving.FILES_MOST
        )
    return [proving.checked(one.read(), one.filename or "") for one in chosen]


def _number(text: str) -> int:
    """Read a number as people write it: 12, 1.200."""
    digits = "".join(text.replace(".", "").split())
    if not digits.isdecimal() or len(digits) > NUMBER_LONGEST:
        raise InputError("“%(text)s” không phải một số; viết như 12", text=text.strip())
    return int(digits)


def _refused(subject: str, name: str, error: InputError) -> Response:
    wrong = error.where.file
    text = error.text()
    problem = Phrase("“%(name)s”: %(problem)s", name=wrong, problem=text) if wrong else text
    form = Form(name, problem, request.form.to_dict())
    return make_response(_page(subject, form), error.status)


def _page(subject: str, form: Form | None = None) -> str:
    """Return the part for htmx, else a page with the part alone."""
    with site().database.session() as session:
        thing = proving.find(session, subject)
        shown = load(session, subject, access.acts(session, thing.agency), form)
        if is_htmx():
            return render_template("proof/_section.html", proof=shown, alone=True)
        agency = register.load(session).get(thing.agency)
        title = _title(session, thing)
    return render_template(
        "proof/page.html", proof=shown, agency=agency, title=title, home=_home(thing)
    )


def _title(session: Session, thing: Slot | Item) -> str:
    if isinstance(thing, Item):
        return thing.title
    kept = kept_of(thing, calendar.anniversaries(session))
    return title_of(thing, {kept.theme: kept.short} if kept else {})


def _home(thing: Slot | Item) -> str:
    """Return where the part stands on the page of its slot or item."""
    page = "slots.slot" if isinstance(thing, Slot) else "items.item"
    return url_for(page, key=thing.key, _anchor="minh-chung")
