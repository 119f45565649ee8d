"""Ticking off, and two people at the same thing at once."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

import pytest
from small import PLAN, PLAN_KEY, TODAY, Office

from planner.domain.model import Item, ItemState, Slot
from planner.domain.people import Grant, Person, Role
from planner.errors import ConflictError, NotFoundError
from planner.services import checklists, scheduling
from planner.store import log
from planner.store.db import Session

DUTY = f"{PLAN_KEY}/d1/so-vhtt-song-lam/once"
OTHER = f"{PLAN_KEY}/h1/so-vhtt-song-lam/2027-06"
COLUMN = "quoc-khanh-2027/press-column/bao-song-lam/d-3"


def somebody(name: str = "Lan") -> Person:
    return Person(name, name, (Grant(Role.EDITOR),))


def tick(office: Office, key: str, revision: int, *, done: bool = True) -> Item:
    with office.database.writing() as session:
        return checklists.tick(session, key, somebody(), done=done, revision=revision, today=TODAY)


def test_a_tick_is_one_row_of_the_log_and_raises_the_revision(planned: Office) -> None:
    before = planned.item(DUTY)
    ticked = tick(planned, DUTY, before.revision)
    assert ticked == planned.item(DUTY)
    assert (ticked.state, ticked.sequence, ticked.revision) == (ItemState.DONE, 1, 2)
    with planned.database.writing() as session:
        (row,) = log.of(session, DUTY)
    entry = row.entry
    assert (row.revision, entry.who, entry.field, entry.old, entry.new, entry.why) == (
        2,
        "Lan",
        "state",
        "open",
        "done",
        "",
    )


def test_a_tick_can_be_taken_back(planned: Office) -> None:
    ticked = tick(planned, DUTY, 1)
    again = tick(planned, DUTY, ticked.revision, done=False)
    assert (again.state, again.sequence) == (ItemState.OPEN, 2)


def test_ticking_twice_changes_nothing(planned: Office) -> None:
    tick(planned, DUTY, 1)
    before = planned.dump()
    assert tick(planned, DUTY, 1).state == ItemState.DONE
    assert planned.dump() == before


def test_a_stale_revision_is_a_conflict(planned: Office) -> None:
    tick(planned, DUTY, 1)
    before = planned.dump()
    with pytest.raises(ConflictError, match="người khác vừa đổi"):
        tick(planned, DUTY, 1, done=False)
    assert planned.dump() == before


def test_what_planning_withdrew_is_no_longer_to_be_done(planned: Office) -> None:
    planned.change(PLAN, "- Tổ chức triển lãm ảnh về quê hương.\n", "")
    planned.load()
    gone = planned.item(DUTY)
    assert gone.state == ItemState.WITHDRAWN
    before = planned.dump()
    with pytest.raises(ConflictError):
        tick(planned, DUTY, gone.revision)
    assert planned.dump() == before


def test_an_unknown_item_is_not_found(planned: Office) -> None:
    with pytest.raises(NotFoundError, match="khong/co"):
        tick(planned, "khong/co", 1)


def test_what_is_done_stays_done_when_planned_again(planned: Office) -> None:
    done = tick(planned, DUTY, 1)
    assert not planned.replan().items
    planned.change(PLAN, "01/9/2027 - 20/9/2027: Đợt hai", "01/9/2027 - 22/9/2027: Đợt hai")
    planned.load()
    assert planned.item(DUTY).state == ItemState.DONE
    planned.change(PLAN, "- Tổ chức triển lãm ảnh về quê hương.\n", "")
    outcome = planned.load().outcome
    assert outcome is not None
    assert planned.item(DUTY).state == ItemState.DONE
    assert [one.thing.key for one in outcome.items.left] == [done.key]


# --- two at once --------------------------------------------------------------------------------


def at_once(
    office: Office, monkeypatch: pytest.MonkeyPatch, works: Sequence[Callable[[Session], Any]]
) -> list[Any]:
    """Run each work in a thread and transaction of its own; return what each gave or raised.

    All have read what they change before any writes, unless the database itself makes them wait.
    """
    barrier = Barrier(len(works))
    write = log.add

    def meet(*arguments: Any) -> list[int]:
        with suppress(BrokenBarrierError):  # the others may wait for this one's transaction
            barrier.wait(1)
        return write(*arguments)

    monkeypatch.setattr(log, "add", meet)
    results: list[Any] = [None] * len(works)

    def run(index: int) -> None:
        try:
            with office.database.writing() as session:
                results[index] = works[index](session)
        except Exception as error:  # noqa: BLE001 (what each thread raised is what is compared)
            results[index] = error

    threads = [Thread(target=run, args=(index,)) for index in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    monkeypatch.undo()
    return results


def kinds(results: Sequence[object]) -> list[type]:
    return sorted((type(one) for one in results), key=lambda kind: kind.__name__)


def test_of_two_who_tick_the_same_item_one_wins(
    planned: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ticking(who: str) -> Callable[[Session], Item]:
        return lambda session: checklists.tick(
            session, DUTY, somebody(who), done=True, revision=1, today=TODAY
        )

    results = at_once(planned, monkeypatch, [ticking("Lan"), ticking("Minh")])
    won = [one for one in results if isinstance(one, Item)]
    # The second may also find it done already, which is no change and no conflict.
    assert kinds(results) in ([ConflictError, Item], [Item, Item])
    with planned.database.writing() as session:
        (row,) = log.of(session, DUTY)
    assert {one.revision for one in won} == {row.revision}
    assert planned.item(DUTY) == won[0]


def test_of_two_who_edit_the_same_slot_one_wins(
    planned: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def editing(title: str) -> Callable[[Session], Slot]:
        return lambda session: scheduling.edit(
            session, COLUMN, {"title": title}, who=title, today=TODAY, revision=1
        )

    results = at_once(planned, monkeypatch, [editing("Lan"), editing("Minh")])
    assert kinds(results) == [ConflictError, Slot]
    (won,) = (one for one in results if isinstance(one, Slot))
    assert planned.slot(COLUMN) == won
    with planned.database.writing() as session:
        assert [(one.entry.who, one.entry.new) for one in log.of(session, COLUMN)] == [
            (won.title, won.title)
        ]


def test_two_who_change_different_things_both_win(
    planned: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = at_once(
        planned,
        monkeypatch,
        [
            lambda session: checklists.tick(
                session, DUTY, somebody("Lan"), done=True, revision=1, today=TODAY
            ),
            lambda session: checklists.tick(
                session, OTHER, somebody("Minh"), done=True, revision=1, today=TODAY
            ),
        ],
    )
    assert kinds(results) == [Item, Item]
    assert planned.item(DUTY).state == planned.item(OTHER).state == ItemState.DONE
    with planned.database.writing() as session:
        assert [one.revision for one in log.since(session, 0)] == [1, 2, 3]


def test_two_plannings_at_once_add_everything_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.seed()
    results = at_once(office, monkeypatch, [lambda s: scheduling.replan(s, TODAY)] * 2)
    keys = [one.key for one in office.slots()]
    assert len(keys) == len(set(keys)) == 313
    with office.database.writing() as session:
        assert len(log.since(session, 0)) == 1
    # The second found nothing to do, or was told that somebody else was planning.
    others = [one for one in results if isinstance(one, Exception)]
    assert kinds(others) in ([], [ConflictError])
