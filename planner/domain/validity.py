"""What agencies, their sessions, anniversaries and cadences must be, whoever writes them down.

Each check raises InputError with the field's name as the key of its place, so that a form can say
it beside the field. What passes here can be planned.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from itertools import combinations

from planner.domain.airtime import silenced
from planner.domain.cadence import check_rule
from planner.domain.model import (
    CHANNELS,
    FORMATS,
    FORMATS_OF,
    Agency,
    Anniversary,
    Cadence,
    Quiet,
    Session,
)
from planner.domain.register import Register
from planner.domain.scope import inside
from planner.domain.words import fold
from planner.errors import InputError, Where
from planner.phrases import Phrase

KINDS = (
    "newspaper",
    "broadcaster",
    "newspaper_broadcaster",
    "department",
    "culture_office",
    "party_body",
    "mass_organisation",
    "security",
    "district",
    "commune",
)
"""Kinds that an agency can be given; one that a plan brought in is "as_written" until then."""

LEVELS = ("province", "district", "commune")

LONGEST_NAME = 240
LONGEST_SHORT = 60
LONGEST_RULE = 200
MOST_ALIASES = 40
MOST_MINUTES = 240
MOST_DAYS = 366
"""How far from T a window may reach, and how long a phase's banner may hang."""

MOST_DUE = 90
MOST_TIMES = 6
MOST_QUIET = 6
MOST_AFTER = 30
FIRST_ORIGIN, LAST_ORIGIN = 1, 2100
FIRST_SINCE, LAST_SINCE = 1900, 2100

_ARMED = re.compile(r"\b(?:cong an|canh sat|quan su|quan doi|bo doi|bien phong)\b")


def runs_nothing(agency: Agency) -> bool:
    """Whether this is a body that publishes nothing here: police, military, or held by its name.

    >>> runs_nothing(Agency("cax", "Công an xã Đông Hòa", "commune", "commune", "song-lam"))
    True
    """
    armed = agency.kind == "security" or _ARMED.search(fold(agency.name))
    return bool(armed) or not inside(agency.name)


def check_agency(agency: Agency, register: Register) -> None:
    """Check an agency against the register in which it shall stand. Raises InputError."""
    _text("name", agency.name, LONGEST_NAME, Phrase("tên cơ quan"))
    if len(agency.aliases) > MOST_ALIASES:
        raise _fault("aliases", "nhiều tên khác quá: tối đa %(most)d", most=MOST_ALIASES)
    for alias in agency.aliases:
        _text("aliases", alias, LONGEST_NAME, Phrase("tên khác"))
    old = register.agencies.get(agency.slug)
    if agency.kind not in KINDS and (old is None or old.kind != agency.kind):
        raise _fault(
            "kind", "không có loại cơ quan “%(kind)s”; chọn trong danh sách", kind=agency.kind
        )
    if agency.level not in LEVELS and (old is None or old.level != agency.level):
        raise _fault("level", "không có cấp “%(level)s”; chọn trong danh sách", level=agency.level)
    _check_parent(agency, register)
    _check_runs(agency)
    first, last = agency.valid_from, agency.valid_to
    if first and last and last < first:
        raise _fault("valid_to", "cơ quan hết hiệu lực trước khi có; sửa một trong hai ngày")
    check_sessions(agency.sessions, agency.quiet)


def _check_parent(agency: Agency, register: Register) -> None:
    if agency.parent is None:
        return
    parent = register.agencies.get(agency.parent)
    if parent is None:
        raise _fault("parent", "không có cơ quan “%(slug)s” để trực thuộc", slug=agency.parent)
    if parent.province != agency.province:
        raise _fault("parent", "%(name)s thuộc tỉnh khác; chọn cơ quan cùng tỉnh", name=parent.name)
    if agency.slug in register.agencies and parent.slug in register.family(agency.slug):
        raise _fault(
            "parent", "%(name)s là chính cơ quan này hoặc đang trực thuộc nó", name=parent.name
        )


def _check_runs(agency: Agency) -> None:
    for channel, formats in agency.runs.items():
        if channel not in CHANNELS:
            raise _fault("runs", "không có kênh “%(channel)s”", channel=channel)
        for one in formats:
            if one not in FORMATS_OF[channel]:
                raise _fault(
                    "runs",
                    "kênh %(channel)s không có hình thức “%(one)s”",
                    channel=Phrase(CHANNELS[channel]),
                    one=Phrase(FORMATS.get(one, one)),
                )
    if agency.runs and runs_nothing(agency):
        raise _fault(
            "runs",
            "%(name)s không đăng, không phát gì trong lịch này (công an, quân sự, biên phòng và "
            "việc ngoài phạm vi); bỏ hết kênh",
            name=agency.name,
        )


