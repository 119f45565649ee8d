"""Every step of a slot and of a checklist item: each state, each role, and what it needs."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
import small
from accounts import admit
from bases import Bases
from small import PLAN_KEY, TODAY, Office

from planner.domain.model import ItemState, Slot, State
from planner.domain.people import Grant, Person, Role
from planner.domain.workflow import ITEM_STEPS, SLOT_STEPS
from planner.errors import ConflictError, ForbiddenError, InputError, PlannerError
from planner.services import checklists, scheduling, working
from planner.store import items, log, notices, people, proofs, slots
from planner.store.db import Database, Session
from planner.store.proofs import Proof

NEWSPAPER = "bao-song-lam"
SLOT = f"quoc-khanh-2027/press-column/{NEWSPAPER}/d-3"
BANNER = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"
ITEM = f"{PLAN_KEY}/d1/so-vhtt-song-lam/once"
GIVER, RECEIVER = "so-vhtt-song-lam", "dai-song-lam"

A, C, P, E, V = "administrator", "coordinator", "approver", "editor", "viewer"
DONE_BY = {
    "start": {A, E},
    "submit": {A, E},
    "publish": {A, E},
    "brief": {A, E},
    "approve": {A, P},
    "send_back": {A, P},
    "reopen": {A, P},
    "cancel": {A, C, P},
    "restore": {A, C, P},
    "resume": {A, C, P, E},
    "assign": {A, C, P, E},
    "hand": {A, C, P, E},
    "postpone": {A, C, P, E},
    "move": {A, C, P, E},
    "follow": {A, C, P, E},
}
LEADS = {
    "start": {"proposed": "drafting", "assigned": "drafting"},
    "submit": {"drafting": "in_review"},
    "approve": {"in_review": "approved"},
    "send_back": {"in_review": "drafting", "approved": "drafting"},
    "publish": {"approved": "published"},
    "reopen": {"published": "approved"},
    "assign": {
        "proposed": "assigned",
        "assigned": "assigned",
        "drafting": "drafting",
        "in_review": "in_review",
        "approved": "approved",
    },
    "hand": dict.fromkeys(
        ("proposed", "assigned", "drafting", "in_review", "approved"), "proposed"
    ),
    "postpone": dict.fromkeys(
        ("proposed", "assigned", "drafting", "in_review", "approved"), "postponed"
    ),
    # What was put off or cancelled was being drafted before (`before_it`).
    "resume": {"postponed": "drafting"},
    "restore": {"cancelled": "drafting"},
    "cancel": dict.fromkeys(
        ("proposed", "assigned", "drafting", "in_review", "approved", "postponed"), "cancelled"
    ),
    "move": {
        "proposed": "proposed",
        "assigned": "assigned",
        "drafting": "drafting",
        "in_review": "in_review",
        "approved": "approved",
        "postponed": "drafting",
    },
    "follow": {
        "proposed": "proposed",
        "assigned": "assigned",
        "drafting": "drafting",
        "in_review": "in_review",
        "approved": "approved",
        "postponed": "drafting",
    },
    "brief": {
        "proposed": "proposed",
        "assigned": "assigned",
        "drafting": "drafting",
        "in_review": "in_review",
    },
}
FORMS: Mapping[str, Mapping[str, object]] = {
    "assign": {"assignee": "nguoi-viet"},
    "hand": {"agency": "bao-ban"},
    "move": {"day": date(2027, 8, 29)},
    "brief": {"brief": "Lời khác"},
}

ITEM_DONE_BY = {
    "done": {A, E},
    "reopen": {A, E},
    "apply": {A, C, P, E},
    "assign": {A, C, P, E},
    "hand_on": {A, C, P, E},
    "not_applicable": {A, C, P, E},
    "take_back": {A, C, P, E},
    "accept": {A, C, P, E},
    "return": {A, C, P, E},
}
ITEM_LEADS = {
    "done": {"open": "done"},
    "reopen": {"done": "open"},
    "apply": {"not_applicable": "open"},
    "assign": {"open": "open"},
    "hand_on": {"open": "handed_on"},
    "not_applicable": {"open": "not_applicable"},
    "take_back": {"handed_on": "open"},
    "accept": {"handed_on": "open"},
    "return": {"handed_on": "open"},
}
AT_RECEIVER = {"accept", "return"}
GIVEN = {"assign": "nguoi-lam", "hand_on": RECEIVER}


@pytest.fixture(scope="module")
def office(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Give the small province with a second newspaper; each test leaves it as it was."""
    folder = tmp_path_factory.mktemp("working")
    database = Database(bases.new())
    made = Office(database, small.write(folder / "seeds"))
    register = made.folder / "register" / "song-lam.toml"
    second = '\n[[agency]]\nslug = "bao-ban"\nname = "Báo bạn"\nkind = "newspaper"\n'
    register.write_text(register.read_text(encoding="utf-8") + second, encoding="utf-8")
    made.load()
    admit(database, "nguoi-viet", Role.EDITOR, NEWSPAPER)
    admit(database, "nguoi-duyet", Role.APPROVER, NEWSPAPER)
    admit(database, "nguoi-lam", Role.EDITOR, GIVER)
    admit(database, "nguoi-nhan", Role.EDITOR, RECEIVER)
    yield made
    database.close()


