"""The files of a seeds folder as values: register, anniversaries, cadences, plans.

Everything is read and checked before anything is used, so that bad seeds change nothing. A fault
is an InputError with the file, and the key or the line.
"""

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import cast

from planner.documents import planfile
from planner.domain.addressing import unknown
from planner.domain.cadence import check_rule, read_windows
from planner.domain.dates import WEEKDAYS
from planner.domain.model import (
    CHANNELS,
    FORMATS,
    Agency,
    Anniversary,
    Cadence,
    Collective,
    Plan,
    Province,
    Rank,
    Session,
    Succession,
)
from planner.domain.register import Register
from planner.domain.scope import held
from planner.errors import InputError, PlannerError, Where

CLASSES = ("round", "five", "other")


@dataclass(frozen=True)
class PlanFile:
    """A plan file: its name, its text as it stands, and what it says."""

    file: str
    text: str
    plan: Plan


@dataclass(frozen=True)
class Seeds:
    provinces: tuple[Province, ...]
    agencies: tuple[Agency, ...]
    collectives: tuple[Collective, ...]
    anniversaries: tuple[Anniversary, ...]
    cadences: tuple[Cadence, ...]
    plans: tuple[PlanFile, ...]

    @property
    def register(self) -> Register:
        return Register.of(self.agencies, self.provinces, self.collectives)


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


def load(folder: Path) -> Seeds:
    """Read a seeds folder whole; InputError on the first fault, NotFound files included."""
    if not folder.is_dir():
        raise InputError("không có thư mục này", Where(str(folder)))
    kinds = _kinds(folder / "kinds.toml")
    provinces, agencies = _register(folder / "register", kinds)
    days = _toml(folder / "anniversaries.toml")
    anniversaries = tuple(_anniversary(one, provinces) for one in days.tables("anniversary"))
    days.done()
    cadences = _cadences(_toml(folder / "cadences.toml"))
    groups = _toml(folder / "collectives.toml")
    _unique([(one.slug, _name(folder / "anniversaries.toml")) for one in anniversaries])
    _carriers(anniversaries, _name(folder / "anniversaries.toml"))
    seeds = Seeds(
        tuple(provinces),
        tuple(agencies),
        tuple(_collective(one, kinds) for one in groups.tables("collective")),
        anniversaries,
        cadences,
        (),
    )
    groups.done()
    plans = tuple(_plans(folder / "plans", seeds))
    return replace(seeds, plans=plans)


def _kinds(path: Path) -> Table:
    """Read the kinds of agencies, each of them checked whether it is used or not."""
    kinds = _toml(path)
    for name in kinds.values:
        one = Table(cast("dict[str, object]", kinds.get(name, dict)), kinds.file, name)
        one.text("name")
        one.text("level")
        _runs(one)
        for session in one.tables("sessions"):
            _session(session)
        one.done()
    return kinds


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError("thiếu tệp này trong thư mục seeds", Where(_name(path))) from None
    except OSError as error:
        raise InputError(
            "không đọc được: %(why)s", Where(_name(path)), why=error.strerror
        ) from None
    except UnicodeDecodeError as error:
        raise InputError(
            "tệp phải ở mã UTF-8 (byte %(at)d)", Where(_name(path)), at=error.start
        ) from None


def _name(path: Path) -> str:
    """Return a file's name with the folder that tells it apart: register/an-giang.toml."""
    return f"{path.parent.name}/{path.name}"


def _toml(path: Path) -> Table:
    try:
        return Table(tomllib.loads(_text(path)), _name(path), "")
    except tomllib.TOMLDecodeError as error:
        line = getattr(error, "lineno", None) or _line_in(str(error))
        raise InputError(
            "TOML sai: %(why)s", Where(_name(path), line=line), why=str(error)
        ) from None


def _line_in(message: str) -> int | None:
    """Return the line that tomllib names in its message (before Python 3.14 only there)."""
    _, found, rest = message.partition("line ")
    return int(rest.split(",")[0].split(")")[0]) if found else None


# --- the register -------------------------------------------------------------------------------


