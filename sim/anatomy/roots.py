"""The spinal nerve roots in order, and how far apart two of them are."""

from __future__ import annotations

from enum import StrEnum

from sim.errors import input_error

ROOTS: tuple[str, ...] = (
    *(f"C{number}" for number in range(1, 9)),
    *(f"T{number}" for number in range(1, 13)),
    *(f"L{number}" for number in range(1, 6)),
    *(f"S{number}" for number in range(1, 5)),
)
"""C1 … S4, from the head down."""

_PLACE = {root: place for place, root in enumerate(ROOTS)}


class Ramus(StrEnum):
    """Which branch of the spinal nerve a muscle hangs on; cranial where its motor nerve is a cranial one."""

    POSTERIOR = "posterior"
    ANTERIOR = "anterior"
    CRANIAL = "cranial"


def root_place(root: str) -> int:
    """Return the place of a root in `ROOTS`, 0 for C1.

    Raises
    ------
    ModelInputError
        If there is no such root.
    """
    if root not in _PLACE:
        raise input_error("root", "unknown root", root, "allowed is C1 to C8, T1 to T12, L1 to L5, S1 to S4")
    return _PLACE[root]


def levels_apart(root_a: str, root_b: str) -> int:
    """Return how many levels lie between two roots, 0 for the same.

    Raises
    ------
    ModelInputError
        If a root does not exist.

    Examples
    --------
    >>> levels_apart("C6", "C8")
    2
    >>> levels_apart("T1", "C8")
    1
    """
    return abs(root_place(root_a) - root_place(root_b))
