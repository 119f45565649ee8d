"""A small province in a seeds folder, for the tests of what reads, keeps and plans it.

Sông Lam has a newspaper, a broadcaster, two departments (one ended, the other inherited its work),
a district and a commune, one plan, and an anniversary of each rank. The cadences, kinds and
collective names are the repository's own.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url
from sqlmodel import SQLModel

from planner import seeds
from planner.domain.model import Item, Slot
from planner.services import installing, scheduling
from planner.services.comparing import Outcome
from planner.services.installing import Installed
from planner.settings import Settings
from planner.store import items, register, slots
from planner.store.db import Database, Session

SEEDS = Path(__file__).parent.parent / "seeds"
TODAY = date(2027, 6, 1)
SECRET, ADDRESS = "k" * 40, "http://127.0.0.1:5000"
PLAN = "plans/01-kh-ubnd-2027.md"
PLAN_KEY = "01-kh-ubnd-2027"

REGISTER = """\
[province]
slug = "song-lam"
name = "Sông Lam"
valid_from = 2020-01-01
basis = "Nghị quyết 1"
source = "sổ tỉnh"

[[agency]]
slug = "bao-song-lam"
name = "Báo Sông Lam"
kind = "newspaper"

[[agency]]
slug = "dai-song-lam"
name = "Đài Phát thanh và Truyền hình Sông Lam"
kind = "broadcaster"
aliases = ["Đài PT-TH Sông Lam"]

[[agency]]
slug = "so-vhtt-song-lam"
name = "Sở Văn hóa và Thể thao"
kind = "department"

[[agency]]
slug = "so-tttt-song-lam"
name = "Sở Thông tin và Truyền thông"
kind = "department"
valid_to = 2027-02-28
successors = [
  { to = "so-vhtt-song-lam", functions = ["báo chí"], on = 2027-03-01, basis = "Nghị quyết 2" },
]

[[agency]]
slug = "huyen-tay-ha"
name = "Huyện Tây Hà"
kind = "district"

[[agency]]
slug = "phong-vh-tay-ha"
name = "Phòng Văn hóa và Thông tin huyện Tây Hà"
kind = "culture_office"
parent = "huyen-tay-ha"
"""

COMMUNES = """\
# source sổ tỉnh, taken on 2027-05-01
province,type,name,slug,predecessor_districts
Sông Lam,xã,Đông Hòa,xa-dong-hoa,
"""

ANNIVERSARIES = """\
[[anniversary]]
slug = "quoc-khanh"
name = "Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam"
short = "Quốc khánh"
day = 2
month = 9
origin_year = 1945
rank = "great"
flags = true
source = "Nghị định 145/2013/NĐ-CP, điều 4"

[[anniversary]]
slug = "thuong-binh-liet-si"
name = "Ngày Thương binh - Liệt sĩ"
day = 27
month = 7
origin_year = 1947
rank = "usual"

[[anniversary]]
slug = "cach-mang-thang-tam"
name = "Cách mạng Tháng Tám"
day = 19
month = 8
origin_year = 1945
rank = "noted"
carried_by = "quoc-khanh"

[[anniversary]]
slug = "gio-to"
name = "Giỗ Tổ Hùng Vương"
day = 10
month = 3
lunar = true
by_calendar_year = true
rank = "noted"
since = 2028
province = "song-lam"
"""

# The marked lines hold harmless words, so that nothing but the mark can keep them out; the last
# duty of the district's is not marked, and its words alone must keep it out.
PLAN_TEXT = """\
# Kế hoạch tuyên truyền năm 2027

- Số: 01/KH-UBND
- Loại: kế hoạch
- Cơ quan ban hành: Ủy ban nhân dân tỉnh Sông Lam
- Tỉnh: Sông Lam
- Ngày ban hành: 20/5/2027
- Thực hiện: 07-CT/TU
- Chuyển bằng: 12/STTTT, 21/5/2027, Sở Văn hóa và Thể thao
- Văn phòng ghi: Bản có dấu.

## Thời gian
- 01/6/2027 - 31/8/2027: Đợt một
- 01/9/2027 - 20/9/2027: Đợt hai

## Chủ đề
- Xây dựng nông thôn mới
- Chuyển đổi số
- [ngoài phạm vi] Hoa phượng

## Kênh
- press: chuyên trang, chuyên mục
- loudspeaker: bản tin
- banner: băng rôn
- event: hội thi
- [ngoài phạm vi] board: hoa cúc

## Ngày kỷ niệm
- 82 năm quoc-khanh, 02/9/1945 - 02/9/2027

## Khoảng treo, phát, đăng
- [ngoài phạm vi] flag, 20/8/2027 - 10/9/2027

## Giao việc
### Sở Văn hóa và Thể thao
- Tổ chức triển lãm ảnh về quê hương.
- [ngoài phạm vi] Tổ chức triển lãm hoa lan.

