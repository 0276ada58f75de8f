"""Read and check the tables of sites: muscles that can be needled, and paraspinal levels."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sim.anatomy.depths import Depths, depth_range
from sim.anatomy.muscle_table import ALL_ROOTS, hazards_of
from sim.anatomy.paths import NO_PATH, NervePath, nerve_path
from sim.anatomy.records import ComplaintRegion, Muscle, Site
from sim.anatomy.roots import ROOTS, Ramus
from sim.anatomy.rows import Row, read_table
from sim.anatomy.weights import paraspinal_weights
from sim.evidence.param import Standing

LAYERS = ("skin", "cover", "thickness", "beyond", "landmark")
SITE_COLUMNS = ("id", "short_name", *LAYERS)
PARASPINAL_COLUMNS = ("segment", "neighbours", "region", "path", *LAYERS, "hazards", "sources")
REGION_COLUMNS = ("id", "name", "movement", "sites")
STANDING: Standing = "assumed"
NOTE = "Depths and nerve path follow from layers and body lengths by rule; no series was found for this place."
SAME_NUMBER = "That a level answers to the root of its own number is shown for the lumbar spine only. "
_NO_DEPTHS = Depths(0.0, 0.0, 0.0, 0.0)


def read_muscle_sites(text: str, muscles: Mapping[str, Muscle]) -> Mapping[str, Site]:
    """Return id → site for the muscles that can be needled.

    Raises
    ------
    CaseError
        With all faults: a muscle that is not in the table of muscles or has no roots or no nerve path, an unknown
        layer, a margin that forgets a lung.
    """
    return read_table(text, "sites.csv", SITE_COLUMNS, lambda row: _muscle_site(row, muscles))


def read_paraspinal_sites(text: str, sources: Collection[str]) -> Mapping[str, Site]:
    """Return id → site for the paraspinal levels, `multifidus_c2` and so on.

    Raises
    ------
    CaseError
        With all faults of the table.
    """
    return read_table(text, "paraspinals.csv", PARASPINAL_COLUMNS, lambda row: _paraspinal(row, sources))


def read_regions(text: str, sites: Mapping[str, Site]) -> Mapping[str, ComplaintRegion]:
    """Return id → region of complaint; raises `CaseError` with all faults of the table."""
    return read_table(text, "complaint_regions.csv", REGION_COLUMNS, lambda row: _region(row, sites))


def _muscle_site(row: Row, muscles: Mapping[str, Muscle]) -> Site | None:
    name = row.text("id")
    if name not in muscles:
        row.fault("id", f"unknown muscle, got {name!r}; all are listed in muscles.csv.")
        return None
    muscle = muscles[name]
    if not muscle.roots:
        row.fault("id", f"has no segmental supply, got {name!r}; allowed is a muscle with roots.")
    elif muscle.path is None:
        row.fault("id", f"has no nerve path, got {name!r}; allowed is a muscle with a path in muscles.csv.")
    _check_lung(row, muscle.hazards, muscle.hazards_assumed)
    depths = _depths(row)
    return Site(
        id=name,
        name=muscle.name,
        short_name=row.text("short_name"),
        kind="muscle",
        segment=None,
        region=muscle.region,
        ramus=muscle.ramus,
        nerve=muscle.nerve,
        roots=muscle.roots,
        hazards=muscle.hazards,
        hazards_assumed=muscle.hazards_assumed,
        landmark=row.text("landmark"),
        surface_mm=depths.surface_mm,
        depth_min_mm=depths.depth_min_mm,
        depth_max_mm=depths.depth_max_mm,
        far_mm=depths.far_mm,
        path=muscle.path or NO_PATH,
        sources=muscle.sources,
        standing=STANDING,
        note=NOTE,
        layers=(row.text("skin"), row.text("cover"), row.text("thickness"), row.text("beyond")),
        beyond=row.text("beyond"),
    )


def _paraspinal(row: Row, sources: Collection[str]) -> Site:
    segment = row.text("segment")
    if segment not in ROOTS:
        row.fault("segment", f"unknown root, got {segment!r}; {ALL_ROOTS}.")
    neighbours = row.known("neighbours", ROOTS, ALL_ROOTS)
    roots = paraspinal_weights(segment, neighbours)
    hazards, hazards_assumed = hazards_of(row)
    _check_lung(row, hazards, hazards_assumed)
    depths = _depths(row)
    return Site(
        id=f"multifidus_{segment.lower()}",
        name=f"Multifidus at {segment}",
        short_name=f"Multifidus {segment}",
        kind="paraspinal",
        segment=segment,
        region=row.text("region"),
        ramus=Ramus.POSTERIOR,
        nerve=f"{segment} posterior ramus, medial branch",
        roots=roots,
        hazards=hazards,
        hazards_assumed=hazards_assumed,
        landmark=row.text("landmark"),
        surface_mm=depths.surface_mm,
        depth_min_mm=depths.depth_min_mm,
        depth_max_mm=depths.depth_max_mm,
        far_mm=depths.far_mm,
        path=_path(row, roots),
        sources=row.known("sources", sources, "all are listed in sim/evidence/sources.csv"),
        standing=STANDING,
        note=SAME_NUMBER + NOTE,
        layers=(row.text("skin"), row.text("cover"), row.text("thickness"), row.text("beyond")),
        beyond=row.text("beyond"),
    )


def _region(row: Row, sites: Mapping[str, Site]) -> ComplaintRegion:
    row.text("sites")
    return ComplaintRegion(
        id=row.text("id"),
        name=row.text("name"),
        muscles=row.known("sites", sites, "all are listed by python -m sim muscles"),
        movement=row.text("movement"),
    )


def _check_lung(row: Row, hazards: tuple[str, ...], assumed: tuple[str, ...]) -> None:
    """Add a fault where the margin at the deep border and the hazards say different things about the lung."""
    over_lung = {hazard for hazard in hazards if "pleura" in hazard}
    keeps_off = row.optional("beyond") == "lung"
    if (over_lung - set(assumed) and not keeps_off) or (keeps_off and not over_lung):
        row.fault("beyond", f"contradicts the hazards, got {row.optional('beyond')!r}; 'lung' goes with pleura.")


def _depths(row: Row) -> Depths:
    skin, cover, thickness, beyond = (row.text(field) for field in ("skin", "cover", "thickness", "beyond"))
    return row.attempt("depths", lambda: depth_range(skin, cover, thickness, beyond), _NO_DEPTHS)


def _path(row: Row, roots: Mapping[str, float]) -> NervePath:
    path = row.text("path")
    return row.attempt("path", lambda: nerve_path(path, roots), NO_PATH)
