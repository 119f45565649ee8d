"""The commands that work on the database."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import click

from planner import seeds as seed_files
from planner import settings as environment
from planner.cli.output import cell, plainly, planning, show
from planner.domain.anniversaries import Kept, of_year
from planner.domain.model import CHANNELS, Item, Slot
from planner.errors import InputError, Where
from planner.services import accounts, installing, publishing, scheduling, subscribing
from planner.services.comparing import Range
from planner.settings import Settings
from planner.store import calendar, feeds, items, register, slots
from planner.store.db import Database, Session


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” không phải một ngày dạng 2027-08-25", param, ctx)


DAY = Day()
FROM = click.option("--from", "first", type=DAY, metavar="D", help="Từ ngày này (cả ngày ấy).")
TO = click.option("--to", "last", type=DAY, metavar="D", help="Đến ngày này (cả ngày ấy).")
JSON = click.option("--json", "as_json", is_flag=True, help="In JSON.")
AGENCY = click.option("--agency", metavar="A", help="Mã cơ quan.")
CHANNEL = click.option("--channel", metavar="C", type=click.Choice(list(CHANNELS)), help="Mã kênh.")
CAMPAIGN = click.option("--campaign", metavar="K", help="Khóa chiến dịch.")


@contextmanager
def opened(*, writing: bool = False) -> Iterator[tuple[Session, Settings]]:
    """Open the database of the settings for one transaction."""
    settings = environment.from_environment()
    with closing(Database(settings.database_url)) as database:
        database.ping()
        with database.writing() if writing else database.session() as session:
            yield session, settings


def _days(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise InputError("--to (%(last)s) đứng trước --from (%(first)s)", first=first, last=last)


@click.group()
def group() -> None:
    """Hold the commands; the program's own group gives them out (`planner.cli.main`)."""


@group.command()
@click.option("--demo", is_flag=True, help="Nạp dữ liệu mẫu rồi lập lịch.")
@click.option("--province", metavar="NAME", help="Lập sổ cơ quan của tỉnh này để bắt đầu.")
@click.option(
    "--seeds",
    "folder",
    type=click.Path(path_type=Path),
    default=environment.ROOT / "seeds",
    metavar="DIR",
    help="Thư mục dữ liệu mẫu.",
)
@plainly
def init(*, demo: bool, province: str | None, folder: Path) -> None:
    """Tạo hoặc nâng cấp cơ sở dữ liệu."""
    settings = environment.from_environment()
    loaded = seed_files.load(folder)
    started = seed_files.province(folder, province) if province is not None else None
    with _new_file(settings.database_url) as url, closing(Database(url)) as database:
        database.upgrade()
        with database.writing() as session:
            installing.install(session, loaded)
            if started is not None:
                begun = installing.start_province(session, started, settings.today(), planning())
                click.echo(f"{province}: {begun.agencies} cơ quan, cần xem lại cho đúng.")
            today = settings.today()
            done = installing.demonstrate(session, loaded, today, planning()) if demo else None
            password = accounts.first(session)
    if done is None or done.outcome is None:
        click.echo("Cơ sở dữ liệu đã sẵn sàng.")
    else:
        counts = done.outcome.as_json()
        click.echo(
            f"{done.agencies} cơ quan, {done.plans} kế hoạch. Lịch: thêm {counts['added']}, dời "
            f"{counts['moved']}, "
            f"rút {counts['withdrawn']}, giữ {counts['kept']}. Điều cần xem: "
            f"{len(done.outcome.problems)}."
        )
    _tell_first(password)


def _tell_first(password: str | None) -> None:
    """Say how to sign in for the first time; nothing where there was somebody already."""
    if password is not None:
        click.echo(
            f"\nĐăng nhập lần đầu: tên {accounts.FIRST}, mật khẩu {password}\n"
            "Mật khẩu chỉ hiện lần này; hãy đổi sau khi đăng nhập. Nếu mất, lệnh\n"
            f"  planner user link {accounts.FIRST}\n"
            "cho một liên kết để đặt mật khẩu khác.\n"
        )


