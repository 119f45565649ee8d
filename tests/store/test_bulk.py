"""Many rows at once are written and asked for as one by one."""

from dataclasses import replace
from datetime import date, time

import pytest
from small import Office

from planner.store import bulk, slots
from planner.store.tables import SlotRow

BULLETIN = "quoc-khanh-2027/loudspeaker-bulletin/xa-dong-hoa/d-5/s1"
BANNER = "quoc-khanh-2027/banner-hang/xa-dong-hoa/span"
COLUMN = "quoc-khanh-2027/press-column/bao-song-lam/d-3"
TABLE = SlotRow.__table__  # type: ignore[attr-defined]


@pytest.mark.parametrize("few", [0, 500], ids=["copied", "one by one"])
def test_rows_are_changed_each_by_its_key(
    planned: Office, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(bulk, "_FEW", few)
    new = {
        BULLETIN: (date(2027, 8, 30), time(6), {"day": "2027-08-31"}, 4, "“Một”"),
        COLUMN: (None, None, None, None, "Hai\\ \t%s"),
    }
    names = ["day", "at", "kept", "minutes", "title", "key"]
    with planned.database.writing() as session:
        before = {one.key: one for one in slots.select(session)}
        for _ in range(2):
            rows = ((*values, key) for key, values in new.items())
            bulk.update(session, TABLE, names, rows)
        bulk.update(session, TABLE, names, [])
        after = {one.key: one for one in slots.select(session)}
    expected = {
        BULLETIN: replace(
            before[BULLETIN],
            day=date(2027, 8, 30),
            at=time(6),
            kept={"day": date(2027, 8, 31)},
            minutes=4,
            title="“Một”",
        ),
        COLUMN: replace(before[COLUMN], day=None, at=None, minutes=None, title="Hai\\ \t%s"),
    }
    assert after == {**before, **expected}


def test_those_of_some_keys_are_found_however_many(planned: Office) -> None:
    with planned.database.session() as session:
        every = {one.key: one for one in slots.select(session)}
        others = [f"khong/co/'\"\\/{number}" for number in range(40_000)]
        assert slots.some(session, [BANNER, *others]) == {BANNER: every[BANNER]}
        assert slots.some(session, every) == every
        assert slots.some(session, []) == {}
