"""Imports: a file becomes a draft, people correct it, and the reading stays as it was read."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from imports import DOCUMENT, KEY, LETTER, LINES, Desk, paper, received
from small import TODAY, Office

from planner.documents import reading
from planner.errors import ConflictError, InputError, NotFoundError
from planner.services import importing
from planner.services.importing import AS_WRITTEN, NONE, Add, Drop, Edit, Reset, Set, receiving
from planner.store import originals, plans


@pytest.fixture
def desk(planned: Office) -> Desk:
    """Give a desk with the paper under review."""
    made = Desk(planned)
    made.keep()
    return made


# --- receiving ----------------------------------------------------------------------------------


def test_a_file_is_read_and_kept_as_it_came(planned: Office) -> None:
    data = "\n".join(LINES).encode("utf-8-sig")
    with planned.database.writing() as session:
        name = importing.receive(session, data, "15.txt", "Lan", TODAY)
        draft = importing.load(session, name, TODAY)
        kept = importing.original(session, name)
    assert draft.lines == LINES
    assert (draft.name, draft.form, draft.who, draft.revision) == ("15.txt", "txt", "Lan", 1)
    assert (kept.data, kept.name) == (data, "15.txt")
    assert [one.now.number for one in draft.papers] == ["15/KH-UBND"]


def test_a_file_that_cannot_be_read_leaves_nothing(planned: Office) -> None:
    before = planned.dump()
    with pytest.raises(InputError), planned.database.writing() as session:
        importing.receive(session, b"", "15.txt", "Lan", TODAY)
    assert planned.dump() == before


def test_the_same_bytes_are_the_same_draft_until_it_is_accepted(desk: Desk) -> None:
    first = desk.id
    desk.do(Set("number", "16/KH-UBND"))
    assert desk.keep().revision == 2
    assert desk.id == first
    desk.accept()
    desk.keep()
    assert desk.id != first


def test_drafts_are_listed_and_old_ones_go(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = desk.id
    desk.keep(paper(number="16/KH-UBND"))
    with desk.office.database.writing() as session:
        listed = importing.drafts(session)
    assert {one.id for one in listed} == {first, desk.id}
    assert listed[0].titles == (DOCUMENT.title,)
    assert listed[0].accepted == (None,)
    later = listed[0].received_at + timedelta(32)
    monkeypatch.setattr(receiving, "now", lambda: later)
    with desk.office.database.writing() as session:
        importing.keep(session, received(paper(number="17/KH-UBND")), "Lan", later.date())
        (left,) = importing.drafts(session)
    assert left.id not in {first, desk.id}
    assert len(desk.office.dump()["original"]) == 1


def test_a_discarded_draft_is_gone_and_its_plan_stays(desk: Desk) -> None:
    desk.accept()
    with desk.office.database.writing() as session:
        importing.discard(session, desk.id)
        sha256 = plans.document(session, KEY).original
        assert sha256 is not None
        assert originals.get(session, sha256).name == "15.txt"
        with pytest.raises(NotFoundError):
            importing.load(session, desk.id, TODAY)
        with pytest.raises(NotFoundError):
            importing.discard(session, desk.id)


# --- what is shown ------------------------------------------------------------------------------


def test_a_clear_paper_asks_nothing(desk: Desk) -> None:
    shown = desk.paper
    assert shown.questions == ()
    assert (shown.role, shown.mode, shown.province, shown.day) == (
        "plan",
        "new",
        "song-lam",
        date(2027, 5, 25),
    )
    assert shown.now == DOCUMENT


def test_the_gate_marks_what_it_holds(desk: Desk) -> None:
    assert desk.entry("themes-2").verdict == "out"
    assert desk.entry("duties-0-1").verdict == "part"
    assert desk.entry("duties-0-1").left == "treo băng rôn ở trung tâm tỉnh"
    assert desk.entry("agencies-2").verdict == "out"
    assert desk.entry("agencies-2").names == ()
    assert desk.entry("duties-0-0").verdict == ""


def test_what_the_reader_saw_and_the_gate_cannot_find_is_held_whole(planned: Office) -> None:
    desk = Desk(planned)
    block = DOCUMENT.agencies[0]
    duties = (reading.Duty("Tổ chức triển lãm ảnh về quê hương.", 15, "part"),)
    desk.keep(paper(agencies=(replace(block, duties=duties),)))
    assert desk.entry("duties-0-0").verdict == "out"


def test_names_of_a_block_are_single_bodies(desk: Desk) -> None:
    names = desk.entry("agencies-1").names
    assert [(one.written, one.how) for one in names] == [
        ("Báo Sông Lam", "found"),
        ("Đài PT-TH Sông Lam", "found"),
    ]
    (group,) = desk.entry("agencies-3").names
    assert [one.slug for one in group.agencies] == ["xa-dong-hoa"]


def test_a_letter_hands_on_and_is_no_plan(planned: Office) -> None:
    desk = Desk(planned)
    desk.keep(LETTER, DOCUMENT)
    letter, plan = desk.draft.papers
    assert (letter.role, letter.hands_on) == ("letter", 1)
    assert (plan.role, plan.letters) == ("plan", (0,))
    with pytest.raises(InputError, match="chỉ chuyển văn bản khác"):
        desk.accept(0)
    (passed,) = desk.accept(1).plan.letters
    assert (passed.number, passed.issued_on) == ("40/STTTT", date(2027, 5, 28))


def test_a_paper_with_nothing_to_plan_says_so(planned: Office) -> None:
    desk = Desk(planned)
    desk.keep(replace(LETTER, implements=("99/KH-UBND",)))
    assert desk.paper.role == "nothing"
    with pytest.raises(InputError, match="không nêu việc"):
        desk.preview()


# --- corrections --------------------------------------------------------------------------------


def test_a_field_that_is_set_keeps_what_was_read(desk: Desk) -> None:
    shown = desk.do(Set("number", " 16/KH-UBND "))
    number = shown.fields["number"]
    assert (number.read, number.now, number.edited) == ("15/KH-UBND", "16/KH-UBND", True)
    assert shown.now.number == "16/KH-UBND"
    assert shown.read == DOCUMENT
    assert not desk.do(Reset("number")).fields["number"].edited
    assert desk.do(Set("issued_on", "26/5/2027")).now.issued_on == date(2027, 5, 26)
    assert desk.do(Set("issued_on", "")).now.issued_on is None
    assert desk.do(Set("province", "song-lam")).fields["province"].edited


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "thu-moi"),
        ("issued_on", "31/2/2027"),
        ("issued_on", "2027-02-31"),
        ("title", " "),
        ("title", "Nắm tình hình dư luận xã hội"),
        ("issuer", "x" * 3000),
    ],
)
def test_a_field_takes_no_value_that_cannot_be(desk: Desk, field: str, value: str) -> None:
    before = desk.office.dump()
    with pytest.raises(InputError) as caught:
        desk.do(Set(field, value))
    assert caught.value.where.key == field
    assert desk.office.dump() == before


def test_an_entry_that_is_edited_keeps_what_was_read(desk: Desk) -> None:
    shown = desk.do(Edit("themes-0", {"title": "Chuyển đổi số ở nông thôn"}))
    theme = shown.entries["themes"][0]
    assert theme.read == DOCUMENT.themes[0]
    assert theme.now == replace(DOCUMENT.themes[0], title="Chuyển đổi số ở nông thôn")
    assert theme.edited
    assert (
        not desk.do(Edit("themes-0", {"title": DOCUMENT.themes[0].title}))
        .entries["themes"][0]
        .edited
    )


EDITS = [
    ("periods-0", {"start": "2027-06-05", "end": "15/9/2027"}, "start", date(2027, 6, 5)),
    ("channels-0", {"code": "portal"}, "code", "portal"),
    ("agencies-0", {"name": "Sở Văn hóa"}, "name", "Sở Văn hóa"),
    ("duties-0-0", {"text": "Mở triển lãm"}, "text", "Mở triển lãm"),
    ("anniversaries-0", {"nth": "", "line": "5"}, "nth", None),
    ("windows-0", {"channel": "loudspeaker", "times": "17:00, 5h30"}, "channel", "loudspeaker"),
    ("deadlines-0", {"day": "25", "year": "", "before": ""}, "before", False),
    ("quotas-0", {"at_least": "3", "per": "thôn; khu phố"}, "per", ("thôn", "khu phố")),
]


@pytest.mark.parametrize(("key", "values", "name", "value"), EDITS)
def test_each_list_can_be_edited(
    desk: Desk, key: str, values: dict[str, str], name: str, value: object
) -> None:
    desk.do(Edit(key, values))
    made = desk.entry(key)
    assert getattr(made.now, name) == value
    assert made.edited
    desk.do(Reset(key))
    assert not desk.entry(key).edited
    desk.do(Drop(key)) if key != "agencies-0" else None


@pytest.mark.parametrize(
    ("key", "values", "field"),
    [
        ("periods-0", {"end": "2027-01-01"}, "end"),
        ("channels-0", {"code": "radio"}, "code"),
        ("windows-0", {"times": "25:00"}, "times"),
        ("deadlines-0", {"day": "31"}, "day"),
        ("deadlines-0", {"month": "13"}, "month"),
        ("quotas-0", {"at_least": "0"}, "at_least"),
        ("quotas-0", {"per": " ; "}, "per"),
        ("themes-0", {"title": ""}, "title"),
        ("themes-0", {"line": "25"}, "line"),
        ("themes-0", {"words": "x"}, "words"),
        ("duties-0-0", {"text": "x" * 3000}, "text"),
    ],
)
def test_an_entry_takes_no_value_that_cannot_be(
    desk: Desk, key: str, values: dict[str, str], field: str
) -> None:
    before = desk.office.dump()
    with pytest.raises(InputError) as caught:
        desk.do(Edit(key, values))
    assert caught.value.where.key == field
    assert desk.office.dump() == before


ADDED: list[tuple[str, dict[str, str], str | None, str]] = [
    ("periods", {"start": "2027-10-01", "end": "2027-10-31"}, None, "periods-n1"),
    ("themes", {"title": "An toàn trên mạng"}, None, "themes-n1"),
    ("channels", {"code": "portal"}, None, "channels-n1"),
    ("agencies", {"name": "Huyện Tây Hà"}, None, "agencies-n1"),
    ("duties", {"text": "Đăng bài trên cổng"}, "agencies-0", "duties-0-n1"),
    (
        "anniversaries",
        {"slug": "thuong-binh-liet-si", "day": "27", "month": "7", "origin_year": "1947"}
        | {"year": "2027"},
        None,
        "anniversaries-n1",
    ),
    (
        "windows",
        {"channel": "banner", "start": "2027-08-20", "end": "2027-09-05"},
        None,
        "windows-n1",
    ),
    ("deadlines", {"day": "15", "month": "12", "text": "Báo cáo năm"}, None, "deadlines-n1"),
    ("quotas", {"at_least": "1", "unit": "băng rôn", "per": "xã"}, None, "quotas-n1"),
]


@pytest.mark.parametrize(("name", "values", "parent", "key"), ADDED)
def test_each_list_can_be_added_to_and_dropped_from(
    desk: Desk, name: str, values: dict[str, str], parent: str | None, key: str
) -> None:
    desk.do(Add(name, values, parent))
    made = desk.entry(key)
    assert made.added
    assert made.now is not None
    assert made.line == (14 if parent else 2)
    assert desk.paper.read == DOCUMENT
    desk.accept()
    desk.do(Drop(key))
    with pytest.raises(StopIteration):
        desk.entry(key)


def test_a_dropped_entry_stays_in_sight(desk: Desk) -> None:
    desk.do(Drop("themes-1"))
    theme = desk.entry("themes-1")
    assert (theme.dropped, theme.part) == (True, DOCUMENT.themes[1])
    assert [one.title for one in desk.paper.now.themes] == [
        DOCUMENT.themes[0].title,
        DOCUMENT.themes[2].title,
    ]
    desk.do(Reset("themes-1"))
    assert not desk.entry("themes-1").dropped


def test_an_added_block_has_duties_of_its_own(desk: Desk) -> None:
    desk.do(Add("agencies", {"name": "Huyện Tây Hà", "line": "24"}))
    desk.do(Add("duties", {"text": "Treo băng rôn ở các xã"}, "agencies-n1"))
    assert desk.entry("duties-n1-n2").line == 24
    plan = desk.accept().plan
    assert plan.blocks[-1].names == ("Huyện Tây Hà",)
    assert [one.text for one in plan.blocks[-1].duties] == ["Treo băng rôn ở các xã"]
    desk.do(Drop("agencies-n1"))
    assert len(desk.paper.entries["agencies"]) == 4


def test_a_stale_revision_changes_nothing(desk: Desk) -> None:
    desk.do(Set("number", "16/KH-UBND"), revision=1)
    before = desk.office.dump()
    with pytest.raises(ConflictError):
        desk.do(Set("number", "17/KH-UBND"), revision=1)
    assert desk.office.dump() == before


@pytest.mark.parametrize(
    "change",
    [
        Set("color", "x"),
        Edit("themes-9", {"title": "x"}),
        Add("notes", {}),
        Add("duties", {"text": "Đăng bài"}),
        Add("duties", {"text": "Đăng bài"}, "themes-0"),
        Drop("duties-9-9"),
        Reset("themes-n7"),
        importing.Answer("province", ("song-lam",)),
    ],
)
def test_what_the_paper_has_not_is_not_found(desk: Desk, change: importing.Change) -> None:
    with pytest.raises(NotFoundError):
        desk.do(change)


def test_a_paper_that_the_file_has_not_is_not_found(desk: Desk) -> None:
    for index in (1, -1):
        with pytest.raises(NotFoundError):
            desk.do(Set("number", "1"), index=index)


# --- what nobody can open ------------------------------------------------------------------------


HELD = ("themes-2", "duties-0-1", "duties-2-0")


@pytest.mark.parametrize("key", HELD)
def test_nobody_edits_or_drops_what_is_held(desk: Desk, key: str) -> None:
    before = desk.office.dump()
    values = {"title" if key.startswith("themes") else "text": "Tổ chức triển lãm"}
    for change in (Edit(key, values), Edit(key, {"line": "3"}), Drop(key)):
        with pytest.raises(InputError, match="ngoài phạm vi"):
            desk.do(change)
    assert desk.office.dump() == before


def test_nobody_drops_the_block_around_what_is_held(desk: Desk) -> None:
    for key in ("agencies-0", "agencies-2"):
        with pytest.raises(InputError, match="ngoài phạm vi"):
            desk.do(Drop(key))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("themes", {"title": "Nắm bắt tâm trạng nhân dân"}),
        ("duties", {"text": "Ngăn chặn, xử lý tài khoản xấu"}),
        ("duties", {"text": "Việc chưa rõ"}),
        ("deadlines", {"day": "1", "text": "Báo cáo tình hình dư luận xã hội"}),
        ("quotas", {"at_least": "1", "unit": "cộng tác viên dư luận", "per": "xã"}),
        ("channels", {"code": "social", "words": "tài khoản ẩn danh"}),
        ("agencies", {"name": "Lực lượng 47"}),
    ],
)
def test_what_people_write_passes_the_gate_too(
    desk: Desk, name: str, values: dict[str, str]
) -> None:
    parent = "agencies-0" if name == "duties" else None
    with pytest.raises(InputError, match="ngoài phạm vi"):
        desk.do(Add(name, values, parent))


def test_a_held_line_is_not_written_anew_in_its_own_words(planned: Office) -> None:
    """The reader's mark holds though the words alone would pass."""
    desk = Desk(planned)
    block = DOCUMENT.agencies[0]
    marked = reading.Duty("Tổ chức triển lãm hoa lan ở nhà văn hóa.", 15, outside=True)
    desk.keep(paper(agencies=(replace(block, duties=(marked, block.duties[0])),)))
    for text in (marked.text, "Tổ chức triển lãm hoa lan tại nhà văn hóa"):
        with pytest.raises(InputError, match="bằng lời của cơ quan"):
            desk.do(Add("duties", {"text": text}, "agencies-0"))
        with pytest.raises(InputError, match="bằng lời của cơ quan"):
            desk.do(Edit("duties-0-1", {"text": text}))
    desk.do(Add("duties", {"text": "Mở chuyên mục về nghề làm vườn"}, "agencies-0"))
    plan = desk.accept().plan
    texts = {duty.text: duty.outside for one in plan.blocks for duty in one.duties}
    assert texts[marked.text] is True
    assert texts["Mở chuyên mục về nghề làm vườn"] is False


