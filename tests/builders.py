"""Values that the tests of the pure domain share: makers with defaults, and generated worlds.

The worlds are small on purpose: one province with five agencies, six anniversaries of every rank
and class, and up to three plans between May 2026 and February 2027. The cadences are the real ones.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import strategies as st

from planner import seeds
from planner.documents.planfile import key_of
from planner.domain.airtime import hours
from planner.domain.anniversaries import in_year
from planner.domain.changes import Changes
from planner.domain.model import (
    Agency,
    Anniversary,
    Block,
    Cadence,
    Channel,
    Collective,
    Deadline,
    Duty,
    Item,
    Named,
    Phase,
    Plan,
    Province,
    Quota,
    Session,
    Slot,
    Span,
    Theme,
    Window,
)
from planner.domain.planning import Book, Planned, take_downs
from planner.domain.planning import plan as plan_all
from planner.domain.register import Register
from planner.domain.versions import next_version

SEEDS = Path(__file__).parent.parent / "seeds"

TODAY = date(2026, 3, 2)
FIRST, LAST = date(2026, 6, 1), date(2027, 2, 28)
"""The days that the generated worlds are planned for; LAST is their horizon."""

Thing = TypeVar("Thing", Slot, Item)


@cache
def real() -> seeds.Seeds:
    """Return the seeds of the repository."""
    return seeds.load(SEEDS)


@cache
def accepted_seeds() -> tuple[Plan, ...]:
    """Return the seeds' plans as they are accepted, on the days of their issue."""
    return tuple(
        next_version(replace(one.plan, key=key_of(one.plan, "", lambda _key: False)), None)
        for one in real().plans
    )


def cadence(name: str) -> Cadence:
    """Return a real cadence by its id."""
    return next(one for one in real().cadences if one.id == name)


def d(text: str) -> date:
    """Read 2026-09-02."""
    return date.fromisoformat(text)


def days(text: str, year: int) -> list[date]:
    """Read the days "29/1 30/1 1/2" of one year."""
    return [date(year, int(one.split("/")[1]), int(one.split("/")[0])) for one in text.split()]


# --- one of each --------------------------------------------------------------------------------

RUNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "district": {
        "loudspeaker": ("bulletin",),
        "banner": ("banner",),
        "flag": ("flag",),
        "board": ("board",),
        "mobile": ("mobile",),
        "oral": ("oral",),
        "event": ("event",),
        "portal": ("feature",),
        "social": ("post",),
    },
    "newspaper": {"press": ("special_page", "column")},
    "broadcaster": {"press": ("radio", "tv")},
    "department": {
        "portal": ("feature",),
        "social": ("post",),
        "oral": ("oral",),
        "print": ("print",),
    },
    "security": {},
}

TWO_SESSIONS = (Session("s1", time(5, 30)), Session("s2", time(17)))


def agency(slug: str, kind: str = "district", **values: Any) -> Agency:
    usual: dict[str, Any] = {
        "name": slug.replace("-", " ").title(),
        "level": "district" if kind == "district" else "province",
        "province": "tinh",
        "runs": RUNS.get(kind, {}),
        "sessions": TWO_SESSIONS if kind == "district" else (),
    }
    return Agency(slug=slug, kind=kind, **{**usual, **values})


HUYEN_A = agency("huyen-a", name="Huyện A")
HUYEN_B = agency("huyen-b", name="Huyện B")
BAO = agency("bao-tinh", "newspaper", name="Báo tỉnh")
DAI = agency("dai-tinh", "broadcaster", name="Đài tỉnh")
SO = agency("so-van-hoa", "department", name="Sở Văn hóa")
EVERYBODY = (HUYEN_A, HUYEN_B, BAO, DAI, SO)
NAMES = tuple(one.name for one in EVERYBODY)
DISTRICTS = "Ủy ban nhân dân các huyện"


