"""Feeds: making one, finding it by its address, and giving out its calendar."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from planner import feeds as calendar_file
from planner.domain.model import CHANNELS
from planner.domain.words import slug
from planner.errors import InputError, Where
from planner.services.scheduling import now
from planner.settings import ZONE
from planner.store import feeds, items, plans, register, slots
from planner.store.calendar import anniversaries
from planner.store.db import Session
from planner.store.feeds import Feed


@dataclass(frozen=True, slots=True)
class Served:
    """A feed as it is given out."""

    body: bytes
    etag: str
    last_modified: datetime
    events: int


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


def create(
    session: Session,
    keys: Keys,
    *,
    agency: str | None = None,
    channel: str | None = None,
    campaign: str | None = None,
    name: str | None = None,
) -> Feed:
    """Make a feed of an agency, of a channel of it, or of a campaign.

    Raises NotFoundError for an unknown agency, InputError for a campaign without slots, for a
    channel that nobody knows, and for a feed of nothing in particular.
    """
    if agency is None and campaign is None:
        raise InputError("chọn cơ quan (--agency) hoặc chiến dịch (--campaign) cho nguồn lịch")
    known = register.load(session)
    body = known.get(agency) if agency else None
    if channel is not None and channel not in CHANNELS:
        raise InputError(
            "không có kênh này; dùng: %(known)s", Where(key=channel), known=", ".join(CHANNELS)
        )
    if campaign is not None and not slots.campaign_exists(session, campaign):
        raise InputError("không có chiến dịch này", Where(key=campaign))
    words = [
        body.name if body else "",
        CHANNELS[channel] if channel else "",
        campaign or "",
    ]
    given = name or ", ".join(word for word in words if word)
    feed = Feed(0, given, agency, channel, campaign, "mark", 1, now())
    return feeds.add(session, feed, keys.stored)


def by_token(session: Session, token: str) -> Feed:
    """Return the feed at an address; NotFoundError when there is none."""
    return feeds.by_hash(session, hash_of(token))


def render(session: Session, feed: Feed, today: date, base_url: str) -> Served:
    """Return a feed's calendar: the same bytes until its data or the month changes."""
    first, last = calendar_file.window(today)
    mine = slots.select(
        session,
        agency=feed.agency,
        channel=feed.channel,
        campaign=feed.campaign,
        first=first,
        last=last,
    )
    tasks = (
        items.select(session, agency=feed.agency, first=first, last=last)
        if feed.agency and not feed.channel and not feed.campaign
        else []
    )
    known = calendar_file.Words(
        agencies={key: one.name for key, one in register.load(session).agencies.items()},
        plans=plans.titles(session),
        anniversaries=anniversaries(session),
        base_url=base_url,
    )
    events = calendar_file.events(mine, tasks, off_air=feed.off_air, today=today)
    stamps = [one.changed_at for one in mine if one.changed_at is not None]
    stamps += [one.changed_at for one in tasks if one.changed_at is not None]
    # What drops out of a feed changes it as well: the months move on, old cancellations go.
    stamps.append(datetime.combine(today.replace(day=1), time(), ZONE))
    stamps += [
        gone for at in stamps if (gone := at + timedelta(calendar_file.OFF_AIR_DAYS)) <= now()
    ]
    body = calendar_file.calendar(
        feed.name,
        events,
        known,
        namespace=feeds.installation(session),
        one_agency=feed.agency is not None,
    )
    # HTTP wants no stamp later than now, which a fixed day for demonstrations would give.
    past = [at for at in stamps if at <= now()]
    newest = max([feed.made_at, *past]).astimezone(UTC)
    return Served(body, hashlib.sha256(body).hexdigest(), newest, len(events))