class Undo(Exception):  # noqa: N818 (no error: it ends a transaction)
    """Rolls a transaction back."""


@pytest.fixture
def session(office: Office) -> Iterator[Session]:
    """Give a transaction that is never committed."""
    with suppress(Undo), office.database.writing() as opened:
        yield opened
        raise Undo


def somebody(role: str, *agencies: str) -> Person:
    return Person(f"la-{role}", "Người thử", tuple(Grant(Role(role), one) for one in agencies))


def before_it(session: Session, state: State) -> Slot:
    """Bring the slot into a state, with a brief and a proof."""
    slot = slots.get(session, SLOT)
    values: dict[str, object] = {"brief": "Ý chính"}
    if state in {State.POSTPONED, State.CANCELLED}:
        scheduling.edit(session, SLOT, {"state": State.DRAFTING}, who="Lan", today=TODAY)
    if state != slot.state:
        values["state"] = state
    proofs.add(
        session, Proof(SLOT, "link", "nguoi-viet", scheduling.now(), url="https://bao.vn/bai")
    )
    return scheduling.edit(session, SLOT, values, who="Lan", today=TODAY)


def outcome(error: PlannerError) -> str:
    return {ForbiddenError: "forbidden", ConflictError: "conflict"}[type(error)]


@pytest.mark.parametrize("role", [A, C, P, E, V])
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", SLOT_STEPS)
def test_a_step_of_a_slot(session: Session, step: str, state: State, role: str) -> None:
    before = before_it(session, state)
    try:
        taken = working.take(
            session,
            SLOT,
            step,
            somebody(role, NEWSPAPER),
            today=TODAY,
            revision=before.revision,
            values=lambda _: FORMS.get(step, {}),
            why="Vì thế",
        )
        found = str(taken.slot.state)
    except (ForbiddenError, ConflictError) as error:
        found = outcome(error)
        assert slots.get(session, SLOT) == before
    allowed = LEADS[step].get(state, "conflict")
    assert found == (allowed if role in DONE_BY[step] else "forbidden")


@pytest.mark.parametrize("step", SLOT_STEPS)
def test_nobody_takes_a_step_at_another_agency(session: Session, step: str) -> None:
    before = before_it(session, State(next(iter(LEADS[step]))))
    with pytest.raises(ForbiddenError, match="của cơ quan làm"):
        working.take(
            session,
            SLOT,
            step,
            Person("la", "Người lạ", tuple(Grant(one, "dai-song-lam") for one in Role)),
            today=TODAY,
            revision=before.revision,
            why="Vì thế",
        )
    assert slots.get(session, SLOT) == before


