"""The TOML files of a seeds folder, read key by key with the place of each fault."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import cast

from planner.errors import InputError, Where


class Table:
    """One table of a TOML file that knows where it stands and which of its keys were asked for."""

    def __init__(self, values: Mapping[str, object], file: str, key: str) -> None:
        self.values, self.file, self.key = values, file, key
        self._asked: set[str] = set()

    def fault(self, key: str, message: str, **parts: object) -> InputError:
        place = f"{self.key}.{key}" if self.key else key
        return InputError(message, Where(self.file, key=place), **parts)

    def get(self, key: str, kind: type, default: object = None) -> object:
        self._asked.add(key)
        if key not in self.values:
            return default
        value = self.values[key]
        if not isinstance(value, kind) or isinstance(value, _MORE_THAN.get(kind, ())):
            raise self.fault(
                key, "phải là %(kind)s, không phải “%(value)s”", kind=_KIND[kind], value=value
            )
        return value

    def text(self, key: str, default: str | None = None) -> str:
        value = self.get(key, str, default)
        if value is None or value == "":
            if default is None:
                raise self.fault(key, "thiếu giá trị này")
            return default
        return cast("str", value)

    def name(self, key: str) -> str:
        """Return a lasting name that stands in keys, which are parted by "/"."""
        value = self.text(key)
        if not re.fullmatch(r"[a-z0-9_]+(?:-[a-z0-9_]+)*", value):
            raise self.fault(key, "“%(value)s”: mã chỉ gồm chữ a-z, số và dấu -", value=value)
        return value

    def maybe(self, key: str) -> str | None:
        return cast("str | None", self.get(key, str))

    def whole(self, key: str) -> int | None:
        return cast("int | None", self.get(key, int))

    def flag(self, key: str) -> bool:
        return bool(self.get(key, bool, default=False))

    def day(self, key: str) -> date | None:
        return cast("date | None", self.get(key, date))

    def words(self, key: str) -> tuple[str, ...]:
        value = cast("list[object]", self.get(key, list, []))
        if not all(isinstance(one, str) for one in value):
            raise self.fault(key, "phải là danh sách chữ trong ngoặc kép")
        return cast("tuple[str, ...]", tuple(value))

    def choice(self, key: str, known: tuple[str, ...] | Mapping[str, object]) -> str:
        value = self.text(key)
        if value not in known:
            raise self.fault(
                key, "không có “%(value)s”; dùng: %(known)s", value=value, known=", ".join(known)
            )
        return value

    def tables(self, key: str) -> list["Table"]:
        value = cast("list[object]", self.get(key, list, []))
        found = []
        for number, one in enumerate(value, start=1):
            if not isinstance(one, dict):
                raise self.fault(key, "phải là danh sách bảng ([[%(name)s]])", name=key)
            name = one.get("id") or one.get("slug") or number
            place = f"{self.key}.{key}" if self.key else key
            found.append(Table(one, self.file, f"{place}.{name}"))
        return found

    def done(self) -> None:
        """Refuse keys that nothing asked for: a typing slip must not be silently passed over."""
        unknown = sorted(set(self.values) - self._asked)
        if unknown:
            raise self.fault(unknown[0], "không có mục này; xem lại chính tả")


_MORE_THAN = {int: bool, date: datetime}
"""Kinds that Python takes for others: true is not a number here, nor a stamp a day."""

_KIND = {
    str: "chữ trong ngoặc kép",
    int: "số",
    bool: "true hoặc false",
    date: "ngày",
    list: "danh sách",
    dict: "bảng",
}


def read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError("thiếu tệp này trong thư mục seeds", Where(file_name(path))) from None
    except OSError as error:
        raise InputError(
            "không đọc được: %(why)s", Where(file_name(path)), why=error.strerror
        ) from None
    except UnicodeDecodeError as error:
        raise InputError(
            "tệp phải ở mã UTF-8 (byte %(at)d)", Where(file_name(path)), at=error.start
        ) from None


def file_name(path: Path) -> str:
    """Return a file's name with the folder that tells it apart: register/an-giang.toml."""
    return f"{path.parent.name}/{path.name}"


def read_toml(path: Path) -> Table:
    try:
        return Table(tomllib.loads(read_text(path)), file_name(path), "")
    except tomllib.TOMLDecodeError as error:
        line = getattr(error, "lineno", None) or _line_in(str(error))
        raise InputError(
            "TOML sai: %(why)s", Where(file_name(path), line=line), why=str(error)
        ) from None


def _line_in(message: str) -> int | None:
    """Return the line that tomllib names in its message (before Python 3.14 only there)."""
    _, found, rest = message.partition("line ")
    return int(rest.split(",")[0].split(")")[0]) if found else None


def unique(places: list[tuple[str, str]]) -> None:
    """Refuse a name that stands twice; `places` are names with their files."""
    seen: dict[str, str] = {}
    for name, file in places:
        if name in seen:
            raise InputError(
                "mã này đã có trong %(other)s; mỗi mã chỉ dùng một lần",
                Where(file, key=name),
                other=seen[name],
            )
        seen[name] = file
