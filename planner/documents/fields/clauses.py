"""The clause round a place in a text: what stands between full stops and semicolons.

>>> "a; bb"[slice(*clause("a; bb", 3, 4))]
' bb'
"""

LONGEST = 600
"""How far a clause is looked for, so that a text without any sign takes no time."""

_ENDS = (";", ". ")


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause begins and ends in which `start` to `end` stand."""
    floor, ceiling = max(start - LONGEST, 0), min(end + LONGEST, len(text))
    low = max(floor, *(text.rfind(sign, floor, start) + 1 for sign in _ENDS))
    ends = (at for sign in _ENDS if (at := text.find(sign, end, ceiling)) >= 0)
    return low, min(ends, default=ceiling)
