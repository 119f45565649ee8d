"""A session put in order by people: the hours follow, and planning again keeps it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time

import pytest
from small import Office

from planner.domain.model import State
from planner.errors import ConflictError, InputError, NotFoundError, PlannerError
from planner.services import airing
from planner.services.airing import Room
from planner.store import log
from planner.store.db import Session

WHERE = "xa-dong-hoa"
DAY = date(2027, 9, 2)
ZERO, ONE, TWO, THREE = (
    f"quoc-khanh-2027/loudspeaker-bulletin/{WHERE}/d-{number}/s1" for number in range(4)
)


@pytest.fixture
def full(planned: Office) -> Office:
    """Give a morning with three bulletins of eight minutes."""
    for key in (ONE, TWO):
        planned.edit(key, {"day": DAY})
    return planned


def change(office: Office, how: Callable[[Session, Room], None]) -> None:
    with office.database.writing() as session:
        how(session, airing.room(session, WHERE, "s1", DAY))


def move(office: Office, key: str, step: int) -> None:
    def how(session: Session, room: Room) -> None:
        airing.reorder(session, room, key, step, seen=room.revision, who="lan")

    change(office, how)


def lengthen(office: Office, key: str, minutes: int) -> None:
    def how(session: Session, room: Room) -> None:
        airing.lengthen(session, room, key, minutes, seen=room.revision, who="lan")

    change(office, how)


def aired(office: Office) -> list[tuple[str, time | None]]:
    with office.database.session() as session:
        room = airing.room(session, WHERE, "s1", DAY)
    return [(one.key.split("/")[3], one.at) for one in room.bulletins]


def hours(*minutes: int) -> Iterator[time]:
    return (time(5, minute) for minute in minutes)


def history(office: Office, key: str) -> list[tuple[str | None, object, object]]:
    with office.database.session() as session:
        rows = [row.entry for row in log.of(session, key) if row.entry.who == "lan"]
    return [(one.field, one.old, one.new) for one in rows]


def test_a_bulletin_goes_up_and_planning_again_keeps_it(full: Office) -> None:
    assert aired(full) == list(zip(["d-0", "d-1", "d-2"], hours(30, 38, 46), strict=True))
    before = full.slot(ZERO)
    move(full, TWO, -1)
    expected = list(zip(["d-0", "d-2", "d-1"], hours(30, 38, 46), strict=True))
    assert aired(full) == expected
    assert history(full, TWO) == [("place", "3", "2"), ("at", "05:46:00", "05:38:00")]
    assert history(full, ONE) == [("at", "05:38:00", "05:46:00")]
    assert full.slot(ZERO) == replace(before, place=1)  # nobody sees it change
    assert not full.replan().slots
    assert aired(full) == expected


def test_at_the_end_it_stays(full: Office) -> None:
    before = full.dump()
    move(full, ZERO, -1)
    move(full, TWO, 1)
    assert full.dump() == before


def test_what_comes_later_goes_behind_and_what_goes_away_loses_its_place(full: Office) -> None:
    move(full, ZERO, 1)
    full.edit(THREE, {"day": DAY})
    assert [name for name, _ in aired(full)] == ["d-1", "d-0", "d-2", "d-3"]
    full.edit(ONE, {"day": date(2027, 9, 1)})
    assert full.slot(ONE).place is None
    assert aired(full) == list(zip(["d-0", "d-2", "d-3"], hours(30, 38, 46), strict=True))


def test_the_order_follows_the_rule_again(full: Office) -> None:
    before = aired(full)
    move(full, TWO, -1)
    change(full, lambda session, room: airing.follow(session, room, seen=room.revision, who="lan"))
    assert aired(full) == before
    assert {full.slot(key).place for key in (ZERO, ONE, TWO)} == {None}
    assert not full.replan().slots


def test_what_is_being_written_moves_when_people_move_it(full: Office) -> None:
    full.edit(ZERO, {"state": State.DRAFTING})
    full.edit(ONE, {"state": State.APPROVED})
    move(full, TWO, -1)
    move(full, TWO, -1)
    expected = list(zip(["d-2", "d-0", "d-1"], hours(30, 38, 46), strict=True))
    assert aired(full) == expected
    assert not full.replan().slots
    assert aired(full) == expected


def test_other_minutes_move_those_behind_and_are_kept(full: Office) -> None:
    lengthen(full, ZERO, 12)
    assert aired(full) == list(zip(["d-0", "d-1", "d-2"], hours(30, 42, 50), strict=True))
    assert history(full, ZERO) == [("minutes", "8", "12")]
    assert full.slot(ZERO).kept == {"minutes": 8}
    assert not full.replan().slots
    assert full.slot(ZERO).minutes == 12
    before = full.dump()
    lengthen(full, ZERO, 12)
    assert full.dump() == before


def reordered(session: Session, room: Room, key: str = ZERO, lag: int = 0) -> None:
    airing.reorder(session, room, key, 1, seen=room.revision - lag, who="lan")


def test_the_second_to_change_it_is_told(full: Office) -> None:
    before = full.dump()
    with pytest.raises(ConflictError):
        change(full, lambda session, room: reordered(session, room, lag=1))
    assert full.dump() == before


@pytest.mark.parametrize("minutes", [0, -1, 241])
def test_minutes_that_can_not_be(full: Office, minutes: int) -> None:
    before = full.dump()
    with pytest.raises(InputError, match="từ 1 đến 240"):
        lengthen(full, ZERO, minutes)
    assert full.dump() == before


def test_what_is_not_there_or_was_broadcast_is_refused(full: Office) -> None:
    with pytest.raises(InputError, match="không còn trong buổi"):
        change(full, lambda session, room: reordered(session, room, THREE))
    full.edit(TWO, {"state": State.PUBLISHED})
    before = full.dump()
    with pytest.raises(InputError, match="đã phát"):
        change(full, reordered)
    assert full.dump() == before


@pytest.mark.parametrize(
    ("slug", "name"), [("khong-co", "s1"), (WHERE, "s9"), ("bao-song-lam", "s1")]
)
def test_a_session_that_is_not_there(planned: Office, slug: str, name: str) -> None:
    error: type[PlannerError] = NotFoundError
    with pytest.raises(error), planned.database.session() as session:
        airing.room(session, slug, name, DAY)


def test_what_is_off_the_air_is_not_in_the_session(full: Office) -> None:
    full.edit(ONE, {"state": State.CANCELLED})
    assert [name for name, _ in aired(full)] == ["d-0", "d-2"]
