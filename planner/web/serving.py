"""Serving the application: waitress, which runs the same on Linux and Windows."""

from contextlib import closing

import click
import waitress

from planner.settings import Settings
from planner.store.db import Database
from planner.web import create_app

THREADS = 4


def run(settings: Settings, host: str, port: int) -> None:
    """Serve until stopped; an older database is brought up to date first.

    Raises StoreError when the database can't be used.
    """
    with closing(Database(settings.database_url)) as database:
        database.ping()
        database.upgrade()
    click.echo(f"Lịch chiến dịch: http://{host}:{port}/ (Ctrl+C để dừng)")
    waitress.serve(create_app(settings), host=host, port=port, threads=THREADS, ident=None)