def check_sessions(sessions: Iterable[Session], quiet: Iterable[Quiet] = ()) -> None:
    """Check an agency's broadcast times: none in another's, nor in quiet hours. InputError."""
    those, silent = tuple(sessions), tuple(quiet)
    _check_quiet(silent)
    for one in those:
        _check_session(one, silent)
    for first, second in combinations(those, 2):
        if first.id == second.id:
            raise _fault(f"sessions/{first.id}", "mã buổi “%(id)s” có hai lần", id=first.id)
        if set(first.weekdays) & set(second.weekdays) and _meet(first, second):
            raise _fault(
                f"sessions/{second.id}",
                "buổi %(second)s chồng giờ với buổi %(first)s; đổi giờ, số phút hoặc thứ",
                first=_hour(first.start),
                second=_hour(second.start),
            )


def _check_quiet(quiet: tuple[Quiet, ...]) -> None:
    if len(quiet) > MOST_QUIET:
        raise _fault("quiet", "nhiều khoảng giờ không phát quá: tối đa %(most)d", most=MOST_QUIET)
    for hours in quiet:
        if hours.start == hours.end:
            raise _fault(
                "quiet", "giờ không phát bắt đầu và kết thúc cùng lúc %(at)s", at=_hour(hours.start)
            )


def _check_session(one: Session, quiet: tuple[Quiet, ...]) -> None:
    where, at = f"sessions/{one.id}", _hour(one.start)
    if not one.weekdays:
        raise _fault(where, "buổi %(at)s chưa có thứ nào; chọn ít nhất một", at=at)
    if not set(one.weekdays) <= set(range(7)):
        raise _fault(where, "buổi %(at)s có thứ không có trong tuần", at=at)
    if not 1 <= one.minutes <= MOST_MINUTES:
        raise _fault(where, "buổi %(at)s: số phút phải từ 1 đến %(most)d", at=at, most=MOST_MINUTES)
    if _end(one).date() > date.min:
        raise _fault(where, "buổi %(at)s kéo qua nửa đêm; rút số phút", at=at)
    if met := silenced(one.start, one.minutes, quiet):
        raise _fault(
            where,
            "buổi %(at)s (%(minutes)d phút) rơi vào giờ không phát %(start)s–%(end)s; đổi giờ "
            "buổi, rút số phút, hoặc sửa giờ không phát",
            at=at,
            minutes=one.minutes,
            start=_hour(met.start),
            end=_hour(met.end),
        )


def _end(one: Session) -> datetime:
    """Return the last minute of a session on the first of all days."""
    return datetime.combine(date.min, one.start) + timedelta(minutes=one.minutes - 1)


def _meet(first: Session, second: Session) -> bool:
    begins = datetime.combine(date.min, first.start), datetime.combine(date.min, second.start)
    return begins[0] <= _end(second) and begins[1] <= _end(first)


def _hour(at: time) -> str:
    return f"{at:%H:%M}"


def check_anniversary(
    one: Anniversary, known: Iterable[Anniversary], provinces: Iterable[str]
) -> None:
    """Check an anniversary beside the others and the known provinces. Raises InputError.

    Its name becomes a theme, so the gate reads it as it reads all that a person writes.
    """
    _text("name", one.name, LONGEST_NAME, Phrase("tên chính thức"))
    if len(one.short) > LONGEST_SHORT:
        raise _fault("short", "tên ngắn dài quá %(most)d chữ", most=LONGEST_SHORT)
    for field, words in (("name", one.name), ("short", one.short)):
        if words and not inside(words):
            raise _fault(
                field,
                "“%(words)s” nói tới việc ngoài phạm vi của lịch; viết tên của ngày kỷ niệm",
                words=words,
            )
    if not _is_day(one):
        raise _fault("day", "không có ngày %(day)d/%(month)d", day=one.day, month=one.month)
    _whole("origin_year", one.origin_year, (FIRST_ORIGIN, LAST_ORIGIN), Phrase("năm gốc"))
    _whole("since", one.since, (FIRST_SINCE, LAST_SINCE), Phrase("năm bắt đầu kỷ niệm"))
    if one.rank not in {"great", "usual", "noted"}:
        raise _fault("rank", "không có mức “%(rank)s”; chọn trong danh sách", rank=one.rank)
    if one.province is not None and one.province not in set(provinces):
        raise _fault("province", "không có tỉnh “%(slug)s”", slug=one.province)
    _check_carrier(one, known)


def _is_day(one: Anniversary) -> bool:
    if one.lunar:
        return 1 <= one.month <= 12 and 1 <= one.day <= 30  # noqa: PLR2004 (of the calendar)
    try:
        date(2024, one.month, one.day)
    except ValueError:
        return False
    return True


