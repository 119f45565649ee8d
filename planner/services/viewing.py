"""Views that people save: a name for what they look at, for themselves or for all."""

from planner.domain.people import Person
from planner.domain.policy import Act, may_somewhere
from planner.domain.selecting import Selection
from planner.errors import ForbiddenError, InputError
from planner.services.scheduling import now
from planner.store import views
from planner.store.db import Session
from planner.store.views import Saved

LONGEST = 60


def save(
    session: Session, person: Person, name: str, view: str, chosen: Selection, *, shared: bool
) -> Saved:
    """Save a view for a person.

    Raises InputError without a name or with one over 60 letters, ConflictError for a name that
    the person gave already, ForbiddenError where somebody shares who plans for nobody.
    """
    plain = " ".join(name.split())
    if not plain:
        raise InputError("đặt tên cho bộ lọc, ví dụ “Báo chí, đang trễ”")
    if len(plain) > LONGEST:
        raise InputError("tên bộ lọc dài quá %(longest)d chữ; rút ngắn lại", longest=LONGEST)
    if shared and not may_somewhere(person, Act.PLAN):
        raise ForbiddenError("chỉ người điều phối lưu được bộ lọc dùng chung")
    return views.add(session, Saved(0, person.name, plain, view, chosen, shared, now()))


def remove(session: Session, person: Person, number: int) -> None:
    """Take a person's own view away; ForbiddenError for another's."""
    if views.get(session, number).person != person.name:
        raise ForbiddenError("bộ lọc này do người khác lưu; chỉ người ấy bỏ được")
    views.remove(session, number)
