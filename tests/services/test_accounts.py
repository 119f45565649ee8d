"""Accounts over both databases: who may change what, links, codes, identities, what is logged."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

import pyotp
import pytest
from argon2 import PasswordHasher
from small import Office

from planner.domain.people import Grant, Person, Role
from planner.domain.policy import OPERATOR
from planner.errors import (
    ForbiddenError,
    GoneError,
    InputError,
    NotFoundError,
    PlannerError,
    SignInError,
)
from planner.services import accounts, links, scheduling, second_factor, signing_in
from planner.services.second_factor import Seal
from planner.services.signing_in import Identity
from planner.store import log, people
from planner.store.db import Database, Session

PASSWORD, OTHER = "con mèo trèo cây cau", "hỏi thăm chú chuột"
SEAL = Seal("khóa của bài thử")
EDITOR = Grant(Role.EDITOR, "phong-vh-tay-ha")
BOSS = Grant(Role.ADMINISTRATOR)
ISSUER = "https://dang-nhap.vi-du.vn"

Result = TypeVar("Result")


@pytest.fixture
def base(office: Office) -> Database:
    """Give a database with an administrator and an editor."""
    office.seed()
    with office.database.writing() as session:
        accounts.add(session, "quan-tri", [BOSS], by=OPERATOR, password=PASSWORD)
        accounts.add(session, "lan", [EDITOR], by=OPERATOR, password=PASSWORD, email="Lan@vi-du.vn")
    return office.database


def do(base: Database, work: Callable[[Session], Result]) -> Result:
    with base.writing() as session:
        return work(session)


def person(base: Database, name: str = "lan") -> Person:
    with base.session() as session:
        return people.get(session, name)


def refused(base: Database, kind: type[PlannerError], work: Callable[[Session], object]) -> str:
    """Do what must be refused and change nothing; return what was said."""
    with base.session() as session:
        before = people.every(session), len(log.since(session, 0))
    with pytest.raises(kind) as caught:
        do(base, work)
    with base.session() as session:
        assert (people.every(session), len(log.since(session, 0))) == before
    return caught.value.text()


def logged(base: Database, name: str = "lan") -> list[tuple[str, str | None, Any, Any]]:
    with base.session() as session:
        rows = [row.entry for row in log.of(session, name)]
    assert {row.kind for row in rows} == {"person"}
    return [(row.who, row.field, row.old, row.new) for row in rows]


def later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    """Set the clock of the services forward."""
    at = scheduling.now() + by
    for module in (links, second_factor, accounts, signing_in):
        monkeypatch.setattr(module, "now", lambda: at)


# --- who may -------------------------------------------------------------------------------------

CHANGES: dict[str, Callable[[Session, Person], object]] = {
    "add": lambda session, by: accounts.add(session, "moi", [EDITOR], by=by),
    "edit": lambda session, by: accounts.edit(session, "lan", by=by, full_name="X", email=None),
    "grant": lambda session, by: accounts.grant(session, "lan", Grant(Role.VIEWER), by=by),
    "ungrant": lambda session, by: accounts.ungrant(session, "lan", EDITOR, by=by),
    "lock": lambda session, by: accounts.set_active(session, "lan", active=False, by=by),
    "password": lambda session, by: accounts.set_password(session, "lan", OTHER, by=by),
    "unbind": lambda session, by: accounts.unbind(session, "lan", by=by),
    "link": lambda session, by: links.make(session, "lan", by=by),
    "codes": lambda session, by: second_factor.turn_off(session, "lan", by=by),
}


def test_only_an_administrator_who_is_not_locked_changes_others(base: Database) -> None:
    boss = do(base, lambda session: accounts.add(session, "sep", [BOSS], by=OPERATOR))
    locked = do(base, lambda session: accounts.set_active(session, "sep", active=False, by=boss))
    others = [_with(base, Grant(role)) for role in Role if role != Role.ADMINISTRATOR]
    for by in (locked, *others):
        for change in CHANGES.values():
            refused(base, ForbiddenError, _by(change, by))


def _by(change: Callable[[Session, Person], object], by: Person) -> Callable[[Session], object]:
    return lambda session: change(session, by)


def _with(base: Database, one: Grant) -> Person:
    return do(base, lambda session: accounts.add(session, f"nguoi-{one.role}", [one], by=OPERATOR))


def test_everybody_changes_their_own_name(base: Database) -> None:
    lan = person(base)
    do(
        base,
        lambda session: accounts.edit(session, "lan", by=lan, full_name="  Lan  Trần ", email=""),
    )
    assert (person(base).full_name, person(base).email) == ("Lan Trần", None)
    assert logged(base)[-2:] == [
        ("lan", "full_name", "lan", "Lan Trần"),
        ("lan", "email", "lan@vi-du.vn", None),
    ]


def test_two_accounts_have_not_one_address(base: Database) -> None:
    boss = person(base, "quan-tri")
    said = refused(
        base,
        InputError,
        lambda session: accounts.edit(
            session, "quan-tri", by=boss, full_name="", email=" LAN@vi-du.vn"
        ),
    )
    assert "“lan”" in said


@pytest.mark.parametrize("email", ["lan", "lan@", "@vi-du.vn", "a b@vi-du.vn", "a@b@c.vn", "a@b"])
def test_what_is_no_address_is_refused(base: Database, email: str) -> None:
    lan = person(base)
    refused(
        base,
        InputError,
        lambda session: accounts.edit(session, "lan", by=lan, full_name="", email=email),
    )


def test_the_last_administrator_stays(base: Database) -> None:
    boss = person(base, "quan-tri")
    changes: list[Callable[[Session], object]] = [
        lambda session: accounts.set_active(session, "quan-tri", active=False, by=boss),
        lambda session: accounts.ungrant(session, "quan-tri", BOSS, by=boss),
    ]
    for change in changes:
        assert "cuối cùng" in refused(base, InputError, change)
    do(base, lambda session: accounts.grant(session, "lan", BOSS, by=boss))
    do(base, lambda session: accounts.ungrant(session, "quan-tri", BOSS, by=boss))
    assert person(base, "quan-tri").grants == ()


def test_each_change_of_a_role_is_logged_once(base: Database) -> None:
    boss, viewer = person(base, "quan-tri"), Grant(Role.VIEWER)
    for _ in range(2):
        do(base, lambda session: accounts.grant(session, "lan", viewer, by=boss))
    do(base, lambda session: accounts.ungrant(session, "lan", EDITOR, by=boss))
    assert person(base).grants == (viewer,)
    assert logged(base)[2:] == [
        ("quan-tri", "role", None, "viewer *"),
        ("quan-tri", "role", "editor phong-vh-tay-ha", None),
    ]


def test_the_first_is_made_where_there_is_nobody(database: Database) -> None:
    password = do(database, accounts.first)
    assert password is not None
    with database.session() as session:
        assert signing_in.known(session, accounts.FIRST, password).grants == (BOSS,)
    assert do(database, accounts.first) is None


# --- sessions and passwords ----------------------------------------------------------------------


def test_what_is_wrong_is_said_alike(base: Database) -> None:
    do(base, lambda session: accounts.add(session, "khoa", [EDITOR], by=OPERATOR, password=OTHER))
    do(base, lambda session: accounts.set_active(session, "khoa", active=False, by=OPERATOR))
    do(base, lambda session: accounts.add(session, "trong", [EDITOR], by=OPERATOR))
    tries = (("ai", PASSWORD), ("lan", OTHER), ("khoa", OTHER), ("trong", ""), ("", ""))
    said = {
        refused(base, SignInError, partial(signing_in.known, name=name, password=password))
        for name, password in tries
    }
    assert len(said) == 1


def test_a_new_password_and_a_lock_end_sessions(base: Database) -> None:
    changes: list[Callable[[Session], object]] = [
        lambda session: accounts.change_password(session, "lan", PASSWORD, OTHER),
        lambda session: accounts.set_password(session, "lan", PASSWORD, by=OPERATOR),
        lambda session: accounts.set_active(session, "lan", active=False, by=OPERATOR),
        lambda session: accounts.set_active(session, "lan", active=True, by=OPERATOR),
        lambda session: accounts.sign_out_everywhere(session, "lan"),
    ]
    tickets = [person(base).ticket]
    for change in changes:
        do(base, change)
        tickets.append(person(base).ticket)
    assert len(set(tickets)) == len(changes) + 1


def test_changing_ones_password_needs_the_old_one(base: Database) -> None:
    refused(
        base,
        ForbiddenError,
        lambda session: accounts.change_password(session, "lan", OTHER, "chuột nào có lỗi"),
    )
    refused(
        base,
        InputError,
        lambda session: accounts.change_password(session, "lan", PASSWORD, "ngắn"),
    )


def test_a_hash_of_yesterdays_parameters_is_made_anew(base: Database) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)

    def weaken(session: Session) -> None:
        lan = people.get(session, "lan")
        people.put(session, Person(**{**_fields(lan), "password": weak}))

    do(base, weaken)
    with base.session() as session:
        found = signing_in.known(session, "lan", PASSWORD)
    do(base, lambda session: signing_in.arrived(session, found.ticket, PASSWORD))
    assert person(base).password != weak
    with base.session() as session:
        assert signing_in.known(session, "lan", PASSWORD).seen_at is not None


def _fields(one: Person) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Person.__dataclass_fields__}


def test_who_was_locked_meanwhile_does_not_arrive(base: Database) -> None:
    ticket = person(base).ticket
    do(base, lambda session: accounts.set_active(session, "lan", active=False, by=OPERATOR))
    refused(base, SignInError, lambda session: signing_in.arrived(session, ticket, PASSWORD))


# --- links ---------------------------------------------------------------------------------------


def made(base: Database) -> str:
    return do(base, lambda session: links.make(session, "lan", by=OPERATOR))


def test_a_link_sets_a_password_once(base: Database) -> None:
    token, ticket = made(base), person(base).ticket
    refused(base, InputError, lambda session: links.use(session, token, "ngắn"))
    do(base, lambda session: links.use(session, token, OTHER))
    with base.session() as session:
        assert signing_in.known(session, "lan", OTHER).ticket != ticket
    said = refused(base, GoneError, lambda session: links.use(session, token, PASSWORD))
    assert "đã được dùng" in said
    assert [row[:2] for row in logged(base)[-2:]] == [("cli", "link"), ("lan", "password")]
    assert token not in str(logged(base))


def test_a_link_ends_with_the_next_one_its_day_and_its_account(
    base: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = made(base), made(base)

    def use(token: str) -> Callable[[Session], object]:
        return lambda session: links.use(session, token, OTHER)

    refused(base, NotFoundError, use(first))
    refused(base, NotFoundError, use("khong-co"))
    do(base, lambda session: accounts.set_active(session, "lan", active=False, by=OPERATOR))
    refused(base, GoneError, use(second))
    refused(base, InputError, lambda session: links.make(session, "lan", by=OPERATOR))
    do(base, lambda session: accounts.set_active(session, "lan", active=True, by=OPERATOR))
    later(monkeypatch, timedelta(hours=48, seconds=1))
    assert "hết hạn" in refused(base, GoneError, use(second))


# --- codes ---------------------------------------------------------------------------------------


def codes(base: Database, at: datetime) -> pyotp.TOTP:
    """Turn codes on for lan; return the app on their phone."""
    secret = second_factor.new_secret()
    app = pyotp.TOTP(secret)
    do(base, lambda session: second_factor.turn_on(session, SEAL, "lan", secret, app.at(at)))
    return app


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Stop the clock."""
    found = scheduling.now().replace(second=10)
    monkeypatch.setattr(second_factor, "now", lambda: found)
    return found