def test_nothing_of_what_is_held_comes_into_the_calendar(desk: Desk) -> None:
    desk.accept()
    said = " ".join(
        [one.title for one in desk.office.items()]
        + [f"{one.title} {one.theme} {one.brief}" for one in desk.office.slots()]
    )
    for words in ("dư luận", "đối tượng", "phản bác"):
        assert words not in said
    assert "treo băng rôn ở trung tâm tỉnh" in said


# --- questions ----------------------------------------------------------------------------------


def test_a_period_until_an_event_waits_for_its_day(planned: Office) -> None:
    desk = Desk(planned)
    until = reading.Period(date(2027, 6, 1), None, "Đại hội", 11, "đến Đại hội")
    again = reading.Period(date(2027, 7, 1), None, "đại hội", 12, "đến Đại hội")
    asked = reading.Question(11, "“Đại hội” là ngày nào?", "periods")
    desk.keep(paper(periods=(until, again), questions=(asked,)))
    (question,) = desk.paper.questions
    assert (question.key, question.about, question.wants) == ("periods-0.end", "periods-0", "day")
    assert desk.accept().plan.phases[0].span.end is None
    with pytest.raises(InputError):
        desk.answer("periods-0.end", "ngày mai")
    shown = desk.answer("periods-0.end", "2027-09-15")
    assert shown.open == ()
    assert [one.end for one in shown.now.periods] == [date(2027, 9, 15)] * 2
    assert shown.read.periods == (until, again)


