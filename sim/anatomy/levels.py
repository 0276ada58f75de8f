"""Levels of a muscle that spans many segments: which there are, what feeds each, and how its place is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sim.anatomy.muscle_table import YES_NO
from sim.anatomy.paths import NO_PATH, NervePath
from sim.anatomy.records import Muscle
from sim.anatomy.roots import ALL_ROOTS, ROOTS, root_place
from sim.anatomy.rows import Row
from sim.anatomy.weights import paraspinal_weights

_WITHOUT_SPINE: Mapping[str, str] = MappingProxyType(
    {"C1": "the hind arch of C1, just under the skull", "C8": "the gap between the spines of C7 and T1"}
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a muscle.

    Parameters
    ----------
    root
        The root whose number it has.
    roots
        What feeds it: its own root, and part of those above and below where the levels share their fibres.
    path
        The way of the nerve from each of these foramina.
    """

    muscle: str
    root: str
    roots: Mapping[str, float]
    path: NervePath

    @property
    def site_id(self) -> str:
        """Id of the needle site."""
        return level_id(self.muscle, self.root)

    def filled(self, landmark: str) -> str:
        """Return a landmark with `{level}`, `{spine}` and `{number}` put in."""
        return landmark.format(level=self.root, spine=spine_of(self.root), number=self.root[1:])


def level_id(muscle: str, root: str) -> str:
    """Return the id of a level of a muscle.

    Examples
    --------
    >>> level_id("longissimus_thoracis", "T9")
    'longissimus_thoracis_t9'
    """
    return f"{muscle}_{root.lower()}"


def spine_of(root: str) -> str:
    """Return the spine of the vertebra that goes with a root, in words; C1 and C8 have none of their own.

    Examples
    --------
    >>> spine_of("T9"), spine_of("C8")
    ('the spine of T9', 'the gap between the spines of C7 and T1')
    """
    return _WITHOUT_SPINE.get(root, f"the spine of {root}")


def read_levels(row: Row, muscle: Muscle) -> tuple[Level, ...]:
    """Return the levels a row stands for, from the head down; none for a whole muscle.

    The field holds roots and spans, such as `T1-T2;T11-T12`; a fault for each that is no root of the muscle.
    """
    named = tuple(_named(row, muscle))
    is_shared = bool(named) and row.one_of("is_shared", YES_NO)
    return tuple(_level(muscle, root, is_shared=is_shared) for root in named)


def _named(row: Row, muscle: Muscle) -> Iterator[str]:
    for part in row.parts("levels"):
        first, _, last = part.partition("-")
        if first not in ROOTS or (last and last not in ROOTS):
            row.fault("levels", f"unknown root, got {part!r}; {ALL_ROOTS}, or a span of two.")
            continue
        span = ROOTS[root_place(first) : root_place(last or first) + 1]
        if not span:
            row.fault("levels", f"runs upwards, got {part!r}; allowed is from the head down.")
        for root in span:
            if root in muscle.roots:
                yield root
            else:
                row.fault("levels", f"is no root of the muscle, got {root!r}; allowed is {', '.join(muscle.roots)}.")


def _level(muscle: Muscle, root: str, *, is_shared: bool) -> Level:
    place = root_place(root)
    beside = [name for name in ROOTS[max(place - 1, 0) : place + 2] if name != root and name in muscle.roots]
    roots = paraspinal_weights(root, beside if is_shared else ())
    way = muscle.path or NO_PATH
    # Where the table of muscles gives no path, the row has its fault already.
    whole = {name: way.whole.get(name, 0.0) for name in roots}
    to_stimulus = {name: way.to_stimulus.get(name, 0.0) for name in roots}
    return Level(muscle.id, root, roots, NervePath(roots, MappingProxyType(whole), MappingProxyType(to_stimulus)))
