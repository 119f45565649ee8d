"""A Flask application of one view that says nothing, served as the planner is."""

import sys
from pathlib import Path

from flask import Flask

from bench.served import WORKERS, settings
from planner.web import serving

app = Flask(__name__)


@app.get("/")
def nothing() -> str:
    return ""


if __name__ == "__main__":
    # `run` serves whatever application this makes, in its workers too: they are forked.
    vars(serving)["create_app"] = lambda _settings: app
    serving.run(settings("sqlite://", Path()), "127.0.0.1", int(sys.argv[1]), WORKERS)
