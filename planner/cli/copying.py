"""`planner copy-database`: an office moves from one engine to the other."""

from contextlib import closing

import click

from planner import settings as environment
from planner.cli.output import plainly
from planner.errors import InputError, Where
from planner.store.copying import copy
from planner.store.db import Database


@click.command("copy-database")
@click.argument("url", metavar="URL")
@plainly
def copy_database(*, url: str) -> None:
    """Chép toàn bộ dữ liệu sang một cơ sở dữ liệu trống, rồi so từng bảng.

    URL như PLANNER_DATABASE_URL: postgresql+psycopg://... hoặc sqlite:///... Dừng planner serve
    trước khi chép.
    """
    settings = environment.from_environment()
    with closing(Database(settings.database_url)) as source, closing(Database(url)) as target:
        if source.url == target.url:
            raise InputError("đang dùng chính cơ sở dữ liệu này", Where(key="URL"))
        copied = copy(source, target)
        name = target.name
    for one in copied:
        click.echo(f"{one.table}\t{one.rows}\t{one.digest[:16]}")
    click.echo(
        f"Đã chép {sum(one.rows for one in copied)} dòng sang {name}; hai bên giống nhau.\n"
        "Từ nay đặt PLANNER_DATABASE_URL là địa chỉ mới; giữ nguyên khóa và thư mục var."
    )
