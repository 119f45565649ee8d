"""The two answers to a form: a partial for htmx, 303 to a page for a plain form."""

from flask import redirect, render_template, request
from werkzeug.wrappers import Response


def is_htmx() -> bool:
    """Whether htmx asks for a piece of a page (a boosted link wants the whole page)."""
    return (
        request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"
    )


def done(partial: str, back: str, **context: object) -> str | Response:
    """Answer a form that has been carried out."""
    if is_htmx():
        return render_template(partial, **context)
    return redirect(back, code=303)