def test_a_period_may_stay_open(planned: Office) -> None:
    desk = Desk(planned)
    desk.keep(paper(periods=(reading.Period(date(2027, 6, 1), None, "Đại hội", 11),)))
    assert desk.answer("periods-0.end", NONE).open == ()
    assert desk.answer("periods-0.end").open != ()


def test_a_period_from_now_waits_for_the_day_of_issue(planned: Office) -> None:
    desk = Desk(planned)
    period = reading.Period(None, date(2027, 9, 30), None, 11, "từ nay đến hết 30/9/2027")
    desk.keep(paper(periods=(period,), issued_on=None))
    assert {one.key for one in desk.paper.open} == {"issued_on", "periods-0.start"}
    assert desk.accept().plan.phases == ()
    shown = desk.answer("issued_on", "25/5/2027")
    assert shown.open == ()
    assert shown.now.periods[0].start == date(2027, 5, 25)
    assert shown.fields["issued_on"].edited


def test_a_quota_of_which_the_words_tell_no_channel_is_asked_for(planned: Office) -> None:
    desk = Desk(planned)
    desk.keep(paper(quotas=(reading.Quota(1, "mô hình", ("xã",), 22),)))
    question = desk.question("quotas-0.channel")
    assert (question.about, len(question.choices)) == ("quotas-0", 12)
    assert desk.accept().plan.quotas == ()
    with pytest.raises(InputError):
        desk.answer("quotas-0.channel", "radio")
    with pytest.raises(InputError):
        desk.answer("quotas-0.channel", "event", "banner")
    desk.answer("quotas-0.channel", "event")
    (quota,) = desk.accept().plan.quotas
    assert (quota.channel, quota.names) == ("event", ("Ủy ban nhân dân các xã, phường",))


