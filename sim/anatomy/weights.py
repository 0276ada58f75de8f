"""How votes of sources become root weights.

Sources say which roots feed a muscle, not how much; they also say, or clinical practice does, which root leads. The
weights use both and never contradict the order of the dominant roots:

1. A root counts its share of the sources that name it, and at least the floor. Where no source gives numbers, the
   levels inferred from the extent of the muscle count alike; beside numbered ones an inferred level counts the floor.
2. A dominant root counts `dominance` times as much.
3. The counts, largest first, are handed to the roots in this order: dominant roots as listed, then the others by
   their counts. So a root that clinicians lead with leads, however few textbooks name it.
4. Along the dominant roots each count is at most `step` times the one before, and no other root counts more than
   `step` times the last dominant one.
5. Divided by their sum.

It is one rule without exceptions for single muscles. Votes are not independent (most texts descend from the same
books), so the weights are assumed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from sim.anatomy.roots import root_place
from sim.errors import input_error
from sim.evidence.root_weights import ROOT_WEIGHTS


def muscle_weights(
    shares: Mapping[str, float], dominant: Sequence[str] = (), inferred: Collection[str] = ()
) -> Mapping[str, float]:
    """Return the weight of each root of a muscle, heaviest first, sum 1; empty where no root is named.

    Parameters
    ----------
    shares
        Root → share of the sources that name it, above 0 to 1.
    dominant
        The roots that lead, heaviest first; each among `shares` or `inferred`.
    inferred
        Roots that no source numbers but the extent of the muscle implies.

    Raises
    ------
    ModelInputError
        If a root does not exist, or a dominant root is named by nothing.

    Examples
    --------
    The short radial wrist extensor: four sources of five say C7 and C8, one says C6, which leads at the bedside.

    >>> weights = muscle_weights({"C6": 0.2, "C7": 0.8, "C8": 0.8}, dominant=("C6", "C7"))
    >>> {root: round(weight, 2) for root, weight in weights.items()}
    {'C6': 0.57, 'C7': 0.29, 'C8': 0.14}
    """
    counts = _counts(shares, dominant, inferred)
    unnamed = [root for root in dominant if root not in counts]
    if unnamed:
        raise input_error("dominant", "is not among the roots of the muscle", unnamed[0], f"allowed is {list(counts)}")
    others = sorted(
        (root for root in counts if root not in dominant), key=lambda root: (-counts[root], root_place(root))
    )
    values = _stepped(sorted(counts.values(), reverse=True), len(dominant))
    return _normalised(zip((*dominant, *others), values, strict=True))


def paraspinal_weights(segment: str, neighbours: Iterable[str]) -> Mapping[str, float]:
    """Return the weights of a paraspinal level: its own root 1, each neighbour a part of it, divided by their sum.

    Examples
    --------
    >>> {root: round(weight, 2) for root, weight in paraspinal_weights("C6", ("C5", "C7")).items()}
    {'C6': 0.67, 'C5': 0.17, 'C7': 0.17}
    """
    part = ROOT_WEIGHTS["neighbour"].value
    return _normalised([(segment, 1.0), *((root, part) for root in neighbours)])


def _counts(shares: Mapping[str, float], dominant: Sequence[str], inferred: Collection[str]) -> dict[str, float]:
    floor, dominance = ROOT_WEIGHTS["floor"].value, ROOT_WEIGHTS["dominance"].value
    unnumbered = floor if shares else 1.0
    named = dict.fromkeys(inferred, unnumbered) | dict(shares)
    return {root: max(count, floor) * (dominance if root in dominant else 1.0) for root, count in named.items()}


def _stepped(values: Sequence[float], n_dominant: int) -> list[float]:
    step = ROOT_WEIGHTS["step"].value
    stepped: list[float] = []
    for index, value in enumerate(values):
        before = min(index, n_dominant) - 1
        stepped.append(min(value, step * stepped[before]) if before >= 0 else value)
    return stepped


def _normalised(counts: Iterable[tuple[str, float]]) -> Mapping[str, float]:
    pairs = list(counts)
    total = sum(count for _, count in pairs)
    return MappingProxyType({root: count / total for root, count in pairs})
