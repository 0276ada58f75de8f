"""What the segment atlas shows: what the address names, what a root feeds, and how far the sources agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sim import anatomy
from sim.anatomy import ROOTS, Muscle, Opinion, Ramus, Site

ROOT_PARAM = "root"
MUSCLE_PARAM = "muscle"
GROUPS: Mapping[str, str] = {"C": "Cervical", "T": "Thoracic", "L": "Lumbar", "S": "Sacral"}
_NEEDLED_FIRST = "multifidus"
_LONGEST = 60
"""Of an address that names nothing this many letters are said back."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address names: a root, a muscle, nothing yet, or nothing that exists.

    Parameters
    ----------
    root
        The root in view.
    muscle, site
        The muscle in view, and where it can be needled the site: of a muscle that spans many segments one level.
    unknown
        What the address says that is no name.
    nearest
        What may have been meant, as (parameter, name).
    """

    root: str | None = None
    muscle: Muscle | None = None
    site: Site | None = None
    unknown: str = ""
    nearest: tuple[tuple[str, str], ...] = ()

    @property
    def params(self) -> dict[str, str]:
        """Return what the address says of it, in the one way it is written."""
        if self.root is not None:
            return {ROOT_PARAM: self.root}
        if self.muscle is None:
            return {}
        return {MUSCLE_PARAM: name_in_address(self.muscle, self.site)}


@dataclass(frozen=True, slots=True)
class Fed:
    """One thing a root feeds: a muscle, or of a muscle that spans many segments the level of this root.

    Parameters
    ----------
    id
        Name in the address.
    weight
        Share of the fibres that hang on the root, 0 to 1.
    is_leading
        Whether the root is the first of those that lead in the muscle.
    """

    id: str
    name: str
    weight: float
    ramus: Ramus
    is_leading: bool


def chosen(params: Mapping[str, str]) -> Chosen:
    """Return what an address names; a muscle goes before a root.

    Examples
    --------
    >>> chosen({"root": "c6"}).root
    'C6'
    >>> chosen({"muscle": "glutaeus_medius"}).nearest[0]
    ('muscle', 'gluteus_medius')
    """
    if params.get(MUSCLE_PARAM):
        return _muscle_named(params[MUSCLE_PARAM].strip())
    if params.get(ROOT_PARAM):
        return _root_named(params[ROOT_PARAM].strip())
    return Chosen()


@lru_cache(maxsize=len(ROOTS))
def fed_by(root: str) -> tuple[Fed, ...]:
    """Return everything a root feeds: the multifidus, which is needled beside the spine, then the heaviest first."""
    found = [_fed(muscle, root) for muscle in anatomy.muscles().values() if root in muscle.roots]
    return tuple(sorted(found, key=lambda one: (not one.id.startswith(_NEEDLED_FIRST), -one.weight)))


@lru_cache(maxsize=512)
def named_by(muscle_id: str) -> tuple[tuple[Opinion, ...], Mapping[str, int]]:
    """Return the opinions on a muscle that give numbers, and how many of them list each root, from the head down."""
    said = tuple(opinion for opinion in anatomy.opinions(muscle_id) if opinion.roots)
    listed = {root: sum(root in opinion.roots for opinion in said) for root in ROOTS}
    return said, {root: count for root, count in listed.items() if count}


@lru_cache(maxsize=len(ROOTS))
def disputed(root: str) -> tuple[tuple[Muscle, int, int], ...]:
    """Return the muscles that only some sources hang on a root, with how many of how many; the evenest split first."""
    found = []
    for muscle in anatomy.muscles().values():
        said, listed = named_by(muscle.id)
        if 0 < listed.get(root, 0) < len(said):
            found.append((muscle, listed[root], len(said)))
    return tuple(sorted(found, key=lambda one: abs(one[1] / one[2] - 0.5)))


@lru_cache(maxsize=len(ROOTS))
def agreed(root: str) -> tuple[tuple[Muscle, int], ...]:
    """Return the muscles that all of several sources hang on a root, with how many they are, most first."""
    found = []
    for muscle in anatomy.muscles().values():
        said, listed = named_by(muscle.id)
        if len(said) > 1 and listed.get(root, 0) == len(said):
            found.append((muscle, len(said)))
    return tuple(sorted(found, key=lambda one: -one[1]))


def name_in_address(muscle: Muscle, site: Site | None) -> str:
    """Return what the address says of a muscle, or of one level of it."""
    return site.id if site is not None and site.kind != "muscle" else muscle.id


def beside(root: str, step: int) -> str | None:
    """Return the root one level up (-1) or down (1); None beyond the ends."""
    place = ROOTS.index(root) + step
    return ROOTS[place] if 0 <= place < len(ROOTS) else None


def level_sites(muscle: Muscle) -> tuple[Site, ...]:
    """Return the sites of a muscle that spans many segments, from the head down."""
    return tuple(anatomy.site_at(muscle.id, level) for level in anatomy.levels_of(muscle.id))


def _root_named(name: str) -> Chosen:
    root = name.upper()
    if root in ROOTS:
        return Chosen(root=root)
    return Chosen(unknown=name[:_LONGEST], nearest=tuple((ROOT_PARAM, near) for near in anatomy.nearest_roots(root)))


def _muscle_named(name: str) -> Chosen:
    known = name.lower().replace(" ", "_").replace("-", "_")
    if known in anatomy.sites():
        site = anatomy.site(known)
        return Chosen(muscle=anatomy.muscle(site.muscle), site=site)
    if known in anatomy.muscles():
        return Chosen(muscle=anatomy.muscle(known))
    near = tuple((MUSCLE_PARAM, other) for other in anatomy.nearest_sites(name[:_LONGEST]))
    return Chosen(unknown=name[:_LONGEST], nearest=near)


def _fed(muscle: Muscle, root: str) -> Fed:
    leads = muscle.dominant[:1] == (root,)
    if root not in anatomy.levels_of(muscle.id):
        return Fed(muscle.id, muscle.name, muscle.roots[root], muscle.ramus, leads)
    site = anatomy.site_at(muscle.id, root)
    return Fed(site.id, muscle.name, site.roots[root], site.ramus, is_leading=next(iter(site.roots)) == root)