### Báo Sông Lam; Đài PT-TH Sông Lam
- Mở chuyên mục về nông thôn mới.

### Ủy ban nhân dân các huyện, thành phố; Ủy ban nhân dân các xã, phường
- Tuyên truyền trên loa truyền thanh.
- Nắm tâm trạng, dư luận của người dân.

### Phòng Văn hóa và Thông tin huyện Tây Hà
- [ngoài phạm vi] Trưng bày hoa mai.

## Chỉ tiêu
- banner: ít nhất 2 khẩu hiệu mỗi thôn; Ủy ban nhân dân các xã, phường
- [ngoài phạm vi] banner: ít nhất 9 hoa sen mỗi thôn; Ủy ban nhân dân các xã, phường

## Thời hạn
- trước 20/6 hằng năm: Báo cáo sáu tháng; Sở Văn hóa và Thể thao
- trước ngày 01 hằng tháng: Báo cáo tháng; Ủy ban nhân dân các xã, phường
- chậm nhất 15/9/2027: Báo cáo tổng kết; Báo Sông Lam
- [ngoài phạm vi] chậm nhất 15/8/2027: Báo cáo hoa đào; Báo Sông Lam
"""
OUTSIDE = ("hoa phượng", "hoa cúc", "hoa lan", "hoa mai", "hoa sen", "hoa đào", "tâm trạng")
"""A word of each line of the plan that goes no further."""


def write(folder: Path) -> Path:
    """Write the seeds folder and return it."""
    (folder / "register").mkdir(parents=True)
    (folder / "plans").mkdir()
    for name in ("cadences.toml", "kinds.toml", "collectives.toml"):
        shutil.copyfile(SEEDS / name, folder / name)
    for name, text in (
        ("register/song-lam.toml", REGISTER),
        ("units.csv", COMMUNES),
        ("anniversaries.toml", ANNIVERSARIES),
        (PLAN, PLAN_TEXT),
    ):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace the one place in a seeds file that reads `old`."""
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{name} has {text.count(old)} times {old!r}"
    (folder / name).write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def line_of(text: str, words: str) -> int:
    """Return the number of the one line that holds `words`."""
    (found,) = (n for n, line in enumerate(text.splitlines(), start=1) if words in line)
    return found


def dump(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables, to see that nothing changed; a write may have changed none."""
    with database.engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(table.select())), key=repr)
            for table in SQLModel.metadata.sorted_tables
            if table.name not in {"latest_write", "edition"}
        }


def settings(url: URL | str, folder: Path, today: date | None = TODAY) -> Settings:
    """Return those of an application on that database; its files lie in that folder."""
    address = make_url(url).render_as_string(hide_password=False)
    return Settings(address, SECRET, ADDRESS, folder, today)


@dataclass
class Office:
    """The small province at work: its seeds folder and its database."""

    database: Database
    folder: Path

    def load(self, today: date = TODAY) -> Installed:
        """Do what `planner init --demo` does."""
        loaded = seeds.load(self.folder)
        with self.database.writing() as session:
            installing.install(session, loaded)
            return installing.demonstrate(session, loaded, today)

    def seed(self, today: date = TODAY) -> None:
        """Bring what the seeds folder holds up to date, and plan nothing."""
        loaded = seeds.load(self.folder)
        with self.database.writing() as session:
            installing.install(session, loaded)
            keep(session, loaded, today)

    def change(self, name: str, old: str, new: str) -> None:
        change(self.folder, name, old, new)

    def replan(self, today: date = TODAY, **arguments: Any) -> Outcome:
        with self.database.writing() as session:
            return scheduling.replan(session, today, **arguments)

    def edit(self, key: str, values: Mapping[str, object], today: date = TODAY) -> Slot:
        with self.database.writing() as session:
            return scheduling.edit(session, key, values, who="Lan", today=today)

    def slot(self, key: str) -> Slot:
        with self.database.writing() as session:
            return slots.get(session, key)

    def item(self, key: str) -> Item:
        with self.database.writing() as session:
            return items.get(session, key)

    def slots(self, **where: Any) -> list[Slot]:
        with self.database.writing() as session:
            return slots.select(session, **where)

    def items(self, **where: Any) -> list[Item]:
        with self.database.writing() as session:
            return items.select(session, **where)

    def settings(self, folder: Path, today: date | None = TODAY) -> Settings:
        """Return those of an application of this office; its files lie in that folder."""
        return settings(self.database.url, folder, today)

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        return dump(self.database)


def keep(session: Session, loaded: seeds.Seeds, today: date) -> None:
    """Store what seeds hold without planning it."""
    installing._save_calendar(session, loaded)
    register.save(session, loaded.register)
    for one in loaded.plans:
        installing.accept(session, one, today)


def stamp(text: str) -> datetime:
    """Read "2027-06-01 08:30" as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
