"""Feeds: making one, finding it by its address, and giving out its calendar."""

import base64
import hashlib
import hmac

from planner.domain.anniversaries import in_year
from planner.domain.model import CHANNELS, STATES
from planner.domain.planning import REGULAR
from planner.domain.selecting import Selection, agencies_of
from planner.domain.words import slug
from planner.errors import InputError, NotFoundError, Where
from planner.phrases import Phrase, mark
from planner.services.scheduling import now
from planner.store import feeds, plans, register, showing, slots, views
from planner.store.calendar import anniversaries
from planner.store.db import Session
from planner.store.feeds import Feed
from planner.store.views import Saved


class Keys:
    """Makes the addresses of feeds under a key of their own, derived from the installation's.

    An address is an HMAC over the feed's id and generation, so it can be shown again; only its
    hash is stored, to find the feed by.
    """

    def __init__(self, secret: str) -> None:
        self._key = hmac.digest(secret.encode(), b"planner: addresses of feeds", "sha256")

    def token(self, feed: Feed) -> str:
        mac = hmac.digest(self._key, f"{feed.id}:{feed.generation}".encode(), "sha256")
        return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()

    def path(self, feed: Feed) -> str:
        return f"/feeds/{self.token(feed)}/{slug(feed.name, 40) or 'lich'}.ics"

    def stored(self, feed: Feed) -> str:
        return hash_of(self.token(feed))


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def create(  # noqa: PLR0913 (what a feed holds, and whose it is)
    session: Session,
    keys: Keys,
    *,
    kind: str = "slots",
    agency: str | None = None,
    channel: str | None = None,
    campaign: str | None = None,
    chosen: Selection | None = None,
    off_air: str = "mark",
    name: str | None = None,
    made_by: str | None = None,
) -> Feed:
    """Make a feed of an agency, of a channel of it, of a campaign, or of another kind.

    One of kind "view" is of what is `chosen`, and of the person who makes it.

    Raises NotFoundError for an unknown agency, InputError for a campaign without slots, for a
    channel that nobody knows, and for a feed of nothing in particular.
    """
    named = [one for one in (agency, channel, campaign) if one is not None]
    if kind != "slots" and named:
        raise InputError("nguồn lịch này đã chứa mọi cơ quan; bỏ bớt lựa chọn")
    if kind == "slots" and agency is None and campaign is None:
        raise InputError(
            "chọn cơ quan (--agency), chiến dịch (--campaign), ngày kỷ niệm (--anniversaries) "
            "hoặc cả tỉnh (--province) cho nguồn lịch"
        )
    if kind == "view":
        return _of_view(session, keys, chosen or Selection(), off_air, name, made_by)
    body = register.load(session).get(agency) if agency else None
    if channel is not None and channel not in CHANNELS:
        raise InputError(
            "không có kênh này; dùng: %(known)s", Where(key=channel), known=", ".join(CHANNELS)
        )
    if campaign is not None and not slots.campaign_exists(session, campaign):
        raise InputError("không có chiến dịch này", Where(key=campaign))
    words = [
        KINDS.get(kind, ""),
        body.name if body else "",
        CHANNELS[channel] if channel else "",
        campaign_name(session, campaign) if campaign else "",
    ]
    given = name or ", ".join(word for word in words if word)
    feed = Feed(0, given, agency, channel, campaign, off_air, 1, now(), kind, made_by)
    return feeds.add(session, feed, keys.stored)


def _of_view(
    session: Session,
    keys: Keys,
    chosen: Selection,
    off_air: str,
    name: str | None,
    made_by: str | None,
) -> Feed:
    if not chosen.pairs:
        raise InputError("chọn ít nhất một bộ lọc cho nguồn lịch: cơ quan, kênh, kế hoạch …")
    if chosen.mine and made_by is None:
        raise InputError("việc “giao cho tôi” cần một người; tạo nguồn lịch này trên trang lịch")
    agencies_of(register.load(session), chosen)
    given = name or ", ".join(in_words(session, chosen))
    feed = Feed(0, given, None, None, None, off_air, 1, now(), "view", made_by, chosen)
    return feeds.add(session, feed, keys.stored)


def saved_view(session: Session, which: str) -> Saved:
    """Return a saved view by its number or its name.

    Raises NotFoundError for one that there is not, InputError for a name that several have.
    """
    if which.isdigit():
        return views.get(session, int(which))
    found = views.named(session, which)
    if not found:
        raise NotFoundError("không có bộ lọc đã lưu “%(which)s”", which=which)
    if len(found) > 1:
        raise InputError(
            "nhiều người có bộ lọc tên này; dùng số: %(numbers)s",
            Where(key=which),
            numbers=", ".join(str(one.id) for one in found),
        )
    return found[0]


def in_words(session: Session, chosen: Selection) -> list[str]:
    """Say what a selection chooses: ["Xã Gò Quao và cấp dưới", "Mạng xã hội", "đang soạn"]."""
    known = register.load(session)
    agency = known.agencies.get(chosen.agency or "")
    province = known.provinces.get(chosen.province or "")
    number, title = plans.titles(session).get(chosen.plan or "", (None, chosen.plan or ""))
    whose = agency.name if agency else ""
    words = [
        Phrase("%(name)s và cấp dưới", name=whose) if whose and chosen.below else whose,
        province.name if province else "",
        *(CHANNELS[one] for one in chosen.channels),
        number or title,
        campaign_name(session, chosen.campaign) if chosen.campaign else "",
        chosen.theme or "",
        f"“{chosen.words}”" if chosen.words else "",
        *(STATES[one] for one in chosen.states),
        mark("trễ") if chosen.late else "",
        mark("giao cho tôi") if chosen.mine else "",
    ]
    return [word for word in words if word]


KINDS = {"anniversaries": mark("Ngày kỷ niệm"), "province": mark("Các chiến dịch của tỉnh")}
"""Feeds that hold no agency's slots, and their names."""


def campaign_name(session: Session, campaign: str) -> str:
    """Return a campaign in words: its anniversary, its plan's number and phase, or its key."""
    known = {one.slug: one for one in anniversaries(session)}
    name, _, number = campaign.rpartition("-")
    kept = in_year(known[name], int(number)) if name in known and number.isdigit() else None
    if kept is not None:
        return kept.short if kept.count is not None else f"{kept.short} {kept.year}"
    if name == REGULAR:
        return Phrase("Nhịp thường xuyên %(year)s", year=number)
    plan = plans.titles(session).get(name)
    if plan is None:
        return campaign
    return Phrase("%(name)s, giai đoạn %(number)s", name=plan[0] or plan[1], number=number)


def rotate(session: Session, keys: Keys, number: int) -> Feed:
    """Give a feed a new address; whoever has the old one gets nothing more."""
    return feeds.readdress(session, number, keys.stored)


def revoke(session: Session, number: int) -> Feed:
    """Take a feed's address away; `rotate` gives it a new one."""
    feeds.get(session, number)
    showing.forget(session, number)
    return feeds.revoke(session, number, now())


def by_token(session: Session, token: str) -> Feed:
    """Return the feed at an address; NotFoundError when there is none."""
    return feeds.by_hash(session, hash_of(token))