@contextmanager
def _new_file(url: str) -> Iterator[str]:
    """Give the address to set up: for a new SQLite file a temporary one, put in place at the end.

    So an interrupted init leaves no half database behind.
    """
    prefix = "sqlite:///"
    plain = url.startswith(prefix) and "?" not in url
    target = Path(url.removeprefix(prefix)) if plain else None
    if target is None or str(target) in {"", ":memory:"} or target.exists():
        yield url
        return
    draft = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield f"{prefix}{draft.as_posix()}"
        draft.replace(target)
    except OSError as error:
        raise InputError(
            "không tạo được tệp: %(why)s", Where(str(target)), why=error.strerror
        ) from error
    finally:
        for rest in target.parent.glob(f"{draft.name}*"):
            rest.unlink(missing_ok=True)


@group.command()
@click.option("--plan", "plan_key", metavar="KEY", help="Chỉ kế hoạch này.")
@FROM
@TO
@click.option("--dry-run", is_flag=True, help="Chỉ nói sẽ đổi gì.")
@JSON
@plainly
def replan(
    *, plan_key: str | None, first: date | None, last: date | None, dry_run: bool, as_json: bool
) -> None:
    """Lập lại lịch; mục người đã sửa được giữ nguyên."""
    _days(first, last)
    with opened(writing=not dry_run) as (session, settings):
        today = settings.today()
        days = Range(first or today, last)
        outcome = scheduling.replan(
            session,
            today,
            days=days,
            plan_key=plan_key,
            dry_run=dry_run,
            told=None if as_json else planning(),
        )
    counts = outcome.as_json()
    if as_json:
        click.echo(json.dumps(counts, ensure_ascii=False, indent=1))
        return
    click.echo(
        f"thêm {counts['added']}, dời {counts['moved']}, đổi {counts['changed']}, rút "
        f"{counts['withdrawn']}, "
        f"trả lại {counts['returned']}, giữ {counts['kept']}"
    )
    for problem in outcome.problems:
        click.echo(f"- {problem}")


@group.command()
@click.argument("year", type=int)
@JSON
@plainly
def anniversaries(*, year: int, as_json: bool) -> None:
    """Ngày kỷ niệm của một năm."""
    with opened() as (session, _):
        kept = of_year(calendar.anniversaries(session), year)
    show([_anniversary(one) for one in kept], as_json=as_json)


def _anniversary(kept: Kept) -> dict[str, object]:
    one = kept.anniversary
    return {
        "date": kept.day.isoformat(),
        "name": kept.official,
        "count": kept.count,
        "class": kept.kind,
        "rank": one.rank,
        "lunar": f"{one.day}/{one.month}" if one.lunar else None,
        "campaign": None if one.rank == "noted" else kept.key,
    }


@group.command()
@click.option("--on", "day", type=DAY, metavar="D", help="Chỉ cơ quan có trong ngày này.")
@JSON
@plainly
def agencies(*, day: date | None, as_json: bool) -> None:
    """Các cơ quan trong sổ."""
    with opened() as (session, _):
        known = register.load(session)
    found = known.on(day) if day else list(known.agencies.values())
    show(
        [
            {
                "slug": one.slug,
                "name": one.name,
                "kind": one.kind,
                "province": known.provinces[one.province].name,
                "channels": list(one.runs),
                "valid_from": one.valid_from.isoformat() if one.valid_from else None,
                "valid_to": one.valid_to.isoformat() if one.valid_to else None,
                "parent": one.parent,
                "to_check": one.to_check,
            }
            for one in found
        ],
        as_json=as_json,
    )


