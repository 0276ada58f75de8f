"""Read and check the tables of sites: muscles that can be needled, their levels, and paraspinal levels."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from sim.anatomy.depths import BUILDS, Layers, depth_range
from sim.anatomy.levels import Level, read_levels
from sim.anatomy.muscle_table import hazards_of
from sim.anatomy.paths import NO_PATH, NervePath, nerve_path
from sim.anatomy.records import ComplaintRegion, Muscle, Neighbours, Site
from sim.anatomy.roots import ALL_ROOTS, ROOTS, Ramus
from sim.anatomy.rows import Row, read_groups, read_table
from sim.anatomy.weights import paraspinal_weights
from sim.evidence.param import Standing

LAYERS = ("skin", "cover", "thickness", "beyond")
PLACE = ("position", *LAYERS, "landmark")
SITE_COLUMNS = ("id", "levels", "short_name", *PLACE, "is_shared", "hazards", "guidance")
NEIGHBOURS = ("deep", "middle", "superficial")
PARASPINAL_COLUMNS = ("segment", "neighbours", "region", "path", *PLACE, "hazards", *NEIGHBOURS, "sources")
REGION_COLUMNS = ("id", "name", "movement", "sites")
POSITIONS: Mapping[str, str] = MappingProxyType({name: name for name in ("prone", "supine", "side-lying")})
KEEPS_OFF_PLEURA = ("lung", "kidney")
"""Classes whose margin keeps off the pleura too: it reaches down in front of the kidney's upper half."""
STANDING: Standing = "assumed"
NOTE = "Depths and nerve path follow from layers and body lengths by rule; no series was found for this place."
SAME_NUMBER = "That a level answers to the root of its own number is shown for the lumbar spine only. "


def read_muscle_sites(text: str, muscles: Mapping[str, Muscle]) -> Mapping[str, Site]:
    """Return id → site for the muscles that can be needled, whole or level by level.

    Raises
    ------
    CaseError
        With all faults: a muscle that is not in the table of muscles or has no roots or no nerve path, a level that
        is none of its roots, an unknown layer, a margin that forgets a lung.
    """
    return read_groups(text, "sites.csv", SITE_COLUMNS, lambda row: _muscle_sites(row, muscles))


def read_paraspinal_sites(text: str, sources: Collection[str], muscles: Mapping[str, Muscle]) -> Mapping[str, Site]:
    """Return id → site for the paraspinal levels, `multifidus_c2` and so on.

    Raises
    ------
    CaseError
        With all faults of the table.
    """
    return read_table(text, "paraspinals.csv", PARASPINAL_COLUMNS, lambda row: _paraspinal(row, sources, muscles))


def read_regions(text: str, sites: Mapping[str, Site]) -> Mapping[str, ComplaintRegion]:
    """Return id → region of complaint; raises `CaseError` with all faults of the table."""
    return read_table(text, "complaint_regions.csv", REGION_COLUMNS, lambda row: _region(row, sites))


def _muscle_sites(row: Row, muscles: Mapping[str, Muscle]) -> tuple[Site, ...]:
    name = row.text("id")
    if name not in muscles:
        row.fault("id", f"unknown muscle, got {name!r}; all are listed in muscles.csv.")
        return ()
    muscle = muscles[name]
    if not muscle.roots:
        row.fault("id", f"has no segmental supply, got {name!r}; allowed is a muscle with roots.")
    elif muscle.path is None:
        row.fault("id", f"has no nerve path, got {name!r}; allowed is a muscle with a path in muscles.csv.")
    levels = read_levels(row, muscle)
    if muscle.is_segmental != bool(levels):
        given = row.optional("levels")
        row.fault(
            "levels", f"contradicts muscles.csv, got {given!r}; allowed are levels of a muscle in segments alone."
        )
    whole = _whole(row, muscle)
    if not levels:
        _check_lung(row, muscle.hazards, muscle.hazards_assumed)
        return (whole,)
    hazards, hazards_assumed = hazards_of(row)
    _check_lung(row, hazards, hazards_assumed)
    there = replace(whole, kind="level", hazards=hazards, hazards_assumed=hazards_assumed)
    return tuple(_level(there, level) for level in levels)