@pytest.mark.parametrize(
    ("step", "state", "change", "said"),
    [
        ("approve", State.IN_REVIEW, {"brief": ""}, "đề cương"),
        ("send_back", State.APPROVED, {"why": ""}, "lý do"),
        ("reopen", State.PUBLISHED, {"why": ""}, "lý do"),
        ("postpone", State.DRAFTING, {"why": ""}, "lý do"),
        ("cancel", State.DRAFTING, {"why": ""}, "lý do"),
        ("restore", State.CANCELLED, {"why": ""}, "lý do"),
        ("hand", State.DRAFTING, {"why": ""}, "lý do"),
        ("publish", State.APPROVED, {"proof": ""}, "minh chứng"),
        ("assign", State.DRAFTING, {"values": {"assignee": "khong-co"}}, "chọn một người"),
        ("assign", State.DRAFTING, {"values": {"assignee": "nguoi-nhan"}}, "chọn một người"),
        ("hand", State.DRAFTING, {"values": {"agency": "khong-co"}}, "chọn cơ quan nhận"),
        ("hand", State.DRAFTING, {"values": {"agency": NEWSPAPER}}, "chính cơ quan ấy"),
        ("hand", State.DRAFTING, {"values": {"agency": "so-tttt-song-lam"}}, "không có vào ngày"),
        ("hand", State.DRAFTING, {"values": {"agency": "dai-song-lam"}}, "không làm kênh"),
    ],
)
def test_a_step_says_what_it_lacks(
    session: Session, step: str, state: State, change: dict[str, object], said: str
) -> None:
    before = before_it(session, state)
    if change.get("brief") == "":
        before = scheduling.edit(session, SLOT, {"brief": ""}, who="Lan", today=TODAY)
    if "proof" in change:
        (proof,) = proofs.of(session, SLOT)
        proofs.remove(session, proof.id, "nguoi-viet", scheduling.now())
    values = change.get("values", FORMS.get(step, {}))
    assert isinstance(values, Mapping)
    with pytest.raises(InputError, match=said):
        working.take(
            session,
            SLOT,
            step,
            somebody(A, NEWSPAPER),
            today=TODAY,
            revision=before.revision,
            values=lambda _: values,
            why=str(change.get("why", "Vì thế")),
        )
    assert slots.get(session, SLOT) == before


@pytest.mark.parametrize("state", [State.PROPOSED, State.IN_REVIEW, State.APPROVED])
def test_what_was_cancelled_while_put_off_is_put_off_again(session: Session, state: State) -> None:
    slot = before_it(session, state)
    found = []
    for step in ("postpone", "cancel", "restore", "resume"):
        slot = working.take(
            session,
            SLOT,
            step,
            somebody(P, NEWSPAPER),
            today=TODAY,
            revision=slot.revision,
            why="Vì thế",
        ).slot
        found.append(slot.state)
    assert found == [State.POSTPONED, State.CANCELLED, State.POSTPONED, state]


def told(session: Session, name: str) -> list[tuple[str, str | None, str]]:
    return [(one.kind, one.subject, one.text) for one in notices.of(session, name)]


def test_those_whom_a_step_concerns_are_told(session: Session) -> None:
    slot = slots.get(session, SLOT)
    steps: tuple[tuple[str, str, dict[str, object], str], ...] = (
        ("assign", C, {"assignee": "nguoi-viet"}, ""),
        ("start", E, {}, ""),
        ("brief", E, {"brief": "Ý chính"}, ""),
        ("submit", E, {}, ""),
        ("send_back", P, {}, "Thiếu ảnh"),
    )
    for step, role, values, why in steps:
        slot = working.take(
            session,
            SLOT,
            step,
            somebody(role, NEWSPAPER),
            today=TODAY,
            revision=slot.revision,
            values=lambda _, values=values: values,  # type: ignore[misc]
            why=why,
        ).slot
    assert told(session, "nguoi-viet") == [("sent_back", SLOT, "Thiếu ảnh"), ("assigned", SLOT, "")]
    assert told(session, "nguoi-duyet") == [("submitted", SLOT, "")]


def test_a_handed_slot_begins_anew_and_the_receivers_own_stands_back(session: Session) -> None:
    before_it(session, State.IN_REVIEW)
    slot = scheduling.edit(session, SLOT, {"assignee": "nguoi-viet"}, who="Lan", today=TODAY)
    own = "quoc-khanh-2027/press-column/bao-ban/d-3"
    assert slots.get(session, own).state == State.PROPOSED
    handed = working.take(
        session,
        SLOT,
        "hand",
        somebody(C, NEWSPAPER),
        today=TODAY,
        revision=slot.revision,
        values=lambda _: {"agency": "bao-ban"},
        why="Báo bạn có phóng viên ở đó",
    ).slot
    assert (handed.agency, handed.state, handed.assignee, handed.brief) == (
        "bao-ban",
        State.PROPOSED,
        None,
        "Ý chính",
    )
    assert slots.get(session, own).state == State.WITHDRAWN
    assert not scheduling.replan(session, TODAY).slots


# --- two people on one slot -----------------------------------------------------------------------


def brief(session: Session, text: str, revision: int, role: str = E) -> working.Taken:
    return working.take(
        session,
        SLOT,
        "brief",
        somebody(role, NEWSPAPER),
        today=TODAY,
        revision=revision,
        values=lambda _: {"brief": text},
    )


