"""Places and what hangs at them: kept, refused, and not lost when the calendar is planned again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from small import TODAY, Office

from planner.domain.sites import Site
from planner.errors import ConflictError, InputError, NotFoundError, PlannerError
from planner.services import placing
from planner.store import log, sites

WHERE = "xa-dong-hoa"
BANNER = f"quoc-khanh-2027/banner-hang/{WHERE}/span"
OTHER = "quoc-khanh-2027/banner-hang/huyen-tay-ha/span"
FLAG = f"quoc-khanh-2027/flag-hang/{WHERE}/span"
GATE = Site(WHERE, "Cổng chào", size="6 x 1,2 m", keeper="Út")


def add(office: Office, *names: str) -> list[Site]:
    with office.database.writing() as session:
        return [placing.add(session, replace(GATE, name=name), "lan") for name in names]


def hang(
    office: Office, key: str, wanted: Mapping[int, int], seen: Mapping[int, int] | None = None
) -> None:
    with office.database.writing() as session:
        placing.hang(session, key, wanted, seen or {}, "lan")


def at(office: Office, key: str) -> dict[str, int]:
    with office.database.session() as session:
        return {one.site.name: one.count for one in sites.hangings(session, slot=key)}


def history(office: Office, subject: str) -> list[tuple[str | None, object, object]]:
    with office.database.session() as session:
        rows = [row.entry for row in log.of(session, subject)]
    assert {one.who for one in rows} <= {"lan"}
    return [(one.field, one.old, one.new) for one in rows]


def test_a_place_is_added_changed_and_taken_away(planned: Office) -> None:
    [gate] = add(planned, " Cổng  chào ")
    assert (gate.name, gate.revision) == ("Cổng chào", 1)
    new = replace(gate, size="5 x 1 m", valid_to=date(2028, 1, 1))
    with planned.database.writing() as session:
        changed = placing.change(session, new, "lan")
    assert changed == replace(new, revision=2)
    assert history(planned, placing.subject(gate.id)) == [
        ("name", None, "Cổng chào"),
        ("size", "6 x 1,2 m", "5 x 1 m"),
        ("valid_to", None, "2028-01-01"),
    ]
    with planned.database.writing() as session:
        placing.remove(session, gate.id, "lan")
        assert sites.of_agency(session, WHERE) == []
    assert history(planned, placing.subject(gate.id))[-1] == ("name", "Cổng chào", None)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": " "}, "cần ghi tên chỗ"),
        ({"name": "TRƯỜNG học"}, "đã có chỗ tên “Trường học”"),
        ({"note": "x" * 201}, "dài quá 200 chữ"),
        ({"kind": "khinh-khi-cau"}, "chọn loại chỗ"),
        ({"valid_from": date(2027, 2, 2), "valid_to": date(2027, 2, 1)}, "ngày dùng cuối"),
    ],
)
def test_a_place_that_can_not_be(planned: Office, values: dict[str, Any], words: str) -> None:
    gate, _ = add(planned, "Cổng chào", "Trường học")
    before = planned.dump()
    for site in (replace(GATE, **values), replace(gate, **values)):
        with pytest.raises(InputError, match=words), planned.database.writing() as session:
            (placing.change if site.id else placing.add)(session, site, "lan")
    assert planned.dump() == before


def test_the_second_to_change_a_place_is_told(planned: Office) -> None:
    [gate] = add(planned, "Cổng chào")
    with planned.database.writing() as session:
        placing.change(session, replace(gate, size="1 m"), "lan")
    before = planned.dump()
    for size in ("2 m", "1 m"):
        with pytest.raises(ConflictError), planned.database.writing() as session:
            placing.change(session, replace(gate, size=size), "lan")
    assert planned.dump() == before


def test_a_list_comes_in_whole_or_not_at_all(planned: Office) -> None:
    add(planned, "Cổng chào")
    before = planned.dump()
    with planned.database.writing() as session:
        listed = placing.bring(session, WHERE, "Chợ\ncổng chào", TODAY, "lan")
    assert [one.where.line for one in listed.problems] == [2]
    assert planned.dump() == before
    with planned.database.writing() as session:
        assert placing.bring(session, WHERE, "Chợ\nTrường", TODAY, "lan").problems == ()
        names = [one.name for one in sites.of_agency(session, WHERE)]
    assert names == ["Cổng chào", "Chợ", "Trường"]


def test_what_hangs_is_written_into_the_slots_history_and_leaves_its_revision(
    planned: Office,
) -> None:
    gate, school = add(planned, "Cổng chào", "Trường học")
    slot = planned.slot(BANNER)
    hang(planned, BANNER, {gate.id: 1, school.id: 3})
    hang(planned, BANNER, {school.id: 2}, {gate.id: 1, school.id: 3})
    assert at(planned, BANNER) == {"Trường học": 2}
    assert planned.slot(BANNER) == slot
    assert history(planned, BANNER) == [
        ("site", None, "Cổng chào"),
        ("site", None, "Trường học ×3"),
        ("site", "Cổng chào", None),
        ("site", "Trường học ×3", "Trường học ×2"),
    ]


def test_nobody_undoes_what_another_did_meanwhile(planned: Office) -> None:
    gate, school, market = add(planned, "Cổng chào", "Trường học", "Chợ")
    hang(planned, BANNER, {gate.id: 1})
    hang(planned, BANNER, {gate.id: 1, school.id: 1}, {gate.id: 1})  # one of two who saw the gate
    hang(planned, BANNER, {market.id: 1}, {gate.id: 1})
    assert at(planned, BANNER) == {"Trường học": 1, "Chợ": 1}


def test_who_saw_another_number_at_a_place_is_told(planned: Office) -> None:
    [gate] = add(planned, "Cổng chào")
    hang(planned, BANNER, {gate.id: 5})
    before = planned.dump()
    for wanted in ({gate.id: 4}, {}):
        with pytest.raises(ConflictError, match="nay treo 5"):
            hang(planned, BANNER, wanted, {gate.id: 3})
    hang(planned, BANNER, {gate.id: 3}, {gate.id: 3})  # left alone, so the other's stays
    assert planned.dump() == before


@pytest.mark.parametrize(
    ("key", "wanted", "error"),
    [
        (BANNER, {1: 0}, InputError),
        (BANNER, {1: 10_001}, InputError),
        (BANNER, {99: 1}, NotFoundError),
        (OTHER, {1: 1}, NotFoundError),
        ("khong-co", {1: 1}, NotFoundError),
        (f"quoc-khanh-2027/loudspeaker-bulletin/{WHERE}/d-0/s1", {1: 1}, InputError),
    ],
    ids=["none", "too many", "no place", "another's place", "no slot", "a bulletin"],
)
def test_what_can_not_hang(
    planned: Office, key: str, wanted: dict[int, int], error: type[PlannerError]
) -> None:
    [gate] = add(planned, "Cổng chào")
    assert gate.id == 1
    before = planned.dump()
    with pytest.raises(error):
        hang(planned, key, wanted)
    assert planned.dump() == before


def test_a_place_that_was_used_stays_known(planned: Office) -> None:
    [gate] = add(planned, "Cổng chào")
    hang(planned, BANNER, {gate.id: 1})
    with pytest.raises(InputError, match="đã từng treo"), planned.database.writing() as session:
        placing.remove(session, gate.id, "lan")


def test_planning_again_keeps_the_places_and_says_what_meets(planned: Office) -> None:
    [gate] = add(planned, "Cổng chào")
    hang(planned, BANNER, {gate.id: 1})
    assert not planned.replan().slots
    banners = [
        one
        for one in planned.slots(agency=WHERE, channel="banner")
        if one.key != BANNER and one.occurrence == "span"
    ]
    first = planned.slot(BANNER).day
    planned.edit(banners[0].key, {"day": first, "end_day": first})
    hang(planned, banners[0].key, {gate.id: 1})
    outcome = planned.replan()
    [problem] = [one for one in outcome.problems if "Cổng chào" in one.message]
    assert problem.where.key in {BANNER, banners[0].key}
    assert at(planned, BANNER) == {"Cổng chào": 1}


def test_a_flag_hangs_beside_a_banner(planned: Office) -> None:
    [gate] = add(planned, "Cổng chào")
    hang(planned, BANNER, {gate.id: 1})
    hang(planned, FLAG, {gate.id: 20})
    assert [one for one in planned.replan().problems if "Cổng chào" in one.message] == []
