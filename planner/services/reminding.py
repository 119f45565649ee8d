"""Reminders by mail: who gets which digest, and sending each once a day at most.

A digest is claimed in the database before it is sent and marked after it was. Whoever dies in
between leaves a claim, which the next run takes over once it is LEASE old; the letter then bears
the same Message-ID, so that a mail program which has got both shows one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import UUID, uuid5

from jinja2 import Environment, FileSystemLoader, select_autoescape

from planner.domain.digest import MOST, Digest, Line, Work, compose
from planner.domain.news import News
from planner.domain.pending import Pile, days_ahead
from planner.domain.people import Person, Reminder
from planner.services import mailing, telling
from planner.services.mailing import Server
from planner.services.scheduling import now
from planner.settings import ROOT, ZONE
from planner.store import digests, feeds, notices, pending, people, register
from planner.store.db import Database, Session
from planner.store.notices import Notice

LEASE = timedelta(minutes=10)
"""How long a digest that was claimed and not marked as sent is left to whoever claimed it."""

RECENT = timedelta(days=14)
"""How old news may be to be told by mail: without a mail server for months, nobody gets it all."""

KEPT = timedelta(days=90)
"""How long notices and digests are remembered."""

NEWS: Mapping[Reminder, tuple[News, ...]] = {
    Reminder.SENT_BACK: (News.SENT_BACK, News.RETURNED),
    Reminder.PLAN_CHANGED: (News.PLAN_CHANGED,),
}

_TEMPLATES = Environment(
    loader=FileSystemLoader(ROOT / "templates" / "mail"),
    autoescape=select_autoescape(["html"]),
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be sent now; `quiet` have nothing to be told, `taken` have their digest of today.

    `namespace` is the installation's id, of which Message-IDs are made.
    """

    digests: Sequence[Digest]
    quiet: int
    taken: int
    namespace: UUID


@dataclass(slots=True)
class Report:
    """What a run did: how many it sent, to whom it could not and why, and who needed nothing."""

    sent: int = 0
    quiet: int = 0
    taken: int = 0
    refused: dict[str, str] = field(default_factory=dict)


def due(session: Session, today: date, at: datetime) -> Due:
    """Return the digests of a day that nobody has sent or is sending at `at`."""
    namespace = feeds.installation(session)
    told = [one for one in people.every(session) if one.active and one.email]
    claims = digests.of_day(session, today)
    free = [one for one in told if one.name not in claims or claims[one.name].is_free(at - LEASE)]
    if not free:
        return Due((), 0, len(told), namespace)
    newest = notices.newest(session)  # first: what comes while we read waits for the next digest
    work = _work(session, today)
    news = _news(session, free, newest, at - RECENT)
    found = [compose(one, work, news.get(one.name, {}), newest) for one in free]
    made = [one for one in found if one is not None]
    return Due(made, len(found) - len(made), len(told) - len(free), namespace)


def _work(session: Session, today: date) -> Work:
    coming = pending.coming(session, *days_ahead(today))
    numbers = pending.late_numbers(session, today)
    late = Pile(pending.late(session, today, MOST), numbers)
    return Work.of(today, register.load(session), late, coming)


def _news(
    session: Session, those: Iterable[Person], newest: int, since: datetime
) -> dict[str, dict[Reminder, list[Line]]]:
    """Return by person what came since their last digest and they have not seen."""
    after = digests.last_notices(session)
    names = {one.name: after.get(one.name, 0) for one in those}
    kinds = [kind for kinds in NEWS.values() for kind in kinds]
    new: list[Notice] = [
        one
        for one in notices.since(session, kinds, min(names.values()))
        if one.person in names and names[one.person] < one.id <= newest
        if one.seen_at is None and one.at >= since
    ]
    found: dict[str, dict[Reminder, list[Line]]] = {}
    for notice, told in zip(new, telling.spelled(session, new), strict=True):
        about = next(one for one, kinds in NEWS.items() if notice.kind in kinds)
        lines = found.setdefault(notice.person, {}).setdefault(about, [])
        lines.append(Line(told.text, told.path, told.note))
    return found


def letter(
    digest: Digest, namespace: UUID, sender: Address, base_url: str, at: datetime
) -> EmailMessage | None:
    """Return the digest as it is sent, None when the person's address can be none."""
    to = mailing.address(digest.person.full_name, digest.person.email or "")
    if to is None:
        return None
    made = EmailMessage(policy=SMTP)
    number = uuid5(namespace, f"digest/{digest.person.name}/{digest.day}")
    made["From"] = sender
    made["To"] = to
    made["Subject"] = digest.subject
    made["Date"] = format_datetime(at.astimezone(ZONE))
    made["Message-ID"] = f"<{number}@{sender.domain}>"
    made["List-Unsubscribe"] = f"<{base_url}/reminders>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(written(digest, base_url), cte="quoted-printable")
    page = _TEMPLATES.get_template("digest.html").render(digest=digest, base=base_url)
    made.add_alternative(page.lstrip(), subtype="html", cte="quoted-printable")
    return made


def written(digest: Digest, base_url: str) -> str:
    """Return the digest as plain text."""
    return _TEMPLATES.get_template("digest.txt").render(digest=digest, base=base_url)


def notify(
    database: Database,
    today: date,
    server: Server,
    sender: Address,
    base_url: str,
    clock: Callable[[], datetime] = now,
) -> Report:
    """Send everybody's digest of today that is not sent yet, and forget what is old.

    A refused letter stops no other. Raises MailError when the mail server is away: what was not
    sent stays to be sent.
    """
    with database.session() as session:
        what = due(session, today, clock())
    report = Report(quiet=what.quiet, taken=what.taken)
    if what.digests:
        with mailing.connected(server) as talk:
            for digest in what.digests:
                made = letter(digest, what.namespace, sender, base_url, clock())
                if made is None:
                    report.refused[digest.person.name] = "địa chỉ thư viết sai"
                elif not _claimed(database, digest, clock()):
                    report.taken += 1
                elif refusal := mailing.send(talk, server, made):
                    report.refused[digest.person.name] = refusal
                else:
                    _mark(database, digest, clock())
                    report.sent += 1
    with database.writing() as session:
        notices.clean(session, clock() - KEPT)
        digests.clean(session, today - KEPT)
    return report


def _claimed(database: Database, digest: Digest, at: datetime) -> bool:
    with database.writing() as session:
        return digests.claim(session, digest.person.name, digest.day, digest.notice, at, at - LEASE)


def _mark(database: Database, digest: Digest, at: datetime) -> None:
    with database.writing() as session:
        digests.sent(session, digest.person.name, digest.day, at)