def _check_carrier(one: Anniversary, known: Iterable[Anniversary]) -> None:
    if one.carried_by is None:
        return
    if one.rank != "noted":
        raise _fault(
            "carried_by", "ngày có đợt riêng thì không nằm trong đợt khác; chọn mức chỉ ghi"
        )
    carrier = next((each for each in known if each.slug == one.carried_by), None)
    if carrier is None or carrier.slug == one.slug or carrier.carried_by is not None:
        raise _fault("carried_by", "không nằm trong đợt “%(slug)s” được", slug=one.carried_by)


def check_cadence(one: Cadence, others: Mapping[str, Cadence]) -> None:
    """Check a cadence; `others` are all by their ids. Raises InputError.

    A cadence of an anniversary without a rank serves nobody: that is how one is put to rest.
    """
    _text("name", one.name, LONGEST_NAME, Phrase("tên nhịp"))
    if one.channel not in CHANNELS or one.format not in FORMATS_OF[one.channel]:
        raise _fault("format", "kênh này không có hình thức “%(one)s”", one=one.format)
    for rank in one.ranks:
        if rank not in {"great", "usual"}:
            raise _fault("ranks", "không có mức “%(rank)s” cho nhịp", rank=rank)
    _check_windows(one)
    _check_rule(one)
    _check_hours(one)
    _whole("minutes", one.minutes, (1, MOST_MINUTES), Phrase("số phút"))
    _whole("due", one.due, (0, MOST_DUE), Phrase("số ngày nộp trước"))
    _whole("most_days", one.most_days, (1, MOST_DAYS), Phrase("số ngày treo nhiều nhất"))
    _whole("after", one.after, (0, MOST_AFTER), Phrase("số ngày sau đợt treo"))
    for name in one.follows:
        if name not in others:
            raise _fault("follows", "không có nhịp “%(name)s”", name=name)


def _check_windows(one: Cadence) -> None:
    for kind, pairs in one.windows.items():
        for first, last in pairs:
            if last < first:
                raise _fault(kind, "khoảng ngày kết thúc trước khi bắt đầu; viết ngày sớm trước")
            if max(abs(first), abs(last)) > MOST_DAYS:
                raise _fault(kind, "khoảng ngày xa ngày T quá %(most)d ngày", most=MOST_DAYS)
        if one.span and len(pairs) > 1:
            raise _fault(kind, "một đợt treo chỉ có một khoảng ngày")
    needs = one.use == "anniversary" and not one.follows and one.ranks
    if needs and not any(one.windows.values()):
        raise _fault("round", "chưa có khoảng ngày nào; ghi cho ít nhất một loại năm")


def _check_rule(one: Cadence) -> None:
    if one.rrule is None:
        if one.use == "regular":
            raise _fault("rrule", "nhịp thường xuyên cần quy tắc lặp; chọn mỗi ngày hay theo thứ")
        return
    if len(one.rrule) > LONGEST_RULE:
        raise _fault("rrule", "quy tắc lặp dài quá %(most)d chữ", most=LONGEST_RULE)
    if one.span or one.follows or one.use == "phase":
        raise _fault("rrule", "nhịp này chỉ có một lần mỗi đợt, không lặp")
    try:
        check_rule(one.rrule)
    except InputError as error:
        raise InputError(error.message, Where(key="rrule"), **error.parts) from None


def _check_hours(one: Cadence) -> None:
    if one.sessions is not None and one.times:
        raise _fault("times", "đã phát theo buổi thì không ghi giờ riêng")
    if one.sessions is not None and one.channel != "loudspeaker":
        raise _fault("sessions", "chỉ loa truyền thanh có buổi phát")
    if one.channel == "loudspeaker" and one.sessions is None:
        raise _fault("sessions", "bản tin loa phát theo buổi; chọn mỗi buổi hay buổi cuối ngày")
    if len(one.times) > MOST_TIMES:
        raise _fault("times", "nhiều giờ quá: tối đa %(most)d giờ mỗi ngày", most=MOST_TIMES)
    if len(set(one.times)) != len(one.times):
        raise _fault("times", "có giờ ghi hai lần; mỗi giờ một lần")


def _text(field: str, text: str, most: int, what: Phrase) -> None:
    if not text.strip():
        raise _fault(field, "chưa ghi %(what)s", what=what)
    if len(text) > most:
        raise _fault(field, "%(what)s dài quá %(most)d chữ", what=what, most=most)


def _whole(field: str, value: int | None, limits: tuple[int, int], what: Phrase) -> None:
    low, high = limits
    if value is not None and not low <= value <= high:
        raise _fault(field, "%(what)s phải từ %(low)d đến %(high)d", what=what, low=low, high=high)


def _fault(field: str, message: str, **parts: object) -> InputError:
    return InputError(message, Where(key=field), **parts)
