"""Months of exactly 2,000 slots: of one agency, and of a whole province."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, islice

from planner.domain.model import Slot, Source
from planner.domain.selecting import Selection
from planner.settings import Settings
from planner.store import register, selecting, slots
from planner.store.db import Database, Session

NUMBER = 2_000
AGENCY = "xa-go-quao"
PROVINCE = "an-giang"
OF_ONE = f"/calendar/2027/10?agency={AGENCY}"
OF_ALL = f"/calendar/2027/08?province={PROVINCE}"
FORMATS = {
    "social": "post",
    "portal": "feature",
    "event": "event",
    "oral": "oral",
    "print": "print",
}
LONG = "Hai cụ lão thành kể chuyện ngày Độc lập, kỳ {}"


def fill(settings: Settings) -> None:
    """Add to what is planned until each of the two months has that many slots."""
    database = Database(settings.database_url)
    with database.writing() as session:
        _top_up(session, date(2027, 10, 1), date(2027, 10, 31), [AGENCY])
        everybody = register.load(session).of_province(PROVINCE)
        _top_up(session, date(2027, 8, 1), date(2027, 8, 31), sorted(everybody))
    database.close()


def _top_up(session: Session, first: date, last: date, agencies: list[str]) -> None:
    whose = selecting.where(Selection(), agencies, None, first)
    lacking = NUMBER - len(slots.between(session, first, last, where=whose))
    assert lacking > 0
    slots.insert_all(session, islice(_more(first, last, agencies), lacking))


def _more(first: date, last: date, agencies: list[str]) -> Iterator[Slot]:
    days = (last - first).days + 1
    for number in count():
        agency = agencies[number % len(agencies)]
        channel = list(FORMATS)[number % len(FORMATS)]
        yield Slot(
            key=f"quoc-khanh-2027/social-daily/{agency}/full-{first:%m}-{number}",
            campaign="quoc-khanh-2027",
            cadence="social-daily",
            agency=agency,
            occurrence=f"full-{first:%m}-{number}",
            channel=channel,
            format=FORMATS[channel],
            day=first + timedelta(days=number % days),
            at=time(6 + number % 12, 15),
            title=LONG.format(number),
            source=Source(anniversary="quoc-khanh", cadence="social-daily"),
            planned_on=first,
            changed_at=datetime(2027, 8, 1, tzinfo=UTC),
        )