def test_an_anniversary_that_the_calendar_lacks_is_asked_for(planned: Office) -> None:
    desk = Desk(planned)
    counted = reading.Counted(27, 7, 1947, 80, 2027, 4)
    desk.keep(paper(anniversaries=(counted,)))
    question = desk.question("anniversaries-0.slug")
    assert question.choices[0].value == "thuong-binh-liet-si"
    assert question.choices[0].likely
    assert desk.accept().plan.anniversaries == ()
    desk.answer("anniversaries-0.slug", "thuong-binh-liet-si")
    (named,) = desk.accept().plan.anniversaries
    assert (named.slug, named.year, named.origin) == (
        "thuong-binh-liet-si",
        2027,
        date(1947, 7, 27),
    )


def test_what_the_reader_asks_is_seen_or_answered_by_a_correction(planned: Office) -> None:
    desk = Desk(planned)
    asked = (
        reading.Question(2, "Số của văn bản không đọc được. Số là gì?", "number"),
        reading.Question(4, "“83 năm” không khớp. Số nào đúng?", "anniversaries"),
    )
    desk.keep(paper(number=None, questions=asked))
    assert [one.key for one in desk.paper.open] == ["reader-0", "reader-1"]
    desk.do(Set("number", "15/KH-UBND"))
    assert [one.key for one in desk.paper.open] == ["reader-1"]
    assert desk.answer("reader-1", NONE).open == ()
    assert desk.answer("reader-1").open != ()
    desk.do(Edit("anniversaries-0", {"nth": "81"}))
    assert desk.paper.open == ()


