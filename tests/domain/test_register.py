"""Who bears a name in a province on a day."""

from datetime import date

import pytest
from builders import agency, d, real, register

from planner.domain.model import Collective, Province
from planner.domain.register import Register, plain_name
from planner.errors import NotFoundError

SEEDS = real().register
BEFORE, AFTER = d("2025-01-01"), d("2025-09-01")


@pytest.mark.parametrize(
    "name",
    [
        "Huyện Gò Quao",
        "huyện Gò Quao",
        "UBND huyện Gò Quao",
        "Ủy ban nhân dân huyện Gò Quao",
        "Uỷ ban nhân dân huyện Gò Quao",
        "Huyện ủy Gò Quao",
        "Ban Thường vụ Huyện ủy Gò Quao",
        "Ủy ban Mặt trận Tổ quốc Việt Nam huyện Gò Quao",
        "UBMTTQ huyện Gò Quao",
        "Đề nghị Huyện ủy Gò Quao",
    ],
)
def test_a_district_is_one_agency_under_all_its_names(name: str) -> None:
    assert SEEDS.find(name, "kien-giang", BEFORE) == SEEDS.find(
        "Huyện Gò Quao", "kien-giang", BEFORE
    )
    assert len(SEEDS.find(name, "kien-giang", BEFORE)) == 1


@pytest.mark.parametrize("name", ["Thành ủy Rạch Giá", "UBND TP Rạch Giá", "thành phố Rạch Giá"])
def test_a_city_too(name: str) -> None:
    [slug] = SEEDS.find(name, "kien-giang", BEFORE)
    assert SEEDS.get(slug).name == "Thành phố Rạch Giá"


@pytest.mark.parametrize(
    "name",
    ["Phường Long Xuyên", "UBND phường Long Xuyên", "Đảng ủy phường Long Xuyên"],
)
def test_a_commune_too(name: str) -> None:
    assert SEEDS.find(name, "an-giang", AFTER) == ("phuong-long-xuyen",)


@pytest.mark.parametrize(
    "name",
    [
        "Ủy ban nhân dân các huyện, thành phố",
        "UBND các huyện, thành phố",
        "Các huyện ủy, thành ủy",
        "các huyện, thành ủy",
        "Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy",
    ],
)
def test_kien_giangs_fifteen_districts_under_every_collective_name(name: str) -> None:
    found = SEEDS.find(name, "kien-giang", BEFORE)
    assert (len(found), {SEEDS.get(one).kind for one in found}) == (15, {"district"})
    assert found == SEEDS.find("Các huyện, thành phố", "kien-giang", BEFORE)


def test_an_giangs_102_communes() -> None:
    found = SEEDS.find("UBND các xã, phường, đặc khu", "an-giang", AFTER)
    assert (len(found), {SEEDS.get(one).kind for one in found}) == (102, {"commune"})


@pytest.mark.parametrize(
    ("name", "province", "day"),
    [
        ("UBND các huyện, thành phố", "kien-giang", AFTER),
        ("UBND các huyện, thành phố", "an-giang", AFTER),
        ("UBND các xã, phường, đặc khu", "an-giang", BEFORE),
        ("Huyện Gò Quao", "kon-tum", BEFORE),
        ("Sở Văn hóa và Thể thao", "an-giang", BEFORE),
        ("Sở Không Có", "an-giang", AFTER),
    ],
)
def test_nobody_bears_the_name_there_on_that_day(name: str, province: str, day: date) -> None:
    assert SEEDS.find(name, province, day) == ()


def test_departments_do_not_include_the_police() -> None:
    found = [SEEDS.get(one) for one in SEEDS.find("Các sở, ban, ngành cấp tỉnh", "an-giang", AFTER)]
    assert {one.kind for one in found} == {"department", "culture_office"}
    assert {one.level for one in found} == {"province"}


def test_the_police_run_nothing() -> None:
    [slug] = SEEDS.find("Công an tỉnh", "an-giang", AFTER)
    assert SEEDS.get(slug).runs == {}


