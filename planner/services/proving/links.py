"""Addresses of web pages as proof: what is one, and which two lead to the same page."""

from urllib.parse import SplitResult, parse_qsl, urlsplit

from planner.errors import InputError

URL_MOST = 2000

_TRACES = ("utm_", "fbclid", "gclid", "zarsrc")
"""How the names of parameters begin that say how somebody came by a link, not where it leads."""


def split(url: str) -> SplitResult:
    """Return the parts of an address as a person typed it. InputError for what is no web address.

    >>> split(" https://baotinh.vn/treo-co ").hostname
    'baotinh.vn'
    """
    url = url.strip()
    if len(url) > URL_MOST:
        raise InputError("liên kết dài quá %(most)d ký tự; chép lại địa chỉ ngắn", most=URL_MOST)
    try:
        parts = urlsplit(url)
        sound = url.isprintable() and " " not in url and _leads_somewhere(parts)
    except ValueError:  # a port that is no number, brackets that don't close
        sound = False
    if not sound:
        raise InputError(
            "đây không phải địa chỉ trang web; chép cả phần đầu, như https://baotinh.vn/…"
        )
    return parts


def _leads_somewhere(parts: SplitResult) -> bool:
    """Whether the parts name a host and nobody's password; raises ValueError for a wrong port."""
    host = parts.hostname or ""
    return (
        parts.scheme in {"http", "https"}
        and bool(host.strip("."))
        and "@" not in parts.netloc
        and parts.port != 0
    )


def look(parts: SplitResult) -> tuple[object, ...]:
    """Return what two addresses of the same page have in common.

    >>> look(split("http://www.Bao.vn/a/?utm_source=x")) == look(split("https://bao.vn/a#cuoi"))
    True
    """
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    port = parts.port if parts.port not in {80, 443} else None
    asked = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith(_TRACES)
    )
    return host, port, parts.path.rstrip("/"), tuple(asked)