def register(*agencies: Agency) -> Register:
    return Register.of(
        agencies or EVERYBODY,
        (Province("tinh", "Thử"), Province("khac", "Khác")),
        (Collective((DISTRICTS, "Các huyện ủy"), ("district",)),),
    )


QUOC_KHANH = Anniversary(
    "quoc-khanh",
    "Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam",
    2,
    9,
    origin_year=1945,
    rank="great",
    flags=True,
    short="Quốc khánh",
)
ROUND = Anniversary("ngay-tron", "Ngày tròn", 15, 10, origin_year=1976, rank="great")
FIVE = Anniversary("ngay-nam", "Ngày năm", 20, 11, origin_year=1961, rank="great", flags=True)
USUAL = Anniversary("ngay-thuong", "Ngày thường", 22, 12, origin_year=1944, rank="usual")
NOTED = Anniversary("ngay-ghi", "Ngày ghi", 20, 10, origin_year=1930)
CARRIED = Anniversary(
    "cach-mang-thang-tam",
    "Cách mạng tháng Tám thành công",
    19,
    8,
    origin_year=1945,
    carried_by="quoc-khanh",
)
TET = Anniversary("tet", "Tết Nguyên đán", 1, 1, lunar=True, rank="great", flags=True)
ANNIVERSARIES = (QUOC_KHANH, ROUND, FIVE, USUAL, NOTED, CARRIED, TET)


def phase(start: str, end: str | None, number: int = 1, **values: Any) -> Phase:
    return Phase(number, Span(d(start), d(end) if end else None), **{"line": 10 + number, **values})


def block(*names: str, duties: Iterable[Duty] = ()) -> Block:
    return Block(names, tuple(duties) or (Duty("Tổ chức tuyên truyền", 41),), 40)


def channels(*codes: str) -> tuple[Channel, ...]:
    return tuple(Channel(code, 30 + number) for number, code in enumerate(codes))


def themes(*titles: str) -> tuple[Theme, ...]:
    return tuple(Theme(title, 20 + number) for number, title in enumerate(titles))


def window(channel: str, start: str, end: str, *names: str, **values: Any) -> Window:
    return Window(channel, Span(d(start), d(end)), names=names, **{"line": 50, **values})


def plan(**values: Any) -> Plan:
    """Make an accepted plan: it addresses everybody unless it says whom."""
    usual: dict[str, Any] = {
        "key": "15-kh-ubnd-2026",
        "title": "Kế hoạch thử",
        "title_line": 1,
        "province": "tinh",
        "number": "15/KH-UBND",
        "issued_on": d("2026-01-05"),
        "accepted_on": d("2026-01-05"),
        "phases": (phase("2026-06-01", "2026-12-31"),),
        "blocks": (block(*NAMES),),
    }
    return next_version(Plan(**{**usual, **values}), None)


def book(*plans: Plan, **values: Any) -> Book:
    usual: dict[str, Any] = {
        "register": register(),
        "anniversaries": (),
        "cadences": real().cadences,
        "today": TODAY,
        "horizon": LAST,
    }
    return Book(plans=plans, **{**usual, **values})


def planned(known: Book) -> Planned:
    """Plan a world for its days, take-downs among the items."""
    done = plan_all(known, FIRST, known.horizon)
    done.items.update(take_downs(done.slots.values(), known.cadences, known.register.agencies))
    return done


def slot(**values: Any) -> Slot:
    """Make a stored slot; its key says campaign, cadence, agency and occurrence."""
    key = values.get("key", "quoc-khanh-2026/press-column/bao-tinh/d-3")
    campaign, name, who, occurrence, *session = key.split("/")
    usual: dict[str, Any] = {
        "key": key,
        "campaign": campaign,
        "cadence": name,
        "agency": who,
        "occurrence": occurrence,
        "channel": "press",
        "format": "column",
        "session": session[0] if session else None,
        "day": d("2026-08-30"),
        "due_before": 1,
        "due": d("2026-08-29"),
        "theme": "81 năm Quốc khánh",
        "title": "81 năm Quốc khánh",
        "planned_on": TODAY,
    }
    return Slot(**{**usual, **values})


