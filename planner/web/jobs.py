"""Files that are being read: each in a thread of its own, known to this process only.

A file is read before anything of it is stored, which takes minutes where pages are scanned. What
becomes of it is a draft, or a plain message; when the program stops before, the file is sent again.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from flask import Flask, current_app

from planner.errors import PlannerError

log = logging.getLogger(__name__)

AT_ONCE = 2
"""Files that are read at the same time; the others wait for their turn."""

MOST = 10
"""Files that may be read or wait; each is held in memory."""

KEPT = timedelta(hours=1)
"""How long it is known what became of a file."""

_NAME = "planner.jobs"

Progress = Callable[[int, int], None]
Work = Callable[[Progress], str]
"""Reads a file and returns its draft's id; says meanwhile how many pages of how many are done."""


class BusyError(PlannerError):
    """Too many files are being read."""

    status = 503


class BrokenError(PlannerError):
    """A fault of ours while reading, which the log tells."""

    status = 500


@dataclass
class Job:
    """One file that is read: how far, and in the end its draft or what is wrong."""

    id: str
    name: str
    who: str
    started: datetime
    pages: int = 0
    of: int = 0
    draft: str | None = None
    problem: PlannerError | None = None
    over: threading.Event = field(default_factory=threading.Event, repr=False)

    def tell(self, pages: int, of: int) -> None:
        """Say how far the reading is."""
        self.pages, self.of = pages, of


class Jobs:
    """All files that one process reads, or has read lately."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._turn = threading.BoundedSemaphore(AT_ONCE)

    def start(self, name: str, who: str, at: datetime, work: Work) -> Job:
        """Begin to read a file. Raises BusyError while too many are read."""
        job = Job(uuid4().hex, name, who, at)
        with self._lock:
            self._jobs = {
                key: one
                for key, one in self._jobs.items()
                if at - one.started < KEPT or not one.over.is_set()
            }
            if sum(not one.over.is_set() for one in self._jobs.values()) >= MOST:
                raise BusyError("máy đang đọc nhiều tệp; đợi một phút rồi gửi lại")
            self._jobs[job.id] = job
        threading.Thread(target=self._run, args=(job, work), daemon=True).start()
        return job

    def get(self, name: str) -> Job | None:
        """Return a job by its id; None when this process doesn't know it."""
        return self._jobs.get(name)

    def open(self) -> list[Job]:
        """Return the files that are being read, the oldest first."""
        return [one for one in list(self._jobs.values()) if not one.over.is_set()]

    def _run(self, job: Job, work: Work) -> None:
        try:
            with self._turn:
                job.draft = work(job.tell)
        except PlannerError as error:
            job.problem = error
        except Exception:
            log.exception("reading failed")
            job.problem = BrokenError("máy chủ gặp lỗi khi đọc tệp; báo người quản trị xem nhật ký")
        finally:
            job.over.set()


def put(app: Flask) -> None:
    """Give the application its register of jobs."""
    app.extensions[_NAME] = Jobs()


def jobs() -> Jobs:
    """Return the register of the application that answers now."""
    found: Jobs = current_app.extensions[_NAME]
    return found
