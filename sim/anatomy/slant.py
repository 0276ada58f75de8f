"""Where the tip of a needle comes to: how deep under the skin, how far along it, and beside which level."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from sim.anatomy.depths import Build
from sim.anatomy.records import Site
from sim.anatomy.roots import ROOTS, root_place
from sim.anatomy.tables import paraspinal_site
from sim.evidence.body_spine import BODY_SPINE

ANGLE_MIN_DEG, ANGLE_MAX_DEG = 0.0, 90.0
"""Along the skin, and straight in."""


_HAIR_MM = 1e-6


class Tip(NamedTuple):
    """Where a tip is: the site whose muscle lies there, its depth under the skin, and its way along the skin, mm."""

    site: str
    depth_mm: float
    along_mm: float


def tip_of(site: Site, in_mm: float, angle_deg: float | None, height_cm: float) -> Tip:
    """Return where the tip of a needle is.

    Parameters
    ----------
    site
        Where it goes in.
    in_mm
        How far it is in, along the needle, mm.
    angle_deg
        Angle to the skin, 0 to 90; None is 90, straight in.
    height_cm
        Standing height, by which the levels of the spine lie apart.

    Notes
    -----
    Geometry alone: the tip is in · sin(angle) deep and in · cos(angle) along the skin. Beside the spine the slant is
    down and inwards, so that the tip comes to the level it is nearest to; how far inwards is left out, since the
    midline is 10 to 15 mm away. Published at L4 only, where a needle slanted to the lamina ended at L5
    (hannah2016); the other levels go by analogy. Anywhere else a slant makes the tip shallower and nothing more.
    """
    if angle_deg is None or angle_deg == ANGLE_MAX_DEG:
        return Tip(site.id, in_mm, 0.0)
    angle = math.radians(angle_deg)
    along_mm = in_mm * math.cos(angle)
    return Tip(_level_below(site, along_mm, height_cm).id, in_mm * math.sin(angle), along_mm)


def length_for(depth_mm: float, angle_deg: float | None, longest_mm: float) -> float:
    """Return how far a needle has to go in for its tip to be `depth_mm` deep, mm, at most `longest_mm`.

    Examples
    --------
    >>> round(length_for(20.0, 30.0, 150.0), 1)
    40.0
    """
    share = 1.0 if angle_deg is None else math.sin(math.radians(angle_deg))
    return depth_mm / share if depth_mm < longest_mm * share else longest_mm


def safe_way_mm(
    site: Site, build: Build, angle_deg: float | None, height_cm: float, longest_mm: float
) -> tuple[float, float]:
    """Return how far a needle may go in, mm along its way: least and most.

    Everywhere between, the tip lies in the safe range of the level that it has come to by then; a slanted needle beside
    the spine leaves the level where it went in, and the next may lie less deep.

    Parameters
    ----------
    longest_mm
        No needle is longer.

    Examples
    --------
    >>> from sim.anatomy.tables import site
    >>> low, high = safe_way_mm(site("multifidus_l5"), "middle", 60.0, 170.0, 150.0)
    >>> tip_of(site("multifidus_l5"), high, 60.0, 170.0).site
    'multifidus_l5'
    """
    low_mm, high_mm = 0.0, 0.0
    for place, from_mm, to_mm in _levels_on_the_way(site, angle_deg, height_cm, longest_mm):
        depths = place.depths(build)
        begin = max(length_for(depths.depth_min_mm, angle_deg, longest_mm), from_mm)
        end = min(length_for(depths.depth_max_mm, angle_deg, longest_mm), to_mm)
        if begin > end:
            if high_mm > 0.0:
                break
            continue
        if high_mm == 0.0:
            low_mm = begin
        elif begin > from_mm + _HAIR_MM:
            break
        high_mm = end
        if end < to_mm:
            break
    return low_mm, high_mm


def spacing_mm(segment: str, height_cm: float) -> float:
    """Return how far the next lower level lies from that of `segment`, mm."""
    return BODY_SPINE[f"spacing_{segment[0].lower()}"].value * height_cm * 10.0


def _level_below(site: Site, along_mm: float, height_cm: float) -> Site:
    """Return the paraspinal site that a way down from `site` comes nearest to; any other site is its own."""
    while site.kind == "paraspinal" and site.segment is not None:
        step_mm = spacing_mm(site.segment, height_cm)
        lower = _next_lower(site.segment)
        if along_mm <= step_mm / 2.0 or lower is None:
            break
        site, along_mm = lower, along_mm - step_mm
    return site


def _next_lower(segment: str) -> Site | None:
    place = root_place(segment) + 1
    return paraspinal_site(ROOTS[place]) if place < len(ROOTS) else None


def _levels_on_the_way(
    site: Site, angle_deg: float | None, height_cm: float, longest_mm: float
) -> Iterator[tuple[Site, float, float]]:
    """Yield each level a needle comes to, with the lengths between which it is there, mm."""
    along = 0.0 if angle_deg is None else math.cos(math.radians(angle_deg))
    from_mm, border_mm = 0.0, 0.0
    while site.kind == "paraspinal" and site.segment is not None and along > 1e-9:
        step_mm, lower = spacing_mm(site.segment, height_cm), _next_lower(site.segment)
        border_mm += step_mm / 2.0
        to_mm = border_mm / along
        if lower is None or to_mm >= longest_mm:
            break
        # A hair short of the border: which side of it a rounded length falls on is left to nobody.
        yield site, from_mm, to_mm - _HAIR_MM
        border_mm += step_mm / 2.0
        site, from_mm = lower, to_mm + _HAIR_MM
    yield site, from_mm, longest_mm
