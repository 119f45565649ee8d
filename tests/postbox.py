"""A mail server for the tests: it keeps what it is given, and refuses whom it is told to."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from programs import free_port


@dataclass
class Postbox:
    """What came, and what to answer; `before_answer` is done when a letter lies there already."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    before_answer: Callable[[], object] = lambda: None
    answer: str = "250 OK"
    login: str = ""
    encrypted: list[bool] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"smtp://{self.login}127.0.0.1:{self.port}"

    @property
    def receivers(self) -> list[str]:
        """Return the addresses that letters came for, sorted."""
        return sorted(one["To"].addresses[0].addr_spec for one in self.letters)

    async def handle_RCPT(self, *given: Any) -> str:  # noqa: N802 (aiosmtpd's name)
        _server, _session, envelope, address, _options = given
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, *given: Any) -> str:  # noqa: N802
        _server, session, envelope = given
        self.encrypted.append(session.ssl is not None)
        letter = message_from_bytes(envelope.content, policy=default)
        assert isinstance(letter, EmailMessage)
        if self.answer.startswith("2"):
            self.letters.append(letter)
        self.before_answer()
        return self.answer


@contextmanager
def receiving(
    password: str | None = None, certificate: ssl.SSLContext | None = None
) -> Iterator[Postbox]:
    """Give a mail server that runs for the time of the block.

    It knows one password, if any, and speaks STARTTLS where it has a certificate.
    """
    box = Postbox(free_port())

    def check(
        server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object
    ) -> AuthResult:
        assert isinstance(given, LoginPassword)
        return AuthResult(success=given.password == (password or "").encode(), handled=False)

    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=box.port,
        authenticator=check if password else None,
        auth_require_tls=False,
        tls_context=certificate,
    )
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def text_of(letter: EmailMessage) -> str:
    """Return a letter's plain text."""
    body = letter.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r\n", "\n")
