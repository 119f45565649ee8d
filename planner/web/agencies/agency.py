"""What the page of one agency shows, read from the store."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from planner.domain.anniversaries import in_days
from planner.domain.model import Agency, Item, ItemState, Slot, Succession
from planner.domain.policy import Act
from planner.domain.register import Register
from planner.store import calendar as dates
from planner.store import feeds, items, log, people, plans, proofs, slots
from planner.store import register as registers
from planner.store.db import Session
from planner.store.feeds import Feed
from planner.web import access
from planner.web.calendar import loudspeakers
from planner.web.reference import Reference, References
from planner.web.site import site
from planner.web.work import checklist

FAR = timedelta(days=800)


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed as the page shows it: the address, and the same for a subscription."""

    number: int
    name: str
    channel: str | None
    campaign: str | None
    path: str
    address: str
    webcal: str


@dataclass(frozen=True, slots=True)
class Heir:
    """Another agency that this one came from or handed something to."""

    slug: str
    name: str
    known: bool
    functions: tuple[str, ...]
    on: date | None
    basis: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one plan asks for without saying when: its title, its reference, the slots."""

    title: str
    reference: Reference
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page of an agency shows."""

    agency: Agency
    province: str
    today: date
    exists: bool
    list: checklist.Checklist
    sessions: loudspeakers.WeekOfSessions | None
    feeds: tuple[FeedLink, ...]
    loopback: bool
    tray: tuple[Waiting, ...]
    parent: Agency | None
    children: tuple[Agency, ...]
    heirs: tuple[Heir, ...]
    before: tuple[Heir, ...]
    acts: frozenset[Act]


def load(session: Session, slug: str, today: date) -> Page:
    """Read all that the page of an agency shows; NotFoundError when there never was one."""
    register = registers.load(session)
    agency = register.get(slug)
    references = references_of(session, today)
    province = register.provinces.get(agency.province)
    own, offered = items.of_agency(session, slug), items.offered(session, slug)
    known = known_of(session, [*own, *offered], register)
    acts = access.acts(session, slug)
    return Page(
        agency=agency,
        province=province.name if province else "",
        today=today,
        exists=agency.exists(today),
        list=checklist.build(own, today, references, known, offered),
        sessions=_sessions(session, agency, today, references),
        feeds=feeds_of(session, slug) if Act.INSIDE in acts else (),
        loopback=is_loopback(),
        tray=_tray(slots.tray(session, slug), references),
        parent=register.agencies.get(agency.parent or ""),
        children=tuple(register.children(slug)),
        heirs=tuple(_heir(register, one.to, one) for one in agency.successors),
        before=_before(register, slug),
        acts=acts,
    )


def known_of(session: Session, those: Iterable[Item], register: Register) -> checklist.Known:
    """Read what the rows of some items say besides."""
    by_state: dict[ItemState, list[str]] = {}
    for item in those:
        by_state.setdefault(item.state, []).append(item.key)
    explained = by_state.get(ItemState.NOT_APPLICABLE, []) + by_state.get(ItemState.HANDED_ON, [])
    return checklist.Known(
        people=people.names(session),
        agencies={slug: one.name for slug, one in register.agencies.items()},
        reasons=log.reasons(session, explained),
        proven=proofs.counts(session, by_state.get(ItemState.DONE, [])),
    )


def _sessions(
    session: Session, agency: Agency, today: date, references: References
) -> loudspeakers.WeekOfSessions | None:
    """Return this week of its loudspeakers, None where it has none or is no more."""
    if not agency.sessions or not agency.exists(today):
        return None
    monday = today - timedelta(days=today.weekday())
    week = slots.between(session, monday, monday + timedelta(days=6), agency=agency.slug)
    return loudspeakers.week(agency, week, today, references)


def _tray(waiting: Iterable[Slot], references: References) -> tuple[Waiting, ...]:
    """Return what waits for a day, by plan."""
    together: dict[tuple[str, Reference], list[Slot]] = {}
    for slot in waiting:
        same = references.title(slot), references.of_slot(slot)
        together.setdefault(same, []).append(slot)
    return tuple(
        Waiting(title, reference, tuple(those)) for (title, reference), those in together.items()
    )


def references_of(session: Session, today: date) -> References:
    kept = in_days(dates.anniversaries(session), today - FAR, today + FAR)
    return References.of(kept, plans.titles(session))


def _before(register: Register, slug: str) -> tuple[Heir, ...]:
    return tuple(
        _heir(register, old.slug, one)
        for old in register.agencies.values()
        for one in old.successors
        if one.to == slug
    )


def _heir(register: Register, slug: str, succession: Succession) -> Heir:
    other = register.agencies.get(slug)
    return Heir(
        slug=slug,
        name=other.name if other else slug,
        known=other is not None,
        functions=succession.functions,
        on=succession.on,
        basis=succession.basis,
    )


def feeds_of(session: Session, slug: str) -> tuple[FeedLink, ...]:
    keys = site().keys
    return tuple(_link(feed, keys.path(feed)) for feed in feeds.of_agency(session, slug))


def _link(feed: Feed, path: str) -> FeedLink:
    address = site().settings.base_url + path
    return FeedLink(
        number=feed.id,
        name=feed.name,
        channel=feed.channel,
        campaign=feed.campaign,
        path=path,
        address=address,
        webcal="webcal" + address[address.index(":") :],
    )


def is_loopback() -> bool:
    """Whether the address of this installation reaches only this machine."""
    host = urlsplit(site().settings.base_url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
