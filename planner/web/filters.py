"""What templates call by name: dates, numbers and words."""

from datetime import date, datetime

from flask import Flask
from flask_babel import format_decimal

from planner.domain.dates import printed, year_name
from planner.domain.model import FORMATS, FUNCTIONS
from planner.settings import ZONE
from planner.web import words

THOUSAND = 1000


def register(app: Flask) -> None:
    """Give the application's templates their filters and tables of words."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        dm=words.short_day,
        dmy=printed,
        hm=words.hour,
        iso=date.isoformat,
        weekday=words.weekday,
        number=number,
        sentence=sentence,
        local=local,
        lunar_day=words.lunar_day,
        lunar_month=words.lunar_month,
        lunar_year=year_name,
    )
    app.jinja_env.globals.update(words=words, functions=FUNCTIONS, formats=FORMATS)


def number(value: int) -> str:
    """Return a number as people of the locale read it: 4.321."""
    return str(value) if -THOUSAND < value < THOUSAND else str(format_decimal(value))


def sentence(text: str) -> str:
    """Return a message as a sentence: a capital at its head, a full stop at its end."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def local(stamp: datetime) -> str:
    """Return an instant as people read it here: 07:58 22/11/2026."""
    here = stamp.astimezone(ZONE)
    return f"{here:%H:%M} {printed(here.date())}"
