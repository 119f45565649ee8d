"""Every piece in every state on one page, from invented values; only while developing."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from flask import Blueprint, Response, abort, render_template

from planner.domain.anniversaries import Kept
from planner.domain.model import Agency, Anniversary, Item, ItemState, Session, Slot, Source, State
from planner.web import errors as problems
from planner.web import words
from planner.web.calendar import day as days
from planner.web.calendar import first as firsts
from planner.web.calendar import loudspeakers
from planner.web.calendar import month as months
from planner.web.calendar.asking import Asked
from planner.web.calendar.hands import NOBODYS, Hands
from planner.web.prose import prose
from planner.web.reference import References
from planner.web.work import checklist

pages = Blueprint("styleguide", __name__)

TODAY = date(2027, 8, 25)
SHOWN_STATES = tuple(State(code) for code in words.STATES)
AGENCY = Agency(
    slug="xa-mau",
    name="Xã Mẫu",
    kind="commune",
    level="commune",
    province="tinh-mau",
    runs={"loudspeaker": ("bulletin",), "banner": ("banner",)},
    sessions=(Session("s1", time(5, 30), minutes=15), Session("s2", time(17), minutes=30)),
)
DAY = Anniversary(
    slug="quoc-khanh",
    name="Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam",
    short="Quốc khánh",
    day=2,
    month=9,
    origin_year=1945,
    rank="great",
    flags=True,
)
KEPT = Kept(DAY, 2027, date(2027, 9, 2))
KNOWN = checklist.Known(
    people={"lan": "Nguyễn Thị Lan"},
    agencies={"phong-mau": "Phòng Văn hóa mẫu"},
    reasons={
        "96-kh-ubnd-2027/a5/xa-mau/once": "Không có trục đường chính",
        "96-kh-ubnd-2027/a6/xa-mau/once": "Phòng có xe thang",
    },
)
REFERENCES = References.of([KEPT], {"96-kh-ubnd-2027": ("96/KH-UBND", "Kế hoạch tuyên truyền mẫu")})


@dataclass(frozen=True, slots=True)
class Sample:
    """What the partials of the calendar and of an agency call `page`."""

    asked: Asked
    today: date
    body: months.Month
    sessions: loudspeakers.WeekOfSessions | None
    day: days.Day
    hands: Hands = NOBODYS


@pages.get("/styleguide")
def index() -> str:
    """Show every piece in every state."""
    slots = _slots()
    month = months.build(2027, 8, TODAY, slots=slots, anniversaries=[KEPT], picked=TODAY)
    tasks = firsts.of_agency(slots, _items(), TODAY, REFERENCES)
    return render_template(
        "styleguide/index.html",
        page=Sample(
            asked=Asked(2027, 8, day=TODAY),
            today=TODAY,
            body=month,
            sessions=loudspeakers.week(AGENCY, slots, TODAY, REFERENCES),
            day=days.of_slots(TODAY, TODAY, AGENCY, slots, [KEPT], REFERENCES),
        ),
        rows=[checklist.row(item, TODAY, REFERENCES, KNOWN) for item in _items()],
        stale=checklist.row(replace(_items()[0], key="mau/cu"), TODAY, REFERENCES, KNOWN),
        may_tick=True,
        numbers=checklist.numbers(_items(), TODAY, KNOWN.proven),
        tasks=tasks,
        chips=[(code, [_chip(code, state) for state in SHOWN_STATES]) for code in words.CHANNELS],
        problems=problems.KNOWN,
        prose=prose("**Ý chính:** độc lập, tự do.\n\n- Tuyên ngôn\n- Lễ chào cờ"),
        slug=AGENCY.slug,
    )


@pages.get("/styleguide/errors/<int:status>")
def error(status: int) -> Response:
    """Show the page of an error, with its status."""
    if status not in problems.KNOWN:
        abort(404)
    return problems.answer(status, problems.KNOWN[status])


def _chip(channel: str, state: State) -> months.Chip:
    late = 3 if state == State.DRAFTING else 0
    at = time(6, 45) if channel in {"press", "social", "loudspeaker"} else None
    return months.Chip(channel, at, "82 năm Quốc khánh", state, late, f"mau/{channel}/{state}")


def _slots() -> list[Slot]:
    """Return slots of every kind: late, done, cancelled, hanging, too much for a session."""
    slots = [
        _slot(n, channel, TODAY + timedelta(days=n - 4), state)
        for n, (channel, state) in enumerate(
            zip([*words.CHANNELS] * 2, [*SHOWN_STATES] * 3, strict=True)
        )
    ]
    hanging = [
        _slot(90, "banner", date(2027, 8, 20), State.APPROVED, until=date(2027, 9, 5)),
        _slot(91, "flag", date(2027, 8, 24), State.PROPOSED, until=date(2027, 8, 26)),
    ]
    spoken = [
        _slot(92 + n, "loudspeaker", TODAY + timedelta(days=n // 3), State.PROPOSED, session="s1")
        for n in range(4)
    ]
    return [*slots, *hanging, *spoken]


def _slot(
    n: int,
    channel: str,
    day: date,
    state: State,
    *,
    until: date | None = None,
    session: str | None = None,
) -> Slot:
    return Slot(
        key=f"{KEPT.key}/mau-{n}/{AGENCY.slug}/d-{n}",
        campaign=KEPT.key,
        cadence=f"mau-{n}",
        agency=AGENCY.slug,
        occurrence=f"d-{n}",
        channel=channel,
        format="bulletin" if channel == "loudspeaker" else channel,
        session=session,
        day=day,
        end_day=until,
        at=time(5, 30) if session else None,
        minutes=8 if session else None,
        due=day - timedelta(days=1),
        theme=KEPT.theme,
        source=Source(anniversary=DAY.slug, cadence=f"mau-{n}"),
        state=state,
        planned_on=date(2027, 1, 1),
    )


def _items() -> list[Item]:
    """Return checklist items late, of this week, later, without a day, and in each other state."""
    due = [TODAY - timedelta(days=6), TODAY + timedelta(days=2), date(2027, 12, 20), None, TODAY]
    states = [ItemState.OPEN] * 4 + [ItemState.DONE]
    others = [ItemState.NOT_APPLICABLE, ItemState.HANDED_ON]
    return [
        Item(
            key=f"96-kh-ubnd-2027/a{n}/{AGENCY.slug}/once",
            origin="96-kh-ubnd-2027",
            kind="duty",
            agency=AGENCY.slug,
            title="Treo băng rôn, khẩu hiệu tại trụ sở và trục đường chính",
            occurrence="once",
            due=day,
            source=Source(plan="96-kh-ubnd-2027", line=22 + n),
            state=state,
            assignee="lan" if n == 1 else None,
            handed_to="phong-mau" if state == ItemState.HANDED_ON else None,
            planned_on=date(2027, 1, 1),
        )
        for n, (day, state) in enumerate(zip([*due, TODAY, TODAY], states + others, strict=True))
    ]
