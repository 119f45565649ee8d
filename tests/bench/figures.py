"""A figure: what was measured, what is wanted, what it was measured beside."""

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Figure:
    """One line of the table. Without a `bound` it is shown and not judged.

    `value` is None when it could not be measured, and `beside` then says what is missing; else
    that says what the same work took by other means in the same run.
    """

    name: str
    value: float | None
    unit: str
    bound: float | None = None
    wanted: Literal["at most", "at least"] = "at most"
    beside: str = ""

    @property
    def met(self) -> bool:
        """Whether the figure is what is wanted; what could not be measured is not."""
        if self.value is None or self.bound is None:
            return False
        return self.value <= self.bound if self.wanted == "at most" else self.value >= self.bound

    def __str__(self) -> str:
        measured = "-" if self.value is None else shown(self.value)
        wanted = "" if self.bound is None else f"{self.wanted} {shown(self.bound)}"
        verdict = "" if self.bound is None else "met" if self.met else "SHORT"
        line = f"{self.name:60} {measured:>10} {self.unit:2} {wanted:>18}  {verdict:5}"
        return f"{line}  {self.beside}".rstrip()


def shown(value: float) -> str:
    """Write a number with about three digits that count.

    >>> shown(12345.6), shown(12.34), shown(0.01234)
    ('12,346', '12.3', '0.0123')
    """
    if value == 0:
        return "0"
    return f"{value:,.{max(0, 2 - math.floor(math.log10(abs(value))))}f}"


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds that some work took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def least(work: Callable[[], object], times: int = 5) -> float:
    """Return the least seconds that some work took; other programs only add to them."""
    return min(seconds(work) for _ in range(times))


@dataclass(frozen=True)
class Spread:
    """The median and the 95th percentile of what was measured several times."""

    median: float
    p95: float

    @classmethod
    def of(cls, taken: Sequence[float]) -> "Spread":
        """Return the spread of at least two measurements."""
        return cls(statistics.median(taken), statistics.quantiles(taken, n=20)[-1])