def span_slot(**values: Any) -> Slot:
    """Make a stored banner, hung from 26/8 to 5/9/2026."""
    usual: dict[str, Any] = {
        "key": "quoc-khanh-2026/banner-hang/huyen-a/span",
        "channel": "banner",
        "format": "banner",
        "day": d("2026-08-26"),
        "end_day": d("2026-09-05"),
        "due_before": 7,
        "due": d("2026-08-19"),
    }
    return slot(**{**usual, **values})


def item(**values: Any) -> Item:
    usual: dict[str, Any] = {
        "key": "15-kh-ubnd-2026/h1/so-van-hoa/2026-06",
        "origin": "15-kh-ubnd-2026",
        "kind": "deadline",
        "agency": "so-van-hoa",
        "title": "Báo cáo sáu tháng",
        "occurrence": "2026-06",
        "due": d("2026-06-19"),
        "until": d("2026-06-19"),
        "planned_on": TODAY,
    }
    return Item(**{**usual, **values})


def applied(stored: Mapping[str, Thing], changes: Changes[Thing]) -> dict[str, Thing]:
    """Return what is stored once the changes are written."""
    found = dict(stored)
    found.update({one.new.key: one.new for one in changes.written()})
    found.update({one.key: one for one in changes.added})
    return found


def reference(campaign: str) -> date | None:
    """Return the day T of a campaign of the generated worlds."""
    name, _, year = campaign.rpartition("-")
    found = next((one for one in ANNIVERSARIES if one.slug == name), None)
    kept = in_year(found, int(year)) if found else None
    return kept.day if kept else None


def aired(slots: Mapping[str, Slot], known: Book) -> dict[str, time | None]:
    """Return the hour of every slot: a bulletin's is worked out from its session."""
    found = {key: one.at for key, one in slots.items()}
    found.update(
        {one.key: at for one, at in hours(slots.values(), known.register.agencies, reference)}
    )
    return found


# --- generated worlds ---------------------------------------------------------------------------

SECRET = "tuyên truyền dòng kín"
"""Stands in everything that is marked outside; the words alone would pass the gate."""

_days = st.dates(date(2026, 5, 1), date(2027, 2, 20))
_some = st.booleans()
_outside = st.sampled_from([False, False, True])


@st.composite
def _validity(draw: st.DrawFn) -> dict[str, date | None]:
    kind = draw(st.sampled_from(["always", "always", "ends", "begins"]))
    day = draw(_days)
    return {
        "valid_from": day if kind == "begins" else None,
        "valid_to": day if kind == "ends" else None,
    }


@st.composite
def _sessions(draw: st.DrawFn) -> tuple[Session, ...]:
    starts = draw(st.lists(st.sampled_from([5, 11, 17, 19]), min_size=1, max_size=3, unique=True))
    weekdays = st.sampled_from([(0, 1, 2, 3, 4, 5, 6), (0, 2, 4), (1, 3, 5, 6)])
    return tuple(
        Session(f"s{number}", time(hour), draw(weekdays), draw(st.sampled_from([8, 15, 30])))
        for number, hour in enumerate(starts, start=1)
    )


@st.composite
def registers(draw: st.DrawFn, *, ending: bool = True) -> Register:
    found = []
    for one in EVERYBODY:
        values: dict[str, Any] = draw(_validity()) if ending else {}
        if one.kind == "district":
            values["sessions"] = draw(_sessions())
        found.append(replace(one, **values))
    return register(*found)


def _title(key: str, what: str, number: int, *, outside: bool) -> str:
    return f"{SECRET if outside else what} {key} {number}"


