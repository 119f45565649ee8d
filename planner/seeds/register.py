"""The register's files: kinds of agencies, provinces, communes, collective names."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path
from typing import cast

from planner.domain.dates import WEEKDAYS
from planner.domain.model import (
    CHANNELS,
    FORMATS,
    Agency,
    Collective,
    Province,
    Quiet,
    Session,
    Succession,
)
from planner.domain.words import fold
from planner.errors import InputError, Where
from planner.seeds.table import Table, file_name, read_text, read_toml, unique


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune, ward or special zone by its province's name; `slug` is unique within that."""

    province: str
    kind: str
    name: str
    slug: str
    line: int


def read_kinds(path: Path) -> Table:
    """Read the kinds of agencies, each of them checked whether it is used or not."""
    kinds = read_toml(path)
    for name in kinds.values:
        one = Table(cast("dict[str, object]", kinds.get(name, dict)), kinds.file, name)
        one.text("name")
        one.text("level")
        _runs(one)
        for session in one.tables("sessions"):
            _session(session)
        _quiet(one)
        one.done()
    return kinds


def read_register(
    folder: Path, kinds: Table, units: Iterable[Unit], file: str
) -> tuple[list[Province], list[Agency]]:
    """Read one file a province; the communes of one that still exists come from `units`."""
    provinces: list[Province] = []
    agencies: list[Agency] = []
    places: list[tuple[str, str]] = []
    for path in sorted(folder.glob("*.toml")):
        table = read_toml(path)
        head = Table(
            cast("dict[str, object]", table.get("province", dict, {})), table.file, "province"
        )
        province = _province(head)
        provinces.append(province)
        for one in table.tables("agency"):
            agencies.append(_agency(one, province, kinds))
            places.append((agencies[-1].slug, table.file))
        table.done()
    for province in provinces:
        if province.valid_to is None:
            for agency in communes(province, units, kinds, file):
                agencies.append(agency)
                places.append((agency.slug, file))
    unique([(one.slug, f"{folder.name}/*.toml") for one in provinces])
    if not provinces:
        raise InputError("không có tỉnh nào (*.toml)", Where(file_name(folder)))
    unique(places)
    _known(agencies, dict(places))
    return provinces, agencies


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
        quiet=_quiet(table if "quiet" in table.values else usual),
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


def _quiet(table: Table) -> tuple[Quiet, ...]:
    found = []
    for one in table.tables("quiet"):
        start, end = one.get("start", time), one.get("end", time)
        if start is None or end is None or start == end:
            raise one.fault(
                "start", "giờ không phát cần hai giờ khác nhau, ví dụ 22:00:00 và 05:00:00"
            )
        found.append(Quiet(cast("time", start), cast("time", end)))
        one.done()
    return tuple(found)


def _succession(table: Table) -> Succession:
    found = Succession(
        table.text("to"), table.words("functions"), table.day("on"), table.text("basis", "")
    )
    table.done()
    return found


def read_units(path: Path) -> list[Unit]:
    """Read the communes, wards and special zones of all provinces."""
    lines = read_text(path).splitlines()
    header = next((number for number, line in enumerate(lines) if not line.startswith("#")), 0)
    rows = csv.DictReader(lines[header:])
    columns = ("province", "type", "name", "slug")
    for column in columns:
        if column not in (rows.fieldnames or ()):
            raise InputError("thiếu cột “%(column)s”", Where(file_name(path)), column=column)
    found = []
    for number, row in enumerate(rows, start=header + 2):
        values = [row.get(column) or "" for column in columns]
        if not all(values):
            where = Where(file_name(path), line=number)
            raise InputError("dòng thiếu tỉnh, loại, mã hoặc tên", where)
        province, kind, name, slug = values
        found.append(Unit(province, kind, name, slug, number))
    return found


def communes(
    province: Province, units: Iterable[Unit], kinds: Table, file: str
) -> Iterator[Agency]:
    """Return a province's communes, wards and special zones: each one agency."""
    for unit in units:
        if unit.province == province.name:
            values: dict[str, object] = {
                "slug": unit.slug,
                "name": f"{unit.kind[:1].upper()}{unit.kind[1:]} {unit.name}",
                "kind": "commune",
            }
            yield _agency(Table(values, f"{file}:{unit.line}", unit.slug), province, kinds)


def plain_province(
    name: str, bodies: Table, units: Iterable[Unit], kinds: Table, file: str
) -> tuple[Province, list[Agency]]:
    """Return a province with a plain set of provincial bodies to correct, and its communes.

    Its name is found without marks, and without "tỉnh" or "thành phố" before it. Raises InputError
    with the names that there are.
    """
    names = list(dict.fromkeys(unit.province for unit in units))
    asked = fold(name).removeprefix("tinh ").removeprefix("thanh pho ").removeprefix("tp ")
    found = next((one for one in names if fold(one) == asked), None)
    if found is None:
        raise InputError(
            "không có tỉnh, thành phố “%(name)s”; có: %(names)s", name=name, names=", ".join(names)
        )
    province = Province(fold(found).replace(" ", "-"), found, valid_from=date(2025, 7, 1))
    agencies = []
    for body in bodies.tables("body"):
        own = {
            **body.values,
            "slug": f"{body.name('slug')}-{province.slug}",
            "name": body.text("name").replace("{province}", found),
        }
        one = _agency(Table(own, body.file, body.key), province, kinds)
        agencies.append(replace(one, to_check=True))
    agencies.extend(communes(province, units, kinds, file))
    return province, agencies


def read_collectives(path: Path, kinds: Table) -> tuple[Collective, ...]:
    """Read the collective names of the papers."""
    table = read_toml(path)
    found = tuple(_collective(one, kinds) for one in table.tables("collective"))
    table.done()
    return found


def _collective(table: Table, kinds: Table) -> Collective:
    found = Collective(table.words("names"), table.words("kinds"), table.maybe("level"))
    for kind in found.kinds:
        if kind not in kinds.values:
            raise table.fault("kinds", "không có loại cơ quan “%(kind)s”", kind=kind)
    table.done()
    return found
