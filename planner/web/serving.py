"""Serving the application: granian on Linux, waitress on Windows and elsewhere (README, Decisions).

Granian's main process starts the workers, starts one that died again, renews them on SIGHUP and
stops them on SIGTERM and SIGINT once they have finished what they are at.
"""

import multiprocessing
import socket
import sys
from functools import partial
from typing import TYPE_CHECKING

import click
from waitress.server import create_server

from planner.errors import InputError, Where
from planner.settings import Settings
from planner.web import create_app
from planner.web.entrance import Asking, Turns

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

AT_ONCE = 4
"""Requests that one process works at; Python does one thing at a time, the rest is waiting."""

THREADS = 64
"""Requests that a worker of granian may have begun to receive; a waiting thread costs little."""

HEADER_SECONDS = 20
"""How long the head of a request may take to come, also on a connection that is kept open."""

LAST_SECONDS = 30
"""How long a worker that is to stop may go on with what it is at."""

HAS_GRANIAN = sys.platform == "linux"


def run(settings: Settings, host: str, port: int, workers: int = 1) -> None:
    """Serve until stopped; InputError for an address that this machine can't listen at.

    Who asks is whoever connects. Only the word of a proxy that PLANNER_PROXY names is taken for
    the address and the scheme that it was asked by; the same headers from others are thrown away.
    """
    if workers > 1 and not HAS_GRANIAN:
        raise InputError(
            "máy này chỉ chạy được một tiến trình; bỏ --workers đi", Where(key="--workers")
        )
    try:
        address = _probed(host, port)
    except (OSError, ValueError) as error:
        raise InputError(
            "không mở được ở %(host)s:%(port)s: %(why)s",
            Where(key="--host"),
            host=host,
            port=port,
            why=getattr(error, "strerror", None) or error,
        ) from error
    click.echo(f"Lịch chiến dịch: {_shown(settings, host, port)} (Ctrl+C để dừng)")
    if HAS_GRANIAN:
        _granian(settings, address, port, workers)
    else:
        _waitress(settings, address, port)


def _granian(settings: Settings, host: str, port: int, workers: int) -> None:
    from granian.constants import Interfaces  # noqa: PLC0415 (it is there on Linux only)
    from granian.http import HTTP1Settings  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import MPServer  # noqa: PLC0415

    # A forked worker need not load the program again: it is there at once, and shares its memory.
    multiprocessing.set_start_method("fork", force=True)
    MPServer(
        "planner",
        host,
        port,
        interface=Interfaces.WSGI,
        websockets=False,
        workers=workers,
        blocking_threads=THREADS,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_SECONDS * 1000),
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=LAST_SECONDS,
    ).serve(target_loader=partial(_worker, settings), wrap_loader=False)


def _worker(settings: Settings) -> "WSGIApplication":
    """Return the application of a worker: each has its own connections to the database."""
    return Asking(Turns(create_app(settings), AT_ONCE), settings.proxy)


def _waitress(settings: Settings, host: str, port: int) -> None:
    """Serve in this process. Waitress itself waits until all of a request has come."""
    app = Asking(create_app(settings), settings.proxy)
    create_server(app, host=host, port=port, threads=AT_ONCE, ident=None).run()


def _probed(host: str, port: int) -> str:
    """Return the IP address of a host; OSError where nothing can listen at its port.

    Without that look a second granian would share the port with the first.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, _, _, address = found[0]
    with socket.socket(family, kind) as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)
        probe.listen()
    return str(address[0])


def _shown(settings: Settings, host: str, port: int) -> str:
    """Return the address to open: on this machine as it listens, else the one for everybody."""
    return f"http://{host}:{port}/" if host.startswith("127.") else f"{settings.base_url}/"
