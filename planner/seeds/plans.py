"""The plan files of a seeds folder, checked against the register and the anniversaries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from planner.documents import planfile
from planner.domain.addressing import unknown
from planner.domain.model import Anniversary, Plan
from planner.domain.register import Register
from planner.domain.scope import held
from planner.errors import InputError, Where
from planner.seeds.table import file_name, read_text


@dataclass(frozen=True)
class PlanFile:
    """A plan file: its name, its text as it stands, and what it says."""

    file: str
    text: str
    plan: Plan


def read_plans(
    folder: Path, register: Register, anniversaries: Iterable[Anniversary]
) -> Iterator[PlanFile]:
    """Read each plan file; InputError for a province, an anniversary or an agency not known."""
    provinces = {one.name: one.slug for one in register.provinces.values()}
    known = {one.slug for one in anniversaries}
    for path in sorted(folder.glob("*.md")):
        text = read_text(path)
        plan = planfile.read(text, file_name(path))
        if plan.province not in provinces:
            raise InputError(
                "không có tỉnh “%(name)s” trong sổ",
                Where(file_name(path), key="Tỉnh"),
                name=plan.province,
            )
        plan = replace(plan, province=provinces[plan.province])
        for named in plan.anniversaries:
            if named.slug not in known:
                where = Where(file_name(path), named.line)
                raise InputError("không có ngày kỷ niệm “%(slug)s”", where, slug=named.slug)
        _all_known(plan, register, file_name(path))
        yield PlanFile(file_name(path), text, plan)


def _all_known(plan: Plan, register: Register, file: str) -> None:
    """Refuse a plan file that names an agency which the register lacks on the plan's day."""
    for name, line in unknown(held(plan), register):
        if not register.is_collective(name):
            raise InputError(
                "không có cơ quan “%(name)s” trong sổ của tỉnh vào ngày của kế hoạch; sửa tên "
                "hoặc ghi vào seeds/register",
                Where(file, line),
                name=name,
            )
