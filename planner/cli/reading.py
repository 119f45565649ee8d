"""`planner read`: what a plan document says, without a database."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from planner import settings as environment
from planner.cli.output import Progress, contents, plainly
from planner.documents import form, reader, reading, text
from planner.documents.text import limits
from planner.domain.dates import printed
from planner.domain.model import CHANNELS
from planner.seeds.calendar import read_anniversaries

KINDS = {
    "ke-hoach": "Kế hoạch",
    "cong-van": "Công văn",
    "thong-bao": "Thông báo",
    "huong-dan": "Hướng dẫn",
    "chi-thi": "Chỉ thị",
    "quyet-dinh": "Quyết định",
    "ket-luan": "Kết luận",
    "chuong-trinh": "Chương trình",
    "to-trinh": "Tờ trình",
    "bao-cao": "Báo cáo",
    "khac": "Văn bản",
}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In JSON như FORMAT.md.")
@plainly
def read(*, file: Path, as_json: bool) -> None:
    """Văn bản kế hoạch nói gì, từng mục với dòng của nó."""
    found = text.read(contents(file, limits.FILE_MOST), str(file), Progress())
    known = read_anniversaries(environment.ROOT / "seeds" / "anniversaries.toml", None)
    made = reader.read(found.lines, known)
    if as_json:
        click.echo(json.dumps(form.as_json(made), ensure_ascii=False, indent=1))
        return
    if found.note:
        click.echo(f"Lưu ý: {found.note}")
    for document in made.documents:
        click.echo("\n".join(summary(document)))


def summary(one: reading.Document) -> Iterator[str]:
    """Yield the lines that tell a paper to a person."""
    yield f"{KINDS.get(one.kind, 'Văn bản')} {one.number or 'không rõ số'} (dòng {one.line})"
    yield f"  Tên: {one.title}"
    yield f"  Nơi ban hành: {one.issuer or 'không rõ'}; ngày {_day(one.issued_on)}"
    for word, numbers in (("Thực hiện", one.implements), ("Sửa đổi, thay thế", one.amends)):
        if numbers:
            yield f"  {word}: {', '.join(numbers)}"
    yield from _list("Thời gian", [(x.line, _span(x)) for x in one.periods])
    yield from _list("Chủ đề", [(x.line, _marked(x.outside) + x.title) for x in one.themes])
    yield from _list(
        "Kênh", [(x.line, f"{CHANNELS.get(x.code, x.code)} ({x.code})") for x in one.channels]
    )
    yield from _list(
        "Ngày kỷ niệm",
        [(x.line, f"{x.day}/{x.month}/{x.origin_year} - {x.year}") for x in one.anniversaries],
    )
    yield from _list("Khoảng treo, phát, đăng", [(x.line, _window(x)) for x in one.windows])
    for agency in one.agencies:
        duties = [(duty.line, _marked(duty.outside) + duty.text) for duty in agency.duties]
        yield from _list(f"Giao {agency.name} (dòng {agency.line})", duties, even_empty=True)
    yield from _list("Thời hạn", [(x.line, _deadline(x)) for x in one.deadlines])
    yield from _list(
        "Chỉ tiêu",
        [(x.line, f"ít nhất {x.at_least} {x.unit} mỗi {', '.join(x.per)}") for x in one.quotas],
    )
    yield from _list("Cần hỏi", [(x.line, x.text) for x in one.questions])


def _list(word: str, rows: Sequence[tuple[int, str]], *, even_empty: bool = False) -> Iterator[str]:
    if rows or even_empty:
        yield f"  {word}"
    for line, words in rows:
        yield f"    dòng {line}: {words}"


def _day(day: date | None) -> str:
    return printed(day) if day else "?"


def _span(one: reading.Period | reading.Window) -> str:
    event = one.until_event if isinstance(one, reading.Period) else None
    return f"{_day(one.start)} - {_day(one.end)}" + (f" (đến {event})" if event else "")


def _window(one: reading.Window) -> str:
    times = "".join(f" {at:%H:%M}" for at in one.times)
    return f"{CHANNELS.get(one.channel, one.channel)} {_span(one)}{times}"


def _marked(outside: reading.Outside) -> str:
    if outside == "part":
        return "[một phần ngoài phạm vi] "
    return "[ngoài phạm vi] " if outside else ""


def _deadline(one: reading.Deadline) -> str:
    month = f"/{one.month}" if one.month else " hằng tháng"
    year = f"/{one.year}" if one.year else " hằng năm" if one.month else ""
    return f"{'trước' if one.before else 'chậm nhất'} {one.day}{month}{year}: {one.text}"
