"""Three processes of one office on one PostgreSQL, as behind one address: one dies under load."""

import os
import re
import signal
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import unescape
from itertools import count
from pathlib import Path
from threading import Event, Thread

import requests
from accounts import admit, cookie_of
from programs import PATIENCE, Program, awaited, free_port, started
from small import SECRET, Office, write

from planner.domain.model import Slot
from planner.store import comments, log, slots
from planner.store.db import Database
from planner.web import create_app

WRITERS = 6


@dataclass
class Writer:
    """Somebody who comments on a slot and moves it, again and again, by whichever process answers.

    What was answered with success is remembered.
    """

    name: str
    slot: Slot
    cookie: tuple[str, str]
    said: list[str] = field(default_factory=list)
    moved: list[date] = field(default_factory=list)
    cut: int = 0

    def work(self, programs: list[Program], stop: Event) -> None:
        home = f"/slots/{self.slot.key}"
        assert self.slot.day is not None
        for turn in count():
            if stop.is_set():
                return
            address = programs[turn % len(programs)].address + home
            text, day = f"{self.name} nói câu {turn}", self.slot.day + timedelta(days=1 + turn % 5)
            try:
                if self._post(f"{address}/comments", address, text=text):
                    self.said.append(text)
                if self._post(f"{address}/move", address, day=f"{day:%d/%m/%Y}"):
                    self.moved.append(day)
            except requests.RequestException:
                self.cut += 1

    def _post(self, address: str, page: str, **typed: str) -> bool:
        cookies = dict([self.cookie])
        shown = requests.get(page, cookies=cookies, timeout=PATIENCE).text
        for name in ("csrf_token", "revision"):
            found = re.search(rf'name="{name}" value="([^"]*)"', shown)
            assert found is not None, shown
            typed[name] = unescape(found[1])
        answer = requests.post(
            address, data=typed, cookies=cookies, allow_redirects=False, timeout=PATIENCE
        )
        return answer.status_code == 303


def test_one_of_three_is_killed_under_load_and_nothing_is_lost(
    postgres_url: str, tmp_path: Path
) -> None:
    office = Office(Database(postgres_url), write(tmp_path / "seeds"))
    office.load()
    writers = _writers(office, tmp_path)
    settings = {
        "PLANNER_DATABASE_URL": postgres_url,
        "PLANNER_SECRET_KEY": SECRET,
        "PLANNER_TODAY": "2027-06-01",
    }
    stop = Event()
    with ExitStack() as stack:
        folders = [{"PLANNER_VAR": str(tmp_path / f"var{n}")} for n in range(3)]
        programs = [
            stack.enter_context(started(free_port(), settings | folder)) for folder in folders
        ]
        threads = [Thread(target=one.work, args=(programs, stop)) for one in writers]
        stack.callback(stop.set)
        for thread in threads:
            thread.start()
        awaited(lambda: all(len(one.moved) >= 3 for one in writers))
        dead, *others = programs
        for process in (dead.process.pid, *dead.workers):
            os.kill(process, signal.SIGKILL)
        before = [len(one.moved) for one in writers]
        awaited(lambda: all(one.cut for one in writers))
        awaited(lambda: all(len(one.moved) > n + 3 for one, n in zip(writers, before, strict=True)))
        stop.set()
        for thread in threads:
            thread.join(PATIENCE)
        assert [one.status() for one in others] == [200, 200]
    _nothing_is_lost(office, writers)
    office.database.close()


def _writers(office: Office, folder: Path) -> list[Writer]:
    app = create_app(office.settings(folder))
    with office.database.session() as session:
        dated = [one for one in slots.select(session, channel="social") if one.day is not None]
    made = []
    for number in range(WRITERS):
        person = admit(office.database, f"nguoi-{number}")
        made.append(Writer(person.name, dated[-1 - number], cookie_of(app, person)))
    app.extensions["planner"].database.close()
    return made


def _nothing_is_lost(office: Office, writers: list[Writer]) -> None:
    """Every write that was answered with success is there, and the log tells the whole way."""
    with office.database.session() as session:
        for one in writers:
            said = Counter(comment.text for comment in comments.of(session, one.slot.key))
            assert set(said.values()) == {1}
            assert set(one.said) <= set(said)
            way = [row for row in log.of(session, one.slot.key) if row.entry.field == "day"]
            way.sort(key=lambda row: row.revision)
            days = [row.entry.new for row in way]
            assert [row.entry.old for row in way] == [log.written(one.slot.day), *days[:-1]]
            assert days[-1] == log.written(slots.get(session, one.slot.key).day)
            assert [row.at for row in way] == sorted(row.at for row in way)
            following = iter(days)
            assert all(log.written(day) in following for day in one.moved)
