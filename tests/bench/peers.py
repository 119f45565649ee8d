"""What people take for the same work today: icalendar alone, Radicale, nginx; and wrk to ask with.

nginx and wrk are Debian's, Radicale is in an environment of its own beside the planner's, since it
is no part of the planner: `make bench` sets them up where it can. Where one is missing, the figures
that need it say so and are not met.
"""

import gzip
import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from icalendar import Calendar, Event, vText
from programs import free_port, missing

from bench.figures import seconds
from bench.served import WORKERS, Server, running
from planner.settings import ROOT

BESIDE = ROOT / ".venv-bench"
"""The environment of what the bench alone needs."""

CLIENTS = 16
INSTALL = {
    "nginx": "apt install nginx",
    "wrk": "apt install wrk",
    "radicale": "make bench, with a network",
}


def program(name: str) -> str:
    """Return the path of a program."""
    beside = [BESIDE / "bin", BESIDE / "usr/sbin", BESIDE / "usr/bin"]
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", *map(str, beside)])
    found = shutil.which(name, path=path)
    return found or missing(name, INSTALL[name])


def libraries() -> dict[str, str]:
    """Return the environment in which the programs that lie beside find their libraries."""
    folders = os.pathsep.join(map(str, BESIDE.glob("usr/lib/*-linux-gnu")))
    return {"LD_LIBRARY_PATH": folders} if folders else {}


# --- asking ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Request:
    """A path and the headers to ask it with."""

    path: str
    headers: Mapping[str, str]


def rate(port: int, requests: Sequence[Request], folder: Path, lasting: int) -> float:
    """Return how many answers a second 16 connections get that ask for these in turn."""
    script = folder / "wrk.lua"
    script.write_text(_lua(requests), encoding="utf-8")
    command = [program("wrk"), "-t2", f"-c{CLIENTS}", f"-d{lasting}s", "--timeout", "30s"]
    command += ["-s", str(script), f"http://127.0.0.1:{port}"]
    environment = {**os.environ, **libraries()}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    said = done.stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if found is None or "Non-2xx" in said:
        raise RuntimeError(said)
    return float(found[1])


def _lua(requests: Sequence[Request]) -> str:
    lines = ["local asked, n = {}, 0", "init = function()"]
    for one in requests:
        headers = ", ".join(f"[{_quoted(k)}] = {_quoted(v)}" for k, v in one.headers.items())
        lines.append(
            f'  table.insert(asked, wrk.format("GET", {_quoted(one.path)}, {{{headers}}}))'
        )
    lines += ["end", "request = function()", "  n = n % #asked + 1", "  return asked[n]", "end"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# --- answering ------------------------------------------------------------------------------------


@contextmanager
def nginx(folder: Path, files: Mapping[str, bytes]) -> Iterator[Server]:
    """Serve files with nginx, each also as gzip made in advance."""
    command = [program("nginx"), "-p", str(folder), "-c", "nginx.conf", "-e", "error.log"]
    for name, body in files.items():
        (folder / name).write_bytes(body)
        (folder / f"{name}.gz").write_bytes(gzip.compress(body, mtime=0))
    port = free_port()
    (folder / "nginx.conf").write_text(
        NGINX.format(folder=folder, port=port, workers=WORKERS), encoding="utf-8"
    )
    with running(command, port, f"/{next(iter(files))}", libraries()) as server:
        yield server


NGINX = """\
daemon off;
user root;
worker_processes {workers};
pid {folder}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    types {{ text/calendar ics; }}
    sendfile on;
    gzip_static on;
    keepalive_requests 1000000;
    server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""

RADICALE_USER = "bench"
RADICALE_PATH = f"/{RADICALE_USER}/feed/"


@contextmanager
def radicale(folder: Path, body: bytes) -> Iterator[Server]:
    """Serve the events of a calendar with Radicale, each in a file of its own as it keeps them."""
    command = [program("radicale"), "--config", "", "--auth-type", "none", "--web-type", "none"]
    place = folder / "collection-root" / RADICALE_USER / "feed"
    place.mkdir(parents=True)
    (place / ".Radicale.props").write_text('{"tag": "VCALENDAR"}', encoding="utf-8")
    head, *events = body.split(b"BEGIN:VEVENT\r\n")
    for number, event in enumerate(events):
        whole = event.partition(b"END:VEVENT\r\n")[0]
        text = head + b"BEGIN:VEVENT\r\n" + whole + b"END:VEVENT\r\nEND:VCALENDAR\r\n"
        (place / f"{number}.ics").write_bytes(text)
    port = free_port()
    command += ["--hosts", f"127.0.0.1:{port}", "--storage-filesystem-folder", str(folder)]
    with running(command, port, "/") as server:
        yield server


def radicale_headers() -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(f"{RADICALE_USER}:x".encode()).decode()}


@contextmanager
def empty_view() -> Iterator[Server]:
    """Serve a Flask application of one view that says nothing, as the planner is served."""
    port = free_port()
    with running([sys.executable, "-m", "bench.empty", str(port)], port, "/") as server:
        yield server


def by_icalendar(body: bytes) -> float:
    """Return the seconds that icalendar takes to build a calendar of the same events."""
    parsed = Calendar.from_ical(body)
    events = [
        [(name, _plain(value)) for name, value in event.items()] for event in parsed.walk("VEVENT")
    ]

    def build() -> None:
        calendar = Calendar()
        for name, value in parsed.items():
            calendar.add(name, value)
        for properties in events:
            event = Event()
            for name, value in properties:
                event.add(name, value)
            calendar.add_component(event)
        calendar.to_ical()

    return seconds(build)


def _plain(value: object) -> object:
    """Return what a program would give icalendar for a value: a day, an instant, a text."""
    if isinstance(value, vText):
        return str(value)
    return getattr(value, "dt", value)
