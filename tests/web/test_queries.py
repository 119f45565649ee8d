"""How much a page asks of the database, and how much it sends."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import builders
import pytest
import small
from accounts import client_of
from flask import Flask
from sqlalchemy import event

from planner.domain.model import Slot
from planner.settings import Settings
from planner.store import slots
from planner.web import create_app
from planner.web.calendar.pages import FEW

MOST = 15
"""Queries of a page; an agency's day makes most: its clashes, its places, its tray, its rights."""

PAGES = [
    "/calendar/2027/08",
    "/calendar/2027/08?day=2027-09-02",
    "/calendar/2025/04",
    "/calendar/2027/08?agency=xa-go-quao&day=2027-09-02",
    "/calendar/2027/08?agency=bao-ptth-an-giang",
    "/calendar/2027/08?view=week",
    "/calendar/2027/08?view=agenda&agency=xa-go-quao",
    "/calendar/2027/08?view=board",
    "/calendar/2025/08?view=timeline",
    "/calendar/2025/08?view=coverage",
    "/calendar/2025/08?view=themes",
]


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    made = create_app(settings)
    yield made
    made.extensions["planner"].database.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_view_makes_few_queries_and_stays_small(app: Flask, path: str) -> None:
    """Whatever the number of slots: the whole province's month is 2,000 of them."""
    client = client_of(app)
    asked: list[str] = []
    engine = app.extensions["planner"].database.engine

    @event.listens_for(engine, "before_cursor_execute")
    def count(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    answer = client.get(path)
    queries = [one for one in asked if one.lstrip().upper().startswith("SELECT")]
    assert answer.status_code == 200
    assert 0 < len(queries) <= MOST
    assert len(answer.data) < 350_000


# --- the same number, however much there is -------------------------------------------------------

KEY = "quoc-khanh-2027/press-column/{}/x{}"
AGENCIES = ("bao-song-lam", "xa-dong-hoa", "phong-vh-tay-ha")
HOSTILE = 'Tin <script>alert("1")</script> & "Quốc khánh" {{ 7*7 }}'
NUMBERS = {
    "/": 5,
    "/calendar/2027/08": 6,
    "/calendar/2027/08?province=song-lam&late=1": 6,
    "/calendar/2027/08?day=2027-08-20": 6,
    "/calendar/2027/08?mine=1": 5,
    "/calendar/2027/08?agency=xa-dong-hoa": 7,
    "/calendar/2027/08?agency=xa-dong-hoa&day=2027-08-20": 6,
    "/calendar/2027/08?agency=huyen-tay-ha&below=1": 6,
    "/calendar/2027/08?view=week&agency=xa-dong-hoa": 8,
    "/calendar/2027/08?view=agenda&agency=xa-dong-hoa": 5,
    "/calendar/2027/08?view=board&agency=xa-dong-hoa": 5,
    "/calendar/2027/08?view=week": 6,
    "/calendar/2027/08?view=agenda": 5,
    "/calendar/2027/08?view=board": 6,
    "/calendar/2027/08?view=timeline": 6,
    "/calendar/2027/08?view=coverage": 6,
    "/calendar/2027/08?view=themes": 6,
    "/search?q=tin": 4,
    "/agencies": 1,
    "/agencies/xa-dong-hoa": 10,
    "/anniversaries": 2,
    "/campaigns": 2,
    "/campaigns/quoc-khanh-2027": 2,
    "/plans": 3,
    f"/plans/{small.PLAN_KEY}": 6,
    f"/slots/{KEY.format('xa-dong-hoa', 1)}": 16,
    "/subscriptions": 2,
}
"""What each page asks of the database, with one slot, with thirty and with three thousand.

Who asks is known as long as nothing is written: beside these stands one look at the latest write.
"""

ONE_BY_ONE = {
    "/calendar/2027/08?view=week": 1,
    "/calendar/2027/08?view=agenda": 1,
    "/calendar/2027/08?view=board": 2,
}
"""How many of these read few slots one by one, which stand as groups where they are many."""


def slots_of(number: int) -> list[Slot]:
    """Make slots of three agencies, spread over August 2027, with a title that is no HTML."""
    return [
        builders.slot(
            key=KEY.format("xa-dong-hoa" if n == 1 else AGENCIES[n % 3], n),
            day=date(2027, 8, 1 + n % 31),
            due=None,
            title=HOSTILE,
            planned_on=date(2027, 6, 1),
            changed_at=small.stamp("2027-06-01 08:30"),
        )
        for n in range(1, number + 1)
    ]


def test_a_page_asks_as_often_for_one_slot_as_for_three_thousand(
    office: small.Office, tmp_path: Path
) -> None:
    office.seed()
    app = create_app(office.settings(tmp_path, date(2027, 8, 25)))
    client = client_of(app)
    asked: list[str] = []

    @event.listens_for(app.extensions["planner"].database.engine, "before_cursor_execute")
    def count(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    written = 0
    for number in (1, 30, 3000):
        with office.database.writing() as session:
            slots.insert_all(session, slots_of(number)[written:])
        written = number
        for path in ("/", "/calendar/2027/08", "/agencies/xa-dong-hoa"):
            client.get(path)  # what changes seldom is read anew only after it was written
        found = {}
        for path in NUMBERS:
            asked.clear()
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert b"<script>alert" not in answer.data
            found[path] = sum(one.startswith("SELECT") for one in asked)
        assert found == {
            path: asks - (ONE_BY_ONE.get(path, 0) if number > FEW else 0)
            for path, asks in NUMBERS.items()
        }
    app.extensions["planner"].database.close()
