"""What the views of one application share: its settings and its database."""

from dataclasses import dataclass
from datetime import date

from flask import Flask, current_app

from planner.services.publishing import Copies, Visits
from planner.services.second_factor import Seal
from planner.services.subscribing import Keys
from planner.settings import Settings
from planner.store.blobs import Blobs
from planner.store.db import Database
from planner.web.present import Present

_NAME = "planner"


@dataclass(frozen=True, slots=True)
class Site:
    """One running application."""

    settings: Settings
    database: Database
    visits: Visits
    copies: Copies
    present: Present

    def note(self, feed: int, user_agent: str, *, unchanged: bool) -> None:
        """Note that a program came for a feed, and whether it got everything or nothing new."""
        self.visits.add(feed, user_agent, unchanged=unchanged)
        if self.visits.is_due():
            self.visits.write(self.database)

    @property
    def today(self) -> date:
        return self.settings.today()

    @property
    def blobs(self) -> Blobs:
        """The folder of photos and files that prove something."""
        return Blobs(self.settings.var / "proof")

    @property
    def keys(self) -> Keys:
        """What the addresses of feeds are made with."""
        return Keys(self.settings.secret_key)

    @property
    def seal(self) -> Seal:
        """What the secrets of second factors are closed with."""
        return Seal(self.settings.secret_key)


def put(app: Flask, site: Site) -> None:
    """Keep `site` with the application."""
    app.extensions[_NAME] = site


def site() -> Site:
    """Return the site of the application that answers now."""
    found: Site = current_app.extensions[_NAME]
    return found