def test_a_code_is_taken_once_and_not_after_a_later_one(base: Database, at: datetime) -> None:
    app, ticket = codes(base, at - timedelta(seconds=30)), person(base).ticket

    def give(code: str) -> Callable[[Session], object]:
        return lambda session: second_factor.passed(session, SEAL, ticket, code)

    before, now, soon = (app.at(at + timedelta(seconds=each)) for each in (-30, 0, 30))
    refused(base, SignInError, give(before))  # the one with which it was turned on
    do(base, give(f"{soon[:3]} {soon[3:]}"))
    for code in (now, soon, app.at(at + timedelta(seconds=90)), "", "abcdef", "000000000"):
        refused(base, SignInError, give(code))


def test_a_secret_is_sealed_for_one_name_and_one_installation(base: Database, at: datetime) -> None:
    app, lan = codes(base, at), person(base)
    assert lan.totp is not None
    assert app.secret not in lan.totp
    assert SEAL.open(lan.totp, "lan") == app.secret
    for seal, name, text in (
        (SEAL, "quan-tri", lan.totp),
        (Seal("khóa khác"), "lan", lan.totp),
        (SEAL, "lan", lan.totp[:-8]),
        (SEAL, "lan", ""),
    ):
        with pytest.raises(ValueError, match="not sealed"):
            seal.open(text, name)
    code = app.at(at + timedelta(seconds=30))
    refused(
        base,
        SignInError,
        lambda session: second_factor.passed(session, Seal("khóa khác"), lan.ticket, code),
    )


