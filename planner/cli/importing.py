"""`planner import`: read a plan, see what it would plan, and with --accept store and plan it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import click

from planner.cli.commands import opened
from planner.cli.output import Progress, contents, plainly
from planner.cli.reading import KINDS
from planner.documents.text import limits
from planner.domain.model import CHANNELS, Agency, Problem
from planner.errors import InputError, Where
from planner.services import importing
from planner.services.importing import Accepted, Draft, Paper, Preview
from planner.store import calendar
from planner.store.db import Session, trial

WHO = "planner import"
"""Who brought in and accepted what the command line did."""

MODES = {
    "version": "phiên bản mới của",
    "amendment": "điều chỉnh",
    "replacement": "thay thế",
}


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--accept", is_flag=True, help="Nhận thành kế hoạch và lập lịch.")
@plainly
def import_file(*, file: Path, accept: bool) -> None:
    """Đọc một văn bản kế hoạch, và với --accept thì nhận và lập lịch."""
    data = contents(file, limits.FILE_MOST)
    with opened() as (session, settings):
        known = calendar.anniversaries(session)
    found = importing.read(data, file.name, known, Progress())
    with opened(writing=True) as (session, settings):
        today = settings.today()
        if accept:
            lines = list(_accepted(session, found, today, str(file)))
        else:
            with trial(session):
                lines = list(_previewed(session, found, today))
    click.echo("\n".join(lines))


def _accepted(session: Session, found: importing.Received, today: date, file: str) -> Iterator[str]:
    """Accept each paper that is more than a letter; InputError where there is none."""
    name = importing.keep(session, found, WHO, today)
    draft = importing.load(session, name, today)
    if all(one.role != "plan" for one in draft.papers):
        raise InputError("tệp này không có văn bản nào để lập lịch", Where(file))
    yield from _head(draft)
    for paper in draft.papers:
        yield _said(paper)
        if paper.role == "plan":
            done = importing.accept(session, name, paper.index, today, WHO, as_written=True)
            yield from _done(done)


def _previewed(session: Session, found: importing.Received, today: date) -> Iterator[str]:
    name = importing.keep(session, found, WHO, today)
    draft = importing.load(session, name, today)
    yield from _head(draft)
    for paper in draft.papers:
        yield _said(paper)
        if paper.role == "plan":
            seen = importing.preview(session, name, paper.index, today, as_written=True)
            yield from _would(seen)
    yield "Chưa ghi gì; thêm --accept để nhận."


def _head(draft: Draft) -> Iterator[str]:
    if draft.note:
        yield f"Lưu ý: {draft.note}"


def _said(paper: Paper) -> str:
    now = paper.now
    said = f"{KINDS.get(now.kind, 'Văn bản')} {now.number or 'không rõ số'} (dòng {now.line})"
    if paper.role == "letter":
        return f"{said}: công văn chuyển, không lập lịch riêng"
    if paper.role == "nothing":
        return f"{said}: không nêu gì để lập lịch"
    if paper.base is not None:
        return f"{said}: {MODES[paper.mode]} {paper.base.key}"
    return said


def _would(seen: Preview) -> Iterator[str]:
    moved = seen.moved
    yield (
        f"  sẽ là {seen.key}: thêm {seen.slots}, dời {moved}, đổi {len(seen.changed) - moved}, "
        f"rút {len(seen.withdrawn)}, trả lại {len(seen.returned)}, giữ {len(seen.left)}; "
        f"thêm {len(seen.items)} việc"
    )
    if seen.channels:
        yield f"  theo kênh: {_counts({CHANNELS[k]: n for k, n in seen.channels.items()})}"
    if seen.agencies:
        yield f"  theo cơ quan: {_counts(seen.agencies)}"
    months = {month or "chưa có ngày": number for month, number in seen.months.items()}
    if months:
        yield f"  theo tháng: {_counts(months)}"
    yield from _rest(seen.new_agencies, seen.problems)


def _counts(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in numbers.items())


def _done(done: Accepted) -> Iterator[str]:
    counts = done.outcome.as_json()
    yield (
        f"  đã nhận {done.plan.key}: thêm {counts['added']}, dời {counts['moved']}, đổi "
        f"{counts['changed']}, rút {counts['withdrawn']}, trả lại {counts['returned']}, giữ "
        f"{counts['kept']}; thêm {len(done.outcome.items.added)} việc"
    )
    yield from _rest(done.new_agencies, done.problems)


def _rest(added: Iterable[Agency], problems: Iterable[Problem]) -> Iterator[str]:
    for agency in added:
        yield f"  thêm vào sổ, cần xem lại: {agency.name} ({agency.slug})"
    for problem in problems:
        yield f"  - {problem}"
