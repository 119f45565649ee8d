"""Provinces of any size, for the figures of speed: the demonstration's seeds with more agencies."""

from dataclasses import replace

from planner.domain.model import Agency
from planner.seeds import Seeds

LARGE = 436
"""So many agencies have 250,000 slots when the demonstration is planned for 25/8/2027."""


def province(known: Seeds, agencies: int) -> Seeds:
    """Return the seeds with as many agencies: behind their own come copies of those in turn.

    A copy runs and airs what its model does, and a plan that addresses its kind addresses it too.
    """
    models = known.agencies
    found = [_copy(models[n % len(models)], n // len(models)) for n in range(agencies)]
    return replace(known, agencies=tuple(found))


def _copy(model: Agency, number: int) -> Agency:
    if number == 0:
        return model
    return replace(
        model,
        slug=f"{model.slug}-{number + 1}",
        name=f"{model.name} số {number + 1}",
        aliases=(),
    )
