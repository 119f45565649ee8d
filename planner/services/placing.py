"""The places where banners and flags hang: a list of an agency's, and what hangs at which."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from planner.documents import sitelist
from planner.documents.sitelist import LONGEST, Listed
from planner.domain.sites import HANGS, KINDS, Site, spoken
from planner.errors import ConflictError, InputError, NotFoundError
from planner.services.scheduling import now
from planner.store import log, sites, slots
from planner.store.db import Session

PIECES = 10_000
"""Pieces that hang at one place."""

WORDS = ("name", "address", "size", "keeper", "phone", "note")
"""What people write of a place in their own words."""


def subject(number: int) -> str:
    """Return what the log calls a place."""
    return f"site/{number}"


def add(session: Session, site: Site, who: str) -> Site:
    """Add a place. InputError for one without a name or with a name that is there already."""
    return _add(session, [_checked(session, site)], who)[0]


def bring(session: Session, agency: str, text: str, today: date, who: str) -> Listed:
    """Add a pasted list of places, all of them, or none where a line of it is wrong."""
    taken = [one.name for one in sites.of_agency(session, agency)]
    listed = sitelist.read(text, agency, today, taken)
    if not listed.problems:
        _add(session, listed.sites, who)
    return listed


def change(session: Session, new: Site, who: str) -> Site:
    """Write a place as a person wants it.

    `new.revision` is the version that they saw: ConflictError when it moved on since. InputError
    as for a new one.
    """
    old = sites.get(session, new.id)
    new = _checked(session, new)
    names = [name for name in Site.__slots__ if name not in {"id", "agency", "revision"}]
    entries = [
        log.Entry(who, "site", subject(old.id), name, getattr(old, name), getattr(new, name))
        for name in names
        if getattr(old, name) != getattr(new, name)
    ]
    stored = sites.replace(session, new) if entries or old.revision != new.revision else old
    log.add(session, entries, now())
    return stored


def remove(session: Session, number: int, who: str) -> None:
    """Take away a place that was never used; InputError for one at which something hangs or hung.

    That one is closed by its last day, so that what hung there stays known.
    """
    site = sites.get(session, number)
    if sites.ever_used(session, [number]):
        raise InputError("chỗ này đã từng treo; ghi ngày dùng cuối thay vì bỏ đi")
    sites.remove(session, number)
    log.add(session, [log.Entry(who, "site", subject(number), "name", site.name, None)], now())


def hang(
    session: Session, key: str, wanted: Mapping[int, int], seen: Mapping[int, int], who: str
) -> None:
    """Hang a slot at the places `wanted`, with how many pieces at each.

    `seen` is what the person saw there: only what differs from it is changed, so that nobody
    undoes what another did meanwhile. Raises ConflictError where both changed the same place,
    NotFoundError for a place that the agency has not, InputError for a slot that hangs nowhere
    and for a number of pieces that can't be.
    """
    slot = slots.get(session, key)
    if slot.channel not in HANGS:
        raise InputError("chỉ băng rôn, cờ và bảng tin có chỗ treo")
    if any(not 1 <= count <= PIECES for count in wanted.values()):
        raise InputError("số lượng mỗi chỗ phải từ 1 đến %(most)d", most=PIECES)
    there = {one.site.id: one for one in sites.hangings(session, slot=key)}
    own = {one.id: one for one in sites.of_agency(session, slot.agency)}
    own.update({number: one.site for number, one in there.items()})
    if unknown := wanted.keys() - own.keys():
        raise NotFoundError("cơ quan này không có chỗ treo số %(number)d", number=min(unknown))
    entries = []
    for number, site in own.items():
        old = there[number].count if number in there else 0
        new, before = wanted.get(number, 0), seen.get(number, 0)
        if new in {before, old}:
            continue
        if old != before:
            raise ConflictError(
                "người khác vừa đổi ở “%(name)s”, nay treo %(number)d; xem lại rồi lưu lần nữa",
                name=site.name,
                number=old,
            )
        if new:
            sites.hang(session, key, number, new)
        else:
            sites.take(session, key, number)
        entries.append(_moved(key, site, old, new, who))
    log.add(session, entries, now())


def _add(session: Session, new: Iterable[Site], who: str) -> list[Site]:
    added = [sites.add(session, one) for one in new]
    entries = [log.Entry(who, "site", subject(one.id), "name", None, one.name) for one in added]
    log.add(session, entries, now())
    return added


def _moved(key: str, site: Site, old: int, new: int, who: str) -> log.Entry:
    """Return the log's row; the slot keeps its revision, since nothing of it moved."""
    before, after = (f"{site.name} ×{n}" if n > 1 else site.name for n in (old, new))
    return log.Entry(who, "slot", key, "site", before if old else None, after if new else None)


def _checked(session: Session, site: Site) -> Site:
    words = {name: " ".join(getattr(site, name).split()) for name in WORDS}
    site = replace(site, **words)  # type: ignore[arg-type]
    if not site.name:
        raise InputError("cần ghi tên chỗ, như “Cổng chào ấp 3”")
    if any(len(text) > LONGEST for text in words.values()):
        raise InputError("có mục dài quá %(most)d chữ; rút ngắn", most=LONGEST)
    if site.kind not in KINDS:
        raise InputError("chọn loại chỗ: băng rôn, cờ, pa nô hoặc màn hình LED")
    if site.valid_from and site.valid_to and site.valid_to < site.valid_from:
        raise InputError("ngày dùng cuối đứng trước ngày đầu; xem lại hai ngày")
    for one in sites.of_agency(session, site.agency):
        if one.id != site.id and spoken(one.name) == spoken(site.name):
            raise InputError("đã có chỗ tên “%(name)s”; đặt tên khác", name=one.name)
    return site
