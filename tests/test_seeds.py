"""Reading a seeds folder: what the repository's own says, and what each fault is told as."""

import shutil
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest
from small import ANNIVERSARIES, OUTSIDE, PLAN, PLAN_TEXT, REGISTER, SEEDS, change, line_of, write

from planner import seeds
from planner.domain.model import Quiet
from planner.errors import InputError
from planner.seeds.register import read_units

TOML = "register/song-lam.toml"
DAYS = "anniversaries.toml"
RULES = "cadences.toml"
TWICE = '[{ id = "s1", start = 05:30:00 }, { id = "s1", start = 17:00:00 }]'
FIRST_CADENCE = '[[cadence]]\nid = "press-page"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "mau")


def test_the_small_folder_is_read_whole(folder: Path) -> None:
    found = seeds.load(folder)
    assert [one.slug for one in found.provinces] == ["song-lam"]
    assert [one.slug for one in found.agencies] == [
        "bao-song-lam",
        "dai-song-lam",
        "so-vhtt-song-lam",
        "so-tttt-song-lam",
        "huyen-tay-ha",
        "phong-vh-tay-ha",
        "xa-dong-hoa",
    ]
    office = found.register.get("phong-vh-tay-ha")
    assert (office.level, office.parent) == ("district", "huyen-tay-ha")
    commune = found.register.get("xa-dong-hoa")
    assert (commune.name, commune.kind, commune.level) == ("Xã Đông Hòa", "commune", "commune")
    assert [one.id for one in commune.sessions] == ["s1", "s2"]
    assert commune.quiet == (Quiet(time(22), time(5)),)
    assert [one.slug for one in found.anniversaries] == [
        "quoc-khanh",
        "thuong-binh-liet-si",
        "cach-mang-thang-tam",
        "gio-to",
    ]
    (plan,) = found.plans
    assert (plan.file, plan.text, plan.plan.province) == (PLAN, PLAN_TEXT, "song-lam")


def test_like_takes_what_is_not_said_otherwise() -> None:
    found = {one.id: one for one in seeds.load(SEEDS).cadences}
    radio, regular = found["press-radio"], found["regular-radio"]
    assert (regular.channel, regular.format, regular.times, regular.minutes, regular.due) == (
        radio.channel,
        radio.format,
        radio.times,
        radio.minutes,
        radio.due,
    )
    assert regular.windows == {}
    assert found["regular-bulletin"].sessions == "last"
    assert found["usual-column"].windows == dict.fromkeys(("round", "five", "other"), ((-1, 0),))


def test_the_repositorys_own_folder_holds_what_the_issue_asks_for() -> None:
    found = seeds.load(SEEDS)
    kinds = [(one.kind, one.province) for one in found.agencies]
    assert kinds.count(("commune", "an-giang")) == 102
    assert kinds.count(("district", "kien-giang")) == 15
    offices = [one for one in found.agencies if one.kind == "culture_office" and one.parent]
    assert {str(one.valid_to) for one in offices if one.province == "kien-giang"} == {"2025-06-30"}
    communes = [one for one in found.agencies if one.kind == "commune"]
    assert {tuple(str(s.start) for s in one.sessions) for one in communes} == {
        ("05:30:00", "17:00:00")
    }
    assert {one.weekdays for agency in found.agencies for one in agency.sessions} == {
        (0, 1, 2, 3, 4, 5, 6)
    }
    assert sorted(one.plan.number or "-" for one in found.plans) == [
        "-",
        "141/KH-UBND",
        "262-KH/TU",
        "33-KH/TU",
    ]
    letters = [letter.number for one in found.plans for letter in one.plan.letters]
    assert {"2381/SYT-VP", "8232/VP-KGVX", "4890-CV/BCSD"} <= set(letters)


def test_every_ended_body_of_the_province_names_its_heirs() -> None:
    """Issue 2: the functions of Kiên Giang's bodies that went to An Giang's."""
    found = seeds.load(SEEDS)
    by_slug = found.register.agencies
    old = [
        one
        for one in found.agencies
        if one.province == "kien-giang" and one.kind == "department" and one.valid_to
    ]
    press = {
        heir.to
        for one in old
        if one.name == "Sở Thông tin và Truyền thông"
        for heir in one.successors
    }
    assert len(press) >= 2
    assert {by_slug[heir.to].name for one in old for heir in one.successors if one.successors} >= {
        "Sở Khoa học và Công nghệ"
    }


# --- faults -------------------------------------------------------------------------------------

