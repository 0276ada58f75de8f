"""A person's own root weights: the tables, shifted with the plexus and spread muscle by muscle.

Books agree on which roots feed a muscle, and only two of three patients with one ill root show the muscles that books
name. Here each person has a plexus that lies a little higher or lower than in the books, for all muscles of the limb
alike, and each muscle has its own weights around that. Posterior rami and intercostal nerves run in no plexus and
differ little.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.anatomy import ROOTS, Ramus, levels_apart, muscles, sites, supply
from sim.evidence.innervation import INNERVATION
from sim.patient.state import SIDES, Side, SiteKey
from sim.rng import stream

Plexus = Literal["brachial", "lumbosacral"]

_PLACE: Mapping[str, int] = MappingProxyType({root: place for place, root in enumerate(ROOTS)})
_BRACHIAL = frozenset(("C5", "C6", "C7", "C8", "T1"))
_LUMBOSACRAL = frozenset(root for root in ROOTS if root[0] in "LS")


class InnervationNumbers(NamedTuple):
    """Values of the parameters of the same names in `sim.evidence.innervation`."""

    plexus_shift_levels: float
    plexus_side_correlation: float
    muscle_spread: float
    muscle_side_correlation: float
    segmental_spread: float
    least_share: float


NUMBERS = InnervationNumbers(*(INNERVATION[name].value for name in InnervationNumbers._fields))


def plexus_of(name: str) -> Plexus | None:
    """Return the plexus whose shift a muscle or level follows; None where it is none, or that of the neck.

    The heaviest root of the tables decides, where nerves do not come straight from the segment.

    Examples
    --------
    >>> plexus_of("soleus"), plexus_of("external_intercostals_t1"), plexus_of("multifidus_l5")
    ('lumbosacral', None, None)
    """
    if is_straight_from_segment(name):
        return None
    leading = next(iter(supply(name).roots))
    return "brachial" if leading in _BRACHIAL else "lumbosacral" if leading in _LUMBOSACRAL else None


def is_straight_from_segment(name: str) -> bool:
    """Return whether nerves reach a muscle straight from its segment: posterior rami, and intercostal nerves."""
    place = sites().get(name)
    muscle_of = muscles()[name if place is None else place.muscle]
    return muscle_of.ramus is Ramus.POSTERIOR or muscle_of.plexus.startswith("intercostal")


@cache
def roots_in_reach(name: str) -> frozenset[str]:
    """Return the roots that can feed a muscle or level in anybody.

    They are those of the tables, and where a plexus may be shifted the ones beside them.
    """
    place = supply(name)
    if plexus_of(name) is None:
        return frozenset(place.roots)
    return frozenset(root for root in ROOTS if any(levels_apart(root, book) <= 1 for book in place.roots))


@lru_cache(maxsize=8192)
def own_roots(seed: int, site: SiteKey, numbers: InnervationNumbers = NUMBERS) -> Mapping[str, float]:
    """Return the share of each root in a muscle or paraspinal level of one person, heaviest first, sum 1.

    Parameters
    ----------
    seed
        Of the person. Every muscle and side has draws of its own, so that none shifts another's.

    Raises
    ------
    ModelInputError
        If there is no such site or muscle, or it has no segmental supply or no nerve path.

    Notes
    -----
    w′ = (1 − |δ|) w + |δ| w of the root above (δ > 0) or below (δ < 0), with δ the shift of the plexus on that side, at
    most one level; then w″ ∝ w′ · e^(σ z), z normal, one for each root. Both have a part that the sides share.
    """
    place = supply(site.site)
    book = np.zeros(len(ROOTS))
    for root, weight in place.roots.items():
        book[_PLACE[root]] = weight
    plexus = plexus_of(site.site)
    spread = numbers.segmental_spread if is_straight_from_segment(site.site) else numbers.muscle_spread
    moved = book if plexus is None else shifted(book, plexus_shift(seed, plexus, site.side, numbers))
    drawn = moved * np.exp(spread * _paired(seed, ("muscle", site.site), site.side, numbers.muscle_side_correlation))
    return _shares(drawn, numbers.least_share)


@lru_cache(maxsize=4096)
def plexus_shift(seed: int, plexus: Plexus, side: Side, numbers: InnervationNumbers = NUMBERS) -> float:
    """Return how far a plexus of a person lies off the books, in levels, −1 to 1.

    Above 0 it is postfixed, and each muscle hangs in part on the root below its own; under 0 it is prefixed.
    """
    drawn = _paired(seed, ("plexus", plexus), side, numbers.plexus_side_correlation)[0]
    return max(-1.0, min(1.0, numbers.plexus_shift_levels * float(drawn)))


def shifted(weights: NDArray[np.float64], levels: float) -> NDArray[np.float64]:
    """Return weights, one for each of `ROOTS`, moved down by a part of a level (up where it is below 0).

    Examples
    --------
    >>> shifted(np.array([0.0, 1.0, 0.0]), -0.25).tolist()
    [0.25, 0.75, 0.0]
    """
    moved = np.zeros_like(weights)
    if levels > 0.0:
        moved[1:] = weights[:-1]
    else:
        moved[:-1] = weights[1:]
    return np.asarray((1.0 - abs(levels)) * weights + abs(levels) * moved)


def _paired(seed: int, names: tuple[str, ...], side: Side, correlation: float) -> NDArray[np.float64]:
    """Return normal numbers, one for each root, that the two sides of a person share as far as the correlation says."""
    both, *alone = stream(seed, "innervation", *names).standard_normal((1 + len(SIDES), len(ROOTS)))
    own = alone[SIDES.index(side)]
    return np.asarray(math.sqrt(correlation) * both + math.sqrt(1.0 - correlation) * own)


def _shares(drawn: NDArray[np.float64], least: float) -> Mapping[str, float]:
    """Return root → share, heaviest first, without the roots that feed less than `least`."""
    kept = np.where(drawn < least * drawn.sum(), 0.0, drawn)
    shares = kept / kept.sum()
    order = [int(index) for index in np.argsort(-shares, kind="stable") if shares[index] > 0.0]
    return MappingProxyType({ROOTS[index]: float(shares[index]) for index in order})
