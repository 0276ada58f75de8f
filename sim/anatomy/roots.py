"""The spinal nerve roots in order, and how far apart two of them are."""

from __future__ import annotations

import re
from enum import StrEnum

from sim.errors import input_error

ROOTS: tuple[str, ...] = (
    *(f"C{number}" for number in range(1, 9)),
    *(f"T{number}" for number in range(1, 13)),
    *(f"L{number}" for number in range(1, 6)),
    *(f"S{number}" for number in range(1, 5)),
)
"""C1 … S4, from the head down."""

ALL_ROOTS = "allowed is C1 to C8, T1 to T12, L1 to L5, S1 to S4"

_PLACE = {root: place for place, root in enumerate(ROOTS)}
_WRITTEN = re.compile(r"(?P<letter>[a-z]*)[ .-]?(?P<number>[0-9]+)")
_LETTERS = {"d": "T", "th": "T"}
"""Other letters for the thoracic roots, which some books call dorsal."""
_DIGITS = 3
_N_NEAREST = 2


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
        raise input_error("root", "unknown root", root, ALL_ROOTS)
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


def nearest_roots(name: str) -> tuple[str, ...]:
    """Return the roots a name may mean: written otherwise, without its letter, or with a number that is too high.

    Examples
    --------
    >>> nearest_roots("C9"), nearest_roots("7"), nearest_roots("D5"), nearest_roots("elbow")
    (('C7', 'C8'), ('C7', 'T7'), ('T5',), ())
    """
    written = _WRITTEN.fullmatch(name.strip().casefold())
    if written is None:
        return ()
    letter, number = _LETTERS.get(written["letter"], written["letter"].upper()), int(written["number"][:_DIGITS])
    if not letter:
        return tuple(root for root in ROOTS if root[1:] == str(number))
    if f"{letter}{number}" in _PLACE:
        return (f"{letter}{number}",)
    of_letter = tuple(root for root in ROOTS if root[0] == letter)
    return of_letter[-_N_NEAREST:] if number else of_letter[:_N_NEAREST]