@pytest.mark.parametrize(
    ("kind", "runs"),
    [
        ("newspaper", {"press": ("special_page", "column")}),
        ("broadcaster", {"press": ("radio", "tv")}),
        (
            "culture_office",
            {
                "banner": ("banner",),
                "flag": ("flag",),
                "mobile": ("mobile",),
                "event": ("event",),
                "portal": ("feature",),
                "social": ("post",),
            },
        ),
        *(
            (
                kind,
                {
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
            )
            for kind in ("commune", "district")
        ),
        *(
            (
                kind,
                {
                    "portal": ("feature",),
                    "social": ("post",),
                    "oral": ("oral",),
                    "print": ("print",),
                },
            )
            for kind in ("department", "party_body", "mass_organisation")
        ),
        ("security", {}),
    ],
)
def test_what_each_kind_runs(kind: str, runs: dict[str, tuple[str, ...]]) -> None:
    found = [one.runs for one in real().agencies if one.kind == kind]
    assert found
    assert [one for one in found if one != runs] == []


def test_every_commune_has_two_sessions_a_day() -> None:
    found = {
        tuple((one.id, f"{one.start:%H:%M}", one.weekdays, one.minutes) for one in each.sessions)
        for each in real().agencies
        if each.kind == "commune"
    }
    everyday = (0, 1, 2, 3, 4, 5, 6)
    assert found == {(("s1", "05:30", everyday, 30), ("s2", "17:00", everyday, 30))}


def test_slugs_heirs_and_parents_are_in_the_register() -> None:
    known = SEEDS.agencies
    assert len(known) == len(real().agencies)
    assert [
        one.slug
        for one in known.values()
        if any(heir.to not in known for heir in one.successors)
        or (one.parent is not None and one.parent not in known)
    ] == []


def test_the_same_name_before_and_after_a_reform() -> None:
    old = agency("so-cu", "department", name="Sở Văn hóa", valid_to=d("2025-02-28"))
    new = agency("so-moi", "department", name="Sở Văn hóa", valid_from=d("2025-03-01"))
    known = register(old, new)
    found = [known.find("Sở Văn hóa", "tinh", d(day)) for day in ("2025-02-28", "2025-03-01")]
    assert found == [("so-cu",), ("so-moi",)]


def test_aliases_and_the_provinces_name_behind_it() -> None:
    known = register(agency("so", "department", name="Sở Văn hóa", aliases=("Sở VH",)))
    names = ("sở vh", "Sở Văn hóa tỉnh Thử", "Sở Văn hóa Thử", "Sở Văn hóa Khác")
    assert [known.find(name, "tinh", BEFORE) for name in names] == [("so",), ("so",), ("so",), ()]


def test_a_collective_name_counts_only_its_level() -> None:
    agencies = [
        agency("so", "culture_office", runs={}, level="province"),
        agency("phong", "culture_office", runs={}, level="district"),
    ]
    known = Register.of(
        agencies,
        [Province("tinh", "Thử")],
        [Collective(("Các phòng",), ("culture_office",), "district")],
    )
    assert (known.find("Các phòng", "tinh", BEFORE), known.is_collective("CÁC PHÒNG")) == (
        ("phong",),
        True,
    )


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("Các đơn vị liên quan", True),
        ("UBND các xã", True),
        ("Sở Y tế", False),
        ("Ban Các vấn đề xã hội", False),
    ],
)
def test_is_collective(name: str, several: bool) -> None:  # noqa: FBT001
    assert SEEDS.is_collective(name) is several


def test_who_exists_on_a_day() -> None:
    one = agency("a", valid_from=d("2025-07-01"), valid_to=d("2025-07-31"))
    known = register(one)
    found = [
        len(known.on(d(day))) for day in ("2025-06-30", "2025-07-01", "2025-07-31", "2025-08-01")
    ]
    assert found == [0, 1, 1, 0]


def test_children_and_get() -> None:
    mother, child = agency("huyen"), agency("phong", parent="huyen")
    known = register(mother, child)
    assert (known.children("huyen"), known.get("phong")) == ([child], child)
    with pytest.raises(NotFoundError):
        known.get("khong-co")


def test_a_plain_name() -> None:
    assert plain_name("UBND huyện Gò Quao") == plain_name("Huyện ủy Gò Quao") == "huyen go quao"
