"""The tables. Rules live in the domain; a row only holds what a value holds.

Keys that last for life (slugs, plan keys) are the primary keys; slots and items have a number of
their own beside their key, since they are many.
"""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING

HANGS = text("end_day IS NOT NULL")
"""Few slots hang over days: an index of those alone is small."""

IN_HAND = text("fingerprint IS NULL")
"""Few slots are to be looked at one by one by planning (`domain.changes.fingerprint`)."""

IS_OFF = text("state IN ('cancelled', 'postponed', 'withdrawn')")
"""What is off the air is seldom asked for by itself."""

OWED = text("state IN ('open', 'handed_on') AND due >= planned_on")
"""What is not done of what was planned ahead: the rest of `domain.late` is a matter of the day."""

GIVEN = text("assignee IS NOT NULL")
"""Those that somebody was given are few, too."""

# SQLite counts up only in a column that is declared INTEGER.
Number = BigInteger().with_variant(Integer, "sqlite")


class InstallationRow(SQLModel, table=True):
    """This installation: the namespace of its calendar's UIDs."""

    __tablename__ = "installation"
    id: int = Field(primary_key=True)
    uuid: str
    made_at: datetime = Field(sa_type=DateTime(timezone=True))


class ProvinceRow(SQLModel, table=True):
    __tablename__ = "province"
    slug: str = Field(primary_key=True)
    name: str
    valid_from: date | None = None
    valid_to: date | None = None
    successors: list[str] = Field(sa_column=Column(JSON, nullable=False))
    basis: str = ""
    source: str = ""


class AgencyRow(SQLModel, table=True):
    __tablename__ = "agency"
    slug: str = Field(primary_key=True)
    position: int
    name: str
    kind: str
    level: str
    province: str = Field(foreign_key="province.slug", index=True)
    parent: str | None = Field(default=None, foreign_key="agency.slug")
    aliases: list[str] = Field(sa_column=Column(JSON, nullable=False))
    runs: dict[str, list[str]] = Field(sa_column=Column(JSON, nullable=False))
    quiet: list[tuple[str, str]] = Field(
        sa_column=Column(JSON, nullable=False, server_default="[]")
    )
    valid_from: date | None = None
    valid_to: date | None = None
    to_check: bool = False


class SessionRow(SQLModel, table=True):
    """A broadcast time of an agency; its id is never given to another one."""

    __tablename__ = "agency_session"
    agency: str = Field(primary_key=True, foreign_key="agency.slug")
    id: str = Field(primary_key=True)
    start: time
    weekdays: list[int] = Field(sa_column=Column(JSON, nullable=False))
    minutes: int
    retired: bool = False


class SuccessionRow(SQLModel, table=True):
    """Who inherited which functions of an agency."""

    __tablename__ = "succession"
    agency: str = Field(primary_key=True, foreign_key="agency.slug")
    heir: str = Field(primary_key=True, foreign_key="agency.slug")
    functions: list[str] = Field(sa_column=Column(JSON, nullable=False))
    on: date | None = None
    basis: str = ""


class CollectiveRow(SQLModel, table=True):
    __tablename__ = "collective"
    position: int = Field(primary_key=True)
    names: list[str] = Field(sa_column=Column(JSON, nullable=False))
    kinds: list[str] = Field(sa_column=Column(JSON, nullable=False))
    level: str | None = None


class AnniversaryRow(SQLModel, table=True):
    __tablename__ = "anniversary"
    slug: str = Field(primary_key=True)
    name: str
    short: str = ""
    day: int
    month: int
    lunar: bool = False
    origin_year: int | None = None
    rank: str
    flags: bool = False
    since: int | None = None
    by_calendar_year: bool = False
    carried_by: str | None = None
    province: str | None = None
    source: str = ""


class CadenceRow(SQLModel, table=True):
    __tablename__ = "cadence"
    id: str = Field(primary_key=True)
    position: int
    use: str
    channel: str
    format: str
    name: str = ""
    ranks: list[str] = Field(sa_column=Column(JSON, nullable=False))
    windows: dict[str, list[list[int]]] = Field(sa_column=Column(JSON, nullable=False))
    rrule: str | None = None
    times: list[str] = Field(sa_column=Column(JSON, nullable=False))
    sessions: str | None = None
    minutes: int | None = None
    due: int | None = None
    span: bool = False
    most_days: int | None = None
    where_flags_hang: bool = False
    follows: list[str] = Field(sa_column=Column(JSON, nullable=False))
    after: int = 1


class OriginalRow(SQLModel, table=True):
    """A file as it was received, byte by byte."""

    __tablename__ = "original"
    sha256: str = Field(primary_key=True)
    data: bytes = Field(sa_type=LargeBinary)
    name: str
    form: str
    encoding: str | None = None
    note: str = Field(default="", sa_type=Text)
    received_at: datetime = Field(sa_type=DateTime(timezone=True))
    who: str = ""