def _register(folder: Path, kinds: Table) -> tuple[list[Province], list[Agency]]:
    provinces: list[Province] = []
    agencies: list[Agency] = []
    places: list[tuple[str, str]] = []
    for path in sorted(folder.glob("*.toml")):
        table = _toml(path)
        head = Table(
            cast("dict[str, object]", table.get("province", dict, {})), table.file, "province"
        )
        province = _province(head)
        provinces.append(province)
        for one in table.tables("agency"):
            agencies.append(_agency(one, province, kinds))
            places.append((agencies[-1].slug, table.file))
        table.done()
    communes = folder / "communes.csv"
    if communes.exists():
        for agency in _communes(communes, provinces, kinds):
            agencies.append(agency)
            places.append((agency.slug, _name(communes)))
    _unique([(one.slug, f"{folder.name}/*.toml") for one in provinces])
    if not provinces:
        raise InputError("không có tỉnh nào (*.toml)", Where(_name(folder)))
    _unique(places)
    _known(agencies, dict(places))
    return provinces, agencies


def _unique(places: list[tuple[str, str]]) -> None:
    seen: dict[str, str] = {}
    for name, file in places:
        if name in seen:
            raise InputError(
                "mã này đã có trong %(other)s; mỗi mã chỉ dùng một lần",
                Where(file, key=name),
                other=seen[name],
            )
        seen[name] = file


def _known(agencies: list[Agency], places: Mapping[str, str]) -> None:
    """Check that parents and heirs are in the register."""
    for one in agencies:
        for other in (*([one.parent] if one.parent else []), *(heir.to for heir in one.successors)):
            if other not in places:
                raise InputError(
                    "trỏ đến cơ quan “%(other)s” không có trong sổ",
                    Where(places[one.slug], key=one.slug),
                    other=other,
                )


def _province(table: Table) -> Province:
    found = Province(
        table.name("slug"),
        table.text("name"),
        table.day("valid_from"),
        table.day("valid_to"),
        table.words("successors"),
        table.text("basis", ""),
        table.text("source", ""),
    )
    _order(table, found.valid_from, found.valid_to)
    table.done()
    return found


