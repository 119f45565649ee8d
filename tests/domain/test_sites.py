"""What hangs where: two things at one place on one day are shown, and may stay."""

from dataclasses import replace

import pytest
from builders import d, span_slot

from planner.domain.checks import taken
from planner.domain.model import Slot, Span, State
from planner.domain.sites import Hanging, Site, in_the_way, over

GATE = Site("xa-a", "Cổng chào ấp 3", id=1)
SCHOOL = Site("xa-a", "Trường học", id=2)


def banner(campaign: str, first: str, last: str, **values: object) -> Slot:
    return replace(
        span_slot(),
        key=f"{campaign}/banner-hang/xa-a/span",
        campaign=campaign,
        title=campaign,
        channel="banner",
        format="banner",
        day=d(first),
        end_day=d(last),
        **values,  # type: ignore[arg-type]
    )


EARLY = banner("tet-2027", "2027-01-30", "2027-02-10")
LATER = banner("dang-2027", "2027-02-10", "2027-02-20")


def said(*hangings: Hanging) -> list[tuple[str | None, str]]:
    return [(one.where.key, one.message) for one in taken(hangings)]


def test_a_shared_day_is_said_of_what_comes_later() -> None:
    [(key, message)] = said(Hanging(GATE, LATER), Hanging(GATE, EARLY))
    assert key == LATER.key
    assert message == (
        "chỗ “Cổng chào ấp 3” đang treo băng rôn “tet-2027” 30/01/2027 – 10/02/2027, trùng ngày "
        "với băng rôn “dang-2027” 10/02/2027 – 20/02/2027; xem treo chung được không, hoặc đổi chỗ"
    )


def test_the_day_after_the_last_is_free() -> None:
    next_day = replace(LATER, day=d("2027-02-11"))
    assert said(Hanging(GATE, EARLY), Hanging(GATE, next_day)) == []


@pytest.mark.parametrize(
    ("site", "early", "later"),
    [
        (SCHOOL, EARLY, LATER),
        (GATE, replace(EARLY, state=State.CANCELLED), LATER),
        (GATE, replace(EARLY, day=None, end_day=None), LATER),
        (GATE, EARLY, replace(LATER, channel="flag", format="flag")),
    ],
    ids=["elsewhere", "cancelled", "dayless", "a flag beside a banner"],
)
def test_what_does_not_meet(site: Site, early: Slot, later: Slot) -> None:
    assert said(Hanging(site, early), Hanging(GATE, later)) == []


def test_a_screen_shows_several_things_in_turn() -> None:
    screen = replace(GATE, kind="led")
    assert said(Hanging(screen, EARLY), Hanging(screen, LATER)) == []
    assert over(screen, Span(d("2027-02-10"), d("2027-02-10")), [Hanging(screen, EARLY)]) == []


def test_two_flags_meet() -> None:
    flags = [replace(one, channel="flag", format="flag") for one in (EARLY, LATER)]
    [(key, message)] = said(*(Hanging(GATE, one) for one in flags))
    assert key == LATER.key
    assert "đang treo cờ “tet-2027”" in message


def test_a_place_that_is_given_up_before_the_last_day() -> None:
    closed = replace(GATE, valid_to=d("2027-02-19"))
    [(key, message)] = said(Hanging(closed, LATER))
    assert key == LATER.key
    assert message.startswith("chỗ “Cổng chào ấp 3” không dùng được suốt các ngày treo băng rôn")
    assert said(Hanging(replace(closed, valid_to=d("2027-02-20")), LATER)) == []


def test_what_stands_in_the_way_of_a_slot_by_its_first_day() -> None:
    there = [Hanging(GATE, LATER), Hanging(GATE, EARLY), Hanging(SCHOOL, EARLY)]
    mine = banner("moi-2027", "2027-02-05", "2027-02-12")
    ways = in_the_way(GATE, mine, [*there, Hanging(GATE, mine)])
    assert [one.slot.campaign for one in ways] == ["tet-2027", "dang-2027"]
    assert in_the_way(GATE, replace(mine, state=State.POSTPONED), there) == []
