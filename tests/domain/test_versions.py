"""A plan's next version keeps the ids of its items and the numbers of its phases."""

from collections.abc import Sequence

from builders import d, plan
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.model import Block, Deadline, Duty, Phase, Plan, Quota, Span
from planner.domain.versions import next_version

COLUMN = "Mở chuyên trang, chuyên mục tuyên truyền"
FLAGS = "Treo cờ, băng-rôn trên các tuyến đường"
TALKS = "Tổ chức hội nghị báo cáo viên"
SHOW = "Trưng bày ảnh tư liệu ở nhà văn hóa"


def of(*texts: str, **values: object) -> Plan:
    """Make a reading that is not accepted yet."""
    duties = tuple(Duty(text, 40 + number) for number, text in enumerate(texts))
    usual: dict[str, object] = {
        "key": "",
        "title": "Kế hoạch thử",
        "title_line": 1,
        "province": "tinh",
        "blocks": (Block(("Báo tỉnh",), duties, 39),),
    }
    return Plan(**{**usual, **values})  # type: ignore[arg-type]


def ids(one: Plan) -> dict[str, str]:
    return {duty.text: duty.id for block in one.blocks for duty in block.duties}


def versions(*readings: Plan) -> Plan:
    """Accept one reading after the other."""
    last: Plan | None = None
    for one in readings:
        last = next_version(one, last)
    assert last is not None
    return last


def test_the_first_version_counts_from_1() -> None:
    assert ids(versions(of(COLUMN, FLAGS))) == {COLUMN: "d1", FLAGS: "d2"}


def test_the_same_words_keep_their_id_in_any_order() -> None:
    assert ids(versions(of(COLUMN, FLAGS), of(TALKS, FLAGS, COLUMN))) == {
        TALKS: "d3",
        FLAGS: "d2",
        COLUMN: "d1",
    }


def test_corrected_words_keep_the_id() -> None:
    corrected = COLUMN + " kịp thời"
    assert ids(versions(of(COLUMN, FLAGS), of(FLAGS, corrected))) == {FLAGS: "d2", corrected: "d1"}


def test_marks_and_case_are_no_difference() -> None:
    assert ids(versions(of(FLAGS), of(FLAGS.upper()))) == {FLAGS.upper(): "d1"}


def test_a_block_may_move() -> None:
    moved = of(blocks=(Block(("Đài tỉnh",), (Duty(COLUMN, 90),), 89),))
    assert ids(versions(of(COLUMN), moved)) == {COLUMN: "d1"}


def test_equal_words_twice_are_two_items() -> None:
    one = versions(of(COLUMN, COLUMN), of(COLUMN, COLUMN))
    assert [duty.id for block in one.blocks for duty in block.duties] == ["d1", "d2"]


def test_a_number_is_not_used_again_in_the_next_version() -> None:
    assert ids(versions(of(COLUMN, FLAGS), of(COLUMN, TALKS))) == {COLUMN: "d1", TALKS: "d3"}


def test_a_number_is_never_used_again() -> None:
    """The second duty goes in version 2; a new one of version 3 is another item."""
    assert ids(versions(of(COLUMN, FLAGS), of(COLUMN), of(COLUMN, TALKS))) == {
        COLUMN: "d1",
        TALKS: "d3",
    }


def test_deadlines_and_quotas_have_letters_of_their_own() -> None:
    def reading(line: int) -> Plan:
        return of(
            deadlines=(
                Deadline(20, 6, None, before=True, title="Báo cáo sáu tháng", line=line),
                Deadline(10, 12, None, before=True, title="Báo cáo năm", line=line + 1),
            ),
            quotas=(Quota(1, "khẩu hiệu", ("khu phố", "ấp"), "banner", line + 2),),
        )

    first, second = versions(reading(60)), versions(reading(60), reading(160))
    assert [one.id for one in first.deadlines] == ["h1", "h2"]
    assert [one.id for one in first.quotas] == ["q1"]
    assert [(one.id, one.line) for one in second.deadlines] == [("h1", 160), ("h2", 161)]
    assert [(one.id, one.line) for one in second.quotas] == [("q1", 162)]


def test_the_key_and_the_day_of_acceptance_last() -> None:
    first = plan(key="15-kh-ubnd-2026", accepted_on=d("2026-01-05"))
    later = next_version(of(COLUMN, number="15/KH-UBND", accepted_on=d("2026-09-01")), first)
    assert (later.key, later.accepted_on, later.number) == (
        "15-kh-ubnd-2026",
        d("2026-01-05"),
        "15/KH-UBND",
    )


@given(
    st.lists(st.sampled_from([COLUMN, FLAGS, TALKS, SHOW]), max_size=5),
    st.lists(st.sampled_from([COLUMN, FLAGS, TALKS, SHOW]), max_size=5),
)
def test_ids_are_unique_and_the_same_reading_changes_nothing(
    one: Sequence[str], other: Sequence[str]
) -> None:
    found = versions(of(*one), of(*other))
    given_ids = [duty.id for block in found.blocks for duty in block.duties]
    assert len(set(given_ids)) == len(other)
    assert next_version(found, found) == found


# --- phases -------------------------------------------------------------------------------------


def phases(*given_phases: tuple[str, str | None, str]) -> Plan:
    return of(
        phases=tuple(
            Phase(number, Span(d(start), d(end) if end else None), words)
            for number, (start, end, words) in enumerate(given_phases, start=1)
        )
    )


def numbers(*readings: Plan) -> list[int]:
    return [one.number for one in versions(*readings).phases]


def test_a_phase_keeps_its_number_by_its_words() -> None:
    """A new phase is read before the two old ones, whose days have moved as well."""
    old = phases(("2026-01-01", "2026-03-31", "Đợt một"), ("2026-04-01", "2026-06-30", "Đợt hai"))
    new = phases(
        ("2025-12-01", "2025-12-31", "Chuẩn bị"),
        ("2026-05-01", "2026-06-30", "Đợt một"),
        ("2026-01-01", "2026-02-28", "Đợt hai"),
    )
    assert numbers(old, new) == [3, 1, 2]


def test_else_by_its_days() -> None:
    old = phases(("2026-01-01", "2026-03-31", "Đợt một"), ("2026-04-01", "2026-06-30", "Đợt hai"))
    new = phases(("2026-04-10", "2026-08-31", "Cao điểm"), ("2026-01-10", "2026-03-01", "Mở đầu"))
    assert numbers(old, new) == [2, 1]


def test_a_new_end_keeps_the_number() -> None:
    old = phases(("2026-01-01", None, "Từ đầu năm"))
    assert numbers(old, phases(("2026-01-01", "2026-06-30", "Từ đầu năm đến hết tháng 6"))) == [1]


def test_a_phases_number_is_not_used_again_in_the_next_version() -> None:
    old = phases(("2026-01-01", "2026-03-31", "Đợt một"), ("2026-04-01", "2026-06-30", "Đợt hai"))
    new = phases(("2026-01-01", "2026-03-31", "Đợt một"), ("2026-09-01", "2026-09-30", "Đợt ba"))
    assert numbers(old, new) == [1, 3]


def test_a_phases_number_is_never_used_again() -> None:
    one, two = ("2026-01-01", "2026-03-31", "Đợt một"), ("2026-04-01", "2026-06-30", "Đợt hai")
    three = ("2026-09-01", "2026-09-30", "Đợt ba")
    assert numbers(phases(one, two), phases(one), phases(one, three)) == [1, 3]
