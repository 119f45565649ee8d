"""Files that are being read: each in a thread of its own, told in the database to all processes.

A file is read before anything of it is stored, which takes minutes where pages are scanned. What
becomes of it is a draft, or a plain message; when its process stops before, the file is sent again.
"""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import uuid4

from flask import Flask, current_app

from planner.errors import PlannerError, StoreError
from planner.phrases import Phrase, mark
from planner.services.scheduling import now
from planner.store import jobs as kept
from planner.store.db import Database
from planner.store.jobs import Job

log = logging.getLogger(__name__)

AT_ONCE = 2
"""Files that one process reads at the same time; the others wait for their turn."""

MOST = 10
"""Files that one process may read or let wait; each is held in memory."""

KEPT = timedelta(hours=1)
"""How long it is known what became of a file."""

BEAT_SECONDS = 2.0
"""How often it is told how far the files are."""

LOST = timedelta(seconds=60)
"""A file that nobody has told of for so long is read by nobody any more."""

BROKEN = mark("máy chủ gặp lỗi khi đọc tệp; báo người quản trị xem nhật ký")

_NAME = "planner.jobs"

Progress = Callable[[int, int], None]
Work = Callable[[Progress], str]
"""Reads a file and returns its draft's id; says meanwhile how many pages of how many are done."""


class BusyError(PlannerError):
    """Too many files are being read."""

    status = 503


@dataclass
class _Running:
    """A file that this process reads."""

    job: Job
    over: threading.Event = field(default_factory=threading.Event)

    def tell(self, pages: int, of: int) -> None:
        """Say how far the reading is."""
        self.job = replace(self.job, pages=pages, of=of)


class Jobs:
    """The files that are read: those of this process, and what others tell of theirs."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._running: dict[str, _Running] = {}
        self._lock = threading.Lock()
        self._telling = threading.Lock()
        self._turn = threading.BoundedSemaphore(AT_ONCE)
        self._teller: threading.Thread | None = None

    def start(self, name: str, who: str, at: datetime, work: Work) -> Job:
        """Begin to read a file. Raises BusyError while too many are read."""
        mine = _Running(Job(uuid4().hex, name, who, at, now()))
        with self._lock:
            if len(self._running) >= MOST:
                raise BusyError("máy đang đọc nhiều tệp; đợi một phút rồi gửi lại")
            self._running[mine.job.id] = mine
        try:
            with self._database.writing() as session:
                kept.forget(session, now() - KEPT)
                kept.put(session, mine.job)
        except StoreError:
            del self._running[mine.job.id]
            raise
        threading.Thread(target=self._run, args=(mine, work), daemon=True).start()
        with self._lock:
            if self._teller is None:
                self._teller = threading.Thread(target=self._tell, daemon=True)
                self._teller.start()
        return mine.job

    def wait(self, name: str, seconds: float) -> Job | None:
        """Return a job once it is over, or as it is after so long."""
        mine = self._running.get(name)
        if mine is not None:
            mine.over.wait(seconds)
        return self.get(name)

    def get(self, name: str) -> Job | None:
        """Return a job by its id; None when nobody knows it, or its process is gone."""
        mine = self._running.get(name)
        if mine is not None:
            return mine.job
        with self._database.session() as session:
            found = kept.get(session, name)
        if found is None or found.is_over or found.seen > now() - LOST:
            return found
        return None

    def open(self) -> list[Job]:
        """Return the files that are being read, the oldest first."""
        with self._database.session() as session:
            return [one for one in kept.seen_since(session, now() - LOST) if not one.is_over]

    def _run(self, mine: _Running, work: Work) -> None:
        try:
            with self._turn:
                mine.job = replace(mine.job, draft=work(mine.tell))
        except PlannerError as error:
            mine.job = replace(mine.job, problem=error.text(), status=error.status)
        except Exception:
            log.exception("reading failed")
            mine.job = replace(mine.job, problem=Phrase(BROKEN), status=500)
        finally:
            self._write([mine])
            with self._lock:
                del self._running[mine.job.id]
            mine.over.set()

    def _tell(self) -> None:
        """Tell again and again how far the files are, until none is read."""
        while True:
            time.sleep(BEAT_SECONDS)
            with self._lock:
                told = list(self._running.values())
                if not told:
                    self._teller = None
                    return
            self._write(told)

    def _write(self, told: list[_Running]) -> None:
        """Tell how far files are now, one after another: nothing older may follow the end."""
        with self._telling, suppress(StoreError), self._database.writing() as session:
            for one in told:
                kept.put(session, replace(one.job, seen=now()))


def put(app: Flask, database: Database) -> None:
    """Give the application its register of jobs."""
    app.extensions[_NAME] = Jobs(database)


def jobs() -> Jobs:
    """Return the register of the application that answers now."""
    found: Jobs = current_app.extensions[_NAME]
    return found
