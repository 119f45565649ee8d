"""The application for a WSGI server: `waitress-serve app:app`."""

from planner.settings import from_environment
from planner.web import create_app

app = create_app(from_environment())
