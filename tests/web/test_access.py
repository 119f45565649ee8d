"""Every address, every role, signed out, another agency's object: exactly what the README says."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
import small
from accounts import admit, client_of, opened
from bases import Bases
from flask import Flask
from flask.testing import FlaskClient
from imports import PLAN_TEXT
from uploads import jpeg

from planner.domain.people import Role
from planner.domain.policy import TABLE, Act
from planner.domain.sites import Site
from planner.services import importing, placing, proving, subscribing
from planner.services.proving import checked
from planner.services.subscribing import Keys
from planner.store import items, slots
from planner.store.blobs import Blobs
from planner.store.db import Database
from planner.web import access

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
OWN = "phong-vh-tay-ha"
SLOT = f"quoc-khanh-2027/banner-hang/{OWN}/span"
ITEM = f"quoc-khanh-2027/banner-down/{OWN}/span"
SESSION = f"/agencies/{OWN}/sessions/s1/2027-06-02"
"""A session that the office lacks: who may ask for it is told so, the others are refused first."""


def allowed() -> dict[str, set[str]]:
    """Return the table of the README: the roles that may do each act."""
    head, _, *rows = re.findall(
        r"^\|.*\|$", README.split("## Who may do what")[1].split("\n## ")[0], re.MULTILINE
    )
    roles = [cell.strip() for cell in head.strip("|").split("|")[1:]]
    found: dict[str, set[str]] = {}
    for row in rows:
        words, *marks = [cell.strip() for cell in row.strip("|").split("|")]
        act = re.findall(r"`(\w+)`", words)[-1]
        assert set(marks) <= {"yes", "–"}, row
        found[act] = {role for role, mark in zip(roles, marks, strict=True) if mark == "yes"}
    return found


MAY = allowed()


def test_the_table_in_the_readme_is_the_policy() -> None:
    assert {str(act): {str(role) for role in roles} for act, roles in TABLE.items()} == MAY


# --- who comes ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Actor:
    """Somebody with one role: for the object's own agency, for another one, or everywhere."""

    role: Role
    scope: Literal["own", "above", "other", "everywhere"]

    @property
    def name(self) -> str:
        return f"{self.role}-{self.scope}"

    @property
    def agency(self) -> str | None:
        return {"own": OWN, "above": "huyen-tay-ha", "other": "bao-song-lam"}.get(self.scope)

    def may(self, act: str, where: str) -> bool:
        """Say what the README's table means for an object of OWN, and for none in particular."""
        reaches = {
            "anywhere": True,
            "own": self.scope in {"own", "above", "everywhere"},
            "everywhere": self.scope == "everywhere",
        }
        return self.role in MAY[act] and reaches[where]


ACTORS = [
    Actor(Role.ADMINISTRATOR, "everywhere"),
    *(
        Actor(role, scope)
        for role in (Role.COORDINATOR, Role.APPROVER, Role.EDITOR, Role.VIEWER)
        for scope in ("everywhere", "above", "own", "other")
    ),
]


# --- what they ask for ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Ask:
    """A request of one address as its page would make it, and the status of whoever may.

    Without a `form` it is a GET. `where` says whose object it is: OWN's, nobody's in particular,
    or the whole installation's. `{names}` stand for what the world holds (`world`).
    """

    path: str
    act: Act
    where: Literal["anywhere", "own", "everywhere"] = "anywhere"
    form: dict[str, str] | None = None
    status: int = 200
    refused: int = 403


def slot(what: str, act: Act, status: int = 303, **form: str) -> Ask:
    """One of a slot's forms; 409 where a proposed slot's state does not allow the step."""
    return Ask(f"/slots/{SLOT}/{what}", act, "own", {"revision": "{slot}", **form}, status)


def item(what: str, act: Act, status: int = 303, **form: str) -> Ask:
    """One of a checklist item's forms."""
    return Ask(f"/items/{ITEM}/{what}", act, "own", {"revision": "{item}", **form}, status)


