"""The steps that somebody may take now with a slot or a checklist item, as its page shows them."""

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from planner.domain.model import Agency
from planner.domain.people import Person
from planner.domain.policy import Act
from planner.domain.workflow import AnyState, Need, Step, who_may
from planner.web.words import mark

WORDS: Mapping[str, str] = {
    "start": mark("Bắt đầu soạn"),
    "submit": mark("Gửi duyệt"),
    "approve": mark("Duyệt"),
    "publish": mark("Ghi là đã đăng"),
    "send_back": mark("Trả lại"),
    "resume": mark("Làm tiếp"),
    "restore": mark("Khôi phục"),
    "reopen": mark("Mở lại"),
    "assign": mark("Giao"),
    "hand": mark("Chuyển"),
    "postpone": mark("Hoãn"),
    "cancel": mark("Hủy"),
    "move": mark("Dời"),
    "follow": mark("Về lại theo kế hoạch"),
    "brief": mark("Lưu đề cương"),
    "done": mark("Đã xong"),
    "accept": mark("Nhận việc"),
    "return": mark("Trả lại"),
    "take_back": mark("Lấy lại"),
    "apply": mark("Áp dụng lại"),
    "hand_on": mark("Chuyển"),
    "not_applicable": mark("Không áp dụng"),
}
"""What the button of each step says."""

ASKED: Mapping[str, str] = {
    "send_back": mark("Lý do trả lại"),
    "restore": mark("Lý do khôi phục"),
    "reopen": mark("Lý do mở lại"),
    "hand": mark("Lý do chuyển"),
    "postpone": mark("Lý do hoãn"),
    "cancel": mark("Lý do hủy"),
    "return": mark("Lý do trả lại"),
    "hand_on": mark("Lý do chuyển"),
    "not_applicable": mark("Vì sao không áp dụng"),
}
"""What the form of a step asks for where it wants a reason."""

AHEAD = ("start", "submit", "approve", "publish", "done")
"""Steps with which the work goes on: who may not take them is told for whom it waits."""

_MISSING: Mapping[Need, str] = {
    Need.BRIEF: mark("cần đề cương"),
    Need.PROOF: mark("cần minh chứng"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A step as a page shows it; with `missing` or `waits_for` it can't be taken yet."""

    name: str
    needs: frozenset[Need]
    missing: str = ""
    waits_for: str = ""

    @property
    def word(self) -> str:
        return WORDS[self.name]

    @property
    def asked(self) -> str:
        return ASKED.get(self.name, "")

    @property
    def ready(self) -> bool:
        return not self.missing and not self.waits_for

    @property
    def bare(self) -> bool:
        """Whether its form is a button and nothing else."""
        return not self.needs & {Need.WHY, Need.ASSIGNEE, Need.AGENCY}


@dataclass(frozen=True, slots=True)
class Choices:
    """Those to whom something can be given."""

    people: tuple[Person, ...] = ()
    agencies: tuple[Agency, ...] = ()


def offers(
    steps: Iterable[Step[AnyState]],
    state: AnyState,
    acts: AbstractSet[Act],
    lacking: Collection[Need] = (),
) -> dict[str, Offer]:
    """Return by name the steps that can be taken in a state, those not yet only if work goes on.

    `lacking` is what the thing has not got that a step can need. Those who only read see none.
    """
    if Act.DISCUSS not in acts:
        return {}
    found: dict[str, Offer] = {}
    for step in steps:
        may = step.act in acts
        if state not in step.states or not (may or step.name in AHEAD):
            continue
        missing = next((_MISSING[need] for need in step.needs if need in lacking), "")
        waits_for = "" if may else who_may(step.act)
        found[step.name] = Offer(step.name, step.needs, "" if waits_for else missing, waits_for)
    return found