@group.command("slots")
@AGENCY
@CHANNEL
@CAMPAIGN
@FROM
@TO
@JSON
@plainly
def list_slots(
    *,
    agency: str | None,
    channel: str | None,
    campaign: str | None,
    first: date | None,
    last: date | None,
    as_json: bool,
) -> None:
    """Các mục trong lịch."""
    _days(first, last)
    with opened() as (session, _):
        _known(session, agency)
        found = slots.select(
            session, agency=agency, channel=channel, campaign=campaign, first=first, last=last
        )
    show([_slot(one) for one in found], as_json=as_json)


def _known(session: Session, agency: str | None) -> None:
    if agency is not None:
        register.load(session).get(agency)


def _slot(one: Slot) -> dict[str, object]:
    return {
        "key": one.key,
        "agency": one.agency,
        "channel": one.channel,
        "format": one.format,
        "theme": one.theme,
        "campaign": one.campaign,
        "day": one.day.isoformat() if one.day else None,
        "end_day": one.end_day.isoformat() if one.end_day else None,
        "at": f"{one.at:%H:%M}" if one.at else None,
        "minutes": one.minutes,
        "due": one.due.isoformat() if one.due else None,
        "state": str(one.state),
        "source": one.source.as_json(),
        "title": one.title,
        "session": one.session,
    }


@group.command()
@click.argument("agency", required=False)
@click.option("--all", "every", is_flag=True, help="Mọi cơ quan.")
@FROM
@TO
@JSON
@plainly
def checklist(
    *, agency: str | None, every: bool, first: date | None, last: date | None, as_json: bool
) -> None:
    """Việc phải làm của một cơ quan, hoặc của tất cả."""
    if (agency is None) != every:
        raise click.UsageError("nêu một mã cơ quan, hoặc --all")
    _days(first, last)
    with opened() as (session, _):
        _known(session, agency)
        found = items.select(session, agency=agency, first=first, last=last)
    show([_item(one) for one in found], as_json=as_json)


def _item(one: Item) -> dict[str, object]:
    return {
        "key": one.key,
        "agency": one.agency,
        "title": one.title,
        "due": one.due.isoformat() if one.due else None,
        "state": str(one.state),
        "source": one.source.as_json(),
        "kind": one.kind,
    }


@group.group()
def feed() -> None:
    """Nguồn lịch cho Outlook, Google, Apple, Thunderbird."""


@feed.command("new")
@AGENCY
@CHANNEL
@CAMPAIGN
@click.option("--anniversaries", "kind", flag_value="anniversaries", help="Ngày kỷ niệm.")
@click.option("--province", "kind", flag_value="province", help="Mỗi chiến dịch, kênh một mục.")
@click.option("--view", metavar="V", help="Bộ lọc đã lưu: số hoặc tên.")
@click.option(
    "--off-air",
    type=click.Choice(["mark", "status"]),
    default="mark",
    help="Mục hủy, hoãn: mark ghi [HỦY], [HOÃN]; status ghi STATUS:CANCELLED.",
)
@click.option("--name", metavar="N", help="Tên hiện trong chương trình lịch.")
@JSON
@plainly
def new_feed(
    *,
    agency: str | None,
    channel: str | None,
    campaign: str | None,
    kind: str | None,
    view: str | None,
    off_air: str,
    name: str | None,
    as_json: bool,
) -> None:
    """Tạo một nguồn lịch."""
    with opened(writing=True) as (session, settings):
        keys = subscribing.Keys(settings.secret_key)
        saved = subscribing.saved_view(session, view) if view else None
        made = subscribing.create(
            session,
            keys,
            kind="view" if saved else kind or "slots",
            chosen=saved.chosen if saved else None,
            made_by=saved.person if saved else None,
            agency=agency,
            channel=channel,
            campaign=campaign,
            off_air=off_air,
            name=name or (saved.name if saved else None),
        )
    path = keys.path(made)
    if as_json:
        click.echo(json.dumps({"id": made.id, "path": path}))
    else:
        click.echo(f"{made.id}\t{settings.base_url}{path}")