def _order(table: Table, first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise table.fault("valid_to", "kết thúc trước khi bắt đầu")


def _agency(table: Table, province: Province, kinds: Table) -> Agency:
    kind = table.choice("kind", kinds.values)
    usual = Table(cast("dict[str, object]", kinds.get(kind, dict)), kinds.file, kind)
    parent = table.maybe("parent")
    own_runs, own_sessions = "runs" in table.values, "sessions" in table.values
    found = Agency(
        slug=table.name("slug"),
        name=table.text("name"),
        kind=kind,
        level=table.text("level", "district" if parent else usual.text("level")),
        province=province.slug,
        parent=parent,
        aliases=table.words("aliases"),
        runs=_runs(table if own_runs else usual),
        sessions=tuple(
            _session(one) for one in (table if own_sessions else usual).tables("sessions")
        ),
        valid_from=table.day("valid_from") or province.valid_from,
        valid_to=table.day("valid_to") or province.valid_to,
        successors=tuple(_succession(one) for one in table.tables("successors")),
    )
    _order(table, found.valid_from, found.valid_to)
    for number, one in enumerate(found.sessions):
        if any(one.id == other.id for other in found.sessions[:number]):
            raise table.fault("sessions", "buổi phát “%(id)s” có hai lần", id=one.id)
    table.get("source", str)
    table.done()
    return found


def _runs(table: Table) -> dict[str, tuple[str, ...]]:
    runs = Table(
        cast("dict[str, object]", table.get("runs", dict, {})), table.file, f"{table.key}.runs"
    )
    for channel in runs.values:
        if channel not in CHANNELS:
            raise runs.fault(
                channel, "không có kênh này; dùng: %(known)s", known=", ".join(CHANNELS)
            )
        for one in runs.words(channel):
            if one not in FORMATS:
                raise runs.fault(
                    channel,
                    "không có hình thức “%(one)s”; dùng: %(known)s",
                    one=one,
                    known=", ".join(FORMATS),
                )
    return {channel: runs.words(channel) for channel in runs.values}


def _session(table: Table) -> Session:
    start = table.get("start", time)
    if start is None:
        raise table.fault("start", "thiếu giờ bắt đầu, ví dụ 05:30:00")
    weekdays = cast("list[int]", table.get("weekdays", list, list(range(7))))
    minutes = table.whole("minutes")
    if minutes is not None and minutes < 1:
        raise table.fault("minutes", "số phút của buổi phát phải từ 1 trở lên")
    for one in weekdays:
        if one not in range(len(WEEKDAYS)):
            raise table.fault(
                "weekdays", "%(day)s: thứ trong tuần là số từ 0 (thứ Hai) đến 6 (Chủ nhật)", day=one
            )
    found = Session(
        table.name("id"), cast("time", start), tuple(weekdays), 30 if minutes is None else minutes
    )
    table.done()
    return found


def _succession(table: Table) -> Succession:
    found = Succession(
        table.text("to"), table.words("functions"), table.day("on"), table.text("basis", "")
    )
    table.done()
    return found


def _communes(path: Path, provinces: list[Province], kinds: Table) -> Iterator[Agency]:
    """Read communes, wards and special zones: one agency each, from the province's first day."""
    by_name = {one.name: one for one in provinces}
    lines = _text(path).splitlines()
    header = next((number for number, line in enumerate(lines) if not line.startswith("#")), 0)
    rows = csv.DictReader(lines[header:])
    for column in ("province", "type", "name", "slug"):
        if column not in (rows.fieldnames or ()):
            raise InputError("thiếu cột “%(column)s”", Where(_name(path)), column=column)
    for number, row in enumerate(rows, start=header + 2):
        province = by_name.get(row.get("province") or "")
        kind, name = row.get("type"), row.get("name")
        if province is None or not row.get("slug") or not kind or not name:
            raise InputError("dòng thiếu tỉnh, loại, mã hoặc tên", Where(_name(path), line=number))
        values: dict[str, object] = {
            "slug": row["slug"],
            "name": f"{kind[:1].upper()}{kind[1:]} {name}",
            "kind": "commune",
        }
        yield _agency(Table(values, _name(path), row["slug"]), province, kinds)


def _collective(table: Table, kinds: Table) -> Collective:
    found = Collective(table.words("names"), table.words("kinds"), table.maybe("level"))
    for kind in found.kinds:
        if kind not in kinds.values:
            raise table.fault("kinds", "không có loại cơ quan “%(kind)s”", kind=kind)
    table.done()
    return found


# --- anniversaries and cadences -----------------------------------------------------------------


def _anniversary(table: Table, provinces: Iterable[Province]) -> Anniversary:
    day, month = table.whole("day"), table.whole("month")
    lunar = table.flag("lunar")
    _real_day(table, day, month, lunar=lunar)
    found = Anniversary(
        slug=table.name("slug"),
        name=table.text("name"),
        day=day or 0,
        month=month or 0,
        lunar=lunar,
        origin_year=table.whole("origin_year"),
        rank=cast("Rank", table.choice("rank", ("great", "usual", "noted"))),
        flags=table.flag("flags"),
        since=table.whole("since"),
        by_calendar_year=table.flag("by_calendar_year"),
        carried_by=table.maybe("carried_by"),
        province=_one_of(table, "province", provinces),
        short=table.text("short", ""),
        source=table.text("source", ""),
    )
    table.done()
    return found


def _one_of(table: Table, key: str, provinces: Iterable[Province]) -> str | None:
    slug = table.maybe(key)
    if slug is not None and all(one.slug != slug for one in provinces):
        raise table.fault(key, "không có tỉnh “%(slug)s” trong sổ", slug=slug)
    return slug


def _real_day(table: Table, day: int | None, month: int | None, *, lunar: bool) -> None:
    most = 30 if lunar else 31
    if day is None or month is None or not 1 <= month <= 12 or not 1 <= day <= most:  # noqa: PLR2004
        raise table.fault("day", "không có ngày %(day)s/%(month)s", day=day, month=month)
    if not lunar:
        try:
            date(2024, month, day)
        except ValueError:
            raise table.fault(
                "day", "không có ngày %(day)s/%(month)s", day=day, month=month
            ) from None


def _carriers(anniversaries: tuple[Anniversary, ...], file: str) -> None:
    known = {one.slug for one in anniversaries}
    for one in anniversaries:
        if one.carried_by is not None and one.carried_by not in known:
            raise InputError(
                "trỏ đến ngày kỷ niệm “%(other)s” không có",
                Where(file, key=f"{one.slug}.carried_by"),
                other=one.carried_by,
            )


def _cadences(table: Table) -> tuple[Cadence, ...]:
    tables = table.tables("cadence")
    table.done()
    raw = {str(one.values.get("id")): one.values for one in tables}
    _unique([(str(one.values.get("id")), table.file) for one in tables])
    return tuple(_cadence(one, raw) for one in tables)


def _cadence(table: Table, others: Mapping[str, Mapping[str, object]]) -> Cadence:
    like = table.maybe("like")
    if like is not None:
        if like not in others:
            raise table.fault("like", "không có nhịp “%(like)s”", like=like)
        taken = {
            name: others[like][name]
            for name in ("channel", "format", "times", "minutes", "due")
            if name in others[like] and name not in table.values
        }
        table = Table({**table.values, **taken}, table.file, table.key)
        table.get("like", str)
    found = Cadence(
        id=table.name("id"),
        use=table.choice("use", ("anniversary", "regular", "phase")),  # type: ignore[arg-type]
        channel=table.choice("channel", CHANNELS),
        format=table.choice("format", FORMATS),
        name=table.text("name", ""),
        ranks=cast("tuple[Rank, ...]", table.words("ranks")),
        windows=_windows(table),
        rrule=_rule(table),
        times=tuple(cast("list[time]", table.get("times", list, []))),
        sessions=table.choice("sessions", ("each", "last")) if "sessions" in table.values else None,  # type: ignore[arg-type]
        minutes=table.whole("minutes"),
        due=table.whole("due"),
        span=table.flag("span"),
        most_days=table.whole("most_days"),
        where_flags_hang=table.flag("where_flags_hang"),
        follows=table.words("follows"),
        after=1 if (after := table.whole("after")) is None else after,
    )
    _whole(table, found, others)
    table.done()
    return found


def _windows(table: Table) -> dict[str, tuple[tuple[int, int], ...]]:
    found = {}
    for name in ("every", *CLASSES):
        text = table.maybe(name)
        if text is None:
            continue
        try:
            pairs = read_windows(text)
        except PlannerError as error:
            raise error.at(file=table.file, key=f"{table.key}.{name}") from None
        found.update(dict.fromkeys(CLASSES if name == "every" else (name,), pairs))
    return found


def _rule(table: Table) -> str | None:
    text = table.maybe("rrule")
    if text is None:
        return None
    try:
        return check_rule(text)
    except PlannerError as error:
        raise error.at(file=table.file, key=f"{table.key}.rrule") from None


def _whole(table: Table, cadence: Cadence, others: Mapping[str, object]) -> None:
    """Check what the parts of a cadence must have together."""
    for name in cadence.follows:
        if name not in others:
            raise table.fault("follows", "không có nhịp “%(name)s”", name=name)
    for rank in cadence.ranks:
        if rank not in {"great", "usual", "noted"}:
            raise table.fault("ranks", "không có hạng “%(rank)s”; dùng great, usual", rank=rank)
    if cadence.use == "anniversary" and not cadence.follows and not cadence.windows:
        raise table.fault(
            "round", "nhịp của ngày kỷ niệm cần khoảng ngày (round, five, other hoặc every)"
        )
    if cadence.use == "regular" and cadence.rrule is None:
        raise table.fault("rrule", "nhịp thường xuyên cần quy tắc lặp, ví dụ FREQ=WEEKLY;BYDAY=TH")
    if not all(isinstance(one, time) for one in cadence.times):
        raise table.fault("times", "giờ viết như 06:45:00")
    _numbers(table, cadence)


def _numbers(table: Table, cadence: Cadence) -> None:
    if cadence.span and any(len(pairs) > 1 for pairs in cadence.windows.values()):
        raise table.fault("span", "một đợt treo chỉ có một khoảng ngày mỗi loại năm")
    for name, value in (("minutes", cadence.minutes), ("due", cadence.due)):
        if value is not None and value < 0:
            raise table.fault(name, "không thể nhỏ hơn 0")


# --- plans --------------------------------------------------------------------------------------


def _plans(folder: Path, seeds: Seeds) -> Iterator[PlanFile]:
    provinces = {one.name: one.slug for one in seeds.provinces}
    known = {one.slug for one in seeds.anniversaries}
    register = seeds.register
    for path in sorted(folder.glob("*.md")):
        text = _text(path)
        plan = planfile.read(text, _name(path))
        if plan.province not in provinces:
            raise InputError(
                "không có tỉnh “%(name)s” trong sổ",
                Where(_name(path), key="Tỉnh"),
                name=plan.province,
            )
        plan = replace(plan, province=provinces[plan.province])
        for named in plan.anniversaries:
            if named.slug not in known:
                where = Where(_name(path), named.line)
                raise InputError("không có ngày kỷ niệm “%(slug)s”", where, slug=named.slug)
        _all_known(plan, register, _name(path))
        yield PlanFile(_name(path), text, plan)


def _all_known(plan: Plan, register: Register, file: str) -> None:
    """Refuse a plan file that names an agency which the register lacks on the plan's day."""
    for name, line in unknown(held(plan), register):
        if not register.is_collective(name):
            raise InputError(
                "không có cơ quan “%(name)s” trong sổ của tỉnh vào ngày của kế hoạch; sửa tên "
                "hoặc ghi vào seeds/register",
                Where(file, line),
                name=name,
            )
