"""Depth, angle and what lies beyond a site, in words for one patient. Pure functions of the tables."""

from __future__ import annotations

from sim.anatomy import ANGLE_MAX_DEG, Build, Depths, Site, length_for, safe_way_mm, site
from sim.anatomy.depths import needle_length_mm
from sim.reflex import DEPTH_MAX_MM, DEPTH_MIN_MM
from sim.session import reach_words, tip_at

STRAIGHT_DEG = int(ANGLE_MAX_DEG)
ANGLES_DEG: tuple[int, ...] = (STRAIGHT_DEG, 60, 45, 30)
"""The angles the bench offers; a plan may say any."""

NOTHING_BEYOND = "bone, tendon or another muscle"
LEVELS_BY_ANALOGY = "down and inwards, towards the next level; seen beside L4, elsewhere by analogy"
FLATTER = "keeps the tip shallower"


def angle_matters(place: Site) -> bool:
    """Return whether a slant is worth choosing: beside the spine, and over lung and belly."""
    return place.kind == "paraspinal" or place.beyond in ("lung", "abdomen")


def angle_label(angle_deg: int) -> str:
    """Return an angle as the bench offers it.

    Examples
    --------
    >>> angle_label(90), angle_label(60)
    ('Straight', '60°')
    """
    return "Straight" if angle_deg == STRAIGHT_DEG else f"{angle_deg}°"


def slant_words(place: Site) -> str:
    """Return what a slant does here."""
    return LEVELS_BY_ANALOGY if place.kind == "paraspinal" else FLATTER


def safe_words(place: Site, build: Build, angle_deg: float | None, height_cm: float) -> str:
    """Return how far a needle may safely go in, mm, along its way.

    Examples
    --------
    >>> safe_words(site("extensor_carpi_radialis_brevis"), "middle", None, 170.0)
    'safe 8 to 20'
    """
    if place.is_not_needled:
        return "no depth is safe"
    low, high = safe_way_mm(place, build, angle_deg, height_cm, DEPTH_MAX_MM)
    return f"safe {_mm(low)} to {_mm(high)}"


def needle_words(place: Site, build: Build, angle_deg: float | None) -> str:
    """Return the needle to take: long enough for the safe range at this angle.

    Examples
    --------
    >>> needle_words(site("multifidus_l4"), "middle", None), needle_words(site("multifidus_l4"), "middle", 30.0)
    ('60 mm', '125 mm')
    """
    deepest_mm = place.depths(build).depth_max_mm
    return f"{needle_length_mm(length_for(deepest_mm, angle_deg, DEPTH_MAX_MM)):g} mm"


def tip_words(place: Site, build: Build, depth_mm: float | None, angle_deg: float | None, height_cm: float) -> str:
    """Return where the tip of the needle that is chosen would be, and what that means.

    Examples
    --------
    >>> tip_words(site("extensor_carpi_radialis_brevis"), "middle", 14.0, None, 170.0)
    'Tip 14 mm deep: within the safe range.'
    """
    if depth_mm is None:
        return "The tip goes to the middle of the safe range."
    if not DEPTH_MIN_MM <= depth_mm <= DEPTH_MAX_MM:
        return f"No needle goes in {depth_mm:g} mm: {DEPTH_MIN_MM:g} to {DEPTH_MAX_MM:g} mm can be."
    tip = tip_at(place, build, depth_mm, angle_deg, height_cm)
    reached = site(tip.site)
    level = ""
    if angle_deg is not None and place.kind == "paraspinal":
        level = f", at {reached.segment}" if reached is not place else f", still at {place.segment}"
    return f"Tip {_mm(tip.depth_mm)} mm deep{level}: {_where(reached, reached.depths(build), tip.depth_mm)}."


def beyond_words(place: Site) -> str:
    """Return what lies beyond a muscle.

    Examples
    --------
    >>> beyond_words(site("trapezius_upper")), beyond_words(site("extensor_carpi_radialis_brevis"))
    ('the lung', 'bone, tendon or another muscle')
    """
    return reach_words(place) or NOTHING_BEYOND


def _where(place: Site, depths: Depths, tip_mm: float) -> str:
    if tip_mm < depths.surface_mm:
        return f"above the muscle, which begins at {_mm(depths.surface_mm)}"
    if tip_mm < depths.depth_min_mm:
        return "barely in the muscle"
    if tip_mm <= depths.depth_max_mm:
        return "in the muscle, which is not needled blind" if place.is_not_needled else "within the safe range"
    reach = reach_words(place)
    where = "past the safe depth" if tip_mm <= depths.far_mm else "through the muscle"
    return f"{where}; it can reach {reach}" if reach else where


def _mm(value: float) -> str:
    return f"{round(value, 1):g}"
