"""The demonstration as it stands on 25/8/2027, behind a test client and behind a real server."""

from collections.abc import Iterator
from datetime import date

import lived
import pytest
import small
from accounts import admit, client_of
from bases import Bases
from browsing import Served, serving
from flask.testing import FlaskClient

from planner import seeds
from planner.services import subscribing
from planner.services.installing import demonstrate, install
from planner.services.subscribing import Keys
from planner.settings import ROOT, Settings
from planner.store.db import Database
from planner.web import create_app

TODAY = date(2027, 8, 25)


@pytest.fixture(scope="session")
def demonstrations() -> dict[str, str]:
    """Remember the address of the demonstration on each engine, once it is planned there."""
    return {}


@pytest.fixture(scope="module")
def demonstration(
    bases: Bases, demonstrations: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> str:
    """Give the address of the planned demonstration, to be copied, on this file's engine."""
    if bases.engine not in demonstrations:
        lasting = Bases(bases.template, tmp_path_factory.mktemp("demonstration"))
        demonstrations[bases.engine] = _planned(lasting.new())
    return demonstrations[bases.engine]


def _planned(url: str) -> str:
    database = Database(url)
    known = seeds.load(ROOT / "seeds")
    with database.writing() as session:
        install(session, known)
        demonstrate(session, known, TODAY)
        subscribing.create(session, Keys(small.SECRET), agency="xa-go-quao")
    admit(database)
    database.close()
    return url


@pytest.fixture(scope="module")
def settings(
    demonstration: str, bases: Bases, tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    """Give each file of tests its own copy, so that their order does not matter."""
    folder = tmp_path_factory.mktemp("copy")
    return small.settings(bases.copy(demonstration), folder, TODAY)


@pytest.fixture
def client(settings: Settings) -> Iterator[FlaskClient]:
    app = create_app(settings)
    yield client_of(app)
    app.extensions["planner"].database.close()


@pytest.fixture(scope="module")
def served(settings: Settings) -> Iterator[Served]:
    """Give the address of a server that really listens."""
    with serving(settings) as address:
        yield address


@pytest.fixture(scope="module")
def world(settings: Settings) -> dict[str, str]:
    """Let people work in the file's own copy; give the names that it then has (tests/lived.py)."""
    return lived.live(settings)