class DocumentRow(SQLModel, table=True):
    """The text by lines that a plan was read from, and the file that it is the text of.

    An amended plan's text `continues` that of the version before it.
    """

    __tablename__ = "document"
    sha256: str = Field(primary_key=True)
    name: str
    text: str = Field(sa_type=Text)
    received_at: datetime = Field(sa_type=DateTime(timezone=True))
    original: str | None = Field(default=None, foreign_key="original.sha256")
    continues: str | None = Field(default=None, foreign_key="document.sha256")


class DraftRow(SQLModel, table=True):
    """A file under review: what was read, what people corrected, which plans came of it."""

    __tablename__ = "draft"
    id: str = Field(primary_key=True)
    original: str = Field(foreign_key="original.sha256", index=True)
    name: str
    text: str = Field(sa_type=Text)
    received_at: datetime = Field(sa_type=DateTime(timezone=True))
    who: str = ""
    revision: int
    read: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    corrections: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    accepted: list[str | None] = Field(sa_column=Column(JSON, nullable=False))


class PlanRow(SQLModel, table=True):
    """An accepted plan: what is asked for beside it, and all of it as `content`."""

    __tablename__ = "plan"
    key: str = Field(primary_key=True)
    number: str | None = None
    title: str
    issuer: str = ""
    province: str = Field(foreign_key="province.slug")
    issued_on: date | None = None
    accepted_on: date | None = None
    document: str = Field(foreign_key="document.sha256")
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class SlotRow(SQLModel, table=True):
    """A slot's current state. `kept` holds the planner's last values where a person differs."""

    __tablename__ = "slot"
    __table_args__ = (
        # Feeds ask this and that of campaigns alone whether their weeks are as they were.
        Index("ix_slot_agency_day", "agency", "day", "source_plan", "revision"),
        Index(
            "ix_slot_off_air", "agency", "changed_at", sqlite_where=IS_OFF, postgresql_where=IS_OFF
        ),
        Index("ix_slot_day_channel", "day", "channel"),
        Index(
            "ix_slot_campaign_day",
            "campaign",
            "day",
            "source_plan",
            "channel",
            "revision",
            postgresql_include=["id"],  # which SQLite has in each index
        ),
        Index(
            "ix_slot_campaign_off_air",
            "campaign",
            "changed_at",
            sqlite_where=IS_OFF,
            postgresql_where=IS_OFF,
        ),
        Index(
            "ix_slot_agency_end_day",
            "agency",
            "end_day",
            sqlite_where=HANGS,
            postgresql_where=HANGS,
        ),
        Index(
            "ix_slot_assignee_day", "assignee", "day", sqlite_where=GIVEN, postgresql_where=GIVEN
        ),
        Index("ix_slot_last_day", "last_day"),
        Index("ix_slot_end_day", "end_day", "day", sqlite_where=HANGS, postgresql_where=HANGS),
        Index("ix_slot_in_hand", "agency", sqlite_where=IN_HAND, postgresql_where=IN_HAND),
    )
    id: int | None = Field(
        default=None, sa_column=Column(Number, primary_key=True, autoincrement=True)
    )
    key: str = Field(unique=True)
    campaign: str
    cadence: str
    agency: str = Field(foreign_key="agency.slug")
    occurrence: str
    session: str | None = None
    channel: str
    format: str
    day: date | None = None
    end_day: date | None = None
    last_day: date | None = None
    at: time | None = None
    minutes: int | None = None
    due_before: int | None = None
    due: date | None = None
    theme: str | None = None
    title: str
    brief: str = ""
    place: int | None = None
    source_anniversary: str | None = None
    source_plan: str | None = None
    source_line: int | None = None
    state: str
    assignee: str | None = Field(default=None, foreign_key="person.name")
    planned_on: date
    kept: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    fingerprint: int | None = Field(default=None, sa_type=BigInteger)
    born: int
    revision: int
    sequence: int = 0
    changed_at: datetime = Field(sa_type=DateTime(timezone=True))


class GroupRow(SQLModel, table=True):
    """Which agencies of a province have the same slot: a summary of the table of slots.

    `store.groups` keeps it in the transaction that writes them. `history` is as in `domain.late`;
    `of_plan` says that no anniversary is the source; `agencies` has a space between two.
    """

    __tablename__ = "slot_group"
    __table_args__ = (
        Index("ix_slot_group_day", "day"),
        Index("ix_slot_group_campaign_day", "campaign", "day"),
        Index("ix_slot_group_end_day", "end_day", sqlite_where=HANGS, postgresql_where=HANGS),
    )
    id: int | None = Field(default=None, primary_key=True)
    province: str
    campaign: str
    channel: str
    format: str
    title: str
    theme: str | None = None
    day: date | None = None
    end_day: date | None = None
    last_day: date | None = None
    at: time | None = None
    minutes: int | None = None
    due: date | None = None
    state: str
    source_plan: str | None = None
    source_line: int | None = None
    of_plan: bool
    history: bool
    number: int
    agencies: str = Field(sa_type=Text)


