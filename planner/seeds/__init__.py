"""The files of a seeds folder as values: register, anniversaries, cadences, plans.

Everything is read and checked before anything is used, so that bad seeds change nothing. A fault
is an InputError with the file, and the key or the line.
"""

from dataclasses import dataclass
from pathlib import Path

from planner.domain.model import Agency, Anniversary, Cadence, Collective, Province
from planner.domain.register import Register
from planner.errors import InputError, Where
from planner.seeds.calendar import read_anniversaries, read_cadences
from planner.seeds.plans import PlanFile, read_plans
from planner.seeds.register import (
    plain_province,
    read_collectives,
    read_kinds,
    read_register,
    read_units,
)
from planner.seeds.table import file_name, read_toml

__all__ = ["PlanFile", "Seeds", "load", "province"]


@dataclass(frozen=True)
class Seeds:
    provinces: tuple[Province, ...]
    agencies: tuple[Agency, ...]
    collectives: tuple[Collective, ...]
    anniversaries: tuple[Anniversary, ...]
    cadences: tuple[Cadence, ...]
    plans: tuple[PlanFile, ...]

    @property
    def register(self) -> Register:
        return Register.of(self.agencies, self.provinces, self.collectives)


def load(folder: Path) -> Seeds:
    """Read a seeds folder whole; InputError on the first fault, missing files included."""
    if not folder.is_dir():
        raise InputError("không có thư mục này", Where(str(folder)))
    kinds = read_kinds(folder / "kinds.toml")
    file = folder / "units.csv"
    units = read_units(file) if file.exists() else []
    provinces, agencies = read_register(folder / "register", kinds, units, file_name(file))
    anniversaries = read_anniversaries(folder / "anniversaries.toml", provinces)
    cadences = read_cadences(folder / "cadences.toml")
    collectives = read_collectives(folder / "collectives.toml", kinds)
    register = Register.of(agencies, provinces, collectives)
    plans = tuple(read_plans(folder / "plans", register, anniversaries))
    return Seeds(tuple(provinces), tuple(agencies), collectives, anniversaries, cadences, plans)


def province(folder: Path, name: str) -> Register:
    """Return the register to start a province with: its bodies to correct, and its communes."""
    kinds = read_kinds(folder / "kinds.toml")
    units = read_units(folder / "units.csv")
    bodies = read_toml(folder / "bodies.toml")
    found, agencies = plain_province(name, bodies, units, kinds, file_name(folder / "units.csv"))
    collectives = read_collectives(folder / "collectives.toml", kinds)
    return Register.of(agencies, [found], collectives)
