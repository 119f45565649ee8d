"""Drafts of imports and the files as received: kept whole, and gone when nothing needs them."""

from dataclasses import replace

import pytest
from small import dump, stamp

from planner.domain.model import Plan, Province
from planner.domain.register import Register
from planner.errors import ConflictError, InputError, NotFoundError
from planner.store import drafts, originals, plans, register
from planner.store.db import Database, Session, trial
from planner.store.drafts import Stored
from planner.store.originals import Original

AT = stamp("2027-06-01 08:30")
FILE = Original(
    b"\x00\xff K\xe1\xba\xbf ho\xe1\xba\xa1ch", "15.docx", "docx", None, "lưu ý", AT, "Lan"
)
DRAFT = Stored(
    id="a",
    original=FILE.sha256,
    name="15.docx",
    text="Kế hoạch\n\nmột",
    received_at=AT,
    who="Lan",
    read=({"title": "Kế hoạch"}, {"title": "Thư"}),
    corrections=({}, {"answers": {"province": ["x"]}}),
    accepted=(None, None),
    form="docx",
    note="lưu ý",
)


def kept(session: Session) -> Stored:
    originals.put(session, FILE)
    drafts.add(session, DRAFT)
    return drafts.get(session, "a")


def test_a_draft_and_its_file_come_back_as_they_were(database: Database) -> None:
    with database.session() as session:
        assert kept(session) == DRAFT
        assert originals.get(session, FILE.sha256) == FILE
        originals.put(session, replace(FILE, name="khac.docx"))
        assert originals.get(session, FILE.sha256) == FILE
        assert [one.id for one in drafts.of_file(session, FILE.sha256)] == ["a"]
        assert drafts.of_file(session, "x") == []


def test_a_draft_changes_only_from_the_version_that_was_seen(database: Database) -> None:
    with database.session() as session:
        found = kept(session)
        new = drafts.put(session, replace(found, accepted=("k", None)), 1)
        assert new.revision == 2
        assert drafts.get(session, "a") == new
        with pytest.raises(ConflictError):
            drafts.put(session, found, 1)
        assert drafts.get(session, "a") == new


def test_what_is_not_there_is_not_found(database: Database) -> None:
    with database.session() as session:
        for call in (drafts.get, drafts.delete_one, originals.get, plans.document_of_id):
            with pytest.raises(NotFoundError):
                call(session, "x")
        with pytest.raises(NotFoundError):
            plans.update(session, Plan("x", "x", 1, "tinh"))


def test_a_file_stays_as_long_as_a_draft_or_a_plan_needs_it(database: Database) -> None:
    plan = Plan("k", "Kế hoạch", 1, "tinh")
    with database.session() as session:
        kept(session)
        drafts.add(session, replace(DRAFT, id="b", received_at=stamp("2027-07-01 00:00")))
        drafts.delete_one(session, "a")
        originals.get(session, FILE.sha256)
        register.save(session, Register.of((), (Province("tinh", "Tỉnh"),)))
        plans.save(session, plan, name="15", text="một", at=AT, original=FILE.sha256)
        drafts.delete_before(session, stamp("2027-07-02 00:00"))
        assert drafts.every(session) == []
        originals.get(session, FILE.sha256)
    with database.session() as session:
        originals.put(session, replace(FILE, data=b"khac"))
        originals.sweep(session)
    assert len(dump(database)["original"]) == 1


def test_a_plans_text_knows_its_file_and_what_it_continues(database: Database) -> None:
    plan = Plan("k", "Kế hoạch", 1, "tinh")
    with database.session() as session:
        register.save(session, Register.of((), (Province("tinh", "Tỉnh"),)))
        plans.save(session, plan, name="15", text="một", at=AT)
        first = plans.document(session, "k")
        originals.put(session, FILE)
        plans.save(
            session,
            plan,
            name="16",
            text="một\nhai",
            at=AT,
            original=FILE.sha256,
            continues=first.id,
        )
        second = plans.document(session, "k")
        assert (second.original, second.continues) == (FILE.sha256, first.id)
        assert plans.document_of_id(session, first.id) == first
        plans.update(session, replace(plan, title="Khác"))
        assert plans.document(session, "k") == second
        assert plans.get(session, "k").title == "Khác"


def test_a_trial_leaves_nothing(database: Database) -> None:
    with database.writing() as session:
        kept(session)
        with trial(session):
            drafts.put(session, replace(DRAFT, accepted=("k", None)), 1)
            drafts.add(session, replace(DRAFT, id="b"))
        assert drafts.get(session, "a") == DRAFT

        def broken() -> None:
            with trial(session):
                drafts.add(session, replace(DRAFT, id="b"))
                raise InputError("sai")

        with pytest.raises(InputError):
            broken()
    with database.session() as session:
        assert [one.id for one in drafts.every(session)] == ["a"]
