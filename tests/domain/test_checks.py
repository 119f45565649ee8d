"""Clashes are shown with who could give way; everything stays planned."""

from dataclasses import replace
from datetime import time
from typing import Any

from builders import TWO_SESSIONS, agency, d, reference, slot

from planner.domain.checks import MOST_A_DAY, check
from planner.domain.model import Problem, Quiet, Session, Slot, State

AGENCIES = {
    "huyen-a": agency("huyen-a", sessions=TWO_SESSIONS),
    "bao-tinh": agency("bao-tinh", "newspaper"),
    "dai-tinh": agency("dai-tinh", "broadcaster"),
}


def found(*slots: Slot) -> list[Problem]:
    return list(check(slots, AGENCIES, reference))


def page(campaign: str, **values: Any) -> Slot:
    usual: dict[str, Any] = {
        "key": f"{campaign}/press-page/bao-tinh/th-0",
        "format": "special_page",
        "day": d("2026-10-15"),
        "title": campaign,
    }
    return slot(**{**usual, **values})


def programme(campaign: str, at: time, **values: Any) -> Slot:
    usual: dict[str, Any] = {
        "key": f"{campaign}/press-tv/dai-tinh/th-0",
        "format": "tv",
        "day": d("2026-10-15"),
        "at": at,
        "minutes": 15,
        "title": campaign,
    }
    return slot(**{**usual, **values})


def bulletin(campaign: str, minutes: int, **values: Any) -> Slot:
    usual: dict[str, Any] = {
        "key": f"{campaign}/loudspeaker-bulletin/huyen-a/d-0/s1",
        "channel": "loudspeaker",
        "format": "bulletin",
        "day": d("2026-10-15"),
        "minutes": minutes,
        "title": campaign,
    }
    return slot(**{**usual, **values})


NEAR, FAR = "ngay-tron-2026", "ngay-nam-2026"
"""On 15/10/2026 the first has its T, the second stands at T-36."""


def test_nothing_clashes_where_there_is_one_of_each() -> None:
    assert found(page(NEAR), programme(NEAR, time(20)), bulletin(NEAR, 8)) == []


def test_two_special_pages_on_one_day() -> None:
    [problem] = found(page(FAR), page(NEAR))
    assert problem.where.key == f"{FAR}/press-page/bao-tinh/th-0"
    assert problem.message == (
        "2 chuyên trang cùng ngày 15/10/2026: ngay-nam-2026; ngay-tron-2026. "
        "Có thể nhường: ngay-nam-2026; gộp hoặc dời"
    )


def test_special_pages_of_other_days_and_agencies_do_not_clash() -> None:
    other = page(FAR, key=f"{FAR}/press-page/dai-tinh/th-0")
    assert found(page(NEAR), page(FAR, day=d("2026-10-22")), other) == []


def test_two_programmes_at_20_00() -> None:
    [problem] = found(programme(NEAR, time(20)), programme(FAR, time(20)))
    assert problem.where.key == f"{FAR}/press-tv/dai-tinh/th-0"


def test_a_programme_that_begins_before_the_other_ends() -> None:
    clashes = [
        len(found(programme(NEAR, time(20)), programme(FAR, time(20, minute))))
        for minute in (14, 15)
    ]
    assert clashes == [1, 0]


def test_a_third_programme_meets_the_one_that_is_still_running() -> None:
    """An hour from 20:00 meets both of the short ones, at 20:10 and 20:40."""
    long = programme(NEAR, time(20), minutes=60)
    first = programme(FAR, time(20, 10), minutes=10)
    second = programme(
        FAR, time(20, 40), minutes=10, key=f"{FAR}/press-tv/dai-tinh/th-1", title="second"
    )
    assert len(found(long, first, second)) == 2


def test_radio_and_television_do_not_meet() -> None:
    assert found(programme(NEAR, time(20)), programme(FAR, time(20), format="radio")) == []


def test_a_session_over_its_minutes() -> None:
    [problem] = found(bulletin(FAR, 16), bulletin(NEAR, 15))
    assert problem.where.key == f"{FAR}/loudspeaker-bulletin/huyen-a/d-0/s1"
    assert problem.message == (
        "buổi 05:30 ngày 15/10/2026 dùng 31/30 phút; có thể nhường: ngay-nam-2026"
    )


def test_a_full_session_is_not_over() -> None:
    assert found(bulletin(FAR, 15), bulletin(NEAR, 15)) == []


def test_a_bulletin_without_any_session_is_a_problem() -> None:
    """Handed to a district that is silent on Thursdays."""
    silent = agency("huyen-a", sessions=(Session("s1", time(17), weekdays=(0, 1)),))
    [problem] = check([bulletin(NEAR, 8)], {"huyen-a": silent}, reference)
    assert problem.where.key == f"{NEAR}/loudspeaker-bulletin/huyen-a/d-0/s1"


def test_a_bulletin_that_runs_into_quiet_hours_is_shown() -> None:
    """A session that fills up past its minutes runs into the hours behind it."""
    noon = (Quiet(time(6), time(6, 30)), Quiet(time(22), time(5)))
    strict = {"huyen-a": agency("huyen-a", sessions=TWO_SESSIONS, quiet=noon)}
    late = bulletin(NEAR, 15, at=time(5, 50))
    [problem] = check([late], strict, reference)
    assert problem.message == (
        "bản tin lúc 05:50 ngày 15/10/2026 rơi vào giờ không phát 06:00–06:30: "
        f"{late.title}; rút phút, dời hoặc gộp"
    )
    assert list(check([replace(late, minutes=10)], strict, reference)) == []
    assert list(check([replace(late, state=State.CANCELLED)], strict, reference)) == []


def test_what_is_off_the_air_clashes_with_nothing() -> None:
    states = (State.CANCELLED, State.POSTPONED, State.WITHDRAWN)
    clashes = [
        len(found(page(NEAR), page(FAR, state=state))) for state in (*states, State.APPROVED)
    ]
    assert clashes == [0, 0, 0, 1]


def test_more_than_a_day_holds_is_shown_but_spans_and_what_is_off_do_not_count() -> None:
    posts = [
        slot(
            key=f"{NEAR}/social-daily/huyen-a/{n}",
            channel="social",
            format="post",
            day=d("2026-10-15"),
            title=f"Bài {n}",
            campaign=NEAR,
        )
        for n in range(MOST_A_DAY + 1)
    ]
    hanging = replace(posts[0], key="treo", end_day=d("2026-10-20"))
    off = replace(posts[0], key="huy", state=State.CANCELLED)
    assert found(*posts[1:], hanging, off) == []
    (problem,) = found(*posts)
    assert problem.message.startswith("11 mục trong ngày 15/10/2026, nhiều hơn 10")
