"""Settings from the environment (product.md, "Commands and settings")."""

import os
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from planner.errors import InputError, Where
from planner.phrases import mark

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""The one zone of all local days and times; Vietnam has had no summer time since 1975."""

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds templates/, static/ and seeds/."""


@dataclass(frozen=True)
class Provider:
    """An OpenID Connect provider: its issuer, what it knows us by, and what our button calls it."""

    issuer: str
    client_id: str
    client_secret: str
    name: str


@dataclass(frozen=True)
class Settings:
    """Where the database is, under which key things are signed, which day it is, who sends mail.

    `smtp_url` is as `services.mailing.server` reads it; `mail_from` the address that letters bear.
    `proxy` is the address of a proxy of the office's own, whose word on who asks is taken.
    """

    database_url: str
    secret_key: str
    base_url: str
    var: Path
    fixed_today: date | None = None
    smtp_url: str | None = field(default=None, repr=False)
    mail_from: str | None = None
    oidc: Provider | None = None
    proxy: str | None = None

    def today(self) -> date:
        """Return the local day, or the one that PLANNER_TODAY fixes."""
        return self.fixed_today or datetime.now(ZONE).date()


def from_environment() -> Settings:
    """Read the settings, making and keeping a secret key on first start.

    Raises InputError for a PLANNER_TODAY that is no day, and for half an OpenID Connect provider.
    """
    var = Path(os.environ.get("PLANNER_VAR", "var")).absolute()
    return Settings(
        database_url=os.environ.get("PLANNER_DATABASE_URL")
        or f"sqlite:///{(var / 'planner.db').as_posix()}",
        secret_key=os.environ.get("PLANNER_SECRET_KEY") or _kept_secret(var / "secret.key"),
        base_url=(os.environ.get("PLANNER_BASE_URL") or "http://127.0.0.1:5000").rstrip("/"),
        var=var,
        fixed_today=_today(os.environ.get("PLANNER_TODAY")),
        smtp_url=os.environ.get("PLANNER_SMTP_URL") or None,
        mail_from=os.environ.get("PLANNER_MAIL_FROM") or None,
        oidc=_provider(),
        proxy=os.environ.get("PLANNER_PROXY") or None,
    )


def _provider() -> Provider | None:
    """Return the provider that the settings name, None where they name none."""
    names = ("PLANNER_OIDC_ISSUER", "PLANNER_OIDC_CLIENT_ID", "PLANNER_OIDC_CLIENT_SECRET")
    values = [os.environ.get(name, "").strip() for name in names]
    if not any(values):
        return None
    missing = [name for name, value in zip(names, values, strict=True) if not value]
    if missing:
        raise InputError(
            "còn thiếu để đăng nhập qua OpenID Connect; đặt đủ %(all)s, hoặc bỏ hết",
            Where(key=", ".join(missing)),
            all=", ".join(names),
        )
    issuer, client_id, client_secret = values
    if not _is_safe(issuer):
        raise InputError("phải là một địa chỉ https://", Where(key=names[0]))
    name = os.environ.get("PLANNER_OIDC_NAME", "").strip()
    return Provider(issuer, client_id, client_secret, name or mark("tài khoản của tỉnh"))


def _is_safe(address: str) -> bool:
    """Whether nobody on the way hears what is said to an address: https, or this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        here = host == "localhost" or (host[:1].isdigit() and ip_address(host).is_loopback)
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and here))


def _today(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError("phải là một ngày dạng 2027-08-25", Where(key="PLANNER_TODAY")) from None


def _kept_secret(path: Path) -> str:
    """Return the secret in `path`; make one that only its owner reads if there is none."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = path.read_text(encoding="ascii").strip() if path.exists() else ""
        if kept:
            return kept
        return _make_secret(path)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "không đọc hay ghi được tệp khóa: %(why)s", Where(str(path)), why=error
        ) from error


def _make_secret(path: Path) -> str:
    """Write a new secret beside its place and put it there whole; whoever is first keeps theirs."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    secret = secrets.token_urlsafe(48)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
        file.write(secret + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        # Another process was first, unless the file is empty: then the machine once stopped here.
        if not path.read_text(encoding="ascii").strip():
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path.read_text(encoding="ascii").strip()