def drafted(what: str, status: int = 303, **form: str) -> Ask:
    """One of the forms of a plan that is reviewed."""
    return Ask("/plans/import/{draft}/" + what, Act.PLAN, "everywhere", form, status)


def one_of(what: str, status: int = 303, **form: str) -> Ask:
    """One of the forms of somebody's page, for administrators."""
    return Ask(f"/admin/people/viewer-other{what}", Act.PEOPLE, "everywhere", form, status)


ASKS: dict[str, Ask] = {
    "account.codes": Ask("/account/codes", Act.READ, status=302),
    "account.codes_off": Ask("/account/codes/off", Act.READ, form={}, status=403),
    "account.codes_on": Ask("/account/codes", Act.READ, form={}, status=303),
    "account.edit": Ask("/account", Act.READ, form={"full_name": "Tên khác"}, status=303),
    "account.everywhere": Ask("/account/everywhere", Act.READ, form={}, status=303),
    "account.index": Ask("/account", Act.READ),
    "account.password": Ask("/account/password", Act.READ, form={}, status=403),
    "accounts.leave": Ask("/logout", Act.READ, form={}, status=303),
    "agencies.agency": Ask(f"/agencies/{OWN}", Act.READ),
    "agencies.index": Ask("/agencies", Act.READ),
    "agencies.subscribe": Ask(f"/agencies/{OWN}/feeds", Act.INSIDE, "own", {}, 303),
    "agencies.tick": Ask(
        f"/agencies/{OWN}/checklist",
        Act.WRITE,
        "own",
        {"key": ITEM, "revision": "{item}", "done": "1"},
        303,
    ),
    "anniversaries.cadences": Ask("/cadences", Act.READ),
    "anniversaries.index": Ask("/anniversaries", Act.READ),
    "bell.choose": Ask("/reminders", Act.READ, form={"reminder": "late"}, status=303),
    "bell.index": Ask("/notices", Act.READ),
    "bell.reminders": Ask("/reminders", Act.READ),
    "bell.see": Ask("/notices/seen", Act.READ, form={"upto": "1"}, status=303),
    "calendar.home": Ask("/calendar", Act.READ, status=302),
    "calendar.jump": Ask("/calendar/go?to=2027-09-02", Act.READ, status=302),
    "calendar.month": Ask("/calendar/2027/08", Act.READ),
    "campaigns.campaign": Ask("/campaigns/quoc-khanh-2027", Act.READ),
    "campaigns.index": Ask("/campaigns", Act.READ),
    "finding.index": Ask("/search?q=quoc+khanh", Act.READ),
    "editing.add_anniversary": Ask("/anniversaries/new", Act.PLAN, "everywhere", {"seen": ""}, 409),
    "editing.agency": Ask(f"/agencies/{OWN}/edit", Act.PLAN, "everywhere"),
    "editing.anniversary": Ask("/anniversaries/quoc-khanh/edit", Act.PLAN, "everywhere"),
    "editing.cadence": Ask("/cadences/press-tv/edit", Act.PLAN, "everywhere"),
    "editing.change_agency": Ask(f"/agencies/{OWN}/edit", Act.PLAN, "everywhere", {}, 409),
    "editing.change_anniversary": Ask(
        "/anniversaries/quoc-khanh/edit", Act.PLAN, "everywhere", {}, 409
    ),
    "editing.change_cadence": Ask("/cadences/press-tv/edit", Act.PLAN, "everywhere", {}, 409),
    "editing.change_sessions": Ask(f"/agencies/{OWN}/sessions", Act.ARRANGE, "own", {}, 409),
    "editing.new_anniversary": Ask("/anniversaries/new", Act.PLAN, "everywhere"),
    "editing.sessions": Ask(f"/agencies/{OWN}/sessions", Act.ARRANGE, "own"),
    "helping.index": Ask("/help", Act.READ),
    "helping.keys": Ask("/help/keys", Act.READ, form={"keys": "off"}, status=303),
    "home.home": Ask("/", Act.READ),
    "importing.accept": drafted("0/accept", revision="{draft_revision}"),
    "importing.answers": drafted("0/answers", which="written", revision="{draft_revision}"),
    "importing.change": drafted("0/drop", key="themes-0", revision="{draft_revision}"),
    "importing.discard": drafted("discard"),
    "importing.draft": Ask("/plans/import/{draft}", Act.PLAN, "everywhere"),
    "importing.index": Ask("/plans/import", Act.PLAN, "everywhere"),
    "importing.of_plan": Ask("/plans/{plan}/original", Act.READ),
    "importing.original": Ask("/plans/import/{draft}/original", Act.PLAN, "everywhere"),
    "importing.reading": Ask("/plans/import/reading/khong-con", Act.PLAN, "everywhere", status=404),
    "importing.upload": Ask("/plans/import", Act.PLAN, "everywhere", {"text": ""}, 400),
    "items.accept": item("accept", Act.ARRANGE, 409),
    "items.apply": item("apply", Act.ARRANGE, 409),
    "items.assign": item("assign", Act.ARRANGE, assignee="editor-own"),
    "items.comment": item("comments", Act.DISCUSS, text="Xong chưa?"),
    "items.done": item("done", Act.WRITE),
    "items.hand_on": item("hand-on", Act.ARRANGE, agency="bao-song-lam", why="Có xe"),
    "items.item": Ask(f"/items/{ITEM}", Act.READ),
    "items.not_applicable": item("not-applicable", Act.ARRANGE, why="Không treo"),
    "items.reopen": item("reopen", Act.WRITE, 409),
    "items.return": item("return", Act.ARRANGE, 409, why="Bận"),
    "items.take_back": item("take-back", Act.ARRANGE, 409),
    "moving.bulk": Ask(
        "/slots/bulk",
        Act.ARRANGE,
        "own",
        {"pick": "{slot} " + SLOT, "step": "shift", "by": "1"},
        303,
    ),
    "moving.undo": Ask("/undo", Act.ARRANGE, form={"undo": "x"}, status=400),
    "papers.month": Ask(f"/agencies/{OWN}/papers/month", Act.READ),
    "papers.todo": Ask(f"/agencies/{OWN}/papers/checklist", Act.READ),
    "papers.week": Ask(f"/agencies/{OWN}/papers/week", Act.READ),
    "people.activate": one_of("/active", active="0"),
    "people.add": Ask(
        "/admin", Act.PEOPLE, "everywhere", {"name": "moi", "role": "viewer", "where": ""}, 303
    ),
    "people.codes_off": one_of("/codes/off"),
    "people.edit": one_of("", full_name="Tên khác"),
    "people.grant": one_of("/roles", role="viewer", where=""),
    "people.index": Ask("/admin", Act.PEOPLE, "everywhere"),
    "people.link": one_of("/link", 200),
    "people.new": Ask("/admin/new", Act.PEOPLE, "everywhere"),
    "people.person": Ask("/admin/people/viewer-other", Act.PEOPLE, "everywhere"),
    "people.unbind": one_of("/provider/off"),
    "people.ungrant": one_of("/roles/drop", role="viewer", where="agency:bao-song-lam"),
    "plans.index": Ask("/plans", Act.READ),
    "plans.plan": Ask("/plans/01-kh-ubnd-2027", Act.READ),
    "proof.add_count": Ask(
        f"/proof/{SLOT}/count", Act.WRITE, "own", {"number": "3", "note": "lượt phát"}, 303
    ),
    "proof.add_files": Ask(f"/proof/{SLOT}/files", Act.WRITE, "own", {}, 400),
    "proof.add_link": Ask(
        f"/proof/{SLOT}/link", Act.WRITE, "own", {"url": "https://a.vn/", "title": "Tin"}, 303
    ),
    "proof.file": Ask("/proof/{photo}", Act.INSIDE, "own", refused=404),
    "proof.page": Ask(f"/proof/{SLOT}", Act.INSIDE, "own"),
    "proof.remove": Ask("/proof/{count}/remove", Act.WRITE, "own", {}, 303),
    "proof.thumb": Ask("/proof/{photo}/thumb", Act.INSIDE, "own", refused=404),
    "sessions.follow": Ask(f"{SESSION}/follow", Act.ARRANGE, "own", {"revision": "0"}, 404),
    "sessions.minutes": Ask(
        f"{SESSION}/minutes", Act.ARRANGE, "own", {"revision": "0", "minutes": "5"}, 404
    ),
    "sessions.order": Ask(
        f"{SESSION}/order", Act.ARRANGE, "own", {"revision": "0", "step": "up"}, 404
    ),
    "sessions.session": Ask(SESSION, Act.READ, status=404),
    "sites.add": Ask(
        f"/agencies/{OWN}/sites", Act.ARRANGE, "own", {"name": "Chợ", "kind": "flag"}, 303
    ),
    "sites.bring": Ask(f"/agencies/{OWN}/sites/import", Act.ARRANGE, "own", {"text": "Chợ"}, 303),
    "sites.change": Ask(
        "/sites/1",
        Act.ARRANGE,
        "own",
        {"name": "Cổng", "kind": "banner", "revision": "1"},
        303,
    ),
    "sites.hang": Ask(f"/hanging/{SLOT}", Act.ARRANGE, "own", {"site": "1"}, 303),
    "sites.hangs": Ask(f"/hanging/{SLOT}", Act.READ),
    "sites.index": Ask(f"/agencies/{OWN}/sites", Act.READ),
    "sites.one": Ask("/sites/1", Act.READ),
    "sites.printed": Ask(f"/agencies/{OWN}/sites/print", Act.READ),
    "sites.remove": Ask("/sites/1/remove", Act.ARRANGE, "own", {}, 303),
    "slots.approve": slot("approve", Act.APPROVE, 409),
    "slots.assign": slot("assign", Act.ARRANGE, assignee="editor-own"),
    "slots.brief": slot("brief", Act.WRITE, brief="Lời mới"),
    "slots.cancel": slot("cancel", Act.CALL_OFF, why="Trùng"),
    "slots.comment": slot("comments", Act.DISCUSS, text="Xong chưa?"),
    "slots.date_one": Ask(
        "/tray", Act.ARRANGE, "own", {"key": SLOT, "revision": "{slot}", "day": "28/8/2027"}, 303
    ),
    "slots.follow": slot("follow", Act.ARRANGE),
    "slots.hand": slot("hand", Act.ARRANGE, agency="xa-dong-hoa", why="Có xe"),
    "slots.move": slot("move", Act.ARRANGE, day="28/8/2027"),
    "slots.postpone": slot("postpone", Act.ARRANGE, why="Bão"),
    "slots.preview": Ask(f"/slots/{SLOT}/preview", Act.READ, form={"brief": "Lời"}),
    "slots.publish": slot("publish", Act.WRITE, 409),
    "slots.reopen": slot("reopen", Act.APPROVE, 409, why="Nhầm"),
    "slots.restore": slot("restore", Act.CALL_OFF, 409, why="Nhầm"),
    "slots.resume": slot("resume", Act.ARRANGE, 409),
    "slots.send_back": slot("send-back", Act.APPROVE, 409, why="Thiếu ảnh"),
    "slots.slot": Ask(f"/slots/{SLOT}", Act.READ),
    "slots.start": slot("start", Act.WRITE),
    "slots.submit": slot("submit", Act.WRITE, 409),
    "slots.tray": Ask("/tray", Act.READ),
    "subscriptions.create": Ask("/subscriptions", Act.INSIDE, "own", {"agency": OWN}, 303),
    "subscriptions.index": Ask("/subscriptions", Act.READ),
    "subscriptions.off_air": Ask(
        "/subscriptions/1/off-air", Act.ARRANGE, "own", {"off_air": "status"}, 303
    ),
    "subscriptions.one": Ask("/subscriptions/1", Act.INSIDE, "own"),
    "subscriptions.revoke": Ask("/subscriptions/1/revoke", Act.ARRANGE, "own", {}, 303),
    "subscriptions.rotate": Ask("/subscriptions/1/rotate", Act.ARRANGE, "own", {}, 303),
    "views.remove": Ask("/views/999/remove", Act.READ, form={}, status=404),
    "views.save": Ask("/views", Act.READ, form={"name": "Báo", "chosen": "late=1"}, status=303),
}


