"""Databases for tests that need one engine and not both: a browser's server is slow to set up.

Which engine a file of tests gets changes from file to file, and with `--turn` from commit to commit
(.ci/run), so that two commits in a row prove all of it on both. `--database` gives one to all.
"""

import shutil
from itertools import count
from pathlib import Path
from zlib import crc32

import psycopg

ENGINES = ("sqlite", "postgresql")
_numbers = count(1)


def engine_of(file: str, turn: int) -> str:
    """Return the engine whose turn it is with a file of tests."""
    return ENGINES[(crc32(file.encode()) + turn) % 2]


def administration(server: str) -> psycopg.Connection:
    """Return a connection to a PostgreSQL server, for making and dropping databases."""
    return psycopg.connect(server.replace("+psycopg", "") + "postgres", autocommit=True)


class Bases:
    """Databases with the schema on one engine."""

    def __init__(self, template: str, folder: Path) -> None:
        """Begin with a `template`: the address of one that is empty, and that nobody uses."""
        self.template = template
        self._folder = folder
        self._made: list[str] = []

    @property
    def engine(self) -> str:
        return ENGINES[not self.template.startswith("sqlite")]

    def new(self) -> str:
        """Return the address of an empty database with the schema."""
        return self.copy(self.template)

    def copy(self, url: str) -> str:
        """Return the address of a new copy of a database that nobody uses now."""
        if url.startswith("sqlite"):
            made = f"sqlite:///{(self._folder / f'{next(_numbers)}.db').as_posix()}"
        else:
            made = f"{_server(url)}base_{next(_numbers)}"
        self._made.append(made)
        self.restore(made, url)
        return made

    def restore(self, url: str, kept: str) -> None:
        """Make a database anew as a copy of another one; nobody uses either now."""
        if url.startswith("sqlite"):
            file = Path(url.removeprefix("sqlite:///"))
            for left in file.parent.glob(f"{file.name}*"):
                left.unlink()
            shutil.copyfile(kept.removeprefix("sqlite:///"), file)
            return
        name, template = url.rpartition("/")[2], kept.rpartition("/")[2]
        with administration(_server(url)) as server:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
            server.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())

    def drop(self) -> None:
        """Drop what was made on a server; files go with their folder."""
        for url in self._made:
            if not url.startswith("sqlite"):
                with administration(_server(url)) as server:
                    name = url.rpartition("/")[2]
                    server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())


def _server(url: str) -> str:
    return url.rpartition("/")[0] + "/"
