"""The databases that everything is measured on, each planned in a process of its own.

A commune has 2,000 slots, a province 250,000, and five years of that province 1,000,000.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import count, islice
from typing import Literal

import psycopg
import small
from sqlalchemy import text

from planner import seeds
from planner.documents import planfile
from planner.domain.model import Agency
from planner.seeds import PlanFile, Seeds
from planner.services import installing, scheduling
from planner.services.comparing import Range
from planner.settings import ROOT
from planner.store.db import Database

TODAY = date(2027, 8, 25)
PROVINCE = "An Giang"
EARLIER = (2027, 2026, 2025, 2024)
"""The years that make five of a province planned from TODAY to the end of 2028."""

PLAN = """\
# Kế hoạch tuyên truyền giai đoạn 2024 - 2029

- Số: 01/KH-UBND
- Loại: kế hoạch
- Cơ quan ban hành: Ủy ban nhân dân tỉnh An Giang
- Tỉnh: An Giang
- Ngày ban hành: 02/01/2024

## Thời gian
- 01/01/2024 - 31/12/2029: Cả giai đoạn

## Chủ đề
- Xây dựng nông thôn mới
- Chuyển đổi số
- Cải cách hành chính
- Giữ gìn vệ sinh môi trường

## Kênh
- press: chuyên trang, chuyên mục
- portal: tin, bài
- social: bài đăng
- loudspeaker: bản tin
- banner: băng rôn
- board: bảng tin

## Giao việc
### Ủy ban nhân dân các xã, phường; các sở, ban, ngành cấp tỉnh
- Tuyên truyền trên các kênh của mình.

## Thời hạn
- trước 20/6 hằng năm: Báo cáo sáu tháng; Ủy ban nhân dân các xã, phường
"""


@dataclass(frozen=True)
class Size:
    """A database to build: its agencies, and the first day that is planned."""

    name: str
    agencies: int
    first: date
    earlier: tuple[int, ...] = ()


COMMUNE = Size("a commune", 1, date(2024, 10, 1))
A_PROVINCE = Size("a province", 460, TODAY)


@dataclass(frozen=True)
class Built:
    """What planning took in a fresh process: seconds, rows, and the most memory in MB."""

    seconds: float
    slots: int
    peak: float


def province(agencies: int) -> Seeds:
    """Return a province with so many agencies, the first of them communes, under one plan."""
    known = seeds.load(ROOT / "seeds")
    register = seeds.province(ROOT / "seeds", PROVINCE)
    (home,) = register.provinces.values()
    plan = replace(planfile.read(PLAN, "plan.md"), province=home.slug)
    return replace(
        known,
        provinces=(replace(home, valid_from=None),),
        agencies=tuple(islice(_bodies(register.agencies.values()), agencies)),
        plans=(PlanFile("plan.md", PLAN, plan),),
    )


def _bodies(known: Iterable[Agency]) -> Iterator[Agency]:
    """Yield communes, the province's own bodies, then the communes under other names, for ever."""
    lasting = [replace(one, valid_from=None) for one in known]
    communes = [one for one in lasting if one.kind == "commune"]
    yield from sorted(lasting, key=lambda one: one.kind != "commune")
    for number in count(2):
        for one in communes:
            yield replace(one, slug=f"{one.slug}-{number}", name=f"{one.name} {number}")


def create(server: str, name: str) -> None:
    """Make an empty database on a PostgreSQL server."""
    with psycopg.connect(
        server.replace("+psycopg", "") + "postgres", autocommit=True
    ) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())


def build(url: str, size: Size) -> Built:
    """Plan a size into a new database, in a process of its own."""
    return _elsewhere("build", url, size.name, size.agencies, size.first)


def lengthen(url: str) -> Built:
    """Plan the years before as well, one after the other."""
    return _elsewhere("lengthen", url)


def _elsewhere(what: Literal["build", "lengthen"], *arguments: object) -> Built:
    command = [sys.executable, "-m", "bench.sizes", what, *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return Built(**json.loads(done.stdout.splitlines()[-1]))


def _build(database: Database, size: Size) -> float:
    database.upgrade()
    known = province(size.agencies)
    with database.writing() as session:
        installing.install(session, known)
        small.keep(session, known, TODAY)
    began = time.perf_counter()
    with database.writing() as session:
        scheduling.replan(session, TODAY, days=Range(size.first))
    return time.perf_counter() - began


def _lengthen(database: Database) -> float:
    began = time.perf_counter()
    for year in EARLIER:
        with database.writing() as session:
            scheduling.replan(session, TODAY, days=Range(date(year, 1, 1), date(year, 12, 31)))
    return time.perf_counter() - began


def main(what: str, url: str, *size: str) -> None:
    with closing(Database(url)) as database:
        if what == "build":
            name, agencies, first = size
            taken = _build(database, Size(name, int(agencies), date.fromisoformat(first)))
        else:
            taken = _lengthen(database)
        with database.session() as session:
            slots = session.execute(text("SELECT count(*) FROM slot")).scalar_one()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps(asdict(Built(taken, slots, peak))) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
