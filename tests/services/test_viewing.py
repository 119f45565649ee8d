"""Views that people save."""

import pytest
import small
from accounts import admit

from planner.domain.people import Role
from planner.domain.selecting import selection
from planner.errors import ConflictError, ForbiddenError, InputError, NotFoundError
from planner.services import subscribing, viewing
from planner.store import views

CHOSEN = selection([("channel", "press"), ("late", "1")])


def test_a_view_is_kept_for_its_owner_and_shared_by_who_plans(planned: small.Office) -> None:
    lan = admit(planned.database, "lan", Role.EDITOR, "bao-song-lam")
    minh = admit(planned.database, "minh", Role.COORDINATOR)
    with planned.database.writing() as session:
        own = viewing.save(session, lan, "  Báo   trễ ", "agenda", CHOSEN, shared=False)
        viewing.save(session, minh, "Cả tỉnh", "board", CHOSEN, shared=True)
        assert (own.name, own.view, own.chosen) == ("Báo trễ", "agenda", CHOSEN)
        assert [one.name for one in views.offered(session, "lan")] == ["Báo trễ", "Cả tỉnh"]
        assert [one.name for one in views.offered(session, "minh")] == ["Cả tỉnh"]
        with pytest.raises(ForbiddenError, match="dùng chung"):
            viewing.save(session, lan, "Nữa", "month", CHOSEN, shared=True)
        with pytest.raises(ConflictError, match="Báo trễ"):
            viewing.save(session, lan, "Báo trễ", "month", CHOSEN, shared=False)
        for name in ("", " ", "x" * 61):
            with pytest.raises(InputError):
                viewing.save(session, lan, name, "month", CHOSEN, shared=False)
        with pytest.raises(ForbiddenError, match="người khác"):
            viewing.remove(session, minh, own.id)
        viewing.remove(session, lan, own.id)
        with pytest.raises(NotFoundError):
            views.get(session, own.id)


def test_a_view_is_found_by_number_or_by_a_name_that_one_has(planned: small.Office) -> None:
    lan = admit(planned.database, "lan", Role.EDITOR, "bao-song-lam")
    minh = admit(planned.database, "minh", Role.EDITOR, "bao-song-lam")
    with planned.database.writing() as session:
        first = viewing.save(session, lan, "Báo", "month", CHOSEN, shared=False)
        assert subscribing.saved_view(session, str(first.id)) == first
        assert subscribing.saved_view(session, "Báo") == first
        viewing.save(session, minh, "Báo", "month", CHOSEN, shared=False)
        with pytest.raises(InputError, match="dùng số"):
            subscribing.saved_view(session, "Báo")
        with pytest.raises(NotFoundError):
            subscribing.saved_view(session, "Đài")