def test_turning_codes_on_needs_one_and_off_the_password(base: Database, at: datetime) -> None:
    secret = second_factor.new_secret()
    refused(
        base,
        InputError,
        lambda session: second_factor.turn_on(session, SEAL, "lan", secret, "12345"),
    )
    codes(base, at)
    refused(
        base,
        InputError,
        lambda session: second_factor.turn_on(
            session, SEAL, "lan", secret, pyotp.TOTP(secret).at(at)
        ),
    )
    refused(base, ForbiddenError, lambda session: second_factor.turn_own_off(session, "lan", OTHER))
    do(base, lambda session: second_factor.turn_own_off(session, "lan", PASSWORD))
    assert person(base).totp is None
    codes(base, at)
    do(base, lambda session: second_factor.turn_off(session, "lan", by=person(base, "quan-tri")))
    assert person(base).totp is None
    assert [row[:2] for row in logged(base)[2:]] == [
        ("lan", "totp_on"),
        ("lan", "totp_off"),
        ("lan", "totp_on"),
        ("quan-tri", "totp_off"),
    ]


# --- identities at a provider --------------------------------------------------------------------


def arrive(base: Database, subject: str, email: str | None) -> str:
    identity = Identity(ISSUER, subject, email)
    return do(base, lambda session: signing_in.by_provider(session, identity)).name


