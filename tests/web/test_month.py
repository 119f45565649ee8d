"""The month's page from plain values."""

from dataclasses import replace
from datetime import date, time

from planner.domain.anniversaries import Kept
from planner.domain.model import Anniversary, Slot, State
from planner.store.counting import Count, SpanCount
from planner.web.calendar.month import Cell, Fold, Month, Tally, build, days_of_page

TODAY = date(2027, 8, 25)
SLOT = Slot(
    "quoc-khanh-2027/social-daily/xa-a/d-1",
    "quoc-khanh-2027",
    "social-daily",
    "xa-a",
    "d-1",
    "social",
    "post",
    day=date(2027, 8, 27),
    at=time(8),
    due=date(2027, 8, 26),
    title="Bài",
    planned_on=date(2027, 1, 1),
)
BANNER = replace(
    SLOT, channel="banner", day=date(2027, 8, 26), end_day=date(2027, 9, 5), at=None, due=None
)
NATIONAL_DAY = Kept(
    Anniversary("quoc-khanh", "Quốc khánh", 2, 9, origin_year=1945, rank="great"),
    2027,
    date(2027, 9, 2),
)


def cell(month: Month, day: date) -> Cell:
    return next(cell for week in month.weeks for cell in week.cells if cell.day == day)


def test_page_is_whole_weeks_from_monday() -> None:
    assert days_of_page(2027, 8) == (date(2027, 7, 26), date(2027, 9, 5))
    month = build(2027, 8, TODAY)
    assert [week.number for week in month.weeks] == [30, 31, 32, 33, 34, 35]


def test_month_that_begins_on_monday_and_ends_on_sunday_is_four_weeks() -> None:
    assert len(build(2027, 2, TODAY).weeks) == 4


def test_marks_of_the_days() -> None:
    month = build(2027, 8, TODAY, anniversaries=[NATIONAL_DAY], picked=date(2027, 9, 2))
    assert cell(month, date(2027, 7, 26)).marks == ("out", "past")
    assert cell(month, date(2027, 8, 1)).marks == ("past", "edge-l", "edge-t")
    assert cell(month, TODAY).marks == ("today",)
    assert cell(month, date(2027, 9, 2)).marks == ("out", "holiday", "picked", "edge-t")


def test_lunar_day() -> None:
    assert cell(build(2027, 9, TODAY), date(2027, 9, 1)).lunar.day == 1


def test_late_goes_first_and_more_than_four_are_counted() -> None:
    slots = [replace(SLOT, key=f"{n}", at=time(8 + n)) for n in range(5)]
    slots.append(replace(SLOT, key="late", due=date(2027, 8, 23), at=time(23)))
    shown = cell(build(2027, 8, TODAY, slots=slots), date(2027, 8, 27))
    assert [(chip.at, chip.late) for chip in shown.chips] == [
        (time(23), 2),
        (time(8), 0),
        (time(9), 0),
        (time(10), 0),
    ]
    assert (shown.more, shown.total) == (2, 6)


def test_past_day_is_one_line() -> None:
    day = date(2027, 8, 20)
    slots = [
        replace(SLOT, day=day, due=day, state=State.PUBLISHED),
        replace(SLOT, day=day, due=day),
        replace(SLOT, day=day, due=day, planned_on=TODAY),
        replace(SLOT, day=day, due=day, state=State.CANCELLED),
    ]
    shown = cell(build(2027, 8, TODAY, slots=slots), day)
    assert (shown.fold, shown.chips) == (Fold(done=1, late=1, rest=2), ())


def test_span_is_cut_into_weeks() -> None:
    month = build(2027, 8, TODAY, slots=[BANNER])
    first = cell(month, date(2027, 8, 26)).bars[0]
    second = cell(month, date(2027, 8, 30)).bars[0]
    assert (first.css, second.css) == ("c-banner n-4 lane-0 on", "c-banner n-7 lane-0 from")
    assert [week.lanes for week in month.weeks] == [0, 0, 0, 0, 1, 1]


def test_spans_that_overlap_take_lanes_and_those_that_do_not_share_one() -> None:
    spans = [
        SpanCount("a", "banner", "A", date(2027, 8, 23), date(2027, 8, 24), 3),
        SpanCount("b", "banner", "B", date(2027, 8, 24), date(2027, 8, 26), 3),
        SpanCount("c", "flag", "C", date(2027, 8, 25), date(2027, 8, 29), 3),
    ]
    month = build(2027, 8, TODAY, spans=spans)
    bars = [bar for cell in month.weeks[4].cells for bar in cell.bars]
    assert [(bar.title, bar.lane) for bar in bars] == [("A", 0), ("B", 1), ("C", 0)]


def test_a_span_without_a_lane_is_counted_on_each_of_its_days() -> None:
    spans = [
        SpanCount(f"{n}", "banner", f"{n}", date(2027, 8, 26), date(2027, 8, 27), 1)
        for n in range(8)
    ]
    month = build(2027, 8, TODAY, spans=spans)
    assert month.weeks[4].lanes == 6
    assert [cell.more for cell in month.weeks[4].cells] == [0, 0, 0, 2, 2, 0, 0]


def test_office_counts_by_channel_and_says_what_is_missing_once_the_day_is_past() -> None:
    past, ahead = date(2027, 8, 24), date(2027, 8, 26)
    counts = [
        Count(past, "social", State.PUBLISHED, False, 100),
        Count(past, "social", State.PROPOSED, False, 18),
        Count(past, "social", State.CANCELLED, False, 5),
        Count(past, "loudspeaker", State.PUBLISHED, False, 2),
        Count(ahead, "social", State.PROPOSED, False, 118),
    ]
    month = build(2027, 8, TODAY, counts=counts)
    assert cell(month, past).tallies == (Tally("loudspeaker", 2, 0), Tally("social", 118, 18))
    assert cell(month, past).missing == 18
    assert cell(month, ahead).tallies == (Tally("social", 118, 0),)


def test_titles_are_shortened() -> None:
    month = build(2027, 8, TODAY, slots=[SLOT], names={"Bài": "B"})
    assert cell(month, date(2027, 8, 27)).chips[0].title == "B"
