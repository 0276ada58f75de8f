"""Nerve path from the cord to a muscle, as fractions of standing height.

A path is a sum of body lengths, each times how much of it the nerve runs along, e.g. `foramen_axilla + axilla_elbow +
0.25 forearm`, from the foramen on. The only thing said per muscle is where along the limb its nerve enters. A length
that exists per root (`foramen_axilla_c5`, …) is that of each root for its own fibres. The root itself, from the cord to
its foramen, has a length of its own (`root_c5`, …).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sim.anatomy.roots import root_place
from sim.errors import ModelInputError, input_error
from sim.evidence.body_paths import BODY_PATHS


@dataclass(frozen=True, slots=True)
class NervePath:
    """The way of a muscle's nerve, root by root; fractions of standing height.

    Parameters
    ----------
    weights
        Root → share of the muscle, sum 1.
    whole
        Root → foramen to muscle.
    to_stimulus
        Root → foramen to the point where an examiner stimulates the nerve: the last joint or plexus point before the
        muscle, the path without its last term; 0, the foramen, where it has one term only.
    """

    weights: Mapping[str, float]
    whole: Mapping[str, float]
    to_stimulus: Mapping[str, float]

    @property
    def fraction(self) -> float:
        """Foramen to muscle, mean over the roots by their weights."""
        return sum(self.weights[root] * length for root, length in self.whole.items())

    @property
    def stimulus_fraction(self) -> float:
        """Foramen to the stimulating point, mean over the roots by their weights."""
        return sum(self.weights[root] * length for root, length in self.to_stimulus.items())


NO_PATH = NervePath(MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))
"""Stands where a row of a table is faulty."""


def nerve_path(path: str, roots: Mapping[str, float]) -> NervePath:
    """Return the path of each root of a muscle; arguments and errors as for `path_fraction`.

    Examples
    --------
    >>> path = nerve_path("foramen_axilla + axilla_elbow + 0.25 forearm", {"C7": 1.0})
    >>> round(path.fraction, 4), round(path.stimulus_fraction, 4)
    (0.2875, 0.251)
    """
    before = path.rpartition("+")[0]
    return NervePath(
        weights=roots,
        whole=MappingProxyType({root: path_fraction(path, {root: 1.0}) for root in roots}),
        to_stimulus=MappingProxyType({root: path_fraction(before, {root: 1.0}) if before else 0.0 for root in roots}),
    )


def root_fraction(root: str) -> float:
    """Return the length of a root from the cord to its foramen, as a fraction of standing height.

    Raises
    ------
    ModelInputError
        If there is no such root.

    Examples
    --------
    >>> root_fraction("C6") < root_fraction("L5") < root_fraction("S1")
    True
    """
    root_place(root)
    return BODY_PATHS[f"root_{root.lower()}"].value


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
