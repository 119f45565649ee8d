"""The plans, and one of them with its text by lines."""

from flask import Blueprint, render_template

from planner.web.plans import plan as one_plan
from planner.web.site import site

pages = Blueprint("plans", __name__)


@pages.get("/plans")
def index() -> str:
    """Show all plans, those in force first."""
    with site().database.session() as session:
        page = one_plan.every(session, site().today)
    return render_template("plans/index.html", page=page)


@pages.get("/plans/<key>")
def plan(key: str) -> str:
    """Show one plan."""
    with site().database.session() as session:
        page = one_plan.load(session, key, site().today)
    return render_template("plans/plan.html", page=page)
