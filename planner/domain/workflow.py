"""What can be done with a slot or a checklist item, from which state, and by whom.

`SLOT_STEPS` and `ITEM_STEPS` are the whole of it: pages draw their buttons from them, services
carry them out. Withdrawing is planning's alone and no step.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from planner.domain.dates import printed
from planner.domain.model import Agency, Item, ItemState, Slot, State
from planner.domain.people import Person, Place
from planner.domain.policy import Act, may
from planner.errors import InputError
from planner.phrases import Phrase, mark

AnyState = TypeVar("AnyState", State, ItemState)


class Need(StrEnum):
    """What a step wants besides its state: given with it, or there before (brief, proof)."""

    WHY = "why"
    ASSIGNEE = "assignee"
    AGENCY = "agency"
    BRIEF = "brief"
    PROOF = "proof"


@dataclass(frozen=True, slots=True)
class Step(Generic[AnyState]):
    """Something that can be done: who may, in which states, where it leads, what it wants.

    Without `to` the state stays, but for what `lands` says. `at_receiver`: it is the agency to
    which an item is handed on that does it. `only` says in words when it can be done.
    """

    name: str
    act: Act
    states: frozenset[AnyState]
    only: str
    to: AnyState | None = None
    needs: frozenset[Need] = frozenset()
    at_receiver: bool = False


# --- slots --------------------------------------------------------------------------------------

WORKED_ON = frozenset(
    {State.PROPOSED, State.ASSIGNED, State.DRAFTING, State.IN_REVIEW, State.APPROVED}
)
"""States in which there is still something to do, and nothing stops it."""

_UNPUBLISHED = WORKED_ON | {State.POSTPONED}

SLOT_STEPS: Mapping[str, Step[State]] = {
    step.name: step
    for step in (
        Step(
            "start",
            Act.WRITE,
            frozenset({State.PROPOSED, State.ASSIGNED}),
            mark("chỉ bắt đầu soạn mục đang đề xuất hoặc đã giao"),
            to=State.DRAFTING,
        ),
        Step(
            "submit",
            Act.WRITE,
            frozenset({State.DRAFTING}),
            mark("chỉ gửi duyệt mục đang soạn"),
            to=State.IN_REVIEW,
        ),
        Step(
            "approve",
            Act.APPROVE,
            frozenset({State.IN_REVIEW}),
            mark("chỉ duyệt mục đang chờ duyệt"),
            to=State.APPROVED,
            needs=frozenset({Need.BRIEF}),
        ),
        Step(
            "publish",
            Act.WRITE,
            frozenset({State.APPROVED}),
            mark("chỉ ghi đã đăng cho mục đã duyệt"),
            to=State.PUBLISHED,
            needs=frozenset({Need.PROOF}),
        ),
        Step(
            "send_back",
            Act.APPROVE,
            frozenset({State.IN_REVIEW, State.APPROVED}),
            mark("chỉ trả lại mục đang chờ duyệt hoặc đã duyệt"),
            to=State.DRAFTING,
            needs=frozenset({Need.WHY}),
        ),
        Step(
            "resume",
            Act.ARRANGE,
            frozenset({State.POSTPONED}),
            mark("chỉ làm tiếp mục đang hoãn"),
        ),
        Step(
            "restore",
            Act.CALL_OFF,
            frozenset({State.CANCELLED}),
            mark("chỉ khôi phục mục đã hủy"),
            needs=frozenset({Need.WHY}),
        ),
        Step(
            "reopen",
            Act.APPROVE,
            frozenset({State.PUBLISHED}),
            mark("chỉ mở lại mục đã đăng"),
            to=State.APPROVED,
            needs=frozenset({Need.WHY}),
        ),
        Step(
            "assign",
            Act.ARRANGE,
            WORKED_ON,
            mark("chỉ giao mục chưa đăng, không hoãn, không hủy"),
            needs=frozenset({Need.ASSIGNEE}),
        ),
        Step(
            "hand",
            Act.ARRANGE,
            WORKED_ON,
            mark("chỉ chuyển mục chưa đăng, không hoãn, không hủy"),
            to=State.PROPOSED,
            needs=frozenset({Need.AGENCY, Need.WHY}),
        ),
        Step(
            "postpone",
            Act.ARRANGE,
            WORKED_ON,
            mark("chỉ hoãn mục chưa đăng, chưa hủy"),
            to=State.POSTPONED,
            needs=frozenset({Need.WHY}),
        ),
        Step(
            "cancel",
            Act.CALL_OFF,
            _UNPUBLISHED,
            mark("chỉ hủy mục chưa đăng"),
            to=State.CANCELLED,
            needs=frozenset({Need.WHY}),
        ),
        Step("move", Act.ARRANGE, _UNPUBLISHED, mark("chỉ dời mục chưa đăng, chưa hủy")),
        Step(
            "follow", Act.ARRANGE, _UNPUBLISHED, mark("chỉ đưa về kế hoạch mục chưa đăng, chưa hủy")
        ),
        Step(
            "brief",
            Act.WRITE,
            WORKED_ON - {State.APPROVED},
            mark("đề cương đã duyệt thì giữ nguyên; muốn sửa, người duyệt trả lại mục này trước"),
        ),
    )
}
"""Everything that a person can do with a slot, the next step of the work first."""


def lands(step: Step[State], state: State, before: State) -> State:
    """Return the state after a step; `before` is the one before it was put off or cancelled.

    Whoever gets the work handed begins with it, brief and all. A new day wakes what was put off.

    >>> lands(SLOT_STEPS["assign"], State.PROPOSED, State.PROPOSED)
    <State.ASSIGNED: 'assigned'>
    """
    match step.name:
        case "resume" | "restore":
            return before
        case "assign" if state == State.PROPOSED:
            return State.ASSIGNED
        case "move" | "follow" if state == State.POSTPONED:
            return before
        case _:
            return step.to or state


def before(state: State, turns: Iterable[tuple[object, object]]) -> State:
    """Return the state to which a postponed or cancelled slot goes back.

    `turns` are all changes of its state, from and to, oldest first. One that was cancelled while
    it was put off is put off again, and from there goes back to its work.
    """
    found = State.PROPOSED
    for old, new in turns:
        if new == state and not (state == State.POSTPONED and old == State.CANCELLED):
            found = State(str(old))
    return found


def takes(slot: Slot, receiver: Agency, today: date) -> bool:
    """Whether an agency can take a slot over: another one, there on its day, that makes such."""
    return (
        receiver.slug != slot.agency
        and receiver.exists(slot.day or today)
        and slot.format in receiver.runs.get(slot.channel, ())
    )


def has_day(slot: Slot) -> bool:
    """Whether the plan gives a slot its day; what has none comes from the tray."""
    return slot.kept.get("day", slot.day) is not None


def check_day(slot: Slot, agency: Agency, day: date | None) -> None:
    """Raise InputError, which says the rule, unless a slot of an agency can stand on a day.

    Without a day it waits in the tray, where only what the plan gives no day can go back to.
    """
    if day == slot.day:
        return
    if day is None:
        if has_day(slot):
            raise InputError("kế hoạch định ngày cho mục này nên nó không về khay; hoãn hoặc dời")
    elif not agency.exists(day):
        raise InputError(
            "%(name)s không có vào ngày %(day)s; chọn ngày khác",
            name=agency.name,
            day=printed(day),
        )


def check_receiver(slot: Slot, receiver: Agency, today: date) -> None:
    """Raise InputError, which says why, unless an agency can take a slot over."""
    _check_other(slot.agency, receiver, slot.day or today)
    if not takes(slot, receiver, today):
        raise InputError(
            "%(name)s không làm kênh và hình thức này; chọn cơ quan khác", name=receiver.name
        )


def _check_other(holder: str, receiver: Agency, day: date) -> None:
    """Raise InputError unless the receiver is another agency, and exists on the day."""
    if receiver.slug == holder:
        raise InputError("việc này đang ở chính cơ quan ấy; chọn cơ quan khác")
    if not receiver.exists(day):
        raise InputError(
            "%(name)s không có vào ngày %(day)s; chọn cơ quan khác",
            name=receiver.name,
            day=printed(day),
        )


# --- checklist items ----------------------------------------------------------------------------

ITEM_STEPS: Mapping[str, Step[ItemState]] = {
    step.name: step
    for step in (
        Step(
            "done",
            Act.WRITE,
            frozenset({ItemState.OPEN}),
            mark("chỉ đánh dấu xong việc chưa xong"),
            to=ItemState.DONE,
        ),
        Step(
            "accept",
            Act.ARRANGE,
            frozenset({ItemState.HANDED_ON}),
            mark("chỉ nhận việc đang chờ nhận"),
            to=ItemState.OPEN,
            at_receiver=True,
        ),
        Step(
            "return",
            Act.ARRANGE,
            frozenset({ItemState.HANDED_ON}),
            mark("chỉ trả lại việc đang chờ nhận"),
            to=ItemState.OPEN,
            needs=frozenset({Need.WHY}),
            at_receiver=True,
        ),
        Step(
            "take_back",
            Act.ARRANGE,
            frozenset({ItemState.HANDED_ON}),
            mark("chỉ lấy lại việc mà nơi kia chưa nhận"),
            to=ItemState.OPEN,
        ),
        Step(
            "reopen",
            Act.WRITE,
            frozenset({ItemState.DONE}),
            mark("chỉ mở lại việc đã xong"),
            to=ItemState.OPEN,
        ),
        Step(
            "apply",
            Act.ARRANGE,
            frozenset({ItemState.NOT_APPLICABLE}),
            mark("chỉ áp dụng lại việc đang ghi là không áp dụng"),
            to=ItemState.OPEN,
        ),
        Step(
            "assign",
            Act.ARRANGE,
            frozenset({ItemState.OPEN}),
            mark("chỉ giao việc chưa xong"),
            needs=frozenset({Need.ASSIGNEE}),
        ),
        Step(
            "hand_on",
            Act.ARRANGE,
            frozenset({ItemState.OPEN}),
            mark("chỉ chuyển việc chưa xong"),
            to=ItemState.HANDED_ON,
            needs=frozenset({Need.AGENCY, Need.WHY}),
        ),
        Step(
            "not_applicable",
            Act.ARRANGE,
            frozenset({ItemState.OPEN}),
            mark("chỉ ghi không áp dụng cho việc chưa xong"),
            to=ItemState.NOT_APPLICABLE,
            needs=frozenset({Need.WHY}),
        ),
    )
}
"""Everything that a person can do with a checklist item, the next step first."""


def may_take(item: Item, receiver: Agency, today: date) -> bool:
    """Whether an item can be handed on to an agency: another one, there when the item is due."""
    return receiver.slug != item.agency and receiver.exists(max(item.due or today, today))


def check_taker(item: Item, receiver: Agency, today: date) -> None:
    """Raise InputError, which says why, unless an item can be handed on to an agency."""
    _check_other(item.agency, receiver, max(item.due or today, today))


# --- who ----------------------------------------------------------------------------------------

_WHO: Mapping[Act, Phrase] = {
    Act.WRITE: Phrase("người biên tập"),
    Act.APPROVE: Phrase("người duyệt"),
    Act.ARRANGE: Phrase("người biên tập, người duyệt hoặc người điều phối"),
    Act.CALL_OFF: Phrase("người duyệt hoặc người điều phối"),
    Act.DISCUSS: Phrase("người biên tập, người duyệt hoặc người điều phối"),
}


def who_may(act: Act) -> Phrase:
    """Return in words who does something, for somebody who may not."""
    return _WHO[act]


def assignable(people: Iterable[Person], place: Place) -> list[Person]:
    """Return those to whom an agency's work can be given: whoever may write or approve there."""
    return [one for one in people if may(one, Act.WRITE, place) or may(one, Act.APPROVE, place)]
