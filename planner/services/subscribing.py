"""Feeds: making one, finding it by its address, and giving out its calendar."""

import base64
import hashlib
import hmac

from planner.domain.anniversaries import in_year
from planner.domain.model import CHANNELS
from planner.domain.planning import REGULAR
from planner.domain.words import slug
from planner.errors import InputError, Where
from planner.services.scheduling import now
from planner.store import feeds, plans, register, slots
from planner.store.calendar import anniversaries
from planner.store.db import Session
from planner.store.feeds import Feed


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
    off_air: str = "mark",
    name: str | None = None,
    made_by: str | None = None,
) -> Feed:
    """Make a feed of an agency, of a channel of it, of a campaign, or of another kind.

    Raises NotFoundError for an unknown agency, InputError for a campaign without slots, for a
    channel that nobody knows, and for a feed of nothing in particular.
    """
    chosen = [one for one in (agency, channel, campaign) if one is not None]
    if kind != "slots" and chosen:
        raise InputError("nguồn lịch này đã chứa mọi cơ quan; bỏ bớt lựa chọn")
    if kind == "slots" and agency is None and campaign is None:
        raise InputError(
            "chọn cơ quan (--agency), chiến dịch (--campaign), ngày kỷ niệm (--anniversaries) "
            "hoặc cả tỉnh (--province) cho nguồn lịch"
        )
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


KINDS = {"anniversaries": "Ngày kỷ niệm", "province": "Các chiến dịch của tỉnh"}
"""Feeds that hold no agency's slots, and their names."""


def campaign_name(session: Session, campaign: str) -> str:
    """Return a campaign in words: its anniversary, its plan's number and phase, or its key."""
    known = {one.slug: one for one in anniversaries(session)}
    name, _, number = campaign.rpartition("-")
    kept = in_year(known[name], int(number)) if name in known and number.isdigit() else None
    if kept is not None:
        return kept.short if kept.count is not None else f"{kept.short} {kept.year}"
    if name == REGULAR:
        return f"Nhịp thường xuyên {number}"
    plan = plans.titles(session).get(name)
    return f"{plan[0] or plan[1]}, giai đoạn {number}" if plan else campaign


def rotate(session: Session, keys: Keys, number: int) -> Feed:
    """Give a feed a new address; whoever has the old one gets nothing more."""
    return feeds.readdress(session, number, keys.stored)


def revoke(session: Session, number: int) -> Feed:
    """Take a feed's address away; `rotate` gives it a new one."""
    feeds.get(session, number)
    return feeds.revoke(session, number, now())


def by_token(session: Session, token: str) -> Feed:
    """Return the feed at an address; NotFoundError when there is none."""
    return feeds.by_hash(session, hash_of(token))
