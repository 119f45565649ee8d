"""What agencies, sessions, anniversaries and cadences must be; the rest is refused by its field."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from planner import seeds
from planner.domain.cadence import check_rule
from planner.domain.model import FORMATS_OF, Agency, Anniversary, Cadence, Province, Quiet, Session
from planner.domain.register import Register
from planner.domain.validity import (
    KINDS,
    LEVELS,
    check_agency,
    check_anniversary,
    check_cadence,
    check_sessions,
    runs_nothing,
)
from planner.errors import InputError
from planner.web import words

SEEDS = seeds.load(Path(__file__).parents[2] / "seeds")
HUYEN = Agency("huyen-a", "Huyện A", "district", "district", "song-lam")
XA = Agency("xa-b", "Xã B", "commune", "commune", "song-lam", parent="huyen-a")
THON = Agency("thon-c", "Thôn C", "commune", "commune", "song-lam", parent="xa-b")
AWAY = Agency("xa-d", "Xã D", "commune", "commune", "nui-do")
POLICE = Agency("cong-an", "Công an tỉnh", "security", "province", "song-lam")
REGISTER = Register.of([HUYEN, XA, THON, AWAY, POLICE], [Province("song-lam", "Sông Lam")])
DAY = Anniversary("quoc-khanh", "Quốc khánh", 2, 9, rank="great")
CARRIED = Anniversary("thang-tam", "Cách mạng Tháng Tám", 19, 8, carried_by="quoc-khanh")
POST = Cadence(
    "post",
    "anniversary",
    "social",
    "post",
    "Bài đăng",
    ranks=("great",),
    windows={"other": ((-3, 0),)},
    rrule="FREQ=DAILY",
    times=(time(8),),
    due=1,
)
BULLETIN = replace(POST, id="loa", channel="loudspeaker", format="bulletin", times=())
EVERY_DAY = tuple(range(7))


def test_the_seeds_are_all_in_order() -> None:
    """But for one body, which the gate holds by its name and whose channels nobody may confirm."""
    held = {one.slug for one in SEEDS.register.agencies.values() if one.runs and runs_nothing(one)}
    assert {SEEDS.register.agencies[one].name for one in held} <= {"Ban Chỉ đạo 35 Tỉnh ủy"}
    for agency in SEEDS.register.agencies.values():
        if agency.slug not in held:
            check_agency(agency, SEEDS.register)
    for day in SEEDS.anniversaries:
        check_anniversary(day, SEEDS.anniversaries, SEEDS.register.provinces)
    for cadence in SEEDS.cadences:
        check_cadence(cadence, {one.id: one for one in SEEDS.cadences})


def test_pages_have_words_for_all_that_can_be_chosen() -> None:
    assert {*KINDS, "as_written"} == set(words.KINDS)
    assert list(LEVELS) == list(words.LEVELS)
    assert set(FORMATS_OF) == set(words.CHANNELS)


def refused(check: Any, *given: Any) -> str | None:
    """Return the field that is refused."""
    with pytest.raises(InputError) as caught:
        check(*given)
    assert caught.value.text()
    return caught.value.where.key


AGENCIES: Mapping[str, tuple[Agency, dict[str, Any], str]] = {
    "no name": (XA, {"name": " "}, "name"),
    "a long name": (XA, {"name": "x" * 241}, "name"),
    "an empty alias": (XA, {"aliases": ("",)}, "aliases"),
    "forty-one aliases": (XA, {"aliases": tuple(map(str, range(41)))}, "aliases"),
    "no such kind": (XA, {"kind": "guild"}, "kind"),
    "no such level": (XA, {"level": "moon"}, "level"),
    "no such parent": (XA, {"parent": "xa-z"}, "parent"),
    "another province's parent": (XA, {"parent": "xa-d"}, "parent"),
    "itself as parent": (XA, {"parent": "xa-b"}, "parent"),
    "its own child as parent": (HUYEN, {"parent": "thon-c"}, "parent"),
    "no such channel": (XA, {"runs": {"smoke": ("post",)}}, "runs"),
    "another channel's format": (XA, {"runs": {"press": ("post",)}}, "runs"),
    "ends before it begins": (
        XA,
        {"valid_from": date(2027, 2, 1), "valid_to": date(2027, 1, 31)},
        "valid_to",
    ),
    "police on a channel": (POLICE, {"runs": {"social": ("post",)}}, "runs"),
    "police under another kind": (
        POLICE,
        {"kind": "department", "runs": {"social": ("post",)}},
        "runs",
    ),
    "a name that the gate holds": (
        XA,
        {"name": "Tổ theo dõi dư luận mạng", "runs": {"social": ("post",)}},
        "runs",
    ),
}


@pytest.mark.parametrize("case", AGENCIES)
def test_an_agency_that_cannot_be(case: str) -> None:
    agency, values, field = AGENCIES[case]
    assert refused(check_agency, replace(agency, **values), REGISTER) == field


def test_police_without_a_channel_are_in_order() -> None:
    check_agency(replace(POLICE, name="Công an tỉnh Sông Lam"), REGISTER)


SESSIONS: Mapping[str, tuple[tuple[Session, ...], str]] = {
    "no weekday": ((Session("s1", time(5), ()),), "sessions/s1"),
    "an eighth weekday": ((Session("s1", time(5), (7,)),), "sessions/s1"),
    "no minutes": ((Session("s1", time(5), EVERY_DAY, 0),), "sessions/s1"),
    "241 minutes": ((Session("s1", time(5), EVERY_DAY, 241),), "sessions/s1"),
    "past midnight": ((Session("s1", time(23, 40), EVERY_DAY, 30),), "sessions/s1"),
    "in another one": (
        (Session("s1", time(5), (0, 1), 30), Session("s2", time(5, 29), (1,), 30)),
        "sessions/s2",
    ),
    "an id twice": ((Session("s1", time(5)), Session("s1", time(9))), "sessions/s1"),
}


@pytest.mark.parametrize("case", SESSIONS)
def test_sessions_that_cannot_be(case: str) -> None:
    sessions, field = SESSIONS[case]
    assert refused(check_sessions, sessions) == field


NIGHT = (Quiet(time(22), time(5)),)


@pytest.mark.parametrize(
    ("start", "minutes"), [(time(4, 45), 30), (time(21, 50), 11), (time(23), 10), (time(0), 1)]
)
def test_a_session_in_quiet_hours_cannot_be(start: time, minutes: int) -> None:
    one = Session("s1", start, EVERY_DAY, minutes)
    check_sessions([one])
    assert refused(lambda those: check_sessions(those, NIGHT), [one]) == "sessions/s1"


def test_a_session_beside_quiet_hours_is_in_order() -> None:
    check_sessions([Session("s1", time(5)), Session("s2", time(21, 30), minutes=30)], NIGHT)


@pytest.mark.parametrize(
    "quiet", [(Quiet(time(5), time(5)),), tuple(Quiet(time(one), time(9)) for one in range(7))]
)
def test_quiet_hours_that_cannot_be(quiet: tuple[Quiet, ...]) -> None:
    assert refused(lambda those: check_sessions(those, quiet), []) == "quiet"


def test_sessions_behind_each_other_or_on_other_days_are_in_order() -> None:
    check_sessions(
        [
            Session("s1", time(5), (0, 1), 30),
            Session("s2", time(5, 30), (1,), 240),
            Session("s3", time(5), (2,), 30),
            Session("s4", time(23, 30), (2,), 30),
        ]
    )


DAYS: Mapping[str, tuple[dict[str, Any], str]] = {
    "no name": ({"name": ""}, "name"),
    "a long short name": ({"short": "x" * 61}, "short"),
    "a name that the gate holds": ({"name": "Ngày theo dõi dư luận"}, "name"),
    "30/2": ({"day": 30, "month": 2}, "day"),
    "31/9": ({"day": 31}, "day"),
    "day 0": ({"day": 0}, "day"),
    "month 13": ({"month": 13}, "day"),
    "lunar day 31": ({"day": 31, "lunar": True}, "day"),
    "origin in 2101": ({"origin_year": 2101}, "origin_year"),
    "since 1899": ({"since": 1899}, "since"),
    "no such rank": ({"rank": "huge"}, "rank"),
    "no such province": ({"province": "nui-do"}, "province"),
    "carried, with a campaign of its own": ({"carried_by": "tet"}, "carried_by"),
    "carried by nobody": ({"rank": "noted", "carried_by": "tet"}, "carried_by"),
    "carried by itself": ({"rank": "noted", "carried_by": "quoc-khanh"}, "carried_by"),
    "carried by what is carried": ({"rank": "noted", "carried_by": "thang-tam"}, "carried_by"),
}


@pytest.mark.parametrize("case", DAYS)
def test_an_anniversary_that_cannot_be(case: str) -> None:
    values, field = DAYS[case]
    new = replace(DAY, **values)
    assert refused(check_anniversary, new, [DAY, CARRIED], {"song-lam"}) == field


def test_a_leap_day_and_the_last_lunar_day_are_in_order() -> None:
    check_anniversary(replace(DAY, day=29, month=2), [], [])
    check_anniversary(replace(DAY, day=30, month=12, lunar=True), [], [])


CADENCES: Mapping[str, tuple[Cadence, dict[str, Any], str]] = {
    "no name": (POST, {"name": ""}, "name"),
    "another channel's format": (POST, {"format": "tv"}, "format"),
    "no such rank": (POST, {"ranks": ("noted",)}, "ranks"),
    "a window from end to start": (POST, {"windows": {"other": ((0, -3),)}}, "other"),
    "a window of years": (POST, {"windows": {"round": ((-367, 0),)}}, "round"),
    "two windows of a span": (
        POST,
        {"span": True, "rrule": None, "windows": {"five": ((-3, 0), (1, 2))}},
        "five",
    ),
    "no window at all": (POST, {"windows": {}}, "round"),
    "regular without a rule": (POST, {"use": "regular", "rrule": None}, "rrule"),
    "a rule of a span": (POST, {"span": True}, "rrule"),
    "a rule of a phase": (POST, {"use": "phase"}, "rrule"),
    "a long rule": (POST, {"rrule": "FREQ=DAILY;BYMONTH=" + "1," * 100 + "1"}, "rrule"),
    "a rule that dateutil cannot read": (POST, {"rrule": "FREQ=DAILY;BYDAY=XX"}, "rrule"),
    "a rule with an end": (POST, {"rrule": "FREQ=DAILY;COUNT=3"}, "rrule"),
    "a rule by the hour": (POST, {"rrule": "FREQ=HOURLY"}, "rrule"),
    "a rule that never comes": (POST, {"rrule": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"}, "rrule"),
    "a rule of centuries": (POST, {"rrule": "FREQ=WEEKLY;INTERVAL=99999999"}, "rrule"),
    "hours and sessions": (BULLETIN, {"sessions": "each", "times": (time(8),)}, "times"),
    "sessions of a post": (POST, {"sessions": "each", "times": ()}, "sessions"),
    "a bulletin without sessions": (BULLETIN, {}, "sessions"),
    "one hour twice": (POST, {"times": (time(8), time(8))}, "times"),
    "seven hours": (POST, {"times": tuple(time(hour) for hour in range(7))}, "times"),
    "no minutes": (POST, {"minutes": 0}, "minutes"),
    "241 minutes": (POST, {"minutes": 241}, "minutes"),
    "due a season before": (POST, {"due": 91}, "due"),
    "hanging for years": (POST, {"most_days": 367}, "most_days"),
    "taken down next year": (POST, {"after": 31}, "after"),
    "following nobody": (POST, {"follows": ("nhip",), "rrule": None}, "follows"),
}


@pytest.mark.parametrize("case", CADENCES)
def test_a_cadence_that_cannot_be(case: str) -> None:
    cadence, values, field = CADENCES[case]
    new = replace(cadence, **values)
    assert refused(check_cadence, new, {"post": POST}) == field


def test_a_cadence_without_a_rank_rests_without_windows() -> None:
    check_cadence(replace(POST, ranks=(), windows={}), {})


@pytest.mark.parametrize("step", ["0", "367", "99999999999999", ""])
def test_a_step_that_no_rhythm_has(step: str) -> None:
    with pytest.raises(InputError):
        check_rule(f"FREQ=WEEKLY;INTERVAL={step}")


@pytest.mark.parametrize("step", [1, 366])
def test_a_step_that_a_rhythm_may_have(step: int) -> None:
    assert check_rule(f"FREQ=DAILY;INTERVAL={step}") == f"FREQ=DAILY;INTERVAL={step}"
