"""Read and check the table of what each source says of the roots of a muscle."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sim.anatomy.records import Muscle
from sim.anatomy.roots import ALL_ROOTS, ROOTS
from sim.anatomy.rows import Row, read_table


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one source says of one muscle.

    Parameters
    ----------
    source
        Key of `sim.evidence.sources`.
    roots
        The roots it lists, from the head down; none where it names the nerve without numbers.
    """

    muscle: str
    source: str
    roots: tuple[str, ...]

    @property
    def id(self) -> str:
        """Name in its table: a source speaks of a muscle once."""
        return f"{self.muscle} {self.source}"


def read_opinions(
    text: str, sources: Collection[str], muscles: Mapping[str, Muscle]
) -> Mapping[str, tuple[Opinion, ...]]:
    """Return muscle → opinions of a table.

    Raises
    ------
    CaseError
        With all faults: unknown muscles, sources and roots; a source that speaks of a muscle twice.
    """
    found = read_table(
        text, "root_opinions.csv", ("muscle", "source", "roots"), lambda row: _opinion(row, sources, muscles)
    )
    by_muscle: dict[str, tuple[Opinion, ...]] = {}
    for opinion in found.values():
        by_muscle[opinion.muscle] = (*by_muscle.get(opinion.muscle, ()), opinion)
    return MappingProxyType(by_muscle)


def _opinion(row: Row, sources: Collection[str], muscles: Mapping[str, Muscle]) -> Opinion:
    row.known("muscle", muscles, "muscles are listed by python -m sim muscles")
    row.known("source", sources, "all are listed in sim/evidence/sources.csv")
    return Opinion(row.text("muscle"), row.text("source"), row.known("roots", ROOTS, ALL_ROOTS))
