"""What the commands share: how they print, how they end, and how they take a file in."""

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

from planner.errors import InputError, PlannerError, Where

Arguments = ParamSpec("Arguments")

PATIENCE = 1.0
"""Seconds after which, and between which, long reading says how far it is."""


def plainly(command: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Say what a person can mend on standard error, and end with status 1."""

    @wraps(command)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except PlannerError as error:
            click.echo(str(error), err=True)
            sys.exit(1)

    return run


def show(rows: Sequence[Mapping[str, object]], *, as_json: bool) -> None:
    """Print objects as JSON, one on a line, or as lines with a tab between their values."""
    if as_json:
        lines = (json.dumps(row, ensure_ascii=False, default=str) for row in rows)
        click.echo("[" + ",\n".join(lines) + "]")
        return
    for row in rows:
        click.echo("\t".join(cell(value) for value in row.values()))


def cell(value: object) -> str:
    """Return a value as it stands in a line."""
    if value is None:
        return "-"
    if isinstance(value, Mapping):
        return " ".join(f"{name}={part}" for name, part in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(cell(one) for one in value)
    return str(value)


def contents(path: Path, most: int) -> bytes:
    """Return a file's bytes; InputError for one that can't be opened or has more than `most`."""
    try:
        size = path.stat().st_size
        if size > most:
            raise InputError(
                "tệp nặng %(size)d MB, quá %(most)d MB; tách riêng phần văn bản rồi gửi lại",
                Where(str(path)),
                size=-(-size // (1024 * 1024)),
                most=most // (1024 * 1024),
            )
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            "không đọc được tệp: %(why)s", Where(str(path)), why=error.strerror
        ) from error


class Progress:
    """Says on standard error how far long work is; nothing for what is done at once."""

    def __init__(self, words: str = "đang đọc trang") -> None:
        self._words = words
        self._last = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self._last >= PATIENCE:
            self._last = time.monotonic()
            click.echo(f"{self._words} {done}/{total}", err=True)


def planning() -> Progress | None:
    """Return what says how far planning is, to somebody who sits there."""
    return Progress("đã ghi vào lịch") if sys.stderr.isatty() else None