class EditionRow(SQLModel, table=True):
    """Which edition of what changes seldom the database holds; see `store.editions`."""

    __tablename__ = "edition"
    id: int = Field(primary_key=True)
    token: str


class ItemRow(SQLModel, table=True):
    """A checklist item's current state."""

    __tablename__ = "item"
    __table_args__ = (
        Index("ix_item_agency_due", "agency", "due"),
        Index("ix_item_origin", "origin"),
        Index("ix_item_owed", "due", "agency", sqlite_where=OWED, postgresql_where=OWED),
    )
    id: int | None = Field(
        default=None, sa_column=Column(Number, primary_key=True, autoincrement=True)
    )
    key: str = Field(unique=True)
    origin: str
    kind: str
    agency: str = Field(foreign_key="agency.slug")
    title: str
    occurrence: str
    due: date | None = None
    until: date | None = None
    source_anniversary: str | None = None
    source_plan: str | None = None
    source_line: int | None = None
    source_cadence: str | None = None
    state: str
    assignee: str | None = Field(default=None, foreign_key="person.name")
    handed_to: str | None = Field(default=None, foreign_key="agency.slug", index=True)
    planned_on: date
    kept: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    born: int
    revision: int
    sequence: int = 0
    changed_at: datetime = Field(sa_type=DateTime(timezone=True))


class LogRow(SQLModel, table=True):
    """One change of one field, or one planning; only ever added to. `revision` rises."""

    __tablename__ = "log"
    __table_args__ = (Index("ix_log_subject", "subject"),)
    revision: int | None = Field(
        default=None, sa_column=Column(Number, primary_key=True, autoincrement=True)
    )
    at: datetime = Field(sa_type=DateTime(timezone=True))
    who: str
    kind: str
    subject: str | None = None
    field: str | None = None
    old: str | None = None
    new: str | None = None
    why: str = ""


class FeedRow(SQLModel, table=True):
    """A subscription: what it holds, and the hash of the address it is found by.

    `etag` and `modified_at` are those of the bytes that were last given out.
    """

    __tablename__ = "feed"
    id: int | None = Field(default=None, primary_key=True)
    name: str
    kind: str = Field(default="slots", sa_column_kwargs={"server_default": "slots"})
    agency: str | None = Field(default=None, foreign_key="agency.slug", index=True)
    channel: str | None = None
    campaign: str | None = None
    chosen: str | None = None
    off_air: str = "mark"
    made_by: str | None = Field(default=None, foreign_key="person.name")
    generation: int = 1
    token_hash: str | None = Field(default=None, unique=True)
    made_at: datetime = Field(sa_type=DateTime(timezone=True))
    etag: str | None = None
    modified_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    revoked_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class FeedPartRow(SQLModel, table=True):
    """A piece of a feed's calendar as it was last written; `store.feeds.Part` says what it holds.

    All of it can be written anew at any time from what stands elsewhere.
    """

    __tablename__ = "feed_part"
    feed: int = Field(primary_key=True, foreign_key="feed.id")
    name: str = Field(primary_key=True)
    print: str
    digest: str
    events: int
    channels: str
    packed: bytes = Field(sa_type=LargeBinary)


class LatestWriteRow(SQLModel, table=True):
    """The latest write of anything: a token that nothing had before."""

    __tablename__ = "latest_write"
    id: int = Field(primary_key=True)
    token: str


