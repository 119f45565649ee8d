"""`planner notify`: reminders by mail, to be run once a day by cron or the Task Scheduler."""

import json
import sys
from contextlib import closing

import click

from planner import settings as environment
from planner.cli.output import plainly, show
from planner.domain.digest import Digest
from planner.services import mailing, reminding
from planner.services.reminding import Report
from planner.services.scheduling import now
from planner.settings import Settings
from planner.store.db import Database


@click.command()
@click.option("--dry-run", is_flag=True, help="Chỉ in thư sẽ gửi.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@plainly
def notify(*, dry_run: bool, as_json: bool) -> None:
    """Gửi thư nhắc việc, mỗi người nhiều nhất một thư một ngày."""
    settings = environment.from_environment()
    with closing(Database(settings.database_url)) as database:
        database.ping()
        if dry_run:
            _rehearse(database, settings, as_json=as_json)
            return
        server = mailing.server(settings.smtp_url)
        sender = mailing.sender(settings.mail_from)
        report = reminding.notify(database, settings.today(), server, sender, settings.base_url)
    _say(report, as_json=as_json)


def _rehearse(database: Database, settings: Settings, *, as_json: bool) -> None:
    with database.session() as session:
        found = reminding.due(session, settings.today(), now())
    if as_json:
        show([_letter(one, settings.base_url) for one in found.digests], as_json=True)
        return
    for one in found.digests:
        click.echo(f"Tới: {one.person.full_name} <{one.person.email}>\nTiêu đề: {one.subject}\n")
        click.echo(reminding.written(one, settings.base_url))
    click.echo(f"sẽ gửi {len(found.digests)}{_rest(found.quiet, found.taken)}")


def _letter(one: Digest, base_url: str) -> dict[str, object]:
    return {
        "person": one.person.name,
        "to": one.person.email,
        "subject": one.subject,
        "text": reminding.written(one, base_url),
    }


def _say(report: Report, *, as_json: bool) -> None:
    """Print what was done, and end with status 1 when an address has to be mended."""
    if as_json:
        click.echo(
            json.dumps(
                {
                    "sent": report.sent,
                    "quiet": report.quiet,
                    "taken": report.taken,
                    "refused": report.refused,
                },
                ensure_ascii=False,
            )
        )
    else:
        click.echo(f"đã gửi {report.sent}{_rest(report.quiet, report.taken)}")
    for name, why in report.refused.items():
        click.echo(f"{name}: chưa gửi được thư: {why}; xem lại địa chỉ thư", err=True)
    if report.refused:
        sys.exit(1)


def _rest(quiet: int, taken: int) -> str:
    return f", không có gì để báo {quiet}" + (f", hôm nay đã gửi trước {taken}" if taken else "")
