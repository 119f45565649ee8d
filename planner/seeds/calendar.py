"""The calendar's files: anniversaries and cadences."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from pathlib import Path
from typing import cast

from planner.domain.cadence import check_rule, read_windows
from planner.domain.model import CHANNELS, FORMATS, Anniversary, Cadence, Province, Rank
from planner.errors import InputError, PlannerError, Where
from planner.seeds.table import Table, read_toml, unique

CLASSES = ("round", "five", "other")


def read_anniversaries(path: Path, provinces: Iterable[Province] | None) -> tuple[Anniversary, ...]:
    """Read the anniversaries; each slug once, carriers among them.

    Their provinces must be among those given; None takes them as they stand.
    """
    table = read_toml(path)
    found = tuple(_anniversary(one, provinces) for one in table.tables("anniversary"))
    table.done()
    unique([(one.slug, table.file) for one in found])
    _carriers(found, table.file)
    return found


def _anniversary(table: Table, provinces: Iterable[Province] | None) -> Anniversary:
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


def _one_of(table: Table, key: str, provinces: Iterable[Province] | None) -> str | None:
    slug = table.maybe(key)
    if slug is not None and provinces is not None and all(one.slug != slug for one in provinces):
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


def read_cadences(path: Path) -> tuple[Cadence, ...]:
    """Read the cadences in their order."""
    table = read_toml(path)
    tables = table.tables("cadence")
    table.done()
    raw = {str(one.values.get("id")): one.values for one in tables}
    unique([(str(one.values.get("id")), table.file) for one in tables])
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
