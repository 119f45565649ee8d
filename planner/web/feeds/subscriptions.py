"""Subscriptions: all feeds, and the page of one: its address, what it holds, who came for it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.domain.model import CHANNELS, Slot
from planner.domain.policy import Act
from planner.domain.selecting import stored
from planner.errors import ForbiddenError, InputError
from planner.feeds import window
from planner.services import pieces, publishing, subscribing
from planner.store import feeds, slots
from planner.store import register as registers
from planner.store.db import Session
from planner.store.feeds import Feed, Visit
from planner.web import access
from planner.web.agencies.agency import is_loopback
from planner.web.htmx import done
from planner.web.language import said
from planner.web.site import site

pages = Blueprint("subscriptions", __name__)

MOST = 1000
"""Events above which a feed is better split: Google loses some from about there."""

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Addresses:
    """The ways to subscribe; empty when the feed is revoked."""

    path: str
    plain: str
    webcal: str
    google: str
    outlook: str


@dataclass(frozen=True, slots=True)
class Line:
    """A feed in the list of all."""

    feed: Feed
    holds: str
    last: Visit | None


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page of a feed shows."""

    feed: Feed
    holds: str
    addresses: Addresses | None
    events: int
    size: int
    first: date
    last: date
    channels: tuple[tuple[str, int], ...]
    coming: tuple[Slot, ...]
    visits: tuple[Visit, ...]
    loopback: bool
    split: bool
    may_manage: bool


@pages.get("/subscriptions")
def index() -> str:
    """Show all feeds."""
    _write_visits()
    with site().database.session() as session:
        names = _names(session)
        lines = [
            Line(
                feed, _holds(session, feed, names), next(iter(feeds.visits(session, feed.id)), None)
            )
            for feed in feeds.every(session)
            if _may_see(session, feed)
        ]
    return render_template("subscriptions/index.html", lines=lines, kinds=subscribing.KINDS)


@pages.post("/subscriptions")
def create() -> str | Response:
    """Make a feed from what a form says."""
    form = request.form
    kind = form.get("kind", "slots")
    if kind not in feeds.KINDS:
        raise InputError("không có loại nguồn lịch này")
    with site().database.writing() as session:
        if form.get("agency"):
            access.demand(session, Act.INSIDE, form["agency"])
        made = subscribing.create(
            session,
            site().keys,
            kind=kind,
            agency=form.get("agency") or None,
            channel=form.get("channel") or None,
            campaign=form.get("campaign") or None,
            chosen=stored(form.get("chosen", "")) if kind == "view" else None,
            made_by=access.signed_in().name,
        )
    return done("", url_for(".one", number=made.id))


@pages.get("/subscriptions/<int:number>")
def one(number: int) -> str:
    """Show one feed."""
    _write_visits()
    with site().database.session() as session:
        feed = feeds.get(session, number)
        if not _may_see(session, feed):
            raise ForbiddenError("chỉ người của cơ quan ấy xem được địa chỉ của nguồn lịch này")
        page = _page(session, feed)
    return render_template("subscriptions/one.html", page=page)


@pages.post("/subscriptions/<int:number>/rotate")
def rotate(number: int) -> str | Response:
    """Give a feed a new address."""
    with site().database.writing() as session:
        old = site().keys.token(_managed(session, number))
        subscribing.rotate(session, site().keys, number)
    site().copies.drop(old)
    return done("", url_for(".one", number=number))


@pages.post("/subscriptions/<int:number>/revoke")
def revoke(number: int) -> str | Response:
    """Take a feed's address away."""
    with site().database.writing() as session:
        old = site().keys.token(_managed(session, number))
        subscribing.revoke(session, number)
    site().copies.drop(old)
    return done("", url_for(".one", number=number))


@pages.post("/subscriptions/<int:number>/off-air")
def off_air(number: int) -> str | Response:
    """Choose how what was cancelled or postponed is shown."""
    choice = request.form.get("off_air", "")
    if choice not in {"mark", "status"}:
        raise InputError("chọn một trong hai cách hiện mục hủy, hoãn")
    with site().database.writing() as session:
        _managed(session, number)
        feeds.set_off_air(session, number, choice)
    return done("", url_for(".one", number=number))


def _may_see(session: Session, feed: Feed) -> bool:
    """Whether the person may see a feed's address.

    An agency's is for those who see its work; what is given to somebody is theirs alone.
    """
    if feed.chosen is not None and feed.chosen.mine:
        return feed.made_by == access.signed_in().name
    return feed.agency is None or Act.INSIDE in access.acts(session, feed.agency)


def _may_manage(session: Session, feed: Feed) -> bool:
    """Whether the person may give a feed a new address: whoever made it, or arranges its agency."""
    mine = feed.made_by is not None and feed.made_by == access.signed_in().name
    return (mine and _may_see(session, feed)) or Act.ARRANGE in access.acts(session, feed.agency)


def _managed(session: Session, number: int) -> Feed:
    """Return a feed that the person may change; ForbiddenError for another."""
    feed = feeds.get(session, number)
    if not _may_manage(session, feed):
        raise ForbiddenError("nguồn lịch này do người khác quản; tạo một nguồn của mình")
    return feed


def _write_visits() -> None:
    """Write the visits that wait, so that the page shows them all."""
    site().visits.write(site().database)


def _page(session: Session, feed: Feed) -> Page:
    today = site().today
    served = publishing.render(session, feed, today, site().settings.base_url)
    first, last = window(today)
    inside = _slots(session, feed, first, last)
    channels = Counter(slot.channel for slot in inside)
    return Page(
        feed=feed,
        holds=_holds(session, feed, _names(session)),
        addresses=None if feed.revoked_at else _addresses(feed),
        events=served.events,
        size=len(served.body),
        first=first,
        last=last,
        channels=tuple((code, channels[code]) for code in CHANNELS if channels[code]),
        coming=tuple(slot for slot in inside if (slot.last_day or last) >= today)[:SHOWN],
        visits=tuple(feeds.visits(session, feed.id)),
        loopback=is_loopback(),
        split=served.events > MOST and feed.channel is None and feed.kind == "slots",
        may_manage=_may_manage(session, feed),
    )


def _slots(session: Session, feed: Feed, first: date, last: date) -> list[Slot]:
    if feed.kind == "view":
        return pieces.chosen_slots(session, feed, site().today)
    if feed.kind != "slots":
        return []
    return slots.select(
        session,
        agency=feed.agency,
        channel=feed.channel,
        campaign=feed.campaign,
        first=first,
        last=last,
    )


def _addresses(feed: Feed) -> Addresses:
    path = site().keys.path(feed)
    plain = site().settings.base_url + path
    webcal = "webcal" + plain[plain.index(":") :]
    return Addresses(
        path=path,
        plain=plain,
        webcal=webcal,
        google=f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}",
        outlook="https://outlook.office.com/calendar/0/addfromweb"
        f"?url={quote(plain, safe='')}&name={quote(feed.name, safe='')}",
    )


def _names(session: Session) -> dict[str, str]:
    return {slug: one.name for slug, one in registers.load(session).agencies.items()}


def _holds(session: Session, feed: Feed, names: dict[str, str]) -> str:
    """Say in words what a feed holds."""
    if feed.chosen is not None:
        return ", ".join(map(said, subscribing.in_words(session, feed.chosen)))
    if feed.kind != "slots":
        return said(subscribing.KINDS[feed.kind])
    parts = [
        names.get(feed.agency, feed.agency) if feed.agency else "",
        said(CHANNELS[feed.channel]) if feed.channel else "",
        feed.campaign or "",
    ]
    return " · ".join(part for part in parts if part)
