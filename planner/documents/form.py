"""A reading in the form that others call for (`planner read FILE --json`): plain JSON values."""

from typing import Any

from planner.documents.reading import Document, Reading


def as_json(reading: Reading) -> dict[str, Any]:
    """Return the reading as objects of strings, numbers and lists; days as YYYY-MM-DD."""
    return {"documents": [_document(one) for one in reading.documents]}


def _document(one: Document) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "number": one.number,
        "issuer": one.issuer,
        "issued_on": one.issued_on and one.issued_on.isoformat(),
        "title": one.title,
        "line": one.line,
        "implements": list(one.implements),
        "amends": list(one.amends),
        "periods": [
            {
                "start": period.start and period.start.isoformat(),
                "end": period.end and period.end.isoformat(),
                "until_event": period.until_event,
                "line": period.line,
            }
            for period in one.periods
        ],
        "themes": [{"title": theme.title, "line": theme.line} for theme in one.themes],
        "channels": [{"code": channel.code, "line": channel.line} for channel in one.channels],
        "agencies": [
            {
                "name": agency.name,
                "line": agency.line,
                "duties": [
                    {"line": duty.line, "text": duty.text, "outside": duty.outside}
                    for duty in agency.duties
                ],
            }
            for agency in one.agencies
        ],
        "anniversaries": [
            {
                "day": named.day,
                "month": named.month,
                "origin_year": named.origin_year,
                "nth": named.nth,
                "year": named.year,
                "line": named.line,
            }
            for named in one.anniversaries
        ],
        "windows": [
            {
                "channel": window.channel,
                "start": window.start and window.start.isoformat(),
                "end": window.end and window.end.isoformat(),
                "times": [at.strftime("%H:%M") for at in window.times],
                "line": window.line,
            }
            for window in one.windows
        ],
        "deadlines": [
            {
                "day": due.day,
                "month": due.month,
                "year": due.year,
                "before": due.before,
                "line": due.line,
                "text": due.text,
            }
            for due in one.deadlines
        ],
        "quotas": [
            {"at_least": owed.at_least, "unit": owed.unit, "per": list(owed.per), "line": owed.line}
            for owed in one.quotas
        ],
        "questions": [{"line": asked.line, "text": asked.text} for asked in one.questions],
    }
