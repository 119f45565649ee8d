"""A real province's year after people worked in it, and every page that shows it.

The demonstration holds the plans of the five papers in tests/papers/five, 225 agencies and their
slots from 2019 to 2028. `live` adds what people do in it: work at every stage, proof, places, talk,
feeds, saved views, a paper that is reviewed. `PAGES` has an address for each endpoint that shows a
page: a test holds it against the application, so that a new page cannot be forgotten.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from accounts import admit
from uploads import jpeg

from planner.domain.model import Slot
from planner.domain.people import Person, Role
from planner.domain.selecting import selection
from planner.services import (
    accounts,
    airing,
    checklists,
    discussing,
    importing,
    links,
    placing,
    proving,
    subscribing,
    viewing,
    working,
)
from planner.services.proving import checked
from planner.services.subscribing import Keys
from planner.settings import Settings
from planner.store import items, sites, slots
from planner.store.blobs import Blobs
from planner.store.db import Database, Session

PAPERS = Path(__file__).parent / "papers" / "five"
COMMUNE = "xa-go-quao"
NEWSPAPER = "bao-ptth-an-giang"
BANNER = f"quoc-khanh-2027/banner-hang/{COMMUNE}/span"
BULLETIN = f"quoc-khanh-2027/loudspeaker-bulletin/{COMMUNE}/d-3/s1"
COLUMNS = [f"quoc-khanh-2027/press-column/{NEWSPAPER}/d-{day}" for day in (3, 2, 1, 0)]
RADIO = f"quoc-khanh-2027/press-radio/{NEWSPAPER}/d-2"
TV = f"quoc-khanh-2027/press-tv/{NEWSPAPER}/th-0"
DOWN = f"quoc-khanh-2027/banner-down/{COMMUNE}/span"
SESSION = f"/agencies/{COMMUNE}/sessions/s1/2027-08-30"
MONTH = f"/calendar/2027/08?agency={COMMUNE}"
SITES = "Cổng chào ấp 3; Quốc lộ 61; 6 x 1,2 m; Nguyễn Văn Út\nChợ; ; 3 x 5 m; ; ; LED"
BRIEF = "## Rằm tháng Tám\n\nHai cụ lão thành kể chuyện **ngày Độc lập** ở Gò Quao.\n\n- ảnh\n- lời"

PASSWORD = "gio chuong song hau"

PAGES: Mapping[str, tuple[str, ...]] = {
    "account.index": ("/account",),
    "account.codes": ("/account/codes",),
    "accounts.sign_in": ("/login",),
    "accounts.link": ("/link/{link}", "/link/khong-con"),
    "calendar.month": (
        "/calendar/2027/08",
        "/calendar/2027/08?day=2027-09-02",
        "/calendar/2025/04?province=kien-giang",
        MONTH,
        f"{MONTH}&day=2027-08-30",
        f"{MONTH}&select=all",
        f"{MONTH}&late=1",
        "/calendar/2027/05?agency=bao-ptth-an-giang&day=2027-05-06",
        f"/calendar/2030/01?agency={COMMUNE}",
        "/calendar/2027/08?view=week&day=2027-09-02",
        f"{MONTH}&view=week&day=2027-08-30",
        f"{MONTH}&view=agenda",
        f"{MONTH}&view=agenda&select=1",
        f"/calendar/2027/08?agency={NEWSPAPER}&view=agenda",
        "/calendar/2027/09?view=agenda&channel=press",
        f"{MONTH}&view=board",
        "/calendar/2027/09?view=board",
        "/calendar/2027/08?view=timeline",
        f"{MONTH}&view=timeline",
        "/calendar/2025/08?view=coverage&province=kien-giang",
        "/calendar/2025/08?view=themes",
    ),
    "agencies.index": ("/agencies", "/agencies?q=go+quao", "/agencies?q=khong-co-ai"),
    "agencies.agency": (
        f"/agencies/{COMMUNE}",
        f"/agencies/{NEWSPAPER}",
        "/agencies/huyen-go-quao",
        "/agencies/khong-co",
    ),
    "campaigns.index": ("/campaigns?year=2027", "/campaigns?year=2035"),
    "campaigns.campaign": ("/campaigns/quoc-khanh-2027", "/campaigns/thuong-xuyen-2025"),
    "anniversaries.index": ("/anniversaries?year=2027",),
    "anniversaries.cadences": ("/cadences", "/cadences?campaign=quoc-khanh-2027"),
    "bell.index": ("/notices",),
    "bell.reminders": ("/reminders",),
    "editing.agency": (f"/agencies/{COMMUNE}/edit",),
    "editing.sessions": (f"/agencies/{COMMUNE}/sessions",),
    "editing.new_anniversary": ("/anniversaries/new",),
    "editing.anniversary": ("/anniversaries/quoc-khanh/edit",),
    "editing.cadence": ("/cadences/loudspeaker-bulletin/edit",),
    "finding.index": ("/search", "/search?q=quoc+khanh", "/search?q=zzz"),
    "subscriptions.index": ("/subscriptions",),
    "subscriptions.one": ("/subscriptions/1", "/subscriptions/2"),
    "helping.index": ("/help",),
    "home.home": ("/",),
    "importing.index": ("/plans/import",),
    "importing.reading": ("/plans/import/reading/khong-con",),
    "importing.draft": (
        "/plans/import/{draft}",
        "/plans/import/{draft}?paper=0",
        "/plans/import/{draft}?edit=province",
    ),
    "items.item": (f"/items/{DOWN}",),
    "papers.week": (f"/agencies/{COMMUNE}/papers/week?day=2027-09-01",),
    "papers.month": (f"/agencies/{COMMUNE}/papers/month?day=2027-09-01",),
    "papers.todo": (f"/agencies/{COMMUNE}/papers/checklist",),
    "people.index": ("/admin",),
    "people.new": ("/admin/new",),
    "people.person": ("/admin/people/lan",),
    "plans.index": ("/plans",),
    "plans.plan": ("/plans/262-kh-tu-2024", "/plans/141-kh-ubnd-2021"),
    "proof.page": (f"/proof/{BANNER}",),
    "sessions.session": (SESSION,),
    "sites.index": (f"/agencies/{COMMUNE}/sites", f"/agencies/{COMMUNE}/sites?from=mai"),
    "sites.printed": (f"/agencies/{COMMUNE}/sites/print",),
    "sites.one": ("/sites/1",),
    "sites.hangs": (f"/hanging/{BANNER}",),
    "slots.slot": (
        f"/slots/{BANNER}",
        f"/slots/{BULLETIN}",
        *(f"/slots/{key}" for key in (*COLUMNS, RADIO, TV)),
    ),
    "slots.tray": ("/tray", "/tray?agency=huyen-go-quao"),
}
"""The addresses of every page, and of the same one with much, with little and with nothing."""

NO_PAGES = frozenset(
    {
        "static",
        "accounts.code",  # leads to /login for whoever has not just given a password
        "calendar.home",  # leads to this month
        "calendar.jump",  # leads to a day
        "feeds.feed",
        "health.healthz",
        "health.robots",
        "importing.of_plan",  # files as they came
        "importing.original",
        "oidc.callback",
        "oidc.start",
        "proof.file",
        "proof.thumb",
    }
)
"""What answers a GET with something else than a page."""

REFUSED = (
    "/calendar/2027/08?view=nam",
    "/calendar/2027/08?channel=bao",
    "/calendar/2027/13",
    "/khong-co",
)
"""Addresses that are refused, on a page that says why."""


def live(settings: Settings) -> dict[str, str]:
    """Work in the demonstration of that database as a year's people would; return new names."""
    database = Database(settings.database_url)
    chief = admit(database)
    lan = admit(database, "lan", Role.EDITOR, COMMUNE)
    minh = admit(database, "minh", Role.APPROVER, COMMUNE)
    blobs = Blobs(settings.var / "proof")
    with database.writing() as session:
        chief = accounts.set_password(session, chief.name, PASSWORD, by=chief)
        _write(session, settings, chief)
        _prove(session, blobs, chief)
        _hang(session, settings)
        _talk(session, settings, lan, minh)
        _offer(session, settings, chief)
        room = airing.room(session, COMMUNE, "s1", date(2027, 8, 30))
        first = room.bulletins[0].key
        airing.lengthen(session, room, first, 12, seen=room.revision, who="lan")
        names = {
            "link": links.make(session, "lan", by=chief),
            "draft": _receive(session, settings, "03_van_phong_33_2021"),
        }
    database.close()
    return names