def test_a_name_that_finds_nobody_blocks_only_its_block(planned: Office) -> None:
    desk = Desk(planned)
    block = replace(DOCUMENT.agencies[0], name="Sở Văn hóa và Thễ thảo")
    lost = replace(DOCUMENT.agencies[1], name="Nhà máy nước Thanh Tân")
    desk.keep(paper(agencies=(replace(block, name="Hợp tác xã Bình Minh"), lost)))
    keys = [one.key for one in desk.paper.open]
    assert keys == ["name-hop-tac-xa-binh-minh", "name-nha-may-nuoc-thanh-tan"]
    desk.accept()
    assert desk.office.items(agency="so-vhtt-song-lam") != []
    own = [one for one in desk.office.items() if one.origin == KEY and one.kind == "duty"]
    assert own == []
    desk.answer("name-hop-tac-xa-binh-minh", "so-vhtt-song-lam", "huyen-tay-ha")
    desk.answer("name-nha-may-nuoc-thanh-tan", NONE)
    assert desk.paper.open == ()
    plan = desk.accept().plan
    assert [one.names for one in plan.blocks] == [("Sở Văn hóa và Thể thao", "Huyện Tây Hà")]
    own = [one for one in desk.office.items() if one.origin == KEY and one.kind == "duty"]
    assert {one.agency for one in own} == {"so-vhtt-song-lam", "huyen-tay-ha"}


