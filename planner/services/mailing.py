"""Handing letters to the office's mail server (SMTP)."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

from planner.errors import InputError, MailError, Where

SUBMISSION = 587
"""The port on which a server always speaks STARTTLS."""

PATIENCE = 60
"""Seconds to wait for each answer of the server."""

_LEAVING = 421
"""The server's answer when it ends the conversation."""

FORM = "smtp://tên:mật-khẩu@máy-chủ:587 hoặc smtps://..."


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server; `secure` is "tls" from the first byte, "starttls", or "offered" or "none"."""

    host: str
    port: int
    secure: str
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        return f"{self.host}:{self.port}"


def server(url: str | None) -> Server:
    """Read PLANNER_SMTP_URL; InputError, which never quotes it, when it says no server.

    `smtps://` is encrypted from the start, port 587 by STARTTLS, another port by STARTTLS where
    the server offers it; `?starttls=no` leaves that out.
    """
    where = Where(key="PLANNER_SMTP_URL")
    if not url:
        raise InputError("chưa đặt máy chủ thư; đặt thành %(form)s", where, form=FORM)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.scheme not in {"smtp", "smtps"}:
        raise InputError("không đọc được địa chỉ máy chủ thư; viết dạng %(form)s", where, form=FORM)
    port = port or (465 if parts.scheme == "smtps" else SUBMISSION)
    secure = "starttls" if port == SUBMISSION else "offered"
    if parse_qs(parts.query).get("starttls") == ["no"]:
        secure = "none"
    if parts.scheme == "smtps":
        secure = "tls"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not f"{user}{password}".isascii():
        raise InputError("tên và mật khẩu ở máy chủ thư chỉ gồm chữ không dấu, số và dấu", where)
    return Server(host, port, secure, user, password)


def sender(text: str | None) -> Address:
    """Read PLANNER_MAIL_FROM: an address, or a name with one in angle brackets."""
    where = Where(key="PLANNER_MAIL_FROM")
    if not text:
        raise InputError("chưa đặt địa chỉ gửi thư, ví dụ lich@tinh.gov.vn", where)
    found = address(*parseaddr(text))
    if found is None:
        raise InputError("“%(text)s” không phải một địa chỉ thư", where, text=text)
    return found


def address(name: str, spec: str) -> Address | None:
    """Return an address for a header, None when there can be none of that spelling.

    What could end a line of the header is left out of the name.
    """
    plain = "".join(sign if sign.isprintable() else " " for sign in name)
    try:
        made = Address(display_name=" ".join(plain.split()), addr_spec=spec)
    except (ValueError, HeaderParseError, IndexError):
        return None
    sound = made.username and made.domain and spec.isascii() and spec.isprintable()
    return made if sound else None


@contextmanager
def connected(to: Server) -> Iterator[smtplib.SMTP]:
    """Give a conversation with the server; MailError when there can be none."""
    try:
        talk = _begin(to)
    except (OSError, smtplib.SMTPException) as error:
        raise MailError(
            "không nối được máy chủ thư %(name)s: %(why)s; chưa gửi được thì lần sau gửi lại",
            name=to.name,
            why=_reason(error),
        ) from error
    try:
        yield talk
    finally:
        try:
            talk.quit()
        except (OSError, smtplib.SMTPException):
            talk.close()


def _begin(to: Server) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if to.secure == "tls":
        talk: smtplib.SMTP = smtplib.SMTP_SSL(to.host, to.port, timeout=PATIENCE, context=context)
    else:
        talk = smtplib.SMTP(to.host, to.port, timeout=PATIENCE)
    try:
        talk.ehlo()
        offered = to.secure == "offered" and talk.has_extn("starttls")
        if to.secure == "starttls" or offered:
            talk.starttls(context=context)
            talk.ehlo()
        if to.user:
            _sign_in(talk, to, encrypted=to.secure in {"tls", "starttls"} or offered)
    except BaseException:
        talk.close()
        raise
    return talk


def _sign_in(talk: smtplib.SMTP, to: Server, *, encrypted: bool) -> None:
    if not encrypted and not _is_here(to.host):
        raise smtplib.SMTPException("máy chủ không mã hóa nên không gửi mật khẩu sang")
    talk.login(to.user, to.password)


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def send(talk: smtplib.SMTP, to: Server, letter: EmailMessage) -> str:
    """Hand one letter over; return why the server refused it, empty when it took it.

    Raises MailError when the server takes nothing any more.
    """
    try:
        talk.send_message(letter)
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        if code != _LEAVING:
            return f"{code} {_words(said)}"
        raise _stopped(to, f"{code} {_words(said)}") from error
    except smtplib.SMTPDataError as error:
        if error.smtp_code != _LEAVING:
            return _reason(error)
        raise _stopped(to, _reason(error)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise _stopped(to, _reason(error)) from error
    return ""


def _stopped(to: Server, why: str) -> MailError:
    return MailError(
        "máy chủ thư %(name)s dừng giữa chừng: %(why)s; thư chưa gửi sẽ gửi ở lần sau",
        name=to.name,
        why=why,
    )


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_words(error.smtp_error)}"
    return " ".join(str(error).split())


def _words(said: bytes | str) -> str:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return " ".join(text.split())
