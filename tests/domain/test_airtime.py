"""The hour of a bulletin: its session's start and the minutes of those before it."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from builders import agency, d, reference, slot

from planner.domain.airtime import hours, in_order, session_of
from planner.domain.model import Agency, Session, Slot, State

MORNING, EVENING = Session("s1", time(5, 30)), Session("s2", time(17))
HUYEN = agency("huyen-a", sessions=(MORNING, EVENING))


def bulletin(key: str, **values: Any) -> Slot:
    usual: dict[str, Any] = {
        "channel": "loudspeaker",
        "format": "bulletin",
        "minutes": 8,
        "due_before": 1,
        "day": d("2026-10-14"),
    }
    return slot(key=key, **{**usual, **values})


def aired(*slots: Slot, who: Agency = HUYEN) -> dict[str, time | None]:
    return {one.key: at for one, at in hours(slots, {who.slug: who}, reference)}


NEAR = bulletin("ngay-tron-2026/loudspeaker-bulletin/huyen-a/d-1/s2")
FAR = bulletin("ngay-nam-2026/loudspeaker-bulletin/huyen-a/d-37/s2", minutes=5)
WEEKLY = bulletin("thuong-xuyen-2026/regular-bulletin/huyen-a/W42-we")


def test_order_in_a_session_is_the_nearest_reference_day_first() -> None:
    """T-1 of 15/10, then T-37 of 20/11, then the regular rhythm, which has no T."""
    assert in_order([WEEKLY, FAR, NEAR], reference) == [NEAR, FAR, WEEKLY]


def test_equal_distances_are_ordered_by_campaign() -> None:
    """Halfway between 2/9 and 15/10 stands no day, so two campaigns of one day stand for it."""
    same = {"a-2026": d("2026-10-15"), "b-2026": d("2026-10-13")}
    later = bulletin("b-2026/loudspeaker-bulletin/huyen-a/d+1/s2")
    first = bulletin("a-2026/loudspeaker-bulletin/huyen-a/d-1/s2")
    assert in_order([later, first], same.get) == [first, later]


def test_each_airs_after_the_minutes_of_those_before_it() -> None:
    assert aired(WEEKLY, FAR, NEAR) == {
        NEAR.key: time(17),
        FAR.key: time(17, 8),
        WEEKLY.key: time(17, 13),
    }


def test_each_in_its_own_session() -> None:
    morning = bulletin("ngay-tron-2026/loudspeaker-bulletin/huyen-a/d-1/s1")
    assert aired(morning, NEAR) == {morning.key: time(5, 30), NEAR.key: time(17)}


def test_the_regular_bulletin_airs_in_the_days_last_session() -> None:
    """The last by the clock, not in the register's order."""
    turned = agency("huyen-a", sessions=(EVENING, MORNING))
    assert aired(WEEKLY, who=turned) == {WEEKLY.key: time(17)}


def test_other_days_and_channels_take_no_time() -> None:
    other = bulletin("ngay-tron-2026/loudspeaker-bulletin/huyen-a/d-2/s2", day=d("2026-10-13"))
    post = slot(key="ngay-tron-2026/social-daily/huyen-a/d-1", channel="social", minutes=30)
    tray = bulletin("ngay-tron-2026/x/huyen-a/once", day=None)
    assert aired(other, post, tray, NEAR) == {other.key: time(17), NEAR.key: time(17)}


@pytest.mark.parametrize("state", [State.CANCELLED, State.POSTPONED, State.WITHDRAWN])
def test_what_is_off_the_air_takes_no_time(state: State) -> None:
    gone = bulletin(NEAR.key, state=state)
    assert aired(gone, FAR)[FAR.key] == time(17)


def test_a_handed_bulletin_airs_in_the_receivers_session_of_that_id() -> None:
    handed = bulletin("ngay-tron-2026/loudspeaker-bulletin/huyen-b/d-1/s1", agency="huyen-a")
    assert aired(handed) == {handed.key: time(5, 30)}


def test_else_in_the_receivers_last_of_that_day() -> None:
    handed = bulletin("ngay-tron-2026/loudspeaker-bulletin/huyen-b/d-1/s3", agency="huyen-a")
    assert aired(handed) == {handed.key: time(17)}


def test_with_none_it_has_no_hour() -> None:
    """14/10/2026 is a Wednesday."""
    silent = agency("huyen-a", sessions=(Session("s1", time(17), weekdays=(0, 1)),))
    assert aired(NEAR, who=silent) == {NEAR.key: None}


@pytest.mark.parametrize(
    ("session", "day", "wanted"),
    [
        ("s1", date(2026, 10, 14), "s1"),
        ("s3", date(2026, 10, 14), "s2"),
        (None, date(2026, 10, 14), "s2"),
        ("s2", date(2026, 10, 17), "s1"),  # a Saturday, when s2 is silent
        (None, date(2026, 10, 18), None),
    ],
)
def test_session_of(session: str | None, day: date, wanted: str | None) -> None:
    weekday = Session("s2", time(17), weekdays=(0, 1, 2, 3, 4))
    one = agency("huyen-a", sessions=(Session("s1", time(5, 30), (0, 1, 2, 3, 4, 5)), weekday))
    found = session_of(bulletin(NEAR.key, session=session), one, day)
    assert (found.id if found else None) == wanted


def test_what_people_put_in_order_comes_first_as_they_put_it() -> None:
    """One that planning adds later goes behind, however near its day."""
    first, second = replace(WEEKLY, place=1), replace(FAR, place=2)
    assert in_order([NEAR, second, first], reference) == [first, second, NEAR]
    assert aired(NEAR, second, first) == {
        WEEKLY.key: time(17),
        FAR.key: time(17, 8),
        NEAR.key: time(17, 13),
    }