def _step(
    session: Session, settings: Settings, key: str, name: str, who: Person, **values: object
) -> Slot:
    """Carry out a step of a slot as its page would, with the version that stands there."""
    revision = slots.get(session, key).revision
    why = str(values.pop("why", ""))
    return working.take(
        session,
        key,
        name,
        who,
        today=settings.today(),
        revision=revision,
        why=why,
        values=lambda _seen: values,
    ).slot


def _write(session: Session, settings: Settings, chief: Person) -> None:
    """Take columns of the newspaper to one stage after the other, and call a programme off."""
    for number, key in enumerate(COLUMNS):
        _step(session, settings, key, "brief", chief, brief=BRIEF)
        for step in ("start", "submit", "approve")[:number]:
            _step(session, settings, key, step, chief)
    _step(session, settings, RADIO, "postpone", chief, why="Bão số 5")
    _step(session, settings, TV, "cancel", chief, why="Trùng chuyên trang")


def _prove(session: Session, blobs: Blobs, chief: Person) -> None:
    who = chief.name
    files = [checked(jpeg(), "cổng chào.jpg")]
    proving.add_files(session, blobs, BANNER, files, title="Cổng chào ấp 3", who=who)
    proving.add_count(session, BANNER, number=12, note="khẩu hiệu", who=who)


def _hang(session: Session, settings: Settings) -> None:
    placing.bring(session, COMMUNE, SITES, settings.today(), "lan")
    first, second = (one.id for one in sites.of_agency(session, COMMUNE))
    placing.hang(session, BANNER, {first: 2, second: 1}, {}, "lan")


def _talk(session: Session, settings: Settings, lan: Person, minh: Person) -> None:
    discussing.say(session, slots.get(session, BANNER), minh, "@lan treo trước 26/8 nhé")
    discussing.say(session, slots.get(session, BANNER), lan, "Xong rồi, xem https://bao.vn/a")
    revision = items.get(session, DOWN).revision
    checklists.take(
        session, DOWN, "assign", minh, today=settings.today(), revision=revision, given="lan"
    )


def _offer(session: Session, settings: Settings, chief: Person) -> None:
    keys = Keys(settings.secret_key)
    late = selection([("agency", COMMUNE), ("below", "1"), ("channel", "banner")])
    viewing.save(session, chief, "Băng rôn của xã", "agenda", late, shared=True)
    subscribing.create(session, keys, kind="anniversaries")
    subscribing.create(session, keys, kind="view", chosen=late, made_by=chief.name)


def _receive(session: Session, settings: Settings, name: str) -> str:
    data = (PAPERS / f"{name}.txt").read_bytes()
    return importing.receive(session, data, f"{name}.txt", "cli", settings.today())