@st.composite
def _phases(draw: st.DrawFn) -> tuple[Phase, ...]:
    found = []
    for number in range(1, draw(st.integers(0, 2)) + 1):
        start = draw(_days)
        length = draw(st.sampled_from([0, 6, 20, 30, 31, 60, 150, None]))
        end = None if length is None else start + timedelta(length)
        found.append(Phase(number, Span(start, end), f"Giai đoạn {number}", 10 + number))
    return tuple(found)


@st.composite
def windows(draw: st.DrawFn, key: str, number: int) -> Window:
    start = draw(_days)
    return Window(
        draw(st.sampled_from(["press", "portal", "social", "loudspeaker", "banner", "flag"])),
        Span(start, start + timedelta(draw(st.integers(0, 40)))),
        50 + number,
        names=tuple(draw(st.lists(st.sampled_from([*NAMES, DISTRICTS]), max_size=1))),
        outside=draw(_outside),
    )


@st.composite
def plans(
    draw: st.DrawFn,
    key: str,
    *,
    years_stated: bool = False,
    with_windows: bool = True,
    noted: bool = True,
) -> Plan:
    """Draw a plan; with `years_stated` its phases change nothing but its own days."""
    codes = draw(
        st.lists(
            st.sampled_from(
                ["press", "portal", "social", "loudspeaker", "banner", "board", "event", "sms"]
            ),
            unique=True,
            max_size=6,
        )
    )
    slugs = [one.slug for one in ANNIVERSARIES if noted or one.rank != "noted"]
    years = st.sampled_from([2026, 2027] if years_stated else [2026, 2027, None])
    named = draw(st.lists(st.sampled_from(slugs), unique=True, max_size=3))
    blocks = []
    for number in range(draw(st.integers(1, 2))):
        duties = []
        for place in range(draw(st.integers(1, 2))):
            hidden = draw(_outside)
            text = _title(key, "Việc tuyên truyền", 10 * number + place, outside=hidden)
            duties.append(Duty(text, 41 + 10 * number + place, hidden))
        names = draw(
            st.lists(st.sampled_from([*NAMES, DISTRICTS]), unique=True, min_size=1, max_size=4)
        )
        blocks.append(Block(tuple(names), tuple(duties), 40 + 10 * number))
    marks = draw(st.lists(_outside, max_size=4))
    found = Plan(
        key=key,
        title=f"Kế hoạch {key}",
        title_line=1,
        province="tinh",
        issued_on=draw(st.dates(date(2026, 1, 1), date(2026, 6, 30))),
        phases=draw(_phases()),
        themes=tuple(
            Theme(_title(key, "Chủ đề", number, outside=hidden), 20 + number, hidden)
            for number, hidden in enumerate(marks)
        ),
        channels=tuple(
            Channel(code, 30 + number, "", draw(_outside)) for number, code in enumerate(codes)
        ),
        anniversaries=tuple(Named(slug, draw(years), 15) for slug in named),
        windows=tuple(draw(windows(key, number)) for number in range(draw(st.integers(0, 2))))
        if with_windows
        else (),
        blocks=tuple(blocks),
        deadlines=tuple(
            Deadline(
                20,
                6,
                None,
                before=True,
                title=_title(key, "Báo cáo", 1, outside=hidden),
                line=70,
                outside=hidden,
            )
            for hidden in draw(st.lists(_outside, max_size=1))
        ),
        quotas=tuple(
            Quota(1, SECRET if hidden else "khẩu hiệu", ("ấp",), "banner", 80, outside=hidden)
            for hidden in draw(st.lists(_outside, max_size=1))
        ),
    )
    return next_version(found, None)


@st.composite
def books(draw: st.DrawFn, /, *, ending: bool = True, least: int = 0, **values: bool) -> Book:
    """Draw a world: a register, every anniversary, and up to three plans."""
    number = draw(st.integers(least, 3))
    return book(
        *(draw(plans(f"{n}-kh-2026", **values)) for n in range(1, number + 1)),
        register=draw(registers(ending=ending)),
        anniversaries=ANNIVERSARIES,
    )
