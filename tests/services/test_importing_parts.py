"""The small rules of an import: names of a block, provinces, units, and how plans are amended."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

import builders
import pytest
from builders import d
from hypothesis import given, settings
from hypothesis import strategies as st
from imports import DOCUMENT, LINES

from planner.documents import reading
from planner.domain import scope
from planner.domain.model import Agency, Collective, Phase, Province, Span, Succession
from planner.domain.register import Register
from planner.domain.versions import in_force
from planner.errors import PlannerError
from planner.services.importing import (
    Add,
    Answer,
    Change,
    Drop,
    Edit,
    Paper,
    Reset,
    Set,
    amending,
    drafting,
    places,
    reviewing,
    units,
)
from planner.services.importing.correcting import Corrections, apply, kept, loaded
from planner.services.importing.naming import GROUP, Matcher, parts_of
from planner.services.importing.places import Signs, name_in
from planner.services.importing.reviewing import File, Shelf
from planner.services.importing.values import Entry, Name

DAY = date(2021, 7, 19)


def known(name: str) -> bool:
    """Answer as the register of Kiên Giang does on that day."""
    return bool(builders.real().register.find(name, "kien-giang", DAY))


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("1. Sở Y tế:", ["Sở Y tế"]),
        ("**Đề nghị Sở Y tế**", ["Sở Y tế"]),
        (
            "Báo Kiên Giang, Đài Phát thanh và Truyền hình Kiên Giang và các Cổng/Trang thông tin",
            [
                "Báo Kiên Giang",
                "Đài Phát thanh và Truyền hình Kiên Giang",
                "các Cổng/Trang thông tin",
            ],
        ),
        (
            "Các sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố và các đơn vị liên quan",
            [
                "Các sở, ban, ngành",
                "Ủy ban nhân dân các huyện, thành phố",
                "các đơn vị liên quan",
            ],
        ),
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Sở Lao động - Thương binh và Xã hội", ["Sở Lao động - Thương binh và Xã hội"]),
        (
            "Sở Văn hóa, Thể thao và Du lịch, Sở Xây dựng và Hội Nông dân huyện",
            ["Sở Văn hóa, Thể thao và Du lịch", "Sở Xây dựng", "Hội Nông dân huyện"],
        ),
        ("Văn phòng HĐND và UBND xã", ["Văn phòng HĐND và UBND xã"]),
        ("Giám đốc Sở Y tế; Chủ tịch UBND các huyện, thành phố", None),
        ("Liên hiệp các Hội khoa học và Kỹ thuật, Hội Văn học - Nghệ thuật tỉnh", None),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", ["Phòng Kinh tế, Hạ tầng và Đô thị"]),
        ("Báo Kiên Giang, báo Kiên Giang", ["Báo Kiên Giang", "báo Kiên Giang"]),
        (" : ", []),
    ],
)
def test_a_heading_is_split_into_bodies(heading: str, parts: list[str] | None) -> None:
    wanted = {
        "Giám": ["Sở Y tế", "UBND các huyện, thành phố"],
        "Liên": [
            "Liên hiệp các Hội khoa học và Kỹ thuật",
            "Hội Văn học - Nghệ thuật tỉnh",
        ],
    }
    assert list(parts_of(heading, known)) == (wanted[heading[:4]] if parts is None else parts)


def test_long_headings_take_no_time() -> None:
    heading = ", ".join(f"Sở số {number} và các ban" for number in range(2000))
    assert len(parts_of(heading, lambda _name: False)) > 1000


# --- whom a name means --------------------------------------------------------------------------

NEW = Agency("xa-moi", "Xã Mới", "commune", "commune", "moi", valid_from=d("2025-07-01"))
OTHER = Agency("xa-khac", "Xã Khác", "commune", "commune", "moi", valid_from=d("2025-07-01"))
GONE = Agency(
    "huyen-cu",
    "Huyện Cũ",
    "district",
    "district",
    "cu",
    valid_to=d("2025-06-30"),
    successors=(Succession("xa-moi", ("territory",)), Succession("xa-khac", ("territory",))),
)
MERGED = Register.of(
    (NEW, OTHER, GONE),
    (
        Province("cu", "Cũ Sơn", valid_to=d("2025-06-30"), successors=("moi",)),
        Province("moi", "Mới Sơn", valid_from=d("2025-07-01")),
    ),
    (
        Collective(("Ủy ban nhân dân các huyện, thành phố",), ("district",)),
        Collective(("Ủy ban nhân dân các xã, phường",), ("commune",)),
    ),
)


def test_a_district_addressed_after_its_end_asks_for_its_heirs() -> None:
    found = Matcher(MERGED, "moi", d("2025-08-01")).name("UBND huyện Cũ")
    assert (found.how, [one.value for one in found.choices]) == ("unknown", ["xa-moi", "xa-khac"])
    assert "kết thúc ngày 30/06/2025" in found.why


def test_districts_addressed_after_their_end_ask_for_the_communes() -> None:
    name = "Ủy ban nhân dân các huyện, thành phố"
    matcher = Matcher(MERGED, "moi", d("2025-08-01"))
    found = matcher.name(name)
    (offered,) = found.choices
    assert (found.how, offered.value) == ("unknown", f"{GROUP}Ủy ban nhân dân các xã, phường")
    assert "cơ quan: 2" in offered.label
    answered = replace(matcher, answers={found.key: (offered.value, "xa-moi")})
    chosen = answered.name(name)
    assert [one.slug for one in chosen.agencies] == ["xa-moi", "xa-khac"]
    assert answered.written_names(chosen) == ("Ủy ban nhân dân các xã, phường",)


def test_who_is_only_there_later_asks_for_who_was_there_then() -> None:
    older = replace(GONE, province="moi", valid_to=d("2025-06-30"))
    register = Register.of((NEW, OTHER, older), MERGED.provinces.values(), MERGED.collectives)
    found = Matcher(register, "moi", d("2025-06-01")).name("Xã Mới")
    assert [one.value for one in found.choices] == ["huyen-cu"]
    assert "có từ ngày 01/07/2025" in found.why


def test_a_name_that_the_gate_takes_not_is_looked_up_by_nobody() -> None:
    force = Agency("luc-luong", "Lực lượng 47", "department", "province", "tinh")
    matcher = Matcher(builders.register(*builders.EVERYBODY, force), "tinh", DAY)
    found = matcher.name("Lực lượng 47")
    assert (found.how, found.agencies, found.choices) == ("held", (), ())
    assert "luc-luong" not in matcher.reachable
    assert matcher.written_names(found) == ()


def test_numbers_in_names_are_never_merely_alike() -> None:
    wards = [
        Agency(f"phuong-{number}", f"Phường Trung tâm {number}", "commune", "commune", "tinh")
        for number in (1, 2)
    ]
    found = Matcher(builders.register(*wards), "tinh", DAY).name("Phường Trung tâm 3")
    assert found.how == "unknown"
    assert not any(one.likely for one in found.choices)


# --- provinces ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ủy ban nhân dân tỉnh Kiên Giang", "Kiên Giang"),
        ("Ban Thường vụ Tỉnh ủy Kon Tum", "Kon Tum"),
        ("Sở Y tế tỉnh Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Sở Văn hóa và Thể thao thành phố Huế", "Huế"),
        ("Ủy ban nhân dân tỉnh", ""),
        ("Tỉnh ủy", ""),
        ("Ủy ban nhân dân huyện Gò Quao", ""),
    ],
)
def test_the_province_in_a_name(text: str, name: str) -> None:
    assert name_in(text) == name


def tell(day: str, issuer: str = "", **values: object) -> str | None:
    signs = Signs(issuer, **values)  # type: ignore[arg-type]
    return places.tell(signs, builders.real().register, d(day)).slug


def test_a_former_province_has_the_papers_of_its_time() -> None:
    issuer = "Ủy ban nhân dân tỉnh Kiên Giang"
    assert tell("2025-06-30", issuer) == "kien-giang"
    assert tell("2025-07-01", issuer) is None
    assert tell("2025-07-01", "UBND tỉnh An Giang") == "an-giang"
    assert tell("2021-01-01", "UBND tỉnh An Giang") is None


def test_the_heir_of_a_former_province_is_offered_first() -> None:
    signs = Signs("Ủy ban nhân dân tỉnh Kiên Giang")
    found = places.tell(signs, builders.real().register, d("2026-01-01"))
    assert (found.written, found.choices[0].value) == ("Kiên Giang", "an-giang")
    assert found.choices[0].likely


def test_head_letters_and_agencies_tell_the_province() -> None:
    assert tell("2021-01-01", "Sở Y tế", head=["SỞ Y TẾ KIÊN GIANG"]) == "kien-giang"
    assert tell("2021-01-01", "", others=["UBND tỉnh Kon Tum"]) == "kon-tum"
    assert tell("2021-01-01", "Ủy ban nhân dân huyện Gò Quao") == "kien-giang"
    assert tell("2021-01-01", "Sở Y tế") is None


def test_what_is_only_mentioned_is_only_likely() -> None:
    lines = ["Báo Kon Tum, Đài Kon Tum"]
    found = places.tell(Signs("", lines=lines), builders.real().register, d("2021-01-01"))
    assert (found.slug, found.choices[0].value, found.choices[0].likely) == (None, "kon-tum", True)
    other = Signs("UBND huyện X", lines=["theo Kế hoạch của UBND tỉnh Sơn La"])
    assert places.tell(other, builders.real().register, d("2021-01-01")).written == "Sơn La"


def test_a_province_added_for_before_ends_where_the_known_one_begins() -> None:
    register = builders.real().register
    place = places.tell(Signs("UBND tỉnh An Giang"), register, d("2021-01-01"))
    added = places.as_written(place, register, d("2021-01-01"), "a.txt")
    assert (added.slug, added.valid_from, added.valid_to) == (
        "an-giang-2",
        d("2021-01-01"),
        d("2025-06-30"),
    )
    later = Register.of((), (*register.provinces.values(), added))
    assert places.as_written(place, later, d("2022-01-01"), "a.txt") == added


# --- units --------------------------------------------------------------------------------------

COMMUNE = Entry(
    "agencies-0", "agencies", None, None, names=(Name("name-x", "Xã Mới", "found", (NEW,)),)
)


@pytest.mark.parametrize(
    ("unit", "words", "channel"),
    [
        ("khẩu hiệu", "", "banner"),
        ("pa-nô", "", "banner"),
        ("băng rôn", "", "banner"),
        ("cờ phướn", "", "banner"),
        ("cờ Tổ quốc", "", "flag"),
        ("tin, bài", "", "press"),
        ("chuyên mục", "", "press"),
        ("bài trên cổng thông tin", "", "portal"),
        ("tin bài trên hệ thống truyền thanh", "", "loudspeaker"),
        ("hội nghị", "", "oral"),
        ("cuộc thi", "", "event"),
        ("tờ rơi", "", "print"),
        ("tin nhắn", "", "sms"),
        ("buổi", "mỗi tuần 3 buổi trên loa truyền thanh", "loudspeaker"),
        ("buổi", "3 buổi xe loa lưu động", "mobile"),
        ("buổi", "2 buổi trên loa truyền thanh và cổng thông tin", None),
        ("mô hình", "", None),
    ],
)
def test_the_channel_that_a_unit_counts(unit: str, words: str, channel: str | None) -> None:
    assert units.channel_of(unit, words, None) == channel


def test_news_of_a_commune_is_for_its_loudspeakers() -> None:
    assert units.channel_of("tin, bài", "", COMMUNE) == "loudspeaker"


# --- plans that change --------------------------------------------------------------------------


def test_an_amended_period_takes_the_place_of_the_one_that_it_meets() -> None:
    base = builders.plan(
        phases=(
            builders.phase("2026-06-01", "2026-06-30", 1),
            builders.phase("2026-09-01", "2026-09-30", 2),
        )
    )
    new = builders.plan(
        phases=(
            builders.phase("2026-09-10", "2026-10-10"),
            builders.phase("2026-12-01", "2026-12-31", 2),
        )
    )
    made = amending.amended(base, new, 100)
    spans = [(one.number, one.span.start, one.line) for one in made.phases]
    assert spans == [
        (1, d("2026-06-01"), 11),
        (2, d("2026-09-10"), 111),
        (2, d("2026-12-01"), 112),
    ]


def test_a_lone_period_moves_even_where_it_meets_nothing() -> None:
    base = builders.plan(phases=(builders.phase("2026-06-01", "2026-06-30"),))
    new = builders.plan(phases=(builders.phase("2026-11-01", "2026-11-30"),))
    (phase,) = amending.amended(base, new, 0).phases
    assert (phase.number, phase.span.start) == (1, d("2026-11-01"))


def test_lines_of_everything_move_together() -> None:
    plan = builders.plan(
        themes=builders.themes("Một"),
        channels=builders.channels("press"),
        windows=(builders.window("flag", "2026-09-01", "2026-09-02"),),
    )
    moved = amending.shifted(plan, 10)
    assert moved.title_line == plan.title_line + 10
    assert moved.themes[0].line == plan.themes[0].line + 10
    assert moved.blocks[0].duties[0].line == plan.blocks[0].duties[0].line + 10
    assert amending.shifted(moved, -10) == plan


def test_a_replaced_plan_asks_for_what_was_over_by_then() -> None:
    plan = builders.plan(
        phases=(
            builders.phase("2026-03-01", "2026-03-31", 1),
            builders.phase("2026-06-01", "2026-12-31", 2),
        ),
        windows=(builders.window("flag", "2026-09-01", "2026-09-02"),),
    )
    assert in_force(plan) == plan
    left = in_force(replace(plan, replaced_by="k", replaced_on=d("2026-07-01")))
    assert [one.number for one in left.phases] == [1]
    assert (left.windows, left.deadlines, left.quotas) == ((), (), ())


def test_phases_that_sum_up_others_need_every_day_of_them() -> None:
    whole = Phase(1, Span(d("2026-01-01"), d("2026-01-31")))
    first = Phase(2, Span(d("2026-01-01"), d("2026-01-10")))
    late = Phase(3, Span(d("2026-01-12"), d("2026-01-31")))
    assert not drafting._sums_up(whole, [whole, first, late])
    assert drafting._sums_up(
        whole, [whole, first, replace(late, span=Span(d("2026-01-11"), d("2026-01-31")))]
    )
    assert not drafting._sums_up(replace(whole, span=Span(d("2026-01-01"), None)), [whole, first])


# --- whatever people do -------------------------------------------------------------------------

SHELF = Shelf(builders.register(), builders.ANNIVERSARIES, (), d("2027-06-01"))
KEYS = (
    *("periods-0", "themes-0", "themes-1", "themes-2", "channels-0", "agencies-0", "agencies-2"),
    *("duties-0-0", "duties-0-1", "duties-2-0", "windows-0", "deadlines-0", "quotas-0"),
    *("anniversaries-0", "themes-n1", "duties-0-n2", "agencies-n3", "number", "x", ""),
)
FIELD_NAMES = (
    *("title", "text", "name", "start", "end", "code", "words", "channel", "times", "day", "month"),
    *("year", "before", "at_least", "unit", "per", "slug", "nth", "origin_year", "line"),
    "until_event",
)
_texts = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [duty.text for block in DOCUMENT.agencies for duty in block.duties]
        + ["Mở chuyên mục", "press", "2027-09-01", "1/9/2027", "7", "0", "05:30, 17:00", "thôn; xã"]
    ),
)
_values = st.dictionaries(st.sampled_from(FIELD_NAMES), _texts, max_size=4)
_keys = st.sampled_from(KEYS)
_lists = st.sampled_from(["themes", "periods", "duties", "agencies", "windows", "deadlines", "x"])
_changes = st.one_of(
    st.builds(Set, st.sampled_from(["kind", "number", "issued_on", "title", "province"]), _texts),
    st.builds(Edit, _keys, _values),
    st.builds(Add, _lists, _values, _keys),
    st.builds(
        Add, st.just("duties"), st.builds(lambda t: {"text": t}, _texts), st.just("agencies-0")
    ),
    st.builds(Drop, _keys),
    st.builds(Reset, _keys),
    st.builds(
        Answer,
        st.sampled_from(["province", "issued_on", "name-x", "periods-0.end"]),
        st.lists(_texts, max_size=2).map(tuple),
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_changes, max_size=8))
def test_nothing_that_people_do_breaks_it_or_opens_what_is_held(changes: list[Change]) -> None:
    made = Corrections()
    held = {"themes-2", "duties-0-1", "duties-2-0"}
    for change in changes:
        (paper,) = _papers(made)
        with suppress(PlannerError):
            made = apply(made, change, reviewing.subject(paper, SHELF, made, len(LINES)))
        assert loaded(kept(made)) == made
    (paper,) = _papers(made)
    assert paper.read == DOCUMENT
    everything = {one.key: one for several in paper.entries.values() for one in several}
    everything |= {duty.key: duty for one in paper.entries["agencies"] for duty in one.duties}
    for key in held:
        assert everything[key].held
        assert everything[key].now == everything[key].read
    matcher = Matcher(SHELF.register, "tinh", paper.day, made.answers)
    plan = scope.held(drafting.to_plan(paper, (), matcher, trusting=True).plan)
    said = " ".join(duty.text for block in plan.blocks for duty in block.duties)
    said += " ".join(one.title for one in plan.themes)
    said += " ".join(one.title for one in plan.deadlines)
    for words in ("dư luận", "đối tượng", "phản bác"):
        assert words not in said


def _papers(made: Corrections) -> tuple[Paper, ...]:
    return reviewing.papers(File(LINES, (DOCUMENT,), (made,), (None,)), SHELF)


def test_a_reading_of_nothing_is_no_plan() -> None:
    empty = reading.Document("khac", "", 1, 1, 1)
    (paper,) = reviewing.papers(File(("",), (empty,), (Corrections(),), (None,)), SHELF)
    assert paper.role == "nothing"
