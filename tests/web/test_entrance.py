"""What comes before the application: whose word is taken, whole bodies, a few at a time."""

import threading
from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import Client, EnvironBuilder
from werkzeug.wrappers import Request, Response

from planner.web.entrance import IN_MEMORY, Asking, Turns

TOLD = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7", "X-Forwarded-Proto": "https"}


@Request.application
def echo(request: Request) -> Response:
    told = sorted(name for name in request.environ if "FORWARDED" in name and "HTTP" in name)
    return Response(f"{request.remote_addr} {request.scheme} {','.join(told)}")


@pytest.mark.parametrize(
    ("proxy", "peer", "seen"),
    [
        ("10.0.0.2", "10.0.0.2", "198.51.100.7 https"),
        ("10.0.0.2", "10.0.0.3", "10.0.0.3 http "),
        (None, "10.0.0.2", "10.0.0.2 http "),
    ],
)
def test_only_the_named_proxy_is_believed(proxy: str | None, peer: str, seen: str) -> None:
    headers = {**TOLD, "X-Forwarded-Host": "evil.example", "Forwarded": "for=1.2.3.4"}
    client = Client(Asking(echo, proxy))
    answer = client.get("/", headers=headers, environ_overrides={"REMOTE_ADDR": peer})
    assert answer.text.startswith(seen)


def test_a_proxy_that_says_nothing_is_who_asks() -> None:
    answer = Client(Asking(echo, "10.0.0.2")).get(
        "/", environ_overrides={"REMOTE_ADDR": "10.0.0.2"}
    )
    assert answer.text == "10.0.0.2 http "


@Request.application
def length(request: Request) -> Response:
    return Response(str(len(request.get_data())))


@pytest.mark.parametrize("size", [0, 1, IN_MEMORY, IN_MEMORY + 1])
def test_a_body_comes_through_whole(size: int) -> None:
    assert Client(Turns(length, 1)).post("/", data=b"x" * size).text == str(size)


def test_a_body_without_a_length_comes_through() -> None:
    builder = EnvironBuilder(
        method="POST",
        input_stream=BytesIO(b"tin"),
        environ_overrides={"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True},
    )
    assert Client(Turns(length, 1)).open(builder).text == "3"


class Broken(BytesIO):
    def read(self, _size: int | None = -1) -> bytes:
        raise ConnectionResetError


@pytest.mark.parametrize("sent", [BytesIO(b"name=a"), Broken()], ids=["short", "reset"])
def test_a_body_that_broke_off_reaches_nobody(sent: BytesIO) -> None:
    def never(*_: Any) -> Any:
        pytest.fail("half a form is no form")

    said = {"CONTENT_LENGTH": "500"}
    builder = EnvironBuilder(method="POST", input_stream=sent, environ_overrides=said)
    assert Client(Turns(never, 1)).open(builder).status_code == 400


def test_no_more_than_its_number_are_inside() -> None:
    inside, most = 0, 0
    changes, full, go_on = threading.Lock(), threading.Semaphore(0), threading.Event()

    @Request.application
    def view(_request: Request) -> Response:
        nonlocal inside, most
        with changes:
            inside += 1
            most = max(most, inside)
        full.release()
        go_on.wait(60)
        with changes:
            inside -= 1
        return Response("ok")

    app = Turns(view, 2)
    threads = [threading.Thread(target=Client(app).get) for _ in range(5)]
    for one in threads:
        one.start()
    assert full.acquire(timeout=60)
    assert full.acquire(timeout=60)
    assert not full.acquire(timeout=0.2)
    go_on.set()
    for one in threads:
        one.join(60)
    assert (most, inside) == (2, 0)
