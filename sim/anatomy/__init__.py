"""Muscles, needle sites, their roots, rami, depths and hazards, and regions of complaint."""

from sim.anatomy.paths import root_fraction
from sim.anatomy.records import ComplaintRegion, Muscle, Site, Supply
from sim.anatomy.roots import ROOTS, Ramus, levels_apart
from sim.anatomy.tables import (
    complaint_regions,
    muscle,
    muscles,
    paraspinal_site,
    site,
    sites,
    sites_of_root,
    supply,
    unknown_site,
)

__all__ = [
    "ROOTS",
    "ComplaintRegion",
    "Muscle",
    "Ramus",
    "Site",
    "Supply",
    "complaint_regions",
    "levels_apart",
    "muscle",
    "muscles",
    "paraspinal_site",
    "root_fraction",
    "site",
    "sites",
    "sites_of_root",
    "supply",
    "unknown_site",
]
