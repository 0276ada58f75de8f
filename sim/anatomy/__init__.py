"""Muscles, needle sites, their roots, rami, depths and hazards, and regions of complaint."""

from sim.anatomy.depths import BUILDS, Build, Depths, Layers
from sim.anatomy.opinion_table import Opinion
from sim.anatomy.paths import root_fraction
from sim.anatomy.records import ComplaintRegion, Muscle, Neighbours, Site, Supply
from sim.anatomy.roots import ALL_ROOTS, ROOTS, Ramus, levels_apart, nearest_roots
from sim.anatomy.segment_table import SegmentFacts
from sim.anatomy.segments import opinions, segments
from sim.anatomy.slant import ANGLE_MAX_DEG, ANGLE_MIN_DEG, Tip, length_for, safe_way_mm, spacing_mm, tip_of
from sim.anatomy.tables import (
    complaint_regions,
    levels_of,
    muscle,
    muscles,
    nearest_sites,
    paraspinal_site,
    site,
    site_at,
    site_fault,
    sites,
    sites_of_root,
    supply,
    unknown_site,
)

__all__ = [
    "ALL_ROOTS",
    "ANGLE_MAX_DEG",
    "ANGLE_MIN_DEG",
    "BUILDS",
    "ROOTS",
    "Build",
    "ComplaintRegion",
    "Depths",
    "Layers",
    "Muscle",
    "Neighbours",
    "Opinion",
    "Ramus",
    "SegmentFacts",
    "Site",
    "Supply",
    "Tip",
    "complaint_regions",
    "length_for",
    "levels_apart",
    "levels_of",
    "muscle",
    "muscles",
    "nearest_roots",
    "nearest_sites",
    "opinions",
    "paraspinal_site",
    "root_fraction",
    "safe_way_mm",
    "segments",
    "site",
    "site_at",
    "site_fault",
    "sites",
    "sites_of_root",
    "spacing_mm",
    "supply",
    "tip_of",
    "unknown_site",
]