class World(NamedTuple):
    """The address of a database that is only copied, its folder of proof, the names in it."""

    url: str
    folder: Path
    names: dict[str, str]


LEAVING = {"accounts.leave", "account.everywhere"}
"""What ends the session, and so leads to signing in."""


@pytest.fixture(scope="module")
def world(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> World:
    """Make the small province with everybody in it."""
    folder = tmp_path_factory.mktemp("world")
    url = bases.new()
    database = Database(url)
    office = small.Office(database, small.write(folder / "seeds"))
    office.load()
    for actor in ACTORS:
        admit(database, actor.name, actor.role, actor.agency)
    second = PLAN_TEXT.replace("77/KH", "78/KH")
    with database.writing() as session:
        subscribing.create(session, Keys(small.SECRET), agency=OWN)
        draft, other = (
            importing.receive(session, text.encode(), "ke-hoach.txt", "cli", small.TODAY)
            for text in (PLAN_TEXT, second)
        )
        accepted = importing.accept(session, other, 0, small.TODAY, "cli", as_written=True)
        who = ACTORS[0].name
        photo = proving.add_files(
            session, Blobs(folder / "proof"), SLOT, [checked(jpeg(), "a.jpg")], title="", who=who
        )
        placing.add(session, Site(OWN, "Cổng"), who)
        count = proving.add_count(session, SLOT, number=12, note="khẩu hiệu", who=who)
        names = {
            "slot": str(slots.get(session, SLOT).revision),
            "item": str(items.get(session, ITEM).revision),
            "draft": draft,
            "draft_revision": "1",
            "plan": accepted.plan.key,
            "photo": str(photo[0].id),
            "count": str(count.id),
        }
    database.close()
    return World(url, folder, names)


@pytest.fixture(scope="module")
def app(world: World, bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(world.folder / "proof", folder / "proof")
    with opened(small.settings(bases.copy(world.url), folder)) as made:
        yield made


@pytest.fixture
def fresh(app: Flask, world: World, bases: Bases) -> Flask:
    """Give the application with the world as it was."""
    database: Database = app.extensions["planner"].database
    database.close()
    bases.restore(database.url.render_as_string(hide_password=False), world.url)
    return app


def answer(client: FlaskClient, ask: Ask, names: dict[str, str]) -> tuple[int, str]:
    """Return the status of a request, and where it leads."""
    path = ask.path.format(**names)
    if ask.form is None:
        found = client.get(path, buffered=True)  # a file is closed when its bytes are taken
    else:
        form = {name: value.format(**names) for name, value in ask.form.items()}
        found = client.post(path, data=form)
    return found.status_code, found.location or ""


def test_every_address_is_asked_for(app: Flask) -> None:
    named = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert named - access.OPEN == ASKS.keys()


@pytest.mark.parametrize("endpoint", ASKS)
@pytest.mark.parametrize("actor", ACTORS, ids=lambda one: one.name)
def test_an_address(fresh: Flask, world: World, actor: Actor, endpoint: str) -> None:
    ask = ASKS[endpoint]
    client = client_of(fresh, admit(fresh.extensions["planner"].database, actor.name))
    status, location = answer(client, ask, world.names)
    expected = ask.status if actor.may(ask.act, ask.where) else ask.refused
    assert (status, location.startswith("/login")) == (expected, endpoint in LEAVING)


@pytest.mark.parametrize("endpoint", ASKS)
def test_an_address_signed_out(fresh: Flask, world: World, endpoint: str) -> None:
    ask = ASKS[endpoint]
    before = small.dump(fresh.extensions["planner"].database)
    status, location = answer(fresh.test_client(), ask, world.names)
    if ask.form is None:
        assert (status, location.split("?")[0]) == (302, "/login")
    else:
        assert (status, location) == (401, "")
    assert small.dump(fresh.extensions["planner"].database) == before
