"""Compare candidates fairly: in turns, in one run, by their medians."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence


def median_seconds(candidates: Sequence[Callable[[], object]], *, rounds: int, warm_ups: int = 1) -> list[float]:
    """Return the median time of each candidate, s.

    Parameters
    ----------
    candidates
        Called without arguments, one after the other in every round, so that a slow spell of the machine meets all.
    rounds, warm_ups
        Rounds that count, and rounds before them that do not.
    """
    seconds: list[list[float]] = [[] for _ in candidates]
    for number in range(warm_ups + rounds):
        for candidate, own in zip(candidates, seconds, strict=True):
            started = time.perf_counter()
            candidate()
            if number >= warm_ups:
                own.append(time.perf_counter() - started)
    return [statistics.median(own) for own in seconds]
