"""The two answers to a form: a partial for htmx, 303 to a page for a plain form."""

from flask import redirect, render_template
from flask_htmx import HTMX, make_response
from werkzeug.wrappers import Response

htmx = HTMX()


def is_htmx() -> bool:
    """Whether htmx asks for a piece of a page (a boosted link wants the whole page)."""
    return bool(htmx) and not htmx.boosted


def done(partial: str, back: str, **context: object) -> str | Response:
    """Answer a form that has been carried out."""
    if is_htmx():
        return render_template(partial, **context)
    return redirect(back, code=303)


def anew() -> Response:
    """Answer a form after which htmx is to draw the whole page anew."""
    answer: Response = make_response(refresh=True)
    return answer
