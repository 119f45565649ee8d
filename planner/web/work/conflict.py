"""When somebody was first: what they changed, what was typed here, and how to go on knowingly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.domain.merging import Line, beside, merged
from planner.domain.model import FORMATS
from planner.domain.workflow import ITEM_STEPS, SLOT_STEPS
from planner.errors import ConflictError
from planner.services import checklists, working
from planner.store import items, slots
from planner.store import register as registers
from planner.store.db import Session
from planner.store.log import Logged
from planner.web.addresses import ours
from planner.web.calendar import redrawing
from planner.web.htmx import is_htmx
from planner.web.language import said
from planner.web.work import forms, history
from planner.web.work.steps import WORDS


@dataclass(frozen=True, slots=True)
class Texts:
    """Two briefs that met: the lines of each, and what can be stored in their place.

    `merged` holds both changes; where they touch the same lines it is what was typed here, and
    `whole` is False.
    """

    theirs: tuple[Line, ...]
    mine: tuple[Line, ...]
    merged: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A form that came too late; `action` is where it can be sent again, empty if nowhere.

    `back` is the page to go on to, where that is not the thing's own; there a slot is known by
    its `key`, and was `seen` at that version.
    """

    title: str
    address: str
    action: str
    revision: int
    word: str
    said: str
    events: tuple[history.Event, ...]
    typed: Mapping[str, str]
    texts: Texts | None = None
    back: str = ""
    key: str = ""
    seen: int = 0


def of_slot(session: Session, key: str, name: str, seen: int, error: ConflictError) -> Page:
    """Return what is shown for a step of a slot that came too late."""
    slot = slots.get(session, key)
    then, rows = working.as_seen(session, slot, seen)
    typed = forms.typed()
    texts = None
    if name == "brief":
        mine = typed.get("brief", "").replace("\r\n", "\n").strip()
        texts = _texts(then.brief, mine, slot.brief)
    open_ = slot.state in SLOT_STEPS[name].states
    return Page(
        title=slot.title or slot.theme or said(FORMATS.get(slot.format, slot.format)),
        address=url_for("slots.slot", key=key),
        action=url_for(f"slots.{name}", key=key) if open_ else "",
        revision=slot.revision,
        word=WORDS[name],
        said=error.text(),
        events=_events(session, rows),
        typed=typed,
        texts=texts if open_ else None,
        back=ours(request.form["back"]) if "back" in request.form else "",
        key=key,
        seen=seen,
    )


def of_item(session: Session, key: str, name: str, seen: int, error: ConflictError) -> Page:
    """Return what is shown for a step of a checklist item that came too late."""
    item = items.get(session, key)
    open_ = item.state in ITEM_STEPS[name].states
    return Page(
        title=item.title,
        address=url_for("items.item", key=key),
        action=url_for(f"items.{name}", key=key) if open_ else "",
        revision=item.revision,
        word=WORDS[name],
        said=error.text(),
        events=_events(session, checklists.changed_since(session, key, seen)),
        typed=forms.typed(),
    )


def answer(page: Page) -> Response:
    """Answer 409 with the page, for htmx with a piece of it above what is open."""
    partial = is_htmx()
    template = "work/_conflict.html" if partial else "work/conflict.html"
    shown = render_template(template, page=page, labels=forms.LABELS)
    if partial and page.back:  # the calendar there shows at once what the other did
        shown += redrawing.pieces(page.back, page.seen, page.key, told=False)
    response = make_response(shown, ConflictError.status)
    if partial:
        response.headers["HX-Retarget"] = "#loi"
        response.headers["HX-Reswap"] = "innerHTML show:#loi:top"
    return response


def _events(session: Session, rows: Sequence[Logged]) -> tuple[history.Event, ...]:
    return history.events(rows, history.names(session, registers.load(session)))


def _texts(base: str, mine: str, theirs: str) -> Texts:
    both = merged(base, mine, theirs)
    left, right = beside(theirs, mine)
    return Texts(left, right, mine if both is None else both, both is not None)
