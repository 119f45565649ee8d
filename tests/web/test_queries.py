"""How much a page asks of the database, and how much it sends."""

from collections.abc import Iterator

import pytest
from accounts import client_of
from flask import Flask
from sqlalchemy import event

from planner.settings import Settings
from planner.web import create_app

MOST = 17
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
