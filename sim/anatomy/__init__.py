"""Muscles, needle sites, their roots, rami, depths and hazards, and regions of complaint."""

from sim.anatomy.records import ComplaintRegion, Muscle, Site
from sim.anatomy.roots import ROOTS, Ramus, levels_apart
from sim.anatomy.tables import complaint_regions, muscle, muscles, paraspinal_site, site, sites, sites_of_root

__all__ = [
    "ROOTS",
    "ComplaintRegion",
    "Muscle",
    "Ramus",
    "Site",
    "complaint_regions",
    "levels_apart",
    "muscle",
    "muscles",
    "paraspinal_site",
    "site",
    "sites",
    "sites_of_root",
]
