"""The demonstration as it stands on 25/8/2027, behind a test client and behind a real server."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import lived
import pytest
from accounts import admit, client_of
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
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("web")
    made = Settings(f"sqlite:///{folder}/p.db", "k" * 40, "http://127.0.0.1:5000", folder, TODAY)
    database = Database(made.database_url)
    database.upgrade()
    known = seeds.load(ROOT / "seeds")
    with database.writing() as session:
        install(session, known)
        demonstrate(session, known, TODAY)
        subscribing.create(session, Keys(made.secret_key), agency="xa-go-quao")
    admit(database)
    database.close()
    return made


@pytest.fixture(scope="module")
def settings(demonstration: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give each file of tests its own copy, so that their order does not matter."""
    folder = tmp_path_factory.mktemp("copy")
    name = Path(demonstration.database_url).name
    shutil.copy(demonstration.var / name, folder / name)
    return replace(demonstration, database_url=f"sqlite:///{folder / name}", var=folder)


@pytest.fixture
def client(settings: Settings) -> FlaskClient:
    return client_of(create_app(settings))


@pytest.fixture(scope="module")
def served(settings: Settings) -> Iterator[Served]:
    """Give the address of a server that really listens."""
    with serving(settings) as address:
        yield address


@pytest.fixture(scope="module")
def world(settings: Settings) -> dict[str, str]:
    """Let people work in the file's own copy; give the names that it then has (tests/lived.py)."""
    return lived.live(settings)
