"""Many people at one slot or one checklist item at once: real threads, real databases, real forms.

Whatever wins, the log holds exactly one entry for each change, and replaying it gives what is
stored.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from threading import Barrier, Thread

import pytest
from accounts import admit, client_of, opened
from flask import Flask
from flask.testing import FlaskClient
from small import PLAN_KEY, Office

from planner.domain.model import Item, Slot, State
from planner.domain.people import Person, Role
from planner.store import comments, log, notices
from planner.store.log import Logged

MANY = 8
SLOT = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"
ITEM = f"{PLAN_KEY}/d1/so-vhtt-song-lam/once"
Form = tuple[str, dict[str, str]]


@pytest.fixture
def app(planned: Office, tmp_path: Path) -> Iterator[Flask]:
    with opened(planned.settings(tmp_path, date(2027, 6, 1))) as made:
        yield made


@pytest.fixture
def crowd(app: Flask, planned: Office) -> list[Person]:
    return [admit(planned.database, f"nguoi-{n}") for n in range(MANY)]


def at_once(app: Flask, works: Sequence[tuple[Person, Callable[[FlaskClient], int]]]) -> list[int]:
    """Let each work begin at the same moment in a thread of its own; return what each gave."""
    barrier = Barrier(len(works))
    found = [0] * len(works)
    clients = [client_of(app, person) for person, _ in works]

    def run(number: int) -> None:
        barrier.wait()
        found[number] = works[number][1](clients[number])

    threads = [Thread(target=run, args=(number,)) for number in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def sending(path: str, **form: str) -> Callable[[FlaskClient], int]:
    return lambda client: client.post(path, data=form).status_code


def rows(office: Office, subject: str) -> list[Logged]:
    with office.database.session() as session:
        return log.of(session, subject)


def replayed(thing: Slot | Item, history: Sequence[Logged]) -> dict[str, object]:
    """Return the fields that the log speaks of, as they must be by now; each row must follow."""
    values = {name: log.written(getattr(thing, name)) for name in type(thing).__slots__}
    for row in history:
        field = str(row.entry.field)
        assert values[field] == row.entry.old, row
        values[field] = str(row.entry.new) if row.entry.new is not None else None
    return {str(row.entry.field): values[str(row.entry.field)] for row in history}


def holds(office: Office, before: Slot | Item) -> list[Logged]:
    """Assert that the log leads from what was there to what is there; return its rows."""
    stored = office.slot(SLOT) if isinstance(before, Slot) else office.item(ITEM)
    history = rows(office, before.key)
    found = replayed(before, history)
    assert found == {name: log.written(getattr(stored, name)) for name in found}
    assert [row.revision for row in history] == sorted({row.revision for row in history})
    return history


def test_of_many_who_move_one_slot_one_wins(
    app: Flask, planned: Office, crowd: list[Person]
) -> None:
    before = planned.slot(SLOT)
    seen = str(before.revision)
    found = at_once(
        app,
        [
            (person, sending(f"/slots/{SLOT}/move", revision=seen, day=f"{n + 10}/8/2027"))
            for n, person in enumerate(crowd)
        ],
    )
    assert sorted(found) == [303] + [409] * (MANY - 1)
    winner = found.index(303)
    history = holds(planned, before)
    assert {row.entry.who for row in history} == {crowd[winner].name}
    assert [row.entry.field for row in history] == ["day", "due", "end_day"]
    assert planned.slot(SLOT).day == date(2027, 8, winner + 10)


def test_of_many_who_start_one_slot_one_does(
    app: Flask, planned: Office, crowd: list[Person]
) -> None:
    before = planned.slot(SLOT)
    send = sending(f"/slots/{SLOT}/start", revision=str(before.revision))
    assert sorted(at_once(app, [(one, send) for one in crowd])) == [303] + [409] * (MANY - 1)
    assert [row.entry.new for row in holds(planned, before)] == ["drafting"]


def test_many_who_change_different_things_all_win(
    app: Flask, planned: Office, crowd: list[Person]
) -> None:
    admit(planned.database, "nguoi-viet", Role.EDITOR, "xa-dong-hoa")
    planned.edit(SLOT, {"state": State.DRAFTING})
    before = planned.slot(SLOT)
    seen, start = str(before.revision), len(rows(planned, SLOT))
    forms: list[Form] = [
        ("move", {"day": "20/8/2027", "why": "Mưa"}),
        ("assign", {"assignee": "nguoi-viet"}),
        ("brief", {"brief": "Ý chính"}),
        ("submit", {}),
        *(("comments", {"text": f"Lời {n}"}) for n in range(MANY - 4)),
    ]
    found = at_once(
        app,
        [
            (person, sending(f"/slots/{SLOT}/{what}", revision=seen, **form))
            for person, (what, form) in zip(crowd, forms, strict=True)
        ],
    )
    assert found == [303] * MANY
    history = rows(planned, SLOT)[start:]
    assert sorted((row.entry.who, row.entry.field) for row in history) == [
        ("nguoi-0", "day"),
        ("nguoi-0", "due"),
        ("nguoi-0", "end_day"),
        ("nguoi-1", "assignee"),
        ("nguoi-2", "brief"),
        ("nguoi-3", "state"),
    ]
    slot = planned.slot(SLOT)
    assert (slot.day, slot.assignee, slot.brief, slot.state) == (
        date(2027, 8, 20),
        "nguoi-viet",
        "Ý chính",
        State.IN_REVIEW,
    )
    with planned.database.session() as session:
        said = {(one.who, one.text) for one in comments.of(session, SLOT)}
        assert [one.kind for one in notices.of(session, "nguoi-viet")].count("assigned") == 1
    assert said == {(f"nguoi-{n + 4}", f"Lời {n}") for n in range(MANY - 4)}


def test_nothing_is_lost_when_many_change_a_slot_again_and_again(
    app: Flask, planned: Office, crowd: list[Person]
) -> None:
    """Each change that was answered with success is in the log, once, and nothing else is."""
    before = planned.slot(SLOT)
    done: list[tuple[str, str]] = []

    def working(first: int) -> Callable[[FlaskClient], int]:
        who = crowd[first].name
        steps: list[Form] = [
            ("brief", {"brief": f"{who} một"}),
            ("postpone", {"why": who}),
            ("resume", {}),
            ("move", {"day": f"{first + 10}/8/2027"}),
            ("start", {}),
            ("cancel", {"why": who}),
            ("restore", {"why": who}),
            ("brief", {"brief": f"{who} hai"}),
        ]

        def work(client: FlaskClient) -> int:
            for what, form in steps[first:] + steps[:first]:
                data = {**form, "revision": str(planned.slot(SLOT).revision)}
                status = client.post(f"/slots/{SLOT}/{what}", data=data).status_code
                assert status in {303, 409}, what
                if status == 303:
                    done.append((who, what))
            return 0

        return work

    at_once(app, [(person, working(n)) for n, person in enumerate(crowd)])
    history = holds(planned, before)
    assert planned.slot(SLOT).sequence - before.sequence == len(done) > 0
    for what, field, new in (
        ("brief", "brief", None),
        ("move", "day", None),
        ("start", "state", "drafting"),
        ("cancel", "state", "cancelled"),
    ):
        logged = Counter(
            row.entry.who
            for row in history
            if row.entry.field == field
            and new in {None, row.entry.new}
            and (what != "start" or row.entry.old in {"proposed", "assigned"})
        )
        assert logged == Counter(who for who, step in done if step == what), what


def test_of_many_who_take_an_item_each_its_own_way_one_wins(
    app: Flask, planned: Office, crowd: list[Person]
) -> None:
    before = planned.item(ITEM)
    seen = str(before.revision)
    forms: list[Form] = [
        ("done", {}),
        ("not-applicable", {"why": "Trùng"}),
        ("hand-on", {"agency": "dai-song-lam", "why": "Có máy quay"}),
        ("hand-on", {"agency": "bao-song-lam", "why": "Có ảnh"}),
    ] * (MANY // 4)
    found = at_once(
        app,
        [
            (person, sending(f"/items/{ITEM}/{what}", revision=seen, **form))
            for person, (what, form) in zip(crowd, forms, strict=True)
        ],
    )
    assert sorted(found) == [303] + [409] * (MANY - 1)
    history = holds(planned, before)
    winner = crowd[found.index(303)].name
    assert {row.entry.who for row in history} == {winner}
    assert planned.item(ITEM).sequence - before.sequence == 1
