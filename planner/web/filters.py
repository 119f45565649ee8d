"""What templates call by name: dates, numbers and words."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache

import jinja2
from flask import Flask
from flask_babel import format_decimal
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup

from planner.domain.dates import printed, year_name
from planner.domain.model import FORMATS, FUNCTIONS
from planner.settings import ZONE
from planner.web import words
from planner.web.addresses import to_item, to_slot
from planner.web.helping import TERMS
from planner.web.language import form_for, now, said
from planner.web.prose import prose

THOUSAND = 1000

_MOST = 4096
"""What a macro remembers: days, hours, channels and states are hundreds."""


class Template(jinja2.Template):
    """A template whose macros are made once: no template of ours is given globals of its own.

    Jinja compares the globals at each import, and a page imports its macros a hundred times.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return self._module or super()._get_default_module(ctx)


def register(app: Flask) -> None:
    """Give the application's templates their filters and tables of words."""
    app.jinja_env.template_class = Template
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        once=once,
        dm=words.short_day,
        dmy=printed,
        hm=words.hour,
        iso=date.isoformat,
        weekday=words.weekday,
        number=number,
        share=share,
        said=said,
        sentence=sentence,
        local=local,
        prose=prose,
        lunar_day=words.lunar_day,
        lunar_month=words.lunar_month,
        lunar_year=year_name,
    )
    app.jinja_env.globals.update(
        words=words,
        functions=FUNCTIONS,
        formats=FORMATS,
        counted=counted,
        terms=TERMS,
        to_slot=to_slot,
        to_item=to_item,
    )


def once(macro: Callable[..., Markup]) -> Callable[..., Markup]:
    """Return a macro that remembers, in each language, what it said for what it was given."""

    @lru_cache(_MOST)
    def known(_language: str, *given: object, **named: object) -> Markup:
        return macro(*given, **named)

    return lambda *given, **named: known(now(), *given, **named)


def number(value: int) -> str:
    """Return a number as people of the locale read it: 4.321."""
    return str(value) if -THOUSAND < value < THOUSAND else _large(now(), value)


@lru_cache(_MOST)
def _large(_language: str, value: int) -> str:
    return str(format_decimal(value))


def share(percent: float) -> str:
    """Return a part of a hundred with one decimal: 12,5 %."""
    return f"{format_decimal(percent, '0.0')} %"


def counted(pattern: str, count: int, **parts: object) -> Markup:
    """Return a message that speaks of a number, in the form that the number wants.

    It stands in the message as %(number)s; what stands beside it there is escaped, the message
    itself may hold HTML.
    """
    return _counted(now(), pattern, count) if not parts else _said(pattern, count, parts)


@lru_cache(_MOST)
def _counted(_language: str, pattern: str, count: int) -> Markup:
    return _said(pattern, count, {})


def _said(pattern: str, count: int, parts: Mapping[str, object]) -> Markup:
    return Markup(form_for(pattern, count)) % {"number": number(count), **parts}  # noqa: S704


def sentence(text: str) -> str:
    """Return a message as a sentence: a capital at its head, a full stop at its end."""
    text = said(text)
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def local(stamp: datetime) -> str:
    """Return an instant as people read it here: 07:58 22/11/2026."""
    here = stamp.astimezone(ZONE)
    return f"{here:%H:%M} {printed(here.date())}"