def test_the_first_time_an_identity_goes_by_its_e_mail_then_by_itself(base: Database) -> None:
    assert arrive(base, "7", "LAN@vi-du.vn") == "lan"
    assert arrive(base, "7", "khac@vi-du.vn") == "lan"
    assert arrive(base, "7", None) == "lan"
    assert logged(base)[2:] == [("lan", "subject", None, f"{ISSUER} 7")]


@pytest.mark.parametrize(
    ("subject", "email"), [("8", None), ("8", "ai@vi-du.vn"), ("8", "lan@vi-du.vn")]
)
def test_nobody_unknown_gets_in_and_nobody_takes_a_bound_account(
    base: Database, subject: str, email: str | None
) -> None:
    arrive(base, "7", "lan@vi-du.vn")
    refused(
        base,
        ForbiddenError,
        lambda session: signing_in.by_provider(session, Identity(ISSUER, subject, email)),
    )


def test_who_is_locked_does_not_get_in_by_the_provider(base: Database) -> None:
    do(base, lambda session: accounts.set_active(session, "lan", active=False, by=OPERATOR))
    refused(
        base,
        ForbiddenError,
        lambda session: signing_in.by_provider(session, Identity(ISSUER, "7", "lan@vi-du.vn")),
    )


def test_an_identity_can_be_forgotten(base: Database) -> None:
    arrive(base, "7", "lan@vi-du.vn")
    do(base, lambda session: accounts.unbind(session, "lan", by=OPERATOR))
    assert arrive(base, "9", "lan@vi-du.vn") == "lan"
