"""nginx in front of the planner, as planner/deploy/nginx.conf says: who asks, and kept feeds."""

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests
from programs import ROOT, awaited, free_port, missing
from small import SECRET, Office
from werkzeug.serving import make_server

from planner.services import subscribing
from planner.services.subscribing import Keys
from planner.web import create_app, entrance
from planner.web.entrance import Asking

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

CONF = (ROOT / "planner" / "deploy" / "nginx.conf").read_text(encoding="utf-8")
FRAME = """\
user root;
daemon off;
pid {0}/pid;
error_log {0}/error.log;
events {{}}
http {{ access_log off; {1} }}
"""
SLOT = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"


@dataclass
class Front:
    """nginx, and what came through it: the paths, who asked, and what was answered."""

    address: str
    certificate: str
    office: Office
    asked: list[tuple[str, str, str, str]] = field(default_factory=list)
    stop: Callable[[], None] = lambda: None

    def get(self, path: str, **headers: str) -> requests.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return requests.get(self.address + path, headers=named, verify=self.certificate, timeout=60)

    def watched(self, app: "WSGIApplication") -> "WSGIApplication":
        def watching(environ: Any, start: Any) -> Any:
            def begin(status: str, headers: Any, *fault: Any) -> Any:
                scheme = environ["wsgi.url_scheme"]
                asked = (environ["PATH_INFO"], environ["REMOTE_ADDR"], scheme, status[:3])
                self.asked.append(asked)
                return start(status, headers, *fault)

            return app(environ, begin)

        return watching


@pytest.fixture
def front(planned: Office, tmp_path: Path, certificate: Path) -> Iterator[Front]:
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin") or shutil.which("nginx")
    if program is None:
        missing("nginx", "apt install nginx-light")
    port = free_port()
    found = Front(f"https://127.0.0.1:{port}", str(certificate), planned)
    settings = planned.settings(tmp_path)
    app = create_app(replace(settings, base_url=found.address, proxy="127.0.0.1"))
    with _behind(Asking(found.watched(app), "127.0.0.1")) as (inner, found.stop):
        conf = CONF
        for shipped, here in {
            "127.0.0.1:5000": f"127.0.0.1:{inner}",
            "listen 443": f"listen 127.0.0.1:{port}",
            "lich.example.vn;": "127.0.0.1;",
            "/var/cache/nginx/planner": f"{tmp_path}/cache",
            "/etc/ssl/planner.pem": str(certificate),
            "/etc/ssl/planner.key": str(certificate),
        }.items():
            assert shipped in conf
            conf = conf.replace(shipped, here)
        file = tmp_path / "nginx.conf"
        file.write_text(FRAME.format(tmp_path, conf), encoding="utf-8")
        command = [program, "-c", str(file), "-p", str(tmp_path), "-e", "stderr"]
        with subprocess.Popen(command) as run:
            awaited(lambda: run.poll() is not None or _answers(found))
            assert run.poll() is None
            found.asked.clear()
            yield found
            run.terminate()
    app.extensions["planner"].database.close()


@contextmanager
def _behind(app: "WSGIApplication") -> Iterator[tuple[int, Callable[[], None]]]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def stop() -> None:
        server.shutdown()
        server.server_close()

    yield server.server_port, stop
    stop()
    thread.join()


def _answers(front: Front) -> bool:
    try:
        return front.get("/healthz").status_code == 200
    except requests.ConnectionError:
        return False


@pytest.fixture
def path(front: Front) -> str:
    with front.office.database.writing() as session:
        return Keys(SECRET).path(subscribing.create(session, Keys(SECRET), agency="xa-dong-hoa"))


def test_nginx_says_who_asks_and_how(front: Front) -> None:
    answer = front.get("/login", X_Forwarded_For="203.0.113.9", X_Forwarded_Proto="gopher")
    assert answer.status_code == 200
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "X-Cache" not in answer.headers
    assert front.asked == [("/login", "127.0.0.1", "https", "200")]


def test_a_feed_is_kept_and_asked_for_again(
    front: Front, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entrance, "KEPT_SECONDS", 1)
    first = front.get(path)
    assert first.headers["Cache-Control"].startswith("private")
    assert "X-Accel-Expires" not in first.headers
    seen = [first]

    def asked(wanted: Callable[[requests.Response], bool]) -> bool:
        seen.append(front.get(path))
        return wanted(seen[-1])

    awaited(lambda: asked(lambda one: one.headers["X-Cache"] == "REVALIDATED"))
    assert (seen[-1].status_code, seen[-1].content) == (200, first.content)
    assert {one[3] for one in front.asked[1:]} == {"304"}
    same = front.get(path, If_None_Match=first.headers["ETag"])
    assert (same.status_code, same.content) == (304, b"")
    front.office.edit(SLOT, {"title": "Biểu ngữ chữ đỏ"})
    awaited(lambda: asked(lambda one: one.content != first.content))
    assert "chữ đỏ" in seen[-1].content.decode().replace("\r\n ", "")


def test_a_feed_that_is_fresh_wakes_nobody_and_outlives_the_planner(
    front: Front, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entrance, "KEPT_SECONDS", 600)
    first = front.get(path)
    many = [front.get(path) for _ in range(5)]
    assert [one.headers["X-Cache"] for one in (first, *many)] == ["MISS", *["HIT"] * 5]
    assert {one.content for one in many} == {first.content}
    assert len(front.asked) == 1
    front.stop()
    assert front.get(path).content == first.content
    assert front.get("/login").status_code == 502


def test_who_does_not_know_an_address_gets_nothing_kept(front: Front, path: str) -> None:
    front.get(path)
    wrong = f"/feeds/{'x' * 43}/xa-dong-hoa.ics"
    assert [front.get(wrong).status_code for _ in range(2)] == [404, 404]
    assert [one[0] for one in front.asked].count(wrong) == 2