class ViewRow(SQLModel, table=True):
    """A view that a person saved; `chosen` is its selection in the form of a query."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("person", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    person: str = Field(foreign_key="person.name")
    name: str
    view: str
    chosen: str
    shared: bool = False
    made_at: datetime = Field(sa_type=DateTime(timezone=True))


class SearchRow(SQLModel, table=True):
    """A text that slots or items have, or one slot's brief, folded to be searched in."""

    __tablename__ = "search"
    __table_args__ = (UniqueConstraint("kind", "subject"),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    subject: str
    folded: str = Field(sa_type=Text)


class FeedVisitRow(SQLModel, table=True):
    """How often a program came for a feed, and when it came last."""

    __tablename__ = "feed_visit"
    feed: int = Field(primary_key=True, foreign_key="feed.id")
    program: str = Field(primary_key=True)
    last_at: datetime = Field(sa_type=DateTime(timezone=True))
    full: int = 0
    unchanged: int = 0


class PersonRow(SQLModel, table=True):
    """An account; see `domain.people.Person`."""

    __tablename__ = "person"
    name: str = Field(primary_key=True)
    full_name: str
    email: str | None = Field(default=None, unique=True)
    password: str | None = None
    totp: str | None = None
    totp_step: int = 0
    subject: str | None = Field(default=None, unique=True)
    active: bool = True
    ticket: str = Field(unique=True)
    reminders: list[str] = Field(sa_column=Column(JSON, nullable=False))
    made_at: datetime = Field(sa_type=DateTime(timezone=True))
    seen_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class GrantRow(SQLModel, table=True):
    """A person's role, for an agency and what stands below it, for a province, or everywhere."""

    __tablename__ = "role_grant"
    id: int | None = Field(default=None, primary_key=True)
    person: str = Field(foreign_key="person.name", index=True)
    role: str
    agency: str | None = Field(default=None, foreign_key="agency.slug")
    province: str | None = Field(default=None, foreign_key="province.slug")


class LinkRow(SQLModel, table=True):
    """A link with which a person sets a password, once; only its hash is kept."""

    __tablename__ = "password_link"
    token_hash: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.name", index=True)
    made_by: str
    made_at: datetime = Field(sa_type=DateTime(timezone=True))
    ends_at: datetime = Field(sa_type=DateTime(timezone=True))
    used_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class CommentRow(SQLModel, table=True):
    """What somebody said about a slot or an item; `subject` is its key."""

    __tablename__ = "comment"
    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(index=True)
    who: str = Field(foreign_key="person.name")
    at: datetime = Field(sa_type=DateTime(timezone=True))
    text: str = Field(sa_type=Text)


class ProofRow(SQLModel, table=True):
    """What shows that a slot was published or an item done; `subject` is its key.

    A link has its address, title and day; a count its number and note; a photo and a file the
    SHA-256 of their bytes, which lie in the folder of proof, with the name they came with.
    """

    __tablename__ = "proof"
    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(index=True)
    kind: str
    who: str = Field(foreign_key="person.name")
    at: datetime = Field(sa_type=DateTime(timezone=True))
    title: str = ""
    day: date | None = None
    url: str | None = None
    number: int | None = None
    note: str = ""
    sha256: str | None = Field(default=None, index=True)
    name: str | None = None
    media_type: str | None = None
    size: int | None = None
    width: int | None = None
    height: int | None = None
    removed_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    removed_by: str | None = Field(default=None, foreign_key="person.name")


class NoticeRow(SQLModel, table=True):
    """Something new for one person, until they have seen it."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_person_seen_at", "person", "seen_at"),)
    id: int | None = Field(default=None, primary_key=True)
    person: str = Field(foreign_key="person.name")
    at: datetime = Field(sa_type=DateTime(timezone=True))
    kind: str
    subject: str | None = None
    text: str = ""
    who: str = ""
    seen_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class DigestRow(SQLModel, table=True):
    """One person's digest of one day: claimed before it is sent, so that none goes out twice."""

    __tablename__ = "digest"
    person: str = Field(primary_key=True, foreign_key="person.name")
    day: date = Field(primary_key=True)
    claimed_at: datetime = Field(sa_type=DateTime(timezone=True))
    sent_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    notice: int = 0


class SiteRow(SQLModel, table=True):
    """A place where banners and flags hang; see `domain.sites.Site`."""

    __tablename__ = "site"
    id: int | None = Field(default=None, primary_key=True)
    agency: str = Field(foreign_key="agency.slug", index=True)
    name: str
    address: str = ""
    size: str = ""
    kind: str
    keeper: str = ""
    phone: str = ""
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    revision: int = 1


class SlotSiteRow(SQLModel, table=True):
    """A slot hangs at a place: how many pieces of it."""

    __tablename__ = "slot_site"
    slot: str = Field(primary_key=True, foreign_key="slot.key")
    site: int = Field(primary_key=True, foreign_key="site.id", index=True)
    count: int = 1


class WrongTryRow(SQLModel, table=True):
    """A wrong try at a password, a code or a link; `whose` is a hash of who tried at what."""

    __tablename__ = "wrong_try"
    __table_args__ = (Index("ix_wrong_try_whose_at", "whose", "at"),)
    id: int | None = Field(default=None, primary_key=True)
    whose: str
    at: datetime = Field(sa_type=DateTime(timezone=True))


class JobRow(SQLModel, table=True):
    """A file that some process reads; see `store.jobs.Job`."""

    __tablename__ = "job"
    id: str = Field(primary_key=True)
    name: str
    who: str
    started: datetime = Field(sa_type=DateTime(timezone=True))
    seen: datetime = Field(sa_type=DateTime(timezone=True))
    pages: int = 0
    of: int = 0
    draft: str | None = None
    problem: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
