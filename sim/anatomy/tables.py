"""The packaged tables, read and checked once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from sim.anatomy import names
from sim.anatomy.muscle_table import read_muscles
from sim.anatomy.records import ComplaintRegion, Muscle, Site, Supply
from sim.anatomy.roots import root_place
from sim.anatomy.site_table import read_muscle_sites, read_paraspinal_sites, read_regions
from sim.errors import ModelInputError, input_error, unknown_name
from sim.evidence.sources import sources

LISTED = "python -m sim muscles"


@cache
def muscles() -> Mapping[str, Muscle]:
    """Return id → muscle, from head to foot.

    Raises
    ------
    CaseError
        With all faults of the table.
    """
    return read_muscles(packaged("muscles.csv"), sources())


@cache
def sites() -> Mapping[str, Site]:
    """Return id → site: muscles, whole or level by level, then paraspinal levels from the head down.

    Raises
    ------
    CaseError
        With all faults of a table.
    """
    limb = read_muscle_sites(packaged("sites.csv"), muscles())
    beside_spine = read_paraspinal_sites(packaged("paraspinals.csv"), sources(), muscles())
    return MappingProxyType({**limb, **beside_spine})


@cache
def complaint_regions() -> Mapping[str, ComplaintRegion]:
    """Return id → region of complaint.

    Raises
    ------
    CaseError
        With all faults of the table.
    """
    return read_regions(packaged("complaint_regions.csv"), sites())


def muscle(name: str) -> Muscle:
    """Return the muscle with this id.

    Raises
    ------
    ModelInputError
        If there is none; the message gives the nearest.
    """
    if name not in muscles():
        raise unknown_name("muscle", "muscle", name, muscles(), LISTED)
    return muscles()[name]


def site(name: str) -> Site:
    """Return the site with this id.

    Raises
    ------
    ModelInputError
        If there is none; the message gives the nearest.

    Examples
    --------
    >>> site("multifidus_c6").segment
    'C6'
    """
    return site_at(name)


def site_at(name: str, level: str | None = None, where: str = "site") -> Site:
    """Return a site by its id, or by a muscle that spans many segments and a level of it.

    Raises
    ------
    ModelInputError
        If there is no such site, the muscle has no such level, or a level is given for a site that has none to choose.

    Examples
    --------
    >>> site_at("longissimus_thoracis", "T9").id, site_at("multifidus_lumbar", "L5").id
    ('longissimus_thoracis_t9', 'multifidus_l5')
    """
    if level is None:
        if name not in sites():
            raise unknown_site(where, name)
        return sites()[name]
    levels = levels_of(name)
    if not levels and (name in sites() or name in muscles()):
        raise input_error(where, "has no levels to choose from", level, f"allowed with {name} is none")
    if not levels:
        raise unknown_site(where, name)
    if level not in levels:
        raise input_error(f"{where} {name}", "has no such level", level, f"allowed is {', '.join(levels)}")
    return sites()[str(names.site_id_at(name, level, sites()))]


def levels_of(muscle: str) -> tuple[str, ...]:
    """Return the levels at which a muscle that spans many segments can be needled, from the head down; else none.

    Examples
    --------
    >>> levels_of("multifidus_lumbar"), levels_of("soleus")
    (('L1', 'L2', 'L3', 'L4', 'L5'), ())
    """
    return names.levels_of(muscle, sites(), muscles())


def unknown_site(where: str, name: str) -> ModelInputError:
    """Return the error for a name that is no needle site: one of many segments, of none, or of nothing at all."""
    return names.unknown_site(where, name, sites(), muscles(), LISTED)


def site_fault(name: str) -> tuple[str, str]:
    """Return what is wrong with a name that is no site, and what is allowed, in words."""
    return names.site_fault(name, sites(), muscles(), LISTED)


def nearest_sites(name: str) -> tuple[str, ...]:
    """Return up to three ids of sites or muscles that a name may mean, best first.

    Examples
    --------
    >>> nearest_sites("ECRB")[0], nearest_sites("glut med")[0], nearest_sites("multifidus L5")[0]
    ('extensor_carpi_radialis_brevis', 'gluteus_medius', 'multifidus_l5')
    """
    return names.nearest_names(name, sites(), muscles())


def supply(name: str) -> Supply:
    """Return what the arc of a site or muscle is built from: its ramus, its roots and the path of its nerve.

    Raises
    ------
    ModelInputError
        If there is neither a site nor a muscle of that name, or it has no segmental supply or no nerve path.

    Examples
    --------
    >>> supply("soleus").region, supply("multifidus_c6").region
    ('leg', 'paraspinal cervical')
    """
    found = sites().get(name) or muscles().get(name)
    if found is None or found.path is None:
        raise unknown_site("muscle", name)
    return Supply(found.id, found.name, found.region, found.ramus, found.roots, found.path)


def sites_of_root(root: str, minimum_weight: float = 0.0) -> tuple[Site, ...]:
    """Return the sites a root feeds with at least this weight (0 to 1), heaviest first.

    Raises
    ------
    ModelInputError
        If there is no such root.
    """
    root_place(root)
    fed = [place for place in sites().values() if place.roots.get(root, -1.0) >= minimum_weight]
    return tuple(sorted(fed, key=lambda place: -place.roots[root]))


def paraspinal_site(root: str) -> Site | None:
    """Return the paraspinal site beside the segment of a root; None where there is none.

    Raises
    ------
    ModelInputError
        If there is no such root.
    """
    root_place(root)
    return sites().get(f"multifidus_{root.lower()}")


def packaged(name: str) -> str:
    """Return the text of a table beside this file."""
    return resources.files("sim.anatomy").joinpath(name).read_text(encoding="utf-8")