def test_a_name_is_added_as_written_only_where_a_person_says_so(planned: Office) -> None:
    desk = Desk(planned)
    lost = replace(DOCUMENT.agencies[1], name="Nhà máy nước Thanh Tân")
    desk.keep(paper(agencies=(lost,)))
    assert desk.accept().new_agencies == ()
    desk.answer("name-nha-may-nuoc-thanh-tan", AS_WRITTEN)
    (added,) = desk.accept().new_agencies
    assert (added.name, added.kind, added.to_check, dict(added.runs)) == (
        "Nhà máy nước Thanh Tân",
        "as_written",
        True,
        {},
    )
    assert added.valid_from == date(2027, 5, 25)
    assert [one.title for one in desk.office.items(agency=added.slug)] != []


def test_an_answer_must_fit_its_question(planned: Office) -> None:
    desk = Desk(planned)
    desk.keep(paper(agencies=(replace(DOCUMENT.agencies[1], name="Nhà máy nước"),)))
    for values in (("khong-co",), (NONE, "bao-song-lam"), (AS_WRITTEN, "bao-song-lam")):
        with pytest.raises(InputError):
            desk.answer("name-nha-may-nuoc", *values)
    with pytest.raises(InputError):
        desk.answer("name-nha-may-nuoc", "so-tttt-song-lam")  # ended before the plan's day


def test_one_letter_off_is_likely_and_waits_for_a_person(planned: Office) -> None:
    desk = Desk(planned)
    name = "Đài Phát thanh và Truyền hình Sông Lan"
    desk.keep(paper(agencies=(replace(DOCUMENT.agencies[1], name=name),)))
    (asked,) = desk.paper.open
    assert (asked.choices[0].value, asked.choices[0].likely) == ("dai-song-lam", True)
    desk.accept()
    assert all(one.kind != "duty" or one.origin != KEY for one in desk.office.items())
    done = desk.accept(as_written=True)
    assert done.plan.blocks[0].names == ("Đài Phát thanh và Truyền hình Sông Lam",)
    assert any("được hiểu là" in str(one) for one in done.problems)


def test_who_ended_before_the_day_is_asked_for_with_the_successors(planned: Office) -> None:
    desk = Desk(planned)
    name = "Sở Thông tin và Truyền thông"
    desk.keep(paper(agencies=(replace(DOCUMENT.agencies[1], name=name),)))
    (asked,) = desk.paper.open
    assert "kết thúc ngày 28/02/2027" in asked.text
    assert [one.value for one in asked.choices] == ["so-vhtt-song-lam", AS_WRITTEN, NONE]
    desk.answer(asked.key, "so-vhtt-song-lam")
    assert desk.accept().plan.blocks[0].names == ("Sở Văn hóa và Thể thao",)


def test_a_paper_of_no_known_province_asks_for_it(planned: Office) -> None:
    desk = Desk(planned)
    lines = (
        "ỦY BAN NHÂN DÂN TỈNH HÀ SƠN",
        *(line.replace("Sông Lam", "Hà Sơn") for line in LINES[1:]),
    )
    desk.keep(paper(issuer="Ủy ban nhân dân tỉnh Hà Sơn"), lines=lines)
    asked = desk.question("province")
    assert [one.value for one in asked.choices] == ["song-lam", AS_WRITTEN]
    for act in (desk.preview, desk.accept):
        with pytest.raises(InputError, match="chọn tỉnh"):
            act()
    assert desk.answer("province", "song-lam").province == "song-lam"
    desk.do(Reset("province"))
    desk.answer("province", AS_WRITTEN)
    assert [one.province for one in desk.preview().new_agencies] == ["ha-son"]
    assert desk.accept().plan.province == "ha-son"
    assert desk.paper.province == "ha-son"
