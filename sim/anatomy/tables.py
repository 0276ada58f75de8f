"""The packaged tables, read and checked once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

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
    return read_muscles(_packaged("muscles.csv"), sources())


@cache
def sites() -> Mapping[str, Site]:
    """Return id → site: muscles that can be needled, then paraspinal levels from the head down.

    Raises
    ------
    CaseError
        With all faults of a table.
    """
    limb = read_muscle_sites(_packaged("sites.csv"), muscles())
    return MappingProxyType({**limb, **read_paraspinal_sites(_packaged("paraspinals.csv"), sources())})


@cache
def complaint_regions() -> Mapping[str, ComplaintRegion]:
    """Return id → region of complaint.

    Raises
    ------
    CaseError
        With all faults of the table.
    """
    return read_regions(_packaged("complaint_regions.csv"), sites())


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
    if name not in sites():
        raise unknown_site("site", name)
    return sites()[name]


def unknown_site(where: str, name: str) -> ModelInputError:
    """Return the error for a name that is no needle site: that of a muscle which is none yet, or of nothing at all."""
    if name in muscles():
        return input_error(where, "is a muscle that cannot be needled yet", name, f"sites are listed by {LISTED}")
    return unknown_name(where, "site", name, sites(), LISTED)


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
    if name not in sites() and name not in muscles():
        raise unknown_name("muscle", "muscle or site", name, {**muscles(), **sites()}, LISTED)
    found = sites().get(name) or muscles()[name]
    if not found.roots:
        raise input_error("muscle", "has no segmental supply", name, "allowed is a muscle that spinal roots feed")
    if found.path is None:
        raise input_error(
            "muscle", "has no nerve path in the tables", name, "allowed are sites and muscles of the limbs"
        )
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


def _packaged(name: str) -> str:
    return resources.files("sim.anatomy").joinpath(name).read_text(encoding="utf-8")
