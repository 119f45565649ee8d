"""Serving the application: waitress, which runs the same on Linux and Windows."""

from typing import Any

import click
from waitress.server import create_server

from planner.errors import InputError, Where
from planner.settings import Settings
from planner.web import create_app

THREADS = 4


def run(settings: Settings, host: str, port: int) -> None:
    """Serve until stopped; InputError for an address that this machine can't listen at.

    Who asks is whoever connects. Only the word of a proxy that PLANNER_PROXY names is taken for
    the address and the scheme that it was asked by; the same headers from others are thrown away.
    """
    try:
        server = create_server(
            create_app(settings),
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            **_proxy(settings),
        )
    except (OSError, ValueError) as error:
        raise InputError(
            "không mở được ở %(host)s:%(port)s: %(why)s",
            Where(key="--host"),
            host=host,
            port=port,
            why=getattr(error, "strerror", None) or error,
        ) from error
    click.echo(f"Lịch chiến dịch: {_shown(settings, host, port)} (Ctrl+C để dừng)")
    server.run()


def _shown(settings: Settings, host: str, port: int) -> str:
    """Return the address to open: on this machine as it listens, else the one for everybody."""
    return f"http://{host}:{port}/" if host.startswith("127.") else f"{settings.base_url}/"


def _proxy(settings: Settings) -> dict[str, Any]:
    if settings.proxy is None:
        return {}
    return {
        "trusted_proxy": settings.proxy,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }
