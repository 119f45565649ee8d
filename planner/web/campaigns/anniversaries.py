"""The anniversaries of a year, and the cadences that make campaigns of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, render_template, request
from werkzeug.datastructures import MultiDict

from planner.domain.anniversaries import Kept, in_days, of_year
from planner.domain.dates import Lunar, to_lunar
from planner.domain.model import Anniversary
from planner.errors import InputError, NotFoundError
from planner.store import calendar as dates
from planner.store import counting
from planner.web.calendar.asking import FIRST_YEAR, LAST_YEAR
from planner.web.campaigns import rhythm
from planner.web.editing.pages import may_edit
from planner.web.site import site

pages = Blueprint("anniversaries", __name__)

FAR = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Row:
    """One anniversary of the year; `carrier` is the one whose campaign carries it."""

    kept: Kept
    lunar: Lunar
    campaign: str | None
    carrier: Anniversary | None
    days: int


@pages.get("/anniversaries")
def index() -> str:
    """Show what is kept in one year."""
    today = site().today
    year = year_asked(request.args, today)
    with site().database.session() as session:
        known = dates.anniversaries(session)
        planned = set(counting.of_names(session, (f"{one.slug}-{year}" for one in known)))
    rows = [_row(kept, known, planned, today) for kept in of_year(known, year)]
    return render_template(
        "anniversaries/index.html",
        rows=rows,
        year=year,
        today=today,
        before=year - 1 if year > FIRST_YEAR else None,
        after=year + 1 if year < LAST_YEAR else None,
        may_edit=may_edit,
    )


@pages.get("/cadences")
def cadences() -> str:
    """Show the cadences, and what they give for one anniversary."""
    today = site().today
    with site().database.session() as session:
        known = dates.cadences(session)
        kept = dates.anniversaries(session)
    offered = [
        one for one in in_days(kept, today - FAR, today + FAR) if one.anniversary.rank != "noted"
    ]
    chosen = _chosen(request.args.get("campaign"), kept, offered, today)
    return render_template(
        "anniversaries/cadences.html",
        groups=rhythm.groups(known),
        classes=rhythm.CLASSES,
        offered=offered,
        chosen=chosen,
        days=rhythm.example(known, chosen) if chosen else (),
        today=today,
        may_edit=may_edit,
    )


def year_asked(args: MultiDict[str, str], today: date) -> int:
    """Return the year that an address asks for, else today's.

    Raises InputError for what is no year, NotFoundError for one outside the calendar.
    """
    text = args.get("year", "")
    if not text:
        return today.year
    if not (text.isascii() and text.isdecimal()):
        raise InputError("“%(text)s” không phải một năm; viết như 2027", text=text)
    if not FIRST_YEAR <= int(text[:6]) <= LAST_YEAR:
        raise NotFoundError("không có năm %(text)s trong lịch", text=text)
    return int(text)


def kept_of(campaign: str, known: tuple[Anniversary, ...]) -> Kept | None:
    """Return the anniversary and year that a campaign's key names, None when it is not one's."""
    slug, _, year = campaign.rpartition("-")
    if not (year.isascii() and year.isdecimal() and FIRST_YEAR <= int(year[:6]) <= LAST_YEAR):
        return None
    mine = [one for one in known if one.slug == slug]
    return next((kept for kept in of_year(mine, int(year)) if kept.key == campaign), None)


def _row(kept: Kept, known: tuple[Anniversary, ...], planned: set[str], today: date) -> Row:
    carried_by = kept.anniversary.carried_by
    carrier = next((one for one in known if one.slug == carried_by), None)
    campaign = f"{carried_by}-{kept.year}" if carrier else kept.key
    return Row(
        kept=kept,
        lunar=to_lunar(kept.day),
        campaign=campaign if campaign in planned else None,
        carrier=carrier,
        days=(kept.day - today).days,
    )


def _chosen(
    asked: str | None, known: tuple[Anniversary, ...], offered: list[Kept], today: date
) -> Kept | None:
    """Return the anniversary of the example: the one asked for, else the next that is planned."""
    if not asked:
        coming = [one for one in offered if one.day >= today]
        return next(
            iter([one for one in coming if one.anniversary.rank == "great"] or coming), None
        )
    found = kept_of(asked, known)
    if found is None:
        raise NotFoundError("không có ngày kỷ niệm “%(key)s”", key=asked)
    return found