def test_what_does_not_meet_is_carried_out_and_says_what_changed_meanwhile(
    session: Session,
) -> None:
    seen = before_it(session, State.DRAFTING)
    brief(session, "Của người kia", seen.revision)
    taken = working.take(
        session,
        SLOT,
        "move",
        somebody(C, NEWSPAPER),
        today=TODAY,
        revision=seen.revision,
        values=lambda _: {"day": date(2027, 8, 29)},
    )
    assert (taken.slot.brief, taken.slot.day) == ("Của người kia", date(2027, 8, 29))
    assert [(one.entry.field, one.entry.new) for one in taken.meanwhile] == [
        ("brief", "Của người kia")
    ]


def test_a_form_leaves_what_it_did_not_change_as_others_set_it(session: Session) -> None:
    seen = before_it(session, State.DRAFTING)
    scheduling.edit(session, SLOT, {"day": date(2027, 8, 29)}, who="Lan", today=TODAY)
    taken = working.take(
        session,
        SLOT,
        "move",
        somebody(C, NEWSPAPER),
        today=TODAY,
        revision=seen.revision,
        values=lambda old: {"day": old.day, "at": None, "title": "Tên mới"},
    )
    assert (taken.slot.day, taken.slot.title) == (date(2027, 8, 29), "Tên mới")


def test_what_meets_changes_nothing(session: Session) -> None:
    seen = before_it(session, State.DRAFTING)
    before = brief(session, "Của người kia", seen.revision).slot
    with pytest.raises(ConflictError, match="người khác vừa đổi"):
        brief(session, "Của tôi", seen.revision)
    assert slots.get(session, SLOT) == before
    assert brief(session, "Của người kia", seen.revision).slot == before


def test_a_spans_first_and_last_day_meet(session: Session) -> None:
    seen = slots.get(session, BANNER)
    scheduling.edit(session, BANNER, {"end_day": date(2027, 9, 9)}, who="Lan", today=TODAY)
    with pytest.raises(ConflictError):
        working.take(
            session,
            BANNER,
            "move",
            somebody(E, "xa-dong-hoa"),
            today=TODAY,
            revision=seen.revision,
            values=lambda _: {"day": date(2027, 8, 24)},
        )


def test_nobody_approves_a_brief_that_they_have_not_read(session: Session) -> None:
    seen = before_it(session, State.IN_REVIEW)
    brief(session, "Sửa sau khi gửi", seen.revision)
    with pytest.raises(ConflictError):
        working.take(
            session,
            SLOT,
            "approve",
            somebody(P, NEWSPAPER),
            today=TODAY,
            revision=seen.revision,
        )
    assert slots.get(session, SLOT).state == State.IN_REVIEW


def test_a_version_that_there_has_not_been_is_refused(session: Session) -> None:
    seen = before_it(session, State.DRAFTING)
    with pytest.raises(InputError, match="phiên bản"):
        brief(session, "Của tôi", seen.revision + 1)


# --- checklist items ------------------------------------------------------------------------------


def item_before(session: Session, state: ItemState) -> int:
    """Bring the item into a state; return its revision."""
    item = items.get(session, ITEM)
    handed = RECEIVER if state == ItemState.HANDED_ON else None
    items.update_all(session, [replace(item, state=state, handed_to=handed)])
    return item.revision


def take_item(
    session: Session, step: str, person: Person, revision: int, why: str = "Vì thế"
) -> str:
    try:
        item = checklists.take(
            session,
            ITEM,
            step,
            person,
            today=TODAY,
            revision=revision,
            given=GIVEN.get(step, ""),
            why=why,
        )
    except (ForbiddenError, ConflictError) as error:
        return outcome(error)
    return str(item.state)


@pytest.mark.parametrize("role", [A, C, P, E, V])
@pytest.mark.parametrize("state", ItemState)
@pytest.mark.parametrize("step", ITEM_STEPS)
def test_a_step_of_an_item(session: Session, step: str, state: ItemState, role: str) -> None:
    revision = item_before(session, state)
    before = items.get(session, ITEM)
    found = take_item(session, step, somebody(role, GIVER, RECEIVER), revision)
    allowed = ITEM_LEADS[step].get(state, "conflict")
    assert found == (allowed if role in ITEM_DONE_BY[step] else "forbidden")
    if found in {"conflict", "forbidden"}:
        assert items.get(session, ITEM) == before