def _whole(row: Row, muscle: Muscle) -> Site:
    return Site(
        id=muscle.id,
        name=muscle.name,
        short_name=row.text("short_name"),
        kind="muscle",
        muscle=muscle.id,
        segment=None,
        region=muscle.region,
        ramus=muscle.ramus,
        nerve=muscle.nerve,
        roots=muscle.roots,
        hazards=muscle.hazards,
        hazards_assumed=muscle.hazards_assumed,
        landmark=row.text("landmark"),
        position=row.one_of("position", POSITIONS),
        layers=_layers(row),
        guidance=row.optional("guidance"),
        neighbours=None,
        path=muscle.path or NO_PATH,
        sources=muscle.sources,
        standing=STANDING,
        note=NOTE,
    )


def _level(whole: Site, level: Level) -> Site:
    """Return one level of a muscle; `whole` is the muscle with what its row says of this span."""
    return replace(
        whole,
        id=level.site_id,
        name=f"{whole.name} at {level.root}",
        short_name=f"{whole.short_name} {level.root}",
        segment=level.root,
        roots=level.roots,
        landmark=level.filled(whole.landmark),
        path=level.path,
        note=(SAME_NUMBER if whole.ramus is Ramus.POSTERIOR else "") + NOTE,
    )


def _paraspinal(row: Row, sources: Collection[str], muscles: Mapping[str, Muscle]) -> Site:
    segment = row.text("segment")
    if segment not in ROOTS:
        row.fault("segment", f"unknown root, got {segment!r}; {ALL_ROOTS}.")
    neighbours = row.known("neighbours", ROOTS, ALL_ROOTS)
    roots = paraspinal_weights(segment, neighbours)
    hazards, hazards_assumed = hazards_of(row)
    _check_lung(row, hazards, hazards_assumed)
    region = row.text("region")
    multifidus = f"multifidus_{region.rpartition(' ')[2]}"
    if multifidus not in muscles:
        row.fault("region", f"has no multifidus, got {region!r}; allowed is paraspinal cervical to paraspinal sacral.")
    return Site(
        id=f"multifidus_{segment.lower()}",
        name=f"Multifidus at {segment}",
        short_name=f"Multifidus {segment}",
        kind="paraspinal",
        muscle=multifidus,
        segment=segment,
        region=region,
        ramus=Ramus.POSTERIOR,
        nerve=f"{segment} posterior ramus, medial branch",
        roots=roots,
        hazards=hazards,
        hazards_assumed=hazards_assumed,
        landmark=row.text("landmark"),
        position=row.one_of("position", POSITIONS),
        layers=_layers(row),
        guidance="",
        neighbours=Neighbours(*(row.known(layer, muscles, "all are listed in muscles.csv") for layer in NEIGHBOURS)),
        path=_path(row, roots),
        sources=row.known("sources", sources, "all are listed in sim/evidence/sources.csv"),
        standing=STANDING,
        note=SAME_NUMBER + NOTE,
    )


def _region(row: Row, sites: Mapping[str, Site]) -> ComplaintRegion:
    row.text("sites")
    muscles = row.known("sites", sites, "all are listed by python -m sim muscles")
    for name in muscles:
        if sites[name].is_not_needled:
            row.fault("sites", f"is not needled, got {name!r}; allowed is a site whose guidance does not forbid it.")
    return ComplaintRegion(
        id=row.text("id"),
        name=row.text("name"),
        muscles=muscles,
        movement=row.text("movement"),
    )


def _check_lung(row: Row, hazards: tuple[str, ...], assumed: tuple[str, ...]) -> None:
    """Add a fault where the margin at the deep border and the hazards say different things about the lung."""
    over_lung = {hazard for hazard in hazards if "pleura" in hazard}
    beyond = row.optional("beyond")
    if over_lung - set(assumed) and beyond not in KEEPS_OFF_PLEURA:
        allowed = f"{' or '.join(KEEPS_OFF_PLEURA)} where they name the pleura"
        row.fault("beyond", f"contradicts the hazards, got {beyond!r}; allowed is {allowed}.")
    if beyond == "lung" and not over_lung:
        row.fault("beyond", "contradicts the hazards, got 'lung'; allowed is lung where they name the pleura.")
    if beyond == "kidney" and not any("kidney" in hazard for hazard in hazards):
        row.fault("beyond", "contradicts the hazards, got 'kidney'; allowed where they name the kidney.")


def _layers(row: Row) -> Layers:
    layers = Layers(*(row.text(field) for field in LAYERS))

    def in_every_build() -> Layers:
        for build in BUILDS:
            depth_range(*layers, build)
        return layers

    return row.attempt("depths", in_every_build, layers)


def _path(row: Row, roots: Mapping[str, float]) -> NervePath:
    path = row.text("path")
    return row.attempt("path", lambda: nerve_path(path, roots), NO_PATH)