@feed.command("list")
@JSON
@plainly
def list_feeds(*, as_json: bool) -> None:
    """Các nguồn lịch."""
    with opened() as (session, settings):
        keys = subscribing.Keys(settings.secret_key)
        show([_feed(one, keys) for one in feeds.every(session)], as_json=as_json)


@feed.command("show")
@click.argument("number", metavar="ID", type=int)
@JSON
@plainly
def show_feed(*, number: int, as_json: bool) -> None:
    """Một nguồn lịch: chứa gì, ở đâu."""
    with opened() as (session, settings):
        found = feeds.get(session, number)
        served = publishing.render(session, found, settings.today(), settings.base_url)
        row = _feed(found, subscribing.Keys(settings.secret_key))
        came = feeds.visits(session, number)
    row |= {"events": served.events, "bytes": len(served.body)}
    row["visits"] = [
        {
            "program": one.program,
            "last_at": one.last_at.isoformat(),
            "full": one.full,
            "unchanged": one.unchanged,
        }
        for one in came
    ]
    if as_json:
        click.echo(json.dumps(row, ensure_ascii=False))
        return
    for name, value in row.items():
        click.echo(f"{name}\t{cell(value)}")


def _feed(one: feeds.Feed, keys: subscribing.Keys) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "agency": one.agency,
        "channel": one.channel,
        "campaign": one.campaign,
        "kind": one.kind,
        "chosen": one.chosen.query if one.chosen else None,
        "path": None if one.revoked_at else keys.path(one),
    }


@feed.command("rotate")
@click.argument("number", metavar="ID", type=int)
@JSON
@plainly
def rotate_feed(*, number: int, as_json: bool) -> None:
    """Đổi địa chỉ một nguồn lịch; địa chỉ cũ không dùng được nữa."""
    with opened(writing=True) as (session, settings):
        keys = subscribing.Keys(settings.secret_key)
        old = keys.token(feeds.get(session, number))
        made = subscribing.rotate(session, keys, number)
    publishing.Copies(settings.var / "feeds").drop(old)
    path = keys.path(made)
    click.echo(
        json.dumps({"id": made.id, "path": path})
        if as_json
        else f"{number}\t{settings.base_url}{path}"
    )


@feed.command("revoke")
@click.argument("number", metavar="ID", type=int)
@plainly
def revoke_feed(*, number: int) -> None:
    """Thu hồi địa chỉ một nguồn lịch."""
    with opened(writing=True) as (session, settings):
        old = subscribing.Keys(settings.secret_key).token(feeds.get(session, number))
        subscribing.revoke(session, number)
    publishing.Copies(settings.var / "feeds").drop(old)
    click.echo(f"Nguồn lịch {number} đã thu hồi.")


@feed.command("export")
@click.argument("number", metavar="ID", type=int)
@plainly
def export_feed(*, number: int) -> None:
    """In tệp .ics của một nguồn lịch, đúng như khi được tải."""
    with opened() as (session, settings):
        found = feeds.get(session, number)
        served = publishing.render(session, found, settings.today(), settings.base_url)
    sys.stdout.flush()
    sys.stdout.buffer.write(served.body)


@group.command()
@click.option("--host", default="127.0.0.1", metavar="H", help="Địa chỉ để nghe; 0.0.0.0 là mọi.")
@click.option("--port", default=5000, metavar="P", type=click.IntRange(1, 65535))
@click.option(
    "--workers",
    default=1,
    metavar="N",
    type=click.IntRange(1, 64),
    help="Số tiến trình; nhiều nhất bằng số nhân của máy.",
)
@plainly
def serve(*, host: str, port: int, workers: int) -> None:
    """Mở lịch ở http://127.0.0.1:5000; máy khác vào được khi đổi --host và PLANNER_BASE_URL."""
    from planner.web.serving import run  # noqa: PLC0415 (the web is slow to load)

    settings = environment.from_environment()
    with closing(Database(settings.database_url)) as database:
        database.ping()
        database.upgrade()
        with database.writing() as session:
            password = accounts.first(session)
    _tell_first(password)
    run(settings, host, port, workers)