@pytest.mark.parametrize("step", ITEM_STEPS)
def test_giver_and_receiver_take_their_own_steps(session: Session, step: str) -> None:
    state = ItemState(next(iter(ITEM_LEADS[step])))
    revision = item_before(session, state)
    own, other = (RECEIVER, GIVER) if step in AT_RECEIVER else (GIVER, RECEIVER)
    assert take_item(session, step, somebody(A, other), revision) == "forbidden"
    assert take_item(session, step, somebody(A, own), revision) == ITEM_LEADS[step][state]


@pytest.mark.parametrize("step", ["return", "hand_on", "not_applicable"])
def test_a_step_of_an_item_wants_a_reason(session: Session, step: str) -> None:
    revision = item_before(session, ItemState(next(iter(ITEM_LEADS[step]))))
    before = items.get(session, ITEM)
    with pytest.raises(InputError, match="lý do"):
        take_item(session, step, somebody(A, GIVER, RECEIVER), revision, why="")
    assert items.get(session, ITEM) == before


@pytest.mark.parametrize(
    ("step", "given", "said"),
    [
        ("assign", "nguoi-nhan", "chọn một người"),
        ("hand_on", "khong-co", "chọn cơ quan nhận"),
        ("hand_on", GIVER, "chính cơ quan ấy"),
        ("hand_on", "so-tttt-song-lam", "không có vào ngày"),
    ],
)
def test_whom_an_item_cannot_be_given(session: Session, step: str, given: str, said: str) -> None:
    before = items.get(session, ITEM)
    with pytest.raises(InputError, match=said):
        checklists.take(
            session,
            ITEM,
            step,
            somebody(A, GIVER),
            today=TODAY,
            revision=before.revision,
            given=given,
            why="Vì thế",
        )
    assert items.get(session, ITEM) == before


def test_an_accepted_item_is_the_receivers_and_planning_leaves_it_there(session: Session) -> None:
    giver = people.get(session, "nguoi-lam")
    receiver = people.get(session, "nguoi-nhan")
    revision = items.get(session, ITEM).revision
    assert take_item(session, "hand_on", giver, revision, "Đài có máy quay") == "handed_on"
    offered = items.get(session, ITEM)
    assert (offered.agency, offered.handed_to) == (GIVER, RECEIVER)
    assert [one.key for one in items.offered(session, RECEIVER)] == [ITEM]
    assert take_item(session, "accept", receiver, offered.revision, "") == "open"
    item = items.get(session, ITEM)
    assert (item.agency, item.handed_to, item.state) == (RECEIVER, None, ItemState.OPEN)
    scheduling.replan(session, TODAY)
    assert items.get(session, ITEM) == item
    assert told(session, "nguoi-nhan") == [("handed_on", ITEM, "Đài có máy quay")]
    assert told(session, "nguoi-lam") == [("accepted", ITEM, "")]
    rows = [row.entry for row in log.of(session, ITEM)]
    assert [(row.who, row.field, row.old, row.new) for row in rows] == [
        ("nguoi-lam", "state", "open", "handed_on"),
        ("nguoi-lam", "handed_to", None, RECEIVER),
        ("nguoi-nhan", "state", "handed_on", "open"),
        ("nguoi-nhan", "agency", GIVER, RECEIVER),
        ("nguoi-nhan", "handed_to", RECEIVER, None),
    ]


def test_a_returned_item_is_the_givers_again(session: Session) -> None:
    giver = people.get(session, "nguoi-lam")
    receiver = people.get(session, "nguoi-nhan")
    take_item(session, "hand_on", giver, items.get(session, ITEM).revision)
    take_item(session, "return", receiver, items.get(session, ITEM).revision, "Không có máy quay")
    item = items.get(session, ITEM)
    assert (item.agency, item.handed_to, item.state) == (GIVER, None, ItemState.OPEN)
    assert told(session, "nguoi-lam") == [("returned", ITEM, "Không có máy quay")]
    assert not scheduling.replan(session, TODAY).items


def test_an_accepted_item_can_come_back_to_its_first_agency(session: Session) -> None:
    giver = people.get(session, "nguoi-lam")
    receiver = people.get(session, "nguoi-nhan")
    kept = items.get(session, ITEM).kept
    for step, person, to in (
        ("hand_on", giver, RECEIVER),
        ("accept", receiver, ""),
        ("hand_on", receiver, GIVER),
        ("accept", giver, ""),
    ):
        checklists.take(
            session,
            ITEM,
            step,
            person,
            today=TODAY,
            revision=items.get(session, ITEM).revision,
            given=to,
            why="Vì thế",
        )
    item = items.get(session, ITEM)
    assert (item.agency, item.kept) == (GIVER, kept)
