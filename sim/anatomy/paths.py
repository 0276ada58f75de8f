"""Nerve path from the foramen to a muscle, as a fraction of standing height.

A path is a sum of body lengths, each times how much of it the nerve runs along, e.g. `foramen_axilla + axilla_elbow +
0.25 forearm`. The only thing said per muscle is where along the limb its nerve enters. A length that exists per root
(`foramen_axilla_c5`, …) is the mean over the roots of the muscle, by their weights.
"""

from __future__ import annotations

from collections.abc import Mapping

from sim.errors import ModelInputError, input_error
from sim.evidence.body_paths import BODY_PATHS


def path_fraction(path: str, roots: Mapping[str, float]) -> float:
    """Return the length of a path as a fraction of standing height, above 0.

    Parameters
    ----------
    path
        Sum of lengths, each with an optional factor before it.
    roots
        Root → weight of the muscle at its end, sum 1.

    Raises
    ------
    ModelInputError
        If a length does not exist or a factor is no number above 0.

    Examples
    --------
    >>> round(path_fraction("foramen_axilla + axilla_elbow + 0.25 forearm", {"C7": 1.0}), 4)
    0.2875
    """
    return sum(_term(term.split(), roots) for term in path.split("+"))


def _term(words: list[str], roots: Mapping[str, float]) -> float:
    match words:
        case [name]:
            return _length(name, roots)
        case [factor, name]:
            return _factor(factor) * _length(name, roots)
        case _:
            raise input_error(
                "path", "is no sum of lengths", " ".join(words), "a term is a length or factor and length"
            )


def _factor(text: str) -> float:
    try:
        factor = float(text)
    except ValueError:
        raise _bad_factor(text) from None
    if not 0.0 < factor <= 3.0:
        raise _bad_factor(text)
    return factor


def _bad_factor(text: str) -> ModelInputError:
    return input_error("path", "bad factor", text, "allowed is a number above 0, to 3")


def _length(name: str, roots: Mapping[str, float]) -> float:
    if name in BODY_PATHS:
        return BODY_PATHS[name].value
    by_root = {root: f"{name}_{root.lower()}" for root in roots}
    missing = [full for full in by_root.values() if full not in BODY_PATHS]
    if missing or not by_root:
        raise input_error("path", "unknown length", missing[0] if missing else name, "lengths are in body_paths.csv")
    return sum(weight * BODY_PATHS[by_root[root]].value for root, weight in roots.items())