Fault = tuple[str, str, str, str, str]
"""The file, what stands there, what is put there, where the message says it is, and its words."""

FAULTS: dict[str, Fault] = {
    "a TOML syntax error": (
        DAYS,
        'rank = "usual"',
        "rank = = usual",
        f"mau/{DAYS}:{line_of(ANNIVERSARIES, 'usual')}",
        "TOML sai",
    ),
    "an unknown key": (
        DAYS,
        'rank = "usual"',
        'rang = "usual"\nrank = "usual"',
        f"mau/{DAYS}, anniversary.thuong-binh-liet-si.rang",
        "không có mục này",
    ),
    "an unknown rank": (
        DAYS,
        'rank = "usual"',
        'rank = "big"',
        f"mau/{DAYS}, anniversary.thuong-binh-liet-si.rank",
        "great, usual, noted",
    ),
    "no such day": (
        DAYS,
        "day = 27\nmonth = 7",
        "day = 31\nmonth = 2",
        f"mau/{DAYS}, anniversary.thuong-binh-liet-si.day",
        "không có ngày 31/2",
    ),
    "no such lunar day": (
        DAYS,
        "day = 10\nmonth = 3",
        "day = 31\nmonth = 3",
        f"mau/{DAYS}, anniversary.gio-to.day",
        "không có ngày 31/3",
    ),
    "a day that is text": (
        DAYS,
        "day = 27",
        'day = "27"',
        f"mau/{DAYS}, anniversary.thuong-binh-liet-si.day",
        "phải là số",
    ),
    "a missing name": (
        DAYS,
        'name = "Cách mạng Tháng Tám"\n',
        "",
        f"mau/{DAYS}, anniversary.cach-mang-thang-tam.name",
        "thiếu giá trị này",
    ),
    "an anniversary twice": (
        DAYS,
        'slug = "thuong-binh-liet-si"',
        'slug = "quoc-khanh"',
        f"mau/{DAYS}, quoc-khanh",
        "đã có",
    ),
    "an unknown carrier": (
        DAYS,
        'carried_by = "quoc-khanh"',
        'carried_by = "tet"',
        f"mau/{DAYS}, cach-mang-thang-tam.carried_by",
        "“tet”",
    ),
    "a window that ends before it begins": (
        RULES,
        'format = "special_page"\nround = "T-60..T"',
        'format = "special_page"\nround = "T..T-60"',
        f"mau/{RULES}, cadence.press-page.round",
        "kết thúc trước khi bắt đầu",
    ),
    "a window that is none": (
        RULES,
        'five = "T-7, T-1"',
        'five = "bảy ngày"',
        f"mau/{RULES}, cadence.portal-feature.five",
        "“bảy ngày”",
    ),
    "a broken RRULE": (
        RULES,
        'rrule = "FREQ=WEEKLY;BYDAY=TU,TH"',
        'rrule = "FREQ=WEEKLY;BYDAY=XX"',
        f"mau/{RULES}, cadence.regular-post.rrule",
        "quy tắc lặp",
    ),
    "an RRULE that ends": (
        RULES,
        'rrule = "FREQ=WEEKLY;BYDAY=TU,TH"',
        'rrule = "FREQ=WEEKLY;COUNT=3"',
        f"mau/{RULES}, cadence.regular-post.rrule",
        "COUNT",
    ),
    "an RRULE that is none": (
        RULES,
        'rrule = "FREQ=WEEKLY;BYDAY=TU,TH"',
        'rrule = "thứ ba"',
        f"mau/{RULES}, cadence.regular-post.rrule",
        "“thứ ba”",
    ),
    "an unknown channel of a cadence": (
        RULES,
        'channel = "sms"',
        'channel = "fax"',
        f"mau/{RULES}, cadence.phase-sms.channel",
        "“fax”",
    ),
    "an unknown format of a cadence": (
        RULES,
        'format = "sms"',
        'format = "fax"',
        f"mau/{RULES}, cadence.phase-sms.format",
        "“fax”",
    ),
    "a cadence twice": (
        RULES,
        'id = "phase-sms"',
        'id = "phase-event"',
        f"mau/{RULES}, phase-event",
        "đã có",
    ),
    "like an unknown cadence": (
        RULES,
        'like = "social-daily"',
        'like = "social-weekly"',
        f"mau/{RULES}, cadence.regular-post.like",
        "“social-weekly”",
    ),
    "following an unknown cadence": (
        RULES,
        'follows = ["banner-hang", "phase-banner"]',
        'follows = ["banner-hung"]',
        f"mau/{RULES}, cadence.banner-down.follows",
        "“banner-hung”",
    ),
    "a due that is no number": (
        RULES,
        "due = 5",
        'due = "năm"',
        f"mau/{RULES}, cadence.press-tv.due",
        "phải là số",
    ),
    "minutes below nothing": (
        RULES,
        "minutes = 8",
        "minutes = -8",
        f"mau/{RULES}, cadence.loudspeaker-bulletin.minutes",
        "nhỏ hơn 0",
    ),
    "times that are text": (
        RULES,
        "times = [20:00:00]",
        'times = ["20:00"]',
        f"mau/{RULES}, cadence.press-tv.times",
        "giờ viết như",
    ),
    "an unknown kind": (
        TOML,
        'kind = "newspaper"',
        'kind = "paper"',
        f"{TOML}, agency.bao-song-lam.kind",
        "“paper”",
    ),
    "an agency twice": (
        TOML,
        'slug = "dai-song-lam"',
        'slug = "bao-song-lam"',
        f"{TOML}, bao-song-lam",
        "đã có",
    ),
    "an agency in two files": (
        TOML,
        'slug = "huyen-tay-ha"',
        'slug = "xa-dong-hoa"',
        "mau/units.csv, xa-dong-hoa",
        "đã có trong register/song-lam.toml",
    ),
    "an unknown heir": (
        TOML,
        'to = "so-vhtt-song-lam"',
        'to = "so-khcn-song-lam"',
        f"{TOML}, so-tttt-song-lam",
        "“so-khcn-song-lam”",
    ),
    "an unknown parent": (
        TOML,
        'parent = "huyen-tay-ha"',
        'parent = "huyen-dong-ha"',
        f"{TOML}, phong-vh-tay-ha",
        "“huyen-dong-ha”",
    ),
    "an agency that ends before it begins": (
        TOML,
        "valid_to = 2027-02-28",
        "valid_to = 2019-02-28",
        f"{TOML}, agency.so-tttt-song-lam.valid_to",
        "kết thúc trước khi bắt đầu",
    ),
    "a stamp where a day should be": (
        TOML,
        "valid_to = 2027-02-28",
        "valid_to = 2027-02-28T00:00:00",
        f"{TOML}, agency.so-tttt-song-lam.valid_to",
        "phải là ngày",
    ),
    "a session without a start": (
        TOML,
        'kind = "district"',
        'kind = "district"\nsessions = [{ id = "s1" }]',
        f"{TOML}, agency.huyen-tay-ha.sessions.s1.start",
        "05:30:00",
    ),
    "a session twice": (
        TOML,
        'kind = "district"',
        f'kind = "district"\nsessions = {TWICE}',
        f"{TOML}, agency.huyen-tay-ha.sessions",
        "s1",
    ),
    "a session on an eighth weekday": (
        TOML,
        'kind = "district"',
        'kind = "district"\nsessions = [{ id = "s1", start = 05:30:00, weekdays = [7] }]',
        f"{TOML}, agency.huyen-tay-ha.sessions.s1.weekdays",
        "7",
    ),
    "an unknown key of a session": (
        TOML,
        'kind = "district"',
        'kind = "district"\nsessions = [{ id = "s1", start = 05:30:00, minute = 20 }]',
        f"{TOML}, agency.huyen-tay-ha.sessions.s1.minute",
        "không có mục này",
    ),
    "an unknown key of an heir": (
        TOML,
        "functions = [",
        "function = [], functions = [",
        f"{TOML}, agency.so-tttt-song-lam.successors.1.function",
        "không có mục này",
    ),
    "an unknown channel that an agency runs": (
        TOML,
        'kind = "district"',
        'kind = "district"\nruns = { fax = ["fax"] }',
        f"{TOML}, agency.huyen-tay-ha.runs.fax",
        "không có kênh này",
    ),
    "a register without its province": (
        TOML,
        'slug = "song-lam"\n',
        "",
        f"{TOML}, province.slug",
        "thiếu giá trị này",
    ),
    "a commune without a name": (
        "units.csv",
        "Sông Lam,xã,Đông Hòa,xa-dong-hoa,",
        "Sông Lam,xã,,xa-dong-hoa,",
        "mau/units.csv:3",
        "dòng thiếu",
    ),
    "communes without a column": (
        "units.csv",
        "province,type,name,slug,predecessor_districts",
        "province,loại,name,slug,predecessor_districts",
        "mau/units.csv",
        "type",
    ),
    "an unknown kind of a collective name": (
        "collectives.toml",
        'kinds = ["mass_organisation"]',
        'kinds = ["club"]',
        "mau/collectives.toml, collective.5.kinds",
        "“club”",
    ),
    "an unknown agency in a plan": (
        PLAN,
        "### Báo Sông Lam; Đài PT-TH Sông Lam",
        "### Báo Sông Hồng",
        f"{PLAN}:{line_of(PLAN_TEXT, '### Báo')}",
        "không có cơ quan “Báo Sông Hồng”",
    ),
    "an unknown agency of a deadline": (
        PLAN,
        "Báo cáo tổng kết; Báo Sông Lam",
        "Báo cáo tổng kết; Báo Sông Hồng",
        f"{PLAN}:{line_of(PLAN_TEXT, 'tổng kết')}",
        "không có cơ quan “Báo Sông Hồng”",
    ),
    "a plan's window that ends before it begins": (
        PLAN,
        "- [ngoài phạm vi] flag, 20/8/2027 - 10/9/2027",
        "- loudspeaker, 10/9/2027 - 20/8/2027",
        f"{PLAN}:{line_of(PLAN_TEXT, 'flag, ')}",
        "kết thúc (20/8/2027) trước khi bắt đầu (10/9/2027)",
    ),
    "a plan's phase that ends before it begins": (
        PLAN,
        "01/9/2027 - 20/9/2027",
        "01/9/2027 - 20/8/2027",
        f"{PLAN}:{line_of(PLAN_TEXT, 'Đợt hai')}",
        "trước khi bắt đầu",
    ),
    "a plan's day that is none": (
        PLAN,
        "01/6/2027 - 31/8/2027",
        "01/6/2027 - 31/9/2027",
        f"{PLAN}:{line_of(PLAN_TEXT, 'Đợt một')}",
        "“31/9/2027” không phải một ngày",
    ),
    "a plan's issue on no day": (
        PLAN,
        "Ngày ban hành: 20/5/2027",
        "Ngày ban hành: 30/2/2027",
        f"{PLAN}:{line_of(PLAN_TEXT, 'Ngày ban hành')}",
        "“30/2/2027”",
    ),
    "a plan's unknown channel": (
        PLAN,
        "- event: hội thi",
        "- fax: hội thi",
        f"{PLAN}:{line_of(PLAN_TEXT, '- event')}",
        "không có kênh “fax”",
    ),
    "a plan's unknown anniversary": (
        PLAN,
        "- 82 năm quoc-khanh, 02/9/1945 - 02/9/2027",
        "- ngay-hoi",
        f"{PLAN}:{line_of(PLAN_TEXT, 'quoc-khanh')}",
        "“ngay-hoi”",
    ),
    "a plan's count that does not fit": (
        PLAN,
        "- 82 năm quoc-khanh",
        "- 83 năm quoc-khanh",
        f"{PLAN}:{line_of(PLAN_TEXT, 'quoc-khanh')}",
        "83 năm không khớp",
    ),
    "a plan's unknown section": (
        PLAN,
        "## Chỉ tiêu",
        "## Mục tiêu",
        f"{PLAN}:{line_of(PLAN_TEXT, '## Chỉ tiêu')}",
        "“Mục tiêu”",
    ),
    "a plan's unknown fact": (
        PLAN,
        "- Thực hiện: 07-CT/TU",
        "- Thi hành: 07-CT/TU",
        f"{PLAN}:{line_of(PLAN_TEXT, '- Thực hiện')}",
        "“Thi hành”",
    ),
    "a plan's line that is neither": (
        PLAN,
        "- Chuyển đổi số",
        "Chuyển đổi số",
        f"{PLAN}:{line_of(PLAN_TEXT, '- Chuyển đổi số')}",
        "gạch đầu dòng",
    ),
    "a plan of an unknown province": (
        PLAN,
        "- Tỉnh: Sông Lam",
        "- Tỉnh: Sông Hồng",
        f"{PLAN}, Tỉnh",
        "“Sông Hồng”",
    ),
    "a plan's deadline on no day": (
        PLAN,
        "trước 20/6 hằng năm",
        "trước 31/6 hằng năm",
        f"{PLAN}:{line_of(PLAN_TEXT, 'sáu tháng')}",
        "không có ngày 31/6",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_told_with_its_file_and_its_key_or_line(folder: Path, fault: Fault) -> None:
    name, old, new, where, words = fault
    change(folder, name, old, new)
    with pytest.raises(InputError) as caught:
        seeds.load(folder)
    assert (str(caught.value.where), words in caught.value.text()) == (where, True), caught.value


def _remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def _spoil(name: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / name).write_bytes("Báo".encode("utf-16"))

    return spoil


def _folder(name: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).mkdir()

    return make


@pytest.mark.parametrize(
    ("spoil", "where", "words"),
    [
        (_remove(DAYS), f"mau/{DAYS}", "thiếu tệp"),
        (_remove(RULES), f"mau/{RULES}", "thiếu tệp"),
        (_remove("kinds.toml"), "mau/kinds.toml", "thiếu tệp"),
        (_remove("collectives.toml"), "mau/collectives.toml", "thiếu tệp"),
        (_remove(TOML), "mau/register", "không có tỉnh nào"),
        (_spoil(DAYS), f"mau/{DAYS}", "UTF-8"),
        (_spoil(TOML), TOML, "UTF-8"),
        (_spoil(PLAN), PLAN, "UTF-8"),
        (_spoil("units.csv"), "mau/units.csv", "UTF-8"),
        (_folder(DAYS), f"mau/{DAYS}", ""),
    ],
)
def test_a_missing_or_unreadable_file_is_named(
    folder: Path, spoil: Callable[[Path], None], where: str, words: str
) -> None:
    if where == "mau/register":
        (folder / "units.csv").unlink()
    spoil(folder)
    with pytest.raises(InputError) as caught:
        seeds.load(folder)
    assert (str(caught.value.where), words in caught.value.text()) == (where, True), caught.value


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        seeds.load(tmp_path / "khong-co")
    assert str(caught.value) == f"{tmp_path / 'khong-co'}: không có thư mục này"


def test_a_folder_without_plans_and_communes_is_enough(folder: Path) -> None:
    shutil.rmtree(folder / "plans")
    (folder / "units.csv").unlink()
    found = seeds.load(folder)
    assert (len(found.agencies), found.plans) == (6, ())


def test_a_collective_name_that_finds_nobody_is_no_fault(folder: Path) -> None:
    change(folder, PLAN, "### Báo Sông Lam; Đài PT-TH Sông Lam", "### Các hội quần chúng")
    assert len(seeds.load(folder).plans) == 1


def test_an_unknown_agency_with_nothing_but_marked_duties_is_no_fault(folder: Path) -> None:
    change(folder, PLAN, "### Phòng Văn hóa và Thông tin huyện Tây Hà", "### Phòng của nơi nào đó")
    assert len(seeds.load(folder).plans) == 1


def test_the_small_plan_has_something_that_could_leak() -> None:
    """Each word stands in the plan's text once, so that its absence elsewhere says something."""
    assert [PLAN_TEXT.lower().count(word) for word in OUTSIDE] == [1] * len(OUTSIDE)
    assert "[ngoài phạm vi]" in PLAN_TEXT
    assert REGISTER.count("[[agency]]") == 6
    assert FIRST_CADENCE in (SEEDS / RULES).read_text(encoding="utf-8")


# --- another province ---------------------------------------------------------------------------


def test_every_province_can_be_started_by_its_name() -> None:
    """34 provinces and 3,321 communes, wards and special zones, each with a slug of its own."""
    names = list(dict.fromkeys(unit.province for unit in read_units(SEEDS / "units.csv")))
    started = [seeds.province(SEEDS, name) for name in names]
    communes = [
        [one for one in register.agencies.values() if one.kind == "commune"] for register in started
    ]
    assert (len(names), sum(map(len, communes))) == (34, 3321)
    assert all(
        one.to_check
        for register in started
        for one in register.agencies.values()
        if one.kind != "commune"
    )


@pytest.mark.parametrize("name", ["Lâm Đồng", "lam dong", "Tỉnh Lâm Đồng"])
def test_a_province_is_found_without_marks(name: str) -> None:
    register = seeds.province(SEEDS, name)
    assert list(register.provinces) == ["lam-dong"]
    paper = register.agencies["bao-ptth-lam-dong"]
    assert (paper.name, sorted(paper.runs["press"])) == (
        "Báo và Phát thanh, Truyền hình Lâm Đồng",
        ["column", "radio", "special_page", "tv"],
    )


def test_an_unknown_province_is_told_with_those_that_there_are() -> None:
    with pytest.raises(InputError, match=r"“Kiên Giang”; có: .*An Giang"):
        seeds.province(SEEDS, "Kiên Giang")
